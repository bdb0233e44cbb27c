"""The ledger of a brief: for each sentence its kind and the exact spans it rests on.

`briefs/<date>-<slug>.ledger.yml`; one entry per sentence in the order of the brief, sorted keys, no time
stamps, so that a line diff is a claim diff.
"""

from dataclasses import dataclass

KINDS = ("claim", "quotation", "figure", "cell", "summary", "meta", "framing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One span of a source that a sentence rests on."""

    source: str
    """Id of the source in the brief's front matter: "S1"."""
    chunk: int
    """Chunk within the source, from 1."""
    page: int | None = None
    """Page the span starts on, from 1, where the source has pages."""
    chunk_sha256: str
    start: int
    """Character offset into the chunk's text; 0 with `end` 0 for an image."""
    end: int
    quote: str
    """The chunk's text from `start` to `end`, verbatim."""
    relation: str
    """What the span does for the sentence: "verbatim", "part" (the sentence is a piece of the span or joins
    label and item), "membership" (says that a member belongs to a class), "identity" (an image), "grey"."""
    score: float = 1.0
    """0 to 1; 1 for a verbatim span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One sentence of the brief."""

    id: str
    """"s-" and 10 hex digits of the SHA-256 of the sentence's text; "-2", "-3" for repetitions."""
    section: int
    kind: str
    """One of `KINDS`."""
    text: str
    """The sentence as in the brief, without citations."""
    side: str | None = None
    """The subject it speaks of, a name from `commission.subjects`; None when it speaks of none or of several."""
    lead: str = ""
    """Words put before the source's own: a connective or attribution from a closed list."""
    supports: tuple[Support, ...] = ()
    rests_on: tuple[str, ...] = ()
    """For a summary: ids of the earlier entries it repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All entries of one brief."""

    brief: str
    """File name of the brief."""
    reader: str
    """Version of the readers that made the offsets."""
    entries: tuple[Entry, ...]
