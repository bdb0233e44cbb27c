"""How well what stands below a heading of a source answers a question of the commission.

Whole parts of sources are told apart better than single sentences: a part has a heading of its author's, stands in a
document that is somebody's, and says enough to be compared. The weights are those of a logistic regression on the parts
that analysts named for 260 questions over 20 corpora of other fields (docs/writer.md).
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator.commission import Subject
from generator.evidence import answers, aspects, attributing, meaning, naming
from generator.evidence.cards import Card
from generator.language import text, tokens

USUAL = 0.7
"""How far (0 to 1) the nearness of a part to all questions is taken off its nearness to one."""
LOOKED = 800
"""Characters of a part in which it is looked for the aspects that it speaks of."""
MOST = 400
"""Parts that are looked at for what they mean (1 or more): about 60 ms each the first time."""
NEARNESS = ("heading", "text", "section", "commission")
"""Measures of nearness in meaning: of heading and text to the question, of the text to the section's title and to the
commission."""
K, B = 1.2, 0.75
"""Of BM25, as usual."""
DIVIDED = 3
"""Headings (1 or more) with parts from which on a document is divided by them."""
SPREAD = 0.01
"""Least spread of cosines (0 to 1)."""
WEIGHTS: Mapping[str, float] = {
    "heading": 0.305,
    "text": 0.452,
    "section": 0.533,
    "commission": 0.536,
    "in heading": 1.0,
    "in text": 0.151,
    "often in text": 0.914,
    "heading in question": 2.569,
    "section in text": 2.396,
    "aspect in text": 0.879,
    "kind": 0.818,
    "titled": 0.963,
    "called": 1.137,
    "more in title": 0.302,
    "several in title": 1.582,
    "headed": 1.109,
    "other in heading": 1.235,
    "other in title": -2.462,
    "owned": 0.663,
    "named": 0.335,
    "others named": -1.385,
    "size": 0.232,
    "size squared": -0.055,
    "opening": -1.956,
    "first level": 0.335,
    "third level": -0.278,
}
"""Log odds (any number) for each measure of a part; that words are shared never speaks against it."""
NOTHING = 4.5
"""Log odds of that no part answers: of few parts, or weak ones, the best need answer nothing. By hand, on notes of a
page: what answered there had 7 and more, what did not 2 to 4. In larger corpora the best has 6 to 12."""
LEADING = 0.25
"""Power (0 to 1) of the odds of a part against the best: of those within each other the best goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A part of a source, and the excerpts of it."""

    cards: tuple[int, ...]
    """Their positions in the cards, the shortest first."""
    card: Card
    """The longest."""
    title: str
    owner: str | None
    """Whom its document speaks for."""
    head: frozenset[str]
    """Tokens of the heading right above it, of a document's opening those of its title."""
    above: frozenset[str]
    """Tokens of all headings above it."""
    said: Counter[str]
    """Tokens of what it says."""
    opens: bool
    """True for what a document opens with."""
    named: Counter[str]
    """Sides that it names, with how many sentences name each."""


class Pool:
    """The parts of the sources of a commission, and what tells how well each answers."""

    def __init__(
        self,
        cards: Sequence[Card],
        titles: Mapping[str, str],
        owners: Mapping[str, str],
        sides: tuple[Subject, ...],
        query: str,
        progress: meaning.Progress | None = None,
    ) -> None:
        """`titles` of the documents by their paths; `owners`: the side that each speaks for; `query`: the
        commission."""
        self.sides, self.progress = sides, progress
        self._names = sorted({name for one in sides for name in (one.name, *one.aliases)}, key=len, reverse=True)
        self.names = frozenset(token for name in self._names for token in tokens.tokens(name))
        found: dict[tuple[object, ...], list[int]] = {}
        for n, card in enumerate(cards):
            if card.excerpt is not None:
                key = card.span.document, card.span.chunk, card.span.start, card.headings, card.article
                found.setdefault(key, []).append(n)
        self.places = tuple(
            _place(tuple(own), cards[own[-1]], titles[cards[own[-1]].span.document], owners, sides)
            for own in found.values()
        )
        self.within = Counter(token for one in self.places for token in {*one.above, *one.said})
        self.mean = sum(sum(one.said.values()) for one in self.places) / max(1, len(self.places))
        self.query = query
        known = frozenset(titles.values())
        self.called = tuple(one for one in sides if any(attributing.called(title, one) for title in known))
        """The sides that have a document called as they are."""
        heads = {(one.card.span.document, one.card.headings) for one in self.places if one.card.headings}
        self.divided = {path for path, times in Counter(path for path, _ in heads).items() if times >= DIVIDED}
        """Documents that headings divide: what stands above the first of these is no more than what they open with."""
        self.headed = self.near = np.zeros((len(self.places), 0))
        """How near the headings and the text of each part (row) are to each question (column) that was scored last, in
        standard deviations."""

    def _bare(self, words: str) -> str:
        """Return words without names of the sides and what stands in brackets: these tell no part from another."""
        for name in self._names:
            words = re.sub(re.escape(name), "", words, flags=re.IGNORECASE)
        return " ".join(text.BRACKETS.sub("", words).split()).strip(" 的:：")

    def scores(self, asked: Sequence[tuple[str, str]]) -> dict[tuple[int, int, str], float]:
        """Return how probable it is (0 to 1) that each part answers a question best for a side ("" where there are
        none): by its number, that of the question, and side. `asked`: titles of sections, each with the words of one of
        its questions. Of many parts only those are looked at that words and names speak for most."""
        plain = {
            (n, at, side): sum(
                WEIGHTS[name] * value for name, value in (shared | self._whose(place, side, *one)).items()
            )
            for at, one in enumerate(asked)
            for n, place in enumerate(self.places)
            for shared in (self._shared(place, *one),)
            for side in [one.name for one in self.sides] or [""]
            if not side or (_speaks(place, side) and not self._another(place, side))
        }
        looked = _foremost(plain)
        near = self._near(looked, asked)
        found = {
            (n, at, side): score + sum(WEIGHTS[name] * float(rows[n, at]) for name, rows in near.items())
            for (n, at, side), score in plain.items()
            if n in looked
        }
        self.headed, self.near = near["heading"], near["text"]
        return _odds(found, self.places)

    def _another(self, place: Place, side: str) -> bool:
        """Tell whether a part stands in a document on something with a longer name, where a side has one of its own."""
        return any(one.name == side and attributing.goes_on(place.title, one) for one in self.called)

    def _near(self, looked: Collection[int], asked: Sequence[tuple[str, str]]) -> dict[str, np.ndarray]:
        """Return how near the parts (rows) are to the questions (columns) in meaning, 0 for those not looked at."""
        rows = sorted(looked)
        found = {name: np.zeros((len(self.places), len(asked))) for name in NEARNESS}
        if not (rows and asked and meaning.there()):
            return found
        own = [self.places[n] for n in rows]
        above = [one.card.headings[-1] if one.card.headings else one.title for one in own]
        texts = [self._bare(f"{heading}: {one.card.matter}") for heading, one in zip(above, own, strict=True)]
        heads = [" › ".join(map(self._bare, one.card.headings[-2:])) or one.title for one in own]
        sections = [self._bare(title) or title for title, _ in asked]
        questions = [self._bare(words) or words for _, words in asked]
        text, heading = (meaning.vectors(told, self.progress) for told in (texts, heads))

        def near(vectors: np.ndarray, words: Sequence[str]) -> np.ndarray:
            return vectors @ meaning.vectors(words, self.progress, asking=True).T

        found["heading"][rows] = _relative(near(heading, questions))
        found["text"][rows] = _relative(near(text, questions))
        found["section"][rows] = _relative(near(text, sections))
        found["commission"][rows] = _usual(near(text, [self.query]))
        return found

    def _shared(self, place: Place, title: str, question: str) -> dict[str, float]:
        """Return what words and aspects a part shares with a question."""
        own = [token for token in dict.fromkeys(tokens.content_tokens(question)) if token not in self.names]
        rare = {token: self._rarity(token) for token in own}
        total = sum(rare.values()) or 1.0
        size = sum(place.said.values())
        norm = K * (1 - B + B * size / (self.mean or 1.0))
        bare = place.head - self.names
        section = [token for token in dict.fromkeys(tokens.content_tokens(title)) if token not in self.names]
        wanted, kinds = aspects.asked(question), answers.asked(question)
        given = kinds & answers.given(place.card.matter[: 2 * LOOKED])
        return {
            "in heading": sum(rare[token] for token in own if token in place.head) / total,
            "in text": sum(rare[token] for token in own if token in place.said) / total,
            "often in text": sum(
                rare[t] * place.said[t] * (K + 1) / (place.said[t] + norm) for t in own if t in place.said
            ) / total,
            "heading in question": sum(map(self._rarity, bare & set(own))) / (sum(map(self._rarity, bare)) or 1.0),
            "section in text": _part(section, place.said, self._rarity),
            "aspect in text": max(
                (wanted[one] for one in aspects.spoken(place.card.matter[:LOOKED]) if one in wanted), default=0.0
            ),
            "kind": len(given) / len(kinds) if kinds else 0.0,
        }  # fmt: skip

    def _rarity(self, token: str) -> float:
        return math.log(1 + len(self.places) / (1 + self.within[token]))

    def _whose(self, place: Place, side: str, title: str, question: str) -> dict[str, float]:
        """Return what says whether a part is a side's, and how large it is and where it stands."""
        titled = {one.name for one in naming.mentioned(place.title, self.sides)}
        headed = _headed(place.card.headings, self.sides)
        asked = {*tokens.content_tokens(question), *tokens.content_tokens(title)}
        more = [token for token in tokens.content_tokens(place.title) if token not in self.names] if titled else []
        size = math.log(max(8, text.count(place.card.matter, text.UNIT[place.card.language])))
        own = place.named[side]
        return {
            "titled": float(titled == {side}),
            "called": float(side in titled and not more),
            "more in title": sum(token not in asked for token in more) / len(more) if more else 0.0,
            "several in title": float(len(titled) > 1),
            "headed": float(side in headed),
            "other in heading": float(bool(headed) and side not in headed),
            "other in title": float(bool(titled) and side not in titled),
            "owned": float(bool(side) and place.owner == side),
            "named": math.log1p(own),
            "others named": float(bool(side) and sum(place.named.values()) > 2 * own),
            "size": size,
            "size squared": size * size / 10,
            "opening": float(not place.card.headings and place.card.span.document in self.divided),
            "first level": float(len(place.card.headings) == 1),
            "third level": float(len(place.card.headings) > 2),
        }


def _place(
    cards: tuple[int, ...], card: Card, title: str, owners: Mapping[str, str], sides: tuple[Subject, ...]
) -> Place:
    told = (card.matter[a:b] for a, b in text.sentences(card.matter))
    return Place(
        cards=cards,
        card=card,
        title=title,
        owner=owners.get(card.span.document),
        opens=card.span.chunk == 1 and not card.headings,
        head=frozenset(tokens.content_tokens(card.headings[-1] if card.headings else title)),
        above=frozenset(token for heading in card.headings for token in tokens.content_tokens(heading)),
        said=Counter(tokens.content_tokens(card.matter)),
        named=Counter(one.name for words in told for one in naming.mentioned(words, sides)),
    )


def _speaks(place: Place, side: str) -> bool:
    """Tell whether a part may answer for a side: it, a heading above it or its document is that side's or names it."""
    return place.card.side == side or (place.card.side is None and bool(place.named[side]))


def _headed(headings: Sequence[str], sides: tuple[Subject, ...]) -> frozenset[str]:
    """Return the sides that the nearest heading names which names any."""
    named = ({one.name for one in naming.mentioned(heading, sides)} for heading in reversed(headings))
    return frozenset(next(filter(None, named), ()))


def _foremost(plain: Mapping[tuple[int, int, str], float]) -> frozenset[int]:
    """Return the parts for which most speaks on any question, against what speaks for the best: `MOST` of them."""
    best: dict[tuple[int, str], float] = {}
    for (_, at, side), score in plain.items():
        best[at, side] = max(best.get((at, side), score), score)
    behind: dict[int, float] = {}
    for (n, at, side), score in plain.items():
        behind[n] = min(behind.get(n, math.inf), best[at, side] - score)
    return frozenset(sorted(behind, key=lambda n: (behind[n], n))[:MOST])


def _odds(found: Mapping[tuple[int, int, str], float], places: Sequence[Place]) -> dict[tuple[int, int, str], float]:
    """Return log odds as how probable it is that a part answers best, or one that it is in or that is in it; of an
    article, that one of its chapter does: several of these answer as well as each other. That none answers is as
    probable as a part of `NOTHING`."""
    voices: dict[tuple[int, str], list[int]] = {}
    for n, at, side in found:
        voices.setdefault((at, side), []).append(n)
    told = {}
    for (at, side), own in voices.items():
        most = max(found[n, at, side] for n in own)
        odds = {n: math.exp(found[n, at, side] - most) for n in own}
        best: dict[object, int] = {}
        for n in own:
            key = _heading(n, places[n])
            if odds[n] > odds.get(best.get(key, -1), 0.0):
                best[key] = n
        whole = sum(odds[m] for m in best.values()) + math.exp(NOTHING - most)
        for n in own:
            told[n, at, side] = sum(
                odds[m] for key, m in best.items() if key == _heading(n, places[n]) or _within(places[n], places[m])
            ) / whole  # fmt: skip
            told[n, at, side] *= odds[n] ** LEADING
    return told


def _heading(n: int, place: Place) -> object:
    """Return what tells the heading that a part stands below from others, itself where there is none: below one there
    are several that begin at other paragraphs, and it answers once."""
    card = place.card
    return (card.span.document, card.headings, card.article) if card.headings else n


def _within(one: Place, other: Place) -> bool:
    """Tell whether one of two parts is in the other, or both are articles of a chapter."""
    size = min(len(one.card.headings), len(other.card.headings))
    same = one.card.span.document == other.card.span.document and bool(one.card.article) == bool(other.card.article)
    return same and size > 0 and one.card.headings[:size] == other.card.headings[:size]


def _part(own: Sequence[str], within: Collection[str], rarity: Callable[[str], float]) -> float:
    return sum(rarity(token) for token in own if token in within) / (sum(map(rarity, own)) or 1.0)


def _usual(near: np.ndarray) -> np.ndarray:
    """Return columns around 0, in standard deviations."""
    return (near - near.mean(axis=0)) / np.maximum(near.std(axis=0), SPREAD) if near.size else near


def _relative(near: np.ndarray) -> np.ndarray:
    """Return `_usual` of what is nearer to each question than to the others."""
    return _usual(near - USUAL * near.mean(axis=1, keepdims=True) if near.shape[1] > 1 else near)
