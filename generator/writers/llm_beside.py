"""What stands right before and behind a passage: the author sees it, and may cite it as far as it may be evidence.

A sentence behind a passage that turns against it, or excepts something from it, belongs to it: who tells the passage
has to see what limits it, and is told where that is left out.
"""

from collections.abc import Mapping

from generator.commission import Commission
from generator.corpus import Chunk, Document
from generator.evidence import Card, Evidence, claims, cleaning, cohesion, excluding, spans

Place = tuple[int, int]
"""Where a sentence starts and ends, character offsets into its chunk's text."""


class Beside:
    """The sentences of the chunks that passages stand in, as cards that may be told in other words."""

    def __init__(self, commission: Commission, evidence: Evidence) -> None:
        self.commission, self.evidence = commission, evidence
        self._cards: dict[tuple[str, int], Mapping[Place, Card]] = {}

    def card(self, document: Document, chunk: Chunk, place: Place | None) -> Card | None:
        """Return the card of a sentence, None where there is none, or it may be no evidence: its document takes it back
        or is damaged, or the commission wants nothing of what it names."""
        key = document.path, chunk.number
        if key not in self._cards:
            found = claims.loose(((document, chunk),), self.commission.sides, (), least=1)
            allowed = set(excluding.matter((*self.evidence.cards, *found), self.commission))
            self._cards[key] = {(c.span.start, c.span.end): c for c in found if c in allowed}
        return self._cards[key].get(place) if place else None

    def limited(self, document: Document, card: Card) -> Card | None:
        """Return the sentence right behind a passage that limits it, None where none does."""
        chunk = document.chunks[card.span.chunk - 1]
        _, after = places(chunk, card)
        if after is None or not cohesion.limits(cleaning.clean(chunk.text[slice(*after)]), document.language):
            return None
        return self.card(document, chunk, after)


def places(chunk: Chunk, card: Card) -> tuple[Place | None, Place | None]:
    """Return where the sentences right before and behind a passage stand in its block, None where there is none."""
    last = (card.span, *card.rest)[-1]
    block = chunk.block_at(card.span.start)
    ends = spans.ends(chunk, block) if block else ()
    before = [place for place in ends if place[1] <= card.span.start]
    after = [place for place in ends if place[0] >= last.end and last.chunk == chunk.number]
    return (before[-1] if before else None), (after[0] if after else None)
