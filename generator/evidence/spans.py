"""Spans: pieces of a chunk, and the sentences of a chunk as such."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.corpus import Block, Chunk, Document
from generator.corpus.locators import Locator
from generator.language import text


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A piece of a chunk."""

    document: str
    """Path of the document (`Document.path`)."""
    chunk: int
    start: int
    end: int
    """Character offsets into the chunk's text."""
    quote: str
    page: Locator | None = None


def ends(chunk: Chunk, block: Block) -> tuple[tuple[int, int], ...]:
    """Return where each sentence of a block begins and ends, character offsets into the chunk's text."""
    return tuple((block.start + a, block.start + b) for a, b in text.sentences(chunk.text[block.start : block.end]))


def sentences(document: Document, chunk: Chunk) -> Iterator[tuple[Block, Span]]:
    """Yield the sentences of a chunk's paragraphs and list items, each with the block that it stands in.

    An item that is nothing but a link to somewhere else is a title there, and no statement here.
    """
    for block in chunk.blocks:
        if block.kind not in ("paragraph", "item") or block.leads_away:
            continue
        for start, end in ends(chunk, block):
            quote = chunk.text[start:end]
            page = chunk.page_at(start)
            yield block, Span(document=document.path, chunk=chunk.number, start=start, end=end, quote=quote, page=page)


def cut(span: Span, start: int, end: int | None = None) -> Span:
    """Return a part of a span; `start` and `end` are character offsets into its quote, as in a slice."""
    quote = span.quote[start:end]
    return replace(span, start=span.start + start, end=span.start + start + len(quote), quote=quote)
