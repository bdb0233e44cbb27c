"""What a conclusion may count, and which sentences are no repetition of each other."""

import pytest

from generator.evidence import hygiene
from generator.gate import judgements, style, support
from generator.language import text
from tests.helpers import loaded

CASES = loaded("gate/concluded.yml")
SIDES = (support.subject("Tarvex"), support.subject("Morlo"))


@pytest.mark.parametrize("case", CASES["lacking"], ids=str)
def test_a_conclusion_may_count_the_sides_that_were_asked_for(case):
    told = [("Tarvex is the cheapest for a small harbour.", "Tarvex"), ("Tarvex 最便宜，涂料适合小码头。", "Tarvex")]
    named = [{"name": f"Paint {n}"} for n in range(case["asked"])]
    front = {"commission": {"query": case.get("called", "which paint"), "subjects": named, "instructions": []}}
    assert [str(fault) for fault in judgements.lacking(case["sentence"], told, SIDES, front)] == case["faults"]


@pytest.mark.parametrize("case", CASES["parallel"], ids=str)
def test_the_same_words_about_different_sides_are_no_repetition(case):
    assert style.parallel(case["sentence"], case["other"], SIDES) is case["parallel"]


def test_a_conclusion_may_hold_a_short_sentence_and_not_be_one():
    short = "Tarvex stains teak."
    weighed = "Whoever has teak decks does well to test Morlo first, since Tarvex stains teak and nobody says how long."
    assert text.overlap(weighed, short) > style.REDUNDANT > text.contained(weighed, short)
    assert text.contained(short, weighed) > style.REDUNDANT


def test_the_reader_is_a_third_person_where_a_brief_speaks_of_one():
    assert hygiene.person("题目都是读者能当场验证的。", "zh") is None
    assert hygiene.has_person("读者可以翻到附录查看价目。", "zh")
