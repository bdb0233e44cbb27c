"""What is offered to the selection: for each section the sentences that may stand in it, with gain and length.

A sentence's gain is its fit to the section, times how surely it speaks of its side, how well it stands alone and how
much it says. The topics that every side shares, and the concepts that the text should cover, are found here as well.

The numbers below were set by hand, some before there was a bench and some on bench/commissions.yml; each says which.
docs/writer.md measures them together; none was measured alone.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.commission import SectionSpec
from generator.evidence import COMPARED, Card, Fit, best_fits
from generator.language import tokens
from generator.writers import figures
from generator.writers.desk import ACTORS, Desk
from generator.writers.selection import Option

OPTIONS = 24
"""Sentences (1 or more) offered for each section, side and language. Before the bench."""
WEAKEST = 0.12
"""Fit (0 to 1) below which a sentence does not serve a section, while there are others. Before the bench."""
PLENTY = 1.5
"""Length on offer, as a multiple of what is needed (1 or more), below which weaker sentences are offered too. On the
bench."""
ELSEWHERE = 0.6
"""Part of its best fit (0 to 1) below which a sentence belongs into another section. On the bench."""
CLOSING_FIT = 0.8
"""Least fit (0 to 1) for a conclusion of a sentence that looks ahead or speaks of all sides below a heading such as
展望. On the bench."""
COMPRESSED = 0.7
"""Power of the fit in a gain: below 1 it narrows the distance between fits. On the bench."""
USUAL, LENGTH_GAIN, LONGEST_GAIN = {"字": 36, "words": 18}, 0.8, 1.5
"""Length of a usual sentence; the power (0 and up) with which a longer one is worth more; the factor at which that
ends. On the bench."""
SURE = {"name": 0.85, "all": 1.0, "heading": 0.6, "class": 0.7, "title": 0.6, "background": 0.45, "none": 0.0}
"""How surely (0 to 1) a sentence speaks of its side, by how the side was found (`Card.via`). On the bench."""
IN_PASSING, ITEM, PERSON = 0.6, 0.85, 0.75
"""Factors (0 to 1) for a sentence that names its side late, a list item, and one in the first person. Before
the bench."""
FOREIGN_WORTH = (0.25, 0.8)
"""Factors (0 to 1) for another language, where the report's own has plenty, and where it has not. On the bench."""
FIGURE = r"(?<![A-Za-z-])\d+(?:[.,]\d+)*\s?(?:%|percent|percentage|‰|[亿万个项倍年月]|th|of|times|points|experts)"
"""A number that says how much, not the one in GPT-4: what a reader of a report looks for."""
FIGURE_WORTH = (1.1, 1.5)
"""Factors (1 and up) for such a number in a source of the corpus, and in an attachment. On the bench."""
TITLED = 0.6
"""Factor (0 to 1) for a sentence of the corpus that only its document's title gives a side. Set by hand on
bench/first_try.yml."""
ABSTRACT = 1.5
"""Factor (1 and up) for the first chunk of an attachment: an abstract says what a document is about. On the
bench."""
CLOSING_WORTH = {"closing": (0.4, 1.0), "all": (0.6, 1.0)}
"""Factors (0 to 1) in a conclusion for not looking ahead, and doing so; for not speaking of all sides, and doing so.
Before the bench."""
ASPECTS = 8
"""Aspects (1 or more) of a section on which the sides are set against each other, at most. On the bench."""
COMMON = (4, 0.5)
"""Sentences, and share (0 to 1) of a section's sentences, above both of which a word is too common to be an aspect.
Before the bench."""
OFTEN = 3
"""Sentences of a side (1 or more) from which an aspect gains no more. Before the bench."""
ASKED = 2
"""Factor (1 and up) for an aspect that the section's title names. Before the bench."""
COVERAGE, COMMON_CONCEPT = 0.25, 4
"""Fit (0 to 1) that a text gains by a concept of a side that other sides speak of too, and the sentences of the second
side (1 or more) from which it gains no more. On the bench."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the selection chooses from."""

    options: tuple[Option, ...]
    aspects: Mapping[int, tuple[str, ...]]
    """Of each comparing section the topics that every side shares, best first."""


def offer(desk: Desk, sections: tuple[SectionSpec, ...], needed: int) -> Offer:
    """Return the sentences on offer: those that only a title gives a side, then weak ones, only where the others are
    short of PLENTY times `needed`, or a side has no others.

    `needed`: length of the evidence, in the commission's unit.
    """
    for titled in (False, True):
        strong = fitting(desk, sections, WEAKEST, titled=titled)
        silent = set(desk.sides) - {option.side for option in strong.options}
        if not silent and sum(option.length for option in once(strong.options)) >= PLENTY * needed:
            return strong
    return fitting(desk, sections, 0.0)


def once(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Return each card once, however many sections it was offered to."""
    return tuple({option.card: option for option in options}.values())


def fitting(desk: Desk, sections: tuple[SectionSpec, ...], weakest: float, *, titled: bool = True) -> Offer:
    """Return the sentences whose fit is at least `weakest` (0 to 1), with the aspects on which every side may speak."""
    best = best_fits(desk.evidence.fits, desk.compared)
    found = [option for section in sections for option in _options(desk, section, best, weakest, titled=titled)]
    compared = [section.number for section in sections if section.role in COMPARED]
    aspects = {number: _aspects(desk, number, [o for o in found if o.section == number]) for number in compared}
    return Offer(
        options=tuple(
            replace(o, aspects=frozenset(desk.topics(o)) & frozenset(aspects.get(o.section, ()))) for o in found
        ),
        aspects=aspects,
    )


def _options(
    desk: Desk, section: SectionSpec, best: Mapping[int, float], weakest: float, *, titled: bool
) -> Iterable[Option]:
    """Return the options of a section, the first OPTIONS of each side and language; `titled`: also sentences of the
    corpus that only their document's title gives a side."""
    times: Counter[tuple[str | None, bool]] = Counter()
    for fit in desk.evidence.fits:
        card = desk.evidence.cards[fit.card]
        kind = (card.side, card.language == desk.language)
        if card.via == "title" and not (card.attached or titled):
            continue
        if fit.section != section.number or times[kind] == OPTIONS:
            continue
        if option := _option(desk, section, fit, best.get(fit.card, 0.0), weakest):
            times[kind] += 1
            yield option


def _option(desk: Desk, section: SectionSpec, fit: Fit, best: float, weakest: float) -> Option | None:
    """Return a sentence with its gain in a section, None where it has none; `best`: its best fit to any section."""
    card = desk.evidence.cards[fit.card]
    score = max(fit.score, floor := _floor(card, section))
    if score < weakest or (section.role in COMPARED and not _belongs(fit.score, best, floor)):
        return None
    statement = desk.statement(card)
    worth = _worth(card, section, desk)
    if statement is None or not worth:
        return None
    return Option(
        card=fit.card,
        section=section.number,
        side=card.side,
        length=desk.count(statement.text),
        score=round(score**COMPRESSED * worth * _weight(desk, statement.text), 4),
        document=card.span.document,
        text=card.text,
        foreign=card.language != desk.language,
        attached=card.attached,
        classed=card.via == "class",
        concepts=_concepts(desk, card),
    )


def _floor(card: Card, section: SectionSpec) -> float:
    """Return the fit that a sentence has whatever the words of a section's heading."""
    if section.role == "conclusion":
        return CLOSING_FIT if card.closing else 0.0
    return figures.ATTACHED_FIT if card.attached else 0.0


def _belongs(fit: float, best: float, floor: float) -> bool:
    """Tell whether a sentence may stand in a comparing section, and does not fit another far better.

    What no heading's words fit has its floor everywhere: it belongs where it fits best.
    """
    return fit >= (ELSEWHERE if best > floor else 1.0) * best


def _weight(desk: Desk, sentence: str) -> float:
    """Return what a sentence of that length is worth against one of USUAL length: short ones say little."""
    return min(LONGEST_GAIN, (desk.count(sentence) / USUAL[desk.unit]) ** LENGTH_GAIN)


def _worth(card: Card, section: SectionSpec, desk: Desk) -> float:
    """Weigh how surely a sentence speaks of its side (its own words, its heading, its class) and how well it stands.

    An introduction takes what speaks of all sides, a conclusion that
    or what looks ahead.
    """
    foreign, general = card.language != desk.language, card.via == "all"
    if section.role == "introduction":
        return float(general and not foreign)
    if section.role == "conclusion":
        closes = not foreign and (card.closing or general)
        return CLOSING_WORTH["closing"][card.closing] * CLOSING_WORTH["all"][general] if closes else 0.0
    factors = (
        1.0 if card.foremost or card.via in ("class", "title") or not desk.sides else IN_PASSING,
        1.0 if card.attached or card.via != "title" else TITLED,
        ITEM if card.item else 1.0,
        PERSON if card.person and not card.attached else 1.0,
        FOREIGN_WORTH[desk.scarce] if foreign and not card.attached else 1.0,
        FIGURE_WORTH[card.attached] if re.search(FIGURE, card.text) else 1.0,
        ABSTRACT if card.attached and card.span.chunk == 1 else 1.0,
    )
    return (SURE[card.via] if desk.sides else 1.0) * math.prod(factors)


# --- what sentences share


def _aspects(desk: Desk, section: int, options: list[Option]) -> tuple[str, ...]:
    """Return the topics that every side shares: how often the rarest side has them, against how common they are.

    Whether two sentences on it speak of one thing is looked at later (`pairing.meets`).
    """
    asked = set(tokens.tokens(desk.headings[section]))
    by_side: dict[str, Counter[str]] = {side: Counter() for side in desk.sides}
    everywhere: Counter[str] = Counter()
    for option in options:
        topics = desk.topics(option)
        everywhere.update(topics.keys())
        if option.side in by_side:
            by_side[option.side].update(topics.keys())
    weighted = []
    for key, total in everywhere.items():
        least = min((min(counts[key], OFTEN) for counts in by_side.values()), default=0)
        if least and not ACTORS.search(key) and total <= max(COMMON[0], COMMON[1] * len(options)):
            weight = least * math.log(1 + len(options) / total) * (ASKED if key in asked else 1)
            weighted.append((-weight, key))
    return tuple(key for _, key in sorted(weighted)[:ASPECTS])


def _concepts(desk: Desk, card: Card) -> frozenset[str]:
    """Return what a sentence is about, its subjects' names and those who act left out."""
    return frozenset(key for key, _ in tokens.topics(card.text) if key not in desk.names and not ACTORS.search(key))


def concepts(desk: Desk, options: tuple[Option, ...]) -> tuple[tuple[str, float], ...]:
    """Return what the text gains by speaking of each concept for a side: of those that two sides speak of."""
    by_side: dict[str, Counter[str]] = {side: Counter() for side in desk.sides}
    for option in once(options):
        if option.side in by_side:
            by_side[option.side].update(option.concepts)
    total = sum(by_side.values(), Counter())
    shared = {key: sorted((counts[key] for counts in by_side.values()), reverse=True)[1] for key in total}
    most = max((min(times, COMMON_CONCEPT) for times in shared.values()), default=0)
    return tuple(
        (key, round(COVERAGE * min(times, COMMON_CONCEPT) / most, 4)) for key, times in sorted(shared.items()) if times
    )
