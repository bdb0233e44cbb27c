"""Cards of excerpts: what sources say below their headings, with the side that title and headings make it."""

from collections.abc import Iterable, Iterator

from generator.commission import Subject
from generator.corpus import Chunk, Document
from generator.evidence import claims, excerpts, sides
from generator.evidence.claims import Card


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
            matter=excerpts.whole(chunk, one), article=one.article, closing=claims.closes(" ".join(one.above)),
        )  # fmt: skip
