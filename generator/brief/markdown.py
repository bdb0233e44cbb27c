"""The Markdown of a brief: the few forms of a line that it has, written in one way and read in all that mean the same.

Editors and formatters align tables, exchange list markers and underline headings; none of it changes a brief.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Text is data: these would make Markdown of it. A full stop after leading digits would make a list.
_SPECIAL = re.compile(r"[\\`*<\[&~]|(?<!\w)_|_(?!\w)")
_LINE_START = re.compile(r"^(\d*)([#>|=](?<!\d.)|[-+](?<!\d.)(?=\s|-|$)|(?<=\d)[.)](?=\s|$))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A backslash before any mark of ASCII stands for that mark."""
_CLOSING = re.compile(r"(?<!\S)#+$")

_HEADING = re.compile(r"(#{1,3})(?:\s+(.*?))?(?:\s+#+)?")
_ITEM = re.compile(r"[-*+]\s+(\S.*)")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+(\S.*)")
_BREAK = re.compile(r"([-*_])(?:\s*\1){2,}")
"""A line that only parts what is above from what is below."""
_UNDERLINE = re.compile(r"=+|-{2,}")
_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?")
_CELL = re.compile(r"((?:[^|\\]|\\.)*)\|")
_BLOCK = re.compile(r"\s*(?:#{1,6}(?!\S)|[-*+](?!\S)|\d{1,3}[.)](?=\s)|>|\||```|~~~)")
"""What opens a heading, a list, a quotation, a table or code."""
_EDGE = re.compile(r"^[#*+|-]+|[#|]+$")
_LEVELS = ("title", "section", "heading")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the body, or a blank one."""

    number: int
    """Line in the file, from 1."""
    kind: str
    """"title" (#), "section" (##), "heading" (###), "bullets", "table", "paragraph" or "blank"."""
    text: str
    """Without the marks of its kind; still escaped, in a table with its pipes. Headings are unescaped."""
    rules: tuple[int, ...] = ()
    """Numbers of lines that only underline it."""


# --- writing


def opens_block(line: str) -> bool:
    """Tell whether someone who wrote this line by hand meant a heading, a list, a quotation, a table or code."""
    return _BLOCK.match(line) is not None


def escape(text: str) -> str:
    """Return text on one line, so that Markdown makes nothing of it."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def heading(text: str) -> str:
    """Return the text of a heading, escaped."""
    return closed(escape(text))


def closed(said: str) -> str:
    """Return an escaped heading, whose last words Markdown shall not take for closing marks."""
    return _CLOSING.sub(lambda match: "\\#" * len(match[0]), said)


def paragraph(said: str) -> str:
    """Return an escaped line of a paragraph, so that its start makes no other block of it."""
    return _LINE_START.sub(r"\1\\\2", said)


def table_row(cells: Iterable[str]) -> str:
    """Return the row of a table of escaped cells."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def table_rule(columns: int) -> str:
    """Return the line below the head of a table."""
    return "|" + " --- |" * columns


# --- reading


def unescape(text: str) -> str:
    """Return text as it reads, without the backslashes of Markdown, each run of space one space."""
    return " ".join(_ESCAPED.sub(r"\1", text).split())


def lines(body: Sequence[tuple[int, str]]) -> Iterator[Line]:
    """Yield the lines of a body, given with their numbers; an underline belongs to the line above it."""
    bare = [(number, re.sub(r"^ {1,3}(?=\S)", "", line)) for number, line in body]
    position, above = 0, "blank"
    while position < len(bare):
        line = _line(bare, position, above)
        yield line
        above = line.kind
        position += 1 + len(line.rules)


def _line(bare: Sequence[tuple[int, str]], position: int, above: str) -> Line:
    number, text = bare[position]
    below = bare[position + 1][1] if position + 1 < len(bare) else ""
    if not text or (above == "blank" and _BREAK.fullmatch(text)):
        return Line(number=number, kind="blank", text="")
    if match := _HEADING.fullmatch(text):
        return Line(number=number, kind=_LEVELS[len(match[1]) - 1], text=_titled(len(match[1]), match[2] or ""))
    if above == "table" and _piped(text):
        return Line(number=number, kind="table", text=text)
    if match := _ITEM.fullmatch(text):
        return Line(number=number, kind="bullets", text=match[1])
    if _piped(text) and _RULE.fullmatch(below) and len(cells(below)) == len(cells(text)):
        return Line(number=number, kind="table", text=text, rules=(number + 1,))
    if above == "blank" and _UNDERLINE.fullmatch(below):
        return Line(number=number, kind=_LEVELS[below[0] == "-"], text=unescape(text), rules=(number + 1,))
    if match := _NUMBERED.fullmatch(text):
        return Line(number=number, kind="bullets", text=match[1])
    return Line(number=number, kind="paragraph", text=text)


def _titled(level: int, text: str) -> str:
    """Return the text of a heading; the sentence of a ### line is unescaped with its citations."""
    return text if level == len(_LEVELS) else unescape(text)


def _piped(text: str) -> bool:
    return bool(_CELL.match(text.removeprefix("|")))


def cells(row: str) -> list[str]:
    """Return the cells of a row, still escaped, but for their pipes; the outer pipes may be missing."""
    inner = row.removeprefix("|")
    found = _CELL.findall(inner)
    rest = inner[sum(len(cell) + 1 for cell in found) :]
    return [cell.strip().replace("\\|", "|") for cell in (*found, *([rest] if rest.strip() else []))]


def runs(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield the lines that make one block: of one kind, without a blank line between.

    Items with blank lines between are one list. Each table has one head, each heading stands for itself.
    """
    run: list[Line] = []
    parted = False
    for line in lines:
        if line.kind in ("blank", "title"):
            parted = True
            continue
        same = bool(run) and run[-1].kind == line.kind and line.kind != "heading" and not line.rules
        if run and not (same and (not parted or line.kind == "bullets")):
            yield tuple(run)
            run = []
        run.append(line)
        parted = False
    if run:
        yield tuple(run)


def marked(line: str) -> str:
    """Return a line of a list with the mark that it is written with, whatever mark or number it has."""
    return re.sub(r"^ {0,3}\d{1,3}[.)](?=\s)", "-", line)


def ink(line: str) -> str:
    """Return what is printed of a line: no space, no backslash, no mark of its kind at its ends."""
    return _EDGE.sub("", re.sub(r"[\s\\]+", "", line))
