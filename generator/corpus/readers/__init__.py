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
from generator.messages import joined, say

__all__ = ["READERS", "Element", "Reading", "kind_of", "read", "refusal", "version"]

READERS = {
    "markdown": "generator.corpus.readers.markdown",
    "text": "generator.corpus.readers.plain",
    "html": "generator.corpus.readers.html",
    "rst": "generator.corpus.readers.rst",
    "asciidoc": "generator.corpus.readers.asciidoc",
    "pdf": "generator.corpus.readers.pdf",
    "docx": "generator.corpus.readers.office.docx",
    "pptx": "generator.corpus.readers.office.pptx",
    "xlsx": "generator.corpus.readers.office.xlsx",
    "odt": "generator.corpus.readers.office.odt",
    "epub": "generator.corpus.readers.office.epub",
    "csv": "generator.corpus.readers.sheets",
    "notebook": "generator.corpus.readers.notebook",
    "mail": "generator.corpus.readers.mail",
    "subtitles": "generator.corpus.readers.subtitles",
}
"""Kind of a document to the module that reads it; imported when the first such file is met."""

SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".txt": "text",
    ".text": "text",
    ".log": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rst": "rst",
    ".rest": "rst",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".asc": "asciidoc",
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".pptx": "pptx",
    ".pptm": "pptx",
    ".ppsx": "pptx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".odt": "odt",
    ".epub": "epub",
    ".csv": "csv",
    ".tsv": "csv",
    ".ipynb": "notebook",
    ".eml": "mail",
    ".mhtml": "mail",
    ".mht": "mail",
    ".srt": "subtitles",
    ".vtt": "subtitles",
}
"""File name ending, lower case, to the kind of document."""
INSTEAD = {
    ".doc": say("save it as .docx"),
    ".dot": say("save it as .docx"),
    ".rtf": say("save it as .docx"),
    ".wps": say("save it as .docx"),
    ".pages": say("export it as .docx"),
    ".ppt": say("save it as .pptx"),
    ".key": say("export it as .pptx"),
    ".xls": say("save it as .xlsx"),
    ".xlsb": say("save it as .xlsx"),
    ".ods": say("save it as .xlsx"),
    ".odp": say("save it as .pptx"),
    ".numbers": say("export it as .xlsx"),
    ".mobi": say("convert it to .epub"),
    ".azw3": say("convert it to .epub"),
    ".tex": say("give the PDF made of it"),
    ".ps": say("give a PDF of it"),
    ".djvu": say("give a PDF with a text layer"),
    ".org": say("export it as .md"),
    ".msg": say("save it as .eml"),
    ".webarchive": say("save the page as .html"),
    ".zip": say("unpack it"),
    ".7z": say("unpack it"),
    ".rar": say("unpack it"),
    ".tar": say("unpack it"),
    ".gz": say("unpack it"),
}
"""Ending of a kind that is not read, to what a person can do."""


def kind_of(name: str) -> str | None:
    """Return the kind of document that a file of this name is taken for, None for one that is not read."""
    return None if PurePath(name).name.startswith("~$") else SUFFIXES.get(PurePath(name).suffix.lower())


def refusal(name: str) -> str:
    """Return why a file of this name is not read, and what a person can do."""
    if PurePath(name).name.startswith("~$"):
        return say("not a kind of file that is read: the mark of an open document; close it")
    advice = INSTEAD.get(PurePath(name).suffix.lower())
    return say("not a kind of file that is read{advice}", advice=joined(("; ", advice), "") if advice else "")


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
