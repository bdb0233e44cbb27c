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
from generator.language import text, tokens

HELD = 0.6
"""Part (0 to 1) of the words of a point that a paragraph and the headings above it hold, to be on it. By hand."""
SAID = 0.5
"""The same part from which it may be on it, so that nobody says that nothing was found. By hand."""
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


def nothing(words: str, side: Subject, documents: Iterable[Document], subjects: tuple[Subject, ...]) -> bool:
    """Tell whether nothing was found on a point of a side: no paragraph of a document that speaks for it, and none that
    names it, has with the headings above it half of the words.

    False where no document names the side, or one that does is in another language than the words, which tell nothing
    there.
    """
    known, language = naming.known_as(side), text.language(words)
    asked = frozenset(tokens.content_tokens(words)) - {t for n in (side.name, *side.aliases) for t in tokens.tokens(n)}
    heard = False
    for document in documents:
        about = attributing.about(document, subjects)
        own = about is not None and about.subject.name == side.name
        for chunk in document.chunks:
            for block in chunk.blocks:
                said = "\n".join((document.title, *block.heading_path, chunk.text[block.start : block.end]))
                if not own and not known.search(said):
                    continue
                heard = True
                if document.language != language or len(asked & _words(said)) >= SAID * len(asked):
                    return False
    return heard and bool(asked)


@lru_cache(maxsize=1 << 14)
def _words(said: str) -> frozenset[str]:
    return frozenset(tokens.content_tokens(said))
