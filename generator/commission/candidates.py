"""Lists in a commission that may be its outline: their items, and what speaks for and against each list."""

import re
from dataclasses import dataclass

from generator import platforms
from generator.commission.phrases import JOINT, number, outside_brackets, trim
from generator.commission.roles import role
from generator.language import tokens
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
    r"结构|章节|小标题|标题[^。,;:\n“]{0,6}$|框架|目录|提纲|大纲|篇章|体例|部分|[两二三四五六七八九十\d]大?块|板块|模块|小节|章$|"
    r"段落(?= ?[:/])|[两三四五六七八九\d]个?小?[节段](?=来?[写讲说]|[,。])|"
    r"[分每各一][成一几两三四五六七八九十\d]{0,2}[节段](?![课目点日奏约省能气时话路])|顺序(?=[写来:,]|排)|"
    r"\b(?:heads(?= ?:|,[^.\n]{0,30}:)|under (?:these|the following) heads|set (?:it|this) out|"
    r"la(?:id|y) (?:it |this )?out|sections?|structured?|outline|(?:following|this) order|chapters?|parts|headings?|"
    r"headed(?= ?(?:[“\"]|$))|table of contents|organi[sz]ed)\b",
    re.IGNORECASE,
)
_OTHER_LIST = re.compile(
    r"(?:要求|注意|说明|规则|条件|步骤|任务|对比|比较|调研|评估|哪个|平台|主体|对象|维度|角度|方面|指标|问题)[^。\n]{0,10}$|"
    r"(?:比|挑|选|選)(?:一?[下比]|[一1][个個家种種]|哪一?[个個])?$|"
    r"\b(?:choos(?:e|ing)|pick(?:ing)?|decid(?:e|ing)|weigh(?:ing)?)\b[^.\n]{0,28}$|"
    r"\b(?:requirements?|rules|notes?|constraints|compare|platforms?|subjects|criteria|dimensions|questions|"
    r"steps)\b[^.\n]{0,12}$",
    re.IGNORECASE,
)
_COMPARES = re.compile("对比|比较|compar", re.IGNORECASE)
_DEMAND = re.compile(
    r"^(?:不得|不要|不能|禁止|避免|请|必须|字数|字体|格式|引用|标注|语言(?!要求|能力|成绩|门槛|考试|环境|障碍|支持|特性)|采用|"
    r"使用(?!体验|场景|方法|情况|成本|率|单位|者|人|权|费|年限)|撰写|提交|截止|please|do not|don't|"
    r"avoid|cite|use|write|written|submit|deadline|language|format)(?![a-z])|(?<=.)(?:不得|不要|必须|(?<![申邀聘])请(?![求愿假款])|字数|字体)|"
    r"\b(?:must|should|words?)\b",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"^(?:what|how|why|who|when|where|which|whether|is|are|can|does|do (?:i|we|you|they))\b|"
    r"哪|什[么麼]|啥|怎|咋|[为為]何|如何|[谁誰]|多[久少长長大高远遠快重]|[吗嗎]$|[了过過到]没有?$|[几幾]|"
    r"(?P<verb>[㐀-鿿])[不没沒](?P=verb)",
    re.IGNORECASE,
)
"""A title that is a question demands nothing: "What it costs us if we don't"."""
_TELLS = re.compile(
    r" ?(?:说明|介绍|简述|概述|阐述|分析|交代|讨论|论述|描述|比较|对比|写|列|给出|提出|指出|总结|归纳|梳理|包括|"
    r"包含|含|"
    r"如|即|重点|主要|要求|不超过|约|请|可|应|须|需|用|\d|why |what (?:to|is|the)|how (?:we|the|this|it|"
    r"they)\b|whether|which |about|around|max|up to|at most|include|list|describe|explain|state|say|give|summar|"
    r"compare|discuss|set out|briefly|including|with |who |where |in \w+ (?:words|sentences))",
    re.IGNORECASE,
)
"""What tells how to fill a section, after the colon or comma that parts it from the title."""
ASKED = re.compile(r"\?(?: ?\([^()\n]{1,60}\))?")
"""The end of a question, with what it asks in particular in brackets."""
FEWEST_QUESTIONS = 3
"""Questions of one list that are an outline without a word for structure: each is to be answered."""
COUNT = re.compile("([两二三四五六七八九十])[样种类款家地市校者位国个]")
"""How many of a kind were named: what a list ends with whose items are things, and no headings."""
FARTHEST = 220
"""Characters between a count and the colon of its list."""
_THINGS = re.compile(
    r"(?P<n>[几两二三四五六七八九]|(?<!\d)[2-9])(?:个|种|家|款|类|部|份|套|所|座|国|地|市|城)|"
    r"\b(?P<e>several|two|three|four|five|six|seven|eight)\b",
    re.IGNORECASE,
)
_SEVERAL = ("几", "several")
_ASPECTS = re.compile(
    r"方面|维度|角度|层面|问题|指标|要求|情况|情形|[点块](?=[^,]{0,4}$)|"
    r"\b(?:aspects?|points?|questions?|criteria|dimensions?|things|reasons?|rules?|steps?)\b",
    re.IGNORECASE,
)
"""What is counted that is asked of things, and no thing."""
_COMPARED_TWO = re.compile(
    r"(?:\bcompar\w+|\bcontrast\w*) (?:the two|both|them|these two)\b(?: \w+){0,2} ?:? ?\(?$|"
    r"(?:对比|比较)(?:一下)?(?:[这那]?两|二)[^,。:]{1,6} ?:? ?\(?$",
    re.IGNORECASE,
)
"""Before a list of more than two, which is what is compared of sides that were named before."""
_PARTS = re.compile(
    r"([两二三四五六七八九十\d])个?大?(?:块|部分|章|节)(?:是)?[: -]*$|"
    r"\b(two|three|four|five|six|seven|eight)(?: \w+)? (?:parts|sections|chapters|headings)[: -]*$",
    re.IGNORECASE,
)
IN_TURN = re.compile("依次(?:为|是|讲|写|说|谈|介绍|比较|交代|回答)$")
"""Behind it stands what is told, in its order."""
_DEMANDING = re.compile(r"(?:要求|注意|说明|规则|requirements?|rules|notes?)[^。\n]{0,3}$", re.IGNORECASE)
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
    if COUNT.fullmatch(titles[-1][-2:]):
        return 0  # 足球、游泳、溜冰、空手道四样
    demands = sum(map(_demands, titles))
    long = sum(len(title) > LONGEST_TITLE for title in titles)
    before = flat[max(0, items[0].start - 40) : items[0].start]
    before = re.split(r"[。.!?;,]" if cue else r"[!?;]", before.rstrip(" \n:,-*•·・“"))[-1]
    things = _OTHER_LIST.search(before)
    named = things and _COMPARES.match(things[0]) and JOINT.search(things[0])  # 比较甲和乙: has named them
    other = (not cue or not roles) and bool(things and not named) and not announces(before, len(items))
    other = other and not IN_TURN.search(before)
    if _DEMANDING.search(before) and not demands and all(map(_heads, titles)):
        other = False
    asked = all(map(is_question, titles))
    if asked or all(map(ASKS.search, titles)):
        other = False  # “five questions” are what they are, and no other list
    cue = cue or asked and len(items) >= FEWEST_QUESTIONS
    if not cue and flat[: items[0].start].rstrip(" \n(").endswith(":"):
        if len(items) > 2 and _COMPARED_TWO.search(before):
            other, cue = False, True  # "compare the two states: (1) the grant, (2) …"
        other = other or counts(flat, flat.rindex(":", 0, items[0].start), len(items))
    return 3 * cue + 2 * min(roles, 4) + 0.5 * min(len(items), 8) - 3 * demands - (1 if cue else 3) * long - 4 * other


_SIZE = re.compile(r"\s*[(\[][^()\[\]]{0,20}\d[^()\[\]]{0,20}[)\]]?$")
"""How long a section is to be, in brackets behind its title."""


def _demands(title: str) -> bool:
    """Tell whether a title says how to write; a question does not, nor what is called by what it must be (必须带的),
    nor the length behind it."""
    title = _SIZE.sub("", title)
    return _DEMAND.search(title) is not None and not ASKS.search(title) and not title.endswith("的")


def is_question(title: str) -> bool:
    """Tell whether words are one question, with its mark."""
    mark = ASKED.search(title)
    return mark is not None and mark.end() == len(title)


def counts(flat: str, place: int, items: int) -> bool:
    """Tell whether the sentence before a colon at `place` speaks of so many things, no aspects and no parts of a text,
    or of several: 以下三种办法：."""
    before = re.search(r"[^。.!?:;\n]*$", flat[max(0, place - FARTHEST) : place])
    return any(
        (items > 1 if (words := count["n"] or count["e"]) in _SEVERAL else number(words) == items)
        and not _ASPECTS.search(count.string, count.end())
        and not STRUCTURE.search(count.string, count.end())
        for count in (_THINGS.finditer(before[0]) if before else ())
    )


def announces(before: str, items: int) -> bool:
    """Tell whether words end by saying that so many parts follow: 分两块：."""
    count = _PARTS.search(before[-24:])
    return count is not None and number(count[1] or count[2]) == items


def _heads(title: str) -> bool:
    """Tell whether words are a question or end in a noun, as headings do and 语言正式 does not."""
    last = tokens.tagged(title)[-1:] if has_han(title) else ()
    return ASKS.search(title) is not None or any(tag.startswith(("n", "vn", "l")) for _, tag in last)


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
    if joint := re.compile(r"and (?=(?:what|how|who|when|where|why|which|whether|your|the|an?)\b)", re.I).match(
        flat, title_start
    ):
        title_start = joint.end()
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
    if cut and cut.start() >= 2 and _is_guidance(bare[: cut.start()], bare[cut.end() : stop], cut[0]):
        stop = cut.start()
    title_end = trim_title(flat, title_start, title_start + stop)
    return Item(start=start, title_start=title_start, title_end=title_end, end=title_start + len(bare))


def _is_guidance(title: str, rest: str, mark: str) -> bool:
    """Tell whether what follows a colon, dash or comma tells how to fill the section; else it is part of its title:
    向谁要，多久内要, 第二章 平台 A：飞桨."""
    if platforms.mentions(rest) or not rest.strip():
        return not rest.strip()
    return (
        "-" in mark
        or role(title.strip()) != "body"
        or not (mark[0] == "," and rest.rstrip().endswith("?"))  # 谁能领,可以领多少?
        and (_TELLS.match(rest) is not None or len(title) + len(rest) > LONGEST_TITLE)
    )


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
