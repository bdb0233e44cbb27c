"""In which order the chosen passages stand: aspect by aspect below its name, the sides within it."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from generator.brief import wording
from generator.brief.draft import Passage, Statement
from generator.commission import SectionSpec
from generator.evidence import aspects
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
) -> Filled:
    """Return the text of the sections; `rows` of the table of the sides, `made`: the tables of facts."""
    home, figures = tables.key_figures(desk, chosen)
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
    """Return what opens a section, and its passages aspect by aspect; `shown`: rows of its tables of what sources say.

    Of a conclusion the passages are what is left to decide, and what looks at the whole or ahead.
    """
    heard = tuple(side for side in desk.sides if any(option.side == side for option in own))
    framing = wording.framing(desk.front, section.title, section.role, heard, len(own) + shown, tabled=bool(shown))
    yield from _paragraph([Statement(kind="framing", text=words) for words in framing])
    yield from _by_aspect(desk, section, own)


def _by_aspect(desk: Desk, section: SectionSpec, own: list[Option]) -> Iterable[Passage]:
    groups = _groups(desk, section, own)
    yield from _paragraphs(desk, [o for o in own if not any(o in group for _, group in groups)])
    for label, group in groups:
        yield Passage(kind="heading", statements=(Statement(kind="meta", text=label),))
        yield from _paragraphs(desk, group)


def _groups(desk: Desk, section: SectionSpec, own: list[Option]) -> list[tuple[str, list[Option]]]:
    """Return the aspects with more than one passage and their labels: those on which all are heard first.

    One group alone, or one with the section's own name, needs no label.
    """
    by_aspect: dict[str, list[Option]] = {}
    for option in own:
        by_aspect.setdefault(option.aspect, []).append(option)
    found = [(name, group) for name, group in by_aspect.items() if name and len(group) > 1]
    found = [
        (name, g) for name, g in found if aspects.label(name, desk.language).casefold() != section.title.casefold()
    ]
    if len(by_aspect) == 1:
        return []

    def rank(pair: tuple[str, list[Option]]) -> tuple[int, float, str]:
        name, group = pair
        return -len({option.side for option in group}), -sum(option.score for option in group), name

    return [(aspects.label(name, desk.language), group) for name, group in sorted(found, key=rank)]


def _paragraphs(desk: Desk, options: list[Option]) -> Iterable[Passage]:
    """Return a paragraph of all sides, or where there are none a paragraph of each document."""
    told = _ordered(desk, options)
    if desk.sides:
        return _paragraph(told)
    runs = groupby(told, key=lambda s: (s.kind == "quotation", s.spans[0][0].document))
    return (passage for _, run in runs for passage in _paragraph(list(run)))


def _paragraph(statements: Sequence[Statement]) -> tuple[Passage, ...]:
    return (Passage(kind="paragraph", statements=tuple(statements)),) if statements else ()


def _ordered(desk: Desk, options: list[Option]) -> list[Statement]:
    """Return the sentences of a paragraph: what speaks of all sides, then side by side."""
    return [
        statement for side in (None, *desk.sides) for statement in _run(desk, [o for o in options if o.side == side])
    ]


def _run(desk: Desk, options: list[Option]) -> Iterable[Statement]:
    """Yield the sentences of one side: what is quoted last, what is said of its class after what is said of it, the
    document with the best passage first, within it as it runs. The first says of whom it speaks."""
    best: dict[str, float] = {}
    for option in options:
        best[option.document] = max(best.get(option.document, 0.0), option.score)
    found = [
        (desk.evidence.cards[option.card], desk.statements(desk.evidence.cards[option.card])) for option in options
    ]
    found.sort(key=lambda pair: (
        pair[1][0].kind == "quotation", pair[0].via == "class", -best[pair[0].span.document], pair[0].span.document,
        pair[0].span,
    ))  # fmt: skip
    named, place = False, ("", "")
    for card, statements in found:
        here = (card.span.document, card.article)
        told = named and (here == place or not card.article)
        yield from statements if told else desk.led(card, statements)
        tells = card.via == "name" or (card.via in ELSEWHERE and card.relation != "list")
        named, place = named or tells, here
