"""Which sides a sentence speaks of, and how much of it counts for each."""

import pytest

from generator.brief import front as fronts, voices
from generator.brief.ledger import Entry, Ledger, Support
from generator.commission import Subject

SIDES = tuple(Subject(name=name, origin="text", words="") for name in ("Lumo", "Tern", "青汐", "白鹭"))
FRONT = {"commission": {"subjects": [{"name": "Lumo"}, {"name": "Tern"}], "length": {"unit": "words"}}}


@pytest.mark.parametrize(
    ("sentence", "unit", "told"),
    [
        ("Lumo keeps five copies, while Tern keeps one on disk.", "words", {"Lumo": 4, "Tern": 5}),
        ("Lumo and Tern keep five copies.", "words", {"Lumo": 6, "Tern": 6}),
        ("For Lumo, Tern and others, five copies are kept.", "words", {"Lumo": 9, "Tern": 9}),
        ("On a ship, Lumo sinks; in a cellar, Tern floats.", "words", {"Lumo": 5, "Tern": 5}),
        ("At Tern 1,200 keys are kept, and none is lent.", "words", {"Tern": 10}),
        ("青汐保留五份副本，而白鹭只留一份。", "字", {"青汐": 8, "白鹭": 7}),
        ("青汐保留五份副本，且每周核对；白鹭不留。", "字", {"青汐": 13, "白鹭": 5}),
        ("Five copies are kept.", "words", {}),
    ],
)
def test_each_part_of_a_sentence_counts_for_the_sides_that_it_names(sentence, unit, told):
    assert voices.lengths(sentence, None, {"retold"}, SIDES, unit) == told
    assert voices.sides(sentence, None, {"retold"}, SIDES) == told.keys()


def test_a_sentence_of_one_side_counts_for_it_alone_and_one_in_its_sources_words_for_none():
    assert voices.lengths("Lumo is not Tern.", "Lumo", {"retold"}, SIDES, "words") == {"Lumo": 4}
    assert voices.lengths("Lumo is not Tern.", None, {"verbatim"}, SIDES, "words") == {}


def entry(text, side, relation="retold"):
    support = Support(source="S1", chunk=1, chunk_sha256="", start=0, end=1, quote="", relation=relation)
    return Entry(id=text, section=1, kind="claim", text=text, side=side, supports=(support,))


def test_a_brief_of_comparisons_says_of_no_side_that_it_has_little():
    """One sentence on one side alone, and four on both: by the first alone one side had nothing."""
    both = [entry(f"Lumo keeps {n} copies, while Tern keeps {n} on disk.", None) for n in range(4)]
    ledger = Ledger(brief="", reader={}, entries=(entry("Lumo is made of wood.", "Lumo"), *both))
    shares = fronts.balance(ledger, FRONT)
    assert shares == {"Lumo": 51, "Tern": 49} and not fronts.uneven(shares, "en")
