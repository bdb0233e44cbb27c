"""Along which axes a commission wants its subjects compared."""

import re
from collections.abc import Iterator
from itertools import islice

from generator.commission import audience, endings, points, topics
from generator.commission.candidates import ASKS
from generator.commission.clauses import Span
from generator.commission.naming import is_generic
from generator.commission.phrases import HIDDEN, JOINT, NUMBER, Found, outside_brackets, split_list, trim
from generator.commission.subject import LONGEST_NAME, Subject, names_of
from generator.commission.subjects import Compared
from generator.language import tokens
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
_COMMAS = (5, 7, 8, 9, 10)
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
_QUESTION = re.compile(r"(?:^|(?<=[.。!?;\n:]))(?P<x>[^.。!?;:\n]{4,200})\?", re.MULTILINE)
_AT = re.compile(r" (?:at|in|on|for|of|by|with|from|under)(?: the)? $", re.IGNORECASE)
_LED = re.compile(
    r"(?:^|\s)(?:at|in|on|for|of|by|with|from|under|between|to|the|an?|is|are|does|do)\s*$|[用选对在和与把从]$",
    re.IGNORECASE,
)
"""What leads to the name of a side."""
_WISH = re.compile(
    r"(?:please )?(?:can|could|would|will) (?:you|u)\b|"
    r"(?:(?:可不)?可以|可否|能否|能不?能?|方便|麻烦)(?:请|麻烦)?[你您]?(?:们)?(?=[帮给替写做整出])",
    re.IGNORECASE,
)
"""What opens a question that only asks for a text: 可以帮我写一份说明吗."""
_ASKS_POLITELY = re.compile(
    "(?:你好|您好|请问|想问|问)(?:一?下)?,? ?|what (?:i|we) (?:\\w+ )?(?:need|want|wish|would like) to \\w+ is ",
    re.IGNORECASE,
)
"""What opens a question and is none of it."""
_WITHIN = ("的", "里", "中")
MOST_QUESTIONS = 5
"""Questions that get a section of their own."""
_NEAR = 240
"""Characters between a list of axes and what is compared, at most."""
_COMPARE = re.compile(r"差异|差别|异同|区别|不同|对比|比较|differ|compar|versus|\bvs\b", re.IGNORECASE)


def find(hidden: str, compared: Compared) -> list[Found[str]]:
    """Return the axes along which the commission wants its subjects compared, in order; [] when it names none.

    Those that the sentence about the subjects lists, else those listed elsewhere, else what it says of them is asked.
    """
    names = [item.start for item in compared.subjects if item.value.name]
    windows = (
        *((start, end, compared.commas) for start, end in compared.axes),
        *_listed_elsewhere(hidden, compared),
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


def questions(hidden: str, subjects: tuple[Found[Subject], ...]) -> list[Found[str]]:
    """Return the questions that are asked, each but for a subject at its end: "Which gates close at night (at Alder)?";
    what asks nothing but what the subjects are is none. Of a comparison it is what stands before the first that it
    names: "What is expected (of a senior programmer compared with a junior one)?"."""
    named = set(tokens.content_tokens(" ".join(names_of(subjects))))
    sides = {one.start for one in subjects}
    found = []
    for start, end in _asked(hidden):
        start = polite.end() if (polite := _ASKS_POLITELY.match(hidden, start, end)) else start
        inside = [one for one in subjects if start <= one.start < end]
        if len(subjects) > 1 and inside:
            last = inside[-1].end
            if hidden[last : last + 1] in (",", ":"):  # A 和 B，多少钱？
                start, end = trim(hidden, last, end)
            elif has_han(hidden[start:end]):
                continue  # what stands before Chinese names says which are meant: 2021年的《…》
            else:
                start, end = trim(hidden, start, inside[0].start)
            while lead := _LED.search(hidden, start, end):
                end = lead.start()
        for one in subjects:
            if one.end == end and (lead := _AT.search(hidden[start : one.start])):
                end = start + lead.start()
            elif one.start == start and has_han(hidden[start:end]) and _ends_word(hidden[start:end], one.end - start):
                after = hidden[one.end : one.end + 1]
                start = one.end + (after in _WITHIN or after == "," or one.end + 1 in sides)
                start, end = trim(hidden, start, end)
        words = hidden[start:end]
        if (wish := _WISH.match(words)) and not ASKS.search(words[wish.end() :].rstrip("吗么")):
            continue
        if HIDDEN not in words and not points.asks_nothing(words) and set(tokens.content_tokens(words)) - named:
            found.append(Found(value=words, start=start, end=end))
    return found


def _ends_word(words: str, place: int) -> bool:
    """Tell whether a word of the dictionary ends there: none does behind 颱風 of 颱風天."""
    return any(end == place for _, end in tokens.word_spans(words))


def _asked(hidden: str) -> list[Span]:
    """Return where the questions stand: up to their marks, and where there are several without one too; two that “and”
    or a comma joins are two."""
    marked = [match.span("x") for match in islice(_QUESTION.finditer(hidden), MOST_QUESTIONS)]
    bare = [match.span("x") for match in islice(_UNMARKED.finditer(hidden), MOST_QUESTIONS)]
    bare = [
        span
        for span in bare
        if (ASKS.search(words := hidden[slice(*span)].strip()) or _TOLD.match(words))
        and not points.tells_or_demands(words)
        and not any(a < span[1] and span[0] < b for a, b in marked)
    ]
    bare = [(a, shown.start() if (shown := _SHOWN.search(hidden, a, b)) else b) for a, b in bare]
    parted = [part for span in sorted((*marked, *bare)) for part in _apart(hidden, *span)]
    if len(parted) == 1 and not marked:
        return []
    return [trim(hidden, *span) for span in parted][:MOST_QUESTIONS]


def _apart(hidden: str, start: int, end: int) -> list[Span]:
    """Return the questions that stand in one sentence."""
    found = []
    whole = start, end
    if told := _TOLD.match(hidden, start, end):
        start = told.end()
    for joint in _FURTHER.finditer(hidden, start, end):
        first = hidden[start : joint.start()].strip()
        inner = not joint["wh"] or re.search(rf" {joint['wh']}\b", first[1:], re.IGNORECASE) is None
        joined = not joint[0].startswith(",") or " " in joint[0]
        if not joined and not (has_han(first) and ASKS.search(hidden[joint.end() : end])):
            continue
        if (ASKS.search(first) or told) and inner and not (has_han(first) and points.tells_or_demands(first)):
            found.append((start, joint.start()))
            start = joint.end()
    parts = [*found, (start, end)] if found else [whole]
    return [(a, polite.start() if (polite := _PLEASE.search(hidden, a, b)) else b) for a, b in parts]


_OPENS = r"(?:(?:please )?(?:explain|describe|set out|tell (?:me|us))|what|how|why|which|who|when|where)\b"
_UNMARKED = re.compile(
    rf"(?:^|(?<=[.。!?;\n])) ?(?P<x>(?:{_OPENS}[^.。!?;:\n]{{8,160}}|"
    r"(?=[^.。!?;:\n]*[㐀-鿿])[^.。!?;:\n]{3,60}))(?=[.。;\n]|$)",
    re.IGNORECASE,
)
_WH = r"(?:what|how|why|which|who|when|where)\b"
_AUX = r"(?:do|does|did|is|are|was|were|can|could|should|would|will|has|have|must|may)\b"
_FURTHER = re.compile(
    rf",? (?:and|but|plus) (?=(?P<wh>{_WH})(?:(?: \w+){{0,3}}? {_AUX}| to |(?<=what|.who|hich)(?:'s| \w+))|"
    rf"{_AUX}(?: [\w']+){{2}})|, (?={_WH}(?: \w+){{0,2}}? {_AUX})|,(?=[^,]{{2,20}}$)",
    re.IGNORECASE,
)
"""Between two questions."""
_TOLD = re.compile(
    r" ?(?:(?:can|could|would|will) you (?:please |kindly |be so kind as to )?|(?:please|kindly) )?"
    r"(?:explain|describe|set out|tell (?:me|us)) (?:to (?:me|us|\w+ \w+) )?",
    re.IGNORECASE,
)
"""What asks to tell what stands behind it."""
_SHOWN = re.compile(f", ?[^,{HIDDEN}]*{HIDDEN}.*$")
"""A last clause of which something was read: how long the text is to be."""
_PLEASE = re.compile(r",? ?(?:please|pls|thanks?|thank you)$", re.IGNORECASE)


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


def _listed_elsewhere(hidden: str, compared: Compared) -> Iterator[tuple[int, int, bool]]:
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
                    alone
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


def _stands_for(words: str) -> bool:
    """Tell whether words stand for what is named elsewhere, and are no axis; 主要特点 is one."""
    return is_generic(words) and not re.match("主要|相关|不同|各", words)


def _axis_list(hidden: str, start: int, end: int, commas: bool) -> list[Found[str]]:
    if of_it := _OF_IT.match(hidden, end):
        end = of_it.end()
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
        if _NO_AXIS.fullmatch(words) or points.asks_nothing(words):
            continue
        found.append(Found(value=words, start=item_start, end=item_end))
    return found
