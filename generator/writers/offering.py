"""What is offered to the selection: runs of one to three passages of a part, with gain and length.

A part of a source (`evidence.parts`) is quoted from its beginning, or from where a paragraph of it begins, as it runs.
The gain of a run is how well its passages fit the question, times how surely they speak of their side, how well they
stand and how much they say. The numbers below were set by hand on corpora in both languages; docs/writer.md measures
them together.
"""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from generator.commission import SectionSpec
from generator.evidence import COMPARED, Card, answers, fitting, naming, parts
from generator.evidence.cards import LISTED
from generator.language import tokens
from generator.writers import quoting, within
from generator.writers.desk import SERVES, Desk
from generator.writers.quoting import Offered
from generator.writers.selection import Option

PARTS = 8
"""Parts of sources (1 or more) on offer to each question, side and language: the best."""
RUN = 3
"""Most passages of a run (1 or more)."""
LEAST, UNSIDED = ((SERVES, 0.7), (0.5, 0.5)), ((0.6, 0.6), (0.4, 0.4))
"""Least serving (0 and up, `Desk.serving`) of a passage that is used, and of the one that is used in a section in which
none of its side is; the second pair where a side would not be heard. `UNSIDED`: where nothing is compared."""
STOPS = 0.85
"""Part (0 to 1) of the serving of the best passage of a side on a question below which none stands beside it: of the
best of a section and side 23 % were what analysts named there, of those that serve 0.9 times as well and more 11 %, of
the rest 5 % (twelve corpora)."""
ONE = 0.7
"""Part (0 to 1) of `STOPS` where there is one subject: readers found what serves half as well there hardly worse."""
FEW = 5
"""Passages (1 or more) of a section on one subject that are used though they serve little."""
LONE = 1.6
"""Least serving (0 and up) of a single sentence of a side of which nothing else stands in its section."""
LESSER = 0.25
"""What the gain of single sentences counts (0 to 1) where there are excerpts."""
REACHES = (STOPS, 1.0), (0.0, 1.0), (0.0, 0.0)
"""What stands, from what serves best to all that serves: `STOPS`, and the part (0 to 1) of `Desk.dearer` that is asked.
The next is taken where a brief would be shorter than it was asked to be."""
CLOSES = 1.7
"""Least serving of what a conclusion says: of what the readers saw there six in ten were of no use from 0.95 up."""
LATER = 0.8
"""Factor (0 to 1) for a run that does not begin where its part does, but for a sentence that carries its article."""
STEEP = 1.5
"""Power (1 and up) of the serving: what answers well goes before much that answers somewhat."""
PLENTY = 2.4
"""Serving (above 0) beyond which nothing answers better: what says the title's words again often says little else."""
SURE = {"name": 1.0, "all": 0.8, "heading": 1.0, "document": 0.9, "title": 0.9, "class": 0.8, "background": 0.0,
        "before": 0.0, "none": 0.0}  # fmt: skip
"""How surely (0 to 1) a passage speaks of its side, by how the side was found (`Card.via`)."""
SUMMED = 2
"""Headings (1 or more) above what is said for or against a whole side, at most."""
DATED, DATED_WORTH = (
    re.compile(r"(?<!\d)(?:1[89]|20[01])\d{1,2} ?年|\b(?:in|since|from|by) (?:1[89]\d\d|20[01]\d)\b", re.I),
    0.5,
)
"""A year long past, and the factor (0 to 1) for what happened then, where no history is asked for."""
FOREIGN_WORTH = (0.25, 0.8)
"""Factors (0 to 1) for another language, where the report's own has plenty, and where it has not."""
LEADS = 1.2
"""Factor (1 and up) for what opens its paragraph."""
DEFINITION = re.compile(
    r"^[^，,]{1,30}?(?:，?是(?:一种|一个|指|由|国内|世界|目前)?|，?是指)|^[^,]{1,60}? (?:is|are) (?:an?|the|one)\b",
    re.I,
)
SHARED_BY = 3
"""Documents about a side (1 or more) that speak of what opens a sentence which only its document gives that side."""
COMPARES = re.compile(
    r"比|相较|而|不同|区别|差异|分别|均|都|两者|二者|各|\b(?:than|while|whereas|both|compared|unlike|differ\w*|similar\w*|"
    r"either|versus|respectively|in contrast|on the other hand)\b", re.I)  # fmt: skip
"""Words by which a passage on several sides sets them side by side, and does not only name them."""
_CLAUSES = re.compile(r"[，；]|[,;](?!\d)|\band\b")
CLOSING_WORTH = {"closing": (0.35, 1.0), "all": (0.6, 1.0)}
"""Factors (0 to 1) in a conclusion for not looking ahead, and doing so; for not speaking of all sides, and doing so."""

Spoken = dict[str | None, dict[str, set[str]]]
"""Side, token → the documents that speak of it."""


def offer(
    desk: Desk,
    sections: tuple[SectionSpec, ...],
    reach: tuple[float, float],
    rooms: Mapping[int, float],
    unheard: Collection[tuple[int, str]] = (),
) -> tuple[Option, ...]:
    """Return the runs on offer, section by section; weak ones only where a side would not be heard. `reach`: one of
    `REACHES`; `rooms`: the even length of each section's evidence; `unheard`: sections and sides for which no
    excerpt could be chosen."""
    usable = _usable(desk, _spoken(desk))
    home = {card: n for n, part in enumerate(desk.evidence.parts) for card in part.cards if card in usable}
    likely = _answers(reach)
    offered = {section.number: _offered(desk, section, home, likely) for section in sections}
    runs: tuple[Option, ...] = ()
    for least in LEAST if desk.sides else UNSIDED:
        runs = tuple(
            option
            for section in sections
            for option in _options(
                desk,
                section,
                offered[section.number],
                home,
                least,
                reach,
                _room(desk, section, rooms[section.number]),
                frozenset(side for number, side in unheard if number == section.number),
            )
        )
        if runs and set(desk.sides) <= {option.side for option in runs}:
            break
    return runs


def _room(desk: Desk, section: SectionSpec, whole: float) -> float:
    """Return the even length, in the commission's unit, that a side has for a question of a section."""
    asked = max(1, len(fitting.questions(section.title)))
    return whole / (asked * max(1, len(desk.sides)))


def _answers(reach: tuple[float, float]) -> float:
    """Return how probable (0 to 1) it must be that an excerpt answers, to be used."""
    return quoting.ANSWERS[REACHES.index(reach)]


def _general(desk: Desk, section: SectionSpec) -> bool:
    """Tell whether a section says what the sides are, or what is concluded, and answers no question."""
    return section.number in desk.opening or section.role == "introduction"


def _offered(desk: Desk, section: SectionSpec, home: Mapping[int, int], likely: float) -> tuple[Offered, ...]:
    """Return the passages that fit a section and are worth anything in it, of a part on other matters what speaks of
    the question; `home`: card → the part it stands in; `likely`: how probable (0 to 1) it is that one answers."""
    found = tuple(_worthy(desk, section, home))
    if _general(desk, section):
        return found
    return within.narrowed(found, desk.titles, desk.names, section.title, likely, desk.language)


def _worthy(desk: Desk, section: SectionSpec, home: Mapping[int, int]) -> Iterator[Offered]:
    """Yield the passages that fit a section and are worth anything in it."""
    worths: dict[int, float] = {}
    for fit in desk.evidence.fits:
        if fit.section == section.number and fit.card in home:
            card = desk.evidence.cards[fit.card]
            if section.role == "introduction" and not (_defines(card, desk) or _sets_beside(card)):
                continue
            if fit.card not in worths:
                worths[fit.card] = _worth(card, section, desk)
            if worth := worths[fit.card]:
                yield Offered(fit=fit, card=card, serving=desk.serving(fit), worth=worth)


def _options(
    desk: Desk,
    section: SectionSpec,
    offered: Iterable[Offered],
    home: Mapping[int, int],
    least: tuple[float, float],
    reach: tuple[float, float],
    room: float,
    also: frozenset[str | None],
) -> Iterator[Option]:
    """Yield the options of a section: its excerpts and, where these do not answer, its runs of sentences, of the PARTS
    that answer each question best, for each side and language; of a side of which none serves, the best passage.

    `least`: serving from which a passage is used, and there. `room`: the even length that a side has for a question.
    `also`: sides of which single sentences may stand though an excerpt answers, which stands elsewhere."""
    opening, general = section.number in desk.opening, _general(desk, section)
    longest, answers = 1 if general else RUN, _answers(reach)
    (stops, part), (strong, weak) = reach, least
    stops *= 1.0 if desk.sides else ONE
    strong += part * desk.dearer
    offered = tuple(offered)
    if not desk.sides and section.role in COMPARED:
        best = sorted((one.serving for one in offered), reverse=True)[FEW - 1 : FEW]
        strong = max(weak, min(strong, *best)) if best else weak
    excerpts = tuple(one for one in offered if one.card.excerpt is not None)
    if not general:
        made = partial(_lone, desk)
        yield from quoting.excerpts(
            excerpts,
            made,
            room,
            answers,
            desk.unit,
            wide=reach != REACHES[0],
            portrays=section.number in desk.portraits,
            sided=bool(desk.sides),
        )
    told = quoting.told(excerpts, answers, wide=reach != REACHES[0]) if desk.sides and not general else {}
    offered = tuple(
        one
        for one in offered
        if one.card.excerpt is None
        and (
            one.card.told
            or (one.card.side in also and one.serving >= LONE)
            or one.serving >= told.get((one.fit.question, one.card.side), 0.0)
        )
    )
    found: dict[tuple[str, int], dict[int, Offered]] = defaultdict(dict)
    spare: dict[str | None, Offered] = {}
    for one in offered if general else _best(offered, stops):
        if opening or one.card.attached or one.serving >= (CLOSES if section.role == "conclusion" else strong):
            found[one.fit.question, home[one.fit.card]][one.fit.card] = one
        elif one.serving >= weak and section.role != "conclusion" and not (excerpts and desk.sides):
            best = spare.setdefault(one.card.side, one)
            if (one.serving, -one.fit.card) > (best.serving, -best.fit.card):
                spare[one.card.side] = one
    kinds: dict[tuple[str, str | None, bool], list[tuple[float, int]]] = defaultdict(list)
    for (question, number), own in found.items():
        part = desk.evidence.parts[number]
        foreign = desk.evidence.cards[part.cards[0]].language != desk.language
        kinds[question, part.side, foreign].append((-max(one.serving for one in own.values()), number))
    for (question, _, _), ranked in kinds.items():
        for _, number in sorted(ranked)[:PARTS]:
            own = found[question, number]
            cards = [own[card] for card in desk.evidence.parts[number].cards if card in own]
            for option in _runs(desk, cards, longest):
                yield replace(option, score=round(option.score * LESSER, 4)) if excerpts else option
    heard = {side for _, side, _ in kinds}
    for side, one in spare.items():
        if side not in heard:
            yield from _runs(desk, [one], 1)


def _defines(card: Card, desk: Desk) -> bool:
    """Tell whether a passage says what one of the subjects is."""
    return DEFINITION.match(card.text) is not None and desk.opens(card)


def _sets_beside(card: Card) -> bool:
    return card.via == "all" and COMPARES.search(card.text) is not None


def _in_turn(said: str, desk: Desk) -> bool:
    """Tell whether words say one thing of a side and one of another, each in a clause of its own: A is made at 80
    degrees, B at 95."""
    named = (naming.mentioned(clause, tuple(desk.subjects.values())) for clause in _CLAUSES.split(said))
    return len({one[0].name for one in named if len(one) == 1}) > 1


def _best(offered: Sequence[Offered], stops: float) -> Iterator[Offered]:
    """Yield what serves nearly as well as the best of its side on its question, and what was handed over to be used."""
    most: dict[tuple[str, str | None], float] = defaultdict(float)
    for one in offered:
        voice = one.fit.question, one.card.side
        most[voice] = max(most[voice], one.serving)
    for one in offered:
        if one.card.attached or one.serving >= stops * min(PLENTY, most[one.fit.question, one.card.side]):
            yield one


def _runs(desk: Desk, own: Sequence[Offered], longest: int) -> Iterator[Option]:
    """Yield the runs of a part, given its passages as they run, each of so many passages at most."""
    for first, one in enumerate(own):
        if first and not (one.card.leads or one.card.article or one.card.relation in LISTED):
            continue
        if one.card.told and one.card.told.first > 1:
            continue  # steps are told from the first on
        for last in range(first + 1, min(first + longest, len(own)) + 1):
            if own[last - 1].card.language == one.card.language and (option := _option(desk, own[first:last])):
                later = 1.0 if not first or one.card.article else LATER
                yield replace(option, score=round(option.score * later, 4))


def _option(desk: Desk, run: Sequence[Offered]) -> Option | None:
    """Return a run with its gain in its section, None where a passage of it makes no sentence here."""
    first = run[0]
    statements = [desk.statements(one.card) for one in run]
    if not all(statements):
        return None
    statements[0] = desk.led(first.card, statements[0])
    lengths = [sum(desk.count(statement.text) for statement in told) for told in statements]
    quality = [min(one.serving, PLENTY) ** STEEP * one.worth * length for one, length in zip(run, lengths, strict=True)]
    length = sum(lengths)
    return Option(
        cards=tuple(one.fit.card for one in run),
        section=first.fit.section,
        side=first.card.side,
        length=length,
        score=round(sum(quality) / length * math.sqrt(length / quoting.USUAL[desk.unit]), 4),
        fit=round(min(1.0, sum(one.serving for one in run) / len(run)), 4),
        document=first.card.span.document,
        texts=tuple(parts.whole(one.card) for one in run),
        foreign=first.card.language != desk.language,
        attached=first.card.attached,
        question=first.fit.question,
        quoted=sum(told[0].kind == "quotation" for told in statements),
        classed=any(one.card.via == "class" for one in run),
    )


def _lone(desk: Desk, one: Offered) -> Option | None:
    return _option(desk, [one])


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
        listed = card.relation in ("list", "opening", "row", "steps")
        return desk.home(card) and bool(listed or parts.label(card.text) or desk.place(card))

    return frozenset(
        n
        for n, card in enumerate(desk.evidence.cards)
        if card.via != "document" or desk.home(card) or stated(card) or opens(card)
    )


def _worth(card: Card, section: SectionSpec, desk: Desk) -> float:
    """Weigh how surely a passage speaks of its side, how well it stands and how much it says.

    An introduction takes what speaks of all sides or says what one is, a conclusion that or what looks ahead.
    """
    foreign, general = card.language != desk.language, card.via == "all"
    said = parts.whole(card)
    if section.role == "introduction" or (section.role == "conclusion" and section.number in desk.opening):
        opens = (card.via == "name" and card.foremost) if desk.sides else desk.opens(card)
        first = card.via == "name" and card.opens and card.span.chunk == 1 and desk.home(card)
        defines = first or (opens and DEFINITION.search(card.text) is not None)
        return (
            0.0
            if foreign or card.person or card.instructs
            else 1.0
            if general
            else 0.8
            if defines and not card.item
            else 0.0
        )
    if general and section.role in COMPARED and desk.sides and not (COMPARES.search(said) or _in_turn(said, desk)):
        return 0.0
    if section.role == "conclusion" and desk.sides and len(card.headings) > SUMMED:
        return 0.0
    if section.role == "conclusion" and not desk.sides:
        closes = not foreign and not card.person and not card.instructs and (card.closing or general)
        return CLOSING_WORTH["closing"][card.closing] * CLOSING_WORTH["all"][general] if closes else 0.0
    factors = (
        DATED_WORTH if DATED.search(said) and not answers.asked(section.title) & {"time"} else 1.0,
        FOREIGN_WORTH[desk.scarce] if foreign and not card.attached else 1.0,
        LEADS if card.leads else 1.0,
    )
    return (SURE[card.via] if desk.sides else 1.0) * math.prod(factors)
