"""The lines of a column, and the rows of its tables."""

import re

from generator.corpus.readers.layout.geometry import Line, Run, rows_of
from generator.language.text import has_han, normalise

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
        beside = [tabular[i] for i in (position - 1, position + 1) if 0 <= i < len(rows)]
        table = len(cells) >= 2 and any(len(other) >= 2 and _aligned(cells, other) for other in beside)
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
            )
        )
    return [line for line in lines if line.text]


def _cells(row: list[Run]) -> list[list[Run]]:
    cells = [[row[0]]]
    for before, run in zip(row, row[1:], strict=False):
        if run.x0 - before.x1 > 1.8 * run.size and not _LABEL.fullmatch(before.text.strip()):
            cells.append([run])
        else:
            cells[-1].append(run)
    return cells


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
