"""The columns of a page: which runs are read one after the other."""

from generator.corpus.readers.layout.geometry import Run, median, rows_of, weight
from generator.language.text import has_han


def columns_of(runs: list[Run], depth: int = 0) -> list[list[Run]]:
    """Return the runs in blocks to be read one after the other, each a single column."""
    gutter = _gutter(runs) if depth < 4 else None
    if gutter is None:
        return [runs] if runs else []
    rows = rows_of(runs)
    blocks: list[list[Run]] = []
    left: list[Run] = []
    right: list[Run] = []
    across: list[Run] = []

    def flush_columns() -> None:
        if left or right:
            blocks.extend(columns_of(list(left), depth + 1))
            blocks.extend(columns_of(list(right), depth + 1))
            left.clear()
            right.clear()

    for row in rows:
        if any(run.x0 < gutter < run.x1 for run in row):
            flush_columns()
            across.extend(row)
            continue
        if across:
            blocks.append(list(across))
            across.clear()
        for run in row:
            (left if run.x1 <= gutter else right).append(run)
    if across:
        flush_columns()
        blocks.append(across)
    flush_columns()
    return blocks


def _gutter(runs: list[Run]) -> float | None:
    """Return the x of the white strip between two columns of prose, None without one."""
    if len(runs) < 6:
        return None
    low, high = min(run.x0 for run in runs), max(run.x1 for run in runs)
    best: tuple[float, int, float] | None = None
    edges = sorted({round(run.x1, 1) for run in runs if run.x1 < high - 1})
    step = max(1, len(edges) // 150)
    for edge in edges[::step]:
        x = edge + 0.5
        if not low + 0.15 * (high - low) < x < low + 0.85 * (high - low):
            continue
        score = _column_score(runs, x)
        if score:
            crossed = sum(1 for run in runs if run.x0 < x < run.x1)
            best = max(best or (score, -crossed, x), (score, -crossed, x), key=lambda found: found[:2])
    return best[2] if best else None


def _column_score(runs: list[Run], x: float) -> float:
    """Return how much prose stands on both sides of x, in characters; 0 where x is no gutter."""
    left = [run for run in runs if run.x1 <= x]
    right = [run for run in runs if run.x0 >= x]
    if len(left) < 3 or len(right) < 3:
        return 0
    top = min(max(run.y for run in left), max(run.y for run in right))
    bottom = max(min(run.y for run in left), min(run.y for run in right))
    left = [run for run in left if bottom - 2 <= run.y <= top + 2]
    right = [run for run in right if bottom - 2 <= run.y <= top + 2]
    if len(left) < 3 or len(right) < 3:
        return 0
    crossing = sum(1 for run in runs if run.x0 < x < run.x1 and bottom <= run.y <= top)
    if crossing > 0.2 * min(len(left), len(right)):
        return 0
    gap = min(run.x0 for run in right) - max(run.x1 for run in left)
    if gap < 0.5 * median([run.size for run in left]):
        return 0
    if _tabular(left, right):
        return 0
    for side in (left, right):
        width = max(run.x1 for run in side) - min(run.x0 for run in side)
        lines = rows_of(side)
        filled = [row[-1].x1 - row[0].x0 for row in lines]
        characters = [_weight(row) for row in lines]
        if median(filled) < 0.55 * width or median(characters) < 14:
            return 0
    return min(_weight(left), _weight(right)) * (1 - crossing / (len(left) + len(right)))


def _tabular(left: list[Run], right: list[Run]) -> bool:
    """Tell whether two sides are labels and their values: on the same lines, and no line runs on in the next one."""
    labels, values = rows_of(left), rows_of(right)
    levels = [row[0].y for row in values]
    level = sum(any(abs(row[0].y - other) < 1 for other in levels) for row in labels)
    if level < 0.8 * len(labels) or _runs_on(labels):
        return False
    widths = [max(run.x1 for run in side) - min(run.x0 for run in side) for side in (left, right)]
    if widths[0] < 0.5 * widths[1]:
        return True  # values of several lines beside short labels
    return len(labels) >= 0.6 * len(values) and not _runs_on(values)


def _runs_on(rows: list[list[Run]]) -> bool:
    """Tell whether lines of a column go on in the next: they begin small, or fill the column evenly."""
    starts = [row[0].text.strip()[:1] for row in rows]
    if sum(has_han(start) for start in starts) > 0.5 * len(starts):
        widths = sorted(row[-1].x1 - row[0].x0 for row in rows)
        return widths[len(widths) // 3] > 0.93 * widths[-1]
    return sum(start.islower() for start in starts) >= 0.25 * len(starts)


def _weight(runs: list[Run]) -> int:
    return sum(weight(run.text) for run in runs)
