"""How well a passage answers a section: a heading is a question, and what shares only a word with it is no answer.

Looked at are the aspects that the heading asks for (`aspects`), in the headings above the passage and in its words, the
words of the one question in the heading that it answers best, and how high the index ranks the place. Below `LEAST` a
passage is not used.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.commission import SectionSpec
from generator.evidence import answers, aspects, hygiene
from generator.evidence.claims import Card
from generator.language import tokens

# Set by hand on four corpora in both languages: message brokers, energy policy, company law, ledgers.
ABOVE = (0.5, 0.35, 0.25)
"""What an aspect is worth (0 to 1) in the nearest heading, in the one above that, and further up or in the title."""
SAID = 0.5
"""What an aspect is worth (0 to 1) that the passage's own words tell of twice; half of it for one word."""
SHARED = 0.35
"""What the heading's own words are worth (0 to 1) where all stand in the passage."""
UNKNOWN = 2.2
"""How much more they are worth (1 and up) where the thesaurus knows nothing that the heading asks."""
ANSWERS = {"time": 0.35, "money": 0.3, "who": 0.15, "what": 0.45, "must": 0.05}
"""What it is worth (0 to 1) that a passage gives the kind of answer that the heading asks for (`answers`)."""
UNANSWERED = 0.75
"""Factor (0 to 1) for a passage that gives none of the kinds that the heading asks for."""
PLACE = 0.1
"""What the index's rank of the place is worth, 0 to 1."""
LEAST, WEAK = 0.38, 0.25
"""Least fit (0 to 1) of a passage that is used, and of one that is used where the sources hold too little."""
FEW = 3
"""Fits (1 or more) below which a heading that the thesaurus does not know, such as 双方概况, asks for all."""
GIVEN = 0.34
"""Least fit (0 to 1) of what an attachment says, to every section: a document that was handed over is to be used."""
COMMON = 0.05
"""Share (0 to 1) of all passages that may speak of an aspect before its words tell less."""
PLAIN = 0.8
"""Least that the words of a common aspect tell (0 to 1) in a passage with two of them: every law has days and terms."""
HEADED = 0.7
"""Part (0 to 1) that a word counts in the headings above a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well a card serves a section."""

    card: int
    """Position in `Evidence.cards`."""
    section: int
    score: float
    """0 to 1."""
    aspect: str = ""
    """What of the section's question it answers, a name of `aspects`; "" where the thesaurus has no word for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a card speaks of."""

    above: tuple[frozenset[str], ...]
    """Aspects of the headings above it, nearest first, the title last."""
    said: Mapping[str, tuple[str, ...]]
    words: frozenset[str]
    headed: frozenset[str]
    headings: tuple[frozenset[str], ...]
    """Tokens of the headings above it, nearest first."""


def fits(
    section: SectionSpec,
    asked: Mapping[str, float],
    cards: Sequence[Card],
    told: Sequence[_Told],
    usual: Mapping[str, float],
    rarity: Callable[[str], float],
    translated: Callable[[str], Iterable[str]],
    strength: Callable[[Card], float],
) -> list[Fit]:
    """Return the fits of a section that sets side against side, best first; [] where its heading asks for nothing.

    `asked`: the aspects that the heading asks for, with their worth. `usual`: share of the cards that speak of each
    aspect. `rarity` of a token, `translated` tokens of one, `strength`
    (0 to 1) of a card's place for the section's query.
    """
    kinds = answers.asked(section.title)
    own = {token: rarity(token) for token in dict.fromkeys(tokens.content_tokens(section.title))}
    foreign = {token: (token, *translated(token)) for token in own}
    names = {token for card in cards if card.side for token in tokens.tokens(card.side)}
    telling = _telling(set(own) - names, foreign, told)
    questions = [dict.fromkeys(tokens.content_tokens(one)) for one in aspects.questions(section.title)]
    parts = [{token: own[token] for token in one if token in own} for one in questions]
    found = []
    for number, (card, one) in enumerate(zip(cards, told, strict=True)):
        aspect, answered = _answer(asked, one, usual)
        headed = _headed(telling, foreign, one)
        if headed > answered:
            aspect, answered = "", headed
        shared = max((_shared(part, foreign, one) for part in parts), default=0.0)
        score = answered + (SHARED if asked else UNKNOWN * SHARED) * shared + PLACE * strength(card)
        given = kinds & answers.given(whole(card))
        if answered or shared or "what" in given:
            score = (score + max((ANSWERS[kind] for kind in given), default=0.0)) * (
                UNANSWERED if kinds and not given else 1
            )
        if card.attached:
            score = max(score, GIVEN)
        if score >= WEAK and (answered or shared or "what" in given or card.attached):
            found.append(Fit(card=number, section=section.number, score=round(min(1.0, score), 4), aspect=aspect))
    if not asked and "what" not in kinds and sum(fit.score >= LEAST for fit in found) < FEW:
        return []
    return sorted(found, key=lambda fit: (-fit.score, fit.card))


def told(cards: Sequence[Card], titles: Mapping[str, str]) -> tuple[_Told, ...]:
    """Return what each card speaks of; `titles` of the documents by their paths."""
    return tuple(
        _Told(
            above=tuple(
                aspects.named((heading,)) for heading in (*reversed(card.headings), titles[card.span.document])
            ),
            said=aspects.spoken(whole(card)),
            words=frozenset(tokens.content_tokens(whole(card))),
            headed=frozenset(tokens.content_tokens(" ".join((*card.headings, titles[card.span.document])))),
            headings=tuple(frozenset(tokens.tokens(heading)) for heading in reversed(card.headings)),
        )
        for card in cards
    )


def usual(told: Sequence[_Told]) -> dict[str, float]:
    """Return the share of the cards that speak of each aspect."""
    counts = Counter(name for one in told for name in one.said)
    return {name: count / len(told) for name, count in counts.items()}


def whole(card: Card) -> str:
    """Return the words of a passage, its first sentence and those that come with it."""
    return " ".join((card.text, *(hygiene.clean(span.quote) for span in card.rest)))


def _answer(asked: Mapping[str, float], one: _Told, usual: Mapping[str, float]) -> tuple[str, float]:
    """Return the aspect that a card answers best, and how well it answers the heading."""
    best, most = "", 0.0
    for name, worth in asked.items():
        above = next((ABOVE[min(n, len(ABOVE) - 1)] for n, names in enumerate(one.above) if name in names), 0.0)
        telling = min(1.0, math.log(1 / max(usual.get(name, 1.0), 1e-9)) / math.log(1 / COMMON))
        times = min(2, len(one.said.get(name, ())))
        said = SAID * (telling if times < 2 else max(telling, PLAIN)) * times / 2
        value = worth * (above + said)
        if value > most:
            best, most = name, value
    return best, most


def _telling(own: Iterable[str], foreign: Mapping[str, tuple[str, ...]], told: Sequence[_Told]) -> dict[str, float]:
    """Return how much each word tells in a heading, 0 to 1: less where it stands above many passages."""
    found = {}
    for token in own:
        above = sum(any(not names.isdisjoint(foreign[token]) for names in one.headings) for one in told)
        if above:
            found[token] = min(1.0, math.log(len(told) / above) / math.log(1 / COMMON))
    return found


def _headed(telling: Mapping[str, float], foreign: Mapping[str, tuple[str, ...]], one: _Told) -> float:
    """Return how well the headings above a card answer by a word that the section's heading has too, 0 to 1."""
    return max(
        (
            ABOVE[min(n, len(ABOVE) - 1)] * worth
            for n, names in enumerate(one.headings)
            for token, worth in telling.items()
            if not names.isdisjoint(foreign[token])
        ),
        default=0.0,
    )


def _shared(own: Mapping[str, float], foreign: Mapping[str, tuple[str, ...]], one: _Told) -> float:
    """Return the part of the heading's words that a card has, 0 to 1, the rare ones counting more."""
    total = sum(own.values())
    have = 0.0
    for token, weight in own.items():
        if any(word in one.words for word in foreign[token]):
            have += weight
        elif token in one.headed:
            have += HEADED * weight
    return have / total if total else 0.0
