"""Lines to paragraphs, and which of them are headings, items, notes and rows of tables."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from generator.corpus.readers.boilerplate import bare
from generator.corpus.readers.joining import join, vocabulary
from generator.corpus.readers.layout import heads
from generator.corpus.readers.layout.geometry import Line
from generator.corpus.readers.outline import could_be_heading, numbered, squeezed, standard
from generator.corpus.readers.reading import Builder
from generator.language import notes
from generator.language.text import has_han

SMALL = 0.93
"""Size of a note's letters, as a share of the body's, at most."""
LARGE = 1.09
"""Size of a heading's letters, as a share of the body's, at least."""
LONGEST_ROW = 400
"""Characters of a row with leaders, at most."""

_BULLET = re.compile(r"^(?:[•●○◦▪■□◆◇►▶‣⁃∙·\uf0b7\uf0a7\uf06e\u2013\u2014*-]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
_SYMBOL_BULLET = re.compile(r"^[•●○◦▪■□◆◇►▶‣⁃∙·\uf0b7\uf0a7\uf06e\u2013\u2014*-]\s+(?=\S)")
_NOTE_MARK = re.compile(rf"^(?:{notes.OPENING}|\d{{1,3}}(?=\s|[A-Z]))\s*")
_CAPTION = re.compile(r"^(?:(?:Figure|Fig\.|Table|Listing|Algorithm)\s*\d+|[图表]\s?\d+(?:[-.]\d+)?)[\s:：.、]")
_LEADERS = re.compile(r"^(?P<label>.*?\S)?\s*(?:(?:[.·_]\s?){5,}|…{2,}|(?:\.\s){4,})\s*(?P<value>\S.{0,40}?)?\s*$")
_CONTENTS = re.compile(
    r"(?:table of |detailed )?contents?|(?:list of )?(?:figures|tables)|index|目录|目錄|目次|inhalt(?:sverzeichnis)?"
    r"|table des matières|sommaire|índice|indice|sumário|содержание|оглавление"
)
_CONTENTS_FIGURE = re.compile(r"(?:\d{1,4}|[ivxlc]{1,7}|[A-Z]-\d{1,3})", re.IGNORECASE)
_BROKEN = re.compile(r"\w[-\u2010\u00ad–—]$")
_FINISHED = re.compile(rf"[。！？!?.:：；;…][”’」』）)】\"'\]]*(?:{notes.AFTER_END})*$")
_CONTINUES = re.compile(r"^[a-z,，。、；：）)”’]")


@dataclass(slots=True)
class _Paragraph:
    kind: str
    lines: list[Line]

    @property
    def last(self) -> Line:
        return self.lines[-1]


class Paragraphs:
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
        for line in self._without_contents():
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

    def _without_contents(self) -> list[Line]:
        """Return the lines but for those of a table of contents; a form's rows with leaders become label and value.

        A table of contents is announced, or most of its entries stand in the text again. A file that holds nothing
        else keeps it.
        """
        entries = [_LEADERS.match(line.text) if len(line.text) < LONGEST_ROW else None for line in self.lines]
        wanted = [bool(m and m["label"] and m["value"] and _CONTENTS_FIGURE.fullmatch(m["value"])) for m in entries]
        others = {bare(line.text) for line, entry in zip(self.lines, entries, strict=True) if not entry}
        listed: set[int] = set()
        for block in _blocks(wanted):
            above = (line.text.strip(" :：").casefold() for line in self.lines[max(0, block[0] - 4) : block[0]])
            told = any(map(_CONTENTS.fullmatch, above))
            again = sum(bare(entries[i]["label"]) in others for i in block)
            listed.update(block if told or again >= 0.5 * len(block) else ())
        if sum(not entry for entry in entries) < 3 and listed:
            listed = set()
        for position in sorted(listed):
            self.builder.drop("contents", self.lines[position].text)
        for line, entry in zip(self.lines, entries, strict=True):
            if entry and entry["label"]:
                line.cells = (entry["label"].rstrip(" ."), entry["value"]) if entry["value"] else ()
                line.text = " ".join(filter(None, (entry["label"], entry["value"])))
        return [line for position, line in enumerate(self.lines) if position not in listed]

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
        if self._stands_out(line) or _BROKEN.search(before.text):
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
        rows = _rows(paragraphs)
        for position, paragraph in enumerate(paragraphs):
            if position in headings:
                text, pages = self._joined(paragraph)
                level = min(6, ranks[headings[position]])
                self.builder.add("heading", squeezed(text), level=level, pages=pages)
            elif paragraph.kind == "table":
                head, cells = rows[position]
                self.builder.row(head, cells, pages=((0, paragraph.lines[0].page),))
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


def _rows(paragraphs: list[_Paragraph]) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the heads and cells of each row of a table; rows that follow each other in a column are one table."""
    found: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    table: list[int] = []
    for position, paragraph in enumerate([*paragraphs, None]):
        line = paragraph.lines[0] if paragraph and paragraph.kind == "table" else None
        if table and (line is None or line.column != paragraphs[table[-1]].last.column):
            rows = heads.headed([paragraphs[row].lines[0] for row in table])
            found.update(zip(table, rows, strict=True))
            table = []
        if line:
            table.append(position)
    return found


def _blocks(wanted: list[bool]) -> list[list[int]]:
    """Return the positions of entries in blocks: with at most two other lines between them."""
    blocks: list[list[int]] = []
    for position, entry in enumerate(wanted):
        if not entry:
            continue
        if blocks and position - blocks[-1][-1] <= 3:
            blocks[-1].append(position)
        else:
            blocks.append([position])
    return blocks


def _width(line: Line) -> float:
    return max(1.0, line.right - line.left)
