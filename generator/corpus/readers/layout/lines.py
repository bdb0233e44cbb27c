"""The lines of a column, and the rows of its tables."""

import re
from collections.abc import Iterator

from generator.corpus.readers.joining import join
from generator.corpus.readers.layout.geometry import Line, Run, rows_of
from generator.language.text import has_han, normalise

FURTHER_LINES = 3
"""Lines of a cell below its first one that may stand between two rows of a table."""
_LABEL = re.compile(r"[•●○◦▪■□◆◇►▶‣⁃∙·\uf0b7\uf0a7\uf06e–—*-]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]+)[.)]?")


def lines_of(runs: list[Run], page: int, column: int) -> list[Line]:
    """Return the lines of one column, top to bottom."""
    rows = rows_of(runs)
    left = min(run.x0 for run in runs)
    ends = sorted(max(run.x1 for run in row) for row in rows)
    right = ends[-1 - len(ends) // 50]
    tabular = [_cells(row) for row in rows]
    lines = []
    for position, row in enumerate(rows):
        cells = tabular[position]
        table = len(cells) >= 2 and any(_aligned(cells, other) for other in _beside_row(tabular, position))
        main = max(row, key=lambda run: len(run.text))
        text = row[0].text
        for previous, run in zip(row, row[1:], strict=False):
            text = _beside(text, run.text, previous, run)
        lines.append(
            Line(
                text=normalise(text).replace("\n", " "),
                x0=row[0].x0,
                x1=row[-1].x1,
                y=main.y,
                size=main.size,
                bold=all(run.bold for run in row if run.text.strip()),
                page=page,
                column=column,
                left=left,
                right=right,
                cells=tuple(" ".join(run.text.strip() for run in cell) for cell in cells) if table else (),
                edges=tuple((cell[0].x0, cell[-1].x1) for cell in cells),
            )
        )
    return _whole_rows([line for line in lines if line.text])


def _whole_rows(lines: list[Line]) -> list[Line]:
    """Put the further lines of a cell to the row in which the cell begins: a row is one statement."""
    whole: list[Line] = []
    bottom = 0.0
    for line in lines:
        row = whole[-1] if whole else None
        places = _continued(row, line) if row and row.cells and bottom - line.y < 1.5 * line.size else ()
        if row and places:
            texts = line.cells or (line.text,)
            cells = list(row.cells)
            for place, text in zip(places, texts, strict=True):
                cells[place] = join(cells[place], text)
            row.cells, row.text = tuple(cells), " ".join(cells)
            row.x1 = max(row.x1, line.x1)
        else:
            whole.append(line)
        bottom = line.y
    return whole


def _continued(row: Line, line: Line) -> tuple[int, ...]:
    """Return which cells of the row the cells of a line go on; () where it is a row, or text, of its own.

    A line that leaves the first cell out goes on the others; one in the first cell alone begins something new.
    """
    places = []
    for left, right in line.edges:
        middle = [
            i for i, (x0, x1) in enumerate(row.edges) if abs(left - x0) < 0.8 * line.size or x0 < left < right < x1
        ]
        if not middle or middle[-1] == 0:
            return ()
        places.append(middle[-1])
    return tuple(places) if len(set(places)) == len(places) < len(row.cells) else ()


def _cells(row: list[Run]) -> list[list[Run]]:
    cells = [[row[0]]]
    for before, run in zip(row, row[1:], strict=False):
        label = before is row[0] and _LABEL.fullmatch(before.text.strip())
        if run.x0 - before.x1 > 1.8 * run.size and not label:
            cells.append([run])
        else:
            cells[-1].append(run)
    return cells


def _beside_row(tabular: list[list[list[Run]]], position: int) -> Iterator[list[list[Run]]]:
    """Yield the next rows above and below with several cells, over the further lines of cells between them."""
    for step in (-1, 1):
        for row in range(position + step, position + step * (FURTHER_LINES + 2), step):
            if 0 <= row < len(tabular) and len(tabular[row]) >= 2:
                yield tabular[row]
                break


def _aligned(cells: list[list[Run]], other: list[list[Run]]) -> bool:
    """Tell whether a cell after the first stands below one of the other row: same left, right edge or centre."""
    for cell in cells[1:]:
        for below in other[1:]:
            size = cell[0].size
            x0, x1, u0, u1 = cell[0].x0, cell[-1].x1, below[0].x0, below[-1].x1
            if abs(x0 - u0) < size or abs(x1 - u1) < size or abs(x0 + x1 - u0 - u1) < size:
                return True
    return False


def _beside(text: str, after: str, before: Run, run: Run) -> str:
    gap = run.x0 - before.x1
    wide = has_han(text[-1:]) or has_han(after[:1])
    spaced = text.endswith(" ") or after.startswith(" ")
    return text + after if spaced or gap < 0.15 * run.size or (wide and gap < 1.0 * run.size) else f"{text} {after}"
