"""Words of closed classes as a retelling is compared by them: which rows a clause has, which of them may come and go.

The words and their rows are those of `function_words`; here stands which say nothing where sentences are joined, and
which say the same.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from generator.evidence import instructing
from generator.gate import function_words, relating, strength
from generator.language import tokens

ALSO = {"zh": ("将", "曾", "不再", "未来", "之前", "直到", "以来"), "en": ("will", "no longer", "before", "until")}
"""Words of other classes whose rows may not come either."""
FREE = {
    "zh": ("双方", "两者", "也", "就", "便", "还", "又", "各", "均", "都", "其他", "同样", "会", "如", "以外",
           "自己", "另", "还是", "还有"),
    "en": ("both", "each", "also", "too", "other", "another", "same", "unlike", "as", "like", "either", "than", "even",
           "fails to", "fail to", "failed to"),
}  # fmt: skip
"""Words with which sentences are joined and sides set against each other: they may come and go."""
COMES = {"zh": ("可以", "可", "能", "能够"), "en": ("can", "able to")}
"""Words that may come where the source says nothing of what may, must or should be: what is done can be done."""
ALIKE = {
    "zh": (("应当", "须"), ("难以", "很难"), ("只", "才"), ("只", "只是"), ("避免", "以免")),
    "en": (("must", "shall"),),
}
"""Words whose rows say the same where a sentence is told in other words."""
MEASURED = {"zh": ("更", "比"), "en": ("more", "less", "than", "as")}
"""Words that compare, whose rows may come where the source compares in another way."""
COMPARING = {"zh": ("更", "比", "高于", "低于"), "en": ("more", "less", "than", "more than", "less than")}
"""Words of the ways to compare."""
CAUSED = {"zh": ("因为", "所以"), "en": ("because", "so")}
"""A word that opens a cause, and one that opens its effect."""
IF = {"zh": ("如果", "只要"), "en": ("if",)}
"""Words for a condition, whose rows may come where the source puts one as a time or a case."""
_PLAIN = {
    "zh": re.compile(
        "(?<=先)([^。；先]{1,24})再|^再(?!次|度)|(?<=[^大一小\\W])部分(?=[只是用则仍，。])|最(?=[多少](?!的)[^，。；]{0,6}?\\s?[\\d一二两三四五六七八九十])"
    ),
    "en": re.compile(
        r"\b(?:over|under)\b(?! ?(?:[\d$€£]|(?:one|two|three|half)\b|an? (?:dozen|hundred|thousand|million|billion|"
        r"half|third|quarter|year|month|week|day|hour|minute|(?:milli|micro|nano)?second)\b))|"
        r"(?<=\bso) that\b|\bso far\b|"
        r"(?<=\bdo) so\b|(?<=\bdoes) so\b|(?<=\bdone) so\b|(?<=\bdid) so\b|(?<=\bdoing) so\b|(?<=\bif) so\b",
        re.I,
    ),
}
"""Words that compare only before a number; "so that", which is "so"; "so" that stands for what was said; 先 … 再,
which is an order; 多线程部分, which is a thing."""
WHEN = {
    "zh": re.compile("时|的话|情况下|之后|以后|后，|的[，；]|的$|也(?:不|能|可|会)|(?:^|[，；])(?:要|需要)"),
    "en": re.compile(
        r"\b(?:when|where|once|in case|in the (?:\w+ )?event|without|whoever|for|who|whose|"
        r"that (?:is|are|has|have|was|were))\b",
        re.I,
    ),
}
"""Words that put a condition as a time or a case: with one the word for the condition may go."""
BOUND = {
    "zh": re.compile("除外|除非|如果|若|一旦|只有|只要|[^，。；]{4}的$"),
    "en": re.compile(r"\b(?:if|unless|provided|except)\b|^(?:once|where)\b|(?<!\bat )\bonce\b", re.I),
}
"""Words of a clause that bounds the one beside it: who retells that one has to retell the bound."""
AHEAD = {"zh": re.compile("[^，。；]{4}的$"), "en": re.compile("(?!)")}
"""Those that bound only what follows them: 情节严重的，…"""


def bound(words: str, language: str) -> re.Match[str] | None:
    """Return the word by which a clause bounds another, None for none: a noun may end as a case does (以指数为标的)."""
    found = BOUND[language].search(words)
    if found and found[0].endswith("的") and tokens.tagged(tokens.simplify(words))[-1][0] != "的":
        return None
    return found


NEXT = {
    "zh": re.compile("(?:但是?|而|并且|且|不过)?(?:如果|倘若|要是|若|一旦)"),
    "en": re.compile(r"(?:and|or|but|so) (?:also |then )?(?:if|once|unless|where)\b", re.I),
}
"""Openings of those that bound only the next clause, where one follows: …, and if it strings, lower the nozzle."""
APART = {"zh": re.compile("除外|除非"), "en": re.compile(r"\b(?:unless|provided|except)\b", re.I)}
"""Those that may bound what stands before a semicolon as well; of others each part of a sentence has its own."""
POINTING = {
    "zh": re.compile("[下以][列下].{0,6}(?:情[形况]|条件|行为)"),
    "en": re.compile(r"\b(?:the following|(?:any|all|one|either|both) of (?:the below|these|those))\b", re.I),
}
"""Words of a bound that is said elsewhere, in a list: who tells a case of the list has told it."""


def rows(words: str, language: str) -> dict[tuple[str, int], str]:
    """Return the rows of closed classes that a passage has a word of, each with a word that may not be free."""
    rest, said = strength.parted(relating.MONTH.sub(" ", words), language)
    plain = _PLAIN[language].sub(lambda match: match[1] if match.lastindex else "至" if match[0] == "最" else " ", rest)
    listed = sorted(function_words.listed(plain, language), key=lambda pair: pair[0] not in FREE[language])
    told = {_strong(kind, language): its_words for kind, its_words in said}
    return {_OWN.get(word) or _alike(language).get(row, row): word for word, row in listed} | told


_OWN = {"宜": ("modality", -1)}
"""A word that stands in the row of 应当, only advises, and is never told as 必须: a row of its own."""


LED = re.compile(r"\b(?:if|when|where|unless|once)\W*$|(?:如果|若|一旦|时|情况|情形)[^，。；\w]*$", re.I)
"""The end of words before a list of which each point is a case in which they hold."""
FITS = re.compile(
    r"\bsuits?\b|\b(?:suited|suitable|meant|intended|best|good|ideal|right|recommended|choice) (?:\w+ )?(?:for|to)\b|"
    r"适合|适用|推荐|宜",
    re.I,
)
"""Words for whom, or what, a thing is good: they put a case as well as a condition does."""
RELATIVE = {"zh": re.compile("(?!)"), "en": re.compile(r"\b(?:that|which|who|whom|whose|where)\b", re.I)}
"""Words that open what says more of the noun before them."""


def hinted(words: str, language: str) -> frozenset[tuple[str, int]]:
    """Return the rows of what may and must be that a passage may have by what often says something else."""
    return frozenset(_strong(kind, language) for kind in strength.hinted(words, language))


_SHOULD = re.compile(r"\bshould (?:not |never |always |only )?(?:be )?([a-z]+)", re.I)
_BID = {"zh": ("应当", "不能", "可以"), "en": ("should",)}
"""Words for what a reader is told to do, or, in Chinese, not to do: 不要 is 不能, 不可以."""
_BIDDING = {
    "en": re.compile(
        r"(?-i:(?=[A-Z]))(?:(?:please|always|never|then|first),? )?(?:do not |don['’]t )?"
        r"(?![a-z]+(?:ed|ing)\b)([a-z]+) (?:the|an?|its|all|each|any|every|this|that|these|those|no|only|\d[\d,.]*)\b",
        re.I,
    ),
    "zh": re.compile("请(?!求|示|假)|.*(?:不要(?!求)|勿|务必)"),
}
"""A clause that tells its reader what to do, or not: its verb opens the sentence, or a word asks for it."""


def bidden(clause: str, part: str, language: str) -> frozenset[tuple[str, int]]:
    """Return the row of what should be, where a clause says it of what a clause of a source tells its reader to do."""
    told = _BIDDING[language].match(part)
    if told and language == "en":
        same = {token for match in _SHOULD.finditer(clause) for token in tokens.tokens(match[1])}
        told = same & set(tokens.tokens(told[1]))
    should = row(_BID[language], language) if told else frozenset()
    return frozenset(_alike(language).get(one, one) for one in should)


def advised(clause: str, told: str, above: Sequence[str], language: str) -> frozenset[tuple[str, int]]:
    """Return the rows of what should be, and of what is recommended, where a clause says so of what the sentence it was
    made of (`told`) has its reader do, or of what that, or a heading above it, has them choose."""
    if language == "zh":
        return row(("应当", "要"), language) if _listed(clause, told, above) else frozenset()
    verbs = [instructing.bids(words) for words in (told, *above)]
    first = set(tokens.tokens(verbs[0])[:1])
    other = set(tokens.tokens(told)) - first  # what the sentence says elsewhere is none that its reader is told to do
    done = [set(tokens.tokens(match[1])) for match in _SHOULD.finditer(clause)]
    found = {"should" for verb in done if first and (first & verb or not verb & other)}
    for taken in filter(None, map(_CHOSEN.match, verbs)):
        what = re.escape(taken["what"])
        if re.search(rf"\b{what}\b[^,;]*(?<!\bnot )\brecommended (?:to|for)\b", clause, re.I):
            found.add("recommended to")
    return row(tuple(sorted(found)), language)


def _listed(clause: str, told: str, above: Sequence[str]) -> bool:
    """Tell whether a Chinese clause says that what a point says is to be done: below “how to”, or by its number, a
    point that opens with the verb tells its reader to do it."""
    if not (_POINT.match(told) or any(map(_HOW.match, above))):
        return False
    points = (part.strip() for part in _MARKS.split(told))
    opening = [tokens.known_words(tokens.words(tokens.simplify(part))[0])[0] for part in points if part]
    done = {word[0] for word in opening if tokens.tagged(word)[0][1][0] in "vpz"}  # z: a verb alone is often untagged
    return any(match[1] in done for match in _TO_DO.finditer(tokens.simplify(clause)))


_POINT = re.compile(r"\s*(?:[（(]?\d{1,2}[）)、.．]|[一二三四五六七八九十]{1,2}、|[①-⑳])")
"""The number of a point of a list."""
_HOW = re.compile(r"(?:如何|怎[么样]|怎麼)")
_TO_DO = re.compile(r"(?<![须必只重主需])(?:应该|应当|应|需要|需|要)(?:先|再|优先|尽量|注意)?(\w)")
_MARKS = re.compile(r"[，,；;：:。、（）()]|\d+")
_CHOSEN = re.compile(
    r"(?:choose|pick|select|opt for|go (?:for|with)|consider|use|buy|try|prefer) +(?:the )?(?P<what>\w+)", re.I
)
"""What a reader is told to choose."""


def stems(word: str, sources: Iterable[str]) -> bool:
    """Tell whether sources have an English word in another form of it: exceeding, of “is exceeded”."""
    return " " not in word and any(set(tokens.tokens(word)) <= set(tokens.tokens(source)) for source in sources)


def than(word: str, sources: Sequence[str]) -> bool:
    """Tell whether sources compare by the same quality as a word of one: 大于, of 比……更大."""
    return len(word) == 2 and word[1] == "于" and any(re.search(f"[更较比][^，。；]*{word[0]}", one) for one in sources)


@cache
def _strong(kind: str, language: str) -> tuple[str, int]:
    """Return the row of what may, or must, be."""
    (found,) = row((strength.KINDS[language][kind],), language)
    return _alike(language).get(found, found)


@cache
def row(words: tuple[str, ...], language: str) -> frozenset[tuple[str, int]]:
    return frozenset(row for word in words for _, row in function_words.listed(word, language))


@cache
def spread(words: tuple[str, ...], language: str) -> tuple[tuple[str, ...], ...]:
    """Return the whole rows that some words stand in."""
    classes = function_words.classes(language)
    return tuple(classes[name][at] for name, at in row(words, language))


@cache
def _alike(language: str) -> dict[tuple[str, int], tuple[str, int]]:
    """Return the rows that are read as another one."""
    pairs = (tuple(row((word,), language) for word in pair) for pair in ALIKE[language])
    return {next(iter(other)): next(iter(one)) for one, other in pairs}


@cache
def whole(language: str) -> frozenset[tuple[str, int]]:
    """Return the rows of words for all, and for what is allowed where that is no word for what may be: who leaves one
    out says no more than the source."""
    return frozenset(row for _, row in function_words.listed({"zh": "任何，允许", "en": "all"}[language], language))


@cache
def also(language: str) -> frozenset[tuple[str, int]]:
    return frozenset(row for words in ALSO[language] for _, row in function_words.listed(words, language))
