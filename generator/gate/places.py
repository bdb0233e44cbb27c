"""Text, ledger and sources lead to each other: every sentence has its entry, every citation and span its place."""

from collections import Counter
from collections.abc import Iterator

from generator.brief import Sentence, citation, ledger as ledgers
from generator.brief.citation import Citation
from generator.brief.ledger import Entry, Support
from generator.brief.places import Place
from generator.gate.rules import Finding
from generator.gate.sentences import Item
from generator.gate.sources import Listed
from generator.gate.view import View, stands
from generator.messages import say


def check(view: View) -> Iterator[Finding]:
    """Yield what leads nowhere, or somewhere else than it says."""
    for item in view.items:
        yield from _recorded(item)
        for cited in item.sentence.citations:
            if not _resolves(view.listed, cited):
                words = citation.render(cited, view.language)
                yield Finding(code="cite-unresolved", message=words, line=item.sentence.line)
        if item.entry and item.entry.kind in ledgers.SOURCED:
            yield from _evidence(view.listed, item, item.entry)
    yield from _order(view)
    yield from _extra(view)


def _recorded(item: Item) -> Iterator[Finding]:
    """Compare a sentence with its entry in the ledger."""
    section, sentence, entry = item.section, item.sentence, item.entry
    if entry is None:
        yield missing(sentence)
        return
    if entry.text != sentence.text:
        yield Finding(
            code="ledger-missing", message=say("{id}: the ledger has other words", id=entry.id), line=sentence.line
        )
    elif entry.section != section.number:
        message = say("{id}: {section}, not {number}", id=entry.id, section=entry.section, number=section.number)
        yield Finding(code="ledger-section", message=message, line=sentence.line)
    elif entry.place != item.place:
        message = say("{id}: {there}, not {here}", id=entry.id, there=_words(entry.place), here=_words(item.place))
        yield Finding(code="place", message=message, line=sentence.line)
    if entry.kind not in ledgers.KINDS:
        yield Finding(
            code="ledger-missing",
            message=say("{id}: unknown kind {kind}", id=entry.id, kind=repr(entry.kind)),
            line=sentence.line,
        )


def missing(sentence: Sentence) -> Finding:
    """Return what is found of a sentence without an entry."""
    message = say("no ledger entry for “{text}”: new or edited text needs evidence", text=sentence.text[:40])
    return Finding(code="ledger-missing", message=message, line=sentence.line)


def _words(place: Place) -> str:
    parts = (("paragraph", place.paragraph), ("row", place.row), ("column", place.column))
    return ", ".join(f"{name} {number}" for name, number in parts if number is not None)


def _order(view: View) -> Iterator[Finding]:
    """Yield the first sentence whose entry does not stand in the ledger as the sentence does in the text."""
    told = {item.entry.id: item.sentence.line for item in view.items if item.entry}
    recorded = (entry.id for entry in view.ledger.entries if entry.id in told)
    for (name, line), other in zip(told.items(), recorded, strict=False):
        if name != other:
            yield Finding(
                code="place", message=say("{name}: its entry stands elsewhere in the ledger", name=name), line=line
            )
            return


def _extra(view: View) -> Iterator[Finding]:
    """Yield the entries of the ledger that have no sentence, or stand there more than once."""
    used = {item.entry.id for item in view.items if item.entry}
    for entry in view.ledger.entries:
        if entry.id not in used:
            yield Finding(
                code="ledger-extra",
                message=say("{id}: “{text}” is not in the brief", id=entry.id, text=entry.text[:40]),
            )
    for entry_id, times in Counter(entry.id for entry in view.ledger.entries).items():
        if times > 1:
            yield Finding(
                code="ledger-extra",
                message=say("{entry_id} stands {times} times in the ledger", entry_id=entry_id, times=times),
            )


def _resolves(listed: Listed, cited: Citation) -> bool:
    """Tell whether a citation leads to a listed source, and to a chunk or page that it has."""
    source_id = listed.cited(cited)
    if source_id is None or cited.kind == "image":
        return source_id is not None
    document = listed.document(source_id)
    if document is None:
        return True  # source-absent or unverifiable says so
    if cited.kind == "corpus" or cited.chunked:
        chunk = next((chunk for chunk in document.chunks if chunk.number == cited.number), None)
        return chunk is not None and not (cited.chunked and chunk.pages)  # what has pages is cited by page
    return cited.where in {page for chunk in document.chunks for _, page in chunk.pages}


def _evidence(listed: Listed, item: Item, entry: Entry) -> Iterator[Finding]:
    """Check citations and spans of a sentence that rests on sources."""
    sentence, line = item.sentence, item.sentence.line
    if not sentence.citations or not entry.supports:
        yield Finding(code="claim-uncited", message=say("“{text}”", text=sentence.text[:60]), line=line)
        return
    if any(cited.kind == "image" for cited in sentence.citations):
        yield Finding(code="cite-image", message=say("“{text}”", text=sentence.text[:60]), line=line)
    if len({(span.source, span.chunk, span.start, span.end) for span in entry.supports}) < len(entry.supports):
        yield Finding(code="ledger-citations", message=say("{id}: it rests on one span twice", id=entry.id), line=line)
    if tuple(dict.fromkeys(map(listed.citation, entry.supports))) != sentence.citations:
        message = say("{id}: the ledger points elsewhere than the text", id=entry.id)
        yield Finding(code="ledger-citations", message=message, line=line)
    for span in entry.supports:
        yield from _span(listed, span, line)


def _span(listed: Listed, span: Support, line: int) -> Iterator[Finding]:
    document, chunk = listed.document(span.source), listed.chunk(span.source, span.chunk)
    if document is None:
        return  # `bibliography` reports it once
    if chunk is None or chunk.sha256 != span.chunk_sha256:
        holds = chunk is not None and span.quote in chunk.text
        what = say("still holds the quote: repair mends it") if holds else say("no longer holds the quote")
        message = say("{title}, chunk {chunk} changed and {what}", title=document.title, chunk=span.chunk, what=what)
        yield Finding(code="chunk-changed", message=message, line=line)
    if chunk is None:
        return
    if not stands(span, chunk):
        where = say(
            "{start}–{end} of {title}, chunk {chunk}",
            start=span.start,
            end=span.end,
            title=document.title,
            chunk=span.chunk,
        )
        yield Finding(
            code="span",
            message=say("“{quote}” does not stand at {where}", quote=span.quote[:80], where=where),
            line=line,
        )
    elif (page := chunk.page_at(span.start)) != span.page:
        yield Finding(
            code="span",
            message=say("{title}: page {page}, not {cited}", title=document.title, page=page, cited=span.page),
            line=line,
        )
