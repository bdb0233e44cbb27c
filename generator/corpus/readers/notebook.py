"""Notebooks (.ipynb): their cells of text as Markdown, their cells of code as code; what code printed is left out."""

import json
from collections.abc import Callable

from generator.corpus.readers import markdown
from generator.corpus.readers.decoding import decode
from generator.corpus.readers.reading import Builder, Reading
from generator.corpus.readers.structure import finish
from generator.errors import BriefproofError

NAME = "notebook"
VERSION = 3


def version() -> str:
    """Return name and version of the reader, with those of what reads its text."""
    return f"{NAME} {VERSION}+{markdown.version()}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a notebook of Jupyter; each text knows its cell."""
    try:
        decoded = decode(data, name)
        notebook = json.loads(decoded.text)
        cells = notebook["cells"] if "cells" in notebook else notebook["worksheets"][0]["cells"]
        pieces = [_markdown(cell) for cell in cells]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise BriefproofError("{name}: not a notebook (no JSON with cells); give a repaired copy", name=name) from None
    about = notebook.get("metadata", {})
    title = about.get("title", "") if isinstance(about, dict) else ""
    known = {"title": title} if isinstance(title, str) and title else {}
    builder = Builder()
    for number, piece in enumerate(pieces, 1):
        builder.place = f"cell {number}"
        markdown.add(builder, piece)
    return finish(builder, reader=version(), metadata=known, damaged=builder.unreadable(), decoded=decoded)


def _markdown(cell: dict) -> str:
    source = cell.get("source", cell.get("input", ""))
    text = source if isinstance(source, str) else "".join(source)
    if cell["cell_type"] == "markdown":
        return text
    if cell["cell_type"] == "heading":
        return "#" * int(cell.get("level", 1)) + " " + text
    fence = "~" * (max(3, text.count("~") + 1) if "~~~" in text else 3)
    return f"{fence}\n{text}\n{fence}" if cell["cell_type"] == "code" else ""
