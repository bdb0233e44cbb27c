"""Pieces of sources in a report: each says whose it is and below which heading it stands, and the gate finds that there."""

from types import SimpleNamespace

import pytest

from generator import corpus
from generator.evidence import claims
from generator.gate import support, words
from generator.writers.desk import Desk

SIDES = (support.subject("Pellow"), support.subject("Tern Club"))
TEXT = "# Clubs\n\n## Pellow\n\n### 2. Fees\n\n- £12 a year, paid in May\n\n## Tern Club\n\nIt is one of the oldest.\n"
LEADS = {"£12 a year, paid in May.": "Pellow (“Fees”): ", "It is one of the oldest.": "On Tern Club: "}


@pytest.fixture
def told(tmp_path):
    """Return the statement of each piece, with the document and the chunk that it is from."""
    (tmp_path / "clubs").mkdir()
    (tmp_path / "clubs" / "c.md").write_text(TEXT, "utf-8")
    (document,) = corpus.read(tmp_path / "clubs", cache=tmp_path / "cache").documents
    desk = Desk.__new__(Desk)
    desk.script = "en"
    desk.language, desk.sides = "en", tuple(side.name for side in SIDES)
    desk.subjects, desk.titles = {side.name: side for side in SIDES}, {document.path: document.title}
    cards = claims.cards([(document, chunk) for chunk in document.chunks], SIDES, frozenset())
    made = [(card, desk.statements(card)) for card in cards if card.piece]
    return [(card, one, desk, document) for card, (one,) in made]


def test_each_says_whose_it_is_and_what_stands_above_it(told):
    assert {card.text: one.lead for card, one, _, _ in told} == LEADS
    assert all(one.text == one.lead + card.text for card, one, _, _ in told)


def test_none_is_a_cell_which_has_no_heading_above_it(told):
    assert not any(desk.clause(card) for card, _, desk, _ in told)


@pytest.mark.parametrize(
    ("lead", "stands"), [("Pellow (“Fees”): ", True), ("Pellow (“Dues”): ", False), ("Tern Club (“Fees”): ", False)]
)
def test_the_gate_finds_the_heading_where_the_lead_says(told, lead, stands):
    card, one, _, document = next(four for four in told if four[0].side == "Pellow")
    place = SimpleNamespace(
        document=document,
        chunk=document.chunks[card.span.chunk - 1],
        span=SimpleNamespace(start=card.span.start, quote=card.span.quote, relation="verbatim"),
    )
    entry = SimpleNamespace(kind="claim", supports=(), lead=lead, side="Pellow")
    assert (
        words._placed(SimpleNamespace(script="en", subjects=SIDES), SimpleNamespace(entry=entry, saying=(place,)))
        == stands
    )
