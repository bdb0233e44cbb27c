"""Whom a report is for."""

import re

from generator.commission.phrases import Found, trim

LONGEST = 60
"""Characters; what is longer is a clause of another kind."""
_PEOPLE = (
    r"(?:teams?|heads?|boards?|councils?|councillors?|manag\w+|executives?|leaders?|directors?|officers?|customers?|"
    r"clients?|users?|readers?|students?|teachers?|schools?|planners?|investors?|buyers?|engineers?|developers?|staff|"
    r"people|public|committees?|departments?|ministr\w+|agenc\w+|audience|beginners?|policy ?makers?|owners?|farmers?|"
    r"journalists?|patients?|parents?|lawyers?|doctors?|nurses?|colleagues?|stakeholders?|non-experts?|laypeople|boss|"
    r"kids|children|teenagers?|citizens?|residents?|analysts?|administrators?|CTO|CEO|CFO|CIO)"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:^|[\n.;,?!。] ?)(?:(?:target |intended )?(?:audience|readers?|readership)|读者(?:对象)?|受众|阅读对象|"
        r"面向)(?: ?:| (?:is|are)| ?为| ?是) ?(?P<x>[^\n.;。;,，]{1,60})",
        r"(?:will|to) be read by (?P<x>[^.;,\n]{1,60})",
        r"(?:write|written|aimed|intended|meant|explain(?:ed)?|suitable)(?: it| this)?(?: at|"
        r" for) (?P<x>[^.;,\n]{1,60})",
        r"(?:(?:report|brief(?:ing)?|memo|paper|text|article|summary|note|guide|overview|it|this|written|,) for|"
        rf"(?<![a-z])(?<!same )for (?=(?:the|our|my|an?|Dr|Mr|Mrs|Ms)\b)) ?(?P<x>(?:[\w'’.-]+ ){{0,4}}?{_PEOPLE})"
        r"(?=\s*(?:[,.;:?!\n]|$|(?:of|who|at|in|that|which|and|with|drawing|using|on)\b))",
        r"(?:供|给|为|呈|向|面向)(?P<x>[^,。;:\n的供给]{1,16}?)(?:参考|看|阅读|审阅|汇报|决策|使用|参阅|"
        r"讨论)(?=[用之,。;:\n]|$|时)",
        r"(?:为|给)(?P<x>[^,。;:\n的]{2,14}?)(?:写|撰写|准备|做|起草)(?:一)",
        r"读者(?:是|为)(?P<x>[^,。;\n]{1,20})",
    )
)

_ARE_PEOPLE = re.compile(
    rf"(?:\b(?:us|we|them|they|you|everyone|everybody|{_PEOPLE})|[我你他她咱俺]们?(?:(?:几|[两三四五六七八九十]|一家)个?)?|大家|自己|"
    r"(?:[一二两三四五六七八九十几\d]|这|那|各|全)(?:个|位|名|口|家|对)?(?:人|口子)|"
    r"[一二两三四五六七八九十几\d][位名口][㐀-鿿]{0,4}|"
    r"(?:给|供|让|为)[^,。;:\n]{1,16}(?:看|读|听|讨论|参考|用)的?|"
    r"[㐀-鿿](?:们|员|者|师|民|友|迷)|[顾旅游乘访房]客|[学先医考师]生|[住租农商用客]户|(?:家|校|院|班|组|店|队|会|社)长|"
    r"父母|爸妈|夫妻|公婆|老人|同事|家人)\s?$",
    re.IGNORECASE,
)
"""Words for people, in Chinese by how they end."""
_IS_MATERIAL = re.compile(
    r"(?:\b(?:folder|attachments?|corpus|(?:the|these|those|this|my|our|attached|enclosed|following) (?:\w+ ){0,2}"
    r"(?:articles?|documents?|files?|papers|pages|guides?|sources?|materials?|texts?|notes|clippings|leaflets))|"
    r"文件夹|资料夹|资料库|语料库|附件|(?:这[些个份]?|那些|手头的?|现有的?|所附的?|附的|给的|收集的|攒的|里的?|中的?)[^,。;\n]{0,6}?"
    r"(?:资料|材料|文件|文章|文档|文献|网页|问卷|剪报|百科|手册))[里中内]?\s?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^(?:an?|one|two|three|four|five|six|several|some|nobody|no one|all) |"
    r"^[一二两三四五六七八九十几\d]{1,2}[来多几]?(?:个|位|名|对|口|份|篇|本|张)[㐀-鿿]",
    re.IGNORECASE,
)


_COMPARES = re.compile(r"对比|比较|差异|区别|不同|compar|differ", re.IGNORECASE)


def tells_who_or_what(before: str, words: str) -> bool:
    """Tell whether what stands in brackets behind `before` tells who people are or what the sources at hand are, and
    nothing that is asked: "the nine of us (a nurse, two cooks, …)", 这个文件夹（都是抄来的，不全）.

    What a clause compares may be people: 对比甲园与乙园的保育员（年龄、资质）.
    """
    clause = re.split(r"[,。.!?;:\n]", before)[-1]
    items = re.split("[、,;]", words)
    counted = sum(_COUNTED.match(item.strip()) is not None for item in items)
    people = _ARE_PEOPLE.search(clause) is not None and not _COMPARES.search(clause)
    return counted > 1 or people or _IS_MATERIAL.search(clause) is not None


def find(flat: str) -> Found[str] | None:
    """Return whom the report is for, in the commission's words, or None where it does not say."""
    for pattern in _PATTERNS:
        if match := pattern.search(flat):
            start, end = trim(flat, *match.span("x"))
            if start < end:
                return Found(value=flat[start:end], start=start, end=end)
    return None
