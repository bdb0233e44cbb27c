"""How sentences follow each other in a section: in which order the sides speak in a paragraph, what leads them.

In a paragraph stands what is said of all, then what is said of each side, one after the other in the commission's
order; a sentence of one side inside what is said of the other is read as being about that.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.brief import wording
from generator.evidence import steps
from generator.evidence.sides import ELSEWHERE, NOBODY, Side
from generator.evidence.steps import Steps
from generator.gate import passing, support
from generator.gate.rules import Finding
from generator.gate.sentences import Item
from generator.gate.view import Backed, View
from generator.messages import say

Told = tuple[Item, Backed | None]
"""A sentence, and its evidence where that was found."""


def check(view: View) -> Iterator[Finding]:
    """Yield sentences that do not follow what stands before them."""
    backed = {id(one.item): one for one in view.backed}
    for section in view.brief.sections:
        own = [i for i in view.items if i.section is section and i.block.kind == "paragraph" and i.role != "references"]
        told = [(item, backed.get(id(item))) for item in own]
        yield from _led(view, told)
        yield from _stepped(told)
        numbers = dict.fromkeys(item.place.paragraph for item in own)
        for paragraph in ([one for one in told if one[0].place.paragraph == number] for number in numbers):
            yield from _sides(view, paragraph)
            for name in dict.fromkeys(_name(view, one) for one in paragraph):
                yield from _ordered(view, [one for one in paragraph if _name(view, one) == name])
            yield from passing.check([one for _, one in paragraph if one and one.saying])


def _name(view: View, one: Told) -> str | None:
    """Return the side that a sentence speaks of; by its entry where its evidence was not found."""
    item, backed = one
    if backed is None:
        return item.entry.side if item.entry else None
    return view.spoken[backed.entry.id].name


def _told_of(view: View, one: Told) -> str | None:
    """Return the side that a sentence speaks of, or below whose name it stands."""
    item, _ = one
    below = view.below.get(item.entry.id) if item.entry else None
    return below or _name(view, one)


# --- what leads a sentence


def _led(view: View, told: Sequence[Told]) -> Iterator[Finding]:
    """Judge words of contrast, and the words that say which class a sentence speaks of."""
    connectives = tuple(wording.words(view.script)["connective"])
    for before, one in pairwise((None, *told)):
        assert one is not None
        item, backed = one
        if item.entry is None or item.entry.kind not in ("claim", "quotation"):
            continue
        lead, line = item.entry.lead, item.sentence.line
        if item.entry.kind == "quotation":
            if lead == wording.goes_on(view.script)[0] and not _same_source(before, one):
                yield Finding(
                    code="lead",
                    message=say("“{lead}”: no quotation of its source stands before it", lead=lead),
                    line=line,
                )
            continue
        name, other = _name(view, one), _name(view, before) if before else None
        if lead.startswith(connectives) and (name is None or other is None or name == other):
            yield Finding(
                code="lead", message=say("“{lead}”: no sentence of another side stands before it", lead=lead), line=line
            )
        group = support.group_of(lead, view.script)
        if group and backed:
            side = view.spoken[backed.entry.id]
            if side.named or not support.same_group(side.group, group):
                yield Finding(code="lead", message=say("“{lead}”: the source does not need it", lead=lead), line=line)


def _stepped(told: Sequence[Told]) -> Iterator[Finding]:
    """Judge that further steps stand right behind those that go before them in their source."""
    for before, one in pairwise((None, *told)):
        now, last = _steps(one), _steps(before)
        if one is None or now is None or now[1].first == 1:
            continue
        follows = last and last[0] == now[0] and last[1].first + len(last[1].points) == now[1].first
        if not (follows and before and before[0].place.paragraph == one[0].place.paragraph):
            message = say("further steps, and not behind those before them")
            yield Finding(code="place", message=message, line=one[0].sentence.line)


def _steps(one: Told | None) -> tuple[tuple[str, tuple[str, ...]], Steps] | None:
    """Return the steps that a sentence gives, with their document and the headings above them."""
    places = one[1].by(steps.RELATION) if one and one[1] else ()
    for place in places:
        if found := steps.at(place.document, place.chunk, place.span.start, place.span.end):
            return (place.document.path, found.points[0][0].heading_path), found
    return None


# --- the sides in a paragraph


def _sides(view: View, paragraph: Sequence[Told]) -> Iterator[Finding]:
    """Judge in which order the sides speak, and that each is named before what only its place is known by."""
    told = [one for one in paragraph if one[0].entry and one[0].entry.kind in ("claim", "quotation")]
    kinds = {item.entry.kind for item, _ in paragraph if item.entry}
    order = {None: -1} | {name: n for n, name in enumerate(view.names)}
    places = [order.get(_told_of(view, one), len(order)) for one in told if not _names_all(view, *one)]
    if places != sorted(places) or (len(kinds) > 1 and kinds & {"meta", "framing", "judgement"}):
        message = say("the paragraph mixes what is said of several sides, or sentences of several kinds")
        yield Finding(code="place", message=message, line=paragraph[0][0].sentence.line)
    known: str | None = None
    for item, backed in told:
        side = view.spoken[backed.entry.id] if backed else NOBODY
        if side.name != known and _unnamed(view, item, side):
            message = say("nothing before it in the paragraph says that it speaks of {name}", name=side.name)
            yield Finding(code="side", message=message, line=item.sentence.line)
        if side.via in (*ELSEWHERE, "name"):
            known = side.name


def _same_source(before: Told | None, one: Told) -> bool:
    """Tell whether a sentence stands right behind a quotation from its own source, which need not be at hand."""
    first, second = before[0].entry if before else None, one[0].entry
    if not (first and second and first.kind == "quotation" and first.supports and second.supports):
        return False
    return first.supports[0].source == second.supports[0].source


def _names_all(view: View, item: Item, backed: Backed | None) -> bool:
    """Tell whether a sentence in other words than its sources' says itself of whom it speaks, wherever it stands."""
    if backed is None or not backed.by("edited", "retold"):
        return False
    names = {side.name for side in view.heard[backed.entry.id] if side.name}
    return bool(names) and all(support.names_side(item.sentence.text, view.side(name)) for name in names)


def _unnamed(view: View, item: Item, side: Side) -> bool:
    """Tell whether only its place in the source says of whom a claim speaks."""
    if side.name is None or side.via not in ELSEWHERE or item.entry is None or item.entry.kind != "claim":
        return False
    return not item.entry.lead and not support.names_side(item.sentence.text, view.side(side.name))


def _ordered(view: View, paragraph: Sequence[Told]) -> Iterator[Finding]:
    """Judge the order of what is quoted of one side: quotations last, what is said of a class after what names the
    side, those of a document together and as they run."""
    own = [
        (item, (backed.entry.kind == "quotation", view.spoken[backed.entry.id].via == "class"), backed.saying[0])
        for item, backed in paragraph
        if backed and backed.entry.kind in ("claim", "quotation") and backed.by("verbatim", "trim")
    ]
    first = {(group, place.document.path): n for n, (_, group, place) in reversed(tuple(enumerate(own)))}
    keys = [(group, first[group, place.document.path], place.span.chunk, place.span.start) for _, group, place in own]
    for (one, two), (_, (item, *_)) in zip(pairwise(keys), pairwise(own), strict=True):
        if two < one:
            message = say("it stands before what its source puts first, or apart from it")
            yield Finding(code="place", message=message, line=item.sentence.line)
