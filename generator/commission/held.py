"""What a corpus has names for: how many of its documents hold a name, and what that says for it."""

import math
from dataclasses import dataclass
from typing import Protocol

RARE, OFTEN, TITLED = 0.2, 30, 0.4
"""What a name in every document is worth against one in a single one, 0 to 1; times that a document says a name from
which more say nothing; part of a title, 0 to 1, that is a name whatever its words are. Set by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How many documents of a corpus hold a name."""

    told: int
    """Anywhere."""
    documents: int
    """That there are."""
    share: float = 0.0
    """Greatest part of a title, file name or heading that it makes up, 0 to 1 of its characters without the words that
    most titles have; headings count for less."""
    heads: int = 0
    """Documents that are about it, by their titles."""
    spoken: int = 0
    """Times that the document says it which says it most."""
    asked: bool = False
    """Whether it is no thing but what is asked of things: an aspect, "costs"."""
    thing: bool = True
    """Whether it stands as a noun somewhere; only asked of single English words in small letters."""
    named: bool = False
    """Whether the corpus writes it with capitals only; asked of English words in small letters that titles have."""
    article: bool = False
    """Whether the corpus writes it with an article that has a capital within sentences: The Hague."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Whom a corpus is sorted by."""

    names: tuple[str, ...]
    shared: str
    """Words that the folders all have beside these: "handbook"."""


class Lookup(Protocol):
    """What tells of a corpus what names it has."""

    def __call__(self, name: str, /) -> Held:
        """Return how many documents hold a name."""

    def parties(self) -> tuple[Parties, ...]:
        """Return the parties that the corpus is sorted by, in each way that it is."""


def worth(held: Held) -> float:
    """Return what the corpus says for a name, from 0 (it holds it nowhere) to about 2."""
    if not held.told and held.share < TITLED:
        return 0.0
    rare = max(0.0, math.log((held.documents + 1) / (held.told + 0.5)) / math.log(held.documents + 1))
    often = min(1.0, math.log(1 + held.spoken) / math.log(OFTEN))
    return (RARE + (1 - RARE) * min(1.0, rare)) * (held.share + 0.1 * math.log2(1 + held.heads) + 0.25 * often)


def share(names: tuple[str, ...], lookup: Lookup) -> float:
    """Return the part of the names that some document holds, 0 to 1."""
    return sum(lookup(name).told > 0 for name in names) / max(1, len(names))
