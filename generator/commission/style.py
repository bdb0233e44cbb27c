"""What the report should be like: its language, its register, and extras such as a table."""

import re

from generator.commission.phrases import Found, trim
from generator.commission.prohibitions import Prohibition
from generator.errors import BriefproofError
from generator.language import text

_LANGUAGE = re.compile(
    r"(?:请)?(?:全文|报告|正文)?(?:统一)?(?:用|以|使用|采用|须为|应为|语言(?:为|是|:)) ?(?:简体|规范|正式的?|现代)?"
    r"(?P<a>中文|汉语|英文|英语|法语|法文|德语|德文|日语|日文|西班牙语|俄语|韩语)(?=[,。;\n)、]|$|撰写|写|书写|写作|"
    r"完成|输出|表述|呈现|回答|表达|报告|成文|,| )"
    r"|(?P<b>中文|英文|英语|法文|德文|日文)(?:撰写|写作|书写|输出|成文|报告|简报|版本?(?=[,。;\n]|$))"
    r"|(?:language|语言) ?: ?(?P<c>chinese|english|french|german|japanese|spanish|russian|korean|中文|英文|简体中文)"
    r"|\b(?:write|written|writing|answer|respond|reply|draft|drafted|report|brief|briefing|output|text|deliver|"
    r"produce)\b[^.;\n]{0,60}?\bin (?:plain |formal |simple |british |american |simplified |clear )*"
    r"(?P<d>english|chinese|french|german|japanese|spanish|russian|korean)(?=[.,;)\n]|$| and\b| with\b| of\b| for\b|"
    r" about\b| \()",
    re.IGNORECASE,
)
_LANGUAGES = {
    "中文": "zh",
    "汉语": "zh",
    "简体中文": "zh",
    "chinese": "zh",
    "英文": "en",
    "英语": "en",
    "english": "en",
}
_REGISTERS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "plain",
            r"非正式|(?:不用|不必|不要|别|无需)(?:那么|太|过于)正式|(?:not|n't)(?: \w+){0,3} too formal|simple words|"
            r"通俗易懂|通俗|口语(?:化|一[点些]|些)|浅显|平实|大白话|科普|轻松|"
            r"(?<![a-z])(?:plain (?:language|english|style|words)|"
            r"informal|conversational|casual|layman's|lay (?:readers?|audience)|non-technical|easy to read)(?![a-z])",
        ),
        (
            "formal",
            r"正式(?:的)?书面语|正式(?:一点|一些|些)|书面语|正式(?:的)?(?:语言|语气|文体|语体|风格|报告|公文|行文)|"
            r"学术(?:语言|风格|规范|文体|写作)|(?:语言|文风|风格|语气)[:为]? ?正式|公文|严谨(?:的)?(?:语言|表述|文风)?|"
            r"行文正式|语言正式|(?<![a-z])(?:formal(?:ly)?|academic|scholarly|professional)(?:,? \w+)?,? "
            r"(?:style|tone|language|register|prose|english|writing|written|report|manner|voice)|"
            r"(?:style|tone|register) ?(?::|should be|must be|is) ?(?:formal|academic|professional)|"
            r"(?<![a-z])formally written|keep it formal",
        ),
    )
)
_EXTRAS = {
    "abstract": r"摘要|内容提要|(?<![a-z])(?:abstract|executive summary)(?![a-z])",
    "chart": r"图表|柱状图|折线图|饼图|雷达图|示意图|可视化|(?<![a-z])(?:charts?|bar graphs?|line graphs?|diagrams?|"
             r"plots?)(?![a-z])",
    "date": r"(?:注明|标注|写明|附上?|包含|含)(?:撰写|写作|完成|成文|发布)?日期|(?<![a-z])(?:include|state|give|"
            r"show) the date|(?<![a-z])dated(?![a-z])",
    "gaps": r"资料(?:未覆盖|缺口|不足)|(?:未能|无法)(?:核实|覆盖)的|(?<![a-z])"
            r"(?:evidence gaps|what (?:could not|cannot) be (?:found|verified)|limitations)",
    "glossary": r"术语表|词汇表|名词解释|(?:名词|术语|行话|专业词汇?)[^，。；,;\n]{0,4}(?:解释|说明白|讲清楚)|"
                r"解释[^，。；,;\n]{0,4}(?:名词|术语|行话)|(?<![a-z])(?:explain|define) (?:\w+ ){0,2}(?:terms|jargon)|"
                r"(?<![a-z])glossary",
    "key_figures": r"关键数据|关键数字|核心数据|关键指标|重要数据|(?<![a-z])key (?:figures|numbers|statistics|data)",
    "list": r"(?:要点|项目|分点|条目)?(?:的)?(?<![请须并可,])列表(?!对比)|(?:[两三四五六七八九十\d]{1,2}|几)"
            r"(?:个|条)要点|"
            r"清单|"
            r"(?<!特)[列分]点(?=[说写列讲回作,。])|逐条|分条(?:列|"
    "写)|"
            r"(?<![a-z])(?:bullet(?:ed)?(?: points?)?(?: list)?|bullet points|(?:with|include|give|add|"
            r"in) (?:an? )?(?:short )?(?:list of|list form|list(?=[.,;!])))(?![a-z])",
    "keywords": r"关键词|(?<![a-z])keywords?(?![a-z])",
    "recommendations": r"建议|(?<![a-z])recommendations?(?![a-z])",
    "references": r"参考文献|参考资料|文末(?:列出|注明|附)|引文列表|(?<![a-z])(?:references|bibliography|"
                  r"reference list|works cited)(?![a-z])",
    "swot": r"(?<![a-z])SWOT(?![a-z])",
    "table": r"表格|[对照比较览据总汇小]表(?![现明示达述态演面决])|"
             r"(?:配|附|做|画|加)[一两三几]?[张个份]?[^,。;、和与]{0,4}(?<!术语)(?<!词汇)(?<!时间)(?<!年)(?<!图)(?<!列)"
             r"表(?![现明示达述态演层面决格的])|列表对比|(?<=[请须并可,])列表(?=[,。;]|$)|(?:[一两二三几这][张个份]|(?:附|给|出|"
             r"画|做|配|制|列(?=[成个张]))成?[张个份]?)表(?![现明示达述态演层面决格的])|"
             r"(?<![a-z])(?:tables|tabular|table(?! [a-z]|[a-z])|table(?= (?:of(?! contents)|with|for|at|in|on|that|"
             r"which|to|"
             r"by|and|or|as|where|\w+ing|please|is|are|should|would|will|must|per|if|side|forms?|format|up|here|first|only|"
             r"too|from|instead|rather|comparison)\b))(?![a-z])(?! of contents)",
    "timeline": r"时间线|时间轴|大事记|年表|(?<![a-z])(?:timeline|chronology)(?![a-z])",
}  # fmt: skip
EXTRAS = tuple(_EXTRAS)
"""What a report may have beside its sections."""
_EXTRA_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _EXTRAS.items()}


def language(flat: str, query: str) -> tuple[str, tuple[int, int] | None]:
    """Return "zh" or "en" and where it is said, None where it is not; raises BriefproofError for any other."""
    found: dict[str, tuple[int, int]] = {}
    for match in _LANGUAGE.finditer(flat):
        if (
            match["b"]
            and re.search(r"(?:译成|附|摘要|资料|文献|一份)$", flat[max(0, match.start() - 3) : match.start()])
            and (not flat[: match.start()].endswith("一份"))
        ):
            continue
        name = (match["a"] or match["b"] or match["c"] or match["d"]).casefold()
        if name not in _LANGUAGES:
            raise BriefproofError(
                "the commission asks for a report in {name}; Briefproof writes Chinese and English", name=name
            )
        found.setdefault(_LANGUAGES[name], match.span())
    if len(found) > 1:
        both = " and ".join(f"“{query[start:end].strip()}”" for start, end in found.values())
        raise BriefproofError("the commission asks for two languages ({both}); keep one", both=both)
    for language, span in found.items():
        return language, trim(flat, *span)
    return text.language(query), None


def register(flat: str) -> Found[str] | None:
    """Return "formal" or "plain", or None; formal wins when both are said."""
    found = {name: match for name, pattern in _REGISTERS if (match := pattern.search(flat))}
    name = (
        "formal"
        if "formal" in found
        and not re.search(r"非正式|(?:不用|不必|不要|别|无需)(?:那么|太|过于)正式|too formal", flat)
        else next(iter(found), None)
    )
    return Found(value=name, start=found[name].start(), end=found[name].end()) if name else None


def extras(flat: str) -> list[Found[str]]:
    """Return the extras that are asked for, in the order of the text, each once."""
    found = []
    for name, pattern in _EXTRA_PATTERNS.items():
        for match in pattern.finditer(flat):
            before, after = flat[max(0, match.start() - 14) : match.start()], flat[match.end() : match.end() + 4]
            counted = re.search(r"excluding (?:the )?$|不含|不包括$", before) or re.match(r"不计|除外|不算", after)
            if not counted and not re.search(r"不|无|免|without |no |not ", before[-6:]):
                found.append(Found(value=name, start=match.start(), end=match.end()))
                break
    return sorted(found, key=lambda item: item.start)


def check_extras(extras: list[Found[str]], prohibitions: list[Found[Prohibition]]) -> None:
    """Raise BriefproofError where an element is both asked for and forbidden."""
    wanted = {extra.value for extra in extras}
    for found in prohibitions:
        if found.value.kind == "element" and found.value.value in wanted:
            raise BriefproofError(
                "the commission both asks for a {part} and forbids it (“{words}”); keep one",
                part=found.value.value,
                words=found.value.words,
            )
