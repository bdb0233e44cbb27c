"""Aspects: headings and sentences meet in what reports ask, in both languages."""

import pytest

from generator.evidence import aspects
from generator.language import text
from tests.helpers import loaded

CASES = loaded("evidence/aspects.yml")


@pytest.mark.parametrize("case", CASES["headings"], ids=lambda case: case["text"])
def test_a_heading_asks_for_aspects(case):
    asked = aspects.asked(case["text"])
    assert set(case["asks"]) <= set(asked)
    assert not set(case.get("none", ())) & set(asked)
    assert case["asks"] or not asked


@pytest.mark.parametrize("case", CASES["sentences"], ids=lambda case: case["text"][:24])
def test_a_sentence_speaks_of_aspects(case):
    spoken = aspects.spoken(case["text"])
    assert set(case["speaks"]) <= set(spoken)
    assert not set(case.get("none", ())) & set(spoken)
    assert case["speaks"] or not spoken


@pytest.mark.parametrize("case", CASES["questions"], ids=lambda case: case["text"])
def test_a_heading_joins_questions(case):
    assert aspects.questions(case["text"]) == tuple(case["are"])


def test_what_is_asked_for_is_worth_more_than_what_is_a_part_of_it():
    asked = aspects.asked("Security")
    assert asked["security"] == 1.0 > asked["encryption"] > 0


def test_the_thesaurus_is_whole():
    known = aspects.known()
    assert len(known) >= 120
    for name, aspect in known.items():
        assert set(aspect.narrower) <= set(known) - {name}
        assert all(aspects.label(name, language) for language in text.UNIT)
        assert name in aspects.asked(aspects.label(name, "zh")) and name in aspects.asked(aspects.label(name, "en")), (
            name
        )
