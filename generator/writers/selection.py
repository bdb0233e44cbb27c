"""Which sentences go where: an integer programme, solved by HiGHS.

Maximise the summed fit of the chosen sentences and the concepts that they cover, each once for each side, subject to
the length range, a budget per section, a share per side, a cap per document, a cap on foreign quotations, and no
near-duplicates (concept-coverage summarisation as an integer programme: Gillick & Favre 2009, "A Scalable Global Model
for Summarization").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from generator.language import text

DUPLICATE = 0.5
"""Share of common 5-grams (0 to 1) above which two sentences do not stand in one brief. Set by hand before there was a
bench."""
FOREIGN_SHARE = 0.15
"""Largest share of the text (0 to 1) that may be quotations in another language. Set by hand before there was a
bench."""
BOTH_SIDES = 0.3
"""Fit (0 to 1) that a section gains for each aspect on which every side speaks. Set by hand before there was a
bench."""
SILENT = 2
"""Lines about sides that are not heard in a section (0 and up), for which the room is kept. Set by hand on
bench/commissions.yml."""
TIME_LIMIT = 20.0
"""Seconds for the solver; only a run that hits it may differ between machines, and says so."""
GAP = 1e-4
"""Share of the best possible value by which an answer may fall short."""
TIE = 1e-6
"""Fit that a later candidate loses per place, so that ties have one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A sentence that may stand in a section."""

    card: int
    section: int
    side: str | None
    length: int
    """In the commission's unit."""
    score: float
    """0 to 1."""
    document: str
    text: str
    foreign: bool
    attached: bool
    """From an attachment of the commission."""
    aspects: frozenset[str] = frozenset()
    """What it speaks of, as far as another side is found to speak of it too."""
    classed: bool = False
    """True when it speaks of its side's class, not of the side by name."""
    concepts: frozenset[str] = frozenset()
    """What it speaks of that the text should cover, keys of `Limits.concepts`."""
    needed: bool = False
    """True when a table or a summary rests on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a selection must keep to; lengths in the commission's unit."""

    minimum: int
    maximum: int
    aim: int = 0
    """Least length while a step keeps to it (`Step.aims`)."""
    sections: tuple[tuple[int, int, int, bool], ...]
    """(section, least length, most length, whether each side must speak in it)."""
    sides: tuple[str, ...]
    foreign: int
    """Largest summed length of foreign quotations."""
    attached: int
    """Least summed length from attachments: they were given to be used."""
    silent: int = 0
    """Length of a line that says that a side is not heard in a section; SILENT of them are in `maximum` already."""
    concepts: tuple[tuple[str, float], ...] = ()
    """What the text gains, in fit, by speaking of each concept once for each side."""
    apart: tuple[tuple[str, int], ...] = ()
    """Length of each side that tables show besides the chosen sentences; it counts for the balance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How tight the limits are taken."""

    name: str
    sections: float
    """Factor on the section budgets' least (down) and most (up); 0 drops the least."""
    balance: float
    """Smallest share of each side, as a part of an even share; the largest is as far above. A little inside what the
    gate allows, since what leads a sentence counts too."""
    per_document: int
    """Most sentences of one document."""
    per_place: int
    """Most sentences of one document in one section."""
    each_side: int
    """Sentences of each side in a section that is filled by sides, where there are as many."""
    classed: float = 1.0
    """Largest part of a side's text that speaks of its class only."""
    aims: bool = False
    """True to fill the text up to `Limits.aim`."""


STEPS = (
    Step(name="strict", sections=1.0, balance=0.8, per_document=6, per_place=2, each_side=2, classed=0.5, aims=True),
    Step(
        name="more sentences from one document",
        sections=0.9,
        balance=0.8,
        per_document=14,
        per_place=4,
        each_side=2,
        classed=0.7,
        aims=True,
    ),
    Step(
        name="sides within 0.7 to 1.3 of an even share",
        sections=0.8,
        balance=0.7,
        per_document=14,
        per_place=4,
        each_side=1,
    ),
    Step(
        name="sides within 0.5 to 1.5 of an even share",
        sections=0.5,
        balance=0.55,
        per_document=20,
        per_place=6,
        each_side=1,
    ),
    Step(name="sections of any length", sections=0.0, balance=0.55, per_document=10_000, per_place=10_000, each_side=0),
)


def select(
    options: Sequence[Option], limits: Limits, *, steps: Sequence[Step] = STEPS
) -> tuple[tuple[Option, ...], str] | None:
    """Return the best selection and the name of the step that allowed it, or None when none does."""
    pairs = _duplicates(options)
    for step in steps:
        chosen, timed_out = _solve(options, limits, step, pairs)
        if chosen is not None:
            return chosen, step.name + (f" (solver stopped after {TIME_LIMIT:g} s)" if timed_out else "")
    return None


def _duplicates(options: Sequence[Option]) -> tuple[tuple[int, int], ...]:
    grams = {option.card: text.shingles(option.text) for option in options}
    close = set()
    for (first, a), (second, b) in combinations(sorted(grams.items()), 2):
        if len(a & b) > DUPLICATE * max(1, min(len(a), len(b))):
            close.add((first, second))
    return tuple(sorted(close))


def _solve(
    options: Sequence[Option], limits: Limits, step: Step, pairs: tuple
) -> tuple[tuple[Option, ...] | None, bool]:
    import highspy

    solver = highspy.Highs()
    for name, value in (
        ("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", GAP), ("time_limit", TIME_LIMIT),
    ):  # fmt: skip
        solver.setOptionValue(name, value)
    take = [solver.addBinary() for _ in options]

    def total(numbers: Any, weight: Any = lambda option: 1) -> Any:
        return solver.qsum(weight(options[n]) * take[n] for n in numbers)

    everything = range(len(options))
    by_card: dict[int, list[int]] = {}
    for n, option in enumerate(options):
        by_card.setdefault(option.card, []).append(n)
    for numbers in by_card.values():
        if len(numbers) > 1:
            solver.addConstr(total(numbers) <= 1)
    for first, second in pairs:
        solver.addConstr(total(by_card[first] + by_card[second]) <= 1)

    def length(option: Option) -> int:
        return option.length

    solver.addConstr(total(everything, length) >= (limits.aim if step.aims else limits.minimum))
    unheard: list[Any] = []
    silent = 0
    for section, least, most, sided in limits.sections:
        inside = [n for n in everything if options[n].section == section]
        if not inside:
            silent += len(limits.sides) * sided
            continue
        if sided:
            solver.addConstr(total(inside) >= 1)  # a section that says nothing is none
        if step.sections:
            solver.addConstr(total(inside, length) >= least * step.sections)
            solver.addConstr(total(inside, length) <= most / step.sections)
        for document in sorted({options[n].document for n in inside}):
            there = [n for n in inside if options[n].document == document]
            if len(there) > step.per_place:
                solver.addConstr(total(there) <= step.per_place)
        counts = []
        for side in limits.sides:
            own = [n for n in inside if options[n].side == side]
            counts.append(total(own))
            if sided:
                missing = solver.addBinary()
                solver.addConstr(total(own) + missing >= 1)
                unheard.append(missing)
            if own and sided and step.each_side:
                solver.addConstr(total(own) >= min(step.each_side, len(own)))
        if not sided and step.sections:  # an introduction or a conclusion takes no side
            for first, second in pairwise(counts):
                solver.addConstr(first - second == 0)
    sided = [n for n in everything if options[n].side in limits.sides]
    least_share, most_share = (part / max(1, len(limits.sides)) for part in (step.balance, 2 - step.balance))
    further = solver.addVariable(0)
    solver.addConstr(further - solver.qsum(unheard) >= silent - SILENT)
    solver.addConstr(total(everything, length) + limits.silent * further <= limits.maximum)
    apart = dict(limits.apart)
    for side in limits.sides:
        own = [n for n in sided if options[n].side == side]
        if sided:
            shown, mine = sum(apart.values()), apart.get(side, 0)
            whole = total(sided, length)
            solver.addConstr(total(own, length) - least_share * whole >= least_share * shown - mine)
            solver.addConstr(total(own, length) - most_share * whole <= most_share * shown - mine)
        classed = [n for n in own if options[n].classed]
        if classed and step.classed < 1:
            solver.addConstr(total(classed, length) <= step.classed * total(own, length))
    for document in sorted({option.document for option in options}):
        inside = [n for n in everything if options[n].document == document]
        if len(inside) > step.per_document:
            solver.addConstr(total(inside) <= step.per_document)
    foreign = [n for n in everything if options[n].foreign]
    if foreign:
        solver.addConstr(total(foreign, length) <= limits.foreign)
    attached = [n for n in everything if options[n].attached]
    if attached and step.sections:
        solver.addConstr(total(attached, length) >= round(limits.attached * step.sections))
    for n in everything:
        if options[n].needed:
            solver.addConstr(take[n] >= 1)
    met = []
    for section, *_, sided_section in limits.sections:
        inside = [n for n in everything if options[n].section == section]
        for aspect in sorted({a for n in inside for a in options[n].aspects}) if sided_section else ():
            both = solver.addBinary()
            for side in limits.sides:
                solver.addConstr(
                    both <= total(n for n in inside if options[n].side == side and aspect in options[n].aspects)
                )
            met.append(both)
    gain = solver.qsum((options[n].score - TIE * n) * take[n] for n in everything)
    if met:
        gain += BOTH_SIDES * solver.qsum(met)
    for concept, weight in limits.concepts:
        for side in limits.sides:
            telling = [n for n in everything if options[n].side == side and concept in options[n].concepts]
            if telling:
                covered = solver.addVariable(0, 1)  # the sentences are whole, so it is 0 or 1 as well
                solver.addConstr(covered <= total(telling))
                gain += weight * covered
    solver.maximize(gain)
    status = solver.getModelStatus()
    timed_out = status == highspy.HighsModelStatus.kTimeLimit
    if status != highspy.HighsModelStatus.kOptimal and not timed_out:
        return None, False
    values = solver.getSolution().col_value[: len(options)]
    if timed_out and not any(value > 0.5 for value in values):
        return None, True
    return tuple(option for option, value in zip(options, values, strict=True) if value > 0.5), timed_out
