"""PowerPoint's .pptx, slide by slide; without notes of the speaker, hidden slides and struck text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from generator.corpus.readers import metadata
from generator.corpus.readers.office import drawing, package
from generator.corpus.readers.reading import Builder, Reading
from generator.corpus.readers.structure import finish
from generator.corpus.readers.tables import headed

NAME = "pptx"
VERSION = 4

_MAIN = "ppt/presentation.xml"
_TITLES = ("title", "ctrTitle")
_FURNITURE = ("sldNum", "dt", "ftr", "hdr")


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a presentation; each text knows its slide."""
    archive = package.opened(data, name)
    main = archive.first("", "officeDocument", _MAIN)
    parts = archive.related(main)
    slides = [parts[slide.get("id", "")][1] for slide in archive.tree(main).iter("sldId") if slide.get("id") in parts]
    walk = _Walk()
    for number, part in enumerate(slides, 1):
        walk.slide(number, archive.tree(part))
        walk.notes(archive.optional(archive.first(part, "notesSlide")))
    found = metadata.known(package.facts(archive.optional("docProps/core.xml")))
    return finish(walk.builder, reader=version(), metadata=found, damaged=walk.builder.unreadable())


@dataclass(slots=True)
class _Walk:
    builder: Builder = field(default_factory=Builder)
    number: int = 0

    def slide(self, number: int, root: Element) -> None:
        self.number, self.builder.place = number, f"slide {number}"
        tree = root.find("cSld/spTree")
        if tree is None:
            return
        if root.get("show", "1") in drawing.OFF:
            self.builder.drop("hidden slide", _plain(tree))
            return
        shapes = list(_shapes(tree))
        for shape in sorted(shapes, key=lambda shape: _placeholder(shape) not in _TITLES):
            self._shape(shape)

    def notes(self, root: Element) -> None:
        for shape in root.iter("sp"):
            if _placeholder(shape) == "body":
                self.builder.drop("notes of the speaker", _plain(shape))

    def _shape(self, shape: Element) -> None:
        kind = _placeholder(shape)
        if kind in _FURNITURE or _hidden(shape):
            self.builder.drop("running head" if kind in _FURNITURE else "hidden", _plain(shape))
        elif shape.tag == "graphicFrame":
            for table in shape.iter("tbl"):
                rows = [[self._all(cell) for cell in row.iter("tc")] for row in table.iter("tr")]
                for _, head, row in headed(rows):
                    self.builder.row(head, row)
        elif kind in _TITLES:
            self._add("heading", self._all(shape), 1 if kind == "ctrTitle" and self.number == 1 else 2)
        else:
            for paragraph in shape.iter("p"):
                properties = paragraph.find("pPr")
                listed = kind in ("body", "obj", "subTitle", "idx") or _bulleted(properties)
                level = properties.get("lvl", "0") if properties is not None else "0"
                text = self._text(paragraph)
                self._add("item" if listed else "paragraph", text, int(level) if listed and level.isdigit() else 0)

    def _add(self, kind: str, text: str, level: int) -> None:
        if kind == "heading":
            text = text.replace("\n", " ")
        self.builder.add(kind, text, level=level)

    def _all(self, node: Element) -> str:
        return " ".join(self._text(paragraph) for paragraph in node.iter("p")).strip()

    def _text(self, paragraph: Element) -> str:
        return "".join(self._runs(paragraph))

    def _runs(self, node: Element) -> Iterator[str]:
        for child in node:
            if child.tag in ("r", "fld"):
                properties = child.find("rPr")
                text = "".join(text.text or "" for text in child.iter("t"))
                if properties is not None and properties.get("strike", "noStrike") != "noStrike":
                    self.builder.drop("struck out", text)
                    continue
                raised = properties.get("baseline", "0") if properties is not None else "0"
                yield drawing.script(text, {"-": "sub", "0": ""}.get(raised[:1], "super"))
            elif child.tag == "br":
                yield "\n"
            elif child.tag == "oMath":
                yield drawing.formula(child)
            elif child.tag in ("AlternateContent", "Choice", "m", "oMathPara"):
                yield from self._runs(child)


def _shapes(tree: Element) -> Iterator[Element]:
    for child in tree:
        if child.tag in ("sp", "graphicFrame"):
            yield child
        elif child.tag in ("grpSp", "AlternateContent", "Choice"):
            yield from _shapes(child)


def _placeholder(shape: Element) -> str:
    """Return the kind of a placeholder, "" for a shape that is none."""
    for path in ("nvSpPr/nvPr/ph", "nvGraphicFramePr/nvPr/ph"):
        found = shape.find(path)
        if found is not None:
            return found.get("type", "obj")
    return ""


def _hidden(shape: Element) -> bool:
    named = next((shape.find(path) for path in ("nvSpPr/cNvPr", "nvGraphicFramePr/cNvPr")
                  if shape.find(path) is not None), None)  # fmt: skip
    return named is not None and named.get("hidden", "0") not in drawing.OFF


def _bulleted(properties: Element | None) -> bool:
    return properties is not None and any(properties.find(name) is not None for name in ("buChar", "buAutoNum"))


def _plain(shape: Element) -> str:
    """Return the words of a shape, or of all shapes of a slide, whatever their marks."""
    return " ".join(text.text or "" for text in shape.iter("t"))
