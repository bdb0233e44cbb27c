"""Tables of facts: what the sources' own tables say of the sides, like against like, in the section that asks for it.

A row is one respect in which at least two sides have a value: of each side the value of a document that its title
says is about it, else the one that most tables give. Where tables differ, a second row has what else is said.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.brief import wording
from generator.brief.draft import Passage, Statement
from generator.commission import SectionSpec
from generator.evidence import COMPARED, answers, aspects, cleaning, naming, rows
from generator.evidence.rows import Fact
from generator.language import tokens
from generator.writers.desk import Desk

MOST = 6
"""Rows of a table (1 or more), at most. Set by hand, as are the numbers below."""
TITLED = 0.8
"""What it is worth (0 to 1) that the heading of a table answers, against the respect of a row."""
SHARE = 0.25
"""Part of the wanted length (0 to 1) that tables of facts may take."""
AMOUNTS, GIVES = frozenset(("time", "money", "size")), 0.5
"""Kinds of answers that are amounts, and what it is worth (0 to 1) that a row gives one that is asked for."""
_UNSAID = re.compile(
    r"未(?:公开|披露|知|完全披露|说明)|不详|\b(?:unknown|undisclosed|not (?:published|disclosed|stated))\b", re.I
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

Row = tuple[str, tuple[Fact | None, ...]]
"""A respect, and a value of each side, in the commission's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The facts of one section."""

    section: int
    rows: tuple[Row, ...]


def tables(desk: Desk, sections: Sequence[SectionSpec]) -> tuple[Table, ...]:
    """Return the tables of facts that the sections ask for and that have room."""
    if len(desk.sides) < 2 or any(p.kind == "element" and p.value == "table" for p in desk.commission.prohibitions):
        return ()
    own = [section for section in sections if section.role in COMPARED]
    found: dict[int, list[tuple[float, tuple[Row, ...]]]] = {}
    for group in _alike(fact for fact in desk.evidence.facts if not fact.variant):
        if len({fact.side for fact in group}) < 2:
            continue
        above = {heading for fact in group for heading in _above(desk, fact)}
        said = " ".join(rows.said(fact) for fact in group)
        worth, number = max(((_worth(group[0].respect, above, said, s), -s.number) for s in own), default=(0.0, 0))
        if worth:
            row = _row(desk, group)
            found.setdefault(-number, []).append((worth, (row, *_others(desk, group), *_variants(desk, row))))
    length = desk.commission.length
    left, made = SHARE * (length.maximum or length.minimum or 0), []
    for number, listed in sorted(found.items()):
        kept: list[Row] = []
        for _, told in sorted(listed, key=lambda one: (-one[0], -sum(map(bool, one[1][0][1])), one[1][0][0])):
            cost = sum(_length(desk, row) for row in told)
            if cost <= left and len(kept) < MOST:
                left -= cost
                kept += told
        if kept:
            made.append(Table(section=number, rows=tuple(kept)))
    return tuple(made)


def length(desk: Desk, made: Iterable[Table]) -> int:
    """Return the length of tables, in the commission's unit."""
    return sum(_length(desk, row) for table in made for row in table.rows)


def shown(desk: Desk, table: Table) -> tuple[Passage, ...]:
    """Return a table below its heading."""
    cells = [_meta(word) for word in (desk.words["table_corner"], *desk.sides)]
    for label, values in table.rows:
        cells += [_meta(label), *(cell(fact) if fact else _meta(desk.words["no_cell"]) for fact in values)]
    heading = Passage(kind="heading", statements=(_meta(desk.words["facts_heading"]),))
    return heading, Passage(kind="table", statements=tuple(cells), columns=1 + len(desk.sides))


def cell(fact: Fact) -> Statement:
    """Return the cell that a fact makes."""
    return Statement(kind="cell", text=cleaning.clean(fact.span.quote), side=fact.side, spans=((fact.span, "cell"),))


def _meta(words: str) -> Statement:
    return Statement(kind="meta", text=words)


def _length(desk: Desk, row: Row) -> int:
    label, values = row
    return desk.count(label) + sum(desk.count(fact.span.quote) if fact else 0 for fact in values)


def _alike(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Return the facts by what they speak of, in the order in which the sources first do."""
    groups: list[list[Fact]] = []
    for fact in facts:
        group = next((one for one in groups if rows.alike(one[0].respect, fact.respect)), None)
        if group is None:
            groups.append([fact])
        else:
            group.append(fact)
    return groups


def asked(respect: str, section: SectionSpec) -> float:
    """Return how well a respect answers a section, 0 for not at all: by an aspect, or by a word of its title."""
    spoken = aspects.spoken(respect).keys() | aspects.named((respect,))
    aspect = max((worth for name, worth in aspects.asked(section.title).items() if name in spoken), default=0.0)
    words = set(tokens.content_tokens(respect))
    return aspect + len(words & set(tokens.content_tokens(section.title))) / max(1, len(words))


def _worth(respect: str, above: Iterable[str], said: str, section: SectionSpec) -> float:
    """Return how well a row answers a section: by its respect, by the heading above its table, or as the kind of answer
    that is asked for: how long, how much."""
    given = answers.asked(section.title) & answers.given(said) & AMOUNTS
    return max(
        asked(respect, section), TITLED * max((asked(one, section) for one in above), default=0.0), GIVES * bool(given)
    )


def _above(desk: Desk, fact: Fact) -> tuple[str, ...]:
    """Return the heading right above the table that a fact stands in, without names of the sides."""
    document = next(one for one in desk.evidence.documents if one.path == fact.span.document)
    headings = document.chunks[fact.span.chunk - 1].headings_at(fact.span.start)[-1:]
    return tuple(" ".join(w for w in one.split() if w.casefold() not in desk.names) for one in headings)


def _row(desk: Desk, group: Sequence[Fact]) -> Row:
    """Return the row of a group: its label is what the first of its values is called, and all are of that."""
    values = tuple(_best(desk, [fact for fact in group if fact.side == side]) for side in desk.sides)
    told = next(fact.respect for fact in values if fact)
    alike = [fact for fact in group if rows.alike(fact.respect, told)]
    return told, tuple(_best(desk, [fact for fact in alike if fact.side == side]) for side in desk.sides)


def _best(desk: Desk, own: Sequence[Fact]) -> Fact | None:
    """Return the value of a side: that of its own document, else the one that most tables give."""
    times = Counter(_numbers(fact) for fact in own)

    def rank(fact: Fact) -> tuple[bool, bool, int]:
        home = naming.known_as(desk.subjects[fact.side]).search(desk.titles[fact.span.document]) is not None
        return _UNSAID.search(fact.span.quote) is None, home, times[_numbers(fact)]

    return max(own, key=rank, default=None)  # the first of those alike


def _others(desk: Desk, group: Sequence[Fact]) -> tuple[Row, ...]:
    """Return what other tables say, a row where their numbers are others; () where they agree."""
    _, values = _row(desk, group)
    found = []
    for side, value in zip(desk.sides, values, strict=True):
        others = [
            fact for fact in group
            if value and fact.side == side and fact.span.document != value.span.document
            and _numbers(fact) and _numbers(value) and _numbers(fact) != _numbers(value)
        ]  # fmt: skip
        found.append(others[0] if others else None)
    told = next((fact.respect for fact in found if fact), None)
    found = [fact if fact and told and rows.alike(fact.respect, told) else None for fact in found]
    return ((wording.fill(desk.words["other_source"], desk.script, label=told), tuple(found)),) if told else ()


def _variants(desk: Desk, row: Row) -> tuple[Row, ...]:
    """Return a row for each variant of a side of which the table that its value is from says something else."""
    tables = {(fact.side, fact.span.document, fact.respect) for fact in row[1] if fact}
    return tuple(
        (fact.label, tuple(fact if fact.side == side else None for side in desk.sides))
        for fact in desk.evidence.facts
        if fact.variant and (fact.side, fact.span.document, fact.respect) in tables
    )


def _numbers(fact: Fact) -> tuple[str, ...]:
    return tuple(_NUMBER.findall(fact.span.quote))
