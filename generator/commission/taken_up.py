"""Two names that a Chinese word for “and” joins and that are then spoken of as two: 甲和乙都说好，我只学其中一门."""

import re
from collections.abc import Iterator
from itertools import islice

from generator.commission.candidates import MOST_CUES
from generator.commission.clauses import Span
from generator.commission.mending import is_common
from generator.commission.rows import is_place
from generator.commission.weighing import Names
from generator.language import tokens

FARTHEST = 60
"""Characters behind the names within which they are taken up."""
LONGEST = 24
"""Characters of what is said on one side of the joint."""
_CLAUSE = re.compile(r"[^,。;:!?()\n]{4,80}")
_TAKEN = re.compile(
    r"其中(?:的?一|任意?一|的?某一|哪一?)[㐀-鿿]|[两二](?:者|个|种|门|所|家|款|样|条|份)(?:之?[中间里]|只能|只|都|里面)|[二两]选一|"
    r"选(?:哪|一)[㐀-鿿]|比较一下|比一比|对比一下|哪一?[个门所家款种样条](?![^,。]{0,6}都)"
)
"""What takes up two things that were just named."""
_JOINTS = frozenset("和 与 跟 还是".split())  # noqa: SIM905


def rows(names: Names) -> Iterator[tuple[Span, ...]]:
    """Yield the pairs that one clause joins and a later one takes up."""
    for clause in islice(_CLAUSE.finditer(names.body), MOST_CUES):
        joints = list(_joints(names.body, *clause.span()))
        behind = clause.end(), min(len(names.body), clause.end() + FARTHEST)
        if len(joints) != 1 or not _TAKEN.search(names.body, *behind):
            continue
        start, end = joints[0]
        left, right = _left(names, max(clause.start(), start - LONGEST), start), _right(names, end, clause.end())
        if left and right and names.name(left) != names.name(right):
            yield left, right


def _joints(body: str, start: int, end: int) -> Iterator[Span]:
    place = start
    for word, _ in tokens.tagged(body[start:end]):
        if word in _JOINTS and start < place and place + len(word) < end:
            yield place, place + len(word)
        place += len(word)


def _left(names: Names, start: int, end: int) -> Span | None:
    """Return the known name that a passage ends in, of X 的 Y whose it is."""
    of = names.flat.rfind("的", start, end)
    end = len(names.flat[:end].rstrip())
    owners = [one for one in names.within(start, max(start, of)) if one[1] == len(names.flat[:of].rstrip())]
    ends = [one for one in names.within(start, end) if one[1] == end]
    return _best(names, owners if of > start else []) or _best(names, ends)


def _right(names: Names, start: int, end: int) -> Span | None:
    """Return the known name that a passage opens with, of X 的 Y whose it is by a name that most documents
    hold."""
    start = end - len(names.flat[start:end].lstrip())
    of = names.flat.find("的", start, min(end, start + LONGEST))
    if of <= start:
        return _best(names, [one for one in names.within(start, end) if one[0] == start])
    called = [
        one for one in names.within(start, of)
        if names.is_known(one) and (names.is_name(one) or is_place(names, one))
    ]  # fmt: skip
    told = max(called, key=lambda one: (names.held(one).told, one), default=None)
    return told or _best(names, names.within(start, of))


def _best(names: Names, spans: list[Span]) -> Span | None:
    """Return the name that weighs most, none that many documents hold."""
    known = [one for one in names.longest(spans) if not is_common(names, one)]
    return max(known, key=names.weight, default=None)
