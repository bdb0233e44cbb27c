"""Plain text: hard-wrapped lines joined, lists, footnotes and unmarked headings found by general rules."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from generator.corpus.readers import front_matter, wikitext
from generator.corpus.readers.boilerplate import lexicon
from generator.corpus.readers.decoding import Decoded, decode
from generator.corpus.readers.joining import join, vocabulary
from generator.corpus.readers.outline import could_be_heading, numbered, squeezed
from generator.corpus.readers.reading import Builder, Reading, unreadable
from generator.corpus.readers.structure import finish
from generator.language import notes

NAME = "text"
VERSION = 10

WINDOW = 10
"""Lines before and after from which the usual width around a line is taken."""
LONGEST = 20_000
"""Characters after which a paragraph ends at the next line."""
WIDE = 200
"""Columns above which a line is no hard-wrapped one."""
_PRIVATE = "[\ue000-\uf8ff\U000f0000-\U0010fffd]{1,6}"
_BULLET = re.compile(
    r"(\s*)(?:[•●○◦▪■◆◇►▶‣⁃∙·*+–—-]\s+|[•●▪■◆►▶](?=\S)|o\s{2,}(?=\S)"
    r"|(\(?(?:\d{1,2}|[a-zA-Z])[.)、．])(?!\d)\s*(?=\S)|([（(]\d{1,2}[）)])\s*(?=\S))"
)
_NOTE = re.compile(rf"\s*({notes.OPENING}|{_PRIVATE})\s*(?=\S)")
_SOURCE = re.compile(
    r"https?://|www\.|doi:|\b(?:19|20)\d\d\b.{0,40}(?:\d+\s*[-–]\s*\d+|\)|\])|\[(?:19|20)\d\d-\d\d|\b(?:vol|pp|no)\."
    r"|et al\b|[（(](?:19|20)\d\d|参见|详见|注[:：]|出版社|学报|第\s?\d+\s?期",
    re.IGNORECASE,
)
_FINISHED = re.compile(rf"[。！？!?.:：；;…][”’」』）)】》\"'\]]*(?:{notes.AFTER_END}|{_PRIVATE})*$")
_OPEN_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_ADDRESS_GOES_ON = re.compile(r"\s?[\w%~-]+(?:[./?=&_-][\w%~-]*)+(?:\s|$)|\s?\w{3,}\.$", re.ASCII)
_INDENT = re.compile(r"(?:\u3000{2}|\t| {2,})\S")
_UNDERLINE = re.compile(r"(={3,}|-{3,}|~{3,})\s*$")
_ATX = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*$")
_RULE = re.compile(r"[\s\-=_*~·—–─━]{3,}$")
_MARK_IN_TEXT = r"(?<=[^\s。；;：:，,、]){mark}(?=\s?[，。；：、！？,.;:!?”）)]|\s*$)"


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a plain text file."""
    decoded = decode(data, name)
    head = front_matter.split(decoded.text, name)
    return of(head.body, head.metadata, decoded)


def of(body: str, found: dict[str, str], decoded: Decoded) -> Reading:
    """Return the reading of a plain text, front matter taken off; `found` are its metadata."""
    builder = Builder()
    named = wikitext.is_one(body)
    if named:
        told = wikitext.plain(body)
        builder.dropped += told.dropped
        body = told.text
    lines = _lines(body)
    _Text(lines, builder, vocabulary(body)).run()
    damaged = unreadable(body)
    return finish(builder, reader=version(), metadata=found, damaged=damaged, decoded=decoded, named=named)


@dataclass(slots=True)
class _Line:
    text: str
    """Without white space at its end, form feeds removed."""
    width: int
    """Columns, a wide character counting two."""
    blank_before: bool
    page_start: bool
    trailing: bool
    """True when white space followed it: the wrapped words stay apart."""
    usual: int = 0
    """Columns that the lines around it fill."""

    @property
    def full(self) -> bool:
        """Tell whether the line reaches to where its neighbours end."""
        return self.width >= 0.8 * self.usual

    @property
    def finished(self) -> bool:
        return _FINISHED.search(self.text) is not None


def _quoted(rows: list[str]) -> list[bool]:
    """Tell of each line whether “>” before it, and before a neighbour, marks a quotation and is no sign."""
    marked = [re.match(r"(?:> ?)+(?=$|[^\s>\d=])", row) is not None for row in rows]
    return [
        one and (before or after)
        for before, one, after in zip([False, *marked], marked, [*marked[1:], False], strict=False)
    ]


def _lines(body: str) -> list[_Line]:
    lines: list[_Line] = []
    blank = page = False
    rows = body.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").split("\n")
    for raw, quoted in zip(rows, _quoted(rows), strict=True):
        if "\f" in raw:
            page = True
            raw = raw.replace("\f", "")
        text = raw.rstrip()
        if quoted:
            text = re.sub(r"^(?:> ?)+", "", text)
        if not text.strip():
            blank = True
            continue
        width = sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text.strip())
        lines.append(_Line(text, width, blank, page, raw != text))
        blank = page = False
    for position, line in enumerate(lines):
        around = sorted(other.width for other in lines[max(0, position - WINDOW) : position + WINDOW + 1])
        line.usual = around[int(0.7 * (len(around) - 1))] if around else 0
    return lines


class _Text:
    """Turns lines into elements."""

    def __init__(self, lines: list[_Line], builder: Builder, words: set[str]) -> None:
        self.lines = lines
        self.builder = builder
        self.words = words
        self.indented = sum(line.text.startswith("\u3000") for line in lines) >= 0.3 * len(lines)
        self.airy = _is_airy(lines) and _is_wrapped(lines, airy=True)
        self.wrapped = self.airy or _is_wrapped(lines, airy=False)
        self.kind = ""
        self.text = ""
        self.level = 0
        self.last: _Line | None = None
        self.indents: list[int] = []
        self.notes: list[str] = []
        self.marks: list[str] = []
        self.note_open: _Line | None = None

    def run(self) -> None:
        position = 0
        while position < len(self.lines):
            position += self._take(position)
        self._close()
        self._flush_notes()
        self._strip_marks()

    def _take(self, position: int) -> int:
        """Handle the line at `position`; return how many lines that used."""
        line = self.lines[position]
        text = line.text
        following = self.lines[position + 1] if position + 1 < len(self.lines) else None
        if _RULE.match(text) and len(set(text.strip())) <= 2:
            self._close()
            return 1
        if following and _UNDERLINE.match(following.text) and not following.blank_before and line.width <= 120:
            self._heading(text, 1 if following.text.startswith("=") else 2)
            return 2
        marked = _ATX.match(text)
        if marked:
            self._heading(marked[2], len(marked[1]))
            return 1
        if self._is_note(line, position):
            return 1
        bullet = _BULLET.match(text)
        # a number that opens a line in the middle of a sentence is no list mark
        if bullet and self._starts_item(line, bullet, following):
            self._close()
            self.kind, self.text, self.last = "item", text[bullet.end() :], line
            self.level = self._depth(len(bullet[1].expandtabs(4)))
            return 1
        if self._is_heading(line, following):
            self._heading(text, 0)
            return 1
        if self.text and len(self.text) < LONGEST and self._continues(line):
            before = self.text + (" " if self.last and self.last.trailing else "")
            self.text = join(before, text, self.words)
        else:
            self._close()
            self.kind, self.text = "paragraph", text.strip()
        self.last = line
        return 1

    # -- what a line is

    def _starts_item(self, line: _Line, bullet: re.Match[str], following: _Line | None) -> bool:
        if not self.text or self.last is None:
            return not self._numbered_heading(line, following)
        if (line.blank_before and not self.airy) or self.last.finished or not self.last.full:
            return not self._numbered_heading(line, following)
        return not bullet[2] and not bullet[3] and self.kind == "item"

    def _numbered_heading(self, line: _Line, following: _Line | None) -> bool:
        """Tell whether a numbered line is followed by text and not by the next number: a heading, not an item."""
        text = line.text.strip()
        if following is None or not text[:1].isdecimal() or numbered(text) is None or not could_be_heading(text):
            return False
        match = _BULLET.match(following.text)
        if line.blank_before and following.blank_before and match and not match[2]:
            return True
        return not match and (following.blank_before or not self.wrapped) and following.width > line.width

    def _is_heading(self, line: _Line, following: _Line | None) -> bool:
        text = squeezed(line.text.strip())
        if following is None or not could_be_heading(text):
            return False
        depth = numbered(text)
        ready = not self.text or self.last is None or self.last.finished or not self.last.full or self.kind == "item"
        ready = ready or (line.blank_before and not self.airy)
        if depth is not None:
            clear = line.blank_before or self.airy or (self.last is not None and self.last.finished)
            return ready and (clear or not self.text) and line.width < max(90, 0.9 * line.usual)
        if self.airy:
            return False  # every line stands alone: only a number tells a heading from a wrapped line
        apart = line.blank_before or not self.text
        if _is_byline(line):
            return False
        alone = following.blank_before or _is_byline(following)
        return ready and apart and alone

    def _continues(self, line: _Line) -> bool:
        before = self.last
        if before is None or self.kind not in ("paragraph", "item"):
            return False
        if line.blank_before and not self.airy:
            # a sentence cut by a page break goes on after the blank line
            return self.wrapped and line.page_start and not before.finished and before.full
        if not self.wrapped and self.indented and not line.text.startswith("\u3000"):
            return True  # in a text whose paragraphs are indented this is a further line
        if not self.wrapped:
            indented = self.kind == "item" and line.text[:1].isspace()
            return indented and not line.blank_before
        if _INDENT.match(line.text) and not _INDENT.match(before.text) and before.finished and not line.page_start:
            return self.kind == "item"
        if before.full:
            return True
        return not before.finished

    # -- notes

    def _is_note(self, line: _Line, position: int) -> bool:
        """Take a footnote, or a further line of one, out of the running text."""
        match = _NOTE.match(line.text)
        if self.note_open is not None:
            if match and self._looks_like_note(match, position):
                return self._open_note(line, match)
            if self._continues_note(line):
                self.notes[-1] = join(self.notes[-1] + (" " if self.note_open.trailing else ""), line.text, self.words)
                self.note_open = line
                return True
            self.note_open = None
            return False
        if not match or not self._looks_like_note(match, position):
            return False
        cut = self.text and self.last is not None and not self.last.finished
        source = any(_SOURCE.search(other.text) for other in self.lines[position : position + 2])
        if (cut and match[1] not in "*") or (source and (self._referred(match[1]) or match[1][0] in "①②③④⑤⑥⑦⑧⑨⑩")):
            return self._open_note(line, match)
        return False

    def _looks_like_note(self, match: re.Match[str], position: int) -> bool:
        mark = match[1]
        if mark[0] in "*†‡":
            return self.note_open is not None or any(mark in line.text for line in self.lines[:position])
        return True

    def _referred(self, mark: str) -> bool:
        return re.search(_MARK_IN_TEXT.format(mark=re.escape(mark)), self.text) is not None or any(
            mark in element.text for element in self.builder.elements[-40:]
        )

    def _open_note(self, line: _Line, match: re.Match[str]) -> bool:
        self.notes.append(line.text[match.end() :])
        self.marks.append(match[1])
        self.note_open = line
        return True

    def _continues_note(self, line: _Line) -> bool:
        note, before = self.notes[-1].rstrip(), self.note_open
        if line.page_start or before is None or _BULLET.match(line.text):
            return False
        if _OPEN_ADDRESS.search(note) and _ADDRESS_GOES_ON.match(line.text):
            return True
        finished = note.endswith((".", "。"))
        if line.text.lstrip()[:1] in "([（" and _SOURCE.search(line.text):
            return True
        if finished or before.width < 0.7 * max(before.usual, line.width):
            return False
        # notes run across the page, the text of a column does not
        return not (self.airy and before.width > 1.4 * line.width and line.full)

    def _flush_notes(self) -> None:
        for note in self.notes:
            self.builder.add("note", note)
        self.notes = []
        self.note_open = None

    def _strip_marks(self) -> None:
        """Remove the marks that refer to notes from the text; marks of lists stay."""
        from dataclasses import replace

        if not self.marks:
            return
        strange = re.compile(_MARK_IN_TEXT.format(mark=_PRIVATE))  # glyphs of numbers whose notes are not in the text
        known = {mark for mark in self.marks if mark[0] not in "*["}
        for position, element in enumerate(self.builder.elements):
            if element.kind != "note":
                text = strange.sub("", notes.without(element.text, only=known))
                if text != element.text:
                    self.builder.elements[position] = replace(element, text=text)

    # -- what is done with it

    def _depth(self, indent: int) -> int:
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        return len(self.indents) - 1

    def _heading(self, text: str, level: int) -> None:
        self._close()
        self.builder.add("heading", squeezed(text.strip()), level=level)
        self.last = None
        self.indents = []

    def _close(self) -> None:
        if self.text:
            if self.kind == "item":
                self.builder.add("item", self.text, level=self.level)
            else:
                self.indents = []
                self.builder.add("paragraph", self.text)
        self._flush_notes()
        self.kind, self.text, self.last = "", "", None


def _is_byline(line: _Line) -> bool:
    return any(pattern.search(line.text.strip()) for pattern in lexicon().credits)


def _is_wrapped(lines: list[_Line], airy: bool) -> bool:
    """Tell whether the lines were cut at a width: most that another follows end in the middle of a sentence."""
    followed = [
        line
        for line, following in zip(lines, lines[1:], strict=False)
        if (airy or not following.blank_before)
        and not _BULLET.match(following.text)
        and not _RULE.match(following.text)
    ]
    if len(followed) < 2 or any(line.width > WIDE for line in followed[:2000]):
        return False
    return sum(1 for line in followed if line.full and not line.finished) >= 0.4 * len(followed)


def _is_airy(lines: list[_Line]) -> bool:
    """Tell whether a blank line follows nearly every line: blank lines then mean nothing."""
    return len(lines) >= 12 and sum(line.blank_before for line in lines) >= 0.7 * len(lines)
