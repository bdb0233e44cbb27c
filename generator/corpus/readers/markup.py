"""HTML by the standard library: a shallow tree, and its visible text as elements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from generator.corpus.readers.joining import join
from generator.corpus.readers.reading import Builder
from generator.corpus.readers.tables import Cell, Grid
from generator.language import notes

MAX_DEPTH = 150
"""Elements nested deeper than this are read as if they stood at this depth."""

LONGEST_VALUE = 100
"""Characters of what is said of a term of a list, to be read as its value."""
_SENTENCE = re.compile(r"[.。!！?？…;；]\s*$")

VOID = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta param source track wbr"))
_SILENT = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template svg math iframe object canvas select datalist audio video map head rt rp",
    )
)
_BLOCK = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer "
        "form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre search section summary table tbody td "
        "tfoot th thead tr ul",
    )
)
_SHIFTED = frozenset(("sup", "sub"))
_REFERENCE = re.compile(
    r"(?:^|[\s_-])(?:references?|(?:foot)?notes?|fn\d*|fnref\d*|noteref|cite\w*|citation)(?:$|[\s_:.-])", re.IGNORECASE
)
"""Class names with which pages mark what leads to a note."""
_CLOSES = {
    "p": frozenset(("p",)),
    "li": frozenset(("li", "p")),
    "dt": frozenset(("dt", "dd", "p")),
    "dd": frozenset(("dt", "dd", "p")),
    "tr": frozenset(("tr", "td", "th", "p")),
    "td": frozenset(("td", "th", "p")),
    "th": frozenset(("td", "th", "p")),
    "option": frozenset(("option",)),
}
"""Tags that an opening tag closes when they are still open (their end tags may be left out)."""
_NAME = re.compile(r"[a-zA-Z][\w:-]*")
_SCOPE = frozenset(("table", "ul", "ol", "dl", "div", "section", "article", "main", "body", "html", "blockquote"))


@dataclass(slots=True)
class Node:
    """An element of the page; its children are nodes and strings."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """Yield this node and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def strings(self) -> str:
        """Return the strings that stand in the node itself, as they are."""
        return "".join(child for child in self.children if isinstance(child, str))

    def text(self) -> str:
        """Return the text of the node with single spaces, silent elements left out."""
        pieces: list[str] = []
        stack: list[Node | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                pieces.append(item)
            elif item.tag in _SHIFTED and item is not self:
                pieces.append(shifted(item, "".join(pieces[-3:])))
            elif item.tag not in _SILENT:
                if item.tag in _BLOCK or item.tag == "br":
                    pieces.append(" ")
                stack.extend(reversed(item.children))
        return " ".join("".join(pieces).split())


def shifted(node: Node, before: str) -> str:
    """Return the text of <sup> or <sub> behind `before`, as plain text that keeps it apart."""
    inner = node.text()
    if node.tag == "sub":
        return notes.lower(inner)
    return notes.superscript(inner, before[-60:], leads=any(_leads(other) for other in node.walk()))


def _leads(node: Node) -> bool:
    """Tell whether an element says that it leads to a note."""
    named = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')} {node.attributes.get('role', '')}"
    return node.tag == "a" or _REFERENCE.search(named) is not None


class _TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#root")
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        closes = _CLOSES.get(tag)
        if closes:
            self._close_implied(closes)
        elif tag in _BLOCK and self.open[-1].tag == "p":
            self.open.pop()
        node = Node(tag, {key: value or "" for key, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID and len(self.open) < MAX_DEPTH:
            self.open.append(node)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Node(tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag):
        for position in range(len(self.open) - 1, 0, -1):
            if self.open[position].tag == tag:
                del self.open[position:]
                return

    def handle_data(self, data):
        if data:
            self.open[-1].children.append(data)

    def parse_html_declaration(self, i):
        try:
            return super().parse_html_declaration(i)
        except AssertionError:  # html.parser on "<![1"; browsers take it for a comment
            return self.parse_bogus_comment(i)

    def _close_implied(self, closes):
        while len(self.open) > 1 and self.open[-1].tag not in _SCOPE:
            if self.open[-1].tag not in closes:
                if self.open[-1].tag in _BLOCK:
                    return
                if not any(node.tag in closes for node in self.open[-4:]):
                    return
            self.open.pop()


def parse(markup: str) -> Node:
    """Return the tree of a page or of a piece of one; never raises for bad markup."""
    builder = _TreeBuilder()
    builder.feed(markup)
    builder.close()
    return builder.root


def _note_link(node: Node) -> str:
    """Return the mark of a link that leads to a note: it says so, or is nothing but a raised number or letter."""
    if node.attributes.get("epub:type") == "noteref" or node.attributes.get("role") == "doc-noteref":
        return notes.superscript(node.text(), "", leads=True)
    pieces = [child for child in node.children if not isinstance(child, str) or child.strip()]
    if len(pieces) != 1 or isinstance(pieces[0], str) or pieces[0].tag != "sup":
        return ""
    return notes.superscript(pieces[0].text(), "", leads=True)


class Walk:
    """Turns a tree into elements; `skip` gives a reason for each node to leave out."""

    def __init__(self, builder: Builder, skip=lambda node: "") -> None:
        self.builder = builder
        self.skip = skip
        self._parts: list[str] = []
        self._linked = 0
        self._local = True
        self._links = 0
        self._grid = Grid()

    def block(self, node: Node, *, kind: str = "paragraph", level: int = 0, linking: bool = False) -> None:
        """Add the elements of `node`; `kind` and `level` are those of the block that it stands in."""
        for child in node.children:
            if isinstance(child, str):
                self._text(child, linking)
                continue
            tag = child.tag
            if tag in _SILENT:
                continue
            if tag == "#dropped":
                self.builder.drop(child.attributes["reason"], child.attributes["text"])
                continue
            reason = self.skip(child)
            if reason:
                self._drop(reason, child)
                continue
            if tag == "br":
                self._flush(kind, level)
            elif tag in _SHIFTED:
                self._text(shifted(child, "".join(self._parts[-3:])), linking)
            elif tag == "a" and (mark := _note_link(child)):
                self._text(mark, linking)
            elif tag == "img":
                self.builder.drop("image", child.attributes.get("alt", ""))
            elif tag == "a":
                self._links += 1
                self._local = self._local and child.attributes.get("href", "").startswith("#")
                self.block(child, kind=kind, level=level, linking=True)
            elif tag not in _BLOCK:
                self.block(child, kind=kind, level=level, linking=linking)
            else:
                self._flush(kind, level)
                self._blocks(child, tag, kind, level, linking)
        if node.tag in _BLOCK or node.tag == "#root":
            self._flush(kind, level)

    def _blocks(self, node: Node, tag: str, kind: str, level: int, linking: bool) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.block(node, kind="heading", level=int(tag[1]), linking=linking)
        elif tag == "dl" and kind == "paragraph" and (pairs := _pairs(node)):
            self._defined(pairs, linking)
        elif tag in ("ul", "ol", "menu", "dl"):
            deeper = level + 1 if kind == "item" else 0
            self.block(node, kind="quote" if kind == "quote" else "item", level=deeper, linking=linking)
        elif tag in ("li", "dt", "dd"):
            self.block(node, kind=kind if kind == "quote" else "item", level=level, linking=linking)
        elif tag == "blockquote":
            self.block(node, kind="quote", linking=linking)
        elif tag == "pre":
            self.builder.add("code", _raw(node))
        elif tag == "table":
            around, self._grid = self._grid, Grid(bold_names=_has_plain_cells(node))
            self.block(node, kind=kind if kind in ("item", "quote") else "paragraph", level=level, linking=linking)
            self._grid = around
        elif tag == "tr":
            self._row(node)
        elif tag == "figcaption":
            self._drop("caption", node)
        else:
            self.block(node, kind=kind if kind in ("item", "quote") else "paragraph", level=level, linking=linking)

    def _defined(self, pairs: list[tuple[Node, list[Node]]], linking: bool) -> None:
        """Add terms and what is said of them: a short value behind its term, a text as an item below it."""
        for term, said in pairs:
            name = term.text().rstrip(" :：")
            value = said[0].text() if len(said) == 1 else ""
            reason = self.skip(term) or next(filter(None, map(self.skip, said)), "")
            if reason:
                self._drop(reason, term)
            elif name and 0 < len(value) <= LONGEST_VALUE and not _SENTENCE.search(value):
                self.builder.row(("", name), ("", value))
            else:
                self.builder.add("paragraph", name if not name or _SENTENCE.search(name) else f"{name}:")
                for one in said:
                    self.block(one, kind="item", linking=linking)

    def _row(self, node: Node) -> None:
        cells = [child for child in node.children if isinstance(child, Node) and child.tag in ("td", "th")]
        if len(cells) == 1 or any(cell.tag == "table" for child in cells for cell in child.walk()):
            for cell in cells:  # a table used for layout
                self.block(cell)
            return
        head, texts = self._grid.row([_cell(cell) for cell in cells])
        self.builder.row(head, texts)

    def _drop(self, reason: str, node: Node) -> None:
        self.builder.drop(reason, node.text())

    def _text(self, data: str, linking: bool) -> None:
        if not data.strip():
            if self._parts and "\n" not in data:
                self._parts.append(" ")
            elif self._parts:
                self._parts.append("\n")
            return
        if linking:
            self._linked += len(data.strip())
        self._parts.append(data)

    def _flush(self, kind: str, level: int) -> None:
        lines = "".join(self._parts).replace("\r", "\n").split("\n")
        text = ""
        for line in lines:
            text = join(text, line) if text and line.strip() else text or line
        text = text.strip()
        if text:
            share = round(min(1.0, self._linked / len(text)), 3)
            self.builder.add(kind, text, level=level, linked=share, local=bool(self._links and self._local))
        self._parts, self._linked, self._links, self._local = [], 0, 0, True


def _pairs(node: Node) -> list[tuple[Node, list[Node]]]:
    """Return the terms of a list of definitions with what follows each; [] for another shape of list."""
    children = [child for child in node.children if isinstance(child, Node) and child.tag != "#dropped"]
    if any(child.tag == "div" for child in children):
        children = [inner for child in children for inner in child.children if isinstance(inner, Node)]
    pairs: list[tuple[Node, list[Node]]] = []
    for child in children:
        if child.tag == "dt":
            pairs.append((child, []))
        elif child.tag == "dd" and pairs:
            pairs[-1][1].append(child)
        else:
            return []
    return pairs if all(said for _, said in pairs) else []


def _cell(node: Node) -> Cell:
    columns, rows = (int(found[0]) if (found := re.match(r"\d{1,4}", node.attributes.get(name, ""))) else 1
                     for name in ("colspan", "rowspan"))  # fmt: skip
    text = node.text()
    return Cell(text=text, heads=node.tag == "th", columns=max(1, columns), rows=max(1, rows), bold=_bold(node, text))


def _has_plain_cells(table: Node) -> bool:
    cells = (cell for cell in table.walk() if cell.tag in ("td", "th"))
    return any(text and not _bold(cell, text) for cell in cells if (text := cell.text()))


def _bold(node: Node, text: str) -> bool:
    """Tell whether all the words of a cell stand in bold."""
    return bool(text) and any(child.tag in ("b", "strong") and child.text() == text for child in node.walk())


def _raw(node: Node) -> str:
    pieces: list[str] = []
    stack: list[Node | str] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item)
        elif item.tag == "br":
            pieces.append("\n")
        elif item.tag not in _SILENT:
            stack.extend(reversed(item.children))
    return "".join(pieces)


def written(node: Node) -> str:
    """Return a tree as HTML again, without scripts, styles and what was dropped from it."""
    inner = "".join(escape(child, quote=False) if isinstance(child, str) else written(child) for child in node.children)
    if node.tag.startswith("#") or node.tag in ("script", "style"):
        return inner if node.tag == "#root" else ""
    kept = ((name, value) for name, value in node.attributes.items() if name != "style" and _NAME.fullmatch(name))
    told = "".join(f' {name}="{escape(value)}"' for name, value in kept)
    return f"<{node.tag}{told}>{inner}" + ("" if node.tag in VOID else f"</{node.tag}>")
