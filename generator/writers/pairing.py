"""Which sentences of the sides speak of one thing, so that they can be set against each other.

A shared word is often chance. Two sentences meet when they share another as well, or both open with it, and nothing
right before it tells two things apart.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.brief import wording
from generator.commission import Commission
from generator.evidence import naming
from generator.language import text, tokens
from generator.writers.desk import Desk
from generator.writers.offering import ASPECTS, Offer
from generator.writers.selection import DUPLICATE, Option

SET_TOGETHER = 2
"""Paragraphs of a section in which the sides meet on one aspect (0 and up), at most; the rest follows side by side. Set
by hand on bench/commissions.yml."""
CHOICES = 8
"""Sentences of a side (1 or more) that are tried for an aspect, the best first: a bound on the work, not tuned."""
HEAD = {"zh": 4, "en": 24}
"""Characters (0 and up) from the start of a clause, the subject's name left out, within which stands what it is about.
Set by hand, held by tests/cases/claims/pairs.yml."""
ROWS = 8
"""Rows of the table (1 or more), at most; pairs after them are for summaries. Set by hand on bench/commissions.yml."""
FEW_CLOSING = 2
"""Sentences (0 and up) that look ahead or at the whole, below which a conclusion sums up each section. Set by hand on
bench/commissions.yml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One sentence of each side, with a clause that shows what it says."""

    section: int
    aspect: str
    """What all speak of, as a word of the sources; "" when nothing says that they speak of one thing."""
    options: tuple[Option, ...]
    """One for each side, in the commission's order."""


def together(commission: Commission) -> int:
    """Return in how many paragraphs of a section the sides may meet on one aspect."""
    length = commission.length
    return SET_TOGETHER if (length.maximum or length.minimum or 0) >= wording.SHORT[length.unit] else 1


def pairs(desk: Desk, offer: Offer) -> tuple[Pair, ...]:
    """Return, section by section in turn, the best sentences of all sides on one aspect that have a clause.

    Where little looks ahead, the best sentences of each section on whatever follow, for the conclusion.
    """
    met = _met(desk, offer)
    closing = {s.number for s in desk.commission.sections if s.role == "conclusion"}
    if closing and not desk.scarce and sum(o.section in closing for o in offer.options) < FEW_CLOSING:
        return (*met, *_strongest(desk, offer, met))
    return met


def _met(desk: Desk, offer: Offer) -> tuple[Pair, ...]:
    """Return the pairs that meet on an aspect: of each section its best aspect, then of each its second, and so on."""
    found: list[Pair] = []
    used: set[int] = set()
    shown: set[str] = set()
    for place in range(ASPECTS):
        for section, keys in sorted(offer.aspects.items()):
            if place >= len(keys) or keys[place] in shown:
                continue
            key = keys[place]
            inside = [o for o in offer.options if o.section == section and o.side and o.card not in used]
            if options := meeting(desk, [o for o in inside if _shows(desk, o, key)], key):
                used |= {o.card for o in options}
                shown.add(key)
                found.append(Pair(section=section, aspect=desk.topics(options[0])[key], options=options))
    return tuple(found)


def _strongest(desk: Desk, offer: Offer, met: tuple[Pair, ...]) -> Iterable[Pair]:
    """Return the best sentences of each section that no summary would speak of otherwise."""
    used = {o.card for pair in met for o in pair.options}
    for section in sorted(set(offer.aspects) - {pair.section for pair in met[ROWS:]}):
        free = [o for o in offer.options if o.section == section and o.card not in used]
        sides = [[o for o in free if o.side == side and desk.clause(o)] for side in desk.sides]
        if all(sides):
            best = tuple(min(own, key=lambda o: (-o.score, o.card)) for own in sides)
            used |= {option.card for option in best}
            yield Pair(section=section, aspect="", options=best)


def _shows(desk: Desk, option: Option, aspect: str) -> bool:
    """Tell whether the clause that would stand for a sentence speaks of the aspect."""
    cell = desk.clause(option)
    return cell is not None and aspect in dict(tokens.topics(cell.text))


def meeting(desk: Desk, options: Iterable[Option], aspect: str) -> tuple[Option, ...]:
    """Return the best sentence of each side such that all speak of the aspect and truly meet; () when none do."""
    by_side: dict[str | None, list[Option]] = {}
    for option in sorted(options, key=lambda o: (-o.score, o.card)):
        if aspect in option.aspects:
            by_side.setdefault(option.side, []).append(option)
    best: tuple[Option, ...] = ()
    for first in by_side.get(desk.sides[0], ())[:CHOICES]:
        met = [first]
        for side in desk.sides[1:]:
            met += [o for o in by_side.get(side, ())[:CHOICES] if meets(desk, first, o, aspect)][:1]
        if len(met) == len(desk.sides) and sum(o.score for o in met) > sum(o.score for o in best):
            best = tuple(met)
    return best


def meets(desk: Desk, first: Option, second: Option, aspect: str) -> bool:
    """Tell whether two sentences that share the word of an aspect speak of one thing, and do not say the same."""
    if text.overlap(first.text, second.text) > DUPLICATE:
        return False
    ours, theirs = desk.meant(first), desk.meant(second)
    shared = {key for key in ours.keys() & theirs.keys() if _same(ours[key], theirs[key])}
    if aspect not in shared:
        return False
    return len(shared) > 1 or (_heads(desk, first, aspect) and _heads(desk, second, aspect))


def _same(first: set[str], second: set[str]) -> bool:
    """Tell whether two uses of a word may mean one thing, by the words right before it."""
    return "" in first or "" in second or bool(first & second)


def _heads(desk: Desk, option: Option, aspect: str) -> bool:
    """Tell whether a clause of the sentence, or the label of the item, opens with the aspect."""
    card = desk.evidence.cards[option.card]
    side = desk.subjects[card.side]
    word = desk.topics(option)[aspect]
    bare = naming.pattern((side.name, *side.aliases)).sub("", card.text.casefold())
    return any(0 <= part.strip(" 的").find(word) <= HEAD[desk.language] for part in re.split("[，；：,;:]", bare))
