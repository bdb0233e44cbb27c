"""Lists as statements: the points below one heading, or behind the sentence that introduces them, as one sentence; and
rows of tables.

A list stands whole, from its first point to its last; of one that is too long for a sentence the first points stand,
and it is said that there are more. Writer and gate compute the same statement from the characters of the chunk.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.corpus import Block, Chunk, Document
from generator.evidence import lead_ins, readings, spans
from generator.evidence.spans import Span
from generator.language import text

POINTS = (2, 8)
"""Fewest and most points (1 or more) of a list that becomes a sentence. Set by hand, as is LONGEST."""
LONGEST = {"zh": 170, "en": 85}
"""Length of such a sentence, 字 or words."""
KINDS = ("list", "opening", "points")
"""What `at` finds: a whole list, its first points, one up to one of its points."""
CELLS = (2, 6)
"""Fewest and most values of a row that becomes a sentence."""
_CELL = re.compile(r"[^|:]{1,60}: \S.*")
_COUNTED = r"[一二三四五六七八九十]{1,3}"
_MARKS = tuple(
    (re.compile(mark), re.compile(first))
    for mark, first in (
        (rf"[（(]{_COUNTED}[)）]", r"[（(]一[)）]"),
        (rf"{_COUNTED}、", "一、"),
        (r"[（(]\d{1,2}[)）]", r"[（(]1[)）]"),
        (r"\d{1,2}[.、)）](?!\d)", r"1[.、)）]"),
        (r"[（(][a-z][)）]", r"[（(]a[)）]"),
        (r"[a-z][.)] ", r"a[.)] "),
    )
)
"""How the paragraphs are marked that are points of a list, and the first of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list in a chunk."""

    intro: tuple[int, int] | None
    """Where the sentence stands that introduces it; None for a list below a heading."""
    points: tuple[Block, ...]

    @property
    def start(self) -> int:
        """Offset of its first character into the chunk's text, that of its introduction where it has one."""
        return self.intro[0] if self.intro else self.points[0].start

    @property
    def end(self) -> int:
        """Offset after its last point."""
        return self.points[-1].end


def found(document: Document, chunk: Chunk) -> Iterator[Listed]:
    """Yield the lists of a chunk that stand in it whole, and hold nothing but points, in order."""
    for first, points in _runs(chunk):
        before = chunk.blocks[first - 1] if first else None
        intro = _introduction(chunk, before, points[0]) if before else None
        few = POINTS[0] <= len(points) <= POINTS[1] and (intro or _says(points))
        if few and _whole(document, chunk, first, points):
            yield Listed(intro=intro, points=points)


def pointed(chunk: Chunk, language: str) -> Iterator[Listed]:
    """Yield, for each point of a list whose points hold each for itself, the list from what introduces it to there."""
    for first, points in _runs(chunk):
        before = chunk.blocks[first - 1] if first else None
        intro = _introduction(chunk, before, points[0]) if before else None
        told = [chunk.text[point.start : point.end] for point in points]
        if intro and lead_ins.severs(chunk.text[slice(*intro)], told, language):
            yield from (Listed(intro=intro, points=points[: n + 1]) for n in range(len(points)))


def opened(document: Document, chunk: Chunk) -> Iterator[Listed]:
    """Yield, of each list that is too long for a sentence or goes on elsewhere, the first points, as many as one holds;
    not of steps, or of what holds only together."""
    language = document.language
    told = ((one.start, readings.listed(_quote(chunk, one), language)) for one in found(document, chunk))
    whole = {start for start, words in told if short(words, language)}
    for first, points in _runs(chunk):
        before = chunk.blocks[first - 1] if first else _edge(document, chunk.number - 1, -1)
        came_on = before and before.kind == points[0].kind == "item" and before.heading_path == points[0].heading_path
        intro = _introduction(chunk, before, points[0]) if first and before else None
        bound = intro and lead_ins.joins(chunk.text[slice(*intro)], language)
        if came_on or bound or not (intro or _says(points)):
            continue
        sizes = (Listed(intro=intro, points=points[:n]) for n in range(POINTS[0], len(points) + 1))
        held = [one for one in sizes if short(readings.opened(_quote(chunk, one), language), language)]
        if held and held[-1].start not in whole:
            yield held[-1]


def _says(points: tuple[Block, ...]) -> bool:
    """Tell whether the points of a list say something below a mere heading, and do not only lead to somewhere else."""
    return points[0].kind == "item" and not any(point.leads_away for point in points)


def rows(chunk: Chunk) -> Iterator[Block]:
    """Yield the rows of tables of which all values but the first have heads, and which are no longer than a sentence
    of a list."""
    for block in chunk.blocks:
        cells = chunk.text[block.start : block.end].split(" | ")
        if block.kind == "table" and CELLS[0] <= len(cells) <= CELLS[1] and all(map(_CELL.fullmatch, cells[1:])):
            yield block


def is_row(chunk: Chunk, start: int, end: int) -> bool:
    """Tell whether the characters from `start` to `end` are such a row."""
    return any((row.start, row.end) == (start, end) for row in rows(chunk))


def at(document: Document, chunk: Chunk, start: int, end: int, relation: str = "list") -> Listed | None:
    """Return the list that stands from `start` to `end` in the chunk's text, its mark of order left off or not.

    `relation`: one of `KINDS`.
    """
    kinds = {
        "list": found(document, chunk),
        "points": pointed(chunk, document.language),
        "opening": opened(document, chunk),
    }
    for listed in kinds[relation]:
        if listed.end == end and start in (listed.start, _unnumbered(chunk, listed)):
            return listed
    return None


def span(document: Document, chunk: Chunk, listed: Listed) -> Span:
    """Return the piece of the chunk that a list is, without the mark of order before its introduction."""
    start = _unnumbered(chunk, listed)
    quote = _quote(chunk, listed)
    page = chunk.page_at(start)
    return Span(document=document.path, chunk=chunk.number, start=start, end=listed.end, quote=quote, page=page)


def _quote(chunk: Chunk, listed: Listed) -> str:
    return chunk.text[_unnumbered(chunk, listed) : listed.end]


def _unnumbered(chunk: Chunk, listed: Listed) -> int:
    """Return where a list starts without the mark of order before its introduction."""
    return listed.start + (readings.label(chunk.text[listed.start : listed.end]) if listed.intro else 0)


def blocks(chunk: Chunk, start: int, end: int) -> Iterator[Block]:
    """Yield the blocks that the characters from `start` to `end` touch."""
    return (block for block in chunk.blocks if block.start < end and start < block.end)


def parents(chunk: Chunk, block: Block) -> tuple[str, ...]:
    """Return the points of a list that a point is nested in, outermost first: they say what it is about."""
    found: list[str] = []
    level = block.level
    if block.kind == "item":
        for before in reversed(chunk.blocks[: chunk.blocks.index(block)]):
            if before.kind != "item" or before.heading_path != block.heading_path:
                break
            if before.level < level:
                level = before.level
                found.append(chunk.text[before.start : before.end])
    return tuple(reversed(found))


def beside(chunk: Chunk, block: Block) -> tuple[str, ...]:
    """Return the points of the list that a point stands in: they are made alike."""
    points = next((run for _, run in _runs(chunk) if block in run), (block,))
    return tuple(chunk.text[point.start : point.end] for point in points)


def _runs(chunk: Chunk) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """Yield the points that follow each other under one heading, with the position of the first."""
    at = 0
    while at < len(chunk.blocks):
        size = 0
        while at + size < len(chunk.blocks) and _goes_on(chunk, at, size):
            size += 1
        if size:
            yield at, chunk.blocks[at : at + size]
        at += size or 1


def _goes_on(chunk: Chunk, first: int, size: int) -> bool:
    """Tell whether the block `size` places after the first point of a list is a point of it too."""
    opens, block = chunk.blocks[first], chunk.blocks[first + size]
    words = chunk.text[block.start : block.end]
    if block.kind != opens.kind or block.heading_path != opens.heading_path:
        return False
    if block.kind == "paragraph":
        kind = next((n for n, (mark, _) in enumerate(_MARKS) if mark.match(chunk.text[opens.start : opens.end])), None)
        if kind is None or not _MARKS[kind][0].match(words):
            return False
        return _MARKS[kind][1].match(words) is None if size else kind == 0 or _introduced(chunk, first)
    told = {chunk.text[b.start : b.end] for b in chunk.blocks[first : first + size]}
    return block.kind == "item" and block.level == opens.level and words not in told


def _introduced(chunk: Chunk, at: int) -> bool:
    """Tell whether the block before one ends with a colon: marks of other kinds number chapters too."""
    before = chunk.blocks[at - 1] if at else None
    return before is not None and chunk.text[before.start : before.end].rstrip().endswith((":", "："))


def introducing(chunk: Chunk, block: Block) -> str:
    """Return what introduces the list that a paragraph is a point of, "" where it is none or nothing does."""
    if block.kind != "paragraph":
        return ""
    at = chunk.blocks.index(block)
    for first, points in _runs(chunk):
        if first <= at < first + len(points) and first and _introduced(chunk, first):
            before = chunk.blocks[first - 1]
            return chunk.text[slice(*spans.ends(chunk, before)[-1])]
    return ""


def _introduction(chunk: Chunk, before: Block, first: Block) -> tuple[int, int] | None:
    """Return where the sentence stands that introduces a list: the last of the block before it, with a colon."""
    if before.kind != "paragraph" or before.heading_path != first.heading_path[: len(before.heading_path)]:
        return None
    start, end = spans.ends(chunk, before)[-1]
    return (start, end) if chunk.text[start:end].endswith((":", "：")) else None


def _whole(document: Document, chunk: Chunk, first: int, points: tuple[Block, ...]) -> bool:
    """Tell whether a list is all there: no point of it stands nested, or in another chunk."""
    blocks, last = chunk.blocks, first + len(points)
    after = blocks[last] if last < len(blocks) else _edge(document, chunk.number + 1, 0)
    before = blocks[first - 1] if first else _edge(document, chunk.number - 1, -1)
    goes_on = (
        after and after.kind == "item" and after.heading_path[: len(points[0].heading_path)] == points[0].heading_path
    )
    came_on = before and before.kind == points[0].kind == "item" and before.heading_path == points[0].heading_path
    said = chunk.text[points[-1].start : points[-1].end].rstrip()
    ended = points[0].kind == "item" or said.endswith(("。", "."))
    repeated = goes_on and after is not None and last < len(blocks) and after.level == points[0].level
    return ended and not said.endswith((":", "：")) and not came_on and (not goes_on or repeated)


def _edge(document: Document, number: int, at: int) -> Block | None:
    """Return the first (`at` 0) or last (-1) block of a chunk of the document, None where there is no such chunk."""
    return document.chunks[number - 1].blocks[at] if 0 < number <= len(document.chunks) else None


def short(words: str, language: str) -> bool:
    """Tell whether the sentence of a list can be read in one go."""
    return text.count(words, text.UNIT[language]) <= LONGEST[language]
