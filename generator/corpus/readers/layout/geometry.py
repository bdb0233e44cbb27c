"""What the steps of the layout hand on: runs, lines and pages, and what they measure alike."""

import re
from dataclasses import dataclass, field

from generator.language.text import HAN


@dataclass(slots=True)
class Run:
    """Characters that follow each other on one line."""

    text: str
    x0: float
    x1: float
    y: float
    """Of the baseline."""
    size: float
    bold: bool


@dataclass(slots=True)
class Line:
    """One line of a column."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    page: int
    column: int = 0
    left: float = 0.0
    right: float = 0.0
    """Edges of the column that the line stands in."""
    cells: tuple[str, ...] = ()
    """Texts of a table row; () for running text."""
    edges: tuple[tuple[float, float], ...] = ()
    """Left and right edge of each cell."""


@dataclass(slots=True)
class Page:
    """The visible runs of one page."""

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)

    def remove(self, runs: list[Run]) -> None:
        """Take runs out of the page."""
        gone = {id(run) for run in runs}
        self.runs = [run for run in self.runs if id(run) not in gone]


def rows_of(runs: list[Run]) -> list[list[Run]]:
    """Return runs grouped by baseline, top to bottom, each row from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-r.y, r.x0)):
        if rows and abs(rows[-1][0].y - run.y) < 0.45 * min(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda r: r.x0)
    return rows


def weight(text: str) -> int:
    """Return the length of a text, a Han character counting as two."""
    return len(text) + len(re.findall(f"[{HAN}]", text))


def median(values: list[float]) -> float:
    """Return the upper median, 0 of nothing."""
    return sorted(values)[len(values) // 2] if values else 0.0
