"""tantivy over the same words, for comparison: statistics count deleted chunks, so what changes is built anew."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.corpus import Document
from generator.index import HEADING_WEIGHT
from generator.index.opened import version, words

ASKED = 100
"""Chunks wanted for a query."""
MEMORY = 128_000_000
"""Bytes of postings that are held in memory before a part is written to disk."""


def opened(folder: Path, documents: Sequence[Document]) -> Callable[[dict[str, float]], list[tuple[str, int, float]]]:
    """Return what answers a weighted query over documents, of which those that an index in `folder` lacks are added."""
    import tantivy

    known = folder / "known"
    state = {f"{document.path} {version(document)}" for document in documents}
    held = set(known.read_text().splitlines()) if known.exists() else set()
    if not held <= state:
        shutil.rmtree(folder)
        held = set()
    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(_schema(), path=str(folder), reuse=True)
    writer = index.writer(heap_size=MEMORY, num_threads=1)
    for document in documents:
        if f"{document.path} {version(document)}" in held:
            continue
        for n, chunk in enumerate(document.chunks):
            row = tantivy.Document(path=document.path, chunk=chunk.number)
            for field, said in zip(("body", "head"), words(document, n), strict=True):
                row.add_text(field, " ".join(said))
            writer.add_document(row)
    writer.commit()
    writer.wait_merging_threads()
    known.write_text("\n".join(sorted(state)))
    index.reload()
    return _answer(index)


def _answer(index: object) -> Callable[[dict[str, float]], list[tuple[str, int, float]]]:
    from tantivy import Occur, Query

    searcher = index.searcher()

    def answer(query: dict[str, float]) -> list[tuple[str, int, float]]:
        terms = [
            (Occur.Should, Query.boost_query(Query.term_query(index.schema, field, token), weight * factor))
            for token, weight in query.items()
            for field, factor in (("body", 1.0), ("head", HEADING_WEIGHT))
        ]
        found = []
        for score, address in searcher.search(Query.boolean_query(terms), ASKED, count=False).hits:
            row = searcher.doc(address)
            found.append((row.get_first("path"), row.get_first("chunk"), score))
        return found

    return answer


def _schema() -> object:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("path", stored=True, tokenizer_name="raw")
    builder.add_integer_field("chunk", stored=True)
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("head", tokenizer_name="whitespace", index_option="freq")
    return builder.build()
