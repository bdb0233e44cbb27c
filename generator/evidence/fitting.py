"""How well a passage answers a section: a heading is a question, or several, and each is answered on its own.

A passage is judged by the headings above it, by what the part of its source says that it stands in, and by its own
words (`parts`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.commission import SectionSpec
from generator.evidence import answers, aspects
from generator.evidence.claims import Card
from generator.evidence.parts import Asked, Scale
from generator.language import text, tokens

PART, OWN = 0.35, 0.3
"""What the words of its part, and its own, are worth (0 and up) against the headings above it (1). Set by hand on
corpora of both languages, as are the numbers below."""
GIVES = {"time": 0.2, "money": 0.2, "who": 0.1, "what": 0.3, "must": 0.05}
"""What it is worth (0 to 1) that a passage gives the kind of answer that is asked for (`answers`)."""
OPENING = 0.5
"""Fit (0 to 1) to “what is it” of what opens a document and defines, whatever words it has."""
WEAK = 0.3
"""Least fit (0 and up) of a passage that is looked at."""
GIVEN = 0.36
"""Least fit (0 to 1) of what an attachment says, to every section: a document that was handed over is to be used."""
_COUNTED = re.compile(r"(?<=[^\d\W])(?:等|[一二两三四五六七八九十几]+[类种个项方]).*$")
"""What counts the questions before it: “顺序、延时、事务三类消息”."""
_COMPARING = re.compile(
    r"(?:的)?(?:对比|比较|对照|差异|异同|区别|不同)(?:分析|研究)?|"
    r"\b(?:comparisons?|compar(?:ed|ing)|differences?)\b(?: (?:of|in|between))?", re.I)  # fmt: skip
"""Words by which a title says that it compares."""
_ANNOUNCED = re.compile("^[^：:]{1,40}[：:]")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well a card serves a section."""

    card: int
    """Position in `Evidence.cards`."""
    section: int
    score: float
    """0 and up."""
    question: str = ""
    """Which of the section's questions it answers, in the section's own words; "" where it has one alone."""


def questions(title: str) -> tuple[str, ...]:
    """Return the questions that the title of a section asks, in its words; () where it is one.

    Of “Costs: fees, wages and rent” they are what the colon announces; what stands in brackets only explains.
    """
    title = _BRACKETS.sub("", title).strip() or title
    for words in (_ANNOUNCED.sub("", title), title):
        bare = (_COMPARING.sub("", _COUNTED.sub("", one)).strip() for one in aspects.questions(words))
        found = [text.capital(one) for one in bare if one]
        if len(found) > 1:
            return tuple(dict.fromkeys(found))
    return ()


def fits(section: SectionSpec, questions: Mapping[str, Asked], cards: Sequence[Card], scale: Scale) -> list[Fit]:
    """Return the fits of a section, best first."""
    found: dict[tuple[int, str], Fit] = {}
    for label, asked in questions.items():
        kinds = answers.asked(asked.words)
        heads, bodies, own = scale.weigh(asked)
        for n, part in enumerate(scale.parts):
            for card in part.cards:
                score = heads[card] + PART * bodies[n] + OWN * own[card]
                given = kinds & answers.given(scale.texts[card])
                what = "what" in given or "overview" in asked.aspects
                if what and cards[card].opens and cards[card].span.chunk == 1:
                    score = max(score, OPENING)
                if score:
                    score += max((GIVES[kind] for kind in given), default=0.0)
                if cards[card].attached:
                    score = max(score, GIVEN)
                if score >= WEAK:
                    fit = Fit(card=card, section=section.number, score=round(score, 4), question=label)
                    found[card, label] = fit
    return sorted(found.values(), key=lambda fit: (-fit.score, fit.card, fit.question))


def question(words: str, own: frozenset[str]) -> Asked:
    """Return words as one question, whatever they join; `own` as for `asked`."""
    return Asked(words=_COMPARING.sub("", words), aspects=_without(aspects.asked(words), own))


def asked(title: str, own: frozenset[str]) -> dict[str, Asked]:
    """Return the questions of a title by their labels; `own`: aspects that the subjects' names themselves speak of."""
    parts = questions(title)
    if not parts:
        return {"": question(title, own)}
    announced = _ANNOUNCED.match(title)
    alone = announced[0] if announced and len(aspects.questions(announced[0])) == 1 else ""
    first = {"": Asked(words=alone, aspects=_without(aspects.asked(alone), own))} if alone else {}
    return first | {
        label: Asked(words=label, within=announced[0] if announced else "", aspects=_without(aspects.asked(label), own))
        for label in parts
    }


def _without(asked: Mapping[str, float], own: frozenset[str]) -> dict[str, float]:
    return {name: worth for name, worth in asked.items() if name not in own}


def speaks(question: str, headings: Sequence[str], said: str) -> bool:
    """Tell whether headings or a text speak of a question: by a word of it, or by an aspect that it asks for."""
    words = set(tokens.content_tokens(question))
    told = " ".join((*headings, said))
    if words & set(tokens.tokens(told)) or any(word in tokens.simplify(told) for word in words):
        return True
    spoken = aspects.named(headings) | aspects.spoken(said).keys()
    return not spoken.isdisjoint(aspects.asked(question))
