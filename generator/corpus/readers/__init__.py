"""Readers: bytes of a file in, its text as headings, paragraphs, list items, notes and tables out.

Interchangeable modules with the same functions, listed in `READERS`:

- `version()`: name and version, with the optional libraries that are there; enters the key under which results are
  kept, so a module's `VERSION` is raised whenever the text that comes out changes;
- `read(data, name, allow_pages) -> Reading`: see `read` below.
"""

import importlib
from collections.abc import Callable
from pathlib import PurePath

from generator.corpus.readers.reading import Element, Reading

__all__ = ["READERS", "Element", "Reading", "kind_of", "read", "version"]

READERS = {
    "markdown": "generator.corpus.readers.markdown",
    "text": "generator.corpus.readers.plain",
    "html": "generator.corpus.readers.html",
    "pdf": "generator.corpus.readers.pdf",
}
"""Kind of a document to the module that reads it; imported when the first such file is met."""

SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
}
"""File name ending, lower case, to the kind of document."""


def kind_of(name: str) -> str | None:
    """Return the kind of document that a file of this name is taken for, None for one that is not read."""
    return SUFFIXES.get(PurePath(name).suffix.lower())


def version(kind: str) -> str:
    """Return the version of the reader for `kind`, with what it depends on in this installation."""
    return importlib.import_module(READERS[kind]).version()


def read(kind: str, data: bytes, name: str, allow_pages: Callable[[int], None] = lambda pages: None) -> Reading:
    """Read the bytes of one file.

    `name` is the file's name (titles fall back on it); `allow_pages` is told the number of pages as soon as it
    is known. Raises BriefproofError with one line; anything may be raised for a hostile file, which is why
    `generator.corpus.isolation` calls this in a child process.
    """
    return importlib.import_module(READERS[kind]).read(data, name, allow_pages)
