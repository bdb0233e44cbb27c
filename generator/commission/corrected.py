"""Reads a commission that corrects itself as its writer means it: what is put right replaces what was said before.

"compare A and B, sorry, A and C", 比较甲和乙，不对，是甲和丙: it is read in the place of what it puts right, and what
was understood points into the commission as it was written.
"""

import re
from dataclasses import dataclass, replace

from generator.commission import form, parsing
from generator.commission.clauses import Span
from generator.commission.commission import Commission, Understood
from generator.commission.held import Lookup
from generator.commission.instructions import Instruction
from generator.commission.phrases import NUMBER, flatten, one_line, trim
from generator.language import text, tokens

FARTHEST = 240
"""Characters between a correction and what it corrects, at most."""
_NO_COURTESY = (
    r"(?=\S)(?!(?:for|to|about|if|that|this|i|i'm|i've|we|it|it's|you|there|my|but|in|again|not|no|please|one|the "
    r"(?:above|below|typos?|length|short|late|rush))\b)"
)
_CUE = re.compile(
    r"(?:[,;.…(]|(?<=\s)-)\s{0,2}(?:(?:oh|no|wait|oops|ah|er|hm)[,.!]?\s){0,3}"
    r"(?P<en>sorry|apologies|correction|scratch that|make that|i mean(?:t)?|i meant to say|no wait|wait no|oops)"
    r"(?:[,.:;!-]{1,2}\s?|\s)(?:i mean(?:t)?|it's|it should be|make that|that should be|should be|read)?[,:]?\s?"
    rf"{_NO_COURTESY}|"
    r"[,;.。…!(\n-]\s{0,2}(?:啊|哦|呃|诶|等等|等下)?[,.。]?\s?(?:"
    r"(?P<zh>不对|更正|改一下|(?:说|写|打)错了?|口误|笔误|搞错了|弄错了)(?:一下|啦|了)?[,:;.。!]{0,3}\s?"
    r"(?:我?(?:是说|说的是|想说的?是|要的是)|(?:应该?|其实)(?:是|为|写)?|改成|换成|是)?[:,]?\s?|"
    r"(?P<weak>(?:应该?|其实)是|我是说|改成|换成)[:,]?\s?)(?=\S)",
    re.IGNORECASE,
)
"""What opens a correction; `weak` is one only where what follows repeats a part of what stands before it."""
_END = re.compile(
    r"[。.!?;:\n)](?!\w)|,(?! ?(?:[^,.;:\d]{1,40},? )?(?:and|or|with|versus|vs)\b)|--|"
    r"(?=\s(?:for|in terms of|on|with regard)\s)|$"
)
_JOINT = re.compile(
    r"\s?(?:、|以及|及|和|与|跟|还是|或者?|&)\s?|,? (?:and|or|vs\.?|versus|with|against|to) |, (?=\S)", re.IGNORECASE
)
_BOUND = re.compile(
    r"[。.!?;:\n](?!\w)|[,(]|的|(?:对比|比较|相比|关于|区别|之间|一下)|"
    r"\b(?:compar\w+|between|about|on|of|for|in|at|the|write|brief|report|is|are|versus|difference)\b",
    re.IGNORECASE,
)
"""What stands before the first, or behind the last, of several names."""
_POLITE = ("sorry", "apologies", "oops")
"""What excuses too: several words behind it put right only those of which they repeat one, unless all are
names."""
_SAYS = re.compile(
    r"\b(?:is|are|am|was|were|have|has|had|will|would|can|could|should|must|do|does|did|needs?|wants?)\b|[了吗呢吧]$",
    re.IGNORECASE,
)
"""What a sentence has, and no name."""
_MEASURED = re.compile(rf"{NUMBER}\s?(?:字|词|页|分钟|words|pages?|minutes|bullets|points)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Correction:
    old: Span
    """What is withdrawn."""
    new: Span
    """What stands for it."""
    whole: Span
    """The correction with the words that open it."""


def read(
    query: str,
    *,
    occurs: Lookup | None = None,
    taken: tuple[str, ...] = (),
    attached: bool = False,
    without: tuple[str, ...] = (),
) -> Commission:
    """Return what `query` asks for, as `parsing.read` does, each correction in the place of what it corrects."""
    shown = text.unified(text.visible(query))
    found = None if len(shown) > parsing.MOST or form.is_form(shown) else _find(flatten(shown))
    if found is None:
        return parsing.read(query, occurs=occurs, taken=taken, attached=attached, without=without)
    offsets = _offsets(len(shown), found)
    mended = "".join(shown[place] for place in offsets)
    commission = parsing.read(mended, occurs=occurs, taken=taken, attached=attached, without=without)
    said = Instruction(
        words=one_line(shown[slice(*trim(shown, *found.whole, " \n,;:，；：。-—…("))]),
        key="met",
        understood="",
        status="structure",
    )
    return replace(
        commission,
        query=shown,
        understood=tuple(sorted((_placed(shown, one, offsets) for one in commission.understood), key=_order)),
        instructions=(*commission.instructions, said),
    )


def _order(one: Understood) -> tuple[int, int, str]:
    return one.start, one.end, one.key


def _placed(query: str, one: Understood, offsets: list[int]) -> Understood:
    """Return what was understood with its words where the query has them; of what spans a correction the first part."""
    start = offsets[one.start]
    end = start + 1
    while end - start < one.end - one.start and offsets[one.start + end - start] == end:
        end += 1
    return replace(one, words=query[start:end], start=start, end=end)


def _offsets(length: int, found: _Correction) -> list[int]:
    """Return of each character of the corrected text its place in the query."""
    places = [*range(found.old[0]), *range(*found.new), *range(found.old[1], found.whole[0])]
    return [*places, *range(found.whole[1], length)]


def _find(flat: str) -> _Correction | None:
    """Return the first correction of a flattened commission that puts right what stands before it."""
    for cue in _CUE.finditer(flat):
        stop = _END.search(flat, cue.end())
        start, end = trim(flat, cue.end(), stop.start() if stop else len(flat), " \n,;:、-")
        if not 0 < end - start <= FARTHEST // 2:
            continue
        before = max(0, cue.start() - FARTHEST), cue.start()
        polite = (cue["en"] or "").casefold() in _POLITE
        if old := _withdrawn(flat, before, (start, end), weak=bool(cue["weak"]), polite=polite):
            return _Correction(old=old, new=(start, end), whole=(cue.start(), end))
    return None


def _withdrawn(flat: str, before: Span, new: Span, *, weak: bool, polite: bool) -> Span | None:
    """Return what a correction withdraws: a number of the same unit, the names beside one that it repeats, or else the
    last of several."""
    words = flat[slice(*new)]
    if _MEASURED.fullmatch(words):
        same = [one for one in _MEASURED.finditer(flat, *before) if one[0][-1] == words[-1]]
        return same[-1].span() if same else None
    parts = [part for part in _JOINT.split(words) if part]
    if len(parts) > 1:
        places = [(flat.casefold().rfind(part.casefold(), *before), part) for part in parts]
        kept = [(place, place + len(part)) for place, part in places if place >= 0]
        if kept and (row := _row(flat, before, kept[0])):
            return row
    named = all(part.strip().removeprefix("the ")[:1].isupper() for part in parts)
    if weak or _SAYS.search(words) or polite and len(parts) > 1 and not named:
        return None
    joints = [one for one in _JOINT.finditer(flat, *before) if flat[one.start() : one.end()].strip() != ","]
    if not joints or len(parts) == 1 and len(words) > 40:
        return None
    last = joints[-1]
    end = _edge(flat, last.end(), before[1])
    if re.search(r"[。.!?;\n](?!\w)", flat[end : before[1]]) and re.search(r"\w", flat[end + 1 : before[1]]):
        return None  # what it corrects stands in the sentence before it
    if len(parts) == 1:
        return last.end(), end
    return _first(flat, before[0], last.start()), end


def _row(flat: str, before: Span, kept: Span) -> Span | None:
    """Return the row of names of which one is repeated."""
    start, end = kept
    joined = False
    while joint := _JOINT.match(flat, end, before[1]):
        end, joined = _edge(flat, joint.end(), before[1]), True
    while joint := next((one for one in _JOINT.finditer(flat, before[0], start) if one.end() == start), None):
        start, joined = _first(flat, before[0], joint.start()), True
    return (start, end) if joined else None


def _edge(flat: str, start: int, limit: int) -> int:
    """Return where the name ends that begins at `start`: before the next mark or joint, or a word that ends it."""
    stops = [one.start() for pattern in (_JOINT, _BOUND) if (one := pattern.search(flat, start + 1, limit))]
    return trim(flat, start, min(stops, default=limit), " \n,;:-…")[1]


def _first(flat: str, start: int, end: int) -> int:
    """Return where the name begins that ends at `end`."""
    stops = [one.end() for pattern in (_JOINT, _BOUND) for one in pattern.finditer(flat, start, end)]
    first = trim(flat, max(stops, default=start), end)[0]
    if text.has_han(flat[first:end]):  # what leads to it is another word: 想看青岛
        spans = [(first + a, first + b) for a, b in tokens.word_spans(flat[first:end])]
        return max((a for a, b in spans if b == end), default=first)
    return first
