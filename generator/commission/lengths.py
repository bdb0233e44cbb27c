"""Lengths that a commission asks for: of the whole, of single sections, of an abstract."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.commission.phrases import NUMBER, Found, hide, number, trim
from generator.errors import BriefproofError

ABOUT = 0.10
"""约, 左右, about: this share less or more."""
SMALLEST = 20
"""A bare number below this before 字 or "words" is a turn of phrase (一字不差), not a length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A range of lengths."""

    minimum: int | None
    """Least length, in `unit`; None: not asked."""
    maximum: int | None
    """Greatest length, in `unit`; None: not asked."""
    unit: str
    """"字" or "words", counted by `text.count`."""

    def __str__(self) -> str:
        if self.minimum is None:
            return f"≤ {self.maximum} {self.unit}"
        return (
            f"≥ {self.minimum} {self.unit}" if self.maximum is None else (f"{self.minimum}–{self.maximum} {self.unit}")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A length with what it is said of."""

    length: Length
    scope: str
    """"whole"; "each section"; "other" (a paragraph, a heading: nothing that is checked); or the word that
    names a section: "摘要"."""


_NOT = r"(?:不(?:得|能|应|可|宜|要|会|应当|可以)?|别|请?勿)"
_MIN = (
    rf"{_NOT}(?:少于|低于|小于|短于)|至少|最少|最低|起码|超过|多于|大于|"
    r"(?:no|not|never) (?:be )?(?:fewer|less|shorter) than|at least|(?:a )?minimum(?: of)?|min\.?|more than|over|"
    r"exceeding"
)
_MAX = (
    rf"{_NOT}(?:超过|多于|高于|大于|超出|长于|超(?=[\d一二两三四五六七八九]))|少于|低于|小于|至多|最多|最长|上限|限|"
    r"(?:no|not|never|n't)(?: to)?(?: (?:be|go|run|get))? (?:(?:any )?(?:more|longer|greater|higher) th[ae]n|"
    r"over|above|beyond|past|exceed(?:ing)?)|at most|up to|under|below|fewer than|"
    r"less than|shorter than|within|(?:a )?maximum(?: of)?|max\.?|limited to|(?:a )?limit of"
)
_ABOUT_BEFORE = r"约|大约|大概|约为|about|around|approximately|approx\.?|roughly|circa|some|~"
_ABOUT_AFTER = r"左右|上下|前后|or so\b"
_LESS_AFTER = (
    r"(?:以|之)?内|(?:及)?以下|or (?:a (?:bit|little) )?(?:less|fewer|under)\b|tops\b|max(?:imum)?\b|"
    r"at (?:the )?(?:very )?(?:most|outside)\b"
)
_MORE_AFTER = r"(?:及)?以上|起|or more\b|min(?:imum)?\b|at least\b"
_UNIT = (
    r"(?P<words>个?(?:英文)?(?:单词|词(?!汇|语|条|典|性|组|频))|(?<![a-z])(?:words?|wds)\b|(?<=\d)(?-i:w)\b)"
    r"|(?P<han>个?(?:(?:中文|汉)?字(?:符)?(?!段|节|母|体|典|眼|面|样|幕|号|文|里|不|以为|斟)|中文字符)"
    r"|(?:chinese )?characters?\b|hanzi\b)"
)
_BARE_UNIT = r"(?:个?(?:英文)?(?:单词|词|汉?字符?)|words?|(?:chinese )?characters?)"
_START = r"(?<![a-z0-9.零一二两三四五六七八九十百千万])(?<!\d,)(?<![a-z]-)"
_LABEL = r"(?:总?字数|篇幅|全文长度|总长度|word count|word limit|length)"

_NUMBERS = (
    rf"(?P<low>{NUMBER})(?:[ -]?{_BARE_UNIT})?(?:之?间)? ?(?:-{{1,2}}|~|至|到|to|and|—)-? ?(?:to )?(?P<high>{NUMBER})"
    rf"|(?P<centre>{NUMBER}) ?(?:±|\+/-) ?(?P<spread>{NUMBER})(?P<percent>%)?"
    rf"|(?P<single>{NUMBER})(?P<more>余|多|来)?"
)
_LENGTH = re.compile(
    rf"(?:(?P<min>{_MIN})|(?P<max>{_MAX})|(?P<about>{_ABOUT_BEFORE}))?"
    rf"[ :为是在的]{{0,3}}(?P<about2>{_ABOUT_BEFORE})?[ 为]{{0,2}}{_START}(?:{_NUMBERS})[ -]?(?:{_UNIT})"
    rf" ?(?:\(?(?:±|\+/-|上下浮动|浮动|误差)(?:不超过|为|在)? ?(?P<drift>\d{{1,2}}) ?%\)?|(?P<after>{_ABOUT_AFTER})"
    rf"|(?P<less>{_LESS_AFTER})|(?P<most>{_MORE_AFTER}))?",
    re.IGNORECASE,
)
# "不少于 1500，不超过 2000 字", "minimum 800, maximum 1,000 words": only the second has a unit.
_PAIR = re.compile(
    rf"(?:{_MIN})[ :为]{{0,2}}(?P<low>{NUMBER}) ?(?:{_BARE_UNIT})?[ ,;、]{{0,2}}(?:(?:且|并|但|也|and|but|or) ?)?"
    rf"(?:{_MAX})[ :为]{{0,2}}(?P<high>{NUMBER})[ -]?(?:{_UNIT})",
    re.IGNORECASE,
)
# "2,000 words at most, 1,600 at least"
_PAIR_AFTER = re.compile(
    rf"(?P<high>{NUMBER})[ -]?(?:{_UNIT}) ?(?:at (?:the )?most|maximum|max\.?|以内)[ ,;]{{0,2}}(?:and |but )?"
    rf"(?P<low>{NUMBER}) ?(?:{_BARE_UNIT})? ?(?:at (?:the )?least|minimum|min\.?|以上)",
    re.IGNORECASE,
)
# "字数：1500-2000", "word count 800 to 1,000": the label is the unit.
_LABELLED = re.compile(
    rf"{_LABEL}[^\d\n。一二两三四五六七八九十百千万]{{0,8}}?(?:(?P<min>{_MIN})|(?P<max>{_MAX})|"
    rf"(?P<about>{_ABOUT_BEFORE}))?[ :为]{{0,2}}(?P<about2>{_ABOUT_BEFORE})? ?{_START}(?:{_NUMBERS})"
    rf"(?!(?!以内|之内|以下|以上|上下|左右|前后)[\w%]|,\d| ?(?:[-~至到]|to\b|and\b) ?\d|"
    rf"[ -]?(?:{_UNIT})) ?(?:(?P<after>{_ABOUT_AFTER})|"
    rf"(?P<less>{_LESS_AFTER})|(?P<most>{_MORE_AFTER}))?",
    re.IGNORECASE,
)

_WHOLE = re.compile(
    r"(?:全文|总字数|正文|通篇|总长|篇幅|全篇|报告|文章|简报|总体|总计|共|whole|entire|total|overall|report|"
    r"brief(?:ing)?|article|paper|document|text)\b",
    re.IGNORECASE,
)
_EACH = (
    r"(?:每(?:个|一)?(?:部分|章节|小节|节|章)|各(?:个)?(?:部分|章节|小节|节|章)"
    r"|(?:each|every|per) (?:section|part|chapter))"
)
_OTHER = (
    r"(?:每(?:个|一)?段落?|各段|段落|标题|题目|每(?:个|一)?句话?|句子|句长|关键词|图注|脚注|引文|引语|"
    r"每(?:点|条|项|个)|单元格|(?:each |every |per )(?:paragraph|sentence|item|point|bullet)|paragraphs?|sentences?|"
    r"title|headline|headings?|captions?|quotations?|quotes?|keywords?)"
)
_NAMES = (
    r"(?:摘要|内容提要|执行摘要|引言|前言|绪论|导言|导论|背景|方法|结论|结语|总结|总结与展望|展望|小结|讨论|建议|"
    r"参考文献|参考资料|abstract|executive summary|summary|introduction|background|methods?|methodology|discussion|"
    r"conclusions?|outlook|references|recommendations)"
)
_TIE = (
    r"(?:部分|一?节|一?章|章节|段| section| part| chapter)?(?:的?(?:字数|篇幅|长度))?[\"”》]?"
    r"(?: (?:of|should|must|shall|may|be|is|has|have|to|with|in|kept|limited|will|can))*"
    r"(?:应当?|须|需|要|可|控制|写|限|请)?(?:在|为|有)?[ (:]{0,3}"
)
_BEFORE = re.compile(rf"(?:(?P<each>{_EACH})|(?P<other>{_OTHER})|(?P<name>{_NAMES})){_TIE}$", re.IGNORECASE)
_AFTER = re.compile(
    r"[ )]?(?:长)?(?:的|for (?:the|an?|each)|in (?:the|each)|per)? ?(?:中文|英文|English |Chinese )?"
    rf"(?:(?P<each>{_EACH}|section\b|each\b(?! other)|apiece\b)|(?P<other>{_OTHER}|paragraph\b|sentence\b)|"
    r"(?P<name>摘要|提要|abstract|executive summary))",
    re.IGNORECASE,
)


def find(flat: str, language: str) -> list[Found[Asked]]:
    """Return every length said in the flattened commission, in order.

    Raises BriefproofError for a range whose end is below its start.
    """
    found: list[Found[Asked]] = []
    rest = flat
    for pattern in (_PAIR, _PAIR_AFTER, _LABELLED, _LENGTH):
        rest = hide(rest, [(item.start, item.end) for item in found])
        for match in _matches(pattern, rest):
            groups = match.groupdict()
            labelled = pattern is _LABELLED
            unit = "words" if groups.get("words") or (labelled and language == "en") else "字"
            length = _length(groups, unit, match[0])
            figure = max(length.minimum or 0, length.maximum or 0)
            bound = any(groups.get(name) for name in ("min", "max", "less", "most")) and re.search(r"\d", match[0])
            if figure < SMALLEST and not labelled and not bound:
                continue
            start, end = trim(flat, match.start(), match.end(), " :为是在的-")
            scope = "whole" if labelled else _scope(flat, start, end)
            if length.maximum is not None and length.maximum < SMALLEST:
                scope = "other"  # "2–2 字" is no length of a report
            found.append(Found(value=Asked(length=length, scope=scope), start=start, end=end))
    return sorted(found, key=lambda item: item.start)


_ANY_UNIT = re.compile(_UNIT, re.IGNORECASE)
_REACH = 80
"""Characters from the first word of a length to its unit, at most."""


def _matches(pattern: re.Pattern[str], flat: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern`; those with a unit are looked for near units only, which is fast."""
    if pattern is _LABELLED:
        yield from pattern.finditer(flat)
        return
    start = end = 0
    for unit in _ANY_UNIT.finditer(flat):
        if unit.start() - _REACH > end:
            yield from pattern.finditer(flat, start, end)
            start = unit.start() - _REACH
        end = min(len(flat), unit.end() + _REACH)
    yield from pattern.finditer(flat, max(0, start), end)


_SCALE = re.compile(r"(?P<unit>hundred|thousand|[百千万])$", re.IGNORECASE)
"""What is said once of two numbers: seven to nine hundred, 七到九百."""
_FEW = re.compile("([一二两三四五六七八])([二三四五六七八九])([十百千万])")
"""两三百 is 200 to 300."""


def _length(groups: dict[str, str | None], unit: str, words: str) -> Length:
    if groups.get("low"):
        low, high = number(str(groups["low"])), number(str(groups["high"]))
        scale = _SCALE.search(str(groups["high"]).strip())
        if scale and not _SCALE.search(str(groups["low"]).strip()) and 0 < low * number(scale["unit"]) < high:
            low *= number(scale["unit"])
        if low > high:
            raise BriefproofError(
                "the commission asks for “{words}”, which is at least {low} and at most {high}; change "
                "one of the two numbers",
                words=words.strip(),
                low=low,
                high=high,
            )
        return Length(minimum=low, maximum=high, unit=unit)
    if groups.get("centre"):
        value, spread = number(str(groups["centre"])), number(str(groups["spread"]))
        spread = round(value * spread / 100) if groups["percent"] else spread
        return Length(minimum=max(0, value - spread), maximum=value + spread, unit=unit)
    few = _FEW.fullmatch(str(groups["single"]))
    if few and number(few[1]) < number(few[2]):
        return Length(minimum=number(few[1] + few[3]), maximum=number(few[2] + few[3]), unit=unit)
    value = number(str(groups["single"]))
    if groups.get("drift"):
        spread = round(value * int(str(groups["drift"])) / 100)
        return Length(minimum=value - spread, maximum=value + spread, unit=unit)
    if groups["less"] or (groups["max"] and not groups["most"]):
        return Length(minimum=None, maximum=value, unit=unit)
    if groups["most"] or groups["min"]:
        return Length(minimum=value, maximum=None, unit=unit)
    return Length(minimum=round(value * (1 - ABOUT)), maximum=round(value * (1 + ABOUT)), unit=unit)


def _scope(flat: str, start: int, end: int) -> str:
    if re.search(r"(?:另|再)?附(?:上|一段|一份)?$", flat[max(0, start - 6) : start]):
        return "other"
    before, after = _BEFORE.search(flat, max(0, start - 40), start), _AFTER.match(flat, end)
    if after and after["each"]:  # "introduction, cost, conclusion: 150 words each"
        return "each section"
    if match := before or after:
        if match["each"]:
            return "each section"
        return "other" if match["other"] else match["name"]
    return "whole"


def combine(asked: list[Length]) -> Length | None:
    """Return the range that satisfies all of `asked` (the unit of the first decides), or None if there is none.

    Raises BriefproofError when no length can satisfy them.
    """
    if not asked:
        return None
    same = [length for length in asked if length.unit == asked[0].unit]
    minimum = max((length.minimum for length in same if length.minimum is not None), default=None)
    maximum = min((length.maximum for length in same if length.maximum is not None), default=None)
    if minimum is not None and maximum is not None and minimum > maximum:
        raise BriefproofError(
            "the commission asks for lengths that exclude each other ({lengths}); keep one of them",
            lengths="; ".join(map(str, same)),
        )
    return Length(minimum=minimum, maximum=maximum, unit=asked[0].unit)
