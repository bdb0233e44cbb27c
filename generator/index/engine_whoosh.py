"""Whoosh: the index in pure Python, fast enough up to about 100,000 chunks. Its only home."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

VERSION = "1"
_K1, _B = 1.2, 0.75
_MEMORY = 512
"""MiB of postings that are sorted in memory before a part is written to disk."""


def available() -> None:
    """Whoosh is always installed."""


def writer(folder: Path, new: bool) -> "_Writer":
    """Return a writer; see `generator.index`."""
    from whoosh import index

    opened = index.create_in(folder, _schema()) if new else index.open_dir(folder)
    return _Writer(opened.writer(limitmb=_MEMORY))


def searcher(folder: Path, means: Mapping[str, float]) -> "_Searcher":
    """Return a searcher; see `generator.index`. Whoosh's own mean lengths change when segments are merged."""
    from whoosh import index

    return _Searcher(index.open_dir(folder).searcher(weighting=_bm25(means)))


class _Writer:
    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._deleted = False

    def add(self, path: str, chunk: int, body: Sequence[str], head: Sequence[str]) -> None:
        self._inner.add_document(path=path, chunk=chunk, body=list(body), head=list(head))

    def delete(self, path: str) -> None:
        self._deleted = True
        self._inner.delete_by_term("path", path)

    def commit(self) -> None:
        # Its statistics count deleted chunks until the segments are merged, which rewrites postings and cuts no
        # text into words again.
        self._inner.commit(optimize=self._deleted)

    def close(self) -> None:
        if not self._inner.is_closed:
            self._inner.cancel()


class _Searcher:
    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def search(self, terms: Sequence[tuple[str, str, float]], limit: int) -> list[tuple[str, int, float]]:
        from whoosh.query import Or, Term

        query = Or([Term(field, token, boost=boost) for field, token, boost in terms])
        query.matcher_type = Or.ARRAY_MATCHER  # twice as fast as the tree that it would take above 5,000 chunks
        # With optimize=True, whoosh 2.7.4 skips blocks that cannot reach the list, and may never end where the sum
        # of two bounds rounds to the score that must be beaten (UnionMatcher.skip_to_quality).
        results = self._inner.search(query, limit=limit, optimize=False)
        return [(hit["path"], hit["chunk"], hit.score) for hit in results]

    def holding(self, token: str) -> int:
        return self._inner.doc_frequency("body", token)

    def total(self) -> int:
        return self._inner.doc_count()


def _schema() -> Any:
    from whoosh.analysis import SpaceSeparatedTokenizer
    from whoosh.fields import ID, NUMERIC, TEXT, Schema

    words = {"analyzer": SpaceSeparatedTokenizer(), "phrase": False}
    return Schema(path=ID(stored=True), chunk=NUMERIC(stored=True), body=TEXT(**words), head=TEXT(**words))


def _bm25(means: Mapping[str, float]) -> Any:
    """BM25 with Lucene's idf (never negative) and its k1 and b, as Lucene, tantivy and bm25s have them."""
    from whoosh.scoring import WeightingModel, WeightLengthScorer

    class Scorer(WeightLengthScorer):
        def __init__(self, searcher: Any, field: str, token: Any) -> None:
            whole = searcher.get_parent()
            total, holding = whole.doc_count_all(), whole.doc_frequency(field, token)
            idf = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
            self.most = idf * (_K1 + 1)
            self.slope = _K1 * _B / (means[field] or 1)
            self.setup(searcher, field, token)

        def score(self, matcher: Any) -> float:  # the innermost loop
            weight = matcher.weight()
            return self.most * weight / (weight + _K1 * (1 - _B) + self.slope * self.dfl(matcher.id()))

        def _score(self, weight: float, length: float) -> float:
            return self.most * weight / (weight + _K1 * (1 - _B) + self.slope * length)

    class LuceneBM25(WeightingModel):
        def scorer(self, searcher: Any, fieldname: str, text: Any, qf: int = 1) -> Any:
            return Scorer(searcher, fieldname, text)

    return LuceneBM25()
