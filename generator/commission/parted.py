"""Candidates for the outline by semicolons: where they part a list, nothing weaker within its items does.

"Sections: how it sounds, meaning reed and bore; range, and its key; upkeep", 分几块：怎么做、多久；风险，特别是干眼.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from generator.commission.candidates import ASKS, LONGEST_TITLE, MOST_CUES, STRUCTURE, Candidate, Item, listed
from generator.commission.clauses import Span
from generator.commission.phrases import HIDDEN, outside_brackets, trim, within_bracket
from generator.commission.roles import role

PARTED = 4.5
"""Added to the score of a list that semicolons part. Set by hand."""
FEWEST, FARTHEST, LONGEST = 3, 900, 180
"""Items, where no word for structure announces them; characters of a list, and of an item with what it explains."""
_OPENS = re.compile(
    r":\s?|\b(?:cover|include|address|explain|describe|discuss|tell (?:me|us|them)(?: about)?|"
    r"with (?:sections?|headings?|parts) (?:on|for|about))\s|"
    r"(?:包括|包含|涵盖|讲讲|说说|写清楚?|讲清楚?|说清楚?|介绍)",
    re.IGNORECASE,
)
"""What may open such a list."""
_END = re.compile(r"[。!\n]|[.](?=\s|$)|\?(?! ?;)(?=\s|$)")
_SEMICOLON = re.compile(r";\s*")
_DEMANDS = re.compile(
    r"(?:and )?(?:(?:please|keep|write|make it|do not|don't|avoid|cite|use (?:plain|simple|short|only|the)|max|"
    r"at most|no more than|roughly|(?:in |of )?(?:about|around)|with an?|(?:with )?no|all in|"
    r"in (?:plain|simple|british|formal|english|chinese|total)|each (?:section|part|about|in|of|with)|under|up to|"
    r"(?:also|then) (?:say|give|add|tell|include|list))\b|"
    r"(?:[\w-]+ ){0,3}[\d,]+ ?(?:words|pages)|[^,;]{0,10}\d+ ?(?:个?字|页))|"
    r"全文|总?字数|篇幅|语言(?=[要通平正])|不要|不得|不用(?=[表图术])|不超过|请(?![假求愿])|别(?![名墅的称])|[约共]\d|[每各][块节段部]|"
    r"用(?=[中英]文|大白话|表格)|给?附|最后(?=再?[给做写请来附])",
    re.IGNORECASE,
)
"""What opens another demand, and no item."""
_BEHIND = re.compile(
    r"[,.] ?(?=(?:please|keep|write|in (?:about|under|plain|\d)|with (?:an?|no) |about \d|around \d|max|at most|"
    r"no more|each (?:section|part|about)|全文|字数|不要|不得|不超过|请|别|约\d|共\d|\d+ ?字|每[块节段]))",
    re.IGNORECASE,
)
"""What ends the last item within its own words."""
_TURN = re.compile(
    r"(?:(?:and|以及|和|还有|及)\b ?|还有(?=[^,;:。]{4}))?"
    r"(?:(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|finally|lastly|last)\b, "
    r"?|首先|其次|然后|接着|最后|再(?=[讲写说谈看]))?",
    re.IGNORECASE,
)
"""What leads to an item and is no part of it."""
_NUMBERED = re.compile(
    r"[(\[]?(?:\d{1,2}[.、):]|[①-⑳]|第?[一二三四五六七八九十]{1,2}[、.:,)]|[a-j]\)|(?:first|second|third)(?:ly)?,)",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r",? \b(?:meaning|i\.e\.|that is(?: to say)?|namely)(?= |,)|,(?:也就是|指的是|即)|"
    r" ?--? ?(?=(?:这[一个]?[条点]?,?)?(?:要是|如果|若|没有)|if\b)",
    re.IGNORECASE,
)
"""What says what an item means or what to do where nothing is known, and is never part of its title."""
_EXPLAINS = re.compile(r",| (?:including|such as|with|from) |包括|包含", re.IGNORECASE)
"""What goes on after the head of an item too long for a title."""


def semicolons(flat: str) -> Iterator[Candidate]:
    """Yield the lists that semicolons part, behind a colon or a verb that says what to write."""
    done = -1
    for cue in islice(_OPENS.finditer(flat), MOST_CUES):
        if cue.start() < done:
            continue
        before = re.split(r"[。!?;\n]|\. ", flat[max(0, cue.start() - 60) : cue.end()])[-1]
        announced = STRUCTURE.search(before) is not None
        if spans := items(flat, cue.end(), FEWEST - announced):
            found = listed(flat, [_item(flat, *span) for span in spans], True)
            yield replace(found, score=found.score + PARTED * announced)
            done = spans[-1][1]


def items(flat: str, start: int, fewest: int = FEWEST) -> list[Span]:
    """Return the items of a list that semicolons part from `start` on; [] where it has fewer, or demands among them."""
    bare = outside_brackets(flat, start, within_bracket(flat, start, min(len(flat), start + FARTHEST)))
    stop = next((one for one in _END.finditer(bare) if bare[: one.start()].rstrip()[-1:] not in (";", "")), None)
    bare = bare[: stop.start() if stop else len(bare)]
    edges = [0, *(edge for cut in _SEMICOLON.finditer(bare) for edge in cut.span()), len(bare)]
    spans: list[Span] = []
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        if _demands(flat[start + a : start + b]):
            break
        if last := _BEHIND.search(bare, a + 1, b):
            b = last.start()
        span = trim(flat, start + a, start + b, " \n\t,;:、.*_“”\"'-")
        lead = _TURN.match(flat, *span)
        span = trim(flat, lead.end() if lead else span[0], span[1])
        if span[0] >= span[1]:
            break
        spans.append(span)
        if last:
            break
    words = [flat[a:b] for a, b in spans]
    odd = any(not 1 < len(one) <= LONGEST or HIDDEN in one or _NUMBERED.match(one) or ":" in one for one in words)
    return [] if len(spans) < fewest or odd or any(map(_holds_outline, words)) else spans


def _demands(words: str) -> bool:
    """Tell whether words open another demand: "no jargon", 全文八百字."""
    return _DEMANDS.match(words.strip()) is not None and not ASKS.search(words.strip())


def _holds_outline(words: str) -> bool:
    """Tell whether a weaker mark parts an outline within words: "introduction, method, conclusion"."""
    parts = [one.strip() for one in re.split("[,、→>/|—-]+", words)]
    return len(parts) > 2 and sum(role(one) != "body" for one in parts) > 1


def _item(flat: str, start: int, end: int) -> Item:
    """Return an item, what it means, or goes on with where both are longer than a title, as its guidance."""
    bare = outside_brackets(flat, start, end)
    more = _MEANS.search(bare, 2) or (_EXPLAINS.search(bare, 4) if len(bare) > LONGEST_TITLE else None)
    cut = start + more.start() if more and more.start() <= LONGEST_TITLE else end
    cut = trim(flat, start, cut)[1]
    return Item(start=start, title_start=start, title_end=cut, end=end)
