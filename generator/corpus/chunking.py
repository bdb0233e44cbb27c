"""Chunks: the text of a document cut along its headings into the units that readers cite."""

import hashlib
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.corpus.locators import Locator
from generator.corpus.readers import outline
from generator.corpus.readers.reading import Element
from generator.language.text import UNIT, count, sentences

VERSION = 5
"""Enters the key of cached documents; raise it when chunks come out differently."""
SMALLEST = {"zh": 300, "en": 130}
"""Below this length, in `UNIT`, a chunk is merged with a small neighbour under the same heading."""
TARGET = {"zh": 450, "en": 200}
"""Length that a long section is cut to, in `UNIT`."""
LARGEST = {"zh": 600, "en": 260}
"""Length that a chunk exceeds only when a single sentence does, in `UNIT`."""
LINK = 0.95
"""Share of its characters that stand in links from which an item is nothing but a link: a mark may stand outside."""
LABEL_LENGTH = 30
"""字 up to which a line that ends in a colon stands in the heading path of the list items below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, list item, note, table row, code line or quotation inside a chunk."""

    kind: str
    """"paragraph", "item", "note", "table", "code" or "quote"."""
    start: int
    end: int
    """Character offsets into the chunk's text; blocks are joined by one newline."""
    heading_path: tuple[str, ...]
    """Headings above the block, outermost first, the document's title left out; for a list item also the short
    lines ending in a colon that introduce it, without the colon."""
    level: int = 0
    """Depth of a list item, from 0."""
    leads_away: bool = False
    """True for a list item or paragraph that is nothing but the text of a link to somewhere else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """The unit that a citation names."""

    number: int
    """From 1 within the document."""
    text: str
    """Normalised text of the blocks, headings not included."""
    blocks: tuple[Block, ...]
    heading_path: tuple[str, ...]
    """Headings that all blocks share."""
    pages: tuple[tuple[int, Locator], ...]
    """(character offset into the text, page or place) for each that starts in the chunk; () without any."""
    sha256: str
    """Of the text in UTF-8: the chunk's identity."""

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds the character at `offset`, or None between two."""
        return next((block for block in self.blocks if block.start <= offset < block.end), None)

    def headings_at(self, offset: int) -> tuple[str, ...]:
        """Return the headings above the character at `offset`, the nearest last."""
        block = self.block_at(offset)
        return block.heading_path if block else self.heading_path

    def page_at(self, offset: int) -> Locator | None:
        """Return the page or place of the character at `offset`, or None where the source has none."""
        page = None
        for start, number in self.pages:
            if start > offset and page is not None:
                break
            page = number
        return page


@dataclass(frozen=True, slots=True)
class _Unit:
    """An element, or one sentence of an element that is too long for a chunk."""

    element: Element
    source: int
    start: int
    end: int
    path: tuple[str, ...]
    size: int

    @property
    def introduces(self) -> bool:
        return self.end == len(self.element.text) and self.element.text.endswith((":", "："))


@dataclass(slots=True)
class _Section:
    level: int
    units: list[_Unit] = field(default_factory=list)
    children: list["_Section"] = field(default_factory=list)


def cut(elements: Iterable[Element], language: str) -> tuple[Chunk, ...]:
    """Cut the elements of a document into chunks, numbered from 1.

    Sections are cut into chunks of `TARGET` length between sentences and merged with their neighbours under the
    same parent while the result stays below `LARGEST`.
    """
    root = _tree(list(elements), language)
    groups = _groups(root, language)
    return tuple(_chunk(number, group) for number, group in enumerate(groups, 1))


def _tree(elements: list[Element], language: str) -> _Section:
    root = _Section(0)
    stack = [root]
    headings: list[str] = []
    labels = _Labels()
    for position, element in enumerate(elements):
        if element.kind == "heading":
            while stack[-1].level >= element.level and len(stack) > 1:
                stack.pop()
                headings.pop()
            labels.clear()
            if _has_content(elements, position):
                section = _Section(element.level)
                stack[-1].children.append(section)
                stack.append(section)
                headings.append(element.text)
                continue
            # a heading with nothing below it would vanish: it may be text that only looks like one
            element = Element(kind="paragraph", text=element.text, pages=element.pages)
        path = (*headings, *filter(None, (element.label,)), *labels.above(element))
        target = stack[-1]
        if target.children:  # text after a heading that became a paragraph belongs after the earlier sections
            tail = _Section(target.level + 1)
            target.children.append(tail)
            target = tail
        target.units.extend(_units(element, position, path, language))
    return root


def _has_content(elements: list[Element], position: int) -> bool:
    level = elements[position].level
    for element in elements[position + 1 :]:
        if element.kind != "heading":
            return True
        if element.level <= level:
            return False
    return False


class _Labels:
    """The lines ending in a colon that introduce the list items which follow."""

    def __init__(self) -> None:
        self.open: list[tuple[int, str]] = []

    def clear(self) -> None:
        self.open.clear()

    def above(self, element: Element) -> tuple[str, ...]:
        """Return the labels above `element`, and note it if it is one itself."""
        depth = element.level if element.kind == "item" else -1
        while self.open and self.open[-1][0] >= depth:
            self.open.pop()
        path = tuple(text for _, text in self.open)
        text = element.text
        if element.kind in ("paragraph", "item") and text.endswith((":", "：")):
            label = text.rstrip(":： ")
            if label and count(label, "字") <= LABEL_LENGTH and not re.search(r"[。！？!?；;]", label):
                self.open.append((depth, label))
        return path


def _units(element: Element, source: int, path: tuple[str, ...], language: str) -> Iterator[_Unit]:
    unit = UNIT[language]
    size = count(element.text, unit)
    if size <= TARGET[language]:
        yield _Unit(element, source, 0, len(element.text), path, size)
        return
    for start, end in sentences(element.text):
        yield _Unit(element, source, start, end, path, count(element.text[start:end], unit))


def _size(group: list[_Unit]) -> int:
    return sum(unit.size for unit in group)


def _groups(section: _Section, language: str) -> list[list[_Unit]]:
    """Return the chunks of a section and all below it, as lists of units."""
    parts = [_packed(section.units, language)] if section.units else []
    parts += [_groups(child, language) for child in section.children]
    groups: list[list[_Unit]] = []
    for part in parts:
        whole = len(part) == 1
        if groups and part and (whole or _size(part[0]) < SMALLEST[language]):
            first, before = _size(part[0]), _size(groups[-1])
            if min(first, before) < SMALLEST[language] and first + before <= LARGEST[language]:
                groups[-1] = groups[-1] + part[0]
                part = part[1:]
        groups.extend(part)
    return groups


def _packed(units: list[_Unit], language: str) -> list[list[_Unit]]:
    """Cut the units of one section into groups of about equal length."""
    total = _size(units)
    if total <= LARGEST[language]:
        return [units]
    ideal = total / math.ceil(total / TARGET[language])
    groups: list[list[_Unit]] = [[]]
    filled = 0
    for unit in units:
        full = filled + unit.size / 2 > ideal and not (groups[-1] and groups[-1][-1].introduces)
        if groups[-1] and (full or filled + unit.size > LARGEST[language]):
            groups.append([])
            filled = 0
        groups[-1].append(unit)
        filled += unit.size
    sizes = [_size(group) for group in groups[-2:]]
    if len(sizes) == 2 and sizes[1] < SMALLEST[language] and sum(sizes) <= LARGEST[language]:
        groups[-2:] = [groups[-2] + groups[-1]]
    return groups


def _chunk(number: int, units: list[_Unit]) -> Chunk:
    text = ""
    blocks: list[Block] = []
    pages: list[tuple[int, Locator]] = []
    position = 0
    while position < len(units):
        first = last = units[position]
        while position + 1 < len(units) and units[position + 1].source == first.source:
            position += 1
            last = units[position]
        position += 1
        element = first.element
        start = len(text) + (1 if text else 0)
        piece = element.text[first.start : last.end]
        text = f"{text}\n{piece}" if text else piece
        item = element.kind == "item"
        level = element.level if item else 0
        away = element.kind in ("item", "paragraph") and element.linked >= LINK and not element.local
        kind, path = element.kind, first.path
        if kind in ("item", "paragraph") and not first.start and (title := outline.run_in(piece)):
            kind, path = "paragraph", (*path, title)  # a clause of a contract is no point of a list
        blocks.append(Block(kind=kind, start=start, end=len(text), heading_path=path, level=level, leads_away=away))
        for offset, page in _pages(element.pages, first.start, last.end):
            if not pages or pages[-1][1] != page:
                pages.append((start + offset, page))
    shared = blocks[0].heading_path
    for block in blocks[1:]:
        while shared != block.heading_path[: len(shared)]:
            shared = shared[:-1]
    return Chunk(
        number=number,
        text=text,
        blocks=tuple(blocks),
        heading_path=shared,
        pages=tuple(pages),
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
    )


def _pages(marks: tuple[tuple[int, Locator], ...], start: int, end: int) -> Iterator[tuple[int, Locator]]:
    """Yield (offset from `start`, page or place) for the page at `start` and each that begins before `end`."""
    current = None
    for offset, page in marks:
        if offset <= start:
            current = page
    if current is not None:
        yield 0, current
    for offset, page in marks:
        if start < offset < end:
            yield offset - start, page
