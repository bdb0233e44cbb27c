"""Lengths that a commission gives in pages, slides, minutes of reading or words such as "short"."""

import re

from generator.commission.lengths import ABOUT, Asked, Length
from generator.commission.phrases import NUMBER, Found, number

PAGE = {"zh": 800, "en": 500}
"""Length of a page of A4, 字 or words: 小四 at one and a half lines, 11 points at one line. The house's choice."""
SLIDE = {"zh": 150, "en": 100}
"""Length of a slide, 字 or words: the house's choice."""
MINUTE = {"zh": 255, "en": 228}
"""字 and words that are read in a minute: means of the International Reading Speed Texts (Trauzettel-Klosinski and
Dietz, Investigative Ophthalmology & Visual Science 53, 2012, doi:10.1167/iovs.11-8284)."""
SHORT = {"zh": (500, 800), "en": (300, 500)}
"""Length of what is to be "short", 字 or words: the house's choice."""
_UNIT = {"zh": "字", "en": "words"}
_MOST = (
    r"(?:under|within|at most|up to|max(?:imum)?(?: of)?|no(?:t)? (?:more|longer) th[ae]n|fewer than|less than|below|"
    r"not exceed(?:ing)?|limit(?:ed)? (?:it )?to|不(?:要)?超过|别超过?|至多|最多|不多于|少于)"
)
_LESS = r"(?:以|之)?内|(?:及)?以下|or less|or fewer|at (?:the )?most|max(?:imum)?\b"
_SHEET = r"(?:pages?|sheets?)(?![a-z])"
_PAGES = re.compile(
    rf"(?:(?P<most>{_MOST}) ?)?(?:A4(?!,) ?(?:纸)?(?:的)?)?(?<![第\d.])(?:"
    rf"(?P<half>half (?:an? |of an? )?(?:A4 )?(?:page|sheet|side)|半页|半张|半頁)"
    rf"|(?P<one>A4,? (?:one|single) side|(?:one|a single) side(?: of A4)?)"
    rf"|(?P<n>{NUMBER}|\ban?|single)(?P<and>(?:[ -]and)?[ -]a[ -]half)?[ -]?(?:A4[ -])?"
    rf"(?:(?P<page>{_SHEET}(?P<half4> and a half)?|pagers?(?![a-z])|页(?P<half2>半)?|张(?P<half3>半)?(?= ?A4))|"
    rf"(?P<slide>(?:PPT |PowerPoint )?slides?(?![a-z])|张(?:PPT|幻灯片)))"
    rf")(?P<ppt> ?(?:的)?(?:PPT|幻灯片))?(?: ?(?:of )?A4)?(?:纸|面|篇幅)?(?: ?(?P<less>{_LESS}))?",
    re.IGNORECASE,
)
_TIME = rf"(?P<n>{NUMBER})[ -]?(?:min(?:ute)?s?(?![a-z])|分钟)"
_AT_MOST = rf"(?:(?P<most>{_MOST}) ?)?"
_MINUTES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_AT_MOST}{_TIME}['’]?(?: of)?[ -](?:reading(?: time)?|read)(?![a-z])",
        rf"(?:reading time|time to read|\bread(?:able)?(?: it)? in)(?: of|:| is)? ?(?:about )?{_AT_MOST}{_TIME}",
        rf"{_AT_MOST}{_TIME}(?P<less>(?:之|以)?内)?(?:就?能|可以?|里)?(?:[读看]得?[完了]|的?阅读(?:时间|时长|量)?)",
        rf"阅读(?:时间|时长)(?:大?约|为|是|:)?{_AT_MOST}{_TIME}(?P<less>(?:之|以)?内)?",
    )
)
"""How long the text takes to read."""
_NO_LENGTH = re.compile(
    r"\b(?:on|see|from|first|title|cover|front|home|landing|web|next|last|per|the|each|every|man) ?\Z", re.I
)
_SHORT = re.compile(
    r"(?:keep|make|be|is|stay|kept) (?:it |this |the \w+ )?(?:really |very |fairly |pretty )?(?:short|brief|concise|"
    r"succinct)\b|(?:^|(?<=[.;,?!\n])|(?<=[.;,?!\n] ))(?:short|concise|brief),? ?(?:please|pls|plz)?(?=[.,;!\n]|$)|"
    r"\b(?:a |an )?(?:very |fairly )?"
    r"(?:short|concise|succinct) (?:report|brief(?:ing)?|summary|comparison|overview|note|memo|text|article|piece|"
    r"answer|write-?up|paragraph)|not too long|nothing (?:too )?long|in a (?:single )?paragraph|简短|短文|短评|"
    r"(?:别|不要|不用|不必|勿)(?:写)?(?:得)?太长|字数(?:别|不要|不用|不宜)太多|不要长篇大论|一段话|精简|(?<![长缩])短一?[点些]|言简意赅|"
    r"简要(?=地?(?:对比|比较|介绍|说明|回答|总结|分析))",
    re.IGNORECASE,
)


_SLIDES = re.compile(r"(?:PPT|幻灯片|slides?:?)[^,。;:\d\n]{0,4}$", re.IGNORECASE)
"""Before a count of pages that are slides: PPT大概10页."""


def find(flat: str, language: str) -> list[Found[Asked]]:
    """Return the length that the commission gives in pages, slides or minutes, or by "short"; none or one, that of the
    whole."""
    for match in _PAGES.finditer(flat):
        before = flat[max(0, match.start() - 12) : match.start()]
        if _NO_LENGTH.search(before) and not match["most"]:  # "on at most one page"
            continue
        slide = bool(match["slide"] or match["ppt"] or _SLIDES.search(before))
        count = 0.5 if match["half"] else _count(match["n"] or "one")
        if not match["half"] and any(match[name] for name in ("and", "half2", "half3", "half4")):
            count += 0.5
        if count <= 0 or (match["n"] or "").casefold() in ("a", "an") and slide:
            continue
        size = round(count * (SLIDE if slide else PAGE)[language])
        length = _asked(size, language, most=bool(match["most"] or match["less"]))
        return [Found(value=Asked(length=length, scope="whole"), start=match.start(), end=match.end())]
    if match := next(filter(None, (pattern.search(flat) for pattern in _MINUTES)), None):
        size = round(number(match["n"]) * MINUTE[language])
        length = _asked(size, language, most=bool(match["most"] or match.groupdict().get("less")))
        return [Found(value=Asked(length=length, scope="whole"), start=match.start(), end=match.end())]
    if match := _SHORT.search(flat):
        low, high = SHORT[language]
        length = Length(minimum=low, maximum=high, unit=_UNIT[language])
        start = match.start() + len(match[0]) - len(match[0].lstrip(" .;,\n"))
        return [Found(value=Asked(length=length, scope="whole"), start=start, end=match.end())]
    return []


def _asked(size: int, language: str, *, most: bool) -> Length:
    """Return a size as the length that is asked for: at `most` so, or about."""
    least, greatest = (None, size) if most else (round(size * (1 - ABOUT)), round(size * (1 + ABOUT)))
    return Length(minimum=least, maximum=greatest, unit=_UNIT[language])


def _count(words: str) -> float:
    return 1 if words.casefold() in ("a", "an", "single") else number(words)
