"""Sentences that retell their sources, faithfully or not: which of them rules refuse."""

from dataclasses import replace

import pytest

from generator.gate import retelling, support
from tests.helpers import loaded

CASES = loaded("gate/retold.yml")
FAITHFUL = [(case, sentence) for case in CASES for sentence in case["faithful"]]
DISTORTED = [(case, kind, sentence) for case in CASES for kind, sentence in case["distorted"].items()]
SEEN = ("subject", "condition", "number", "unit", "scope", "negation", "opposite", "comparison", "causality", "tense", "degree", "name")  # fmt: skip
"""Kinds of errors that rules see in each of the cases; of the others they see some."""
REFUSED, STANDING = 5, 12
"""How many faithful sentences rules refuse, and how many wrong ones they leave for a second reader and a person."""


def sources(case):
    for passage in case["passages"]:
        ((name, words),) = passage.items()
        yield retelling.Source(words=words, around=(name,), side=support.subject(name))


def named(case, sentence):
    """Return the passages of the sides that a sentence names, on which an author would rest it."""
    found = tuple(sources(case))
    return tuple(one for one in found if one.side.name.casefold() in sentence.casefold()) or found


def test_there_is_enough_to_say_something():
    assert len(FAITHFUL) >= 75 and len(DISTORTED) >= 130
    assert {kind for _, kind, _ in DISTORTED} >= set(SEEN)


def test_faithful_sentences_are_hardly_refused():
    refused = [sentence for case, sentence in FAITHFUL if retelling.faults(sentence, named(case, sentence))]
    assert len(refused) <= REFUSED, refused


@pytest.mark.parametrize(("case", "kind", "sentence"), [one for one in DISTORTED if one[1] in SEEN], ids=str)
def test_distorted_sentences_are_refused(case, kind, sentence):
    assert retelling.faults(sentence, tuple(sources(case)))


def test_what_rules_cannot_see_is_counted():
    left = [sentence for case, _, sentence in DISTORTED if not retelling.faults(sentence, tuple(sources(case)))]
    assert len(left) <= STANDING, left


def test_a_finding_names_the_words():
    case = CASES[0]
    found = retelling.faults("Lumo MQ removes 12 messages of Contoso.", tuple(sources(case)))
    assert {(fault.code, fault.words) for fault in found} >= {("number", "12"), ("name", "contoso")}


GOVERNED = loaded("gate/governed.yml")


def above(case):
    """Return the passages of a case, with the headings that stand above them."""
    return tuple(replace(one, around=(*one.around, *case.get("headings", ()))) for one in sources(case))


@pytest.mark.parametrize(("case", "sentence"), [(c, s) for c in GOVERNED for s in c["faithful"]], ids=str)
def test_what_a_heading_a_list_or_a_clause_before_says_is_no_fault(case, sentence):
    assert retelling.faults(sentence, above(case)) == ()


@pytest.mark.parametrize(("case", "sentence"), [(c, s) for c in GOVERNED for s in c["distorted"].values()], ids=str)
def test_what_it_does_not_say_is_one(case, sentence):
    assert retelling.faults(sentence, above(case))
