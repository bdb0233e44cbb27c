"""The dated facts of a brief on a line of time, a lane for each side, and the same as a list."""

import re
from dataclasses import dataclass

from generator.corpus.readers import dates
from generator.site.chart import LONGEST, sides
from generator.site.contrasts import sourced
from generator.site.findings import attributed
from generator.site.markup import block, clean, cut, details, esc, heading, link
from generator.site.walk import Stated, Walk
from generator.site.words import WORDS

FEWEST = 4
"""Dated facts, of at least two different days, months or years, from which on a line tells more than the sentences."""
_WIDTH, _LANE, _ROW, _MARGIN = 640, 22, 15, 16
"""Units of the drawing: its width, room above a lane, height of a row of marks, room at either end."""
_NEAR = 13
"""Units below which two marks would touch: the later one goes a row down."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\s?年|\b(?:[Ii]n|[Ss]ince|of|[Uu]ntil) (?:19|20)\d\d\b")
"""A year alone is one only where the words say so: 2000 may be a count."""
_DATED = re.compile(r"\d{4}|年")
"""What every date has: to look for one in full takes a hundred times as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A sentence with the date that it gives."""

    date: str
    """YYYY-MM-DD, YYYY-MM or YYYY."""
    stated: Stated

    @property
    def at(self) -> float:
        """The date in years; a month or year alone counts from its middle."""
        parts = [int(part) for part in self.date.split("-")]
        month = parts[1] - 1 + ((parts[2] - 1) / 31 if len(parts) > 2 else 0.5) if len(parts) > 1 else 6
        return parts[0] + month / 12


def facts(walk: Walk) -> tuple[Fact, ...]:
    """Return the sentences about a side that give a date, by that; none where there are too few to draw."""
    found: dict[str, Fact] = {}
    for stated in walk.stated:
        if not (sourced(stated) and stated.entry and stated.entry.side and not stated.belonging):
            continue
        said = clean(stated.sentence.text)
        date = dates.iso_date(said) or "" if _DATED.search(said) else ""
        if len(date) > 4 or date and _YEAR.search(said):
            found.setdefault(said.rstrip("。."), Fact(date=date, stated=stated))
    listed = tuple(sorted(found.values(), key=lambda one: (one.at, one.date)))
    return listed if len(listed) >= FEWEST and len({one.date for one in listed}) > 1 else ()


def render(walk: Walk) -> str:
    """Return the line and its list, markup; "" where there is nothing to show."""
    listed = facts(walk)
    if not listed:
        return ""
    words, named = WORDS[walk.language], sides(walk)
    told = "".join(_told(one, named) for one in listed)
    every = details(esc(words["dated"].format(n=len(listed))), block("ol", "dated", told))
    picture = block("div", "timeline", _drawn(listed, named), every)
    return heading(2, words["timeline"], "timeline") + "\n\n" + picture


def _told(fact: Fact, named: list[str]) -> str:
    who = f"who side-{named.index(clean(fact.stated.entry.side)) % 4}"
    said = attributed(fact.stated, cut(fact.stated.sentence.text, LONGEST), who)
    date = block("time", "", esc(fact.date), datetime=fact.date)
    return block("li", "", date, " ", link(f"#{fact.stated.anchor}", said))


def _drawn(listed: tuple[Fact, ...], named: list[str]) -> str:
    """Return the drawing; the list beneath says the same, so assistive technology and the Tab key are spared it."""
    first, last = int(listed[0].at), int(listed[-1].at) + 1
    marks, lanes, top = "", "", 0
    for place, side in enumerate(named):
        own = [one for one in listed if clean(one.stated.entry.side) == side]
        if not own:
            continue
        lanes += f'<text x="{_MARGIN}" y="{top + 16}" class="lane side-{place % 4}">{esc(side)}</text>'
        ends: list[float] = []
        for one in own:
            x = _MARGIN + (_WIDTH - 2 * _MARGIN) * (one.at - first) / (last - first)
            row = next((n for n, end in enumerate(ends) if x - end >= _NEAR), len(ends))
            ends[row : row + 1] = [x]
            marks += _mark(one, x, top + _LANE + row * _ROW + 6, place)
        top += _LANE + len(ends) * _ROW + 6
    axis = _axis(first, last, top)
    return (
        f'<svg class="line" viewBox="0 0 {_WIDTH} {top + 22}" aria-hidden="true" focusable="false">'
        f"{axis}{lanes}{marks}</svg>"
    )


def _mark(fact: Fact, x: float, y: float, place: int) -> str:
    title = f"<title>{esc(cut(f'{fact.date} {fact.stated.sentence.text}', LONGEST))}</title>"
    circle = f'<circle cx="{x:.1f}" cy="{y}" r="5.5">{title}</circle>'
    return f'<a href="#{fact.stated.anchor}" tabindex="-1" class="side-{place % 4}">{circle}</a>'


def _axis(first: int, last: int, bottom: int) -> str:
    step = max(1, -(-(last - first) // 10))
    drawn = ""
    for year in range(first, last + 1, step):
        x = _MARGIN + (_WIDTH - 2 * _MARGIN) * (year - first) / (last - first)
        anchor = "start" if year == first else "end" if year == last else "middle"
        drawn += f'<line x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{bottom + 4}"/>'
        drawn += f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="{anchor}">{year}</text>'
    return f'<g class="axis">{drawn}</g>'
