"""Which sentences of the model stand, where they are longer than the brief may be: chosen over all sections at once.

An integer programme, solved by HiGHS: maximise what the chosen sentences are worth, the points of the outline that are
answered and the sides that are heard in each section, less what is said twice, subject to the greatest length and, as
far as that costs little, to the length that each section was dealt out and an even share for each side.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from generator.language import text, tokens
from generator.writers import solving
from generator.writers.selection import DUPLICATE, TIE

FILLED, HEARD, ANSWERED, FIRST, SIDED, COMPARED = 60.0, 60.0, 40.0, 6.0, 8.0, 1.0
"""Gain (0 and up) of a section that says anything, of a side that is heard in a section that compares (else the brief
says that nothing on it was found), of a point of the outline that a sentence answers, of the sentence that its author
put first there, of each side that speaks on it in a section that compares, and of a sentence that sets sides against
each other; a usual sentence is worth 1. The first
five are more than all that fits in the place of one sentence: what was asked for goes before a second sentence on
anything. By hand, as are those below."""
LATER, ORDER = 0.8, 0.95
"""Factors (0 to 1) for each sentence that its author put before one on the same point, and for each point before its
own: the first matters most."""
WEIGHED = 2.0
"""Gain (0 and up) of a sentence on what answers its section best, by the weighing of parts; less for others."""
RESTED = 20.0
"""Gain (0 and up) of a sentence that a conclusion rests on: its author takes it for what decides."""
SKEWED = 30.0
"""Loss (0 and up) for each sentence on a point beyond two while another point of the outline has none left."""
USUAL = {"字": 60, "words": 25}
"""Length of a usual sentence of an author, in the commission's unit."""
AGAIN, ALIKE = 0.5, 0.6
"""Loss (0 and up) where two sentences say the same, times the share (0 to 1) of their content words that both have, and
that share from which it counts."""
SHORT, LONG, BEYOND, UNEVEN, LOPSIDED = 3.0, 100.0, 0.3, 0.2, 0.6
"""Loss (0 and up) for each usual sentence: below the least length; above what a section may have at most; above
`LOOSE` times what it was dealt out; by which a side is beyond `EVEN`, and `REFUSED`. The last three are so small that
nothing goes for their sake where there is room."""
MANY = 2
"""Sentences that a point may have before each point has one."""
LOOSE = 1.5
EVEN, REFUSED = 0.7, 0.5
"""Least part (0 to 1) of an even share of a side, and as far above at most: below it the gate warns, or the brief says
so of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may stand."""

    section: int
    point: int
    """Of the outline of its section, from 1; 0 for none."""
    text: str
    sides: frozenset[str]
    """Those that speak in it."""
    said: Mapping[str, int]
    """Side → how much it says of it, in the commission's unit."""
    compares: bool = False
    """Whether it sets sides against each other."""
    length: int
    """In the commission's unit."""
    worth: float
    """0 to 1: how surely it stands."""
    weight: float = 0.5
    """0 to 1: how well its passages answer its section."""
    rested: bool = False
    """Whether a conclusion rests on it."""
    kept: bool = False
    """Whether it has to stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a choice keeps to; lengths in the commission's unit, of candidates alone."""

    unit: str
    least: int
    most: int | None
    """None for no limit."""
    rooms: Mapping[int, tuple[int, int | None]]
    """Section → the length that it was dealt out, and the most that the commission lets it have."""
    sides: tuple[str, ...]
    compared: frozenset[int]
    """Sections in which each side is to be heard."""
    told: Mapping[str, int]
    """Side → length of what else the brief says of it."""
    names: frozenset[str]
    """Tokens of the subjects' names, which all sentences share."""


def best(candidates: Sequence[Candidate], limits: Limits) -> frozenset[int] | None:
    """Return the positions of the sentences that stand, None where those that have to are too long."""
    if not candidates:
        return frozenset()
    return _Programme(candidates, limits).solved()


def _held(candidates: Sequence[Candidate], limits: Limits) -> frozenset[int]:
    """Return the positions of those that are not cut: that have to stand, and, as far as they have room together, the
    first of each section and the only ones on a side, in a section that compares or in the brief."""
    firsts: dict[int, int] = {}
    voices: dict[tuple[int, str], list[int]] = {}
    for n, one in sorted(enumerate(candidates), key=lambda pair: (pair[1].point or math.inf, pair[0])):
        firsts.setdefault(one.section, n)
        for side in sorted(one.sides):
            voices.setdefault((0, side), []).append(n)
            if one.section in limits.compared:
                voices.setdefault((one.section, side), []).append(n)
    alone = [own[0] for own in voices.values() if len(own) == 1]
    found = [n for n, one in enumerate(candidates) if one.kept]
    for n in dict.fromkeys((*sorted(firsts.values()), *alone)):
        length = sum(candidates[other].length for other in {*found, n})
        twice = any(_twice(candidates[n], candidates[other]) for other in found)
        if n not in found and not twice and (limits.most is None or length <= limits.most):
            found.append(n)
    return frozenset(found)


def _twice(first: Candidate, second: Candidate) -> bool:
    return text.overlap(first.text, second.text) > DUPLICATE


class _Programme:
    """A binary variable for each sentence, and one more for each thing that is worth or costs something."""

    def __init__(self, candidates: Sequence[Candidate], limits: Limits) -> None:
        self.candidates, self.limits, self.solver = candidates, limits, solving.solver()
        held = _held(candidates, limits)
        self.take = [self.solver.addIntegral(float(n in held), 1.0) for n in range(len(candidates))]
        self.usual = USUAL[limits.unit]

    def solved(self) -> frozenset[int] | None:
        if self.limits.most is not None:
            self.solver.addConstr(self._long(range(len(self.take))) <= self.limits.most)
        self.solver.maximize(self._worth() + self._answered() + self._heard() - self._again() - self._unfit())
        if not solving.answers(self.solver):
            return None
        values = self.solver.getSolution().col_value[: len(self.take)]
        return frozenset(n for n, value in enumerate(values) if value > 0.5)

    # --- parts of sums

    def _long(self, numbers: Iterable[int]) -> Any:
        return self.solver.qsum(self.candidates[n].length * self.take[n] for n in numbers)

    def _any(self, numbers: Iterable[int]) -> Any:
        """Return a variable that is 1 where one of them stands."""
        found = self.solver.addVariable(0.0, 1.0)
        self.solver.addConstr(found <= self.solver.qsum(self.take[n] for n in numbers))
        return found

    def _slack(self, by: Any) -> Any:
        """Return a variable that is no less than `by`, and 0 at least."""
        found = self.solver.addVariable(0.0, 1e6)
        self.solver.addConstr(found - by >= 0)
        return found

    # --- gains and losses

    def _worth(self) -> Any:
        before: dict[tuple[int, int], int] = {}
        gain: Any = 0.0
        for n, one in enumerate(self.candidates):
            rank = before.get((one.section, one.point), 0)
            before[one.section, one.point] = rank + 1
            worth = one.worth * LATER**rank * math.sqrt(one.length / self.usual) + COMPARED * one.compares
            worth += WEIGHED * one.weight
            worth += FIRST if one.point and not rank else 0
            worth += RESTED * one.rested
            gain += (round(worth, 4) - TIE * n) * self.take[n]
        return gain

    def _answered(self) -> Any:
        sections: dict[int, list[int]] = {}
        points: dict[tuple[int, int], list[int]] = {}
        for n, one in enumerate(self.candidates):
            sections.setdefault(one.section, []).append(n)
            if one.point:
                points.setdefault((one.section, one.point), []).append(n)
        filled = self.solver.qsum(FILLED * self._any(numbers) for numbers in sections.values())
        answered = [(ANSWERED * ORDER**point, numbers) for (_, point), numbers in points.items()]
        for (section, point), numbers in points.items():
            for side in self.limits.sides if section in self.limits.compared else ():
                own = [n for n in numbers if side in self.candidates[n].sides]
                answered += [(SIDED * ORDER**point, own)] if own else []
        return filled + self.solver.qsum(gain * self._any(numbers) for gain, numbers in answered) - self._skewed(points)

    def _skewed(self, points: Mapping[tuple[int, int], list[int]]) -> Any:
        """Return what it costs that a point has three sentences where another has none."""
        loss: Any = 0.0
        for many in (own for own in points.values() if len(own) > MANY):
            for other in (own for own in points.values() if own is not many):
                told = self.solver.qsum(self.take[n] for n in many)
                room = (len(many) - MANY) * self.solver.qsum(self.take[n] for n in other)
                loss += SKEWED * self._slack(told - MANY - room)
        return loss

    def _heard(self) -> Any:
        voices: dict[tuple[int, str], list[int]] = {}
        for n, one in enumerate(self.candidates):
            for side in sorted(one.sides) if one.section in self.limits.compared else ():
                voices.setdefault((one.section, side), []).append(n)
        return self.solver.qsum(HEARD * self._any(numbers) for numbers in voices.values())

    def _again(self) -> Any:
        told = [frozenset(tokens.content_tokens(one.text)) - self.limits.names for one in self.candidates]
        loss: Any = 0.0
        for first, second in combinations(range(len(told)), 2):
            if _twice(self.candidates[first], self.candidates[second]):
                self.solver.addConstr(self.take[first] + self.take[second] <= 1)
                continue
            fewest = max(1, min(len(told[first]), len(told[second])))
            share = len(told[first] & told[second]) / fewest
            if share >= ALIKE:
                loss += AGAIN * share * self._slack(self.take[first] + self.take[second] - 1)
        return loss

    def _unfit(self) -> Any:
        loss: Any = 0.0
        everything = range(len(self.candidates))
        if self.limits.least > 0:
            loss += SHORT / self.usual * self._slack(self.limits.least - self._long(everything))
        for section, (room, most) in self.limits.rooms.items():
            own = [n for n in everything if self.candidates[n].section == section]
            loss += BEYOND / self.usual * self._slack(self._long(own) - LOOSE * room) if own else 0.0
            loss += LONG / self.usual * self._slack(self._long(own) - most) if own and most is not None else 0.0
        sides = self.limits.sides if len(self.limits.sides) > 1 else ()
        for side in sides:
            for part, cost in ((EVEN, UNEVEN), (REFUSED, LOPSIDED)):
                loss += cost / self.usual * self._slack(self._apart(side, part / len(sides), -1.0))
                loss += cost / self.usual * self._slack(self._apart(side, (part - 2) / len(sides), 1.0))
        return loss

    def _apart(self, side: str, of_all: float, of_own: float) -> Any:
        """Return the sum of so much of what is said of all sides and so much of what is said of one.

        HiGHS takes no coefficient that is all but 0, as that of a sentence which speaks of all sides alike.
        """

        def share(said: Mapping[str, float]) -> float:
            return round(of_all * sum(said.get(one, 0) for one in self.limits.sides) + of_own * said.get(side, 0), 6)

        told = ((share(one.said), take) for one, take in zip(self.candidates, self.take, strict=True))
        return self.solver.qsum(much * take for much, take in told if much) + share(self.limits.told)
