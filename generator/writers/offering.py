"""What is offered to the selection: for each section the passages that answer it, with gain and length.

A passage's gain is its fit to the section, times how surely it speaks of its side, how well it stands and how much it
says. The numbers below were set by hand on four corpora in both languages; docs/writer.md measures them together.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import partial

from generator.commission import SectionSpec
from generator.evidence import COMPARED, Card, Fit, answers, best_fits, fitting
from generator.evidence.sides import ELSEWHERE
from generator.language import tokens
from generator.writers.desk import Desk
from generator.writers.selection import Option

OPTIONS = 30
"""Passages (1 or more) offered for each section, side and language."""
BELONGS = 0.75
"""Part of its best fit (0 to 1) below which a passage belongs into another section."""
USUAL, LONGEST_GAIN = {"字": 40, "words": 20}, 3.0
"""Length of a usual sentence: a passage is worth as much more as it is longer, up to a factor (1 and up), so that a
short remark does not push out the rule that takes its room."""
SURE = {"name": 1.0, "all": 1.4, "heading": 0.8, "document": 0.55, "title": 0.7, "class": 0.8, "background": 0.0,
        "before": 0.0, "none": 0.0}  # fmt: skip
"""How surely (0 to 1) a passage speaks of its side, by how the side was found (`Card.via`); more for what speaks of
all."""
POOR = 0.15
"""Fit times worth (0 and up) below which a passage is not used."""
AT_HOME = 0.95
"""How surely (0 to 1) a document speaks of the side that its title names, whatever words its sentences have."""
DATED, DATED_WORTH = (
    re.compile(r"(?<!\d)(?:1[89]|20[01])\d{1,2} ?年|\b(?:in|since|from|by) (?:1[89]\d\d|20[01]\d)\b", re.I),
    0.5,
)
"""A year long past, and the factor (0 to 1) for what happened then, where no history is asked for."""
IN_PASSING, ITEM, PERSON = 0.35, 0.8, 0.6
"""Factors (0 to 1) for a sentence that names its side late, a list item, and one in the first person."""
FOREIGN_WORTH = (0.25, 0.8)
"""Factors (0 to 1) for another language, where the report's own has plenty, and where it has not."""
OPENS, LEADS, FIRST_CHUNK, DEFINES, BOUNDS = 1.2, 1.2, 1.15, 1.25, 1.15
"""Factors (1 and up) for what opens the text below a heading, or its paragraph, stands in a document's
first chunk, says what its side is, and says a limit or a condition."""
FIGURE = (
    r"(?<![A-Za-z.-])\d+(?:[.,]\d+)*\s?(?:%|percent|percentage|‰|[亿万元倍年月日天人个名股]|分之|times\b|points|years?\b|days?\b|hours?\b|"
    r"months?\b|million|billion|thousand|GB|MB|TB|ms\b|seconds?\b)|[一二三四五六七八九十百千万]+(?:分之[一二三四五六七八九十]+|[日年月人名个](?!大|种|方面)(?:内|以[上下内])|万元)"
)
"""A number that says how much or how long, not the one in GPT-4."""
FIGURE_WORTH = (1.25, 1.5)
"""Factors (1 and up) for such a number in a source of the corpus, and in an attachment."""
BOUND = re.compile(
    r"但|不得|不能|不支持|仅|只能|除非|至少|至多|不超过|应当|限于|无需|"
    r"\b(?:only|cannot|must|at (?:least|most)|unless|except|"
    r"limited|requires?|"
    r"not|until|however|although|trade-?offs?|increas\w+|decreas\w+|reduc\w+)\b", re.I)  # fmt: skip
"""Words of limits, conditions and effects."""
DEFINITION = re.compile(
    r"^[^，,]{1,30}?(?:，?是(?:一种|一个|指|由|国内|世界|目前)?|，?是指)|^[^,]{1,60}? (?:is|are) (?:an?|the|one)\b",
    re.I,
)
SHARED_BY = 3
"""Documents about a side (1 or more) that speak of what opens a sentence which only its document gives that side."""
LABEL = re.compile(r"[^.。，,：:]{1,30}(?:[：:]| [–—-] )")
"""A label before a sentence: with words that say whose it is there would be two."""
CODED = re.compile(r"\b[A-Z]{2,}[\w.]*\d*\b|\b\w*\d\w*[A-Za-z]\w*\b")
CODES, CODED_WORTH = 2, 0.6
"""Acronyms and the like (0 and up) above which a passage is for specialists, and its factor (0 to 1) then."""
CENTRAL = (0.4, 1.4)
"""Factors (0 and up) for a passage whose words are rare where its side is spoken of, and for the most usual ones."""
SPREAD = 30
"""How much sooner (above 0) a word that stands in few places counts as usual."""
LISTED = 1.6
"""Factor (1 and up) for a list."""
CLOSING_WORTH = {"closing": (0.35, 1.0), "all": (0.6, 1.0)}
"""Factors (0 to 1) in a conclusion for not looking ahead, and doing so; for not speaking of all sides, and doing so."""

Spoken = dict[str | None, dict[str, set[str]]]
"""Side, token → the documents that speak of it."""


def offer(desk: Desk, sections: tuple[SectionSpec, ...], needed: int) -> tuple[Option, ...]:
    """Return the passages on offer, section by section; weak ones only where the others are shorter than `needed`.

    `needed`: length of the evidence, in the commission's unit.
    """
    best, spoken = best_fits(desk.evidence.fits, desk.compared), _spoken(desk)
    central, usable = _central(desk), _usable(desk, spoken)

    def offered(least: float, poor: float) -> tuple[Option, ...]:
        return tuple(
            option
            for section in sections
            for option in _options(desk, section, best, central, usable, least)
            if option.score >= poor * min(LONGEST_GAIN, option.length / USUAL[desk.unit])
        )

    strong = offered(fitting.LEAST, POOR)
    if sum({option.card: option.length for option in strong}.values()) < needed:
        strong = offered(fitting.WEAK, POOR)
    heard = {option.side for option in strong}
    return strong if set(desk.sides) <= heard else offered(fitting.WEAK, 0.0)


def _options(
    desk: Desk,
    section: SectionSpec,
    best: Mapping[int, float],
    central: Mapping[int, float],
    usable: Collection[int],
    least: float,
) -> Iterable[Option]:
    """Return the options of a section, the first OPTIONS of each side and language, whose fit is at least `least`."""
    times: Counter[tuple[str | None, bool]] = Counter()
    for fit in (fit for fit in desk.evidence.fits if fit.section == section.number):
        card = desk.evidence.cards[fit.card]
        weak = (
            section.role != "introduction"
            and section.number not in desk.opening
            and not card.attached
            and fit.score < least
        )
        if weak or fit.card not in usable or (card.via in ELSEWHERE and LABEL.match(card.text)):
            continue
        kind = (card.side, card.language == desk.language)
        if times[kind] == OPTIONS or (section.role in COMPARED and fit.score < BELONGS * best.get(fit.card, 0.0)):
            continue
        if option := _option(desk, section, fit, central.get(fit.card, 1.0)):
            times[kind] += 1
            yield option


def _option(desk: Desk, section: SectionSpec, fit: Fit, central: float) -> Option | None:
    """Return a passage with its gain in a section, None where it has none."""
    card = desk.evidence.cards[fit.card]
    statements = desk.statements(card)
    worth = _worth(card, section, desk)
    if not statements or not worth:
        return None
    length = sum(desk.count(statement.text) for statement in statements)
    quality = fit.score * worth * central
    weight = min(LONGEST_GAIN, length / USUAL[desk.unit])
    return Option(
        card=fit.card,
        section=section.number,
        side=card.side,
        length=length,
        score=round(quality * weight, 4),
        document=card.span.document,
        text=fitting.whole(card),
        foreign=card.language != desk.language,
        attached=card.attached,
        aspect=fit.aspect,
        classed=card.via == "class",
    )


def _spoken(desk: Desk) -> Spoken:
    """Return the documents that speak of something where they speak of a side, the names of the sides left out."""
    found: Spoken = defaultdict(partial(defaultdict, set))
    for card in desk.evidence.cards:
        for token in set(tokens.content_tokens(fitting.whole(card))) - desk.names:
            found[card.side][token].add(card.span.document)
    return found


def _usable(desk: Desk, spoken: Spoken) -> frozenset[int]:
    """Return the cards but for those that only their document gives a side, and that do not open with what other
    documents of the side speak of too: a general remark in a manual is not about the product."""
    paths: dict[str | None, set[str]] = defaultdict(set)
    for card in desk.evidence.cards:
        paths[card.side].add(card.span.document)

    def opens(card: Card) -> bool:
        opening = tokens.content_tokens(" ".join(card.text.split()[:4]) if card.language == "en" else card.text[:8])
        known = (len(spoken[card.side][token]) for token in opening if token not in desk.names)
        shared = max(known, default=0) >= min(SHARED_BY, len(paths[card.side]))
        return shared and not (card.language == "zh" and tokens.tagged(card.text)[0][1] == "v")

    return frozenset(n for n, card in enumerate(desk.evidence.cards) if card.via != "document" or opens(card))


def _worth(card: Card, section: SectionSpec, desk: Desk) -> float:
    """Weigh how surely a passage speaks of its side, how well it stands and how much it says.

    An introduction takes what speaks of all sides or says what one is, a conclusion that or what looks ahead.
    """
    foreign, general, home = card.language != desk.language, card.via == "all", desk.home(card)
    said = fitting.whole(card)
    if section.role == "introduction" or (section.role == "conclusion" and section.number in desk.opening):
        opens = (card.via == "name" and card.foremost) if desk.sides else desk.opens(card)
        first = home and card.via == "name" and card.opens and card.span.chunk == 1
        defines = first or (opens and DEFINITION.search(card.text) is not None)
        return 0.0 if foreign or card.person else 1.0 if general else 0.8 if defines and not card.item else 0.0
    if section.role == "conclusion" and not desk.sides:
        closes = not foreign and not card.person and (card.closing or general)
        return CLOSING_WORTH["closing"][card.closing] * CLOSING_WORTH["all"][general] if closes else 0.0
    factors = (
        IN_PASSING if card.via == "name" and not (card.foremost or home) else 1.0,
        DATED_WORTH if DATED.search(said) and not answers.asked(section.title) & {"time"} else 1.0,
        ITEM if card.item else 1.0,
        LISTED if card.relation == "list" else 1.0,
        PERSON if card.person and not card.attached else 1.0,
        FOREIGN_WORTH[desk.scarce] if foreign and not card.attached else 1.0,
        FIGURE_WORTH[card.attached] if re.search(FIGURE, said) else 1.0,
        OPENS if card.opens else 1.0,
        LEADS if card.leads else 1.0,
        FIRST_CHUNK if card.span.chunk == 1 else 1.0,
        DEFINES if DEFINITION.search(card.text) else 1.0,
        BOUNDS if BOUND.search(said) else 1.0,
        CODED_WORTH if len(set(CODED.findall(said))) > CODES else 1.0,
    )
    sure = SURE[card.via] if desk.sides else 0.8 if desk.opens(card) else 0.5
    return (max(sure, AT_HOME) if home and sure else sure) * math.prod(factors)


def _central(desk: Desk) -> dict[int, float]:
    """Return for each card how usual its words are in the places that speak of its side, as a factor of `CENTRAL`.

    What a source comes back to matters more than what it says once (SumBasic: Nenkova & Vanderwende 2005).
    """
    places: dict[str | None, set[tuple[str, int]]] = defaultdict(set)
    spoken: dict[str | None, dict[str, set[tuple[str, int]]]] = defaultdict(partial(defaultdict, set))
    words = [set(tokens.content_tokens(fitting.whole(card))) - desk.names for card in desk.evidence.cards]
    for card, own in zip(desk.evidence.cards, words, strict=True):
        place = (card.span.document, card.span.chunk)
        places[card.side].add(place)
        for token in own:
            spoken[card.side][token].add(place)
    found: dict[int, float] = {}
    for number, (card, own) in enumerate(zip(desk.evidence.cards, words, strict=True)):
        shares = [len(spoken[card.side][token]) / len(places[card.side]) for token in own]
        found[number] = sum(math.log1p(SPREAD * share) for share in shares) / len(shares) if shares else 0.0
    most = sorted(found.values())[int(0.95 * (len(found) - 1))] if found else 1.0
    low, high = CENTRAL
    return {number: low + (high - low) * min(1.0, value / (most or 1.0)) for number, value in found.items()}
