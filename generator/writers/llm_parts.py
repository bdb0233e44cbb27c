"""Whole parts of sources on offer: what stands below a heading, its sentences and points each with an id.

Single sentences that were found for their words lack what stands beside them; a part has what an author put below one
heading, in its order. Which part answers a section for a side is weighed as for the extractive writer
(`evidence.answering`). Who tells it names the sentences that he tells, so a citation points to these and no further.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from generator.corpus import Block, Chunk, Document
from generator.evidence import Card, Evidence, cleaning, context, kept, lists, readings, sides, stated
from generator.evidence.spans import Span
from generator.language import text, tokens
from generator.writers.llm_beside import Beside

TIMES = 5
"""Length of the parts that are offered to a section, as a multiple of the length that it has room for (1 and up)."""
LEAST, MOST = 3, 5
"""Parts of a side that are offered to a section however long they are, and most (1 or more)."""
SURE, FIRST = 0.03, 2
"""Least share (0 to 1, how probable it is that it answers best) of a part beyond the first of its side and question."""
SHOWN = {"zh": 450, "en": 280}
"""Longest that is shown of a part, 字 or words; it ends with a sentence or a point."""
SHARED = 2
"""Words (1 or more) that a further passage of a part has of a sentence, to be one that it rests on."""
TAKEN = 0.5
"""Part (0 to 1) of what a part holds that other parts on offer hold, from which on it is not offered. By hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence of a part, a point of a list or a row of a table."""

    words: str
    card: Card | None
    """None for what may be no evidence, and headings within the part."""
    led: Span | None = None
    """Of a point: what introduces its list, without which it may hold for something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part on offer."""

    name: str
    """Its id in this brief: "e1"."""
    card: Card
    """Its excerpt."""
    document: Document
    whose: str
    units: tuple[tuple[str, Unit], ...]
    """In their order, each with the id of the passage that it is, "" for none."""
    left: int
    """Length of what is not shown of it, 字 or words."""

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of its passages."""
        return tuple(name for name, _ in self.units if name)

    @property
    def places(self) -> dict[tuple[str, int], tuple[int, int]]:
        """Where it stands, by document and chunk: offsets of its first passage there and after its last."""
        found: dict[tuple[str, int], tuple[int, int]] = {}
        for span in (unit.card.span for _, unit in self.units if unit.card):
            at = span.document, span.chunk
            found[at] = found.get(at, (span.start,))[0], span.end
        return found

    @property
    def leads(self) -> dict[str, str]:
        """Point of a list → what introduces it, by their ids."""
        places = {unit.card.span: name for name, unit in self.units if unit.card and name}
        return {name: places[unit.led] for name, unit in self.units if name and unit.led in places}

    def plain(self) -> dict[str, Any]:
        """Return it as the model sees it."""
        known = {
            "part": self.name, "side": self.card.side, "document": self.document.title, "of": self.whose,
            "status": stated.status(self.document), "under": " > ".join(self.card.headings),
            "article": self.card.article, "text": [[name, unit.words] for name, unit in self.units], "left": self.left,
        }  # fmt: skip
        return {key: value for key, value in known.items() if value}


def ranked(evidence: Evidence, section: int) -> dict[str | None, list[tuple[float, Card]]]:
    """Return the parts that may answer a section, each by its longest excerpt, with how well: of each side, and for
    each question of the title in turn, best first."""
    cards = evidence.cards
    queues: dict[tuple[str | None, str], dict[tuple[Any, ...], tuple[float, Card]]] = {}
    for fit in evidence.fits:
        card = cards[fit.card]
        if fit.section != section or card.excerpt is None:
            continue
        own = queues.setdefault((card.side, fit.question), {})
        key = card.span.document, card.span.chunk, card.span.start, card.headings, card.article
        if key not in own or own[key][1].span.end < card.span.end:
            own[key] = max(fit.score, own[key][0] if key in own else 0.0), card
    rows: dict[str | None, list[list[tuple[float, Card]]]] = {}
    for (side, _), own in sorted(queues.items(), key=lambda one: (one[0][0] or "", one[0][1])):
        best = sorted(own.values(), key=lambda one: -one[0])
        rows.setdefault(side, []).append([one for n, one in enumerate(best) if n < FIRST or one[0] >= SURE])
    return {
        side: list(dict.fromkeys(one for row in zip_longest(*listed) for one in row if one))
        for side, listed in rows.items()
    }


def units(document: Document, card: Card, beside: Beside) -> tuple[tuple[Unit, ...], int]:
    """Return what a part holds, up to `SHOWN`, and the length of what is left out behind that, 字 or words."""
    language, told = document.language, tuple(_blocks(document, card))
    top = card.excerpt.above if card.excerpt else ()
    deeper = [pair for pair in told if kept.headings(*pair) != top]
    if deeper and sum(text.count(c.text[b.start : b.end], text.UNIT[language]) for c, b in told) > SHOWN[language]:
        told = tuple(pair for pair in told if pair not in deeper)  # what stands below it are parts themselves
    else:
        deeper = []
    found: list[Unit] = []
    size = left = 0
    above, led = top, None
    for chunk, block in told:
        own = kept.headings(chunk, block)
        passed = kept.passed(above, own)
        points = block.kind in kept.POINTS
        for start, end in kept.ends(chunk, block):
            words = cleaning.clean(kept.read(chunk, block, start, end, language))
            length = text.count(words, text.UNIT[language])
            if left or (found and size + length > SHOWN[language]):
                left += length
                continue
            found += [Unit(words=f"{' > '.join(passed)}:", card=None)] if passed else []
            passed, above, size = (), own, size + length
            one = _card(document, chunk, block, (start, end), beside)
            indent = "  " * block.level + "- " if points else ""
            found.append(Unit(words=indent + words, card=one, led=led if points else None))
            if not points:
                led = one.span if one and words.endswith((":", "：")) else None
    while found and found[-1].card is None:
        found.pop()
    below = dict.fromkeys(kept.headings(*pair)[len(top)] for pair in deeper if len(kept.headings(*pair)) > len(top))
    found += [Unit(words=f"[{' | '.join(below)}]", card=None)] if below and found else []
    return tuple(found), left


def _blocks(document: Document, card: Card) -> Iterator[tuple[Chunk, Block]]:
    """Yield the blocks of text of a part, also those below its heading that stand in the next chunks."""
    excerpt, first = card.excerpt, card.span.chunk
    if excerpt is None:
        return
    goes_on = bool(excerpt.above) and not (excerpt.article or excerpt.topic or excerpt.alone)
    for chunk in document.chunks[first - 1 :] if goes_on else document.chunks[first - 1 : first]:
        for block in chunk.blocks:
            if chunk.number == first:
                if block.start < excerpt.start or block.end > excerpt.last:
                    continue
            elif kept.headings(chunk, block)[: len(excerpt.above)] != excerpt.above:
                return
            if _shown(chunk, block):
                yield chunk, block
        if chunk.blocks and chunk.number == first and chunk.blocks[-1].end > excerpt.last:
            return


def _shown(chunk: Chunk, block: Block) -> bool:
    """Tell whether a block is text, and leads nowhere else."""
    row = block.kind == "table" and not any(one.start == block.start for one in lists.rows(chunk))
    return block.kind in kept.KINDS and not block.leads_away and not row


def _card(document: Document, chunk: Chunk, block: Block, place: tuple[int, int], beside: Beside) -> Card | None:
    """Return the card of a sentence, of a row of a table as what each value stands for; None for no evidence."""
    if block.kind != "table":
        return beside.card(document, chunk, place)
    start, end = place
    if context.fault(document, chunk, start):
        return None
    span = Span(
        document=document.path, chunk=chunk.number, start=start, end=end, quote=chunk.text[start:end],
        page=chunk.page_at(start),
    )  # fmt: skip
    words = readings.row(span.quote, document.language)
    side = sides.side_at(document, chunk, block, start, words, beside.commission.sides, {})
    return Card(
        span=span, text=words, language=document.language, side=side.name, via=side.via, named=side.named,
        headings=block.heading_path, relation="row", loose=True,
    )  # fmt: skip


class Parts:
    """The parts on offer."""

    def __init__(self) -> None:
        self.also: dict[int, list[str]] = {}
        """The parts that a section is offered and that stand in an earlier one, by their ids."""
        self._parts: dict[str, Part] = {}
        self._of: dict[str, Part] = {}
        """The part that a passage is of, by its id."""
        self._places: dict[tuple[str, int], list[tuple[int, int]]] = {}
        self._first: dict[str, int] = {}

    def of(self, name: str) -> Part | None:
        """Return the part that a passage is of, None for none."""
        return self._of.get(name)

    def on(self, card: Card) -> Part | None:
        """Return the part of an excerpt, None where it is not on offer."""
        same = (one for one in self._parts.values() if one.card.span == card.span)
        return next((one for one in same if one.card.headings == card.headings), None)

    def again(self, section: int, card: Card) -> bool:
        """Tell whether the part of an excerpt is on offer; it is to this section from now on."""
        part = self.on(card)
        if part is None:
            return False
        own = self.also.setdefault(section, [])
        own += [part.name] if self._first[part.name] != section and part.name not in own else []
        return True

    def add(
        self, section: int, document: Document, card: Card, whose: str, units: tuple[tuple[str, Unit], ...], left: int
    ) -> tuple[str, ...]:
        """Offer a part to a section; return the ids of those of its passages that are in no other."""
        part = Part(
            name=f"e{len(self._parts) + 1}", card=card, document=document, whose=whose, units=units, left=left,
        )  # fmt: skip
        self._parts[part.name], self._first[part.name] = part, section
        for at, place in part.places.items():
            self._places.setdefault(at, []).append(place)
        new = tuple(name for name in part.names if name not in self._of)
        self._of |= dict.fromkeys(new, part)
        return new

    def holds(self, card: Card) -> bool:
        """Tell whether a passage stands within a part on offer."""
        shown = self._places.get((card.span.document, card.span.chunk), ())
        return any(start <= card.span.start and card.span.end <= end for start, end in shown)

    def beside(self, section: int) -> tuple[str, ...]:
        """Return the ids of the passages of parts that a section is offered and that stand in an earlier one."""
        return self.expanded(self.also.get(section, ()))

    def expanded(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of passages, those of a part in the place of its own."""
        told = (self._parts[name].names if name in self._parts else (name,) for name in names)
        return tuple(dict.fromkeys(one for own in told for one in own))

    def folded(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of passages, that of a part in the place of all of its own."""
        told = tuple(names)
        whole = {part.name: part for name in told if (part := self.of(name)) and set(part.names) <= set(told)}
        own = {one: name for name, part in whole.items() for one in part.names}
        return tuple(dict.fromkeys(own.get(name, name) for name in told))

    def resolved(self, sentence: str, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the passages that a sentence rests on: of a part those that share words with it, of a point
        what introduces its list as well."""
        told = tuple(dict.fromkeys(names))
        named = [part.name for name in told if (part := self.of(name))]
        found: list[str] = []
        for name in told:
            part = self._parts.get(name)
            for one in (name,) if part is None else () if name in named else resting(sentence, part):
                own = self.of(one)
                found += [lead for lead in (own.leads.get(one) if own else None,) if lead]
                found.append(one)
        return tuple(dict.fromkeys(found))


def resting(sentence: str, part: Part) -> list[str]:
    """Return the passages of a part that a sentence rests on whose author names the part alone: those that have most of
    its words, until the others have none of the rest; all of them where none shares any, as in another language."""
    left = set(tokens.tokens(sentence))
    said = {name: left & set(tokens.content_tokens(unit.words)) for name, unit in part.units if name}
    found: set[str] = set()
    while said:
        name = max(said, key=lambda one: len(said[one] & left))
        own = said.pop(name) & left
        if len(own) < (SHARED if found else 1):
            break
        found.add(name)
        left -= own
    return [name for name in part.names if name in found] or list(part.names)
