"""The default writer: whole source sentences, chosen by an integer programme, side set against side."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator import claims, text, tokens, wording
from generator.claims import Card
from generator.commission import Commission, SectionSpec
from generator.draft import Draft, Passage, Statement
from generator.errors import BriefproofError
from generator.retrieval import COMPARED, POSED, Evidence
from generator.selection import DUPLICATE, FOREIGN_SHARE, STEPS, Limits, Option, select

VERSION = "2"
OPTIONS = 24
"""Sentences offered to the solver for each section, side and language."""
WEAKEST = 0.12
"""Fit (0 to 1) below which a sentence does not serve a section, while there are others."""
PLENTY = 1.5
"""Length on offer, as a multiple of what is needed, below which weaker sentences are offered too."""
LENGTH_WINDOW = 0.04
"""Part of the wanted length by which a selection may miss it, where the commission's own limits allow."""
SHARES = {"introduction": 0.25, "conclusion": 0.35}
"""Evidence in an introduction or a conclusion, against a comparison section."""
ATTACHED_SHARE = 0.08
"""Least share of the text that comes from the attachments."""
CONNECTIVE_LENGTH = {"字": 6, "words": 4}
"""Most that a connective adds to a sentence."""
ASPECTS = 4
"""Aspects of a section on which the sides are set against each other, at most."""
COMMON = 0.5
"""Share of a section's sentences above which a word is too common to be an aspect."""
SHARED = 2
"""Sentences of each side that must speak of a word before it is an aspect: one alone is often chance."""
CHOICES = 8
"""Sentences of a side that are tried for an aspect, the best first."""
ROWS = 4
"""Rows of the table, at most."""
COMFORTABLE = tuple(step.name for step in STEPS[:2])
"""Steps of the selection that a table and summaries may not force it beyond."""
FIGURE = r"(?<![A-Za-z-])\d+(?:[.,]\d+)*\s?(?:%|percent|percentage|‰|[亿万个项倍年月]|th|of|times|points|experts)"
"""A number that says how much, not the one in GPT-4: what a reader of a report looks for."""
CLOSING_FIT = 0.8
"""Least fit for a conclusion of a sentence that looks ahead or speaks of all sides below a heading such as 展望."""
ATTACHED_FIT = 0.35
"""Least fit of a sentence of an attachment: a document that was handed over is to be used."""
ENOUGH = 2
"""Usable text in the report's own language, as a multiple of the wanted length, from which it is plenty."""
FOREIGN_WORTH = (0.25, 0.8)
"""Worth of a sentence in another language where the report's own has plenty, and where it has not."""
EXTRAS_SHARE = 0.2
"""Part of the wanted length that table and summaries may take together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """One sentence of each side that speaks of the same aspect, with a clause that shows what it says."""

    section: int
    aspect: str
    """Word as it stands in the sources."""
    options: tuple[Option, ...]
    """One for each side, in the commission's order."""


def write(commission: Commission, evidence: Evidence, front: Mapping[str, Any], taken: tuple[int, int]) -> Draft:
    """Fill the sections that are posed to the corpus.

    `taken`: least and most length, in the commission's unit, that title, headings, sections about the brief itself
    and the gap list use. Raises BriefproofError when the corpus has too little for the length that is asked for.
    """
    sections = tuple(section for section in commission.sections if section.role in POSED)
    desk = _Desk(commission, evidence, front)
    options, aspects = desk.options(sections, WEAKEST)
    needs = _limits(commission, sections, taken).minimum
    if sum(option.length for option in _once(options)) < PLENTY * needs:
        options, aspects = desk.options(sections, 0.0)
    pairs = desk.pairs(options, aspects)
    result, extras = None, 0
    while result is None:
        extras = desk.extras_length(pairs)
        limits = _limits(commission, sections, (taken[0] + extras, taken[1] + extras))
        if not pairs:
            _enough(options, limits, commission, sections)
        needed = {option.card for pair in pairs for option in pair.options}
        placed = {(option.card, option.section) for pair in pairs for option in pair.options}
        offered = tuple(
            replace(o, needed=(o.card, o.section) in placed)
            for o in options
            if o.card not in needed or (o.card, o.section) in placed
        )
        result = select(offered, limits)
        if result is None and not pairs:
            raise BriefproofError(_unbalanced(options, limits, commission))
        if pairs and (result is None or result[1] not in COMFORTABLE):
            result, pairs = None, pairs[: len(pairs) // 2]  # before a table crowds out evidence, it goes
    chosen, step = result
    filled = tuple(
        (section.number, desk.section(section, [o for o in chosen if o.section == section.number], aspects, pairs))
        for section in sections
    )
    rows = tuple(pair.aspect for pair in desk.rows(pairs))
    notes = () if step == "strict" else (f"limits relaxed: {step}",)
    return Draft(sections=filled, aspects=rows, notes=notes)


def _enough(
    options: tuple[Option, ...], limits: Limits, commission: Commission, sections: tuple[SectionSpec, ...]
) -> None:
    offered = sum(option.length for option in _once(options))
    if offered >= limits.minimum:
        return
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


def _unbalanced(options: tuple[Option, ...], limits: Limits, commission: Commission) -> str:
    amounts = ", ".join(
        f"{name} {sum(o.length for o in _once(options) if o.side == name)} {commission.length.unit}"
        for name in limits.sides
    )
    return (
        f"no selection keeps the length and the balance of at least half an even share for each side: usable "
        f"sentences hold {amounts}; add sources on the side that has least"
    )


def _once(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Return each card once, however many sections it was offered to."""
    return tuple({option.card: option for option in options}.values())


def _floor(card: Card, section: SectionSpec) -> float:
    """Return the fit that a sentence has whatever the words of a section's heading."""
    if section.role == "conclusion":
        return CLOSING_FIT if card.closing else 0.0
    return ATTACHED_FIT if card.attached else 0.0


def _worth(card: Card, section: SectionSpec, language: str, *, scarce: bool) -> float:
    """Weigh how surely a sentence speaks of its side (its own words, its heading, its class) and how well it stands.

    `scarce`: the report's own language has little. An introduction takes what speaks of all sides, a conclusion that
    or what looks ahead.
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
        FOREIGN_WORTH[scarce] if card.language != language and not card.attached else 1.0,
        1.0 if not re.search(FIGURE, card.text) else 1.5 if card.attached else 1.1,
        1.25 if card.attached and card.span.chunk == 1 else 1.0,  # an abstract says what a document is about
    )
    return sure * math.prod(factors)


class _Desk:
    """What the writer works with: a commission, its evidence and the front matter so far."""

    def __init__(self, commission: Commission, evidence: Evidence, front: Mapping[str, Any]) -> None:
        self.commission, self.evidence, self.front = commission, evidence, front
        self.language, self.unit = commission.language, commission.length.unit
        self.sides = tuple(subject.name for subject in commission.subjects)
        self.titles = {document.path: document.title for document in evidence.documents}
        self.table = wording.words(self.language)
        own = sum(self.count(c.text) for c in evidence.cards if c.language == self.language and c.via != "none")
        wanted = commission.length.maximum or commission.length.minimum or 0
        self.scarce = own < ENOUGH * wanted
        """True when the report's own language has too little to choose from."""
        self.headings = {section.number: section.title for section in commission.sections}

    def count(self, sentence: str) -> int:
        return text.count(sentence, self.unit)

    # --- what is on offer

    def options(
        self, sections: tuple[SectionSpec, ...], weakest: float
    ) -> tuple[tuple[Option, ...], dict[int, tuple[str, ...]]]:
        """Return the sentences on offer, and for each section the aspects on which every side may speak, best first."""
        offered: list[Option] = []
        for section in sections:
            times: dict[tuple[str | None, bool], int] = {}
            for fit in self.evidence.fits:
                if fit.section != section.number:
                    continue
                card = self.evidence.cards[fit.card]
                score = max(fit.score, _floor(card, section))
                statement = self.statement(card)
                worth = _worth(card, section, self.language, scarce=self.scarce)
                if score < weakest:
                    continue
                kind = (card.side, card.language == self.language)
                if statement is None or not worth or times.get(kind, 0) == OPTIONS:
                    continue
                times[kind] = times.get(kind, 0) + 1
                offered.append(
                    Option(
                        card=fit.card,
                        section=section.number,
                        side=card.side,
                        length=self.count(statement.text),
                        score=round(score * worth, 4),
                        document=card.span.document,
                        text=card.text,
                        foreign=statement.kind == "quotation",
                        attached=card.attached,
                    )
                )
        compared = [section.number for section in sections if section.role in COMPARED]
        aspects = {number: self._aspects(number, [o for o in offered if o.section == number]) for number in compared}
        return tuple(
            replace(o, aspects=frozenset(self._topics(o)) & frozenset(aspects.get(o.section, ()))) for o in offered
        ), aspects

    def _topics(self, option: Option) -> dict[str, str]:
        """Return key → word of what a sentence in the report's language is about, its subject's names left out."""
        if option.foreign:
            return {}
        card = self.evidence.cards[option.card]
        names = {
            token
            for s in self.commission.subjects
            for n in (s.name, *s.aliases, *s.classes)
            for token in tokens.tokens(n)
        }
        return {
            key: word
            for key, word in tokens.topics(card.text)
            if key not in names and word in card.span.quote.casefold()
        }

    def _aspects(self, section: int, options: list[Option]) -> tuple[str, ...]:
        """Return the topics that every side shares: how often the rarest side has them, against how common they are.

        A word of the section's own title needs one sentence of each side.
        """
        asked = self._asked(section)
        by_side: dict[str, Counter[str]] = {side: Counter() for side in self.sides}
        everywhere: Counter[str] = Counter()
        for option in options:
            topics = self._topics(option)
            everywhere.update(topics.keys())
            if option.side in by_side:
                by_side[option.side].update(topics.keys())
        weighted = []
        for key, total in everywhere.items():
            least = min(min(counts[key], 3) for counts in by_side.values())
            if least >= (1 if key in asked else SHARED) and total <= max(4, COMMON * len(options)):
                weight = least * math.log(1 + len(options) / total) * (2 if key in asked else 1)
                weighted.append((-weight, key))
        return tuple(key for _, key in sorted(weighted)[:ASPECTS])

    def pairs(self, options: tuple[Option, ...], aspects: Mapping[int, tuple[str, ...]]) -> tuple[_Pair, ...]:
        """Return, section by section in turn, the best sentences of all sides on one aspect that have a clause."""
        found: list[_Pair] = []
        used: set[int] = set()
        shown: set[str] = set()
        for place in range(ASPECTS):
            for section, keys in sorted(aspects.items()):
                if place >= len(keys) or keys[place] in shown:
                    continue
                fit = [
                    o
                    for o in options
                    if o.section == section and o.side and o.card not in used and self._shows(o, keys[place])
                ]  # fmt: skip
                met = self._meeting(fit, keys[place])
                if met:
                    used |= {o.card for o in met}
                    shown.add(keys[place])
                    found.append(_Pair(section=section, aspect=self._topics(met[0])[keys[place]], options=met))
        wanted = self.commission.length
        room = EXTRAS_SHARE * (wanted.maximum or wanted.minimum or 0)
        while found and self.extras_length(tuple(found)) > room:
            found.pop()
        return tuple(found)

    def _meeting(self, options: Iterable[Option], aspect: str) -> tuple[Option, ...]:
        """Return the best sentence of each side such that all speak of the aspect and truly meet; () when none do.

        One shared word is often chance: they share another topic or heading as well, unless the section asks for it.
        """
        by_side: dict[str | None, list[Option]] = {}
        for option in sorted(options, key=lambda o: (-o.score, o.card)):
            if aspect in option.aspects:
                by_side.setdefault(option.side, []).append(option)
        best: tuple[Option, ...] = ()
        for first in by_side.get(self.sides[0], ())[:CHOICES]:
            met = [first]
            for side in self.sides[1:]:
                met += [o for o in by_side.get(side, ())[:CHOICES] if self._meets(first, o, aspect)][:1]
            if len(met) == len(self.sides) and sum(o.score for o in met) > sum(o.score for o in best):
                best = tuple(met)
        return best

    def _meets(self, first: Option, second: Option, aspect: str) -> bool:
        if text.overlap(first.text, second.text) > DUPLICATE:
            return False
        return aspect in self._asked(first.section) or len(self._about(first) & self._about(second)) > 1

    def _about(self, option: Option) -> set[str]:
        """Return the topics of a sentence and of the heading right above it."""
        above = " ".join(self.evidence.cards[option.card].headings[-1:])
        return {*self._topics(option), *(key for key, _ in tokens.topics(above))}

    def _asked(self, section: int) -> set[str]:
        """Return the words of a section's title."""
        return set(tokens.tokens(self.headings[section]))

    def _shows(self, option: Option, aspect: str) -> bool:
        """Tell whether the clause that would stand for a sentence speaks of the aspect."""
        cell = self._clause(option)
        return cell is not None and aspect in dict(tokens.topics(cell.text))

    def _clause(self, option: Option) -> Statement | None:
        """Return a clause of the sentence as a table cell."""
        card = self.evidence.cards[option.card]
        side = next(subject for subject in self.commission.subjects if subject.name == card.side)
        span = claims.clause(card, side)
        if span is None or card.language != self.language or card.person:
            return None
        cleaned = claims.clean(span.quote)
        group = claims.group_in(cleaned, side)
        lead = wording.class_lead(self.language, card.group) if card.via == "class" and not group else ""
        spans = ((span, "verbatim"), *(((card.membership, "membership"),) if card.membership else ()))
        return Statement(kind="cell", text=lead + cleaned, side=card.side, lead=lead, spans=spans)

    # --- table and summaries

    def rows(self, pairs: tuple[_Pair, ...]) -> tuple[_Pair, ...]:
        """Return the pairs that the table shows, in the order of the sections."""
        return tuple(sorted(pairs[:ROWS], key=lambda pair: pair.section))

    def extras_length(self, pairs: tuple[_Pair, ...]) -> int:
        """Return what table and summaries add to the length."""
        return sum(
            self.count(s.text) for passage in (*self._table(pairs), *self._summary(pairs)) for s in passage.statements
        )

    def _table(self, pairs: tuple[_Pair, ...]) -> tuple[Passage, ...]:
        rows = self.rows(pairs)
        if not rows:
            return ()
        cells = [Statement(kind="meta", text=words) for words in (self.table["table_corner"], *self.sides)]
        for pair in rows:
            cells.append(Statement(kind="meta", text=pair.aspect))
            cells += [cell for option in pair.options if (cell := self._clause(option))]
        heading = Passage(kind="heading", statements=(Statement(kind="meta", text=self.table["table_heading"]),))
        return heading, Passage(kind="table", statements=tuple(cells), columns=1 + len(self.sides))

    def _summary(self, pairs: tuple[_Pair, ...]) -> tuple[Passage, ...]:
        """Sum up each section by its first pair that the table does not show."""
        first = {pair.section: pair for pair in reversed(pairs) if pair not in self.rows(pairs)}
        statements = []
        for section, pair in sorted(first.items()):
            cells = [cell for option in pair.options if (cell := self._clause(option))]
            statements.append(
                Statement(
                    kind="summary",
                    text=wording.summary(
                        self.language,
                        self.headings[section],
                        [(side, cell.text) for side, cell in zip(self.sides, cells, strict=True)],
                    ),
                    spans=tuple(span for cell in cells for span in cell.spans),
                )
            )
        return (Passage(kind="paragraph", statements=tuple(statements)),) if statements else ()

    # --- sections

    def section(
        self,
        section: SectionSpec,
        chosen: list[Option],
        aspects: Mapping[int, tuple[str, ...]],
        pairs: tuple[_Pair, ...],
    ) -> tuple[Passage, ...]:
        """Arrange a section: what speaks of all sides, then aspect by aspect side against side, then the rest."""
        if section.role == "introduction":
            opened = self.ordered(chosen)
            return (Passage(kind="paragraph", statements=tuple(opened)),) if opened else ()
        *openings, without_sides, closing, nothing = wording.openings(self.front, section.title)
        if section.role == "conclusion":
            general = self.ordered([o for o in chosen if o.side is None])
            words = closing if chosen or pairs else nothing
            return (
                Passage(kind="paragraph", statements=(Statement(kind="framing", text=words),)),
                *self._summary(pairs),
                *((Passage(kind="paragraph", statements=tuple(general)),) if general else ()),
                *self._by_side([o for o in chosen if o.side is not None], section.number),
                *self._table(pairs),
            )
        sided = {option.side for option in chosen} - {None}
        opening = openings[section.number % len(openings)] if len(sided) > 1 else without_sides
        general = [Statement(kind="framing", text=opening), *self.ordered([o for o in chosen if o.side is None])]
        passages = [Passage(kind="paragraph", statements=tuple(general))]
        left = [option for option in chosen if option.side is not None]
        for number, aspect in enumerate(aspects[section.number]):
            if together := self._meeting(left, aspect):
                passages += self._by_side(list(together), section.number + number, one=True)
                left = [option for option in left if option not in together]
        return (*passages, *self._by_side(left, section.number))

    def _by_side(self, options: list[Option], number: int, *, one: bool = False) -> tuple[Passage, ...]:
        """Return the sentences side by side, in one paragraph or one for each, the later ones led by a connective."""
        connectives = self.table["connective"]
        runs: list[list[Statement]] = []
        for side in self.sides:
            statements = self.ordered([option for option in options if option.side == side])
            if statements and runs:
                statements[0] = _led(statements[0], connectives[number % len(connectives)], self.language)
            if statements:
                runs.append(statements)
        if one:
            runs = [[statement for run in runs for statement in run]]
        return tuple(Passage(kind="paragraph", statements=tuple(run)) for run in runs if run)

    def ordered(self, options: list[Option]) -> list[Statement]:
        """Order the sentences of a side: the report's own language before quotations, what names the side before what
        speaks of its class, the document with the best sentence first, within it as it runs."""
        best: dict[str, float] = {}
        for option in options:
            best[option.document] = max(best.get(option.document, 0.0), option.score)
        cards = [self.evidence.cards[option.card] for option in options]
        cards.sort(key=lambda card: (card.via == "class", -best[card.span.document], card.span))
        statements = [statement for card in cards if (statement := self.statement(card))]
        return sorted(statements, key=lambda statement: statement.kind == "quotation")

    def statement(self, card: Card) -> Statement | None:
        """Return the sentence that a card makes in this brief, or None when it can make none."""
        if card.via == "none":
            return None
        spans = ((card.span, "verbatim"), *(((card.membership, "membership"),) if card.membership else ()))
        if card.language != self.language or card.person:
            if card.person and not claims.own_voice(card.text, card.language):
                return None
            if card.person and card.language == self.language and not (card.via == "name" and card.foremost):
                return None  # an organisation's own voice counts only where it says its name
            page = card.span.page if card.attached else None
            before, after = wording.attribution(self.language, self.titles[card.span.document], page)
            return Statement(
                kind="quotation", text=before + card.text + after, side=card.side, lead=before, spans=spans
            )
        lead = "" if card.named else wording.class_lead(self.language, card.group)
        return Statement(kind="claim", text=lead + card.text, side=card.side, lead=lead, spans=spans)


def _limits(commission: Commission, sections: tuple[SectionSpec, ...], taken: tuple[int, int]) -> Limits:
    wanted = commission.length
    low, high = wanted.minimum, wanted.maximum
    aim = (low + high) / 2 if low and high else 0.9 * high if high else 1.1 * (low or 0)
    spare = CONNECTIVE_LENGTH[wanted.unit] * len(sections)
    least = max(low or 0, round(aim * (1 - LENGTH_WINDOW)) if low != high else low) - taken[0]
    most = min(high or 10**9, round(aim * (1 + LENGTH_WINDOW)) if low != high else high) - taken[1] - spare
    if most > 0:
        most = max(most, least)  # a narrow range: rather at its upper end than short
    else:
        raise BriefproofError(
            f"a length of at most {high} {wanted.unit} leaves no room for evidence: title, headings, method and gap "
            f"list take {taken[1]} {wanted.unit}; ask for a longer report or fewer sections"
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
