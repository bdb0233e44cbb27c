"""Which passages go where: an integer programme, solved by HiGHS.

Maximise the summed gain of the chosen passages, of the sides that are heard and of the questions on which all are,
subject to the greatest length, a budget per section, a share per side, caps on foreign quotations and on what is said
of classes, and no near-duplicates (summarisation as an integer programme: Gillick & Favre 2009, "A Scalable Global
Model for Summarization"). Nothing has to be filled: a text that the sources hold too little for is short.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from generator.language import text
from generator.writers import solving

DUPLICATE = 0.5
"""Share of common 5-grams (0 to 1) above which two passages do not stand in one brief. Set by hand before there was a
bench."""
FOREIGN_SHARE = (0.1, 0.19)
"""Largest share of the text (0 to 1) that may be quotations in another language, where the report's own has plenty to
choose from, and where it has not. The gate refuses 0.2."""
MEETING = 0.8
"""Gain (0 and up) of a section for each question on which every side is heard. Set by hand, as are those below."""
HEARD, ANSWERED = 1.5, 0.8
"""Gain (0 and up) of a section for each side that is heard in it, and for each that is heard on a question."""
FILLED = 3.0
"""Gain (0 and up) of a section for each side that has its even part of the text there, and for a part of that: so one
section is not filled before another is begun."""
QUOTED = 3
"""Most quotations (0 and up) of a side in a section: each says anew whose words it is."""
ONE_SIDED = 0.7
"""Largest part (0 to 1) of the most that a section may hold which speaks of one side."""
CLASSED = 0.2
"""Largest part (0 to 1) of a section's text that speaks of a side's class only."""
BALANCES = (0.72, 0.6, 0.0)
"""Least share of each side, as a part of an even share (0 to 1), tried in turn; the largest is as far above. The gate
warns below 0.7 and refuses below 0.5."""
THIN = 0.75
"""Part (0 to 1) of the length that a looser balance would give, below which the tighter one is given up."""
TIE = 1e-6
"""Gain that a later candidate loses per place, so that ties have one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A run of passages of one part of a source that may stand in a section."""

    cards: tuple[int, ...]
    """Positions in the cards, as they run."""
    section: int
    side: str | None
    length: int
    """In the commission's unit."""
    score: float
    """Above 0."""
    fit: float
    """How well it answers, 0 to 1."""
    document: str
    texts: tuple[str, ...]
    """The words of each passage."""
    foreign: bool
    attached: bool
    """From an attachment of the commission."""
    question: str = ""
    """Which of the section's questions it answers, "" where it has one alone."""
    quoted: int = 0
    """How many of its sentences are quotations, which say whose words they are."""
    classed: bool = False
    """True when it speaks of its side's class, not of the side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a selection must keep to; lengths in the commission's unit."""

    maximum: int
    sections: tuple[tuple[int, int, bool], ...]
    """(section, most length, whether the sides speak in it)."""
    sides: tuple[str, ...]
    foreign: float
    """Largest part of the text (0 to 1) that may be foreign quotations."""
    fixed: int = 0
    """Length of the rest of the text, at least."""
    quoted: int = QUOTED
    """Most quotations (0 and up) of a side in a section."""
    attached: int
    """Least summed length from attachments, where there is as much: they were given to be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What was chosen."""

    options: tuple[Option, ...]
    balance: float
    """The share that each side has at least, of `BALANCES`."""
    stopped: bool = False


def select(options: Sequence[Option], limits: Limits) -> Selection:
    """Return the best selection: as balanced as does not cost most of the text."""
    alike = _duplicates(options)

    def solved(balance: float) -> Selection:
        return _Programme(options, limits, balance, alike).solved()

    *tight, free = BALANCES
    found = [solved(balance) for balance in tight]
    longest = max(_length(one.options) for one in found)
    return next(one for one in found if _length(one.options) >= THIN * longest) if longest else solved(free)


def _length(options: Iterable[Option]) -> int:
    return sum(option.length for option in options)


class _Programme:
    """The programme of one balance: a binary variable for each option, and one more for each thing worth a gain."""

    def __init__(
        self, options: Sequence[Option], limits: Limits, balance: float, alike: Iterable[tuple[int, int]]
    ) -> None:
        """`alike`: pairs of cards that say nearly the same."""
        self.options, self.limits, self.balance, self.alike = options, limits, balance, alike
        self.solver = solving.solver()
        self.take = [self.solver.addBinary() for _ in options]

    def solved(self) -> Selection:
        """Return the best selection that keeps the limits."""
        if not self.options:
            return Selection(options=(), balance=self.balance)
        self._once()
        self._lengths()
        self._shares()
        self.solver.maximize(self._gain())
        stopped = solving.stopped(self.solver)
        values = self.solver.getSolution().col_value[: len(self.options)]
        chosen = tuple(o for o, value in zip(self.options, values, strict=True) if value > 0.5)
        return Selection(options=chosen, balance=self.balance, stopped=stopped)

    # --- parts of sums

    def _where(self, **known: Any) -> list[int]:
        """Return the options that have these values."""
        return [n for n, o in enumerate(self.options) if all(getattr(o, key) == value for key, value in known.items())]

    def _number(self, numbers: Iterable[int]) -> Any:
        return self.solver.qsum(self.take[n] for n in numbers)

    def _long(self, numbers: Iterable[int]) -> Any:
        return self.solver.qsum(self.options[n].length * self.take[n] for n in numbers)

    # --- limits

    def _once(self) -> None:
        """Take each passage once, and no near-duplicates."""
        places: dict[int, list[int]] = {}
        for n, option in enumerate(self.options):
            for card in option.cards:
                places.setdefault(card, []).append(n)
        for numbers in places.values():
            if len(numbers) > 1:
                self.solver.addConstr(self._number(numbers) <= 1)
        for first, second in self.alike:
            self.solver.addConstr(self._number(sorted({*places[first], *places[second]})) <= 1)
            if both := sorted({*places[first]} & {*places[second]}):
                self.solver.addConstr(self._number(both) <= 0)

    def _lengths(self) -> None:
        """Keep the length of the whole and of each section."""
        self.solver.addConstr(self._long(range(len(self.options))) <= self.limits.maximum)
        for section, most, _ in self.limits.sections:
            self.solver.addConstr(self._long(self._where(section=section)) <= most)
        share, whole = self.limits.foreign, self._long(range(len(self.options)))
        self.solver.addConstr(self._long(self._where(foreign=True)) - share * whole <= share * self.limits.fixed)
        own = self._where(attached=True)
        if own and not self.balance:
            return
        there = sum({self.options[n].cards[0]: self.options[n].length for n in own}.values())
        if there and self.limits.attached:
            self.solver.addConstr(self._long(own) >= min(self.limits.attached, there // 3))

    def _shares(self) -> None:
        """Give each side its share of what is said of one, and its class a small part of a section."""
        sided = [n for n, option in enumerate(self.options) if option.side in self.limits.sides]
        for side in self.limits.sides if self.balance and len(self.limits.sides) > 1 else ():
            own, whole = self._long(self._where(side=side)), self._long(sided)
            self.solver.addConstr(own - self.balance / len(self.limits.sides) * whole >= 0)
            self.solver.addConstr(own - (2 - self.balance) / len(self.limits.sides) * whole <= 0)
        for section, most, sided in self.limits.sections:
            for side in self.limits.sides if sided and len(self.limits.sides) > 1 else ():
                self.solver.addConstr(self._long(self._where(section=section, side=side)) <= ONE_SIDED * most)
            for side in (None, *self.limits.sides):
                own = self._where(section=section, side=side)
                self.solver.addConstr(
                    self.solver.qsum(self.options[n].quoted * self.take[n] for n in own) <= self.limits.quoted
                )
            classed = self._where(section=section, classed=True)
            if classed:
                self.solver.addConstr(self._long(classed) <= CLASSED * self._long(self._where(section=section)))

    def _any(self, *voices: Iterable[int]) -> Any:
        """Return a variable that is 1 at most, and no more than how well the options that are taken of each answer."""
        heard = self.solver.addVariable(0.0, 1.0)
        for numbers in voices:
            self.solver.addConstr(heard <= self.solver.qsum(self.options[n].fit * self.take[n] for n in numbers))
        return heard

    def _filled(self, numbers: Sequence[int]) -> Any:
        """Return a variable that is 1 at most, and no more than the part of an even part that the options make."""
        even = self.limits.maximum / (len(self.limits.sections) * max(1, len(self.limits.sides)))
        filled = self.solver.addVariable(0.0, 1.0)
        self.solver.addConstr(even * filled <= self._long(numbers))
        return filled

    # --- gain

    def _gain(self) -> Any:
        gain = self.solver.qsum((o.score - TIE * n) * self.take[n] for n, o in enumerate(self.options))
        for section, _, sided in self.limits.sections:
            if sided:
                gain += self._of_section(section)
        return gain

    def _of_section(self, section: int) -> Any:
        """Return what a section gains by each side heard on a question, and by the questions on which all are."""
        gain: Any = 0.0
        for side in self.limits.sides:
            if numbers := self._where(section=section, side=side):
                gain += HEARD * self._any(numbers) + FILLED * self._filled(numbers)
        for question in sorted({self.options[n].question for n in self._where(section=section)}):
            voices = [self._where(section=section, question=question, side=side) for side in self.limits.sides]
            for numbers in filter(None, voices):
                gain += ANSWERED * self._any(numbers)
            if all(voices) and len(voices) > 1:
                gain += MEETING * self._any(*voices)
        return gain


def _duplicates(options: Sequence[Option]) -> tuple[tuple[int, int], ...]:
    """Return pairs of cards that say nearly the same, as a whole or in one of their sentences."""
    told = {card: words for option in options for card, words in zip(option.cards, option.texts, strict=True)}
    grams = {
        card: frozenset(map(text.shingles, (words, *(words[a:b] for a, b in text.sentences(words)))))
        for card, words in told.items()
    }
    return tuple(
        (first, second)
        for (first, one), (second, other) in combinations(sorted(grams.items()), 2)
        if any(len(a & b) > DUPLICATE * max(1, min(len(a), len(b))) for a in one for b in other)
    )
