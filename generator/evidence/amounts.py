"""Numbers with their units, as they stand in a text, and what beside them says which way they go."""

import re

SHOWN = 2
"""Most amounts of a sentence that are shown beside it (1 or more). Set by hand on bench/commissions.yml."""
_AMOUNT = re.compile(
    r"(?<![A-Za-z0-9.,/-])(?:[$€£¥] ?)?\d[\d,.]*(?:/\d[\d,.]*)?(?<![,.])(?:"
    r"\s?(?:%|％|‰|个百分点|[十百千万亿]*(?:美元|欧元|英镑|日元|元|人次|公里|千米|平方米|立方米|千瓦时|千瓦|兆瓦|吉瓦|吨|"
    r"分贝|小时|分钟|秒|字节|倍|词元|字|个|项|家|人|名|次|台|座|架|条|张|辆|件|种|米|克|度|成)|[万亿]+)"
    r"|\s?(?:percent|per cent|percentage points?|times|(?:US )?dollars|euros|pounds|[KMGT]B|[kMG]W|km|x(?![a-z])|"
    r"(?:million|billion|trillion|thousand)(?:\s(?!and\b|the\b|for\b|with\b|from\b|was\b)[a-z]{3,})?)\b"
    r"|(?:st|nd|rd|th)?\s(?:of \d+ )?(?!and\b|the\b|or\b|in\b|to\b|of\b|on\b|for\b|with\b|is\b|was\b|as\b|at\b|by\b)"
    r"[a-z]{2,}s\b)"
)
"""A number with its unit or what it counts: no year, no number of a page or a version."""
_YEAR = re.compile(r"(?:19|20)\d\d\s[a-z]+s$")
_BOUND_ZH = (
    "超过|超出|高于|低于|多于|少于|大于|小于|不到|不足|不超过|不低于|不高于|不少于|不多于|未达|未满|达不到|至少|至多|最多|最少|最高|最低|"
    "上限(?:为|是)?|下限(?:为|是)?|大约|约为|约|接近|近|将近|逾|仅为?|只有?|前|后|负"
)
_BOUND_EN = (
    r"(?:no |not )?(?:less|more|fewer|greater|higher|lower) than|(?:not )?(?:under|over|below|above|up to|down to)|"
    r"at (?:least|most)|as (?:many|much|few|little|low|high) as|(?:a )?(?:minimum|maximum) of|capped at|limited to|"
    r"from|about|around|roughly|approximately|nearly|almost|only|just|not|minus|top|bottom|another|every"
)
_BEFORE = re.compile(rf"(?:(?:{_BOUND_ZH})\s?|\b(?:{_BOUND_EN}) (?:the )?(?:first |last )?)+$", re.I)
"""Words right before an amount that say where it ends."""
_TURN = re.compile(
    r"(?:下降|减少|减|降低|降|下滑|下跌|跌|缩减|上限|下限|缩短|缩小|削减|上升|增长|增加|增|提高|提升|上涨|涨|扩大|延长|升|落后|领先|低|高出?|相差)"
    r"[^，。；、,;]{0,8}$"
    r"|\b(?:fell|falls?|fallen|falling|drop\w*|declin\w+|decreas\w+|reduc\w+|cuts?|cutting|lower\w*|los[et]\w*|shr[aiu]nk\w*|"
    r"ros?e|rises?|risen|rising|grew|grows?|grown|growing|growth|increas\w+|gain\w*|climb\w*|jump\w*|rais\w+|"
    r"doubl\w+|trail\w*|behind|ahead|up|down|except|excluding|without|between|limit\w*|capped|ceiling|cap)\b"
    r"(?:(?!\b(?:and|but|while|whereas|which|who)\b)[^,.;:()]){0,30}$",
    re.I,
)
"""A word of direction before an amount, with what stands between the two."""
_FROM = re.compile(
    r"(?:(?:从|由)?\s?\d[\d.,]*\s?[%％‰万亿]?\s?[-–—~～至到]\s?"
    r"|\b(?:from |between )?\d[\d.,]*\s?%?(?: to | and |\s?[–—~-]\s?))$",
    re.I,
)
"""The first end of a range of which an amount is the second."""
_JOINT = re.compile(r"\s?(?:至|到|[-–—~～]|to|per|out of|of)\s?")
"""What makes one of two amounts."""
_BEHIND = re.compile(
    r"\s?(?:及?以[上下内外]|左右|上下|多(?![\u4e00-\u9fff]{0,2}样))"
    r"|\s(?:or )?(?:less|fewer|lower|more|higher|greater|below|above|cheaper|faster|slower|smaller|larger|better|worse|"
    r"longer|shorter|reduction|decrease|decline|drop|increase|rise|growth|off|short)\b",
    re.I,
)
"""Words right behind an amount that say which way it goes."""


def _matches(words: str) -> list[re.Match[str]]:
    return [match for match in _AMOUNT.finditer(words) if not _YEAR.match(match[0])]


def found(words: str) -> tuple[str, ...]:
    """Return the numbers of a text with their units as they stand there: "0.73%", "24 of 26 languages", "30 亿元"."""
    return tuple(amount[0] for amount in _matches(words))


def shown(words: str) -> str:
    """Return the amounts of a sentence as a table of key figures shows them beside it: "0.73% / 6.48%".

    Each stands with the words beside it that say which way it goes or where it ends, and with both ends of a range:
    "fell by 82%", "less than 10%", "between 10 and 20%".
    """
    told: list[str] = []
    after = 0
    for amount in _matches(words)[:SHOWN]:
        start, end = _directed(words, amount, after)
        joint = words[after:start]
        if told and _JOINT.fullmatch(joint):
            told[-1] += joint + words[start:end]
        else:
            told.append(words[start:end])
        after = end
    return " / ".join(told)


def _directed(words: str, amount: re.Match[str], after: int) -> tuple[int, int]:
    """Return where an amount starts and ends with the words of direction beside it, none of them before `after`."""
    start, end = amount.span()
    for pattern in (_FROM, _BEFORE, _TURN):
        if before := pattern.search(words[after:start]):
            start -= len(before[0].lstrip())
    behind = _BEHIND.match(words, end)
    return start, behind.end() if behind else end
