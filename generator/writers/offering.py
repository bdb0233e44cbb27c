"""What is offered to the selection: runs of one to three passages of a part, with gain and length.

A part of a source (`evidence.parts`) is quoted from its beginning, or from where a paragraph of it begins, as it runs.
The gain of a run is how well its passages fit the question, times how surely they speak of their side, how well they
stand and how much they say. The numbers below were set by hand on corpora in both languages; docs/writer.md measures
them together.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator.commission import SectionSpec
from generator.evidence import COMPARED, Card, Fit, answers, aspects, fitting, parts
from generator.language import tokens
from generator.writers.desk import Desk
from generator.writers.selection import Option

PARTS = 8
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offered:
    """A passage that fits a question, with what it makes here."""

    fit: Fit
    card: Card
    worth: float
    """Above 0."""


def offer(desk: Desk, sections: tuple[SectionSpec, ...]) -> tuple[Option, ...]:
    """Return the runs on offer, section by section; weak ones only where a side would not be heard at all."""
    usable = _usable(desk, _spoken(desk))
    home = {card: n for n, part in enumerate(desk.evidence.parts) for card in part.cards if card in usable}
    offered = {section.number: tuple(_offered(desk, section, home)) for section in sections}

    def runs(least: float) -> tuple[Option, ...]:
        return tuple(
            option for section in sections for option in _options(desk, section, offered[section.number], home, least)
        )

    strong = runs(fitting.LEAST)
    heard = {option.side for option in strong}
    return strong if strong and set(desk.sides) <= heard else runs(fitting.WEAK)


def _offered(desk: Desk, section: SectionSpec, home: Mapping[int, int]) -> Iterator[_Offered]:
    """Yield the passages that fit a section and are worth anything in it; `home`: card → the part it stands in."""
    worths: dict[int, float] = {}
    for fit in desk.evidence.fits:
        if fit.section == section.number and fit.card in home:
            card = desk.evidence.cards[fit.card]
            if fit.card not in worths:
                worths[fit.card] = _worth(card, section, desk)
            if worth := worths[fit.card]:
                yield _Offered(fit=fit, card=card, worth=worth)


def _options(
    desk: Desk,
    section: SectionSpec,
    offered: Iterable[_Offered],
    home: Mapping[int, int],
    least: float,
) -> Iterator[Option]:
    """Yield the options of a section, of the PARTS that answer each question best, for each side and language."""
    general = section.role == "introduction" or section.number in desk.opening
    longest = 1 if general else RUN
    found: dict[tuple[str, int], dict[int, _Offered]] = defaultdict(dict)
    for one in offered:
        if general or one.card.attached or one.fit.score >= least:
            found[one.fit.question, home[one.fit.card]][one.fit.card] = one
    kinds: dict[tuple[str, str | None, bool], list[tuple[float, int]]] = defaultdict(list)
    for (question, number), own in found.items():
        part = desk.evidence.parts[number]
        foreign = desk.evidence.cards[part.cards[0]].language != desk.language
        kinds[question, part.side, foreign].append((-max(one.fit.score for one in own.values()), number))
    for (question, _, _), ranked in kinds.items():
        for _, number in sorted(ranked)[:PARTS]:
            own = found[question, number]
            yield from _runs(desk, [own[card] for card in desk.evidence.parts[number].cards if card in own], longest)


def _runs(desk: Desk, own: Sequence[_Offered], longest: int) -> Iterator[Option]:
    """Yield the runs of a part, given its passages as they run, each of so many passages at most."""
    for first, one in enumerate(own):
        if first and not (one.card.leads or one.card.relation == "list"):
            continue
        for last in range(first + 1, min(first + longest, len(own)) + 1):
            if own[last - 1].card.language == one.card.language and (option := _option(desk, own[first:last])):
                later = 1.0 if not first else LATER
                yield replace(option, score=round(option.score * later, 4))


def _option(desk: Desk, run: Sequence[_Offered]) -> Option | None:
    """Return a run with its gain in its section, None where a passage of it makes no sentence here."""
    first = run[0]
    statements = [desk.statements(one.card) for one in run]
    if not all(statements):
        return None
    statements[0] = desk.led(first.card, statements[0])
    lengths = [sum(desk.count(statement.text) for statement in told) for told in statements]
    quality = [one.fit.score**STEEP * one.worth * length for one, length in zip(run, lengths, strict=True)]
    length = sum(lengths)
    return Option(
        cards=tuple(one.fit.card for one in run),
        section=first.fit.section,
        side=first.card.side,
        length=length,
        score=round(sum(quality) / length * math.sqrt(length / USUAL[desk.unit]), 4),
        fit=round(min(1.0, sum(one.fit.score for one in run) / len(run)), 4),
        document=first.card.span.document,
        texts=tuple(parts.whole(one.card) for one in run),
        foreign=first.card.language != desk.language,
        attached=first.card.attached,
        question=first.fit.question,
        quoted=sum(told[0].kind == "quotation" for told in statements),
        classed=any(one.card.via == "class" for one in run),
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
        n
        for n, card in enumerate(desk.evidence.cards)
        if card.via != "document" or desk.home(card) or stated(card) or opens(card)
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
