"""Plain text: paragraphs, lists and headings by general rules."""

import re
from collections.abc import Callable

from generator.readers import metadata
from generator.readers.decoding import decode
from generator.readers.joining import join, vocabulary
from generator.readers.reading import Builder, Reading, unreadable
from generator.readers.structure import finish

NAME = "text"
VERSION = 1
_BULLET = re.compile(r"^(\s*)(?:[•●○◦▪■◆◇►▶–—·*+-]|\d{1,3}[.)、])\s+")


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a plain text file."""
    found, body = metadata.split_front_matter(decode(data, name))
    metadata.check(found, name)
    builder = Builder()
    words = vocabulary(body)
    paragraph = ""
    for line in [*body.split("\n"), ""]:
        if not line.strip() or _BULLET.match(line):
            builder.add("paragraph", paragraph)
            paragraph = ""
        if _BULLET.match(line):
            builder.add("item", _BULLET.sub("", line))
        elif line.strip():
            paragraph = join(paragraph, line, words) if paragraph else line
    return finish(builder, reader=version(), metadata=found, damaged=unreadable(body), web=True)
