"""What a brief found, for its head: the main finding, contrasts, conclusions, all in its own sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.brief import Section
from generator.evidence import naming
from generator.language import text
from generator.site import notes
from generator.site.contrasts import FIT, OPENS, Contrast, contrasts, names, side, sourced, stands_alone, title
from generator.site.markup import block, bullets, clean, cut, esc, esc_part, link
from generator.site.walk import Rows, Stated, Walk
from generator.site.words import WORDS

MOST, ENOUGH = 5, 3
"""Points: at most the first; what is said of one side alone counts only while there are fewer than the second."""
WHOLE = 3
"""Of the points, those that speak of several sides in one sentence, at most."""
OPENING = 2
"""Sentences about the subjects with which an introduction states the findings itself."""
LONGEST_GIST = {"zh": 120, "en": 260}
"""Characters of a main finding of several sentences where it stands alone: on a card, in a feed, in a description."""
CLOSING = ("abstract", "conclusion")
"""Roles of the sections that say what a brief comes to."""
_TURNS = {
    "zh": (re.compile("而|但|却|则|相比|不同|不是|远|分别"), re.compile("都|均|同样")),
    "en": (
        re.compile(r"\b(?:while|whereas|but|than|instead|rather|unlike|differ\w*)\b"),
        re.compile(r"\b(?:[Bb]oth|alike|same|together)\b"),
    ),
}
"""Words of a sentence that sets one thing against another, and of one that puts two together."""
_END = re.compile(r"[。.；;]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One finding."""

    topic: str
    """Aspect or section, plain text."""
    said: tuple[Stated, ...]
    """A sentence for each side, or one of the whole."""
    row: bool = False
    """Whether it is a row of a table, `topic` its head."""


def render(walk: Walk, found: tuple[Point, ...]) -> str:
    """Return the points, the first with its citations and set off, markup; "" without any.

    Where the introduction states findings only the first: nothing is said twice.
    """
    if not found:
        return ""
    first = block("div", "main-finding", _topic(found[0]), *(_cited(walk, one) for one in found[0].said))
    told = any(opens(walk, section, rows) for section, blocks in walk.sections for _, rows in blocks)
    return first + ("" if told else bullets(map(_point, found[1:]), "findings-list"))


def _topic(point: Point) -> str:
    return block("p", "topic", block("strong", "", esc(point.topic))) if point.topic else ""


def _cited(walk: Walk, one: Stated) -> str:
    marks = "".join(notes.mark(walk, one, number) for number in one.notes)
    return block("p", "", _said(one), block("sup", "cites", marks))


def _point(point: Point) -> str:
    return _topic(point) + "".join(block("p", "", _said(one)) for one in point.said)


def _said(one: Stated) -> str:
    return link(f"#{one.anchor}", attributed(one, one.sentence.text), "point")


def attributed(one: Stated, said: str, classes: str = "who") -> str:
    """Return `said`, a sentence or its beginning, with the side that it speaks for set off, as markup: where it opens
    with that, else in front and with a colon."""
    name = side(one)
    found = naming.pattern((name,)).search(said) if name else None
    if found and found.start() < OPENS["zh" if text.has_han(said) else "en"]:
        before, after = said[: found.start()], said[found.end() :]
        return esc_part(before) + block("span", classes, esc(found[0])) + esc_part(after)
    colon = WORDS["zh" if text.has_han(said) else "en"]["colon"]
    return (block("span", classes, esc(f"{name}{colon.rstrip()}")) + colon[1:] if name else "") + esc(said)


def points(walk: Walk) -> tuple[Point, ...]:
    """Return what the brief found, the main finding first, five points at most; none where nothing rests on sources.

    In this order: what its conclusion says of several sides, or sets against each other; what another sentence says of
    several sides; contrasts, one for each matter; a conclusion on none of the sides; what there is of one side alone.
    """
    known = names(walk)
    alone = [one for one in walk.stated if stands_alone(walk, one) and not one.entry.lead]
    joint = [one for one in alone if sum(bool(name.search(one.sentence.text)) for name in known.values()) > 1]
    closing = [one for one in alone if walk.role(one.section) in CLOSING]
    comes_to = [one for one in closing if one in joint or (not side(one) and _turns(walk, one) > 0)]
    turning = [one for one in joint if _turns(walk, one) > 0]
    whole = _apart([], _of_one(walk, [*_sharp(walk, comes_to), *_sharp(walk, turning)]), WHOLE)
    compared = contrasts(walk)
    judged = _apart(whole, _of_one(walk, (one for one in closing if not side(one))), len(whole) + 1)[len(whole) :]
    found = _apart(whole, map(_beside, _each(one for one in compared if one.worth >= FIT)), MOST - len(judged))
    found = _apart(found, judged, MOST)
    return tuple(_apart(found, _left(walk, [*joint, *closing, *alone], compared), ENOUGH))


def _turns(walk: Walk, one: Stated) -> int:
    """Return how often a sentence sets one thing against another, less how often it puts two together."""
    turning, joining = _TURNS[walk.language]
    return len(turning.findall(one.sentence.text)) - len(joining.findall(one.sentence.text))


def _sharp(walk: Walk, listed: list[Stated]) -> list[Stated]:
    return sorted(listed, key=lambda one: -_turns(walk, one))


def _of_one(walk: Walk, listed: Iterable[Stated]) -> Iterator[Point]:
    return (Point(topic=title(walk, one.section), said=(one,)) for one in listed)


def _beside(found: Contrast) -> Point:
    return Point(topic=found.topic, said=found.said, row=found.row)


def _each(listed: Iterable[Contrast]) -> Iterator[Contrast]:
    """Yield the best contrast of each matter."""
    told: set[str] = set()
    for one in listed:
        if not one.topic or one.topic not in told:
            told.add(one.topic)
            yield one


def _apart(found: list[Point], more: Iterable[Point], most: int) -> list[Point]:
    """Return the points and of `more` those of which no sentence is told in them, as many as `most` at all."""
    found = list(found)
    for point in more:
        if len(found) >= most:
            break
        told = [one.sentence.text for known in found for one in known.said]
        if not any(_same(one.sentence.text, known) for one in point.said for known in told):
            found.append(point)
    return found


def _same(one: str, other: str) -> bool:
    shorter, longer = sorted((_END.sub("", one), _END.sub("", other)), key=len)
    return shorter in longer


def _left(walk: Walk, alone: list[Stated], compared: tuple[Contrast, ...]) -> Iterator[Point]:
    """Yield what counts where a brief has little: the nearest of what is side by side; without such, sentences that
    stand `alone`; without these any that rests on a source."""
    yield from map(_beside, _each(compared))
    if not compared:
        yield from _of_one(walk, (one for one in alone if walk.role(one.section) != "introduction"))
        rest = (one for one in walk.stated if sourced(one) and not walk.wrong(one))
        yield from _of_one(walk, [*alone, *rest][:1])


def gist(walk: Walk, found: tuple[Point, ...]) -> str:
    """Return the first of the points in one line, plain text, "" where there is none.

    Cells of a table say little without their row, which stands before them. Where it is long each side's sentence is
    cut to its share: a contrast of which one side is left says something else.
    """
    if not found:
        return ""
    first, words = found[0], WORDS[walk.language]
    told = [_alone(one, words["colon"]) for one in first.said]
    if len(told) > 1 and sum(map(len, told)) > LONGEST_GIST[walk.language]:
        told = [cut(one, LONGEST_GIST[walk.language] // len(told)) for one in told]
    end = "；" if walk.language == "zh" else "; "
    if any(mark in one for one in told for mark in "；;"):
        end = "。" if walk.language == "zh" else ". "
    line = end.join(told)
    return f"{first.topic}{words['colon']}{line}" if first.row else line


def _alone(one: Stated, colon: str) -> str:
    name, said = side(one), _END.sub("", clean(one.sentence.text))
    return said if not name or naming.pattern((name,)).search(said) else f"{name}{colon}{said}"


def opens(walk: Walk, section: Section, rows: Rows) -> bool:
    """Tell whether a block of the introduction states findings: sentences of the sources about the subjects."""
    if walk.role(section) != "introduction":
        return False
    return sum(sourced(one) and bool(side(one)) for row in rows for one in row) >= OPENING
