"""Names in short, and the titles that have them in full."""

import pytest

from generator.evidence import short_forms
from tests.helpers import loaded
from tests.helpers.retrieval_cases import document

CASES = loaded("evidence/short_forms.yml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_short_form_is_told_by_titles(case):
    heads = short_forms.Heads(document(f"{n}.md", "text", title=title) for n, title in enumerate(case["titles"]))
    assert heads.full(case["name"]) == case["full"]
    assert not case["full"] or short_forms.is_short_for(case["name"], case["full"])


def test_the_same_name_in_full_is_found_whatever_the_order_of_documents():
    titles = ["武汉体育大学", "武汉音乐大学", "武汉大学"]
    for order in (titles, titles[::-1]):
        heads = short_forms.Heads(document(f"{n}.md", "text", title=title) for n, title in enumerate(order))
        assert heads.full("武大") == "武汉大学"


@pytest.mark.parametrize("case", loaded("evidence/shorter_forms.yml"), ids=lambda case: case["name"])
def test_what_sources_call_a_full_name_in_short_is_told_by_brackets_and_titles(case):
    heads = short_forms.Heads(document(f"{n}.md", "text", title=title) for n, title in enumerate(case["titles"]))
    assert list(heads.short(case["name"], case.get("others", ()))) == case["short"]
    assert all(short_forms.shortens(short, case["name"]) for short in case["short"])


def test_no_other_word_is_short_for_a_name_whatever_a_record_says():
    assert not any(short_forms.shortens(short, "Lifetime ISA") for short in ("ISA", "PENSION", "Life", "L"))
    assert not any(short_forms.shortens(short, "workplace pension") for short in ("workplace", "wp", "pen"))


def test_file_names_and_folders_hold_names_whatever_parts_their_words():
    heads = short_forms.Heads([document("rules/san-francisco-ca-2019.md", "text", title="Rules")])
    assert heads.full("旧金山") == "san francisco"


def test_a_common_word_in_capitals_is_no_name_in_another_script():
    assert not short_forms.Heads([document("1.md", "text", title="DATA BOOK")]).full("纽约的数据")
