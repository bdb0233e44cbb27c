"""Refresh after edits: the ledger of a brief is made anew from its text as it stands."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from generator.brief import Brief, ledger as ledgers, wording
from generator.brief.citation import Citation
from generator.brief.ledger import Entry, Ledger, Support
from generator.corpus import Chunk, Document
from generator.evidence import cleaning, excerpts, readings
from generator.gate import Item, Sources, items, rewording, support, view
from generator.gate.sources import Listed, listing, named
from generator.language import text
from generator.messages import say
from generator.review.settling import Mended, settled, with_citations

ALIKE = 0.5
"""Likeness (`difflib` ratio, 0 to 1) from which a new sentence is an old one that was edited."""


def refresh(brief: Brief, ledger: Ledger, sources: Sources) -> Mended:
    """Rebuild the ledger from the text as it stands.

    Sentences that have their entry keep it. Others get one where the closed list or the front matter has them, or
    where a chunk that they cite holds a sentence like them; the rest is named in the notes. A kept sentence is
    checked by the validator as before, an edited one as `rewording` says.
    """
    listed = listing(brief.front, sources)
    known = {entry.id: _named_anew(entry) for entry in ledger.entries}
    found = items(brief)
    ids = ledgers.ids(item.sentence.text for item in found)
    orphans = [entry for name, entry in known.items() if name not in set(ids)]
    entries, notes, citations, reworded = [], [], {}, {}
    for item, name in zip(found, ids, strict=True):
        section, sentence = item.section.number, item.sentence
        if name in known:
            entry = known[name]
        elif kind := _told(item, brief.front):
            entry = Entry(id=name, section=section, kind=kind, text=sentence.text)
        else:
            former = _former(sentence.text, orphans)
            if former in orphans:
                orphans.remove(former)
                reworded[former.id] = name
            entry, verdict = _reworded(item, name, former, brief.front, listed)
            notes.append((sentence.text, say("{verdict}: “{text}”", verdict=verdict, text=sentence.text[:60])))
        if entry is None:
            continue
        if entry.kind in ledgers.SOURCED:
            citations[sentence.line, sentence.text] = listed.citations(entry)
        entries.append(entry.at(section, item.place))
    notes += [("", say("gone: “{text}”", text=entry.text[:60])) for entry in orphans]
    entries = [replace(e, rests=tuple(reworded.get(name, name) for name in e.rests)) for e in entries]
    cited = with_citations(_labelled(brief), citations)
    return settled(cited, _sided(cited, replace(ledger, entries=tuple(entries)), sources), sources, tuple(notes))


def _named_anew(entry: Entry) -> Entry:
    """Return an entry with the relation of a cell as it is called since form 3."""
    supports = (replace(span, relation="cell") if span.relation == "clause" else span for span in entry.supports)
    return replace(entry, supports=tuple(supports))


def _labelled(brief: Brief) -> Brief:
    """Return the brief with the aspects that its tables show now: those compared, then those of tables of facts."""
    head, facts = wording.table_head(brief.front), wording.words(wording.written(brief.front))["facts_heading"]
    shown: tuple[list[str], list[str]] = ([], [])
    for before, block in (pair for section in brief.sections for pair in pairwise((None, *section.blocks))):
        if block and block.kind == "table" and tuple(cell.text for cell in block.rows[0]) == head:
            above = before.rows[0][0].text if before else ""
            shown[above == facts].extend(row[0].text for row in block.rows[1:])
    return replace(brief, front=dict(brief.front) | {"aspects": list(dict.fromkeys((*shown[0], *shown[1])))})


def _sided(brief: Brief, ledger: Ledger, sources: Sources) -> Ledger:
    """Return the ledger with the side of each sentence as its source gives it."""
    spoken = view.of(brief, ledger, sources).spoken
    entries = (replace(entry, side=spoken[entry.id].name) if entry.id in spoken else entry for entry in ledger.entries)
    return replace(ledger, entries=tuple(entries))


def _former(sentence: str, orphans: list[Entry]) -> Entry | None:
    """Return the entry of the sentence that this one was made of."""
    scored = [
        (difflib.SequenceMatcher(None, entry.text, sentence, autojunk=False).ratio(), -n)
        for n, entry in enumerate(orphans)
    ]
    ratio, position = max(scored, default=(0.0, 0))
    return orphans[-position] if ratio > ALIKE else None


def _told(item: Item, front: Mapping[str, Any]) -> str | None:
    """Return "meta" or "framing" for a sentence that the closed list and the front matter make, else None."""
    words = item.sentence.text
    if words in dict(wording.about(front, item.role, first=item.section.number == 1)) or words in wording.gaps(front):
        return "meta"
    title = front["commission"]["sections"][item.section.number - 1]["title"]
    return "framing" if not item.sentence.citations and words in wording.framings(front, title) else None


def _reworded(
    item: Item, name: str, former: Entry | None, front: Mapping[str, Any], listed: Listed
) -> tuple[Entry | None, str]:
    """Return the entry of a sentence that is new or edited, and what there is to say of it; None for no evidence."""
    if former and former.kind == "judgement" and not item.sentence.citations:
        entry = replace(former, id=name, text=item.sentence.text, written="", signed=None)
        return entry, say("a judgement that waits for a signature")
    found = _evidenced(item, name, former, front, listed)
    return found, _verdict(found, listed) if found else say("needs evidence")


def _evidenced(item: Item, name: str, former: Entry | None, front: Mapping[str, Any], listed: Listed) -> Entry | None:
    """Return an entry for a sentence from the sentences of the chunks that it cites, None when it cites none."""
    words, section = item.sentence.text, item.section.number
    kept = former.lead if former and words.startswith(former.lead) else ""
    if former and any(span.relation == "retold" for span in former.supports):  # its source is no guess
        return replace(former, id=name, section=section, text=words, lead=kept, written="", checked=None, signed=None)
    if former and former.supports and former.supports[0].relation == excerpts.RELATION:
        told = _parted(former.supports[0], listed)
        return replace(former, id=name, section=section, text=words, lead=kept, written="", supports=told, signed=None)
    lead = kept if former and former.kind == "claim" else ""
    leads = wording.leads(wording.written(front), ())
    lead = lead or next((known for known in leads if words.startswith(known)), "")
    span = _nearest(words[len(lead) :], item.sentence.citations, listed)
    if span is None:
        return None
    members = tuple(s for s in former.supports if s.relation == "membership") if former else ()
    return Entry(id=name, section=section, kind="claim", text=words, lead=lead, supports=(span, *members))


def _parted(excerpt: Support, listed: Listed) -> tuple[Support, ...]:
    """Return the sentences of an excerpt as what is retold."""
    chunk = listed.chunk(excerpt.source, excerpt.chunk)
    assert chunk is not None
    within = (one for one in _sentences(excerpt.source, chunk) if excerpt.start <= one.start and one.end <= excerpt.end)
    return tuple(replace(one, relation="retold") for one in within)


def _nearest(own: str, citations: tuple[Citation, ...], listed: Listed) -> Support | None:
    """Return the sentence, of those that are cited, that is most like these words, None when none is cited."""
    found = [span for one in citations for span in _candidates(one, listed)]
    at = rewording.best(own, [cleaning.clean(span.quote) for span in found])
    if at is None:
        return None
    return _reading(own, found[at], listed)


def _candidates(cited: Citation, listed: Listed) -> Iterator[Support]:
    """Yield every sentence of the chunk or page that is cited."""
    for source_id, source in listed.by_id.items():
        document = listed.document(source_id)
        if document is None or named(source) != (cited.kind, cited.title):
            continue
        for chunk in _chunks(document, cited):
            yield from (span for span in _sentences(source_id, chunk) if listed.citation(span) == cited)


def _chunks(document: Document, cited: Citation) -> tuple[Chunk, ...]:
    """Return the chunk that is cited, or all where it is a page."""
    if cited.kind == "corpus" or cited.chunked:
        return tuple(chunk for chunk in document.chunks if chunk.number == cited.number)
    return document.chunks


def _sentences(source_id: str, chunk: Chunk) -> Iterator[Support]:
    for block in chunk.blocks:
        for start, end in text.sentences(chunk.text[block.start : block.end]):
            start, end = block.start + start, block.start + end
            yield Support(
                source=source_id, chunk=chunk.number, page=chunk.page_at(start), chunk_sha256=chunk.sha256,
                start=start, end=end, quote=chunk.text[start:end], relation="verbatim",
            )  # fmt: skip


def _reading(own: str, span: Support, listed: Listed) -> Support:
    """Return what these words are of a source's sentence: it, a trim of it, or it in other words."""
    document, chunk = listed.document(span.source), listed.chunk(span.source, span.chunk)
    assert document is not None and chunk is not None
    found = readings.sentence_at(chunk, span.start, span.end)
    given = found and readings.given(own, span.quote, document.language)
    if given is None:
        return replace(span, relation="edited")
    start, relation = given
    return replace(span, start=span.start + start, quote=span.quote[start:], relation=relation)


def _verdict(entry: Entry, listed: Listed) -> str:
    """Return in words how the sentence stands to its source."""
    span = entry.supports[0]
    if span.relation in ledgers.WORD_FOR_WORD:
        return say("word for word in its source")
    if span.relation == "retold":
        return say("retold: needs a signature")
    chunk = listed.chunk(span.source, span.chunk)
    assert chunk is not None
    judged = support.judged(entry, span, chunk)
    if judged.verdict == "passes":
        return say("close enough to its source")
    if judged.verdict == "pending":
        return say("needs a signature ({doubt})", doubt=judged.doubt)
    return say("lost its evidence ({faults})", faults=", ".join(judged.faults) or say("too far from its source"))
