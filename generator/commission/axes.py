"""Along which axes a commission wants its subjects compared."""

import re
from collections.abc import Iterator
from itertools import islice

from generator.commission import audience, endings, points, topics
from generator.commission.candidates import ASKS
from generator.commission.chinese import REPORT
from generator.commission.clauses import Span
from generator.commission.naming import is_generic
from generator.commission.phrases import (
    HIDDEN,
    JOINT,
    NUMBER,
    Found,
    outside_brackets,
    split_list,
    trim,
    within_bracket,
)
from generator.commission.subject import LONGEST_NAME
from generator.commission.subjects import Compared
from generator.language.text import has_han

# no cue within the list: the last of several counts, and a row of cues is read in linear time
_AXIS_LIST = r"(?P<list>(?:(?!在(?!线)|从|围绕)[^。;\n]){1,160}?)"
_COUNT = rf"(?:等)?(?:这)?(?:{NUMBER}|几|多|若干)?(?:个|大|项)?(?:主要)?"
_AXES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"在(?!不){_AXIS_LIST}{_COUNT}(?:方面|维度|层面|角度|环节|领域|上|之间|中)(?:的|上|进行|存在|有|展开|做|"
        rf"之间|表现|各有|[,。;\n]|$)",
        rf"(?:从|就){_AXIS_LIST}{_COUNT}(?:方面|维度|角度|层面|视角|入手|出发|逐[一个项条]|(?<=[两三四五六几])点|来[讲说看比](?=[,。;\n]|$))",
        rf"(?:^|(?<=[,。;:\n请]))就{_AXIS_LIST}{_COUNT}(?:来|进行|加以)?(?:说明|介绍|分析|比较|整理)(?=[,。;\n]|$)",
        rf"(?:请?依|按照?)(?P<list>(?:“[^”\n]{{1,40}}”[、,]?){{2,12}}){_COUNT}(?:个?部分|段|节|块|方面|项)",
        rf"按照?{_AXIS_LIST}{_COUNT}来(?:比|对比|比较|讲|说|看)",
        rf"按照?(?P<list>[^,。;:\n]{{1,60}}、[^,。;:\n]{{1,60}}?){_COUNT}(?:对比|比较|比(?=[一,。;\n]|$))",
        r"(?:哪|谁)[^,。:;\n]{1,8}: ?(?P<list>[^。;\n]{2,80}、[^。;\n]{1,80})",
        r"(?:异同|差异|区别|不同|对比|比较|优劣)\((?:包括|如|即)?(?P<list>[^()\n]{2,120})\)",
        r"(?:围绕|聚焦于?|侧重于?|(?:重点|主要)(?:关注|比较|对比|分析|考察|讨论|讲|说|看|谈|放在|突出|介绍|写|研究|"
        rf"说明|比|考虑|涉及|问的是|关心的?是)|(?<=,)看(?=[^,。;\n]*、)|着重(?:比较|分析|对比|讨论)){_AXIS_LIST}{_COUNT}(?:方面|维度|角度|层面|问题|展开|进行|来|"
        r"作|做|[,。;\n]|$)",
        r"(?:维度|方面|指标|角度|(?<![a-z])(?:axes|dimensions|criteria|aspects))"
        r"(?:包括|包含|为|是|有|如下|须含| include| are)?[: ]+(?P<list>[^。;\n]{1,160})",
        r"(?:focus on|focus|criteria|aspects|points|look at|topics) ?: ?(?P<list>[^.\n]{3,160})",
        r"(?:(?:only )?(?:care|mind|worry|bother) (?:mostly |mainly |only )?about|interested in|"
        r"what matters(?: to \w+)?(?: is|:)|"
        r"in terms of|with respect to|with regards? to|regarding|along the (?:axes|dimensions) of|"
        r"focus(?:ing|es|sed|ed)? on:?|from the (?:perspectives?|viewpoints?|standpoints?) of|, covering)"
        r"(?: the(?:ir)?)? (?P<list>[^.;:\n]{1,200})",
        r"(?:^|[.;:?!\n] ?)(?P<list>[^.;:?!\n]{4,120}?) (?:are|is) (?:what|all|the (?:things|points|aspects))\b"
        r"[^.;:?!,\n]{0,30}\b(?:care|matters?|wants?|needs?|interested|counts?)\b",
        r"\b(?:rows|columns|lines) ?(?:=|:|are|for each of) ?(?P<list>[^.\n]{3,160})",
        r"\((?P<list>[^()\n]{5,120})\)",
    )
)
_BRACKETS = _AXES[-1]
_AND = re.compile(rf"{JOINT.pattern}|,? \+ ", re.IGNORECASE)
_COMMAS = (6, 8, 9, 10, 11)
"""Of `_AXES`, those whose list may be separated by commas in Chinese too."""
_AXIS_CUT = re.compile(
    r"(?:进行|展开|加以|作出).*$|(?:,? (?:in (?:about|at|no|a|an|english|chinese|under|\d)|for (?:an?|our|the)|"
    r"with (?:an?|the|references)|using|based on|citing|cite|as of|since|"
    r"and (?:then |please )?(?:write|explain|recommend|cite|produce|say|tell|conclude|"
    r"(?:begin|start|open|end|close|finish) (?:with|by))|"
    r"written|please|drawing|within)\b|, ?(?:形成|并|撰写|写|给出|输出|全文|字数|以|用|请|要求|结合|提出|说明|包括|"
    r"分析|不)).*$",
    re.IGNORECASE | re.DOTALL,
)
_AXIS_HEAD = re.compile(
    r"^(?:\(?\d{1,2}[.)、]|[①-⑨]|just |only |其|各自的?|两者的?|双方的?|它们的?|二者的?|的|以及|和(?!谐|平)|"
    r"及(?!时)|and |or |on (?=[a-z])|the |their |its |each one's |both )+",
    re.IGNORECASE,
)
_AXIS_TAIL = re.compile(
    r"(?:等)?(?:(?:这|以上)?(?:几|多|各|两|三|四|五|六|七|八|(?<!\d)\d)[个样项点块条]?|个)?"
    r"(?:方面|维度|层面|角度)?(?:上)?(?:(?<!目)的)?(?:主要)?(?:差异|异同|"
    r"区别|不同|对比|比较|优劣)?(?:等)?$"
)


_NO_AXIS = re.compile(
    r"(?:and|or|"
    r"差异|差别|异同|区别|不同|对比|比较|优劣|关系|(?:key |main |major |important )?(?:differences?|similarities|"
    r"contrasts?|approach(?:es)?|competitors|things|ways?|best way|difference|role|state|evidence|overview|basics|"
    r"concept|idea|topic|use|case|best|most important))",
    re.IGNORECASE,
)
_SET_OFF = re.compile(r"[^,.;:!?。\n-]{0,12}(?::| -+) ?(?P<list>[^.!?:。\n]{4,160})")
_MARK = re.compile(r"[。!?\n]|\.(?!\w)")
SEVERAL = 3
"""Questions with their marks, of which each is one axis."""
_NEAR = 240
"""Characters between a list of axes and what is compared, at most."""
_COMPARE = re.compile(r"差异|差别|异同|区别|不同|对比|比较|differ|compar|versus|\bvs\b", re.IGNORECASE)


def find(hidden: str, compared: Compared, outlined: bool = False) -> list[Found[str]]:
    """Return the axes along which the commission wants its subjects compared, in order; [] when it names none.

    Those that the sentence about the subjects lists, else those listed elsewhere, else what it says of them is asked.
    Where the text has an outline (`outlined`) what stands in brackets lists none.
    Of three questions and more with their marks each is one: “Who pays, and what if nobody does? …”.
    """
    found = _listed(hidden, compared, outlined)
    asked: dict[int, Span] = {}
    for one in found:
        mark = _MARK.search(hidden, one.end)
        place = mark.start() if mark and mark[0] == "?" else -one.start - 1  # what no mark ends stays alone
        asked[place] = asked[place][0] if place in asked else one.start, one.end
    if sum(place >= 0 for place in asked) < SEVERAL:
        return found
    spans = list(asked.values())
    while (more := _MORE.match(hidden, spans[-1][1])) and not points.asks_nothing(more["x"]):
        spans.append(more.span("x"))  # “… Which suits a beginner?” asks more than which
    return [Found(value=hidden[start:end], start=start, end=end) for start, end in spans]


_MORE = re.compile(rf"[^.。!?\n]*\? ?(?P<x>[^.。!?;:\n{HIDDEN}]{{3,80}})(?=\?)")
"""The next question behind one."""


def _listed(hidden: str, compared: Compared, outlined: bool) -> list[Found[str]]:
    """Return the axes, those that “and” parts within a question apart."""
    names = [item.start for item in compared.subjects if item.value.name]
    windows = (
        *((start, end, compared.commas) for start, end in compared.axes),
        *_listed_elsewhere(hidden, compared, outlined),
        *((start, end, compared.commas) for start, end in compared.topics),
        *((start, end, True) for start, end in _behind(hidden, compared)),
    )
    for start, end, commas in windows:
        if any(start <= place < end for place in names):
            continue
        if found := _axis_list(hidden, start, end, commas):
            return _more(hidden, compared, found)
    if found := _more(hidden, compared, []):
        return found
    head = topics.head(hidden, min(names)) if len(names) > 1 else None
    return [Found(value=hidden[slice(*head)], start=head[0], end=head[1])] if head else []


def _more(hidden: str, compared: Compared, found: list[Found[str]]) -> list[Found[str]]:
    """Return the axes that were found, or the points that a list has by its form where they are more than one axis."""
    listed = points.find(hidden, [(one.start, one.end) for one in compared.subjects], beside=bool(found))
    if len(listed) <= len(found):
        return found
    whole = {(one.start, one.end) for one in found} <= {*listed}
    asks = all(ASKS.search(hidden[a:b]) for a, b in listed) and not any(ASKS.search(one.value) for one in found)
    if len(found) > 1 and not whole and not asks:
        return found
    return [Found(value=hidden[a:b], start=a, end=b) for a, b in listed]


def set_off(body: str, end: int) -> tuple[Span, ...]:
    """Return where a list stands that a colon or dash sets off from the names which end there: "A and B: x, y, z"."""
    listed = _SET_OFF.match(body, end)
    if not listed or HIDDEN in listed["list"]:
        return ()
    items = [body[slice(*span)] for span in split_list(body, *listed.span("list"), "、,/;")]
    return (listed.span("list"),) if len(items) > 1 and not any(map(ASKS.search, items)) else ()


def _behind(hidden: str, compared: Compared) -> Iterator[Span]:
    """Yield where a sentence lists short points behind a colon, a question or “just”, behind the names of what is told
    of or right behind them: "Explain the BAA to our sales team: what it covers, what we promise"."""
    last = max((one.end for one in compared.subjects), default=None)
    match = _POINTS.search(hidden, last) if last is not None else None
    while match:
        span = match.span("list")
        bare = outside_brackets(hidden, *span)
        items = [bare[slice(*span)].strip(f" {HIDDEN}") for span in split_list(bare, 0, len(bare), "、,/;")]
        several = len(items) > 1 and all(2 <= len(item) <= LONGEST_POINT for item in items)
        # what stands behind "A or B?" may say where and for whom: "full sun, north georgia"
        told = match[0].startswith("?") and len(compared.subjects) > 1
        match = _POINTS.search(hidden, match.start() + 1 if told else match.end())
        if told:
            continue
        if several and not any(map(_DEMANDS.search, items)):
            yield span


_QUOTED = re.compile(r"“(?P<x>[^“”\n]{1,60})”")
_POINTS = re.compile(
    r"(?:(?:[:?]|(?:^|[\s.,])(?:just|only|mainly|mostly|for (?:each|both)(?: of (?:them|these|those|the \w+)| one)?,?"
    r"(?: I| we| you)?(?: would| 'd)?(?: need| want| like)?(?: to know| to see)?)|只[看讲说写要问])(?!\n) ?|"
    rf"(?<=[A-Za-z]) - )(?P<list>[^.!?:。;\n{HIDDEN}]{{4,160}}?)(?=[.!。;\n]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_DEMANDS = re.compile(
    r"^(?:please|pls|thanks|thank you|keep|use|write|no|not|with|in|at most|under|about|max|for|by)\b|\d{2}|[字页]$|"
    r"^(?:请|不要|别|谢|用|写|要(?!求|点)|给|急)",
    re.IGNORECASE,
)
"""What tells how to write, and not of what."""
LONGEST_POINT = 40
"""Characters of such a point. Set by hand."""


def _listed_elsewhere(hidden: str, compared: Compared, outlined: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield spans that list axes by their own words ("维度：", "in terms of"), and whether commas part them."""
    places = [item.start for item in compared.subjects] + [m.start() for m in islice(_COMPARE.finditer(hidden), 200)]
    ends = {place for item in compared.subjects for place in (item.end, item.end + 1)}
    for index, pattern in enumerate(_AXES):
        for match in islice(pattern.finditer(hidden), 50):
            words = match["list"]
            several = re.search(r"[、,/;]|与|和|及|以及|\band\b", words)
            differ = _COMPARE.search(match[0] + hidden[match.end() : match.end() + 6])
            alone = re.search(r"[.?!。]\s*$", hidden[max(0, match.start() - 3) : match.start()])
            if (
                pattern is _BRACKETS
                and (
                    outlined
                    or alone
                    or HIDDEN in words  # when they are from
                    or re.search("的(?=[,、;]|$)", words)  # 多是旧的,缺的说一声
                    or re.search(r"[@\d]|\b(?:see|e\.g|i\.e|they|we|I|you|please)\b|见|参|请|[他我你]们", words)
                    or re.search(r"\b(?:and (?:the like|so on|such)|etc|such as|for example|like)\b|之类|等等?$", words)
                    or match.start() not in ends
                    and audience.tells_who_or_what(hidden[max(0, match.start() - 80) : match.start()], words)
                )
            ):
                continue  # a sentence of its own, who they are, what the sources are, or where to look
            near = any(abs(place - match.start()) < _NEAR for place in places)
            if (
                (near or differ)
                and (several or differ or re.search("方面|维度|重点", match[0]))
                and not is_generic(words)
            ):
                yield *match.span("list"), index in _COMMAS


_OF_IT = re.compile(r" of (?:it|them|this|that|these|those) [^.?!;:,\n]{2,60}", re.IGNORECASE)
"""What goes on with a question that a list ends in: “whether any of it can go to my wife”."""


_LAST = re.compile("最后|末[了尾]|结尾")
"""What opens what the text is to come to."""
_TEXT = re.compile(rf"[短小长]?(?:文|{REPORT})", re.IGNORECASE)
_ONE = re.compile("[一这那](?:篇|份|则|段|页|张)[^,。;:!?\n]*$")


def _stands_for(words: str) -> bool:
    """Tell whether words stand for what is named elsewhere, and are no axis; 主要特点 is one."""
    return is_generic(words) and not re.match("主要|相关|不同|各", words)


def _axis_list(hidden: str, start: int, end: int, commas: bool) -> list[Found[str]]:
    if of_it := _OF_IT.match(hidden, end):
        end = of_it.end()
    end = within_bracket(hidden, start, end)
    bare = outside_brackets(hidden, start, end)
    if colon := re.match(r"[^,、;:]{12,}: ?(?=[A-Za-z㐀-鿿])", bare):
        bare, start = bare[colon.end() :], start + colon.end()
    if (read := re.search(rf"[, ]*{HIDDEN}+\s*$", hidden[start:end])) and read.start():
        bare, end = bare[: read.start()], start + read.start()
    if stop := re.search(r"\.(?=\s|$)", bare):
        bare, end = bare[: stop.start()], start + stop.start()
    cuts = (cut for cut in _AXIS_CUT.finditer(bare) if not ASKS.search(re.split("[,、]", cut[0].lstrip(", "))[0]))
    if cut := next(cuts, None):
        bare, end = bare[: cut.start()], start + cut.start()
    if has_han(bare) and "," in bare:
        listed, _, rest = bare.partition(",")
        if not commas or listed.count("、") > 1 and not points.joins(rest) and not (ASKS.search(listed + rest)):
            end = start + len(listed)
    if re.match(r"(?:主要)?(?:差异|异同|区别|不同|对比|比较|优劣)", bare):
        return []
    found = []
    quoted = [(start + m.start("x"), start + m.end("x")) for m in _QUOTED.finditer(hidden[start:end])]
    for item_start, item_end in (
        quoted
        if len(quoted) > 1
        else split_list(hidden, start, end, "、,;" if re.search("[、,;]", bare) else "、,/;", _AND)
    ):
        words = hidden[item_start:item_end]
        if head := _AXIS_HEAD.match(words):
            item_start += head.end()
        if not found:
            item_start = points.led(hidden, item_start, item_end)
        if bracket := re.search(r"\s?\([^()]*\)?$", hidden[item_start:item_end]):
            item_end = item_start + bracket.start()
        for ending in (endings.TOLD, _AXIS_TAIL):
            if (tail := ending.search(hidden[item_start:item_end])) and tail.start():
                item_end = item_start + tail.start()
        item_start, item_end = trim(hidden, item_start, item_end, " \n,;:、.*“”\"'?!" + HIDDEN)
        words = hidden[item_start:item_end]
        if not words or len(words) > LONGEST_NAME or HIDDEN in words or _stands_for(words):
            continue
        if _NO_AXIS.fullmatch(words) or points.asks_nothing(words) or _LAST.match(words):
            continue
        if _TEXT.fullmatch(words) and _ONE.search(hidden, max(0, item_start - 60), item_start):
            continue  # 写一篇比较甲和乙的短文
        found.append(Found(value=words, start=item_start, end=item_end))
    return found
