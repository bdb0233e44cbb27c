"""What a commission wants compared, and where each subject is named: in the text, a document or an image."""

import re
from dataclasses import dataclass

from generator import platforms
from generator.commission import compared
from generator.commission.phrases import HIDDEN, Found, number, trim

LONGEST_NAME = 60
"""Characters; what is longer is a clause, not a name."""
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
_IMAGES = re.compile(
    r"(?P<n>[两二三四五]|\d)(?:张|幅|个) ?(?:图|照片|截图|logo)|(?P<e>two|both|three|four)(?: \w+)? (?:images|"
    r"pictures|logos|photos)",
    re.IGNORECASE,
)
_KIND = re.compile(r"[㐀-鿿]{2,10} (?=[A-Za-z])")


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
        for items in compared.lists(passage):
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
        named, _ = _subjects(flat, inside, compared.split(inside, max(title[0], inside.rfind(":") + 1), title[1]))
        found = _merge(found, named if len(named) > 1 else [])
    return _several_images(hidden, sorted(found, key=lambda item: item.start))


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
        if generic := compared.GENERIC.match(item):
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
    if head := _EN_HEAD.match(item) or compared.ZH_HEAD.match(item):
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
