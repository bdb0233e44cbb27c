"""The walk from a sentence to its source and back: every link of the site is worked out here, once."""

import hashlib
import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import PurePath
from typing import Any

from generator.brief import Block, Brief, Section, Sentence, wording
from generator.brief.citation import Citation
from generator.brief.ledger import Entry, Ledger, Support
from generator.corpus import Chunk, Corpus, Document
from generator.gate import Finding
from generator.language import scripts, text
from generator.site.markup import clean, items, mapping
from generator.site.words import interface

OWN = "corpus"
"""Path of the repository's own corpus; others get a folder of the site that tells them apart."""
_ID = re.compile(r"[A-Za-z][\w-]*")
_HASH_PREFIX = re.compile(r"^[0-9a-f]{4,64}-")
"""Attachments lie as `<sha256 prefix>-<name>` and are cited by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A source that has a page on the site."""

    document: Document
    path: str
    """Of the staged page: "corpus/hub-notes.md"."""
    publish: str
    """"full", "excerpt" or "none"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One numbered note of a brief: a span of a source, or a source as a whole when no span is known."""

    number: int
    """From 1, in the order of first use; readers see `label`."""
    source: Mapping[str, Any]
    """The source's entry in the front matter; empty when the brief names none."""
    citation: Citation | None
    """What the reader sees in the brief's file; None for a span that supports without being cited by name."""
    support: Support | None
    place: Place | None
    chunk: Chunk | None
    """The chunk as it is today, None when its text changed or is absent."""
    state: str
    """"found", "moved" (same text, other number), "changed" or "absent"."""
    label: str = ""
    """The number of its source, with a letter where the brief cites several passages of that: "3", "3b"."""

    @property
    def title(self) -> str:
        """Title of the source, as written."""
        if self.source.get("title") and self.kind != "image":
            return str(self.source["title"])
        named = self.citation.title if self.citation else ""
        return str(self.source.get("file") or named or self.source.get("id", ""))

    @property
    def kind(self) -> str:
        """ "corpus", "document" or "image"."""
        kind = self.source.get("kind") or (self.citation.kind if self.citation else "corpus")
        return kind if kind in ("corpus", "document", "image") else "corpus"

    @property
    def group(self) -> str:
        """What notes of one source have in common: the source's id, or its kind and title."""
        return str(self.source.get("id") or f"{self.kind} {self.title}")

    @property
    def anchor(self) -> str:
        """Id on the source's page."""
        if self.chunk is not None and self.support is not None and self.support.end > self.support.start:
            return f"c{self.chunk.number}-{self.support.start}-{self.support.end}"
        if self.chunk is not None:
            return f"chunk-{self.chunk.number}"
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A sentence of the brief with its ledger entry and the numbers of its notes."""

    section: Section
    sentence: Sentence
    entry: Entry | None
    notes: tuple[int, ...]
    belonging: tuple[int, ...] = ()
    """Those of `notes` that say nothing of what is stated, only why it holds for the side: membership in a class."""

    @property
    def anchor(self) -> str:
        """Id on the brief's page, "" for a sentence that the ledger does not know."""
        return self.entry.id if self.entry and _ID.fullmatch(self.entry.id) else ""


Rows = tuple[tuple[Stated, ...], ...]
"""Of a block: see `generator.brief.Block`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A brief with all its links resolved."""

    stem: str
    brief: Brief
    ledger: Ledger
    findings: tuple[Finding, ...] | None
    """What the gate found in it, None where it was not asked."""
    language: str
    """Of the interface: "zh" or "en"."""
    notes: tuple[Note, ...]
    stated: tuple[Stated, ...]
    """One for each of `brief.sentences`, in the same order."""
    numbers: Mapping[str, int]
    """The number of each source by `Note.group`: its place in the front matter, from 1, then in the order of use."""
    shared: str = ""
    """The folder of the home page, the tags and the index of sources in its language, "" or as "en/"."""
    copies: Mapping[str, str] = field(default_factory=dict)
    """Page of a source with the text of another → the page of the one that stands for both."""
    uncounted: frozenset[str] = frozenset()
    """What the brief says of all documents of its corpus, where they were not all read to check it: its sentences."""
    finding: str = ""
    """The main finding in one line, plain text, "" where no sentence rests on a source."""

    @property
    def script(self) -> str:
        """The script of the words that the brief adds; its page is made of any committed file, a red one too."""
        return scripts.of(self.language, clean(mapping(self.brief.front.get("commission")).get("query", "")))

    @property
    def path(self) -> str:
        """Of the brief's page."""
        return f"briefs/{self.stem}.md"

    def wrong(self, stated: "Stated") -> bool:
        """Tell whether the gate found more against a sentence than that it waits for a signature."""
        at = stated.sentence.line
        return any(f.line == at and f.severity == "error" and f.code != "pending" for f in self.findings or ())

    @property
    def references(self) -> str:
        """Path of the brief's reference page."""
        return f"references/{self.stem}.md"

    @property
    def date(self) -> str:
        """As written in the front matter."""
        return clean(self.brief.front.get("date", ""))

    @property
    def groups(self) -> tuple[tuple[Note, ...], ...]:
        """Notes by source, sources by their numbers, notes in the order of use."""
        found: dict[str, list[Note]] = defaultdict(list)
        for note in self.notes:
            found[note.group].append(note)
        ranked = sorted(found, key=lambda group: self.numbers[group])
        return tuple(tuple(found[group]) for group in ranked)

    @property
    def sections(self) -> Iterator[tuple[Section, tuple[tuple[Block, Rows], ...]]]:
        """Every section with its blocks and their rows of sentences, in order."""
        left = iter(self.stated)
        for section in self.brief.sections:
            yield (
                section,
                tuple((piece, tuple(tuple(islice(left, len(row))) for row in piece.rows)) for piece in section.blocks),
            )

    def role(self, section: Section) -> str:
        """Return the part of a section in the commission's outline: "introduction", "body", …; "" if unknown."""
        outline = map(mapping, items(mapping(self.brief.front.get("commission")).get("sections")))
        return next((str(one.get("role", "")) for one in outline if one.get("heading") == section.heading), "")

    def citing(self, number: int) -> tuple[Stated, ...]:
        """Return the sentences that carry the note."""
        return tuple(stated for stated in self.stated if number in stated.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A span of a document and one sentence of one brief that rests on it."""

    chunk: int
    start: int
    end: int
    """Character offsets into the chunk's text; equal when the chunk is cited as a whole."""
    walk: Walk
    note: Note
    stated: Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """All sources that have a page, and how they are found."""

    all: tuple[Place, ...]
    by_hash: Mapping[str, Place]
    """By SHA-256 of the file."""
    by_name: Mapping[tuple[str, str], Place]
    """By (kind, title) and, for attachments, (kind, file name)."""


def places(corpora: Iterable[Corpus], attachments: Iterable[Document]) -> Places:
    """Give each source its page, one for a file that is in a corpus and attached as well.

    A page keeps its address when documents are added or removed.
    """
    found: list[Place] = []
    for corpus in corpora:
        root = corpus.root.as_posix()
        mark = hashlib.sha256(root.encode()).hexdigest()[:8]
        folder = "corpus" if root == OWN else f"corpora/{_stem(corpus.root.name, root)}-{mark}"
        found += _folder(folder, corpus.documents)
    shelved = {place.document.sha256 for place in found}
    given = {document.sha256: document for document in attachments}
    found += _folder("attachments", (one for sha256, one in given.items() if sha256 not in shelved))
    by_hash = {place.document.sha256: place for place in found}
    attached = [(document, by_hash[sha256]) for sha256, document in given.items()]
    return Places(
        all=tuple(found),
        by_hash=by_hash,
        by_name={("corpus", place.document.title): place for place in found if not _attached(place)}
        | {("document", name): place for document, place in attached for name in (document.title, document.path)},
    )


def _folder(folder: str, documents: Iterable[Document]) -> list[Place]:
    documents = tuple(documents)
    names = [_HASH_PREFIX.sub("", document.path.rsplit(".", 1)[0]) for document in documents]
    stems = [_stem(name, document.path) for name, document in zip(names, documents, strict=True)]
    found = []
    for document, stem in zip(documents, stems, strict=True):
        if stem == "index" or stems.count(stem) > 1:
            stem = f"{stem}-{hashlib.sha256(document.path.encode()).hexdigest()[:8]}"
        publish = document.get("publish").strip().casefold()
        found.append(
            Place(
                document=document,
                path=f"{folder}/{stem}.md",
                publish=publish if publish in ("full", "none") else "excerpt",
            )
        )
    return found


def _stem(name: str, path: str) -> str:
    stem = text.slug(name)
    return stem if stem != "brief" else f"document-{hashlib.sha256(path.encode()).hexdigest()[:8]}"


def part_anchor(section: Section, number: int, piece: Block) -> str:
    """Return the id of a block of a section, from 1, on the brief's page: a heading has its own."""
    return f"part-{section.number}-{number}" if piece.kind == "heading" else f"section-{section.number}"


def follow(
    stem: str,
    brief: Brief,
    ledger: Ledger,
    sources: Places,
    findings: tuple[Finding, ...] | None = None,
    whole: Collection[str] = (),
) -> Walk:
    """Resolve every citation of `brief`; what cannot be resolved becomes a note that says so.

    `whole` are the folders of the corpora that were read whole, so that `findings` hold for what is said of all of it.
    """
    front = {str(source.get("id")): source for source in map(mapping, items(brief.front.get("sources")))}
    entries: dict[str, deque[Entry]] = defaultdict(deque)
    for entry in ledger.entries:
        entries[entry.text].append(entry)

    notes: dict[tuple[Any, ...], Note] = {}

    def note(source: Mapping[str, Any], citation: Citation | None, support: Support | None) -> int:
        place = sources.by_hash.get(str(source.get("sha256"))) or _named(sources.by_name, source, citation)
        chunk, state = _today(place, citation, support)
        whose = source.get("id") or (citation.kind, citation.title)
        where = (support.chunk, support.start, _end(support)) if support else citation.number
        key = (whose, where)
        if key not in notes:
            notes[key] = Note(
                number=len(notes) + 1,
                source=source,
                citation=citation,
                support=support,
                place=place,
                chunk=chunk,
                state=state,
            )
        return notes[key].number

    stated = []
    for section, _, sentence in brief.sentences:
        entry = entries[sentence.text].popleft() if entries[sentence.text] else None
        numbers = []
        serving: dict[int, set[str]] = defaultdict(set)
        left = list(sentence.citations)
        for support in entry.supports if entry else ():
            source = front.get(support.source, {"id": support.source})
            cited = next((one for one in left if _names(one, source, support)), None)
            numbers.append(note(source, cited or _first(sentence.citations, source, support), support))
            serving[numbers[-1]].add(support.relation)
            left = [one for one in left if one is not cited]
        for citation in left:
            source = next((one for one in front.values() if _same_source(citation, one)), {})
            numbers.append(note(source, citation, None))
        notes_of = tuple(dict.fromkeys(numbers))
        belonging = tuple(number for number in notes_of if serving[number] == {"membership"})
        stated.append(Stated(section=section, sentence=sentence, entry=entry, notes=notes_of, belonging=belonging))
    numbered = {group: n for n, group in enumerate(dict.fromkeys([*front, *(one.group for one in notes.values())]), 1)}
    return Walk(
        stem=stem,
        brief=brief,
        ledger=ledger,
        findings=findings,
        language=interface(mapping(brief.front.get("commission")).get("language", "zh")),
        notes=_labelled(tuple(notes.values()), numbered),
        stated=tuple(stated),
        numbers=numbered,
        uncounted=_uncounted(brief, findings, whole),
    )


def _uncounted(brief: Brief, findings: tuple[Finding, ...] | None, whole: Collection[str]) -> frozenset[str]:
    """Return what a brief says of all of a corpus that was not read whole; nothing where no rule was asked of it, or
    the front matter is none: then its page says so."""
    if findings is None or any(finding.code == "schema" for finding in findings):
        return frozenset()
    return frozenset() if PurePath(brief.front["corpus"]["path"]).as_posix() in whole else wording.of_all(brief.front)


def _end(support: Support) -> int:
    """Return where the quoted words end, without their full stop: a cell of a table quotes the sentence without it."""
    return support.end - len(support.quote) + len(support.quote.rstrip("。.；;"))


def _labelled(notes: tuple[Note, ...], numbers: Mapping[str, int]) -> tuple[Note, ...]:
    """Give the notes of a source its number, and letters in the order of use where there are several."""
    grouped: dict[str, list[int]] = defaultdict(list)
    for note in notes:
        grouped[note.group].append(note.number)
    return tuple(
        replace(note, label=f"{numbers[note.group]}{_letters(grouped[note.group], note.number)}") for note in notes
    )


def _letters(passages: list[int], number: int) -> str:
    """Return "a" to "z", "aa", … for a passage's place among those of its source, "" for the only one."""
    if len(passages) == 1:
        return ""
    left, letters = passages.index(number) + 1, ""
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def sightings(walks: Iterable[Walk]) -> dict[str, tuple[Sighting, ...]]:
    """Return, by page of the source, every place where a brief rests on it, in the order of the source."""
    found: dict[str, list[Sighting]] = defaultdict(list)
    for walk in walks:
        for stated in walk.stated:
            for number in stated.notes:
                note = walk.notes[number - 1]
                if note.place is None or note.chunk is None:
                    continue
                start, end = (note.support.start, note.support.end) if note.support else (0, 0)
                found[note.place.path].append(
                    Sighting(chunk=note.chunk.number, start=start, end=end, walk=walk, note=note, stated=stated)
                )
    return {path: tuple(sorted(seen, key=lambda one: (one.chunk, one.start))) for path, seen in found.items()}


def _attached(place: Place) -> bool:
    return place.path.startswith("attachments/")


def _same_source(citation: Citation, source: Mapping[str, Any]) -> bool:
    file = str(source.get("path", "")).rsplit("/", 1)[-1]
    names = {str(source.get("title", "")), str(source.get("file", "")), file, _HASH_PREFIX.sub("", file)}
    return str(source.get("kind", citation.kind)) == citation.kind and citation.title in names


def _names(citation: Citation, source: Mapping[str, Any], support: Support) -> bool:
    if not _same_source(citation, source):
        return False
    by_page = citation.kind == "document" and not citation.chunked
    return citation.where in (None, support.page if by_page else support.chunk)


def _first(citations: Iterable[Citation], source: Mapping[str, Any], support: Support) -> Citation | None:
    return next((one for one in citations if _names(one, source, support)), None)


def _named(
    by_name: Mapping[tuple[str, str], Place], source: Mapping[str, Any], citation: Citation | None
) -> Place | None:
    kind = str(source.get("kind") or (citation.kind if citation else ""))
    names = [str(source.get("title", "")), citation.title if citation else ""]
    return next((by_name[kind, name] for name in names if (kind, name) in by_name), None)


def _today(place: Place | None, citation: Citation | None, support: Support | None) -> tuple[Chunk | None, str]:
    if place is None:
        return None, "absent"
    chunks = place.document.chunks
    if support is not None:
        same = [chunk for chunk in chunks if chunk.sha256 == support.chunk_sha256]
        here = next((chunk for chunk in same if chunk.number == support.chunk), None)
        if here is not None:
            return here, "found"
        return (same[0], "moved") if same else (None, "changed")
    if citation is None or citation.where is None:
        return None, "found"
    if citation.kind == "document" and not citation.chunked:
        on_page = [chunk for chunk in chunks if any(page == citation.where for _, page in chunk.pages)]
        return (on_page[0], "found") if on_page else (None, "changed")
    here = next((chunk for chunk in chunks if chunk.number == citation.number), None)
    return (here, "found") if here else (None, "changed")
