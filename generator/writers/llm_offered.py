"""A passage on offer to the model writer, with what stands around it."""

from dataclasses import dataclass, replace
from typing import Any

from generator.corpus import Chunk, Document
from generator.evidence import Card, Span, cleaning, lists, parts, readings, stated, voicing
from generator.writers import llm_beside
from generator.writers.llm_beside import Place

NEIGHBOUR = 300
"""Most characters of what stands before a passage, and after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A passage on offer."""

    name: str
    """Its id in this brief: "p1"."""
    card: Card
    document: Document
    whose: str = ""
    """The name of the side that its document speaks for, "" for none."""
    limit: Card | None = None
    """The sentence behind it that takes back a part of it."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """What it says, where it stands."""
        return (self.card.span, *self.card.rest, *((self.limit.span,) if self.limit else ()))

    @property
    def words(self) -> str:
        """What it says, without note marks and emphasis."""
        return " ".join((parts.whole(self.card), *self.limited))

    @property
    def limited(self) -> tuple[str, ...]:
        """The words of the sentence behind it that takes back a part of it, () for none."""
        return (cleaning.clean(self.limit.span.quote),) if self.limit else ()

    def chunk(self, span: Span) -> Chunk:
        """Return the chunk that one of its spans stands in."""
        return self.document.chunks[span.chunk - 1]

    def plain(self, before: str = "", after: str = "") -> dict[str, Any]:
        """Return it as the model sees it; `before` and `after`: the names of what stands there, "" where that may be no
        evidence."""
        chunk = self.chunk(self.card.span)
        said = [cleaning.clean(chunk.text[slice(*place)]) if place else "" for place in self.beside]
        known = {
            "id": self.name, "side": self.card.side, "document": self.document.title, "of": self.whose,
            "we": ", ".join(voicing.named(self.document)) if voicing.speaks(self.words, self.card.language) else "",
            "status": stated.status(self.document),
            "under": " > ".join(self.under), "article": self.article,
            "before": said[0][-NEIGHBOUR:], "before_id": before, "text": self.words,
            "after": said[1][:NEIGHBOUR], "after_id": after,
        }  # fmt: skip
        return {key: value for key, value in known.items() if value}

    @property
    def beside(self) -> tuple[Place | None, Place | None]:
        """Where the sentences right before and behind it stand, None where there is none."""
        limit = (self.limit.span,) if self.limit else ()
        return llm_beside.places(self.chunk(self.card.span), replace(self.card, rest=(*self.card.rest, *limit)))

    @property
    def article(self) -> str:
        """Of a law, the article that it stands in, where its words or a heading do not say so; "" for none."""
        found = readings.article(self.document, self.chunk(self.card.span), self.card.span.start)
        return "" if found in (*self.under, self.words[: len(found)]) else found

    @property
    def under(self) -> tuple[str, ...]:
        """The headings above it, and the points of a list that it is nested in."""
        chunk = self.chunk(self.card.span)
        block = chunk.block_at(self.card.span.start)
        above = lists.parents(chunk, block) if block else ()
        return (*self.card.headings, *(cleaning.clean(words)[:NEIGHBOUR] for words in above))
