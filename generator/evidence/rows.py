"""Rows of tables as facts: what a table says of a subject, in which respect, and where its words stand; and points of a
list that are a label and a value.

A reader makes each row one statement, `head: value | head: value`. Who is spoken of stands at the head of a column, in
the first cell of the row, or is the one subject that headings and document are about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.commission import Subject
from generator.corpus import Block, Chunk, Document
from generator.evidence import attributing, cleaning, lists, persons
from generator.evidence.naming import mentioned
from generator.evidence.spans import Span
from generator.language import text, tokens

LONGEST = {"zh": 40, "en": 24}
"""Longest value and longest name of a respect, 字 or words. Set by hand, as is ALIKE."""
BACK = 3
"""Chunks (0 and up) before its own in which the first row of a table is looked for."""
ALIKE = 0.6
"""Part (0 to 1) of the words of the shorter of two respects that the other must have, if they are one."""
_HEADED = re.compile(r"(?P<head>[^|]{1,60}?): (?P<value>\S.*)")
_EMPTY = re.compile(r"[\s\-–—/?？.…]*|n/?a|none|无|暂无", re.I)
_UNIT = re.compile(r"[（(][^）)]*[)）]")
_BARE = re.compile(r"[\s~约≈<>≤≥±]*\d[\d.,]*(?:\s*[-–—~至]+\s*\d[\d.,]*)?\+?\s*(?:[（(][^）)]*[)）])?")
"""A number without a unit: that stands in the respect, where there is one."""


LABELLED = 3
"""Points of a list (1 or more), at least, that are facts by their labels."""
_LABELLED = re.compile(r"\W*(?P<label>[^:：|。.!?！？，,]{2,24}?)\**[:：]\**\s?(?P<value>\S.*?)", re.S)
_SENTENCE = re.compile(r"[。！？]|[.!?](?:\s|$)")
"""What a value in words of its own has, which is no fact for a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value of a table."""

    side: str
    """Name of the subject that it is said of."""
    respect: str
    """In which respect, as the table calls it: 负载能力, “License”."""
    variant: str = ""
    """What heads its column, where an earlier column of the table has another value of the same subject."""
    span: Span
    """The value."""

    @property
    def label(self) -> str:
        """What its row is called in a brief."""
        marks = "（）" if text.has_han(self.respect + self.variant) else (" (", ")")
        return f"{self.respect}{marks[0]}{self.variant}{marks[1]}" if self.variant else self.respect


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    head: str
    value: str
    start: int
    """Offset of the value into the row."""


@lru_cache(maxsize=1 << 14)
def _cells(row: str) -> tuple[_Cell, ...]:
    """Return the cells of a row, () for one that has no heads: the row of the heads themselves."""
    found, at = [], 0
    for part in row.split(" | "):
        match = _HEADED.fullmatch(part)
        head, value, start = (match["head"], match["value"], match.start("value")) if match else ("", part, 0)
        found.append(_Cell(head=head.strip(), value=value, start=at + start))
        at += len(part) + len(" | ")
    headed = sum(cell.head != "" for cell in found)
    return tuple(found) if len(found) > 1 and headed >= len(found) - 1 else ()


def _bare(document: Document, chunk: Chunk, block: Block, subjects: tuple[Subject, ...]) -> tuple[_Cell, ...]:
    """Return the cells of a row of a table that its source gives no heads: “Memory | 8 GB”; () for any other.

    Its first row heads the columns where it names a subject above one: “Model | A1 | A2”.
    """
    rows = _table(document, chunk, block)
    told = chunk.text[block.start : block.end]
    values = told.split(" | ")
    heads = rows[0].split(" | ")
    named = len(heads) == len(values) and any(_one(head, subjects) for head in heads[1:])
    respect = re.search(r"[^\W\d_]{2}", values[0]) is not None
    headed = sum(bool(_cells(row)) for row in rows)  # a value may hold a colon too
    if not respect or len(rows) < 2 or 2 * headed >= len(rows) or (named and told == rows[0]):
        return ()
    if not named and any(row.count(" | ") != 1 for row in rows):
        return ()
    starts = [sum(len(value) + len(" | ") for value in values[:n]) for n in range(len(values))]
    return tuple(
        _Cell(head=head, value=value, start=start)
        for head, value, start in zip(heads if named else [""] * len(values), values, starts, strict=True)
    )


def _table(document: Document, chunk: Chunk, block: Block) -> list[str]:
    """Return the rows of the table that a row stands in, to the end of its chunk; it may begin `BACK` before."""
    rows: list[str] = []
    for part in document.chunks[max(0, chunk.number - 1 - BACK) : chunk.number]:
        for one in part.blocks:
            if one.kind == "table" and one.heading_path == block.heading_path:
                rows.append(part.text[one.start : one.end])
            elif part is chunk and one.start > block.start:
                return rows
            else:
                rows = []
    return rows


def facts(document: Document, chunk: Chunk, block: Block, subjects: tuple[Subject, ...]) -> Iterator[Fact]:
    """Yield what a row says of one of the subjects, a fact for each value."""
    if document.damaged:
        return
    if block.kind == "item":
        yield from _labelled(document, chunk, block, subjects)
    if block.kind != "table":
        return
    cells = _bare(document, chunk, block, subjects) or _cells(chunk.text[block.start : block.end])
    if not cells:
        return
    first, *rest = cells
    heads = {cell.start: _one(cell.head, subjects) for cell in rest}
    row = mentioned(first.value, subjects)
    if any(heads.values()):
        told = [] if row else [(heads[cell.start], first.value, cell) for cell in rest]
    elif len(row) == 1:
        others = _of_others(_table(document, chunk, block), first.value, row[0], subjects)
        told = [
            (row[0], cell.head, cell)
            for n, cell in enumerate(rest, 1)
            if not any(_differs(one, n, cell) for one in others)
        ]
    else:
        told = [(whose(document, block, subjects), first.value, rest[0])] if len(rest) == 1 and not row else []
    known: dict[str, list[str]] = {}
    for subject, respect, cell in told:
        earlier = known.setdefault(subject.name, []) if subject else []
        if subject and cell.value not in earlier and _fit(respect, cell.value, document.language, subjects):
            variant = cell.head if earlier and not row else ""
            span = _span(document, chunk, block, cell)
            yield Fact(side=subject.name, respect=_named(respect, cell.value), variant=variant, span=span)
        earlier.append(cell.value)


def _labelled(document: Document, chunk: Chunk, block: Block, subjects: tuple[Subject, ...]) -> Iterator[Fact]:
    """Yield the fact of a point that is a label and a value, “Price: 30 €”, where nearly all points of its list are."""
    points = [_LABELLED.fullmatch(words) for words in lists.beside(chunk, block)]
    match, subject = _LABELLED.fullmatch(chunk.text[block.start : block.end]), whose(document, block, subjects)
    if not match or subject is None or len(points) < LABELLED or sum(map(bool, points)) < len(points) - 1:
        return
    value = _Cell(head="", value=match["value"], start=match.start("value"))
    if _fit(match["label"], value.value, document.language, subjects) and not _SENTENCE.search(value.value):
        span = _span(document, chunk, block, value)
        yield Fact(side=subject.name, respect=_named(match["label"], value.value), span=span)


def _of_others(table: list[str], own: str, subject: Subject, subjects: tuple[Subject, ...]) -> list[tuple[_Cell, ...]]:
    """Return the other rows of a table that open with the name of the same subject, as those of its models do; none for
    the row that opens with that alone."""
    if attributing.called(own, subject):
        return []
    found = (_cells(row) for row in table)
    return [row for row in found if row and row[0].value != own and mentioned(row[0].value, subjects) == (subject,)]


def _differs(row: tuple[_Cell, ...], column: int, cell: _Cell) -> bool:
    """Tell whether a row has another value in a column: then neither is what holds of the subject."""
    return column < len(row) and row[column].head == cell.head and row[column].value != cell.value


def at(document: Document, chunk: Chunk, start: int, end: int, subjects: tuple[Subject, ...]) -> Fact | None:
    """Return the fact whose value stands from `start` to `end` in the chunk's text, None where none does."""
    block = chunk.block_at(start)
    found = facts(document, chunk, block, subjects) if block else ()
    return next((fact for fact in found if (fact.span.start, fact.span.end) == (start, end)), None)


def said(fact: Fact) -> str:
    """Return a fact in words: in which respect, and the value."""
    mark = "：" if text.has_han(fact.label + fact.span.quote) else ": "
    return f"{fact.label}{mark}{cleaning.clean(fact.span.quote)}"


def alike(first: str, second: str) -> bool:
    """Tell whether two tables mean the same respect: 负载能力 and 额定负载能力."""
    if first.casefold() == second.casefold():
        return True
    if _UNIT.findall(first) != _UNIT.findall(second):
        return False
    words = [set(tokens.content_tokens(respect)) for respect in (first, second)]
    least = min(map(len, words))
    return least > 0 and len(words[0] & words[1]) >= max(1.0, ALIKE * least)


def _one(head: str, subjects: tuple[Subject, ...]) -> Subject | None:
    named = mentioned(head, subjects)
    return named[0] if len(named) == 1 else None


def whose(document: Document, block: Block, subjects: tuple[Subject, ...]) -> Subject | None:
    """Return the one subject that the nearest heading, or else the document, speaks of."""
    for heading in reversed(block.heading_path):
        if named := mentioned(heading, subjects):
            return named[0] if len(named) == 1 else None
    about = attributing.about(document, subjects)
    return about.subject if about and about.titled else None


def _fit(respect: str, value: str, language: str, subjects: tuple[Subject, ...]) -> bool:
    """Tell whether a fact can stand in a table of ours: short, said, and about nobody else."""
    unit = text.UNIT[language]
    lengths = [text.count(words, unit) for words in (respect, value)]
    clean = cleaning.clean(value)
    return (
        min(lengths) > 0
        and max(lengths) <= LONGEST[language]
        and not _EMPTY.fullmatch(clean)
        and not mentioned(respect, subjects)
        and cleaning.SIGN.search(value) is None
        and re.search(r"https?://|www\.|[{}\\]|\]\(", value) is None
        and cleaning.balanced(clean)
        and not persons.has_person(clean, language)
    )


def _named(respect: str, value: str) -> str:
    """Return how a respect is called in a brief: without its English name in brackets, or a unit that the value has."""
    if _BARE.fullmatch(cleaning.clean(value)):
        return cleaning.clean(respect)
    return _UNIT.sub("", cleaning.clean(respect)).strip() or cleaning.clean(respect)


def _span(document: Document, chunk: Chunk, block: Block, cell: _Cell) -> Span:
    start = block.start + cell.start
    end = start + len(cell.value)
    return Span(
        document=document.path, chunk=chunk.number, start=start, end=end, quote=cell.value, page=chunk.page_at(start)
    )
