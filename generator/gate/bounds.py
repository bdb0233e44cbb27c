"""How a number is bounded where it stands: at least, at most, about, from a version on.

A bound may be a negation that denies nothing (no more than three, 不得超过三个月), and may as well be said without one
(at most three, 最长三个月).
"""

import re
from collections.abc import Iterable, Iterator

from generator.language import numerals

_NOT = "不[得能可应会宜准许]?"
_MORE, _LESS = "(?:超过|超出|多于|高于|大于|长于|逾)", "(?:少于|低于|小于|短于)"
_NAMED = "(?:为|是|在|达|到)?"
_BOUNDS = {
    "least": (
        r"at least|(?:no|not|not be) (?:less|fewer) than|minimum (?:[\w/-]+ ){0,3}of|(?<!no )(?<!not )more than|"
        "over|above|(?<!not )exceeding|"
        rf"(?:至少|最少|起码)[一-鿿]{{0,4}}|(?:最短|最低){_NAMED}|{_NOT}{_LESS}|(?<!不)(?<!不[得能可应会宜准许]){_MORE}",
        r"or more|[以之]上",
    ),
    "most": (
        r"at most|up to|capped at|limited to|"
        r"(?:cap|limit)s? (?:of )?\(?|(?:no|not|not be) more than|not (?:to )?exceed(?:ing)?|"
        r"maximum (?:[\w/-]+ ){0,3}of|(?<!no )(?<!not )(?:less|fewer) than|under|below|within|"
        rf"(?:至多|最多|顶多)[一-鿿]{{0,4}}|(?:最长|最高){_NAMED}|{_NOT}{_MORE}|不足|不到|不满|未满|(?<!不)(?<!不[得能可应会宜准许]){_LESS}",
        r"or (?:less|fewer)|(?:[a-z]+ )?limit\b|[以之]下|以内|之?内",
    ),
    "about": (r"about|around|approximately|roughly|nearly|almost|some|约|大约|近|将近", r"左右|上下|多|余"),
}  # fmt: skip
"""Bounds of a number: words before it, words behind it and its unit."""
_SOFT = {
    "least": (
        r"(?:over|above|(?<!not )exceeding) (?:an?|the)|minimum (?:[\w/-]+ ){1,6}(?:is|are)",
        r"minimum\b|at least\b",
    ),
    "most": (
        r"not (?:to )?exceed(?:ing)? (?:an?|the)|(?:within|under|up to|at most) (?:an?|the)|"
        r"maximum (?:[\w/-]+ ){1,6}(?:is|are)",
        r"(?:\([^)]*\) ?)?(?:maximum|max|at most|limit)\b",
    ),
}
"""Words that may bound a number, or only say more of it: over a 24-hour period. They may be left out."""
_SINCE = re.compile(
    r"\s?(?:版本?)?\s?(?:起(?!步|点|源|来)|及?以上版本|开始)|\s?(?:or|and) (?:later|newer|above)\b", re.I
)
"""Words behind a version that say from which one on."""
_RANGE = re.compile(r"(?<![\d.])(\d[\d.]*)\s?[—–~-]\s?(\d+(?:\.\d+)?)")
_UNIT = r"\s?[%％]?\s?(?:[A-Za-z]+|[一-鿿]{0,2}?)\s?"
_DENYING_NOTHING = re.compile(
    rf"(?:{_NOT}(?={_MORE}|{_LESS}|[满足到])|未(?=满))(?=..?\s?[\d一二两三四五六七八九十百千万])|"
    r"(?<=\d)[^，。；\d]{0,3}不等|\b(?:no|not)(?= (?:be )?(?:more|less|fewer) than\b)|\bnot(?= (?:to )?exceed)",
    re.I,
)
"""Negations that bound a number."""


def without_negation(words: str) -> str:
    """Return words without the negations that only bound a number."""
    return _DENYING_NOTHING.sub("", words)


def of(words: str, number: str, unit: str = "") -> set[str]:
    """Return how a number, of a unit, is bounded where it stands, "" for not at all; all bounds where it is in other
    letters."""
    words = numerals.plain(words)
    if re.search(rf"\d\s?[—–~-]\s?{re.escape(number)}|{re.escape(number)}\s?[—–~-]\s?\d", words):
        return {"", *_BOUNDS}  # both ends of a range bound it
    behind = rf"\s?-?{re.escape(unit)}" if unit else ""
    places = list(re.finditer(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d){behind}", words, re.I))
    if not places:
        return {"", *_BOUNDS}
    found: set[str] = set()
    for start, end in ((place.start(), place.start() + len(number)) for place in places):
        before, after = words[max(0, start - 48) : start], words[end:]
        found |= {_bound(before, after), *_maybe(before, after)}
    return found


def shared(clause: str, sources: Iterable[str], word: str) -> bool:
    """Tell whether a word of a clause bounds a number that sources bound alike in another way: a minimum of 19."""
    plain = numerals.plain(clause, spelled=True)
    close = re.search(rf"{re.escape(word).replace('至', '[至最]')}[^，。；,;\d]{{0,4}}(\d[\d.]*)", plain, re.I)
    close = close or re.search(rf"(?<![\d.])(\d[\d.]*) ?-?[a-z%]* {re.escape(word)}\b", plain, re.I)
    if close is None:
        return False
    unit = next((u for n, _, u in (m.partition(" ") for m in numerals.measured(plain)) if n == close[1]), "")
    told = [numerals.plain(source, spelled=True) for source in sources]
    return any(
        (_told(plain, close[1], unit) & _told(source, close[1], unit)) - {""}
        for source in told
        if close[1] in numerals.numbers(source)
    )


def _told(words: str, number: str, unit: str) -> set[str]:
    """Return how a number is bounded, of an end of a range that a word bounds how it does: 1-2 minutes at most."""
    for both in _RANGE.finditer(words):
        if number in both.groups():
            ends = of(words[: both.start(1)] + words[both.start(2) :], both[2]) - {""}
            return ends if len(ends) == 1 else of(words, number, unit)
    return of(words, number, unit)


def _maybe(before: str, after: str) -> Iterator[str]:
    """Yield the bounds that words may put to a number."""
    for name, (ahead, behind) in _SOFT.items():
        if re.search(rf"(?:{ahead}) [€$£]?$", before, re.I) or re.match(rf"-?{_UNIT}(?:{behind})", after, re.I):
            yield name


def _bound(before: str, after: str) -> str:
    if _SINCE.match(after):
        return "least"
    for name, (ahead, behind) in _BOUNDS.items():
        if re.search(rf"(?:{ahead})\s?[€$£]?$", before, re.I) or re.match(rf"-?{_UNIT}(?:{behind})", after, re.I):
            return name
    return ""
