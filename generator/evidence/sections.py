"""Cards of excerpts: what sources say below their headings, with the side that title and headings make it."""

from collections.abc import Iterable, Iterator, Mapping

from generator.commission import Subject
from generator.corpus import Chunk, Document
from generator.evidence import attributing, excerpts, sides
from generator.evidence.cards import Card, closes

MOST = 600
"""Chunks (1 or more) that are looked through beside those that were found: all of the documents of the sides, the
documents first of which the best was found. Of a side's own page the part that answers need not have the words."""


def beside(
    found: Mapping[tuple[str, int], Document], strength: Mapping[str, float], subjects: tuple[Subject, ...]
) -> dict[tuple[str, int], Document]:
    """Return the other chunks of the documents of which some were found and that speak for a subject; of any document
    where there is none. `found`: by path and number; `strength`: how well (0 and up) the best chunk of a document was
    found."""
    met = {path: document for (path, _), document in found.items()}
    more: dict[tuple[str, int], Document] = {}
    for path in sorted(met, key=lambda one: (-strength.get(one, 0.0), one)):
        document = met[path]
        if subjects and not attributing.about(document, subjects):
            continue
        if len(more) + len(document.chunks) <= MOST:
            more |= {(path, c.number): document for c in document.chunks if (path, c.number) not in found}
    return more


def cards(
    documents: Iterable[tuple[Document, Chunk]], subjects: tuple[Subject, ...], attached: frozenset[str]
) -> tuple[Card, ...]:
    """Return the excerpts that begin in the chunks, in document order, those of one heading the shortest first;
    `attached` holds paths of attachments."""
    return tuple(
        card
        for document, chunk in documents
        for offered in excerpts.found(document, chunk)
        for card in _cards(document, chunk, offered, subjects, document.path in attached)
    )


def _cards(
    document: Document,
    chunk: Chunk,
    offered: tuple[excerpts.Excerpt, ...],
    subjects: tuple[Subject, ...],
    attached: bool,
) -> Iterator[Card]:
    language = document.language
    said = [excerpts.said(chunk, one, language) for one in offered]
    for one, words in zip(offered, said, strict=True):
        side = sides.of_part(document, one.above, words, subjects)
        yield Card(
            span=excerpts.span(document, chunk, one), text=words, language=language, side=side.name, via=side.via,
            named=side.named, under=side.under, attached=attached, opens=True, leads=True,
            headings=(*one.above, *filter(None, (one.topic,))), relation=excerpts.RELATION, excerpt=one,
            matter=excerpts.whole(chunk, one), article=one.article, closing=closes(" ".join(one.above)),
        )  # fmt: skip
