"""Subjects that a commission only points to: in the attached document, in the image."""

import re

from generator import platforms
from generator.commission.phrases import Found, number
from generator.commission.subject import LONGEST_NAME, Subject

_IMAGE = (
    r"图(?:像|片|中|里|内|上|示)|截图|照片|配图|附图|上图|下图|(?<![a-z])(?:logo|image|picture|photo|photograph|"
    r"screenshot)s?(?![a-z])"
    r"|标志|标识|徽标|商标(?![法权注])"
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
_IMAGES = re.compile(
    r"(?P<n>[两二三四五]|\d)(?:张|幅|个) ?(?:图|照片|截图|logo)|(?P<e>two|both|three|four)(?: \w+)? (?:images|"
    r"pictures|logos|photos)",
    re.IGNORECASE,
)

_MODEL = re.compile(
    r"》? ?(?:的|中的)?(?:写法|格式|体例|结构|风格|模板|样式|行文|数据|材料|资料|与公开|和公开)| ?(?:'s)? (?:format|"
    r"style|structure|layout|template)"
)
"""After a document that is a model for the text, or material, and no subject."""


def several_images(hidden: str, found: list[Found[Subject]]) -> list[Found[Subject]]:
    """Repeat the pointer to the image for each further image that the commission speaks of."""
    said = _IMAGES.search(hidden)
    pointer = next((item for item in found if item.value.origin == "image"), None)
    if not said or not pointer:
        return found
    count = {"both": 2}.get((said["e"] or "").casefold()) or number(said["n"] or said["e"])
    place = found.index(pointer)
    return [*found[:place], *[pointer] * min(count, 5), *found[place + 1 :]]


def document(flat: str, start: int, end: int) -> Found[Subject] | None:
    """Return the subject of a document that the commission says is attached, if the span points to one."""
    match = _DOCUMENT_POINTER.search(flat, start, end)
    if not match:
        return None
    inner = next((group for group in ("x", "y", "x2", "x3") if (match[group] or "").strip()), None)
    if inner:
        mentions = platforms.mentions(match[inner])
        if mentions:
            mention = mentions[0]
            return _at(
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
            return _at(Subject(name=name, origin="document", words=match[0]), match.start(), match.end())
    return _at(Subject(name="", origin="document", words=match[0]), match.start(), match.end())


def document_name(mention: platforms.Mention) -> str:
    """Return the name of the side that a document stands for: its maker and its product, "OpenAI GPT-4"."""
    product = re.sub(r"\s?(?:技术报告|Technical Report)$", "", mention.words, flags=re.IGNORECASE)
    platform = mention.platform
    if platform.name.casefold() in product.casefold() or re.search("[㐀-鿿]", product):
        return product
    return f"{platform.name} {product}"


def document_spans(flat: str) -> list[tuple[int, int]]:
    """Return where the commission speaks of a document that comes with it."""
    return [match.span() for match in _DOCUMENT_POINTER.finditer(flat)]


def points_to_document(before: str) -> bool:
    """Tell whether the words before a name say that it is that of an attached document."""
    given = rf"{_GIVEN}(?:的|了|中的?|里的?)?(?:那份|这份|一份|一篇)? ?$|{_PAPER} ?[(:]?$"
    return re.search(given, before, re.IGNORECASE) is not None and not re.search(r"(?:写|形成|撰).{0,8}$", before)


def shows_image(words: str) -> bool:
    """Tell whether words speak of a picture."""
    return re.search(_IMAGE, words, re.IGNORECASE) is not None


def pointers(flat: str, hidden: str) -> list[Found[Subject]]:
    """Return the subjects that the commission only points to: in the document, in the image; each once."""
    found: list[Found[Subject]] = []
    for match in _DOCUMENT_POINTER.finditer(hidden):
        if _MODEL.match(flat, match.end()):
            continue
        if (one := document(flat, *match.span())) and not any(other.value.origin == "document" for other in found):
            found.append(one)
    for match in _IMAGE_POINTER.finditer(hidden):
        start, end = match.span()
        if not any(other.value.origin == "image" for other in found):
            found.append(_at(Subject(name="", origin="image", words=flat[start:end]), start, end))
    return sorted(found, key=lambda item: item.start)


def _at(subject: Subject, start: int, end: int) -> Found[Subject]:
    return Found(value=subject, start=start, end=end)
