"""Page geometry to text: columns, lines, paragraphs, headings, notes; knows nothing of any PDF library.

Coordinates are in points, y upwards, as in PDF.
"""

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from generator.corpus.readers.joining import join, vocabulary
from generator.corpus.readers.outline import could_be_heading, numbered, squeezed, standard
from generator.corpus.readers.reading import Builder
from generator.language.text import HAN, has_han, normalise

ZONE = 0.12
"""Share of the page height, at its top and at its bottom, in which running heads and feet stand."""
REPEATED = 0.3
"""Share of the pages on which a line of the zone must recur, digits masked, to count as furniture."""
SMALL = 0.93
"""Size of a note's letters, as a share of the body's, at most."""
LARGE = 1.09
"""Size of a heading's letters, as a share of the body's, at least."""

_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:第|page|p\.)?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:页)?(?:\s*(?:/|of|共)\s*\d{1,4}\s*页?)?[\W_]*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[•●○◦▪■□◆◇►▶‣⁃∙·\uf0b7\uf0a7\uf06e\u2013\u2014*-]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
_SYMBOL_BULLET = re.compile(r"^[•●○◦▪■□◆◇►▶‣⁃∙·\uf0b7\uf0a7\uf06e\u2013\u2014*-]\s+(?=\S)")
_NOTE_MARK = re.compile(r"^(?:[¹²³⁰⁴-⁹]+|[①-⑳]|[*†‡§]+|\[\d{1,3}\]|\d{1,3}(?=\s|[A-Z]))\s*")
_LABEL = re.compile(r"[•●○◦▪■□◆◇►▶‣⁃∙·\uf0b7\uf0a7\uf06e–—*-]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]+)[.)]?")
_CAPTION = re.compile(r"^(?:(?:Figure|Fig\.|Table|Listing|Algorithm)\s*\d+|[图表]\s?\d+(?:[-.]\d+)?)[\s:：.、]")
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*\d+\s*$|…{2,}\s*\d+\s*$|(?:·\s?){5,}\s*\d+\s*$")
_FINISHED = re.compile(r"[。！？!?.:：；;…][”’」』）)】\"'\]¹²³⁰⁴-⁹①-⑳]*$")
_CONTINUES = re.compile(r"^[a-z,，。、；：）)”’]")


@dataclass(slots=True)
class Run:
    """Characters that follow each other on one line."""

    text: str
    x0: float
    x1: float
    y: float
    """Of the baseline."""
    size: float
    bold: bool


@dataclass(slots=True)
class Line:
    """One line of a column."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    page: int
    column: int = 0
    left: float = 0.0
    right: float = 0.0
    """Edges of the column that the line stands in."""
    cells: tuple[str, ...] = ()
    """Texts of a table row; () for running text."""


@dataclass(slots=True)
class Page:
    """The visible runs of one page."""

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)


def compose(pages: list[Page], builder: Builder) -> None:
    """Add the elements of the pages to `builder`, in reading order."""
    _drop_furniture(pages, builder)
    lines: list[Line] = []
    column = 0
    for page in pages:
        for block in _columns(page.runs):
            column += 1
            lines.extend(_lines(block, page.number, column))
    if lines:
        _Paragraphs(lines, builder).run()


# -- running heads and feet ------------------------------------------------------------------------------------


def _rows(runs: list[Run]) -> list[list[Run]]:
    """Return runs grouped by baseline, top to bottom, each row from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-r.y, r.x0)):
        if rows and abs(rows[-1][0].y - run.y) < 0.45 * min(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda r: r.x0)
    return rows


def _mask(row: list[Run]) -> str:
    return re.sub(r"[\d\s]+", "0", normalise(" ".join(run.text for run in row))).casefold()


def _drop_furniture(pages: list[Page], builder: Builder) -> None:
    zones: list[list[tuple[str, list[Run]]]] = []
    seen: Counter[str] = Counter()
    for page in pages:
        rows = _rows(page.runs)
        here = [("top", row) for row in rows[:3] if row[0].y > (1 - ZONE) * page.height]
        here += [("foot", row) for row in rows[-3:] if row[0].y < ZONE * page.height]
        zones.append(here)
        seen.update({f"{zone} {_mask(row)}" for zone, row in here})
    needed = max(2, math.ceil(REPEATED * len(pages)))
    shifts = Counter(
        (zone, shift)
        for page, here in zip(pages, zones, strict=True)
        for zone, row in here
        for shift in _page_shifts(row, page.number)
    )
    for page, here in zip(pages, zones, strict=True):
        for zone, row in here:
            text = " ".join(run.text for run in row)
            counting = any(shifts[zone, shift] >= max(3, needed) for shift in _page_shifts(row, page.number))
            times = seen[f"{zone} {_mask(row)}"]
            # twice may be chance: then only what stands apart from the text
            repeated = times >= max(3, needed) or (times >= needed and _outermost(row, page, zone))
            repeated = repeated or (counting and len(text) < 100)
            if repeated and any(character.isalpha() for character in text):
                reason = "running head" if zone == "top" else "running foot"
            elif _PAGE_NUMBER.fullmatch(text.strip()) and (repeated or _outermost(row, page, zone)):
                reason = "page number"
            else:
                continue
            builder.drop(reason, text)
            gone = {id(run) for run in row}
            page.runs = [run for run in page.runs if id(run) not in gone]


def _page_shifts(row: list[Run], number: int) -> set[int]:
    """Return the differences between the number of the page and the figures at the ends of the row."""
    text = " ".join(run.text for run in row).strip()
    found = (re.match(r"\d{1,4}(?=\s|$)", text), re.search(r"(?:^|\s)\d{1,4}$", text))
    return {int(match[0]) - number for match in found if match}


def _outermost(row: list[Run], page: Page, zone: str) -> bool:
    """Tell whether nothing stands between the row and the edge of the page, and a gap before the text."""
    levels = [other[0].y for other in _rows(page.runs)]
    others = [level for level in levels if abs(level - row[0].y) > 0.45 * row[0].size]
    if not others:
        return False
    usual = _median([above - below for above, below in zip(levels, levels[1:], strict=False)])
    apart = max(1.3 * row[0].size, 1.25 * usual)
    return max(others) < row[0].y - apart if zone == "top" else min(others) > row[0].y + apart


# -- columns ---------------------------------------------------------------------------------------------------


def _columns(runs: list[Run], depth: int = 0) -> list[list[Run]]:
    """Return the runs in blocks to be read one after the other, each a single column."""
    gutter = _gutter(runs) if depth < 4 else None
    if gutter is None:
        return [runs] if runs else []
    rows = _rows(runs)
    blocks: list[list[Run]] = []
    left: list[Run] = []
    right: list[Run] = []
    across: list[Run] = []

    def flush_columns() -> None:
        if left or right:
            blocks.extend(_columns(list(left), depth + 1))
            blocks.extend(_columns(list(right), depth + 1))
            left.clear()
            right.clear()

    for row in rows:
        if any(run.x0 < gutter < run.x1 for run in row):
            flush_columns()
            across.extend(row)
            continue
        if across:
            blocks.append(list(across))
            across.clear()
        for run in row:
            (left if run.x1 <= gutter else right).append(run)
    if across:
        flush_columns()
        blocks.append(across)
    flush_columns()
    return blocks


def _gutter(runs: list[Run]) -> float | None:
    """Return the x of the white strip between two columns of prose, None without one."""
    if len(runs) < 6:
        return None
    low, high = min(run.x0 for run in runs), max(run.x1 for run in runs)
    best: tuple[float, int, float] | None = None
    edges = sorted({round(run.x1, 1) for run in runs if run.x1 < high - 1})
    step = max(1, len(edges) // 150)
    for edge in edges[::step]:
        x = edge + 0.5
        if not low + 0.15 * (high - low) < x < low + 0.85 * (high - low):
            continue
        score = _column_score(runs, x)
        if score:
            crossed = sum(1 for run in runs if run.x0 < x < run.x1)
            best = max(best or (score, -crossed, x), (score, -crossed, x), key=lambda found: found[:2])
    return best[2] if best else None


def _column_score(runs: list[Run], x: float) -> float:
    """Return how much prose stands on both sides of x, in characters; 0 where x is no gutter."""
    left = [run for run in runs if run.x1 <= x]
    right = [run for run in runs if run.x0 >= x]
    if len(left) < 3 or len(right) < 3:
        return 0
    top = min(max(run.y for run in left), max(run.y for run in right))
    bottom = max(min(run.y for run in left), min(run.y for run in right))
    left = [run for run in left if bottom - 2 <= run.y <= top + 2]
    right = [run for run in right if bottom - 2 <= run.y <= top + 2]
    if len(left) < 3 or len(right) < 3:
        return 0
    crossing = sum(1 for run in runs if run.x0 < x < run.x1 and bottom <= run.y <= top)
    if crossing > 0.2 * min(len(left), len(right)):
        return 0
    gap = min(run.x0 for run in right) - max(run.x1 for run in left)
    if gap < 0.5 * _median([run.size for run in left]):
        return 0
    for side in (left, right):
        width = max(run.x1 for run in side) - min(run.x0 for run in side)
        lines = _rows(side)
        filled = [row[-1].x1 - row[0].x0 for row in lines]
        characters = [sum(2 if has_han(run.text) else 1 for run in row) and _weight(row) for row in lines]
        if _median(filled) < 0.55 * width or _median(characters) < 14:
            return 0
    return min(_weight(left), _weight(right)) * (1 - crossing / (len(left) + len(right)))


def _weight(runs: list[Run]) -> int:
    """Return the length of the runs, a Han character counting as two."""
    return sum(len(run.text) + len(re.findall(f"[{HAN}]", run.text)) for run in runs)


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


# -- lines -----------------------------------------------------------------------------------------------------


def _lines(runs: list[Run], page: int, column: int) -> list[Line]:
    """Return the lines of one column, top to bottom."""
    rows = _rows(runs)
    left = min(run.x0 for run in runs)
    ends = sorted(max(run.x1 for run in row) for row in rows)
    right = ends[-1 - len(ends) // 50]
    tabular = [_cells(row) for row in rows]
    lines = []
    for position, row in enumerate(rows):
        cells = tabular[position]
        beside = [tabular[i] for i in (position - 1, position + 1) if 0 <= i < len(rows)]
        table = len(cells) >= 2 and any(len(other) >= 2 and _aligned(cells, other) for other in beside)
        main = max(row, key=lambda run: len(run.text))
        text = row[0].text
        for previous, run in zip(row, row[1:], strict=False):
            text = _beside(text, run.text, previous, run)
        lines.append(
            Line(
                text=normalise(text).replace("\n", " "),
                x0=row[0].x0,
                x1=row[-1].x1,
                y=main.y,
                size=main.size,
                bold=all(run.bold for run in row if run.text.strip()),
                page=page,
                column=column,
                left=left,
                right=right,
                cells=tuple(" ".join(run.text.strip() for run in cell) for cell in cells) if table else (),
            )
        )
    return [line for line in lines if line.text]


def _cells(row: list[Run]) -> list[list[Run]]:
    cells = [[row[0]]]
    for before, run in zip(row, row[1:], strict=False):
        if run.x0 - before.x1 > 1.8 * run.size and not _LABEL.fullmatch(before.text.strip()):
            cells.append([run])
        else:
            cells[-1].append(run)
    return cells


def _aligned(cells: list[list[Run]], other: list[list[Run]]) -> bool:
    """Tell whether a cell after the first stands below one of the other row: same left, right edge or centre."""
    for cell in cells[1:]:
        for below in other[1:]:
            size = cell[0].size
            x0, x1, u0, u1 = cell[0].x0, cell[-1].x1, below[0].x0, below[-1].x1
            if abs(x0 - u0) < size or abs(x1 - u1) < size or abs(x0 + x1 - u0 - u1) < size:
                return True
    return False


def _beside(text: str, after: str, before: Run, run: Run) -> str:
    gap = run.x0 - before.x1
    wide = has_han(text[-1:]) or has_han(after[:1])
    spaced = text.endswith(" ") or after.startswith(" ")
    return text + after if spaced or gap < 0.15 * run.size or (wide and gap < 1.0 * run.size) else f"{text} {after}"


# -- paragraphs ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Paragraph:
    kind: str
    lines: list[Line]

    @property
    def last(self) -> Line:
        return self.lines[-1]


class _Paragraphs:
    """Joins lines to paragraphs and tells headings, items, notes and tables apart."""

    def __init__(self, lines: list[Line], builder: Builder) -> None:
        self.lines = lines
        self.builder = builder
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
        self.body = sizes.most_common(1)[0][0] or 1.0
        weights = Counter()
        for line in lines:
            if abs(line.size - self.body) < 0.5:
                weights[line.bold] += len(line.text)
        self.body_bold = weights[True] > weights[False]
        self.leading = self._leadings()
        self.words = vocabulary("\n".join(line.text for line in lines))

    def _leadings(self) -> dict[float, float]:
        steps: dict[float, Counter[float]] = defaultdict(Counter)
        for before, line in zip(self.lines, self.lines[1:], strict=False):
            step = before.y - line.y
            if before.column == line.column and 0 < step < 3 * line.size and abs(before.size - line.size) < 0.6:
                steps[round(line.size)][round(step * 2) / 2] += 1
        return {size: counter.most_common(1)[0][0] for size, counter in steps.items()}

    def run(self) -> None:
        paragraphs: list[_Paragraph] = []
        open_text: _Paragraph | None = None
        held: list[_Paragraph] = []  # notes and captions that stand inside an unfinished paragraph
        for line in self.lines:
            if _LEADERS.search(line.text):
                self.builder.drop("contents", line.text)
                continue
            note = held[-1] if held else None
            if note and self._continues_note(note, line):
                note.lines.append(line)
                continue
            if self._starts_note(line, open_text):
                held.append(_Paragraph("note", [line]))
                continue
            if open_text and self._continues(open_text, line):
                open_text.lines.append(line)
                continue
            if open_text:
                paragraphs.append(open_text)
            paragraphs.extend(held)
            held = []
            open_text = _Paragraph(self._kind(line), [line])
        if open_text:
            paragraphs.append(open_text)
        self._emit([*paragraphs, *held])

    def _kind(self, line: Line) -> str:
        if line.cells:
            return "table"
        if _SYMBOL_BULLET.match(line.text):
            return "item"
        if _BULLET.match(line.text) and not self._stands_out(line):
            return "item"
        return "paragraph"

    def _stands_out(self, line: Line) -> bool:
        return line.size > LARGE * self.body or (line.bold and not self.body_bold)

    def _starts_note(self, line: Line, open_text: _Paragraph | None) -> bool:
        if open_text is None or line.cells:
            return False
        before = open_text.last
        if _CAPTION.match(line.text):
            moved = line.column != before.column or before.y - line.y > 1.6 * line.size
            return moved and not _FINISHED.search(before.text)
        if not _NOTE_MARK.match(line.text):
            return False
        if line.size < SMALL * self.body:
            return before.size > line.size or open_text.kind == "note"
        return (
            line.text[0] in "①②③④⑤⑥⑦⑧⑨⑩"
            and not _FINISHED.search(before.text)
            and line.column == before.column
            and (before.y - line.y > 1.5 * self._step(line))
        )

    def _continues_note(self, note: _Paragraph, line: Line) -> bool:
        before = note.last
        if _NOTE_MARK.match(line.text) and line.size < SMALL * self.body:
            return False
        return (
            line.column == before.column
            and abs(line.size - before.size) < 0.06 * before.size
            and 0 < before.y - line.y < 1.6 * self._step(line)
        )

    def _step(self, line: Line) -> float:
        return self.leading.get(round(line.size), 1.25 * line.size)

    def _continues(self, paragraph: _Paragraph, line: Line) -> bool:
        before = paragraph.last
        if paragraph.kind == "table" or line.cells:
            return False
        if abs(line.size - before.size) > 0.08 * before.size or self._kind(line) == "item":
            return False
        stands_out = before.bold and not self.body_bold
        if line.bold != before.bold and (stands_out or line.bold) and self._whole_bold(paragraph) != line.bold:
            return False
        if line.column != before.column:
            return self._continues_elsewhere(paragraph, line)
        step = before.y - line.y
        if step > 1.35 * self._step(line) or step < -0.5 * line.size:
            return False
        if paragraph.kind == "item" and line.x0 > paragraph.lines[0].x0 + 0.5 * line.size:
            return True
        if paragraph.kind == "paragraph" and line.x0 > line.left + 0.8 * line.size > before.x0 + 0.1:
            centred = abs((line.x0 + line.x1) - (line.left + line.right)) < line.size
            if not (centred and self._stands_out(line)):
                return False
        if self._stands_out(line) and numbered(line.text) and could_be_heading(line.text):
            return False
        return not self._room_left(before, line)

    def _whole_bold(self, paragraph: _Paragraph) -> bool:
        return all(line.bold for line in paragraph.lines)

    def _continues_elsewhere(self, paragraph: _Paragraph, line: Line) -> bool:
        """Tell whether a paragraph goes on in the next column or page."""
        before = paragraph.last
        if self._stands_out(line) or self._stands_out(before):
            return False
        if _FINISHED.search(before.text) and not _CONTINUES.match(line.text):
            return False
        if numbered(line.text) and could_be_heading(line.text) and has_han(line.text):
            return False
        indented = line.x0 > line.left + 0.8 * line.size
        return _CONTINUES.match(line.text) is not None or not indented

    def _room_left(self, before: Line, line: Line) -> bool:
        """Tell whether the first word of `line` would have fitted on the line before: a paragraph ended there."""
        if self._stands_out(line):
            return False
        room = before.right - before.x1
        if has_han(before.text[-1:]) or has_han(line.text[:1]):
            return room > 3.0 * line.size and (_FINISHED.search(before.text) is not None or room > 0.3 * _width(before))
        first = line.text.split(" ", 1)[0]
        needed = (len(first) + 1) * (line.x1 - line.x0) / max(1, len(line.text))
        ended = _FINISHED.search(before.text) is not None
        return room > needed + (0.5 if ended else 2.5) * line.size and (ended or room > 0.25 * _width(before))

    def _emit(self, paragraphs: list[_Paragraph]) -> None:
        headings: dict[int, tuple[float, int]] = {}
        for position, paragraph in enumerate(paragraphs):
            key = self._heading_key(paragraph)
            if key:
                headings[position] = key
        ranks = {key: rank for rank, key in enumerate(sorted(set(headings.values())), 1)}
        for position, paragraph in enumerate(paragraphs):
            if position in headings:
                text, pages = self._joined(paragraph)
                level = min(6, ranks[headings[position]])
                self.builder.add("heading", squeezed(text), level=level, pages=pages)
            elif paragraph.kind == "table":
                line = paragraph.lines[0]
                self.builder.add("table", " | ".join(line.cells), pages=((0, line.page),))
            else:
                if paragraph.kind == "item":
                    first = paragraph.lines[0]
                    first.text = _SYMBOL_BULLET.sub("", first.text)
                text, pages = self._joined(paragraph)
                self.builder.add(paragraph.kind, text, pages=pages)

    def _heading_key(self, paragraph: _Paragraph) -> tuple[float, int] | None:
        """Return (−size, depth of numbering) of a heading, None for another paragraph."""
        lines = paragraph.lines
        if paragraph.kind != "paragraph" or len(lines) > 4:
            return None
        text = " ".join(line.text for line in lines)
        size = round(max(line.size for line in lines) * 2) / 2
        depth = numbered(text) or 1
        if size >= LARGE * self.body and len(text) <= 200:
            if len(text) > 60 and re.search(r"[。；]|\.$", text):
                return None
            return (-size, depth) if re.search(r"[^\W\d_]", text) else None
        if size < SMALL * self.body or not could_be_heading(squeezed(text)) or len(lines) > 2:
            return None
        if all(line.bold for line in lines) and not self.body_bold:
            return (-size, depth)
        if standard(text) or (numbered(text) and len(lines) == 1 and lines[0].x1 < lines[0].right - 2 * size):
            return (-size, depth)
        return None

    def _joined(self, paragraph: _Paragraph) -> tuple[str, tuple[tuple[int, int], ...]]:
        first = paragraph.lines[0]
        text = first.text
        pages = [(0, first.page)]
        for line in paragraph.lines[1:]:
            text = join(text, line.text, self.words)
            if line.page != pages[-1][1]:
                pages.append((max(0, len(text) - len(line.text)), line.page))
        return text, tuple(pages)


def _width(line: Line) -> float:
    return max(1.0, line.right - line.left)
