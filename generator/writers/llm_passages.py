"""What the model writer is offered: passages with what stands around them, about three times what fits.

A passage is a card of the evidence (`evidence.Card`): a sentence, or a list, with the sentences that lean on it or turn
against it. First come those that the extractive writer chose, then what fits a section best, the sides in turn.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.brief.draft import Draft
from generator.commission import Commission
from generator.corpus import Chunk, Document
from generator.evidence import Card, Evidence, Span, hygiene, parts, spans
from generator.evidence.sides import Side
from generator.gate import support
from generator.gate.retelling import Source
from generator.language import text

TIMES = 3
"""Length of what is offered to a section, as a multiple of the length that it has room for (1 and up)."""
FOUND = 6
"""Most passages (1 or more) that one search adds."""
NEIGHBOUR = 300
"""Most characters of what stands before a passage, and after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A passage on offer."""

    name: str
    """Its id in this brief: "p1"."""
    card: Card
    document: Document

    @property
    def spans(self) -> tuple[Span, ...]:
        """What it says, where it stands."""
        return (self.card.span, *self.card.rest)

    @property
    def words(self) -> str:
        """What it says, without note marks and emphasis."""
        return parts.whole(self.card)

    def chunk(self, span: Span) -> Chunk:
        """Return the chunk that one of its spans stands in."""
        return self.document.chunks[span.chunk - 1]

    def plain(self) -> dict[str, Any]:
        """Return it as the model sees it."""
        before, after = self._neighbours()
        known = {
            "id": self.name, "side": self.card.side, "document": self.document.title,
            "under": " > ".join(self.card.headings), "before": before, "text": self.words, "after": after,
        }  # fmt: skip
        return {key: value for key, value in known.items() if value}

    def _neighbours(self) -> tuple[str, str]:
        """Return the sentence before it and the one after it in its block, "" where there is none."""
        chunk, last = self.chunk(self.card.span), self.spans[-1]
        block = chunk.block_at(self.card.span.start)
        ends = spans.ends(chunk, block) if block else ()
        before = [chunk.text[a:b] for a, b in ends if b <= self.card.span.start]
        after = [chunk.text[a:b] for a, b in ends if a >= last.end and last.chunk == chunk.number]
        return hygiene.clean("".join(before[-1:]))[-NEIGHBOUR:], hygiene.clean("".join(after[:1]))[:NEIGHBOUR]


class Pool:
    """All passages of one brief by their ids, and the sections that they were found for."""

    def __init__(self, commission: Commission, evidence: Evidence, base: Draft) -> None:
        self.commission, self.evidence, self.base = commission, evidence, base
        self.documents = {document.path: document for document in evidence.documents}
        self.offered: dict[str, Offered] = {}
        self.sections: dict[int, list[str]] = {number: [] for number, _ in base.sections}
        self._names: dict[Span, str] = {}
        self._told: set[str] = set()
        """Letters of what is on offer: sources that say the same word for word are offered once."""
        for number, _ in base.sections:
            self.add(number, self.chosen[number])
        for number, _ in base.sections:
            self.add(number, self._fitting(number))
        self.first = {number: tuple(names) for number, names in self.sections.items()}
        """The names of what is on offer before anything is searched."""

    @cached_property
    def chosen(self) -> dict[int, tuple[Card, ...]]:
        """The cards that the extractive writer chose for the text of each section."""
        cards = {card.span: card for card in reversed(self.evidence.cards)}
        told = {
            number: [s.spans[0][0] for p in passages if p.kind == "paragraph" for s in p.statements if s.spans]
            for number, passages in self.base.sections
        }
        return {number: tuple(cards[span] for span in own if span in cards) for number, own in told.items()}

    def room(self, section: int) -> int:
        """Return the length that the text of a section has, in the commission's unit: that of the extractive one."""
        return sum(
            text.count(s.text, self.commission.length.unit)
            for number, passages in self.base.sections if number == section
            for p in passages if p.kind == "paragraph"
            for s in p.statements
        )  # fmt: skip

    def add(self, section: int, cards: Iterable[Card]) -> tuple[str, ...]:
        """Offer cards to a section; return the names of those that were not on offer yet."""
        new = []
        for card in cards:
            said = text.letters(parts.whole(card))
            if card.span in self._names or said in self._told or not self._usable(card):
                continue
            self._told.add(said)
            name = f"p{len(self.offered) + 1}"
            self.offered[name] = Offered(name=name, card=card, document=self.documents[card.span.document])
            self._names[card.span] = name
            self.sections[section].append(name)
            new.append(name)
        return tuple(new)

    def _usable(self, card: Card) -> bool:
        """Tell whether a sentence may retell a card: it is no phrase, and speaks of a side where there are sides."""
        sided = not self.commission.sides or card.via not in ("none", "background")
        return sided and not card.phrase and card.span.document in self.documents

    def _fitting(self, section: int) -> Iterator[Card]:
        """Yield the cards that fit a section best, the side with the least of them next, while they have room."""
        even = sum(map(self.room, self.sections)) / len(self.sections)
        room, own = TIMES * max(self.room(section), even / 2) if self.room(section) else 0, self.commission.language
        fits = sorted((f for f in self.evidence.fits if f.section == section), key=lambda f: self._foreign(f.card, own))
        cards = [self.evidence.cards[n] for n in dict.fromkeys(f.card for f in fits)]
        queues: dict[str | None, list[Card]] = {}
        for card in cards:
            if self._usable(card) and card.span not in self._names:
                queues.setdefault(card.side, []).append(card)
        lengths = dict.fromkeys(queues, 0)
        for name in self.sections[section]:
            lengths[self.offered[name].card.side] = lengths.get(self.offered[name].card.side, 0) + self.length(name)
        while sum(lengths.values()) < room and any(queues.values()):
            side = min((side for side, queue in queues.items() if queue), key=lambda side: lengths[side])
            card = queues[side].pop(0)
            lengths[side] += text.count(parts.whole(card), self.commission.length.unit)
            yield card

    def _foreign(self, number: int, own: str) -> bool:
        card = self.evidence.cards[number]
        return card.language != own and not card.attached

    def length(self, name: str) -> int:
        """Return the length of a passage, in the commission's unit."""
        return text.count(self.offered[name].words, self.commission.length.unit)

    def sources(self, names: Collection[str]) -> tuple[Source, ...]:
        """Return what a sentence on these passages is held against, as the gate does it."""
        return tuple(
            support.source(
                span.quote, span.start, one.chunk(span), one.document,
                Side(name=one.card.side, via=one.card.via), self.commission.sides,
            )
            for one in map(self.offered.__getitem__, names)
            for span in one.spans
        )  # fmt: skip

    def plain(self, names: Sequence[str]) -> list[dict[str, Any]]:
        """Return passages as the model sees them."""
        return [self.offered[name].plain() for name in names]
