"""What a document says of itself: draft, in force, superseded, archived; its version, its day.

Read from its front matter, its title and its first lines alone, in its own words, so that the gate finds the same. A
document that says nothing of itself has no status: none is concluded from its age.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.corpus import Document
from generator.language import text

OPENING = 600
"""Characters of a document's text that are its first lines (1 or more). Set by hand, as are the two below."""
LONGEST = 90
"""Most characters of one piece of what it says."""
MOST = 4
"""Most pieces."""
_KEYS = ("status", "version", "date")
_TH = r"(?:st|nd|rd|th)?"
_DAY = {
    "en": rf"(?:\d{{1,2}}{_TH} )?(?:(?-i:[A-Z][a-z]+)\.? )?(?:\d{{1,2}}{_TH}, )?(?:1[89]|20)\d\d(?:-\d\d(?:-\d\d)?)?",
    "zh": r"(?:1[89]|20)\d\d ?年(?: ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)?|(?:1[89]|20)\d\d-\d\d(?:-\d\d)?",
}
_STATE = {
    "en": r"drafts?|proposed|proposal|interim|in force|superseded|repealed|rescinded|archived|obsolete|deprecated|"
    r"outdated|withdrawn|expired|historical|no longer (?:in force|valid|maintained|current|in effect)|"
    r"replaced by [^.;,()\n]{2,50}",
    "zh": "草案|征求意见稿|送审稿|试行|暂行|现行有效|现行|已?废止|已?失效|已被[^，。；\n]{1,30}(?:取代|代替|替代)|"
    "已?归档|存档|停止维护|修订版|修正版",
}
_NUMBER = {
    "en": r"\bv(?:ersion|er\.?)? ?\d+(?:\.\d+)*\b|\brev(?:ision|\.) ?\d[\w.]*",
    "zh": r"第[一二三四五六七八九十\d]+版|\b[vV]\d+(?:\.\d+)*",
}
_ACT = {
    "en": r"(?:adopted|approved|ratified|effective|in (?:force|effect)|amended|revised|(?:last )?updated|issued|as of)"
    rf"(?: (?:on|from|since|as of|by [\w ]{{2,40}} on))?:? (?:{_DAY['en']})",
    "zh": rf"(?:自 ?)?(?:{_DAY['zh']})[^，。；（）()\n]{{0,24}}(?:通过|批准|发布|公布|修订|修正|施行|生效)"
    rf"|(?:最后更新|更新于|修订于|生效日期)[:： ]*(?:{_DAY['zh']})",
}
_LABEL = {
    "en": r"(?:status|version|revision|effective(?: date)?|last (?:updated|revised|amended))[*_]*: *[*_]*"
    r"[^\n.;|]{1,60}",
    "zh": r"(?:状态|版本|版次|生效日期|施行日期|修订日期)[*_]*[:：] *[*_]*[^\n。；|]{1,40}",
}
_SELF = {
    "en": r"\b(?:this|these) (?:[\w-]+ ){1,3}(?:is|are|was|were|has been|have been) "
    rf"(?:(?:an?|the|now|currently|only) )*(?:{_STATE['en']})\b",
    "zh": rf"本(?:文件|文档|页|页面|标准|办法|规定|条例|章程|版本)[^，。；\n]{{0,8}}(?:{_STATE['zh']})",
}
_TITLED = {
    "en": re.compile(rf"\b(?:{_STATE['en']})\b|{_NUMBER['en']}|\b(?:{_DAY['en']})\b", re.I),
    "zh": re.compile(rf"{_STATE['zh']}|{_NUMBER['zh']}|{_DAY['zh']}"),
}
_OPENED = {language: re.compile(rf"{_LABEL[language]}|{_SELF[language]}|{_ACT[language]}", re.I) for language in _STATE}


@lru_cache(maxsize=4096)
def status(document: Document) -> str:
    """Return what a document says of its own standing, "" for nothing: its words, parted by semicolons."""
    found: list[str] = []
    for said in _said(document):
        piece = " ".join(re.sub("[*_]", "", said).split())[:LONGEST]
        if text.letters(piece) and not any(text.letters(piece) in text.letters(other) for other in found):
            found.append(piece)
    return "; ".join(found[:MOST])


_ENDED = r"(?:\b(?:rejected|withdrawn|superseded|repealed|rescinded)\b|废止|失效|否决|撤回)"
_LAPSED = re.compile(rf"^[*_]*(?:status|状态)[*_]*[:：][*_ ]*(?:已)?{_ENDED}|^(?:this|these|本).*{_ENDED}", re.I)
"""How the first lines of a document say that it does not hold, or never did."""


def lapsed(document: Document) -> bool:
    """Tell whether a document says of itself that it was rejected or withdrawn, or holds no more."""
    if re.match(rf"(?:已)?{_ENDED}", document.get("status"), re.I):
        return True
    return any(_LAPSED.search(match[0]) for match in _OPENED[document.language].finditer(_opening(document)))


def _said(document: Document) -> Iterator[str]:
    language = document.language
    yield from (document.get(key) for key in _KEYS if document.get(key))
    yield from (match[0] for match in _TITLED[language].finditer(document.title))
    yield from (match[0] for match in _OPENED[language].finditer(_opening(document)))


def _opening(document: Document) -> str:
    return document.chunks[0].text[:OPENING] if document.chunks else ""
