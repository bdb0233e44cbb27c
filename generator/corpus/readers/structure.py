"""What all readers share at the end: furniture dropped, the title found, headings without a mark given a level."""

import re
from dataclasses import replace

from generator.corpus.readers import boilerplate, dates
from generator.corpus.readers.boilerplate import bare
from generator.corpus.readers.decoding import Decoded
from generator.corpus.readers.metadata import from_credits
from generator.corpus.readers.outline import level_style, standard
from generator.corpus.readers.reading import Builder, Element, Reading
from generator.language import notes
from generator.language.text import language

MENU = 4
"""So many lines without number or mark, one after the other, that look like headings are none."""
LONGEST_TITLE = 120
"""Characters."""
LONGEST_DATE = 60
"""Characters of a line that may be the text's date."""
_LABEL = re.compile(
    r"^(?:[^\W\d_的之]{0,4}(?:名[称稱]|[标標][题題]|[题題][目名])|(?:(?:short|long|full|document) )?(?:title|name)"
    r"(?: of (?:the |this )?(?:act|law|document|regulation|report|standard))?)\s?[:：]\s?(?=\S)",
    re.IGNORECASE,
)
"""A label that says that what follows is a name: 法規名稱：, 标题：, "Short title: ", "Name of the act: "."""


def finish(
    builder: Builder,
    *,
    reader: str,
    metadata: dict[str, str],
    damaged: int,
    scanned: bool = False,
    decoded: Decoded | None = None,
    named: bool = False,
) -> Reading:
    """Return the `Reading` of what a reader collected.

    A heading of level 0 is a line that looks like one; its level follows from its numbering and the headings
    before it. The title is the one that the metadata give, or the first outermost heading, which then is no
    heading any more. `decoded`: the file's text as it was decoded, for a kind that is text. `named`: the file's name is
    the title, as of a page of a wiki, and no heading is.
    """
    elements, furniture = boilerplate.sift(builder.elements)
    if not elements:  # a page of nothing but contents or links is still what the file says
        elements, furniture = [element for element in builder.elements if re.search(r"\w", element.text)], []
    for reason, line in furniture:
        if reason == "credits":
            metadata = {**from_credits(line), **metadata}
    metadata = {**_dated(elements), **metadata}
    elements = _with_marks(_without_false_headings(elements))
    title, elements = (metadata.get("title", ""), elements) if named else _title(metadata.get("title", ""), elements)
    elements, repeated = boilerplate.without_titles(elements, title)
    elements = _levelled(elements)
    return collected(
        Builder(elements=elements, dropped=[*builder.dropped, *furniture, *repeated]),
        reader=reader,
        metadata={**metadata, "title": unlabelled(title or ("" if named else _first_heading(elements)))},
        damaged=damaged,
        scanned=scanned,
        decoded=decoded,
    )


def collected(
    builder: Builder,
    *,
    reader: str,
    metadata: dict[str, str],
    damaged: int,
    scanned: bool = False,
    decoded: Decoded | None = None,
) -> Reading:
    """Return the `Reading` of what a reader collected, as it is.

    For sheets: no furniture is looked for in a table, where a short row is as good as a long one.
    """
    return Reading(
        title=metadata.get("title", ""),
        metadata=tuple(sorted((key, value) for key, value in metadata.items() if key != "title")),
        elements=tuple(builder.elements),
        dropped=tuple(builder.dropped),
        damaged=damaged,
        scanned=scanned,
        reader=reader,
        encoding=decoded.encoding if decoded else "",
        encoding_by=decoded.found if decoded else "",
        doubtful=decoded is not None and decoded.doubtful,
    )


def _dated(elements: list[Element]) -> dict[str, str]:
    """Return the date of the first lines, where one of them is nothing else."""
    lines = [element.text for element in elements[: boilerplate.HEAD] if len(element.text) <= LONGEST_DATE]
    return next(({"date": day} for line in lines if (day := dates.alone(line))), {})


def _with_marks(elements: list[Element]) -> list[Element]:
    """Put raised numbers that count the notes of the document into brackets, where they could be powers."""
    found = []
    for element, spans in zip(elements, notes.numbered([element.text for element in elements]), strict=True):
        words, pages = element.text, element.pages
        for start, end in reversed(spans):
            words = f"{words[:start]}[{notes.flat(words[start:end])}]{words[end:]}"
            pages = tuple((offset + 2 * (offset >= end), page) for offset, page in pages)
        found.append(replace(element, text=words, pages=pages) if spans else element)
    return found


def _without_false_headings(elements: list[Element]) -> list[Element]:
    """Make paragraphs of long runs of lines that look like headings, and of one at the very end."""
    result: list[Element] = []
    position = 0
    while position < len(elements):
        end = position
        while end < len(elements) and elements[end].kind == "heading" and not elements[end].level:
            end += 1
        run = elements[position:end]
        plain = [element for element in run if not level_style(element.text) and not standard(element.text)]
        if run and (len(plain) >= MENU or end == len(elements)):
            run = [replace(element, kind="paragraph") if element in plain else element for element in run]
        result.extend(run or elements[position : position + 1])
        position = max(end, position + 1)
    return result


_LETTER = re.compile(r"[^\W\d_]")
"""What a title has at least one of: “--” is none."""


def _title(declared: str, elements: list[Element]) -> tuple[str, list[Element]]:
    """Return the title, and the elements without the heading that gave it."""
    headings = [element for element in elements if element.kind == "heading" and _LETTER.search(element.text)]
    if not headings:
        return declared, elements
    first = headings[0]
    position = elements.index(first)
    text = bare(first.text)
    if declared and text == bare(declared):
        # a file name or slug often stands in the metadata: the heading has the spaces and marks
        return first.text, elements[:position] + elements[position + 1 :]
    outermost = min((heading.level for heading in headings if heading.level), default=0)
    alone = sum(heading.level == outermost for heading in headings) == 1 and first.level == outermost
    if first.level == 0:
        alone = position == 0 and not level_style(first.text) and not standard(first.text)
    if not alone or position > 5 or len(first.text) > LONGEST_TITLE:
        return declared, elements
    if declared:
        body = " ".join(element.text for element in elements[:200] if element.kind != "heading")
        if not language(body) == language(first.text) != language(declared):
            return declared, elements
    return first.text, elements[:position] + elements[position + 1 :]


def unlabelled(title: str) -> str:
    """Return a title without the label before it that only says that it is one: "法規名稱：勞動基準法"."""
    return _LABEL.sub("", title) or title


def _first_heading(elements: list[Element]) -> str:
    """Return the first outermost heading without a number that is not what every text has; a file name says less."""
    headings = [e for e in elements if e.kind == "heading" and len(e.text) <= LONGEST_TITLE]
    headings = [heading for heading in headings if _LETTER.search(heading.text)]
    headings = [heading for heading in headings if not standard(heading.text) and not level_style(heading.text)]
    outermost = min((heading.level for heading in headings), default=0)
    return next((heading.text for heading in headings if heading.level == outermost), "")


def _levelled(elements: list[Element]) -> list[Element]:
    """Give a level to each heading that has none."""
    styles: dict[str, int] = {}
    current = numbered = 0
    result = []
    for element in elements:
        if element.kind == "heading":
            style = level_style(element.text)
            if element.level:
                current = numbered = element.level
                if style:
                    styles.setdefault(style, element.level)
            else:
                if style:
                    level = styles.get(style) or _new_level(style, styles, numbered)
                    styles[style] = level
                    numbered = level
                elif standard(element.text):
                    level = min(styles.values(), default=1)
                    numbered = level if styles else 0
                else:
                    level = numbered + 1
                current = min(6, level)
                element = replace(element, level=current)
        result.append(element)
    return result


def _new_level(style: str, styles: dict[str, int], current: int) -> int:
    if style.startswith("decimal"):
        depth = int(style[-1])
        for other, level in styles.items():
            if other.startswith("decimal"):
                return max(1, level + depth - int(other[-1]))
        return max(current + 1, depth) if not styles else current + 1
    return current + 1
