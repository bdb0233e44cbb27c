"""Hygiene: what points elsewhere, praises, speaks of others or is torn from a list is no claim."""

import pytest

from generator import corpus
from generator.commission import Subject
from generator.evidence import attributing, chaff, hygiene, lead_ins, persons
from tests.helpers import loaded

CASES = loaded("evidence/hygiene.yml")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pointers_and_praise_are_chaff(language):
    assert [one for one in CASES["chaff"][language]["none"] if not chaff.found(hygiene.placed(one), language)] == []
    assert [one for one in CASES["chaff"][language]["good"] if chaff.found(hygiene.placed(one), language)] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_others_usually_do_is_not_said_of_the_side(language):
    assert [one for one in CASES["generic"][language]["none"] if not persons.generic(one, language)] == []
    assert [one for one in CASES["generic"][language]["good"] if persons.generic(one, language)] == []


@pytest.mark.parametrize("case", CASES["torn"], ids=lambda case: case["paragraph"])
def test_an_item_of_an_enumeration_does_not_stand_alone(case):
    assert lead_ins.torn(case["paragraph"], case["before"]) is case["torn"]


def test_a_name_that_nothing_explains_opens_no_sentence_of_a_side(tmp_path):
    case, alpha = CASES["unmet"], Subject(name="Alpha", origin="text", words="Alpha")
    (tmp_path / "notes.md").write_text(case["text"], encoding="utf-8")
    (document,) = corpus.read(tmp_path, cache=tmp_path / "cache").documents
    assert [one for one in case["names"] if not attributing.unmet(document, one, (alpha,))] == []
    assert [one for one in case["met"] if attributing.unmet(document, one, (alpha,))] == []
