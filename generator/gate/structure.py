"""The form of the whole: title, sections, length, and citations that are written as such."""

from collections.abc import Iterator
from itertools import zip_longest

from generator.brief import citation, front as fronts, wording
from generator.gate.rules import Finding
from generator.gate.view import View
from generator.messages import say


def check(view: View) -> Iterator[Finding]:
    """Yield where the brief has not the form that the commission asks."""
    if view.brief.title != view.front["title"]:
        yield Finding(
            code="title",
            message=say("{title} is not {wanted}", title=repr(view.brief.title), wanted=repr(view.front["title"])),
        )
    yield from _sections(view)
    yield from _length(view)
    for item in view.items:
        for piece in citation.parse(item.sentence.text)[1]:
            yield Finding(code="cite-malformed", message=piece.text, line=item.sentence.line)


def _sections(view: View) -> Iterator[Finding]:
    """Name the first section that is another than the commission's, and every one that is empty."""
    wanted = [section["heading"] for section in view.commission["sections"]]
    found = [section.heading for section in view.brief.sections]
    for position, (have, want) in enumerate(zip_longest(found, wanted)):
        if have != want:
            yield Finding(
                code="sections",
                message=say(
                    "section {position} is {have}; the commission wants {want}",
                    position=position + 1,
                    have=have or say("missing"),
                    want=want or say("none"),
                ),
                line=view.brief.sections[position].line if have is not None else 0,
            )
            break
    for section, role in zip(view.brief.sections, view.roles, strict=True):
        if all(block.kind == "heading" for block in section.blocks):
            yield Finding(
                code="section-empty",
                message=say("{heading} ({role})", heading=section.heading, role=role),
                line=section.line,
            )


def says_short(view: View) -> bool:
    """Tell whether a brief says that it is shorter than it was asked to be, and is."""
    return bool(wording.too_short(view.front)) and view.counted < fronts.least(view.front)


def _length(view: View) -> Iterator[Finding]:
    length = view.commission["length"]
    have, unit = view.counted, length["unit"]
    if have < fronts.least(view.front):
        code = "length-exhausted" if says_short(view) else "length-short"
        yield Finding(
            code=code,
            message=say("{have} {unit}; at least {least} {unit}", have=have, unit=unit, least=fronts.least(view.front)),
        )
    if length.get("max") and have > length["max"]:
        yield Finding(
            code="length-long",
            message=say("{have} {unit}; at most {max} {unit}", have=have, unit=unit, max=length["max"]),
        )
    if have != length["counted"]:
        yield Finding(
            code="length-counted",
            message=say(
                "{have} {unit}; the front matter says {counted}", have=have, unit=unit, counted=length["counted"]
            ),
        )
