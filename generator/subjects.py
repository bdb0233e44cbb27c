"""What a commission wants compared, where each subject is named, and along which axes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator import platforms
from generator.phrases import HIDDEN, NUMBER, Found, number, outside_brackets, split_list, trim

LONGEST_NAME = 60
"""Characters; what is longer is a clause, not a name."""
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
    r"图(?:像|片|中|里|内|上|示)|截图|照片|配图|附图|上图|下图|(?<![a-z])(?:logo|image|picture|photo|photograph|screenshot)s?(?![a-z])"
    r"|标志|标识|徽标|商标"
)
_PICTURE = r"(?:图(?:像|片)|截图|照片|附图|上图|下图|图(?=[中里内上示])|(?<![a-z])(?:image|picture|photo|photograph|screenshot|logo)s?(?![a-z]))"
_THING = (
    r"(?:平台|品牌|公司|企业|产品|机构|组织|工具|系统|软件|生态|主体|对象|标识|标志|徽标|商标|社区|厂商|模型"
    r"|(?<![a-z])(?:platform|brand|company|vendor|product|organi[sz]ation|logo|firm|tool|service|provider|one|project|community)s?(?![a-z]))"
)
_IMAGE_POINTER = re.compile(
    rf"(?:{_PICTURE})[^,。;:\n]{{0,16}}?{_THING}(?:的(?:视觉)?(?:标识|标志|徽标|logo))?"
    rf"|{_THING}[^,。;:\n]{{0,30}}?(?:{_PICTURE})(?![表])",
    re.IGNORECASE,
)
_PAPER = (
    r"(?:技术报告|研究报告|报告|白皮书|论文|文档|手册|文件|系统卡|PDF|附件"
    r"|(?<![a-z])(?:technical report|white ?paper|system card|paper|report|pdf|document|manual|file|attachment)s?(?![a-z]))"
)
_GIVEN = r"(?:提供|上传|附上|附带|随附|所附|给出|给定|附件|发送|附(?=的)|attached|enclosed|provided|uploaded|supplied|accompanying)"
_DOCUMENT_POINTER = re.compile(
    rf"{_GIVEN}(?:的|了|中的?|里的?)?(?:那份|这份|一份|一篇)? ?(?P<x>[^,。;:\n“”]{{0,40}}?) ?{_PAPER}"
    rf"|(?:the|my|our|an?) (?P<x2>[^,.;:\n]{{0,40}}?) ?{_PAPER} (?:(?:that|which) )?(?:(?:I|we)(?: have|'ve)? )?(?:{_GIVEN}|attach|provide|upload)"
    rf"|(?:I|we)(?: have)? (?:attach|provide|upload|enclose|supply)(?:ed)? (?:the|an?|our|my) (?P<x3>[^,.;:\n]{{0,40}}?) ?{_PAPER}"
    rf"|(?P<x4>)(?:PDF|附件|文档|论文)(?:中|里|内)?(?:所)?(?:述|描述|介绍|提到|涉及|讨论)?的?{_THING}"
    rf"|(?P<x5>){_THING} (?:described|discussed|presented|introduced|covered|named) in (?:the|my) (?:attached )?{_PAPER}",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:这|上述|该|以上|以下|下列|如下)?(?:(?P<n>[两二三四五六七八九]|\d)(?:大|个|种|家|款|类|者|套|方|座|项)|几(?:大|个|种|家|款)|双方|二者|彼此|它们|他们)"
    r"|(?:(?:the|these|those|all|following) ){0,3}(?P<e>two|three|four|five|six|both)\b|(?:these|those|them|both|each other)\b"
    r"|(?:the )?following\b|(?:不同|各|主要|主流|相关|多个|若干)(?:的)?|(?:them|it)$",
    re.IGNORECASE,
)

_COMPARE_ZH = (
    r"(?:对比分析|比较分析|对比研究|比较研究|对比|比较|对照|评测|横评)"
    r"(?!的?(?:简报|报告|文章|综述|表|图|度|维度|结果|框架|性|内容|部分|章节|方法|对象|项|数据|分析|研究|角度|稿|材料|大|小|好|多|高|低))"
)
_COMPARE_EN = (
    r"(?:compar(?:e|es|ing|isons? (?:of|between)|ative (?:study|analysis|report|brief(?:ing)?|review) (?:of|on))"
    r"|contrast(?:s|ing)?|differences? between|(?:choose|choosing|decide|deciding) between|trade-?offs between)"
)
_VERB = re.compile(
    rf"{_COMPARE_ZH}(?:一下|了)?(?:以下|下列)?|(?<![a-z]){_COMPARE_EN}(?: and contrast(?:ing)?)?(?= )",
    re.IGNORECASE,
)
_LIST_END = re.compile(
    r"[。;\n!?:]|\.(?=\s|$)|(?<!存)(?<!现)(?<!潜)在(?!线|职|校|家|岸|轨)|(?:之间|各自|两者|二者|分别|这[两三几])|从(?=[^,。]{1,60}(?:方面|维度|角度|层面|视角|出发))"
    r"|,? (?:in terms of|with respect to|with regard to|regarding|as regards|on|across|along|focus(?:ing|ed)?|covering|in|for|from|based on|"
    r"using|by|as an?|when|where|so that|which|that)(?= )|, ?(?:并|形成|撰写|写|说明|围绕|就|侧重|重点|聚焦|着重|给出|输出|要求|分析|指出|提出|字数|全文|请|用|以)"
    r"|,? (?:and|then|to|please) (?=(?:write|produce|explain|discuss|recommend|give|provide|summari|highlight|draft|prepare|deliver)\w*)",
    re.IGNORECASE,
)
_JOINT = (
    r"(?:\s?(?:与|和|及|以及|跟|同|还是|/|、|对阵|相比|相对于)\s?|\s?(?<![a-z])(?:vs\.?|versus)(?![a-z])\s?)"
)
_DIFFER_ZH = re.compile(
    rf"(?P<list>[^,。;:!?\n{HIDDEN}“”《》]{{1,50}}{_JOINT}[^,。;:!?\n{HIDDEN}“”《》]{{1,40}}?)"
    r"(?:两者|二者|两种\w{0,4}|两国|两大\w{0,6})?(?:之间)?(?:的|有(?:何|什么|哪些))?(?:主要|技术|生态)?"
    r"(?:对比|比较|差异|异同|区别|优劣|不同|之争|孰优孰劣|哪个更|谁更|如何选择)",
    re.IGNORECASE,
)
_VERSUS = re.compile(
    rf"(?P<a>[^\s,。;:!?\n{HIDDEN}“”《》()](?:[^,。;:!?\n{HIDDEN}“”《》()]{{0,40}}[^\s,。;:!?\n{HIDDEN}“”《》()])?) ?"
    rf"(?<![a-z])(?:vs\.?|versus)(?![a-z]) ?(?P<b>[^,。;:!?\n{HIDDEN}“”《》()]{{1,40}})",
    re.IGNORECASE,
)
_DIFFER_EN = re.compile(
    r"(?:how|where|whether) (?P<list>[^,.;:?!\n]{1,60} and [^,.;:?!\n]{1,60}?) (?:differ|compare|diverge|stack up)",
    re.IGNORECASE,
)
_EN_SPLIT = re.compile(
    r",? (?:with|to|against|vs\.?|versus|or)(?= )|,? and(?= )|,(?!\d)|;| vs\. ?", re.IGNORECASE
)
_ZH_SPLIT = re.compile(
    r"\s?(?:以及|还是|相比于|相比|相对于|对阵|与|和|及|跟|同)\s?|[、/,;]|\s?(?<![a-z])(?:vs\.?|versus|and)(?![a-z])\s?",
    re.IGNORECASE,
)
_ZH_HEAD = re.compile(
    r"^(?:请(?:你|您)?|对|就|将|把|关于|有关|分析|研究|探讨|评估|撰写|编写|写|论|试论|针对|以|为|围绕|梳理|说明|阐述|介绍|一篇|一份|一个|我们|团队|我|想|要|需要|"
    r"了解|知道|帮|帮我|比|基于|如|像|：|的)+"
)
_ZH_TAIL = re.compile(
    r"(?:为代表的.*|(?:这)?(?:两|三|四|五|几)(?:者|个|种|家|大|款|类|国|套).*|之间.*|各自.*|等.{0,6}|进行.*|展开.*|哪个.*|谁.*|有(?:何|什么|哪些).*|更.*|方面.*)$"
)
_AFFIX = re.compile(
    r"^(?:以|如|像|开源|闭源|开放|封闭|国产|国内|国外|美国的?|中国的?|法国的?|人工智能|AI|大模型|平台|公司|厂商|企业|社区|生态|的|商业|旗下|\s)+"
    r"|(?:\s|公司|平台|生态(?:系统|体系|圈)?|社区|大?模型|系列|官方|集团|实验室|的)+$|(?:\s(?:ecosystems?|platforms?|models?|company|companies|community))+$",
    re.IGNORECASE,
)
_EN_HEAD = re.compile(r"^(?:(?:the|an?|both|between|of|either)\s)+", re.IGNORECASE)
_EN_TAIL = re.compile(
    r"(?:'s)?\s(?:ecosystems|platforms|models|companies|databases|frameworks|languages|systems|approaches|clouds|tools)$",
    re.IGNORECASE,
)


def find(flat: str, title: tuple[int, int] | None, hidden: str) -> tuple[list[Found[Subject]], int]:
    """Return the subjects in order and how many the commission speaks of (2 unless it says a number).

    `flat` is the whole flattened commission; in `hidden` title, sections and sources are hidden. Tried in turn, until
    there are enough: lists after "compare"; pointers to the document and the image; platforms named
    anywhere; the title.
    """
    expected = 2
    found: list[Found[Subject]] = []
    for items in _lists(hidden):
        named, count = _subjects(flat, hidden, items)
        expected = max(expected, count)
        if len(named) > 1 or any(
            item.value.origin != "text" or platforms.find(item.value.name) for item in named
        ):
            found = _merge(found, named)
        if len(found) >= expected:
            break
    if len(found) < expected:
        found = _merge(found, _pointers(flat, hidden))
    if len(found) < expected:
        found = _merge(found, _mentioned(flat, hidden, 0, len(flat)))
    if len(found) < expected and title:
        inside = " " * title[0] + flat[title[0] : title[1]]
        for items in _lists(inside):
            named, _ = _subjects(flat, inside, items)
            if len(named) > 1:
                found = _merge(found, named)
                break
        else:
            found = _merge(found, _mentioned(flat, inside, *title))
    return sorted(found, key=lambda item: item.start), expected


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
        one.name.casefold() == other.name.casefold()
        or other.name in one.name.split()
        or one.name in other.name.split()
    )


def _lists(hidden: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the spans of each list of things compared, in order of trust."""
    for verb in _VERB.finditer(hidden):
        yield _after_verb(hidden, verb.end())
    for pattern in (_VERSUS, _DIFFER_ZH, _DIFFER_EN):
        for match in pattern.finditer(hidden):
            start, end = match.span() if pattern is _VERSUS else match.span("list")
            if pattern is _DIFFER_ZH:
                if _VERB.search(hidden, start, end):
                    continue  # read above
                if place := re.search(
                    r"(?<!存)(?<!现)(?<!潜)在(?!线|职|校|家|岸|轨)|从|就|围绕", hidden[start + 1 : end]
                ):
                    end = start + 1 + place.start()
                head = _ZH_HEAD.match(hidden[start:end])
                start += head.end() if head else 0
            elif pattern is _VERSUS:
                start = _last_name(hidden, start, match.end("a"))
            yield _split(hidden, start, end)


def _last_name(flat: str, start: int, end: int) -> int:
    """Return where the name begins that ends at `end`: after the last word that cannot belong to it."""
    words = flat[start:end]
    if breaks := list(
        re.finditer(
            r"(?<![a-z])(?:on|of|about|between|report|compare|comparing|is|for|the|a|an) |[:、]|(?:关于|分析|撰写|一篇|一份|写|论) ?",
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
        rest = re.match(
            r"(?:\s*(?:[-*•]|\(?\d{1,2}[.)、])?\s*[^。\n]{1,80}[;\n]?){1,12}", hidden[after:limit]
        )
        if rest and _GENERIC.match(hidden[start:end].strip() or "以下两个"):
            lines = re.split(r"\n\s*\n|。", rest[0])[0]
            return [(start, end), *_split(hidden, after, after + len(lines))]
    if hidden[start:end].lower().startswith("the ") and (
        of := re.search(r" (?:of|between) (?=.* (?:and|vs|versus) |.*,)", bare[: end - start])
    ):
        start += of.end()  # "compare the cost and comfort of A and B"
    return _split(hidden, start, end)


def _split(hidden: str, start: int, end: int) -> list[tuple[int, int]]:
    bare = outside_brackets(hidden, start, end)
    han = re.search("[㐀-鿿]", bare) is not None
    pattern = re.compile(
        rf"{(_ZH_SPLIT if han else _EN_SPLIT).pattern}|\n|(?:^|\s)\(?\d{{1,2}}[.)、]\s?|①|②|③|④|⑤",
        re.IGNORECASE,
    )
    cuts = [0, *(edge for m in pattern.finditer(bare) for edge in m.span()), len(bare)]
    spans = [
        trim(hidden, start + a, start + b, " \n,;:、.-*•“”\"'")
        for a, b in zip(cuts[::2], cuts[1::2], strict=True)
    ]
    return [span for span in spans if span[0] < span[1]]


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
        if subject := _named(
            item, start, cut=not possessive and (last or len(spans) == 1), possessive=possessive
        ):
            if not any(_same(subject.value, other.value) for other in found):
                found.append(subject)
        if last or re.search(r"的(?:.*的)?", item) and not possessive and position:
            break  # what follows "B 的" are axes
    return found, expected


def _found(subject: Subject, start: int, end: int) -> Found[Subject]:
    return Found(value=subject, start=start, end=end)


def _named(item: str, start: int, *, cut: bool, possessive: bool) -> Found[Subject] | None:
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
    if tail := _EN_TAIL.search(item, begin, end):
        if item[begin].isupper():
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
    inner = next((group for group in ("x", "x2", "x3") if match[group]), None)
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
    return _found(
        Subject(name="", origin="document", words=match[0], resolved=False), match.start(), match.end()
    )


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


def _mentioned(flat: str, hidden: str, start: int, end: int) -> list[Found[Subject]]:
    found: list[Found[Subject]] = []
    seen: set[str] = set()
    for mention in platforms.mentions(hidden[:end]):
        if mention.start >= start and mention.platform.name not in seen:
            seen.add(mention.platform.name)
            found.append(
                _found(
                    Subject(name=mention.words, origin="text", words=mention.words),
                    mention.start,
                    mention.end,
                )
            )
    return found


_AXIS_LIST = r"(?P<list>[^。;\n]{1,160}?)"
_COUNT = rf"(?:等)?(?:这)?(?:{NUMBER}|几|多|若干)?(?:个|大|项)?(?:主要)?"
_AXES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"在(?!不){_AXIS_LIST}{_COUNT}(?:方面|维度|层面|角度|环节|领域|上|之间|中)(?:的|上|进行|存在|有|展开|做|之间|表现|各有|[,。;\n]|$)",
        rf"从{_AXIS_LIST}{_COUNT}(?:方面|维度|角度|层面|视角|入手|出发)",
        rf"(?:围绕|就|针对|聚焦于?|侧重于?|重点(?:关注|比较|对比|分析|考察|讨论)|着重(?:比较|分析|对比|讨论)){_AXIS_LIST}{_COUNT}"
        r"(?:方面|维度|角度|层面|问题|展开|进行|来|作|做|[,。;\n]|$)",
        r"(?:维度|方面|指标|角度|(?<![a-z])(?:axes|dimensions|criteria|aspects))"
        r"(?:包括|包含|为|是|有|如下|须含| include| are)?[: ]+(?P<list>[^。;\n]{1,160})",
        r"(?:in terms of|with respect to|with regards? to|regarding|along the (?:axes|dimensions) of|focus(?:ing|es|sed|ed)? on"
        r"|from the (?:perspectives?|viewpoints?|standpoints?) of)(?: the(?:ir)?)? (?P<list>[^.;:\n]{1,200})",
    )
)
_AXIS_CUT = re.compile(
    r"(?:,? (?:in (?:about|at|no|a|an|english|chinese|under|\d)|for (?:an?|our|the)|with (?:an?|the|references)|using|based on|and (?:write|explain|recommend|cite|produce)|"
    r"written|please|drawing|within)\b|, ?(?:形成|并|撰写|写|给出|输出|全文|字数|以|用|请|要求|结合|提出|说明|包括|分析|不)).*$",
    re.IGNORECASE | re.DOTALL,
)
_AXIS_HEAD = re.compile(
    r"^(?:\(?\d{1,2}[.)、]|[①-⑨]|其|各自的?|两者的?|双方的?|它们的?|二者的?|的|the |their |its |each one's |both )+",
    re.IGNORECASE,
)
_AXIS_TAIL = re.compile(
    r"(?:等)?(?:几|多|各|两|三|四|五|六|七|八|\d)?个?(?:方面|维度|层面|角度)?(?:上)?(?:的)?(?:主要)?(?:差异|异同|区别|不同|对比|比较|优劣)?(?:等)?$"
)


def axes(flat: str, hidden: str, named: list[Found[Subject]]) -> list[Found[str]]:
    """Return the axes that the commission wants compared, in order; () when it names none."""
    for window in _axis_windows(hidden, named):
        found = _axis_list(flat, *window)
        if found:
            return found
    return []


def _axis_windows(hidden: str, named: list[Found[Subject]]) -> Iterator[tuple[int, int]]:
    """Yield spans that may list axes, most trusted first."""
    last = max((item.end for item in named if item.value.origin != "text" or item.value.name), default=0)
    compare = list(_VERB.finditer(hidden))
    for pattern in _AXES:
        for match in pattern.finditer(hidden):
            words = match["list"]
            several = re.search(r"[、,/]|与|和|及|以及|\band\b", words)
            near = any(abs(verb.start() - match.start()) < LONGEST_LIST for verb in compare)
            if (
                near
                and (several or "方面" in match[0] or "维度" in match[0])
                and not _GENERIC.fullmatch(words)
            ):
                yield match.span("list")
    if last and (of := re.match(r"\s?(?:的|之间的|两者的)", hidden[last : last + 6])):
        # "A 与 B 的成本、碳排放和舒适度"
        start = last + of.end()
        stop = re.search(r"[。;\n]", hidden[start : start + LONGEST_LIST])
        yield start, start + (stop.start() if stop else len(hidden[start : start + LONGEST_LIST]))
    if last and (
        on := re.match(
            r"(?:'s)?(?: \w+)?,? (?:on|across|along|by|in|for)(?: the(?:ir)?)? (?!order|about|at|a |an |no )",
            hidden[last : last + 40],
            re.IGNORECASE,
        )
    ):
        start = last + on.end()
        stop = re.search(r"[.;:\n]", hidden[start : start + LONGEST_LIST])
        yield start, start + (stop.start() if stop else len(hidden[start : start + LONGEST_LIST]))
    for verb in compare:
        # "compare the cost, footprint and comfort of A and B"
        if of := re.match(
            r" the (?P<list>[^.;:\n]{1,120}?) (?:of|between) ",
            hidden[verb.end() : verb.end() + 160],
            re.IGNORECASE,
        ):
            yield verb.end() + of.start("list"), verb.end() + of.end("list")


def _axis_list(flat: str, start: int, end: int) -> list[Found[str]]:
    bare = outside_brackets(flat, start, end)
    if cut := _AXIS_CUT.search(bare):
        end = start + cut.start()
    found = []
    for item_start, item_end in split_list(flat, start, end, "、,/;"):
        words = flat[item_start:item_end]
        if head := _AXIS_HEAD.match(words):
            item_start += head.end()
        if (tail := _AXIS_TAIL.search(flat[item_start:item_end])) and tail.start():
            item_end = item_start + tail.start()
        item_start, item_end = trim(flat, item_start, item_end, " \n,;:、.*“”\"'")
        words = flat[item_start:item_end]
        if not words or len(words) > LONGEST_NAME or HIDDEN in words or _GENERIC.fullmatch(words):
            continue
        if re.fullmatch(
            r"(?:差异|异同|区别|不同|对比|比较|优劣|differences?|similarities)", words, re.IGNORECASE
        ):
            continue
        found.append(Found(value=words, start=item_start, end=item_end))
    return found
