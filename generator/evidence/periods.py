"""Which of several versions of one document counts: the newest."""

import re
from collections.abc import Iterable

from generator.corpus import Document

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-./年]?(0?[1-9]|1[0-2])(?:[-./月]?(0?[1-9]|[12]\d|3[01])(?!\d))?)?(?!\d)")
_VERSION = re.compile(r"(?<![\w.])[vV]?\d+(?:\.\d+)+(?![\w])")


def superseded(documents: Iterable[Document]) -> frozenset[str]:
    """Return the paths of documents that bear the title of a newer one: last year's law, an older edition.

    Told by the date of their front matter or sidecar, else of their file name or title; what bears none stays.
    """
    editions: dict[str, list[tuple[tuple[int, int, int], str]]] = {}
    for document in documents:
        if day := _day(document):
            editions.setdefault(_name(document.title), []).append((day, document.path))
    return frozenset(path for found in editions.values() for day, path in found if day < max(day for day, _ in found))


def _name(title: str) -> str:
    """Return a title without its date, its version and the mark of a repeated one."""
    bare = re.sub(r" \(\d+\)$", "", title)
    return re.sub(r"[\W_]+", " ", _VERSION.sub("", _DAY.sub("", bare))).strip().casefold()


def _day(document: Document) -> tuple[int, int, int] | None:
    """Return the year, month and day of a document, 0 for what is not told; None where no year is."""
    for words in (document.get("date"), document.title, document.path.rsplit("/", 1)[-1]):
        if match := _DAY.search(words):
            return tuple(int(part or 0) for part in match.groups())
    return None
