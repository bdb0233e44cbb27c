"""What is offered to the selection: runs of one to three passages of a part, with gain and length.

A part of a source (`evidence.parts`) is quoted from its beginning, or from where a paragraph of it begins, as it runs.
The gain of a run is how well its passages fit the question, times how surely they speak of their side, how well they
stand and how much they say. The numbers below were set by hand on corpora in both languages; docs/writer.md measures
them together.
"""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial

from generator.commission import SectionSpec
from generator.evidence import COMPARED, Card, Fit, answers, aspects, fitting, parts
from generator.language import tokens
from generator.writers.desk import Desk
from generator.writers.selection import Option

PARTS = 5
"""Parts of sources (1 or more) on offer to each question, side and language: the best."""
RUN = 3
"""Most passages of a run (1 or more)."""
DEEP, DEEPER = 2, 0.85
"""Headings above a passage (0 and up) below which it is detail, and the factor (0 to 1) for each more."""
SUMMED = 2
"""Headings (1 or more) above what is said for or against a whole side, at most."""
LATER = 0.8
"""Factor (0 to 1) for a run that does not begin where its part does."""
STEEP = 1.5
"""Power (1 and up) of the fit: what answers well goes before much that answers somewhat."""
USUAL = {"字": 40, "words": 20}
"""Length of a usual sentence: a run is worth more as it is longer, by the root, so that a short remark does not push
out the rule that takes its room, and two places are worth more than one twice as long."""
SURE = {"name": 1.0, "all": 1.1, "heading": 0.8, "document": 0.55, "title": 0.7, "class": 0.8, "background": 0.0,
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
IN_PASSING, ITEM, PERSON = 0.35, 0.6, 0.5
"""Factors (0 to 1) for a sentence that names its side late, a list item, and one in the first person."""
FOREIGN_WORTH = (0.25, 0.8)
"""Factors (0 to 1) for another language, where the report's own has plenty, and where it has not."""
OPENS, LEADS, FIRST_CHUNK, DEFINES, BOUNDS = 1.2, 1.2, 1.05, 0.6, 1.3
"""Factors (above 0) for what opens the text below a heading, or its paragraph, stands in a document's first chunk, says
what its side is where that is not asked, and says a limit or a condition."""
FIGURE = (
    r"(?<![A-Za-z.-])\d+(?:[.,]\d+)*\s?(?:%|percent|percentage|‰|[亿万元倍年月日天人个名股]|分之|times\b|points|years?\b|days?\b|hours?\b|"
    r"months?\b|million|billion|thousand|GB|MB|TB|ms\b|seconds?\b)|[一二三四五六七八九十百千万]+(?:分之[一二三四五六七八九十]+|[日年月人名个](?!大|种|方面)(?:内|以[上下内])|万元)"
)
"""A number that says how much or how long, not the one in GPT-4."""
FIGURE_WORTH = (1.5, 1.6)
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
CODED = re.compile(r"\b[A-Z]{2,}[\w.]*\d*\b|\b\w*\d\w*[A-Za-z]\w*\b")
CODES, CODED_WORTH = 2, 0.6
"""Acronyms and the like (0 and up) above which a passage is for specialists, and its factor (0 to 1) then."""
COMPARES = re.compile(
    r"比|相较|而|不同|区别|差异|分别|均|都|两者|二者|各|\b(?:than|while|whereas|both|compared|unlike|differ\w*|similar\w*|"
    r"either|versus|respectively|in contrast|on the other hand)\b", re.I)  # fmt: skip
"""Words by which a passage on several sides sets them side by side, and does not only name them."""
LISTED = 1.1
"""Factor (1 and up) for a list."""
CLOSING_WORTH = {"closing": (0.35, 1.0), "all": (0.6, 1.0)}
"""Factors (0 to 1) in a conclusion for not looking ahead, and doing so; for not speaking of all sides, and doing so."""

Spoken = dict[str | None, dict[str, set[str]]]
"""Side, token → the documents that speak of it."""


def offer(desk: Desk, sections: tuple[SectionSpec, ...]) -> tuple[Option, ...]:
    """Return the runs on offer, section by section; weak ones only where a side would not be heard at all."""
    usable = _usable(desk, _spoken(desk))

    def offered(least: float) -> tuple[Option, ...]:
        return tuple(option for section in sections for option in _options(desk, section, usable, least))

    strong = offered(fitting.LEAST)
    heard = {option.side for option in strong}
    return strong if strong and set(desk.sides) <= heard else offered(fitting.WEAK)


def _options(desk: Desk, section: SectionSpec, usable: Collection[int], least: float) -> Iterator[Option]:
    """Yield the options of a section, of the PARTS that answer each question best, for each side and language."""
    general = section.role == "introduction" or section.number in desk.opening
    fits: dict[tuple[str, int], dict[int, Fit]] = defaultdict(dict)
    home = {card: n for n, part in enumerate(desk.evidence.parts) for card in part.cards}
    for fit in (fit for fit in desk.evidence.fits if fit.section == section.number and fit.card in home):
        strong = general or desk.evidence.cards[fit.card].attached or fit.score >= least
        if strong and fit.card in usable and _worth(desk.evidence.cards[fit.card], section, desk):
            fits[fit.question, home[fit.card]][fit.card] = fit
    kinds: dict[tuple[str, str | None, bool], list[tuple[float, int]]] = defaultdict(list)
    for (question, number), own in fits.items():
        part = desk.evidence.parts[number]
        foreign = desk.evidence.cards[part.cards[0]].language != desk.language
        kinds[question, part.side, foreign].append((-max(fit.score for fit in own.values()), number))
    for (question, _, _), ranked in kinds.items():
        for _, number in sorted(ranked)[:PARTS]:
            yield from _runs(
                desk,
                section,
                [
                    fits[question, number][card]
                    for card in desk.evidence.parts[number].cards
                    if card in fits[question, number]
                ],
            )


def _runs(desk: Desk, section: SectionSpec, own: Sequence[Fit]) -> Iterator[Option]:
    """Yield the runs of a part, given the fits of its passages as they run."""
    cards = [desk.evidence.cards[fit.card] for fit in own]
    longest = 1 if section.role == "introduction" or section.number in desk.opening else RUN
    for first, card in enumerate(cards):
        if first and not (card.leads or card.relation == "list"):
            continue
        for last in range(first + 1, min(first + longest, len(own)) + 1):
            if cards[last - 1].language == card.language and (option := _option(desk, section, own[first:last])):
                later = 1.0 if not first else LATER
                yield replace(option, score=round(option.score * later, 4))


def _option(desk: Desk, section: SectionSpec, fits: Sequence[Fit]) -> Option | None:
    """Return a run with its gain in a section, None where a passage of it makes no sentence here."""
    cards = [desk.evidence.cards[fit.card] for fit in fits]
    statements = [desk.statements(card) for card in cards]
    if not all(statements):
        return None
    statements[0] = desk.led(cards[0], statements[0])
    lengths = [sum(desk.count(statement.text) for statement in told) for told in statements]
    quality = [
        fit.score**STEEP * _worth(card, section, desk) * length
        for fit, card, length in zip(fits, cards, lengths, strict=True)
    ]
    length = sum(lengths)
    return Option(
        cards=tuple(fit.card for fit in fits),
        section=section.number,
        side=cards[0].side,
        length=length,
        score=round(sum(quality) / length * math.sqrt(length / USUAL[desk.unit]), 4),
        fit=round(min(1.0, sum(fit.score for fit in fits) / len(fits)), 4),
        document=cards[0].span.document,
        texts=tuple(map(parts.whole, cards)),
        foreign=cards[0].language != desk.language,
        attached=cards[0].attached,
        question=fits[0].question,
        quoted=sum(told[0].kind == "quotation" for told in statements),
        classed=any(card.via == "class" for card in cards),
    )


def _spoken(desk: Desk) -> Spoken:
    """Return the documents that speak of something where they speak of a side, the names of the sides left out."""
    found: Spoken = defaultdict(partial(defaultdict, set))
    for card in desk.evidence.cards:
        for token in set(tokens.content_tokens(parts.whole(card))) - desk.names:
            found[card.side][token].add(card.span.document)
    return found


def _usable(desk: Desk, spoken: Spoken) -> frozenset[int]:
    """Return the cards but for those that only their document gives a side, and that do not open with what other
    documents of the side speak of too: a general remark in a manual is not about the product. What has a heading of its
    own in the document about the side is: a list, an item with a label, an answer."""
    paths: dict[str | None, set[str]] = defaultdict(set)
    for card in desk.evidence.cards:
        paths[card.side].add(card.span.document)

    def opens(card: Card) -> bool:
        opening = tokens.content_tokens(" ".join(card.text.split()[:4]) if card.language == "en" else card.text[:8])
        known = (len(spoken[card.side][token]) for token in opening if token not in desk.names)
        shared = max(known, default=0) >= min(SHARED_BY, len(paths[card.side]))
        return shared and not (card.language == "zh" and tokens.tagged(card.text)[0][1] == "v")

    def stated(card: Card) -> bool:
        return desk.home(card) and bool(card.relation == "list" or parts.label(card.text) or desk.place(card))

    return frozenset(
        n for n, card in enumerate(desk.evidence.cards) if card.via != "document" or stated(card) or opens(card)
    )


def _worth(card: Card, section: SectionSpec, desk: Desk) -> float:
    """Weigh how surely a passage speaks of its side, how well it stands and how much it says.

    An introduction takes what speaks of all sides or says what one is, a conclusion that or what looks ahead.
    """
    foreign, general, home = card.language != desk.language, card.via == "all", desk.home(card)
    said = parts.whole(card)
    if section.role == "introduction" or (section.role == "conclusion" and section.number in desk.opening):
        opens = (card.via == "name" and card.foremost) if desk.sides else desk.opens(card)
        first = home and card.via == "name" and card.opens and card.span.chunk == 1
        defines = first or (opens and DEFINITION.search(card.text) is not None)
        return 0.0 if foreign or card.person else 1.0 if general else 0.8 if defines and not card.item else 0.0
    if general and section.role in COMPARED and desk.sides and not COMPARES.search(said):
        return 0.0
    if section.role == "conclusion" and desk.sides and len(card.headings) > SUMMED:
        return 0.0
    if section.role == "conclusion" and not desk.sides:
        closes = not foreign and not card.person and (card.closing or general)
        return CLOSING_WORTH["closing"][card.closing] * CLOSING_WORTH["all"][general] if closes else 0.0
    defining = "what" in answers.asked(section.title) or "overview" in aspects.asked(section.title)
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
        DEFINES if DEFINITION.search(card.text) and not defining else 1.0,
        BOUNDS if BOUND.search(said) else 1.0,
        DEEPER ** max(0, len(card.headings) - DEEP),
        CODED_WORTH if len(set(CODED.findall(said))) > CODES else 1.0,
    )
    sure = SURE[card.via] if desk.sides else 0.8 if desk.opens(card) else 0.5
    return (max(sure, AT_HOME) if home and sure else sure) * math.prod(factors)
