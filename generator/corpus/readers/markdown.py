"""Markdown (CommonMark with tables) by markdown-it-py; the only module that imports it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.corpus.readers import containers, dialects, formulas, front_matter, markup, run_on, shown
from generator.corpus.readers.decoding import Decoded, decode
from generator.corpus.readers.joining import join
from generator.corpus.readers.outline import could_be_heading, numbered
from generator.corpus.readers.reading import Builder, Plain, Reading, unreadable
from generator.corpus.readers.structure import finish
from generator.language import notes

NAME = "markdown-it"
VERSION = 18

_NOTE_REFERENCE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_ONE_ITEM = [
    "ordered_list_open",
    "list_item_open",
    "paragraph_open",
    "inline",
    "paragraph_close",
    "list_item_close",
    "ordered_list_close",
    "paragraph_open",
]
_LIST_MARK = re.compile(r"\s*(?:[（(]?\d{1,2}[)）、]|[①-⑳]|[•·●])\s*\S")
_NUMBERED = re.compile(r"\s*(\d{1,2})[.、)）．]\s*(?=[^\s\d])")
"""The number of a point, which Markdown sees as none where its line is indented too far."""
_LOST = re.compile(r"\s?\(\[link\]\)")
"""What a converter leaves of a reference to a figure."""
_STRAY_MARKS = re.compile(r"\*\*+")


_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a Markdown file."""
    decoded = decode(data, name)
    head = front_matter.split(decoded.text, name)
    reading = of(head.body, head.metadata, version(), decoded)
    return replace(reading, elements=(*head.said, *reading.elements))


def of(body: str, found: dict[str, str], reader: str, decoded: Decoded) -> Reading:
    """Return the reading of a text in Markdown, front matter taken off; `found` are its metadata."""
    builder = Builder()
    add(builder, body)
    return finish(builder, reader=reader, metadata=found, damaged=unreadable(body), decoded=decoded)


def add(builder: Builder, body: str) -> None:
    """Append the elements of a text in Markdown, and what of it was left out."""
    plain = containers.unfolded(dialects.plain("\n".join(map(formulas.line, body.split("\n")))))
    builder.dropped += plain.dropped
    walk = _Walk(builder)
    walk.blocks(_with_numbered_headings(_parse(_without_marks(plain))))
    for note in plain.notes:
        walk.note(note)


_INDENTED_TABLE = re.compile(r"^[ \t]{4,}<table\b(?:(?!</table>)(?s:.))*</table>", re.MULTILINE | re.IGNORECASE)
"""What CommonMark takes for code, and MDX, which knows no indented code, for a table."""


_LABEL = re.compile(
    r"^[ \t]*[*+-][ \t].*\n(?=[ \t]{0,3}[A-Z㐀-鿿][^\n|。，,.;]{0,11}[:：][ \t]*\n(?:[ \t]*\n)*[ \t]{0,3}[*+-][ \t])",
    re.MULTILINE,
)
"""The last point of a list with the label of the next right below it, “Cons:”, which CommonMark takes for its end."""


def _parse(body: str):
    from markdown_it import MarkdownIt

    shown = _INDENTED_TABLE.sub(lambda table: re.sub(r"(?m)^[ \t]+", "", table[0]), body)
    shown = _LABEL.sub(lambda label: f"{label[0]}\n", shown)
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(shown)


def _with_numbered_headings(tokens):
    """Turn numbered lines that CommonMark takes for lists of one item, each with text below, into headings."""
    found = []
    for position, token in enumerate(tokens):
        shape = [other.type for other in tokens[position : position + 8]]
        if token.level == 0 and shape == _ONE_ITEM and could_be_heading(tokens[position + 3].content):
            found.append(position)
    if len(found) < 2:
        return tokens
    for position in reversed(found):
        opening, line = tokens[position], tokens[position + 3]
        number = f"{opening.attrGet('start') or 1}{opening.markup} "
        first = next(child for child in line.children if child.type in ("text", "code_inline") and child.content)
        first.content = number + first.content
        tokens[position : position + 7] = [tokens[position + 2], line, tokens[position + 4]]
    return tokens


def _without_marks(plain: Plain) -> str:
    """Return the text without the marks of its footnotes (`[^1]`)."""
    return _NOTE_REFERENCE.sub("", plain.text) if plain.notes else plain.text


class _Walk:
    """Turns the flat list of tokens into elements."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder

    def blocks(self, tokens) -> None:
        quote = depth = 0
        heading = 0
        first_in_item = False
        row: list[str] = []
        head: tuple[str, ...] = ()
        in_cell = False
        for token in tokens:
            kind = token.type
            if kind == "heading_open":
                heading = int(token.tag[1])
            elif kind == "heading_close":
                heading = 0
            elif kind == "blockquote_open":
                quote += 1
            elif kind == "blockquote_close":
                quote -= 1
            elif kind in ("bullet_list_open", "ordered_list_open"):
                depth += 1
            elif kind in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
            elif kind == "list_item_open":
                first_in_item = True
            elif kind == "table_open":
                head = ()
            elif kind == "tr_open":
                row = []
            elif kind in ("td_open", "th_open"):
                in_cell = True
            elif kind in ("td_close", "th_close"):
                in_cell = False
            elif kind == "tr_close":
                self.builder.row(head, row)
                head = head or tuple(row)
            elif kind == "inline":
                pieces = _Inline(self.builder).pieces(token.children or [])
                if in_cell:
                    row.append(" ".join(text for text, _, _ in pieces).replace("\n", " ").strip())
                    continue
                if token.content.startswith(containers.LABEL):
                    self.builder.label = token.content[1:]
                    continue
                whole = _all_strong(token.children or [])
                for text, linked, local in pieces:
                    if heading:
                        self.builder.add("heading", text, level=heading, linked=linked, local=local)
                    elif (
                        (whole or numbered(text))
                        and not (quote or depth)
                        and len(pieces) == 1
                        and could_be_heading(text)
                    ):
                        self.builder.add("heading", text, linked=linked, local=local)
                    elif quote:
                        self.builder.add("quote", text, linked=linked, local=local)
                    elif depth:
                        # a further paragraph of the same item stays an item, one level down
                        self.points(text, depth - first_in_item, linked=linked, local=local)
                        first_in_item = False
                    elif len(pieces) > 1 and (mark := _NUMBERED.match(text)):
                        self.points(text[mark.end() :], 0, linked=linked, local=local)
                    else:
                        self.points(text, None, linked=linked, local=local)
            elif kind in ("fence", "code_block"):
                self.builder.add("code", token.content)
            elif kind == "html_block":
                self.html(token.content)

    def points(self, text: str, level: int | None, **more) -> None:
        """Add a point of a list at its depth, or a paragraph (None), and the points that stand in one line with it."""
        first, *points = run_on.parted(text, item=level is not None)
        self.builder.add("paragraph" if level is None else "item", first, level=level or 0, **more)
        below = 0 if level is None else level + first.endswith((":", "："))
        for point in points:
            self.builder.add("item", point, level=below, **more)

    def note(self, source: str) -> None:
        """Add one footnote, its marks resolved."""
        inline = [token for token in _parse(source) if token.type == "inline"]
        pieces = [piece for token in inline for piece in _Inline(self.builder).pieces(token.children or [])]
        self.builder.add("note", " ".join(text for text, _, _ in pieces))

    def html(self, source: str) -> None:
        """Add the elements of a piece of HTML."""
        root = markup.parse(source)
        shown.prune(root)
        markup.Walk(self.builder).block(root)


def _all_strong(children) -> bool:
    """Tell whether a paragraph is set in bold as a whole: a heading without a mark."""
    depth = 0
    for child in children:
        depth += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        if not depth and child.type in ("text", "code_inline") and child.content.strip():
            return False
    return any(child.type == "strong_open" for child in children)


_SHIFT = re.compile(r"<(/?)(su[pb])\b[^>]*>", re.IGNORECASE)
_PANDOC = re.compile(r"(?<=[\w)])\^([^\s^]{1,10})\^|(?<=[A-Za-z)])~(\d{1,3})~")
"""Raised and lowered text in the dialect of pandoc: 10^24^, H~2~O."""


def _unshifted(children):
    """Yield inline tokens, with <sup> and <sub> and what they hold as plain text that keeps it apart."""
    held, tag, before = [], "", ""
    for child in children:
        mark = _SHIFT.fullmatch(child.content) if child.type == "html_inline" else None
        if mark and not mark[1] and not tag:
            tag, held = mark[2].lower(), []
            leads = "class=" in child.content
        elif mark and mark[1] and tag:
            inner = "".join(other.content for other in held if other.type in ("text", "code_inline"))
            leads = leads or any(other.type in ("link_open", "html_inline") for other in held)
            shifted = notes.lower(inner) if tag == "sub" else notes.superscript(inner, before[-60:], leads=leads)
            before += shifted
            yield _Text(shifted)
            tag = ""
        elif tag:
            held.append(child)
        elif child.type == "text" and _PANDOC.search(child.content):
            shifted = _pandoc(child.content)
            before += shifted
            yield _Text(shifted)
        else:
            before += child.content if child.type in ("text", "code_inline") else ""
            yield child
    yield from held if tag else ()


def _pandoc(words: str) -> str:
    def shifted(match: re.Match[str]) -> str:
        return notes.superscript(match[1], words[: match.start()]) if match[1] else notes.lower(match[2])

    return _PANDOC.sub(shifted, words)


@dataclass(frozen=True, slots=True)
class _Text:
    """What stands in for a token of plain text."""

    content: str
    type: str = "text"


class _Inline:
    """Text of an inline token without its marks."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder

    def pieces(self, children) -> list[tuple[str, float, bool]]:
        """Return (text, share in links, links local only) for each run between hard breaks."""
        pieces: list[tuple[str, float, bool]] = []
        text, linked, inside, local, any_link = "", 0, 0, True, False

        def flush() -> None:
            nonlocal text, linked, local, any_link
            clean = _LOST.sub("", _STRAY_MARKS.sub("", text)).strip()
            if clean:
                share = min(1.0, linked / max(1, len(clean)))
                pieces.append((clean, round(share, 3), any_link and local))
            text, linked, local, any_link = "", 0, True, False

        pending, points = False, 0
        gone = ""
        depth = 0
        for child in _unshifted(children):
            kind = child.type
            if gone:
                depth += _opens(child, gone)
                if depth:
                    self.builder.drop("struck out", child.content if kind in ("text", "code_inline") else "")
                else:
                    gone = ""
            elif tag := _struck(child):
                gone, depth = tag, 1
            elif (target := _target(child)) is not None:
                inside += 1
                any_link = True
                local = local and target.startswith("#")
            elif kind == "link_close" or (kind == "html_inline" and _ANCHOR_END.fullmatch(child.content)):
                inside = max(0, inside - 1)
            elif kind in ("text", "code_inline"):
                content = child.content
                if not content:
                    continue
                if pending and _LIST_MARK.match(content) and text.rstrip().endswith(tuple("。；;.!！?？：:")):
                    flush()
                    pending = False
                if pending and (mark := _NUMBERED.match(content)) and int(mark[1]) == points + 1:
                    flush()
                    pending, points = False, points + 1
                if pending:
                    text = join(text, content)
                    pending = False
                else:
                    text += content
                if inside:
                    linked += len(content.strip())
            elif kind == "image":
                self.builder.drop("image", child.content or "")
            elif kind == "softbreak":
                pending = True
            elif kind == "hardbreak" or kind == "html_inline" and re.match(r"<br\s*/?>", child.content, re.IGNORECASE):
                flush()
                pending = False
        flush()
        return pieces


def _target(child) -> str | None:
    """Return where a link leads that opens here, in Markdown or in HTML; None where none does."""
    if child.type == "link_open":
        return str(child.attrGet("href") or "")
    anchor = _ANCHOR.match(child.content) if child.type == "html_inline" else None
    return anchor[1] if anchor else None


_ANCHOR = re.compile(r"<a\s(?:[^>]*?\s)?href\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_ANCHOR_END = re.compile(r"</a\s*>", re.IGNORECASE)


def _struck(child) -> str:
    """Return the tag that opens struck-out or hidden text, "" where none does."""
    if child.type == "s_open":
        return "s"
    tag = _TAG.match(child.content) if child.type == "html_inline" else None
    if not tag or tag[1] or tag[2].lower() in markup.VOID:
        return ""
    node = next((node for node in markup.parse(child.content).children if isinstance(node, markup.Node)), None)
    return node.tag if node and shown.reason(node) else ""


def _opens(child, tag: str) -> int:
    """Return 1 for a mark that opens a tag of this name, -1 for one that closes it, otherwise 0."""
    if child.type in ("s_open", "s_close"):
        return (child.type == "s_open") - (child.type == "s_close") if tag == "s" else 0
    found = _TAG.match(child.content) if child.type == "html_inline" else None
    if not found or found[2].lower() != tag:
        return 0
    return -1 if found[1] else 1
