"""The default writer: whole source sentences, chosen by an integer programme, side set against side."""

import math
import re
from collections.abc import Mapping
from typing import Any

from generator import claims, text, wording
from generator.claims import Card
from generator.commission import Commission, SectionSpec
from generator.draft import Draft, Passage, Statement
from generator.errors import BriefproofError
from generator.retrieval import COMPARED, POSED, Evidence
from generator.selection import FOREIGN_SHARE, Limits, Option, select

VERSION = "1"
OPTIONS = 24
"""Sentences offered to the solver for each section, side and language."""
WEAKEST = 0.12
"""Fit (0 to 1) below which a sentence does not serve a section."""
LENGTH_WINDOW = 0.04
"""Part of the wanted length by which a selection may miss it, where the commission's own limits allow."""
SHARES = {"introduction": 0.25, "conclusion": 0.6}
"""Evidence in an introduction or a conclusion, against a comparison section."""
ATTACHED_SHARE = 0.08
"""Least share of the text that comes from the attachments."""
CONNECTIVE_LENGTH = {"字": 6, "words": 4}
"""Most that a connective adds to a sentence."""


def write(commission: Commission, evidence: Evidence, front: Mapping[str, Any], taken: int) -> Draft:
    """Fill the sections that are posed to the corpus.

    `taken`: length in the commission's unit that title, headings, sections about the brief itself and the gap list
    use already. Raises BriefproofError when the corpus has too little for the length that is asked for.
    """
    sections = tuple(section for section in commission.sections if section.role in POSED)
    options = _options(commission, evidence, sections)
    limits = _limits(commission, sections, taken, front)
    offered = sum(option.length for option in _once(options))
    if offered < limits.minimum:
        unit = commission.length.unit
        per_section = ", ".join(
            f"{section.title} {sum(o.length for o in options if o.section == section.number)} {unit}"
            for section in sections
        )
        raise BriefproofError(
            f"not enough evidence: the commission needs {limits.minimum} {unit} of cited sentences and the corpus "
            f"offers {offered} ({per_section}); add sources that speak of "
            f"{wording.listing([s.name for s in commission.subjects], 'en')}, or ask for a shorter report"
        )
    result = select(options, limits)
    if result is None:
        amounts = ", ".join(
            f"{name} {sum(o.length for o in _once(options) if o.side == name)} {commission.length.unit}"
            for name in limits.sides
        )
        raise BriefproofError(
            f"no selection keeps the length and the balance of at least a quarter for each side: usable sentences "
            f"hold {amounts}; add sources on the side that has least"
        )
    chosen, step = result
    notes = () if step == "strict" else (f"limits relaxed: {step}",)
    filled = tuple(
        (
            section.number,
            _section(section, [o for o in chosen if o.section == section.number], commission, evidence, front),
        )
        for section in sections
    )
    return Draft(sections=filled, notes=notes)


def _once(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Return each card once, however many sections it was offered to."""
    return tuple({option.card: option for option in options}.values())


def _options(commission: Commission, evidence: Evidence, sections: tuple[SectionSpec, ...]) -> tuple[Option, ...]:
    options: list[Option] = []
    for section in sections:
        offered: dict[tuple[str | None, bool], int] = {}
        for fit in evidence.fits:
            if fit.section != section.number or fit.score < WEAKEST:
                continue
            card = evidence.cards[fit.card]
            statement = _statement(card, commission, evidence)
            worth = _worth(card, section, commission.language)
            kind = (card.side, card.language == commission.language)
            if statement is None or not worth or offered.get(kind, 0) == OPTIONS:
                continue
            offered[kind] = offered.get(kind, 0) + 1
            options.append(
                Option(
                    card=fit.card,
                    section=section.number,
                    side=card.side,
                    length=text.count(statement.text, commission.length.unit),
                    score=round(fit.score * worth, 4),
                    document=card.span.document,
                    text=card.text,
                    foreign=statement.kind == "quotation",
                    attached=card.attached,
                )
            )
    return tuple(options)


def _worth(card: Card, section: SectionSpec, language: str) -> float:
    """Weigh how surely a sentence speaks of its side (its own words, its heading, its class) and how well it stands.

    An introduction takes what speaks of all sides, a conclusion that or what looks ahead.
    """
    if section.role == "introduction":
        return float(card.via == "all" and card.language == language)
    if section.role == "conclusion" and card.language != language:
        return 0.0
    if section.role == "conclusion":
        return (
            (1.0 if card.closing else 0.4) * (1.0 if card.via == "all" else 0.6)
            if card.closing or card.via == "all"
            else 0.0
        )
    sure = {"name": 0.85, "all": 1.0, "heading": 0.6, "class": 0.7, "background": 0.45, "none": 0.0}[card.via]
    factors = (
        1.0 if card.foremost or card.via == "class" else 0.6,
        0.85 if card.item else 1.0,
        0.75 if card.person else 1.0,
        0.25 if card.language != language and not card.attached else 1.0,
        1.1 if re.search(r"\d", card.text) else 1.0,
        1.25 if card.attached and card.span.chunk == 1 else 1.0,  # an abstract says what a document is about
    )
    return sure * math.prod(factors)


def _statement(card: Card, commission: Commission, evidence: Evidence) -> Statement | None:
    """Return the sentence that a card makes in this brief, or None when it can make none."""
    language = commission.language
    if card.via == "none":
        return None
    spans = ((card.span, "verbatim"), *(((card.membership, "membership"),) if card.membership else ()))
    if card.language != language or card.person:
        if card.person and not claims.own_voice(card.text, card.language):
            return None
        if card.person and card.language == language and not (card.via == "name" and card.foremost):
            return None  # an organisation's own voice counts only where it says its name
        title = next(d.title for d in evidence.documents if d.path == card.span.document)
        before, after = wording.attribution(language, title, card.span.page if card.attached else None)
        return Statement(kind="quotation", text=before + card.text + after, side=card.side, lead=before, spans=spans)
    lead = "" if card.named else wording.class_lead(language, card.group)
    return Statement(kind="claim", text=lead + card.text, side=card.side, lead=lead, spans=spans)


def _limits(commission: Commission, sections: tuple[SectionSpec, ...], taken: int, front: Mapping[str, Any]) -> Limits:
    wanted = commission.length
    low, high = wanted.minimum, wanted.maximum
    aim = (low + high) / 2 if low and high else 0.9 * high if high else 1.1 * (low or 0)
    spare = CONNECTIVE_LENGTH[wanted.unit] * len(sections)
    least = max(low or 0, round(aim * (1 - LENGTH_WINDOW)) if low != high else low) - taken
    most = min(high or 10**9, round(aim * (1 + LENGTH_WINDOW)) if low != high else high) - taken - spare
    least = min(least, most)
    if most <= 0:
        raise BriefproofError(
            f"a length of at most {high} {wanted.unit} leaves no room for evidence: title, headings, method and gap "
            f"list take {taken} {wanted.unit}; ask for a longer report or fewer sections"
        )
    weights = {s.number: SHARES.get(s.role, 1.0) for s in sections}
    share = (least + most) / 2 / sum(weights.values())
    budgets = []
    for section in sections:
        own = section.length
        part = share * weights[section.number]
        budgets.append(
            (
                section.number,
                own.minimum if own and own.minimum else round(part * 0.6),
                own.maximum if own and own.maximum else round(part * 1.4),
                section.role in COMPARED,
            )
        )
    return Limits(
        minimum=max(0, least),
        maximum=most,
        sections=tuple(budgets),
        sides=tuple(subject.name for subject in commission.subjects),
        foreign=round(FOREIGN_SHARE * aim),
        attached=round(ATTACHED_SHARE * aim),
    )


def _section(
    section: SectionSpec, chosen: list[Option], commission: Commission, evidence: Evidence, front: Mapping[str, Any]
) -> tuple[Passage, ...]:
    """Arrange a section: framing, what speaks of all sides, then each side in a paragraph of its own."""
    if section.role == "introduction":
        opened = _ordered(chosen, commission, evidence)
        return (Passage(kind="paragraph", statements=tuple(opened)),) if opened else ()
    options = wording.openings(front, section.title)
    sides = {option.side for option in chosen}
    if section.role == "conclusion":
        opening = options[-1]
    elif None in sides and len(sides) == 1 or not chosen:
        opening = options[-2]
    else:
        opening = options[section.number % (len(options) - 2)]
    general = [Statement(kind="framing", text=opening)]
    general += _ordered([o for o in chosen if o.side is None], commission, evidence)
    passages = [Passage(kind="paragraph", statements=tuple(general))]
    connectives = wording.words(commission.language)["connective"]
    written = 0
    for subject in commission.subjects:
        statements = _ordered([o for o in chosen if o.side == subject.name], commission, evidence)
        if statements and written:
            statements[0] = _led(statements[0], connectives[section.number % len(connectives)], commission.language)
        if statements:
            written += 1
            passages.append(Passage(kind="paragraph", statements=tuple(statements)))
    return tuple(passages)


def _led(statement: Statement, connective: str, language: str) -> Statement:
    if statement.kind != "claim":
        return statement
    own = statement.text
    if language == "en" and not statement.lead:
        if re.match(r"(?:The|An?|In|On|At|By|For|From|With|Under|Each|All|Most|Many|Some)\b", own):
            own = own[0].lower() + own[1:]
        elif statement.side is None or not own.startswith(statement.side):
            return statement  # a capital letter in mid-sentence would look like a name
    return Statement(
        kind=statement.kind,
        text=connective + own,
        side=statement.side,
        lead=connective + statement.lead,
        spans=statement.spans,
    )


def _ordered(options: list[Option], commission: Commission, evidence: Evidence) -> list[Statement]:
    """Order the sentences of a side: the report's own language before quotations, what names the side before what
    speaks of its class, the document with the best sentence first, within it as it runs."""
    best: dict[str, float] = {}
    for option in options:
        best[option.document] = max(best.get(option.document, 0.0), option.score)
    cards = [evidence.cards[option.card] for option in options]
    cards.sort(key=lambda card: (card.via == "class", -best[card.span.document], card.span))
    statements = [statement for card in cards if (statement := _statement(card, commission, evidence))]
    return sorted(statements, key=lambda statement: statement.kind == "quotation")
