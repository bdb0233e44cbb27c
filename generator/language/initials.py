"""Brackets that only repeat the words before them: an abbreviation made of their initials, or what one stands for."""

import re
from itertools import product

_BRACKETS = re.compile(r"\s?(?:\(([^()]*)\)|（([^（）]*)）)")
_SHORT = re.compile(r"[A-Z][A-Za-z]{1,9}")
_LINKS = frozenset(("of", "and", "the", "for", "from", "in", "on", "to", "with", "a", "an", "by"))


def repeated(sentence: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of brackets that repeat the words right before them: … human feedback (RLHF), RAG (…)."""
    return tuple(m.span() for m in _BRACKETS.finditer(sentence) if _repeats(sentence[: m.start()], m[1] or m[2] or ""))


def _repeats(before: str, inside: str) -> bool:
    """Tell whether the words in brackets abbreviate those before them, or spell them out."""
    words = re.findall(r"[A-Za-z]+", before[-120:])
    if not words or not re.search("[A-Za-z]$", before):
        return False
    if _SHORT.fullmatch(inside) and inside.upper() == inside:
        return any(_initials(tuple(words[-n:]), inside) for n in range(2, min(len(words), 2 * len(inside)) + 1))
    spelt = tuple(re.findall("[A-Za-z]+", inside))
    plain = re.fullmatch(r"[A-Za-z][A-Za-z -]*", inside) is not None
    return plain and words[-1].upper() == words[-1] and len(words[-1]) > 1 and _initials(spelt, words[-1])


def _initials(words: tuple[str, ...], short: str) -> bool:
    """Tell whether letters are the initials of words, those of small words in them or not."""
    small = [n for n, word in enumerate(words) if word.casefold() in _LINKS]
    if len(words) > 12 or 0 in small:
        return False
    choices = [(True, False) if n in small else (True,) for n in range(len(words))]
    return any(
        "".join(word[0] for word, kept in zip(words, taken, strict=True) if kept).upper() == short
        for taken in product(*choices)
    )
