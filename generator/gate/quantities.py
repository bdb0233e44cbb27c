"""Which numbers of a sentence its sources lack, in figures or in words, with their units."""

import re

from generator.language import numerals, text

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH = re.compile(rf"\b({'|'.join(month.capitalize() for month in MONTHS)})\b")
_UNITS = {
    "个月": "month", "月": "month", "年": "year", "日": "day", "天": "day", "周": "week", "小时": "hour",
    "分钟": "minute", "秒": "second", "美元": "dollar", "欧元": "euro", "倍": "times", "公里": "km", "米": "m",
}  # fmt: skip
"""Units that stand with a number, in one writing."""
_DATED = frozenset(("year", "month", "day", ""))
"""Units that one language writes after a number of a date and another leaves out."""


_SPELLED = re.compile(
    r"\b(?:eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|"
    r"thousands?|millions?|billions?|dozens?|half|halves|third|quarter|twice|double|triple)\b|"
    r"(?<!\d)(?<!\d )[一二两三四五六七八九十百千万亿]+[人名个家次条天日年月周元]|一半|翻番",
    re.I,
)
"""Numbers in words that `numerals` reads as none."""
_TIMES = {
    r"\bmonths?\b|个月|月": "month", r"\b(?:years?|annual|annually)\b|年": "year", r"\b(?:days?|daily)\b|[天日]": "day",
    r"\b(?:weeks?|weekly)\b|周|星期": "week", r"\bhours?\b|小时": "hour", r"\bminutes?\b|分钟": "minute",
}  # fmt: skip
"""Words of units of time → the unit: one that no source has comes from nowhere."""


def spelled(sentence: str, around: str) -> list[str]:
    """Return numbers in words, and units of time, that the sources have in no writing."""
    held = {match[0].casefold() for match in _SPELLED.finditer(around)}
    lost = [m[0] for m in _SPELLED.finditer(sentence) if m[0].casefold() not in held and not _counted(m[0], around)]
    units = {unit for word, unit in _TIMES.items() if re.search(word, around, re.I)}
    told = ((re.search(word, sentence, re.I), unit) for word, unit in _TIMES.items())
    return lost + [match[0] for match, unit in told if match and unit not in units]


def _counted(spelled: str, around: str) -> bool:
    """Tell whether a Chinese number of things is in the sources in another writing: 两个, and 2 阶段; 一个 is "a"."""
    value = numerals.numbers(spelled)
    if not value or not text.has_han(spelled) or any(re.search(word, spelled) for word in _TIMES):
        return False
    return set(value) <= {"1", *numerals.numbers(around), *numerals.told(around)}


def lost(sentence: str, around: str, *, dated: bool = False) -> list[str]:
    """Return the numbers that the sources lack, or have in another unit only; `dated`: also of years, months and days,
    where all is in one language. A single 1 is skipped: 一个 is "a"."""
    theirs = _measured(around)
    values = {value for value, _ in theirs} | {"1", *numerals.told(around)}
    lost = []
    for value, unit in _measured(sentence):
        units = {other for number, other in theirs if number == value}
        other = dated and unit and value != "1" and "" not in units and unit not in units
        units -= {""}
        if other or value not in values or (unit not in _DATED and units - _DATED and unit not in units):
            lost.append(f"{value} {unit}".strip())
    return lost


def _measured(passage: str) -> list[tuple[str, str]]:
    """Return (value, unit in English) of every number; the name of an English month counts as its number."""
    found = [
        (value, _UNITS.get(unit, unit)) for value, _, unit in (m.partition(" ") for m in numerals.measured(passage))
    ]
    return found + [(str(MONTHS.index(match[1].casefold()) + 1), "month") for match in _MONTH.finditer(passage)]
