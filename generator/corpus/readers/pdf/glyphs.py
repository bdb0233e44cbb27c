"""Letters with their places, as a library finds them on a page, and their way to runs."""

from dataclasses import dataclass, field
from itertools import groupby

from generator.corpus.readers.layout import Run
from generator.language import notes
from generator.language.text import has_han

MOST_PAGES = 5000
TINY = 1 / 600
"""Share of the shorter side of the page below which letters are not meant to be read."""
RAISED = 0.15
"""Height of a baseline above that of its line from which letters are raised, as a share of the line's size; they are
smaller than `SHIFTED` of it as well."""
LOWERED = 0.08
SHIFTED = 0.85
MUCH_SMALLER = 0.35
"""Share of the usual size of the page's letters from which on none is too small to be read."""
SLANTED = 4
"""Turn of a line that stands neither upright nor across."""
MIDDLE = (0.12, 0.45)
"""Height above the baseline at which a line goes through letters, as shares of their size."""
BAND = 12.0
"""Height of the bands in which the letters of a page are sorted, in points."""
BLOCK = 200
"""Letters that stand across a page from which they are text and no mark in its margin."""


@dataclass(slots=True)
class Glyph:
    """One letter, where it stands."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    turn: int
    """Direction of the line, in quarter turns counter-clockwise; 3 also for vertical writing; or `SLANTED`."""
    hidden: str = ""


@dataclass(slots=True)
class Sheet:
    """The letters of one page in painting order, also those that nobody sees."""

    number: int
    """From 1."""
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    doubled: int = 0
    """Letters that were painted twice and are taken once."""
    image_share: float = 0.0
    """Of the page that one image covers, 0 to 1."""
    misplaced: bool = False
    """True where most letters stand on top of each other: their places are misread."""
    failure: str = ""
    """Name of what kept the library from reading it to its end."""

    @property
    def visible(self) -> list[Glyph]:
        return [glyph for glyph in self.glyphs if not glyph.hidden]

    @property
    def hidden(self) -> list[Glyph]:
        found = [glyph for glyph in self.glyphs if glyph.hidden]
        return found if any(not glyph.text.isspace() for glyph in found) else []

    def letters(self) -> int:
        """Return how many letters the library met, the doubled and hidden ones too."""
        return self.doubled + sum(len(glyph.text) for glyph in self.glyphs if not glyph.text.isspace())


@dataclass(slots=True)
class Found:
    """What a library got out of a file."""

    sheets: list[Sheet] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)


def unreadable(text: str) -> bool:
    """Tell whether the text holds letters that no font but its own knows."""
    return any("\ue000" <= c <= "\uf8ff" or c == "\ufffd" or c >= "\U000f0000" for c in text)


def settle(sheet: Sheet) -> None:
    """Hide what cannot be told apart, what is far smaller than the rest, and what stands across it, as a mark does.

    A block of letters that stands across the page (a wide table) is turned upright and put below the rest.
    """
    _hide_tiny(sheet)
    turns: dict[int, int] = {}
    for glyph in sheet.visible:
        turns[glyph.turn] = turns.get(glyph.turn, 0) + 1
    main = max(turns, key=lambda turn: (turns[turn], -turn), default=0)
    blocks = {turn for turn, number in turns.items() if turn not in (main, SLANTED) and number >= BLOCK}
    if main != SLANTED:
        for glyph in sheet.visible:
            if glyph.turn != main and glyph.turn not in blocks:
                glyph.hidden = "slanted" if glyph.turn == SLANTED else "turned"
    width, height = sheet.width, sheet.height
    below = 0.0
    for turn in sorted(blocks | {main}, key=lambda turn: (turn != main, turn)):
        wide, high = (height, width) if turn in (1, 3) else (width, height)
        x, y = {1: (0, high), 2: (wide, high), 3: (wide, 0)}.get(turn, (0, 0))
        for glyph in sheet.visible:
            if glyph.turn == turn:
                glyph.x0, glyph.x1, glyph.y = glyph.x0 + x, glyph.x1 + x, glyph.y + y - below
        below += high
        if turn == main:
            sheet.width, sheet.height = wide, high


def strike_through(glyphs: list[Glyph], lines: list[tuple[float, float, float]]) -> None:
    """Hide upright letters that a line (x0, x1, y) goes through, where it ends with them: a rule of a table goes on."""
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs if lines else ():
        if glyph.turn == 0 and not glyph.hidden:
            rows.setdefault(round(glyph.y / BAND), []).append(glyph)
    for x0, x1, y in lines:
        near = [glyph for band in range(round(y / BAND) - 3, round(y / BAND) + 2) for glyph in rows.get(band, ())]
        struck = [
            glyph
            for glyph in near
            if MIDDLE[0] * glyph.size < y - glyph.y < MIDDLE[1] * glyph.size and x0 <= (glyph.x0 + glyph.x1) / 2 <= x1
        ]
        letters = [glyph for glyph in struck if glyph.text.isalnum()]
        if len(letters) < 2:
            continue
        margin = letters[0].size
        covered = sum(glyph.x1 - glyph.x0 for glyph in struck)
        ends = min(glyph.x0 for glyph in struck) - margin <= x0 and x1 <= max(glyph.x1 for glyph in struck) + margin
        if ends and covered > 0.6 * (x1 - x0):
            for glyph in struck:
                glyph.hidden = "struck out"


def strike(sheet: Sheet) -> bool:
    """Take letters that are painted twice at one place once, hide both of two different ones.

    Tells whether most of the page is struck: then the places of its letters are misread.
    """
    at: dict[tuple[int, int, int, int], Glyph] = {}
    kept: list[Glyph] = []
    for glyph in sheet.glyphs:
        if glyph.text.isspace() or glyph.hidden or not _doubled(glyph, at):
            kept.append(glyph)
    sheet.doubled += sum(len(glyph.text) for glyph in sheet.glyphs) - sum(len(glyph.text) for glyph in kept)
    sheet.glyphs = kept
    _spread_overprint(kept)
    struck = sum(len(glyph.text) for glyph in kept if glyph.hidden == "overprinted")
    return struck > 0.5 * max(1, sum(len(glyph.text) for glyph in kept if not glyph.text.isspace()))


def _doubled(glyph: Glyph, at: dict[tuple[int, int, int, int], Glyph]) -> bool:
    """Tell whether the same letter stands there already; mark both of two different ones."""
    grid = max(0.5, 0.3 * glyph.size)
    x, y = (glyph.x0 + glyph.x1) / 2 / grid, glyph.y / grid
    for key in ((glyph.turn, 0, round(x), round(y)), (glyph.turn, 1, round(x + 0.5), round(y + 0.5))):
        other = at.get(key)
        if other is None or other.hidden and other.hidden != "overprinted":
            at[key] = glyph
            continue
        near = abs(other.x0 + other.x1 - glyph.x0 - glyph.x1) < 0.3 * glyph.size
        near = near and abs(other.y - glyph.y) < 0.15 * glyph.size
        if near and other.text == glyph.text:
            return True
        if near and other.text.isalnum() and glyph.text.isalnum() and abs(other.size - glyph.size) < 1:
            other.hidden = glyph.hidden = "overprinted"
    return False


def _spread_overprint(glyphs: list[Glyph]) -> None:
    """Hide the neighbours of overprinted letters on the same line: the words are not to be told apart."""
    lines: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.hidden == "overprinted":
            lines.setdefault((glyph.turn, round(glyph.y / 3)), []).append(glyph)
    for glyph in glyphs:
        if glyph.hidden:
            continue
        for step in (-1, 0, 1):
            struck = lines.get((glyph.turn, round(glyph.y / 3) + step))
            if struck and len(struck) > 2:
                low = min(other.x0 for other in struck) - 4 * glyph.size
                high = max(other.x1 for other in struck) + 4 * glyph.size
                if low <= glyph.x0 <= high:
                    glyph.hidden = "overprinted"


def _hide_tiny(sheet: Sheet) -> None:
    """Hide letters that are small beside the page and beside its other letters: a long page has small ones only."""
    sizes = sorted(glyph.size for glyph in sheet.glyphs if not glyph.text.isspace())
    if sizes:
        least = min(TINY * min(sheet.width, sheet.height), MUCH_SMALLER * sizes[len(sizes) // 2])
        for glyph in sheet.glyphs:
            if glyph.size < least:
                glyph.hidden = glyph.hidden or "too small to read"


def runs_of(glyphs: list[Glyph]) -> list[Run]:
    """Return glyphs in painting order as runs: cut where the line changes or a gap opens."""
    runs: list[Run] = []
    current: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace() and not current:
            continue
        if current:
            before = current[-1]
            size = max(before.size, glyph.size)
            gap = glyph.x0 - before.x1
            if (
                abs(glyph.y - before.y) > 0.55 * size
                or gap > 1.2 * size
                or gap < -0.8 * size - (before.x1 - before.x0)
                or (gap > 0.4 * size and _is_number(current))  # a line's number, or a list's, stands for itself
            ):
                runs.append(_run(current))
                current = []
                if glyph.text.isspace():
                    continue
        current.append(glyph)
    if current:
        runs.append(_run(current))
    return [run for run in runs if run.text.strip()]


def _is_number(glyphs: list[Glyph]) -> bool:
    text = "".join(glyph.text for glyph in glyphs).strip()
    return len(text) <= 4 and text.isascii() and text.isdecimal()


def _run(glyphs: list[Glyph]) -> Run:
    while len(glyphs) > 1 and glyphs[-1].text.isspace():
        glyphs = glyphs[:-1]
    sizes = sorted(glyph.size for glyph in glyphs)
    size = sizes[len(sizes) // 2]
    level = sorted(glyph.y for glyph in glyphs if glyph.size > SHIFTED * size)
    y = level[len(level) // 2]
    text = ""
    before: Glyph | None = None
    for raised, together in groupby(glyphs, key=lambda glyph: _shift(glyph, y, size)):
        held = list(together)
        if raised and text:
            inner = "".join(glyph.text for glyph in held)
            text += notes.superscript(inner, text[-60:]) if raised > 0 else notes.lower(inner)
            text += " " if inner[-1:].isspace() else ""
            before = held[-1]
            continue
        text, before = _set(held, text, before, size)
    weight = sum(1 for glyph in glyphs if glyph.bold)
    return Run(
        text=text,
        x0=glyphs[0].x0,
        x1=max(glyph.x1 for glyph in glyphs),
        y=y,
        size=size,
        bold=weight > 0.8 * len(glyphs),
    )


def _shift(glyph: Glyph, y: float, size: float) -> int:
    """Return 1 for a letter that is raised from its line, −1 for a lowered one, 0 for one on the line."""
    if glyph.size >= SHIFTED * size:
        return 0
    return 1 if glyph.y > y + RAISED * size else -1 if glyph.y < y - LOWERED * size else 0


def _set(glyphs: list[Glyph], text: str, before: Glyph | None, size: float) -> tuple[str, Glyph | None]:
    """Return `text` with the letters of a line behind it, spaces where gaps show them, and the last letter."""
    for glyph in glyphs:
        piece = glyph.text
        if before and not piece.isspace() and not text.endswith((" ", "\u00a0")):
            gap = glyph.x0 - before.x1
            wide = has_han(piece[0]) or has_han(text[-1:])
            if gap > (0.6 if wide else 0.18) * size:
                text += " "
        text += piece
        before = glyph
    return text, before
