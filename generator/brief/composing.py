"""A draft in the form of a brief, with its sources numbered in order of citation, and its ledger."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.brief import citation, front as fronts, ledger as ledgers, outline, references, wording
from generator.brief.citation import Citation
from generator.brief.draft import Draft, Passage, Statement
from generator.brief.ledger import Entry, Ledger, Support
from generator.brief.page import Block, Brief, Section, Sentence, counted
from generator.brief.places import places
from generator.commission import Commission, SectionSpec
from generator.corpus import Document
from generator.corpus.locators import Locator, in_order
from generator.evidence import Evidence, Span


def compose(
    commission: Commission,
    draft: Draft,
    front: Mapping[str, Any],
    evidence: Evidence,
    *,
    date: str,
) -> tuple[Brief, Ledger]:
    """Return the brief and its ledger. Balance and length are not yet noted."""
    documents = {document.path: document for document in evidence.documents}
    attached = {source["file"] for source in front["sources"] if source["kind"] == "document"}
    used = [s for _, passages in draft.sections for p in passages for s in p.statements]
    sources = _sources(used, front, documents, attached)
    numbers = {source.get("file") or source["title"]: source["id"] for source in sources}
    bare = _Composer(
        commission=commission, front=front, sources=sources, numbers=numbers, documents=documents, attached=attached
    )
    filled = dict(draft.sections)
    reader = fronts.readers(documents[span.document] for s in used for span, _ in s.spans)
    told = Ledger(brief="", reader=reader, entries=tuple(bare.told(filled)), dropped=draft.dropped)
    listed = {source.get("file") for source in sources}
    cited = {numbers[bare.named(s.document)]: documents[s.document] for one in used for s, _ in one.spans}
    full = {
        **front,
        "date": date,
        "logos": [logo for logo in front["logos"] if logo["image"] in listed],
        "sources": sources,
        "evidence": fronts.evidence(sources, told, commission.language),
        "aspects": list(draft.aspects),
        "gaps": [
            *fronts.lacking(commission, told.entries, _headings(draft), front["gaps"], cited),
            *fronts.uneven(fronts.balance(told, front), commission.script),
            *draft.unanswered,
        ],
    }
    brief, ledger = _composed(replace(bare, front=full), filled, told)
    if fronts.least(full) > counted(brief):
        full = {**full, "gaps": [fronts.shortfall(commission), *full["gaps"]]}
        brief, ledger = _composed(replace(bare, front=full), filled, told)
    if draft.record:
        record = {**draft.record, "sentences": ledgers.written(ledger)}
        brief = replace(brief, front={**full, "writer": full["writer"] | record})
    return brief, ledger


def _composed(composer: "_Composer", filled: Mapping[int, tuple[Passage, ...]], told: Ledger) -> tuple[Brief, Ledger]:
    """Return the brief of all sections, and the ledger with the entries of all its sentences."""
    commission = composer.commission
    composed = [composer.section(spec, filled.get(spec.number, ())) for spec in commission.sections]
    ledger = replace(told, entries=_linked([entry for _, entries in composed for entry in entries]))
    sections = tuple(section for section, _ in composed)
    return Brief(front=composer.front, title=commission.title, sections=sections), ledger


def _headings(draft: Draft) -> frozenset[str]:
    """Return the words of the ### headings of a draft."""
    passages = (passage for _, found in draft.sections for passage in found if passage.kind == "heading")
    return frozenset(statement.text for passage in passages for statement in passage.statements)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Composer:
    """Composes the sections one after the other, each with the entries of its sentences."""

    commission: Commission
    front: Mapping[str, Any]
    sources: list[dict[str, Any]]
    numbers: Mapping[str, str]
    """Ids of the sources, by the file of an attachment and the title of a corpus document."""
    documents: Mapping[str, Document]
    attached: set[str]

    def named(self, path: str) -> str:
        """Return what a document is known by in `numbers`."""
        return path if path in self.attached else self.documents[path].title

    def section(self, spec: SectionSpec, passages: tuple[Passage, ...]) -> tuple[Section, list[Entry]]:
        """Return a section of the brief: about itself, what was chosen, the gap list, the references."""
        script = self.commission.script
        blocks: list[Block] = []
        entries: list[Entry] = []
        if about := wording.about(self.front, spec.role, first=spec.number == 1):
            row = tuple(Sentence(text=words, citations=citations) for words, citations in about)
            blocks.append(Block(kind="paragraph", rows=(row,)))
            entries += [_entry_about(spec, sentence) for sentence in row]
        for passage in passages:
            blocks.append(self._block(passage))
            if passage.kind != "heading":  # a heading has no entry: it says nothing
                entries += [self._entry(spec, statement) for statement in passage.statements]
        if spec.number == outline.gaps_at([section.role for section in self.commission.sections]):
            heading = Sentence(text=wording.gap_heading(self.front))
            rows = tuple((Sentence(text=gap),) for gap in wording.gaps(self.front))
            blocks += [Block(kind="heading", rows=((heading,),)), Block(kind="bullets", rows=rows)]
            entries += [_entry_about(spec, row[0]) for row in rows]
        if spec.role == "references":
            lines = tuple((Sentence(text=references.line(source, script)),) for source in self.sources)
            blocks.append(Block(kind="bullets", rows=lines))
        section = Section(number=spec.number, heading=spec.heading, blocks=tuple(blocks))
        placed = zip(entries, places(blocks), strict=spec.role != "references")  # its lines have no entries
        return section, [entry.at(spec.number, place) for entry, (_, _, place) in placed]

    def told(self, filled: Mapping[int, tuple[Passage, ...]]) -> Iterator[Entry]:
        """Yield the entries of what was chosen, by section number, still without their ids."""
        for spec in self.commission.sections:
            for passage in filled.get(spec.number, ()):
                if passage.kind != "heading":  # a heading has no entry: it says nothing
                    yield from (self._entry(spec, statement) for statement in passage.statements)

    def _block(self, passage: Passage) -> Block:
        row = tuple(Sentence(text=s.text, citations=self._citations(s)) for s in passage.statements)
        return Block(kind=passage.kind, rows=tuple(_batched(row, passage.columns)) if passage.columns else (row,))

    def _citations(self, statement: Statement) -> tuple[Citation, ...]:
        found = []
        for span, _ in statement.spans:
            if span.document in self.attached:
                found.append(citation.attached(span.document, span.page, span.chunk))
            else:
                found.append(Citation(kind="corpus", title=self.documents[span.document].title, number=span.chunk))
        return tuple(dict.fromkeys(found))

    def _entry(self, spec: SectionSpec, statement: Statement) -> Entry:
        return Entry(
            id="",
            section=spec.number,
            kind=statement.kind,
            text=statement.text,
            side=statement.side,
            lead=statement.lead,
            supports=tuple(self._support(span, relation) for span, relation in statement.spans),
            rests=statement.rests,
            written=statement.written,
            checked=statement.checked,
        )

    def _support(self, span: Span, relation: str) -> Support:
        document = self.documents[span.document]
        return Support(
            source=self.numbers[self.named(span.document)],
            chunk=span.chunk,
            page=span.page,
            chunk_sha256=document.chunks[span.chunk - 1].sha256,
            start=span.start,
            end=span.end,
            quote=span.quote,
            relation=relation,
        )


def _entry_about(spec: SectionSpec, sentence: Sentence) -> Entry:
    """Return the entry of a sentence about the brief itself."""
    return Entry(id="", section=spec.number, kind="meta", text=sentence.text, side=None)


def _linked(entries: list[Entry]) -> tuple[Entry, ...]:
    """Return the entries with their ids, and judgements with the ids of what they rest on for its words."""
    ids = ledgers.ids(entry.text for entry in entries)
    named = {entry.text: name for entry, name in reversed(tuple(zip(entries, ids, strict=True)))}
    return tuple(
        replace(entry, id=name, rests=tuple(named[words] for words in entry.rests))
        for entry, name in zip(entries, ids, strict=True)
    )


def _batched(cells: tuple[Sentence, ...], size: int) -> Iterator[tuple[Sentence, ...]]:
    """Yield the rows of a table, `size` cells each."""
    for start in range(0, len(cells), size):
        yield cells[start : start + size]


def _sources(
    used: list[Statement],
    front: Mapping[str, Any],
    documents: Mapping[str, Document],
    attached: set[str],
) -> list[dict[str, Any]]:
    """Number the sources: attachments and images as given, then corpus documents in order of first citation."""
    cited: dict[str, dict[int, str]] = {}
    pages: dict[str, set[Locator]] = {}
    times: dict[str, int] = {}
    for statement in used:
        for path in {span.document: None for span, _ in statement.spans}:
            times[path] = times.get(path, 0) + 1
        for span, _ in statement.spans:
            cited.setdefault(span.document, {})[span.chunk] = documents[span.document].chunks[span.chunk - 1].sha256
            if span.page:
                pages.setdefault(span.document, set()).add(span.page)
    sources: list[dict[str, Any]] = []
    roles = [section["role"] for section in front["commission"]["sections"]]
    mentioned = [
        c.title for role in roles for _, cited_there in wording.about(front, role, first=False) for c in cited_there
    ]
    for source in front["sources"]:
        path = source["file"]
        if path not in cited and path not in mentioned and not fronts.names_side(front, source):
            continue
        extra: dict[str, Any] = {}
        if path in cited:
            paged = {"pages": in_order(pages[path])} if path in pages else {}
            extra = paged | {"chunks": _chunks(cited[path])}
        sources.append({**source, **extra, "cited": times.get(path, 0) + mentioned.count(path)})
    for path in [path for path in cited if path not in attached]:
        source = fronts.corpus_source(documents[path], front["corpus"]["path"])
        sources.append({**source, "chunks": _chunks(cited[path]), "cited": times[path]})
    return [source | {"id": f"S{number}"} for number, source in enumerate(sources, start=1)]


def _chunks(cited: Mapping[int, str]) -> dict[str, str]:
    return {str(number): cited[number] for number in sorted(cited)}
