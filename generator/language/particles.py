"""Chinese words of one character that are a function word in one place and a part of a name or a phrase in another.

The dictionary has one part of speech for each of them, whatever stands around it: 只 is “only” before what is done, and
counts animals and ships behind them (犬只, 三只); 将 is “will” before a verb, and “把” before what a verb is done to.
What stands beside them tells which.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.language import tokens

_COUNTING, _TAKING, _TAKEN = "只", "将", "把"
_SURE, _GIVEN = "一定", "某"
_NOUN = ("n", "ng", "nr", "ns", "nt", "nz", "nrt")
"""Tags of what can be taken somewhere, or counted."""
_WITHIN = ("m", "q", "b", "a", "uj", "r", "mq", "x", "j", "eng", "vn", "an", "s")
"""Tags of what may stand before the noun in its phrase."""
_PERSONAL = ("其", "之", "它", "它们", "他", "他们", "她", "她们")
"""Words for a noun; others of their kind ask (如何) or point to a noun behind them."""
_PREDICATE = ("v", "d", "p", "a", "m", "r", "i", "l", "zg")
"""First letters of tags, or tags, of what an adverb stands before."""


@lru_cache(maxsize=1 << 12)
def words(sentence: str) -> tuple[str, ...]:
    """Cut a sentence as `tokens.words` does, 只 that counts joined to its noun, 将 that takes something as 把, and 一定
    before a noun, which is some share or other and nothing sure, as 某."""
    cut = tokens.words(sentence)
    return tuple(_read(cut)) if {_COUNTING, _TAKING, _SURE} & set(cut) else cut


def _read(cut: Sequence[str]) -> Iterator[str]:
    tags = [_tag(word) for word in cut]
    for at, word in enumerate(cut):
        if word == _TAKING and _takes(cut, tags, at + 1):
            yield _TAKEN
        elif word == _SURE and tags[at + 1 : at + 2] and tags[at + 1] in (*_NOUN, "uj"):
            yield _GIVEN
        elif word == _COUNTING and _counts(cut, tags, at):
            continue
        else:
            counted = cut[at + 1 : at + 2] == (_COUNTING,) and _counts(cut, tags, at + 1)
            yield word + _COUNTING if counted else word


@lru_cache(maxsize=1 << 14)
def _tag(word: str) -> str:
    return tokens.tagged(word)[0][1] if word.strip() else "x"


def _counts(cut: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Tell whether 只 counts what stands before it: a noun of one character that stands alone in no sentence (犬), or
    behind a preposition, which 只 would stand before, or before nothing that could be done only."""
    if not at or len(cut[at - 1]) != 1 or tags[at - 1] not in _NOUN:
        return False
    after = tags[at + 1] if at + 1 < len(tags) else "x"
    taken = at > 1 and tags[at - 2] == "p"
    return tags[at - 1] == "ng" or taken or after not in _PREDICATE and after[:1] not in _PREDICATE


def _takes(cut: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Tell whether a noun, or a word for one, comes behind 将 before any verb or adverb, and one of them behind it."""
    named = False
    for word, tag in zip(cut[at:], tags[at:], strict=True):
        if tag in _NOUN or word in _PERSONAL:
            named = True
        elif named or not tag.startswith(_WITHIN) or not word[:1].isalnum():
            return named and word[:1].isalnum()
    return False
