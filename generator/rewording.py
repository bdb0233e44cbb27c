"""Whether a sentence that a person edited still says what its source says: deterministic features, no model.

Copied text with small edits can be told from altered facts; free paraphrase cannot be judged this way, and is refused.
`tools/bench_gate.py` measures the rates; `UPPER` and `LOWER` were chosen with it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator import numerals, platforms, text, tokens, yaml_text

DATA = Path(__file__).parent / "data" / "rewording.yml"
UPPER = 0.85
"""Score from which a sentence without a fault and without a new word passes."""
LOWER = 0.75
"""Score below which it is refused; between, a person must sign."""
KEPT = 0.7
"""Weight of the source's n-grams that the sentence keeps, against those of the sentence that the source has."""
GRAM = {"zh": 2, "en": 4}
"""Characters in an n-gram."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was found when a sentence was held against its source."""

    score: float
    """How much of the one stands in the other, 0 to 1: `KEPT` × recall + (1 − `KEPT`) × precision of n-grams."""
    faults: tuple[str, ...]
    """What disagrees: "number" (or its unit), "name", "negation", "order", "strength", "opposite"."""
    new: tuple[str, ...]
    """Content words that the source does not have."""

    @property
    def verdict(self) -> str:
        """ "passes", "pending" (a person must sign) or "refused"."""
        if self.faults or self.score < LOWER:
            return "refused"
        return "passes" if self.score >= UPPER and not self.new else "pending"


def judge(sentence: str, source: str, headings: Iterable[str] = ()) -> Judgement:
    """Hold `sentence` against one sentence of its source; `headings` above it may name what it leaves out."""
    language = text.language(source)
    around = " ".join((source, *headings))
    checks = {
        "number": not Counter(numerals.measured(sentence)) - Counter(numerals.measured(around)),
        "name": names(sentence, language) <= names(around, language, everything=True)
        and {m.platform.name for m in platforms.mentions(sentence)}
        <= {m.platform.name for m in platforms.mentions(around)},
        "negation": negations(sentence, language) == negations(source, language),
        "order": _in_order(sentence, source, language),
        "strength": _counts(sentence, language) == _counts(source, language),
        "opposite": not _opposite(sentence, source, language),
    }
    known = set(tokens.tokens(around))
    return Judgement(
        score=_score(sentence, source),
        faults=tuple(name for name, holds in checks.items() if not holds),
        new=tuple(token for token in tokens.content_tokens(sentence) if token not in known),
    )


def best(sentence: str, sources: Iterable[str]) -> int | None:
    """Return the position of the source sentence that shares most with `sentence`, or None when there is none."""
    scored = [(_score(sentence, source), -position) for position, source in enumerate(sources)]
    return -max(scored)[1] if scored else None


def _score(sentence: str, source: str) -> float:
    language = text.language(source)
    mine, theirs = _grams(sentence, language), _grams(source, language)
    common = sum((mine & theirs).values())
    recall, precision = common / max(1, sum(theirs.values())), common / max(1, sum(mine.values()))
    return KEPT * recall + (1 - KEPT) * precision


def _grams(sentence: str, language: str) -> Counter[str]:
    bare = "".join(character for character in text.match_key(sentence) if character.isalnum())
    size = GRAM[language]
    return Counter(bare[i : i + size] for i in range(max(1, len(bare) - size + 1)))


@cache
def _words(language: str) -> Mapping[str, Any]:
    data = yaml_text.load(DATA.read_text(encoding="utf-8"), str(DATA))[language]

    def either(listed: Iterable[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(listed, key=lambda w: (-len(w), w)))

    edge = r"\b" if language == "en" else ""
    negation = either(word for word in data["negation"] if word != "n't")
    return {
        "plain": re.compile(either(data["plain"]), re.I),
        "negation": re.compile(rf"{edge}(?:{negation}){edge}|n['’]t\b", re.I),
        "strength": re.compile(rf"{edge}(?:{either(data['strength'])}){edge}", re.I),
        "antonyms": tuple(
            tuple(re.compile(f"{edge}{re.escape(word)}{edge}", re.I) for word in pair) for pair in data["antonyms"]
        ),
    }


def negations(sentence: str, language: str) -> int:
    """Return how many words of the sentence negate."""
    words = _words(language)
    return len(words["negation"].findall(words["plain"].sub(" ", sentence)))


def _counts(sentence: str, language: str) -> Counter[str]:
    words = _words(language)
    return Counter(word.casefold() for word in words["strength"].findall(words["plain"].sub(" ", sentence)))


def _opposite(sentence: str, source: str, language: str) -> bool:
    """Tell whether the sentence says the opposite of a word of its source: 上升 for 下降."""
    for pair in _words(language)["antonyms"]:
        for one, other in (pair, pair[::-1]):
            said, written = len(one.findall(sentence)), len(one.findall(source))
            if said > written and len(other.findall(source)) > len(other.findall(sentence)):
                return True
    return False


_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.+-][A-Za-z0-9]+)*")


def names(sentence: str, language: str, *, everything: bool = False) -> frozenset[str]:
    """Return what names something, case folded: Latin words in Chinese, capitalised ones and those with digits in
    English, and the names that the dictionary knows of people, places and bodies. With `everything`, all Latin words.
    """
    found = set()
    for match in _LATIN.finditer(sentence):
        word = match[0]
        first = not sentence[: match.start()].strip(" “\"'(（")
        if everything or language == "zh" or re.search(r"\d|.[A-Z]", word) or (word[0].isupper() and not first):
            found.add(word.casefold())
    if text.has_han(sentence):
        found |= {word for word, tag in tokens.tagged(sentence) if tag in ("nr", "ns", "nt", "nz") and len(word) > 1}
    return frozenset(found)


def _in_order(sentence: str, source: str, language: str) -> bool:
    """Tell whether the names in the sentence, and words for opposites (open, closed), come in the source's order."""
    theirs = _sequence(source, language)
    known = iter(theirs)
    return all(name in known for name in _sequence(sentence, language) if name in set(theirs))


def _sequence(sentence: str, language: str) -> list[str]:
    """Return names and words that have an opposite, in order, repetitions of a neighbour left out."""
    spans = {m.start: m.words for m in platforms.mentions(sentence) if text.has_han(m.words)}
    spans |= {m.start(): m[0].casefold() for m in _LATIN.finditer(sentence) if re.search(r"[A-Z0-9]", m[0])}
    for pair in _words(language)["antonyms"]:
        if all(word.search(sentence) for word in pair):
            spans |= {match.start(): match[0].casefold() for word in pair for match in word.finditer(sentence)}
    named = [spans[at] for at in sorted(spans)]
    return [name for position, name in enumerate(named) if position == 0 or named[position - 1] != name]
