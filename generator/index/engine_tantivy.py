"""tantivy: the in-process step up above about 100,000 chunks. An extra, and this its only home."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.errors import BriefproofError

VERSION = "1"
FORGETS = False
"""Its statistics count deleted chunks until segments happen to be merged, and nothing asks it to merge them."""
_MEMORY = 128_000_000
"""Bytes of postings that are held in memory before a part is written to disk."""


def available() -> None:
    """Raise BriefproofError if tantivy is not installed."""
    try:
        import tantivy  # noqa: F401
    except ImportError:
        raise BriefproofError(
            "BRIEFPROOF_INDEX=tantivy: the package tantivy is not installed; pip install 'briefproof[tantivy]'"
        ) from None


def writer(folder: Path, new: bool) -> "_Writer":
    """Return a writer; see `generator.index`."""
    import tantivy

    index = tantivy.Index(_schema(), path=str(folder), reuse=not new)
    return _Writer(index.writer(heap_size=_MEMORY, num_threads=1))


def searcher(folder: Path, means: Mapping[str, float]) -> "_Searcher":
    """Return a searcher; see `generator.index`. Its own means are exact as long as nothing was deleted."""
    import tantivy

    return _Searcher(tantivy.Index.open(str(folder)))


class _Writer:
    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def add(self, path: str, chunk: int, body: Sequence[str], head: Sequence[str]) -> None:
        import tantivy

        document = tantivy.Document(path=path, chunk=chunk)
        document.add_text("body", " ".join(body))
        document.add_text("head", " ".join(head))
        self._inner.add_document(document)

    def delete(self, path: str) -> None:
        self._inner.delete_documents_by_term("path", path)

    def commit(self) -> None:
        self._inner.commit()
        self._inner.wait_merging_threads()
        self._inner = None

    def close(self) -> None:
        if self._inner is not None:
            self._inner.rollback()
            self._inner = None


class _Searcher:
    def __init__(self, index: Any) -> None:
        self._schema = index.schema
        self._inner = index.searcher()

    def search(self, terms: Sequence[tuple[str, str, float]], limit: int) -> list[tuple[str, int, float]]:
        from tantivy import Occur, Query

        query = Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(Query.term_query(self._schema, field, token), boost))
                for field, token, boost in terms
            ]
        )
        found = []
        for score, address in self._inner.search(query, limit, count=False).hits:
            document = self._inner.doc(address)
            found.append((document.get_first("path"), document.get_first("chunk"), score))
        return found

    def holding(self, token: str) -> int:
        return self._inner.doc_freq("body", token)

    def total(self) -> int:
        return self._inner.num_docs


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("path", stored=True, tokenizer_name="raw")
    builder.add_integer_field("chunk", stored=True)
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("head", tokenizer_name="whitespace", index_option="freq")
    return builder.build()
