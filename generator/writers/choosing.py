"""Which of the passages on offer the brief takes: the commission's lengths become limits of the selection here."""

from collections.abc import Sequence

from generator.brief import wording
from generator.commission import Commission, SectionSpec
from generator.errors import BriefproofError
from generator.evidence import COMPARED, naming
from generator.writers import facts, offering, refusing, tables
from generator.writers.desk import Desk
from generator.writers.selection import FOREIGN_SHARE, QUOTED, Limits, Option, Selection, select
from generator.writers.tables import Row

AIM = 0.7
"""How far from the least (0) to the greatest (1) length a brief aims. Set by hand, as are the numbers below."""
ONE_BOUND = {"least": 1.15, "most": 0.95}
"""What it aims at where only one length is asked for, as a multiple of it (1 and up; 0 to 1)."""
SHARES = {"introduction": 0.35, "conclusion": 0.8}
"""Evidence in an introduction, or a section that says first what is concluded, and in a conclusion, against a section
that compares (1)."""
SECTION_MOST = 2.0
"""Most of a section's evidence (1 and up), against its part of the whole: where others are thin, one may be longer."""
WIDER = 1.35
"""How much more (1 and up) it may be each time that a brief would still be shorter than it was asked to be."""
ATTACHED_SHARE = 0.08
"""Least share of the text (0 to 1) that comes from the attachments."""
SPARED = 0.8
"""Part of the room for evidence (0 to 1) that is taken where what else may be said would leave none: less of it is."""


def choose(
    desk: Desk, sections: tuple[SectionSpec, ...], taken: tuple[int, int]
) -> tuple[Selection, tuple[Row, ...], tuple[facts.Table, ...]]:
    """Return the passages chosen, the rows of the table of the sides and the tables of facts; `taken` as for `limits`.

    Where there is no table, its room goes to passages.
    """
    made = () if wording.is_terse(desk.front) else facts.tables(desk, sections)
    shown = facts.length(desk, made) + tables.figures_room(desk)
    kept = tables.room(desk)
    whole = room = limits(desk, sections, taken, shown + kept)
    even = {number: most / SECTION_MOST for number, most, _ in room.sections}
    options: tuple[Option, ...] = ()
    chosen = Selection(options=(), balance=0.0)
    least = 0 if "length" in desk.commission.defaulted else desk.commission.length.minimum or 0
    for n, reach in enumerate(offering.REACHES):
        room, whole = (limits(desk, sections, taken, used, WIDER**n) for used in (shown + kept, shown))
        options = offering.offer(desk, sections, reach, even)
        if not _heard(desk, options, made):
            continue  # what serves less may still speak of the side that is not heard
        chosen = select(options, room)
        if unheard := _unheard(desk, chosen.options):
            options = offering.offer(desk, sections, reach, even, unheard)
            chosen = select(options, room)
        told = sum(option.length for option in chosen.options) + room.fixed + shown
        enough = told >= least or (n > 0 and _quotes(desk, chosen))  # what answers less fills no brief
        if enough and _heard(desk, chosen.options, made):
            break
    if desk.compared and not _heard(desk, options, made):
        raise refusing.nothing(desk, options)
    rows = tables.rows(desk, chosen.options, made)
    if rows and not {"table", "key_figures"} & set(desk.commission.extras) and _quotes(desk, chosen):
        rows = ()  # what the text has not is what answers less
    if not rows:
        chosen = select(options, whole)
    if chosen.options and not _heard(desk, chosen.options, made):
        raise refusing.nothing(desk, chosen.options)
    if not (chosen.options or rows or made):
        raise refusing.nothing(desk, options)
    return chosen, rows, made


def _unheard(desk: Desk, options: Sequence[Option]) -> frozenset[tuple[int, str]]:
    """Return the sections that compare with the sides of which nothing was chosen there."""
    heard = {(option.section, option.side) for option in options}
    return frozenset((n, side) for n in desk.compared for side in desk.sides if (n, side) not in heard)


def _quotes(desk: Desk, chosen: Selection) -> bool:
    """Tell whether excerpts were chosen."""
    cards = desk.evidence.cards
    return any(cards[card].excerpt is not None for option in chosen.options for card in option.cards)


def _heard(desk: Desk, options: Sequence[Option], made: Sequence[facts.Table]) -> bool:
    """Tell whether something is said, of every side where sides are compared, by a passage or in a table of facts."""
    told = {option.side for option in options}
    together = " ".join(words for option in options if option.side is None for words in option.texts)
    told |= {one.name for one in naming.mentioned(together, tuple(desk.subjects.values()))}
    told |= {value.side for table in made for _, values in table.rows for value in values if value}
    return bool(told) and (not desk.compared or set(desk.sides) <= told)


def limits(
    desk: Desk, sections: tuple[SectionSpec, ...], taken: tuple[int, int], shown: int, wider: float = 1.0
) -> Limits:
    """Return the limits that the commission sets to the evidence of its sections.

    `taken`: least and most length, in the commission's unit, that the rest of the brief uses. `shown`: length kept for
    tables. `wider`: how much more (1 and up) a section may have than usual. Raises BriefproofError when that leaves no
    room.
    """
    commission = desk.commission
    terse = wording.is_terse(desk.front)
    bare = round(_aim(commission))
    most = bare - taken[1] - shown
    if most <= 0:
        most = round(SPARED * (bare - taken[0])) - shown
    if most <= 0:
        unit = commission.length.unit
        raise BriefproofError(
            "a length of at most {maximum} {unit} leaves no room for evidence: title, headings, "
            "method and gap list take {taken} {unit}; ask for a longer report or fewer sections",
            maximum=commission.length.maximum,
            unit=unit,
            taken=taken[0],
        )
    roles = {s.number: "introduction" if s.number in desk.opening else s.role for s in sections}
    weights = {number: SHARES.get(role, 1.0) for number, role in roles.items()}
    whole = sum(weights.values())
    return Limits(
        maximum=most,
        sections=tuple(
            (
                s.number,
                s.length.maximum
                if s.length and s.length.maximum
                else most
                if terse
                else min(most, round(wider * SECTION_MOST * most * weights[s.number] / whole)),
                s.role in COMPARED,
            )
            for s in sections
        ),
        sides=desk.sides,
        foreign=1.0 if desk.abroad else FOREIGN_SHARE[desk.scarce],
        quoted=most if desk.abroad else QUOTED,  # then there is nothing else
        fixed=taken[0],
        attached=round(ATTACHED_SHARE * most),
    )


def _aim(commission: Commission) -> float:
    """Return the length that a brief aims at, in the commission's unit."""
    low, high = commission.length.minimum, commission.length.maximum
    if low and high:
        return low + AIM * (high - low)
    return ONE_BOUND["most"] * high if high else ONE_BOUND["least"] * (low or 0)
