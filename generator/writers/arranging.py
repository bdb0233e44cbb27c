"""In which order the chosen passages stand: question by question of a section, the sides within it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from generator.brief import wording
from generator.brief.draft import Passage, Statement
from generator.commission import SectionSpec
from generator.evidence import Card
from generator.evidence.cards import LISTED, together
from generator.evidence.fitting import questions
from generator.evidence.sides import ELSEWHERE
from generator.writers import facts, tables
from generator.writers.desk import Desk
from generator.writers.selection import Option
from generator.writers.tables import Row

Filled = tuple[tuple[int, tuple[Passage, ...]], ...]
"""The passages of each section, by its number."""


def arrange(
    desk: Desk,
    chosen: Sequence[Option],
    rows: tuple[Row, ...],
    made: tuple[facts.Table, ...],
    sections: tuple[SectionSpec, ...],
    *,
    figured: bool,
) -> Filled:
    """Return the text of the sections; `rows` of the table of the sides, `made`: the tables of facts; `figured`: with
    the table of key figures."""
    home, figures = tables.key_figures(desk, chosen, rows) if figured else (None, ())
    facts_of = {table.section: table for table in made}
    filled = []
    for section in sections:
        own = [option for option in chosen if option.section == section.number]
        table, sides = facts_of.get(section.number), rows if section.number == desk.table_at else ()
        if section.role == "introduction":
            found = _paragraph(_ordered(desk, own))
        else:
            shown = len(sides) + (len(table.rows) if table else 0)
            found = (*_told(desk, section, own, shown), *(figures if section.number == home else ()))
        found = (*found, *(facts.shown(desk, table) if table else ()), *tables.comparison(desk, sides))
        filled.append((section.number, tuple(found)))
    return tuple(filled)


def _told(desk: Desk, section: SectionSpec, own: list[Option], shown: int) -> Iterable[Passage]:
    """Return what opens a section, and its passages question by question; `shown`: rows of its tables of evidence.

    Of a conclusion the passages are what is left to decide, and what looks at the whole or ahead.
    """
    framing = wording.framing(desk.front, section.title, section.role, len(own) + shown)
    yield from _paragraph([Statement(kind="framing", text=words) for words in framing])
    yield from _by_question(desk, section, own)


def _by_question(desk: Desk, section: SectionSpec, own: list[Option]) -> Iterable[Passage]:
    """Yield what answers each question of a section below the question, in the section's order; the rest before."""
    groups = {label: [o for o in own if o.question == label and _below(desk, o)] for label in questions(section.title)}
    yield from _paragraphs(desk, [o for o in own if o not in groups.get(o.question, ())])
    for label, group in groups.items():
        if group:
            yield Passage(kind="heading", statements=(Statement(kind="meta", text=label),))
            yield from _paragraphs(desk, group)


def _below(desk: Desk, option: Option) -> bool:
    """Tell whether a run can stand below its question."""
    return all(desk.speaks(desk.evidence.cards[card], option.question) for card in option.cards)


def _paragraphs(desk: Desk, options: list[Option]) -> Iterable[Passage]:
    """Return a paragraph for each side, what speaks of all before; where there are no sides, for each document."""
    if desk.sides:
        for side in (None, *desk.sides):
            yield from _paragraph(list(_run(desk, [o for o in options if o.side == side])))
        return
    runs = groupby(_run(desk, options), key=lambda s: (s.kind == "quotation", s.spans[0][0].document))
    for _, run in runs:
        yield from _paragraph(list(run))


def _paragraph(statements: Sequence[Statement]) -> tuple[Passage, ...]:
    return (Passage(kind="paragraph", statements=tuple(statements)),) if statements else ()


def _ordered(desk: Desk, options: list[Option]) -> list[Statement]:
    """Return the sentences of a paragraph: what speaks of all sides, then side by side."""
    return [
        statement for side in (None, *desk.sides) for statement in _run(desk, [o for o in options if o.side == side])
    ]


def _together(cards: Iterable[Card]) -> list[Card]:
    """Return the cards with the points of each list as one."""
    groups: dict[object, list[Card]] = {}
    for n, card in enumerate(cards):
        place = (card.span.document, card.span.chunk, card.span.start) if card.relation == "points" else n
        groups.setdefault(place, []).append(card)
    return [
        together(sorted(group, key=lambda card: card.span)) if len(group) > 1 else group[0] for group in groups.values()
    ]


def _run(desk: Desk, options: list[Option]) -> Iterable[Statement]:
    """Yield the sentences of one side: what is quoted last, what is said of its class after what is said of it, the
    document with the best passage first, within it as it runs. The first says of whom it speaks."""
    best: dict[str, float] = {}
    for option in options:
        best[option.document] = max(best.get(option.document, 0.0), option.score)
    cards = _together(desk.evidence.cards[card] for option in options for card in option.cards)
    found = [(card, desk.statements(card)) for card in cards]
    found.sort(key=lambda pair: (
        pair[1][0].kind == "quotation", pair[0].via == "class", -best[pair[0].span.document], pair[0].span.document,
        pair[0].span,
    ))  # fmt: skip
    named, place = False, ("", "")
    quoted, above = "", ""
    for card, statements in found:
        lead = statements[0].lead if card.relation == "row" else ""
        if lead and lead == above:  # the next row of the same table; a piece is no sentence without its lead
            bare = statements[0].text.removeprefix(lead)
            statements = (replace(statements[0], text=bare, lead=""), *statements[1:])
        above = lead
        if statements[0].kind == "quotation" and quoted == card.span.document:
            statements = (desk.going_on(statements[0]), *statements[1:])
        quoted = card.span.document if statements[-1].kind == "quotation" else ""
        here = (card.span.document, desk.place(card))
        told = named and (here == place or not here[1])
        yield from statements if told else desk.led(card, statements)
        tells = card.via == "name" or (card.via in ELSEWHERE and card.relation not in LISTED)
        named, place = named or tells or lead != "", here
