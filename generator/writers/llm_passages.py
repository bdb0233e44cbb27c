"""What the model writer is offered: passages with what stands around them, about four times what fits.

First come whole parts of sources (`llm_parts`), each sentence of which is a passage. Any other passage is a card of the
evidence (`evidence.Card`): a sentence, or a list, with the sentences that lean on it or turn against it; or a value of
a source's table, with what it measures: those that the extractive writer chose, then what fits a section best, the
sides in turn.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from generator.brief.draft import Draft
from generator.commission import Commission
from generator.evidence import Card, Evidence, Fit, Span, about, bounding, naming, parts, rows, sentences, weighing
from generator.evidence.sides import Side
from generator.gate import support
from generator.gate.retelling import Source
from generator.language import text, tokens
from generator.writers import facts, llm_parts
from generator.writers.llm_beside import Beside
from generator.writers.llm_choice import USUAL
from generator.writers.llm_gaps import Gaps
from generator.writers.llm_offered import Offered
from generator.writers.llm_parts import Parts
from generator.writers.llm_rooms import Rooms

TIMES = 4
"""Length of what is offered to a section, as a multiple of the length that it has room for (1 and up)."""
FACTS = 10
"""Most values of tables (0 and up) that are offered to a section."""
FOREIGN = 0.8
"""Worth (0 to 1) of a passage in another language, as a multiple."""
FOUND = 10
"""Most passages (1 or more) that one search adds."""
UNWEIGHED = 0.5
"""Weight (0 to 1) of what nothing weighed: its author chose it."""
PARTS = 2
"""Most parts of a side (1 or more) that one search adds."""
ANSWERS = 0.25
"""Part (0 to 1) of the words of a search that a passage of no side holds, with its headings and its document title, to
be offered for it. By hand."""
Search = Callable[[str], tuple[Card, ...]]
"""Words → the cards of the chunks that answer them, best first."""


class Pool:
    """All passages of one brief by their ids, and the sections that they were found for."""

    def __init__(
        self, commission: Commission, evidence: Evidence, base: Draft, taken: tuple[int, int], search: Search
    ) -> None:
        """`search` finds what is not among the evidence."""
        self.commission, self.base, self.search = commission, base, search
        self.evidence = sentences(evidence)
        self.gaps = Gaps(commission, evidence)
        self.rooms = Rooms(commission, base, taken)
        self.documents = {document.path: document for document in evidence.documents}
        self.offered: dict[str, Offered] = {}
        self.sections: dict[int, list[str]] = {number: [] for number, _ in base.sections}
        self._names: dict[Span, str] = {}
        self._beside = Beside(commission, evidence)
        self._seen: set[Span] = set()
        """What has an id only because it stands beside a passage."""
        self._told: set[str] = set()
        """Letters of what is on offer: sources that say the same word for word are offered once."""
        self.parts = Parts()
        self._weights: dict[tuple[int, str], float] = {}
        """How well a part answers a section (0 to 1), against the best one of its side."""
        for number, _ in base.sections:
            self._answering(number, llm_parts.ranked(evidence, number))
        for number, _ in base.sections:
            self.add(number, self.chosen[number])
        for number, _ in base.sections:
            self.add(number, self._fitting(number))
        for number, cards in self._facts().items():
            self.add(number, cards)
        for number, _ in base.sections:
            self._fill(number)
        self.first = {number: tuple(names) for number, names in self.sections.items()}
        """The names of what is on offer before the model asks for more."""

    @cached_property
    def chosen(self) -> dict[int, tuple[Card, ...]]:
        """The cards that the extractive writer chose for the text of each section."""
        cards = {card.span: card for card in reversed(self.evidence.cards)}
        told = {
            number: [s.spans[0][0] for p in passages for s in p.statements if s.spans]
            for number, passages in self.base.sections
        }
        return {
            number: tuple(card for span in own if (card := cards.get(span) or self._around(span)))
            for number, own in told.items()
        }

    def _around(self, span: Span) -> Card | None:
        """Return the shortest card that holds a cell of a table, None where none does."""
        held = (c for c in self.evidence.cards if (c.span.document, c.span.chunk) == (span.document, span.chunk))
        around = [c for c in held if c.span.start <= span.start and span.end <= c.span.end]
        return min(around, key=lambda card: card.span.end - card.span.start, default=None)

    def plan(self, passages: Mapping[int, Iterable[str]]) -> None:
        """Deal the length out by the passages that are to be told in each section."""
        planned = {number: tuple(names) for number, names in passages.items()}
        for names in planned.values():
            self.known(names)  # gets what stands beside them its ids before sections are written at the same time
        self.rooms.plan({number: sum(map(self.length, names)) for number, names in planned.items()})

    def add(self, section: int, cards: Iterable[Card]) -> tuple[str, ...]:
        """Offer cards to a section; return the names of those that were not on offer yet."""
        new = []
        for card in cards:
            said = text.letters(parts.whole(card))
            if self._there(card) or said in self._told or not self._usable(card):
                continue
            self._told.add(said)
            self._seen.discard(card.span)
            name = self._offer(card)
            self.sections[section].append(name)
            new.append(name)
        return tuple(new)

    def weight(self, section: int, names: Iterable[str]) -> float:
        """Return how well the best of some passages answers a section (0 to 1), against the best part of its side;
        half for what stands in no part that was weighed for it."""
        told = [part.name for name in names if (part := self.parts.of(name))]
        return max((self._weights.get((section, name), UNWEIGHED) for name in told), default=UNWEIGHED)

    def _answering(self, section: int, ranked: Mapping[str | None, Sequence[tuple[float, Card]]]) -> None:
        """Offer a section the parts that answer it best, of each side as many as fill its share."""
        sides = sum(side is not None for side in ranked) or 1
        for side, cards in ranked.items():
            left, many = llm_parts.TIMES * self.rooms.of(section) / sides, 0
            most, least = (llm_parts.MOST, llm_parts.LEAST) if side or not self.commission.sides else (1, 1)
            for worth, card in cards:
                if many >= most or (many >= least and left <= 0):
                    break
                there, new = self.add_part(section, card)
                if there and (part := self.parts.on(card)):
                    self._weights[section, part.name] = worth / (max(own for own, _ in cards) or 1.0)
                many += there
                left -= sum(map(self.length, new))

    def add_part(self, section: int, card: Card) -> tuple[bool, tuple[str, ...]]:
        """Offer the part of an excerpt to a section; tell whether it is, and return the names of its passages that were
        not on offer yet."""
        document = self.documents.get(card.span.document)
        sided = not self.commission.sides or card.via not in ("none", "background")
        if document is None or not sided or document.path in self._apart:
            return False, ()
        if self.parts.again(section, card):
            return True, ()
        units, left = llm_parts.units(document, card, self._beside)
        own = [one for one in units if one.card and not self._there(one.card)]
        if len(own) <= llm_parts.TAKEN * sum(one.card is not None for one in units):
            return False, ()
        named = tuple((self._named(one.card) if one.card else "", one) for one in units)
        whose = support.speaker(document, self.commission.sides)
        new = self.parts.add(section, document, card, whose.name if whose else "", named, left)
        self._told |= {text.letters(self.offered[name].words) for name in new}
        self.sections[section] += new
        return True, new

    def _named(self, card: Card) -> str:
        """Return the id of a sentence of a part, "" for one that may not be told."""
        return (self._names.get(card.span) or self._offer(self._stands(card))) if self._usable(card) else ""

    def _stands(self, card: Card) -> Card:
        """Return the card by which a sentence of a part is offered: as one that may stand in its source's words where
        the evidence has it so, and nothing comes with it."""
        own = self._by_span.get(card.span)
        return own if own and own.relation == "verbatim" and not own.rest and not own.phrase else card

    @cached_property
    def _by_span(self) -> dict[Span, Card]:
        return {card.span: card for card in reversed(self.evidence.cards)}

    def quotable(self, name: str) -> Card:
        """Return the card of a passage as the evidence has it, with the sentences that come with it."""
        card = self.offered[name].card
        return self._by_span.get(card.span, card)

    def _there(self, card: Card) -> bool:
        """Tell whether a card is on offer, by itself or within a part."""
        if card.span in self._names.keys() - self._seen:
            return True
        return self.parts.holds(card)

    def _offer(self, card: Card) -> str:
        """Give a card an id, or that which it has, and return it."""
        name = self._names.setdefault(card.span, f"p{len(self.offered) + 1}")
        document = self.documents[card.span.document]
        whose = support.speaker(document, self.commission.sides)
        self.offered[name] = Offered(
            name=name, card=card, document=document, whose=whose.name if whose else "",
            limit=None if card.via == "row" else self._beside.limited(document, card),
        )  # fmt: skip
        return name

    def beside(self, name: str) -> tuple[str, str]:
        """Return the ids of what stands right before and behind a passage, which may be cited as it may; "" where that
        may be no evidence."""
        one = self.offered[name]
        chunk = one.chunk(one.card.span)
        before, after = (self._beside.card(one.document, chunk, place) for place in one.beside)
        return self._shown(before), self._shown(after)

    def _shown(self, card: Card | None) -> str:
        if card is None or not self._usable(card):
            return ""
        if card.span not in self._names:
            self._seen.add(card.span)
            self._offer(card)
        return self._names[card.span]

    def known(self, names: Iterable[str]) -> set[str]:
        """Return the ids of passages and of what stands beside them, or in one part with them."""
        found: set[str] = set()
        for name in names:
            part = self.parts.of(name)
            found |= {name, *(part.names if part else filter(None, self.beside(name)))}
        return found

    def found(self, section: int, words: str, most: int = FOUND, *, loose: bool = True) -> tuple[str, ...]:
        """Search for words, and offer what answers them to a section; return the names of what is new.

        `most`: passages; `loose`: whether also those that may be told in other words only.
        """
        told = self._found_parts(section, words)
        new = (card for card in self.search(words[:200]) if not self._there(card) and self._usable(card))
        cards = (card for card in new if self._answers(card, words) and (loose or not card.loose))
        return (*told, *self.add(section, list(islice(cards, most))))

    def _found_parts(self, section: int, words: str) -> tuple[str, ...]:
        """Offer the parts that are likely to answer words, of the sides that these name or of each."""
        title = next(one.title for one in self.commission.sections if one.number == section)
        sides = naming.mentioned(words, self.commission.sides) or self.commission.sides
        new: list[str] = []
        for name in [side.name for side in sides] or [""]:
            for one in self.gaps.weighing.answers(title, words, name)[:PARTS]:
                new += self.add_part(section, one.card)[1] if one.share >= weighing.LIKELY else ()
        return tuple(new)

    def _answers(self, card: Card, words: str) -> bool:
        """Tell whether a passage that was found is worth offering: it names a side, or stands in a side's own document
        or one titled by what the commission asks about, and holds enough of what was searched for; in none on another
        matter."""
        if card.span.document in self._apart or card.span.document not in self.documents:
            return False
        if not self.commission.sides or card.side is not None or card.via == "all":
            return True
        title, asked = self.documents[card.span.document].title, set(tokens.content_tokens(words))
        titled = asked & set(tokens.content_tokens(title)) & set(tokens.content_tokens(self.commission.query))
        owned = support.speaker(self.documents[card.span.document], self.commission.sides) is not None
        return (owned or bool(titled)) and len(asked & about.words_of(card, title)) >= ANSWERS * len(asked)

    @cached_property
    def _apart(self) -> frozenset[str]:
        """Paths of documents on one side that are on another matter than the commission compares."""
        return bounding.apart(self.commission, self.evidence.documents)

    def _fill(self, section: int) -> None:
        """Search for the title of a section and each side that too little of it is on offer for."""
        left_out = [one.words for one in self.commission.understood if one.key == "unsaid"]
        names = [*(side.name for side in self.commission.sides), *left_out] or [self.commission.title]
        title = next(one.title for one in self.commission.sections if one.number == section)
        usual = USUAL[self.commission.length.unit]
        for name in names:
            sided = {n: self.offered[n].card.side for n in self.sections[section]}
            sided |= {n: self.offered[n].card.side for n in self.parts.beside(section)}
            own = [n for n, side in sided.items() if side == name or not self.commission.sides]
            lacking = TIMES * self.rooms.of(section) / len(names) - sum(map(self.length, own))
            if lacking > usual:
                self.found(section, f"{name} {title}", min(FOUND, int(lacking / usual)), loose=False)

    def _usable(self, card: Card) -> bool:
        """Tell whether a sentence may retell a card: it is no phrase, and the document is there."""
        return not card.phrase and card.span.document in self.documents

    def _fitting(self, section: int) -> Iterator[Card]:
        """Yield the cards that fit a section best, the side with the least of them next, while they have room."""
        room = TIMES * max(self.rooms.of(section), self.rooms.filled(section, "paragraph"))
        fits = sorted((f for f in self.evidence.fits if f.section == section), key=lambda f: -self._worth(f))
        cards = [self.evidence.cards[n] for n in dict.fromkeys(f.card for f in fits)]
        queues: dict[str | None, list[Card]] = {}
        for card in cards:
            sided = not self.commission.sides or card.via not in ("none", "background")
            if sided and self._usable(card) and card.span not in self._names and not self._there(card):
                queues.setdefault(card.side, []).append(card)
        lengths = dict.fromkeys(queues, 0)
        for name in (*self.sections[section], *self.parts.beside(section)):
            lengths[self.offered[name].card.side] = lengths.get(self.offered[name].card.side, 0) + self.length(name)
        while sum(lengths.values()) < room and any(queues.values()):
            side = min((side for side, queue in queues.items() if queue), key=lambda side: lengths[side])
            card = queues[side].pop(0)
            lengths[side] += text.count(parts.whole(card), self.commission.length.unit)
            yield card

    def _worth(self, fit: Fit) -> float:
        card = self.evidence.cards[fit.card]
        return fit.score * (FOREIGN if card.language != self.commission.language and not card.attached else 1)

    def _facts(self) -> dict[int, list[Card]]:
        """Return the values of tables that answer a section, each as a passage that says what it measures."""
        found: dict[int, list[Card]] = {}
        compared = [section for section in self.commission.sections if section.number in self.sections]
        for fact in self.evidence.facts:
            worth, number = max(((facts.asked(fact.respect, s), -s.number) for s in compared), default=(0.0, 0))
            document = self.documents.get(fact.span.document)
            if worth and document and len(found.setdefault(-number, [])) < FACTS:
                block = document.chunks[fact.span.chunk - 1].block_at(fact.span.start)
                found[-number].append(
                    Card(
                        span=fact.span,
                        text=rows.said(fact),
                        language=document.language,
                        side=fact.side,
                        via="row",
                        named=False,
                        headings=block.heading_path if block else (),
                    )  # fmt: skip
                )
        return found

    def length(self, name: str) -> int:
        """Return the length of a passage, in the commission's unit."""
        return text.count(self.offered[name].words, self.commission.length.unit)

    def within(self, names: Iterable[str], room: int) -> Iterator[str]:
        """Yield passages until they fill a length."""
        for name in names:
            if room > 0:
                yield name
            room -= self.length(name)

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
        """Return passages as the model sees them, those of a part together, with all that it holds."""
        told = dict.fromkeys(self.parts.of(name) or name for name in names)
        return [self.offered[one].plain(*self.beside(one)) if isinstance(one, str) else one.plain() for one in told]
