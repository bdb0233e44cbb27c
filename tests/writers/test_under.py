"""What stands below a heading that it does not name says below which: a part, a variant, a case is not the whole."""

from types import SimpleNamespace

import pytest

from generator import corpus, pipeline
from generator.evidence import Fit, claims
from generator.gate import support, words
from generator.writers import choosing, offering
from generator.writers.desk import Desk

SIDES = (support.subject("Pellow"), support.subject("Harwick"))
BUILDS = """# Pellow cranes

Pellow is a crane for small harbours. Pellow lifts twelve tonnes in an hour.

## Floating base

Heavy loads are moved over the basin without a pier in two hours.

## Pellow in summer

Pellow lifts ten tonnes in an hour when the basin is full of boats.

## Costs

Most small harbours spend forty dollars a day on the crane.
"""


@pytest.fixture
def desk(tmp_path):
    """Return a desk for two sides with the cards of one document, and the document."""
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "cranes.md").write_text(BUILDS, encoding="utf-8")
    (document,) = corpus.read(tmp_path / "c", cache=tmp_path / "cache").documents
    made = Desk.__new__(Desk)
    made.language, made.sides, made.subjects = "en", ("Pellow", "Harwick"), {side.name: side for side in SIDES}
    made.commission = SimpleNamespace(subjects=SIDES)
    made.titles = {document.path: document.title}
    made.script = "en"
    made.asked, made.matter, made.common = {1: "What it costs"}, frozenset({"pricing"}), frozenset()
    made.names = frozenset({"pellow", "harwick"})
    return made, claims.cards([(document, chunk) for chunk in document.chunks], SIDES, frozenset()), document


def test_a_sentence_that_names_nothing_says_what_stands_above_it(desk):
    made, cards, _ = desk
    leads = {card.text.split()[0]: made._under(card) for card in cards}
    assert leads["Heavy"] == "Pellow (“Floating base”): "
    assert not leads["Pellow"]
    assert not leads["Most"], "the section asks for what the heading names"


def test_a_heading_that_several_documents_have_names_no_part(desk):
    made, cards, _ = desk
    made.common = frozenset({"Floating base"})
    assert not any(made._under(card) for card in cards)


@pytest.mark.parametrize(("heading", "stands"), [("Floating base", True), ("Costs", False)])
def test_the_gate_knows_the_heading_of_a_sentence(desk, heading, stands):
    _, cards, document = desk
    card = next(card for card in cards if card.text.startswith("Heavy"))
    span = SimpleNamespace(start=card.span.start, quote=card.span.quote, relation="verbatim")
    place = SimpleNamespace(document=document, chunk=document.chunks[card.span.chunk - 1], span=span)
    for lead in (f"Pellow (“{heading}”): ", f"“{document.title}”, “{heading}” – "):
        entry = SimpleNamespace(kind="claim", supports=(), lead=lead, side="Pellow")
        assert (
            words._placed(SimpleNamespace(script="en", subjects=SIDES), SimpleNamespace(entry=entry, saying=(place,)))
            is stands
        )


def test_who_is_a_part_of_a_longer_name_and_what_a_word_means_serve_less(desk):
    made, cards, document = desk
    one = next(card for card in cards if card.text.startswith("Pellow is"))
    made.evidence, made.about, made.usual = SimpleNamespace(cards=[one]), {}, 0.0
    made.unit = "words"
    fit = Fit(card=0, section=1, score=2.0)
    usual = made.serving(fit)
    for words_ in (
        "Pellow Pro is a crane for large harbours and heavy loads.",
        "“Boat” means any vessel of the members of it.",
    ):
        made.evidence.cards[0] = SimpleNamespace(
            **{**{name: getattr(one, name) for name in one.__slots__}, "text": words_}
        )
        assert made.serving(fit) < usual
    made.evidence.cards[0] = one


def test_a_brief_is_filled_up_to_the_length_that_was_asked_for(monkeypatch):
    """By what is on offer: the first reach that says enough is taken, and all that there is where a side is not heard;
    of excerpts the second, which has more articles of laws: what answers less fills no brief."""
    tried = []

    def offer(desk, sections, reach, rooms, unheard=()):
        tried.append(reach)
        return tuple(SimpleNamespace(side=side, length=60, cards=(0,), section=1) for side in desk.sides)

    monkeypatch.setattr(choosing.offering, "offer", offer)
    monkeypatch.setattr(choosing, "select", lambda options, room: SimpleNamespace(options=options, balance=1.0))
    monkeypatch.setattr(choosing, "limits", lambda *args: SimpleNamespace(fixed=0, sections=()))
    monkeypatch.setattr(choosing.facts, "tables", lambda *args: ())
    monkeypatch.setattr(choosing.facts, "length", lambda *args: 0)
    monkeypatch.setattr(choosing.tables, "figures_room", lambda desk: 0)
    monkeypatch.setattr(choosing.tables, "room", lambda desk: 0)
    monkeypatch.setattr(choosing.tables, "rows", lambda *args: ())
    monkeypatch.setattr(choosing.wording, "is_terse", lambda front: False)
    for minimum, defaulted, excerpt, reaches in (
        (100, (), None, 1), (600, (), None, 3), (600, ("length",), None, 1), (600, (), "one", 2), (100, (), "one", 1),
    ):  # fmt: skip
        tried.clear()
        commission = SimpleNamespace(length=SimpleNamespace(minimum=minimum), defaulted=defaulted)
        made = SimpleNamespace(sides=("A", "B"), subjects={}, compared=frozenset({1}), commission=commission, front={})
        made.evidence = SimpleNamespace(cards=[SimpleNamespace(excerpt=excerpt)])
        choosing.choose(made, (), (0, 0))
        assert tried == list(offering.REACHES[:reaches])


def test_what_asks_nothing_takes_what_is_near_to_the_commission(tmp_path, monkeypatch):
    place = tmp_path / "corpus"
    place.mkdir()
    for name in ("Pellow", "Harwick"):
        text = f"# {name}\n\n{name} is a harbour on the coast. Fishing boats of {name} bring in two hundred tonnes of cod a year.\n\n"
        text += f"## Painting\n\nThe old doors of {name} were painted green by a local artist in her youth.\n"
        (place / f"{name}.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    outcome = pipeline.make(
        pipeline.Request(query="Pellow or Harwick for our cod fishing boats?"), build=tmp_path / "build"
    )
    assert "two hundred tonnes of cod" in outcome.path.read_text(encoding="utf-8")
