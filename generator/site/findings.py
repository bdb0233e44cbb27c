"""What a brief found, for its head: contrasts and conclusions in its own sentences, each leading to where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.brief import Block, Section, ledger as ledgers
from generator.language import text
from generator.site.markup import block, bullets, clean, esc, esc_part, items, link, mapping
from generator.site.walk import Rows, Stated, Walk
from generator.site.words import WORDS

MOST, ENOUGH = 5, 3
"""Points of the list: at most the first; none are looked for in the body once there are as many as the second."""
CONCLUSIONS = 2
"""Of the points, those that the conclusion gives."""
LONGEST = {"zh": 110, "en": 260}
"""Characters of a sentence that a list of points can carry."""
OPENING = 2
"""Sentences about the subjects with which an introduction states the findings itself."""
_GRAM = {"zh": 2, "en": 5}
"""Characters of the pieces by which sentences of two sides are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One finding."""

    topic: str
    """Aspect or section, plain text."""
    said: tuple[Stated, ...]
    """A sentence for each side, or one of the whole."""
    row: bool = False
    """Whether it is a row of a table, `topic` its head."""


def render(walk: Walk) -> str:
    """Return the points as a list, markup; "" where the brief has none or its introduction states them."""
    listed = bullets((_point(point) for point in points(walk)), "findings-list")
    return block("div", "", listed) if listed else ""


def _point(point: Point) -> str:
    topic = block("p", "topic", block("strong", "", esc(point.topic))) if point.topic else ""
    return topic + "".join(_said(one) for one in point.said)


def _said(one: Stated) -> str:
    return block("p", "", link(f"#{one.anchor}", attributed(one, one.sentence.text), "point"))


def attributed(one: Stated, said: str, classes: str = "who") -> str:
    """Return `said`, a sentence or its beginning, with the side that it speaks for in front, once, as markup."""
    side = clean(one.entry.side or "") if one.entry else ""
    if side and said.startswith(side):
        return block("span", classes, esc(side)) + esc_part(said[len(side) :])
    return (block("span", classes, esc(side)) + " " if side else "") + esc(said)


def points(walk: Walk) -> tuple[Point, ...]:
    """Return three to five points where the brief has them: rows of its comparison, pairs of its body, conclusions.

    None where the introduction opens with them: nothing is said twice.
    """
    if any(opens(walk, section, rows) for section, blocks in walk.sections for _, rows in blocks):
        return ()
    closing = tuple(_closing(walk))[:CONCLUSIONS]
    found = list(_compared(walk))[: MOST - len(closing)]
    if len(found) < ENOUGH:
        said = [one.sentence.text for point in (*found, *closing) for one in point.said]
        found += list(_from_the_body(walk, said))[: ENOUGH - len(found)]
    return (*found, *closing)


def gist(walk: Walk) -> str:
    """Return the finding in one line, plain text: the first point, else the first sentences that rest on sources.

    Cells of a table say little without their row, which stands before them.
    """
    first, colon = next(iter(points(walk)), None), WORDS[walk.language]["colon"]
    found = first.said if first else [one for one in walk.stated if sourced(one)][:OPENING]
    end = "；" if walk.language == "zh" else "; "
    told = end.join(_alone(one, colon).rstrip("。.") for one in found)
    return f"{first.topic}{colon}{told}" if first and first.row else told


def _alone(one: Stated, colon: str) -> str:
    side, said = clean(one.entry.side or "") if one.entry else "", clean(one.sentence.text)
    return said if not side or side in said else f"{side}{colon}{said}"


def opens(walk: Walk, section: Section, rows: Rows) -> bool:
    """Tell whether a block of the introduction states findings: sentences of the sources about the subjects."""
    if walk.role(section) != "introduction":
        return False
    return sum(bool(sourced(one) and one.entry and one.entry.side) for row in rows for one in row) >= OPENING


def _compared(walk: Walk) -> Iterator[Point]:
    """Yield the rows of tables whose columns are the subjects, where every side is quoted; a row that is told again in
    the conclusion once."""
    told: set[tuple[str, ...]] = set()
    for piece, rows in (one for _, blocks in walk.sections for one in blocks):
        for row in rows[1:] if _is_comparison(walk, piece) else ():
            said = tuple(one.sentence.text for one in row)
            if said not in told and all(sourced(one) for one in row[1:]):
                told.add(said)
                yield Point(topic=clean(row[0].sentence.text), said=row[1:], row=True)


def _is_comparison(walk: Walk, piece: Block) -> bool:
    heads = [clean(one.text) for one in piece.rows[0][1:]] if piece.kind == "table" else []
    return len(heads) > 1 and set(heads) <= set(subjects(walk))


def _from_the_body(walk: Walk, said: list[str]) -> Iterator[Point]:
    """Yield for each section of the body what is said of each side, of the same matter as far as words tell.

    What was `said` already is left out. Of one subject it is the first sentence of the section.
    """
    names = subjects(walk)
    for section in walk.brief.sections:
        if walk.role(section) != "body":
            continue
        claims = [one for one in walk.stated if one.section is section and _stands_alone(walk, one)]
        claims = [one for one in claims if not any(known in one.sentence.text for known in said)]
        of_sides = [[one for one in claims if one.entry and one.entry.side == name] for name in names]
        of_sides = [[one for one in own if not one.belonging] or own for own in of_sides if own]
        if len(names) < 2 and claims:
            yield Point(topic=_title(walk, section), said=(claims[0],))
        elif len(of_sides) > 1:
            yield Point(topic=_title(walk, section), said=tuple(_nearest(walk, own, claims) for own in of_sides))


def _nearest(walk: Walk, own: list[Stated], claims: list[Stated]) -> Stated:
    """Return the sentence of one side that shares most with those of the others."""
    others = " ".join(one.sentence.text for one in claims if one not in own)
    return max(own, key=lambda one: text.overlap(one.sentence.text, others, _GRAM[walk.language]))


def _closing(walk: Walk) -> Iterator[Point]:
    for section in walk.brief.sections:
        if walk.role(section) == "conclusion":
            for one in (one for one in walk.stated if one.section is section and _stands_alone(walk, one)):
                yield Point(topic=_title(walk, section), said=(one,))


def _stands_alone(walk: Walk, one: Stated) -> bool:
    entry = one.entry
    short = len(one.sentence.text) <= LONGEST[walk.language]
    return bool(sourced(one) and entry and entry.kind == "claim" and not entry.lead and short)


def sourced(one: Stated) -> bool:
    """Tell whether a sentence rests on sources and can be linked to."""
    return bool(one.entry and one.entry.kind in ledgers.SOURCED and one.notes and one.anchor)


def subjects(walk: Walk) -> list[str]:
    """Return the names of what the commission compares, plain text, in its order."""
    listed = items(mapping(walk.brief.front.get("commission")).get("subjects"))
    return [clean(mapping(one).get("name", "")) for one in listed]


def _title(walk: Walk, section: Section) -> str:
    """Return a section's name without its number, plain text."""
    outline: Iterator[Mapping[str, object]] = map(
        mapping, items(mapping(walk.brief.front.get("commission")).get("sections"))
    )
    named = next((one for one in outline if one.get("heading") == section.heading), {})
    return clean(named.get("title") or section.heading)
