"""What people do with a filed brief: sign, refresh after edits, repair after its sources moved, withdraw.

Functions from a brief, its ledger and its sources to new ones, with lines that say what was done; `gate` writes them.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.brief import Block, Brief, Section, Sentence, citation, ledger as ledgers, references, wording
from generator.brief.citation import Citation
from generator.brief.ledger import Entry, Ledger, Signature, Support
from generator.corpus import Document
from generator.corpus.chunking import Chunk
from generator.errors import BriefproofError
from generator.evidence import hygiene
from generator.gate import Finding, Sources, rewording, support, validation
from generator.gate.validation import Item
from generator.language import text

ALIKE = 0.5
"""Likeness (`difflib` ratio, 0 to 1) from which a new sentence is an old one that was edited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A brief after a change, and what there is to say about it."""

    brief: Brief
    ledger: Ledger
    notes: tuple[tuple[str, str], ...]
    """(sentence of the brief, what there is to say about it): what changed or needs a person; "" for one that went."""


def sign(ledger: Ledger, names: Iterable[str], *, by: str, on: str) -> Ledger:
    """Return the ledger with the entries of these ids signed by a person on a day (ISO 8601)."""
    if not by.strip() or len(by) > 80 or not by.isprintable():
        raise BriefproofError(f"--by {by!r}: give the name of a person, at most 80 characters")
    wanted = set(names)
    return replace(
        ledger,
        entries=tuple(
            replace(e, signed=Signature(by=by.strip(), on=on, of=ledgers.content_hash(e))) if e.id in wanted else e
            for e in ledger.entries
        ),
    )


def pending(brief: Brief, ledger: Ledger, findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Return the entries that wait for a signature."""
    lines = {finding.line for finding in findings if finding.code == "pending"}
    texts = {item.sentence.text for item in validation.items(brief) if item.sentence.line in lines}
    return tuple(entry for entry in ledger.entries if entry.text in texts)


def withdraw(brief: Brief, *, why: str, on: str) -> Brief:
    """Return the brief marked as withdrawn on a day (ISO 8601)."""
    if not why.strip():
        raise BriefproofError("--why: say in a line why the brief is withdrawn")
    return replace(brief, front=dict(brief.front) | {"withdrawn": {"date": on, "why": " ".join(why.split())}})


# --- after edits


def refresh(brief: Brief, ledger: Ledger, sources: Sources) -> Mended:
    """Rebuild the ledger from the text as it stands.

    Sentences that have their entry keep it. Others get one where the closed list or the front matter has them, or
    where a chunk that they cite holds a sentence like them; the rest is named in the notes. A kept sentence is
    checked by the validator as before, an edited one as `rewording` says.
    """
    desk = _Desk(brief, sources)
    items = validation.items(brief)
    known = {entry.id: entry for entry in ledger.entries}
    ids = ledgers.ids(item.sentence.text for item in items)
    orphans = [entry for entry in ledger.entries if entry.id not in set(ids)]
    entries, notes, sentences = [], [], {}
    for item, name in zip(items, ids, strict=True):
        entry, sentence = known.get(name), item.sentence
        if entry is not None:
            entry = replace(entry, section=item.section.number)
        elif kind := desk.told(item):
            entry = Entry(id=name, section=item.section.number, kind=kind, text=sentence.text)
        else:
            former = _former(sentence.text, orphans)
            if former in orphans:
                orphans.remove(former)
            entry = desk.evidence(item, name, former)
            if entry is None:
                notes.append((sentence.text, f"needs evidence: “{sentence.text[:60]}”"))
                continue
            verdict = desk.verdict(entry)
            notes.append((sentence.text, f"{verdict}: “{sentence.text[:60]}”"))
        if entry.kind in (*ledgers.SOURCED, "summary"):
            sentences[sentence.line, sentence.text] = desk.citations(entry)
        entries.append(entry)
    notes += [("", f"gone: “{entry.text[:60]}”") for entry in orphans]
    cited = _with_citations(brief, sentences)
    return _settled(cited, replace(ledger, entries=tuple(entries)), sources, tuple(notes))


def _former(sentence: str, orphans: list[Entry]) -> Entry | None:
    """Return the entry of the sentence that this one was made of."""
    scored = [
        (difflib.SequenceMatcher(None, entry.text, sentence, autojunk=False).ratio(), -n)
        for n, entry in enumerate(orphans)
    ]
    ratio, position = max(scored, default=(0.0, 0))
    return orphans[-position] if ratio > ALIKE else None


class _Desk:
    """What is looked up while the ledger of one brief is mended."""

    def __init__(self, brief: Brief, sources: Sources) -> None:
        self.front, self.sources = brief.front, sources
        self.language: str = brief.front["commission"]["language"]
        self.listed = {source["id"]: source for source in brief.front["sources"]}

    def document(self, source: Mapping[str, Any]) -> Document | None:
        """Return the document of a source, or None for an image and for one that is not there."""
        if source["kind"] == "document":
            return self.sources.attachments.get(source["file"])
        return (
            self.sources.corpus.by_title(source["title"])
            if self.sources.corpus and source["kind"] == "corpus"
            else None
        )

    def told(self, item: Item) -> str | None:
        """Return "meta" or "framing" for a sentence that the closed list and the front matter make, else None."""
        words = item.sentence.text
        if words in dict(wording.about(self.front, item.role)) or words in wording.gaps(self.front):
            return "meta"
        title = self.front["commission"]["sections"][item.section.number - 1]["title"]
        if not item.sentence.citations and words in wording.openings(self.front, title):
            return "framing"
        return None

    def evidence(self, item: Item, name: str, former: Entry | None) -> Entry | None:
        """Return an entry for a sentence from the sentences of the chunks that it cites, None when it cites none."""
        sentence = item.sentence
        if former and any(span.relation == "retold" for span in former.supports):  # its source is no guess
            lead = former.lead if sentence.text.startswith(former.lead) else ""
            section = item.section.number
            return replace(former, id=name, section=section, text=sentence.text, lead=lead, written="", signed=None)
        lead = former.lead if former and former.kind == "claim" and sentence.text.startswith(former.lead) else ""
        lead = lead or next((w for w in wording.leads(self.language, ()) if sentence.text.startswith(w)), "")
        own = sentence.text[len(lead) :]
        found = list(self._candidates(sentence.citations))
        if not found:
            return None
        at = rewording.best(own, [hygiene.clean(span.quote) for span, _ in found])
        assert at is not None
        span = _said(own, found[at][0])
        said = text.match_key(hygiene.clean(span.quote)) == text.match_key(own)
        members = tuple(s for s in former.supports if s.relation == "membership") if former else ()
        span = replace(span, relation="verbatim" if said else "edited")
        side = former.side if former else self._side(own)
        return Entry(
            id=name, section=item.section.number, kind="claim", text=sentence.text, lead=lead, side=side,
            supports=(span, *members),
        )  # fmt: skip

    def _candidates(self, citations: Iterable[Citation]) -> Iterator[tuple[Support, Chunk]]:
        """Yield every sentence of the chunks and pages that are cited."""
        for cited in citations:
            for source_id, source in self.listed.items():
                key = source["title"] if cited.kind == "corpus" else source.get("file")
                document = self.document(source)
                if (source["kind"], key) != (cited.kind, cited.title) or document is None:
                    continue
                for chunk in document.chunks:
                    if (cited.kind == "corpus" or cited.chunked) and chunk.number != cited.number:
                        continue
                    for span in _sentences(source_id, chunk):
                        if self.citation(span) == cited:
                            yield span, chunk

    def _side(self, own: str) -> str | None:
        names = wording.names(self.front)
        aliases = {s["name"]: tuple(s.get("aliases", ())) for s in self.front["commission"]["subjects"]}
        named = [name for name in names if support.names_side(own, support.subject(name, aliases[name]))]
        return named[0] if len(named) == 1 else None

    def verdict(self, entry: Entry) -> str:
        """Return in words how the sentence stands to its source."""
        span = entry.supports[0]
        if span.relation == "verbatim":
            return "word for word in its source"
        document = self.document(self.listed[span.source])
        assert document is not None
        if span.relation == "retold":
            return "retold: needs a signature"
        judged = support.judged(entry, span, document.chunks[span.chunk - 1])
        if judged.verdict == "passes":
            return "close enough to its source"
        if judged.verdict == "pending":
            return f"needs a signature ({judged.doubt})"
        return f"lost its evidence ({', '.join(judged.faults) or 'too far from its source'})"

    def citation(self, span: Support) -> Citation:
        """Return the citation of a span."""
        source = self.listed[span.source]
        if source["kind"] == "document":
            return citation.attached(source["file"], span.page, span.chunk)
        return Citation(kind="corpus", title=source["title"], number=span.chunk)

    def citations(self, entry: Entry) -> tuple[Citation, ...]:
        """Return the citations of a sentence, as its entry has them."""
        return tuple(dict.fromkeys(self.citation(span) for span in entry.supports if span.source in self.listed))


def _said(own: str, span: Support) -> Support:
    """Return the end of a source's sentence that is these words, where its head was a label or a connective."""
    for mark in re.finditer(r"[：:，,]\s*", span.quote):
        rest = span.quote[mark.end() :]
        if text.match_key(hygiene.clean(rest)) == text.match_key(own):
            return replace(span, start=span.start + mark.end(), quote=rest)
    return span


def _sentences(source_id: str, chunk: Chunk) -> Iterator[Support]:
    for block in chunk.blocks:
        for start, end in text.sentences(chunk.text[block.start : block.end]):
            start, end = block.start + start, block.start + end
            yield Support(
                source=source_id, chunk=chunk.number, page=chunk.page_at(start), chunk_sha256=chunk.sha256,
                start=start, end=end, quote=chunk.text[start:end], relation="verbatim",
            )  # fmt: skip


# --- after the sources moved


def repair(brief: Brief, ledger: Ledger, sources: Sources) -> Mended:
    """Point every span whose words stand elsewhere in its document to where they stand now.

    A span is moved when its quote occurs once in the document, or once in the chunk of the same number. Others are
    named in the notes and left alone: a person has to decide.
    """
    desk = _Desk(brief, sources)
    lines = {item.sentence.text: item.sentence.line for item in validation.items(brief)}
    entries, notes, sentences = [], [], {}
    for entry in ledger.entries:
        supports = []
        for span in entry.supports:
            document = desk.document(desk.listed[span.source]) if span.source in desk.listed else None
            moved = _anchored(span, document)
            if moved is None:
                gone = "is not there" if document is None else "no longer holds the quote, or holds it twice"
                title = desk.listed.get(span.source, {}).get("title", span.source)
                notes.append((entry.text, f"needs a person: {title} {gone}: “{span.quote[:60]}”"))
            elif moved != span:
                same = f"chunk {span.chunk} changed around it"
                where = same if moved.chunk == span.chunk else f"chunk {span.chunk} → {moved.chunk}"
                notes.append((entry.text, f"{where}: “{span.quote[:60]}”"))
            supports.append(moved or span)
        new = replace(entry, supports=tuple(supports))
        if new.supports != entry.supports:
            sentences[lines.get(entry.text, 0), entry.text] = desk.citations(new)
        entries.append(new)
    cited = _with_citations(brief, sentences)
    new = ledgers.carried(ledger, replace(ledger, entries=tuple(entries)))
    return _settled(cited, new, sources, tuple(notes))


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


# --- what follows from text and ledger


def _with_citations(brief: Brief, wanted: Mapping[tuple[int, str], tuple[Citation, ...]]) -> Brief:
    """Return the brief with these citations at the sentences of these lines and texts."""

    def cited(sentence: Sentence) -> Sentence:
        key = (sentence.line, sentence.text)
        return replace(sentence, citations=wanted[key]) if key in wanted else sentence

    return _mapped(brief, cited)


def _mapped(brief: Brief, change: Any) -> Brief:
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                replace(block, rows=tuple(tuple(map(change, row)) for row in block.rows)) for block in section.blocks
            ),
        )
        for section in brief.sections
    )
    return replace(brief, sections=sections)


def _settled(brief: Brief, ledger: Ledger, sources: Sources, notes: tuple[tuple[str, str], ...]) -> Mended:
    """Write the front matter, the sentences about the brief and the references anew from text and ledger."""
    old = brief.front
    desk = _Desk(brief, sources)
    listed = [source for s in old["sources"] if (source := _source(s, brief, ledger, desk))]
    dates = sorted(source["date"] for source in listed if source.get("date"))
    foreign = any(entry.kind == "quotation" for entry in ledger.entries)
    evidence = {
        "cited": sum(source["kind"] != "image" for source in listed),
        **({"earliest": dates[0], "latest": dates[-1]} if dates else {}),
        "foreign": foreign,
        "classes": any(span.relation == "membership" for entry in ledger.entries for span in entry.supports),
    }
    if edited := ledgers.edited(ledger):
        evidence["edited"] = edited
    front = dict(old) | {"sources": listed, "evidence": evidence}
    front["balance"] = validation.balance(ledger, front)
    said: dict[str, str] = {}
    for role in ("introduction", "method"):
        before, after = wording.about(old, role), wording.about(front, role)
        if len(before) == len(after):
            said |= {b: a for (b, _), (a, _) in zip(before, after, strict=True) if a != b}
    language = front["commission"]["language"]
    lines = tuple((Sentence(text=references.line(source, language)),) for source in listed)
    found = _mapped(brief, lambda s: replace(s, text=said.get(s.text, s.text)))
    sections = tuple(
        _listing(section, lines) if role == "references" else section
        for section, role in zip(found.sections, validation.roles(brief), strict=True)
    )
    entries = tuple(replace(entry, text=said.get(entry.text, entry.text)) for entry in ledger.entries)
    ids = dict(zip((e.id for e in entries), ledgers.ids(e.text for e in entries), strict=True))
    entries = tuple(
        replace(e, id=ids[e.id], rests_on=tuple(ids.get(name, name) for name in e.rests_on)) for e in entries
    )
    brief = replace(found, front=front, sections=sections)
    length = front["commission"]["length"] | {"counted": validation.counted(brief)}
    front["commission"] = front["commission"] | {"length": length}
    ledger = replace(ledger, entries=entries)
    if "sentences" in front["writer"]:
        front["writer"] = front["writer"] | {"sentences": ledgers.written(ledger)}
    return Mended(brief=brief, ledger=ledger, notes=notes)


def _listing(section: Section, lines: tuple[tuple[Sentence], ...]) -> Section:
    kept = tuple(block for block in section.blocks if block.kind != "bullets")
    return replace(section, blocks=(*kept, Block(kind="bullets", rows=lines)))


def _source(source: dict[str, Any], brief: Brief, ledger: Ledger, desk: _Desk) -> dict[str, Any] | None:
    """Return a source with what the sentences cite of it now, or None when none does."""
    key = (source["kind"], source["title"] if source["kind"] == "corpus" else source["file"])
    times = sum(
        any((cited.kind, cited.title) == key for cited in item.sentence.citations) for item in validation.items(brief)
    )
    if not times:
        return None
    spans = [span for entry in ledger.entries for span in entry.supports if span.source == source["id"]]
    chunks = {str(span.chunk): span.chunk_sha256 for span in sorted(spans, key=lambda s: s.chunk)}
    new = dict(source) | {"cited": times}
    document = desk.document(source)
    if document is not None:
        new["sha256"] = document.sha256
        if source["kind"] == "corpus":
            new["path"] = (Path(str(brief.front["corpus"]["path"])) / document.path).as_posix()
    if spans:
        new["chunks"] = chunks
    else:
        new.pop("chunks", None)
    if source["kind"] == "document" and (pages := {span.page for span in spans if span.page is not None}):
        new["pages"] = sorted(pages)
    else:
        new.pop("pages", None)
    return new
