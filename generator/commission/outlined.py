"""Candidates for the outline by what a commission says of a list: that it is so many parts of the text, what the text
is split into, or that each of its items has a heading.

"three blocks: who may complain, what it needs", 分成：甲、乙、丙, "…: a, b, c. Use those as headings".
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from generator.commission import parted
from generator.commission.candidates import ASKS, LONGEST_TITLE, MOST_CUES, STRUCTURE, Candidate, Item, listed
from generator.commission.clauses import Span
from generator.commission.phrases import HIDDEN, NUMBER, number, outside_brackets, split_list, trim
from generator.language import tokens
from generator.language.text import has_han

OUTLINED = 4.0
"""Added to the score of a list of which it is said so. Set by hand."""
_PIECES = (
    r"(?:parts?|sections?|blocks?|chapters?|headings?|heads|halves|paragraphs?|columns?|chunks?|portions?|bits)"
    r"(?![a-z])"
)
"""What a text consists of."""
_HAN_PIECES = r"个?(?:大|小)?(?:部分|章节?|小?节|板?块|模块|段|栏|栏目|小标题|标题|篇)"
_OPENS = r"[^\S\n]*(?::|--?-?(?= ?[^\s\d-])|\((?=[^()\n]*\)))\s?"
"""What stands between a count and its list."""
_POLITE = (
    r"(?:please|pls|if you can|if possible|will do|in total|only|at most|wanted|needed|requested|"
    r"(?:would|will|should) (?:be [a-z]+|do(?: [a-z]+)?))"
)
"""What is said of a count before its list: “two parts would be ideal:”."""
_APIECE = r"(?:(?:one|an?|each|every|about|max)\b|[每各一])[^,.;:。\n]{2,24}"
"""What is said of each of them: “one paragraph each”."""
_COUNTED = re.compile(
    rf"(?<![第每\d])(?:(?P<n>{NUMBER})(?: [a-z]+){{0,2}}? {_PIECES}|(?P<m>[两二三四五六七八九]|[2-9]){_HAN_PIECES})"
    rf"(?: for(?: [a-z]+){{1,4}})?(?:,? {_POLITE})?(?:,? ?{_APIECE})?"
    rf"[^\S\n]?[^\s,.;:。!?(“-]{{0,3}}{_OPENS}",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"(?:(?<!不)(?:分成|分为|分作|拆成|拆为|划分[为成]|分别?写成?)|"
    r"(?:按|照|依)(?:着|照)?[^,。;:\n“]{0,8}(?:来?写|框架|流程|顺序|思路|这样)|"
    r"\b(?:split|divid|organi[sz]|arrang|structur|order|group)(?:e|ed|ing)?"
    r"(?: (?:it|this|that|them|up|out|as|into|by|like|so|follows|the text))*|"
    r"\b(?:lay|set) (?:it|this|that|everything) out(?: (?:as|like|so|follows|this))*|"
    r"\b(?:write|do|give|tell|present|order) (?:it|this|that)(?: (?:to )?(?:us|me|them))? (?:as|in|like)"
    r"(?: (?:so|this|follows|this order))?) ?: ?",
    re.IGNORECASE,
)
"""What says that the text is parted so, before a colon."""
_PER_THING = re.compile(
    rf"(?:\b(?:an?|one)(?: [a-z]+)? {_PIECES} (?:per|for (?:each|every)) [a-z]+|"
    rf"每[一种个样类项款家条](?!{_HAN_PIECES})[^,。;:\n]{{0,6}}(?:各|单独|分别)?[写成]?一{_HAN_PIECES}){_OPENS}",
    re.IGNORECASE,
)
"""What says that each of the things behind it has a part of the text: "one part per job: mowing, aeration"."""
_OF_EACH = re.compile(
    r"\b(?:each|every|per|those|these|them|all (?:three|four|five|six))\b|"
    r"每|各|以此|照此|(?:这|上述|以上)[几些两三四五六七八九]?",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\b(?:headings?|sections?|chapters?|paragraphs?|titles|parts)\b|标题|一小?[节段章栏]|分节|分段|小节|章节",
    re.IGNORECASE,
)
_MARKS = ("|", ";", "/", "、", ",")
_ENDS = {"、": "[,;](?! ?(?:以及|和|及|与|最后))", ",": ";"}
"""What ends a list that a weaker mark parts."""
_NO_JOINT = re.compile(r"(?!)")
_TURN = re.compile(
    r"(?:(?:and|or|以及|和|与|及|还有)\b ?)?"
    r"(?:(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|finally|lastly|last)\b,? |"
    r"首先|其次|然后|接[着著]|最后|(?:先|再)(?=[讲写说谈看]))?(?:and |[讲写说谈看](?=.{2}))?",
    re.IGNORECASE,
)
"""What leads to an item and is no part of it: “and finally”."""
_DEMANDS = re.compile(
    r"(?:in|at|within|using|no|not|max|each|all|about|around|roughly|please|with|for|by|nothing|plus|"
    r"and (?:please|no|keep))\b|\d|[约共每各不请别勿附给用写要]|最[多少]|最后(?=[再]?[给做写请来附说])|全文|字数|总",
    re.IGNORECASE,
)
"""What opens another demand behind a list."""


def outlined(flat: str) -> Iterator[Candidate]:
    """Yield the lists of which a commission says that they are the parts of its text."""
    for match in islice(_COUNTED.finditer(flat), MOST_CUES):
        count = number(match["n"] or match["m"])
        if 2 <= count <= 12 and (spans := _items(flat, match.end(), _close(flat, match), count)):
            yield _found(flat, spans)
    for match in islice(_SPLIT.finditer(flat), MOST_CUES):
        if spans := _items(flat, match.end(), _close(flat, match), fewest=3):
            yield _found(flat, spans)
    yield from (_found(flat, spans) for spans in things(flat))
    yield from _headed(flat)
    yield from _quoted(flat)


def things(flat: str) -> Iterator[list[Span]]:
    """Yield the lists of things of which each has a part of the text."""
    for match in islice(_PER_THING.finditer(flat), MOST_CUES):
        if spans := _items(flat, match.end(), _close(flat, match)):
            yield spans


def _close(flat: str, cue: re.Match[str]) -> int:
    """Return where the list behind a cue ends: at its bracket, at the dash that closes it, or with the sentence."""
    end = _sentence_end(flat, cue.end())
    mark = cue[0].rstrip()[-1]
    bare = outside_brackets(flat, cue.end(), end)
    if mark == "(":
        return flat.index(")", cue.end())
    if mark == "-" and (dash := re.search(r"--+| - ", bare)) and not re.search(r" - .* - ", bare):
        return cue.end() + dash.start()
    return end


def _sentence_end(flat: str, start: int) -> int:
    """Return where the sentence at `start` ends; what stands in brackets or quotation marks ends none."""
    window = outside_brackets(flat, start, min(len(flat), start + 600))
    stop = re.search(r"[。\n]|[.!?](?=\s|$|[”\"])", window)
    return start + (stop.start() if stop else len(window))


def _items(flat: str, start: int, end: int, count: int = 0, fewest: int = 2) -> list[Span]:
    """Return the items of a list, parted by one mark, as many as counted, or `fewest` at least; [] where they are none.

    What looks like another demand ends the list, unless as many items as counted stand with it.
    """
    strong = parted.items(flat, start, max(2, fewest))  # no weaker mark parts what semicolons do
    if strong and strong[-1][1] <= end and (not count or len(strong) == count):
        return strong
    demand = re.compile(rf"[,;] ?(?={_DEMANDS.pattern})", re.IGNORECASE).search(flat, start, end)
    ends = [demand.start(), *([end] if count else [])] if demand else [end]
    for spans in (way for one in ends for way in _ways(flat, start, one)):
        spans = [_bare(flat, span) for span in spans]
        if all(_is_title(flat[a:b]) for a, b in spans) and (len(spans) == count if count else len(spans) >= fewest):
            return spans
    return []


def _is_title(words: str) -> bool:
    """Tell whether words may head a section: no number is before them, by which other lists are read, and no question
    ends within them."""
    odd = HIDDEN in words or _NUMBERED.match(words) or "?" in words.rstrip("?")
    said = outside_brackets(words, 0, len(words)).replace(
        HIDDEN, ""
    )  # what stands in brackets is no part of its length
    return 1 < len(said) <= LONGEST_TITLE + 20 and not odd


_NUMBERED = re.compile(r"[(\[]?(?:[\d①-⑳]|第?[一二三四五六七八九十]{1,2}[、.,:)])")


def _ways(flat: str, start: int, end: int) -> Iterator[list[Span]]:
    """Yield the items of a list by each mark that may part them, the plainest first."""
    bare = outside_brackets(flat, start, end)
    quoted = [match.span("x") for match in _QUOTE.finditer(flat, start, end)]
    if len(quoted) > 1:
        yield quoted
    for mark in _MARKS:
        if mark in bare:
            stop = re.search(_ENDS[mark], bare) if mark in _ENDS else None
            last = start + stop.start() if stop else end
            yield split_list(flat, start, last, mark, _NO_JOINT)
            yield split_list(flat, start, last, mark)
    for mark in (" - ", "--", "→", "->", ">"):
        if mark in bare:
            edges = [0, *(edge for one in re.finditer(re.escape(mark), bare) for edge in one.span()), len(bare)]
            yield [trim(flat, start + a, start + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


_QUOTE = re.compile(r"[“\"](?P<x>[^“”\"\n]{2,60})[”\"]")


def _bare(flat: str, span: Span) -> Span:
    """Return a title without what leads to it."""
    start, end = trim(flat, *span, " \n\t,;:、.*_“”\"'-")
    lead = _TURN.match(flat, start, end)
    return trim(flat, lead.end() if lead else start, end, " \n\t,;:、.*_“”\"'-")


def _found(flat: str, spans: list[Span]) -> Candidate:
    items = [Item(start=a, title_start=a, title_end=b, end=b) for a, b in spans]
    found = listed(flat, items, True)
    return replace(found, score=found.score + OUTLINED)


def _headed(flat: str) -> Iterator[Candidate]:
    """Yield the lists behind a colon of which the clause or the sentence right behind says that each has a heading."""
    for colon in islice(re.finditer(r": ?(?=[^\s:])", flat), MOST_CUES):
        end = _sentence_end(flat, colon.end())
        said = next((one.start() for one in _CLAUSE.finditer(flat, colon.end(), end) if _is_said(one[0])), None)
        behind = _NEXT.match(flat, end)
        if said is None and not (behind and _is_said(behind[0])):
            continue
        if spans := _items(flat, colon.end(), said or end, fewest=3):
            yield _found(flat, spans)


_CLAUSE = re.compile(r"[,;] ?[^,;]+")
_NEXT = re.compile(r"[.。!?] ?[^.。!?\n]{1,80}")


def _is_said(words: str) -> bool:
    """Tell whether words say of each of several things that it has a heading of its own."""
    return _OF_EACH.search(words) is not None and _HEADS.search(words) is not None


_ROW = re.compile(r"(?:[“\"][^“”\"\n]{2,60}[”\"][、,]? ?(?:(?:和|与|及|以及|and|then) ?)?){3,12}")


def _quoted(flat: str) -> Iterator[Candidate]:
    """Yield the rows of quoted clauses that a verb leads to: 分别写“能退什么”“找谁退”“不退怎么办”."""
    for row in islice(_ROW.finditer(flat), MOST_CUES):
        spans = [match.span("x") for match in _QUOTE.finditer(flat, *row.span())]
        before = flat[max(0, row.start() - 12) : row.start()]
        told = (
            has_han(before)
            and tokens.tagged(before)[-1][1][:1] in ("v", "p")
            and not re.search("[比较与和跟]$", before)
        )
        headed = STRUCTURE.search(re.split(r"[。.!?;\n]", flat[max(0, row.start() - 24) : row.start()])[-1])
        asked = sum(ASKS.search(flat[a:b]) is not None for a, b in spans) > len(spans) / 2
        if not all(_is_title(flat[a:b]) for a, b in spans):
            continue
        if headed or told and asked or STRUCTURE.search(flat, row.end(), row.end() + 12) and asked:
            yield _found(flat, spans)
