"""The full-text index over chunks, by one of two engines: Whoosh in a folder, or Lance in a folder or an object store.

One folder per set of documents below `build/index/`, the engine and the versions of format and tokens in its
name; chunk text is not stored in it. Updates are incremental, and an index gives the same results whatever its
history. `opened` says what an engine hands over, `tests/index/test_index.py` what every engine must do.
"""

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import locks
from generator.corpus import Document
from generator.errors import BriefproofError
from generator.index import engine_lance, engine_whoosh, in_lance, in_whoosh
from generator.index.opened import Opened
from generator.language import tokens
from generator.messages import say

INDEXES = {"whoosh": engine_whoosh, "lance": engine_lance}
DEFAULT = "whoosh"
VARIABLE = "BRIEFPROOF_INDEX"
"""Environment variable that names the engine."""
URI = "BRIEFPROOF_INDEX_URI"
"""Environment variable that says where the dataset lies that is shared: a folder, s3://…, gs://… or az://…"""
SCHEMES = ("s3", "gs", "az")
VERSION = f"3.{tokens.VERSION}"
HEADING_WEIGHT = 0.3
"""Boost of words in title and headings against words in the chunk (see docs/search.md)."""
LARGE = 100_000
"""Chunks above which another engine is suggested."""
LOCK_WAIT = 300
"""Seconds that a build waits for another one on the same index."""
_DIGITS = 4
"""Decimals of a score: engines add up 32-bit numbers in any order, and ties must stay ties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A chunk that answers a query."""

    path: str
    chunk: int
    score: float
    """BM25, ≥ 0; comparable within one index and query only."""


class Index:
    """An index that holds exactly the documents it was opened with; not to be shared between threads."""

    def __init__(
        self,
        folder: Path,
        documents: Sequence[Document],
        engine: str | None = None,
        *,
        shared: str = "",
        prune: bool = False,
    ) -> None:
        """Open the index below `folder` and bring it up to date; a damaged one is built anew.

        `engine` is a key of `INDEXES`, by default what BRIEFPROOF_INDEX names, else Whoosh. `shared` is the name of
        the dataset where BRIEFPROOF_INDEX_URI says that a team's lie; "" for an index that stays below `folder`.
        `prune` takes out of a dataset of Lance what other documents left there, and tidies it.
        Raises BriefproofError when the engine is unknown or not installed, the index cannot be written, or another
        build holds it for too long. What was there before stays readable then.
        """
        name = engine or os.environ.get(VARIABLE) or DEFAULT
        if name not in INDEXES:
            raise BriefproofError(
                "{variable}={name}: no such index; allowed: {indexes}",
                variable=VARIABLE,
                name=repr(name),
                indexes=", ".join(INDEXES),
            )
        INDEXES[name].available()
        stem = f"{name}-{VERSION}.{INDEXES[name].VERSION}"
        place = _address(name) if shared else ""
        self.folder = folder / stem
        self.advice = _advice(name, documents)
        """What would serve an index of this size better, in one line, or None."""
        if place:
            opened = in_lance.shared(f"{place}/{shared}-{stem}", documents, prune=prune)
        else:
            opened = self._opened(name, documents, prune)
        self._searcher = opened.searcher
        self.rebuilt = opened.rebuilt
        """Why the index had to be built anew, in one line, or None."""
        self.version = f"{name} {opened.version}" if place else ""
        """The engine and the version of the shared dataset that was opened; "" for an index that is not shared."""

    def search(self, query: Mapping[str, float], limit: int) -> tuple[Hit, ...]:
        """Return at most `limit` chunks for the weighted tokens of `query`, best first, ties in path order."""
        terms = [
            (field, token, weight * factor)
            for token, weight in sorted(query.items())
            for field, factor in (("body", 1.0), ("head", HEADING_WEIGHT))
            if weight > 0
        ]
        if not terms or limit < 1:
            return ()
        asked = limit + 20
        while True:  # until what ties with the last one wanted is there too
            found = self._searcher.search(terms, asked)
            hits = [Hit(path=path, chunk=chunk, score=round(score, _DIGITS)) for path, chunk, score in found]
            if len(hits) < asked or hits[-1].score < hits[limit - 1].score:
                break
            asked *= 4  # near-identical chunks may tie by the hundred
        hits.sort(key=lambda hit: (-hit.score, hit.path, hit.chunk))
        return tuple(hits[:limit])

    def rarity(self, token: str) -> float:
        """Return Lucene's idf of a token over the chunks: log(1 + (N − n + ½) / (n + ½))."""
        holding = self._searcher.holding(token)
        return math.log(1 + (self._searcher.total() - holding + 0.5) / (holding + 0.5))

    def holds(self, token: str) -> bool:
        """Tell whether a chunk holds a token."""
        return self._searcher.holding(token) > 0

    def _opened(self, name: str, documents: Sequence[Document], prune: bool) -> Opened:
        parent = self.folder.parent
        with locks.held(
            parent / f"{self.folder.name}.lock", say("the index in {parent}", parent=parent), seconds=LOCK_WAIT
        ):
            if name == "lance":
                return in_lance.opened(self.folder, documents, prune=prune)
            return in_whoosh.opened(self.folder, documents)


def _address(name: str) -> str:
    """Return where shared datasets lie, "" where nothing says; raises BriefproofError for what cannot be."""
    place = os.environ.get(URI, "").rstrip("/")
    if place and name != "lance":
        raise BriefproofError(
            "{uri}: only Lance has an index that is shared; set {variable}=lance", uri=URI, variable=VARIABLE
        )
    scheme, parted, _ = place.partition("://")
    if parted and scheme not in SCHEMES:
        allowed = ", ".join(f"{one}://…" for one in SCHEMES)
        raise BriefproofError(
            "{uri}={place}: no such kind of address; allowed: a folder, {allowed}",
            uri=URI,
            place=repr(place),
            allowed=allowed,
        )
    return place


def _advice(name: str, documents: Sequence[Document]) -> str | None:
    chunks = sum(len(document.chunks) for document in documents)
    if name != DEFAULT or chunks <= LARGE:
        return None
    return say(
        "the corpus has {chunks} chunks: {variable}=lance takes changes to so many in faster "
        "(pip install 'briefproof[lance]')",
        chunks=chunks,
        variable=VARIABLE,
    )
