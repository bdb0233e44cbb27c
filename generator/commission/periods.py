"""Times that a commission names: periods that the evidence should come from, and the deadline."""

import re
from dataclasses import dataclass

from generator.commission.phrases import NUMBER, Found, hide, number, one_line
from generator.errors import BriefproofError

_YEAR = r"(?:19|20)\d\d"
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "(?:" + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS) + r")\.?"
_POINT = (
    rf"{_YEAR} ?(?:年(?: ?\d{{1,2}} ?月(?:份)?(?: ?\d{{1,2}} ?日)?)?(?:底|末|初)?|-\d{{1,2}}(?!\d))?|{_MONTH} {_YEAR}"
)
_DATE = (
    rf"{_YEAR} ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日|{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}} ?月 ?\d{{1,2}} ?日"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? {_YEAR}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}"
)
_PERIODS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "between",
            rf"(?<!\d)(?:from |between )?(?P<a>{_POINT}) ?(?:-{{1,2}}|至|到|~|to|and|through|"
            rf"until) ?(?P<b>{_POINT})(?!\d)(?:之?间|期间)?",
        ),
        (
            "until",
            rf"(?:截至|截止到?|截止至|(?<![a-z])(?:as of|up to|until|before|prior to)) ?(?P<b>{_POINT})(?!\d)(?: ?\d)?",
        ),
        ("until", rf"(?<!\d)(?P<b>{_POINT})(?:\(含\))?(?:以前|之前|及以前)"),
        (
            "since",
            rf"(?<!\d)(?:自|从)? ?(?P<a>{_POINT})(?:\(含\))?(?:以来|至今|以后|之后|及以后|起|(?=后)后)(?!半)",
        ),
        ("since", rf"(?<![a-z])(?:since|after|from|as from) (?P<a>{_POINT})(?: on(?:wards?)?)?(?!\d)"),
        (
            "years",
            rf"(?:最近|近|过去|(?<![a-z])(?:last|past|previous|recent)) ?(?P<n>{NUMBER}) ?(?:年|years?)",
        ),
    )
)
_DEADLINES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:截止日期|截止时间|截稿日期|提交日期|提交时间|交稿时间|交付日期|(?<![a-z])(?:deadline(?!s)|due date|due by|"
        rf"due on|due))(?: is)?[ :为是于在]{{0,3}}(?P<d>{_DATE}|[^,。;、.\n]{{2,24}})",
        rf"(?:交稿|截稿|截止|提交|交付|完成)(?:日期|时间|期限)? ?: ?(?P<d>{_DATE}|[^,。;.\n]{{2,24}}?)(?:前|之前|"
        rf"以前|(?=[,。;\n])|$)",
        rf"(?:于|在|最迟|最晚|务必)? ?(?P<d>{_DATE}|(?:本|下)?周[一二三四五六日末]|(?:本|下|这个|\d{{1,2}} ?)?月底|"
        r"今天|今晚|明天|后天|年底)(?:\d{1,2}[点时:]\d{0,2})?(?:下班)?(?:之|以)?前(?:提交|完成|交付|发送|发给|交|给|"
        r"反馈|定稿|初稿|要|需要|发我|出)",
        r"(?<![a-z])(?:by|no later than|submit(?:ted)? by|deliver(?:ed)? by|before|(?:is )?due (?:on|by)) "
        rf"(?P<d>{_DATE}|(?:next )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|tomorrow|"
        r"(?:the )?end of (?:the |this |next )?(?:day|week|month|year|quarter))\b",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A time that the evidence should come from."""

    since: str | None = None
    """First year or month, "2023" or "2023-06"; None: open."""
    until: str | None = None
    """Last year, month or day, included; None: open."""
    years: int | None = None
    """"近三年", "the last three years": this many years before the date of the report."""
    words: str


def find(flat: str, query: str) -> list[Found[Period]]:
    """Return the periods in the order of the text; raises BriefproofError for one that ends before it begins."""
    found: list[Found[Period]] = []
    rest = flat
    for kind, pattern in _PERIODS:
        for match in pattern.finditer(rest):
            words = one_line(query[match.start() : match.end()])
            groups = match.groupdict()
            since = _iso(groups["a"]) if groups.get("a") else None
            until = _iso(groups["b"]) if groups.get("b") else None
            negated = re.search(
                r"(?:不得|不要|不可|禁止|避免|排除|not|avoid|exclud|older)[^,。;.\n]{0,30}$",
                flat[: match.start()][-40:],
                re.IGNORECASE,
            )
            if kind == "until" and negated:
                since, until = until, None  # "不得引用 2020 年以前的资料"
            if since and until and since > until[: len(since)]:
                raise BriefproofError(
                    "the commission names a period that ends before it begins: “{words}”", words=words
                )
            years = number(groups["n"]) if groups.get("n") else None
            if years is not None and not 0 < years <= 100:
                continue
            period = Period(since=since, until=until, years=years, words=words)
            found.append(Found(value=period, start=match.start(), end=match.end()))
        rest = hide(rest, [(item.start, item.end) for item in found])
    return sorted(found, key=lambda item: item.start)


def _iso(words: str) -> str:
    """Return a year, month or day as ISO 8601, as exact as the words are."""
    year = re.search(_YEAR, words)
    assert year is not None  # every pattern that leads here has one
    rest = words[: year.start()] + words[year.end() :]
    if name := re.search(_MONTH, rest, re.IGNORECASE):
        month = next(i for i, full in enumerate(_MONTHS, start=1) if full.startswith(name[0].casefold()[:3]))
        rest = rest.replace(name[0], "")
        day = re.search(r"\d{1,2}", rest)
        return f"{year[0]}-{month:02}" + (f"-{int(day[0]):02}" if day else "")
    parts = [year[0], *(f"{int(part):02}" for part in re.findall(r"\d{1,2}", rest)[:2])]
    return "-".join(parts)


def period_words(period: Period) -> str:
    """Return a period for people."""
    if period.years:
        return f"last {period.years} years"
    return f"{period.since or '…'} to {period.until or '…'}"


def dated(words: str) -> bool:
    """Tell whether words name a period."""
    return any(pattern.search(words) for _, pattern in _PERIODS)


def deadline(flat: str) -> Found[str] | None:
    """Return the deadline, ISO where the words are exact, or None."""
    for pattern in _DEADLINES:
        for match in pattern.finditer(flat):
            words = match["d"].strip()
            if date := re.search(_DATE, words, re.IGNORECASE):
                words = date[0]  # "draft by 3 March 2026"
            exact = re.fullmatch(_DATE, words, re.IGNORECASE) and re.search(_YEAR, words)
            return Found(value=_iso(words) if exact else one_line(words), start=match.start(), end=match.end())
    return None
