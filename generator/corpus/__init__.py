"""What the sources say: files of a folder to documents, and documents to chunks that a citation can name.

The only room that reads files of others: `readers` turn bytes into headings and paragraphs, `isolation` runs them where
they cannot harm, `chunking` cuts what they return, `library` keeps it by content, `store` brings the files of a corpus
in an object store, `tools` shows it to people and `fetching` brings a page from the web. It knows nothing of
commissions and briefs.
"""

from generator.corpus.chunking import Block, Chunk
from generator.corpus.library import SIDECAR, Corpus, Document, Problem, others, read, read_attachment, uniquely_titled

__all__ = [
    "SIDECAR", "Block", "Chunk", "Corpus", "Document", "Problem", "others", "read", "read_attachment",
    "uniquely_titled",
]  # fmt: skip
