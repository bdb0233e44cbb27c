"""Whole parts of sources on offer: what stands below a heading, each sentence with an id, cited sentence by sentence."""

from types import SimpleNamespace

import pytest

from generator import corpus
from generator.evidence import sections
from generator.gate import support
from generator.writers import llm_parts, llm_rooms
from generator.writers.llm_beside import Beside
from generator.writers.llm_parts import Parts

SIDES = (support.subject("Pellow"), support.subject("Tern Club"))
TEXT = """# Pellow

## Boats

Pellow lends boats to members in June. They are painted twice a year in the yard.

Whoever borrows one has to:

- sign the book in the hall
- pay a deposit of 40 pounds

| Boat | Places |
|---|---|
| Wren | 4 |
"""


@pytest.fixture
def shelf(tmp_path):
    """Return the parts with one on boats, and the ids of its passages by the opening of their words."""
    (tmp_path / "clubs").mkdir()
    (tmp_path / "clubs" / "pellow.md").write_text(TEXT, "utf-8")
    (document,) = corpus.read(tmp_path / "clubs", cache=tmp_path / "cache").documents
    pairs = [(document, chunk) for chunk in document.chunks]
    card = max(
        (one for one in sections.cards(pairs, SIDES, frozenset()) if one.headings[-1:] == ("Boats",)),
        key=lambda one: one.span.end,
    )
    beside = Beside(SimpleNamespace(sides=SIDES, prohibitions=()), SimpleNamespace(cards=()))
    units, left = llm_parts.units(document, card, beside)
    named = tuple((f"p{n}" if one.card else "", one) for n, one in enumerate(units, start=1))
    parts = Parts()
    parts.add(1, document, card, "Pellow", named, left)
    return SimpleNamespace(parts=parts, units=named, chunk=document.chunks[0], card=card)


def test_a_part_is_all_that_stands_below_its_heading_and_each_sentence_an_exact_passage(shelf):
    told = [unit.words for _, unit in shelf.units]
    assert told[0].startswith("Pellow lends") and told[1].startswith("They are painted")
    assert "- sign the book in the hall" in told and any("Wren" in words and "4" in words for words in told)
    for _, unit in shelf.units:
        span = unit.card.span
        assert shelf.chunk.text[span.start : span.end] == span.quote
    plain = shelf.parts.of("p1").plain()
    assert plain["part"] == "e1" and plain["under"].endswith("Boats") and [n for n, _ in plain["text"]][0] == "p1"


def test_a_sentence_that_names_the_part_rests_on_those_of_its_sentences_that_share_its_words(shelf):
    resolved = shelf.parts.resolved
    assert resolved("Pellow lends boats to members in June.", ["e1"]) == ("p1",)
    assert resolved("Pellow lends boats to members in June.", ["e1", "p2"]) == ("p2",)
    assert resolved("青坪借船。", ["e1"]) == tuple(name for name, _ in shelf.units)


def test_a_point_is_cited_with_what_introduces_its_list(shelf):
    by_words = {unit.words.lstrip("- ")[:8]: name for name, unit in shelf.units}
    assert shelf.parts.resolved("…", [by_words["pay a de"]]) == (by_words["Whoever "], by_words["pay a de"])


def test_the_ids_of_a_part_stand_for_its_passages_and_back(shelf):
    names = tuple(name for name, _ in shelf.units)
    assert shelf.parts.expanded(["e1", "p9"]) == (*names, *(("p9",) if "p9" not in names else ()))
    assert shelf.parts.folded(names) == ("e1",) and shelf.parts.folded(names[:2]) == names[:2]


def test_what_is_not_shown_of_a_part_is_counted(shelf, monkeypatch):
    monkeypatch.setattr(llm_parts, "SHOWN", {"en": 12, "zh": 12})
    document = shelf.parts.of("p1").document
    units, left = llm_parts.units(
        document, shelf.card, Beside(SimpleNamespace(sides=SIDES, prohibitions=()), SimpleNamespace(cards=()))
    )
    assert len(units) < len(shelf.units) and left > 0


def test_a_part_that_a_second_section_asks_for_is_shown_once(shelf):
    assert shelf.parts.again(2, shelf.card) and shelf.parts.again(1, shelf.card)
    assert shelf.parts.also == {1: [], 2: ["e1"]}
    assert set(shelf.parts.beside(2)) == {name for name, _ in shelf.units}


@pytest.mark.parametrize(
    ("length", "held", "rooms"),
    [
        (300, {1: 0, 2: 0, 3: 0}, {1: 100, 2: 100, 3: 100}),
        (300, {1: 400, 2: 400, 3: 400}, {1: 100, 2: 100, 3: 100}),
        (300, {1: 900, 2: 300}, {1: 188, 2: 112}),
        (300, {1: 40, 2: 800, 3: 800}, {1: 40, 2: 130, 3: 130}),  # it has no more to tell
        (300, {1: 40, 2: 50}, {1: 142, 2: 158}),
    ],
)
def test_a_section_has_room_for_what_its_passages_hold(length, held, rooms):
    assert llm_rooms.dealt(length, held) == rooms
