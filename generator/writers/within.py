"""What of a part of a source is quoted for a question: where its heading does not speak of the question, what does.

Of 265 sentences that readers of twelve corpora marked, those below a heading with a word of their question were good 54
times in a hundred, others that share a word, an aspect or a kind of answer with it 65, the rest 27 (docs/writer.md). A
part may answer in other words than it is asked; so this counts only where something of a side has the words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from generator.evidence import Card, answers, aspects, parts
from generator.language import text, tokens
from generator.writers.quoting import BESIDE, Offered

HALF = 0.5
"""Least share (0 to 1) of the sentences of an excerpt that speak of the question."""


class Question:
    """A question of a section: its words, without those of the sides' names."""

    def __init__(self, words: str, names: Collection[str]) -> None:
        self._own = frozenset(tokens.content_tokens(words)) - frozenset(names)
        self._aspects, self._kinds = aspects.asked(words).keys(), answers.asked(words)

    @property
    def asks(self) -> bool:
        """Tell whether it has any words of its own."""
        return bool(self._own)

    def spoken_of(self, words: str) -> bool:
        """Tell whether words have one of its words, an aspect that it asks for, or the kind of answer."""
        return (
            not self._own.isdisjoint(tokens.content_tokens(words))
            or not self._aspects.isdisjoint(aspects.spoken(words))
            or bool(self._kinds & answers.given(words))
        )

    def heads(self, heading: str) -> bool:
        """Tell whether a heading speaks of it."""
        told = not self._own.isdisjoint(tokens.content_tokens(heading))
        return told or not self._aspects.isdisjoint(aspects.spoken(heading))


def narrowed(
    offered: Iterable[Offered],
    titles: dict[str, str],
    names: Collection[str],
    title: str,
    likely: float,
    language: str,
) -> tuple[Offered, ...]:
    """Return what is on offer to a section without the excerpts of parts that do not speak of their question, and with
    what single sentences of these serve that do.

    `titles` of the documents by their paths; `names`: tokens of the sides' names; `title` of the section; `likely`: how
    probable (0 to 1) it is that such a part answers; `language` of the report: what is in another shares no word with
    it. Where nothing of a side speaks of a question all stays: its sources may have other words for it.
    """
    offered = tuple(offered)
    questions = {words: Question(words or title, names) for words in {one.fit.question for one in offered}}

    def stays(one: Offered) -> bool:
        asked = questions[one.fit.question]
        free = one.card.attached or not asked.asks or one.card.language != language
        return free or _speaks(one.card, asked, titles)

    kept = {n for n, one in enumerate(offered) if stays(one)}
    told = {_voice(offered[n]) for n in kept}
    kept |= {n for n, one in enumerate(offered) if _voice(one) not in told}
    left: dict[str, list[Offered]] = defaultdict(list)
    for n, one in enumerate(offered):
        if n not in kept and one.card.excerpt is not None and one.serving >= likely:
            left[one.fit.question].append(one)
    found = (offered[n] for n in sorted(kept))
    return tuple(_raised(one, left.get(one.fit.question, ()), questions[one.fit.question]) for one in found)


def _voice(one: Offered) -> tuple[str, str | None]:
    return one.fit.question, one.card.side


def _speaks(card: Card, asked: Question, titles: dict[str, str]) -> bool:
    """Tell whether the heading above an excerpt, or half of what it says, speaks of a question."""
    if asked.heads(card.headings[-1] if card.headings else titles[card.span.document]):
        return True
    words = parts.whole(card)
    told = [asked.spoken_of(words[a:b]) for a, b in text.sentences(words)]
    return sum(told) >= HALF * max(1, len(told))


def _raised(one: Offered, left: Sequence[Offered], asked: Question) -> Offered:
    """Return a single sentence of one of the parts `left` out as serving enough to stand beside excerpts, where it
    speaks of the question."""
    inside = one.card.excerpt is None and any(_in(one.card, other.card) for other in left)
    return replace(one, serving=max(one.serving, BESIDE)) if inside and asked.spoken_of(parts.whole(one.card)) else one


def _in(card: Card, other: Card) -> bool:
    place, part = card.span, other.excerpt
    same = (place.document, place.chunk) == (other.span.document, other.span.chunk)
    return same and part is not None and part.start <= place.start < part.last
