"""Whether a sentence that a person edited still says what its source says: deterministic features, no model.

Nothing passes but the source's own sentence with what `function_words` lists as never changing a meaning. What else
differs is refused where rules see it turned or altered, and left to a person where they do not.
`tools/bench/gate.py` measures the rates; `LOWER` was chosen with it.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from generator import platforms
from generator.gate import function_words
from generator.language import dictionary, numerals, text, tokens
from generator.messages import joined, say

LOWER = 0.75
"""Score below which a sentence that is not the same is refused."""
KEPT = 0.7
"""Weight of the source's n-grams that the sentence keeps, against those of the sentence that the source has."""
GRAM = {"zh": 2, "en": 4}
"""Characters in an n-gram."""
ONE_MOVE = 3
"""Pairs of neighbours that at most come about when one piece of a sentence moves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was found when a sentence was held against its source."""

    score: float
    """How much of the one stands in the other, 0 to 1: `KEPT` × recall + (1 − `KEPT`) × precision of n-grams."""
    faults: tuple[str, ...]
    """What disagrees: "number" (or its unit), "name", "negation", "order", "strength", "opposite", "exception", or
    the closed class by whose words the sentence turns its source round ("voice", "coordination", …)."""
    same: bool
    """True when nothing differs but what never changes a meaning."""
    new: tuple[str, ...]
    """Content words that the source does not have, in any form."""
    dropped: tuple[str, ...] = ()
    """Names and numbers of the source that neither the sentence nor the headings have, as the source writes them."""
    turned: bool = False
    """True when its clauses come in another order, and names or more with them."""
    changed: tuple[str, ...] = ()
    """Runs of words that are not the source's, "before → after"."""

    @property
    def verdict(self) -> str:
        """ "passes", "pending" (a person must sign) or "refused"."""
        if self.faults or self.score < LOWER and not self.same:
            return "refused"
        return "passes" if self.same else "pending"

    @property
    def doubt(self) -> str:
        """What a person has to look at before a pending sentence can pass."""
        found = [say("new words: {words}", words=", ".join(self.new[:5]))] if self.new else []
        found += [say("left out: {words}", words=", ".join(self.dropped[:5]))] if self.dropped else []
        found += [say("clauses in another order")] if self.turned else []
        if not self.new:
            found += [say("changed: {words}", words=", ".join(self.changed[:3]))] if self.changed else []
        return joined(found, "; ") or say("another order or spelling")


def judge(sentence: str, source: str, headings: Iterable[str] = ()) -> Judgement:
    """Hold `sentence` against one sentence of its source; `headings` above it may name what it leaves out."""
    language, headings = text.language(source), tuple(headings)
    around = " ".join((source, *headings))
    in_order = _in_order(sentence, source, language)
    turned = not in_order and any(_in_order(turn, source, language) for turn in _turns(sentence))
    checks = {
        "number": not Counter(numerals.measured(sentence)) - Counter(numerals.measured(around)),
        "name": names(sentence, language) <= names(around, language, everything=True)
        and {m.platform.name for m in platforms.mentions(sentence)}
        <= {m.platform.name for m in platforms.mentions(around)},
        "negation": negations(sentence, language) == negations(source, language),
        "order": in_order or turned,
        "strength": _counts(sentence, language) == _counts(source, language),
        "opposite": not opposite(sentence, source, language),
        "exception": exceptions(sentence, language) == exceptions(source, language),
    }
    known = set(tokens.tokens(around))
    same = function_words.same(sentence, source, language)
    turns = () if same else function_words.faults(sentence, source, language)
    return Judgement(
        score=score(sentence, source),
        faults=tuple(dict.fromkeys((*(name for name, holds in checks.items() if not holds), *turns))),
        same=same,
        new=tuple(word for word, token in tokens.content_words(sentence) if token not in known),
        dropped=_dropped(sentence, source, headings, language),
        turned=turned,
        changed=() if same else function_words.changed(sentence, source, language),
    )


def best(sentence: str, sources: Iterable[str]) -> int | None:
    """Return the position of the source sentence that shares most with `sentence`, or None when there is none."""
    scored = [(score(sentence, source), -position) for position, source in enumerate(sources)]
    return -max(scored)[1] if scored else None


def score(sentence: str, source: str) -> float:
    """Return how much of a sentence and of its source stands in the other, as `Judgement.score`."""
    language = text.language(source)
    mine, theirs = _grams(sentence, language), _grams(source, language)
    common = sum((mine & theirs).values())
    recall, precision = common / max(1, sum(theirs.values())), common / max(1, sum(mine.values()))
    return KEPT * recall + (1 - KEPT) * precision


def _grams(sentence: str, language: str) -> Counter[str]:
    bare = text.letters(sentence)
    size = GRAM[language]
    return Counter(bare[i : i + size] for i in range(max(1, len(bare) - size + 1)))


@cache
def _words(language: str) -> Mapping[str, Any]:
    data = function_words.data()[language]

    def either(listed: Iterable[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(listed, key=lambda w: (-len(w), w)))

    edge = r"\b" if language == "en" else ""
    negation = either(word for word in data["negation"] if word != "n't")
    return {
        "plain": re.compile(either(data["plain"]), re.I),
        "negation": re.compile(rf"{edge}(?:{negation}){edge}|n['’]t\b", re.I),
        "strength": re.compile(rf"{edge}(?:{either(data['strength'])}){edge}", re.I),
        "openers": frozenset(data.get("openers", ())),
        "bodies": tuple(data.get("bodies", ())),
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


_EXCEPTS = {
    "en": re.compile(
        r"\b(?:except\w*|excluding|excludes?|apart from|other than|save for|but not|not including|unless)\b", re.I
    ),
    "zh": re.compile(
        r"除(?!了?[^，。；]{1,20}[，,]?[^，。；]{0,4}[还也])[^，。；]{1,20}[外]|除外|除非|例外|不(?:包括|含)"
    ),
}


def exceptions(sentence: str, language: str) -> int:
    """Return how many words of the sentence except something from what it says: except where, 除……外."""
    return len(_EXCEPTS[language].findall(sentence))


def opposite(sentence: str, source: str, language: str) -> bool:
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
        before = sentence[: match.start()].strip(" “\"'(（")
        first = not before or (before.endswith(_ENDS) and _opens(word, language))
        if everything or language == "zh" or re.search(r"\d|.[A-Z]", word) or (word[0].isupper() and not first):
            found.add(word.casefold())
    return frozenset(found | {word for _, word in _han_names(sentence)})


_ENDS = (".", "!", "?", ":", ";", "。", "！", "？", "：", "；")


def _opens(word: str, language: str) -> bool:
    """Tell whether a word with a capital often opens a sentence, and names nothing."""
    plain = word.casefold()
    return plain in tokens.STOP_WORDS or plain in _words(language)["openers"] or plain.endswith("ly")


def bodies(sentence: str) -> frozenset[str]:
    """Return the names of people, places and bodies that the dictionary knows, without those of other things (nz), of
    which many are common nouns: 日志, 欧元."""
    tagged = tokens.tagged(sentence) if text.has_han(sentence) else ()
    found = (word for word, tag in tagged if tag in ("nr", "ns", "nt") and len(word) > 1 and not _common(word))
    return frozenset(word for word in found if tokens.tagged(word)[0][1] in ("nr", "ns", "nt"))


# Other writing of what stands before it, and no name of its own: 模型卡片（model cards）, 检索增强生成（RAG）.
_GLOSS = re.compile(r"\s?[（(](?:[a-z]+(?:[ -][a-z]+)*|[A-Z]{2,6}s?)[）)]")


def _dropped(sentence: str, source: str, headings: Iterable[str], language: str) -> tuple[str, ...]:
    """Return names and numbers of `source` that stand in neither `sentence` nor `headings`."""
    kept = " ".join((sentence, *headings))
    source = _GLOSS.sub("", source)
    have, known, bare = set(numerals.numbers(kept)), set(tokens.tokens(kept)), _joined(kept)
    found = [word for word in _latin_names(source, language) if not known.issuperset(tokens.tokens(word)[:1])]
    found += [word for word in _written_in_han(source) if _joined(word) not in bare]
    if not re.search(r"(?<![\d.])1(?![\d.])", source):
        have.add("1")  # 一个 is "a"
    found += [number for number in numerals.numbers(source) if number not in have]
    return tuple(dict.fromkeys(found))


def _joined(passage: str) -> str:
    return re.sub("[与及]", "和", "".join(tokens.simplify(passage).casefold().split()))


_WORD = re.compile(
    rf"(?<![^\W{text.HAN}])(?<![^\W{text.HAN}][.'’-])[^\W\d_{text.HAN}][^\W_{text.HAN}]*(?:[.'’-][^\W_{text.HAN}]+)*"
)
"""A word in letters other than Han, cut as `tokens` cuts it."""


def _latin_names(source: str, language: str) -> Iterator[str]:
    """Yield what names something: Latin words in Chinese; in English those with a capital or a digit, and the first
    word unless it often opens a sentence."""
    for match in _WORD.finditer(source):
        word = match[0].casefold()
        first = not source[: match.start()].strip(" “\"'(（")
        common = word in tokens.STOP_WORDS or (first and language == "en" and _opens(word, language))
        if not common and (language == "zh" or word != match[0] or re.search(r"\d", word)):
            yield match[0].removesuffix("'s").removesuffix("’s")


_NAMED = ("nr", "nrt", "nrfg", "ns", "nt", "nz", "j")
"""Tags of names: people (transliterated ones too), places, bodies, others, and short forms (欧盟)."""
_NOUNS = (*_NAMED, "n", "vn", "an", "s", "b")
"""Tags of what the name of a body is made of."""


def _written_in_han(source: str) -> Iterator[str]:
    """Yield the Chinese names of people, places, platforms and bodies; those that the dictionary lacks by their parts:
    电子, 前沿, 基金会."""
    suffixes, run = _words("zh")["bodies"], []
    for word, tag in tokens.tagged(source) if text.has_han(source) else ():
        if tag in _NAMED and len(word) > 1:
            yield word
        if run and word.endswith(suffixes):
            yield from (*run, word)
            run = []
        else:
            run = [*run, word] if tag in _NOUNS else []
    yield from (mention.words for mention in platforms.mentions(source) if text.has_han(mention.words))


@lru_cache(maxsize=1 << 12)
def _han_names(sentence: str) -> tuple[tuple[int, str], ...]:
    """Return (offset, word) of the names that the dictionary knows of people, places and bodies."""
    found, at = [], 0
    for word, tag in tokens.tagged(sentence) if text.has_han(sentence) else ():
        if tag in ("nr", "ns", "nt", "nz") and len(word) > 1 and not _common(word):
            found.append((at, word))
        at += len(word)
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _common(word: str) -> bool:
    """Tell whether the dictionary has a Chinese word for no name: 深度, “depth”."""
    senses = dictionary.senses(word)
    return bool(senses) and not any(re.search("[A-Z]", re.sub(r"\([^)]*\)", "", one)) for one in senses)


def _in_order(sentence: str, source: str, language: str) -> bool:
    """Tell whether words come in the source's order.

    Names in the sentence, and words for opposites (open, closed), keep it strictly. Of the others one piece may have
    moved: that makes at most `ONE_MOVE` new pairs of neighbours (the ends count), and two pieces that trade places
    around a third make four. Words that stand once in both are looked at alone as well: what is repeated may hide it.
    """
    said, theirs = _sequence(sentence, language), _sequence(source, language)
    same = {name for name in set(said) if said.count(name) == theirs.count(name)}
    if [name for name in said if name in same] != [name for name in theirs if name in same]:
        return False
    known = iter(theirs)
    runs = (name for at, name in enumerate(said) if name in theirs and said[at - 1 : at] != [name])
    if not all(name in known for name in runs):
        return False
    mine, written = tokens.content_tokens(sentence), tokens.content_tokens(source)
    ours, others = Counter(mine), Counter(written)
    for most in (1, len(mine)):
        shared = {word for word, times in ours.items() if times == others[word] <= most}
        if (_neighbours(mine, shared) - _neighbours(written, shared)).total() > ONE_MOVE:
            return False
    return True


def _neighbours(words: Iterable[str], shared: Collection[str]) -> Counter[tuple[str, str]]:
    row = ("", *(word for word in words if word in shared), "")
    return Counter(zip(row, row[1:], strict=False))


def _turns(sentence: str) -> Iterator[str]:
    """Yield the sentence with what stands before a comma put behind the rest, for each of its commas."""
    for match in re.finditer("[，,；;]", sentence):
        yield f"{sentence[match.end() :]} {match[0]} {sentence[: match.start()]}"


def _sequence(sentence: str, language: str) -> list[str]:
    """Return names, and words that stand beside their opposite, in order."""
    spans = dict(_han_names(sentence))
    spans |= {m.start: m.words for m in platforms.mentions(sentence) if text.has_han(m.words)}
    spans |= {m.start(): m[0].casefold() for m in _LATIN.finditer(sentence) if re.search(r"[A-Z0-9]", m[0])}
    for pair in _words(language)["antonyms"]:
        if all(word.search(sentence) for word in pair):
            spans |= {match.start(): match[0].casefold() for word in pair for match in word.finditer(sentence)}
    return [spans[at] for at in sorted(spans)]
