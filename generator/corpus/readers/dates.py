"""Dates in the forms that people write, read to YYYY-MM-DD, YYYY-MM or YYYY."""

import re
from collections import Counter
from datetime import date

_MONTHS = (
    "jan(?:uary|uar|vier|eiro)?|ene(?:ro)?|gen(?:naio)?|jänner",
    "feb(?:ruary|ruar|rero|braio)?|fév(?:rier)?|fev(?:ereiro)?",
    "mar(?:ch|s|zo|ço)?|mär(?:z)?|mrz",
    "apr(?:il|ile)?|avr(?:il)?|abr(?:il)?",
    "may|mai|mayo|maio|mag(?:gio)?",
    "jun(?:e|i|io|ho)?|juin|giu(?:gno)?",
    "jul(?:y|i|io|ho)?|juil(?:let)?|lug(?:lio)?",
    "aug(?:ust)?|août|ago(?:sto)?",
    "sep(?:t|tember|tembre|tiembre)?|set(?:embro|tembre)?",
    "oct(?:ober|obre|ubre)?|okt(?:ober)?|out(?:ubro)?|ott(?:obre)?",
    "nov(?:ember|embre|iembre|embro)?",
    "dec(?:ember)?|dez(?:ember|embro)?|déc(?:embre)?|dic(?:iembre|embre)?",
)
_MONTH = "|".join(_MONTHS)
_YEAR = r"(?:19|20)\d\d"
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_HAN_YEAR = r"[一二][〇零○一二三四五六七八九]{3}"
_HAN_NUMBER = r"[一二三四五六七八九十廿卅]{1,3}"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d)(?P<year>{_YEAR})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<year>{_YEAR})\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월](?:\s?(?P<day>\d{{1,2}})\s?[日号號일])?",
        rf"(?P<han_year>{_HAN_YEAR})\s?年(?:\s?(?P<han_month>{_HAN_NUMBER})\s?月"
        rf"(?:\s?(?P<han_day>{_HAN_NUMBER})\s?[日号號])?)?",
        rf"(?<!\d)(?P<year>{_YEAR})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
        rf"\b(?P<word>{_MONTH})\b\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>{_YEAR})\b",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?[\s-](?:of\s|de\s)?(?P<word>{_MONTH})\b\.?,?[\s-](?:de\s)?"
        rf"(?P<year>{_YEAR})\b",
        rf"(?<!\d)(?P<year>{_YEAR})[\s-](?P<word>{_MONTH})\b\.?[\s-](?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>{_YEAR})(?!\d)",
        rf"(?<![\d/-])(?P<first>\d{{1,2}})(?P<mark>[/-])(?P<second>\d{{1,2}})(?P=mark)(?P<year>{_YEAR})(?!\d)",
        rf"\b(?P<word>{_MONTH})\b\.?,?\s(?:de\s|of\s)?(?P<year>{_YEAR})\b",
        rf"(?<!\d)(?P<year>{_YEAR})[-/.](?P<month>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<month>\d{{1,2}})/(?P<year>{_YEAR})(?!\d)",
        rf"(?<!\d)(?P<year>{_YEAR})(?!\d)",
    )
)

_FIGURES = _FORMS[8]
_SAID = re.compile(
    r"\W*(?:by (?-i:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})\s?(?:[,|·•–—-]|on\b))?"
    r"\W*(?:stand|veröffentlicht(?: am)?|publié(?:e)? le|publicado el"
    r"|(?:first )?(?:published|posted|updated|released|issued|date|dated)(?: on)?|发布(?:于|时间|日期)?"
    r"|发表于?|日期|时间|更新于?|le|el|am|den)?\W*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\W+)?",
    re.IGNORECASE,
)
_TIME = re.compile(r"\W*(?:(?:at |t)?\d\d?:\d\d(?::\d\d)?(?:\s?[ap]m|\s?[A-Z]{2,4}|Z)?)?\W*", re.IGNORECASE)
_ENGLISH = ("the", "of", "and", "is", "to", "was", "with")
_OTHERS = (
    "der",
    "die",
    "und",
    "das",
    "le",
    "les",
    "des",
    "et",
    "est",
    "el",
    "los",
    "que",
    "del",
    "il",
    "che",
    "di",
    "os",
)
"""Words that every text in English has, and every one in German, French, Spanish, Italian or Portuguese."""


def iso_date(text: str, *, day_first: bool = False) -> str | None:
    """Return the first date in `text` as YYYY-MM-DD (or YYYY-MM, YYYY), None without one.

    `day_first` reads 06/05/2024 as the sixth of May; where one of the two is above twelve that is the day.
    """
    found = [(match.start(), rank, match) for rank, form in enumerate(_FORMS) for match in form.finditer(text)]
    for _, _, match in sorted(found, key=lambda item: item[:2]):
        if value := _value(match, day_first):
            return value
    return None


def is_ambiguous(text: str) -> bool:
    """Tell whether day and month of the first date could change places: 06/05/2024."""
    return iso_date(text) != iso_date(text, day_first=True)


def day_first(body: str) -> bool:
    """Tell whether a text writes the day before the month: its own dates say so, or it is not in English."""
    pairs = [(int(m["first"]), int(m["second"])) for m in _FIGURES.finditer(body)]
    firsts, seconds = sum(first > 12 for first, _ in pairs), sum(second > 12 for _, second in pairs)
    if firsts or seconds:
        return firsts > seconds
    words = Counter(re.findall(r"[^\W\d_]+", body[:50_000].lower()))
    return sum(words[word] for word in _OTHERS) > sum(words[word] for word in _ENGLISH)


def in_name(name: str) -> str | None:
    """Return the day that a file's name gives, "2024-05-06-slope.md" or "slope_20240506.pdf"; a year alone is none."""
    value = iso_date(re.sub(r"(?<=\d)_(?=\d)", "-", name).replace("_", " "))
    return value if value and len(value) == len("2024-05-06") else None


def alone(line: str) -> str | None:
    """Return the date of a line that is nothing but a date, and perhaps what happened then: "Published May 6, 2024"."""
    rest = line[_SAID.match(line).end() :]
    for form in _FORMS[:-3]:
        match = form.match(rest)
        if match and _TIME.fullmatch(rest[match.end() :]):
            return _value(match, day_first=False)
    return None


def _value(match: re.Match[str], day_first: bool) -> str | None:
    parts = {key: value for key, value in match.groupdict().items() if value}
    if "han_year" in parts:
        year = parts["han_year"].translate(_HAN_DIGITS)
        month, day = (_han(parts.get(key, "")) for key in ("han_month", "han_day"))
    else:
        year, month, day = parts["year"], int(parts.get("month", 0)), int(parts.get("day", 0))
    if "word" in parts:
        month = next(n for n, names in enumerate(_MONTHS, 1) if re.fullmatch(names, parts["word"], re.IGNORECASE))
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        day, month = (first, second) if first > 12 or (day_first and second <= 12) else (second, first)
    if month and not 1 <= month <= 12:
        return year
    if month and day:
        try:
            return date(int(year), month, day).isoformat()
        except ValueError:
            day = 0
    return f"{year}-{month:02}" if month else year


def _han(number: str) -> int:
    """Return the value of 一 to 三十一, 0 of nothing."""
    number = number.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = number.rpartition("十")
    value = {"": 1 if ten else 0}.get(tens) if tens == "" else int(tens.translate(_HAN_DIGITS))
    return 10 * (value or 0) + (int(ones.translate(_HAN_DIGITS)) if ones else 0)
