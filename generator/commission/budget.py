"""Which of the lengths that a commission names is that of the whole, and which that of a section."""

from collections.abc import Callable
from dataclasses import replace

from generator.commission import lengths
from generator.commission.candidates import Item
from generator.commission.lengths import Asked, Length
from generator.commission.phrases import Found
from generator.commission.roles import role
from generator.commission.sections import SectionSpec, is_own, with_abstract
from generator.errors import BriefproofError

DEFAULT_LENGTH = {
    "zh": Length(minimum=1500, maximum=2000, unit="字"),
    "en": Length(minimum=800, maximum=1200, unit="words"),
}
"""Of a report whose length is not said: the house's choice."""
ONE_SIDED = 0.75
"""A commission that gives one end of the range leaves the other: the minimum is this share, 0 to 1, of the maximum.
Set by hand."""


def belongs(flat: str, item: Item, found: Found[Asked]) -> bool:
    """Tell whether a length stands in an item of the outline and is that of its section."""
    return item.start <= found.start < item.end and is_own(flat, item, found)


def divide(
    language: str,
    sections: tuple[SectionSpec, ...],
    asked: list[Found[Asked]],
    own: set[int],
    note: Callable[[str, str, int, int], None],
    defaulted: list[str],
) -> tuple[Length, tuple[SectionSpec, ...], list[Found[Asked]]]:
    """Return the length of the whole, the sections with theirs, and the lengths that nothing checks."""
    whole = [found for found in asked if found.value.scope == "whole" and id(found) not in own]
    other = [found for found in asked if found.value.scope == "other"]
    scoped = [found for found in asked if found not in whole and found not in other and id(found) not in own]
    default = DEFAULT_LENGTH[language]
    if not whole and len(scoped) == 1 and scoped[0].value.scope != "each section":
        # "with an introduction and a conclusion of 3000 words": too long for a section, so the whole is meant
        only = scoped[0].value.length
        if (only.minimum or only.maximum or 0) > (default.maximum or 0):
            whole, scoped = scoped, []
    for found in asked:
        if id(found) in own:
            note("section_length", str(found.value.length), found.start, found.end)
    for found in scoped:
        given, used = _give(sections, found.value, language)
        apiece = found.value.scope == "each section" and "sections" in defaulted
        used = used and not (apiece and _exceed(given, whole))  # of each side, and not of sections of our own
        if used:
            sections = given
            note("section_length", f"{found.value.scope}: {found.value.length}", found.start, found.end)
        else:
            other.append(found)
    for found in other:
        note("unenforced", f"{found.value.scope}: {found.value.length}", found.start, found.end)
    for found in whole:
        note("length", str(found.value.length), found.start, found.end)
    asked_whole = lengths.combine([found.value.length for found in whole])
    return limited(asked_whole, sections, language, defaulted), sections, other


def _exceed(sections: tuple[SectionSpec, ...], whole: list[Found[Asked]]) -> bool:
    """Tell whether sections need more than some length of the whole allows."""
    least = sum(section.length.minimum or 0 for section in sections if section.length)
    return any(found.value.length.maximum is not None and least > found.value.length.maximum for found in whole)


def limited(length: Length | None, sections: tuple[SectionSpec, ...], language: str, defaulted: list[str]) -> Length:
    """Return the length of the whole with both ends, as far as it was asked for; what was not goes to `defaulted`.

    Raises BriefproofError for one too short for a report, or for the sections that it should have.
    """
    default = DEFAULT_LENGTH[language]
    if length is None:
        defaulted.append("length")
        length = default
        least = sum(section.length.minimum or 0 for section in sections if section.length)
        told = [section.length for section in sections if section.role != "references"]
        if told and all(one and one.minimum and one.maximum for one in told):  # then they are the whole
            length = Length(minimum=least, maximum=sum(one.maximum or 0 for one in told if one), unit=default.unit)
        elif least > (default.maximum or 0) * ONE_SIDED:  # sections longer than the default report make it longer
            length = Length(minimum=least, maximum=round(least / ONE_SIDED), unit=default.unit)
    elif length.minimum is None and length.maximum is not None:
        defaulted.append("length.minimum")
        length = replace(length, minimum=round(length.maximum * ONE_SIDED))
    elif length.maximum is None and length.minimum is not None:
        defaulted.append("length.maximum")
        length = replace(length, maximum=round(length.minimum / ONE_SIDED))
    if length.maximum is not None and length.maximum < lengths.SMALLEST:
        raise BriefproofError(
            "the commission asks for a report of {length}; ask for at least {smallest}",
            length=length,
            smallest=lengths.SMALLEST,
        )
    least = sum(s.length.minimum or 0 for s in sections if s.length and s.length.unit == length.unit)
    if length.maximum is not None and least > length.maximum:
        raise BriefproofError(
            "the commission asks for sections of at least {least} {unit} together and a whole of at "
            "most {maximum}; change one of them",
            least=least,
            unit=length.unit,
            maximum=length.maximum,
        )
    return length


def _give(sections: tuple[SectionSpec, ...], asked: Asked, language: str) -> tuple[tuple[SectionSpec, ...], bool]:
    """Return the sections with the length given to those it is said of, and whether there are any."""
    if asked.scope == "each section":
        given = tuple(s if s.length or s.role == "references" else replace(s, length=asked.length) for s in sections)
        return given, True
    kind = role(asked.scope)
    chosen = next((s for s in sections if asked.scope.casefold() in s.title.casefold()), None)
    chosen = chosen or next((s for s in sections if s.role == kind), None)
    if chosen:
        return tuple(replace(s, length=asked.length) if s is chosen else s for s in sections), True
    if kind == "abstract":
        return with_abstract(sections, language, asked.length), True
    return sections, False
