"""Words of the closed classes: who does what to whom, how sure, how much, when, why. A sentence is made of the others.

What may differ without a change of meaning stands in data/rewording.yml (`alike`, `additions`) and nowhere
else: any other word that came, went, changed or moved shows in `same` and `changed`. What turns a sentence round with
words of a closed class shows in `faults`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

from generator import files, yaml_text
from generator.gate import optional, strength
from generator.language import particles, text, tokens

DATA = files.DATA / "rewording.yml"
SYMMETRIC = frozenset(("coordination",))
"""Classes whose words do not care what stands on which side of them."""
PAIRED = frozenset(("voice",))
"""Classes whose words turn a sentence round when they come or go and what they stand beside stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What the data file lists for a language."""

    alike: tuple[tuple[re.Pattern[str], str], ...]
    additions: re.Pattern[str]
    rows: Mapping[str, tuple[str, int]]
    """Word of a closed class → class, position of its row."""
    phrases: re.Pattern[str]
    """Words of closed classes that are several words, before any other run of letters or mark."""


@cache
def data() -> Mapping[str, Any]:
    """Return what `DATA` lists, by language."""
    return yaml_text.load(DATA.read_text(encoding="utf-8"), str(DATA))


@cache
def _words(language: str) -> _Words:
    listed = data()[language]
    rows = {
        word: (name, at) for name, rowed in listed["classes"].items() for at, row in enumerate(rowed) for word in row
    }
    rows |= dict.fromkeys(listed["negation"], ("negation", 0))
    return _Words(
        alike=tuple((re.compile(rf"(?<!\S)(?:{_either(row[1:])})(?!\S)"), row[0]) for row in listed["alike"]),
        additions=re.compile(rf"(?:{_either(listed['additions'])})\s?[,，]\s?", re.I),
        rows=rows,
        phrases=re.compile(
            rf"\b(?:{_either(word for word in rows if ' ' in word)})\b|[^\W_]+(?:[.'/-][^\W_]+)*|[^\w\s]|_"
        ),
    )


def classes(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the rows of words of each closed class; those of a row say nearly the same."""
    return {name: tuple(tuple(row) for row in rows) for name, rows in data()[language]["classes"].items()}


def listed(sentence: str, language: str) -> tuple[tuple[str, tuple[str, int]], ...]:
    """Return the words of closed classes in a sentence, negations left out, each with (class, position of its row)."""
    rows = _words(language).rows
    cut = _cut(sentence, language)
    words = _pieces(cut, rows) if language == "zh" else cut
    return tuple((w, rows[w]) for w in words if w in rows and rows[w][0] != "negation")


def _pieces(cut: Sequence[str], rows: Mapping[str, tuple[str, int]]) -> Iterator[str]:
    """Yield Chinese words with those in one that a closed class lists as one (不少, 于), and what the cutter guessed to
    be one apart, where a word for what may or must be opens it (应先)."""
    at = 0
    while at < len(cut):
        pair, word = "".join(cut[at : at + 2]), cut[at]
        if at + 1 < len(cut) and pair in rows:
            yield pair
            at += 1
        elif word not in rows and word[0] in rows and rows[word[0]][0] == "modality":
            yield from tokens.known_words(word)
        elif word not in rows and len(word) == 2 and word[0] in "只仅":
            yield from word
        else:
            yield word
        at += 1


def _either(listed: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda w: (-len(w), w))) or "(?!)"


def same(sentence: str, source: str, language: str) -> bool:
    """Tell whether a sentence is its source but for what never changes a meaning."""
    bare = _words(language).additions.sub("", source, count=1) if _words(language).additions.match(source) else source
    plain = _plain(sentence, language)
    if plain in (_plain(source, language), _plain(bare, language)):
        return True
    return any(plain == _plain(variant, language) for variant in optional.variants(bare, language))


def changed(sentence: str, source: str, language: str) -> tuple[str, ...]:
    """Return each run of words that is not the source's, as "before → after", in the order of the sentence."""
    theirs, mine = _cut(source, language), _cut(sentence, language)
    glue = " " if language == "en" else ""
    return tuple(
        f"{glue.join(theirs[a:b]) or '∅'} → {glue.join(mine[c:d]) or '∅'}"
        for kind, a, b, c, d in SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes()
        if kind != "equal"
    )


def faults(sentence: str, source: str, language: str) -> tuple[str, ...]:
    """Return the classes by whose words a sentence turns its source round, () when there is none.

    A class is at fault where a word of it gave way to one of another row of the class, where two words of the source
    traded places beside a word of it, or, in `PAIRED` classes, where such a word came or went and its neighbour stayed.
    """
    mine, theirs = _cut(sentence, language), _cut(source, language)
    rows = _words(language).rows
    came = _counted(mine, rows) - _counted(theirs, rows)
    went = _counted(theirs, rows) - _counted(mine, rows)
    found = [name for name, _ in came if any(other == name for other, _ in went)]
    found += _traded(mine, theirs, rows)
    return tuple(dict.fromkeys(found))


def denied(sentence: str, language: str) -> tuple[str, ...]:
    """Return the content word that each negation of a sentence stands before, as `tokens.content_tokens` writes it.

    A Chinese word that holds its negation (无关, 不予) stands for itself.
    """
    rows, words = _words(language).rows, _cut(sentence, language)
    found: list[str | None] = []
    for at, word in enumerate(words):
        negates = rows.get(word, ("",))[0] == "negation" or strength.DENYING[language].fullmatch(word)
        if not negates and language == "zh" and _NEGATION.search(word) and word not in data()["zh"]["plain"]:
            negates = word in rows
            found += () if negates else (word,)
        found += (_nearest(words[at + 1 :], rows),) if negates else ()
    return tuple((*tokens.content_tokens(word), word)[0] for word in found if word)


_NEGATION = re.compile("[不未无非没]")


def joined(sentence: str, language: str) -> Mapping[tuple[str, str], frozenset[tuple[str, int]]]:
    """Return the content words on either side of each "and" and "or", with the rows of what joins them."""
    rows, words = _words(language).rows, _cut(sentence, language)
    found: dict[tuple[str, str], frozenset[tuple[str, int]]] = {}
    for at, word in enumerate(words):
        if rows.get(word, ("",))[0] == "coordination":
            before, after = _nearest(words[at - 1 :: -1] if at else (), rows), _nearest(words[at + 1 :], rows)
            if before and after:
                found[before, after] = found.get((before, after), frozenset()) | {rows[word]}
    return found


def traded(sentence: str, source: str, language: str) -> tuple[str, ...]:
    """Return the classes beside whose words one word of the source gave way to another that stands elsewhere in it."""
    rows, mine, theirs = _words(language).rows, _cut(sentence, language), _cut(source, language)
    setting = (*_SETTING, "then") if "if" in theirs else _SETTING  # what follows from a case, and not when
    rows = {word: row for word, row in rows.items() if word not in setting}
    found = _traded(mine, theirs, rows)
    if language == "zh" and "time" in found and not any(_exchanged(word, mine, theirs) for word in set(mine)):
        found = [name for name in found if name != "time"]
    return tuple(name for name in dict.fromkeys(found) if not _near_all(name, mine, theirs, rows))


def _exchanged(word: str, mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Tell whether a word before one that stands behind what it is about (之后) stands behind it in another sentence,
    and one behind it before it there; what is left or put elsewhere makes no other order."""
    if not _BEHIND.fullmatch(word):
        return False
    (now, next_), (before, after) = (
        (_side(words, word, "before"), _side(words, word, "after")) for words in (mine, theirs)
    )
    return bool(now & after - before) and bool(next_ & before - after)


def _near_all(name: str, mine: tuple[str, ...], theirs: tuple[str, ...], rows: Mapping[str, tuple[str, int]]) -> bool:
    """Tell whether each new word beside those of a class that lost one stands on that side of them in the source, if
    not next to them."""
    now, before = _governed(mine, rows), _governed(theirs, rows)
    lost = {(word, where) for word, where, _ in before - now}
    governed = [one for one in now if rows[one[0]][0] == name and one[:2] in lost]
    return all(after in _side(theirs, word, where) for word, where, after in governed if after in theirs)


def _side(words: tuple[str, ...], word: str, where: str) -> set[str]:
    """Return what stands on one side of a word in its clause."""
    found: set[str] = set()
    for at in (at for at, other in enumerate(words) if other == word):
        for other in words[at + 1 :] if where == "after" else words[at - 1 :: -1] if at else ():
            if not other[0].isalnum():
                break
            found.add(other)
    return found


def _counted(words: Iterable[str], rows: Mapping[str, tuple[str, int]]) -> Counter[tuple[str, int]]:
    return Counter(rows[word] for word in words if word in rows and rows[word][0] != "negation")


def _traded(mine: tuple[str, ...], theirs: tuple[str, ...], rows: Mapping[str, tuple[str, int]]) -> list[str]:
    """Return the classes beside whose words one word of the source gave way to another, and stands elsewhere."""
    now, before = _governed(mine, rows), _governed(theirs, rows)
    came = [pair for pair in now - before if pair[2] in theirs]
    went = [pair for pair in before - now if pair[2] in mine]
    found = [rows[word][0] for word, where, _ in came if any(other[:2] == (word, where) for other in went)]
    lost = Counter(word for word, *_ in before) - Counter(word for word, *_ in now)
    won = Counter(word for word, *_ in now) - Counter(word for word, *_ in before)
    found += [rows[word][0] for word, *_ in went if word in lost and rows[word][0] in PAIRED]
    found += [rows[word][0] for word, *_ in came if word in won and rows[word][0] in PAIRED]
    return found


def _governed(words: tuple[str, ...], rows: Mapping[str, tuple[str, int]]) -> Counter[tuple[str, str, str]]:
    """Count (word of a closed class, "before" or "after", content word nearest to it in its clause)."""
    found: Counter[tuple[str, str, str]] = Counter()
    for at, word in enumerate(words):
        if word in rows and rows[word][0] not in SYMMETRIC:
            after = _nearest(words[at + 1 :], rows)
            if after:
                found[word, "after", after] += 1
            elif before := _nearest(words[at - 1 :: -1] if at else (), rows):
                found[word, "before", before] += 1
    return found


_SETTING = ("while", "whilst")
"""Words that set sides against each other as often as they say when."""
_BEHIND = re.compile("[之以]?[前后]")
"""A Chinese word that stands behind what it is about: 六十岁之后."""


def _nearest(words: Iterable[str], rows: Mapping[str, tuple[str, int]]) -> str | None:
    for word in words:
        if not word[0].isalnum():
            return None
        if word not in rows and word not in tokens.STOP_WORDS:
            return word
    return None


@lru_cache(maxsize=1 << 12)
def _cut(sentence: str, language: str) -> tuple[str, ...]:
    """Cut a sentence into words and marks, those of several words that a closed class lists in one piece."""
    if language == "zh":
        return tuple(word for word in particles.words(tokens.simplify(sentence)) if not word.isspace())
    return tuple(_words(language).phrases.findall(_spelled(sentence).casefold()))


_CONTRACTIONS = (
    (re.compile(r"\b(ca)n't\b", re.I), r"\1n not"),
    (re.compile(r"\bwon't\b", re.I), "will not"),
    (re.compile(r"\bcannot\b", re.I), "can not"),
    (re.compile(r"(?<=[A-Za-z])n't\b", re.I), " not"),
)


def _spelled(sentence: str) -> str:
    """Return an English sentence with its contracted negations in full."""
    sentence = sentence.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    for pattern, put in _CONTRACTIONS:
        sentence = pattern.sub(put, sentence)
    return sentence


# The Open Source Initiative (OSI)
_INITIALS = re.compile(r"((?:[A-Za-z][\w-]* )+)\(([A-Z]{2,6})s?\)")


def _spelled_out(match: re.Match[str]) -> str:
    """Return a name without the abbreviation behind it where that is made of its initials."""
    initials = "".join(word[0] for word in re.split("[ -]", match[1]) if word)
    return match[1].rstrip() if initials.upper().endswith(match[2]) else match[0]


_WHEN = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?"
_MORE = "前后之以起底初末中春夏秋冬上下年至到间和或与及"
"""What goes on with a date: 2019 年之前, 2019 年底, 2019 年至 2020 年."""
_DATED = re.compile(
    rf"^((?:[^，。；：、“”（）]|（[A-Z]{{2,6}}）){{1,24}})[于在]({_WHEN})(?![{_MORE}])(?=[{text.HAN}])([^，。；：的]*)(?![^，。；：])"
)


@lru_cache(maxsize=1 << 12)
def _plain(sentence: str, language: str) -> str:
    """Return what must be equal for two sentences to say the same: the words, those that are `alike` as one."""
    words = _words(language)
    sentence = text.normalise(sentence).rstrip("。.")
    if language == "en":
        sentence = optional.without_commas(_INITIALS.sub(_spelled_out, _spelled(sentence)))
        sentence = " ".join(re.findall(r"\w+(?:[.,'’/-]\w+)*|[^\w\s]", sentence))
        sentence = sentence[:1].casefold() + sentence[1:]
    else:
        sentence = " ".join(w for w in tokens.words(sentence) if not w.isspace())
    replaced = sentence
    for pattern, put in words.alike:
        several = put == _AND and len(pattern.findall(sentence)) + sentence.split().count(put) > 1
        replaced = replaced if several else pattern.sub(put, replaced)
    return replaced if language == "en" else _dated("".join(_standing(sentence.split(), replaced.split())))


def _standing(words: list[str], put: list[str]) -> Iterator[str]:
    """Yield what was put for each Chinese word where it is a word of its own, else the word: not 并 in 并存."""
    cut = set(_placed(tokens.words("".join(put))))
    for word, (start, other) in zip(words, _placed(put), strict=True):
        yield other if (start, other) in cut else word


def _placed(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield each word with its offset in what they make together."""
    return zip(accumulate(map(len, words), initial=0), words, strict=False)


_AND = "和"
"""Stands for its row of `alike`; where a sentence has two of it, which is which may tell who belongs to whom."""


def _dated(sentence: str) -> str:
    """Return a Chinese sentence with the date behind its subject put first: X 于 2019 年公布 is 2019 年，X 公布.

    Only names and nouns may stand before the date, and no 的 after it in its clause: what follows a verb, or belongs to
    what was published then, is dated otherwise once the date moves.
    """
    found = _DATED.match(sentence)
    if found and len(re.findall(r"\d{4}年", sentence)) == 1 and _nominal(found[1]):
        return f"{found[2]}，{found[1]}{sentence[found.end(2) :]}"
    return sentence


_NOMINAL = ("vn", "an", "eng", "x", "b", "j", "m", "q", "uj")
"""Tags, beside those of nouns and names, of what stands in a noun phrase: verbal nouns, Latin words, numbers, 的."""


def _nominal(words: str) -> bool:
    return all(tag in _NOMINAL or tag[0] == "n" or word == "等" for word, tag in tokens.tagged(words))
