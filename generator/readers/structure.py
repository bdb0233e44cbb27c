"""What all readers share at the end: the title, headings that carry no mark, furniture dropped."""

import re
from dataclasses import replace

from generator.readers.reading import Builder, Element, Reading
from generator.text import language


def finish(
    builder: Builder,
    *,
    reader: str,
    metadata: dict[str, str],
    damaged: int,
    web: bool,
    scanned: bool = False,
) -> Reading:
    """Return the `Reading` of what a reader collected.

    The title is the metadata's or the first outermost heading; that heading is then no heading any more.
    `web` says whether furniture of web pages may be in the text.
    """
    elements = builder.elements
    title, elements = _title(metadata.get("title", ""), elements)
    rest = {key: value for key, value in metadata.items() if key != "title"}
    return Reading(
        title=title,
        metadata=tuple(sorted(rest.items())),
        elements=tuple(elements),
        dropped=tuple(builder.dropped),
        damaged=damaged,
        scanned=scanned,
        reader=reader,
    )


def _title(declared: str, elements: list[Element]) -> tuple[str, list[Element]]:
    headings = [element for element in elements[:12] if element.kind == "heading"]
    first = headings[0] if headings and headings[0].level == min(heading.level for heading in headings) else None
    if first is None:
        return declared, elements
    alone = sum(e.kind == "heading" and e.level <= first.level for e in elements) == 1
    same = _bare(first.text) == _bare(declared)
    if declared and not same:
        body = " ".join(element.text for element in elements[:200] if element.kind != "heading")
        prefer = alone and language(body) == language(first.text) != language(declared)
        if not prefer:
            return declared, elements
    if same or not declared:
        if not same and not alone:
            return declared, elements
    return first.text, [element for element in elements if element is not first]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


_ = replace
