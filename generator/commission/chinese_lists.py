"""Lists of names in Chinese clauses, where they begin and end: "A、B 与 C 在…上"."""

import re

from generator.commission.clauses import LONGEST_LIST, Frame, Span
from generator.commission.phrases import HIDDEN, trim
from generator.commission.shared import short_forms
from generator.language import tokens

DIFFER = re.compile(
    r"(?:(?:到底|究竟|主要|有|有着|存在|的|各自|分别)*(?:有|存在)?(?:什么|何|哪些|多大|啥)?(?:的)?(?:主要|技术|本质|"
    r"关键|核心)?(?:对比|比较|差异|异同|区别|差别|优劣|优缺点|利弊|不同(?:之处|点)?(?P<of>(?=[㐀-鿿])(?![吗呢么吧嘛在于是哪]))?|不一样|差多少|之争|"
    r"之(?:比较|异同|区别|差异)|是不?是(?:一回事|一样|同一)|之间(?=[拿怎如选难犹纠摇,]|该)|对照|相比(?=[,各有谁哪在来]|"
    r"之下|起来|$)|竞争|较量|博弈|长短处?|长处|短处|好坏|关系|联系|取舍|选型)|各有(?:什么|何|哪些)?|孰优孰劣|"
    r"哪一?(?:个|家|种|款|方|条|类|座|所|边|项|者)|那一?[个家种款条](?=[^,。;?!\n]{1,4}(?:[?呢]|$))|谁(?:最|更|的|比|好|强|合适|适合|划算|便宜|贵|快|厉害|成熟|靠谱)|(?:该|要|应该)?(?:如何|怎么|怎样)?(?:选|抉择|"
    r"取舍)(?![举定出修型])|到底差|差在|(?<![之对相])比(?=起来|一下|,|有[啥什何哪]|[怎谁哪])|(?<=[㐀-鿿a-z0-9])还是(?!有|会|要))"
)
HEAD = re.compile(
    r"^(?:第[一二三四五六],?|首先|其次|然后|接着|最后|另外|同时|再(?!生)|并(?!购|发|网|行|联)|对比(?!度)|比较|请问|"
    r"请(?:你|您)?|麻烦|帮忙|帮(?:我|我们)?|对于|对|就|将|把|关于|有关|针对|围绕|依据|根据|参考|分析一下|分析|研究|"
    r"探讨|评估|调研一下|调研|撰写|编写|写|试论|[简浅试]析|论述|评述|论|以|为|梳理|说明|阐述|介绍|概述|简述|简要|简短|深入|详细|"
    r"全面|系统|一篇|一份|一个|一下|(?:我们?|咱们?|本)(?:公司|司|校|院|部门|单位|团队)?的?|团队|想要?|假如|如果|若|"
    r"究竟|到底|要|需要|如何看待|怎么看|如何评价|为什么|为何|了解(?:一?下)?|知道|[搞弄摸理问查闹看](?:得?清楚?|得?明白|懂|透)了?(?:一?下)?|看看|讲讲|讲(?:一下)?|"
    r"说说|谈谈|聊聊|基于|像|:|的|不同|下(?![游级层])|做个?|比较|对比|在|,| |、|选型对比|什么是)+"
)
_JOINTS = "与和及跟同或"
_JOINT = re.compile(r"以及|还是|或者|或是|相比于|相比|相对于|对阵|[与和及跟同或]")
COUNT = (
    r"(?:这|上述|该|以上|以下|下列|如下)?(?<![《第])(?:[两二三四五六七八九]|\d)"
    r"(?:大(?!学)|个(?!月)|种|家|款|类|者|套|方(?!面)|座|项|门|部(?!分)|国(?![演志])|地|市)"
)
_TERMINATOR = re.compile(
    r"(?<!存)(?<!现)(?<!潜)(?<!所)在(?!线|职|校|家|岸|轨|野|建|售|华)|从(?=[^,。]{1,60}(?:方面|维度|角度|层面|视角|"
    r"出发))|有(?:何|什么|哪些|啥)|哪(?:个|家|种|款|一|方|条|类|座|所|边|项)|谁(?=更|的|好)|[强弱差贵好](?=在哪)|"
    rf"各(?:自|有)|之间|分别|这?{COUNT}|双方|二者|两者|到底|究竟|(?<=[㐀-鿿])对(?=[^,。]{{1,12}}的)|(?<=[㐀-鿿a-z》])"
    r"(?:关于|对于|用于|适用于|应用于|治疗(?=[㐀-鿿])(?![仪师学方室组费]))|如何(?!选)|怎么|怎样|该(?:选|如何|怎)|孰|"
    r"做(?=[一个了下]{0,2}[^,。;:\n的]{0,8}(?:对比|比较|对照|分析|评|介绍|说明|报告|总结|表))|进行|展开|加以|作(?:一个|个|比)|为代表|来说|而言|等(?:方面|几|[,。]|$)|"
    r"就(?=[^,。]{2,40}(?:进行|作|展开|比较))|(?<=[a-z0-9㐀-鿿])更(?=[㐀-鿿])|:|(?<![A-Za-z$])[(]"
    r"(?![a-j\d一二三四五六七八九十]\))"
)
_COMMA = re.compile(r",(?! ?(?:以及|和|与|及|跟))")
_AXIS_PLACE = re.compile(
    r"在(?P<axes>[^。;\n]{1,80}?)(?:等)?(?:这)?(?:[两三四五六七八几多]|\d)?个?(?:方面|维度|层面|角度|环节|领域|上|之间|"
    r"中|方面上|下)(?=[的有存进之各,。;?!表展做]|$|哪|谁|差|不|何|异|区|更|,)"
)
_TOPIC = re.compile(
    r"(?:(?<=[a-z0-9])\s?[㐀-鿿]{0,4})?(?:成本|价格|性能|政策|策略|战略|治理|模式|机制|效率|优势|安全性?|生态|"
    r"许可证?|能力|排放|体验|功能|规则|接口|协议)$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^“”\n]{1,40}”|《[^《》\n]{1,60}》")
_POINTED = re.compile(r"(?:图[像片]?|附件|论文|文档|截图|照片|PDF|logo)[中里内上]?$", re.IGNORECASE)
_GENERIC = re.compile(
    rf"(?:{COUNT}[^,。;]{{0,12}}|几(?:大|个|种|家|款)[^,。;]{{0,8}}|双方|二者|两者|彼此|它们|他们|其|它|"
    r"(?:我们?)?公司|(?:该|此|本|这个|这家)(?:平台|模型|公司|产品)?|(?:不同|各|主要|主流|相关|多个|若干)(?:的)?.{0,6})$"
)


def operands(bare: str, start: int, end: int, rank: int, place: int, joint: Span | None = None) -> Frame | None:
    """Return the frame of a list and what follows it, in bare[start:end]."""
    limit = min(end, start + LONGEST_LIST)
    stop = next(
        (
            m
            for m in _TERMINATOR.finditer(bare, start, limit)
            if (m.start() > start or m[0] == ":" or _GENERIC.match(m[0]))
            and bare.count("“", start, m.start()) == bare.count("”", start, m.start())
        ),
        None,
    )
    axes: list[Span] = []
    topics: list[Span] = []
    list_end = stop.start() if stop else limit
    if stop and stop.start() == start:  # "对比三个平台：A、B 与 C"
        colon = bare.find(":", start, limit)
        if colon > 0 and _GENERIC.match(bare[start:colon]):
            return operands(bare, colon + 1, limit, rank, place)
        kind = re.compile(rf"[㐀-鿿A-Za-z ]{{0,12}}?{HIDDEN}+").match(bare, stop.end(), limit)
        list_end = kind.end() if kind else stop.end()  # "三种储能技术（抽水蓄能、锂电池）"
    elif stop and stop[0] == ":" and not _COMMA.search(bare, start, list_end):
        if _GENERIC.match(bare[start:list_end].strip()):
            return operands(bare, stop.end(), limit, rank, place)
        axes.append((stop.end(), limit))
    if comma := _COMMA.search(bare, max(start, joint[1] if joint else start), list_end):
        list_end = comma.start()
    if joint is None and (short := short_forms(bare[start:list_end])) and not _joints(bare, start + short, list_end):
        topics.append((start + short, list_end))
        list_end = start + short
    of = _attribute(bare, joint[1] if joint else start, list_end, joint)
    if of is not None:
        if not pointers_in(bare[start:of]):
            topics.append((of + 1, list_end if list_end > of + 1 else limit))
        list_end = of
    elif (
        not axes
        and (topic := _TOPIC.search(bare[start:list_end]))
        and topic.start()
        and joint_spans(bare, start, start + topic.start())
    ):
        topics.append((start + topic.start(), list_end))
        list_end = start + topic.start()
    if stop and (
        after := re.compile(rf"{COUNT}[^的,。;]{{0,12}}的|(?:之间|各自|双方|二者|两者)的").match(
            bare, stop.start(), limit
        )
    ):
        topics.append((after.end(), limit))
    for found in _AXIS_PLACE.finditer(bare, start, end):
        within = found[0].endswith("中") and bare[found.end() : found.end() + 1] == "的"
        if within and not DIFFER.match(bare, found.end() + 1):  # "在城市公交中的适用边界与选型"
            topics.append((found.end() + 1, limit))
        else:
            axes.insert(0, found.span("axes"))
    items = items_of(bare, start, list_end, joint)
    if not items:
        return None
    others = _others(bare, start, list_end) if joint is None else ()
    return Frame(
        items=items, axes=tuple(axes), topics=tuple(topics), rank=rank, start=place, others=others, comma=False
    )


_PRODUCT = re.compile(r"(?:(?<=[A-Za-z\d])|(?<=[A-Za-z\d] ))的 ?[A-Z][a-z]+[\w-]*(?: \d[\w.]*)?(?=[,、与和及]|$)")
"""A product after its maker's name: "Agility 的 Digit"."""


def _attribute(bare: str, start: int, end: int, joint: Span | None) -> int | None:
    """Return the place of the 的 that leads from the last name to its aspect: "A 与 B 的价格".

    Where the first name holds one too ("中国的高铁与日本的新干线"), both belong to the names.
    """
    owned = False
    last = None
    for match in re.finditer("的", bare[start:end]):
        place = start + match.start()
        if place == start or _POINTED.search(bare[start:place]) or _PRODUCT.match(bare, place, end):
            continue
        joints = [joint] if joint else joint_spans(bare, start, place)
        if joints and says_which(bare, start, place, joints):
            continue
        if not joints:
            owned, last = True, last if last is not None else place
        elif owned:
            owned, last = False, None
        else:
            return place
    return None if any(joint_spans(bare, start, end)) or joint else last


def says_which(bare: str, start: int, place: int, joints: list[Span]) -> bool:
    """Tell whether what stands before the 的 at `place` says which of a kind is meant that stands before the joint too:
    台湾蓝鹊和外来的红嘴蓝鹊."""
    kind = bare[max(start, joints[0][0] - 2) : joints[0][0]]
    return is_attribute(bare[joints[-1][1] : place]) and kind in bare[place : place + LONGEST_LIST]


def is_attribute(words: str) -> bool:
    """Tell whether what stands before 的 is one word that is called by no name and only says how a thing is: 外来."""
    tagged = tokens.tagged(words)
    return len(tagged) == 1 and tagged[0][1][0] in "abdfz"


def joint_spans(bare: str, start: int, end: int) -> list[Span]:
    """Return the joints of a list: marks, and words for "and" that are words of their own in it; between 中 and 美 of
    中美两国 an empty one."""
    return _joints(bare, start, end) or [
        (place, place) for place in range(start + 1, start + short_forms(bare[start:end]))
    ]


def _joints(bare: str, start: int, end: int) -> list[Span]:
    words = _QUOTED.sub(lambda match: HIDDEN * len(match[0]), bare[start:end])
    marks = [
        (start + m.start(), start + m.end())
        for m in re.finditer(
            r"、|;|\s?(?<![a-z])(?:vs\.?|versus|and|or)(?![a-z])\s?|\n|\s/\s|"
            r"(?<![A-Za-z$])(?<!^)\s?\([a-j\d一二三]\)|[①-⑨]",
            words,
            re.I,
        )
    ]
    raw = [(start + m.start(), start + m.end()) for m in _JOINT.finditer(words) if m.start() and m.end() < len(words)]
    whole = _word_edges(words)
    own = [span for span in raw if (span[0] - start, span[1] - start) in whole or span[1] - span[0] > 1]
    if not own and not marks:
        own = raw[:1] if len(raw) == 1 else [s for s in raw if bare[s[0]] in "与跟"][:1]
    if (slashes := [m.span() for m in re.finditer("/", words)]) and not own and not marks:
        own = [(start + a, start + b) for a, b in slashes]
    if own and marks:  # after a list with 、 only the last joint counts: "A、B 和 C"
        last = max(mark[1] for mark in marks)
        own = [span for span in own if span[0] >= last][:1]
    elif len({bare[slice(*s)] for s in own}) > 1:
        strongest = next(
            (j for j in ("还是", "与", "跟", "同", "和", "及", "或") if any(bare[slice(*s)] == j for s in own)), None
        )
        own = [s for s in own if bare[slice(*s)] == strongest] if strongest else own
    return sorted(marks + own)


def _word_edges(words: str) -> set[Span]:
    """Return the spans of the words of a text that are joints, each a word of its own."""
    spans = tokens.word_spans(words)
    return {(a, b) for a, b in spans if words[a:b] in ("以及", "还是", "或者") or words[a:b] in _JOINTS}


def items_of(bare: str, start: int, end: int, joint: Span | None = None) -> tuple[Span, ...]:
    joints = joint_spans(bare, start, end) if joint is None else [joint]
    if joint is not None:
        joints = sorted({*joints, *(s for s in joint_spans(bare, start, end) if bare[slice(*s)].strip() in "、/")})
    return _cut(bare, start, end, joints)


def _cut(bare: str, start: int, end: int, joints: list[Span]) -> tuple[Span, ...]:
    edges = [start, *(edge for span in joints if span[1] <= end for edge in span), end]
    spans = []
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        a, b = trim(bare, a, b, " \n,;:、.-*•“”\"'?!")
        if (head := HEAD.match(bare[a:b])) and a == start:
            a += head.end()
        if mark := re.match(r"\(?[a-j\d一二三四五六]\)\s?|\d[.、] ?|[①-⑨]", bare[a:b]):
            a += mark.end()
        if a < b:
            spans.append((a, b))
    return tuple(spans)


def _others(bare: str, start: int, end: int) -> tuple[tuple[Span, ...], ...]:
    """Return the ways to cut a list of two at each of its joints, where it holds more than one character for "and"."""
    words = bare[start:end]
    raw = [(start + m.start(), start + m.end()) for m in _JOINT.finditer(words) if m.start() and m.end() < len(words)]
    if len(raw) < 2 or "、" in words or len(raw) > 4:
        return ()
    ways = [_cut(bare, start, end, [span]) for span in raw] + [_cut(bare, start, end, raw)]
    return tuple(way for way in ways if len(way) > 1)


def pointers_in(words: str) -> bool:
    """Tell whether the last name of a list is that of what a picture or document shows."""
    return re.search(r"(?:图[像片]|截图|附件|论文)[^与和及跟同、]{0,10}$", words) is not None


def is_topic(words: str) -> bool:
    """Tell whether words are what is asked of a thing: 成本, 区别."""
    return (_TOPIC.search(words) or DIFFER.match(words)) is not None


def is_generic(words: str) -> bool:
    """Tell whether words stand for names said elsewhere: 两大平台, 二者."""
    return _GENERIC.match(words.strip()) is not None
