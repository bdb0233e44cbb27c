"""Whether a sentence is what the spans it cites say: in the same words, edited, retold, or summed up."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.brief import wording
from generator.brief.ledger import Entry, Support
from generator.evidence import classes, hygiene, lists, readings
from generator.gate import checking, retelling, support
from generator.gate.retelling import Source
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
    status: str = "verbatim"
    """Of one that stands: "verbatim"; "close" (an edit that rules suffice for); "checked" (rules found nothing against
    it, and a second reader the words that say it); or "pending" (it waits for a person, or for a second reader)."""


def judge(view: View, backed: Backed) -> Verdict:
    """Hold a sentence against its sources."""
    if edited := backed.by("edited"):
        return _edited(view, backed.entry, edited)
    if retold := backed.by("retold"):
        return _retold(view, backed.entry, retold)
    if backed.entry.kind == "summary":
        return Verdict(stands=_summarises(view, backed))
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


def _edited(view: View, entry: Entry, places: Sequence[Place]) -> Verdict:
    """Hold an edited sentence against the one whole sentence of its source."""
    span, chunk = places[0].span, places[0].chunk
    cut = readings.relation(chunk, places[0].document.language, span.start, span.end)
    if entry.kind != "claim" or cut != "verbatim":
        return Verdict(stands=False, why=PARTIAL)
    judged = support.judged(entry, span, chunk)
    if len(places) > 1 or judged.verdict == "refused":
        return Verdict(stands=False, why=", ".join(judged.faults) or "too far from it")
    if judged.verdict != "pending":
        return Verdict(stands=True, status="close")
    return _held(view, entry, places, judged.doubt)


def _held(view: View, entry: Entry, places: Sequence[Place], doubt: str) -> Verdict:
    """Return the verdict on a sentence against which rules found nothing, by what a second reader found.

    Whether one that is checked needs a signature, the policy says.
    """
    if entry.checked is None:
        return Verdict(stands=True, doubt=doubt, status="pending")
    if not checking.checked(entry.checked, entry.text, _sources(view, entry, places), view.language):
        lapsed = f"{doubt}; the second reader was asked about other words, or found none that say it"
        return Verdict(stands=True, doubt=lapsed, status="pending")
    free = "checked" in view.listed.sources.policy.unsigned
    return Verdict(stands=True, doubt="" if free else f"{doubt}, checked by a model", status="checked")


def _sources(view: View, entry: Entry, places: Sequence[Place]) -> tuple[Source, ...]:
    """Return the places that say a sentence as sources that are retold."""
    return tuple(
        support.source(p.span.quote, p.span.start, p.chunk, p.document, side, view.subjects)
        for p, side in zip(places, view.heard[entry.id], strict=True)
    )


def _retold(view: View, entry: Entry, places: Sequence[Place]) -> Verdict:
    """Hold a sentence against whole sentences of its sources that it retells; a person signs it in any case."""
    if entry.kind != "claim" or not all(map(_whole, places)):
        return Verdict(stands=False, why=PARTIAL)
    faults = retelling.faults(entry.text.removeprefix(entry.lead), _sources(view, entry, places))
    if faults:
        return Verdict(stands=False, why="; ".join(map(str, faults)))
    return _held(view, entry, places, "retold")


def _whole(place: Place) -> bool:
    """Tell whether a span is a whole sentence, or one without what may be left off, or a whole list."""
    span = place.span
    return bool(
        readings.relation(place.chunk, place.document.language, span.start, span.end)
        or lists.at(place.document, place.chunk, span.start, span.end)
    )


def _summarises(view: View, backed: Backed) -> bool:
    """Tell whether a summary puts together, by the closed list, the sentence of each earlier entry that it names."""
    bases = _bases(view, backed.entry)
    if bases is None:
        return False
    parts, used = [], set()
    for place in backed.saying:
        base = next((base for base in bases if base.side and _holds(base, place.span)), None)
        words = _part(view, str(base.side), place, backed.members) if base else None
        if base is None or words is None:
            return False
        used.add(base.id)
        parts.append((str(base.side), words))
    titles = (str(section["title"]) for section in view.commission["sections"])
    return used == set(backed.entry.rests_on) and any(
        backed.entry.text == wording.summary(view.language, title, parts) for title in titles
    )


def _bases(view: View, entry: Entry) -> list[Entry] | None:
    """Return the entries that a summary rests on, or None when one is no claim or quotation that stands before it."""
    order = {other.id: position for position, other in enumerate(view.ledger.entries)}
    known = {other.id: other for other in view.ledger.entries if other.kind in ("claim", "quotation")}
    bases = [known[name] for name in entry.rests_on if name in known]
    if len(bases) != len(entry.rests_on) or any(order[base.id] >= order.get(entry.id, -1) for base in bases):
        return None
    return bases


def _holds(entry: Entry, part: Support) -> bool:
    """Tell whether a part of a summary lies in what the earlier entry quotes."""
    return part.relation == "cell" and any(
        (span.source, span.chunk) == (part.source, part.chunk)
        and span.relation in ("verbatim", "trim")
        and span.start <= part.start
        and part.end <= span.end
        for span in entry.supports
    )


def _part(view: View, name: str, place: Place, members: Sequence[Place]) -> str | None:
    """Return how a sentence stands in a summary as what is said of that side, or None when it may not."""
    if name not in view.names:
        return None
    side = view.side(name)
    group = support.cell_side(side, view.others(name), place.chunk, place.span)
    if group is None:
        return None
    quote = hygiene.clean(place.span.quote)
    if support.names_side(group, side):
        return quote
    if not any(support.belongs(group, side, member.span, member.chunk) for member in members):
        return None
    return quote if classes.group_in(quote, side) else wording.class_lead(view.language, group) + quote
