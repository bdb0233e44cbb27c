"""Excerpts on offer: they stand in the place of sentences where they answer, as long as the room allows."""

from types import SimpleNamespace

import pytest

from generator.evidence import Card, Fit, Span
from generator.evidence.kept import POINTS
from generator.writers import offering, quoting
from generator.writers.desk import Statement

SECTION = SimpleNamespace(number=1, role="body", title="Fees")
ROOM = 40.0


def card(words, side, start, *, chunk=1, excerpt=True, article="", ends=False, kind="paragraph"):
    """Return a card; of an excerpt: its `article`, whether it `ends` its part, and of what `kind` its blocks are."""
    span = Span(document=f"{side}.md", chunk=chunk, start=start, end=start + 9, quote="x")
    held = SimpleNamespace(
        place=("Fees", article), article=article, more=not ends, end=9, last=9, blocks=(SimpleNamespace(kind=kind),)
    ) if excerpt else None  # fmt: skip
    relation = "excerpt" if excerpt else "verbatim"
    return Card(
        span=span, text=" ".join(["word"] * words), language="en", side=side, via="name", headings=("Fees",),
        relation=relation, excerpt=held, matter="word", leads=True, article=article,
    )  # fmt: skip


def desk(cards, fits, portraits=()):
    """Return what offers look at, of a brief in English on two sides."""
    return SimpleNamespace(
        evidence=SimpleNamespace(cards=tuple(cards), fits=tuple(fits), parts=()), sides=("A", "B"), language="en",
        unit="words", serving=lambda fit: fit.score, count=lambda words: len(words.split()), opening=(), dearer=0.0, portraits=portraits,
        statements=lambda one: (Statement(kind="claim", text=one.text, side=one.side, lead="", spans=()),),
        led=lambda one, told: told, titles={}, names=frozenset(),
    )  # fmt: skip


def offered(cards, scores):
    """Return the desk and the passages of a section, each with how well it serves."""
    fits = [Fit(card=n, section=1, score=score) for n, score in enumerate(scores)]
    made = [
        offering.Offered(fit=fit, card=one, serving=fit.score, worth=1.0) for fit, one in zip(fits, cards, strict=True)
    ]
    return desk(cards, fits), made


def options(cards, scores, room=ROOM, reach=offering.REACHES[0], portraits=()):
    found, made = offered(cards, scores)
    found.portraits = portraits
    return list(offering._options(found, SECTION, made, {}, offering.LEAST[0], reach, room, frozenset()))


def test_both_sides_are_offered_and_the_best_first():
    cards = [card(30, "A", 0), card(30, "B", 0), card(30, "B", 99)]
    found = options(cards, [0.9, 0.9, 0.6])
    assert {one.side for one in found} == {"A", "B"}
    best = max((one for one in found if one.side == "B"), key=lambda one: one.score)
    assert best.cards == (1,)


def test_what_hardly_answers_is_not_offered():
    for reach, least in zip(offering.REACHES, quoting.ANSWERS, strict=True):
        assert options([card(30, "A", 0)], [least - 0.01], reach=reach) == []
        assert options([card(30, "A", 0)], [least + 0.01], reach=reach)


def test_the_best_part_is_offered_alone_but_for_articles_of_a_law():
    near, far = 0.9 * quoting.NEARLY + 0.01, 0.9 * quoting.NEARLY - 0.01
    for article, reach, expected in (
        ("", offering.REACHES[0], {(0,)}),
        ("", offering.REACHES[1], {(0,)}),
        ("§ 1", offering.REACHES[0], {(0,)}),
        ("§ 1", offering.REACHES[1], {(0,), (1,)}),
    ):
        cards = [card(30, "A", start, article=article) for start in (0, 99, 199)]
        assert {one.cards for one in options(cards, [0.9, near, far], reach=reach)} == expected


def test_where_nothing_is_asked_all_that_portrays_a_side_is_offered():
    cards = [card(30, "A", 100 * n) for n in range(9)]
    found = options(cards, [0.9 * 0.9**n for n in range(9)], portraits=(1,))
    assert {one.cards for one in found} == {(n,) for n in range(quoting.PORTRAYING)}
    assert {one.cards for one in options(cards, [0.9] * 9)} == {(0,)}


def test_a_part_that_has_no_room_makes_room_for_the_next():
    cards = [card(400, "A", 0), card(30, "A", 99)]
    assert {one.cards for one in options(cards, [0.9, 0.8])} == {(1,)}


@pytest.mark.parametrize(("kind", "words", "whole"), [("paragraph", 180, False), (POINTS[0], 180, True)])
def test_a_list_is_offered_whole_though_it_is_longer_than_its_room(kind, words, whole):
    cards = [card(words // 3, "A", 0, kind=kind), card(words, "A", 0, kind=kind, ends=True)]
    assert (words in {one.length for one in options(cards, [0.9] * 2, room=10.0)}) is whole


@pytest.mark.parametrize(("room", "longest"), [(20.0, 100), (100.0, 210)])
def test_none_is_much_longer_than_its_room(room, longest):
    cards = [card(words, "A", 0) for words in (20, 50, 100, 210, 400)]
    lengths = {one.length for one in options(cards, [0.9] * 5, room)}
    assert max(lengths) == longest and len(lengths) > 1


def test_it_stands_in_the_place_of_the_sentences_of_its_side(monkeypatch):
    cards = [card(30, "A", 0), card(12, "A", 99, excerpt=False), card(12, "B", 0, excerpt=False)]
    found, made = offered(cards, [0.9, 3.0, 3.0])
    found.evidence.parts = (
        SimpleNamespace(side="A", cards=(1,)),
        SimpleNamespace(side="B", cards=(2,)),
    )
    home = {1: 0, 2: 1}
    given = list(
        offering._options(found, SECTION, made, home, offering.LEAST[0], offering.REACHES[0], ROOM, frozenset())
    )
    assert {one.cards for one in given} == {(0,), (2,)}
