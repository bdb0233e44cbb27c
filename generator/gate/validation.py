"""The gate: every rule that a brief must keep. `make brief`, `make check` and CI all call `validate`.

All rules run, all findings are reported, sorted by place. The corpus is the ground truth: text and ledger may
agree with each other and still not pass.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from generator import files
from generator.brief import Block, Brief, Section, Sentence, citation, ledger as ledgers, references, wording
from generator.brief.citation import Citation
from generator.brief.ledger import Entry, Ledger, Support
from generator.commission import Period, Prohibition, Subject, breach
from generator.corpus import Chunk, Corpus, Document
from generator.evidence import claims, classes, hygiene, naming
from generator.gate import support
from generator.gate.rewording import Judgement
from generator.language import numerals, text, tokens

SCHEMA = files.DATA / "brief.schema.json"

RULES: dict[str, tuple[str, str]] = {
    "schema": ("error", "the front matter matches the schema"),
    "title": ("error", "the title is the one in the front matter"),
    "sections": ("error", "the sections of the commission, in its order and wording, and no others"),
    "section-empty": ("error", "every section says something"),
    "length-short": ("error", "not shorter than the commission asks"),
    "length-long": ("error", "not longer than the commission allows"),
    "length-counted": ("error", "the length in the front matter is the length of the text"),
    "cite-malformed": ("error", "what opens like a citation is one"),
    "cite-unresolved": ("error", "every citation leads to a listed source, and to a chunk or page that it has"),
    "cite-image": ("error", "an image is cited for the identity of what it shows, and for nothing else"),
    "claim-uncited": ("error", "every claim and quotation is cited"),
    "ledger-missing": ("error", "every sentence has its entry in the ledger"),
    "ledger-extra": ("error", "every entry of the ledger has its sentence"),
    "ledger-citations": ("error", "text and ledger cite the same places"),
    "ledger-section": ("error", "the ledger knows each sentence's section"),
    "span": ("error", "the quote stands in the chunk at the recorded place"),
    "chunk-changed": ("error", "the cited chunk is still the one that was cited"),
    "source-changed": ("warning", "the cited file is still the one that was cited"),
    "source-absent": ("error", "a source that lies in the repository is there"),
    "unverifiable": ("warning", "a source outside the repository is there to be checked"),
    "support": ("error", "a sentence is what its source says, word for word or edited without a change that tells"),
    "pending": ("error", "a sentence in other words than its source's is close to them, or a person has signed it"),
    "signature": ("warning", "a signature is for the sentence and the evidence as they are"),
    "clause": ("error", "cells, figures and parts of summaries are whole clauses that their sentences do not turn"),
    "lead": ("error", "words before the source's own come from the closed list"),
    "side": ("error", "a sentence that counts for a side names it, or names a class the sources place it in"),
    "framing": ("error", "sentences without evidence come from the closed list"),
    "meta": ("error", "sentences about the brief itself agree with its front matter"),
    "references": ("error", "each cited source is listed once, and no other"),
    "source-forbidden": ("error", "no source that the commission excludes, by name or by date"),
    "balance": ("error", "no side has less than half or more than one and a half times an even share"),
    "balance-uneven": ("warning", "each side has between 0.7 and 1.3 times an even share"),
    "register": ("error", "no first or second person outside quotations in a formal brief"),
    "redundancy": ("error", f"no two sentences share more than {60} % of their 5-grams"),
    "foreign-share": ("warning", "quotations in another language make up at most 20 % of the text"),
    "logo": (
        "error",
        "a subject named by an image rests on an identification above its threshold, or on a person's word",
    ),
    "withdrawn": ("warning", "the brief stands"),
}
"""Code → (severity, what holds when the rule is kept)."""

EMPTY_CELL = "—"
REDUNDANT = 0.6
FOREIGN_SHARE = 0.20
BALANCE = ((0.5, "balance"), (0.7, "balance-uneven"))
"""(distance from an even share that a side may fall to; rule). Above by the same distance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that a brief does not keep."""

    code: str
    """A key of `RULES`."""
    message: str
    line: int = 0
    """Line in the brief, from 1; 0 for the whole brief."""

    @property
    def severity(self) -> str:
        """ "error" or "warning"."""
        return RULES[self.code][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The ground truth of one brief."""

    corpus: Corpus | None
    """None when the corpus that the brief names is not there."""
    attachments: Mapping[str, Document]
    """Attached documents by file name, those that are there."""
    images: Mapping[str, str]
    """SHA-256 of attached images by file name, those that are there."""
    root: Path
    """Folder that paths in the brief are relative to."""


def validate(brief: Brief, ledger: Ledger, sources: Sources) -> tuple[Finding, ...]:
    """Return every finding, sorted by line and code. Raises nothing for what the files hold."""
    schema = tuple(_schema(brief))
    if schema:  # the other rules read the front matter
        return schema
    if why := brief.front.get("withdrawn"):  # it stays to be read, and is not held to what its sources say today
        return (Finding(code="withdrawn", message=f"withdrawn on {why['date']}: {why['why']}", line=1),)
    check = _Check(brief, ledger, sources)
    found = {finding: None for rule in check.rules() for finding in rule}
    return tuple(sorted(found, key=lambda f: (f.line, f.code, f.message)))


def passed(findings: Iterable[Finding], *, allow: tuple[str, ...] = ()) -> bool:
    """Tell whether no finding is an error, those whose code is in `allow` left out."""
    return not any(finding.severity == "error" and finding.code not in allow for finding in findings)


@cache
def _validator() -> Any:
    import json

    import jsonschema

    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _schema(brief: Brief) -> Iterator[Finding]:
    for error in sorted(_validator().iter_errors(dict(brief.front)), key=lambda e: list(map(str, e.absolute_path))):
        where = ".".join(map(str, error.absolute_path)) or "front matter"
        yield Finding(code="schema", message=f"{where}: {error.message[:200]}", line=1)


def counted(brief: Brief) -> int:
    """Return the length in the brief's unit: title, headings, sentences and cells; not citations or references."""
    unit = brief.front["commission"]["length"]["unit"]
    pieces = [brief.title]
    for section, role in zip(brief.sections, roles(brief), strict=False):
        pieces.append(section.heading)
        if role != "references":
            pieces += [sentence.text for block in section.blocks for row in block.rows for sentence in row]
    return sum(text.count(piece, unit) for piece in pieces)


def roles(brief: Brief) -> tuple[str, ...]:
    """Return the role of each section, by its position in the commission; "" for one too many."""
    known = [str(section["role"]) for section in brief.front["commission"]["sections"]]
    return tuple(known[n] if n < len(known) else "" for n in range(len(brief.sections)))


_Place = tuple[Support, Document, Chunk]
"""A support, and the document and chunk that it leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A sentence that needs an entry in the ledger, where it stands, and that entry."""

    section: Section
    role: str
    block: Block
    sentence: Sentence
    row: int
    """Row of its block, from 0."""
    column: int
    """Column of its row, from 0."""
    entry: Entry | None = None

    @property
    def headers(self) -> tuple[str, ...]:
        """The cells at the head of its table, () outside one."""
        return tuple(cell.text for cell in self.block.rows[0]) if self.block.kind == "table" else ()

    @property
    def header(self) -> str:
        """The cell at the head of its column, "" outside a table and for a head itself."""
        heads = self.block.rows[0] if self.block.kind == "table" and self.row else ()
        return heads[self.column].text if self.column < len(heads) else ""


def items(brief: Brief) -> tuple[Item, ...]:
    """Return every sentence, list item and cell in order; headings and the reference section need no entry."""
    return tuple(
        Item(section=section, role=role, block=block, sentence=sentence, row=row, column=column)
        for section, role in zip(brief.sections, roles(brief), strict=True)
        for block in section.blocks
        for row, sentences in enumerate(block.rows)
        for column, sentence in enumerate(sentences)
        if block.kind != "heading" and role != "references"
    )


class _Check:
    """One run over one brief; every rule is a method that yields findings."""

    def __init__(self, brief: Brief, ledger: Ledger, sources: Sources) -> None:
        self.brief, self.ledger, self.sources = brief, ledger, sources
        self.front = brief.front
        self.language: str = brief.front["commission"]["language"]
        self.listed = {source["id"]: source for source in brief.front["sources"]}
        self.roles = roles(brief)
        self.counted = counted(brief)
        entries = {entry.id: entry for entry in ledger.entries}
        found = items(brief)
        ids = ledgers.ids(item.sentence.text for item in found)
        self.items = tuple(replace(item, entry=entries.get(i)) for item, i in zip(found, ids, strict=True))
        self.order = {entry.id: position for position, entry in enumerate(ledger.entries)}
        self.orphans = tuple(entry for entry in ledger.entries if entry.id not in set(ids))
        self.about = {role: dict(wording.about(self.front, role)) for role in ("introduction", "method")}
        self.gaps = frozenset(wording.gaps(self.front))

    def rules(self) -> Iterator[Iterator[Finding]]:
        yield self._structure()
        yield self._length()
        yield self._malformed()
        yield self._ledger()
        yield self._sentences()
        yield self._references()
        yield self._balance()
        yield self._redundancy()
        yield self._counts()
        yield self._written()
        yield self._forbidden()
        yield self._files()
        yield self._logos()
        yield self._aspects()

    # --- the whole

    def _structure(self) -> Iterator[Finding]:
        if self.brief.title != self.front["title"]:
            yield Finding(code="title", message=f"{self.brief.title!r} is not {self.front['title']!r}")
        wanted = [section["heading"] for section in self.front["commission"]["sections"]]
        found = [section.heading for section in self.brief.sections]
        if found != wanted:
            for position, (have, want) in enumerate(
                zip([*found, *[None] * len(wanted)], [*wanted, *[None] * len(found)], strict=False)
            ):
                if have != want:
                    line = self.brief.sections[position].line if have is not None else 0
                    yield Finding(
                        code="sections",
                        message=f"section {position + 1} is {have or 'missing'}; the commission wants {want or 'none'}",
                        line=line,
                    )
                    break
        for section, role in zip(self.brief.sections, self.roles, strict=True):
            if not any(block.kind != "heading" for block in section.blocks):
                yield Finding(code="section-empty", message=f"{section.heading} ({role})", line=section.line)

    def _length(self) -> Iterator[Finding]:
        length = self.front["commission"]["length"]
        have, unit = self.counted, length["unit"]
        if length.get("min") and have < length["min"]:
            yield Finding(code="length-short", message=f"{have} {unit}; at least {length['min']} {unit}")
        if length.get("max") and have > length["max"]:
            yield Finding(code="length-long", message=f"{have} {unit}; at most {length['max']} {unit}")
        if have != length["counted"]:
            yield Finding(code="length-counted", message=f"{have} {unit}; the front matter says {length['counted']}")

    def _malformed(self) -> Iterator[Finding]:
        for item in self.items:
            _, malformed = citation.parse(item.sentence.text)
            for piece in malformed:
                yield Finding(code="cite-malformed", message=piece.text, line=item.sentence.line)

    def _ledger(self) -> Iterator[Finding]:
        for item in self.items:
            section, sentence, entry = item.section, item.sentence, item.entry
            if entry is None:
                yield Finding(
                    code="ledger-missing",
                    message=f"no ledger entry for “{sentence.text[:40]}”: new or edited text needs evidence",
                    line=sentence.line,
                )
            elif entry.text != sentence.text:
                yield Finding(
                    code="ledger-missing", message=f"{entry.id}: the ledger has other words", line=sentence.line
                )
            elif entry.section != section.number:
                yield Finding(
                    code="ledger-section",
                    message=f"{entry.id}: {entry.section}, not {section.number}",
                    line=sentence.line,
                )
        for entry in self.orphans:
            yield Finding(code="ledger-extra", message=f"{entry.id}: “{entry.text[:40]}” is not in the brief")
        for entry_id, times in Counter(entry.id for entry in self.ledger.entries).items():
            if times > 1:
                yield Finding(code="ledger-extra", message=f"{entry_id} stands {times} times in the ledger")

    # --- sentence by sentence

    def _sentences(self) -> Iterator[Finding]:
        for item in self.items:
            sentence, entry = item.sentence, item.entry
            own = self.front["commission"]["register"] == "formal" and (entry is None or entry.kind != "quotation")
            if own and (word := hygiene.person(sentence.text, self.language)):
                yield Finding(code="register", message=f"“{word}” in “{sentence.text[:40]}”", line=sentence.line)
            for cited in sentence.citations:
                if not self._resolves(cited):
                    yield Finding(
                        code="cite-unresolved", message=citation.render(cited, self.language), line=sentence.line
                    )
            if entry is None:
                continue
            if entry.signed and not entry.accepted:
                yield Finding(
                    code="signature", message=f"{entry.signed.by} signed other words or evidence", line=sentence.line
                )
            if entry.kind == "meta":
                yield from self._meta(item)
            elif entry.kind == "framing":
                if sentence.text not in wording.openings(self.front, self._title(item.section)) or sentence.citations:
                    yield Finding(code="framing", message=f"“{sentence.text[:60]}”", line=sentence.line)
            elif entry.kind in (*ledgers.SOURCED, "summary"):
                yield from self._sourced(item, entry)
            else:
                yield Finding(
                    code="ledger-missing", message=f"{entry.id}: unknown kind {entry.kind!r}", line=sentence.line
                )

    def _title(self, section: Section) -> str:
        known = self.front["commission"]["sections"]
        return str(known[section.number - 1]["title"]) if section.number <= len(known) else section.heading

    def _meta(self, item: Item) -> Iterator[Finding]:
        sentence, allowed = item.sentence, self.about.get(item.role, {})
        if sentence.text in allowed:
            if sentence.citations != allowed[sentence.text]:
                yield Finding(
                    code="meta",
                    message=f"other citations than the front matter gives: “{sentence.text[:40]}”",
                    line=sentence.line,
                )
        elif sentence.citations or not self._listed(item):
            yield Finding(
                code="meta", message=f"not what the front matter says: “{sentence.text[:60]}”", line=sentence.line
            )

    def _listed(self, item: Item) -> bool:
        """Tell whether an uncited item is a line of the gap list, or a head, label or empty cell of a table."""
        words = item.sentence.text
        if item.block.kind == "bullets":
            return words in self.gaps
        if item.block.kind != "table":
            return False
        if item.row == 0:
            return words in wording.table_headers(self.front)
        if item.headers == wording.figures_head(self.language):
            told = item.block.rows[item.row][-1].text
            if item.column == 1:
                return words != "" and set(words.split(" / ")) <= set(claims.amounts(told))
            return item.column == 0 and words in wording.names(self.front)
        return words == EMPTY_CELL or (item.column == 0 and words in wording.aspects(self.front))

    def _sourced(self, item: Item, entry: Entry) -> Iterator[Finding]:
        """Check citations, places and words of a sentence that rests on sources."""
        sentence, line = item.sentence, item.sentence.line
        if not sentence.citations or not entry.supports:
            yield Finding(code="claim-uncited", message=f"“{sentence.text[:60]}”", line=line)
            return
        if any(cited.kind == "image" for cited in sentence.citations):
            yield Finding(code="cite-image", message=f"“{sentence.text[:60]}”", line=line)
        recorded = tuple(self._citation(span) for span in entry.supports)
        if tuple(dict.fromkeys(recorded)) != sentence.citations:
            yield Finding(
                code="ledger-citations", message=f"{entry.id}: the ledger points elsewhere than the text", line=line
            )
        located = []
        for span in entry.supports:
            document = self._document(span.source)
            if document is None:
                continue  # reported once by _files
            chunk = document.chunks[span.chunk - 1] if 0 < span.chunk <= len(document.chunks) else None
            stands = chunk is not None and span.quote in chunk.text
            if chunk is None or chunk.sha256 != span.chunk_sha256:
                what = "still holds the quote: repair mends it" if stands else "no longer holds the quote"
                yield Finding(
                    code="chunk-changed", message=f"{document.title}, chunk {span.chunk} changed and {what}", line=line
                )
            if chunk is None:
                continue
            if chunk.text[span.start : span.end] != span.quote or not span.quote.strip():
                yield Finding(
                    code="span",
                    message=f"“{span.quote[:80]}” does not stand at {span.start}–{span.end} of {document.title}, "
                    f"chunk {span.chunk}",
                    line=line,
                )
                continue
            if chunk.page_at(span.start) != span.page:
                yield Finding(
                    code="span",
                    message=f"{document.title}: page {chunk.page_at(span.start)}, not {span.page}",
                    line=line,
                )
            located.append((span, document, chunk))
        if len(located) == len(entry.supports):
            yield from self._support(item, entry, located)

    def _support(self, item: Item, entry: Entry, located: list[_Place]) -> Iterator[Finding]:
        sentence, line = item.sentence, item.sentence.line
        edited = [place for place in located if place[0].relation == "edited"]
        retold = [place for place in located if place[0].relation == "retold"]
        saying = edited or retold or [place for place in located if place[0].relation == "verbatim"]
        members = [place for place in located if place[0].relation == "membership"]
        if not self._lead_allowed(entry):
            yield Finding(code="lead", message=f"“{entry.lead}”", line=line)
        if entry.kind in ("cell", "figure", "summary"):
            for span, _, chunk in saying:
                if fault := support.clause_fault(chunk, span.start, span.end):
                    yield Finding(code="clause", message=f"“{span.quote[:40]}”: {fault}", line=line)
        if entry.kind == "figure" and not numerals.numbers(sentence.text):
            yield Finding(code="clause", message=f"no figure in “{sentence.text[:40]}”", line=line)
        if len(saying) + len(members) != len(located):
            yield Finding(code="support", message="it cites more than what says it and what places its side", line=line)
            return
        if members and not self._classed(entry, members):
            yield Finding(code="side", message="a source cited for its class does not place its side in one", line=line)
        if edited:
            judged = self._edited(entry, edited[0])
            if len(edited) > 1 or judged is None or judged.verdict == "refused":
                why = ", ".join(judged.faults) or "too far from it" if judged else "the span is no whole sentence"
                yield Finding(
                    code="support", message=f"not what the source says ({why}): “{sentence.text[:60]}”", line=line
                )
                return
            if judged.verdict == "pending" and not entry.accepted:
                yield Finding(code="pending", message=f"{judged.doubt}: “{sentence.text[:60]}”", line=line)
        elif retold:
            if faults := self._retold(entry, retold):
                why = ", ".join(faults)
                yield Finding(
                    code="support", message=f"not what the source says ({why}): “{sentence.text[:60]}”", line=line
                )
                return
            if not entry.accepted:
                yield Finding(code="pending", message=f"retold: “{sentence.text[:60]}”", line=line)
        elif not self._said(entry, saying, members):
            yield Finding(code="support", message=f"not what the source says: “{sentence.text[:60]}”", line=line)
            return
        group = self._group(entry)
        if group and not any(support.class_named(group, c, i) for i, _, c in saying):
            yield Finding(code="side", message=f"the source does not speak of {group}", line=line)
        if entry.side is None:
            return
        if entry.side not in wording.names(self.front):
            yield Finding(code="side", message=f"{entry.side} is no subject of the commission", line=line)
            return
        if item.headers == wording.figures_head(self.language) and item.block.rows[item.row][0].text != entry.side:
            yield Finding(code="side", message=f"the figure is {entry.side}'s, and its row says otherwise", line=line)
        if entry.kind in ("quotation", "figure") and self._titled(entry, saying[0]):
            return
        side = self._subject(entry.side)
        own = saying[0][0].quote if entry.kind == "quotation" else sentence.text[len(entry.lead) :]
        if not support.names_side(own, side):
            group = group or classes.group_in(own, side)
            if not group and item.header == entry.side and entry.kind in ("cell", "figure"):
                group = support.clause_side(*self._sides(entry.side), saying[0][2], saying[0][0])
        if group and not support.names_side(group, side):
            if not any(support.belongs(group, side, span, chunk) for span, _, chunk in members):
                yield Finding(
                    code="side", message=f"no source cited here says that {entry.side} belongs to {group}", line=line
                )
        elif not group and not support.names_side(own, side):
            yield Finding(code="side", message=f"the sentence does not name {entry.side}", line=line)

    def _titled(self, entry: Entry, place: _Place) -> bool:
        """Tell whether the words come from an attachment that is about the side by its title, and name no other."""
        span, document, _ = place
        subjects = tuple(self._subject(name) for name in wording.names(self.front))
        about = naming.titled(document.title, span.quote, subjects) if self._attached(span.source) else None
        return about is not None and about.name == entry.side

    def _classed(self, entry: Entry, members: list[_Place]) -> bool:
        """Tell whether each membership places a side of the sentence in some class."""
        named = (entry.side,) if entry.side else wording.names(self.front) if entry.kind == "summary" else ()
        sides = [self._subject(name) for name in named if name in wording.names(self.front)]
        return all(
            any(classes.belongs(span.quote, support.headings(chunk, span.start), side) for side in sides)
            for span, _, chunk in members
        )

    def _lead_allowed(self, entry: Entry) -> bool:
        """Tell whether the words before the source's own may stand there; a clause has at most those for its class."""
        if entry.kind == "claim":
            return support.lead_allowed(entry.lead, self.language)
        group = self._group(entry)
        return entry.kind == "quotation" or entry.lead == (wording.class_cell(self.language, group) if group else "")

    def _group(self, entry: Entry) -> str | None:
        """Return the class that the words before the source's own say the entry speaks of."""
        if entry.kind == "claim":
            return support.group_of(entry.lead, self.language)
        return support.cell_group(entry.lead, self.language) if entry.kind in ("cell", "figure") else None

    def _said(self, entry: Entry, saying: list[_Place], members: list[_Place]) -> bool:
        """Tell whether the sentence is what its spans say."""
        if entry.kind == "summary":
            return self._summarises(entry, saying, members)
        if not saying or (entry.kind in ("cell", "figure") and len(saying) > 1):
            return False
        return all(
            support.says(entry, span, document, self.language, attached=self._attached(span.source))
            for span, document, _ in saying
        )

    def _edited(self, entry: Entry, place: _Place) -> Judgement | None:
        """Hold an edited sentence against the whole sentence of its source; None where it cites no such."""
        span, _, chunk = place
        if entry.kind != "claim" or support.sentence_around(chunk, span.start, span.end) != (span.start, span.end):
            return None
        return support.judged(entry, span, chunk)

    def _retold(self, entry: Entry, places: list[_Place]) -> tuple[str, ...]:
        """Return what speaks against a sentence that retells sentences of its sources."""
        spans = [(span, chunk) for span, _, chunk in places]
        if entry.kind != "claim" or not all(support.stands_alone(chunk, span) for span, chunk in spans):
            return ("the span is no whole sentence",)
        return support.retold(entry, spans)

    def _summarises(self, entry: Entry, saying: list[_Place], members: list[_Place]) -> bool:
        """Tell whether a summary puts together, by the closed list, a clause of each earlier entry that it names."""
        known = {other.id: other for other in self.ledger.entries if other.kind in ("claim", "quotation")}
        bases = [known[name] for name in entry.rests_on if name in known]
        before = self.order.get(entry.id, -1)
        if len(bases) != len(entry.rests_on) or any(self.order[base.id] >= before for base in bases):
            return False
        parts, used = [], set()
        for span, _, chunk in saying:
            base = next((base for base in bases if _holds(base, span) and base.side), None)
            words = self._part(base.side, span, chunk, members) if base and base.side else None
            if base is None or words is None:
                return False
            used.add(base.id)
            parts.append((base.side, words))
        titles = (str(section["title"]) for section in self.front["commission"]["sections"])
        return used == set(entry.rests_on) and any(
            entry.text == wording.summary(self.language, title, parts) for title in titles
        )

    def _part(self, name: str, span: Support, chunk: Chunk, members: list[_Place]) -> str | None:
        """Return how a clause stands in a summary as what is said of that side, or None when it may not."""
        if name not in wording.names(self.front):
            return None
        side, others = self._sides(name)
        group = support.clause_side(side, others, chunk, span)
        if group is None:
            return None
        quote = hygiene.clean(span.quote)
        if support.names_side(group, side):
            return quote
        if not any(support.belongs(group, side, member, place) for member, _, place in members):
            return None
        return quote if classes.group_in(quote, side) else wording.class_lead(self.language, group) + quote

    def _sides(self, name: str) -> tuple[Subject, tuple[Subject, ...]]:
        """Return the side of that name, and the others."""
        return self._subject(name), tuple(self._subject(n) for n in wording.names(self.front) if n != name)

    def _subject(self, name: str) -> Subject:
        return support.subject(name, self._aliases(name))

    def _aliases(self, name: str) -> tuple[str, ...]:
        return next(tuple(s.get("aliases", ())) for s in self.front["commission"]["subjects"] if s["name"] == name)

    # --- sources

    def _attached(self, source: str) -> bool:
        return self.listed.get(source, {}).get("kind") == "document"

    def _document(self, source_id: str) -> Document | None:
        source = self.listed.get(source_id)
        if source is None or source["kind"] == "image":
            return None
        if source["kind"] == "document":
            return self.sources.attachments.get(source["file"])
        return self.sources.corpus.by_title(source["title"]) if self.sources.corpus else None

    def _citation(self, item: Support) -> Citation | None:
        source = self.listed.get(item.source)
        if source is None:
            return None
        if source["kind"] == "document":
            return citation.attached(source["file"], item.page, item.chunk)
        return Citation(kind="corpus", title=source["title"], number=item.chunk)

    def _resolves(self, cited: Citation) -> bool:
        key = "title" if cited.kind == "corpus" else "file"
        source = next((s for s in self.listed.values() if s["kind"] == cited.kind and s[key] == cited.title), None)
        if source is None or cited.kind == "image":
            return source is not None
        document = self._document(source["id"])
        if document is None:
            return True  # source-absent or unverifiable says so
        if cited.kind == "corpus" or cited.chunked:
            chunk = next((chunk for chunk in document.chunks if chunk.number == cited.number), None)
            return chunk is not None and not (cited.chunked and chunk.pages)  # what has pages is cited by page
        return cited.number in {page for chunk in document.chunks for _, page in chunk.pages}

    def _references(self) -> Iterator[Finding]:
        if "references" not in self.roles:
            return
        section = self.brief.sections[self.roles.index("references")]
        found = [row[0] for block in section.blocks if block.kind == "bullets" for row in block.rows]
        wanted = {references.line(source, self.language): source["id"] for source in self.listed.values()}
        for sentence, times in Counter(s.text for s in found).items():
            line = next(s.line for s in found if s.text == sentence)
            if sentence not in wanted:
                yield Finding(code="references", message=f"no such source: “{sentence[:60]}”", line=line)
            elif times > 1:
                yield Finding(code="references", message=f"{wanted[sentence]} is listed {times} times", line=line)
        listed = {s.text for s in found}
        for sentence, source_id in wanted.items():
            if sentence not in listed:
                yield Finding(code="references", message=f"{source_id} is cited and not listed", line=section.line)
        cited = {(c.kind, c.title) for item in self.items for c in item.sentence.citations}
        for source in self.listed.values():
            key = (source["kind"], source["title"] if source["kind"] == "corpus" else source["file"])
            if key not in cited:
                yield Finding(
                    code="references", message=f"{source['id']} is listed and nowhere cited", line=section.line
                )

    def _counts(self) -> Iterator[Finding]:
        """Compare what the front matter says of each source with the sentences that cite it."""
        for source in self.listed.values():
            key = source["file"] if source["kind"] != "corpus" else source["title"]
            cited = [
                item
                for item in self.items
                if any((c.kind, c.title) == (source["kind"], key) for c in item.sentence.citations)
            ]
            supports = [s for entry in self.ledger.entries for s in entry.supports if s.source == source["id"]]
            chunks = {str(support.chunk): support.chunk_sha256 for support in supports}
            pages = sorted({support.page for support in supports if support.page is not None})
            stated = (source["cited"], dict(source.get("chunks", {})), list(source.get("pages", ())))
            found = (len(cited), chunks, pages if source["kind"] == "document" else [])
            if stated != found:
                yield Finding(
                    code="meta", message=f"{source['id']}: the sentences cite it otherwise than the front matter says"
                )
        stated, edited = self.front["evidence"].get("edited", 0), ledgers.edited(self.ledger)
        if stated != edited:  # the introduction promises the sources' own words, or says how many are not
            yield Finding(code="meta", message=f"reworded sentences: {edited}; the front matter says {stated}")

    def _written(self) -> Iterator[Finding]:
        """Compare what is said of a model's sentences with the sentences."""
        for item in self.items:
            entry = item.entry
            if entry is None or not entry.written:
                continue
            own = any(span.relation in ("edited", "retold") for span in entry.supports)
            if not ledgers.WRITTEN_FORM.fullmatch(entry.written) or (own and entry.written.startswith("replaced")):
                message = f"{entry.id}: “{entry.written[:40]}” is not what became of it"
                yield Finding(code="meta", message=message, line=item.sentence.line)
        for line in self.ledger.dropped:
            if not ledgers.DROPPED_FORM.fullmatch(line):
                yield Finding(code="meta", message=f"“{line[:40]}” in the ledger says not what was dropped")
        found = ledgers.written(self.ledger)
        if self.front["writer"].get("sentences", dict.fromkeys(found, 0)) != found:
            yield Finding(code="meta", message="the ledger counts a model’s sentences otherwise than the front matter")

    def _forbidden(self) -> Iterator[Finding]:
        asked = self.front["commission"]
        prohibitions = [Prohibition(**item) for item in asked.get("prohibitions", ())]
        periods = [Period(**item) for item in asked.get("periods", ())]
        for source in self.listed.values():
            if source["kind"] == "corpus":
                document = self._document(source["id"])
                names = (
                    source["title"],
                    source["path"],
                    source.get("url", ""),
                    document.get("source") if document else "",
                )
                dated = source.get("date", "")
                if words := breach(prohibitions, periods, names, dated, self.front["date"]):
                    yield Finding(code="source-forbidden", message=f"{source['id']} {source['title']}: “{words}”")

    def _files(self) -> Iterator[Finding]:
        for source in self.listed.values():
            if source["kind"] == "image":
                present = source["file"] in self.sources.images
                same = self.sources.images.get(source["file"]) == source["sha256"]
            else:
                document = self._document(source["id"])
                present, same = document is not None, document is not None and document.sha256 == source["sha256"]
            where = source.get("path")
            inside = where is not None and not where.startswith("../")
            if not present:
                code = "source-absent" if inside else "unverifiable"
                yield Finding(code=code, message=f"{source['id']} {where or source['file']} is not there")
            elif not same:
                code = "source-changed" if source["kind"] != "image" else "source-absent"
                yield Finding(
                    code=code, message=f"{source['id']} {where or source['file']} has other bytes than were cited"
                )

    def _aspects(self) -> Iterator[Finding]:
        """Compare the labels of tables with the commission and with the chunks that the brief cites."""
        aspects = self.front.get("aspects", ())
        if not aspects:
            return
        asked = self.front["commission"]
        places = [" ".join((asked["query"], *asked.get("axes", ())))]
        cited = {(span.source, span.chunk) for entry in self.ledger.entries for span in entry.supports}
        for source_id, number in sorted(cited):
            document = self._document(source_id)
            if document is not None and 0 < number <= len(document.chunks):
                chunk = document.chunks[number - 1]
                paths = {heading for block in chunk.blocks for heading in block.heading_path}
                places.append(" ".join((document.title, *sorted(paths), chunk.text)))
        told = cache(lambda number: frozenset(tokens.tokens(places[number])))  # once, and only if a label needs it
        for aspect in aspects:
            if not _spoken_of(aspect, places, told):
                yield Finding(code="meta", message=f"neither the commission nor a cited chunk speaks of “{aspect}”")

    # --- figures over the whole

    def _balance(self) -> Iterator[Finding]:
        shares = balance(self.ledger, self.front)
        even = 100 / max(1, len(shares))
        for name, share in shares.items():
            for distance, code in BALANCE:
                if not even * distance <= share <= even * (2 - distance):
                    yield Finding(code=code, message=f"{name} has {share} % of the text that speaks of one side")
                    break
        stated = dict(self.front["balance"])
        if stated != shares:
            yield Finding(code="meta", message=f"balance in the front matter is {stated}, in the ledger {shares}")
        unit = self.front["commission"]["length"]["unit"]
        foreign = sum(text.count(e.text, unit) for e in self.ledger.entries if self._foreign(e))
        if foreign > FOREIGN_SHARE * self.counted:
            yield Finding(code="foreign-share", message=f"{foreign} of {self.counted} {unit}")

    def _foreign(self, entry: Entry) -> bool:
        """Tell whether an entry quotes a source in another language."""
        documents = (self._document(span.source) for span in entry.supports)
        return entry.kind == "quotation" and any(d is None or d.language != self.language for d in documents)

    def _redundancy(self) -> Iterator[Finding]:
        told = [  # two quotations from one source share the words that introduce them
            (item.sentence, text.shingles(item.sentence.text.removeprefix(item.entry.lead)))
            for item in self.items
            if item.entry and item.entry.kind in ("claim", "quotation")
        ]
        for (first, a), (second, b) in combinations(told, 2):
            if len(a & b) > REDUNDANT * min(len(a), len(b)):
                yield Finding(
                    code="redundancy", message=f"repeats line {first.line}: “{second.text[:40]}”", line=second.line
                )

    def _logos(self) -> Iterator[Finding]:
        named = {
            logo["name"]: logo
            for logo in self.front.get("logos", ())
            if logo["verdict"] == "asserted" or (logo["verdict"] == "named" and logo["confidence"] >= logo["threshold"])
        }
        for item in self.front["commission"]["subjects"]:
            if item["from"] in ("image", "asserted") and self.front.get("logos") and item["name"] not in named:
                yield Finding(
                    code="logo", message=f"{item['name']} comes from the image, and no identification supports it"
                )


def balance(ledger: Ledger, front: Mapping[str, Any]) -> dict[str, int]:
    """Return for each subject its share, in per cent, of the length of the sentences that speak of one side."""
    unit = front["commission"]["length"]["unit"]
    totals = dict.fromkeys(wording.names(front), 0)
    for entry in ledger.entries:
        if entry.side in totals and entry.kind in ledgers.SOURCED:
            totals[entry.side] += text.count(entry.text, unit)
    whole = sum(totals.values())
    return {name: round(100 * value / whole) if whole else 0 for name, value in totals.items()}


def _holds(entry: Entry, part: Support) -> bool:
    """Tell whether a part of a summary lies in what the earlier entry quotes."""
    return part.relation == "verbatim" and any(
        (span.source, span.chunk, span.relation) == (part.source, part.chunk, "verbatim")
        and span.start <= part.start
        and part.end <= span.end
        for span in entry.supports
    )


def _spoken_of(aspect: str, places: list[str], told: Callable[[int], frozenset[str]]) -> bool:
    """Tell whether a label stands in one of the texts, as it is written or with all its words in another form.

    `told` gives the words of a text by its position.
    """
    written = naming.pattern((aspect,))
    if any(written.search(place) for place in places):
        return True
    wanted = set(tokens.content_tokens(aspect)) or set(tokens.tokens(aspect))
    return bool(wanted) and any(wanted <= told(number) for number in range(len(places)))
