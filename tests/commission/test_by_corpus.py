"""Where the frames find no subjects, the corpus decides between the names that stand side by side."""

import time

import pytest

from generator import commission
from generator.commission import Held, coordinated
from tests.helpers import loaded

CASES = loaded("commission/by-corpus.yml")


def lookup(lines: list[str]) -> coordinated.Lookup:
    """Return how many of the documents hold a name, each a line "title: text"."""

    def held(name: str) -> Held:
        word = name.casefold()
        titles = [line.split(": ")[0].casefold() for line in lines]
        shares = [len(word) / len(title) for title in titles if word in title]
        return Held(
            titled=len(shares), told=sum(word in line.casefold() for line in lines), documents=len(lines),
            covered=max(shares, default=0.0),
        )  # fmt: skip

    return held


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["q"][:40])
def test_the_corpus_names_the_subjects(case):
    found = commission.read(case["q"], occurs=lookup(case["holds"]))
    names = tuple(subject.name for subject in found.subjects)
    assert [name.casefold() for name in names] == [name.casefold() for name in case["subjects"]]
    again = commission.read(case["q"], taken=names)
    assert (again.subjects, again.comparing, again.title) == (found.subjects, found.comparing, found.title)


def test_nothing_is_chosen_where_the_corpus_holds_none_of_it():
    query = CASES[0]["q"]
    assert commission.read(query, occurs=lookup(["Other: things"])) == commission.read(query)


def test_names_that_stand_nowhere_side_by_side_are_not_taken():
    query = CASES[0]["q"]
    assert commission.read(query, taken=("Vellum", "students")) == commission.read(query)


def test_the_name_of_the_field_is_no_subject_beside_another():
    lines = [f"Chess part {number}: chess" for number in range(9)] + ["Rapid: rapid chess"]
    query = "We can play only one kind here: chess or rapid. Compare the two."
    assert not commission.read(query, occurs=lookup(lines)).subjects


def test_long_texts_offer_ways_in_linear_time():
    for words in ("A or B, ", "甲还是乙，", "(a, b) ", "Aa Bb Cc, ", ": x, "):
        start = time.perf_counter()
        coordinated.ways(words * (8000 // len(words)))
        assert time.perf_counter() - start < 1
