"""Length and balance of what the model wrote: what does not fit goes, and only what is asked for is filled up.

Which sentences stand is chosen over all sections at once (`llm_choice`). Passages in their sources' words come in only
where all of it stays below the length that was asked for at least.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.brief import front as fronts, voices, wording
from generator.brief.draft import Passage, Statement
from generator.commission import Subject
from generator.evidence import COMPARED, Card, bounding
from generator.gate import style
from generator.language import text
from generator.writers import llm_base, llm_choice
from generator.writers.desk import SERVES
from generator.writers.llm_choice import Candidate, Limits
from generator.writers.llm_passages import Pool
from generator.writers.llm_prose import Piece, Prose, Writer, labels, unsure
from generator.writers.selection import DUPLICATE

WORTH = (1.0, 1.0, 0.95, 0.7)
"""How much (0 to 1) a sentence is worth, by how far it is from standing by itself (`_unsure`). By hand."""
DOUBTED = 0.8
"""Factor (0 to 1) for a sentence that rules doubt."""
FILLED = 100
"""Most passages that fill a brief up."""

Sections = dict[int, list[Piece]]


class Fit:
    """The sections of a brief, with what may still change in them.

    A section without a sentence of the model stands as the extractive writer has it.
    """

    def __init__(self, pool: Pool, writer: Writer, prose: Mapping[int, Prose], taken: tuple[int, int]) -> None:
        self.pool, self.writer, self.unit = pool, writer, pool.commission.length.unit
        self.written: Sections = {}
        """All sentences of the model that hold, by section; `spare`: passages for those that do not."""
        self.spare: Sections = {}
        self.why: dict[int, tuple[str, ...]] = {}
        self._lost: list[str] = []
        """A line for each sentence that stands nowhere, and that nothing can stand for."""
        for number, one in prose.items():
            self._keep(number, one)
            if number not in self.written:
                self.why[number] = one.why or ("unused",)
        self.pieces: Sections = {number: list(own) for number, own in self.written.items()}
        """What stands."""
        self.bare = pool.rooms.deciding - self.written.keys()
        """Sections of which no passage stands: they ask for a decision, and judgement is asked for in their place."""
        self._settled = False
        self._rested: Collection[str] = ()
        """The sentences that conclusions rest on."""
        self._counted = False
        """Whether the brief was counted with all that it says of itself."""
        wanted = pool.commission.length
        self.least = fronts.least(writer.desk.front) - taken[0]
        """Length of the sections, at least; `most`: at most, None where there is no such length. What else is taken may
        be less, so that is no less than the least."""
        self.most = max(self.least, wanted.maximum - taken[1]) if wanted.maximum else None
        self._repeating()

    def _keep(self, number: int, prose: Prose, **changed: int) -> None:
        for piece in prose.pieces:
            kept = self.written if piece.own else self.spare
            kept.setdefault(number, []).append(replace(piece, **changed))
        self._lost += [f"section {number}: {', '.join(codes)}" for codes in prose.dropped]

    def reserve(self, length: int) -> None:
        """Keep a length free for what comes later, or, below 0, take it back."""
        self.least -= length
        self.most = None if self.most is None else max(0, self.most - length)

    def rest(self, sentences: Collection[str]) -> None:
        """Choose anew what stands, first what conclusions rest on."""
        self._rested, self._settled = frozenset(sentences), False

    def widen(self, length: int) -> None:
        """Let what was cut stand again in a length that the whole brief, once it was counted, has left free; or, below
        0, choose anew what stands in so much less."""
        self.most = None if self.most is None else max(0, self.most + length)
        self._counted, self._settled = True, self._settled and length > 0

    def _repeating(self) -> None:
        """Leave out what repeats a section that stands as it was; a section of nothing else stands so itself."""
        told = [s.text for number in self.fixed for s in self._base(number) if s.kind in ("claim", "quotation")]
        for number, own in self.written.items():
            kept = [piece for piece in own if not _says(piece, told, self.pool.commission.sides)]
            self._lost += [f"section {number}: repeats" for piece in own if piece not in kept]
            own[:] = kept
        bare = [number for number, own in self.written.items() if not own]
        for number in bare:
            del self.written[number]
            self.why[number] = ("repeats",)
        self.pieces = {number: list(own) for number, own in self.written.items()}
        if bare:
            self._repeating()  # nothing may repeat what now stands there either

    @property
    def fixed(self) -> tuple[int, ...]:
        """The sections that stand as the extractive writer has them."""
        return tuple(number for number, _ in self.pool.base.sections if number not in self.written)

    def _base(self, section: int, *kinds: str) -> Iterator[Statement]:
        """Yield the statements that the extractive writer has in a section, in blocks of these kinds or in all."""
        kinds = kinds or (("table",) if section in self.bare else ())
        for number, passages in self.pool.base.sections:
            for passage in passages if number == section else ():
                if not kinds or passage.kind in kinds:
                    yield from (s for s in passage.statements if s.kind != "framing")

    def _around(self) -> Iterator[Statement]:
        """Yield the statements that no sentence of the model changes."""
        for number, _ in self.pool.base.sections:
            yield from self._base(number, *(("table",) if number in self.written else ()))

    def statements(self) -> Iterator[Statement]:
        """Yield all statements, without what opens a section."""
        yield from self._around()
        yield from (s for own in self.pieces.values() for piece in own for s in piece.statements)

    @property
    def length(self) -> int:
        """How long the text is, in the commission's unit."""
        return self._count(self.statements()) + labels(self.pieces, self.unit)

    @property
    def free(self) -> int:
        """How much longer the text may be, 0 where nothing says how long at most."""
        return 0 if self.most is None else max(0, self.most - self.length)

    def _count(self, statements: Iterable[Statement]) -> int:
        told = (s.text.removeprefix(s.lead) if s.below else s.text for s in statements)  # once for a paragraph
        return sum(text.count(words, self.unit) for words in told)

    def _size(self, piece: Piece) -> int:
        return self._count(piece.statements)

    def _filled(self, section: int) -> int:
        return sum(map(self._size, self.pieces.get(section, ())))

    def lacking(self) -> dict[int, int]:
        """Return how much each section of the model is shorter than it was planned, where the whole is too short."""
        if self.length >= self.least:
            return {}
        short = {n: self.pool.rooms.of(n) - self._filled(n) for n in self.pieces}
        return {number: amount for number, amount in short.items() if amount > 0}

    def more(self, section: int, prose: Prose) -> None:
        """Add what was written to fill a section up."""
        if section in self.written:
            self._keep(section, prose, point=0)
            self._repeating()

    def beyond(self) -> dict[int, int]:
        """Return how much each section of the model is to be shorter, where all of it, or a section of a greatest
        length, is too long; none of the others."""
        filled = {n: self._count(s for piece in own for s in piece.statements) for n, own in self.written.items()}
        rooms = self._limits(None).rooms
        own = {n: max(0, filled[n] - most) for n, (_, most) in rooms.items() if most is not None}
        above = {n: max(0, filled[n] - min(room, most or room)) for n, (room, most) in rooms.items()}
        excess = 0 if self.most is None else sum(filled.values()) + self._count(self._around()) - self.most
        part = min(1.0, max(0, excess) / max(1, sum(above.values())))
        found = {n: max(own.get(n, 0), math.ceil(part * length)) for n, length in above.items()}
        return {n: length for n, length in found.items() if length}

    def shortened(self, section: int, prose: Prose) -> None:
        """Let what its author made of a section that was too long stand in its place."""
        del self.written[section]
        self._keep(section, prose)
        self.pieces = {number: list(own) for number, own in self.written.items()}

    # --- what stands

    def fitted(self) -> bool:
        """Choose what stands; tell whether anything of the model can, in the length that was asked for.

        What was chosen before stands again.
        """
        kept = self._own() if self._settled else ()
        if not self._chosen(0, kept):
            return False
        if self.most is not None and not self._counted and self._lopsided():  # the brief says so, and that takes room
            self._chosen(self._said_of_balance(), kept)
        self._settled = True
        for _ in range(FILLED):
            if self.length >= self.least or not (self._added(self._weakest()) or self._added(None)):
                break
        return True

    def _own(self) -> tuple[Piece, ...]:
        return tuple(piece for own in self.pieces.values() for piece in own if piece.own)

    def _chosen(self, less: int, kept: Collection[Piece]) -> bool:
        """Let those sentences stand that are worth most together, in a room that is so much `less`; tell whether any
        can. A section of which none does stands as the extractive writer has it."""
        while self.written:
            around = self._count(self._around()) + labels(self.written, self.unit)
            room = None if self.most is None else self.most - less - around
            listed = [(number, piece) for number, own in sorted(self.written.items()) for piece in own]
            candidates = [self._candidate(number, piece, kept=piece in kept) for number, piece in listed]
            found = llm_choice.best(candidates, self._limits(room)) if room is None or room >= 0 else None
            if found is None:
                return False
            told = {number: [listed[n][1] for n in sorted(found) if listed[n][0] == number] for number in self.written}
            if all(told.values()):
                filled = {n: [piece for piece in own if not piece.own] for n, own in self.pieces.items()}
                self.pieces = {number: own + filled.get(number, []) for number, own in told.items()}
                break
            for number in [number for number, own in told.items() if not own]:
                self._lost += [f"section {number}: length"] * len(self.written.pop(number))
                self.why[number] = ("length",)
            self._repeating()
        return True

    def _candidate(self, section: int, piece: Piece, *, kept: bool) -> Candidate:
        (statement,) = piece.statements
        said = self._said(statement)
        return Candidate(
            section=section,
            point=piece.point,
            text=statement.text,
            sides=frozenset(said),
            said=said,
            compares=len(said) > 1,
            length=self._size(piece),
            worth=WORTH[unsure(statement)] * (DOUBTED if piece.doubted else 1.0),
            weight=self.pool.weight(section, piece.names),
            rested=statement.text in self._rested,
            kept=kept,
        )

    def _said(self, statement: Statement) -> dict[str, int]:
        """Return how much a sentence says of each side, as the gate counts it."""
        relations = {relation for _, relation in statement.spans}
        return voices.lengths(statement.text, statement.side, relations, self.pool.commission.sides, self.unit)

    def _limits(self, room: int | None) -> Limits:
        commission, around = self.pool.commission, self._count(self._around())
        rooms = {}
        for section in commission.sections:
            if section.number in self.written:
                most = section.length.maximum if section.length else None
                tables = self._count(self._base(section.number, "table"))
                own = self.pool.rooms.of(section.number)
                rooms[section.number] = own, None if most is None else max(0, most - tables)
        return Limits(
            unit=self.unit,
            least=self.least - around,
            most=room,
            rooms=rooms,
            sides=self.writer.desk.sides,
            compared=frozenset(s.number for s in commission.sections if s.role in COMPARED),
            told=self._totals(self._around()),
            names=self.writer.desk.names,
        )

    def _totals(self, statements: Iterable[Statement]) -> dict[str, int]:
        return voices.total(map(self._said, statements), self.writer.desk.sides)

    def _lopsided(self) -> bool:
        """Tell whether a side has so little of the text that the brief says so."""
        shares = fronts.in_per_cent(self._totals(self.statements()))
        return bool(fronts.uneven(shares, self.writer.desk.script))

    def _said_of_balance(self) -> int:
        """Return how much the brief says where a side has too little, at most."""
        gap = {"code": "balance", "subject": wording.listing(self.writer.desk.sides, self.writer.desk.script)}
        return sum(text.count(words, self.unit) for words in wording.gaps({**self.writer.desk.front, "gaps": [gap]}))

    # --- what fills a text up

    def _weakest(self) -> str | None:
        """Return the side that has least, None where there are no sides."""
        totals = self._totals(self.statements())
        return min(totals, key=lambda name: totals[name], default=None)

    def _added(self, side: str | None) -> bool:
        """Add a passage that nothing says yet, of a side if one is given; first to what lacks most."""
        told = [s.text for s in self.statements()]
        for number in sorted(self.pieces, key=lambda n: self._filled(n) - self.pool.rooms.of(n)):
            for piece in self._fillers(number, side):
                fits = self.most is None or self.length + self._size(piece) <= self.most
                if fits and not _says(piece, told, self.pool.commission.sides):
                    self.pieces[number].append(piece)
                    return True
        return False

    def _fillers(self, section: int, side: str | None) -> Iterator[Piece]:
        """Yield passages for a section: those for sentences that did not hold, then those on offer that serve it as the
        extractive writer asks, and stand in no document of another kind than the commission compares."""
        used = {span for s in self.statements() for span, _ in s.spans}
        for piece in self.spare.get(section, ()):
            if side in (None, piece.statements[0].side) and piece.statements[0].spans[0][0] not in used:
                yield piece
        for card in self._serving(section):
            free = card.span not in used and side in (None, card.side)
            if free and (piece := self.writer.passage(card, "added", ("length",))):
                yield piece

    def _serving(self, section: int) -> Iterator[Card]:
        evidence, desk = self.pool.evidence, self.writer.desk
        apart = bounding.apart(self.pool.commission, evidence.documents)
        fits = [fit for fit in evidence.fits if fit.section == section]
        served = {evidence.cards[fit.card].span for fit in fits if desk.serving(fit) >= SERVES}
        served |= {card.span for card in self.pool.chosen[section]}
        cards = map(self.pool.quotable, self.pool.first[section])
        return (card for card in cards if card.span in served and card.span.document not in apart)

    # --- the sections

    def cut(self) -> Iterator[tuple[int, str]]:
        """Yield (section, sentence) of what holds and does not stand, for want of room or since another says it."""
        standing = [piece for own in self.pieces.values() for piece in own]
        for number, own in sorted(self.written.items()):
            yield from ((number, s.text) for piece in own if piece not in standing for s in piece.statements)

    def dropped(self) -> tuple[str, ...]:
        """Return a line for each sentence of the model that holds and does not stand, and each that does not hold and
        has no passage in its place."""
        standing = [piece for own in self.pieces.values() for piece in own]
        lines = list(self._lost)
        for number, own in sorted(self.written.items()):
            lines += [f"section {number}: length" for piece in own if piece not in standing]
        for number, own in sorted(self.spare.items()):
            lines += [f"section {number}: {', '.join(piece.why)}" for piece in own if piece not in standing]
        return tuple(lines)

    def nothing(self) -> None:
        """Let none of the sentences stand."""
        self.pieces = {}

    def sections(self, *, everything: bool = False) -> tuple[tuple[int, tuple[Passage, ...]], ...]:
        """Return the sections: of the model's, a paragraph for each point, then one for each side below its name, and
        the tables of the extractive one; `everything`: with all sentences that hold, whatever has room."""
        pieces = self.pieces | (self.written if everything else {})
        return tuple(
            (number, (*self._told(pieces[number]), *llm_base.tables(passages)))
            if number in pieces
            else (number, self._as_it_was(number))
            for number, passages in self.pool.base.sections
        )

    def _told(self, pieces: Sequence[Piece]) -> Iterator[Passage]:
        yield from self._by_point(piece for piece in pieces if not piece.label)
        for name in self.writer.desk.sides:
            own = sorted((piece for piece in pieces if piece.label == name), key=lambda piece: piece.point or 1000)
            if own:
                yield Passage(kind="paragraph", statements=tuple(s for piece in own for s in piece.statements))

    def _by_point(self, pieces: Iterable[Piece]) -> Iterator[Passage]:
        run: list[Statement] = []
        point = at = -1
        for piece in sorted(pieces, key=lambda piece: piece.point or 1000):
            before, at = at, self._rank(piece, at if run else -1)
            if run and (not piece.own or piece.point != point or at < before):
                yield Passage(kind="paragraph", statements=tuple(run))
                run = []
            if piece.own:
                run, point = [*run, *piece.statements], piece.point
            else:
                yield Passage(kind="paragraph", statements=piece.statements)
        if run:
            yield Passage(kind="paragraph", statements=tuple(run))

    def _rank(self, piece: Piece, last: int) -> int:
        """Return the place of a sentence's side among the sides, -1 for none, `last` for one on several: in a paragraph
        the sides speak in their order."""
        statement, sides = piece.statements[0], self.writer.desk.sides
        if statement.side is None and len(self._said(statement)) > 1:
            return last
        return sides.index(statement.side) if statement.side in sides else -1

    def _as_it_was(self, section: int) -> tuple[Passage, ...]:
        passages = dict(self.pool.base.sections)[section]
        if section not in self.bare:
            return llm_base.replaced(passages, self.why.get(section, ("length",)))
        tables = llm_base.tables(passages)
        spec = next(one for one in self.pool.commission.sections if one.number == section)
        said = wording.framing(self.writer.desk.front, spec.title, spec.role, len(tables))
        return (*(Passage(kind="paragraph", statements=(Statement(kind="framing", text=s),)) for s in said), *tables)


def _says(piece: Piece, told: Iterable[str], sides: tuple[Subject, ...]) -> bool:
    """Tell whether a piece says what is told already; the same said of another side is no repetition."""
    pairs = ((s.text, other) for s in piece.statements for other in told)
    return any(text.overlap(*pair) > DUPLICATE and not style.parallel(*pair, sides) for pair in pairs)
