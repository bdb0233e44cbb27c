"""Claim cards: what is known of a passage that may become a claim, the side that it speaks of among it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.evidence import readings, steps
from generator.evidence.excerpts import RELATION as EXCERPT, Excerpt
from generator.evidence.spans import Span
from generator.evidence.steps import Steps

LISTED = ("list", "opening", "points", "row", steps.RELATION, EXCERPT)
"""What lists and rows of a source make as one sentence (`Card.relation`)."""
_CLOSING = re.compile(
    r"结论|总结|结语|展望|未来|趋势|前景|长期|共存|\b(?:conclusions?|outlook|future|trends?|long[ -]term|coexist)\b",
    re.I,
)
"""Words of what looks at the whole or ahead, in a sentence or a heading above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A sentence that may become a claim."""

    span: Span
    text: str
    """The quote without note marks and emphasis, with a full stop."""
    language: str
    side: str | None
    """Name of the subject it speaks of, None when it speaks of several or of none."""
    via: str
    """How the side was found: "name", "heading", "class", "document" (it is about the side), "before" (it leans on a
    sentence of that side), "title" (an attachment that is about it), "all" (several subjects), "background" (a class
    that the sources put no subject into) or "none"."""
    group: str = ""
    """With "class": the words for the class as the source has them, in the sentence (`named`) or above it."""
    membership: Span | None = None
    """With "class": where the corpus says that the side belongs to it."""
    person: bool = False
    """True when it speaks in the first or second person, or of itself as “this report”: usable as a quotation only."""
    attached: bool = False
    """True when its document is an attachment of the commission."""
    named: bool = True
    """True when the sentence itself names what it speaks of."""
    foremost: bool = False
    """True when it opens with what it speaks of."""
    item: bool = False
    """True for a list item."""
    headings: tuple[str, ...] = ()
    """Above the sentence, outermost first."""
    closing: bool = False
    """True when it stands below a heading such as 结论 or Outlook, or looks ahead itself."""
    phrase: bool = False
    """True for a list item that is no sentence: for tables only."""
    piece: bool = False
    """True for what is no sentence, or opens with a pronoun, and stands behind whose it is and the heading above it."""
    under: int | None = None
    """Position in `headings` of the one that says what it speaks of, where a heading does."""
    rest: tuple[Span, ...] = ()
    """The sentences right after it that lean on it and come with it."""
    opens: bool = False
    """True when it opens the first paragraph below a heading."""
    relation: str = "verbatim"
    """"verbatim" for a whole sentence, "trim" for one without a mark of order or a connective (`readings`),
    "list" for a list, "opening" for the first points of one, "points" for a point behind what
    introduces it, "row" for a row of a table, "steps" for points of a list that instructs, "excerpt" for what stands
    below a heading."""
    told: Steps | None = None
    """With "steps": the points."""
    excerpt: Excerpt | None = None
    """With "excerpt": what it is."""
    matter: str = ""
    """Of an excerpt all that stands in its place, by which it is judged."""
    directs: bool = False
    """True for a sentence that tells its reader what to do: quoted where that is asked, no statement anywhere else."""
    handbook: bool = False
    """With "steps": True where its document holds instructions and little else."""
    loose: bool = False
    """True for a sentence that leans on what stands around it: it may be told in other words, never quoted."""
    leads: bool = False
    """True when it opens its paragraph, of a law its article."""
    article: str = ""
    """Of a law, the article that it stands in."""

    @property
    def instructs(self) -> bool:
        """True for what stands only where it is asked how something is done, or what to do."""
        return self.told is not None or self.directs


def closes(words: str) -> bool:
    """Tell whether words, of a sentence and the headings above it, look at the whole or ahead."""
    return _CLOSING.search(words) is not None


def together(cards: Sequence[Card]) -> Card:
    """Return one card for points of one list, in their order: what introduces them is said once."""
    words = readings.pointed([card.span.quote for card in cards], cards[0].language)
    return replace(cards[-1], text=words)
