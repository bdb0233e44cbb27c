"""Whether a sentence denies what its sources in another language do not, or the other way round."""

import re
from collections.abc import Sequence

from generator.gate import clauses, rewording, strength
from generator.language import text

FEW = 4
"""One clause in more than so many that negates may be left out by a sentence in another language."""


def denies_otherwise(sentence: str, sources: Sequence[str]) -> bool:
    """Tell whether a sentence negates and none of its sources in another language, or most of what they say, do; who
    leaves out one clause of many that negates says nothing else."""
    if _negated(sentence):
        return not any(_negated(source) or _EXEMPT.search(source) for source in sources)
    parts = [c for source in sources for c in clauses.clauses(source, text.language(source))]
    return FEW * sum(map(_negated, parts)) >= max(1, len(parts))


_EXEMPT = re.compile(r"\b(?:exempt|free (?:of|from)|unless|except|un[a-z]{4,}|lacks?)\b|免|除非|除外|以外|拒", re.I)
"""Words that deny without a word that negates, which another language may have for them."""


_MOST = re.compile(r"不(?=(?:到|超过|足|少于|低于|多于|大于)\s?\d)|\b(?:no|not)(?= (?:more|less|fewer) than)", re.I)
"""Negations that bound a number and deny nothing, in any language."""


_UN = {"en": clauses.NEGATING["en"], "zh": re.compile("(?!)")}


def _negated(words: str) -> bool:
    language = text.language(words)
    return (
        rewording.negations(_MOST.sub("", words), language) > 0
        or bool(_UN[language].search(words))
        or bool(strength.DENYING[language].search(words))
    )
