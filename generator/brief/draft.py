"""A draft: what a writer hands over, statements by section, each with the spans it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from generator.brief.ledger import Checked
from generator.evidence import Span

EXTRACTIVE = "15"
VERSIONS = {"extractive": EXTRACTIVE, "llm": f"12, extractive {EXTRACTIVE}"}
"""Writer → its version, raised whenever another text comes out of the same inputs. It stands here since the gate has to
know them, and knows no writer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence to be."""

    kind: str
    """One of `ledger.KINDS`."""
    text: str
    """Whole sentence, `lead` included."""
    side: str | None = None
    """Subject it speaks of."""
    lead: str = ""
    """The words of the sentence that are not the source's."""
    below: str = ""
    """The side whose name they are, which only the first such sentence of a paragraph keeps (`folded`); "" for none."""
    spans: tuple[tuple[Span, str], ...] = ()
    """Spans with their relation (`ledger.Support.relation`), in order of citation."""
    rests: tuple[str, ...] = ()
    """Of a judgement: the texts of the statements that it rests on."""
    written: str = ""
    """As in `ledger.Entry`, as is `checked`."""
    checked: Checked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of statements shown together."""

    kind: str
    """A block kind of `brief.Block`: "heading", "paragraph", "bullets", "table"."""
    statements: tuple[Statement, ...]
    columns: int = 0
    """Of a table: its statements are cells, row by row, the header first."""


Sections = tuple[tuple[int, tuple[Passage, ...]], ...]
"""Section number → its passages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The sections that a writer fills, by section number."""

    sections: Sections
    aspects: tuple[str, ...] = ()
    """Words for what the sides are compared in, as they stand in the sources; the rows of the table."""
    notes: tuple[str, ...] = ()
    """What was relaxed or is thin, for the person who runs the command."""
    record: Mapping[str, Any] = field(default_factory=dict)
    """What the front matter says of the writer besides its name and version."""
    dropped: tuple[str, ...] = ()
    """As in `ledger.Ledger`."""
    unanswered: tuple[Mapping[str, str], ...] = ()
    """Points of a model's outline that nothing answers, as the gap list holds them."""
    roomier: "Callable[[int], Draft] | None" = None
    """Length that was left free → the draft with what was cut for length, as far as that holds it; below 0, the draft
    with so much less; None where what stands can't be chosen anew."""


def folded(sections: Sections) -> Sections:
    """Return sections in which a paragraph says once of whom its labelled sentences speak, before the first."""
    bare: dict[str, str] = {}

    def one(passage: Passage) -> Passage:
        found: list[Statement] = []
        for before, statement in pairwise((None, *passage.statements)):
            assert statement is not None
            if before and statement.below and before.below == statement.below:
                own = statement.text.removeprefix(statement.lead)
                bare[statement.text] = own
                statement = replace(statement, text=own, lead="")
            found.append(statement)
        return replace(passage, statements=tuple(found))

    placed = tuple((number, tuple(map(one, passages))) for number, passages in sections)
    return tuple((number, tuple(_rested(passage, bare) for passage in passages)) for number, passages in placed)


def _rested(passage: Passage, bare: Mapping[str, str]) -> Passage:
    """Return a passage whose judgements rest on sentences as they stand now."""
    told = (replace(s, rests=tuple(bare.get(words, words) for words in s.rests)) for s in passage.statements)
    return replace(passage, statements=tuple(told))


def told(draft: Draft) -> tuple[str, ...]:
    """Return the words of its statements but for framing, which is counted with what stands around them."""
    statements = (s for _, passages in draft.sections for passage in passages for s in passage.statements)
    return tuple(statement.text for statement in statements if statement.kind != "framing")
