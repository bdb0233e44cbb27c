"""In which order the chosen sentences stand: aspect by aspect, side against side, framed, led by connectives."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from generator.brief import wording
from generator.brief.draft import Passage, Statement
from generator.commission import SectionSpec
from generator.evidence import hygiene
from generator.writers import pairing, tables
from generator.writers.choosing import Choice
from generator.writers.desk import Desk
from generator.writers.selection import Option

FRAMING_SHARE = 0.25
"""Largest part (0 to 1) of the sentences outside introduction and method that carry no evidence. Set by hand on
bench/commissions.yml."""

Filled = tuple[tuple[int, tuple[Passage, ...]], ...]
"""The passages of each section, by its number."""


def arrange(
    desk: Desk,
    choice: Choice,
    aspects: Mapping[int, tuple[str, ...]],
    sections: tuple[SectionSpec, ...],
    fixed: int,
) -> Filled:
    """Return the passages of the sections.

    `aspects`: of each comparing section, best first. `fixed`: least length of the rest of the brief, in the
    commission's unit.
    """
    filled = tuple((section.number, _section(desk, section, choice, aspects)) for section in sections)
    least = desk.commission.length.minimum or 0
    return _unframed(filled, desk, spare=fixed + sum(desk.count(s.text) for s in _told(filled)) - least)


# --- a section


def _section(
    desk: Desk, section: SectionSpec, choice: Choice, aspects: Mapping[int, tuple[str, ...]]
) -> tuple[Passage, ...]:
    chosen = [option for option in choice.options if option.section == section.number]
    if section.role == "introduction":
        return _paragraph(ordered(desk, chosen))
    if section.role == "conclusion":
        return _conclusion(desk, section, chosen, choice)
    *openings, without_sides, _, _ = wording.openings(desk.front, section.title)
    sided = {option.side for option in chosen} - {None}
    opening = openings[section.number % len(openings)] if len(sided) > 1 else without_sides
    figures = tables.key_figures(desk, choice.extras) if tables.home(desk, choice.extras) == section.number else ()
    return (
        *_general(desk, _framing(opening), [o for o in chosen if o.side is None]),
        *_compared(desk, section.number, [o for o in chosen if o.side is not None], aspects[section.number]),
        *figures,
        *(tables.comparison(desk, choice.extras) if desk.table_at == section.number else ()),
    )


def _general(desk: Desk, opening: Statement, options: list[Option]) -> tuple[Passage, ...]:
    """Return what is said of no side: a paragraph of all where there are sides, else one for each document."""
    told = ordered(desk, options)
    if desk.sides:
        return _paragraph([opening, *told])
    runs = [list(run) for _, run in groupby(told, key=lambda s: (s.kind, s.spans[0][0].document))]
    first, *rest = runs or [[]]
    return tuple(passage for run in ([opening, *first], *rest) for passage in _paragraph(run))


def _conclusion(desk: Desk, section: SectionSpec, chosen: list[Option], choice: Choice) -> tuple[Passage, ...]:
    *_, closing, nothing = wording.openings(desk.front, section.title)
    words = closing if chosen or choice.extras.pairs or choice.extras.drawn else nothing
    return (
        *_paragraph([_framing(words)]),
        *tables.summary(desk, choice.extras),
        *_paragraph(ordered(desk, [o for o in chosen if o.side is None])),
        *_by_side(desk, [o for o in chosen if o.side is not None], section.number),
        *(tables.comparison(desk, choice.extras) if desk.table_at == section.number else ()),
    )


def _compared(desk: Desk, section: int, left: list[Option], aspects: tuple[str, ...]) -> list[Passage]:
    """Return what the sides say, aspect by aspect side against side in one paragraph, then the rest side by side."""
    passages: list[Passage] = []
    met = 0
    for number, aspect in enumerate(aspects):
        if met < pairing.together(desk.commission) and (together := pairing.meeting(desk, left, aspect)):
            met += 1
            passages += _by_side(desk, list(together), section + number, one=True)
            left = [option for option in left if option not in together]
    return [*passages, *_by_side(desk, left, section)]


def _by_side(desk: Desk, options: list[Option], number: int, *, one: bool = False) -> tuple[Passage, ...]:
    """Return the sentences side by side, in one paragraph or one for each, the later ones led by a connective.

    `number` turns the list of connectives, so that neighbouring paragraphs have others.
    """
    connectives = desk.words["connective"]
    runs: list[list[Statement]] = []
    for side in desk.sides:
        statements = ordered(desk, [option for option in options if option.side == side])
        if statements and runs:
            statements[0] = _led(statements[0], connectives[number % len(connectives)], desk.language)
        if statements:
            runs.append(statements)
    if one:
        runs = [[statement for run in runs for statement in run]]
    return tuple(passage for run in runs for passage in _paragraph(run))


def _paragraph(statements: list[Statement]) -> tuple[Passage, ...]:
    return (Passage(kind="paragraph", statements=tuple(statements)),) if statements else ()


def _framing(words: str) -> Statement:
    return Statement(kind="framing", text=words)


def ordered(desk: Desk, options: list[Option]) -> list[Statement]:
    """Order the sentences of a side: the report's own language before quotations, what names the side before what
    speaks of its class, the document with the best sentence first, within it as it runs."""
    best: dict[str, float] = {}
    for option in options:
        best[option.document] = max(best.get(option.document, 0.0), option.score)
    cards = [desk.evidence.cards[option.card] for option in options]
    cards.sort(key=lambda card: (card.via == "class", -best[card.span.document], card.span))
    statements = [statement for card in cards if (statement := desk.statement(card))]
    return sorted(statements, key=lambda statement: statement.kind == "quotation")


def _led(statement: Statement, connective: str, language: str) -> Statement:
    """Return a claim with a connective before it, where its first letter allows."""
    if statement.kind != "claim":
        return statement
    own = statement.text
    if language == "en" and not statement.lead:
        if (small := hygiene.lowered(own)) != own:
            own = small
        elif statement.side is None or not own.startswith(statement.side):
            return statement  # a capital letter in mid-sentence would look like a name
    return replace(statement, text=connective + own, lead=connective + statement.lead)


# --- framing


def _told(filled: Filled) -> list[Statement]:
    """Return the statements that are not framing; what framing takes is counted with the rest of the brief."""
    return [s for _, passages in filled for p in passages for s in p.statements if s.kind != "framing"]


def _unframed(filled: Filled, desk: Desk, *, spare: int) -> Filled:
    """Leave off the opening sentences of sections, the last first, while framing is too large a part of the sentences.

    A section that has nothing else keeps its own. `spare`: length that may go.
    """
    posed = {section.number for section in desk.commission.sections if section.role != "introduction"}
    within = tuple((number, passages) for number, passages in filled if number in posed)
    counted = sum(s.kind != "meta" for s in _told(within))
    framing = [(n, s) for n, passages in within for p in passages for s in p.statements if s.kind == "framing"]
    gone: set[int] = set()
    for number, statement in reversed(framing):
        others = bool(_told(tuple(one for one in within if one[0] == number)))
        left = len(framing) - len(gone)
        if others and left > FRAMING_SHARE * (left + counted) and desk.count(statement.text) <= spare:
            gone.add(number)
            spare -= desk.count(statement.text)
    return tuple((number, _bare(passages) if number in gone else passages) for number, passages in filled)


def _bare(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return the passages without framing, and without those that held nothing else."""
    bare = (replace(p, statements=tuple(s for s in p.statements if s.kind != "framing")) for p in passages)
    return tuple(passage for passage in bare if passage.statements)
