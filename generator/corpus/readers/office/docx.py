"""Word's .docx: headings by their styles, lists, tables, notes; without deletions, comments, hidden and struck text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from generator.corpus.readers import metadata
from generator.corpus.readers.office import drawing, package
from generator.corpus.readers.outline import could_be_heading
from generator.corpus.readers.reading import Builder, Reading
from generator.corpus.readers.structure import finish
from generator.corpus.readers.tables import MOST, headed

NAME = "docx"
VERSION = 4

_LEVEL = re.compile(r"(?:heading|标题|überschrift|titre|título)\s?(\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"toc\b|toc ?\d|table of figures|目录", re.IGNORECASE)
_KINDS = (
    ("quote", re.compile(r"\bquot(?:e|ation)s?\b|block text|引用|zitat", re.IGNORECASE)),
    ("code", re.compile(r"source code|preformatted|\bcode\b|plain text|macro text|代码", re.IGNORECASE)),
)
_LINE_GOES_ON = re.compile(r"(?<=[^\s.!?:;。！？：；…])[ \t]*\n[ \t]*(?=[a-zà-ÿ])")
"""A line that is broken inside a sentence."""
_HAN_GOES_ON = re.compile(r"(?<=[\u4e00-\u9fff])\n(?=[\u4e00-\u9fff][^\n]*[。！？])")
_THROUGH = frozenset(("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir",
                      "bdo", "AlternateContent", "Choice", "drawing", "inline", "anchor", "graphic", "graphicData",
                      "wsp", "txbx", "wgp", "ruby", "rubyBase"))  # fmt: skip


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a document of Word."""
    archive = package.opened(data, name)
    main = archive.first("", "officeDocument", "word/document.xml")
    folder = main.rpartition("/")[0]
    walk = _Walk(_styles(archive.optional(f"{folder}/styles.xml")))
    body = archive.tree(main).find("body")
    walk.blocks(body if body is not None else Element("none"))
    for kind in ("footnotes", "endnotes"):
        for note in archive.optional(f"{folder}/{kind}.xml"):
            if note.get("type", "normal") == "normal":
                walk.note(note)
    found = metadata.known(package.facts(archive.optional("docProps/core.xml")))
    return finish(walk.builder, reader=version(), metadata=found, damaged=walk.builder.unreadable())


@dataclass(frozen=True, slots=True)
class _Style:
    level: int = 0
    """Of a heading, from 1; 0 for other text."""
    contents: bool = False
    item: bool = False
    kind: str = "paragraph"
    gone: str = ""
    """Why text of the style is not read: "hidden" or "struck out"."""


def _styles(root: Element) -> dict[str, _Style]:
    """Return style id → what a paragraph of it is; a style is what the one that it is based on is."""
    raw = {style.get("styleId", ""): style for style in root.iter("style")}

    def of(key: str, depth: int) -> _Style:
        style = raw.get(key)
        if style is None or depth > 10:
            return _Style()
        name = _value(style, "name")
        level = _LEVEL.match(name)
        outline = style.find("pPr/outlineLvl")
        gone = _gone(style.find("rPr"))
        if level or name.lower() == "title":
            return _Style(level=min(6, int(level[1]) + 1) if level else 1)
        if outline is not None and outline.get("val", "").isdigit() and int(outline.get("val")) < 9:
            return _Style(level=min(6, int(outline.get("val")) + 2))
        above = of(_value(style, "basedOn"), depth + 1)
        numbered = style.find("pPr/numPr") is not None or name.lower().startswith("list ")
        kind = next((kind for kind, pattern in _KINDS if pattern.search(name)), above.kind)
        contents = bool(_CONTENTS.match(name))
        gone = gone or above.gone
        return _Style(level=above.level, contents=contents, item=numbered or above.item, kind=kind, gone=gone)

    return {key: of(key, 0) for key in raw}


def _gone(properties: Element | None) -> str:
    """Return why a run with these properties is not read, "" for one that is."""
    if drawing.on(properties, "strike", "dstrike"):
        return "struck out"
    return "hidden" if drawing.on(properties, "vanish", "webHidden") else ""


def _value(node: Element, name: str) -> str:
    found = node.find(name)
    return found.get("val", "") if found is not None else ""


@dataclass(slots=True)
class _Walk:
    styles: dict[str, _Style]
    builder: Builder = field(default_factory=Builder)
    begun: str = ""
    """Text of a paragraph whose end was deleted: the next one goes on with it."""
    style: _Style = field(default_factory=_Style)
    """Of the paragraph at hand."""
    boxes: list[Element] = field(default_factory=list)
    """Text boxes of the paragraph at hand: they stand beside its text."""

    def blocks(self, node: Element) -> None:
        for child in node:
            if child.tag == "p":
                self._paragraph(child)
            elif child.tag == "tbl":
                self._table(child)
            elif child.tag in _THROUGH:
                self.blocks(child)

    def note(self, node: Element) -> None:
        text = " ".join(self._text(paragraph) for paragraph in node.iter("p"))
        self.builder.add("note", text)

    def _paragraph(self, node: Element) -> None:
        properties = node.find("pPr")
        properties = Element("none") if properties is None else properties
        self.style = style = self.styles.get(_value(properties, "pStyle"), _Style())
        text = self.begun + self._text(node)
        self.begun = text if properties.find("rPr/del") is not None else ""
        if self.begun:
            return
        outline = _value(properties, "outlineLvl")
        level = min(6, int(outline) + 2) if outline.isdigit() and int(outline) < 9 else style.level
        depth = properties.find("numPr/ilvl")
        numbered = properties.find("numPr")
        if style.contents:
            self.builder.drop("contents", text)
        elif level and text.strip():
            self.builder.add("heading", text.replace("\n", " "), level=level)
        elif (numbered is not None and _value(numbered, "numId") != "0") or style.item:
            number = depth.get("val", "0") if depth is not None else "0"
            self.builder.add("item", text, level=int(number) if number.isdigit() else 0)
        elif text.strip() and self._bold(node) and could_be_heading(text):
            self.builder.add("heading", text)
        else:
            self.builder.add(style.kind, text)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def _bold(self, node: Element) -> bool:
        """Tell whether a paragraph is set in bold as a whole: a heading without a style."""
        runs = [run for run in node.iter("r") if "".join(t.text or "" for t in run.iter("t")).strip()]
        return bool(runs) and all(drawing.on(run.find("rPr"), "b") for run in runs)

    def _table(self, node: Element) -> None:
        rows = [row for row in _inside(node, "tr") if not self._row_gone(row)]
        cells = [list(_inside(row, "tc")) for row in rows]
        if max(map(len, cells), default=0) < 2:
            for cell in (cell for row in cells for cell in row):
                self.blocks(cell)
            return
        texts: list[list[str]] = []
        for row in cells:
            texts.append(self._texts(row, texts[-1] if texts else []))
        for _, head, row in headed(texts):
            self.builder.row(head, row)

    def _row_gone(self, row: Element) -> bool:
        """Tell whether a row was deleted or is hidden, and note it."""
        properties = row.find("trPr")
        why = "struck out" if drawing.on(properties, "del") else "hidden" if drawing.on(properties, "hidden") else ""
        if why:
            self.builder.drop(why, " | ".join(_plain(cell) for cell in _inside(row, "tc")))
        return bool(why)

    def _texts(self, row: list[Element], above: list[str]) -> list[str]:
        """Return the texts of a row, column by column; a merged cell has that of the cell it is merged with."""
        texts: list[str] = []
        for cell in row:
            merged = cell.find("tcPr/vMerge")
            span = _value(cell, "tcPr/gridSpan")
            if merged is not None and merged.get("val", "continue") == "continue":
                text = above[len(texts)] if len(texts) < len(above) else ""
            else:
                text = " ".join(self._text(paragraph) for paragraph in cell.iter("p"))
            texts += [text] * min(MOST, int(span) if span.isdigit() else 1)
        return texts

    def _text(self, node: Element) -> str:
        text = "".join(self._runs(node))
        return _LINE_GOES_ON.sub(" ", _HAN_GOES_ON.sub("", text))

    def _runs(self, node: Element) -> Iterator[str]:
        for child in node:
            if child.tag == "r":
                yield self._run(child)
            elif child.tag in ("oMath", "oMathPara"):
                yield drawing.formula(child)
            elif child.tag in _THROUGH:
                yield from self._runs(child)
            elif child.tag in ("del", "moveFrom"):
                self.builder.drop("struck out", _plain(child))

    def _run(self, run: Element) -> str:
        properties = run.find("rPr")
        text = "".join(self._pieces(run))
        styled = self.styles.get(_value(properties, "rStyle"), _Style()) if properties is not None else _Style()
        if why := _gone(properties) or _kept(properties, styled.gone) or _kept(properties, self.style.gone):
            self.builder.drop(why, text)
            return ""
        raised = _value(properties, "vertAlign") if properties is not None else ""
        return drawing.script(text, raised)

    def _pieces(self, run: Element) -> Iterator[str]:
        for child in run:
            if child.tag == "t":
                yield child.text or ""
            elif child.tag in ("tab", "ptab"):
                yield " "
            elif child.tag in ("br", "cr"):
                yield "\n" if child.get("type") is None else ""
            elif child.tag == "noBreakHyphen":
                yield "-"
            elif child.tag == "sym":
                yield "\ufffd"
            elif child.tag in ("AlternateContent", "drawing", "pict"):
                boxes = list(child.iter("txbxContent"))
                self.boxes += boxes[: 1 if child.tag == "AlternateContent" else None]


def _kept(properties: Element | None, why: str) -> str:
    """Return why a style hides text, "" where the run itself takes that back."""
    names = ("strike", "dstrike") if why == "struck out" else ("vanish", "webHidden")
    return "" if properties is not None and any(properties.find(name) is not None for name in names) else why


def _plain(node: Element) -> str:
    """Return the words of a node whatever their marks."""
    return "".join(text.text or "" for text in node.iter() if text.tag in ("t", "delText"))


def _inside(node: Element, tag: str) -> Iterator[Element]:
    """Yield the children of a tag, also those wrapped in marks of changes and controls."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in _THROUGH:
            yield from _inside(child, tag)
