"""What an engine hands over once an index is open, and what the index knows of a document."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.corpus import Document
from generator.errors import BriefproofError
from generator.files import write_atomically
from generator.language import tokens
from generator.messages import say

MANIFEST = "manifest.json"
"""The file of an index's folder that says what is in it."""


class Searcher(Protocol):
    """Answers queries; BM25 with k1 = 1.2, b = 0.75 and Lucene's idf, summed over terms and fields."""

    def search(self, terms: Sequence[tuple[str, str, float]], limit: int) -> list[tuple[str, int, float]]:
        """Return (path, chunk, score) for (field, token, boost); best first, ties in any order."""
        ...

    def holding(self, token: str) -> int:
        """Return how many chunks hold `token` in their text."""
        ...

    def total(self) -> int:
        """Return how many chunks there are."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An index that was brought up to date."""

    searcher: Searcher
    """A view of the last commit, not changed by later ones."""
    version: int | None = None
    """Of the dataset that is searched; None for an engine that counts none."""
    rebuilt: str | None = None
    """Why the index had to be built anew, in one line, or None."""


def version(document: Document) -> str:
    """Return a hash of all that the index knows of a document but for its path."""
    known = [document.title, [[chunk.number, chunk.sha256, chunk.heading_path] for chunk in document.chunks]]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()


def words(document: Document, chunk: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a chunk, by its position in the document, and those of title and headings above it."""
    one = document.chunks[chunk]
    return tuple(tokens.tokens(one.text)), tuple(tokens.tokens(" ".join((document.title, *one.heading_path))))


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file of an index by its path; locks and the manifest are none."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    kept = (path for path in files if path.name != MANIFEST and not path.name.lower().endswith("lock"))
    return {path.relative_to(folder).as_posix(): _hash(path) for path in kept}


def check(folder: Path, files: dict[str, str]) -> None:
    """Raise ValueError if a file is not what was written; none are known after an interrupted update."""
    for name, expected in files.items():
        if _hash(folder / name) != expected:
            raise ValueError(f"{name} is not what was written")


def note(folder: Path, manifest: dict[str, object]) -> None:
    """Write the manifest of an index's folder."""
    write_atomically(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, sort_keys=True))


def damaged(error: Exception) -> str:
    """Return what is said of an index that could not be read."""
    return say("the search index was damaged and has been built anew ({line})", line=line(error))


def unwritable(folder: Path, error: Exception) -> BriefproofError:
    """Return the error for an index that could not be written."""
    return BriefproofError(
        "cannot write the index in {folder}: {line} (check the folder's permissions and the free space)",
        folder=folder,
        line=line(error),
    )


def line(error: BaseException) -> str:
    """Return an error in one line."""
    kind = "" if isinstance(error, BriefproofError) else f"{type(error).__name__}: "
    return " ".join(f"{kind}{error}".split())[:200]


def _hash(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha1").hexdigest()  # against accidents; half the time of SHA-256
