"""The only grammar of citations: `[long_context: "TITLE", chunk N]`, `[文档: FILE, p. N]`, `[图片: FILE]`.

An attachment without pages is cited by the place that its kind has (`[文档: FILE, slide 4]`,
`[文档: FILE, sheet "2025", row 12]`), else by chunk: `[文档: FILE, chunk N]`. English briefs write `document` for 文档
and `image` for 图片; both spellings are read everywhere. In a title `"` is written `\\"`, in a file name `]` is written
`\\]`, in both a backslash is doubled; inside a table the brief writes `|` as `\\|`. Citations are found in the source
text before anything splits sentences, since titles hold 。？！ and quotes.
"""

import re
from dataclasses import dataclass

from generator.corpus.locators import NAMED, Locator

KINDS = ("corpus", "document", "image")
_KEYWORDS = {"long_context": "corpus", "文档": "document", "document": "document", "图片": "image", "image": "image"}
_WORDS = {
    "zh": {"corpus": "long_context", "document": "文档", "image": "图片"},
    "en": {"corpus": "long_context", "document": "document", "image": "image"},
}
_OPEN = re.compile(r"(?<!\\)(?:\\\\)*(?P<open>\[)(?P<word>long_context|文档|document|图片|image)\s*[:：]")
_PLACE = re.sub(r"\?P<\w+>", "?:", NAMED.pattern)
_CORPUS = re.compile(r'\[long_context\s*[:：]\s*"((?:[^"\\\n]|\\.)+)"\s*,\s*chunk\s+(?P<number>\d{1,6})\]')
_CURLED = re.compile(r"\[long_context\s*[:：]\s*[“”]((?:[^\\\n]|\\.)+?)[“”]\s*,\s*chunk\s+(?P<number>\d{1,6})\]")
"""The same in the marks that an editor puts there."""
_DOCUMENT = re.compile(
    r"\[(?:文档|document)\s*[:：]\s*((?:[^\]\\\n]|\\.)+?)\s*,\s*(?:(?:p\.\s*|(?P<chunk>chunk)\s+)(?P<number>\d{1,6})"
    rf"|(?P<place>{_PLACE}))\]"
)
_IMAGE = re.compile(r"\[(?:图片|image)\s*[:：]\s*((?:[^\]\\\n]|\\.)+?)\s*\]")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Citation:
    """What a sentence points at."""

    kind: str
    """"corpus" (a chunk of a corpus document), "document" (a page or chunk of an attachment) or "image"."""
    title: str
    """Title of the corpus document, or file name of the attachment."""
    number: int | None = None
    """Chunk (corpus) or page (document), from 1; None for an image."""
    chunked: bool = False
    """True for an attachment without pages: its number is a chunk's."""
    place: str = ""
    """Name of the place (`locators.NAMED`) in an attachment that has such instead of pages; it has no number then."""

    @property
    def where(self) -> Locator | None:
        """The chunk, page or place."""
        return self.place or self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A citation and where it stands, character offsets into the text that was parsed."""

    citation: Citation
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Malformed:
    """Text that opens like a citation and is none."""

    text: str
    start: int


def attached(file: str, page: Locator | None, chunk: int) -> Citation:
    """Return the citation of a place in an attachment: by page or place, or by chunk where it has none."""
    if isinstance(page, str):
        return Citation(kind="document", title=file, place=page)
    return Citation(kind="document", title=file, number=chunk if page is None else page, chunked=page is None)


def render(citation: Citation, language: str) -> str:
    """Write `citation` in the words of `language` ("zh" or "en")."""
    word = _WORDS[language][citation.kind]
    if citation.kind == "corpus":
        return f'[{word}: "{_escape(citation.title, chr(34))}", chunk {citation.number}]'
    name = _escape(citation.title, "]")
    if citation.kind == "image":
        return f"[{word}: {name}]"
    where = citation.place or f"{'chunk' if citation.chunked else 'p.'} {citation.number}"
    return f"[{word}: {name}, {where}]"


def parse(text: str) -> tuple[tuple[Located, ...], tuple[Malformed, ...]]:
    """Find every citation in `text`, in order, and everything that only looks like one."""
    found: list[Located] = []
    malformed: list[Malformed] = []
    position = 0
    while opening := _OPEN.search(text, position):
        kind, start = _KEYWORDS[opening["word"]], opening.start("open")
        pattern = {"corpus": _CORPUS, "document": _DOCUMENT, "image": _IMAGE}[kind]
        match = pattern.match(text, start) or (_CURLED.match(text, start) if kind == "corpus" else None)
        if match and match[1].strip():
            found.append(Located(citation=_read(kind, match), start=start, end=match.end()))
            position = match.end()
        else:
            line_end = text.find("\n", start)
            shown = text[start : line_end if line_end >= 0 else len(text)][:80]
            malformed.append(Malformed(text=shown, start=start))
            position = opening.end()
    return tuple(found), tuple(malformed)


def _read(kind: str, match: re.Match[str]) -> Citation:
    said = match.groupdict()
    number = int(said["number"]) if said.get("number") else None
    chunked, place = said.get("chunk") is not None, said.get("place") or ""
    return Citation(kind=kind, title=_unescape(match[1]), number=number, chunked=chunked, place=place)


def split(text: str) -> tuple[str, tuple[Citation, ...]]:
    """Return `text` without its citations, and the citations in order."""
    located, _ = parse(text)
    return strip(text, located), tuple(item.citation for item in located)


def strip(text: str, located: tuple[Located, ...]) -> str:
    """Return `text` with the located citations cut out."""
    pieces, position = [], 0
    for item in located:
        pieces.append(text[position : item.start])
        position = item.end
    return "".join([*pieces, text[position:]]).strip()


def respelled(text: str, language: str) -> str:
    """Return `text` with its citations, where they stand, as they are written in a language."""
    located, _ = parse(text)
    for item in reversed(located):
        text = text[: item.start] + render(item.citation, language) + text[item.end :]
    return text


def _escape(value: str, quote: str) -> str:
    return " ".join(value.split()).replace("\\", "\\\\").replace(quote, "\\" + quote)


def _unescape(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value)
