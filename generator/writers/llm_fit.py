"""Length and balance of what the model wrote: what is too much goes, and what is too little is said by passages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.brief import front as fronts
from generator.brief.draft import Passage, Statement
from generator.evidence import Card, Span
from generator.language import text, tokens
from generator.writers.llm_passages import Pool
from generator.writers.llm_prose import Piece, Prose, Writer
from generator.writers.selection import DUPLICATE

EVEN = (0.7, 1.3)
"""Part of an even share that each side has, at least and at most, if it can be; the gate warns outside."""
REFUSED = (0.5, 1.5)
"""The same for what the gate lets pass."""
STEPS = 100
"""Most sentences that come or go."""

Sections = dict[int, list[Piece]]


class Fit:
    """The sections of a brief, with what may still change in them.

    A section without a sentence of the model stands as the extractive writer has it.
    """

    def __init__(self, pool: Pool, writer: Writer, prose: Mapping[int, Prose], taken: tuple[int, int]) -> None:
        self.pool, self.writer, self.unit = pool, writer, pool.commission.length.unit
        self.pieces: Sections = {number: list(one.pieces) for number, one in prose.items() if one.pieces}
        self.why = {number: one.why or ("unused",) for number, one in prose.items() if not one.pieces}
        wanted = pool.commission.length
        self.least = fronts.least(writer.desk.front) - taken[0]
        """Length of the sections, at least; `most`: at most, None where there is no such length. What else is taken may
        be less, so that is no less than the least."""
        self.most = max(self.least, wanted.maximum - taken[1]) if wanted.maximum else None
        self._gone: set[Span] = set()
        """What sentences rested on that were taken out again for balance."""
        self._unique()

    def reserve(self, length: int) -> None:
        """Keep a length free for what comes later, or, below 0, take it back."""
        self.least -= length
        self.most = None if self.most is None else max(0, self.most - length)

    def _unique(self) -> None:
        """Leave out what repeats a sentence that stands before it; a section of nothing else stands as it was."""
        told = [s.text for number in self.fixed for s in self._base(number) if s.kind in ("claim", "quotation")]
        for number in sorted(self.pieces):
            kept = []
            for piece in self.pieces[number]:
                own = [s.text for s in piece.statements]
                if not any(text.overlap(one, other) > DUPLICATE for one in own for other in told):
                    kept.append(piece)
                    told += own
            self.pieces[number] = kept
        if bare := [number for number, kept in self.pieces.items() if not kept]:
            for number in bare:
                del self.pieces[number]
                self.why[number] = ("repeats",)
            self._unique()  # nothing may repeat what now stands there either

    @property
    def fixed(self) -> tuple[int, ...]:
        """The sections that stand as the extractive writer has them."""
        return tuple(number for number, _ in self.pool.base.sections if number not in self.pieces)

    def _base(self, section: int, *kinds: str) -> Iterator[Statement]:
        """Yield the statements that the extractive writer has in a section, in blocks of these kinds or in all."""
        for number, passages in self.pool.base.sections:
            for passage in passages if number == section else ():
                if not kinds or passage.kind in kinds:
                    yield from (s for s in passage.statements if s.kind != "framing")

    def statements(self) -> Iterator[Statement]:
        """Yield all statements, without what opens a section."""
        for number, _ in self.pool.base.sections:
            yield from self._base(number, *(("table",) if number in self.pieces else ()))
            yield from (s for piece in self.pieces.get(number, ()) for s in piece.statements)

    @property
    def length(self) -> int:
        """How long the text is, in the commission's unit."""
        return sum(text.count(s.text, self.unit) for s in self.statements())

    def lacking(self) -> dict[int, int]:
        """Return how much each section of the model is shorter than it was planned, where the whole is too short."""
        if self.length >= self.least:
            return {}
        short = {n: self.pool.room(n) - self._filled(n) for n in self.pieces}
        return {number: amount for number, amount in short.items() if amount > 0}

    def more(self, section: int, prose: Prose) -> None:
        """Add what was written to fill a section up."""
        if section in self.pieces:
            self.pieces[section] += [replace(piece, point=0) for piece in prose.pieces]
            self._unique()

    def _size(self, piece: Piece) -> int:
        return sum(text.count(s.text, self.unit) for s in piece.statements)

    def _filled(self, section: int) -> int:
        return sum(map(self._size, self.pieces[section]))

    def fitted(self) -> bool:
        """Bring length and balance to what was asked; tell whether that came about."""
        for _ in range(STEPS):
            if not (self._shortened() or self._lengthened() or self._balanced()):
                break
        low, high = self._share()
        holds = self.most is None or self.length <= max(self.most, self._was())
        return holds and low >= REFUSED[0] and high <= REFUSED[1]

    def _was(self) -> int:
        """Return how long the extractive text is."""
        return sum(text.count(s.text, self.unit) for number, _ in self.pool.base.sections for s in self._base(number))

    def _share(self) -> tuple[float, float]:
        """Return the least and the greatest share of a side, as a part of an even one; (1, 1) where none has any."""
        totals = self._totals()
        whole = sum(totals.values())
        shares = [value * len(totals) / whole for value in totals.values()] if whole else [1.0]
        return min(shares), max(shares)

    def _totals(self) -> dict[str, int]:
        totals = dict.fromkeys(self.writer.desk.sides, 0)
        for s in self.statements():
            if s.side in totals:
                totals[s.side] += text.count(s.text, self.unit)
        return totals

    # --- what goes and what comes

    def _shortened(self) -> bool:
        over = [n for n in self.pieces if len(self.pieces[n]) > 1 and self._over(n) > 0]
        too_long = self.most is not None and self.length > self.most
        if not over and not too_long:
            return False
        many = over or [n for n in self.pieces if len(self.pieces[n]) > 1]
        if not many:
            return False
        number = max(many, key=lambda n: self._filled(n) / max(1, self.pool.room(n)))
        self.pieces[number].remove(self._least(self.pieces[number]))
        return True

    def _over(self, section: int) -> int:
        """Return by how much a section is longer than the commission lets it be."""
        own = next(s.length for s in self.pool.commission.sections if s.number == section)
        size = self._filled(section) + sum(text.count(s.text, self.unit) for s in self._base(section, "table"))
        return size - own.maximum if own and own.maximum else 0

    def _least(self, pieces: list[Piece]) -> Piece:
        """Return what goes first of a section: of a side that is heard elsewhere in it; of a point that something else
        answers; a passage in its source's words; what says most of another again; what is least sure to stand; of the
        point that has most, of the side that the brief says most of; the last."""
        strong = max(totals, key=lambda name: totals[name]) if (totals := self._totals()) else None
        points, sides = Counter(p.point for p in pieces), Counter(s.side for p in pieces for s in p.statements)
        told = [frozenset(tokens.content_tokens(" ".join(s.text for s in p.statements))) for p in pieces]

        def rank(at: int) -> tuple[bool, bool, bool, float, int, int, bool, int]:
            piece, side = pieces[at], pieces[at].statements[0].side
            again = max((len(told[at] & other) for n, other in enumerate(told) if n != at), default=0)
            return (
                side is None or sides[side] > 1, not piece.point or points[piece.point] > 1, not piece.own,
                round(again / max(1, len(told[at])), 1), max(map(_unsure, piece.statements)),
                points[piece.point], side is not None and side == strong, at,
            )  # fmt: skip

        return pieces[max(range(len(pieces)), key=rank)]

    def _lengthened(self) -> bool:
        return self.length < self.least and (self._added(self._weakest()) or self._added(None))

    def _weakest(self) -> str | None:
        """Return the side that has least, None where there are no sides."""
        totals = self._totals()
        return min(totals, key=lambda name: totals[name], default=None)

    def _added(self, side: str | None) -> bool:
        """Add a passage on offer that nothing says yet, of a side if one is given; first to what lacks most."""
        for number in sorted(self.pieces, key=lambda n: self._filled(n) - self.pool.room(n)):
            for card in self._unsaid(number):
                piece = self.writer.passage(card, ("length",)) if side in (None, card.side) else None
                fits = piece and (self.most is None or self.length + self._size(piece) <= self.most)
                if piece and fits and self._new(piece):
                    self.pieces[number].append(piece)
                    return True
        return False

    def _unsaid(self, section: int) -> Iterable[Card]:
        """Return the passages on offer to a section that no sentence rests on, those that the extractive writer chose
        first."""
        used = {span for s in self.statements() for span, _ in s.spans} | self._gone
        offered = (self.pool.offered[name].card for name in self.pool.first[section])
        return (card for card in offered if card.span not in used)

    def _new(self, piece: Piece) -> bool:
        told = [s.text for s in self.statements()]
        return not any(text.overlap(s.text, other) > DUPLICATE for s in piece.statements for other in told)

    def _balanced(self) -> bool:
        """Add to the side that has least; take from the one that has most only where the gate would refuse the text."""
        low, high = self._share()
        if low >= EVEN[0] and high <= EVEN[1]:
            return False
        return self._added(self._weakest()) or ((low < REFUSED[0] or high > REFUSED[1]) and self._taken())

    def _taken(self) -> bool:
        """Take out a sentence about the side that has most, where most of them stand."""
        totals = self._totals()
        strong = max(totals, key=lambda name: totals[name])
        own = {n: [p for p in found if {s.side for s in p.statements} == {strong}] for n, found in self.pieces.items()}
        own = {n: found for n, found in own.items() if found and len(self.pieces[n]) > 1}
        if not own:
            return False
        number = max(own, key=lambda n: len(own[n]))
        last = self._least(own[number])
        self.pieces[number].remove(last)
        self._gone |= {span for s in last.statements for span, _ in s.spans}
        return True

    # --- the sections

    def sections(self) -> tuple[tuple[int, tuple[Passage, ...]], ...]:
        """Return the sections: of the model's, a paragraph for each point, and the tables of the extractive one."""
        return tuple(
            (
                number,
                tuple(self._told(number)) + _tables(passages) if number in self.pieces else self._as_it_was(number),
            )
            for number, passages in self.pool.base.sections
        )

    def _told(self, section: int) -> Iterator[Passage]:
        run: list[Statement] = []
        point = -1
        for piece in sorted(self.pieces[section], key=lambda piece: piece.point or 1000):
            if run and (not piece.own or piece.point != point):
                yield Passage(kind="paragraph", statements=tuple(run))
                run = []
            if piece.own:
                run, point = [*run, *piece.statements], piece.point
            else:
                yield Passage(kind="paragraph", statements=piece.statements)
        if run:
            yield Passage(kind="paragraph", statements=tuple(run))

    def _as_it_was(self, section: int) -> tuple[Passage, ...]:
        return replaced(dict(self.pool.base.sections)[section], self.why.get(section, ("unused",)))


def _unsure(statement: Statement) -> int:
    """Return how far a sentence is from standing by itself: 0 in its source's words, 1 near them, 2 retold with words
    that a second reader found, 3 retold without."""
    relations = {relation for _, relation in statement.spans}
    if "retold" in relations:
        return 2 if statement.checked else 3
    return int("edited" in relations)


def replaced(passages: Iterable[Passage], why: Iterable[str]) -> tuple[Passage, ...]:
    """Return passages of the extractive writer, marked as standing in the place of what the model did not write."""
    written = f"replaced ({', '.join(why)})"
    return tuple(
        replace(
            passage,
            statements=tuple(
                replace(s, written=written) if s.kind in ("claim", "quotation") else s for s in passage.statements
            ),
        )
        for passage in passages
    )


def _tables(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return the tables of a section, each with its heading."""
    found: list[Passage] = []
    for before, passage in zip((None, *passages), passages, strict=False):
        if passage.kind == "table":
            found += [before, passage] if before is not None and before.kind == "heading" else [passage]
    return tuple(found)
