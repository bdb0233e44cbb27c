"""Which row of a table on a page names its columns, and which name stands above each cell.

A page does not say so, hence only where it shows: the names are bold and the rows below are not, or a column of figures
stands below a word. Rows of another table, or with a cell below no name or below two, have no heads.
"""

import re
from collections.abc import Iterator

from generator.corpus.readers.layout.geometry import Line
from generator.corpus.readers.tables import names_columns

FIGURES = 0.6
"""Share of the cells of a column that are figures where its name is a word."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"[^\w]*(?:[A-Z]{1,3}\s?)?\d[\d\s.,:%/×-]*[^\W\d_]{0,3}[^\w]*|[-–—]|n/?a", re.IGNORECASE)


def headed(lines: list[Line]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield (heads, cells) of the successive rows of one table; heads are () for a row without any."""
    width = max((len(line.cells) for line in lines), default=0)
    head: Line | None = None
    for position, line in enumerate(lines):
        if head and _names_again(line, lines[position + 1 :]):
            head, width = None, 0  # another table: what it holds is not known to stand below these names
        places = _places(head, line) if head else None
        if head and places is not None:
            yield tuple(head.cells[place] if place >= 0 else "" for place in places), line.cells
            continue
        yield (), line.cells
        if head is None and width and _is_head(line, lines[position + 1 :], width):
            head = line


def _is_head(line: Line, below: list[Line], width: int) -> bool:
    if len(below) < 2 or len(line.edges) != len(line.cells) or not names_columns(list(line.cells), width):
        return False
    if any(_FIGURE.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in line.cells[1:]):
        return False
    placed = [(row, places) for row in below if (places := _places(line, row)) is not None]
    if 2 * len(placed) < len(below):
        return False
    if line.bold and not any(row.bold for row, _ in placed):
        return True
    columns: dict[int, list[str]] = {}
    for row, places in placed:
        for place, cell in zip(places, row.cells, strict=True):
            columns.setdefault(place, []).append(cell)
    return any(
        place > 0 and sum(bool(_FIGURE.fullmatch(cell.strip())) for cell in cells) >= FIGURES * max(2, len(cells))
        for place, cells in columns.items()
    )


def _names_again(line: Line, below: list[Line]) -> bool:
    """Tell whether a row is words only, above rows that are figures in all columns but the first."""
    figures = [row for row in below if len(row.cells) == len(line.cells)]
    return (
        len(line.cells) > 2
        and len(figures) > 1
        and not any(_FIGURE.fullmatch(cell) for cell in line.cells)
        and all(_FIGURE.fullmatch(cell) for row in figures for cell in row.cells[1:])
    )


def _places(head: Line, row: Line) -> tuple[int, ...] | None:
    """Return the column of each cell of a row, -1 for a first one left of all names; None where that is not plain."""
    if len(row.edges) != len(row.cells):
        return None
    found: list[int] = []
    for position, (left, right) in enumerate(row.edges):
        over = [
            column
            for column, (x0, x1) in enumerate(head.edges)
            if min(right, x1) > max(left, x0) or abs(left - x0) < row.size or abs(right - x1) < row.size
        ]
        if position == 0 and not over and right < head.edges[0][0]:
            found.append(-1)
        elif len(over) == 1 and over[0] not in found:
            found.append(over[0])
        else:
            return None
    return tuple(found)
