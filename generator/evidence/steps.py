"""Steps and advice: what a document tells its reader to do, as statements of whole points in their order.

Points of a list that instruct are no claims on their own: torn out of their order, or out of the case in which they
hold, they say something else. So they stand from the first one on, each whole and with what is nested in it, as many to
a statement as can be read in one go, and each statement says whether there are more. Writer and gate compute the same
statement from the chunk.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.corpus import Block, Chunk, Document
from generator.corpus.readers import outline
from generator.evidence import (
    answers,
    chaff,
    cleaning,
    context,
    headings,
    instructing,
    lead_ins,
    persons,
    readings,
    spans,
)
from generator.evidence.spans import Span
from generator.language import text, tokens

RELATION = "steps"
"""What such a statement is to its source (`claims.Card.relation`)."""
POINTS = 2
"""Fewest points (1 or more) of a list that instructs. Set by hand, as are the numbers below."""
LONGEST = {"zh": 220, "en": 130}
"""Length of a statement, 字 or words, unless one point alone is longer."""
POINT = {"zh": 200, "en": 120}
"""Length of the longest point that stands."""
NAME = {"zh": 12, "en": 5}
"""Length of the longest name that introduces a list."""
SHARE, BELOW = 0.6, 0.3
"""Part of its points (0 to 1) that instruct, in a list that does; and below a heading that announces instructions."""
MOSTLY = 0.5
"""Part of its paragraphs and such lists (0 to 1) that these are, in a document that holds little else."""
_JOINT = {"zh": "；", "en": "; "}
_COMMA = {"zh": "、", "en": ", "}
_COLON = {"zh": "：", "en": ": "}
_DASH = {"zh": "——", "en": " – "}
_NUMBER = {"zh": "（{n}）", "en": "({n}) "}
_END = re.compile(r"[.。!！?？][”’」』）)\"']*$")
_ORDERED = re.compile(
    r"步骤|流程|操作|程序|做法|制作|怎么|如何|"
    r"\b(?:steps?|how to|how do|procedures?|process|instructions?|directions?)\b",
    re.I,
)
"""Headings and lead-ins of what is done one after the other."""
_CASE = re.compile(
    r"^(?:if|when|where|unless|in case|for|after|before|once|until|while|during|on|with|without)\b"
    r"|^(?:如果|假如|若|当|对于|对|在|遇到|发生|一旦|除非)|(?:时|后|前|情况下|的话|者)[，,]?$",
    re.I,
)
"""A lead-in that says in which case the points hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Points of a list that instructs, one after the other, that make one statement."""

    points: tuple[tuple[Block, ...], ...]
    """Each with what is nested in it."""
    intro: tuple[int, int] | None
    """Where the words stand that introduce the list, if they say more than that, offsets into the chunk's text; of its
    first points."""
    first: int
    """Number of the first point in its list, from 1."""
    more: bool
    """True where the list has further points."""
    ordered: bool
    """True where they are done one after the other."""
    heading: str
    """What stands above the points and says more than that they are what to do, "" where nothing does."""

    @property
    def start(self) -> int:
        """Offset of the first character into the chunk's text."""
        return self.intro[0] if self.intro else self.points[0][0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.points[-1][-1].end

    @property
    def part(self) -> str:
        """What of its list it is: "whole", "first" or "more"."""
        return "more" if self.first > 1 else "first" if self.more else "whole"


def found(document: Document, chunk: Chunk) -> Iterator[Steps]:
    """Yield the statements of the instructions in a chunk, in order."""
    return iter(_told(document).statements.get(chunk.number, ()))


def at(document: Document, chunk: Chunk, start: int, end: int) -> Steps | None:
    """Return the statement that stands from `start` to `end` in the chunk's text."""
    return next((one for one in found(document, chunk) if (one.start, one.end) == (start, end)), None)


def span(document: Document, chunk: Chunk, steps: Steps) -> Span:
    """Return the piece of the chunk that a statement rests on."""
    return Span(
        document=document.path, chunk=chunk.number, start=steps.start, end=steps.end,
        quote=chunk.text[steps.start : steps.end], page=chunk.page_at(steps.start),
    )  # fmt: skip


def said(chunk: Chunk, steps: Steps, language: str) -> str:
    """Return the words of a statement: its points, numbered where they have an order."""
    told = [_point(chunk, point, language) for point in steps.points]
    if steps.ordered and (len(told) > 1 or steps.first > 1):
        told = [_NUMBER[language].format(n=n) + words for n, words in enumerate(told, steps.first)]
    lead = cleaning.clean(chunk.text[slice(*steps.intro)]).rstrip(" :：") if steps.intro else ""
    words = _JOINT[language].join(told)
    return cleaning.finish(lead + _COLON[language] + words if lead else words, language)


def holds(document: Document, chunk: Chunk, start: int) -> bool:
    """Tell whether the characters at `start` stand in a list that instructs, told or not: nothing else is made."""
    block = chunk.block_at(start)
    return block is not None and (chunk.number, block.start) in _told(document).within


def mostly(document: Document) -> bool:
    """Tell whether a document holds instructions and little else."""
    within, told, other = _told(document).within, 0, 0
    for chunk in document.chunks:
        for block in chunk.blocks:
            told += (block.end - block.start) * ((chunk.number, block.start) in within)
            other += (block.end - block.start) * (block.kind == "paragraph")
    return bool(_told(document).statements) and told >= MOSTLY * (told + other)


def _plain(heading: str) -> bool:
    """Tell whether a heading says no more than that instructions stand below it."""
    return answers.asks_how(heading) and len(tokens.content_tokens(answers.bare(heading, "how"))) == 0


# --- lists of a document


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a document instructs."""

    statements: dict[int, tuple[Steps, ...]]
    """By the number of their chunk."""
    within: frozenset[tuple[int, int]]
    """Chunk and offset at which the points of its lists begin, of those too that cannot stand."""


@lru_cache(maxsize=4096)
def _told(document: Document) -> _Told:
    made: dict[int, tuple[Steps, ...]] = {}
    within: set[tuple[int, int]] = set()
    for points in () if document.damaged else _lists(document):
        if (head := _head(document, points)) is not None:
            within |= {(chunk.number, block.start) for chunk, blocks in points for block in blocks}
            for number, one in _statements(document, points, head):
                made[number] = (*made.get(number, ()), one)
    return _Told(statements=made, within=frozenset(within))


_Point = tuple[Chunk, tuple[Block, ...]]


def _lists(document: Document) -> Iterator[list[_Point]]:
    """Yield the lists of a document, each as its points with what is nested in them. A list goes on in the next chunk;
    what stands between points and is none, as a line of code, ends it: what comes behind is no list of its own."""
    points: list[_Point] = []
    torn: tuple[str, ...] | None = None
    for chunk in document.chunks:
        for block in chunk.blocks:
            opens = points[0][1][0] if points else None
            if opens and block.kind == "item" and _within(block, opens):
                if block.level > opens.level and points[-1][0] is chunk:
                    points[-1] = (chunk, (*points[-1][1], block))
                    continue
                if block.level == opens.level:
                    points.append((chunk, (block,)))
                    continue
            if points:
                yield points
                torn = points[0][1][0].heading_path
            if block.kind == "paragraph":
                torn = None
            points = [(chunk, (block,))] if block.kind == "item" and block.heading_path != torn else []
    if points:
        yield points


def _within(block: Block, first: Block) -> bool:
    return block.heading_path[: len(first.heading_path)] == first.heading_path and (
        block.level > first.level or block.heading_path == first.heading_path
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What stands above a list that instructs."""

    intro: tuple[int, int] | None
    """Where what introduces it stands, where that goes with its first points."""
    heading: str
    ordered: bool
    told: bool = True
    """False where what bounds or forbids its points cannot be said with them."""


def _head(document: Document, points: Sequence[_Point]) -> _Head | None:
    """Return what stands above a list that instructs, None for another list."""
    language, (chunk, (opens, *_)) = document.language, points[0]
    if len(points) < POINTS or any(headings.instructs(heading, language) for heading in opens.heading_path):
        return None
    intro = _introduction(chunk, opens)
    lead = chunk.text[slice(*intro)] if intro else ""
    label, path = lead.rstrip(" :："), opens.heading_path
    if intro and path[-1:] == (_text(chunk, intro).rstrip(" :："),):
        path = path[:-1]  # a short one stands among the headings too
    if lead and not _announces(lead, language):
        return None  # the points go on in a clause, which may be anybody's: “Attackers may: …”
    own = [cleaning.clean(chunk.text[block.start : block.end]) for chunk, (block, *_) in points]
    announced = any(map(answers.asks_how, (*path[-1:], lead)))
    zh = announced and language == "zh"
    telling = sum(instructing.directs(words, language) or (zh and instructing.acts(words)) for words in own)
    if telling < (BELOW if announced else SHARE) * len(own):
        return None
    case = _CASE.search(label) is not None
    said = bool(lead) and not _plain(label) and not _POINTS_ON.search(lead) and lead_ins.leads(lead, language)
    if any(map(_NEGATED.search, (*path[-1:], "" if said else lead))) or (case and not said):
        return _Head(intro=None, heading="", ordered=False, told=False)  # what its points are told for cannot be said
    return _Head(
        intro=intro if said else None,
        heading=next((one for one in path[-1:] if not (_plain(one) or outline.standard(one))), ""),
        ordered=any(map(_ORDERED.search, (*path, lead))),
    )


def _statements(document: Document, points: Sequence[_Point], head: _Head) -> Iterator[tuple[int, Steps]]:
    """Yield the statements of a list with the numbers of their chunks, up to the first point that cannot stand."""
    good = next((n for n, point in enumerate(points) if not _stands(document, point)), len(points))
    if not head.told or good < POINTS:
        return
    at = 0
    while at < good:
        size = _size(points[at:good], document.language)
        yield points[at][0].number, Steps(
            points=tuple(blocks for _, blocks in points[at : at + size]), first=at + 1,
            intro=None if at else head.intro, more=at + size < len(points), ordered=head.ordered, heading=head.heading,
        )  # fmt: skip
        if head.intro:
            return  # what follows would stand without it
        at += size


_OBLIGES = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|ha(?:s|ve) to|recommend\w*|advis\w*|suggest\w*|require[sd]?|following|"
    r"follow|as follows|remember|checklist|practices?|tips|rules|to do|in order)\b"
    r"|应当?|必须|须|需要?|建议|推荐|要求|注意|如下|以下|可以|要点|方法|做到",
    re.I,
)
"""What introduces what its reader is to do."""


_NEGATED = re.compile(
    r"\b(?:not|\w+n['’]t|never|no|nor|without|avoid\w*|prohibit\w*|forbid\w*|refrain\w*|except|unless|mistakes?|wrong)\b"
    r"|不|勿|禁|忌|避免|误|除外|除非|无需|别",
    re.I,
)
"""What makes of points what is not to be done."""
_POINTS_ON = re.compile(r"\b(?:as follows|following|these|below|either way)\b|如下|以下|下列|下面", re.I)
"""What introduces a list and says nothing of its points but that they come."""


def _text(chunk: Chunk, intro: tuple[int, int]) -> str:
    """Return the paragraph that what introduces a list ends."""
    block = chunk.block_at(intro[0])
    return chunk.text[block.start : block.end] if block else ""


def _announces(lead: str, language: str) -> bool:
    """Tell whether what introduces a list says that its points are to be done: a name, question, duty or command."""
    words = cleaning.clean(lead)
    return (
        answers.asks_how(words)
        or _OBLIGES.search(words) is not None
        or instructing.directs(words, language)
        or (lead_ins.named(words, language) and text.count(words, text.UNIT[language]) <= NAME[language])
    )


def _introduction(chunk: Chunk, first: Block) -> tuple[int, int] | None:
    """Return where the sentence with a colon stands that introduces a list."""
    at = chunk.blocks.index(first)
    before = chunk.blocks[at - 1] if at else None
    if before is None or before.kind != "paragraph":
        return None
    if before.heading_path != first.heading_path[: len(before.heading_path)]:
        return None
    start, end = spans.ends(chunk, before)[-1]
    return (start, end) if chunk.text[start:end].endswith((":", "：")) else None


def _size(points: Sequence[_Point], language: str) -> int:
    """Return how many points, in one chunk, make a statement that can be read in one go; 1 at least."""
    unit, length = text.UNIT[language], 0
    for n, (chunk, blocks) in enumerate(points):
        length += text.count(_point(chunk, blocks, language), unit)
        if n and (length > LONGEST[language] or chunk is not points[0][0]):
            return n
    return len(points)


def _stands(document: Document, point: _Point) -> bool:
    """Tell whether a point can be told whole: plain words of nobody who speaks of themselves."""
    (chunk, blocks), language = point, document.language
    words = _point(chunk, blocks, language)
    return (
        2 <= text.count(words, text.UNIT[language]) <= POINT[language]
        and not any(block.leads_away for block in blocks)
        and not chaff.unreadable(words, language)
        and (not persons.has_person(words, language) or persons.addresses(words, language))
        and not words.endswith((":", "："))
        and not any(context.fault(document, chunk, block.start) for block in blocks)
    )


def _point(chunk: Chunk, blocks: Sequence[Block], language: str) -> str:
    """Return the words of a point and of what is nested in it, without their last full stop."""
    own, *nested = (_bare(chunk, block) for block in blocks)
    if nested and not any(map(_END.search, nested)):
        joint = (_COLON if own.endswith((":", "：")) else _DASH)[language]
        told = own.rstrip(" .。:：") + joint + _COMMA[language].join(nested)
    else:
        told = ("" if language == "zh" else " ").join(cleaning.finish(words, language) for words in (own, *nested))
    return told.rstrip(readings.ENDS)


def _bare(chunk: Chunk, block: Block) -> str:
    words = chunk.text[block.start : block.end]
    return cleaning.clean(words[readings.label(words) :])
