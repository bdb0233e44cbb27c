"""Which figures stand in the table of key figures: each with its unit, the source's own words, and whose it is.

A report has the table when the commission asks for key figures; else of what is attached in another language, whose
figures need no translation that way.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.evidence import Card, Fit, Span, amounts, best_fits, cells, cleaning
from generator.evidence.sides import ELSEWHERE
from generator.language import text

ROWS = (2, 6)
"""Fewest and most rows (1 or more). Set by hand on bench/commissions.yml."""
ALIKE = 0.3
"""Share of common 5-grams (0 to 1) above which two rows say the same. Set by hand on bench/commissions.yml."""
ASIDE_WORTH = 0.6
"""Factor (0 to 1) for a figure that stands only in an aside, which is about something else than the sentence. Set by
hand on bench/commissions.yml."""

_ASIDE = re.compile(r", (?:an?|the|which|who|whose) [^,]*,")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A row."""

    card: int
    """Position in `Evidence.cards`."""
    side: str
    amounts: str
    """The numbers with their units, as they stand in the source: "0.73% / 6.48%"."""
    span: Span
    """The clause that says what they measure."""
    score: float


def figures(
    cards: Sequence[Card],
    fits: Iterable[Fit],
    language: str,
    sections: frozenset[int],
    *,
    asked: bool,
    told: Collection[int] = (),
) -> tuple[Figure, ...]:
    """Return the rows of a table of key figures, best first; () for too few. `told`: cards that the text has already.

    `sections`: those that compare. `asked`: the commission asks for key figures, so the report's own language counts.
    """
    found = []
    for number, score in sorted(best_fits(fits, sections).items()):
        card = cards[number]
        own = card.language == language
        if number in told or card.excerpt is not None or card.side is None or card.via in ("class", *ELSEWHERE):
            continue
        if own and (card.person or card.instructs or card.via == "title"):
            continue
        if not asked and (own or not card.attached):
            continue
        if card.piece or (span := cells.figure(card)) is None:
            continue
        shown = amounts.shown(cleaning.clean(span.quote))
        weight = (2.0 if card.attached else 1.0) * (1.2 if any(sign in shown for sign in "%％‰倍") else 1.0)
        if not amounts.found(_ASIDE.sub(",", span.quote)):
            weight *= ASIDE_WORTH
        found.append(Figure(card=number, side=card.side, amounts=shown, span=span, score=round(score * weight, 4)))
    sides = {figure.side for figure in found}
    most = max(ROWS[0], ROWS[1] // max(1, len(sides)))
    kept: list[Figure] = []
    for figure in sorted(found, key=lambda f: (-f.score, f.card)):
        own = amounts.found(figure.span.quote)
        repeated = any(
            amounts.found(f.span.quote) == own or text.overlap(f.span.quote, figure.span.quote) > ALIKE for f in kept
        )
        if len(kept) < ROWS[1] and not repeated and sum(f.side == figure.side for f in kept) < most:
            kept.append(figure)
    return tuple(kept) if len(kept) >= ROWS[0] else ()


def home(found: Sequence[Figure], fits: Iterable[Fit], sections: frozenset[int]) -> int | None:
    """Return the section that the figures fit best, None when there are none."""
    cards = {figure.card for figure in found}
    sums: Mapping[int, float] = dict.fromkeys(sorted(sections), 0.0)
    for fit in fits:
        if fit.card in cards and fit.section in sums:
            sums[fit.section] += fit.score
    return max(sums, key=lambda section: (sums[section], -section)) if found and sums else None
