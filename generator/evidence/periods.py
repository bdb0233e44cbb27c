"""Which of several versions of one document counts: the newest."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from generator.corpus import Document

REPEATED = 0.25
"""Share of the clauses of an older edition, 0 to 1, that newer ones have word for word. Of seven pairs of rules of one
city, the two that amend the older repeat 0.4 of them, the others at most 0.03. Set by hand."""
CLAUSE = {"zh": 8, "en": 20}
"""Fewest letters of a clause: some four words."""

_MARK = re.compile(r"[^\w\s]+|\n")
_NUMBER = re.compile(r"\d+")
_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-./年]?(1[0-2]|0?[1-9])(?:[-./月]?(0?[1-9]|[12]\d|3[01])日?(?!\d))?)?(?!\d)"
)
_VERSION = re.compile(r"(?<![\w.])[vV]?\d+(?:\.\d+)+(?![\w])")


def superseded(documents: Iterable[Document]) -> frozenset[str]:
    """Return the paths of documents of which newer ones of the same title say much again: an older edition.

    Told by the date of their front matter or sidecar, else of their file name or title; what bears none stays. So do
    two documents that only their names make one, such as an order and a law of one town.
    """
    editions: dict[str, list[tuple[tuple[int, int, int], Document]]] = defaultdict(list)
    for document in documents:
        if day := _day(document):
            editions[_name(document.title)].append((day, document))
    return frozenset(path for found in editions.values() if len(found) > 1 for path in _older(found))


def _older(editions: list[tuple[tuple[int, int, int], Document]]) -> Iterator[str]:
    """Yield the paths of those of which newer ones repeat `REPEATED`."""
    newer: set[str] = set()
    days = groupby(sorted(editions, key=itemgetter(0), reverse=True), key=itemgetter(0))
    for alike in ([document for _, document in same] for _, same in days):
        told = [(document.path, _clauses(document)) for document in alike]
        yield from (path for path, own in told if own and len(own & newer) >= REPEATED * len(own))
        newer.update(*(own for _, own in told))


def _clauses(document: Document) -> frozenset[str]:
    """Return each clause of a document, without spaces and numbers: fees and days are what editions differ in."""
    parts = (part for chunk in document.chunks for part in _MARK.split(_NUMBER.sub("", chunk.text)))
    return frozenset(
        bare for part in parts if len(bare := "".join(part.split()).casefold()) >= CLAUSE[document.language]
    )


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
