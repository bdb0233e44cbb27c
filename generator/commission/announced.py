"""Names that a count announces: "two loops …: A and B", 以下三种办法：（1）…；（2）…；（3）…, as many as it says."""

import re
from collections.abc import Iterator

from generator.commission import phrases
from generator.commission.candidates import counts
from generator.commission.clauses import Span, listed_lines
from generator.commission.phrases import trim
from generator.commission.weighing import Names

LONGEST = 240
"""Characters of a list."""
_LIST = re.compile(r"(?:[^。.!?;\n]|\.(?=\w)|(?<=[ :(]\d)\.(?= )|;(?= ?\n?\(?\d))+")
_ASIDE = re.compile(r"\((?!\d\))[^()\n]{1,200}\)")
_MARK = re.compile(r"[;,、]? ?\(?(?<![\w.])(?:\d[).、]|[a-e]\)) ?|[;,、]? ?[①-⑨] ?")
_LAST = re.compile(r", (?:and|or) [^,]+(?=,)")
_HEAD = re.compile(r"(?:(?:and|or|the|an?|both|和|与|或) ?)+(?=.)", re.IGNORECASE)
_BEHIND = re.compile(r" (?:in|with|for|on|from|as|which|that|at) |\s{2,}|-- | - ")
"""Where an English name ends, before what is said of it."""
_OWNER = re.compile(r"(?P<owner>[^的]{2,})的(?P<thing>[^的]{2,})")


def rows(names: Names) -> Iterator[tuple[Span, ...]]:
    """Yield the lists behind a colon that have as many items as the sentence before it counts things, and
    of which the corpus knows half."""
    text = _ASIDE.sub(lambda match: " " * len(match[0]), names.body)
    for colon in re.finditer(":", text):
        items = _items(text, colon.end())
        told = sum(names.is_known(item) or bool(names.longest(names.within(*item))) for item in items)
        if items and counts(text, colon.start(), len(items)) and 2 * told >= len(items):
            yield items


def _items(text: str, start: int) -> tuple[Span, ...]:
    """Return the names of a list, each without what is said of it."""
    if lines := listed_lines(text, start):
        return tuple(_bare(text, *line) for line in lines)
    passage = _LIST.match(text, start, start + LONGEST)
    if not passage:
        return ()
    end = passage.end()
    marks = [mark.span() for mark in _MARK.finditer(text, start, end)]
    if len(marks) > 1:
        spans = list(zip([mark[1] for mark in marks], [*(mark[0] for mark in marks[1:]), end], strict=True))
    else:
        if last := _LAST.search(text, start, end):
            end = last.end()
        elif "、" in passage[0] and (comma := re.search(",(?!再)", passage[0])):
            end = start + comma.start()
        spans = phrases.split_list(text, start, end, "、,")
    return _owners(text, [span for span in (_bare(text, *span) for span in spans) if span[0] < span[1]])


def _bare(text: str, start: int, end: int) -> Span:
    start, end = trim(text, start, end)
    if head := _HEAD.match(text, start, end):
        start = head.end()
    if behind := _BEHIND.search(text, start, end):
        end = behind.start()
    return trim(text, start, end)


def _owners(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Return the names, of things that are called the same those that have them: EPFL的MSCS、KTH的MSCS."""
    owned = {span: match for span in spans if (match := _OWNER.fullmatch(text, *span))}
    things = [match["thing"] for match in owned.values()]
    alike = {span for span, match in owned.items() if things.count(match["thing"]) > 1}
    return tuple((span[0], owned[span].end("owner")) if span in alike else span for span in spans)
