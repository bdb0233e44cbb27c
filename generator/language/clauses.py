"""What may be left off a sentence: one definition, for writers and for the gate.

A part of a sentence stands for it only where the rest holds nothing that bounds it: no number, negation, condition,
attribution, hedge or contrast, and no words that say where, when or for whom it holds.
"""

import re

from generator.language import numerals

BOUNDS = {
    "negation": re.compile(
        r"[不未无非没别勿莫否]|禁止|拒绝|缺乏|缺少|避免|反对|免于|n['’]t\b|"
        r"\b(?:not?|none|never|nor|neither|without|cannot|hardly|rarely|seldom|barely|few|little|lacks?|lacking|fail(?:s|ed)?|"
        r"refus\w+|den(?:y|ies|ied)|prohibit\w*|forbid\w*)\b",
        re.I,
    ),
    "condition": re.compile(
        r"除非|除了|如果|假如|假设|假定|倘|要是|若|一旦|只[要有在能需]|仅|的话|前提|条件|情况下|情形下|取决于|视乎|直[到至]|"
        r"(?:时|后|前)[，,]|"
        r"\b(?:unless|if|only|once|when(?:ever)?|where(?:ver)?|provided|providing|assuming|suppos\w+|depend\w*|"
        r"in case|as long as|so long as|subject to|until|till|except\w*)\b",
        re.I,
    ),
    "attribution": re.compile(
        r"(?<![数证依根占论])据(?![库集点])|(?<![名职简全])称(?![为号呼])|认为|表示|指出|(?<![小传学])说(?!明书)|写道|介绍|强调|透露|显示(?!为)|"
        r"表明|可见|宣布|(?<!许可证)声明|声称|所谓|报道|预计|预测|估计|估算|看来|相信|指控|传闻|传言|主张|"
        r"(?:建议|计划|拟|打算|希望|试图)(?![，。；]|$)|"
        r"\b(?:according|says?|said|saying|claim\w*|argu\w+|believ\w+|think\w*|thought|report(?:s|ed|edly)?|stat(?:es|ed|ing)|"
        r"announc\w+|suggest\w*|alleg\w+|so-called|predict\w*|expect\w*|estimat\w+|view|opinion|assert\w*|told|tells?|"
        r"writes?|wrote|hopes?|plans?|intends?|propos\w+)\b",
        re.I,
    ),
    "hedge": re.compile(
        r"可能|也许|或许|大概|似乎|好像|大约|(?<![节制条契合公签])约(?![束定])|恐怕|有望|或将|倾向|一般|通常|往往|大多|多数|部分|"
        r"某些|几乎|近乎|至少|至多|最多|最少|以上|以下|超过|不足|接近|左右|潜在|理论上|原则上|"
        r"\b(?:may|might|could|would|should|perhaps|possibly|likely|probably|seem\w*|appear\w*|roughly|usually|"
        r"often|sometimes|some|part(?:ly|ially)|almost|nearly|typically|generally|mostly|at least|at most|up to|"
        r"(?:about|around|over) (?=[\d$€£]|an? |half|two|three|ten)|"
        r"more than|less than|fewer than|in theory|in principle|potential\w*)\b",
        re.I,
    ),
    "contrast": re.compile(
        r"虽|尽管|但(?!凡)|然而|不过|可是|却|而(?!且)|反之|相反|反而|相比|相较|比起|即[使便]|哪怕|与其|与[^，。；]{1,20}不同|"
        r"\b(?:while|whilst|although|though|but|however|yet|whereas|despite|in spite|unlike|instead|rather|than|even|"
        r"compared|in contrast|by contrast|nevertheless|still)\b",
        re.I,
    ),
}
"""What a part of a sentence may say of the rest of it, by kind, in both languages. Chinese characters count wherever
they stand, so 非常 is refused as well: a cut too few costs a cell, a cut too many a meaning."""
_SCOPE = re.compile(
    r"(?:^|[，；：])(?:在|对|就|按|自|从|当|于|针对|根据|依据|随着|除|为|因|由于|通过|凭借|关于|至于|面向|尤其|特别)"
)
"""A part that opens so says where, when, for whom or by what means the next one holds."""
_ASIDES = re.compile(r"\s?（[^（）]*）|\s?\([^()]*\)|——[^——]{2,40}——|\s?— [^—]{2,80} —(?=\s)")
_NAME = re.compile(r"[A-Z《“\"「]|(?<![a-z])[A-Za-z]+(?=[㐀-鿿])|(?<=[㐀-鿿])[A-Za-z]+")
"""What looks like a name, a title or somebody's words."""
_OPENS = "，；：,;:"
_CLOSES = "。；，,;.!！?？"
_PAIRS = (("（", "）"), ("(", ")"), ("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"), ("【", "】"), ("[", "]"))
_JOINS = re.compile(r"[;；]|, (?=and (?:[A-Z]|we\b|it\b|they\b))")
"""Where an English clause may end: at other commas a list or an addition is as likely."""


def fault(sentence: str, start: int, end: int) -> str | None:
    """Return why sentence[start:end] cannot stand alone as a clause, or None when it can.

    A clause starts with its sentence or after one of ，；：,;: and ends before a mark or with its sentence. In English
    it starts with its sentence or after a semicolon and ends before another one, or before “, and” with a new subject.
    It stands in no bracket or quotation that it does not hold whole, and the rest of its sentence bounds it in
    nothing (`bound`).
    """
    before, inside, after = sentence[:start].rstrip(), sentence[start:end], sentence[end:].lstrip()
    narrow = not re.search("[㐀-鿿]", sentence)
    if before and (before[-1] not in (";" if narrow else _OPENS) or _within_number(sentence, len(before) - 1)):
        return "it starts inside a clause"
    if after and (after[0] not in _CLOSES or _within_number(sentence, len(sentence) - len(after))):
        return "it ends inside a clause"
    if narrow and after.strip(_CLOSES + "”’\"')] ") and not _JOINS.match(after):
        return "it ends inside a clause"
    for piece in (before, inside):
        if any(piece.count(opening) != piece.count(closing) for opening, closing in _PAIRS) or piece.count('"') % 2:
            return "it cuts a bracket or a quotation"
    if scope := _SCOPE.search(before):
        return f"it leaves off where or for whom it holds: “{before[scope.start() :].lstrip(_OPENS)[:20]}”"
    found = bound(before) or bound(after)
    return f"the rest of its sentence has {found}" if found else None


def bound(left: str) -> str | None:
    """Return what words that are left off would bound, as “a negation: “not””, or None where they bound nothing."""
    for kind, pattern in BOUNDS.items():
        if match := pattern.search(left):
            return f"a {kind}: “{match[0].strip()}”" if kind != "attribution" else f"an attribution: “{match[0]}”"
    found = numerals.numbers(left)
    return f"a number: “{found[0]}”" if found else None


def asides(sentence: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of asides, in brackets or between dashes, that may be left off: without name or bound."""
    return tuple(m.span() for m in _ASIDES.finditer(sentence) if not _NAME.search(m[0]) and bound(m[0]) is None)


def _within_number(sentence: str, at: int) -> bool:
    """Tell whether the mark at `at` joins digits: 1,000, 3.5, 10:30."""
    return sentence[at - 1 : at].isdigit() and sentence[at + 1 : at + 2].isdigit()
