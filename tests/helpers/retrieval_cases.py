"""Documents made of given texts, and what an index finds in them; for the tests of index and retrieval."""

import hashlib

from generator.corpus import Document, chunking
from generator.language import tokens


def document(path, *texts, title=None, language="zh"):
    """Return a document whose chunks are `texts`."""
    chunks = tuple(
        chunking.Chunk(
            number=n, text=text, blocks=(), heading_path=(), pages=(), sha256=hashlib.sha256(text.encode()).hexdigest()
        )
        for n, text in enumerate(texts, 1)
    )
    sha256 = hashlib.sha256(repr((path, texts)).encode()).hexdigest()
    return Document(
        path=path, sha256=sha256, kind="text", title=title or path, language=language, metadata=(), chunks=chunks, reader="r 1"
    )  # fmt: skip


def found(index, query, limit=10):
    """Return (path, chunk) of what `index` finds."""
    return [(hit.path, hit.chunk) for hit in index.search(dict.fromkeys(tokens.content_tokens(query), 1.0), limit)]
