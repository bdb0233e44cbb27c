"""The full-text index over chunks: the only home of Whoosh.

One folder per set of documents below `build/index/`, its format and token versions in its name. Chunk text is
not stored in it. Updates are incremental: a manifest says which version of each document is inside.
"""

import json
import math
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import tokens
from generator.corpus import Document
from generator.errors import BriefproofError
from generator.files import write_atomically

VERSION = f"2.{tokens.VERSION}"
HEADING_WEIGHT = 0.3
"""Boost of words in title and headings against words in the chunk (measured on CMRC, DRCD and RGB)."""
LOCK_WAIT = 60
"""Seconds that a build waits for another one on the same index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A chunk that answers a query."""

    path: str
    chunk: int
    score: float
    """BM25, ≥ 0; comparable within one index and query only."""


class Index:
    """An index that holds exactly the documents it was opened with; not to be shared between threads."""

    def __init__(self, folder: Path, documents: Sequence[Document]) -> None:
        """Open the index below `folder` and bring it up to date; a damaged one is built anew.

        Raises BriefproofError when the folder cannot be written or another build holds it for too long.
        """
        self.folder = folder / f"whoosh-{VERSION}"
        self.rebuilt: str | None = None
        """Why the index had to be built anew, or None."""
        try:
            self._searcher = self._update(documents).searcher(weighting=_bm25())
        except BriefproofError:
            raise
        except Exception as error:  # whoosh raises a dozen kinds on a damaged index
            self.rebuilt = f"{type(error).__name__}: {error}"
            shutil.rmtree(self.folder, ignore_errors=True)
            try:
                self._searcher = self._update(documents).searcher(weighting=_bm25())
            except OSError as second:
                raise BriefproofError(f"cannot write the index in {self.folder}: {second}") from None

    def _update(self, documents: Sequence[Document]) -> Any:
        from whoosh import index
        from whoosh.writing import LockError

        manifest = self.folder / "manifest.json"
        wanted = {document.path: _version(document) for document in documents}
        if not index.exists_in(self.folder) if self.folder.is_dir() else True:
            self.folder.mkdir(parents=True, exist_ok=True)
            manifest.unlink(missing_ok=True)
            index.create_in(self.folder, _schema())
        opened = index.open_dir(self.folder)
        if _read(manifest) == wanted:
            return opened
        try:
            writer = opened.writer(limitmb=512, timeout=LOCK_WAIT, delay=0.2)
        except LockError:
            raise BriefproofError(
                f"the index in {self.folder} has been locked for {LOCK_WAIT} s by another build; try again later"
            ) from None
        present = _read(manifest)  # another build may have finished while this one waited
        for path in present:
            if present[path] != wanted.get(path):
                writer.delete_by_term("path", path)
        for document in documents:
            if present.get(document.path) != wanted[document.path]:
                writer.delete_by_term("path", document.path)
                for chunk in document.chunks:
                    heading = " ".join((document.title, *chunk.heading_path))
                    writer.add_document(
                        path=document.path,
                        chunk=chunk.number,
                        body=list(tokens.tokens(chunk.text)),
                        head=list(tokens.tokens(heading)),
                    )
        writer.commit(optimize=False)  # whoosh 2.7.4 can hang for ever when it optimises
        write_atomically(manifest, json.dumps(wanted, ensure_ascii=False, sort_keys=True))
        return opened.refresh()

    def search(self, query: Mapping[str, float], limit: int) -> tuple[Hit, ...]:
        """Return at most `limit` chunks for the weighted tokens of `query`, best first, ties in path order."""
        from whoosh.query import Or, Term

        terms = [
            Term(field, token, boost=weight * factor)
            for token, weight in sorted(query.items())
            for field, factor in (("body", 1.0), ("head", HEADING_WEIGHT))
            if weight > 0
        ]
        if not terms:
            return ()
        results = self._searcher.search(Or(terms), limit=limit + 20)
        hits = [Hit(path=hit["path"], chunk=hit["chunk"], score=round(hit.score, 6)) for hit in results]
        hits.sort(key=lambda hit: (-hit.score, hit.path, hit.chunk))
        return tuple(hits[:limit])

    def rarity(self, token: str) -> float:
        """Return Lucene's idf of a token over the chunks: log(1 + (N − n + ½) / (n + ½))."""
        return _idf(self._searcher.doc_count(), self._searcher.doc_frequency("body", token))


def _idf(total: int, holding: int) -> float:
    return math.log(1 + (total - holding + 0.5) / (holding + 0.5))


def _version(document: Document) -> str:
    return f"{document.sha256} {document.reader} {document.title}"


def _read(manifest: Path) -> dict[str, str]:
    try:
        return dict(json.loads(manifest.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _schema() -> Any:
    from whoosh.analysis import SpaceSeparatedTokenizer
    from whoosh.fields import ID, NUMERIC, TEXT, Schema

    return Schema(
        path=ID(stored=True, unique=False),
        chunk=NUMERIC(stored=True),
        body=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False),
        head=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False),
    )


def _bm25() -> Any:
    """BM25F with Lucene's idf (never negative), as Lucene, tantivy and bm25s have it."""
    from whoosh.scoring import BM25F

    class LuceneBM25F(BM25F):
        def idf(self, searcher: Any, fieldname: str, text: Any) -> float:
            return _idf(searcher.doc_count_all(), searcher.doc_frequency(fieldname, text))

    return LuceneBM25F()
