"""The full-text index over chunks, by one of several engines.

One folder per set of documents below `build/index/`, the engine and the versions of format and tokens in its
name. Chunk text is not stored in it. Updates are incremental: a manifest says which version of each document is
inside and what the files of the index hash to. An index gives the same results whatever its history.

An engine is a module with
  VERSION                 of its schema, a string; another version, another folder
  FORGETS                 whether statistics leave deleted chunks out as soon as they are committed
  available()             raise BriefproofError if its package is not installed
  writer(folder, new)     `new`: start an empty index in an empty folder; else change the one that is there
  searcher(folder, means) a view of the last commit, not changed by later ones; `means`: length of a chunk's "body"
                          and "head" in tokens, on average, for an engine whose own averages depend on its history
with the methods of `Writer` and `Searcher`. `tests/index/test_index.py` holds what every engine must do.
"""

import hashlib
import json
import math
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from generator import locks
from generator.corpus import Document
from generator.errors import BriefproofError
from generator.files import write_atomically
from generator.index import engine_tantivy, engine_whoosh
from generator.language import tokens

INDEXES: dict[str, Any] = {"whoosh": engine_whoosh, "tantivy": engine_tantivy}
DEFAULT = "whoosh"
VARIABLE = "BRIEFPROOF_INDEX"
"""Environment variable that names the engine."""
VERSION = f"3.{tokens.VERSION}"
HEADING_WEIGHT = 0.3
"""Boost of words in title and headings against words in the chunk (see docs/search.md)."""
LARGE = 100_000
"""Chunks above which another engine is suggested."""
LOCK_WAIT = 300
"""Seconds that a build waits for another one on the same index."""
_DIGITS = 4
"""Decimals of a score: engines add up 32-bit numbers in any order, and ties must stay ties."""


class Writer(Protocol):
    """Collects changes; nothing is seen before `commit`, nothing is left of them after `close` without it."""

    def add(self, path: str, chunk: int, body: Sequence[str], head: Sequence[str]) -> None: ...
    def delete(self, path: str) -> None: ...
    def commit(self) -> None: ...
    def close(self) -> None: ...


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
class Hit:
    """A chunk that answers a query."""

    path: str
    chunk: int
    score: float
    """BM25, ≥ 0; comparable within one index and query only."""


class Index:
    """An index that holds exactly the documents it was opened with; not to be shared between threads."""

    def __init__(self, folder: Path, documents: Sequence[Document], engine: str | None = None) -> None:
        """Open the index below `folder` and bring it up to date; a damaged one is built anew.

        `engine` is a key of `INDEXES`, by default what BRIEFPROOF_INDEX names, else Whoosh. Raises BriefproofError
        when the engine is unknown or not installed, the folder cannot be written, or another build holds it for
        too long. What was there before stays readable then.
        """
        name = engine or os.environ.get(VARIABLE) or DEFAULT
        if name not in INDEXES:
            raise BriefproofError(f"{VARIABLE}={name!r}: no such index; allowed: {', '.join(INDEXES)}")
        self._engine = INDEXES[name]
        self._engine.available()
        self.folder = folder / f"{name}-{VERSION}.{self._engine.VERSION}"
        self.rebuilt: str | None = None
        """Why the index had to be built anew, in one line, or None."""
        self.advice = _advice(name, documents)
        """What would serve an index of this size better, in one line, or None."""
        with locks.held(folder / f"{self.folder.name}.lock", f"the index in {folder}", seconds=LOCK_WAIT):
            self._searcher = self._opened(documents)

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

    def _opened(self, documents: Sequence[Document]) -> Searcher:
        wanted = {document.path: _version(document) for document in documents}
        if self.folder.is_dir():
            try:
                lengths = self._update(documents, wanted)
                if lengths is not None:
                    return self._engine.searcher(self.folder, _means(lengths))
            except Exception as error:  # engines raise a dozen kinds on a damaged index
                self.rebuilt = f"the search index was damaged and has been built anew ({_line(error)})"
        try:
            lengths = self._build(documents, wanted)
            return self._engine.searcher(self.folder, _means(lengths))
        except Exception as error:  # a full disk too comes in many kinds
            raise BriefproofError(
                f"cannot write the index in {self.folder}: {_line(error)} "
                "(check the folder's permissions and the free space)"
            ) from error

    def _update(self, documents: Sequence[Document], wanted: Mapping[str, str]) -> "_Lengths | None":
        """Bring the index up to date by what changed; return None if it is better built anew."""
        present, lengths, files = _read(self.folder)
        _check(self.folder, files)
        touched = sorted({path for path in (*present, *wanted) if present.get(path) != wanted.get(path)})
        gone = [path for path in touched if path in present]
        if gone and not self._engine.FORGETS:
            return None
        if touched:
            # If this process dies before the end, the next one knows which documents may be in either state.
            _note(self.folder, {**present, **dict.fromkeys(touched, "")}, lengths, {})
            changed = set(touched)
            written = self._write(gone, [document for document in documents if document.path in changed], new=False)
            lengths = {path: numbers for path, numbers in lengths.items() if path not in changed} | written
            _note(self.folder, wanted, lengths, _hashes(self.folder))
        return lengths

    def _build(self, documents: Sequence[Document], wanted: Mapping[str, str]) -> "_Lengths":
        """Build the index beside the one that is there, and put it in its place."""
        target, self.folder = self.folder, self.folder.with_name(f".{self.folder.name}.new")
        try:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            lengths = self._write((), documents, new=True)
            _note(self.folder, wanted, lengths, _hashes(self.folder))
            if target.exists():
                shutil.rmtree(target)
            self.folder.rename(target)
            return lengths
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        finally:
            self.folder = target

    def _write(self, gone: Sequence[str], documents: Sequence[Document], *, new: bool) -> "_Lengths":
        lengths = {}
        writer: Writer = self._engine.writer(self.folder, new)
        try:
            for path in gone:
                writer.delete(path)
            for document in documents:
                sums = [0, 0, 0]
                for chunk in document.chunks:
                    body = tokens.tokens(chunk.text)
                    head = tokens.tokens(" ".join((document.title, *chunk.heading_path)))
                    writer.add(document.path, chunk.number, body, head)
                    sums = [sums[0] + 1, sums[1] + len(body), sums[2] + len(head)]
                lengths[document.path] = sums
            writer.commit()
        finally:
            writer.close()
        return lengths


_Lengths = dict[str, list[int]]
"""Chunks, tokens in their texts and tokens in their headings, for each document."""


def _means(lengths: _Lengths) -> dict[str, float]:
    chunks, body, head = (sum(numbers[n] for numbers in lengths.values()) for n in range(3))
    return {"body": body / max(1, chunks), "head": head / max(1, chunks)}


def _advice(name: str, documents: Sequence[Document]) -> str | None:
    chunks = sum(len(document.chunks) for document in documents)
    if name != DEFAULT or chunks <= LARGE:
        return None
    return (
        f"the corpus has {chunks} chunks: {VARIABLE}=tantivy indexes and searches so many faster "
        "(pip install 'briefproof[tantivy]')"
    )


def _version(document: Document) -> str:
    """Return a hash of all that the index knows of a document."""
    known = [document.title, [[chunk.number, chunk.sha256, chunk.heading_path] for chunk in document.chunks]]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()


def _read(folder: Path) -> tuple[dict[str, str], _Lengths, dict[str, str]]:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return dict(manifest["documents"]), dict(manifest["lengths"]), dict(manifest["files"])


def _note(folder: Path, documents: Mapping[str, str], lengths: _Lengths, files: Mapping[str, str]) -> None:
    manifest = {"documents": dict(documents), "lengths": lengths, "files": dict(files)}
    write_atomically(folder / "manifest.json", json.dumps(manifest, ensure_ascii=False, sort_keys=True))


def _hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file of an index; locks and the manifest are none."""
    names = [p for p in sorted(folder.iterdir()) if p.name != "manifest.json" and not p.name.lower().endswith("lock")]
    return {path.name: _hash(path) for path in names}


def _hash(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha1").hexdigest()  # against accidents; half the time of SHA-256


def _check(folder: Path, files: Mapping[str, str]) -> None:
    """Raise ValueError if a file is not what was written; none are known after an interrupted update."""
    for name, expected in files.items():
        if _hash(folder / name) != expected:
            raise ValueError(f"{name} is not what was written")


def _line(error: BaseException) -> str:
    kind = "" if isinstance(error, BriefproofError) else f"{type(error).__name__}: "
    return " ".join(f"{kind}{error}".split())[:200]
