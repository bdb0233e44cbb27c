"""What is asked of the subjects, by form: the list behind their names or in a clause of its own that no frame read.

"A or B? gps, battery, price", “A 和 B，数据类型、持久化这几点”, “A 和 B 狗证怎么办 多少钱”. Of several lists
that is taken for which most speaks: how many items ask or end in a noun, what opens it and what parts it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.commission import endings, style
from generator.commission.candidates import ASKS
from generator.commission.clauses import Span
from generator.commission.leading import GOES_ON, TELLS, UP_TO
from generator.commission.phrases import HIDDEN, JOINT, outside_brackets, split_list, trim
from generator.commission.roles import role
from generator.language import tokens
from generator.language.text import has_han

LONGEST, LONGEST_HAN = 70, 16
"""Characters of a point, in English and in Chinese."""
MOST = 8
"""Points; more are a story."""
FEWEST = 3
"""Nouns behind a question that are no circumstances of it."""
LEAD = 3
"""Characters before an element of a text, 最后一张表; behind more of them it is what is told of: 申请材料清单."""
LEAST = 2.0
"""Score that a list must reach. Set by hand, as the weights in `_score` are."""
BESIDE = 0.5
"""More of it, where another axis is known."""
_SENTENCE = re.compile(r"(?:^(?! ?\|)|(?<=[。!.] )|(?<=[。!]))(?:[^。!\n.]|\.(?!\s|$|[”\"]))+", re.MULTILINE)
_AUX = r"(?:do|does|did|is|are|was|were|can|could|should|will|would|has|have|must|may)"
_PARTS = re.compile(
    r" ?(?:[,;:?、|]|(?<!\bw)(?<!\d)/| -+ | \+ |(?<=[㐀-鿿])\+(?=[㐀-鿿]))\s?|"
    rf",? and (?=(?:what|how|where|why|who|when|whether|{_AUX} \w+ \w+)\b)|"
    r"(?<=[㐀-鿿]) (?=[㐀-鿿])|(?<=[A-Za-z\d]) (?=[㐀-鿿])"
)
_LATER = re.compile(r"[,;][^,;]+[,;]|, (?:and|or) ")
"""Behind "and how" that is part of a point: "who is told and how fast, audits, transfers"."""
_OPENERS = frozenset(":?-")
_STRONG = frozenset("、/;|+")
_DEMAND = re.compile(
    r"(?:and |but |plus |then )?(?:please|pls|thanks?|thank you|keep|use(?! (?:by|of|in|as|for)\b)|write|no|not|"
    r"nothing|"
    r"without|with|in|at|under|about(?! (?:what|how|where|why|who|when|whether)\b)|around|roughly|"
    r"max(?= (?:an?|one|two|half)\b| \d|$)|for|"
    r"by|all|each|just under|end|finish|close|conclude|skip|"
    r"ignore|leave|don't|do not|so|because|but|as|if|since|before|after|from|to|that|which(?= (?:i|we|is|are))|let|"
    r"make|give|say|show|cite|readable|short|bullets?|one page|half a page|"
    r"who(?= (?:is|are|has|have|will|would|wants?)))\b|.*\d{2}|"
    r"请|不要|别|谢|用(?!料|途)|写|要(?!求|点|[^,]{0,6}[么少多谁几哪吗]|[^,]{1,4}的[^,]{1,4}$)|给|急|最后|结尾|面向|列|附|语气|口气|口吻|"
    r"全文|字数|一共|总共|按|"
    r"供|出[一个份]|因为|所以|但|如果|资料|注明|标明|出处|篇幅|控制|结构|大概|左右|.*[字页]$",
    re.IGNORECASE,
)
"""What says how to write, for whom and why, and not of what."""
_STORY = re.compile(
    r"(?:i|we|you|they|he|she|it|my|our|this|that|there|here|dear|hi|hello|also|even|maybe|perhaps|whatever|"
    r"either)\b|[我你您他她咱俺这那]|大家|老板|领导|谁(?=都)",
    re.IGNORECASE,
)
"""What opens a clause of a story."""
_HEAD = re.compile(
    rf"(?:(?:我们?|咱们?|只|就|还|也|主要|最|分别|各自|麻烦|帮我|帮忙|希望|另外|此外|想|要|请|从|在|对|把|将|里面?|中|上|的|之间|,)*"
    rf"{TELLS}(?:一下|的是|是|的)?|(?:对于?|在|里面?|中|上|的|从|把|将|各自)(?=[㐀-鿿]{{2}}))|"
    r"what(?:'?s| is| are)? (?:the )?(?:main |key |real )?differen(?:t|ces?) (?:about|in|with|as to) |"
    r"what (?:i|we) (?:\w+ )?(?:need|want|wish|would like) to \w+ is (?=what|how|why|who|when|where|whether|which)|"
    r"(?:please [a-z]+ (?=(?:the|their|its|each|how|what|why|when|who)\b)|"
    r"(?!(?:what|how|who|why|when|where|which|whether)\b)[a-z]{3,} (?:them|us|me|both) (?:(?:on|by|about|through) )?|"
    r"(?:and|or|plus|i|we|just|only|mainly|mostly|please|to|headings?|sections?)\b ?|"
    r"about (?=(?:what|how|where|why|who|when|whether)\b))*(?:(?:cover(?:ing)?|compare|tell (?:us|me)|"
    r"explain|deal with|(?:'d |would )?(?:like|want|need)(?: to (?:know|see|hear|read|learn|understand))?|"
    r"(?:they |readers |people )?(?:should|must|need to|have to) (?:know|see|learn|understand|be told)|"
    r"care about|interested in|look(?:ing)? at|including|say|think)\b(?: about)? ?)?",
    re.IGNORECASE,
)
"""What leads to the first point."""
_TELLING = re.compile(rf"[只就请想要也还]{{0,3}}{TELLS}(?=“?[㐀-鿿]{{2}})")
"""What opens another list behind a comma: 减碳做法，讲现况、难题."""
_TELLS_OF = re.compile(
    r"(?:please |pls |just |and |i'd like (?:it )?to |i want (?:it )?to |we need (?:it )?to )*"
    r"(?:(?:cover|compare|look at|tell (?:me|us) about|write about|go into|touch on)\b|"
    r"what (?:i|we) (?:\w+ )?(?:need|want|wish|would like) to \w+ is\b)",
    re.IGNORECASE,
)
"""What says in English, behind a question, that what follows is to be told of."""
_JOINED = re.compile(
    r"(?:(?:and|or|plus|和|与|及|以及|还有|跟|then|on|最后再?[说讲谈写][说讲]?"
    r"(?=[^,]{0,4}[为怎哪什几]))(?: |(?=[㐀-鿿])))+",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:[这那]?[篇本部章]|一文|里|文章|主要|都|到底)*[讲说写]了?些?(?:什么|啥)|"
    r"(?:到底|究竟|应|该|我们?|的|有|有啥|有什么|哪里|都)*(?:差异|差别|异同|区别|不同|对比|比较|优劣|关系|不一样|变化|差在哪|"
    r"差多少|哪个好|咋选|怎么选|"
    r"选哪个|"
    r"哪个|哪种|谁)+[里儿]?(?:好|快|更?好|更?合适|更?划算|强|便宜|有啥|在哪)?|"
    r"(?:which|what|how|why|who|when|where|whether)(?:['’ ].{0,24})?\b"
    r"(?:better|best|choose|pick|differ|different|differences?)\b.*|"
    r"(?:so )?(?!what (?:it|they|each) )(?:which|what|who)(?: ones?)?"
    r"(?: (?:of (?:them|the two|these)|is|are|do|does|should|would|could|can|must|"
    r"to|i|we|you|one|use|get|buy|take|have|go|with|for|it|then|wins?|recommend(?:ed)?))*|"
    r"what(?:'?s| is)(?: the)? dif+[a-z]*|etc|and so on|others?|both|neither|thanks?",
    re.IGNORECASE,
)
_ASKS_FOR_TEXT = re.compile(
    r"(?:please )?(?:can|could|would|will) (?:you|someone|somebody|anyone)\b|"
    r"(?:(?:可不)?可以|可否|能否|能不能|方便|麻烦)(?:请|麻烦)?[你您]?(?:们)?(?:给我|帮我|[帮给替写做整出])|"
    r"(?:we|i|they|he|she|you|it)(?:'re|'m|'ve| (?:am|are|is|was|were|have|has|had|can|could|will|don't|do))\b|"
    r"[^,]{0,8}(?:没有|没提到?|没写|查不到|找不到|不清楚)的?[^,]{0,6}?(?:就|请|也|要)?"
    r"(?:直说|说明|注明|写明|标明|指出|说出来|说没有|写没有|留空)",
    re.IGNORECASE,
)
"""What opens a request for the text itself or what somebody tells, or says what to do where nothing is known."""
_CONDITION = re.compile(
    r"(?:where(?:ver)?|when(?:ever)?|while) (?!to\b|(?:do|does|did|is|are|was|were|can|could|should|would|will|has|"
    r"have|must|may)\b)[^,;:?]+, ?(?!and\b|or\b|what|how|why|who|where|when|which)[^?]*$",
    re.IGNORECASE,
)
"""A clause that says when, before the one that says what to do then: “Where nothing is said, just say so”."""
_CHOICE = re.compile(
    r"哪[一]?[个種种款家道样门边邊]|选谁|选哪|谁(?:更|比较|好|强)|还是|"
    r"\bwhich\b(?! [a-z]+ [a-z]+)|\b(?:is|are) (?:it|they|either)\b",
    re.IGNORECASE,
)
"""A question that asks only which to choose."""

_WHICH_MAY = re.compile(r"which (?!ones?\b|of\b)\w+ (?:may|can|must|need|count|are|have|get)\b", re.IGNORECASE)
"""A question that asks which of a kind may what, and chooses none of the subjects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What stands between two marks."""

    start: int
    end: int
    mark: str
    """Before it."""
    named: int
    """Where the last name of a subject in it ends, -1 without one."""


def find(hidden: str, spans: list[Span], *, beside: bool = False) -> tuple[Span, ...]:
    """Return the points of the list for which most speaks, () where there is none; `spans` are the subjects, and
    `beside` tells whether one axis is known otherwise."""
    lists = [one for sentence in _SENTENCE.finditer(hidden) for one in _lists(hidden, sentence.span(), spans)]
    scored = [(score, -points[0][0], points) for points, opener in lists if (score := _score(hidden, points, opener))]
    best = max(scored, default=(0.0, 0, ()))
    return best[2] if best[0] >= LEAST + BESIDE * beside else ()


def led(hidden: str, start: int, end: int) -> int:
    """Return where the first point of a list begins behind the words that lead to it: “score them on price”."""
    lead = _HEAD.match(hidden, start, end)
    return lead.end() if lead and end - lead.end() > 1 else start


def joins(words: str) -> bool:
    """Tell whether words go on with a list that stands before them: 以及生态."""
    return _JOINED.match(words.lstrip()) is not None


def tells_or_demands(words: str) -> bool:
    """Tell whether words tell of somebody or say how to write, and ask nothing of what is told of."""
    if _CONDITION.match(words.strip()) or _ASKS_FOR_TEXT.match(words.strip()):
        return True
    return _STORY.match(words.strip()) is not None or _DEMAND.match(words.strip()) is not None


def asks_nothing(words: str) -> bool:
    """Tell whether words ask only what differs or which to choose, and no point by which to tell."""
    return _NOTHING.fullmatch(words) is not None


def _parts(hidden: str, sentence: Span, spans: list[Span]) -> list[_Part]:
    """Return what stands between the marks of a sentence; none is a mark within a name or in brackets."""
    start, end = sentence
    bare = outside_brackets(hidden, start, end)
    names = [(a, b) for a, b in spans if start <= a < end]
    cuts = [
        (start + m.start(), start + m.end(), m[0].strip()[:1] or " ")
        for m in _PARTS.finditer(bare)
        if not any(a < start + m.start() < b - 1 for a, b in names)
        and not (m[0].isspace() and "、" in bare)
        and not (m[0].strip(", ") == "and" and _LATER.search(bare, m.end()))
    ]
    edges = [(start, start, ""), *cuts, (end, end, "")]
    parts = []
    for (_, a, mark), (b, _, _) in pairwise(edges):
        named = max((y for x, y in names if a <= x < b), default=-1)
        parts.append(_Part(start=a, end=b, mark=mark, named=named))
    return parts


def _lists(hidden: str, sentence: Span, spans: list[Span]) -> Iterator[tuple[tuple[Span, ...], str]]:
    """Yield the lists of a sentence behind the first name of a subject, and what opens each: a mark, "." for a name
    right before it, "" for nothing."""
    first = min((b for _, b in spans), default=0)
    row: list[Span] = []
    opener = ""
    for part in _parts(hidden, sentence, spans):
        if part.end <= first:
            continue
        start = part.named if part.named >= 0 else part.start
        opens = part.named >= 0 or part.mark in _OPENERS
        if part.mark == "?" and part.named < 0 and row:
            asked = [ASKS.search(one) is not None for one in _words(hidden, row)]
            if opener in _OPENERS and not any(asked) or all(asked) and ASKS.search(hidden[start : part.end]):
                opens = False  # "attribution? warranty?", 各几天？薪水怎么算？
        if opens and row:
            yield tuple(row), opener
            row = []
        if opens:
            opener = "." if part.named >= 0 else part.mark
        if part.mark == "," and len(row) > 1 and _turns(hidden, row, part):
            yield tuple(row), opener
            row, opener = [], ""
        told = _TELLING.match(hidden, part.start) is not None
        of_all = opener == "." and len(row) == 1 and JOINT.search(hidden, part.start, part.end) is not None
        if part.mark == "," and row and told and (hidden.startswith("、", part.end) or of_all):
            yield tuple(row), opener
            row = []
        found = _points(hidden, start, part.end, leads=not row)
        if found and (opener == "?" and told or not row and _TELLS_OF.match(hidden, part.start)):
            opener = ":"
        if found and opener == "?" and endings.ONLY.search(hidden[start : part.end].rstrip()):
            opener = ":"
        if part.named >= 0 and found and not has_han(hidden[start : part.end]):
            found = []
        if part.named >= 0 and found and has_han(hidden[start : start + 1]):
            led = _LEADS.match(hidden, start, part.end)
            found = _points(hidden, led.end() - 1, part.end, leads=True) if led else []
        if found is None or not found and row:
            if row:
                yield tuple(row), opener
            row, opener = [], "" if found is None else opener
            continue
        row += found
    if row:
        yield tuple(row), opener


def _turns(hidden: str, row: list[Span], part: _Part) -> bool:
    """Tell whether a comma behind points that 、 parts opens another clause: no word joins what follows."""
    listed = all(hidden[a:b].strip() in ("、", "+") for (_, a), (b, _) in pairwise(row))
    asks = all(ASKS.search(one) for one in (*_words(hidden, row), hidden[part.start : part.end]))
    return listed and not asks and not _JOINED.match(hidden, part.start)


_LEADS = re.compile("[㐀-鿿]{0,4}?(?:[的对里中在上各 ]|之间|分别|怎|咋|啥|如(?=何)|什(?=么)|为(?=[什何])|有)")
"""What leads from a name, or the rest of it, to what is asked: BSD三条款对商标."""


def _words(hidden: str, points: Iterable[Span]) -> list[str]:
    return [hidden[a:b] for a, b in points]


def _points(hidden: str, start: int, end: int, *, leads: bool) -> list[Span] | None:
    """Return the points of a part, most often one; [] where it has none, None where it ends every list."""
    start, end = trim(hidden, start, end, " \n,;:、.*_-“”\"'?》")
    known = _HEAD.match(hidden, start, end)
    if leads and not (known and known.end() > start) and GOES_ON.match(hidden, end):
        start = told.end() if (told := UP_TO.match(hidden, start, end)) else start
    joint = None if hidden[:start].rstrip()[-1:] == "?" else _JOINED.match(hidden, start, end)  # 跟落户有没有关系
    start = joint.end() if joint else start
    if _ASKS_FOR_TEXT.match(hidden, start, end) or leads and _CONDITION.match(_clause(hidden, start)):
        return None
    if leads and (lead := _HEAD.match(hidden, start, end)):
        start = lead.end()
    if _demands(hidden[start:end]) and not ASKS.match(hidden[start:end]):
        return None
    if leads and (read := hidden.rfind(HIDDEN, start, end) + 1):
        read += hidden.startswith(" ", read)
        lead = _HEAD.match(hidden, read, end)
        start = lead.end() if lead and lead.end() > read else start  # "of 700 words covering …"
    words = hidden[start:end]
    if HIDDEN in words:  # a part of what was read already: 报告包含
        return None
    if cut := re.search(r" ?\([^()]*\)?$", words):
        end = start + cut.start()
    only = endings.ONLY.search(hidden[start:end])
    last = hidden[end : end + 2].strip()[:1] not in ("、", "/", "+")
    end = start + endings.cut(hidden[start:end], last=last)
    start, end = trim(hidden, start, end, " \n,;:、.*_-“”\"'?的" + HIDDEN)
    words = hidden[start:end]
    if not words or asks_nothing(words) or not _says(words):
        return []
    asks = ASKS.search(words) and hidden[: joint.start() if joint else start].rstrip().endswith("、")  # 我们能做什么
    if _STORY.match(words) and not asks or _is_form(words):
        return None
    if _CHOICE.search(words) and not _WHICH_MAY.match(words):
        return []
    if what := _WHAT_IS.match(words):  # 转折点跟 A-Team 是什么
        return [(start, start + what.end("x")), (start + what.start("y"), end)]
    parted = (has_han(words) or only) and not ASKS.search(words)
    pair = split_list(hidden, start, end, "、") if parted else [(start, end)]
    pair = pair if all(_is_point(hidden[a:b]) for a, b in pair) else [(start, end)]
    return pair if all(_is_point(hidden[a:b]) for a, b in pair) else None


def _demands(words: str) -> bool:
    """Tell whether words say how to write; the noun 用量 only begins as such a word does."""
    noun = has_han(words[:1]) and tokens.tagged(words)[0][1].startswith("n")
    return not noun and _DEMAND.match(words) is not None


def _clause(hidden: str, start: int) -> str:
    """Return the rest of the sentence or question from `start` on, with its mark."""
    end = _SENTENCE_END.search(hidden, start, start + 300)
    return hidden[start : end.end() if end else start + 300].rstrip(".。! ")


_SENTENCE_END = re.compile(r"[。!?\n]|\.(?=\s|$)")
_WHAT_IS = re.compile(
    "(?P<x>[^和跟与及的是怎哪什]{2,12}) ?[和跟与及] ?(?P<y>[^和跟与及的是怎哪什]{2,12} ?是(?:什么|啥|多少))$"
)
"""Two things that are asked for together."""


def _says(words: str) -> bool:
    """Tell whether there is a word with a meaning: not in 有什么."""
    tagged = tokens.tagged(words) if has_han(words) else ()
    return not tagged or any(
        (tag[0] in "nvaqmjlibzfst" or word[-1] in _MEASURES) and word not in ("有", "是") for word, tag in tagged
    )


_MEASURES = "度率性量费"
"""In what a noun ends that the dictionary has for an adverb: 难度."""


def _is_form(words: str) -> bool:
    """Tell whether words say what the text is like: a demand, an element, a tone, a part of every report."""
    if ASKS.search(words):
        return False
    elements = [one for one in style.extras(words) if not has_han(words) or one.start < LEAD]  # 材料清单 is no list
    formal = style.register(words) or elements or style.language(words, words)[1]
    return _demands(words) or formal is not None or role(words) in ("references", "abstract")


def _is_point(words: str) -> bool:
    """Tell whether words ask something or are a short phrase that ends in a noun."""
    if not 1 < len(words) <= (LONGEST_HAN if has_han(words) else LONGEST) or HIDDEN in words:
        return False
    if ASKS.search(words):
        return True
    if not has_han(words):
        return words.count(" ") < 6 and not _VERB.search(_WHOSE.sub("", words))
    tags = [tag for _, tag in tokens.tagged(words)]
    if len(tags) == 1:
        return tags[0][0] not in "rpcuy"
    clause = {"r", "c", "y", "ul", "uz", "ug", "d"} & {*tags} or _HAS.search(words)
    return not clause and tags[0] != "p" and tags[-1][:1] not in ("d", "p", "m", "u", "x")


_VERB = re.compile(
    r"\b(?:(?:i|we|they|he|she|you)\b(?= )|is|are|was|were|has|have|had|will|would|can|wants?|needs?)\b", re.IGNORECASE
)
"""What a phrase that is no clause has not."""
_WHOSE = re.compile(r"(?<=^the )(?P<thing>[\w -]{2,30}?) (?:that )?(?:i|we|you|they|one) (?:\w+ )?\w+$", re.IGNORECASE)
"""What says which thing is meant: "the hardware you need"."""
_HAS = re.compile("[有是](?![无否关效毒害没])")
"""What a Chinese clause has that asks nothing: 家里只有一口锅."""


def _score(hidden: str, points: tuple[Span, ...], opener: str) -> float:
    """Return what speaks for a list."""
    words = _words(hidden, points)
    asked = sum(ASKS.search(one) is not None for one in words)
    alone = asked and (opener == "." and has_han(words[0]) or opener in ("?", "-") and words[0].count(" ") > 2)
    if len(words) > MOST or len(words) == 1 and not alone:
        return 0.0
    marks = {hidden[a:b].strip()[:1] for (_, a), (b, _) in pairwise(points)}
    if opener == "?" and not asked and len(words) < FEWEST and marks != {"+"}:
        return 0.0  # where and for whom: "A or B? full sun, north georgia"
    strong = bool(marks) and marks <= {*_STRONG, *"和与及跟"}
    han = has_han("".join(words))
    nouns = sum(not han or tokens.tagged(one)[-1][1].startswith(("n", "vn", "l")) for one in words)
    alike = asked == len(words) or nouns == len(words) and not (asked and han)
    return min(len(words), 4) * 0.5 + alike * 0.5 + (opener != "") * 0.5 + strong * 1.0 + (len(words) == 1) * 1.25
