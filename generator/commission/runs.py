"""Candidates for the outline by their form alone: three or more short items that one mark parts, wherever they stand.

"Parts: What they may do | What they must do | What we give up", short lines below "按下面三条来". Titles stay whole.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from generator.commission.candidates import ASKED, MOST_CUES, STRUCTURE, Candidate, Item, cue_before, listed
from generator.commission.clauses import Span
from generator.commission.phrases import HIDDEN, outside_brackets, trim, within_bracket
from generator.language import tokens

FEWEST, LONGEST = 3, 40
"""Items of a run; characters of an item."""
WHOLE = 1.0
"""Added to the score of a run, which keeps the titles whole. Set by hand."""
_QUESTIONS = re.compile(rf"(?P<x>(?:[^。.!?;:\n“”{HIDDEN}]|\.(?=\w)){{3,80}}{ASKED.pattern})(?:[;,。.] ?| )?")
_BEHIND = re.compile(
    r"[^。.?!\n]{0,10}(?:按|照|就|用|以|每|各|这|上面|一[节问]|\b(?:use|these|those|this|that|each|one)\b)[^。.?!\n]{0,40}",
    re.I,
)
"""What a sentence behind questions says of them: 就按这几个问题分节."""
ANSWERED = re.compile(
    r"[按照就](?:着|照)?(?:这|以上|上面|下面|以下|下列)[^,。;:\n]{0,4}问|(?:回答|答复)[^,。;:\n]{0,12}: ?$|"
    r"\banswer\b[^.;:\n]{0,24}: ?$|\b(?:one by one|in turn|one after (?:another|the other))\b",
    re.IGNORECASE,
)
"""Words that have questions answered each for itself."""
_MARKS = (" ?\\| ?", " ?/ ?", "; ?", " ?· ?")
_PASSAGE = re.compile(r"(?:[^。!?\n.]|\.(?!\s|$)|\?(?= ?(?:\([^()\n]*\) ?)?[|/;·]))+")
_LEAD = re.compile(
    r"^.*(?::|--|\b(?:[Hh]eading|[Ss]ection)s?\b(?:,? (?:please|pls))?(?: ?-+)?|小标题|"
    r"[一二两三四五六七八九\d](?:块|段|部分|节|条)(?:是)?) ?"
)
_LAST = re.compile(r", ?(?=请|要|不|给|每|共|全文|数据|字数|with |about |in |please |each |no )")
_CUE_LINE = re.compile(
    r"(?:下面|以下|下列|如下|这)[^\n]{0,8}$|[:]\s*$|\b(?:following|below|these)\b[^\n]{0,30}$", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"^ ?[(\[]?(?:\d{1,2}(?!\w)|[①-⑳]|第?[一二三四五六七八九十]{1,2}[、.,:)]|"
    r"(?:first|second|third|fourth)(?:ly)?[,:])|:|"
    rf"^{HIDDEN}",
    re.IGNORECASE,
)
"""A number, which other lists are read by, or a label before a value."""
_NAMES = re.compile(r"[$A-Z0-9][\w.+#-]*(?: [A-Z0-9][\w.+#-]*){0,4}|[㐀-鿿]{2,3}")


_AND = re.compile("and (?=[a-z])", re.IGNORECASE)
"""What leads to the last item."""
_TURN = (
    r"(?:首先|先|再|然后|接着|随后|其次|最后|第[一二三四五六七八九十][^，,。;:“\n]{0,3}|"
    r"\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|after that|finally|lastly)\b)"
)
_QUOTED_TURN = re.compile(
    rf"{_TURN}[^,。;:“”\n]{{0,16}}[“\"](?P<x>[^“”\"\n]{{2,{LONGEST}}})[”\"]",
    re.IGNORECASE,
)
"""A title in quotation marks whose turn it is: 先说“谁能养、能养几只”."""
_SAID_TURN = re.compile(
    r"(?:(?<=[,:;。!?、\n])|^)(?:请|并|我们?|想要?|希望|要)*"
    r"(?P<turn>首先|先|再|然后|接[着著]|随后|其次|最后|末[了尾]|(?:头|第?)[一二三四五六](?:大?[段节块点]|部分)?)(?:再)?"
    r"(?P<says>讲讲?|写写?|说说?|谈谈?|看看?|问问?|介绍|分析|比较|交代|给出?个?|提出|列出?个?)?(?:一?下)?(?P<x>[^,。;:(\n“”]{1,24})"
)
"""A clause that says what is told next; at least two say that it is told, or the row is a way to do something."""
_NAMED_TURN = re.compile(
    r"\b(?P<turn>first(?:ly)?|second(?:ly)?|third(?:ly)?|next|then|after (?:that|this)|finally|last(?:ly)?)\b"
    r",? ?(?:(?P<says>about|on|of|cover|say|explain|describe|tell (?:us|me|them))\b ?|"
    r"(?=(?:what|how|why|who|when|where|whether|which)\b))",
    re.IGNORECASE,
)
"""What opens the part of a sentence that says what is told next: “then about how a change gets approved”."""
_ORDINAL = re.compile("[头第]?[一二三四五六]")
_OPENING = re.compile("首先|先|[头第]?一")
_BEGUN = re.compile(
    r"\b(?:(?:like|want|love|need|wish|hope)(?:s|ed)? (?:it )?to "
    r"(?:see|read|know|hear|have|find|learn|begin|start|open)|"
    r"(?:begin|start|open)(?:ning|ing|s)?(?= (?:off )?with\b))(?: (?:first|about|off|with|on|of|out))* ",
    re.IGNORECASE,
)
"""What opens a wish for what is told first: “I'd like to see what it costs”, “beginning with”."""
_GONE_ON = re.compile(
    r"[,;]? ?(?:\band )?\b(?:then|next|after (?:that|this)|afterwards|followed by|"
    r"finally|lastly|at last|(?:go|mov)(?:e|ing)? on (?:to|with)|"
    r"(?:continu|clos|end|finish|conclud|wind|wrap|round)(?:e|ing)?(?: (?:up|off))? with)\b,?"
    r"(?: (?:on to|to|about|on|with))? ",
    re.IGNORECASE,
)
"""What leads to what is told next."""
_SENTENCE_TURN = re.compile(
    r"(?:(?<=[.!?:] )|(?<=\n)|^)(?:(?P<first>"
    r"(?:[^.!?\n]{0,60}\b(?:to|please|should|must|could you|would you) )?(?:[Bb]egin|[Ss]tart|[Oo]pen) with)|"
    r"(?:Then|Next|After (?:that|this)|Afterwards|Finally|Last(?:ly)?)\b,?) "
    r"(?P<x>(?!(?:i|we|you|he|she|it|they|there|please|send|write|let|give|tell|say|add)\b)[^,.;:!?\n]{3,80})",
    re.MULTILINE,
)
"""What a sentence says is told first or next: “begin with water, because …. Then shelter, and …”."""
_JOINED = re.compile(r"[,;]? ?(?:and|but)? ?$", re.IGNORECASE)
TURNS = 6.0
"""Added to the score of titles that words put in an order. Set by hand."""


def turns(flat: str) -> Iterator[Candidate]:
    """Yield the titles that words put in an order: first “a”, then “b, c”; also 先讲甲，再讲乙，最后给个丙."""
    spans = [match.span("x") for match in _QUOTED_TURN.finditer(flat)]
    if len(spans) >= 2:
        found = _candidate(flat, spans)
        yield replace(found, score=found.score + TURNS)
    yield from _sentence_turns(flat)
    simple = tokens.simplify(flat)
    simple = simple if len(simple) == len(flat) else flat
    for passage in islice(_PASSAGE.finditer(flat), 4 * MOST_CUES):
        named = list(_NAMED_TURN.finditer(flat, *passage.span()))
        if len(named) >= FEWEST and named[0]["turn"].casefold().startswith("first"):
            ends = [*(one.start() for one in named[1:]), passage.end()]
            spans = [_until(flat, one.end(), end) for one, end in zip(named, ends, strict=True)]
            if all(2 < b - a <= 4 * LONGEST for a, b in spans):
                found = _candidate(flat, spans)
                yield replace(found, score=found.score + TURNS)
        begun = _BEGUN.search(flat, *passage.span())
        if begun and len(cuts := list(_GONE_ON.finditer(flat, begun.end(), passage.end()))) >= FEWEST - 1:
            edges = [begun.end(), *(edge for cut in cuts for edge in cut.span()), passage.end()]
            spans = [_until(flat, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
            if all(2 < b - a <= 2 * LONGEST for a, b in spans):
                found = _candidate(flat, spans)
                yield replace(found, score=found.score + TURNS)
        told = [
            one
            for one in _SAID_TURN.finditer(simple, *passage.span())
            if one["says"] or not _ORDINAL.match(one["turn"])
        ]
        if len(told) >= FEWEST and _OPENING.match(told[0]["turn"]) and sum(bool(one["says"]) for one in told) >= 2:
            found = _candidate(flat, [one.span("x") for one in told])
            yield replace(found, score=found.score + TURNS)


def _sentence_turns(flat: str) -> Iterator[Candidate]:
    """Yield the titles of sentences of one paragraph that follow one another, of which the first says what to begin
    with."""
    row: list[Span] = []
    for match in _SENTENCE_TURN.finditer(flat):
        between = flat[row[-1][1] : match.start()] if row else ""
        if match["first"] or not row or "\n" in between or len(_SENTENCE_END.findall(between)) > 1:
            if len(row) >= FEWEST:
                break
            row = [match.span("x")] if match["first"] else []
        else:
            row.append(match.span("x"))
    if len(row) >= FEWEST:
        found = _candidate(flat, row)
        yield replace(found, score=found.score + TURNS)


_SENTENCE_END = re.compile(r"[.!?](?=\s)")


def _until(flat: str, start: int, end: int) -> Span:
    """Return a title without what joins the next one."""
    return trim(flat, start, start + len(_JOINED.sub("", flat[start:end])), " \n\t,;:.")


def questions(flat: str) -> Iterator[Candidate]:
    """Yield the questions that follow one another, where the words before or behind them speak of structure."""
    row: list[Span] = []
    end = -1
    for match in islice(_QUESTIONS.finditer(flat), 4 * MOST_CUES):
        if match.start() != end:
            yield from _asked(flat, row, end)
            row = []
        row.append(trim(flat, *match.span("x"), " \n\t,;:、.*_-"))
        end = match.end()
    yield from _asked(flat, row, end)


def _asked(flat: str, row: list[Span], end: int) -> Iterator[Candidate]:
    if len(row) < FEWEST or any(_NO_TITLE.search(flat[a:b]) for a, b in row):
        return
    behind = _BEHIND.match(flat, end)
    before = re.split(r"[。!?\n]|\. ", flat[max(0, row[0][0] - LONGEST) : row[0][0]])[-1]
    answered = ANSWERED.search(before) or behind and ANSWERED.search(behind[0])
    if answered or cue_before(flat, row[0][0]) or behind and STRUCTURE.search(behind[0]):
        yield _candidate(flat, row)


def runs(flat: str) -> Iterator[Candidate]:
    """Yield the runs of short items within a sentence, and of short lines below a line that announces them."""
    for passage in islice(_PASSAGE.finditer(flat), 4 * MOST_CUES):
        for mark in _MARKS:
            if len(re.findall(mark, passage[0])) >= FEWEST - 1 and (spans := _parted(flat, passage.span(), mark)):
                yield _candidate(flat, spans)
    yield from _lines(flat)


def _parted(flat: str, passage: Span, mark: str) -> list[Span]:
    """Return the items of a passage, () where they are long, or names that stand side by side."""
    asked = ASKED.match(flat, passage[1])
    flat = f"{flat[: passage[0]]}{outside_brackets(flat, *passage)}{asked[0] if asked else ''}"
    lead = _LEAD.match(flat[slice(*passage)])
    start = passage[0] + (lead.end() if lead else 0)
    end = within_bracket(flat, start, passage[1])
    cuts = list(re.compile(mark).finditer(flat, start, end))
    if len(cuts) < FEWEST - 1:
        return []
    if last := _LAST.search(flat, cuts[-1].end(), end):
        end = last.start()
    elif asked:
        end = asked.end()
    edges = [start, *(edge for cut in cuts for edge in cut.span()), end]
    spans = [trim(flat, a, b, " \n\t,;:、.*_“”\"'") for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if joint := _AND.match(flat, *spans[-1]):
        spans[-1] = joint.end(), spans[-1][1]
    named = sum(_NAMES.fullmatch(flat[a:b]) is not None for a, b in spans)
    odd = any(not 1 < b - a <= LONGEST or _NO_TITLE.search(flat[a:b]) for a, b in spans)
    things = lead and named == len(spans) and " " in flat[slice(*spans[0])] and not STRUCTURE.search(lead[0])
    if odd or named > len(spans) / 2 and (not lead or things):
        return []
    return spans if lead or mark == _MARKS[0] else []


def _lines(flat: str) -> Iterator[Candidate]:
    found: list[Span] = []
    announced = False
    for line in islice(re.finditer(r"[^\n]*\n?", flat), 10 * MOST_CUES):
        start, end = trim(flat, *line.span(), " \n\t*_")
        short = (
            not _NO_TITLE.search(flat[start:end])
            and 1 < end - start <= LONGEST
            and flat[end - 1] not in "。!.;,:"
            and flat[start] not in "|#>-*•"
        )
        if announced and short:
            found.append((start, end))
            continue
        if len(found) >= FEWEST:
            yield _candidate(flat, found)
        found, announced = [], _CUE_LINE.search(flat, start, end) is not None
    if len(found) >= FEWEST:
        yield _candidate(flat, found)


def _candidate(flat: str, spans: list[Span]) -> Candidate:
    items = [Item(start=a, title_start=a, title_end=b, end=b) for a, b in spans]
    found = listed(flat, items, True)
    return replace(found, score=found.score + WHOLE)
