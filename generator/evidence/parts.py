"""Parts of sources: what a document says of one side below one heading.

Whoever wrote a source has put a heading above what answers one question. So a report is filled from parts: one is
judged by its headings and by all that it says, and quoted from its beginning.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from generator.evidence import aspects, cleaning
from generator.evidence.cards import Card
from generator.language import dictionary, text, tokens

NEAR = (1.0, 0.65, 0.45)
"""What a heading is worth (0 to 1) right above the words, above that one, and further up or as the title. Set by hand
on corpora of both languages, as are those below."""
KNOWN = 0.6
"""What it is worth (0 to 1) that a heading names an aspect that is asked for in other words."""
MEANT = 0.9
"""What a heading is worth (0 to 1) that means the question in other words (`meaning`)."""
WHOLLY = 0.7
"""What it is worth (0 to 1) that the question has every word of a heading: “Prevention at home” of “Prevention”."""
TERM = 0.25
"""Weight (0 to 1) of a word of the thesaurus for what is asked, against one of the question."""
TRANSLATED = 0.6
"""Weight (0 to 1) of a word's translations: most are not the one that is meant."""
WITHIN = 0.1
"""Weight (0 to 1) of a word that only announces the question."""
WHOLE = 1.0
"""Weight of the words, as a multiple of that of the question (above 0), that answers it whole."""
ONE_IN = 40
"""A question that is made of words rarer than those which one part in so many has is answered whole by all of them; one
of common words alone is not (1 and up)."""
_HELPING = frozenset("是有在要会能可应得让使被把做来去到给用说看算当为人")
"""Chinese verbs of one character that help others, and the like: they ask for nothing of their own."""
FED, SURE, SHARED, TERMS = 12, 0.6, 3, 8
"""Parts whose words are taken up at most, the least they are worth to the question (0 to 1 + CAP), how many must share
a word, and how many words are taken (1 and up)."""
FEEDBACK = 0.35
"""Weight (0 to 1) of such a word."""
LABEL = re.compile(r"[^.。，,：:]{1,30}(?:[：:]| [–—-] )")
"""A label before a sentence."""
ABSENT = 0.6
"""Weight (0 to 1) of a word that no part has, against the rarest: it tells little of what the question asks."""
CAP = 2.0
"""What the words of a text are worth at most (1 and up)."""
K, B = 1.2, 0.6
"""Constants of BM25 (Robertson & Zaragoza 2009), for texts that differ much in length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a document says of one side below one heading, or in one article of a law."""

    document: str
    headings: tuple[str, ...]
    side: str | None
    cards: tuple[int, ...]
    """Positions of its passages in the cards, as they run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to the sources."""

    words: str
    within: str = ""
    """The words that announce it, in a title such as “Costs: fees, rent”."""
    named: str = ""
    """The thing that it asks for by its name, "" where it is none."""
    aspects: Mapping[str, float]
    """Names of the aspects that it asks for, with their worth, 0 to 1."""


def found(cards: Sequence[Card]) -> tuple[Part, ...]:
    """Return the parts, in document order. What stands in a list is not there a second time."""
    order = sorted((n for n, card in enumerate(cards) if not card.phrase), key=lambda n: (cards[n].span, n))

    def place(n: int) -> tuple[str, tuple[str, ...], str, str | None]:
        return cards[n].span.document, cards[n].headings, cards[n].article, cards[n].side

    plain = [n for n in order if cards[n].excerpt is None]
    return tuple(
        Part(document=document, headings=headings, side=side, cards=tuple(_once(tuple(numbers), cards)))
        for (document, headings, _, side), numbers in groupby(plain, key=place)
    ) + tuple(
        Part(document=cards[n].span.document, headings=cards[n].headings, side=cards[n].side, cards=(n,))
        for n in order
        if cards[n].excerpt is not None
    )


def _once(numbers: tuple[int, ...], cards: Sequence[Card]) -> Iterator[int]:
    lists = [cards[n].span for n in numbers if cards[n].relation in ("list", "opening", "steps")]
    for n in numbers:
        span = cards[n].span
        if cards[n].relation in ("list", "opening", "steps") or not any(
            one.chunk == span.chunk and one.start <= span.start < one.end for one in lists
        ):
            yield n


def whole(card: Card) -> str:
    """Return the words of a passage, its first sentence and those that come with it."""
    return " ".join((card.text, *(cleaning.clean(span.quote) for span in card.rest)))


def matter(card: Card) -> str:
    """Return the words that a passage is judged by: of an excerpt all that stands in its place."""
    return card.matter or whole(card)


class Scale:
    """Weighs parts, and the passages in them, against questions."""

    def __init__(
        self, parts: Sequence[Part], cards: Sequence[Card], titles: Mapping[str, str], names: Collection[str]
    ) -> None:
        """`titles` of the documents by their paths; `names`: tokens of the sides' names, which ask nothing."""
        self.parts, self.names = parts, frozenset(names)
        self.above = [(*reversed(part.headings), titles[part.document]) for part in parts]
        self.labels = {n: label(cards[n].text) for part in parts for n in part.cards}
        self.texts = {n: matter(cards[n]) for part in parts for n in part.cards}
        self.cards = {n: Counter(tokens.content_tokens(words)) for n, words in self.texts.items()}
        self.said = [sum((self.cards[n] for n in part.cards), Counter()) for part in parts]
        self.within: Counter[str] = Counter()
        self._with: dict[str, tuple[str, ...]] = {}
        for part, words, above in zip(parts, self.said, self.above, strict=True):
            if cards[part.cards[0]].excerpt is not None:
                continue  # what it says is counted where its sentences stand
            self.within.update({*words, *(token for heading in above for token in _heading(heading)[1])})

    def weigh(self, asked: Asked, meant: Mapping[str, float]) -> tuple[dict[int, float], list[float], dict[int, float]]:
        """Return what the headings above each passage are worth to a question, what the words of each part are, and
        what each passage's own are; 0 to 1, words up to CAP. A label before a passage (“Latency: …”) is the nearest
        heading. `meant`: headings that mean the question, and how far (0 to 1)."""
        announcing = {token: WITHIN * self._rarity(token) for token in tokens.content_tokens(asked.within)}
        single = {word: WITHIN * self._rarity(word) for char in _single(asked.words) for word in self._holding(char)}
        own = announcing | {token: self._rarity(token) for token in _tokens(asked.words)}
        own = {token: weight for token, weight in own.items() if token not in self.names}
        terms = {t for name in asked.aspects for term in aspects.terms(name) for t in tokens.content_tokens(term)}
        foreign = {word: TRANSLATED * weight for token, weight in own.items() for word in dictionary.translate(token)}
        weights = {token: TERM * self._rarity(token) for token in sorted(terms - self.names)} | foreign | single | own
        full = max(WHOLE * sum(own.values()), self._least)
        heads = {}
        for above, part in zip(self.above, self.parts, strict=True):
            bare = max(self._head(above, own, asked.aspects), _meaning(above, meant))
            for card in part.cards:
                own_label = self.labels[card]
                heads[card] = max(self._head((own_label, *above), own, asked.aspects), bare) if own_label else bare
        said = dict(enumerate(self.said))
        best = {n: max(heads[card] for card in part.cards) for n, part in enumerate(self.parts)}
        first = _amounts(said, weights, full)
        weights = self._fed_back({n: best[n] + first[n] for n in best}, full) | weights
        bodies = _amounts(said, weights, full)
        return heads, [bodies[n] for n in range(len(self.parts))], _amounts(self.cards, weights, full)

    def named(self, thing: str) -> dict[int, float]:
        """Return how rare (0 to 1) a thing is among the passages, for each that names it."""
        simple = tokens.simplify(thing.casefold())
        holding = [n for n, words in self.texts.items() if simple and simple in tokens.simplify(words.casefold())]
        if not holding:
            return {}
        rare = math.log(1 + len(self.texts) / (1 + len(holding))) / math.log(1 + len(self.texts))
        return dict.fromkeys(holding, rare)

    def _fed_back(self, found: Mapping[int, float], full: float) -> dict[str, float]:
        """Return words that the parts which answer best have in common, weighed: what the sources call the matter
        (pseudo-relevance feedback by the offer weight: Robertson & Zaragoza 2009). No more than `full` together."""
        best = [n for n in sorted(found, key=lambda n: (-found[n], n))[:FED] if found[n] >= SURE]
        holding = Counter(token for n in best for token in self.said[n] if token not in self.names)
        shared = {t: count * self._rarity(t) / len(best) for t, count in holding.items() if count >= SHARED}
        ranked = sorted(shared, key=lambda token: (-shared[token], token))[:TERMS]
        return {token: FEEDBACK * min(shared[token], full) for token in ranked}

    @property
    def _least(self) -> float:
        """The least weight that answers a question whole: that of a word which one part in `ONE_IN` has."""
        return math.log(1 + len(self.parts) / (1 + len(self.parts) / ONE_IN))

    def _holding(self, character: str) -> tuple[str, ...]:
        """Return the words of the parts, of several Han characters, that hold one: 管理, 主管 for 管."""
        if character not in self._with:
            self._with[character] = tuple(word for word in self.within if len(word) > 1 and character in word)
        return self._with[character]

    def _rarity(self, token: str) -> float:
        if token not in self.within:
            return ABSENT * math.log(1 + len(self.parts))
        return math.log(1 + len(self.parts) / (1 + self.within[token]))

    def _head(self, above: Sequence[str], own: Mapping[str, float], asked: Mapping[str, float]) -> float:
        best, total = 0.0, max(sum(own.values()), self._least) or 1.0
        for level, heading in enumerate(above):
            bare, words = _heading(heading)
            shared = sum(weight for token, weight in own.items() if self._stands(token, bare, words)) / total
            told = sum(self._rarity(token) for token in words if token in own)
            whole = told / (sum(self._rarity(token) for token in words if token not in self.names) or 1.0)
            named = max((KNOWN * asked.get(name, 0.0) ** 2 for name in aspects.named((heading,))), default=0.0)
            best = max(best, NEAR[min(level, len(NEAR) - 1)] * max(shared**2, WHOLLY * whole**2 * shared**0.5, named))
        return best

    def _stands(self, token: str, bare: str, words: Collection[str]) -> bool:
        if text.has_han(token) and len(token) == 1:  # the last character of a Chinese word is its head: 断电, not 电费
            return any(word.endswith(token) for word in words)
        if text.has_han(token):
            return token in bare or any(one in words for one in dictionary.translate(token))
        return token in words


def _meaning(above: Sequence[str], meant: Mapping[str, float]) -> float:
    """Return what the headings above a part are worth that mean a question; a title counts as the heading below it."""
    told = (NEAR[min(level, 1)] * meant.get(heading, 0.0) for level, heading in enumerate(above))
    return MEANT * max(told, default=0.0)


def _single(question: str) -> tuple[str, ...]:
    """Return the verbs, nouns and adjectives of a question that are one Han character, but for such as only help."""
    return tuple(
        word for word, tag in tokens.tagged(question)
        if len(word) == 1 and text.has_han(word) and tag[:1] in "vna" and word not in _HELPING
    )  # fmt: skip


def _tokens(question: str) -> tuple[str, ...]:
    """Return the tokens of a question; of one in single characters, such as 电和网, these."""
    return tuple(dict.fromkeys(tokens.content_tokens(question))) or tuple(
        dict.fromkeys(c for c in tokens.simplify(question) if text.has_han(c))
    )


@lru_cache(maxsize=1 << 14)
def _heading(heading: str) -> tuple[str, frozenset[str]]:
    return tokens.simplify(heading), frozenset(tokens.tokens(heading))


def _amounts(texts: Mapping[int, Counter[str]], weights: Mapping[str, float], full: float) -> dict[int, float]:
    """Return the BM25 of each text as a part of `full`, CAP at most."""
    lengths = {n: sum(words.values()) for n, words in texts.items()}
    mean = sum(lengths.values()) / max(1, len(lengths)) or 1.0
    found = {}
    for n, words in texts.items():
        norm = K * (1 - B + B * lengths[n] / mean)
        raw = sum(w * words[t] * (K + 1) / (words[t] + norm) for t, w in weights.items() if t in words)
        found[n] = min(CAP, raw / full)
    return found


def label(words: str) -> str:
    """Return the label before a passage, "" where there is none."""
    match = LABEL.match(words)
    return match[0] if match else ""
