"""Sides: a sentence that counts for a side names it, or a class that the sources place it in."""

from collections.abc import Iterator

from generator.brief import ledger as ledgers
from generator.evidence import classes, naming, sides
from generator.gate import sentences, support, verdicts
from generator.gate.rules import Finding
from generator.gate.view import Backed, Place, View
from generator.messages import say


def check(view: View) -> Iterator[Finding]:
    """Yield sentences that speak not of the side or the class that they count for."""
    for item in view.items:
        if item.entry and item.entry.side and item.entry.kind not in ledgers.SOURCED:
            message = say("a {kind} counts for no side", kind=item.entry.kind)
            yield Finding(code="side", message=message, line=item.sentence.line)
    for backed in view.backed:
        if backed.mixed:  # `words` says so
            continue
        if backed.entry.side != (name := view.spoken[backed.entry.id].name):
            message = say(
                "it speaks of {name}; the ledger says {side}",
                name=name or say("no side alone"),
                side=backed.entry.side or say("of none"),
            )
            yield _finding(backed, message)
        if backed.members and not _classed(view, backed):
            yield _finding(backed, say("a source cited for its class does not place its side in one"))
        faults = tuple(_faults(view, backed))
        if faults and verdicts.judge(view, backed).stands:  # else it has no side to speak of
            yield from (_finding(backed, fault) for fault in faults)


def _finding(backed: Backed, message: str) -> Finding:
    return Finding(code="side", message=message, line=backed.item.sentence.line)


def _classed(view: View, backed: Backed) -> bool:
    """Tell whether each membership places a side, of the sentence or of a source that speaks of a class, in one."""
    entry = backed.entry
    heard = tuple(side.name for side in view.heard[entry.id] if side.via == "class" and side.name)
    named = (entry.side,) if entry.side else heard
    sides = [view.side(name) for name in named if name in view.names]
    return all(
        any(classes.belongs(m.span.quote, m.chunk.headings_at(m.span.start), side) for side in sides)
        for m in backed.members
    )


def _faults(view: View, backed: Backed) -> Iterator[str]:
    """Yield what speaks against the class of a sentence, and against its side."""
    group = support.group(backed.entry, view.script)
    told = view.spoken[backed.entry.id]
    shown = told.via in sides.ELSEWHERE and bool(group) and support.same_group(told.group, group)
    if group and not shown and not any(support.class_named(group, p.chunk, p.span) for p in backed.saying):
        yield say("the source does not speak of {group}", group=group)
    name = backed.entry.side
    if name is not None and name not in view.names:
        yield say("{name} is no subject of the commission", name=name)
    elif name is not None:
        yield from _of_side(view, backed, name, group)
    elif backed.by("retold"):
        yield from _of_several(view, backed)


def _of_several(view: View, backed: Backed) -> Iterator[str]:
    """Yield the sides of the sources of a sentence in other words that it does not name."""
    heard = {side.name: side for side in view.heard[backed.entry.id] if side.name}
    own = _own_words(backed)
    for name, told in heard.items():
        side = view.side(name)
        if not support.names_side(own, side) and not (told.via == "class" and classes.group_in(own, side)):
            yield say("a source of it speaks of {name}, and the sentence does not name {name}", name=name)


def _of_side(view: View, backed: Backed, name: str, group: str | None) -> Iterator[str]:
    item, entry = backed.item, backed.entry
    if (shown := sentences.shown_for(item, view.script)) not in (None, name):
        yield say("it is said of {name}, and shown for {shown}", name=name, shown=shown or say("none"))
    if entry.kind in ("quotation", "figure") and any(_titled(view, name, place) for place in backed.saying[:1]):
        return
    told = view.spoken[entry.id]
    if told.via in sides.ELSEWHERE and told.name == name:
        return  # its place in the source tells of whom it speaks
    side, own = view.side(name), _own_words(backed)
    named = support.names_side(own, side) or entry.id in view.below
    if not named:
        group = group or classes.group_in(own, side) or _above(view, backed, name)
    if group and not support.names_side(group, side):
        if not any(support.belongs(group, side, member.span, member.chunk) for member in backed.members):
            yield say("no source cited here says that {name} belongs to {group}", name=name, group=group)
    elif not group and not named:
        yield say("the sentence does not name {name}", name=name)


def _own_words(backed: Backed) -> str:
    """Return the words of a sentence that are its source's, or its own where it was written in other words."""
    entry = backed.entry
    if entry.kind == "quotation":
        return backed.saying[0].span.quote if backed.saying else ""
    return backed.item.sentence.text[len(entry.lead) :]


def _above(view: View, backed: Backed, name: str) -> str | None:
    """Return what ties a cell to the side at the head of its column, None for nothing and for another item."""
    if backed.item.header != name or backed.entry.kind not in ("cell", "figure") or not backed.saying:
        return None
    place = backed.saying[0]
    return support.cell_side(view.side(name), view.others(name), place.chunk, place.span)


def _titled(view: View, name: str, place: Place) -> bool:
    """Tell whether the words come from an attachment that is about the side by its title, and name no other."""
    if not view.listed.attached(place.span.source):
        return False
    about = naming.titled(place.document.title, place.span.quote, tuple(map(view.side, view.names)))
    return about is not None and about.name == name
