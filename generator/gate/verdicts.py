"""Whether a sentence is what the spans it cites say: in the same words, edited, or retold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.brief.ledger import Entry
from generator.evidence import cleaning, excerpts, lists, readings, rows, steps
from generator.gate import checking, editing, retelling, support
from generator.gate.retelling import Source
from generator.gate.view import Backed, Place, View
from generator.messages import say

WIDTH = say("letters or digits in another width than its sources have")
OWN = ("accepted", "repaired")
"""What the ledger says of sentences that the model writer worded: only of those it asked a second reader."""
PARTIAL = say("the span is no whole sentence")
DOUBTED = say("retold, and rules doubt it")
"""Opens what a person has to sign of a sentence that rules doubt: each by its id, never with all that wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of holding a sentence against its sources."""

    stands: bool
    """Whether its sources say it, as far as a rule can tell."""
    why: str = ""
    """What speaks against one that does not stand, "" where there is no more to say."""
    doubt: str = ""
    """What a person has to sign of one that stands, "" for nothing."""
    status: str = "verbatim"
    """Of one that stands: "verbatim"; "close" (an edit that rules suffice for); "checked" (rules found nothing against
    it, and a second reader the words that say it); or "pending" (it waits for a person, or for a second reader)."""


def judge(view: View, backed: Backed) -> Verdict:
    """Hold a sentence against its sources."""
    if backed.by("edited", "retold") and _wide(backed):
        return Verdict(stands=False, why=WIDTH)
    if edited := backed.by("edited"):
        return _edited(view, backed.entry, edited)
    if retold := backed.by("retold"):
        return _retold(view, backed.entry, retold)
    return Verdict(stands=_said(view, backed))


def _wide(backed: Backed) -> bool:
    """Tell whether a sentence has letters or digits of full width, and its sources none."""
    return bool(_WIDE.search(backed.entry.text)) and not any(_WIDE.search(p.span.quote) for p in backed.saying)


_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")


def _said(view: View, backed: Backed) -> bool:
    """Tell whether the sentence is its spans, word for word; a cell has one."""
    saying, entry, sides = backed.saying, backed.entry, view.subjects
    if not saying or (entry.kind in ("cell", "figure") and len(saying) > 1):
        return False
    return all(
        support.says(entry, p.span, p.document, view.script, sides, attached=view.listed.attached(p.span.source))
        for p in saying
    )


def _edited(view: View, entry: Entry, places: Sequence[Place]) -> Verdict:
    """Hold an edited sentence against the one whole sentence of its source."""
    span, chunk = places[0].span, places[0].chunk
    cut = readings.relation(chunk, places[0].document.language, span.start, span.end)
    if entry.kind != "claim" or cut != "verbatim":
        return Verdict(stands=False, why=PARTIAL)
    judged = support.judged(entry, span, chunk)
    if len(places) > 1 or judged.verdict == "refused":
        return Verdict(stands=False, why=", ".join(judged.faults) or say("too far from it"))
    if judged.verdict != "pending":
        return Verdict(stands=True, status="close")
    return _held(view, entry, places, judged.doubt)


def _held(view: View, entry: Entry, places: Sequence[Place], doubt: str) -> Verdict:
    """Return the verdict on a sentence against which rules found nothing, by what a second reader found.

    Whether one that is checked needs a signature, the policy says.
    """
    if entry.checked is None:
        return Verdict(stands=True, doubt=doubt, status="pending")
    writer = view.front["writer"]
    if entry.written not in OWN or entry.checked.model != writer.get("judge", writer.get("model")):
        unknown = say("{doubt}; its second reader is none that this brief was written with", doubt=doubt)
        return Verdict(stands=True, doubt=unknown, status="pending")
    if not checking.checked(entry.checked, view.told(entry), _sources(view, entry, places), view.language):
        lapsed = say("{doubt}; the second reader was asked about other words, or found none that say it", doubt=doubt)
        return Verdict(stands=True, doubt=lapsed, status="pending")
    free = "checked" in view.listed.sources.policy.unsigned
    return Verdict(stands=True, doubt="" if free else say("{doubt}, checked by a model", doubt=doubt), status="checked")


def _sources(view: View, entry: Entry, places: Sequence[Place]) -> tuple[Source, ...]:
    """Return the places that say a sentence as sources that are retold."""
    return tuple(
        support.source(p.span.quote, p.span.start, p.chunk, p.document, side, view.subjects)
        for p, side in zip(places, view.heard[entry.id], strict=True)
    )


def _retold(view: View, entry: Entry, places: Sequence[Place]) -> Verdict:
    """Hold a sentence against whole sentences of its sources that it retells.

    What rules doubt stands for a person to decide where a second reader found words for all of it, whatever the policy.
    """
    if entry.kind != "claim" or not all(whole(view, place) for place in places):
        return Verdict(stands=False, why=PARTIAL)
    own = entry.text.removeprefix(entry.lead)
    if turned := _edited_part(view, own, entry, places):
        return Verdict(stands=False, why=", ".join(turned))
    faults = retelling.faults(own, _sources(view, entry, places))
    held = _held(view, entry, places, say("retold"))
    if not faults:
        return held
    why = "; ".join(map(str, faults))
    if retelling.doubted(faults) and held.status == "checked":
        return Verdict(stands=True, doubt=say("{doubted} ({why})", doubted=DOUBTED, why=why), status="pending")
    return Verdict(stands=False, why=why)


def _edited_part(view: View, own: str, entry: Entry, places: Sequence[Place]) -> tuple[str, ...]:
    """Return what disagrees between an excerpt that a person edited and its source, by the excerpt that it is nearest
    to; () for nothing, and for what is none. Where no model wrote, all that is retold was an excerpt."""
    document, chunk = places[0].document, places[0].chunk
    headings = chunk.headings_at(places[0].span.start)
    said = [excerpts.said(chunk, one, document.language) for one in editing.parts(entry, document, chunk)]
    if not said and view.front["writer"]["name"] != "llm":
        said = [" ".join(cleaning.clean(place.span.quote) for place in places)]
    found = [editing.faults(own, words, (document.title, *headings)) for words in said]
    return min(found, key=len, default=())


def whole(view: View, place: Place) -> bool:
    """Tell whether a span is a whole sentence, one without what may be left off, a list, its first points or
    one behind what introduces it, steps that stand together, or a row or a value of a table."""
    span = place.span
    return bool(
        readings.relation(place.chunk, place.document.language, span.start, span.end)
        or any(lists.at(place.document, place.chunk, span.start, span.end, kind) for kind in lists.KINDS)
        or steps.at(place.document, place.chunk, span.start, span.end)
        or lists.is_row(place.chunk, span.start, span.end)
        or rows.at(place.document, place.chunk, span.start, span.end, view.subjects)
    )
