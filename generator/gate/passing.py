"""Passages: what leans on the sentence before it in its source follows that one, and a rebuttal is never left out."""

from collections.abc import Iterator, Sequence

from generator.evidence import cleaning, cohesion, readings, spans
from generator.gate.rules import Finding
from generator.gate.view import Backed, Place
from generator.messages import say


def check(paragraph: Sequence[Backed]) -> Iterator[Finding]:
    """Yield sentences, word for word, that stand without what they lean on or what turns on them.

    `paragraph`: its sentences with their evidence, in any words, for whoever signs a retold one reads what follows.
    """
    for n, one in enumerate(paragraph):
        if not one.by("verbatim", "trim"):
            continue
        place, line = one.saying[0], one.item.sentence.line
        before, after = _neighbours(place)
        if leans(one) and not (before is not None and n and _is(paragraph[n - 1], place, before)):
            message = say("“{quote}” leans on the sentence before it in its source", quote=place.span.quote[:40])
            yield Finding(code="context", message=message, line=line)
        if after is not None and cohesion.rebuts(_words(place, after), place.document.language):
            follows = n + 1 < len(paragraph) and _is(paragraph[n + 1], place, after)
            if not follows:
                message = say("“{quote}”: what its source says against it is left out", quote=place.span.quote[:40])
                yield Finding(code="context", message=message, line=line)


def first(told: Sequence[Backed]) -> tuple[Backed, ...]:
    """Return the sentences that open a passage."""
    return tuple(one for one in told if not leans(one))


def leans(one: Backed) -> bool:
    """Tell whether a claim leans on the sentence before it in its source."""
    if one.entry.kind != "claim" or not one.by("verbatim", "trim"):
        return False
    place = one.saying[0]
    words = cleaning.sentence(place.span.quote, place.document.language)
    return cohesion.carried(words, place.document.language) and not _of_heading(one, words)


def _of_heading(one: Backed, words: str) -> bool:
    """Tell whether a sentence opens with a pronoun for what the heading above it names, and its lead says whom."""
    place = one.saying[0]
    found = readings.sentence_at(place.chunk, place.span.start, place.span.end)
    if found is None or not one.entry.lead or not cohesion.of_above(words, place.document.language):
        return False
    block, start, _ = found
    at = place.chunk.blocks.index(block)
    above = place.chunk.blocks[at - 1].heading_path if at else None
    return start == block.start and bool(block.heading_path) and block.heading_path != above


def _neighbours(place: Place) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Return where the sentences before and after that of a place stand in its chunk, None at an end of the block."""
    found = readings.sentence_at(place.chunk, place.span.start, place.span.end)
    if found is None:
        return None, None
    block, start, _ = found
    ends = spans.ends(place.chunk, block)
    at = next(n for n, (a, _) in enumerate(ends) if a == start)
    return ends[at - 1] if at else None, ends[at + 1] if at + 1 < len(ends) else None


def _words(place: Place, where: tuple[int, int]) -> str:
    return cleaning.opened(cleaning.clean(place.chunk.text[slice(*where)]), place.document.language)


def _is(other: Backed, place: Place, where: tuple[int, int]) -> bool:
    """Tell whether another sentence rests on that of the same chunk which stands there."""
    chunk = place.span.source, place.span.chunk
    spans = [one.span for one in other.saying if (one.span.source, one.span.chunk) == chunk]
    return any(where[0] <= span.start and span.end <= where[1] for span in spans)
