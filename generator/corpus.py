"""A corpus: documents cut into chunks that readers cite by number."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, list item, note, table row, code line or quotation inside a chunk."""

    kind: str
    """"paragraph", "item", "note", "table", "code" or "quote"."""
    start: int
    end: int
    """Character offsets into the chunk's text; blocks are joined by one newline."""
    heading_path: tuple[str, ...]
    """Headings above the block, outermost first, the document's title left out."""
    level: int = 0
    """Depth of a list item, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """The unit that a citation names."""

    number: int
    """From 1 within the document."""
    text: str
    """Normalised text of the blocks, headings not included."""
    blocks: tuple[Block, ...]
    heading_path: tuple[str, ...]
    """Headings that all blocks share."""
    pages: tuple[tuple[int, int], ...]
    """(character offset into the text, page from 1) for each page that starts in the chunk; () without pages."""
    sha256: str
    """Of the text in UTF-8: the chunk's identity."""

    def page_at(self, offset: int) -> int | None:
        """Return the page of the character at `offset`, or None where the source has no pages."""
        page = None
        for start, number in self.pages:
            if start > offset and page is not None:
                break
            page = number
        return page


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source text."""

    path: str
    """Relative to the corpus folder for a corpus document, file name for an attachment; POSIX separators."""
    sha256: str
    """Of the file's bytes."""
    kind: str
    """"markdown", "text", "html" or "pdf"."""
    title: str
    """Unique within its corpus: a repeated title gets " (2)", in path order."""
    language: str
    """"zh" or "en"."""
    metadata: tuple[tuple[str, str], ...]
    """Sorted pairs; known keys: author, date, url, accessed, licence, source, publish (full, excerpt or none)."""
    chunks: tuple[Chunk, ...]
    reader: str
    """Name and version of the reader: "pdfminer 1"."""
    damaged: bool = False
    """True when more than 2 % of the characters were unreadable: its figures are never quoted."""
    dropped: tuple[tuple[str, str], ...] = ()
    """(reason, text) of what the reader left out: navigation, running heads, advertisements."""

    def get(self, key: str) -> str:
        """Return the metadata value, "" when absent."""
        return dict(self.metadata).get(key, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A file of the corpus that could not be read."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All documents of a folder, in path order."""

    root: Path
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()

    def by_title(self, title: str) -> Document | None:
        """Return the document of that title, or None."""
        return next((document for document in self.documents if document.title == title), None)
