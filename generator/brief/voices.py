"""Which sides a sentence speaks of, and how much of it.

A sentence on sources of one side speaks of that side. One that tells in other words what sources of several say, or of
none, speaks of those that it names: what it says falls into parts, at semicolons, commas and words that set against
each other, and each part counts for the sides that it names, for those of the part before it where it names none.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from generator.brief import wording
from generator.commission import Subject, apart
from generator.evidence import naming
from generator.language import text, tokens

TOLD = frozenset(("edited", "retold"))
"""Relations of spans that a sentence tells in words of its author."""
_JOINTS = re.compile(
    r"[：，]|(?<!\d)[,:]|[,:](?!\d)|\s[–—-]\s|——|而(?!且)|\b(?:while|whereas|whilst|but|although|though)\b", re.I
)
"""Where another part may begin. "and" joins names as well."""
_HALVES = re.compile("[；;]")
"""Where what comes first belongs to what follows: … ; in a cellar, B floats."""


def sides(words: str, side: str | None, relations: Collection[str], subjects: tuple[Subject, ...]) -> frozenset[str]:
    """Return the names of the sides that speak in a sentence: `side`, or, where the `relations` of its spans say that
    it is told in words of its author, those that it names."""
    if side is not None:
        return frozenset((side,))
    return frozenset(s.name for s in naming.mentioned(words, subjects)) if TOLD & set(relations) else frozenset()


def lengths(
    words: str, side: str | None, relations: Collection[str], subjects: tuple[Subject, ...], unit: str
) -> dict[str, int]:
    """Return how much a sentence says of each side that speaks in it, in `unit`.

    What it says of several at once counts for each of them.
    """
    found: dict[str, int] = {}
    if side is not None:
        return {side: text.count(words, unit)}
    for names, part in _parts(words, subjects) if TOLD & set(relations) else ():
        for name in names:
            found[name] = found.get(name, 0) + text.count(part, unit)
    return found


def total(told: Iterable[Mapping[str, int]], names: Iterable[str]) -> dict[str, int]:
    """Return how much sentences say of each of the sides together."""
    totals = dict.fromkeys(names, 0)
    for one in told:
        totals |= {name: totals[name] + length for name, length in one.items() if name in totals}
    return totals


def of(front: Mapping[str, Any]) -> tuple[Subject, ...]:
    """Return the sides of a brief as its front matter has them."""
    listed = front["commission"]["subjects"] if wording.sides(front) else ()
    return apart(
        tuple(
            Subject(name=str(one["name"]), origin="text", words="", aliases=tuple(one.get("aliases", ())))
            for one in listed
        )
    )


def _parts(sentence: str, subjects: tuple[Subject, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the parts of a sentence, each with the sides that it speaks of."""
    told, before = _opening(sentence, subjects), ""
    for half in _HALVES.split(sentence):
        told = _opening(half, subjects) or told
        for piece in _JOINTS.split(half):
            part = f"{before} {piece}".strip()
            named = naming.mentioned(part, subjects)
            if not _says(part, named):  # names alone are the first of several: For A, B and C …
                before = part
                continue
            if named:
                told = tuple(s.name for s in named)
            before = ""
            if told:
                yield told, part


def _opening(sentence: str, subjects: tuple[Subject, ...]) -> tuple[str, ...]:
    """Return the side that a sentence names first, of which what stands before the name speaks."""
    at = {s.name: match.start() for s in subjects if (match := naming.known_as(s).search(sentence))}
    return (min(at, key=at.__getitem__),) if at else ()


def _says(part: str, named: Iterable[Subject]) -> bool:
    """Tell whether a part says something besides names."""
    for subject in named:
        part = naming.known_as(subject).sub(" ", part)
    return bool(tokens.content_tokens(part))
