"""A second look at what an index found: neighbouring characters and words.

An index knows which words a passage holds, not which stand together, and a dictionary cuts Chinese compounds in
more than one way. Pairs of neighbouring Han characters, and of neighbouring words elsewhere, tell both, and are
cheap on the few passages that the index has found. What it gains is in docs/search.md.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from generator.language import text, tokens

DEPTH = 100
"""Passages that are looked at again; a question costs 2 to 7 ms more for it (docs/search.md)."""
WEIGHT = 0.5
"""Of the score for pairs against that of the index, ≥ 0; from 0.3 to 0.8 makes no difference that counts on the
question sets of docs/search.md."""
_K1, _B = 1.2, 0.75
"""Of BM25, as usual: how soon a repeated pair counts no more, ≥ 0, and the share of a passage's length, 0 to 1."""

_RUN = re.compile(rf"[{text.HAN}]+|[^\W_{text.HAN}]+")


def rescored(asked: str, found: Sequence[tuple[str, float]]) -> tuple[float, ...]:
    """Return new scores for (text, score) of the passages found for the question `asked`, in the same order.

    To each score is added WEIGHT × BM25 over the pairs of the question, with the passages found for the collection.
    """
    pairs = _pairs(asked)
    if not pairs or not found:
        return tuple(score for _, score in found)
    keys = [_key(passage) for passage, _ in found]
    counts = [[key.count(pair) for pair in pairs] for key in keys]
    mean = sum(map(len, keys)) / len(keys) or 1
    holding = [sum(column[n] > 0 for column in counts) for n in range(len(pairs))]
    idf = [math.log(1 + (len(found) - n + 0.5) / (n + 0.5)) for n in holding]
    return tuple(
        score
        + WEIGHT
        * sum(
            rarity * times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * len(key) / mean))
            for rarity, times in zip(idf, row, strict=True)
        )
        for (_, score), key, row in zip(found, keys, counts, strict=True)
    )


def _pairs(asked: str) -> tuple[str, ...]:
    """Return pairs of Han characters, words, and pairs of words, as they stand in a `_key`; each once."""
    runs = _RUN.findall(tokens.simplify(asked).casefold())
    found: list[str] = []
    for run, after in zip_longest(runs, runs[1:], fillvalue=""):
        if text.has_han(run):
            found += [run[n : n + 2] for n in range(len(run) - 1)] or [run]
        else:
            found.append(f" {run} ")
            if after and not text.has_han(after):
                found.append(f" {run} {after} ")
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 13)
def _key(passage: str) -> str:
    """Return simplified lower-case words of a passage, each between spaces."""
    return f" {' '.join(_RUN.findall(tokens.simplify(passage).casefold()))} "
