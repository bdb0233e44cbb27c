"""Lists in a commission that may be its outline: their items, and what speaks for and against each list."""

import re
from dataclasses import dataclass

from generator import platforms
from generator.commission.phrases import outside_brackets, trim
from generator.commission.roles import role
from generator.language.text import has_han

MOST_CUES = 200
"""Cues for lists that are looked at: a commission has a few, a pasted book has thousands."""
MOST_SECTIONS = 40
"""Items; a longer list is no outline."""
LONGEST_TITLE = 60
"""Characters; what is longer is a sentence, not a heading."""
LEAST_SCORE = 3
"""What a list must reach to be the outline; a word for structure before it is worth 3, a title with a role 2. Set by
hand, as the weights in `_score` are, so that the cases in tests/cases/commission/ come out."""
STRUCTURE = re.compile(
    r"结构|章节|小标题|框架|目录|提纲|大纲|篇章|体例|部分|板块|模块|小节|章$|各节|\b(?:sections?|structured?|outline|"
    r"chapters?|parts|headings|table of contents|organi[sz]ed)\b",
    re.IGNORECASE,
)
_OTHER_LIST = re.compile(
    r"(?:要求|注意|说明|规则|条件|步骤|任务|对比|比较|调研|评估|哪个|平台|主体|对象|维度|方面|指标|问题)[^。\n]{0,10}$|"
    r"\b(?:requirements?|rules|notes?|constraints|compare|platforms?|subjects|criteria|dimensions|questions|"
    r"steps)\b[^.\n]{0,12}$",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"不得|不要|不能|禁止|避免|请|必须|字数|字体|格式|引用|标注|语言|采用|使用|撰写|提交|截止|"
    r"\b(?:must|should|please|do not|don't|avoid|words?|cite|written|use|write|submit|deadline|language|format)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\s*(?:说明|介绍|阐述|概述|简述|描述|分析|比较|对比|讨论|列出|列举|给出|总结|归纳|评估|回顾|梳理|交代|指出|提出|包括|包含|"
    r"含|请|需|应|可(?!能)|"
    r"要(?!不要)|重点|主要|围绕|从(?!哪)|对|以(?![后前及])|简要|每|各(?!是)|不(?:要|必|得|用|超|少|需)|至少|最多|约|"
    r"about\b|with\b|what (?:is|are|we)\b|how\b|why\b|"
    r"describe|explain|compare|discuss|list|give|state|summari[sz]e|include|cover|set out|say|mention|review|assess|"
    r"one |two |three |a short|brief|\d)",
    re.IGNORECASE,
)
"""What opens words behind a title that tell what to write there, and are no part of it."""
LONGEST_SUBTITLE = 48
"""Characters of what may stand behind a colon or comma in a title and be a part of it. Set by hand."""
_ITEM_END = re.compile(r"[;。\n)]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A section as it stands in the commission."""

    start: int
    """Offset of its number, or of its title without one."""
    title_start: int
    title_end: int
    end: int
    """Offset after its guidance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A list in the commission that may be its outline."""

    items: tuple[Item, ...]
    score: float
    start: int


def _score(flat: str, items: list[Item], cue: bool) -> float:
    """Return what speaks for a list less what speaks against it; `cue`: a word for structure stands before it."""
    titles = [flat[item.title_start : item.title_end] for item in items]
    if not 2 <= len(items) <= MOST_SECTIONS or any(not title or len(title) > 4 * LONGEST_TITLE for title in titles):
        return 0
    roles = sum(role(title) != "body" for title in titles)
    demands = sum(bool(_DEMAND.search(title)) for title in titles)
    long = sum(len(title) > LONGEST_TITLE for title in titles)
    before = flat[max(0, items[0].start - 30) : items[0].start]
    other = (not cue or not roles) and bool(_OTHER_LIST.search(before.rstrip(" \n:,")))
    return 3 * cue + 2 * min(roles, 4) + 0.5 * min(len(items), 8) - 3 * demands - 3 * long - 4 * other


def cue_before(flat: str, start: int) -> bool:
    """Tell whether a word for structure stands in the sentence or line just before `start`."""
    before = flat[max(0, start - 60) : start].rstrip(" \n:,")
    return bool(STRUCTURE.search(re.split(r"[。;\n]|\. ", before)[-1]))


def item_at(
    flat: str, start: int, title_start: int, limit: int, *, cut_commas: bool = False, wrapped: bool = False
) -> Item:
    """Return the item whose number stands at `start` and whose text ends before `limit`.

    `wrapped`: a single line break is a space.
    """
    while title_start < limit and flat[title_start] in " \n\t:、.*_“-":
        title_start += 1
    bare = outside_brackets(flat, title_start, limit)
    if wrapped:
        bare = re.sub(r"(?<!\n)\n(?!\s*\n)", " ", bare)
    if flat[max(0, start - 1)] == "“" and "”" in flat[title_start:limit]:
        bare = flat[title_start : flat.index("”", title_start)]
    if end := _ITEM_END.search(bare):
        bare = bare[: end.start()]
    stop = len(bare)
    if cut_commas and (comma := re.search("[,、]", bare)):
        stop = comma.start()
    han = has_han(bare)
    # "引言：说明背景", "Introduction - why", in Chinese also "引言，说明背景": the rest is guidance.
    cut = re.search(r":|--+| - |,(?!\s*$)" if han else r": | - | -- |:$", bare[:stop])
    if cut and cut.start() >= 2 and not _one_title(bare[: cut.start()], bare[cut.end() : stop]):
        stop = cut.start()
    title_end = trim_title(flat, title_start, title_start + stop)
    return Item(start=start, title_start=title_start, title_end=title_end, end=title_start + len(bare))


def _one_title(title: str, rest: str) -> bool:
    """Tell whether what stands behind a colon or comma belongs to the heading: “费用：花多少钱”."""
    if platforms.mentions(rest):
        return True
    told = len(rest.strip()) > LONGEST_SUBTITLE or _TOLD.match(rest) is not None
    return bool(rest.strip()) and not told and role(title) == "body"


def trim_title(flat: str, start: int, end: int) -> int:
    """Return where a title ends, without marks, emphasis and the "and" that leads to the next item."""
    _, end = trim(flat, start, end, " \n\t,;:、.*_”")
    while joint := re.search(
        r"(?:[,;、\s](?:and|以及|和|与|及|最后是?|finally)|以及|及)$", flat[start:end], re.IGNORECASE
    ):
        _, end = trim(flat, start, start + joint.start(), " \n\t,;:、.*_”")
    return end


def listed(flat: str, items: list[Item], cue: bool) -> Candidate:
    """Return a list with its score."""
    return Candidate(items=tuple(items), score=_score(flat, items, cue), start=items[0].start)


def line_start(flat: str, place: int) -> int:
    """Return the offset at which the line of `place` begins."""
    return flat.rfind("\n", 0, place) + 1
