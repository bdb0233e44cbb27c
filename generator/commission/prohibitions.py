"""What a commission forbids: sources, topics, elements, persons; and whether a source breaches it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.commission.periods import Period
from generator.commission.phrases import HIDDEN, Found, one_line, split_list, trim
from generator.language import tokens
from generator.language.text import has_han

NOT = re.compile(
    r"(?:不得|(?<!要)不要|(?<!能)不能|(?<!可)不可以?|不应|不许|(?<!准)不准|不宜|禁止|严禁|切勿|请勿|勿|避免|杜绝|排除|剔除|"
    r"无需|不需要?|不用|不必|无须|(?<![区差特分级类性个判识鉴辨告派])别(?!的|人|处|名|称|墅|国))(?P<x>[^,。;\n]{1,80})"
    r"|\b(?:do not need|don't need|no need for|do not|don't|must not|mustn't|should not|shouldn't|may not|never|"
    r"avoid(?:ing)?|exclud(?:e|ing)|refrain from|without) "
    r"(?P<y>[^,.;\n]{1,120}(?:, (?:or |and |nor )?[^,.;\n]{1,30}){0,5})"
    r"|(?P<w>图表|插图|图片|表格|列表|脚注|表情)(?:就|都|一律|可以?)?(?:不要|不用|不需要|不必|免了|省略|略去)"
    r"(?=[了吧,。;\n]|$)"
    r"|(?:please|,|:|;|\.|\band) no (?P<v>(?!more|less|fewer|longer|later|need|matter|problem|doubt|one|idea|rush|"
    r"hurry|worries|reply|limit|such|other|point|way)[a-z][^,.;:\n]{2,40}(?=[,.;\n]|$))"
    r"|\bno (?P<z>(?:tables?|charts?|figures|diagrams|bullet(?:s| points| lists?)?|lists|emojis?|footnotes?|"
    r"first[- ]person|second[- ]person|blogs?|blog posts|wikipedia|social media|press releases|"
    r"marketing language)\b[^,.;\n]{0,40})",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:哪[些里儿个种]?|什么|谁|何[时处])[㐀-鿿]{0,4}$|"
    r"\b(?:what|who|which|where|when|why|how|whether)(?: (?!and\b|but\b|so\b)[\w']+){1,4} $",
    re.IGNORECASE,
)
"""Before what is asked, and not forbidden: 哪里不能放, "what we must never store"."""
_IS_ASKED = re.compile(r"[^,。;:!?\n]{0,60}[吗么嘛]\?")
_WISHED = re.compile("(?:可以|可否|能否|能|请|麻烦|希望)[^,。;:!?]*$")
"""Before what is wished and not asked: 可以不要表格吗?"""
_USE = re.compile(
    r"^(?:再|直接|大量|擅自|以任何形式)?(?P<cite>引用|参考|采信|援引|依据|转引|cit(?:e|ing)|quot(?:e|ing)|"
    r"rely(?:ing)? on|referenc(?:e|ing))?(?P<use>使用|采用|出现|包含|含有|用|us(?:e|ing)|includ(?:e|ing)|add(?:ing)?|"
    r"mention(?:ing)?)?(?:任何|来自|any|from)?\s?",
    re.IGNORECASE,
)
_SOURCE_KIND = re.compile(
    r"百科|wiki|知乎|微博|博客|\bblogs?|自媒体|公众号|论坛|贴吧|社交媒体|小红书|抖音|reddit|quora|medium\b|csdn|简书|"
    r"豆瓣|新闻稿|媒体报道|营销|软文|二手|预印本|preprint|press release|news|forum|social media|tweets?|twitter|"
    r"youtube|网站|网页|来源|资料|文献|\.com|\.org|\.cn|sources?$|papers?$|articles?$",
    re.IGNORECASE,
)
_ELEMENTS = {
    "table": r"表格|tables?\b",
    "chart": r"图表|插图|配图|^图$|^图片|charts?\b|figures?\b|diagrams?\b|images?\b",
    "list": r"列表|项目符号|[分列]点|条目|bullet|\blists?\b",
    "emoji": r"表情|emoji",
    "footnote": r"脚注|footnotes?",
}
ELEMENT = re.compile("|".join(_ELEMENTS.values()), re.IGNORECASE)
PERSON = re.compile(r"第[一二]人称|first[- ]person|second[- ]person|“我们”|\bI\b and|personal pronouns", re.IGNORECASE)
_COLLOQUIAL = re.compile(r"口语|俚语|网络用语|informal|colloquial|slang|casual", re.IGNORECASE)
_ANTECEDENT = re.compile(r"^(?:少于|超过|低于|多于|高于|依赖|仅|只|忽视|忽略|遗漏|be |exceed|more|less|fewer)")


_NEED_NOT = re.compile(r"无需|不需|不用|不必|无须|do not need|don't need|no need", re.IGNORECASE)
"""What need not be is not forbidden, but for elements: 不用表格."""
_POLITE = re.compile(
    r"^(?:再)?(?:问|客气|担心|着急|介意|嫌|管|麻烦|见怪|有顾虑|急|怕|长篇大论|太长|写得?太长|太多|太正式|那么正式|"
    r"过于正式|让人|搞[混错]|混|超过|少于|低于|多于|ask|hesitate|worry|matter|mind|bother|forget|wait|know|"
    r"think|want|care|have to|"
    r"make it too|be too|sound too|write too|exceed)",
    re.IGNORECASE,
)
_PUZZLED = re.compile(
    r"(?:(?:really|quite|fully|yet|even) )?(?:get|understand|see|know|grasp|follow|remember) (?:the difference|"
    r"(?:how|what|why|whether|if|which|where|when|who)\b)|(?:理解|明白|分清|分辨|区分|搞懂|弄懂)",
    re.IGNORECASE,
)
"""What somebody does not understand is asked, and not forbidden: "I still don't get how A differs from B"."""
_TOLD = re.compile(
    r"(?:who|that|which|have|has|had|i|we|they|people|is|are|was|were|matters?|prices?)\s?$", re.IGNORECASE
)
"""Before "never", "don't": what is told and not asked: "people who have never heard of it"."""
_CASE = re.compile(r"\b(?:if|where(?:ver)?|when(?:ever)?|unless) [^,.;:?!\n]*$", re.IGNORECASE)
"""Before "don't" that says in which case something else is to be done: "if the guides don't say"."""
_WRITING = re.compile(
    r"\b(?:writ|explain|describ|summar|compar|draft|answer|report|brief|memo|note|overview|page|words?\b|text|paper|"
    r"paragraph|list|table|handout|plain|simpl)|^[^\w]*$",
    re.IGNORECASE,
)
"""Before "without …" that is asked of the text."""
_HAVE = re.compile(r"\b(?:have|has|had|is|are|got|with)\b[^.;:!?]*$", re.IGNORECASE)
"""Before "and no …": "we have a data manager and no developers"."""
_UNCOUNTED = re.compile(
    r"excluding (?:the )?(?:tables?|references|bibliography|appendi\w+|abstract|title|notes)", re.IGNORECASE
)
"""What a length leaves out: "1,500 words, excluding the table"."""
_MANNER = re.compile(r"语气|口吻|腔|风格|文风|tone|style|语言$", re.IGNORECASE)


LONGEST_WHOLE = 3
"""Letters up to which a name must be a whole word to be found in another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """By what names a source goes."""

    title: str
    path: str
    others: tuple[str, ...] = ()
    """Its address and its publisher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prohibition:
    """Something the report must not do."""

    kind: str
    """"source": no source whose title, address or path holds `value`, which ends in "/" where it is a folder; "topic":
    no source that is called by it and by no subject, and no sentence that names it; "element": no `value` in the report
    ("table", "chart", "list", "emoji", "footnote"); "person": no first or second person; "other": free text, not
    enforced."""
    value: str
    words: str


def find(
    plain: str, flat: str, query: str
) -> tuple[list[Found[Prohibition]], tuple[int, int] | None, list[tuple[int, int]]]:
    """Return the prohibitions, the span of one that asks for a formal register, and the spans of all."""
    found: list[Found[Prohibition]] = []
    spans: list[tuple[int, int]] = []
    formal = None
    for match in NOT.finditer(plain):
        group = next(name for name in "xyzvw" if match[name])
        start, end = match.span(group)
        words = plain[start:end]
        read_already = HIDDEN * 2 in words and "《" not in flat[start:end]
        if (read_already or _ANTECEDENT.match(words)) and not _source_object(plain, flat, start, end):
            continue
        if _PUZZLED.match(words) or re.search(r"too formal|(?:太|那么|过于)正式", words):
            continue  # the register says it
        if _IS_ASKED.match(plain, match.start()) and not _WISHED.search(
            plain[max(0, match.start() - 12) : match.start()]
        ):
            continue  # 男生不能请是真的吗?
        manner = match[0].casefold().startswith("without")
        if not manner and _ASKED.search(plain[max(0, match.start() - 40) : match.start()]):
            continue
        sentence = re.search(r"[^.;!?\n]*$", plain[max(0, match.start() - 200) : match.start()])
        if manner and not _WRITING.search(sentence[0]):
            continue  # "how to find north without a compass"
        spans.append(match.span())
        if (
            _UNCOUNTED.match(match[0])
            or _POLITE.match(words)
            or re.search("什么|哪|谁", words)  # a question: 哪些不能做
            or plain[: match.start()].endswith(("哪些", "什么", "谁"))
            or _CASE.search(plain[max(0, match.start() - 60) : match.start()])
            or _TOLD.search(plain[max(0, match.start() - 12) : match.start()])
            or match["v"]
            and _HAVE.search(plain[max(0, match.start() - 80) : match.start()])
        ):
            continue
        if _NEED_NOT.match(match[0]):
            found += [item for item in _objects(flat, query, match, start, end) if item.value.kind == "element"]
            continue
        if _COLLOQUIAL.search(words):
            formal = match.span()
            continue
        if re.search(r"(?:19|20)\d\d", words) and re.search(r"以前|之前|before|earlier|older", words, re.IGNORECASE):
            continue  # a period says it, see `periods`
        found += list(_objects(flat, query, match, start, end))
    return found, formal, spans


def _source_object(plain: str, flat: str, start: int, end: int) -> bool:
    return bool(_USE.match(plain[start:end]) and _SOURCE_KIND.search(flat[start:end]))


def _objects(flat: str, query: str, match: re.Match[str], start: int, end: int) -> Iterator[Found[Prohibition]]:
    words = flat[start:end]
    verb = _USE.match(words)
    used = start + (verb.end() if verb else 0)
    begin, close = trim(query, *match.span(), " \n,;:.")
    whole = query[begin:close]

    def one(kind: str, value: str, at: int, until: int) -> Found[Prohibition]:
        return Found(value=Prohibition(kind=kind, value=one_line(value), words=one_line(whole)), start=at, end=until)

    if PERSON.search(words):
        person = "second person" if re.search("二人称|second", words) else "first person"
        yield one("person", person, match.start(), match.end())
    spans = []
    for item_start, item_end in split_list(flat, used, end, "、,/"):
        for part in re.finditer(r"(?:(?!或者?| or | nor ).)+", flat[item_start:item_end]):
            part_start, part_end = trim(flat, item_start + part.start(), item_start + part.end())
            if lead := re.match(r"(?:或者?|or |nor |and |any |和)\s?", flat[part_start:part_end], re.IGNORECASE):
                part_start += lead.end()
            if tail := re.search(
                r"(?:等)?(?:的)?(?:内容|信息|(?<!列)条目|文章|作为(?:来源|依据|参考)|类?来源|类网站)?$|"
                r"as (?:a )?sources?$",
                flat[part_start:part_end],
            ):
                part_end = part_start + tail.start() if tail.start() else part_end
            if part_start < part_end:
                spans.append(trim(flat, part_start, part_end))
    cites = bool(verb and verb["cite"])
    uses = bool(verb and verb["use"]) or not (verb and verb.end())
    for item_start, item_end in spans:
        item = flat[item_start:item_end]
        if PERSON.search(item):
            continue
        element = next((name for name, pattern in _ELEMENTS.items() if re.search(pattern, item, re.IGNORECASE)), None)
        if element and len(item) <= 20 and not cites:
            yield one("element", element, item_start, item_end)
        elif titled := re.match(r"《([^《》]{1,120})》", query[item_start:item_end]):
            yield one("source", titled[1], item_start, item_end)
        elif (cites or uses) and not _MANNER.search(item) and len(item) <= 40 and (cites or _SOURCE_KIND.search(item)):
            yield one("source", query[item_start:item_end].strip(), item_start, item_end)
        else:
            yield one("other", whole, begin, close)
            return


def breach(
    found: Iterable[Prohibition],
    times: Iterable[Period],
    named: Named,
    dated: str,
    today: str,
    subjects: Iterable[str],
) -> str | None:
    """Return the commission's words that forbid a source that is named so, or None.

    `dated`: the source's date, ISO, "" when it has none: then no period forbids it. `today`: date of the report.
    `subjects`: their names; a source that is titled by one of them is not left out for its topic.
    """
    for prohibition in found:
        if leaves_out(prohibition, named, subjects):
            return prohibition.words
    for period in times:
        since = period.since or (f"{int(today[:4]) - period.years}{today[4:]}" if period.years else None)
        until = period.until
        if dated and ((since and dated[: len(since)] < since) or (until and dated[: len(until)] > until)):
            return period.words
    return None


_BESIDE = re.compile(
    r"\b(?:and|or|vs|versus|beside|with|to|from|against|than)\b|[与和跟同及或、&/]|对比|比较", re.IGNORECASE
)
"""What a title has between things that it sets beside each other."""


def leaves_out(one: Prohibition, named: Named, subjects: Iterable[str]) -> bool:
    """Tell whether a prohibition forbids a source that is named so; `subjects`: names, as for `breach`."""
    if one.kind == "source" and one.value.endswith("/"):
        return f"/{one.value.casefold()}" in f"/{named.path.casefold()}"
    if one.kind == "source":
        return says(one.value, "\n".join((named.title, named.path, *named.others)))
    titled = one.kind == "topic" and says(one.value, f"{named.title}\n{named.path}")
    if any(says(one.value, subject) for subject in subjects):
        return False
    own = any(says(subject, named.title) for subject in subjects)  # 上海市献血条例 is on 献血, "A and B" on A as well
    return titled and not (own and _BESIDE.search(named.title))


def says(value: str, names: str) -> bool:
    """Tell whether names hold words, Latin ones from the start of a word, or what they are short for: 控烟, of a first
    line with 控制吸烟."""
    words, names = value.casefold(), names.casefold()
    if has_han(words):
        return words in names or _is_short_for(words, names)
    close = "" if len(words) > LONGEST_WHOLE else "(?![a-z0-9])"
    parts = "[ _-]".join(map(re.escape, re.split("[ _-]", words.removesuffix("s") if len(words) > 4 else words)))
    return re.search(rf"(?<![a-z0-9]){parts}{close}", names) is not None


def _is_short_for(words: str, names: str) -> bool:
    """Tell whether each character of a short Chinese name is of another of the words that follow each other there."""
    if not 2 <= len(words) <= 4:
        return False
    said = tokens.words(names.partition("\n")[0])
    rows = (said[n : n + len(words)] for n in range(len(said) - len(words) + 1))
    return any(all(one in word for one, word in zip(words, row, strict=True)) for row in rows)
