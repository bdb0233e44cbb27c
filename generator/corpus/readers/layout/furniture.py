"""Running heads, running feet and page numbers, which no reader of the text wants inside it."""

import math
import re
from collections import Counter

from generator.corpus.readers.layout.geometry import Page, Run, median, rows_of
from generator.corpus.readers.reading import Builder
from generator.language.text import normalise

ZONE = 0.12
"""Share of the page height, at its top and at its bottom, in which running heads and feet stand."""
REPEATED = 0.3
"""Share of the pages on which a line of the zone must recur, digits masked, to count as furniture."""

_FIGURE = r"(?:\d{1,4}|[ivxlc]{1,7}|[a-z]-\d{1,3}|[一二三四五六七八九十百〇零]{1,4})"
_PAGE_WORD = r"(?:page|pg\.?|p\.|pages?:|seite|página|pagina|slide|folie|sheet|strona|página:|стр\.?)"
_PAGE_NUMBER = re.compile(
    rf"[\W_]*(?:{_PAGE_WORD}\s*)?(?:\d{{1,4}}|[ivxlc]{{1,7}}|[a-z]-\d{{1,3}})(?:\s*(?:/|of|von|de|di|z|из)\s*\d{{1,4}})?"
    rf"(?:\W*{_PAGE_WORD})?[\W_]*"
    rf"|[\W_]*(?:共\s*{_FIGURE}\s*[页頁][\W_]*)?第?\s*{_FIGURE}\s*[页頁](?:[\W_]*共?\s*{_FIGURE}\s*[页頁]?)?[\W_]*"
    rf"|[\W_]*第\s*{_FIGURE}\s*/\s*{_FIGURE}\s*[页頁][\W_]*",
    re.IGNORECASE,
)
_SAID = re.compile(rf"[页頁]|\b{_PAGE_WORD}|\d\s*(?:/|of)\s*\d|^\s*[-–—·•]\s*\d+\s*[-–—·•]\s*$", re.IGNORECASE)
"""What makes a line of the zone a page number without more: the word, the count of all, or dashes about it."""


def drop(pages: list[Page], builder: Builder) -> None:
    """Take them out of the pages; `builder` notes each with its reason."""
    zones: list[list[tuple[str, list[Run]]]] = []
    seen: Counter[str] = Counter()
    for page in pages:
        rows = rows_of(page.runs)
        here = [("top", row) for row in rows[:3] if row[0].y > (1 - ZONE) * page.height]
        here += [("foot", row) for row in rows[-3:] if row[0].y < ZONE * page.height]
        zones.append(here)
        seen.update({f"{zone} {_mask(row)}" for zone, row in here})
    needed = max(2, math.ceil(REPEATED * len(pages)))
    shifts = Counter(
        (zone, shift)
        for page, here in zip(pages, zones, strict=True)
        for zone, row in here
        for shift in _page_shifts(row, page.number)
    )
    for page, here in zip(pages, zones, strict=True):
        for zone, row in here:
            text = " ".join(run.text for run in row)
            counting = any(shifts[zone, shift] >= max(3, needed) for shift in _page_shifts(row, page.number))
            times = seen[f"{zone} {_mask(row)}"]
            # twice may be chance: then only what stands apart from the text
            repeated = times >= max(3, needed) or (times >= needed and _outermost(row, page, zone))
            repeated = repeated or (counting and len(text) < 100)
            counts = _PAGE_NUMBER.fullmatch(text.strip()) is not None
            if repeated and any(character.isalpha() for character in text) and not counts:
                reason = "running head" if zone == "top" else "running foot"
            elif _PAGE_NUMBER.fullmatch(text.strip()) and (
                repeated or _SAID.search(text) or _outermost(row, page, zone)
            ):
                reason = "page number"
            else:
                continue
            builder.drop(reason, text)
            page.remove(row)


def _page_shifts(row: list[Run], number: int) -> set[int]:
    """Return the differences between the number of the page and the figures at the ends of the row."""
    text = " ".join(run.text for run in row).strip()
    found = (re.match(r"\d{1,4}(?=\s|$)", text), re.search(r"(?:^|\s)\d{1,4}$", text))
    return {int(match[0]) - number for match in found if match}


def _outermost(row: list[Run], page: Page, zone: str) -> bool:
    """Tell whether nothing stands between the row and the edge of the page, and a gap before the text."""
    levels = [other[0].y for other in rows_of(page.runs)]
    others = [level for level in levels if abs(level - row[0].y) > 0.45 * row[0].size]
    if not others:
        return False
    usual = median([above - below for above, below in zip(levels, levels[1:], strict=False)])
    apart = max(1.3 * row[0].size, 1.25 * usual)
    return max(others) < row[0].y - apart if zone == "top" else min(others) > row[0].y + apart


def _mask(row: list[Run]) -> str:
    text = normalise(" ".join(run.text for run in row)).strip()
    return "0" if _PAGE_NUMBER.fullmatch(text) else re.sub(r"[\d\s]+", "0", text).casefold()
