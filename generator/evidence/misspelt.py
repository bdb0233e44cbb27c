"""Names with a word that is misspelt, as titles and headings of a corpus spell it: "tarriff" is tariff there.

Only what is no English word, is written in small letters and stands nowhere in the sources is misspelt, and only one
English word of titles or headings, one letter from it, is meant: a name that is unknown is nobody's else.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from generator.language import english

SHORTEST = 6
"""Letters of a word that is looked at."""
_WORD = re.compile(rf"(?<![\w-])[a-z]{{{SHORTEST},}}(?![\w-])")


class Spelling:
    """The words of titles and headings, by their first letter; `texts` is all that the sources say."""

    def __init__(self, heads: Iterable[str], texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        self._words: dict[str, set[str]] = defaultdict(set)
        for head in heads:
            for word in re.findall(r"[a-z]{5,}", head.casefold()):
                self._words[word[0]].add(word)

    def mended(self, name: str) -> str:
        """Return a name as the corpus spells it, "" where nothing in it is misspelt."""
        mended = _WORD.sub(lambda match: self._mended(match[0]) or match[0], name)
        return mended if mended != name else ""

    def _mended(self, word: str) -> str:
        near = [known for known in self._words[word[0]] if is_misspelt(word, known)]
        return near[0] if len(near) == 1 and not any(word in told.casefold() for told in self._texts) else ""


def is_misspelt(word: str, known: str) -> bool:
    """Tell whether a word may be another misspelt, whatever a corpus holds: one letter is missing, too many, wrong, or
    two are swapped."""
    if english.is_form(word) or not english.is_form(known) or abs(len(word) - len(known)) > 1 or word == known:
        return False
    start = next((n for n, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    one, other = word[start:], known[start:]
    swapped = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]


def is_spelling(name: str, full: str) -> bool:
    """Tell whether a name may be the full one with words misspelt, whatever a corpus holds."""
    pairs = list(zip(name.split(), full.split(), strict=False))
    same = len(name.split()) == len(full.split()) and name != full
    return same and all(a == b or is_misspelt(a, b) for a, b in pairs)
