"""What every stage of the extractive writer looks at: the commission, its evidence, and what a card makes here.

A card becomes a whole sentence (`Desk.statement`) or a clause in a cell (`Desk.cell`); both say what they rest on. What
a sentence is about is read here too, since it is offered, paired and arranged by that.
"""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from generator.brief import wording
from generator.brief.draft import Statement
from generator.commission import Commission
from generator.evidence import COMPARED, Card, Evidence, Span, claims, classes, hygiene
from generator.language import text, tokens
from generator.writers.selection import Option

ENOUGH = 2
"""Usable text in the report's own language, as a multiple of the wanted length (above 0), from which it is plenty. Set
by hand on bench/commissions.yml."""
ACTORS = re.compile(
    r"(?:者|客|户|员|人|家|方|商|们|企业|公司|机构|团队|部门)$|^(?:user|customer|people|developer|compan|team|client)|"
    r"^(?:形式|方式|内容|情况|问题|方面|过程|部分|目的|结果|程度|特点|类型|范围|形态|way|kind|form|part|result|number)$"
)
"""Words for who acts, and words that say little alone: two sentences that share one seldom speak of the same thing.
Gathered by hand."""
MODIFIERS = ("n", "nz", "vn", "v", "a", "an", "b", "eng")
"""Tags of jieba of a word that tells which one is meant when it stands right before a noun. Chosen by hand, held by
tests/cases/claims/pairs.yml."""


class Desk:
    """What the writer works with: a commission, its evidence and the front matter so far."""

    def __init__(self, commission: Commission, evidence: Evidence, front: Mapping[str, Any]) -> None:
        self.commission, self.evidence, self.front = commission, evidence, front
        self.language, self.unit = commission.language, commission.length.unit
        self.subjects = {subject.name: subject for subject in commission.sides}
        self.sides = tuple(self.subjects)
        self.titles = {document.path: document.title for document in evidence.documents}
        self.words = wording.words(self.language)
        self.headings = {section.number: section.title for section in commission.sections}
        self.compared = frozenset(section.number for section in commission.sections if section.role in COMPARED)
        roles = [section.role for section in commission.sections]
        self.table_at, self.concludes = wording.table_at(roles), "conclusion" in roles
        self.names = frozenset(
            token
            for subject in commission.subjects
            for name in (subject.name, *subject.aliases, *subject.classes)
            for token in tokens.tokens(name)
        )
        """Tokens of the subjects' names and classes."""
        self.scarce = self._scarce()
        """True when the report's own language has too little to choose from."""
        self._meant: dict[int, dict[str, set[str]]] = {}

    def _scarce(self) -> bool:
        own = sum(self.count(c.text) for c in self.evidence.cards if c.language == self.language and c.via != "none")
        length = self.commission.length
        return own < ENOUGH * (length.maximum or length.minimum or 0)

    def count(self, sentence: str) -> int:
        """Return the length of a sentence in the commission's unit."""
        return text.count(sentence, self.unit)

    # --- what a card makes

    def statement(self, card: Card) -> Statement | None:
        """Return the sentence that a card makes in this brief, or None when it can make none."""
        if (card.via == "none" and self.sides) or card.phrase:
            return None
        if card.language != self.language or card.person or card.via == "title":
            return self._quotation(card)
        lead = "" if card.named else wording.class_lead(self.language, card.group)
        spans = _spans(card, card.span, card.relation)
        return Statement(kind="claim", text=lead + card.text, side=card.side, lead=lead, spans=spans)

    def _quotation(self, card: Card) -> Statement | None:
        told = card.via == "title" or not self.sides  # its document is about the matter, and stands in the sentence
        if card.person and not told and not hygiene.own_voice(card.text, card.language):
            return None
        said = told or (card.via == "name" and card.foremost) or card.attached
        if card.person and card.language == self.language and not said:
            return None  # an organisation's own voice counts only where it says its name
        page = card.span.page if card.attached else None
        before, after = wording.attribution(self.language, self.titles[card.span.document], page)
        words = before + card.text + after
        spans = _spans(card, card.span, card.relation)
        return Statement(kind="quotation", text=words, side=card.side, lead=before, spans=spans)

    def clause(self, option: Option, words: Callable[[str, str], str] = wording.class_cell) -> Statement | None:
        """Return a clause of the sentence as a table cell; `words` say of which class it speaks."""
        card = self.evidence.cards[option.card]
        span = claims.cell(card, self.subjects[card.side])
        if span is None or card.language != self.language or card.person:
            return None
        return self.cell(card, span, words)

    def cell(self, card: Card, span: Span, words: Callable[[str, str], str] = wording.class_cell) -> Statement:
        """Return a part of a card as a table cell."""
        cleaned = hygiene.clean(span.quote)
        led = card.via == "class" and not classes.group_in(cleaned, self.subjects[card.side])
        lead = words(self.language, card.group) if led else ""
        spans = _spans(card, span, "cell")
        return Statement(kind="cell", text=lead + cleaned, side=card.side, lead=lead, spans=spans)

    # --- what a sentence is about

    def topics(self, option: Option) -> dict[str, str]:
        """Return key → word of what a sentence in the report's language is about, its subject's names left out."""
        if option.foreign:
            return {}
        card = self.evidence.cards[option.card]
        return {
            key: word
            for key, word in tokens.topics(card.text)
            if key not in self.names and word in card.span.quote.casefold()
        }

    def meant(self, option: Option) -> dict[str, set[str]]:
        """Return key → the words that stand right before each occurrence of a topic and tell which one is meant.

        "" where none does: 数据预览 and 研究预览 share a word and are two things.
        """
        if option.card not in self._meant:
            topics = {word: key for key, word in self.topics(option).items() if not ACTORS.search(key)}
            found: dict[str, set[str]] = {}
            for (before, tag), (word, _) in pairwise((("", "x"), *_tagged(self.evidence.cards[option.card]))):
                if word in topics:
                    named = set(tokens.content_tokens(before)) <= self.names
                    tells = tag in MODIFIERS and len(before) > 1 and not named
                    found.setdefault(topics[word], set()).add(before if tells else "")
            self._meant[option.card] = found
        return self._meant[option.card]


def _tagged(card: Card) -> tuple[tuple[str, str], ...]:
    """Return the words of a sentence with their tags; every English word counts as a noun."""
    if card.language == "zh":
        return tokens.tagged(tokens.simplify(card.text))
    return tuple((word.casefold(), "n") for word in re.findall(r"[A-Za-z][\w-]*|[^\w\s]|\d+", card.text))


def _spans(card: Card, span: Span, relation: str) -> tuple[tuple[Span, str], ...]:
    """Return what a sentence rests on: the words themselves, and what places its side in the class it speaks of."""
    return ((span, relation), *(((card.membership, "membership"),) if card.membership else ()))
