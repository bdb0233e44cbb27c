"""The version or the time that a passage speaks of, by its own words or by the headings above it."""

import re
from collections.abc import Sequence

from generator.corpus.chunking import Chunk

_NUMBER = r"\d{1,4}(?:\.\d{1,4})*(?:\.[xX*])?(?:-?(?:alpha|beta|rc|preview|lts)\.?\d{0,3})?"
_DOTTED = r"\d{1,4}(?:\.\d{1,4}){0,3}\.(?:\d{1,4}|[xX*])(?:-?(?:alpha|beta|rc|preview|lts)\.?\d{0,3})?"
_NAME = r"[A-Z][A-Za-z+#]*(?:\.?[A-Za-z+#]+)*"
_SINCE = (
    r"since|from|starting (?:with|from|in)|beginning (?:with|in)|as of|after|new in|added in|introduced in|requires"
)
_UNTIL = r"until|till|up to|through|before|prior to|by the end of|earlier than|older than|removed in|deprecated in"
_IN = r"in|with|on|under|for|of|during|throughout"
_RELATION = (
    rf"(?:(?i:\b(?P<since>{_SINCE})\b|\b(?P<until>{_UNTIL})\b|\b(?:{_IN})\b)"
    r"|(?P<zh_since>自从?|从|始于)|(?P<zh_until>截至|截止到?|截止至)|在|于)"
)
_NO_VERSION = re.compile(
    r"(?:chapter|section|sec|figure|fig|table|appendix|equation|eq|page|step|part|rule|article|clause|item|note)s?\.?$",
    re.IGNORECASE,
)
_NO_UNIT = (
    r"(?!\d|\.\d|\s?(?:%|％|‰|°|percent|per cent|times|million|billion|trillion|thousand|[kKMGT]?B\b|km|m\b"
    r"|万|亿|倍|个|元|美元))"
)
_KNOWN = (
    r"Windows(?: Server)?|Android|iOS|iPadOS|macOS|Node(?:\.js)?|Python|Java|PHP|Ruby|Ubuntu|Debian|Fedora|PostgreSQL"
    r"|MySQL|Kubernetes|Angular|Vue|Rails|Django|Laravel|Chrome|Firefox|Safari|Spring Boot|\.NET|Office|HTTP/?"
)
"""Programs that are named with the number of their version and no other word."""
_COMMON = frozenset(
    ("the", "version", "versions", "release", "releases", "in", "since", "from", "for", "with", "on", "our")
)
"""Words that begin a sentence and are no product."""
_LINE = r"line|series|branch|releases?|versions?|track"
_LATER = r"(?P<later>(?:and|or) (?:later|newer|above|up|higher)|onwards?|\+|及以上|及更高|以上|起|以来|开始|之?后|以后)"
_EARLIER = r"(?P<earlier>(?:and|or) (?:earlier|older|below|lower)|及以下|及更早|以下|之?前|以前|为止)"
_VERSIONS = tuple(
    re.compile(
        rf"(?:{_RELATION}\s?(?:the )?)?{core}{_NO_UNIT}(?:\s?(?:版本?|系列|分支))?(?:\s?(?:{_LATER}|{_EARLIER}))?"
    )
    for core in (
        rf"(?:(?P<name>{_NAME}) )?(?<![A-Za-z0-9.])(?:v\.? ?|[Vv]er(?:sions?|s)?\.? ?|[Rr]eleases? |版本 ?)"
        rf"(?P<number>{_NUMBER})",
        rf"(?:(?P<name>{_NAME}) )?(?<![\w.])(?P<number>{_DOTTED})(?= (?:{_LINE})\b| ?(?:版|系列|分支))",
        rf"(?<![\w.])(?P<name>{_NAME}) (?P<number>(?:\d{{1,4}}\.){{1,3}}[xX*])",
    )
)
_NAMED = (
    re.compile(rf"{_RELATION}\s?(?P<name>{_NAME}) (?P<number>{_DOTTED}){_NO_UNIT}"),
    re.compile(rf"(?<![\w.])(?P<name>{_NAME}) (?P<number>{_DOTTED}) ?(?:{_LATER}|{_EARLIER})"),
)
_KNOWN_VERSIONS = re.compile(
    rf"(?:{_RELATION}\s?)?(?<![A-Za-z0-9.])(?P<name>{_KNOWN}) ?(?P<number>\d{{1,2}}(?:\.\d{{1,3}}){{0,2}}(?:\.[xX*])?)"
    rf"{_NO_UNIT}(?![A-Za-z0-9-])(?:\s?(?:{_LATER}|{_EARLIER}))?"
)
_HEADED = re.compile(rf"^(?:(?P<name>{_NAME}(?: {_NAME}){{0,2}}) )?\[?v?(?P<number>{_DOTTED})\]?(?=$|[\s:：,(（—–-])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_YEAR = r"(?:19|20)\d\d"
_POINT = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?(?P<word>{_MONTH}),? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?"
    rf"|(?:Q[1-4]|FY|H[12]) ?)?"
    rf"(?<![\d.,$€£¥-])(?P<year>{_YEAR})(?![\d%％]|[.,]\d)"
    r"(?:(?P<decade>s\b| ?年代)"
    r"| ?年(?: ?(?P<month>\d{1,2}) ?月(?:\d{1,2} ?[日号])?)?|-(?P<numeral>\d\d)(?:-\d\d)?(?!\d))?"
    r"(?:底|末|初|中)?"
)
_SPAN = re.compile(
    rf"(?<![\d.])(?P<a>{_YEAR}) ?年?(?: ?[-–—~～至到] ?| to | and | through )(?:{_MONTH} )?(?P<b>{_YEAR})(?![\ds])",
    re.IGNORECASE,
)
_CENTURY = re.compile(r"(20|21) ?世纪 ?(\d)0 ?年代")
_TIMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<until>as of|as at|until|till|through|up to|before|prior to|by(?: the end of)?)"
        rf"(?: the)?(?: end of)? {_POINT}",
        rf"(?P<until>截至|截止到?|截止至|到) ?(?:目前 ?)?{_POINT}",
        rf"\b(?P<since>since|from|after|starting (?:in|from)) {_POINT}",
        rf"(?:自|从) ?{_POINT}(?P<since>)",
        rf"{_POINT} ?(?P<since>以来|至今|以后|之后|起)",
        rf"{_POINT} ?(?P<until>以前|之前|为止)",
        rf"\b(?:in|on|during|throughout|for|of|between)(?: the)? (?:early |late |mid-?)?{_POINT}",
        rf"\b(?=(?:Q[1-4]|FY|H[12]) ?\d){_POINT}",
        rf"\b(?:the|its|this|their) {_POINT}(?= [a-z])",
        rf"(?:在|于)? ?{_POINT}(?=[^\W\d_，,]|[，,])(?<=[年月底末初中代日号])",
    )
)


def period(text: str, headings: Sequence[str]) -> str | None:
    """Return the version or the time that a passage speaks of, None where neither it nor its headings name one.

    `headings` stand above it, outermost first; the innermost that names one counts where the passage does not. A
    version goes before a time. The forms are "0.9", "InfluxDB 1.x", "since 7.0.0", "until 2.0" for versions and
    "2023", "2023-05", "since 2019", "until 2023" (also for "as of 2023"), "2019–2021" for times: the same in every
    language, so that two passages can be compared.
    """
    own = _version(text)
    if own:
        return own
    time = _time(text)
    for heading in reversed(headings):
        version = _version(heading) or _headed(heading)
        if version:
            return version
    return time or next(filter(None, map(_heading_time, reversed(headings))), None)


def of(chunk: Chunk, start: int, end: int) -> str | None:
    """Return the `period` of a passage of a chunk, character offsets into its text."""
    block = chunk.block_at(start)
    return period(chunk.text[start:end], block.heading_path if block else chunk.heading_path)


def _version(text: str) -> str | None:
    found = [
        match
        for pattern in (*_VERSIONS, *_NAMED, _KNOWN_VERSIONS)
        for match in pattern.finditer(text)
        if _is_version(text, match)
    ]
    if not found:
        return None
    return _written(min(found, key=lambda match: (match.start("number"), -len(match[0]))))


def _is_version(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start("number")].rstrip(" vV")
    return not _NO_VERSION.search(before) and not _NO_VERSION.search(match["name"] or "")


def _written(match: re.Match[str]) -> str:
    parts = match.groupdict()
    since = any(parts.get(key) for key in ("since", "zh_since", "later"))
    until = any(parts.get(key) for key in ("until", "zh_until", "earlier"))
    relation = "since " if since else "until " if until else ""
    name = f"{parts['name']} " if parts["name"] and parts["name"].lower() not in _COMMON else ""
    return f"{relation}{name}{parts['number'].replace('*', 'x').replace('X', 'x')}"


def _headed(heading: str) -> str | None:
    """Return the version that a heading is: "0.9.0 (2014-05-06)"; a section's number ("3.2 Results") is none."""
    match = _HEADED.search(heading)
    if not match or _NO_VERSION.search(match["name"] or ""):
        return None
    rest = heading[match.end() :].strip()
    alone = not rest or not rest[0].isalpha() or match["name"]
    return _written(match) if alone else None


def _heading_time(heading: str) -> str | None:
    alone = re.fullmatch(
        rf"\W*({_YEAR}) ?年?(?: ?[Qq][1-4]| ?(?:annual )?(?:report|review)| ?年?(?:度|总结|回顾|报告)*)?\W*", heading
    )
    if alone:
        return alone[1]
    named = re.findall(rf"(?<![\w.,$€£¥-])({_YEAR}s?)(?=$|[\s年:：])", heading)
    return _time(heading) or (named[0] if len(named) == 1 else None)


def _time(text: str) -> str | None:
    text = _CENTURY.sub(lambda found: f"{int(found[1]) - 1}{found[2]}0年代", text)
    span = _SPAN.search(text)
    found = [match for pattern in _TIMES for match in pattern.finditer(text)]
    first = min(found, key=lambda match: (match.start("year"), match.start()), default=None)
    if span and int(span["a"]) < int(span["b"]) and (first is None or span.start() <= first.start("year")):
        return f"{span['a']}–{span['b']}"
    if first is None:
        return None
    parts = first.groupdict()
    since, until = parts.get("since") is not None, parts.get("until") is not None
    word = parts["word"]
    month = parts["month"] or parts["numeral"] or (word and str(_MONTHS.index(word[:3].lower()) + 1))
    if parts["decade"]:
        return f"{parts['year']}s"
    point = f"{parts['year']}-{int(month):02}" if month and 1 <= int(month) <= 12 else parts["year"]
    return f"{'since ' if since else 'until ' if until else ''}{point}"
