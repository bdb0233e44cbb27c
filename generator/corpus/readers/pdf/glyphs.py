"""Letters with their places, as a library finds them on a page, and their way to runs."""

from dataclasses import dataclass, field
from itertools import groupby

from generator.corpus.readers.layout import Page, Run
from generator.language import notes
from generator.language.text import has_han

MOST_PAGES = 5000
TINY = 1 / 600
"""Share of the page height below which letters are not meant to be read."""
RAISED = 0.15
"""Height of a baseline above that of its line from which letters are raised, as a share of the line's size; they are
smaller than `SHIFTED` of it as well."""
LOWERED = 0.08
SHIFTED = 0.85


@dataclass(slots=True)
class Found:
    """What a library got out of a file."""

    pages: list[Page] = field(default_factory=list)
    count: int = 0
    damaged: int = 0
    scanned: bool = False
    hidden: int = 0
    """Characters that were seen and not taken."""
    info: dict[str, str] = field(default_factory=dict)
    dropped: list[tuple[str, str]] = field(default_factory=list)

    @property
    def characters(self) -> int:
        return sum(len(run.text.strip()) for page in self.pages for run in page.runs)


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
    """Direction of the line, in quarter turns counter-clockwise; 3 also for vertical writing."""
    hidden: str = ""


def unreadable(text: str) -> bool:
    """Tell whether the text holds letters that no font but its own knows."""
    return any("\ue000" <= c <= "\uf8ff" or c == "\ufffd" or c >= "\U000f0000" for c in text)


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
            if abs(glyph.y - before.y) > 0.55 * size or gap > 1.2 * size or gap < -0.8 * size - (before.x1 - before.x0):
                runs.append(_run(current))
                current = []
                if glyph.text.isspace():
                    continue
        current.append(glyph)
    if current:
        runs.append(_run(current))
    return [run for run in runs if run.text.strip()]


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
