"""A subject of a commission: what is compared or told of, and where it is named."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.commission.clauses import Span
from generator.commission.phrases import Found
from generator.language.text import has_han

LONGEST_NAME = 60
"""Characters; what is longer is a clause, not a name."""

_ALIAS = re.compile(r"\s?\((?P<a>[^()]{1,40})\)\s*$")
NO_ALIAS = re.compile(
    r"^(?:see|as|the|in|from|e\.g|i\.e|including|such|参见|见|如|含|请|包括|详见|附)|[.?!;:]", re.IGNORECASE
)
_BEHIND = re.compile(r" ?\([A-Za-z][A-Za-z0-9 .+&/-]{1,30}\)")
"""A name in Latin letters in brackets: an abbreviation, or what another language calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One side of the comparison."""

    name: str
    """As the report calls it; "" until `commission.resolve` learns it from the document or the image."""
    origin: str
    """Where it is named: "text", "document", "image"; "asserted": a person said what the image shows."""
    words: str
    """The words of the commission that name it or point to it."""
    aliases: tuple[str, ...] = ()
    """Other names to look for in the sources."""
    classes: tuple[str, ...] = ()
    """Words that may widen a search; never evidence."""
    longer: tuple[str, ...] = ()
    """Names of others that hold one of its own, and do not mean it: iPhone Pro beside iPhone."""


@lru_cache(maxsize=1 << 8)
def apart(subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Return the subjects, each with the names of the others that hold one of its own."""
    called = [tuple(filter(None, (one.name, *one.aliases))) for one in subjects]
    return tuple(
        replace(one, longer=tuple(
            name for other in called if other is not own for name in other
            if any(n.casefold() in name.casefold() and len(n) < len(name) for n in own)
        ))
        for one, own in zip(subjects, called, strict=True)
    )  # fmt: skip


def subject_at(flat: str, span: Span) -> Found[Subject]:
    """Return the subject that the flattened text names there."""
    name = flat[slice(*span)]
    behind = _BEHIND.match(flat, span[1])
    foreign = behind is not None and has_han(name) and behind[0].count(" ") < 3
    aliases = () if behind is None else (behind[0].strip(" ()"),) if foreign else called(behind[0])
    return Found(value=Subject(name=name, origin="text", words=name, aliases=aliases), start=span[0], end=span[1])


def called(words: str) -> tuple[str, ...]:
    """Return what the brackets at the end of some words say that a name is called too, () where they say more."""
    alias = _ALIAS.search(words)
    if alias and not NO_ALIAS.search(alias["a"]) and re.search(r"[A-Z㐀-鿿]", alias["a"]) and len(alias["a"]) < 25:
        return (alias["a"].strip(),)
    return ()


def names_of(found: Iterable[Found[Subject]]) -> tuple[str, ...]:
    """Return the names of subjects that were found."""
    return tuple(one.value.name for one in found)
