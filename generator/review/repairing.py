"""Repair after the sources of a brief moved: every span points to where its words stand now."""

from collections.abc import Iterator
from dataclasses import replace

from generator.brief import Brief, ledger as ledgers
from generator.brief.ledger import Ledger, Support
from generator.corpus import Document
from generator.gate import Sources, items
from generator.gate.sources import Listed, listing
from generator.messages import say
from generator.review.settling import Mended, settled, with_citations


def repair(brief: Brief, ledger: Ledger, sources: Sources) -> Mended:
    """Point every span whose words stand elsewhere in its document to where they stand now.

    A span is moved when its quote occurs once in the document, or once in the chunk of the same number. Others are
    named in the notes and left alone: a person has to decide.
    """
    listed = listing(brief.front, sources)
    lines = {item.sentence.text: item.sentence.line for item in items(brief)}
    entries, notes, citations = [], [], {}
    for entry in ledger.entries:
        pairs = [(span, _anchored(span, listed.document(span.source))) for span in entry.supports]
        notes += [(entry.text, note) for span, moved in pairs if (note := _note(span, moved, listed))]
        new = replace(entry, supports=tuple(moved or span for span, moved in pairs))
        if new.supports != entry.supports:
            citations[lines.get(entry.text, 0), entry.text] = listed.citations(new)
        entries.append(new)
    new = ledgers.carried(ledger, replace(ledger, entries=tuple(entries)))
    return settled(with_citations(brief, citations), new, sources, tuple(notes))


def _note(span: Support, moved: Support | None, listed: Listed) -> str:
    """Return what there is to say about a span that moved or was lost, "" for one that stands where it stood."""
    if moved is None:
        there = listed.document(span.source) is not None
        source = listed.by_id.get(span.source, {})
        called = listed.sources.called(source) if source else ""
        lost = say("is called “{called}” now", called=called) if called else say("is not there")
        gone = say("no longer holds the quote, or holds it twice") if there else lost
        title = source.get("title", span.source)
        return say("needs a person: {title} {gone}: “{quote}”", title=title, gone=gone, quote=span.quote[:60])
    if moved == span:
        return ""
    same = moved.chunk == span.chunk
    where = (
        say("chunk {chunk} changed around it", chunk=span.chunk)
        if same
        else say("chunk {old} → {new}", old=span.chunk, new=moved.chunk)
    )
    return say("{where}: “{quote}”", where=where, quote=span.quote[:60])


def _anchored(span: Support, document: Document | None) -> Support | None:
    """Return the span where its quote stands today, or None when that cannot be told."""
    if document is None:
        return None
    here = document.chunks[span.chunk - 1] if 0 < span.chunk <= len(document.chunks) else None
    if here and here.sha256 == span.chunk_sha256 and here.text[span.start : span.end] == span.quote:
        return span
    places = [(chunk, at) for chunk in document.chunks for at in _places(span.quote, chunk.text)]
    if len(places) > 1:
        places = [(chunk, at) for chunk, at in places if chunk.number == span.chunk]
    if len(places) != 1:
        return None
    chunk, at = places[0]
    return replace(
        span, chunk=chunk.number, chunk_sha256=chunk.sha256, start=at, end=at + len(span.quote), page=chunk.page_at(at)
    )


def _places(quote: str, chunk_text: str) -> Iterator[int]:
    at = chunk_text.find(quote)
    while at >= 0:
        yield at
        at = chunk_text.find(quote, at + 1)
