"""Excerpts on offer to the selection: the part that answers a question best for each side, whole where it has room."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.evidence import Card, Fit
from generator.evidence.kept import POINTS
from generator.writers.selection import Option

USUAL = {"字": 40, "words": 20}
"""Length of a usual sentence: a run is worth more as it is longer, by the root, so that a short remark does not push
out the rule that takes its room, and two places are worth more than one twice as long. By a higher power fewer of what
analysts had noted were made (24 of 129 by 0.7, 30 by the root)."""
LOOKED = 4
"""Of those that answer best, how many (1 or more) are looked at for what has room."""
ANSWERS, NEARLY = (0.35, 0.35, 0.25), 0.6
"""How probable (0 to 1) it must be that an excerpt answers best, to be used in the place of single sentences: of those
from 0.35 on four in five were right, of those below one in four; these are taken where a side would not be heard. And
the part (0 to 1) of that of the best one from which a second is."""
ARTICLES = 4
"""Articles of laws (1 or more) on offer to each question and side where a brief would be shorter than it was asked to
be: several answer as well as each other. Of other excerpts the best: of 245 questions it was right for 65 in a hundred,
the second for 34."""
ALONE = 3
"""Excerpts (1 or more) on offer to each question where no sides are compared."""
PORTRAYING = 6
"""Excerpts (1 or more) on offer to each side where a section asks nothing."""
WHOLE = {"字": 300, "words": 190}
"""Length up to which an article or a list is offered as a whole: what is cut off is what matters in it."""
BESIDE = 1.8
"""Serving (0 and up) of a single sentence that is used where there are excerpts, and none answers."""
SECOND = 0.5
"""What the second best excerpt for a question and side is worth (0 to 1) against what it would be as the best."""
STATES = {"字": 130, "words": 75}
"""Length that an excerpt may have in any case: enough to say something."""
ROOMY = 1.5
"""How much longer (1 and up) than the even room of a side for a question an excerpt may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A passage that fits a question, with what it makes here."""

    fit: Fit
    card: Card
    serving: float
    """How well it answers, 0 and up."""
    worth: float
    """Above 0."""


def excerpts(
    offered: Sequence[Offered],
    made: Callable[[Offered], Option | None],
    room: float,
    answers: float,
    unit: str,
    *,
    wide: bool,
    portrays: bool,
    sided: bool,
) -> Iterator[Option]:
    """Yield the excerpts that answer each question best for each side, each as long as the room allows, and half.

    `answers`: how probable (0 to 1) it must be that they do; `made`: the option of one; `wide`: more articles;
    `portrays`: the section asks nothing, and all that portrays a side may stand; `sided`: sides are compared."""
    voices: dict[tuple[str, str | None], dict[tuple[object, ...], list[Offered]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in offered:
        place = one.card.span.document, one.card.span.chunk, one.card.span.start, one.card.headings
        voices[one.fit.question, one.card.side][place].append(one)
    for places in voices.values():
        ranked = sorted(places.values(), key=lambda own: (-own[0].serving, own[0].fit.card))
        best = ranked[0][0].serving
        several = PORTRAYING if portrays else ARTICLES if wide and ranked[0][0].card.article else 1 if sided else ALONE
        shown = 0
        for own in ranked[: PORTRAYING if portrays else LOOKED]:
            if own[0].serving < max(answers, 0.0 if portrays else NEARLY * best) or shown == several:
                break
            worth = own[0].serving * (1.0 if portrays else SECOND**shown) / USUAL[unit]
            options = [option for one in own if (option := made(one))]
            options = [replace(one, score=round(worth * one.length, 4)) for one in options]
            told = tuple(_lengths(own, options, max(ROOMY * room, STATES[unit]), unit))
            yield from told
            shown += bool(told)


def _lengths(own: Sequence[Offered], made: Sequence[Option], longest: float, unit: str) -> Iterator[Option]:
    """Yield the options of a part that have room: all of it and about as much as the room allows; where all of it is
    too much, that and less."""
    full = _whole(own, made, ROOMY**2 * longest, unit)
    if full:
        yield full
    for most in (ROOMY * longest, longest, *(() if full else (longest / ROOMY, longest / ROOMY**2))):
        if held := [option for option in made if option.length <= most]:
            yield max(held, key=lambda option: option.length)
    least = min(made, key=lambda option: option.length, default=None)
    if least and ROOMY * longest < least.length <= max(ROOMY**2 * longest, WHOLE[unit]):
        yield least


def _whole(own: Sequence[Offered], made: Sequence[Option], room: float, unit: str) -> Option | None:
    """Return the option of a part as a whole where it has room, or is an article or a list that is not long."""
    ends = {one.fit.card: one.card.excerpt for one in own if one.card.excerpt}
    full = next((o for o in made if (e := ends.get(o.cards[0])) and not e.more and e.end >= e.last), None)
    if full is None:
        return None
    part = ends[full.cards[0]]
    listed = part is not None and (part.article or any(block.kind in POINTS for block in part.blocks))
    return full if full.length <= (WHOLE[unit] if listed else room) else None


def told(offered: Iterable[Offered], answers: float, *, wide: bool) -> dict[tuple[str, str | None], float]:
    """Return the least serving of a single sentence for each question and side of which there are excerpts: where one
    of these answers none stands beside it; where none does, hardly one of those. `wide`: any, where none answers for
    the side on any question."""
    found: dict[tuple[str, str | None], float] = {}
    for one in offered:
        voice = one.fit.question, one.card.side
        found[voice] = max(found.get(voice, 0.0), math.inf if one.serving >= answers else 0.0)
    heard = {side for (_, side), least in found.items() if least} if wide else {side for _, side in found}
    return {(question, side): least or BESIDE * (side in heard) for (question, side), least in found.items()}
