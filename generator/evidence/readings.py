"""Readings: what of a sentence may stand for it in a brief. Writers choose among them, the gate computes them anew.

A sentence stands whole, or it is trimmed: without the label of its list item, without a connective that only ties it
to the one before, without an aside. Table cells, figures and parts of summaries are clauses, see `language.clauses`.
"""

import re
from collections.abc import Iterator

from generator import platforms
from generator.corpus import Block, Chunk
from generator.evidence import hygiene
from generator.language import clauses, text

TAG = re.compile(rf"(?:{hygiene.PICTOGRAM.pattern})?[^，,。；;（(\s]{{1,2}}[：:]\s*(?=\S)")
"""A mark of order or time before any sentence: 秋：."""
_LABEL = re.compile(r"[^：:，,。；;（(]{2,16}[：:]\s*")
"""What names the topic of a list item."""
_NAME = re.compile(r"(?<=[㐀-鿿])[A-Z][a-z]|[A-Z][a-z]+\s?(?=[㐀-鿿])")


def sentence_at(chunk: Chunk, start: int, end: int) -> tuple[Block, int, int] | None:
    """Return the block and the offsets of the sentence that holds the characters from `start` to `end`, or None."""
    for block in chunk.blocks:
        if block.start <= start and end <= block.end:
            for first, last in text.sentences(chunk.text[block.start : block.end]):
                if block.start + first <= start and end <= block.start + last:
                    return block, block.start + first, block.start + last
    return None


def label(sentence: str, kind: str) -> int:
    """Return the characters of the tag or label that a sentence of a block of that kind may be quoted without.

    A tag of any sentence, the topic of a list item. One that names somebody, or that bounds what follows
    (`clauses.bound`: 如果开源：, 据报道：, 2023 年：), stays.
    """
    match = TAG.match(sentence) or (_LABEL.match(sentence) if kind == "item" else None)
    if match is None or match.end() == len(sentence) or clauses.bound(match[0]):
        return 0
    return 0 if _NAME.search(match[0]) or platforms.mentions(match[0]) else match.end()


def starts(sentence: str, language: str, kind: str) -> tuple[int, ...]:
    """Return where a sentence may begin that is quoted to its end, in characters: 0 first, for the whole of it."""
    found = [0]
    for start in (0, label(sentence, kind)):
        found += [start, start + hygiene.connective(sentence[start:], language)]
    return tuple(dict.fromkeys(found))


def relation(chunk: Chunk, language: str, start: int, end: int) -> str | None:
    """Return what the characters are to their sentence: "verbatim" for all of it, "trim" where they may be that."""
    found = sentence_at(chunk, start, end)
    if found is None or end != found[2]:
        return None
    block, first, last = found
    if start - first not in starts(chunk.text[first:last], language, block.kind):
        return None
    return "verbatim" if start == first else "trim"


def clause_fault(chunk: Chunk, language: str, start: int, end: int) -> str | None:
    """Return why the characters from `start` to `end` cannot stand alone as a clause, or None when they can.

    What a trim may leave off does not count as the rest of the sentence.
    """
    found = sentence_at(chunk, start, end)
    if found is None:
        return "it is no part of one sentence"
    block, first, last = found
    sentence, why = chunk.text[first:last], None
    for trimmed in starts(sentence, language, block.kind):
        if first + trimmed <= start:
            at = first + trimmed
            why = clauses.fault(sentence[trimmed:], start - at, end - at)
            if why is None:
                return None
    return why


def wordings(quote: str, language: str, relation: str) -> Iterator[str]:
    """Yield how a quote stands in a brief: its words as they are cleaned, and of a trim those without its asides."""
    if relation == "clause":
        yield hygiene.clean(quote)
        return
    yield hygiene.sentence(quote, language)
    if relation == "trim":
        yield from (hygiene.sentence(words, language) for words in _without_asides(quote))


def _without_asides(quote: str) -> Iterator[str]:
    """Yield a quote without each of its asides, and without all."""
    found = clauses.asides(quote)
    bare = quote
    for start, end in reversed(found):
        yield quote[:start] + quote[end:]
        bare = bare[:start] + bare[end:]
    if len(found) > 1:
        yield bare


def says(own: str, quote: str, language: str, relation: str, *, led: bool = False) -> bool:
    """Tell whether words are what a quote says, letter for letter.

    What the reader and `hygiene` make of the source is compared with the words as they stand, white space and the
    form of accents aside. `led`: words stand before them, so that “The” may have become “the” (`hygiene.lowered`).
    """
    own = text.match_key(own)
    return any(
        own == text.match_key(words) or (led and own == text.match_key(hygiene.lowered(words)))
        for words in wordings(quote, language, relation)
    )


def given(own: str, quote: str, language: str, kind: str) -> tuple[int, str] | None:
    """Return where in a sentence a reading starts that these words are, and its relation; None when they are none."""
    for start in starts(quote, language, kind):
        for relation in ("verbatim", "trim")[start > 0 :]:
            if says(own, quote[start:], language, relation, led=True):
                return start, relation
    return None
