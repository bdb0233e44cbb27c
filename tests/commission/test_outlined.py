"""What a commission says of a list, so many parts, split so, a heading each, makes it the outline."""

import time

import pytest

from generator import commission
from generator.commission import outlined, runs
from tests.commission.test_runs import titles
from tests.helpers import loaded


@pytest.mark.parametrize("case", loaded("commission/stories.yml"), ids=lambda case: case["q"][:30])
def test_outlines_within_stories_are_read(case):
    assert titles(case["q"]) == case["sections"]


@pytest.mark.parametrize("count", range(2, 6))
def test_as_many_as_are_counted_are_the_parts(count):
    names = ["who pays", "how long it lasts", "what breaks", "where it is kept", "whom to ask"][:count]
    word = ("two", "three", "four", "five")[count - 2]
    assert titles(f"Compare oak and elm. {word.capitalize()} blocks: {'; '.join(names)}. 400 words.") == [
        name.capitalize() for name in names
    ]


@pytest.mark.parametrize(
    "query",
    [
        "We bought three blocks: red, green, blue, and a fourth. Compare oak and elm in 400 words.",
        "Compare oak and elm. I want to see my sister, then my aunt. 400 words.",
        "对比甲木和乙木。我家一共有两口人，一只狗。八百字。",
    ],
)
def test_what_is_no_part_of_the_text_is_no_section(query):
    assert titles(query) == []


def test_long_texts_are_searched_in_linear_time():
    for words in (
        "a, b; ",
        "three parts: a, ",
        "分三块：甲、乙，",
        "“a”、",
        "split: a/b ",
        ": a, each heading, ",
        "I want to see a then b ",
    ):
        start = time.perf_counter()
        list(outlined.outlined(words * (8000 // len(words))))
        list(runs.turns(words * (8000 // len(words))))
        assert time.perf_counter() - start < 2


def test_lengths_behind_a_counted_list_are_of_the_whole():
    assert str(commission.read("对比甲木和乙木，分两段：价格、寿命，共五百字。").length) == "450–550 字"


@pytest.mark.parametrize(
    ("query", "length"),
    [
        ("Compare oak and elm on at most one page.", "375–500 words"),
        ("Compare oak and elm, 450 words at the outside.", "338–450 words"),
    ],
)
def test_a_length_at_most_is_one(query, length):
    assert str(commission.read(query).length) == length


def test_the_first_of_several_quoted_titles_is_not_that_of_the_report():
    assert "title" in commission.read("对比甲木和乙木，分别写“怎么种”“多少钱”“谁来管”，八百字。").defaulted
