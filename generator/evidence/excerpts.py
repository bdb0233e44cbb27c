"""Excerpts: what a source says below one of its headings, from the beginning, as one statement.

Whoever wrote a source has put below a heading what answers it, in an order in which each sentence has before it what it
leans on. So an excerpt begins where its heading's text does and runs to the end of a sentence or of a point; below the
heading it names the headings that it passes. Of a law an article is such a part. Writer and gate compute the same
statement from the chunk.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, takewhile

from generator.corpus import Block, Chunk, Document
from generator.evidence import (
    answers,
    cleaning,
    cohesion,
    context,
    headings,
    hygiene,
    kept,
    lead_ins,
    lists,
    readings,
    spans,
    steps,
)
from generator.evidence.kept import POINTS
from generator.evidence.spans import Span
from generator.language import text

RELATION = "excerpt"
"""What such a statement is to its source (`claims.Card.relation`)."""
SIZES = {"zh": (50, 90, 140, 210, 300), "en": (30, 55, 85, 130, 190)}
"""Lengths that an excerpt is offered in, 字 or words: the longest that is no longer than each. Set by hand."""
LEAST = {"zh": 12, "en": 8}
"""Shortest excerpt, 字 or words."""
PARAGRAPH = {"zh": 40, "en": 25}
"""Shortest paragraph within a part that opens an excerpt of its own, 字 or words."""
NEXT = 2
"""Headings (1 or more) right above an excerpt that are said with it: an outer one may be all that tells a plan from
what is so."""
POINT = {"zh": 12, "en": 8}
"""Shortest point of a list that stands without the others, 字 or words."""
SHOWN, SAYING = 3, {"zh": 50, "en": 28}
"""Fewest points (1 or more) of a list that is cut, and their length, 字 or words, from which on fewer do."""
MIXED = 5
"""Points (1 or more) of a list from which on each may be on something else."""
_JOINED = re.compile(r"[,;，；、]? ?(\b(?:and|or)|(?<=[,，、；])(?:和|或者?|及))$")
"""What joins the last point that stands to those that do not."""
_ASKS = re.compile(r"[?？][”’」』）)\"']*$|(?:吗|呢|么)[，。]")
_NUMBER = {"zh": "（{n}）", "en": "({n}) "}
_JOINT = {"zh": "；", "en": "; "}
_NESTED = {"zh": "、", "en": ", "}
_MORE = {"zh": "；等等", "en": "; and others"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """What a document says below a heading, or in an article, up to some place."""

    blocks: tuple[Block, ...]
    """In their order, without those that are passed over."""
    end: int
    """Offset into the chunk's text after its last character, at the end of a sentence of the last block."""
    above: tuple[str, ...]
    """The headings above all of it, outermost first."""
    article: str
    """Of a law, the article that it is, "" elsewhere."""
    more: bool
    """True where it ends within a list."""
    topic: str
    """What introduces the list that it is, or is a point of, "" for any other."""
    alone: bool
    """True for a point of a list that is said without the others."""
    last: int
    """Offset into the chunk's text at which what stands below its heading ends."""

    @property
    def start(self) -> int:
        """Offset into the chunk's text of its first character."""
        return self.blocks[0].start

    def under(self, told: str) -> str:
        """Return the headings that are said before it, "" for what opens a document: the two right above it, behind
        those further up that are no mere topic. `told`: its own words, and the name or the title before it."""
        outer, near = self.above[:-NEXT], self.above[-NEXT:]
        return " › ".join((*(one for one in outer if not kept.topic(one, " ".join((told, *near)))), *near))

    @property
    def bound(self) -> bool:
        """True where it would say something else without its headings: one of them denies, asks, plans or says when, in
        which case or by whose example it holds."""
        return any(map(kept.turns, self.above))


def found(document: Document, chunk: Chunk) -> Iterator[tuple[Excerpt, ...]]:
    """Yield the excerpts that begin in a chunk, those of one heading together, the shortest first."""
    language = document.language
    for part in _parts(document).get(chunk.number, ()):
        offered: dict[int, tuple[int, Excerpt]] = {}
        for one in _ends(document, chunk, part):
            size = text.count(said(chunk, one, language), text.UNIT[language])
            for n, most in enumerate(SIZES[language]):
                if LEAST[language] <= size <= most and size > offered.get(n, (0,))[0]:
                    offered[n] = size, one
        if offered:
            yield tuple(dict.fromkeys(one for _, (_, one) in sorted(offered.items())))


def whole(chunk: Chunk, excerpt: Excerpt) -> str:
    """Return all that a chunk holds below the heading of an excerpt, in the words of the chunk."""
    return chunk.text[excerpt.start : excerpt.last]


def at(document: Document, chunk: Chunk, start: int, end: int) -> tuple[Excerpt, ...]:
    """Return the excerpts that stand from `start` to `end` in the chunk's text, one for each heading they begin."""
    return tuple(
        one
        for part in _parts(document).get(chunk.number, ())
        if part.blocks[0].start == start
        for one in _ends(document, chunk, part)
        if one.end == end
    )


def span(document: Document, chunk: Chunk, excerpt: Excerpt) -> Span:
    """Return the piece of the chunk that an excerpt rests on."""
    quote = chunk.text[excerpt.start : excerpt.end]
    page = chunk.page_at(excerpt.start)
    return Span(
        document=document.path, chunk=chunk.number, start=excerpt.start, end=excerpt.end, quote=quote, page=page
    )


def said(chunk: Chunk, excerpt: Excerpt, language: str) -> str:
    """Return the words of an excerpt: its sentences and its lists, numbered, behind the headings that it passes."""
    told: list[str] = []
    last, above = excerpt.blocks[-1], excerpt.above

    def words(block: Block) -> str:
        return kept.read(chunk, block, block.start, excerpt.end if block is last else block.end, language)

    for (own, listed), run in groupby(excerpt.blocks, key=lambda one: (kept.headings(chunk, one), one.kind in POINTS)):
        blocks = tuple(run)
        label = kept.label(kept.passed(above, own), language)
        if listed and excerpt.topic and not told:
            label += excerpt.topic + kept.COLON[language]
        label = "" if words(blocks[0]).startswith(label.rstrip(" :：")) else label
        above = own
        if listed:
            cut = blocks[-1] is last
            points = _list(blocks, words, language)
            if (cut and excerpt.more) or (not excerpt.alone and kept.torn(chunk, blocks, cut=cut)):
                points = _JOINED.sub("", points) + _MORE[language]
            told.append(cleaning.finish(label + points, language))
            continue
        for n, block in enumerate(blocks):
            one = words(block)
            if not told:
                one = cleaning.opened(one[cohesion.connective(one, language) :], language)
            if kept.name(chunk, block, language):
                one += kept.COLON[language].rstrip()
            told.append(
                (label if n == 0 else "") + (one if one.endswith((":", "：")) else cleaning.finish(one, language))
            )
    return ("" if language == "zh" else " ").join(told)


def _list(blocks: Sequence[Block], words: Callable[[Block], str], language: str) -> str:
    """Return the points of a list, numbered where there are several, each with what is nested in it."""
    points: list[tuple[str, list[str]]] = []
    for block in blocks:
        if points and block.level > blocks[0].level:
            points[-1][1].append(words(block).rstrip(readings.ENDS))
        else:
            points.append((words(block).rstrip(readings.ENDS), []))
    told, joint = "", ""
    for n, (own, nested) in enumerate(points, 1):
        joined = _JOINED.search(own) if n < len(points) else None
        one = own[: joined.start()] if joined and not nested else own
        one = one.rstrip(" :：") + kept.COLON[language] + _NESTED[language].join(nested) if nested else one
        told += joint + (_NUMBER[language].format(n=n) if len(points) > 1 else "") + one
        joint = _JOINT[language] + (f"{joined[1]} " if joined and language == "en" else joined[1] if joined else "")
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What a chunk holds below one heading, or of one article, that begins in it."""

    above: tuple[str, ...]
    article: str
    blocks: tuple[Block, ...]
    topic: str = ""
    """What introduces the list that it is, or is a point of."""
    alone: bool = False


@lru_cache(maxsize=4096)
def _parts(document: Document) -> dict[int, tuple[_Part, ...]]:
    """Return the parts of a document by the number of the chunk that they begin in."""
    if document.damaged:
        return {}
    law = any(_article(chunk, block) for chunk in document.chunks for block in chunk.blocks)
    made: dict[int, tuple[_Part, ...]] = {}
    seen: set[tuple[str, ...]] = set()
    for chunk in document.chunks:
        parts = []
        for n, block in enumerate(chunk.blocks):
            own, article = kept.headings(chunk, block), _article(chunk, block)
            if block.kind == "paragraph" and own in seen and not law and _opens(chunk, block, document.language):
                parts.append(_Part(above=own, article="", blocks=_below(chunk, n, own)))
            if block.kind == "item" and not law and _alone(document, chunk, block):
                topic = _topic(document, chunk, block)
                parts.append(_Part(above=own, article="", blocks=_nested(chunk, n), topic=topic, alone=True))
            if block.kind == "paragraph" and not law and (topic := _introduces(chunk, n, document.language)):
                points = tuple(takewhile(lambda one: one.kind in POINTS, chunk.blocks[n + 1 :]))
                parts.append(_Part(above=own, article="", blocks=(block, *points), topic=topic))
            if article:
                parts.append(_Part(above=own, article=article, blocks=_below(chunk, n, own, law=True)))
            for depth in range(len(own) + 1):
                if own[:depth] not in seen:
                    seen.add(own[:depth])
                    if not law and (depth or not own):
                        parts.append(_Part(above=own[:depth], article="", blocks=_below(chunk, n, own[:depth])))
        good = (_usable(document, chunk, part) for part in parts)
        made[chunk.number] = tuple(part for part in good if part)
    return made


def _opens(chunk: Chunk, block: Block, language: str) -> bool:
    """Tell whether a paragraph within a part may open an excerpt: long enough, and leaning on nothing before it."""
    ends, at = spans.ends(chunk, block), chunk.blocks.index(block)
    words = cleaning.opened(kept.bare(chunk.text[slice(*ends[0])]), language) if ends else ""
    long = text.count(chunk.text[block.start : block.end], text.UNIT[language]) >= PARAGRAPH[language]
    before = chunk.text[chunk.blocks[at - 1].start : chunk.blocks[at - 1].end].rstrip() if at else ""
    bound = kept.announces(before) or before.endswith((";", "；", ",", "，"))
    bound = bound or (at > 0 and kept.name(chunk, chunk.blocks[at - 1], language) and kept.bears(before))
    return long and not bound and hygiene.fault(words, language, block.kind) is None


def _alone(document: Document, chunk: Chunk, block: Block) -> bool:
    """Tell whether a point of a list may stand without the others: long enough to say something, no step, and what
    introduces the list can be said before it, or is nothing."""
    language, words = document.language, chunk.text[block.start : block.end]
    if text.count(words, text.UNIT[language]) < POINT[language] or steps.holds(document, chunk, block.start):
        return False
    if block.level or len(lists.beside(chunk, block)) < MIXED:
        return False
    if any(kept.together(one) or answers.asks_how(one) for one in block.heading_path):
        return False
    if language == "zh" and hygiene.fault(kept.bare(words), language, block.kind, led=True) == "fragment":
        return False
    introduced = context.lead_in(document, chunk, block) or ""
    bound = not lead_ins.named(introduced, language) and lead_ins.bounds(introduced, words, language)
    severed = not (bound or lead_ins.joins(introduced, language)) and lead_ins.leads(introduced, language)
    return not introduced or severed


def _topic(document: Document, chunk: Chunk, block: Block) -> str:
    """Return what introduces the list that a point stands in, "" where nothing does."""
    return cleaning.clean(context.lead_in(document, chunk, block) or "").rstrip(" :：")


def _nested(chunk: Chunk, n: int) -> tuple[Block, ...]:
    """Return a point of a list and what is nested in it."""
    point, *rest = chunk.blocks[n:]
    return (point, *takewhile(lambda one: one.kind == "item" and one.level > point.level, rest))


def _introduces(chunk: Chunk, n: int, language: str) -> str:
    """Return the name of the list that a paragraph introduces, "" where it introduces none or says more than a name."""
    words = kept.bare(chunk.text[chunk.blocks[n].start : chunk.blocks[n].end]).rstrip()
    listed = n + 1 < len(chunk.blocks) and chunk.blocks[n + 1].kind in POINTS
    return words.rstrip(" :：") if listed and words.endswith((":", "：")) and lead_ins.named(words, language) else ""


def _below(chunk: Chunk, first: int, above: tuple[str, ...], *, law: bool = False) -> tuple[Block, ...]:
    blocks = []
    for block in chunk.blocks[first:]:
        own = kept.headings(chunk, block)
        if own[: len(above)] != above or (not above and own) or (law and blocks and _article(chunk, block)):
            break
        blocks.append(block)
    return tuple(blocks)


def _usable(document: Document, chunk: Chunk, part: _Part) -> _Part | None:
    """Return a part without what is passed over, from where it can begin; None where nothing is left."""
    language = document.language
    if any(headings.aside(heading, language) for heading in part.above):
        return None
    blocks = kept.kept(chunk, part.blocks, part.above, language)
    return replace(part, blocks=blocks) if blocks and not kept.examines(chunk, blocks, language) else None


def _ends(document: Document, chunk: Chunk, part: _Part) -> Iterator[Excerpt]:
    """Yield the excerpts of a part, the shortest first, up to what its document does not stand by."""
    language = document.language
    bound, shown, size = False, 0, 0
    for n, block in enumerate(part.blocks):
        before = chunk.text[part.blocks[n - 1].start : part.blocks[n - 1].end].rstrip() if n else ""
        point = block.kind in POINTS
        if point and (not n or part.blocks[n - 1].kind not in POINTS):
            shown = size = 0
            bound = before.endswith((":", "：")) and lead_ins.joins(before, language)
            bound = bound or any(map(kept.together, (*block.heading_path, *part.above)))
        shown += point and block.level == 0
        size += text.count(chunk.text[block.start : block.end], text.UNIT[language])
        sentences = kept.ends(chunk, block)
        after = None if part.alone and n + 1 == len(part.blocks) else kept.goes_on(document, chunk, block)
        for start, end in sentences:
            words = kept.read(chunk, block, start, end, language)
            if not kept.stands(words, language) or context.fault(document, chunk, start):
                return
            opens = words.endswith((":", "：")) or kept.name(chunk, block, language)
            if (
                opens
                or (point and end < sentences[-1][1])
                or (after and (bound or (shown < SHOWN and size < SAYING[language])))
            ):
                continue
            if after is not None and after.level > block.level:
                continue
            goes_on = n + 1 < len(part.blocks) or end < sentences[-1][1]
            if _ASKS.search(words) or (goes_on and kept.announces(words)):
                continue
            if not part.alone and kept.turned(document, chunk, block, end):
                continue
            yield Excerpt(
                blocks=part.blocks[: n + 1], end=end, above=part.above, article=part.article,
                more=after is not None, last=part.blocks[-1].end, topic=part.topic, alone=part.alone,
            )  # fmt: skip


def _article(chunk: Chunk, block: Block) -> str:
    """Return the article that a paragraph opens, "" where it opens none."""
    if block.kind != "paragraph":
        return ""
    return readings.opens_article(chunk.text[block.start : block.end])
