"""AsciiDoc, by a small reader of its blocks; `asciidoc_inline` takes the marks off a line.

Of the parsers in Python one is unfinished, and the others make HTML of it. What counts here is which
lines are text, code, quotation or none: nothing is included, nothing evaluated.
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.corpus.readers import asciidoc_inline, metadata
from generator.corpus.readers.decoding import decode
from generator.corpus.readers.joining import joined
from generator.corpus.readers.reading import Builder, Reading, unreadable
from generator.corpus.readers.structure import finish
from generator.corpus.readers.tables import MOST, Cell, Grid

NAME = "asciidoc"
VERSION = 3

_ATTRIBUTE = re.compile(r":(!?[\w-]+!?):(?:[ \t]+(.*?))?[ \t]*$")
_CONDITION = re.compile(r"(ifdef|ifndef|ifeval|endif)::([^\[]*)\[(.*)\][ \t]*$")
_SECTION = re.compile(r"(={1,6}|#{1,6})[ \t]+(\S.*)$")
_MACRO = re.compile(r"(?:include|image|video|audio|toc|anchor|indexterm2?)::?[^\s\[]*\[.*\][ \t]*$")
_LIST = re.compile(r"[ \t]*(?:(\*{1,5}|-|\.{1,5})|(?:\d+|[a-zA-Z])\.)[ \t]+(\S.*)$")
_TERM = re.compile(r"[ \t]*(?!//)(\S.*?)(?:::{1,3}|;;)(?:[ \t]+(\S.*))?$")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_DELIMITER = re.compile(r"(-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|--|`{3,}\w*|[|,:!]===)[ \t]*$")
_BLOCK_LINE = re.compile(r"\[([^\[\]]*|\[[^\]]*\])\][ \t]*$")
_REVISION = re.compile(r"(?:v[\w.]+,?\s*)?((?:19|20)\d\d-\d\d(?:-\d\d)?).*|v\d[\w.]*.*$")
_MATH = ("stem", "latexmath", "asciimath")
_CALLOUT = re.compile(r"<(?:\d+|\.)>[ \t]+")
_SPEC = r"(?:(?P<columns>\d+)?(?:\.(?P<rows>\d+))?\+|\d+\*)?(?:[<^>](?:\.[<^>])?|\.[<^>])?(?P<style>[a-z])?(?<!\\)\|"
_CELL = re.compile(rf"(?:^|(?<=\s)){_SPEC}", re.MULTILINE)


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read an AsciiDoc file."""
    decoded = decode(data, name)
    text = decoded.text
    walk = _Walk()
    raw, lines = _header(walk.preprocessed(text.replace("\r\n", "\n").split("\n")))
    raw = {**{key.removeprefix("page-"): value for key, value in walk.attributes.items()}, **raw}
    metadata.refuse_draft(raw, name)
    found = metadata.known(raw)
    metadata.check(found, name)
    walk.blocks(lines)
    for note in walk.notes:
        walk.builder.add("note", note)
    return finish(walk.builder, reader=version(), metadata=found, damaged=unreadable(text), decoded=decoded)


def _header(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return what the head of a document says below its title, and the lines without that."""
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not lines[start:] or not re.match(r"[=#][ \t]+\S", lines[start]):
        return {}, lines
    found: dict[str, str] = {}
    end = start + 1
    if end < len(lines) and re.match(r"[^\W\d_][^.:,=|]*(?:<[^>]+>)?(?:; .*)?$", lines[end]):
        found["author"] = ", ".join(re.sub(r"\s*<[^>]*>", "", one).strip() for one in lines[end].split(";"))
        end += 1
        revision = _REVISION.match(lines[end]) if end < len(lines) else None
        if revision:
            found["date"] = revision[1] or ""
            end += 1
    return found, lines[: start + 1] + lines[end:]


@dataclass(slots=True)
class _Walk:
    builder: Builder = field(default_factory=Builder)
    notes: list[str] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)

    # -- lines

    def preprocessed(self, lines: list[str]) -> list[str]:
        """Return the lines that count: attributes noted, conditions decided, comments and included files left out."""
        kept: list[str] = []
        hidden: list[bool] = []
        fence = ""
        for line in lines:
            condition = _CONDITION.match(line)
            if condition:
                self._condition(condition, hidden, kept)
            elif any(hidden):
                self.builder.drop("condition not met", line)
            elif fence in ("", "////") and re.match(r"/{4,}[ \t]*$", line):
                fence = "" if fence else "////"
            elif fence == "////":
                self.builder.drop("comment", line)
            elif re.match(r"(?:-{4,}|\.{4,}|`{3,}\w*)[ \t]*$", line) and fence in ("", line.strip()[:3]):
                fence = "" if fence else line.strip()[:3]
                kept.append(line)
            elif fence:
                kept.append(line)
            elif re.match(r"//(?!/)", line):
                self.builder.drop("comment", line[2:])
            elif attribute := _ATTRIBUTE.match(line):
                self.attributes[attribute[1].strip("!")] = attribute[2] or ""
            else:
                kept.append(line)
        return kept

    def _condition(self, match: re.Match[str], hidden: list[bool], kept: list[str]) -> None:
        kind, names, inner = match.groups()
        if kind == "endif":
            del hidden[-1:]
            return
        known = any(name in self.attributes for name in re.split(r"[,+]", names))
        met = kind != "ifeval" and known == (kind == "ifdef")
        if inner and kind != "ifeval":
            if met and not any(hidden):
                kept.append(inner)
        else:
            hidden.append(not met)

    def line(self, *lines: str) -> str:
        """Return the text of the lines of a block without its marks."""
        plain = asciidoc_inline.plain("\n".join(lines), self.attributes)
        self.notes += plain.notes
        self.builder.dropped += plain.dropped
        return joined(plain.text)

    # -- blocks

    def blocks(self, lines: list[str], kind: str = "paragraph") -> None:
        at, style = 0, ""
        while at < len(lines):
            line = lines[at]
            marked = _BLOCK_LINE.match(line)
            if not line.strip() or line.strip() in ("+", "<<<", "'''", "---", "***"):
                at += 1
                style = style if line.strip() else ""
            elif marked:
                style, at = marked[1] if not marked[1].startswith("[") else style, at + 1
            else:
                at += self._block(lines, at, style, kind)
                style = ""

    def _block(self, lines: list[str], at: int, style: str, kind: str) -> int:
        """Handle the block that begins at a line; return how many lines that used."""
        line = lines[at]
        first = _first(style)
        if delimiter := _DELIMITER.match(line):
            return self._delimited(lines, at, delimiter[1], style, kind)
        if section := _SECTION.match(line):
            self.builder.add("heading", self.line(section[2]), level=len(section[1]))
            return 1
        if re.match(r"\.[^\s.]", line):
            self._title(self.line(line[1:]))
            return 1
        if _MACRO.match(line):
            self.builder.drop("embedded file", line)
            return 1
        if _LIST.match(line):
            return self._list(lines, at)
        if (term := _TERM.match(line)) and not line[:1].isspace():
            return self._term(lines, at, term)
        end = _paragraph_end(lines, at)
        if _CALLOUT.match(line):
            self.builder.drop("remark on code", "\n".join(lines[at:end]))
        elif first in ("source", "listing", "literal") or line[:1] in " \t":
            self.builder.add("code", "\n".join(lines[at:end]))
        elif first in _MATH:
            self.builder.add("paragraph", f"$$ {' '.join(lines[at:end])} $$")
        elif first in ("pass", "comment"):
            self.builder.drop("passed through" if first == "pass" else "comment", "\n".join(lines[at:end]))
        else:
            quoted = first in ("quote", "verse") or kind == "quote"
            text = [_ADMONITION.sub("", line, count=1), *lines[at + 1 : end]]
            self.builder.add("quote" if quoted else kind, self.line(*text))
        return end - at

    def _title(self, words: str) -> None:
        if re.search(r"[.。!！?？]$", words):
            self.builder.add("paragraph", words)
        else:
            self.builder.drop("title of a block", words)

    def _delimited(self, lines: list[str], at: int, mark: str, style: str, kind: str) -> int:
        fence = "```" if mark.startswith("```") else mark
        end = at + 1
        while end < len(lines) and lines[end].rstrip() != fence:
            end += 1
        inner = lines[at + 1 : end]
        first = _first(style)
        if mark[1:] == "===" and mark[0] in "|,:!":
            self._table(inner, mark[0], style)
        elif mark[0] == "+":
            if first in _MATH:
                self.builder.add("paragraph", f"$$ {' '.join(' '.join(inner).split())} $$")
            else:
                self.builder.drop("passed through", "\n".join(inner))
        elif mark[0] in ".`" or (mark[0] == "-" and (len(mark) > 2 or first in ("source", "listing"))):
            self.builder.add("code", "\n".join(inner))
        elif first == "comment":
            self.builder.drop("comment", "\n".join(inner))
        else:
            self.blocks(inner, "quote" if mark[0] == "_" or first in ("quote", "verse") else kind)
        return end + 1 - at

    def _list(self, lines: list[str], at: int) -> int:
        """Add the items of a list; a mark that was met before returns to its depth."""
        marks: list[str] = []
        position = at
        while position < len(lines) and (item := _LIST.match(lines[position])):
            mark = item[1] or "1."
            if mark not in marks:
                marks.append(mark)
            del marks[marks.index(mark) + 1 :]
            end = position + 1
            while end < len(lines) and lines[end].strip() and not _begins(lines[end]):
                end += 1
            self._item([item[2], *lines[position + 1 : end]], len(marks) - 1)
            position = self._attached(lines, end)
        return position - at

    def _item(self, lines: list[str], depth: int) -> None:
        box = re.match(r"\[([ xX*])\][ \t]+", lines[0])
        text = self.line(lines[0][box.end() :] if box else lines[0], *(line.strip() for line in lines[1:]))
        if box and box[1] == " ":
            self.builder.drop("open task", text)
        else:
            self.builder.add("item", text, level=depth)

    def _attached(self, lines: list[str], at: int) -> int:
        """Handle the blocks that a + joins to an item; return the position of the next line that counts."""
        while at < len(lines) and lines[at].strip() == "+":
            style, at = "", at + 1
            while at < len(lines) and (marked := _BLOCK_LINE.match(lines[at])):
                style, at = marked[1], at + 1
            if at < len(lines) and lines[at].strip():
                at += self._block(lines, at, style, "paragraph")
        following = next((n for n in range(at, len(lines)) if lines[n].strip()), len(lines))
        return following if following < len(lines) and _LIST.match(lines[following]) else at

    def _term(self, lines: list[str], at: int, match: re.Match[str]) -> int:
        self.builder.add("paragraph", self.line(match[1]).rstrip(":：") + ":")
        end = at + 1
        while not match[2] and end < len(lines) and not lines[end].strip():
            end += 1
        if not match[2] and end < len(lines) and _LIST.match(lines[end]):
            return end - at
        start = end
        while end < len(lines) and lines[end].strip() and not _begins(lines[end]) and not _TERM.match(lines[end]):
            end += 1
        text = [match[2] or "", *(line.strip() for line in lines[start:end])]
        self.builder.add("item", self.line(*filter(None, text)))
        return self._attached(lines, end) - at

    def _table(self, lines: list[str], mark: str, style: str) -> None:
        first = next((number for number, line in enumerate(lines) if line.strip()), 0)
        headed = (
            "header" in style
            or "%h" in style
            or ("noheader" not in style and first + 1 < len(lines) and not lines[first + 1].strip() and first == 0)
        )
        grid = Grid()
        for number, row in enumerate(_rows(lines, mark, style)):
            heads = headed and number == 0
            cells = [Cell(text=self.line(text), heads=heads, columns=wide, rows=high) for text, wide, high in row]
            self.builder.row(*grid.row(cells))


def _first(style: str) -> str:
    """Return what a line of attributes says a block is: "source" of [source%linenums,python]."""
    return re.split(r"[,%#.]", style)[0].strip().lower()


def _begins(line: str) -> bool:
    """Tell whether a line begins a block of its own, so that it does not go on with the one above."""
    return bool(
        line.strip() == "+" or _LIST.match(line) or _DELIMITER.match(line) or _BLOCK_LINE.match(line)
        or _MACRO.match(line) or (_TERM.match(line) and not line[:1].isspace())
    )  # fmt: skip


def _paragraph_end(lines: list[str], at: int) -> int:
    end = at + 1
    while (
        end < len(lines)
        and lines[end].strip()
        and not (lines[end].strip() == "+" or _DELIMITER.match(lines[end]) or _BLOCK_LINE.match(lines[end]))
    ):
        end += 1
    return end


def _rows(lines: list[str], mark: str, style: str) -> list[list[tuple[str, int, int]]]:
    """Return the rows of a table as (text, columns, rows) of their cells."""
    if mark in ",:" or "format=csv" in style or "format=dsv" in style:
        parted = csv.reader((line for line in lines if line.strip()), delimiter=":" if mark == ":" else ",")
        return [[(cell.strip(), 1, 1) for cell in row] for row in parted]
    text = "\n".join(lines)
    found = list(_CELL.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    cells = [
        (text[match.end() : end].replace("\\|", "|").strip(), int(match["columns"] or 1), int(match["rows"] or 1))
        for match, end in zip(found, ends, strict=True)
    ]
    opening = next((line for line in lines if line.strip()), "")
    wide = _columns(style) or sum(int(match["columns"] or 1) for match in _CELL.finditer(opening)) or 1
    rows: list[list[tuple[str, int, int]]] = []
    left: list[int] = []  # columns that cells from above take up, for each row to come
    for cell in cells:
        taken = left[0] if left else 0
        if not rows or sum(other[1] for other in rows[-1]) + taken >= wide:
            rows.append([])
            left = left[1:] if len(rows) > 1 else left
        rows[-1].append(cell)
        for further in range(1, min(cell[2], MOST)):
            left += [0] * (further + 1 - len(left))
            left[further] += cell[1]
    return rows


def _columns(style: str) -> int:
    spec = re.search(r"cols=(?:\"([^\"]*)\"|(\S+))", style)
    if not spec:
        return 0
    parts = [part.strip() for part in re.split(r"[,;]", spec[1] or spec[2])]
    return sum(int(times[1]) if (times := re.match(r"(\d+)\*", part)) else 1 for part in parts)
