"""Blocks of a chunk with the sentences that their document stands by, and points of a list that hold only with its
lead-in."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.corpus import Block, Chunk, Document
from generator.evidence import cleaning, context, headings as of_headings, lead_ins, lists, predicates, spans
from generator.evidence.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The sentences of one block that its document stands by, in order; what it takes back leaves a gap (None)."""

    document: Document
    chunk: Chunk
    block: Block
    spans: tuple[Span | None, ...]
    introduced: str | None
    """What introduces the list that an item stands in."""
    opens: bool
    """True for the first paragraph below a heading."""


def shows(document: Document, block: Block) -> bool:
    """Tell whether a document instructs, shows or lists below a heading above a block; its title is none."""
    headings = block.heading_path[_titles(document) :]
    return any(of_headings.instructs(heading, document.language) for heading in headings)


@lru_cache(maxsize=1 << 12)
def _titles(document: Document) -> int:
    """Return how many of the headings above all of a document are its title: 1, or 0 where its parts open with their
    own."""
    return int(len({block.heading_path[:1] for chunk in document.chunks for block in chunk.blocks}) == 1)


def found(document: Document, chunk: Chunk) -> Iterator[Place]:
    """Yield the blocks of a chunk that may hold passages."""
    blocks: dict[int, list[Span | None]] = {}
    for block, span in spans.sentences(document, chunk):
        stands = context.fault(document, chunk, span.start) is None
        blocks.setdefault(block.start, []).append(span if stands else None)
    above: tuple[str, ...] | None = None
    for block in chunk.blocks:
        if block.start in blocks and not shows(document, block):
            yield Place(
                document=document, chunk=chunk, block=block, spans=tuple(blocks[block.start]),
                introduced=context.lead_in(document, chunk, block), opens=block.heading_path != above,
            )  # fmt: skip
        above = block.heading_path


def bounded(document: Document, chunk: Chunk, start: int) -> bool:
    """Tell whether a point of a list that begins there holds only with what introduces the list: “owners must not:”."""
    block = chunk.block_at(start)
    if block and (introducing := lists.introducing(chunk, block)):
        return not lead_ins.concludes(introducing, chunk.text[block.start : block.end])
    introduced = context.lead_in(document, chunk, block) if block and block.kind == "item" else None
    return block is not None and _binds(introduced, chunk.text[block.start : block.end], document.language)


def _binds(introduced: str | None, point: str, language: str) -> bool:
    """Tell whether a clause introduces a point of a list and holds for it."""
    return (
        bool(introduced) and not lead_ins.named(introduced, language) and lead_ins.bounds(introduced, point, language)
    )


def dependent(place: Place) -> bool:
    """Tell whether an item holds only with the words that introduce its list."""
    at = place.chunk.blocks.index(place.block)
    before = place.chunk.blocks[at - 1] if at else None
    words = [place.chunk.text[block.start : block.end] if block else "" for block in (place.block, before)]
    language = place.document.language
    introducing = lists.introducing(place.chunk, place.block)
    if lead_ins.torn(*words) or (introducing and not lead_ins.concludes(introducing, words[0])):
        return True
    if not place.introduced or not clause(place):
        return False
    return _binds(place.introduced, words[0], language) or any(
        predicates.subjectless(cleaning.clean(point), language, led=True)
        for point in lists.beside(place.chunk, place.block)
    )


def clause(place: Place) -> bool:
    """Tell whether a clause introduces an item, which goes on in it; a mere name is as a heading is."""
    return place.introduced is not None and not lead_ins.named(place.introduced, place.document.language)
