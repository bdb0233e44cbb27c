"""Which sentences are about the one subject of a commission: by their words, their headings, their document's title.

Where sides are compared a sentence must name its side (`sides`); where one thing is asked about, its matter decides.
"""

from collections.abc import Callable, Iterable, Mapping

from generator.commission import Commission, numbers, sections
from generator.evidence import naming
from generator.evidence.cards import Card
from generator.language import tokens

FEW, ENOUGH = 3, (0.5, 0.34)
"""Part of the weight of the words that were asked about (0 to 1), each by its rarity, that must stand in a sentence,
its headings or its document's title: of up to so many words, and of more. Set by hand on bench/first_try.yml."""
MOSTLY = 0.5
"""Part (0 to 1) of the documents that speak of what is named, from which on it tells none apart: who publishes them."""
PLENTY = 12
"""Sentences (1 or more) about what is named from which on no others are read. Set by hand."""


def words_of(card: Card, title: str) -> frozenset[str]:
    """Return the tokens of a sentence, the headings above it and its document's title."""
    return frozenset(tokens.content_tokens(" ".join((title, *card.headings, card.text))))


def matter(
    cards: Iterable[Card], titles: Mapping[str, str], commission: Commission, rarity: Callable[[str], float]
) -> tuple[Card, ...]:
    """Return the cards that are about what the commission asks; `titles`: of the documents, by path.

    Words that no source holds count for nothing, so that a question is not refused for how it is put. Where documents
    are titled by what the commission names, what is about that stands in one of them, or names it: of the terms of
    another contract nothing is said of this one.
    """
    cards = tuple(cards)
    if commission.about is None:
        known = [naming.pattern((one.name, *numbers(one.name))) for one in commission.subjects]  # not the maker's
        own = {path for path, title in titles.items() if any(name.search(title) for name in known)}
        names_it = {
            n
            for n, card in enumerate(cards)
            if any(k.search(words) for k in known for words in (card.text, *card.headings))
        }
        holding = own | {cards[n].span.document for n in names_it}
        told = tuple(card for n, card in enumerate(cards) if card.span.document in own or n in names_it)
        apart = len(holding) <= MOSTLY * len({card.span.document for card in cards})
        if own and apart and len(told) >= PLENTY:
            return told
        if not any(tokens.content_tokens(one.name) for one in commission.subjects):
            return told  # words that the dictionary does not have
    names = [set(tokens.content_tokens(name)) for s in commission.subjects for name in (s.name, *s.aliases)]
    asked = [set(tokens.content_tokens(axis)) for axis in commission.axes] or [set()]
    if "sections" in commission.defaulted and any(map(sections.is_asked, commission.axes)):
        asked.append(set())  # where nothing answers a question by its words, what is said of the subject may
    questions = [name | axis for name in names for axis in asked]  # a sentence uses one of the names
    weighed = [{token: weight for token in question if (weight := rarity(token))} for question in questions]
    return tuple(card for card in cards if _asked(words_of(card, titles[card.span.document]), weighed))


def _asked(words: frozenset[str], questions: Iterable[Mapping[str, float]]) -> bool:
    return any(
        sum(weight for token, weight in question.items() if token in words)
        >= ENOUGH[len(question) > FEW] * sum(question.values())
        for question in questions
        if question
    )
