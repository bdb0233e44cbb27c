"""How sentences follow each other in a section: which sides meet in a paragraph, in which order, what leads them.

The writers make paragraphs of one side, of no side, and of one sentence of each side on one thing; a sentence of one
side inside what is said of the other is read as being about that.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.brief import wording
from generator.evidence import hygiene
from generator.gate import support
from generator.gate.rules import Finding
from generator.gate.sentences import Item
from generator.gate.view import Backed, View
from generator.language import tokens

Told = tuple[Item, Backed | None]
"""A sentence, and its evidence where that was found."""


def check(view: View) -> Iterator[Finding]:
    """Yield sentences that do not follow what stands before them."""
    backed = {id(one.item): one for one in view.backed}
    for section in view.brief.sections:
        own = [i for i in view.items if i.section is section and i.block.kind == "paragraph" and i.role != "references"]
        told = [(item, backed.get(id(item))) for item in own]
        yield from _led(view, told)
        numbers = dict.fromkeys(item.place.paragraph for item in own)
        paragraphs = [[one for one in told if one[0].place.paragraph == number] for number in numbers]
        yield from _follow(view, [run for run in paragraphs if any(one for _, one in run)])
        for paragraph in paragraphs:
            yield from _ordered(view, paragraph)


def _name(view: View, one: Told) -> str | None:
    """Return the side that a sentence speaks of; by its entry where its evidence was not found."""
    item, backed = one
    if backed is None:
        return item.entry.side if item.entry else None
    return view.spoken[backed.entry.id].name


# --- what leads a sentence


def _led(view: View, told: Sequence[Told]) -> Iterator[Finding]:
    """Judge words of contrast, and the words that say which class a sentence speaks of."""
    connectives = tuple(wording.words(view.language)["connective"])
    for before, one in pairwise((None, *told)):
        assert one is not None
        item, backed = one
        if item.entry is None or item.entry.kind != "claim":
            continue
        lead, line = item.entry.lead, item.sentence.line
        name, other = _name(view, one), _name(view, before) if before else None
        if lead.startswith(connectives) and (name is None or other is None or name == other):
            yield Finding(code="lead", message=f"“{lead}”: no sentence of another side stands before it", line=line)
        group = support.group_of(lead, view.language)
        if group and backed:
            side = view.spoken[backed.entry.id]
            if side.named or side.group != group:
                yield Finding(code="lead", message=f"“{lead}”: the source does not need it", line=line)


# --- paragraphs of a section


def _follow(view: View, paragraphs: Sequence[Sequence[Told]]) -> Iterator[Finding]:
    """Judge which sides stand in each paragraph, and that the paragraphs follow as the writers let them."""
    last = -1
    for paragraph in paragraphs:
        kind = _rank(view, paragraph)
        line = paragraph[0][0].sentence.line
        if kind is None:
            yield Finding(code="place", message="the paragraph mixes what is said of several sides", line=line)
        elif kind < last or (kind == last and kind != _MEETING and view.names):
            message = "paragraphs follow side by side, one for each, those in which the sides meet first"
            yield Finding(code="place", message=message, line=line)
        last = last if kind is None else kind


_SUMMED, _UNSIDED, _MEETING, _SIDED = range(4)


def _rank(view: View, paragraph: Sequence[Told]) -> int | None:
    """Return where in its section a paragraph stands, None for one that no writer makes."""
    told = [one for one in paragraph if one[0].entry and one[0].entry.kind != "framing"]
    kinds = {item.entry.kind for item, _ in told if item.entry}
    names = [_name(view, one) for one in told]
    if "summary" in kinds:
        return _SUMMED if kinds == {"summary"} else None
    if "meta" in kinds:
        return None
    if len(set(names)) == 1:
        return _UNSIDED if names[0] is None else _SIDED + view.names.index(names[0]) if names[0] in view.names else None
    return _MEETING if tuple(names) == view.names and _meet(told) else None


def _meet(told: Sequence[Told]) -> bool:
    """Tell whether the sentences have a word for what they speak of in common."""
    topics = [
        {key for key, _ in tokens.topics(hygiene.clean(" ".join(place.span.quote for place in backed.saying)))}
        for _, backed in told
        if backed
    ]
    return not topics or bool(set.intersection(*topics))


def _ordered(view: View, paragraph: Sequence[Told]) -> Iterator[Finding]:
    """Judge the order of a source's own sentences: quotations last, what is said of a class after what names the side,
    those of a document together and as they run."""
    if len({_name(view, one) for one in paragraph}) > 1:
        return  # where the sides meet, their order is that of the commission
    own = [
        (item, (backed.entry.kind == "quotation", view.spoken[backed.entry.id].via == "class"), backed.saying[0])
        for item, backed in paragraph
        if backed and backed.entry.kind in ("claim", "quotation") and backed.by("verbatim", "trim")
    ]
    first = {(group, place.document.path): n for n, (_, group, place) in reversed(tuple(enumerate(own)))}
    keys = [(group, first[group, place.document.path], place.span.chunk, place.span.start) for _, group, place in own]
    for (one, two), (_, (item, *_)) in zip(pairwise(keys), pairwise(own), strict=True):
        if two < one:
            message = "it stands before what its source puts first, or apart from it"
            yield Finding(code="place", message=message, line=item.sentence.line)
