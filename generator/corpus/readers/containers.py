"""Blocks that dialects of Markdown add: admonitions, callouts, tabs, fenced divisions, definitions, tasks, notes.

Each becomes what it holds: the text of an admonition is text, though CommonMark would take it for code or a quotation.
A title that is no sentence stands, as the label of a tab does, in the heading path of what they hold: lines that begin
with `LABEL` say where that begins and ends. One that only says what kind of note it is (“Tip”) is left out.
"""

import re
from dataclasses import dataclass, field

from generator.corpus.readers.reading import Plain

LABEL = "\ufdd0"
"""Before a label, or alone where what it holds ends: a code that stands for no character."""
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*(?:\{([\w:-]+)\}(.*))?")
_ADMONITION = re.compile(
    r"([ \t]*)(?:!!!|\?\?\?\+?)[ \t]*[\w -]*?[ \t]*(?:\"(.*)\")?[ \t]*$|([ \t]*)===[!+]*[ \t]+\"(.+)\"[ \t]*$"
)
_DIVISION = re.compile(r"[ \t]*:{3,}(.*)$|[ \t]*///(?!/)(?:[ \t]+[\w-]+)?(?:[ \t]*\|(.*)|[ \t]*)$")
_DIVISION_TITLE = re.compile(
    r"[ \t]*(?:\{[^}]*\}|[\w-]+)?[ \t]*(?:\{[^}]*\})?[ \t]*\[?(.*?)\]?(?:\{[^}]*\})?[ \t]*:*[ \t]*$"
)
_CALLOUT = re.compile(
    r"[ \t]*>[ \t]*(?:\[!([\w-]+)(?:\|[^\]]*)?\][+-]?[ \t]*(.*)"
    r"|(\*\*|__)(?:Note|Warning|Tip|Important|Caution)\3:?[ \t]*)$"
)
_QUOTED = re.compile(r"[ \t]*>[ \t]?")
_HIGHLIGHT = re.compile(r"[ \t]*\{(?:%-?|\{[<%])[ \t]*(/|end)?[ \t]*highlight\b.*\}[ \t]*$")
_TASK = re.compile(r"([ \t]*(?:[-*+]|\d+[.)])[ \t]+)\[([ xX/>-])\][ \t]+(.*)$")
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:[ \t]*(.*)$")
_DEFINITION = re.compile(r" {0,3}:[ \t]+(\S.*)$")
_TERM = re.compile(r" {0,3}(?![-*+>#|:~\d`<])\S.{0,80}(?<![.。!！?？;；,，])$")
_ENDS = re.compile(r"[.。!！?？…][”’」』）)\"'*_]*$")
_PROSE = frozenset(
    re.findall(
        r"[\w-]+",
        "admonition attention caution danger error hint important note seealso tip warning todo topic sidebar margin "
        "aside epigraph pull-quote dropdown details tab tabs tab-set tab-item grid grid-item card div panels",
    )
)
"""Directives of MyST whose body is text."""
_KINDS = _PROSE | {"info", "abstract", "summary", "question", "success", "failure", "bug", "example", "quote"}
"""Titles that say no more than what kind of note it is."""
_QUOTES = ("quote", "cite")


def unfolded(found: Plain) -> Plain:
    """Return a text in which containers have become what they hold."""
    walk = _Walk(found)
    walk.lines(found.text.replace(LABEL, "").split("\n"))
    found.text = "\n".join(walk.out)
    return found


@dataclass(slots=True)
class _Walk:
    found: Plain
    out: list[str] = field(default_factory=list)

    def lines(self, lines: list[str]) -> None:
        """Append what the lines hold."""
        position = 0
        while position < len(lines):
            position += self._take(lines, position)

    def _take(self, lines: list[str], at: int) -> int:
        """Handle the block at a line; return how many lines that used."""
        line = lines[at]
        for pattern, handle in _BLOCKS:
            match = pattern.match(line)
            if match and (used := handle(self, match, lines, at)):
                return used
        self.out.append(line)
        return 1

    def _title(self, words: str) -> None:
        words = words.strip()
        if _ENDS.search(words):
            self.out += ["", words, ""]
        elif words:
            self.found.dropped.append(("title of a note", words))

    def _fenced(self, match: re.Match[str], lines: list[str], at: int) -> int:
        mark = match[1]
        end = at + 1
        while end < len(lines) and not re.match(rf"[ \t>]*{mark[0]}{{{len(mark)},}}[ \t]*$", lines[end]):
            end += 1
        if (match[2] or "") in _PROSE:
            body = lines[at + 1 : end]
            while body and re.match(r"[ \t]*:[\w-]+:|[ \t]*---[ \t]*$", body[0]):
                body = body[1:]
            self._held(match[3] or "", body, tab=match[2].startswith("tab-"))
        else:
            self.out += lines[at : end + 1]
        return end + 1 - at

    def _admonition(self, match: re.Match[str], lines: list[str], at: int) -> int:
        base = len((match[1] or match[3] or "").expandtabs(4))
        end = at + 1
        while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) >= base + 2):
            end += 1
        self._held(match[2] or match[4] or "", _dedented(lines[at + 1 : end]), " " * base, tab=bool(match[4]))
        return end - at

    def _held(self, title: str, lines: list[str], base: str = "", *, tab: bool = False) -> None:
        """Append what a block holds, below its title where that is a label."""
        title = title.strip()
        labels = bool(title) and not _ENDS.search(title) and (tab or title.casefold() not in _KINDS)
        if labels and not base:
            self.out += ["", LABEL + title, ""]
            self._body(lines)
            self.out += ["", LABEL, ""]
        else:
            self._title(title)
            self._body(lines, base)

    def _body(self, lines: list[str], base: str = "") -> None:
        inner = _Walk(self.found)
        inner.lines(lines)
        self.out += ["", *(base + line if line.strip() else "" for line in inner.out), ""]

    def _division(self, match: re.Match[str], lines: list[str], at: int) -> int:
        title = _DIVISION_TITLE.match(match[1] or "")
        self._title(match[2] or (title[1] if title else ""))
        self.out.append("")
        return 1

    def _callout(self, match: re.Match[str], lines: list[str], at: int) -> int:
        end = at + 1
        while end < len(lines) and _QUOTED.match(lines[end]):
            end += 1
        body = lines[at + 1 : end]
        if (match[1] or "").lower() in _QUOTES:
            self._title(match[2] or "")
            self.out += ["", *body]
        else:
            base = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
            self._held(match[2] or "", [_QUOTED.sub("", line, count=1) for line in body], base)
        return end - at

    def _highlight(self, match: re.Match[str], lines: list[str], at: int) -> int:
        end = at + 1
        while end < len(lines) and not ((other := _HIGHLIGHT.match(lines[end])) and other[1]):
            end += 1
        self.out += ["", "~~~~~~~~", *lines[at + 1 : end], "~~~~~~~~", ""]
        return end + 1 - at

    def _task(self, match: re.Match[str], lines: list[str], at: int) -> int:
        if match[2] in "xX":
            self.out.append(match[1] + match[3])
            return 1
        end = at + 1
        while end < len(lines) and re.match(r"[ \t]+[^\s\-*+\d]", lines[end]):
            end += 1
        self.found.dropped.append(("open task", " ".join([match[3], *lines[at + 1 : end]])))
        return end - at

    def _note(self, match: re.Match[str], lines: list[str], at: int) -> int:
        end, parts = at + 1, [match[2]]
        while end < len(lines) and _goes_on(lines, end):
            parts.append(lines[end].strip())
            end += 1
        self.found.notes.append("\n".join(parts).strip())
        return end - at

    def _term(self, match: re.Match[str], lines: list[str], at: int) -> int:
        below = at + 1 if at + 1 < len(lines) and lines[at + 1].strip() else at + 2
        first = _DEFINITION.match(lines[below]) if below < len(lines) else None
        if not first or (at and lines[at - 1].strip() and not _DEFINITION.match(lines[at - 1])):
            return 0
        self.out += ["", lines[at].strip().rstrip(":：") + ":", ""]
        while below < len(lines):
            defined = _DEFINITION.match(lines[below])
            if defined:
                self.out.append("- " + defined[1])
            elif lines[below].strip() and (_indent(lines[below]) or lines[below - 1].strip()):
                self.out.append("  " + lines[below].strip())
            elif not lines[below].strip() and below + 1 < len(lines) and _continues(lines[below + 1]):
                self.out.append("")
            else:
                break
            below += 1
        self.out.append("")
        return below - at


_BLOCKS = (
    (_FENCE, _Walk._fenced),
    (_ADMONITION, _Walk._admonition),
    (_DIVISION, _Walk._division),
    (_CALLOUT, _Walk._callout),
    (_HIGHLIGHT, _Walk._highlight),
    (_TASK, _Walk._task),
    (_NOTE, _Walk._note),
    (_TERM, _Walk._term),
)


def _indent(line: str) -> int:
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def _dedented(lines: list[str]) -> list[str]:
    wide = [line.expandtabs(4) for line in lines]
    least = min((_indent(line) for line in wide if line.strip()), default=0)
    return [line[least:] for line in wide]


def _continues(line: str) -> bool:
    return bool(_DEFINITION.match(line)) or (bool(line.strip()) and _indent(line) >= 2)


def _goes_on(lines: list[str], at: int) -> bool:
    """Tell whether a line belongs to the note above it: it is indented, or no empty line parts them."""
    line = lines[at]
    if _NOTE.match(line):
        return False
    if not line.strip():
        return at + 1 < len(lines) and bool(lines[at + 1].strip()) and _indent(lines[at + 1]) >= 2
    return _indent(line) >= 2 or (bool(lines[at - 1].strip()) and not re.match(r"[#>|`~]|[-*+] ", line))
