"""The same in other forms of words: what an abbreviation stands for, a verb in two words."""

import re
from collections.abc import Iterator, Sequence

from generator.language import tokens

_LIGHT = frozenset(tokens.tokens("get become grow turn make"))
"""Verbs that make one with the word behind them: get worse, worsen."""
_SUFFIX = 3
"""Most letters that are put to a word to make a verb of it."""


def unfolded(words: str, around: str) -> Iterator[str]:
    """Yield what abbreviations of some words stand for, where a passage has that before them in brackets."""
    for match in _SHORT.finditer(around):
        full = re.findall(r"[A-Za-z]+", match[1])[-len(match[2]) :]
        if "".join(word[0] for word in full).upper() == match[2] and re.search(rf"\b{match[2]}\b", words):
            yield " ".join(full)


_SHORT = re.compile(r"((?:[A-Za-z]+[ -]){2,8})\(([A-Z]{2,8})\)")


def made(pairs: Sequence[tuple[str, str]], at: int, ours: set[str]) -> bool:
    """Tell whether a word and the one beside it are a verb that is one word in `ours`: get worse, worsens."""
    first = at if pairs[at][1] in _LIGHT else at - 1
    if first < 0 or pairs[first][1] not in _LIGHT or first + 1 == len(pairs):
        return False
    done = pairs[first + 1][1]
    return len(done) > 3 and any(one.startswith(done) and 0 < len(one) - len(done) <= _SUFFIX for one in ours)
