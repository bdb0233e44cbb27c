"""The sections of a brief on one subject that asks for none: the aspects that headings of the corpus tell of it.

Read from titles, headings and text alone, so that the gate finds the same without an index.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.commission import Commission
from generator.corpus import Document
from generator.corpus.chunking import Block
from generator.evidence import aspects, excluding, languages, naming
from generator.evidence.cards import Card
from generator.language import text

FEWEST, MOST = 3, 5
"""Sections that are made so (1 or more); with fewer one section holds all."""
SHORTEST = {"字": 200, "words": 120}
"""Greatest length of the brief that each of them needs. Set by hand, as is the next."""
HELD = 1.5
"""Text below headings on an aspect, as a multiple of that length (above 0), from which it makes a section."""
KINDS = ("paragraph", "item")
"""Blocks whose sentences can be evidence."""


def undivided(commission: Commission) -> bool:
    """Tell whether a commission leaves it to the corpus how its matter is divided."""
    return len(commission.subjects) == 1 and not commission.axes and "sections" in commission.defaulted


def held(commission: Commission, documents: Iterable[Document], date: str) -> tuple[str, ...]:
    """Return the aspects on which the documents hold enough, as they are called in a brief; () where those are few.

    A block tells of the subject where its document's title, a heading above it or the block itself names it.
    """
    subject, unit = commission.subjects[0], commission.length.unit
    own = aspects.asked(subject.name)
    known = naming.known_as(subject)
    amounts: Counter[str] = Counter()
    permitted = tuple(excluding.permitted(documents, commission, date))
    away = languages.abroad(commission, permitted)
    for document in permitted:
        if away or document.language == commission.language:
            titled = known.search(document.title) is not None
            for block, words in _blocks(document):
                if titled or any(known.search(part) for part in (*block.heading_path, words)):
                    amounts.update(dict.fromkeys(_aspects(block), text.count(words, unit)))
    most = min(MOST, (commission.length.maximum or 0) // SHORTEST[unit])
    enough = [name for name, amount in amounts.items() if amount >= HELD * SHORTEST[unit] and name not in own]
    order = list(aspects.known())
    best = sorted(enough, key=lambda name: (-amounts[name], order.index(name)))[:most]
    chosen = sorted(best, key=order.index) if len(best) >= FEWEST else []
    return tuple(aspects.label(name, commission.language) for name in chosen)


def tells(card: Card, label: str, language: str) -> bool:
    """Tell whether a sentence, or a heading above it, tells of the aspect that a section is called by."""
    name = aspects.called(label, language)
    headed = any(aspects.asked(heading).get(str(name)) == 1.0 for heading in card.headings)
    return headed or name in aspects.spoken(card.text)


def _blocks(document: Document) -> Iterator[tuple[Block, str]]:
    """Yield what may be evidence, with its words."""
    for chunk in document.chunks:
        for block in chunk.blocks:
            if block.kind in KINDS:
                yield block, chunk.text[block.start : block.end]


def _aspects(block: Block) -> tuple[str, ...]:
    """Return what the innermost heading that tells of any aspect tells of."""
    found = (
        tuple(name for name, worth in aspects.asked(heading).items() if worth == 1.0)
        for heading in reversed(block.heading_path)
    )
    return next((names for names in found if names), ())
