"""OpenDocument text (.odt): headings, lists, tables, notes; without tracked deletions, comments and hidden text."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from generator.corpus.readers import formulas, markup, metadata
from generator.corpus.readers.office import drawing, package
from generator.corpus.readers.reading import Builder, Reading
from generator.corpus.readers.structure import finish
from generator.corpus.readers.tables import MOST, headed

NAME = "odt"
VERSION = 4

_GONE = frozenset(("tracked-changes", "annotation", "annotation-end", "sequence-decls", "forms", "variable-decls",
                   "hidden-text", "hidden-paragraph", "frame-title", "desc", "title", "note-citation"))  # fmt: skip
_INDEXES = frozenset(("table-of-content", "illustration-index", "table-index", "alphabetical-index", "user-index"))


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a text document."""
    archive = package.opened(data, name)
    content = archive.tree("content.xml")
    walk = _Walk(archive, _styles((archive.optional("styles.xml"), content)))
    body = content.find("body/text")
    walk.blocks(body if body is not None else Element("none"))
    for note in walk.notes:
        walk.builder.add("note", note)
    found = metadata.known(package.facts(archive.optional("meta.xml")))
    return finish(walk.builder, reader=version(), metadata=found, damaged=walk.builder.unreadable())


@dataclass(slots=True)
class _Styles:
    """What the names of styles mean."""

    gone: dict[str, str] = field(default_factory=dict)
    """Name → why its text is left out."""
    placed: dict[str, str] = field(default_factory=dict)
    """Name → "super" or "sub"."""
    kinds: dict[str, str] = field(default_factory=lambda: dict(_KINDS))


_KINDS = {
    "Title": "heading",
    "Quotations": "quote",
    "Preformatted_20_Text": "code",
    "Source_20_Code": "code",
    "Source_20_Text": "code",
}


def _styles(roots: tuple[Element, ...]) -> _Styles:
    found = _Styles()
    for style in (style for root in roots for style in root.iter("style")):
        name, above = style.get("name", ""), style.get("parent-style-name", "")
        if above in found.kinds:
            found.kinds.setdefault(name, found.kinds[above])
        for properties in style.iter("text-properties"):
            through = (properties.get(f"text-line-through-{what}", "none") for what in ("style", "type"))
            if any(value != "none" for value in through):
                found.gone[name] = "struck out"
            elif properties.get("display") == "none":
                found.gone[name] = "hidden"
            found.placed[name] = _place(properties.get("text-position", ""))
    return found


def _place(position: str) -> str:
    if position.startswith(("super", "sub")):
        return position
    return "sub" if position.startswith("-") else "super" if position[:1].isdigit() and position[0] != "0" else ""


@dataclass(slots=True)
class _Walk:
    archive: package.Package
    styles: _Styles
    builder: Builder = field(default_factory=Builder)
    notes: list[str] = field(default_factory=list)

    def blocks(self, node: Element, depth: int = -1) -> None:
        for child in node:
            if child.tag == "h":
                level = child.get("outline-level", "1")
                self.builder.add("heading", self._text(child), level=min(6, int(level) + 1) if level.isdigit() else 2)
            elif child.tag == "p":
                kind = "item" if depth >= 0 else self.styles.kinds.get(child.get("style-name", ""), "paragraph")
                self.builder.add(kind, self._text(child), level=1 if kind == "heading" else max(0, depth))
            elif child.tag == "list":
                for item in child:
                    self.blocks(item, depth + 1)
            elif child.tag == "table":
                self._table(child)
            elif child.tag in _INDEXES:
                self.builder.drop("contents", " ".join(self._text(line) for line in child.iter("p")))
            elif child.tag in ("section", "text-box", "frame", "numbered-paragraph", "index-body"):
                if child.get("display") == "none":
                    self.builder.drop("hidden", " ".join(self._text(line) for line in child.iter("p")))
                else:
                    self.blocks(child, depth)

    def _table(self, node: Element) -> None:
        rows = []
        for row in node.iter("table-row"):
            if row.get("visibility", "visible") != "visible":
                self.builder.drop("hidden row", " | ".join("".join(cell.itertext()) for cell in row))
                continue
            texts: list[str] = []
            for cell in (cell for cell in row if cell.tag in ("table-cell", "covered-table-cell")):
                count = cell.get("number-columns-repeated", "1")
                text = " ".join(self._text(line) for line in cell.iter("p"))
                texts += [text] * (min(MOST, int(count)) if count.isdigit() else 1)
            rows.append(texts)
        for _, head, row in headed(rows):
            self.builder.row(head, row)

    def _text(self, node: Element) -> str:
        return " ".join("".join(self._pieces(node)).split())  # white space of the XML is one space

    def _pieces(self, node: Element) -> Iterator[str]:
        name = node.get("style-name", "")
        if name in self.styles.gone:
            self.builder.drop(self.styles.gone[name], "".join(node.itertext()))
            return
        inner = [node.text or ""]
        for child in node:
            inner += [*self._child(child), child.tail or ""]
        yield drawing.script("".join(inner), self.styles.placed.get(name, "") if node.tag == "span" else "")

    def _child(self, child: Element) -> Iterator[str]:
        if child.tag in ("s", "tab", "line-break"):
            yield " "
        elif child.tag == "note":
            self.notes.append(" ".join(self._text(line) for line in child.iter("p")))
        elif child.tag == "frame":
            held = child.find("object")
            yield self._formula(held.get("href", "")) if held is not None else ""
            box = child.find("text-box")
            if box is not None:
                self.blocks(box)
        elif child.tag not in _GONE:
            yield from self._pieces(child)

    def _formula(self, place: str) -> str:
        """Return the text of an embedded formula; of another object the mark that makes its sentence unusable."""
        part = f"{posixpath.normpath(place)}/content.xml"
        if part not in self.archive:
            return formulas.UNKNOWN
        root = markup.parse(self.archive.part(part).decode("utf-8", "replace"))
        math = next((node for node in root.walk() if node.tag == "math"), None)
        return (formulas.text(math, root) if math is not None else None) or formulas.UNKNOWN
