"""Which strings are English words, by a word list (`data/english-words.txt.gz`)."""

import gzip
from functools import cache

from generator.files import DATA
from generator.language.tokens import stem


@cache
def _words() -> frozenset[str]:
    return frozenset(gzip.decompress((DATA / "english-words.txt.gz").read_bytes()).decode("utf-8").split())


def is_word(word: str) -> bool:
    """Tell whether a word in small letters stands in the list; a letter alone is none."""
    return word in _words()


def is_form(word: str) -> bool:
    """Tell whether a word in small letters stands in the list, or a word of which it is a form (`embeddings`)."""
    return is_word(word) or _root(word) != ""


def is_joined(left: str, right: str) -> bool:
    """Tell whether two halves make one word: one of the list, or a form of one that is not the left half alone."""
    root = _root(left + right)
    inside = is_word(right) and abs(len(root) - len(left)) < 2
    return is_word(left + right) or (root != "" and not inside)


def _root(word: str) -> str:
    root = stem(word)
    return next((known for known in (root, root + "e") if is_word(known)), "")
