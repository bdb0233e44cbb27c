"""What a commission asks for beside its list, in a sentence of its own: “A word about X would help”, 再估一下各要几天.

Each is one more point: a section behind those that are listed, or before them where the text is to start with it.
"""

import re
from collections.abc import Iterator
from itertools import islice

from generator.commission import closing, points, style
from generator.commission.candidates import ASKS, MOST_CUES, Item
from generator.commission.clauses import Span
from generator.commission.phrases import HIDDEN, Found, outside_brackets, trim
from generator.language.text import has_han

LONGEST = 120
"""Characters of such a point; what is longer is a story."""
_OPENS = r"(?:^|(?<=[.!?;:\n])|(?<=[.!?;:\n] )|(?<=\) ))(?:(?:and|but|oh),? )?(?:please )?"
_PIECE = (
    r"(?:(?:an?|one|two|some)(?: \w+)? (?:words?|lines?|sentences?|notes?|paragraphs?|remarks?|bits?|"
    r"thoughts?)(?: or (?:two|so))?|something)"
)
_ON = r"(?:about|on|as to|regarding|of(?= (?:what|how|why|whether))|(?:that )?(?:say|explain)(?:s|ing)?)"
_TELL = (
    r"(?:explain|say|tell (?:me|us|them)|mention|cover|include|add|describe|touch on|look at|go into|give|know|see|"
    r"hear|read|have|learn)"
)
_ALSO = "(?:另外|顺便|顺带|也|再|还|请|麻烦|帮我|给我|你|您|想|要){0,5}"


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in patterns)


_FURTHER = _compiled(
    rf"{_OPENS}(?:also,? )?{_PIECE} {_ON} (?P<x>[^.!?\n]+?) (?:would|will|could|might|is|are)(?: also| not| only)*"
    r" (?:be|help|do|come|hurt|welcome|useful|nice)\b[^.!?;\n]*",
    rf"{_OPENS}(?:it|that) (?:would|will|might|could) (?:also |really )?(?:be \w+|help)(?: \w+){{0,2}}? "
    rf"(?:to|if you)(?: could| can| would)?(?: also)? {_TELL}(?:ed)? (?:{_PIECE} {_ON} )?(?P<x>[^.!?\n]+)",
    rf"{_OPENS}(?:(?:also|additionally|in addition|besides),?(?: please)?|(?:i|we)(?:'d| would)? also"
    rf"(?: like| love| want| need)?(?: to)?|please also) {_TELL},?"
    rf"(?: (?:briefly|in (?:a|one|two) \w+),?)? (?:{_PIECE} {_ON} )?(?P<x>[^.!?\n]+)",
    rf"{_OPENS}(?:add|include|give (?:us|me|them)|put in|throw in) {_PIECE} {_ON} (?P<x>[^.!?\n]+)",
    rf"{_OPENS}if you can,? (?:please |also )?(?:add|include|say|tell (?:me|us)|mention|give|put in) (?P<x>[^.!?;\n]+)",
    rf"{_OPENS}if you (?:can |could |happen to )*(?:find|know|have|see|come across) (?P<x>[^.!?,;\n]+), "
    r"(?:please |just |do )?(?:put|add|include|mention|give|note|tell|say)\b[^.!?;\n]*",
    r"(?:^|(?<=[.!?;\n] ))(?:oh,? (?:and|also)|and also|and|also|plus),? "
    r"(?P<x>(?:what|how|why|who|when|where|whether|which)\b[^.!?\n]{8,100})(?=[.!])",
    rf"{_OPENS}if there(?:'s|’s| is| are) (?P<x>(?:an?|any|some) [^,.;\n]+), "
    r"(?:please |just |do )?(?:give|tell|say|add|put|name|include|mention)\b[^.!?;\n]*",
    rf"(?:^|(?<=[。!?;\n]))(?:另外|此外|还有|再有|对了|再|顺便|顺带|外加|也),?{_ALSO}(?:[按照][^,。;:?!\n]{{1,16}}?)?{_ALSO}"
    r"(?:讲讲?|说说?|写|提|谈谈?|介绍|解释|回答|交代|估[计算]?|算|补充?|知道|了解)(?:一?[下句点]|两句|清楚|明白|到)?"
    r"(?P<x>[^。!;\n]{3,})",
    r"(?:^|(?<=[。!?;\n]))(?:另外|此外|还有|再有|对了),?(?P<x>[^。!;\n]{3,})",
)
_FIRST = _compiled(
    rf"{_OPENS}(?:start|begin|open) (?:it |off |the \w+ )?(?:with|by) (?:{_PIECE} {_ON} |"
    r"(?:saying |explaining )?(?=(?:what|how|why|whether)\b))(?P<x>[^.!?;\n]+)",
    r"(?:^|(?<=[。!?;\n]))(?:请|麻烦)?(?:开头|开篇|首先|先)(?:请|要)?(?:用[^,。;\n]{1,8})?(?:讲讲?|说说?|写|交代|介绍)(?:一?[下句段]|清楚)?"
    r"(?P<x>[^。!;,\n]{3,})",
)
_IF = re.compile(
    r",? ?(?:如果|要是|假如|若是|有的话)[^。]*$|,(?:没有|资料里|材料里|里面[提有写])[^。]*$|"
    r",? ?(?:if|where) (?:the|you|it|they|there|any(?:body|one|thing)?|someone|somebody)\b[^.]*$|"
    r",? ?(?:too|as well|please|thanks)$|"
    r"(?<=.{4})(?:也|就)?(?:[讲说写提]一?[讲说写提下句]|就[行好可]).*$",
    re.IGNORECASE,
)
"""What says when to tell of it, and is none of it."""
_FORM = re.compile(
    r"\b(?:sources?|citations?|cite|references?|so|footnotes?|dates|that (?:it|this|the))\b|"
    r"出处|来源|法条|哪份|哪篇|哪一?条|注明|"
    r"\b(?:verdict|conclusion|recommendations?|summary|answer|bottom line)\b|结论|推荐|建议",
    re.IGNORECASE,
)
"""What speaks of the text itself, of where it is taken from and what it comes to."""
_ENDS = re.compile(r"^(?:最后|末了|末尾|结尾|finally|lastly|at the end)", re.IGNORECASE)
_THING = re.compile(r"(?:the|an?|its?|their|his|her|each|any|both|what|how|why|who|where|when|whether|which)\b", re.I)
"""What opens an English point."""
_CHOICE = re.compile(
    r"哪[一]?[个種种款家边]|谁(?:更|比较|好)|选哪|"
    r"which (?:one|of \w+(?: \w+)?) (?:is|are|to|should|do|would|will|can|you|we|i|they)\b|"
    r"\bwhich (?:is|to)\b",
    re.IGNORECASE,
)


def found(hidden: str) -> tuple[list[Found[str]], list[Found[str]]]:
    """Return what the text is to start with, and what it is to tell of beside its list, each in its order; in `hidden`
    the list and what was read otherwise are hidden."""
    first = [one for pattern in _FIRST for one in _read(hidden, pattern)]
    return first[:1], _apart([one for pattern in _FURTHER for one in _read(hidden, pattern)], first)


def added(hidden: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the items of an outline with what is asked for beside it; none where there is no outline."""
    if not items or any(item.start < item.title_start for item in items):
        return items  # numbers are the person's own, and what is behind them is reported
    first, last = found(hidden)
    last = _apart([*last, *_behind(hidden, items[-1].end)], first)
    return (*map(_item, first), *items, *map(_item, last))


def joined(hidden: str, axes: list[Found[str]]) -> list[Found[str]]:
    """Return the axes with what is asked for beside them, none where only that would be asked."""
    first, last = found(hidden)
    last += _behind(hidden, max((axis.end for axis in axes), default=len(hidden)))
    free = _apart([*first, *last], axes)
    return [*(one for one in free if one in first), *axes, *(one for one in free if one in last)] if axes else axes


_QUESTION = re.compile(
    rf"{_OPENS}(?P<x>(?:what|how|why|who|when|where|which|is|are|does|do|did|can|would|will|has|have|must|may)\b"
    r"[^.!?\n]{8,120})\?|(?:^|(?<=[。!?;\n]))(?:还有|另外|对了|那)?,?(?P<y>(?=[^。!?;\n]*[㐀-鿿])[^。!?;\n]{4,60})\?",
    re.IGNORECASE | re.MULTILINE,
)


def _behind(hidden: str, end: int) -> list[Found[str]]:
    """Return the questions of a sentence each that stand behind a list which ends there."""
    kept = []
    for match in islice(_QUESTION.finditer(hidden, end), MOST_CUES):
        start, stop = trim(hidden, *match.span("x" if match["x"] else "y"), " \n,;:、.*_-“”\"'")
        words = hidden[start:stop]
        asks = not has_han(words) or ASKS.search(words)
        asks = asks and HIDDEN not in words and not _CHOICE.search(words) and not points.asks_nothing(words)
        if asks and not points.tells_or_demands(words) and not _FORM.search(words):
            kept.append(Found(value=words, start=start, end=stop + hidden.startswith("?", stop)))
    return kept


def _item(point: Found[str]) -> Item:
    return Item(start=point.start, title_start=point.start, title_end=point.end, end=point.end)


def _apart(points: list[Found[str]], others: list[Found[str]]) -> list[Found[str]]:
    """Return the points in their order, none that reaches into another."""
    kept: list[Found[str]] = []
    for one in points:
        if not any(one.start < other.end and other.start < one.end for other in (*kept, *others)):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _read(hidden: str, pattern: re.Pattern[str]) -> Iterator[Found[str]]:
    """Yield what a pattern finds that is asked of the matter."""
    for match in islice(pattern.finditer(hidden), MOST_CUES):
        start, end = _bare(hidden, *match.span("x"))
        words = hidden[start:end]
        if not 2 < len(words) <= LONGEST or HIDDEN in words or _ENDS.match(match[0].lstrip()):
            continue
        asks = ASKS.search(words) is not None
        if not (asks or not has_han(words) and _THING.match(words)) or _CHOICE.search(words) or _FORM.search(words):
            continue
        if closing.asked(match[0]) or style.extras(words):
            continue
        yield Found(value=words, start=start, end=end)


def _bare(hidden: str, start: int, end: int) -> Span:
    """Return a point without what stands in brackets behind it, and without the condition on which it is told."""
    bare = outside_brackets(hidden, start, end)
    end = start + len(bare.rstrip(HIDDEN + " ?")) + ("?" in bare[len(bare.rstrip(HIDDEN + " ?")) :])
    while condition := _IF.search(hidden[start:end]):
        if not condition.start():
            break
        end = start + condition.start()
    return trim(hidden, start, end, " \n,;:、.*_-“”\"'")
