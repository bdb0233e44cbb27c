"""The lists of things compared in a commission, as spans: after 对比 or “compare”, before 的差异, around “vs”."""

import re
from collections.abc import Iterator

from generator.commission.phrases import HIDDEN, outside_brackets, trim

LONGEST_CLAUSE = 90
"""Characters before 的差异 in which "A 与 B" must begin."""
LONGEST_LIST = 240
"""Characters in which a list of subjects or axes must end."""
GENERIC = re.compile(
    r"(?:这|上述|该|以上|以下|下列|如下)?(?:(?P<n>[两二三四五六七八九]|\d)(?:大|个|种|家|款|类|者|套|方|座|项)|"
    r"几(?:大|个|种|家|款)|双方|二者|彼此|它们|他们)"
    r"|(?:(?:the|these|those|all|following) ){0,3}(?P<e>two|three|four|five|six|both)\b|(?:these|those|them|both|"
    r"each other)\b"
    r"|其|它|(?:该|此|这个|这家)(?:平台|模型|公司|产品)?|(?:the )?following\b|(?:不同|各|主要|主流|相关|多个|"
    r"若干)(?:的)?|(?:them|it)$",
    re.IGNORECASE,
)
_COMPARE_ZH = (
    r"(?:对比分析|比较分析|对比研究|比较研究|对比|比较|对照|评测|横评|比一下|比一比)"
    r"(?!的?(?:简报|报告|文章|综述|表|图|度|维度|结果|框架|性|内容|部分|章节|方法|对象|项|数据|分析|研究|角度|稿|"
    r"材料|大的|小的|好|多的|高的|低的))"
)
_COMPARE_EN = (
    r"(?:compar(?:e|es|ing|isons? (?:of|between)|ative (?:study|analysis|report|brief(?:ing)?|review) (?:of|on))"
    r"|contrast(?:s|ing)?|differences? between|(?:choose|choosing|decide|deciding) between|trade-?offs between)"
)
VERB = re.compile(
    rf"{_COMPARE_ZH}(?:一下|了)?(?:以下|下列)?|"
    rf"(?<![a-z]){_COMPARE_EN}(?: and contrast(?:ing)?)?(?=[ :\n])",
    re.IGNORECASE,
)
_MEDIUM = r"(?:image|picture|photo|photograph|screenshot|logo|pdf|document|paper|report|attachment|file)s?(?![a-z])"
_LIST_END = re.compile(
    r"[。;\n?:]|!(?!:| ?(?:与|和|及|跟)| (?:and|or|vs\.?|versus|with) )|"
    r"\.(?=\s|$)|(?<!存)(?<!现)(?<!潜)在(?!线|职|校|家|岸|轨)|(?:之间|各自|两者|二者|分别|这[两三几])|"
    r"从(?=[^,。]{1,60}(?:方面|维度|角度|"
    r"层面|视角|出发))"
    r"|,? (?:in terms of|with respect to|with regard to|regarding|as regards|on|across|along|focus(?:ing|ed)?|"
    r"covering|for|from|based on|"
    rf"in(?! (?:the|my|our|this) (?:\w+ )?{_MEDIUM})|"
    r"using|by|as an?|when|where|so that|which|that)(?= )|, ?(?:并|形成|撰写|写|说明|围绕|就|侧重|重点|聚焦|着重|"
    r"给出|输出|要求|分析|指出|提出|字数|"
    r"全文|请|用|以)"
    r"|,? (?:and|then|to|please) (?=(?:write|produce|explain|discuss|recommend|give|provide|summari|highlight|draft|"
    r"prepare|deliver)\w*)",
    re.IGNORECASE,
)
_JOINT = r"(?:\s?(?:与|和|及|以及|跟|同|还是|/|、|对阵|相比|相对于)\s?|\s?(?<![a-z])(?:vs\.?|versus)(?![a-z])\s?)"
_DIFFER_ZH = re.compile(
    r"(?:两者|二者|两种\w{0,4}|两国|两大\w{0,6})?(?:之间)?(?:的|有(?:何|什么|哪些))?(?:主要|技术|生态)?"
    r"(?:对比|比较|差异|异同|区别|优劣|不同|之争|孰优孰劣|哪个更|谁更|如何选择)"
)
_CLAUSE_START = re.compile(rf"[,。;:!?\n{HIDDEN}“”《》]")
_ABOUT_ZH = re.compile(
    r"(?:(?P<of>就|针对|关于)|对|将|把)(?P<list>[^,。;\n]{3,80}?)(?:[两三四二](?:种|者|个|家|款|类|大)|这[两三]|进行|展开|"
    r"加以|作|做|,|(?(of)在(?!线|职)|(?!)))[^。;\n]{0,60}?"
    r"(?:比较|对比|对照|(?(of)差异|(?!))|(?(of)异同|(?!))|(?(of)区别|(?!)))",
)
# "OpenAI 与 Hugging Face 内容治理对比", "光伏与风电成本比较": the topic is no part of the last name
_TOPIC = re.compile(
    r"(?:(?<=[a-z0-9])\s?[㐀-鿿]{0,4})?(?:成本|价格|性能|政策|策略|战略|治理|模式|机制|效率|优势|安全性?|生态|"
    r"许可证?|能力|排放|体验)$",
    re.IGNORECASE,
)
_QUOTED_PAIR = re.compile(r"(?P<list>“[^“”\n]{1,40}”\s?(?:与|和|及|、|vs\.?|and|or)\s?“[^“”\n]{1,40}”)", re.IGNORECASE)
_CHOICE = re.compile(
    r"(?:better|best|prefer|choose|choice|pick|"
    r"recommend)[^.?!\n]{0,60}?[,:] (?P<list>[A-Z][^,.?\n]{0,40} or [A-Z][^,.?\n]{0,40}?)[?.,]"
)
_AFTER_TITLE = re.compile(r"》 ?(?::|--?) ?(?P<list>[^。;\n-]{3,80})")
_VERSUS = re.compile(
    rf"(?P<a>[^\s,。;:!?\n{HIDDEN}“”《》()](?:[^,。;:!?\n{HIDDEN}“”《》()]{{0,40}}[^\s,。;:!?\n{HIDDEN}“”《》()])?!?) ?"
    rf"(?<![a-z])(?:vs\.?|versus)(?![a-z]) ?(?P<b>[^,。;:!?\n{HIDDEN}“”《》()]{{1,40}})",
    re.IGNORECASE,
)
_DIFFER_EN = re.compile(
    r"(?:how|where|whether) (?P<list>[^,.;:?!\n]{1,60} and [^,.;:?!\n]{1,60}?) (?:differ|compare|diverge|stack up)",
    re.IGNORECASE,
)
_EN_SPLIT = re.compile(r",? (?:with|to|against|vs\.?|versus|or)(?= )|,? and(?= )|,(?!\d)|;| vs\. ?", re.IGNORECASE)
_ZH_SPLIT = re.compile(
    r"\s?(?:以及|还是|相比于|相比|相对于|对阵|与|和|及|跟|同)\s?|[、/,;]|\s?(?<![a-z])(?:vs\.?|versus|and)(?![a-z])\s?",
    re.IGNORECASE,
)
ZH_HEAD = re.compile(
    r"^(?:请(?:你|您)?|对|就|将|把|关于|有关|分析|研究|探讨|评估|撰写|编写|写|论|试论|针对|以|为|梳理|说明|阐述|介绍|"
    r"一篇|一份|一个|我们|团队|我|想|假如|如果|若|究竟|到底|要|需要|"
    r"了解|知道|帮|帮我|基于|如|像|：|的)+"
)
_ITEM_MARKS = re.compile(
    r"\n\s*(?:\(?\d{1,2}[.)、](?!\d)\s?|[-*•]\s)?|(?<!\S)\(?\d{1,2}[.)、](?!\d)\s?|[①-⑨]|^[一二三四五六七八九十]{1,2}、"
)
_FIRST_JOINT = re.compile(r"\s(?:and|or|vs\.?|versus)\s|与|和|及|跟|同|、|\bvs\b", re.IGNORECASE)
_CLAUSE = re.compile(r",(?!\s?(?:以及|和|与|及|and |or |[A-Z]))|\s(?:to|with|against)\s")


def lists(hidden: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the spans of each list of things compared, in order of trust."""
    for verb in VERB.finditer(hidden):
        yield _after_verb(hidden, verb.end())
    for match in _VERSUS.finditer(hidden):
        yield split(hidden, _last_name(hidden, match.start(), match.end("a")), match.end())
    for pattern in (_QUOTED_PAIR, _ABOUT_ZH):
        for match in pattern.finditer(hidden):
            yield split(hidden, *match.span("list"))
    for match in _DIFFER_ZH.finditer(hidden):
        yield _before_differ(hidden, match.start())
    for pattern in (_DIFFER_EN, _CHOICE, _AFTER_TITLE):
        for match in pattern.finditer(hidden):
            yield split(hidden, *match.span("list"))


def _before_differ(hidden: str, end: int) -> list[tuple[int, int]]:
    """Return the items of "A 与 B" before 的差异, 对比 and the like at `end`."""
    start = max(0, end - LONGEST_CLAUSE)
    for mark in _CLAUSE_START.finditer(hidden, start, end):
        start = mark.end()
    words = hidden[start:end]
    if VERB.search(words) or re.match("围绕|从|在|就|针对", words):
        return []  # read above, or axes
    if place := re.search(r"(?<!存)(?<!现)(?<!潜)在(?!线|职|校|家|岸|轨)|从|就|围绕", words[1:]):
        end = start + 1 + place.start()
    if head := ZH_HEAD.match(hidden[start:end]):
        start += head.end()
    end = start + len(_TOPIC.sub("", hidden[start:end]))
    return split(hidden, start, end) if re.search(_JOINT, hidden[start:end], re.IGNORECASE) else []


def _last_name(flat: str, start: int, end: int) -> int:
    """Return where the name begins that ends at `end`: after the last word that cannot belong to it."""
    words = flat[start:end]
    if breaks := list(
        re.finditer(
            r"(?<![a-z])(?:on|of|about|between|report|compare|comparing|is|for|the|a|an) |[:、]|(?:关于|分析|撰写|"
            r"一篇|一份|写|"
            r"论) ?",
            words,
            re.IGNORECASE,
        )
    ):
        return start + breaks[-1].end()
    return start


def _after_verb(hidden: str, start: int) -> list[tuple[int, int]]:
    limit = min(len(hidden), start + LONGEST_LIST)
    while start < limit and hidden[start] in " ":
        start += 1
    if hidden[start : start + 1] in ("", ",", "。", ";", "、", ")", "\n", "”"):
        return []  # "…进行对比，…": the verb has no object here
    bare = outside_brackets(hidden, start, limit)
    stop = _LIST_END.search(bare)
    end = start + (stop.start() if stop else len(bare))
    if stop and stop[0] == ":":
        # "对比三个平台：A、B 与 C", "compare the following:\n1. A\n2. B"
        after = start + stop.end()
        rest = re.match(r"(?:\s*(?:[-*•]|\(?\d{1,2}[.)、])?\s*[^。\n]{1,80}[;\n]?){1,12}", hidden[after:limit])
        if rest and GENERIC.match(hidden[start:end].strip() or "以下两个"):
            lines = re.split(r"\n\s*\n|。|(?<!\d)\.(?=\s|$)", rest[0])[0]
            return [(start, end), *split(hidden, after, after + len(lines))]
    if hidden[start:end].lower().startswith("the ") and (
        of := re.search(r" (?:of|between) (?=.* (?:and|vs|versus) |.*,)", bare[: end - start])
    ):
        start += of.end()  # "compare the cost and comfort of A and B"
    return split(hidden, start, end)


def split(hidden: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the items of a list of subjects; after its first joint a comma may end it."""
    bare = outside_brackets(hidden, start, end)
    han = re.search("[㐀-鿿]", bare) is not None
    joint = _FIRST_JOINT.search(bare)
    clause = _CLAUSE.search(bare, joint.end()) if joint else None
    if clause and (han or clause[0] != ","):
        bare = bare[: clause.start()]
    pattern = _ZH_SPLIT if han else _EN_SPLIT
    cuts = [match.span() for match in pattern.finditer(bare)]
    slashes = [span for span in cuts if bare[slice(*span)].strip() == "/"]
    if len(slashes) < len(cuts) or (slashes and not re.search(r"\w ?/ ?\w", bare)):
        cuts = [span for span in cuts if span not in slashes]  # "TCP/IP 与 OSI"
    cuts = sorted({*cuts, *(match.span() for match in _ITEM_MARKS.finditer(bare))})
    edges = [0, *(edge for cut in cuts for edge in cut), len(bare)]
    marks = " \n,;:、.-*•“”\"'"
    spans = [trim(hidden, start + a, start + b, marks) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [span for span in spans if span[0] < span[1]]
