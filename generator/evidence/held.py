"""What the documents that speak for a side hold on a point, by its words in a heading or a paragraph.

A search over a whole corpus may bring others first. Before a brief says that nothing answers a point of a side, that
side's own documents are looked through: by title, folder or text (`attributing`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.commission import Subject
from generator.corpus import Chunk, Document
from generator.evidence import attributing, naming
from generator.language import tokens

HELD = 0.6
"""Part (0 to 1) of the words of a point that a paragraph and the headings above it hold, to be on it. By hand."""
CHUNKS = 10
"""Most chunks (1 or more) that are taken for a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A paragraph of a document of a side that has the words of a point."""

    side: str
    document: Document
    chunk: Chunk
    share: float
    """Of the point's words, 0 to 1."""


def on(words: str, documents: Sequence[Document], subjects: tuple[Subject, ...]) -> tuple[Held, ...]:
    """Return the paragraphs on a point in the documents of the sides that it names, of all sides where it names none;
    one for each chunk, best first."""
    named = naming.mentioned(words, subjects) or subjects
    known = {token for one in subjects for name in (one.name, *one.aliases) for token in tokens.content_tokens(name)}
    asked = frozenset(tokens.content_tokens(words)) - known
    if not asked:
        return ()
    found = sorted(_held(asked, documents, subjects, named), key=lambda one: -one.share)
    return tuple(found[:CHUNKS])


def _held(
    asked: frozenset[str], documents: Iterable[Document], subjects: tuple[Subject, ...], named: Sequence[Subject]
) -> Iterator[Held]:
    for document in documents:
        about = attributing.about(document, subjects)
        if about is None or about.subject not in named:
            continue
        for chunk in document.chunks:
            blocks = ((*block.heading_path, chunk.text[block.start : block.end]) for block in chunk.blocks)
            share = max((len(asked & _words("\n".join(said))) for said in blocks), default=0) / len(asked)
            if share >= HELD:
                yield Held(side=about.subject.name, document=document, chunk=chunk, share=share)


@lru_cache(maxsize=1 << 14)
def _words(said: str) -> frozenset[str]:
    return frozenset(tokens.content_tokens(said))
