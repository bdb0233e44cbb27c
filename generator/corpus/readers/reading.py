"""What every reader returns."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.corpus.locators import Locator
from generator.language import text as texts

KINDS = ("heading", "paragraph", "item", "note", "table", "code", "quote")
DAMAGE_LIMIT = 0.02
"""Share of unreadable characters above which a document counts as damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A heading, paragraph, list item, note, table row, line of code or quotation, in reading order."""

    kind: str
    """One of `KINDS`."""
    text: str
    """Normalised (see `text.normalise`), one line."""
    level: int = 0
    """heading: 1 (outermost) to 6; item: depth from 0; otherwise 0."""
    pages: tuple[tuple[int, Locator], ...] = ()
    """(character offset, page or place) for each that the text touches; () where the source has none."""
    linked: float = 0.0
    """Share of the characters that stand inside links, 0 to 1."""
    label: str = ""
    """What stands above it without being a heading, as who speaks; ends the heading path of its block."""
    local: bool = False
    """True when its links point into the same document only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file's text and what was left out of it."""

    title: str
    """"" when the file names none."""
    metadata: tuple[tuple[str, str], ...] = ()
    elements: tuple[Element, ...]
    dropped: tuple[tuple[str, str], ...] = ()
    """(reason, text), in reading order."""
    damaged: int = 0
    """Characters that could not be read: private use, replacement, glyphs without a code."""
    scanned: bool = False
    """True when text comes from a recognition layer under a page image."""
    reader: str
    """Name and version: "pdfminer 1"."""
    encoding: str = ""
    """Of the file's text: "utf-8", "big5hkscs"; "" for a kind of file that has none."""
    encoding_by: str = ""
    """How it was found: "declared", "bom", "utf-8" or "scored"."""
    doubtful: bool = False
    """True where another encoding reads nearly as well."""

    @property
    def is_damaged(self) -> bool:
        """Tell whether figures of this source must not be quoted."""
        characters = sum(len(element.text) for element in self.elements)
        return self.scanned or self.doubtful or self.damaged > DAMAGE_LIMIT * max(1, characters)


@dataclass(slots=True)
class Builder:
    """Collects elements and dropped text while a reader walks through a file."""

    elements: list[Element] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    label: str = ""
    """Of the elements that are added now and have none of their own; a heading has none."""
    place: str = ""
    """Name of the place of the elements that are added now, where they have none of their own."""

    def add(self, kind: str, text: str, **more) -> None:
        """Append `text`, normalised, as one element per line; nothing for an empty one."""
        if self.label and kind != "heading":
            more.setdefault("label", self.label)
        if self.place:
            more.setdefault("pages", ((0, self.place),))
        for line in texts.normalise(text).split("\n"):
            if line:
                self.elements.append(Element(kind=kind, text=line, **more))

    def row(self, head: Sequence[str], cells: Sequence[str], **more) -> None:
        """Append a row of a table as one statement: each cell behind the head of its column.

        `head` is () for a table without heads, and for the row of the heads themselves.
        """
        told = []
        for position, cell in enumerate(" ".join(cell.split()) for cell in cells):
            label = " ".join(head[position].split()).rstrip(" :：") if position < len(head) else ""
            if cell:
                told.append(f"{label}: {cell}" if label and label != cell else cell)
        if head and any(head):
            self.add("table", " | ".join(told), **more)
        elif any(cell.strip() for cell in cells):
            self.add("table", " | ".join(" ".join(cell.split()) for cell in cells), **more)

    def unreadable(self) -> int:
        """Count the unreadable characters of the elements: those of a file that is no text itself."""
        return sum(unreadable(element.text) for element in self.elements)

    def drop(self, reason: str, text: str) -> None:
        """Note that `text` was left out."""
        line = " ".join(texts.normalise(text).split())
        if line:
            self.dropped.append((reason, line))


@dataclass(slots=True)
class Plain:
    """A text without the marks of its dialect, and what was taken out of it."""

    text: str
    notes: list[str] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    """(reason, text), in reading order."""


def unreadable(text: str) -> int:
    """Count the characters of `text` that stand for no character: private use and replacement."""
    return sum(
        1
        for character in text
        if "\ue000" <= character <= "\uf8ff" or character in "\ufffd\u25a1" or character >= "\U000f0000"
    )
