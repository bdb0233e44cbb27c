"""Names that a corpus has in another script or language: 青岛 for Qingdao, TUM for 慕尼黑工大, ETH for 苏黎世联邦理工.

A rule and the dictionary, no list: a Chinese name is taken apart into words of the dictionary, and one in Latin letters
stands for it where its words are what these mean, or how they are read. Its capitals may be the initials of that.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from generator.language import dictionary, english, text, tokens

LONGEST, LONGEST_HAN = 6, 3
"""Words of a name in Latin letters, and of a Chinese one."""
INITIALS = 3
"""Letters of an abbreviation, and words of a translation that says of a word only one of its meanings, at least."""
PREFIX = 4
"""Characters from which a Chinese name may be the head of a longer one that the dictionary has."""
_LATIN = r"[A-Za-zÀ-ɏ][\w'’-]*"
_RUN = re.compile(f"{_LATIN}(?: {_LATIN})*", re.ASCII)
_HAN = re.compile(f"[{text.HAN}]{{2,}}")
_NAMED = re.compile(r"[A-ZÀ-Þ]\w+(?: (?:of|and|the|for|[A-ZÀ-Þ]\w*))*|[a-z]{5,}")
_ACRONYM = re.compile("[A-Z][A-Za-z]?[A-Z]+")
_PROPER = ("nr", "ns", "nt", "nz")
"""Tags of the dictionary of words: people, places, bodies and other names."""
_KIND = re.compile(r"[,;(:]| (?:sub-?prov|prefecture|county|city|town|district|municipality|capital|province)")
"""Where a sense goes on to say what kind of thing it is."""
_SHORT_FOR = re.compile(rf"abbr\. for [{text.HAN}]+\|?([{text.HAN}]*)")
_BODY = re.compile("(?<=..)(?:市|省|县|区|州|大学|学院|公司)$")
"""What a place or body is, which its name in another language may leave out."""
Senses = tuple[frozenset[str], ...]
"""What a Chinese word may mean, each sense as stems."""


class Names:
    """The names in the titles and headings of a corpus, by what they are called in the other script; what these do not
    have may stand in a text, as the dictionary has it."""

    def __init__(self, heads: Iterable[str], texts: Iterable[str] = ()) -> None:
        self._heads, self._texts = tuple(heads), tuple(texts)

    def of(self, name: str) -> str:
        """Return the name that the corpus has for one in the other script, the shortest of several, else ""."""
        if _NAMED.fullmatch(name):
            fits = self._chinese_for(name)
        elif _HAN.fullmatch(name) and tokens.tagged(name)[0][1].startswith(_PROPER):
            fits = self._latin_for(tokens.simplify(name))
        else:
            return ""
        found = min(fits, key=lambda one: (len(one), one), default="")
        return found or next(self._written(tokens.simplify(name)), "")

    def _written(self, name: str) -> Iterator[str]:
        """Yield what the dictionary has for a name, where it stands in a text."""
        if text.has_han(name):
            said = (_KIND.split(sense)[0].strip() for sense in dictionary.senses(name))
            names = [words for words in said if _NAMED.fullmatch(words) and words[0].isupper()]
        elif name[0].isupper():
            told = dictionary.mentioning(name)
            names = [word for word, senses in told if name in (_KIND.split(s)[0].strip() for s in senses)]
        else:
            return
        for words in sorted(names, key=lambda one: (len(one), one)):
            if len(words) > 1 and any(words in one for one in self._texts):
                yield words

    def _latin_for(self, name: str) -> Iterator[str]:
        parts = _parts(name)
        bare = _parts(_BODY.sub("", name))
        for words in {words for sense in itertools.chain(*parts) for stem in sense for words in self._latin[stem]}:
            if _means(parts, words) or _means(bare, words):
                yield words
        initials = _initials(parts)
        yield from (words for words in self._acronyms if _capitals(words) in initials)
        if len(parts) == 1:  # of several each says a part of it
            stems = {stem for sense in itertools.chain(*parts) for stem in sense}
            yield from self._acronyms & {stem.upper() for stem in stems if not english.is_word(stem)}

    def _chinese_for(self, name: str) -> Iterator[str]:
        yield from self._spoken["".join(re.findall("[a-z]+", name.casefold()))]
        if name[0].isupper():
            for words in {words for stem in _stems(name) for words in self._meant[stem]}:
                if _means(_parts(words), name):
                    yield words

    @cached_property
    def _latin(self) -> dict[str, set[str]]:
        """Return the runs of words in Latin letters, by each of their stems."""
        found: dict[str, set[str]] = defaultdict(set)
        for words in _runs(self._heads, _RUN, str.split, LONGEST, " "):
            for stem in _stems(words):
                found[stem].add(words)
        return found

    @cached_property
    def _acronyms(self) -> frozenset[str]:
        words = {word for head in self._heads for run in _RUN.findall(head) for word in run.split()}
        return frozenset(word for word in words if len(word) >= INITIALS and _ACRONYM.fullmatch(word))

    @cached_property
    def _chinese(self) -> frozenset[str]:
        found = set(_runs(self._heads, _HAN, tokens.words, LONGEST_HAN, ""))
        return frozenset(found | {_BODY.sub("", name) for name in found})

    @cached_property
    def _spoken(self) -> dict[str, set[str]]:
        """Return the Chinese names, by how they are read."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self._chinese:
            found["".join(text.pinyin(name))].add(name)
        return found

    @cached_property
    def _meant(self) -> dict[str, set[str]]:
        """Return the Chinese names, by each stem of what their first word means."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self._chinese:
            for stem in itertools.chain(*itertools.chain(*_parts(name)[:1])):
                found[stem].add(name)
        return found


def stands_for(name: str, other: str) -> bool:
    """Tell whether one name may be the other in another script, whatever a corpus holds."""
    return Names((other,)).of(name) == other


def _runs(heads: Iterable[str], run: re.Pattern[str], cut: object, longest: int, joint: str) -> Iterator[str]:
    """Yield the names of several words that titles hold, each of at most so many."""
    for head in heads:
        for piece in run.findall(head):
            words = cut(piece)
            for first, last in itertools.combinations(range(len(words) + 1), 2):
                if last - first <= longest:
                    yield joint.join(words[first:last])


@cache
def _stems(words: str) -> frozenset[str]:
    return frozenset(tokens.content_tokens(words))


def _parts(name: str) -> tuple[Senses, ...]:
    """Return what each word of a Chinese name may mean, the longest first; () where one is unknown."""
    found, place = [], 0
    while place < len(name):
        ends = range(len(name), place, -1)
        place, senses = next(((end, s) for end in ends if (s := _senses(name[place:end]))), (0, ()))
        if not senses:
            return ()
        found.append(senses)
    return tuple(found)


def _senses(word: str) -> Senses:
    """Return what the dictionary says of a word, of a longer one that it is the head of, or of one in short; last how
    it is read."""
    told = dictionary.senses(word)
    if not told and len(word) >= PREFIX:
        told = next((dictionary.senses(longer) for longer in dictionary.beginning(word)), ())
    if not told and len(word) == 2:  # 工大 is 工业大学
        whole = (one for one in dictionary.beginning(word[0]) if len(one) == 4 and one[2] == word[1])
        told = tuple(itertools.chain(*map(dictionary.senses, whole)))
    found = []
    for sense in told:
        if full := _SHORT_FOR.search(sense):
            found += _senses(full[1]) if full[1] != word else ()
        found += [_stems(one) for one in _KIND.split(sense)[0].split(" or ")]
        found += [frozenset((short.casefold(),)) for short in re.findall(r"\(([A-Z]{2,})\)", sense)]
    return (*filter(None, found), frozenset(("".join(text.pinyin(word)),))) if told else ()


def _means(parts: tuple[Senses, ...], latin: str) -> bool:
    """Tell whether the words of a name are what each part of a Chinese one means, and none is left."""
    stems = _stems(latin)
    told = frozenset(itertools.chain(*itertools.chain(*parts)))
    least = (lambda sense: sense <= stems) if len(stems) < INITIALS else (lambda sense: sense & stems)
    return bool(parts) and stems <= told and all(any(map(least, senses)) for senses in parts)


def _initials(parts: tuple[Senses, ...]) -> set[str]:
    """Return the initials of each way to say a Chinese name in English, sorted: MTU of Munich Technical University."""
    letters = [{"".join(stem[0] for stem in sense) for sense in senses[:-1]} for senses in parts]
    return {"".join(sorted("".join(way))).upper() for way in itertools.islice(itertools.product(*letters), 200)}


def _capitals(words: str) -> str:
    return "".join(sorted(filter(str.isupper, words)))
