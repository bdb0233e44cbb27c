"""Which of the sentences on offer the brief takes, and how many tables and summaries stand beside them.

The commission's lengths become limits of the selection here. Before tables and summaries crowd out evidence, they go.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.brief import front as fronts, wording
from generator.commission import Commission, SectionSpec
from generator.errors import BriefproofError
from generator.evidence import COMPARED
from generator.language import text
from generator.writers import pairing, refusing, tables
from generator.writers.desk import Desk
from generator.writers.offering import Offer, concepts, once
from generator.writers.selection import FOREIGN_SHARE, STEPS, Limits, Option, Step, select
from generator.writers.tables import Extras

AIM = 0.7
"""How far from the least (0) to the greatest (1) length a brief aims: evidence is worth its room. Set by hand on
bench/commissions.yml."""
ONE_BOUND = {"least": 1.1, "most": 0.9}
"""What it aims at where only one length is asked for, as a multiple of it (1 and up; 0 to 1). Set by hand before there
was a bench."""
LENGTH_WINDOW = 0.04
"""Part of the wanted length (0 to 1) by which a selection may miss it, where the commission's own limits allow. Set by
hand before there was a bench."""
SHARES = {"introduction": 0.25, "conclusion": 0.35}
"""Evidence in an introduction or a conclusion, against a comparison section (1). Set by hand before there was a
bench."""
SECTION_WINDOW = (0.6, 1.4)
"""Least and most of a section's evidence (below and above 1), against its part of the whole. Set by hand before there
was a bench."""
ATTACHED_SHARE = 0.08
"""Least share of the text (0 to 1) that comes from the attachments. Set by hand before there was a bench."""
CONNECTIVE_LENGTH = {"字": 6, "words": 4}
"""Most that a connective adds to a sentence, 0 and up: no connective of data/wording.yml is longer."""
COMFORTABLE = 2
"""Steps of the selection (1 to len(STEPS)) that tables and summaries may make it take, unless it takes more without
them. Set by hand on bench/commissions.yml."""


SHORT = "shorter than asked, since the sources hold no more that can stand alone"
"""What `Choice.step` opens with where they do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the brief shows."""

    options: tuple[Option, ...]
    step: str
    """What `select` says of the step that allowed it."""
    extras: Extras = Extras()


def choose(desk: Desk, offer: Offer, sections: tuple[SectionSpec, ...], taken: tuple[int, int]) -> Choice:
    """Return the sentences chosen, with as many tables and summaries as leave room for evidence.

    `taken` as for `limits`. Where the sources hold less than the length that is asked for, all of them that fits is
    taken. Raises BriefproofError when the corpus has nothing on a side.
    """
    plain = replace(limits(desk.commission, sections, taken), concepts=concepts(desk, offer.options))
    if chosen := _within(desk, offer, sections, taken, plain):
        return chosen
    bare = select(offer.options, replace(plain, minimum=0, aim=0))
    if bare and bare[0]:
        return Choice(options=bare[0], step=f"{SHORT}; {bare[1]}")
    raise BriefproofError(_impossible(desk, offer, plain, sections))


def _within(
    desk: Desk, offer: Offer, sections: tuple[SectionSpec, ...], taken: tuple[int, int], plain: Limits
) -> Choice | None:
    """Return a choice of the length that is asked for, None where the sources do not allow one."""
    if _length(offer.options) < plain.minimum:
        return None
    wanted = tables.extras(desk, offer, plain.maximum)
    if found := _beside(desk, offer, sections, taken, wanted, plain, STEPS[:COMFORTABLE]):
        return found
    bare = select(offer.options, plain)
    if bare is None:
        return None
    alone = Choice(options=bare[0], step=bare[1])
    if len(steps := STEPS[: _step(alone.step) + 1]) > COMFORTABLE:  # that far it goes without tables as well
        return _beside(desk, offer, sections, taken, wanted, plain, steps) or alone
    return alone


def _beside(
    desk: Desk,
    offer: Offer,
    sections: tuple[SectionSpec, ...],
    taken: tuple[int, int],
    extras: Extras,
    plain: Limits,
    steps: Sequence[Step],
) -> Choice | None:
    """Return a selection beside as many of the extras as these steps allow; None when they allow none."""
    while extras:
        length = tables.length(desk, extras)
        try:
            left = limits(desk.commission, sections, (taken[0] + length, taken[1] + length))
        except BriefproofError:  # no room left
            extras = extras.fewer()
            continue
        left = replace(left, concepts=plain.concepts, apart=tables.apart(desk, extras))
        if result := select(_unshown(offer.options, extras), left, steps=steps):
            return Choice(options=result[0], step=result[1], extras=extras)
        extras = extras.fewer()
    return None


def _unshown(options: tuple[Option, ...], extras: Extras) -> tuple[Option, ...]:
    """Return the options without those that figures show, and with those that pairs rest on bound to their section."""
    placed = {(o.card, o.section) for pair in extras.pairs for o in pair.options}
    needed = {card for card, _ in placed}
    shown = {figure.card for figure in extras.figures}
    return tuple(
        replace(o, needed=(o.card, o.section) in placed)
        for o in options
        if o.card not in shown and (o.card not in needed or (o.card, o.section) in placed)
    )


def _step(name: str) -> int:
    """Return the place of a step in `STEPS` by what `select` says of it."""
    return next(n for n, step in enumerate(STEPS) if name.startswith(step.name))


# --- what the corpus has too little of


def _impossible(desk: Desk, offer: Offer, limits: Limits, sections: tuple[SectionSpec, ...]) -> str:
    """Return why nothing can be chosen: no room for a sentence in each section, or nothing on a side."""
    unit = desk.unit
    amounts = {name: _length(tuple(o for o in offer.options if o.side == name)) for name in limits.sides}
    if offer.options and all(amounts.values()):
        return (
            f"{limits.maximum} {unit} beside title, headings and gap list are too few for a sentence on each side in "
            f"each of {len(sections)} sections; ask for a longer report or fewer sections"
        )
    return refusing.nothing(desk, offer)


def _length(options: tuple[Option, ...]) -> int:
    """Return the length of all these sentences, each once."""
    return sum(option.length for option in once(options))


# --- lengths


def limits(commission: Commission, sections: tuple[SectionSpec, ...], taken: tuple[int, int]) -> Limits:
    """Return the limits that the commission sets to the evidence of its sections.

    `taken`: least and most length, in the commission's unit, that the rest of the brief uses. Raises BriefproofError
    when that leaves no room.
    """
    aim = _aim(commission)
    required, least, most = _room(commission, sections, taken)
    return Limits(
        minimum=required,
        aim=least,
        maximum=most,
        sections=_budgets(sections, required, least, most),
        sides=tuple(subject.name for subject in commission.sides),
        foreign=round(FOREIGN_SHARE * aim),
        attached=round(ATTACHED_SHARE * aim),
        silent=_silent(commission),
    )


def _aim(commission: Commission) -> float:
    """Return the length that a brief aims at, in the commission's unit."""
    low, high = commission.length.minimum, commission.length.maximum
    if low and high:
        return low + AIM * (high - low)
    return ONE_BOUND["most"] * high if high else ONE_BOUND["least"] * (low or 0)


def _room(commission: Commission, sections: tuple[SectionSpec, ...], taken: tuple[int, int]) -> tuple[int, int, int]:
    """Return the least length of the evidence, the least that is aimed at, and the most."""
    wanted, aim = commission.length, _aim(commission)
    low, high = round(aim * (1 - LENGTH_WINDOW)), round(aim * (1 + LENGTH_WINDOW))
    compared = sum(section.role in COMPARED for section in sections)
    spare = CONNECTIVE_LENGTH[wanted.unit] * (len(sections) + pairing.together(commission) * compared)
    most = (wanted.maximum or high) - taken[1] - spare
    if most <= 0:
        raise BriefproofError(
            f"a length of at most {wanted.maximum} {wanted.unit} leaves no room for evidence: title, headings, method "
            f"and gap list take {taken[1]} {wanted.unit}; ask for a longer report or fewer sections"
        )
    required = max(0, (wanted.minimum or low) - taken[0])
    most = max(most, required)  # a narrow range: rather at its upper end than short
    least = min(most, max(required, low - taken[0]))
    return required, least, max(least, min(most, high - taken[1] - spare))


def _budgets(
    sections: tuple[SectionSpec, ...], required: int, least: int, most: int
) -> tuple[tuple[int, int, int, bool], ...]:
    """Return `Limits.sections`: the commission's own lengths of a section, or its part of the whole."""
    weights = {s.number: SHARES.get(s.role, 1.0) for s in sections}
    whole = sum(weights.values())
    budgets = []
    for section in sections:
        own, part = section.length, weights[section.number] / whole
        low = own.minimum if own and own.minimum else round(part * (required + most) / 2 * SECTION_WINDOW[0])
        high = own.maximum if own and own.maximum else round(part * (least + most) / 2 * SECTION_WINDOW[1])
        budgets.append((section.number, low, high, section.role in COMPARED))
    return tuple(budgets)


def _silent(commission: Commission) -> int:
    """Return the greatest length of a line that says that a side is not heard in a section."""
    lines = wording.gaps({"commission": {"language": commission.language}, "gaps": fronts.silent(commission, ())})
    return max((text.count(line, commission.length.unit) for line in lines), default=0)
