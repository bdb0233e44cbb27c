"""Whether a sentence retells its sources freely or from another language without contradicting what rules can see.

Numbers, names and negation must agree. That is no proof: such a sentence always waits for a person's signature.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from generator import platforms
from generator.gate import function_words, rewording
from generator.language import numerals, text, tokens

KNOWN = 0.5
"""Least share of a sentence's content words that its sources have, where both are in one language."""
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH = re.compile(rf"\b({'|'.join(month.capitalize() for month in _MONTHS)})\b")
_UNITS = {
    "个月": "month", "月": "month", "年": "year", "日": "day", "天": "day", "周": "week", "小时": "hour",
    "分钟": "minute", "秒": "second", "美元": "dollar", "欧元": "euro", "倍": "times", "公里": "km",
}  # fmt: skip
_DATED = frozenset(("year", "month", "day", ""))
"""Units that one language writes after a number of a date and another leaves out."""


def faults(sentence: str, sources: Sequence[str], headings: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what disagrees between a sentence and the sentences of its sources, () when nothing does.

    In one language: all that `rewording` finds, and "far" when most of its words are not theirs; of what several
    sentences tell together the closed classes cannot agree and are not asked. Across languages: "number", "name",
    "negation". `headings` above the sources may name what they leave out.
    """
    language, joined, headings = text.language(sentence), " ".join(sources), tuple(headings)
    if all(text.language(source) == language for source in sources):
        judged = rewording.judge(sentence, joined, headings)
        own = tokens.content_tokens(sentence)
        closed = function_words.classes(language) if len(sources) > 1 else ()
        found = [fault for fault in judged.faults if fault not in closed]
        return (*found, *(("far",) if len(judged.new) > (1 - KNOWN) * len(own) else ()))
    around = " ".join((joined, *headings))
    negated = any(rewording.negations(source, text.language(source)) for source in sources)
    checks = {
        "number": _numbers_agree(sentence, around),
        "name": _names_agree(sentence, around, language),
        "negation": bool(rewording.negations(sentence, language)) == negated,
    }
    return tuple(name for name, holds in checks.items() if not holds)


def _numbers_agree(sentence: str, around: str) -> bool:
    """Tell whether each number stands in the sources, in no other unit. A single 1 is skipped: 一个 is "a"."""
    mine, theirs = _numbers(sentence), _numbers(around)
    if Counter(value for value, _ in mine if value != "1") - Counter(value for value, _ in theirs):
        return False
    for value, unit in mine:
        units = {other for number, other in theirs if number == value} - {""}
        if unit not in _DATED and units - _DATED and unit not in units:
            return False
    return True


def _numbers(passage: str) -> list[tuple[str, str]]:
    """Return (value, unit in English) of every number; the name of an English month counts as its number."""
    found = [
        (value, _UNITS.get(unit, unit)) for value, _, unit in (m.partition(" ") for m in numerals.measured(passage))
    ]
    return found + [(str(_MONTHS.index(match[1].casefold()) + 1), "month") for match in _MONTH.finditer(passage)]


def _names_agree(sentence: str, around: str, language: str) -> bool:
    """Tell whether every name stands in the sources as it is written, or is a platform that they name in any way."""
    known = {mention.platform.name for mention in platforms.mentions(around)}
    mentioned = platforms.mentions(sentence)
    if not {mention.platform.name for mention in mentioned} <= known:
        return False
    rest = sentence
    for mention in reversed(mentioned):
        rest = rest[: mention.start] + " " * (mention.end - mention.start) + rest[mention.end :]
    named = rewording.names(rest, language) - frozenset(_MONTHS)
    return named <= rewording.names(around, text.language(around), everything=True)
