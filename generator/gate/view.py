"""What all families of rules look at, made once for each brief."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.brief import Brief, counted, ledger as ledgers, roles, wording
from generator.brief.ledger import Entry, Ledger, Support
from generator.commission import Subject
from generator.corpus import Chunk, Document
from generator.evidence.sides import NOBODY, Side
from generator.gate import editing, sentences, speaking, support
from generator.gate.sentences import Item
from generator.gate.sources import Listed, Sources, listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A span, and the document and chunk that it was found in."""

    span: Support
    document: Document
    chunk: Chunk


@dataclass(frozen=True, slots=True, kw_only=True)
class Backed:
    """A cited sentence whose spans all stand where its entry says; whether they support it is still to be judged."""

    item: Item
    entry: Entry
    places: tuple[Place, ...]

    def by(self, *relations: str) -> tuple[Place, ...]:
        """Return the places of these relations to the sentence."""
        return tuple(place for place in self.places if place.span.relation in relations)

    @property
    def saying(self) -> tuple[Place, ...]:
        """The places that are to say it: in other words, where there are such, else in the same."""
        return self.by("edited") or self.by("retold") or self.by(*ledgers.WORD_FOR_WORD)

    @property
    def members(self) -> tuple[Place, ...]:
        """The places that put its side in a class."""
        return self.by("membership")

    @property
    def mixed(self) -> bool:
        """Whether it cites more than what says it and what places its side."""
        return len(self.saying) + len(self.members) != len(self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One brief with its ledger and its sources."""

    brief: Brief
    ledger: Ledger
    listed: Listed
    roles: tuple[str, ...]
    """Role of each section."""
    counted: int
    """Length of the text, in the commission's unit."""
    items: tuple[Item, ...]
    """Every sentence that needs an entry, with the entry that it has."""
    backed: tuple[Backed, ...]
    """Those of them whose evidence was found."""
    spoken: Mapping[str, Side]
    """Of whom those speak, as their sources say it: id of the entry → side."""
    heard: Mapping[str, tuple[Side, ...]]
    """Of whom each of the places speaks that say them (`Backed.saying`): id of the entry → sides, in their order."""
    below: Mapping[str, str]
    """Sentences in other words than their sources' that stand in a paragraph which says first of whom they speak: id of
    the entry → that side. Their sources speak of it, or of nobody in its own documents."""

    @property
    def front(self) -> Mapping[str, Any]:
        """The front matter, which keeps the schema."""
        return self.brief.front

    @property
    def commission(self) -> Mapping[str, Any]:
        """What was asked, as the front matter records it."""
        return self.front["commission"]

    @property
    def language(self) -> str:
        """Language of the brief: "zh" or "en"."""
        return self.commission["language"]

    @property
    def script(self) -> str:
        """The script of the words that the brief adds: "zh", "zh-Hant" or "en"."""
        return wording.written(self.front)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sides, in the commission's order; () for a brief about one subject."""
        return wording.sides(self.front)

    def side(self, name: str) -> Subject:
        """Return the side of that name, which is one of `names`."""
        return support.side(self.front, name)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The sides, in the commission's order."""
        return tuple(map(self.side, self.names))

    def told(self, entry: Entry) -> str:
        """Return the words of a sentence, with those before them that its paragraph says once."""
        side = self.below.get(entry.id)
        label = wording.whose_lead(self.script, side) if side else entry.lead
        return label + entry.text.removeprefix(entry.lead)

    def others(self, name: str) -> tuple[Subject, ...]:
        """Return the sides of other names."""
        return tuple(self.side(other) for other in self.names if other != name)


def of(brief: Brief, ledger: Ledger, sources: Sources) -> View:
    """Return the view of a brief whose front matter keeps the schema."""
    listed = listing(brief.front, sources)
    items = sentences.paired(brief, ledger)
    backed = tuple(found for item in items if (found := _backed(item, listed)))
    heard = _heard(brief.front, backed, listed)
    return View(
        brief=brief, ledger=ledger, listed=listed, roles=roles(brief), counted=counted(brief),
        items=items, backed=backed, heard=heard, spoken={name: _of_all(sides) for name, sides in heard.items()},
        below=dict(_below(brief.front, backed, heard)),
    )  # fmt: skip


def _below(
    front: Mapping[str, Any], backed: tuple[Backed, ...], heard: Mapping[str, tuple[Side, ...]]
) -> Iterator[tuple[str, str]]:
    """Yield (id of an entry, side) for the sentences of a paragraph from one on that opens with the name of the side,
    as far as their sources speak of it alone and they are in other words than those."""
    script, at, known = wording.written(front), None, ""
    subjects = support.subjects(front) if wording.sides(front) else ()
    for one in backed:
        entry, place = one.entry, (id(one.item.block), one.item.row)
        named = {side.name or _owner(where, subjects) for side, where in zip(heard[entry.id], one.saying, strict=False)}
        side = named.pop() if len(named) == 1 and one.by("edited", "retold") else None
        opens = bool(side) and entry.lead == wording.whose_lead(script, side or "")
        known = (side or "") if opens or (place == at and side == known and not entry.lead) else ""
        at = place
        if known:
            yield entry.id, known


def _owner(place: Place, subjects: tuple[Subject, ...]) -> str | None:
    """Return the side that the document of a place speaks for."""
    owner = support.speaker(place.document, subjects)
    return owner.name if owner else None


def _of_all(sides: tuple[Side, ...]) -> Side:
    """Return of whom a sentence speaks whose places speak of these: of none where they differ."""
    return sides[0] if len({side.name for side in sides}) == 1 else NOBODY


def _heard(front: Mapping[str, Any], backed: tuple[Backed, ...], listed: Listed) -> dict[str, tuple[Side, ...]]:
    """Return of whom the places of each sentence speak."""
    subjects = tuple(support.side(front, name) for name in wording.sides(front))
    known = speaking.members(((place.span, place.chunk) for one in backed for place in one.members), subjects)
    found, script = {}, wording.written(front)
    for one in backed:
        sources = [
            speaking.Source(
                span=place.span,
                chunk=place.chunk,
                document=place.document,
                attached=listed.attached(place.span.source),
                excerpt=next(iter(editing.parts(one.entry, place.document, place.chunk)), None)
                or support.excerpt(one.entry, place.span, place.document, script, subjects),
            )  # fmt: skip
            for place in one.saying
        ]
        if not sources:
            found[one.entry.id] = (NOBODY,)
        elif (shown := sentences.shown_for(one.item, script)) is not None:
            sides = speaking.parts(sources[0], subjects, known)
            found[one.entry.id] = (next((side for side in sides if side.name == shown), sides[0]),)
        else:
            found[one.entry.id] = tuple(speaking.whole(source, subjects, known) for source in sources)
    return found


def _backed(item: Item, listed: Listed) -> Backed | None:
    entry = item.entry
    if entry is None or entry.kind not in ledgers.SOURCED or not (item.sentence.citations and entry.supports):
        return None
    places = tuple(place for span in entry.supports if (place := _place(span, listed)))
    return Backed(item=item, entry=entry, places=places) if len(places) == len(entry.supports) else None


def _place(span: Support, listed: Listed) -> Place | None:
    document, chunk = listed.document(span.source), listed.chunk(span.source, span.chunk)
    if document is None or chunk is None or not stands(span, chunk):
        return None
    return Place(span=span, document=document, chunk=chunk)


def stands(span: Support, chunk: Chunk) -> bool:
    """Tell whether the quote, which is not blank, stands in the chunk at the recorded offsets."""
    return chunk.text[span.start : span.end] == span.quote and span.quote.strip() != ""
