"""reStructuredText by docutils, as data: no file is included, no address asked, nothing raw, no day of today."""

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.corpus.readers import front_matter, metadata
from generator.corpus.readers.decoding import decode
from generator.corpus.readers.joining import joined
from generator.corpus.readers.reading import Builder, Reading, unreadable
from generator.corpus.readers.structure import finish
from generator.corpus.readers.tables import Cell, Grid
from generator.language import notes

NAME = "rst"
VERSION = 4

_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 6,
    "input_encoding": "unicode",
    "smart_quotes": False,
}
_ROLE = re.compile(r":([\w:.+-]+):`([^`]*)`|`([^`]*)`:([\w:.+-]+):")
_SUBSTITUTION = re.compile(r"\|[^|\s](?:[^|]*[^|\s])?\|_{0,2}")
_TARGET = re.compile(r"(.*?)\s*<[^<>]*>$", re.DOTALL)
_UNKNOWN = re.compile(r"\.\.\s+([\w:.-]+)::[ \t]*(.*)", re.DOTALL)
_MAIL_HEAD = re.compile(r"(?:[A-Z][\w-]*:(?:[ \t].*)?\n(?:[ \t]+\S.*\n)*){3,}(?=[ \t]*\n)")
_PROSE = frozenset(
    re.findall(
        r"[\w-]+",
        "seealso versionadded versionchanged versionremoved deprecated only tab tabs tab-set tab-item group-tab "
        "dropdown glossary hlist centered card grid grid-item details collapse todo function class method attribute "
        "data exception module describe confval option envvar setting program type macro struct enum",
    )
)
"""Directives of Sphinx whose body is text."""
_NOTED = "\0"
"""Stands for a reference to a note, which takes the space before it along: docutils lets none of it through."""
_STRUCK = ("del", "strike", "strikethrough", "s", "line-through")
_SKIPPED = frozenset(("comment", "target", "substitution_definition", "decoration", "image", "legend", "pending",
                      "raw", "title", "subtitle", "docinfo", "colspec", "meta"))  # fmt: skip


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a reStructuredText file."""
    decoded = decode(data, name)
    text = decoded.text
    headed: dict[str, str] = {}
    if not text.startswith("---"):
        head = front_matter.split(text, name)
        headed, text = _mail_head(text) or (head.metadata, head.body)
    tree = _parse(text)
    raw = {key: value for node in tree.children if node.tagname == "docinfo" for key, value in _fields(node)}
    metadata.refuse_draft(raw, name)
    found = {**headed, **metadata.known(raw)}
    metadata.check(found, name)
    walk = _Walk()
    title = next((walk.heading(node) for node in tree.children if node.tagname == "title"), "")
    walk.builder.add("heading", title, level=1)
    walk.blocks(tree, level=1)
    for note in walk.notes:
        walk.builder.add("note", note)
    return finish(walk.builder, reader=version(), metadata=found, damaged=unreadable(text), decoded=decoded)


def _mail_head(text: str) -> tuple[dict[str, str], str] | None:
    """Return what lines `Key: value` at the top say, and the text below them, as in the proposals of Python."""
    match = _MAIL_HEAD.match(text)
    if not match:
        return None
    fields = re.findall(r"^([A-Z][\w-]*):[ \t]*(.*(?:\n[ \t]+\S.*)*)", match[0], re.MULTILINE)
    said = {key: re.sub(r"\s*<[^<>\s]+>", "", " ".join(value.split())) for key, value in fields}
    return (metadata.known(said), text[match.end() :]) if "Title" in said else None


def _parse(text: str) -> Any:
    from docutils.core import publish_doctree
    from docutils.parsers.rst import Directive, directives

    class Nothing(Directive):
        """A directive that says nothing: what it would say is not in the file."""

        optional_arguments = 1
        final_argument_whitespace = True

        def run(self) -> list[Any]:
            return []

    directives.register_directive("date", Nothing)
    return publish_doctree(text, settings_overrides=_SETTINGS)


def _fields(docinfo: Any) -> Iterator[tuple[str, str]]:
    for node in docinfo.children:
        if node.tagname == "field":
            yield node.children[0].astext(), node.children[1].astext()
        else:
            yield (
                node.tagname,
                ", ".join(child.astext() for child in node.children) if node.tagname == "authors" else (node.astext()),
            )


@dataclass(slots=True)
class _Walk:
    builder: Builder = field(default_factory=Builder)
    notes: list[str] = field(default_factory=list)

    def blocks(self, node: Any, *, kind: str = "paragraph", level: int = 1, depth: int = -1) -> None:
        """Add what the children of a node hold; `level` counts sections, `depth` lists."""
        for child in node.children:
            handle = _BLOCKS.get(child.tagname)
            if child.tagname in _SKIPPED:
                if child.tagname == "comment":
                    self.builder.drop("comment", child.astext())
            elif child.tagname == "section":
                self.builder.add("heading", self.heading(child.children[0]), level=min(6, level + 1))
                self.blocks(child, level=level + 1)
            elif child.tagname in ("bullet_list", "enumerated_list"):
                for item in child.children:
                    self.blocks(item, kind=kind if kind == "quote" else "item", level=level, depth=depth + 1)
            elif handle:
                handle(self, child)
            elif child.tagname in ("paragraph", "rubric", "line", "attribution"):
                self.builder.add(kind, self.line(child), level=max(0, depth) if kind == "item" else 0)
            elif child.tagname == "block_quote":
                self.blocks(child, kind="quote", level=level)
            else:
                self.blocks(child, kind=kind, level=level, depth=depth)

    def _code(self, node: Any) -> None:
        self.builder.add("code", node.astext())

    def _formula(self, node: Any) -> None:
        self.builder.add("paragraph", f"$$ {' '.join(node.astext().split())} $$")

    def _note(self, node: Any) -> None:
        self.notes.append(" ".join(self.line(part) for part in node.children if part.tagname != "label"))

    def _figure(self, node: Any) -> None:
        self.builder.drop("caption", node.astext())

    def _contents(self, node: Any) -> None:
        if "contents" in node.get("classes", ()):
            self.builder.drop("contents", node.astext())
        else:
            self.blocks(node)

    def _defined(self, node: Any) -> None:
        term, *others = node.children
        self.builder.add("paragraph", self.line(term).rstrip(":：") + ":")
        for other in others:
            if other.tagname in ("definition", "field_body", "description"):
                self.blocks(other, kind="item", depth=0)

    def _table(self, node: Any) -> None:
        for group in (group for group in node.children if group.tagname == "tgroup"):
            grid = Grid()
            for part in group.children:
                for row in part.children if part.tagname in ("thead", "tbody") else ():
                    head, texts = grid.row([self._cell(entry, part.tagname == "thead") for entry in row.children])
                    self.builder.row(head, texts)

    def _cell(self, entry: Any, heads: bool) -> Cell:
        text = " ".join(self.line(part) for part in entry.children)
        return Cell(text=text, heads=heads, columns=entry.get("morecols", 0) + 1, rows=entry.get("morerows", 0) + 1)

    def _message(self, node: Any) -> None:
        """Read the body of a directive that docutils does not know and that holds text."""
        source = next((child.astext() for child in node.children if child.tagname == "literal_block"), "")
        match = _UNKNOWN.match(source)
        if not match:
            return
        head, _, body = match[2].partition("\n")
        lines = textwrap.dedent(body).strip("\n").split("\n")
        while lines and re.match(r":[\w-]+:", lines[0]):
            lines = lines[1:]
        if match[1].split(":")[-1] not in _PROSE:
            self.builder.drop("directive", source)
            return
        spoken = re.sub(r"^v?\d[\w.]*\s*", "", head) if match[1].startswith(("version", "deprecated")) else ""
        self.blocks(_parse("\n".join([spoken, *lines] if spoken else lines)))

    def heading(self, node: Any) -> str:
        """Return a heading without the marks of substitutions that stand in another file, most of them pictures."""
        words = self.line(node)
        return joined(_SUBSTITUTION.sub("", words)) or words

    def line(self, node: Any) -> str:
        """Return the text of a block without its marks."""
        return joined(re.sub(rf"\s*{_NOTED}", "", "".join(self._pieces(node))))

    def _pieces(self, node: Any, before: str = "") -> Iterator[str]:
        if node.tagname == "#text":
            yield node.astext()
        elif node.tagname == "math":
            yield f"${' '.join(node.astext().split())}$"
        elif node.tagname == "superscript":
            yield notes.superscript(node.astext(), before[-60:])
        elif node.tagname == "subscript":
            yield notes.lower(node.astext())
        elif node.tagname == "problematic":
            yield self._role(node.astext())
        elif node.tagname in ("footnote_reference", "citation_reference"):
            yield _NOTED
        elif node.tagname in ("image", "system_message", "target", "raw"):
            yield ""
        else:
            for child in node.children:
                for piece in self._pieces(child, before):
                    before += piece
                    yield piece

    def _role(self, source: str) -> str:
        """Return what a role of Sphinx shows: its words, of a name with ~ the last part."""
        if re.fullmatch(r"\[[^\[\]\s]+\]_", source):
            return _NOTED  # a note that the file does not hold
        match = _ROLE.fullmatch(source)
        if not match:
            return source
        role, words = match[1] or match[4], match[2] if match[1] else match[3]
        if role in _STRUCK:
            self.builder.drop("struck out", words)
            return ""
        titled = _TARGET.match(words)
        if titled:
            return titled[1]
        return words.rsplit(".", 1)[-1] if words.startswith("~") else words.lstrip("!")


_BLOCKS: dict[str, Callable[[_Walk, Any], None]] = {
    "literal_block": _Walk._code,
    "doctest_block": _Walk._code,
    "option_list": _Walk._code,
    "math_block": _Walk._formula,
    "footnote": _Walk._note,
    "citation": _Walk._note,
    "figure": _Walk._figure,
    "topic": _Walk._contents,
    "definition_list_item": _Walk._defined,
    "field": _Walk._defined,
    "table": _Walk._table,
    "system_message": _Walk._message,
}
