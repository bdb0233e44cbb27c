"""What a commission wants compared, where each subject is named, and along which axes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator import platforms
from generator.commission.phrases import HIDDEN, NUMBER, Found, number, outside_brackets, split_list, trim

LONGEST_NAME = 60
"""Characters; what is longer is a clause, not a name."""
LONGEST_CLAUSE = 90
"""Characters before 的差异 in which "A 与 B" must begin."""
LONGEST_LIST = 240
"""Characters in which a list of subjects or axes must end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One side of the comparison."""

    name: str
    """As the report calls it; "" until `commission.resolve` learns it from the document or the image."""
    origin: str
    """Where it is named: "text", "document", "image"; "asserted": a person said what the image shows."""
    words: str
    """The words of the commission that name it or point to it."""
    aliases: tuple[str, ...] = ()
    """Other names to look for in the sources."""
    classes: tuple[str, ...] = ()
    """Words that may widen a search; never evidence."""
    resolved: bool = True
    """False: the name is not known yet."""


_IMAGE = (
    r"图(?:像|片|中|里|内|上|示)|截图|照片|配图|附图|上图|下图|(?<![a-z])(?:logo|image|picture|photo|photograph|"
    r"screenshot)s?(?![a-z])"
    r"|标志|标识|徽标|商标"
)
_PICTURE = (
    r"(?:图(?:像|片)|截图|照片|附图|上图|下图|图(?=[中里内上示])"
    r"|(?<![a-z])(?:image|picture|photo|photograph|screenshot|logo)s?(?![a-z]))"
)
_THING = (
    r"(?:平台|品牌|公司|企业|产品|机构|组织|工具|系统|软件|生态|主体|对象|标识|标志|徽标|商标|社区|厂商|模型"
    r"|(?<![a-z])(?:platform|brand|company|vendor|product|organi[sz]ation|logo|firm|tool|service|provider|one|"
    r"project|community)s?(?![a-z]))"
)
_MEDIUM = r"(?:image|picture|photo|photograph|screenshot|logo|pdf|document|paper|report|attachment|file)s?(?![a-z])"
_IMAGE_POINTER = re.compile(
    rf"{_PICTURE}[^,。;:\n]{{0,16}}?{_THING}(?:的(?:视觉)?(?:标识|标志|徽标|logo))?"
    rf"|{_THING} ?(?:如|见|参见|即|由){_PICTURE}"
    rf"|{_THING}[^,。;:.\n]{{0,24}}? (?:in|on|from|by|is|behind) (?:[a-z]+ ){{0,3}}?{_PICTURE}",
    re.IGNORECASE,
)
_PAPER = (
    r"(?:技术报告|研究报告|报告|白皮书|论文|文档|手册|文件|系统卡|PDF|附件"
    r"|(?<![a-z])(?:technical report|white ?paper|system card|paper|report|pdf|document|manual|file|"
    r"attachment)s?(?![a-z]))"
)
_GIVEN = (
    r"(?:提供|上传|附上|附带|随附|所附|给出|给定|附件|发送|附(?=的)"
    r"|attached|enclosed|provided|uploaded|supplied|accompanying)"
)
_DOCUMENT_POINTER = re.compile(
    rf"{_GIVEN}(?! ?的? ?{_PICTURE})(?:的|了|中的?|里的?)?(?:那份|这份|一份|一篇)? ?《?"
    rf"(?P<x>(?:[^,。;:.\n“”]|\.(?=\d)){{0,40}}?) ?{_PAPER}》?"
    r"(?: (?:on|about|of|for) (?P<y>[A-Z][^,.;\n]{1,40}?)(?= (?:should|and|with|to|is|in|against|must)\b|[,.;\n]|$))?"
    rf"|(?:the|my|our|an?) (?P<x2>[^,.;:\n]{{0,40}}?) ?{_PAPER} (?:(?:that|which) )?(?:(?:I|we)(?: have|"
    rf"'ve)? )?(?:{_GIVEN}|attach|provide|upload)"
    rf"|(?:I|we)(?: have)? (?:attach|provide|upload|enclose|supply)(?:ed)? (?:the|an?|our|"
    rf"my) (?P<x3>[^,.;:\n]{{0,40}}?) ?{_PAPER}"
    rf"|(?P<x4>)(?:PDF|附件|文档|论文) ?(?:中|里|内)?(?:所)?(?:述|描述|介绍|提到|涉及|讨论)?的?{_THING}"
    rf"|(?P<x5>){_THING} (?:described|discussed|presented|introduced|covered|named) in (?:the|"
    rf"my) (?:attached )?{_PAPER}",
    re.IGNORECASE,
)
_GENERIC = re.compile(
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
_VERB = re.compile(
    rf"{_COMPARE_ZH}(?:一下|了)?(?:以下|下列)?|"
    rf"(?<![a-z]){_COMPARE_EN}(?: and contrast(?:ing)?)?(?=[ :\n])",
    re.IGNORECASE,
)
_LIST_END = re.compile(
    r"[。;\n!?:]|\.(?=\s|$)|(?<!存)(?<!现)(?<!潜)在(?!线|职|校|家|岸|轨)|(?:之间|各自|两者|二者|分别|这[两三几])|"
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
    rf"(?P<a>[^\s,。;:!?\n{HIDDEN}“”《》()](?:[^,。;:!?\n{HIDDEN}“”《》()]{{0,40}}[^\s,。;:!?\n{HIDDEN}“”《》()])?) ?"
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
_ZH_HEAD = re.compile(
    r"^(?:请(?:你|您)?|对|就|将|把|关于|有关|分析|研究|探讨|评估|撰写|编写|写|论|试论|针对|以|为|梳理|说明|阐述|介绍|"
    r"一篇|一份|一个|我们|团队|我|想|假如|如果|若|究竟|到底|要|需要|"
    r"了解|知道|帮|帮我|基于|如|像|：|的)+"
)
_ZH_TAIL = re.compile(
    r"(?:为代表的.*|(?:这)?(?:两|三|四|五|几)(?:者|个|种|家|大|款|类|国|套).*|之间.*|各自.*|[吧呢吗啊呀]+|等.{0,6}|"
    r"进行.*|展开.*|哪个.*|谁.*|有(?:何|什么|哪些).*|更.*|"
    r"方面.*)$"
)
_AFFIX = re.compile(
    r"^(?:以|如|像|开源|闭源|开放|封闭|国产|国内|国外|美国的?|中国的?|法国的?|人工智能|AI|大模型|平台|公司|厂商|企业|"
    r"社区|生态|的|商业|旗下|\s)+"
    r"|(?:\s|公司|平台|生态(?:系统|体系|圈)?|社区|大?模型|系列|官方|集团|实验室|的)+$|(?:\s(?:ecosystems?|platforms?|"
    r"models?|company|companies|"
    r"community))+$",
    re.IGNORECASE,
)
_EN_HEAD = re.compile(r"^(?:(?:the|an?|both|between|of|either|do|does|did|can)\s)+", re.IGNORECASE)
_EN_TAIL = re.compile(
    r"(?:'s)?\s(?:ecosystems|platforms|models|companies|databases|frameworks|languages|systems|approaches|clouds|"
    r"tools)$",
    re.IGNORECASE,
)


def find(flat: str, title: tuple[int, int] | None, hidden: str, everywhere: str) -> list[Found[Subject]]:
    """Return the subjects in the order of the text.

    `flat` is the flattened commission; in `hidden` title, sections, lengths, sources and prohibitions are hidden,
    in `everywhere` all of them but the sections. Tried in turn until there are two, or as many as it says
    ("三个平台"): lists after "compare" and the like; pointers to the document and the image; platforms named; the
    same in the title and in the sections.
    """
    expected = 2
    inside = " " * title[0] + flat[title[0] : title[1]] if title else ""
    found: list[Found[Subject]] = []
    for passage in (hidden, inside, everywhere):
        for items in _lists(passage):
            named, count = _subjects(flat, passage, items)
            expected = max(expected, count)
            if len(named) > 1 or any(_certain(item.value) for item in named):
                found = _merge(found, named)
            if len(found) >= expected:
                return _several_images(hidden, sorted(found, key=lambda item: item.start))
        if passage is hidden:
            found = _merge(found, _pointers(flat, hidden))
        if len(found) < expected:
            found = _merge(found, _mentioned(passage))
        if len(found) >= expected:
            break
    if len(found) < 2 and title:  # a bare pair: "Two roads to orbit: SpaceX and Blue Origin"
        named, _ = _subjects(flat, inside, _split(inside, max(title[0], inside.rfind(":") + 1), title[1]))
        found = _merge(found, named if len(named) > 1 else [])
    return _several_images(hidden, sorted(found, key=lambda item: item.start))


_IMAGES = re.compile(
    r"(?P<n>[两二三四五]|\d)(?:张|幅|个) ?(?:图|照片|截图|logo)|(?P<e>two|both|three|four)(?: \w+)? (?:images|"
    r"pictures|logos|photos)",
    re.IGNORECASE,
)


def _several_images(hidden: str, found: list[Found[Subject]]) -> list[Found[Subject]]:
    """Repeat the pointer to the image for each further image that the commission speaks of."""
    said = _IMAGES.search(hidden)
    pointer = next((item for item in found if item.value.origin == "image"), None)
    if not said or not pointer:
        return found
    count = {"both": 2}.get((said["e"] or "").casefold()) or number(said["n"] or said["e"])
    place = found.index(pointer)
    return [*found[:place], *[pointer] * min(count, 5), *found[place + 1 :]]


def _certain(subject: Subject) -> bool:
    return subject.origin != "text" or platforms.find(subject.name) is not None


def _merge(found: list[Found[Subject]], more: list[Found[Subject]]) -> list[Found[Subject]]:
    """Add what is not there yet: one pointer to the image, one to the document, each name once."""
    merged = list(found)
    for item in more:
        subject = item.value
        if any(_same(subject, other.value) for other in merged):
            continue
        merged.append(item)
    return merged


def _same(one: Subject, other: Subject) -> bool:
    if not (one.name and other.name):
        return not one.name and not other.name and one.origin == other.origin
    first, second = platforms.find(one.name), platforms.find(other.name)
    if one.origin != other.origin and first and first is second:
        return True
    return (
        one.name.casefold() == other.name.casefold() or other.name in one.name.split() or one.name in other.name.split()
    )


def _lists(hidden: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the spans of each list of things compared, in order of trust."""
    for verb in _VERB.finditer(hidden):
        yield _after_verb(hidden, verb.end())
    for match in _VERSUS.finditer(hidden):
        yield _split(hidden, _last_name(hidden, match.start(), match.end("a")), match.end())
    for pattern in (_QUOTED_PAIR, _ABOUT_ZH):
        for match in pattern.finditer(hidden):
            yield _split(hidden, *match.span("list"))
    for match in _DIFFER_ZH.finditer(hidden):
        yield _before_differ(hidden, match.start())
    for pattern in (_DIFFER_EN, _CHOICE, _AFTER_TITLE):
        for match in pattern.finditer(hidden):
            yield _split(hidden, *match.span("list"))


def _before_differ(hidden: str, end: int) -> list[tuple[int, int]]:
    """Return the items of "A 与 B" before 的差异, 对比 and the like at `end`."""
    start = max(0, end - LONGEST_CLAUSE)
    for mark in _CLAUSE_START.finditer(hidden, start, end):
        start = mark.end()
    words = hidden[start:end]
    if _VERB.search(words) or re.match("围绕|从|在|就|针对", words):
        return []  # read above, or axes
    if place := re.search(r"(?<!存)(?<!现)(?<!潜)在(?!线|职|校|家|岸|轨)|从|就|围绕", words[1:]):
        end = start + 1 + place.start()
    if head := _ZH_HEAD.match(hidden[start:end]):
        start += head.end()
    end = start + len(_TOPIC.sub("", hidden[start:end]))
    return _split(hidden, start, end) if re.search(_JOINT, hidden[start:end], re.IGNORECASE) else []


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
        if rest and _GENERIC.match(hidden[start:end].strip() or "以下两个"):
            lines = re.split(r"\n\s*\n|。|(?<!\d)\.(?=\s|$)", rest[0])[0]
            return [(start, end), *_split(hidden, after, after + len(lines))]
    if hidden[start:end].lower().startswith("the ") and (
        of := re.search(r" (?:of|between) (?=.* (?:and|vs|versus) |.*,)", bare[: end - start])
    ):
        start += of.end()  # "compare the cost and comfort of A and B"
    return _split(hidden, start, end)


_ITEM_MARKS = re.compile(
    r"\n\s*(?:\(?\d{1,2}[.)、](?!\d)\s?|[-*•]\s)?|(?<!\S)\(?\d{1,2}[.)、](?!\d)\s?|[①-⑨]|^[一二三四五六七八九十]{1,2}、"
)
_FIRST_JOINT = re.compile(r"\s(?:and|or|vs\.?|versus)\s|与|和|及|跟|同|、|\bvs\b", re.IGNORECASE)
_CLAUSE = re.compile(r",(?!\s?(?:以及|和|与|及|and |or |[A-Z]))|\s(?:to|with|against)\s")


def _split(hidden: str, start: int, end: int) -> list[tuple[int, int]]:
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


_KIND = re.compile(r"[㐀-鿿]{2,10} (?=[A-Za-z])")


def _subjects(flat: str, hidden: str, spans: list[tuple[int, int]]) -> tuple[list[Found[Subject]], int]:
    """Return the subjects that the items of one list name, and the number it says there are."""
    found: list[Found[Subject]] = []
    expected = 0
    possessive = bool(spans) and "的" in hidden[slice(*spans[0])]
    for position, (start, end) in enumerate(spans):
        item = hidden[start:end]
        if HIDDEN in item:
            if re.search(r"[《]", flat[start:end]):
                item = flat[start:end]
            else:
                continue
        if re.search(_IMAGE, item, re.IGNORECASE) and not _find_platform(item):
            found.append(_found(Subject(name="", origin="image", words=item, resolved=False), start, end))
            continue
        if document := _document(flat, start, end):
            found.append(document)
            continue
        if generic := _GENERIC.match(item):
            if count := generic["n"] or generic["e"]:
                expected = {"both": 2}.get(count.casefold()) or number(count)
            continue
        last = position == len(spans) - 1
        prefix = _KIND.match(item)
        if prefix and all(hidden[a].isascii() for a, _ in spans if a != start):
            start, item = start + prefix.end(), item[prefix.end() :]  # "开源许可证 GPL、MIT": the kind is no name
        subject = _named(item, start, possessive=possessive)
        if subject and not any(_same(subject.value, other.value) for other in found):
            found.append(subject)
        if last or re.search(r"的(?:.*的)?", item) and not possessive and position:
            break  # what follows "B 的" are axes
    return found, expected


def _found(subject: Subject, start: int, end: int) -> Found[Subject]:
    return Found(value=subject, start=start, end=end)


def _named(item: str, start: int, *, possessive: bool) -> Found[Subject] | None:
    """Return the subject that a list item names, without the words around the name."""
    begin, end = 0, len(item)
    if head := _EN_HEAD.match(item) or _ZH_HEAD.match(item):
        begin = head.end() if head.end() < end else 0
    if tail := _ZH_TAIL.search(item, begin):
        end = tail.start() if tail.start() > begin else end
    if possessive and item.count("的", begin, end) > 1:
        end = item.index("的", item.index("的", begin) + 1)
    elif not possessive and (of := item.find("的", begin, end)) > begin:
        end = of
    if (tail := _EN_TAIL.search(item, begin, end)) and item[begin].isupper():
        end = tail.start()
    aliases: tuple[str, ...] = ()
    if bracket := re.search(r"\s?\(([^()]{1,40})\)$", item[begin:end]):
        aliases = (bracket[1].strip(),)
        end = begin + bracket.start()
    begin, end = trim(item, begin, end, " \n,;:、.-*•“”\"'")
    name = item[begin:end]
    if mention := _find_platform(name):
        begin, end = begin + mention[0], begin + mention[1]
        name = item[begin:end]
    if not name or len(name) > LONGEST_NAME or not re.search(r"[^\W_]", name):
        return None
    return _found(Subject(name=name, origin="text", words=name, aliases=aliases), start + begin, start + end)


def _find_platform(words: str) -> tuple[int, int] | None:
    """Return the span of the platform that `words` are about, if nothing but general words stand around it."""
    mentions = platforms.mentions(words)
    if not mentions or len({mention.platform.name for mention in mentions}) > 1:
        return None
    start, end = mentions[0].start, mentions[-1].end
    before, after = words[:start].strip(), words[end:].strip()
    for rest in (before, after):
        if rest and _AFFIX.sub("", rest) and not rest.startswith("为代表"):
            return None
    return start, end


def _document(flat: str, start: int, end: int) -> Found[Subject] | None:
    """Return the subject of a document that the commission says is attached, if the span points to one."""
    match = _DOCUMENT_POINTER.search(flat, start, end)
    if not match:
        return None
    inner = next((group for group in ("x", "y", "x2", "x3") if (match[group] or "").strip()), None)
    if inner:
        mentions = platforms.mentions(match[inner])
        if mentions:
            mention = mentions[0]
            return _found(
                Subject(name=document_name(mention), origin="document", words=match[0]),
                match.start(),
                match.end(),
            )
        name = re.sub(
            r"^(?:关于|有关|the|an?|on|of)\s?|\s?(?:的|技术|研究)$",
            "",
            match[inner].strip(),
            flags=re.IGNORECASE,
        )
        if re.search(r"[A-Z]", name) and len(name) <= LONGEST_NAME and not re.fullmatch("(?i:pdf|the)", name):
            return _found(Subject(name=name, origin="document", words=match[0]), match.start(), match.end())
    return _found(Subject(name="", origin="document", words=match[0], resolved=False), match.start(), match.end())


def document_name(mention: platforms.Mention) -> str:
    """Return the name of the side that a document stands for: its maker and its product, "OpenAI GPT-4"."""
    product = re.sub(r"\s?(?:技术报告|Technical Report)$", "", mention.words, flags=re.IGNORECASE)
    platform = mention.platform
    if platform.name.casefold() in product.casefold() or re.search("[㐀-鿿]", product):
        return product
    return f"{platform.name} {product}"


def _pointers(flat: str, hidden: str) -> list[Found[Subject]]:
    """Return the subjects that the commission only points to: in the document, in the image."""
    found: list[Found[Subject]] = []
    for match in _DOCUMENT_POINTER.finditer(hidden):
        if document := _document(flat, *match.span()):
            found = _merge(found, [document])
    for match in _IMAGE_POINTER.finditer(hidden):
        start, end = match.span()
        found = _merge(
            found,
            [_found(Subject(name="", origin="image", words=flat[start:end], resolved=False), start, end)],
        )
    return sorted(found, key=lambda item: item.start)


def _mentioned(passage: str) -> list[Found[Subject]]:
    """Return each platform that the passage names, once, where it is named first."""
    found: dict[str, Found[Subject]] = {}
    for mention in platforms.mentions(passage):
        subject = Subject(name=mention.words, origin="text", words=mention.words)
        found.setdefault(mention.platform.name, _found(subject, mention.start, mention.end))
    return list(found.values())


def document_spans(flat: str) -> list[tuple[int, int]]:
    """Return where the commission speaks of a document that comes with it."""
    return [match.span() for match in _DOCUMENT_POINTER.finditer(flat)]


def points_to_document(before: str) -> bool:
    """Tell whether the words before a name say that it is that of an attached document."""
    given = rf"{_GIVEN}(?:的|了|中的?|里的?)?(?:那份|这份|一份|一篇)? ?$|{_PAPER} ?[(:]?$"
    return re.search(given, before, re.IGNORECASE) is not None and not re.search(r"(?:写|形成|撰).{0,8}$", before)


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
_AXES_OF_THEM = re.compile(rf"(?:{_GENERIC.pattern})[^,。;\n]{{0,12}}?的", re.IGNORECASE)


def axes(hidden: str, named: list[Found[Subject]]) -> list[Found[str]]:
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
    compare = list(_VERB.finditer(hidden))
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
            if (near or differ) and axes_like and not _GENERIC.fullmatch(words):
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
        if not words or len(words) > LONGEST_NAME or HIDDEN in words or _GENERIC.fullmatch(words):
            continue
        if re.fullmatch(r"(?:差异|异同|区别|不同|对比|比较|优劣|differences?|similarities)", words, re.IGNORECASE):
            continue
        found.append(Found(value=words, start=item_start, end=item_end))
    return found
