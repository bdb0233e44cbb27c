"""Of which side a source speaks where it is cited, by the functions that the writers use."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.brief.ledger import Support
from generator.commission import Subject
from generator.corpus import Chunk, Document
from generator.evidence import Span, classes, cleaning, cohesion, excerpts, readings, sides
from generator.evidence.excerpts import Excerpt
from generator.evidence.sides import NOBODY, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A span where it stands."""

    span: Support
    chunk: Chunk
    document: Document
    attached: bool
    """Whether the document came with the commission."""
    excerpt: Excerpt | None = None
    """What the sentence has of a part of it."""


Members = dict[tuple[str, str], Span]
"""(subject, words for a class) → where a source puts the one into the other."""


def members(found: Iterable[tuple[Support, Chunk]], subjects: Iterable[Subject]) -> Members:
    """Return what the spans that a brief cites for it say of who belongs to which class."""
    subjects = tuple(subjects)
    said: Members = {}
    for span, chunk in found:
        for subject in subjects:
            if group := classes.belongs(span.quote, chunk.headings_at(span.start), subject):
                said.setdefault((subject.name, group), _span(span))
    return said


def whole(source: Source, subjects: tuple[Subject, ...], known: Members) -> Side:
    """Return the side that the words of a span speak of."""
    return _side(source, source.span.quote, subjects, known)


def parts(source: Source, subjects: tuple[Subject, ...], known: Members) -> tuple[Side, ...]:
    """Return the sides that a cell may have: by the sentence that it shows, and by its own words."""
    return tuple(_side(source, words, subjects, known) for words in _around(source))


def _around(source: Source) -> Iterator[str]:
    """Yield the words that a cell may have its side from, most first."""
    span, words = source.span, source.chunk.text
    if found := readings.sentence_at(source.chunk, span.start, span.end):
        _, first, last = found
        sentence = words[first:last]
        yield sentence[cohesion.connective(sentence, source.document.language) :]
        yield words[span.start : last]
    yield span.quote


def _side(source: Source, quote: str, subjects: tuple[Subject, ...], known: Members) -> Side:
    document, block = source.document, source.chunk.block_at(source.span.start)
    if block is None:
        return NOBODY
    if source.excerpt is None and source.span.relation == excerpts.RELATION:
        return NOBODY
    if source.excerpt is not None:
        words = excerpts.said(source.chunk, source.excerpt, document.language)
        return sides.of_part(document, source.excerpt.above, words, subjects)
    find = sides.attached_at if source.attached else sides.side_at
    words = cleaning.sentence(quote, document.language)
    return find(document, source.chunk, block, _begins(source), words, subjects, known)


def _begins(source: Source) -> int:
    """Return where the sentence that holds a span begins in its chunk."""
    block = source.chunk.block_at(source.span.start)
    if block is not None and block.kind == "table":
        return source.span.start
    found = readings.sentence_at(source.chunk, source.span.start, source.span.end)
    return found[1] if found else source.span.start


def _span(span: Support) -> Span:
    return Span(
        document=span.source, chunk=span.chunk, page=span.page, start=span.start, end=span.end, quote=span.quote
    )
