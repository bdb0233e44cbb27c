"""Along which axes a commission wants its subjects compared."""

import re
from collections.abc import Iterator

from generator.commission.compared import GENERIC, LONGEST_LIST, VERB
from generator.commission.phrases import HIDDEN, NUMBER, Found, outside_brackets, split_list, trim
from generator.commission.subjects import LONGEST_NAME, Subject

# no cue within the list: the last of several counts, and a row of cues is read in linear time
_AXIS_LIST = r"(?P<list>(?:(?!在(?!线)|从|围绕)[^。;\n]){1,160}?)"
_COUNT = rf"(?:等)?(?:这)?(?:{NUMBER}|几|多|若干)?(?:个|大|项)?(?:主要)?"
_AXES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"在(?!不){_AXIS_LIST}{_COUNT}(?:方面|维度|层面|角度|环节|领域|上|之间|中)(?:的|上|进行|存在|有|展开|做|"
        rf"之间|表现|各有|[,。;\n]|$)",
        rf"从{_AXIS_LIST}{_COUNT}(?:方面|维度|角度|层面|视角|入手|出发)",
        r"(?:异同|差异|区别|不同|对比|比较|优劣)\((?:包括|如|即)?(?P<list>[^()\n]{2,120})\)",
        rf"(?:围绕|聚焦于?|侧重于?|重点(?:关注|比较|对比|分析|考察|讨论)|着重(?:比较|分析|对比|"
        rf"讨论)){_AXIS_LIST}{_COUNT}"
        r"(?:方面|维度|角度|层面|问题|展开|进行|来|作|做|[,。;\n]|$)",
        r"(?:维度|方面|指标|角度|(?<![a-z])(?:axes|dimensions|criteria|aspects))"
        r"(?:包括|包含|为|是|有|如下|须含| include| are)?[: ]+(?P<list>[^。;\n]{1,160})",
        r"(?:in terms of|with respect to|with regards? to|regarding|along the (?:axes|dimensions) of|focus(?:ing|es|"
        r"sed|ed)? on"
        r"|from the (?:perspectives?|viewpoints?|standpoints?) of|"
        r", covering)(?: the(?:ir)?)? (?P<list>[^.;:\n]{1,200})",
    )
)
_COMMAS = (2, 4, 5)
"""Of `_AXES`, those whose list may be separated by commas in Chinese too."""
_AXIS_CUT = re.compile(
    r"(?:进行|展开|加以|作出).*$|"
    r"(?:,? (?:in (?:about|at|no|a|an|english|chinese|under|\d)|for (?:an?|our|the)|with (?:an?|the|references)|"
    r"using|based on|and (?:write|explain|recommend|cite|produce)|"
    r"written|please|drawing|within)\b|, ?(?:形成|并|撰写|写|给出|输出|全文|字数|以|用|请|要求|结合|提出|说明|包括|"
    r"分析|不)).*$",
    re.IGNORECASE | re.DOTALL,
)
_AXIS_HEAD = re.compile(
    r"^(?:\(?\d{1,2}[.)、]|[①-⑨]|其|各自的?|两者的?|双方的?|它们的?|二者的?|的|以及|和(?!谐|平)|及(?!时)|and |or |"
    r"the |their |its |each one's |both )+",
    re.IGNORECASE,
)
_AXIS_TAIL = re.compile(
    r"(?:等)?(?:几|多|各|两|三|四|五|六|七|八|\d)?个?(?:方面|维度|层面|角度)?(?:上)?(?:的)?(?:主要)?(?:差异|异同|"
    r"区别|不同|对比|比较|优劣)?(?:等)?$"
)


_PAIR_OF = re.compile(
    r"\s?(?:(?:这|两|三|四|五|六|七|八|几|各)*(?:者|家|国|种|个|款|大|方)?(?:平台|公司|模型|框架|机制|城市|"
    r"方案)?)(?:之间)?的"
)
_PAIR_TOPIC = re.compile(r"\s?(?P<list>[㐀-鿿]{2,8}?)(?=的?(?:对比|比较|差异|异同))")
_PAIR_ON = re.compile(
    r"(?:'s)?(?:(?: \w+)?,? (?:on|across|along|by|in|for)(?: the(?:ir)?)?|:) (?!order|about|at|a |an |no |\d)",
    re.IGNORECASE,
)
_AUDIENCE = re.compile(
    r"(?:[\w'’-]+ ){0,4}?(?:\w+-)?(?:teams?|heads?|boards?|councils?|manag\w+|executives?|leaders?|directors?|"
    r"officers?|customers?|clients?|users?|readers?|students?|teachers?|schools?|planners?|investors?|buyers?|engineers?|"
    r"developers?|staff|people|public|committees?|departments?|ministr\w+|agenc\w+|compan\w+|audience|beginners?|makers?|owners?)"
    r"(?=\s*(?:[,.;:\n]|$|(?:of|who|at|in|that|which|and|with|drawing|using)\b))",
    re.IGNORECASE,
)
"""Who a report is for: "for the heads of product teams" names no axis."""
_AXES_OF = re.compile(r" the (?P<list>[^.;:\n]{1,120}?) (?:of|between) ", re.IGNORECASE)
_AXES_OF_THEM = re.compile(rf"(?:{GENERIC.pattern})[^,。;\n]{{0,12}}?的", re.IGNORECASE)


def find(hidden: str, named: list[Found[Subject]]) -> list[Found[str]]:
    """Return the axes that the commission wants compared, in order; [] when it names none."""
    names = [item.start for item in named if item.value.name]
    for start, end, commas in _axis_windows(hidden, named):
        if any(start <= place < end for place in names):
            continue
        found = _axis_list(hidden, start, end, commas)
        if found:
            return found
    return []


def _axis_windows(hidden: str, named: list[Found[Subject]]) -> Iterator[tuple[int, int, bool]]:
    """Yield spans that may list axes, most trusted first, and whether a comma may separate them."""
    compare = list(VERB.finditer(hidden))
    places = [verb.start() for verb in compare] + [item.start for item in named]
    for index, pattern in enumerate(_AXES):
        for match in pattern.finditer(hidden):
            words = match["list"]
            several = re.search(r"[、,/]|与|和|及|以及|\band\b", words)
            differ = re.search(
                r"差异|异同|区别|不同|对比|比较|differ", match[0] + hidden[match.end() : match.end() + 6]
            )
            near = any(abs(place - match.start()) < LONGEST_LIST for place in places)
            axes_like = several or differ or "方面" in match[0] or "维度" in match[0]
            if (near or differ) and axes_like and not GENERIC.fullmatch(words):
                yield *match.span("list"), index in _COMMAS
    pair = [item.end for item in named if item.value.name or item.value.origin == "image"]
    last = max(pair) if len(pair) > 1 else 0
    if last and (of := _PAIR_OF.match(hidden, last)):
        yield last + len(of[0]), _sentence_end(hidden, of.end()), False
    if last and (topic := _PAIR_TOPIC.match(hidden, last)):
        yield *topic.span("list"), False
    for verb in compare:
        if of := _AXES_OF_THEM.match(hidden, verb.end(), verb.end() + 40):  # "对比二者的社区治理、产品体系"
            yield of.end(), _sentence_end(hidden, of.end()), False
    if last and (on := _PAIR_ON.match(hidden, last)):
        start = on.end()
        if " for" in on[0] and (audience := _AUDIENCE.match(hidden, start)):
            colon = re.match(r"\s?:", hidden[audience.end() : audience.end() + 2])
            start = audience.end() + colon.end() if colon else None
        if start is not None:
            yield start, _sentence_end(hidden, start), True
    for verb in compare:
        if of := _AXES_OF.match(hidden, verb.end(), verb.end() + 160):  # "compare the cost and comfort of A and B"
            yield *of.span("list"), True


def _sentence_end(hidden: str, start: int) -> int:
    stop = re.compile(r"[。;:\n]|\.(?=\s|$)").search(hidden, start, start + LONGEST_LIST)
    return stop.start() if stop else min(len(hidden), start + LONGEST_LIST)


def _axis_list(hidden: str, start: int, end: int, commas: bool) -> list[Found[str]]:
    bare = outside_brackets(hidden, start, end)
    if stop := re.search(r"\.(?=\s|$)", bare):
        bare, end = bare[: stop.start()], start + stop.start()
    if cut := _AXIS_CUT.search(bare):
        bare, end = bare[: cut.start()], start + cut.start()
    if not commas and re.search("[㐀-鿿]", bare) and "," in bare:
        end = start + bare.index(",")
    if re.match(r"(?:主要)?(?:差异|异同|区别|不同|对比|比较|优劣)", bare):
        return []
    found = []
    for item_start, item_end in split_list(hidden, start, end, "、,/;"):
        words = hidden[item_start:item_end]
        if head := _AXIS_HEAD.match(words):
            item_start += head.end()
        if bracket := re.search(r"\s?\([^()]*\)?$", hidden[item_start:item_end]):
            item_end = item_start + bracket.start()
        if (tail := _AXIS_TAIL.search(hidden[item_start:item_end])) and tail.start():
            item_end = item_start + tail.start()
        item_start, item_end = trim(hidden, item_start, item_end, " \n,;:、.*“”\"'" + HIDDEN)
        words = hidden[item_start:item_end]
        if not words or len(words) > LONGEST_NAME or HIDDEN in words or GENERIC.fullmatch(words):
            continue
        if re.fullmatch(r"(?:差异|异同|区别|不同|对比|比较|优劣|differences?|similarities)", words, re.IGNORECASE):
            continue
        found.append(Found(value=words, start=item_start, end=item_end))
    return found
