"""The numbers of lines in the margin of a manuscript, which nobody reads as text."""

import re
from collections import Counter

from generator.corpus.readers.layout.geometry import Page, Run, median, rows_of, weight
from generator.corpus.readers.reading import Builder

FEWEST = 6
"""Numbers in one margin of a page."""
STEADY = 0.8
"""Share of them that rise by the same step."""
STEPS = (1, 2, 5, 10)
FILLED = 0.65
"""Share of the longest line that the usual line fills where lines are numbered: the rows of a table fill less."""
LONG = 24
"""Letters, a Han character counting as two, of the usual line of prose."""
_NUMBER = re.compile(r"\d{1,4}")


def drop(pages: list[Page], builder: Builder) -> None:
    """Take them out of the pages; `builder` notes each margin with its numbers."""
    for page in pages:
        for margin in _margins(page.runs):
            builder.drop("line number", " ".join(run.text.strip() for run in margin))
            page.remove(margin)


def _margins(runs: list[Run]) -> list[list[Run]]:
    """Return the columns of line numbers, left and right of the text."""
    numbers = [run for run in runs if _NUMBER.fullmatch(run.text.strip())]
    found: list[list[Run]] = []
    taken: set[int] = set()
    for edge in (lambda run: run.x0, lambda run: run.x1):
        places = Counter(round(edge(run) / 3) for run in numbers if id(run) not in taken)
        for place, _ in places.most_common(4):
            column = [r for r in numbers if id(r) not in taken and abs(round(edge(r) / 3) - place) <= 1]
            column.sort(key=lambda run: -run.y)
            others = [run for run in runs if not any(run is number for number in column) and id(run) not in taken]
            if _rises(column) and _beside_lines(column, others):
                found.append(column)
                taken.update(map(id, column))
    return found


def _rises(column: list[Run]) -> bool:
    """Tell whether the numbers rise down the page by one steady step."""
    values = [int(run.text) for run in column]
    steps = Counter(after - before for before, after in zip(values, values[1:], strict=False))
    if len(values) < FEWEST or not steps:
        return False
    step, times = steps.most_common(1)[0]
    return step in STEPS and times >= STEADY * (len(values) - 1) and all(after > 0 for after in steps)


def _beside_lines(column: list[Run], others: list[Run]) -> bool:
    """Tell whether the numbers stand outside of the text, beside lines that run on."""
    top, bottom = column[0].y + 2, column[-1].y - 2
    text = [run for run in others if bottom <= run.y <= top and not _NUMBER.fullmatch(run.text.strip())]
    if not text:
        return False
    left, right = min(run.x0 for run in column), max(run.x1 for run in column)
    outside = all(run.x0 >= right - 1 for run in text) or all(run.x1 <= left + 1 for run in text)
    rows = rows_of(text)
    widths = [max(run.x1 for run in row) - row[0].x0 for row in rows]
    beside = sum(any(abs(number.y - row[0].y) < 0.6 * row[0].size for row in rows) for number in column)
    step = int(column[1].text) - int(column[0].text)
    every = len(rows) <= 1.4 * step * len(column)  # blank lines and displays have numbers or none
    return outside and every and beside >= 0.5 * len(column) and median(widths) >= FILLED * max(widths) and _prose(rows)


def _prose(rows: list[list[Run]]) -> bool:
    """Tell whether lines go on in the next one: the entries of a list begin and end with their line."""
    texts = [" ".join(run.text.strip() for run in row) for row in rows]
    open_ends = sum(not re.search(r"[.。!?！？:：;；|\d%]$", text) for text in texts)
    small = sum(bool(re.match(r"[a-z\u3400-\u9fff,;(（]", text)) for text in texts)
    long = median([weight(text) for text in texts]) >= LONG
    return long and open_ends >= 0.5 * len(texts) and small >= 0.25 * len(texts)
