"""Whether a sentence is what the spans it cites say: in the same words, edited, or retold."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.brief.ledger import Entry
from generator.evidence import readings
from generator.gate import support
from generator.gate.view import Backed, Place, View

PARTIAL = "the span is no whole sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of holding a sentence against its sources."""

    stands: bool
    """Whether its sources say it, as far as a rule can tell."""
    why: str = ""
    """What speaks against one that does not stand, "" where there is no more to say."""
    doubt: str = ""
    """What a person has to sign of one that stands, "" for nothing."""


def judge(view: View, backed: Backed) -> Verdict:
    """Hold a sentence against its sources."""
    if edited := backed.by("edited"):
        return _edited(backed.entry, edited)
    if retold := backed.by("retold"):
        return _retold(backed.entry, retold)
    return Verdict(stands=_said(view, backed))


def _said(view: View, backed: Backed) -> bool:
    """Tell whether the sentence is its spans, word for word; a cell has one."""
    saying, entry = backed.saying, backed.entry
    if not saying or (entry.kind in ("cell", "figure") and len(saying) > 1):
        return False
    return all(
        support.says(entry, p.span, p.document, view.language, attached=view.listed.attached(p.span.source))
        for p in saying
    )


def _edited(entry: Entry, places: Sequence[Place]) -> Verdict:
    """Hold an edited sentence against the one whole sentence of its source."""
    span, chunk = places[0].span, places[0].chunk
    cut = readings.relation(chunk, places[0].document.language, span.start, span.end)
    if entry.kind != "claim" or cut != "verbatim":
        return Verdict(stands=False, why=PARTIAL)
    judged = support.judged(entry, span, chunk)
    if len(places) > 1 or judged.verdict == "refused":
        return Verdict(stands=False, why=", ".join(judged.faults) or "too far from it")
    return Verdict(stands=True, doubt=judged.doubt if judged.verdict == "pending" else "")


def _retold(entry: Entry, places: Sequence[Place]) -> Verdict:
    """Hold a sentence against whole sentences of its sources that it retells; a person signs it in any case."""
    if entry.kind != "claim" or not all(
        readings.relation(p.chunk, p.document.language, p.span.start, p.span.end) for p in places
    ):
        return Verdict(stands=False, why=PARTIAL)
    faults = support.retold(entry, [(place.span, place.chunk) for place in places])
    return Verdict(stands=False, why=", ".join(faults)) if faults else Verdict(stands=True, doubt="retold")
