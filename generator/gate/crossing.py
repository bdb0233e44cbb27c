"""Whether two words of a source trade what is said of them: whoever gains pays, whoever loses is paid.

A source says one thing of one and another of the other, each in a clause of its own. A sentence that has each word in
the clause that was made of the other's says the reverse, though it has all words of both.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations

from generator.gate.clauses import Clause, opposed
from generator.language import text

SHORT = 2
"""Characters of a Chinese word from which it names someone or something."""


def crossed(mine: Sequence[Clause], theirs: Sequence[Clause]) -> Iterator[tuple[str, str]]:
    """Yield (a word, the word that stands in its place) of the clauses of a sentence and those of its sources."""
    for one, other in permutations(theirs, 2):
        if one.source != other.source or opposed(one, other):
            continue
        own, alien = one.content - other.content, other.content - one.content
        for first in mine:
            for word in sorted(alien & first.content, key=lambda w: (-len(w), w)):
                moved = _moved(word, own, alien, first, mine, theirs)
                if moved:
                    yield moved, word
                    return


def _moved(
    word: str,
    own: frozenset[str],
    alien: frozenset[str],
    first: Clause,
    mine: Sequence[Clause],
    theirs: Sequence[Clause],
) -> str:
    """Return the word whose place another took in the first of two clauses, where it stands in the place of that in the
    second; "" for none."""
    told, elsewhere = own & first.content, _besides(word, alien & first.content)
    if not _names(word, theirs) or len(told) < 2 or elsewhere:
        return ""
    for second in mine:
        kept = _besides(word, alien & second.content)
        if second is first or word in second.content or len(kept) < 2:
            continue
        gone = max(own & second.content, key=lambda w: (len(w), w), default="")
        if gone and gone not in first.content and _names(gone, theirs) and not _besides(gone, own & second.content):
            return gone
    return ""


def _besides(word: str, others: frozenset[str]) -> set[str]:
    """Return words without one and its parts: 亏损方, 亏损."""
    return {other for other in others if other not in word and word not in other}


def _names(word: str, theirs: Sequence[Clause]) -> bool:
    """Tell whether a word stands in one clause of the sources, and is no number."""
    long = len(word) >= SHORT if text.has_han(word) else len(word) > SHORT
    return long and not any(c.isdigit() for c in word) and sum(word in one.content for one in theirs) == 1
