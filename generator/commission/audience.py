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
        rf"(?<![a-z])for (?=(?:the|our|my|an?|Dr|Mr|Mrs|Ms)\b)) ?(?P<x>(?:[\w'’.-]+ ){{0,4}}?{_PEOPLE})"
        r"(?=\s*(?:[,.;:?!\n]|$|(?:of|who|at|in|that|which|and|with|drawing|using|on)\b))",
        r"(?:供|给|为|呈|向|面向)(?P<x>[^,。;:\n的供给]{1,16}?)(?:参考|看|阅读|审阅|汇报|决策|使用|参阅|"
        r"讨论)(?=[用之,。;:\n]|$|时)",
        r"(?:为|给)(?P<x>[^,。;:\n的]{2,14}?)(?:写|撰写|准备|做|起草)(?:一)",
        r"读者(?:是|为)(?P<x>[^,。;\n]{1,20})",
    )
)


def find(flat: str) -> Found[str] | None:
    """Return whom the report is for, in the commission's words, or None where it does not say."""
    for pattern in _PATTERNS:
        if match := pattern.search(flat):
            start, end = trim(flat, *match.span("x"))
            if start < end:
                return Found(value=flat[start:end], start=start, end=end)
    return None
