"""Three or more short items that one mark parts are an outline, wherever they stand."""

import time

import pytest
from hypothesis import given, strategies as st

from generator import commission
from generator.commission import runs
from tests.helpers import loaded

TITLES = ["怎么来的", "要花多少钱", "我们该怎么做", "What it is", "What it costs us", "What should we do"]


def titles(query):
    """Return the titles that are asked for."""
    found = commission.read(query)
    return [] if "sections" in found.defaulted else [section.title for section in found.sections]


@pytest.mark.parametrize("case", loaded("commission/runs.yml"), ids=lambda case: case["q"][:30])
def test_short_items_parted_by_one_mark_are_an_outline(case):
    assert titles(case["q"]) == case["sections"]


@given(
    items=st.lists(st.sampled_from(TITLES), min_size=3, max_size=6, unique=True),
    mark=st.sampled_from([" / ", "｜", "；", " | ", "; "]),
)
def test_titles_are_whole_whatever_the_mark(items, mark):
    assert titles(f"介绍水彩。分成这几块：{mark.join(items)}。") == items


def test_long_texts_are_searched_in_linear_time():
    for words in ("a / b / c ", "a|", "这\nb\n", "; ", "a: b/c/", "abc?", "abc? (", "甲乙吗？（"):
        start = time.perf_counter()
        list(runs.runs(words * (8000 // len(words))))
        list(runs.questions(words * (8000 // len(words))))
        assert time.perf_counter() - start < 1
