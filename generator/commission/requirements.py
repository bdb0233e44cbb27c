"""What a commission demands besides subjects, sections and lengths.

Named sources, prohibitions, periods, a deadline, the register and extras. All functions work on the flattened
text (`phrases.flatten`), whose offsets are those of the query.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.commission.phrases import (
    HIDDEN,
    JOINT,
    NUMBER,
    STRONG_JOINT,
    Found,
    hide,
    number,
    one_line,
    split_list,
    trim,
)
from generator.errors import BriefproofError


@dataclass(frozen=True, slots=True, kw_only=True)
class Prohibition:
    """Something the report must not do."""

    kind: str
    """"source": no source whose title, address or path holds `value`; "element": no `value` in the report ("table",
    "chart", "list", "emoji", "footnote"); "person": no first or second person; "other": free text, not enforced."""
    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A time that the evidence should come from."""

    since: str | None = None
    """First year or month, "2023" or "2023-06"; None: open."""
    until: str | None = None
    """Last year, month or day, included; None: open."""
    years: int | None = None
    """"近三年", "the last three years": this many years before the date of the report."""
    words: str


# --- sources ---

PAGES = re.compile(rf"(?:{NUMBER})[ -]?(?:页(?:纸|面)?|pages?(?![a-z]))", re.IGNORECASE)
_SOURCE_LIST = re.compile(
    r"(?:资料|来源|文献|材料|数据|信源|证据|sources?|materials?|literature|evidence)(?:来源)?[^,。;\n()]{0,6}[ (,]{0,2}"
    r"(?:如|例如|比如|包括|包含|限于|仅限|such as|for example|for instance|e\.g\.|including|namely|"
    r"like)[ :,]{0,2}(?P<list>[^。;\n()]{2,160})",
    re.IGNORECASE,
)
_SOURCE_LABEL = re.compile(
    r"(?:^|[\n.。;] ?)(?:sources|资料来源|参考来源|信息来源|信源) ?: ?(?P<list>[^\n。;.]{2,160})", re.IGNORECASE
)
_SOURCE_WORDS = re.compile(
    r"官网|官方网站|官方文档|官方博客|统计年鉴|年报|财报|招股书|arXiv(?= ?(?:论文|预印本|上的|papers?|preprints?))|"
    r"GitHub(?: ?(?:生态|仓库|社区|星标|公开))? ?(?:数据|统计|指标)"
    r"|official (?:web ?)?sites?|official documentation|official docs|annual reports?|white ?papers?|GitHub (?:data|"
    r"statistics|metrics)"
    r"|peer-reviewed (?:papers|studies|articles)|analyst reports?|government statistics|行业(?:分析)?报告|学术论文|"
    r"同行评审(?:论文|"
    r"文献)|白皮书",
    re.IGNORECASE,
)
_SOURCE_QUOTED = re.compile(
    r"(?:cit(?:e|ing)|based on|draw(?:ing)? on|according to|consult|参考|引用|依据|根据) ?(?:the )?(?:report |paper |"
    r"article )?(?:“([^“”\n]{3,120})”|\"([^\"\n]{3,120})\")",
    re.IGNORECASE,
)


def breach(
    found: Iterable[Prohibition], times: Iterable[Period], names: Iterable[str], dated: str, today: str
) -> str | None:
    """Return the commission's words that forbid a source with these names (title, address, path), or None.

    `dated`: the source's date, ISO, "" when it has none: then no period forbids it. `today`: date of the report.
    """
    joined = "\n".join(names).casefold()
    for prohibition in found:
        if prohibition.kind == "source" and prohibition.value.casefold() in joined:
            return prohibition.words
    for period in times:
        since = period.since or (f"{int(today[:4]) - period.years}{today[4:]}" if period.years else None)
        until = period.until
        if dated and ((since and dated[: len(since)] < since) or (until and dated[: len(until)] > until)):
            return period.words
    return None


def sources(flat: str) -> list[Found[str]]:
    found: list[Found[str]] = []
    for match in _SOURCE_LIST.finditer(flat):
        joint = STRONG_JOINT if "、" in match["list"] else JOINT
        for start, end in split_list(flat, *match.span("list"), joint=joint):
            dated = any(pattern.search(flat[start:end]) for _, pattern in _PERIODS)
            if end - start <= 40 and HIDDEN not in flat[start:end] and not dated and not _NOT.match(flat[start:end]):
                tail = re.search(r"(?:等.{0,8}|进行.*|中的?.*)$", flat[start:end])
                end = start + tail.start() if tail and tail.start() else end
                found.append(Found(value=flat[start:end], start=start, end=end))
    for match in _SOURCE_LABEL.finditer(flat):
        spans = split_list(flat, *match.span("list"), "、,;")
        found += [Found(value=flat[a:b], start=a, end=b) for a, b in spans if HIDDEN not in flat[a:b] and b - a <= 60]
    rest = hide(flat, [(item.start, item.end) for item in found])
    found += [Found(value=match[0], start=match.start(), end=match.end()) for match in _SOURCE_WORDS.finditer(rest)]
    for match in _SOURCE_QUOTED.finditer(rest):
        group = 1 if match[1] else 2
        found.append(Found(value=match[group], start=match.start(group), end=match.end(group)))
    return found


# --- prohibitions ---

_NOT = re.compile(
    r"(?:不得|不要|不能|不可以?|不应|不许|不准|不宜|禁止|严禁|切勿|请勿|勿|避免|杜绝|排除|剔除|无需|不需要?|"
    r"不用)(?P<x>[^,。;\n]{1,80})"
    r"|\b(?:do not|don't|must not|mustn't|should not|shouldn't|may not|never|avoid(?:ing)?|exclud(?:e|ing)|"
    r"refrain from|without)"
    r" (?P<y>[^,.;\n]{1,120}(?:, (?:or |and |nor )?[^,.;\n]{1,30}){0,5})"
    r"|\bno (?P<z>(?:tables?|charts?|figures|diagrams|bullet(?:s| points| lists?)?|lists|emojis?|footnotes?|"
    r"first[- ]person|second[- ]person|blogs?|blog posts|wikipedia|"
    r"social media|press releases|marketing language)\b[^,.;\n]{0,40})",
    re.IGNORECASE,
)
_USE = re.compile(
    r"^(?:再|直接|大量|擅自|以任何形式)?(?P<cite>引用|参考|采信|援引|依据|转引|cit(?:e|ing)|quot(?:e|ing)|"
    r"rely(?:ing)? on|referenc(?:e|ing))?"
    r"(?P<use>使用|采用|出现|包含|含有|用|us(?:e|ing)|includ(?:e|ing)|add(?:ing)?|mention(?:ing)?)?(?:任何|来自|any|"
    r"from)?\s?",
    re.IGNORECASE,
)
_SOURCE_KIND = re.compile(
    r"百科|wiki|知乎|微博|博客|\bblogs?|自媒体|公众号|论坛|贴吧|社交媒体|小红书|抖音|reddit|quora|medium\b|csdn|简书|"
    r"豆瓣|新闻稿|媒体报道|营销|软文|"
    r"二手|预印本|preprint|press release|news|forum|social media|tweets?|twitter|youtube|网站|网页|来源|资料|文献|"
    r"\.com|\.org|\.cn|"
    r"sources?$|papers?$|articles?$",
    re.IGNORECASE,
)
_ELEMENTS = {
    "table": r"表格|tables?\b",
    "chart": r"图表|插图|配图|charts?\b|figures?\b|diagrams?\b|images?\b",
    "list": r"列表|项目符号|分点|bullet|\blists?\b",
    "emoji": r"表情|emoji",
    "footnote": r"脚注|footnotes?",
}
_PERSON = re.compile(r"第[一二]人称|first[- ]person|second[- ]person|“我们”|\bI\b and|personal pronouns", re.IGNORECASE)
_COLLOQUIAL = re.compile(r"口语|俚语|网络用语|informal|colloquial|slang|casual", re.IGNORECASE)
_ANTECEDENT = re.compile(r"^(?:少于|超过|低于|多于|高于|依赖|仅|只|忽视|忽略|遗漏|be |exceed|more|less|fewer)")


def prohibitions(
    plain: str, flat: str, query: str
) -> tuple[list[Found[Prohibition]], tuple[int, int] | None, list[tuple[int, int]]]:
    """Return the prohibitions, the span of one that asks for a formal register, and the spans of all."""
    found: list[Found[Prohibition]] = []
    spans: list[tuple[int, int]] = []
    formal = None
    for match in _NOT.finditer(plain):
        group = next(name for name in "xyz" if match[name])
        start, end = match.span(group)
        words = plain[start:end]
        read_already = HIDDEN * 2 in words and "《" not in flat[start:end]
        if (read_already or _ANTECEDENT.match(words)) and not _source_object(plain, flat, start, end):
            continue
        spans.append(match.span())
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
    whole = query[match.start() : match.end()].strip()

    def one(kind: str, value: str, at: int, until: int) -> Found[Prohibition]:
        return Found(value=Prohibition(kind=kind, value=one_line(value), words=one_line(whole)), start=at, end=until)

    if _PERSON.search(words):
        person = "second person" if re.search("二人称|second", words) else "first person"
        yield one("person", person, match.start(), match.end())
    spans = []
    for item_start, item_end in split_list(flat, used, end, "、,/"):
        for part in re.finditer(r"(?:(?!或者?| or | nor ).)+", flat[item_start:item_end]):
            part_start, part_end = trim(flat, item_start + part.start(), item_start + part.end())
            if lead := re.match(r"(?:或者?|or |nor |and |any |和)\s?", flat[part_start:part_end], re.IGNORECASE):
                part_start += lead.end()
            if tail := re.search(
                r"(?:等)?(?:的)?(?:内容|信息|条目|文章|作为(?:来源|依据|参考)|类?来源|类网站)?$|as (?:a )?sources?$",
                flat[part_start:part_end],
            ):
                part_end = part_start + tail.start() if tail.start() else part_end
            if part_start < part_end:
                spans.append(trim(flat, part_start, part_end))
    cites = bool(verb and verb["cite"])
    uses = bool(verb and verb["use"]) or not (verb and verb.end())
    for item_start, item_end in spans:
        item = flat[item_start:item_end]
        if _PERSON.search(item):
            continue
        element = next((name for name, pattern in _ELEMENTS.items() if re.search(pattern, item, re.IGNORECASE)), None)
        if element and len(item) <= 20 and not cites:
            yield one("element", element, item_start, item_end)
        elif titled := re.match(r"《([^《》]{1,120})》", query[item_start:item_end]):
            yield one("source", titled[1], item_start, item_end)
        elif (cites or uses) and len(item) <= 40 and (cites or _SOURCE_KIND.search(item)):
            yield one("source", query[item_start:item_end].strip(), item_start, item_end)
        else:
            yield one("other", whole, match.start(), match.end())
            return


# --- periods and deadline ---

_YEAR = r"(?:19|20)\d\d"
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "(?:" + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS) + r")\.?"
_POINT = (
    rf"{_YEAR} ?(?:年(?: ?\d{{1,2}} ?月(?:份)?(?: ?\d{{1,2}} ?日)?)?(?:底|末|初)?|-\d{{1,2}}(?!\d))?|{_MONTH} {_YEAR}"
)
_DATE = (
    rf"{_YEAR} ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日|{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}} ?月 ?\d{{1,2}} ?日"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? {_YEAR}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}"
)
_PERIODS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "between",
            rf"(?<!\d)(?:from |between )?(?P<a>{_POINT}) ?(?:-{{1,2}}|至|到|~|to|and|through|"
            rf"until) ?(?P<b>{_POINT})(?!\d)(?:之?间|期间)?",
        ),
        (
            "until",
            rf"(?:截至|截止到?|截止至|(?<![a-z])(?:as of|up to|until|before|prior to)) ?(?P<b>{_POINT})(?!\d)(?: ?\d)?",
        ),
        ("until", rf"(?<!\d)(?P<b>{_POINT})(?:\(含\))?(?:以前|之前|及以前)"),
        (
            "since",
            rf"(?<!\d)(?:自|从)? ?(?P<a>{_POINT})(?:\(含\))?(?:以来|至今|以后|之后|及以后|起|(?=后)后)(?!半)",
        ),
        ("since", rf"(?<![a-z])(?:since|after|from|as from) (?P<a>{_POINT})(?: on(?:wards?)?)?(?!\d)"),
        (
            "years",
            rf"(?:最近|近|过去|(?<![a-z])(?:last|past|previous|recent)) ?(?P<n>{NUMBER}) ?(?:年|years?)",
        ),
    )
)


def periods(flat: str, query: str) -> list[Found[Period]]:
    found: list[Found[Period]] = []
    rest = flat
    for kind, pattern in _PERIODS:
        for match in pattern.finditer(rest):
            words = one_line(query[match.start() : match.end()])
            groups = match.groupdict()
            since = _iso(groups["a"]) if groups.get("a") else None
            until = _iso(groups["b"]) if groups.get("b") else None
            negated = re.search(
                r"(?:不得|不要|不可|禁止|避免|排除|not|avoid|exclud|older)[^,。;.\n]{0,30}$",
                flat[: match.start()][-40:],
                re.IGNORECASE,
            )
            if kind == "until" and negated:
                since, until = until, None  # "不得引用 2020 年以前的资料"
            if since and until and since > until[: len(since)]:
                raise BriefproofError(f"the commission names a period that ends before it begins: “{words}”")
            years = number(groups["n"]) if groups.get("n") else None
            if years is not None and not 0 < years <= 100:
                continue
            period = Period(since=since, until=until, years=years, words=words)
            found.append(Found(value=period, start=match.start(), end=match.end()))
        rest = hide(rest, [(item.start, item.end) for item in found])
    return sorted(found, key=lambda item: item.start)


def _iso(words: str) -> str:
    """Return a year, month or day as ISO 8601, as exact as the words are."""
    year = re.search(_YEAR, words)
    assert year is not None  # every pattern that leads here has one
    rest = words[: year.start()] + words[year.end() :]
    if name := re.search(_MONTH, rest, re.IGNORECASE):
        month = next(i for i, full in enumerate(_MONTHS, start=1) if full.startswith(name[0].casefold()[:3]))
        rest = rest.replace(name[0], "")
        day = re.search(r"\d{1,2}", rest)
        return f"{year[0]}-{month:02}" + (f"-{int(day[0]):02}" if day else "")
    parts = [year[0], *(f"{int(part):02}" for part in re.findall(r"\d{1,2}", rest)[:2])]
    return "-".join(parts)


def period_words(period: Period) -> str:
    if period.years:
        return f"last {period.years} years"
    return f"{period.since or '…'} to {period.until or '…'}"


_DEADLINES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:截止日期|截止时间|截稿日期|提交日期|提交时间|交稿时间|交付日期|(?<![a-z])(?:deadline|due date|due by|"
        rf"due on|"
        rf"due))(?: is)?[ :为是于在]{{0,3}}(?P<d>{_DATE}|[^,。;.\n]{{2,24}})",
        rf"(?:于|在|最迟|最晚|务必)? ?(?P<d>{_DATE}|(?:本|下)?周[一二三四五六日末]|(?:本|下|这个)?月底|今天|今晚|"
        rf"明天|后天|"
        rf"年底)(?:\d{{1,2}}[点时:]\d{{0,2}})?(?:下班)?(?:之|以)?前(?:提交|完成|交付|发送|发给|交|给|反馈|定稿)",
        rf"(?<![a-z])(?:by|no later than|submit(?:ted)? by|deliver(?:ed)? by|before) (?P<d>{_DATE}|"
        rf"(?:next )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|tomorrow|(?:the )?end of (?:the |"
        rf"this |next )?(?:day|week|month|year|quarter))\b",
    )
)


def deadline(flat: str) -> Found[str] | None:
    for pattern in _DEADLINES:
        for match in pattern.finditer(flat):
            words = match["d"].strip()
            exact = re.fullmatch(_DATE, words, re.IGNORECASE) and re.search(_YEAR, words)
            return Found(value=_iso(words) if exact else one_line(words), start=match.start(), end=match.end())
    return None


# --- register and extras ---

_REGISTERS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "plain",
            r"非正式|通俗易懂|通俗|口语化|浅显|平实|大白话|科普|轻松|(?<![a-z])(?:plain (?:language|english|style|"
            r"words)|informal|"
            r"conversational|casual|"
            r"layman's|lay (?:readers?|audience)|non-technical|easy to read)(?![a-z])",
        ),
        (
            "formal",
            r"正式(?:的)?书面语|正式(?:一点|一些|些)|书面语|正式(?:的)?(?:语言|语气|文体|语体|风格|报告|公文|行文)|"
            r"学术(?:语言|风格|规范|"
            r"文体|写作)|(?:语言|文风|风格|语气)[:为]? ?正式|公文|严谨(?:的)?(?:语言|表述|文风)?|行文正式|"
            r"语言正式|"
            r"(?<![a-z])(?:formal(?:ly)?|academic|scholarly|professional)(?:,? \w+)?,? (?:style|tone|language|"
            r"register|prose|english|writing|written|report|manner|voice)|"
            r"(?:style|tone|register) ?(?::|should be|must be|is) ?(?:formal|academic|professional)|"
            r"(?<![a-z])formally written|keep it formal",
        ),
    )
)


def register(flat: str) -> Found[str] | None:
    found = {name: match for name, pattern in _REGISTERS if (match := pattern.search(flat))}
    name = "formal" if "formal" in found and "非正式" not in flat else next(iter(found), None)
    return Found(value=name, start=found[name].start(), end=found[name].end()) if name else None


_EXTRAS = {
    "abstract": r"摘要|内容提要|(?<![a-z])(?:abstract|executive summary)(?![a-z])",
    "chart": r"图表|柱状图|折线图|饼图|雷达图|示意图|可视化|(?<![a-z])(?:charts?|bar graphs?|line graphs?|diagrams?|"
             r"plots?)(?![a-z])",
    "date": r"(?:注明|标注|写明|附上?|包含|含)(?:撰写|写作|完成|成文|发布)?日期|(?<![a-z])(?:include|state|give|"
            r"show) the date|"
            r"(?<![a-z])dated(?![a-z])",
    "gaps": r"资料(?:未覆盖|缺口|不足)|(?:未能|无法)(?:核实|覆盖)的|(?<![a-z])(?:evidence gaps|what (?:could not|"
            r"cannot) be (?:found|"
            r"verified)|limitations)",
    "glossary": r"术语表|词汇表|名词解释|(?<![a-z])glossary",
    "key_figures": r"关键数据|关键数字|核心数据|关键指标|重要数据|(?<![a-z])key (?:figures|numbers|statistics|data)",
    "keywords": r"关键词|(?<![a-z])keywords?(?![a-z])",
    "recommendations": r"建议|(?<![a-z])recommendations?(?![a-z])",
    "references": r"参考文献|参考资料|文末(?:列出|注明|附)|引文列表|(?<![a-z])(?:references|bibliography|"
                  r"reference list|"
                  r"works cited)(?![a-z])",
    "swot": r"(?<![a-z])SWOT(?![a-z])",
    "table": r"表格|对比表|对照表|比较表|一览表|列表对比|(?<![a-z])(?:tables?|tabular)(?![a-z])(?! of contents)",
    "timeline": r"时间线|时间轴|大事记|年表|(?<![a-z])(?:timeline|chronology)(?![a-z])",
}  # fmt: skip
_EXTRA_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _EXTRAS.items()}


def extras(flat: str) -> list[Found[str]]:
    found = []
    for name, pattern in _EXTRA_PATTERNS.items():
        for match in pattern.finditer(flat):
            if not re.search(r"不|无|免|without |no |not ", flat[max(0, match.start() - 6) : match.start()]):
                found.append(Found(value=name, start=match.start(), end=match.end()))
                break
    return sorted(found, key=lambda item: item.start)


def check_extras(extras: list[Found[str]], prohibitions: list[Found[Prohibition]]) -> None:
    wanted = {extra.value for extra in extras}
    for found in prohibitions:
        if found.value.kind == "element" and found.value.value in wanted:
            raise BriefproofError(
                f"the commission both asks for a {found.value.value} and forbids it (“{found.value.words}”); keep one"
            )
