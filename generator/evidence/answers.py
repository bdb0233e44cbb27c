"""What kind of answer a heading asks for: how long, how much, who, what, whether one must, how something is done; and
which a text gives. What tells how something is done is known by its place too (`steps`)."""

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.language import tokens

_ASKED = {
    "time": r"多久|多长时间|何时|什么时候|几[年天个]|多少[年天]|期限|时限|时间|年限|"
    r"\b(?:how (?:long|soon|often)|by when|when|deadlines?|durations?|time limits?|timing|schedules?)\b",
    "money": r"多少钱|费用|[花赔补加罚付交缴退收涨]多少|价格|收费|成本|报酬|开支|价钱|怎么买|花钱|票价|"
    r"\b(?:costs?|pric\w+|fees?|how much|paid|pay\w*|money|expenses?|charges?|reimburs\w+|budget)\b",
    "who": r"谁|归哪|哪[个些](?:部门|机关|单位|[由归])|\b(?:who|whom|whose)\b",
    "size": r"多[宽大远深高长重厚](?!时)|面积|距离|范围|占地|"
    r"\b(?:how (?:far|wide|large|big|deep|heavy|tall)|sizes?|distances?|widths?)\b",
    "what": r"是什么|什么是|指什么|是怎么回事|\b(?:what (?:is|are)|what \w+ (?:is|are|does)|in short)\b",
    "must": r"要不要|能不能|可不可以|是否|必须|需不需要|该不该|规矩|规则|"
    r"\b(?:may|must|allowed|whether|rules?|what (?:you|we) need|requirements?|eligib\w+)\b",
    "why": r"为什么|为何|目的|用途|有什么用|做什么用|干什么用|旨在|意义|"
    r"\b(?:why|purposes?|what .{1,40} for|aims?|rationale|reasons?)\b",
    "how": r"怎么(?!样|回事|了|卖|算|收费|看待|定价)|怎样|如何|步骤|流程|程序|做法|操作|方法|注意|建议|技巧|窍门|须知|"
    r"处理办法|处置|治疗|护理|急救|措施|要点|"
    r"\b(?:how to|how (?:do|does|did|should|can|could|would|must|shall|might) (?:\w+ )?(?:I|we|you|one|they|people|"
    r"teams?|users?|developers?|companies|our \w+)|what (?:should|must|can|do|could|would) (?:I|we|you|one|they|people|"
    r"teams?|our \w+|an? \w+)(?: \w+)? do|what to do|how (?:are|is|was) \w+ (?:done|made|run|carried out|performed|"
    r"prepared|conducted|used|applied)|(?:does|do|is|are) .{2,60}? (?:involve|done|carried out)|steps?|procedures?|"
    r"process|instructions?|directions?|treatments?|first aid|advice|recommend\w*|best practi[cs]es?|guidance|"
    r"guidelines?|tips|precautions?|preparations?|do['’]?s and don['’]?ts|checklists?|checks|mitigations?|prevent\w*|"
    r"avoid|countermeasures?)\b",
}
_GIVEN = {
    "time": r"[一二三四五六七八九十百两\d]+ ?(?:个)?(?:日|天|月|年|小时|分钟|周|星期)(?!代)|年内|期间|"
    r"\b(?:\d+|one|two|three|four|five|six|seven|ten|twelve|thirty|sixty) ?(?:-| )?(?:business )?"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?)\b|\b(?:annually|daily|weekly|monthly)\b",
    "money": r"[\d一二三四五六七八九十百千]+ ?(?:[万亿百千])?(?:元|美元|欧元|英镑|倍)|[$€£¥] ?\d|票款|罚款|"
    r"费用|免费|收费|收取|赔偿|成本|价格|售价|报酬|"
    r"\b(?:free of charge|fees?|costs?|prices?|reimburs\w+|per diem|charged?|paid|USD|EUR)\b",
    "who": r"由.{1,20}(?:管辖|负责|承担|审|决定|享有|批准|责令|处|制定|定价)|属于|归.{1,8}(?:所有|享有)|负责|管辖|"
    r"向.{1,20}(?:申请|提出|起诉)|"
    r"\b(?:responsible|available (?:to|for)|access(?:ible)?|approv\w+|by the|eligible|researchers?|users?)\b",
    "size": r"[一二三四五六七八九十百千万两\d.]+ ?(?:公里|千米|平方米|立方米|厘米|毫米|公顷|公斤|千克|米|亩|吨)|"
    r"\d ?(?:k?m²?|cm|mm|kg|ha|miles?|feet|ft|met(?:re|er)s?|inch(?:es)?|acres?|tonn?es?)\b",
    "what": r"^[^，,]{1,30}?(?:是(?:一种|一个|一款|指|由|国内|世界|全球)|，?是指)|"
    r"^[^,]{1,60}? (?:is|are) (?:an?|the|one)\b",
    "why": r"旨在|为了|目的|以便|以免|用于|用来|因为|由于|"
    r"^(?:To|In order to) [a-z]|\b(?:aims? to|in order to|so that|is used to|are used to|purpose|because|since)\b",
    "must": r"应当|必须|不得|可以|需要?|无需|不必|\b(?:must|may|cannot|can only|required?|"
    r"mandatory|need(?:ed|s)?|not allowed|"
    r"should)\b",
}
KINDS = tuple(_ASKED)
_TERM = re.compile(
    r"[“\"「](?P<a>[^”\"」]{1,40})[”\"」](?: \([^)]*\))? (?:means?|shall mean|refers to|has the meaning|is defined)\b|"
    r"[^，：]{0,20}?所称的?(?P<b>[^，]{1,20}?)(?:，是?|是|系)?指|(?P<c>[^，：]{1,12})：指"
)
"""How a contract or a law says in what sense it uses a word."""


def asks_how(question: str) -> bool:
    """Tell whether a heading asks how something is done, or what to do."""
    return "how" in asked(question)


def bare(question: str, kind: str) -> str:
    """Return a heading without the words by which it asks for a kind of answer."""
    return re.sub(_ASKED[kind], " ", question, flags=re.I)


def term(words: str) -> str:
    """Return the word of which a contract or a law says here in what sense it uses it, "" where it does not."""
    match = _TERM.match(tokens.simplify_each(words))
    return next(filter(None, match.groups()), "") if match else ""


def declares(words: str, headings: Sequence[str]) -> bool:
    """Tell whether a law says here what the state wishes or who administers it, and nobody is bound: readers who
    compared two laws had use for 1 in 9 of such."""
    general = any(_GENERAL.search(heading) for heading in headings)
    return general or _DECLARES.match(tokens.simplify_each(words)) is not None


_GENERAL = re.compile(r"(?:总|總|附) ?[则則]|^(?:general|final|supplementary) provisions", re.I)
_DECLARES = re.compile(r"(?:国家|国务院|各级|县级以上|地方各级)(?!机关工作人员)|.{0,40}(?:鼓励|倡导|提倡|宣传教育)")
"""How an article opens that declares."""


@lru_cache(maxsize=1 << 10)
def asked(question: str) -> frozenset[str]:
    """Return the kinds of answers, of `KINDS`, that a heading asks for."""
    return frozenset(kind for kind in KINDS if re.search(_ASKED[kind], question, re.I))


@lru_cache(maxsize=1 << 15)
def given(words: str) -> frozenset[str]:
    """Return the kinds of answers that a text gives."""
    return frozenset(kind for kind, given in _GIVEN.items() if re.search(given, words, re.I))
