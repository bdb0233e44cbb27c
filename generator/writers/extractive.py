"""The default writer: whole source sentences, chosen by an integer programme, side set against side."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from generator.brief import wording
from generator.brief.draft import Draft, Passage, Statement
from generator.commission import Commission, SectionSpec
from generator.errors import BriefproofError
from generator.evidence import Evidence, claims
from generator.evidence.claims import Card, Span
from generator.evidence.retrieval import COMPARED, POSED, best_fits
from generator.language import text, tokens
from generator.writers import figures
from generator.writers.contrasts import Contrast, contrasts
from generator.writers.figures import Figure
from generator.writers.selection import DUPLICATE, FOREIGN_SHARE, STEPS, Limits, Option, Step, select

VERSION = "3"
OPTIONS = 24
"""Sentences offered to the solver for each section, side and language."""
WEAKEST = 0.12
"""Fit (0 to 1) below which a sentence does not serve a section, while there are others."""
ELSEWHERE = 0.6
"""Part of its best fit below which a sentence belongs into another section."""
PLENTY = 1.5
"""Length on offer, as a multiple of what is needed, below which weaker sentences are offered too."""
AIM = 0.7
"""How far from the least to the greatest length a brief aims: evidence is worth its room."""
LENGTH_WINDOW = 0.04
"""Part of the wanted length by which a selection may miss it, where the commission's own limits allow."""
SURE = {"name": 0.85, "all": 1.0, "heading": 0.6, "class": 0.7, "title": 0.6, "background": 0.45, "none": 0.0}
"""How surely a sentence speaks of its side, by how the side was found."""
SHARES = {"introduction": 0.25, "conclusion": 0.35}
"""Evidence in an introduction or a conclusion, against a comparison section."""
ATTACHED_SHARE = 0.08
"""Least share of the text that comes from the attachments."""
CONNECTIVE_LENGTH = {"字": 6, "words": 4}
"""Most that a connective adds to a sentence."""
ASPECTS = 8
"""Aspects of a section on which the sides are set against each other, at most."""
SET_TOGETHER = 2
"""Paragraphs of a section in which the sides meet on one aspect, at most; the rest follows side by side."""
COMMON = 0.5
"""Share of a section's sentences above which a word is too common to be an aspect."""
CHOICES = 8
"""Sentences of a side that are tried for an aspect, the best first."""
ROWS = 8
"""Rows of the table, at most."""
DRAWN = 6
"""Rows of the table that show contrasts which a source draws itself, at most."""
ACTORS = re.compile(
    r"(?:者|客|户|员|人|家|方|商|们|企业|公司|机构|团队|部门)$|^(?:user|customer|people|developer|compan|team|client)|"
    r"^(?:形式|方式|内容|情况|问题|方面|过程|部分|目的|结果|程度|特点|类型|范围|形态|way|kind|form|part|result|number)$"
)
"""Words for who acts, and words that say little alone: two sentences that share one seldom speak of the same thing."""
MODIFIERS = ("n", "nz", "vn", "v", "a", "an", "b", "eng")
"""Tags of a word that tells which one is meant when it stands right before a noun."""
HEAD = {"zh": 4, "en": 24}
"""Characters from the start of a clause, the subject's name left out, within which stands what it is about."""
USUAL, LENGTH_GAIN = {"字": 36, "words": 18}, 0.8
"""Length of a usual sentence, and the power with which a longer one is worth more."""
COMPRESSED = 0.7
COVERAGE, COMMON_CONCEPT = 0.25, 4
"""Fit that a text gains by a concept of a side that other sides speak of too, and the sentences of the second side from
which it gains no more."""
FEW_CLOSING = 2
"""Sentences that look ahead or at the whole, below which a conclusion sums up each section."""
COMFORTABLE = 2
"""Steps of the selection that tables and summaries may make it take, unless it takes more without them."""
FIGURE = r"(?<![A-Za-z-])\d+(?:[.,]\d+)*\s?(?:%|percent|percentage|‰|[亿万个项倍年月]|th|of|times|points|experts)"
"""A number that says how much, not the one in GPT-4: what a reader of a report looks for."""
CLOSING_FIT = 0.8
"""Least fit for a conclusion of a sentence that looks ahead or speaks of all sides below a heading such as 展望."""
ENOUGH = 2
"""Usable text in the report's own language, as a multiple of the wanted length, from which it is plenty."""
FOREIGN_WORTH = (0.25, 0.8)
"""Worth of a sentence in another language where the report's own has plenty, and where it has not."""
FRAMING_SHARE = 0.25
"""Largest part of the sentences outside introduction and method that carry no evidence."""
EXTRAS_SHARE, FIGURES_SHARE = 0.25, (0.14, 0.3)
"""Parts of the room for evidence that table and summaries may take together, and key figures: unasked, asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """One sentence of each side, with a clause that shows what it says."""

    section: int
    aspect: str
    """What all speak of, as a word of the sources; "" when nothing says that they speak of one thing."""
    options: tuple[Option, ...]
    """One for each side, in the commission's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extras:
    """What is shown besides the sentences of the sections; its length is known before they are chosen."""

    pairs: tuple[_Pair, ...] = ()
    """For the table and the summaries, best first."""
    drawn: tuple[Contrast, ...] = ()
    """For the table."""
    figures: tuple[Figure, ...] = ()
    fewest: int = 0
    """Below how many figures there is no table of them."""

    def __bool__(self) -> bool:
        return bool(self.pairs or self.drawn or self.figures)

    def fewer(self) -> "_Extras":
        """Return it without the last part of the kind that has most; the fewest figures of a table go at once."""
        most = max(len(self.pairs), len(self.drawn), len(self.figures) - self.fewest)
        if self.pairs and len(self.pairs) == most:
            return replace(self, pairs=self.pairs[:-1])
        if self.drawn and len(self.drawn) == most:
            return replace(self, drawn=self.drawn[:-1])
        return replace(self, figures=self.figures[:-1] if len(self.figures) > self.fewest else ())


def write(commission: Commission, evidence: Evidence, front: Mapping[str, Any], taken: tuple[int, int]) -> Draft:
    """Fill the sections that are posed to the corpus.

    `taken`: least and most length, in the commission's unit, that title, headings, sections about the brief itself
    and the gap list use. Raises BriefproofError when the corpus has too little for the length that is asked for.
    """
    sections = tuple(section for section in commission.sections if section.role in POSED)
    desk = _Desk(commission, evidence, front)
    options, aspects = desk.options(sections, WEAKEST)
    needs = _limits(commission, sections, taken).aim
    if sum(option.length for option in _once(options)) < PLENTY * needs:
        options, aspects = desk.options(sections, 0.0)
    chosen, step, extras = _chosen(desk, options, aspects, sections, taken)
    filled = tuple(
        (section.number, desk.section(section, [o for o in chosen if o.section == section.number], aspects, extras))
        for section in sections
    )
    least = commission.length.minimum or 0
    filled = _unframed(filled, desk, spare=taken[0] + sum(desk.count(s.text) for s in _told(filled)) - least)
    labels = tuple(label for label, _ in desk.rows(extras))
    notes = () if step == STEPS[0].name else (f"limits relaxed: {step}",)
    return Draft(sections=filled, aspects=labels, notes=notes)


_Filled = tuple[tuple[int, tuple[Passage, ...]], ...]


def _told(filled: _Filled) -> list[Statement]:
    """Return the statements that are not framing, which `taken` holds."""
    return [s for _, passages in filled for p in passages for s in p.statements if s.kind != "framing"]


def _unframed(filled: _Filled, desk: "_Desk", *, spare: int) -> _Filled:
    """Leave off the opening sentences of sections, the last first, while framing is too large a part of the sentences.

    A section that has nothing else keeps its own. `spare`: length that may go.
    """
    posed = {section.number for section in desk.commission.sections if section.role != "introduction"}
    within = tuple((number, passages) for number, passages in filled if number in posed)
    counted = sum(s.kind != "meta" for s in _told(within))
    framing = [(n, s) for n, passages in within for p in passages for s in p.statements if s.kind == "framing"]
    gone: set[int] = set()
    for number, statement in reversed(framing):
        others = bool(_told(tuple(one for one in within if one[0] == number)))
        left = len(framing) - len(gone)
        if others and left > FRAMING_SHARE * (left + counted) and desk.count(statement.text) <= spare:
            gone.add(number)
            spare -= desk.count(statement.text)
    return tuple(
        (number, tuple(p for p in map(_bare, passages) if p.statements) if number in gone else passages)
        for number, passages in filled
    )


def _bare(passage: Passage) -> Passage:
    return replace(passage, statements=tuple(s for s in passage.statements if s.kind != "framing"))


def _chosen(
    desk: "_Desk",
    options: tuple[Option, ...],
    aspects: Mapping[int, tuple[str, ...]],
    sections: tuple[SectionSpec, ...],
    taken: tuple[int, int],
) -> tuple[tuple[Option, ...], str, _Extras]:
    """Return the sentences chosen, the step that allowed it, and what is shown besides them.

    Before tables and summaries crowd out evidence, they go.
    """
    plain = replace(_limits(desk.commission, sections, taken), concepts=desk.concepts(options))
    _enough(options, plain, desk.commission, sections)
    wanted = desk.extras(options, aspects, plain.maximum)
    if found := _with(desk, options, sections, taken, plain, wanted, STEPS[:COMFORTABLE]):
        return found
    bare = select(options, plain)
    if bare is None:
        raise BriefproofError(_unbalanced(options, plain, desk.commission))
    if len(steps := STEPS[: _step(bare[1]) + 1]) > COMFORTABLE:  # that far it goes without tables as well
        return _with(desk, options, sections, taken, plain, wanted, steps) or (*bare, _Extras())
    return *bare, _Extras()


def _with(
    desk: "_Desk",
    options: tuple[Option, ...],
    sections: tuple[SectionSpec, ...],
    taken: tuple[int, int],
    plain: Limits,
    extras: _Extras,
    steps: Sequence[Step],
) -> tuple[tuple[Option, ...], str, _Extras] | None:
    """Return a selection beside as many of the extras as these steps allow; None when they allow none."""
    while extras:
        length = desk.extras_length(extras)
        try:
            limits = _limits(desk.commission, sections, (taken[0] + length, taken[1] + length))
        except BriefproofError:  # no room left
            extras = extras.fewer()
            continue
        limits = replace(limits, concepts=plain.concepts, apart=desk.apart(extras))
        placed = {(o.card, o.section) for pair in extras.pairs for o in pair.options}
        needed = {card for card, _ in placed}
        shown = {figure.card for figure in extras.figures}
        offered = tuple(
            replace(o, needed=(o.card, o.section) in placed)
            for o in options
            if o.card not in shown and (o.card not in needed or (o.card, o.section) in placed)
        )
        if result := select(offered, limits, steps=steps):
            return *result, extras
        extras = extras.fewer()
    return None


def _step(name: str) -> int:
    """Return the place of a step in `STEPS` by what `select` says of it."""
    return next(n for n, step in enumerate(STEPS) if name.startswith(step.name))


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
    return figures.ATTACHED_FIT if card.attached else 0.0


def _together(commission: Commission) -> int:
    """Return in how many paragraphs of a section the sides may meet on one aspect."""
    length = commission.length
    return SET_TOGETHER if (length.maximum or length.minimum or 0) >= wording.SHORT[length.unit] else 1


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
    factors = (
        1.0 if card.foremost or card.via in ("class", "title") else 0.6,
        0.85 if card.item else 1.0,
        0.75 if card.person and not card.attached else 1.0,
        FOREIGN_WORTH[scarce] if card.language != language and not card.attached else 1.0,
        1.0 if not re.search(FIGURE, card.text) else 1.5 if card.attached else 1.1,
        1.5 if card.attached and card.span.chunk == 1 else 1.0,  # an abstract says what a document is about
    )
    return SURE[card.via] * math.prod(factors)


class _Desk:
    """What the writer works with: a commission, its evidence and the front matter so far."""

    def __init__(self, commission: Commission, evidence: Evidence, front: Mapping[str, Any]) -> None:
        self.commission, self.evidence, self.front = commission, evidence, front
        self.language, self.unit = commission.language, commission.length.unit
        self.subjects = {subject.name: subject for subject in commission.subjects}
        self.sides = tuple(self.subjects)
        self.titles = {document.path: document.title for document in evidence.documents}
        self.table = wording.words(self.language)
        own = sum(self.count(c.text) for c in evidence.cards if c.language == self.language and c.via != "none")
        wanted = commission.length.maximum or commission.length.minimum or 0
        self.scarce = own < ENOUGH * wanted
        """True when the report's own language has too little to choose from."""
        self.meant: dict[int, dict[str, set[str]]] = {}
        self.names = frozenset(
            token
            for subject in commission.subjects
            for name in (subject.name, *subject.aliases, *subject.classes)
            for token in tokens.tokens(name)
        )
        self.headings = {section.number: section.title for section in commission.sections}
        self.compared = frozenset(section.number for section in commission.sections if section.role in COMPARED)

    def count(self, sentence: str) -> int:
        return text.count(sentence, self.unit)

    # --- what is on offer

    def options(
        self, sections: tuple[SectionSpec, ...], weakest: float
    ) -> tuple[tuple[Option, ...], dict[int, tuple[str, ...]]]:
        """Return the sentences on offer, and for each section the aspects on which every side may speak, best first."""
        offered: list[Option] = []
        best = best_fits(self.evidence.fits, self.compared)
        for section in sections:
            times: dict[tuple[str | None, bool], int] = {}
            for fit in self.evidence.fits:
                if fit.section != section.number:
                    continue
                card = self.evidence.cards[fit.card]
                floor = _floor(card, section)
                if section.role in COMPARED:
                    # What no heading's words fit has its floor everywhere: it belongs where it fits best.
                    share = ELSEWHERE if best[fit.card] > floor else 1.0
                    if fit.score < share * best[fit.card]:
                        continue
                score = max(fit.score, floor)
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
                        score=round(score**COMPRESSED * worth * self._weight(statement.text), 4),
                        document=card.span.document,
                        text=card.text,
                        foreign=card.language != self.language,
                        attached=card.attached,
                        classed=card.via == "class",
                        concepts=self._concepts(card),
                    )
                )
        compared = [section.number for section in sections if section.role in COMPARED]
        aspects = {number: self._aspects(number, [o for o in offered if o.section == number]) for number in compared}
        return tuple(
            replace(o, aspects=frozenset(self._topics(o)) & frozenset(aspects.get(o.section, ()))) for o in offered
        ), aspects

    def _weight(self, sentence: str) -> float:
        """Return what a sentence of that length is worth against one of USUAL length: short ones say little."""
        return min(1.5, (self.count(sentence) / USUAL[self.unit]) ** LENGTH_GAIN)

    def concepts(self, options: tuple[Option, ...]) -> tuple[tuple[str, float], ...]:
        """Return what the text gains by speaking of each concept for a side: of those that two sides speak of."""
        by_side: dict[str, Counter[str]] = {side: Counter() for side in self.sides}
        for option in _once(options):
            if option.side in by_side:
                by_side[option.side].update(option.concepts)
        total = sum(by_side.values(), Counter())
        shared = {key: sorted((counts[key] for counts in by_side.values()), reverse=True)[1] for key in total}
        most = max((min(times, COMMON_CONCEPT) for times in shared.values()), default=0)
        return tuple(
            (key, round(COVERAGE * min(times, COMMON_CONCEPT) / most, 4))
            for key, times in sorted(shared.items())
            if times
        )

    def _concepts(self, card: Card) -> frozenset[str]:
        """Return what a sentence is about, its subjects' names and those who act left out."""
        return frozenset(
            key for key, _ in tokens.topics(card.text) if key not in self.names and not ACTORS.search(key)
        )

    def _topics(self, option: Option) -> dict[str, str]:
        """Return key → word of what a sentence in the report's language is about, its subject's names left out."""
        if option.foreign:
            return {}
        card = self.evidence.cards[option.card]
        return {
            key: word
            for key, word in tokens.topics(card.text)
            if key not in self.names and word in card.span.quote.casefold()
        }

    def _aspects(self, section: int, options: list[Option]) -> tuple[str, ...]:
        """Return the topics that every side shares: how often the rarest side has them, against how common they are.

        Whether two sentences on it speak of one thing is looked at later (`_meets`).
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
            if least and not ACTORS.search(key) and total <= max(4, COMMON * len(options)):
                weight = least * math.log(1 + len(options) / total) * (2 if key in asked else 1)
                weighted.append((-weight, key))
        return tuple(key for _, key in sorted(weighted)[:ASPECTS])

    def extras(self, options: tuple[Option, ...], aspects: Mapping[int, tuple[str, ...]], room: int) -> _Extras:
        """Return what fits into the parts of the room for evidence that tables and summaries may take."""
        tables = not any(p.kind == "element" and p.value == "table" for p in self.commission.prohibitions)
        asked = "key_figures" in self.commission.extras
        found = figures.figures(
            self.evidence.cards, self.evidence.fits, self.language, self.compared, asked=asked
        ) if tables else ()  # fmt: skip
        fewest = figures.fewest(found, self.evidence.cards, asked=asked)
        while found and self.extras_length(_Extras(figures=found)) > FIGURES_SHARE[asked] * room:
            found = found[:-1] if len(found) > fewest else ()
        drawn = contrasts(
            self.evidence.cards, self.evidence.fits, self.commission.subjects, self.language, self.compared
        )[:DRAWN] if tables else ()  # fmt: skip
        shown = {number for contrast in drawn for number in contrast.cards}
        pairs = tuple(p for p in self._pairs(options, aspects) if not shown & {option.card for option in p.options})
        extras = _Extras(pairs=pairs, drawn=drawn, figures=found, fewest=fewest)
        while self.extras_length(replace(extras, figures=())) > EXTRAS_SHARE * room:
            if len(extras.pairs) >= len(extras.drawn):
                extras = replace(extras, pairs=extras.pairs[:-1])
            else:
                extras = replace(extras, drawn=extras.drawn[:-1])
        return extras

    def _pairs(self, options: tuple[Option, ...], aspects: Mapping[int, tuple[str, ...]]) -> tuple[_Pair, ...]:
        """Return, section by section in turn, the best sentences of all sides on one aspect that have a clause.

        Where little looks ahead, the best sentences of each section on whatever follow, for the conclusion.
        """
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
        closing = {s.number for s in self.commission.sections if s.role == "conclusion"}
        if closing and not self.scarce and sum(o.section in closing for o in options) < FEW_CLOSING:
            for section in sorted(aspects):
                best = tuple(self._strongest(options, section, side, used) for side in self.sides)
                if all(best) and not any(pair.section == section for pair in found[ROWS:]):
                    used |= {option.card for option in best if option}
                    found.append(_Pair(section=section, aspect="", options=tuple(o for o in best if o)))
        return tuple(found)

    def _strongest(self, options: tuple[Option, ...], section: int, side: str, used: set[int]) -> Option | None:
        own = [o for o in options if (o.section, o.side) == (section, side) and o.card not in used and self._clause(o)]
        return min(own, key=lambda o: (-o.score, o.card), default=None)

    def _meeting(self, options: Iterable[Option], aspect: str) -> tuple[Option, ...]:
        """Return the best sentence of each side such that all speak of the aspect and truly meet; () when none do.

        One shared word is often chance: they share another as well, or both open with it.
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
        ours, theirs = self._meant(first), self._meant(second)
        shared = {key for key in ours.keys() & theirs.keys() if _same(ours[key], theirs[key])}
        if aspect not in shared:
            return False
        return len(shared) > 1 or (self._heads(first, aspect) and self._heads(second, aspect))

    def _meant(self, option: Option) -> dict[str, set[str]]:
        """Return key → the words that stand right before each occurrence of a topic and tell which one is meant.

        "" where none does: 数据预览 and 研究预览 share a word and are two things.
        """
        if option.card not in self.meant:
            found: dict[str, set[str]] = {}
            card = self.evidence.cards[option.card]
            topics = {word: key for key, word in self._topics(option).items() if not ACTORS.search(key)}
            if card.language == "zh":
                words = tokens.tagged(tokens.simplify(card.text))
            else:
                words = [(word.casefold(), "n") for word in re.findall(r"[A-Za-z][\w-]*|[^\w\s]|\d+", card.text)]
            for (before, tag), (word, _) in pairwise((("", "x"), *words)):
                if word in topics:
                    named = set(tokens.content_tokens(before)) <= self.names
                    tells = tag in MODIFIERS and len(before) > 1 and not named
                    found.setdefault(topics[word], set()).add(before if tells else "")
            self.meant[option.card] = found
        return self.meant[option.card]

    def _heads(self, option: Option, aspect: str) -> bool:
        """Tell whether a clause of the sentence, or the label of the item, opens with the aspect."""
        card = self.evidence.cards[option.card]
        side = self.subjects[card.side]
        word = self._topics(option)[aspect]
        names = claims.pattern((side.name, *side.aliases))
        for part in re.split("[，；：,;:]", names.sub("", card.text.casefold())):
            if 0 <= part.strip(" 的").find(word) <= HEAD[self.language]:
                return True
        return False

    def _asked(self, section: int) -> set[str]:
        """Return the words of a section's title."""
        return set(tokens.tokens(self.headings[section]))

    def _shows(self, option: Option, aspect: str) -> bool:
        """Tell whether the clause that would stand for a sentence speaks of the aspect."""
        cell = self._clause(option)
        return cell is not None and aspect in dict(tokens.topics(cell.text))

    def _clause(
        self, option: Option, words: Callable[[str, str], str] = wording.class_cell
    ) -> Statement | None:
        """Return a clause of the sentence as a table cell; `words` say of which class it speaks."""
        card = self.evidence.cards[option.card]
        span = claims.clause(card, self.subjects[card.side])
        if span is None or card.language != self.language or card.person:
            return None
        return self._cell(card, span, words)

    def _cell(self, card: Card, span: Span, words: Callable[[str, str], str]) -> Statement:
        cleaned = claims.clean(span.quote)
        led = card.via == "class" and not claims.group_in(cleaned, self.subjects[card.side])
        lead = words(self.language, card.group) if led else ""
        return Statement(kind="cell", text=lead + cleaned, side=card.side, lead=lead, spans=_spans(card, span))

    # --- tables and summaries

    def rows(self, extras: _Extras) -> tuple[tuple[str, tuple[Statement, ...]], ...]:
        """Return the rows of the table, each with its label: what a source sets side by side, then what we do."""
        drawn = [(c.label, tuple(self._item(self.evidence.cards[n]) for n in c.cards)) for c in extras.drawn]
        pairs = sorted((pair for pair in extras.pairs[:ROWS] if pair.aspect), key=lambda pair: pair.section)
        labels = {label for label, _ in drawn}
        met = [(pair.aspect, self._cells(pair)) for pair in pairs if pair.aspect not in labels]
        return tuple((*drawn, *met)[:ROWS])

    def _cells(
        self, pair: _Pair, words: Callable[[str, str], str] = wording.class_cell
    ) -> tuple[Statement, ...]:
        return tuple(cell for option in pair.options if (cell := self._clause(option, words)))

    def _item(self, card: Card) -> Statement:
        """Return a list item as a cell."""
        quote = card.span.quote.rstrip("。.；;，, ")
        span = replace(card.span, end=card.span.start + len(quote), quote=quote)
        return self._cell(card, span, wording.class_cell)

    def extras_length(self, extras: _Extras) -> int:
        """Return what tables and summaries add to the length."""
        passages = (*self._table(extras), *self._summary(extras), *self._figures(extras))
        return sum(self.count(s.text) for passage in passages for s in passage.statements)

    def apart(self, extras: _Extras) -> tuple[tuple[str, int], ...]:
        """Return how much of each side the tables show."""
        shown = [s for p in (*self._table(extras), *self._figures(extras)) for s in p.statements]
        return tuple((side, sum(self.count(s.text) for s in shown if s.side == side)) for side in self.sides)

    def _table(self, extras: _Extras) -> tuple[Passage, ...]:
        rows = self.rows(extras)
        if not rows:
            return ()
        cells = [Statement(kind="meta", text=words) for words in (self.table["table_corner"], *self.sides)]
        for label, shown in rows:
            cells += (Statement(kind="meta", text=label), *shown)
        heading = Passage(kind="heading", statements=(Statement(kind="meta", text=self.table["table_heading"]),))
        return heading, Passage(kind="table", statements=tuple(cells), columns=1 + len(self.sides))

    def _figures(self, extras: _Extras) -> tuple[Passage, ...]:
        """Return the key figures, side by side, each document's as they run."""
        if not extras.figures:
            return ()
        cells = [Statement(kind="meta", text=words) for words in self.table["figures_head"]]
        for figure in sorted(extras.figures, key=lambda f: (self.sides.index(f.side), f.span)):
            words = claims.clean(figure.span.quote)
            cells += (
                Statement(kind="meta", text=figure.side),
                Statement(kind="meta", text=figure.amounts),
                Statement(kind="figure", text=words, side=figure.side, spans=((figure.span, "verbatim"),)),
            )
        heading = Passage(kind="heading", statements=(Statement(kind="meta", text=self.table["figures_heading"]),))
        return heading, Passage(kind="table", statements=tuple(cells), columns=len(self.table["figures_head"]))

    def _summary(self, extras: _Extras) -> tuple[Passage, ...]:
        """Sum up each section by its first pair that the table does not show."""
        shown = {cell.text for _, cells in self.rows(extras) for cell in cells}
        first: dict[int, _Pair] = {}
        for pair in extras.pairs:
            if not shown & {cell.text for cell in self._cells(pair)}:
                first.setdefault(pair.section, pair)
        statements = []
        for section, pair in sorted(first.items()):
            cells = self._cells(pair, wording.class_lead)
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
        extras: _Extras,
    ) -> tuple[Passage, ...]:
        """Arrange a section: what speaks of all sides, then aspect by aspect side against side, then the rest."""
        if section.role == "introduction":
            opened = self.ordered(chosen)
            return (Passage(kind="paragraph", statements=tuple(opened)),) if opened else ()
        *openings, without_sides, closing, nothing = wording.openings(self.front, section.title)
        if section.role == "conclusion":
            general = self.ordered([o for o in chosen if o.side is None])
            words = closing if chosen or extras.pairs or extras.drawn else nothing
            return (
                Passage(kind="paragraph", statements=(Statement(kind="framing", text=words),)),
                *self._summary(extras),
                *((Passage(kind="paragraph", statements=tuple(general)),) if general else ()),
                *self._by_side([o for o in chosen if o.side is not None], section.number),
                *self._table(extras),
            )
        sided = {option.side for option in chosen} - {None}
        opening = openings[section.number % len(openings)] if len(sided) > 1 else without_sides
        general = [Statement(kind="framing", text=opening), *self.ordered([o for o in chosen if o.side is None])]
        passages = [Passage(kind="paragraph", statements=tuple(general))]
        left = [option for option in chosen if option.side is not None]
        met = 0
        for number, aspect in enumerate(aspects[section.number]):
            if met < _together(self.commission) and (together := self._meeting(left, aspect)):
                met += 1
                passages += self._by_side(list(together), section.number + number, one=True)
                left = [option for option in left if option not in together]
        home = figures.home(extras.figures, self.evidence.fits, self.compared) == section.number
        return (*passages, *self._by_side(left, section.number), *(self._figures(extras) if home else ()))

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
        if card.via == "none" or card.phrase:
            return None
        spans = _spans(card, card.span)
        if card.language != self.language or card.person or card.via == "title":
            if card.person and not claims.own_voice(card.text, card.language):
                return None
            said = (card.via == "name" and card.foremost) or card.attached
            if card.person and card.language == self.language and not said:
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
    aim = low + AIM * (high - low) if low and high else 0.9 * high if high else 1.1 * (low or 0)
    compared = sum(section.role in COMPARED for section in sections)
    spare = CONNECTIVE_LENGTH[wanted.unit] * (len(sections) + _together(commission) * compared)
    most = (high or round(aim * (1 + LENGTH_WINDOW))) - taken[1] - spare
    if most <= 0:
        raise BriefproofError(
            f"a length of at most {high} {wanted.unit} leaves no room for evidence: title, headings, method and gap "
            f"list take {taken[1]} {wanted.unit}; ask for a longer report or fewer sections"
        )
    required = max(0, (low or round(aim * (1 - LENGTH_WINDOW))) - taken[0])
    most = max(most, required)  # a narrow range: rather at its upper end than short
    least = min(most, max(required, round(aim * (1 - LENGTH_WINDOW)) - taken[0]))
    most = max(least, min(most, round(aim * (1 + LENGTH_WINDOW)) - taken[1] - spare))
    weights = {s.number: SHARES.get(s.role, 1.0) for s in sections}
    whole = sum(weights.values())
    budgets = []
    for section in sections:
        own, part = section.length, weights[section.number] / whole
        budgets.append(
            (
                section.number,
                own.minimum if own and own.minimum else round(part * (required + most) / 2 * 0.6),
                own.maximum if own and own.maximum else round(part * (least + most) / 2 * 1.4),
                section.role in COMPARED,
            )
        )
    line = wording.words(commission.language)["gap_side"]
    return Limits(
        minimum=required,
        aim=least,
        maximum=most,
        sections=tuple(budgets),
        sides=tuple(subject.name for subject in commission.subjects),
        foreign=round(FOREIGN_SHARE * aim),
        attached=round(ATTACHED_SHARE * aim),
        silent=max(
            text.count(line.format(section=section.title, subject=subject.name), wanted.unit)
            for section in sections
            for subject in commission.subjects
        ),
    )


def _spans(card: Card, span: Span) -> tuple[tuple[Span, str], ...]:
    """Return what a sentence rests on: the words themselves, and what places its side in the class it speaks of."""
    return ((span, "verbatim"), *(((card.membership, "membership"),) if card.membership else ()))


def _same(first: set[str], second: set[str]) -> bool:
    """Tell whether two uses of a word may mean one thing, by the words right before it."""
    return "" in first or "" in second or bool(first & second)


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
