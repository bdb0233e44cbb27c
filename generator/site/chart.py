"""Pictures of what a brief is made of, in SVG beside the same as text: evidence by part and side, figures side by side.

Nothing is drawn that the ledger does not hold, and none where there is nothing to compare. Every mark leads to its
sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from generator.brief import ledger as ledgers, wording
from generator.language import numerals, text
from generator.site.contrasts import sourced, subjects
from generator.site.markup import bar, block, clean, cut, esc, heading, link
from generator.site.origins import origins
from generator.site.walk import Stated, Walk
from generator.site.words import WORDS

LONGEST = 90
"""Characters of a sentence beside its mark."""
ALIKE = 0.5
"""Share of the pieces of the shorter sentence that the other must hold for their figures to measure the same, names and
digits aside: a guess on the safe side, since a comparison that is none misleads."""
_GRAM = {"zh": 2, "en": 4}
_TIMES = {"年", "月", "日", "天", "个月", "year", "month", "day"}
"""Units of dates and ages, which a bar does not compare."""
_FIGURE = re.compile(r"\d[\d,.]*\s?%?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """The one figure of a sentence."""

    value: float
    unit: str
    stated: Stated


def sides(walk: Walk) -> list[str]:
    """Return the sides that the ledger names, those of the commission first and in its order."""
    found = {clean(one.entry.side) for one in walk.stated if one.entry and one.entry.side and one.notes}
    named = [name for name in subjects(walk) if name in found]
    return named + sorted(found - set(named))


def coverage(walk: Walk) -> str:
    """Return how many independent sources speak of each side in each part, and where they are known to say the same or
    another number; markup, "" when the ledger names no sides."""
    words, named, apart = WORDS[walk.language], sides(walk), _elsewhere(walk)
    if not named:
        return ""
    parts = list(_parts(walk))
    counted = {(n, side): _sources(walk, said, side) for n, (_, said) in enumerate(parts) for side in named}
    most = max(1, *map(len, counted.values()))
    head = "".join(block("th", "", esc(side), scope="col") for side in named)
    rows = "".join(
        "<tr>"
        + block("th", "", esc(name), scope="row")
        + "".join(
            _cell(walk, _of(said, side), apart, len(counted[n, side]) / most, place) for place, side in enumerate(named)
        )
        + "</tr>"
        for n, (name, said) in enumerate(parts)
        if any(counted[n, side] for side in named)
    )
    corner = block("th", "", esc(words["section"]), scope="col")
    table = f'<table class="chart"><thead><tr>{corner}{head}</tr></thead><tbody>{rows}</tbody></table>'
    shown = block("div", "scroll", table, tabindex="0", role="region", aria_label=words["coverage"])
    intro = block("p", "small", esc(words["coverage_intro"]))
    return "\n\n".join([heading(3, words["coverage"], "coverage"), intro, shown])


def _parts(walk: Walk) -> Iterator[tuple[str, list[Stated]]]:
    """Yield the parts of the report, a section or what stands under a heading of it, with their sentences."""
    for section, blocks in walk.sections:
        name, said = clean(section.heading), []
        for piece, rows in blocks:
            if piece.kind == "heading":
                yield name, said
                title = " ".join(clean(one.sentence.text) for row in rows for one in row)
                name, said = f"{clean(section.heading)} › {title}", []
            else:
                said += [one for row in rows for one in row]
        yield name, said


def _of(said: list[Stated], side: str) -> list[Stated]:
    return [one for one in said if sourced(one) and one.entry and clean(one.entry.side or "") == side]


def _sources(walk: Walk, said: list[Stated], side: str) -> set[str]:
    return {origin for one in _of(said, side) for origin in origins(walk, one)}


def _elsewhere(walk: Walk) -> set[str]:
    """Return the anchors of cells that give what another source has, since its number is not that of the row above."""
    tables = (rows for _, blocks in walk.sections for piece, rows in blocks if piece.kind == "table")
    rows = (row for table in tables for row in table[1:] if row)
    others = (row for row in rows if len(wording.respects(walk.script, row[0].sentence.text)) > 1)
    return {one.anchor for row in others for one in row[1:] if sourced(one)}


def _cell(walk: Walk, said: list[Stated], apart: set[str], share: float, place: int) -> str:
    """Return the cell of a side, the `place`th from 0, of which `said` speaks."""
    if not share:
        return block("td", "none", "–")
    found, words = len({origin for one in said for origin in origins(walk, one)}), WORDS[walk.language]
    label = words["sources_one" if found == 1 else "sources_n"].format(n=found)
    count = link(f"#{said[0].anchor}", str(found), "", aria_label=f"{said[0].entry.side} · {label}")
    differ = [one for one in said if one.anchor in apart]
    agree = [one for one in said if len(origins(walk, one, ledgers.WORD_FOR_WORD)) > 1]
    told = [(key, ones[0]) for key, ones in (("agree", agree), ("differ", differ)) if ones]
    verdicts = (block("p", "small", link(f"#{one.anchor}", esc(words[key]))) for key, one in told)
    return block("td", f"side-{place % 4}", block("span", "measured", bar(share), count), *verdicts)


def compared(walk: Walk) -> str:
    """Return the figures of different sides that measure the same, as bars on one scale, markup; "" without any."""
    named = sides(walk)
    drawn = "".join(_multiple(walk, pair, named) for pair in _pairs(walk)) if len(named) > 1 else ""
    if not drawn:
        return ""
    return heading(2, WORDS[walk.language]["compared"], "compared") + "\n\n" + block("div", "multiples", drawn)


def _pairs(walk: Walk) -> Iterator[tuple[Quantity, ...]]:
    """Yield pairs of figures of two sides in the same unit whose sentences say the same of them; each figure once."""
    used: set[str] = set()
    for one, other in combinations(_quantities(walk), 2):
        apart = one.stated.entry.side != other.stated.entry.side and one.unit == other.unit
        free = not {one.stated.anchor, other.stated.anchor} & used
        if apart and free and _likeness(walk, one, other) >= ALIKE:
            used |= {one.stated.anchor, other.stated.anchor}
            yield one, other


def _quantities(walk: Walk) -> Iterator[Quantity]:
    """Yield the figures of sentences that hold just one with a unit and are no date."""
    for stated in walk.stated:
        if not (sourced(stated) and stated.entry and stated.entry.side and not stated.belonging):
            continue
        read = [_measure(one) for one in numerals.measured(stated.sentence.text)]
        found = [(value, unit) for value, unit in read if unit and unit not in _TIMES]
        if len(found) == 1 and found[0][0] > 0:
            yield Quantity(value=found[0][0], unit=found[0][1], stated=stated)


def _measure(written: str) -> tuple[float, str]:
    number, _, unit = written.partition(" ")
    share = number[-1] if number[-1] in "%‰" else ""
    return float(number.removesuffix(share)), share or unit


def _likeness(walk: Walk, one: Quantity, other: Quantity) -> float:
    bare = []
    for quantity in (one, other):
        said = quantity.stated.sentence.text.replace(quantity.stated.entry.side, "")
        bare.append(_FIGURE.sub("", said))
    return text.overlap(*bare, _GRAM[walk.language])


def _multiple(walk: Walk, pair: tuple[Quantity, ...], named: list[str]) -> str:
    most = max(one.value for one in pair)
    rows = ""
    for one in pair:
        side = clean(one.stated.entry.side)
        said = link(f"#{one.stated.anchor}", esc(cut(one.stated.sentence.text, LONGEST)))
        value = block("strong", "", esc(f"{one.value:g} {one.unit}".replace(" %", "%").replace(" ‰", "‰")))
        drawn = block("span", f"measured side-{named.index(side) % 4}", bar(one.value / most), value)
        rows += block("div", "", block("dt", "", esc(side)), block("dd", "", drawn, block("p", "small", said)))
    return block("dl", "multiple", rows)
