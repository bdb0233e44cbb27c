"""Tables row by row: cells that span rows and columns stand in each of them, and each row knows the heads above it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST = 100
"""Columns or rows that one cell may span."""
TITLES = 8
"""Rows at the top of a table in which the names of its columns are looked for."""
LONGEST_NAME = 80
"""Characters of the name of a column, at most."""
_NUMBER = re.compile(r"[^\w]*\d[\d\s.,:%/-]*[^\w]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell as the source has it."""

    text: str
    heads: bool = False
    """True for a cell that names a row or column."""
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Grid:
    """A table, filled row by row."""

    head: tuple[str, ...] = ()
    _begun: bool = False
    _open: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Column → text of a cell that goes on into the next row, and into how many."""

    def row(self, cells: list[Cell]) -> tuple[tuple[str, ...], list[str]]:
        """Take the next row; return the heads that it has and its texts, column by column.

        Rows of nothing but heads at the top are the heads of what follows, and have none themselves.
        """
        texts = self._spread(cells)
        if not self._begun and cells and all(cell.heads for cell in cells):
            above = self.head or ("",) * len(texts)
            self.head = tuple(
                f"{over} {text}".strip() if over != text else text
                for over, text in zip(above + ("",) * (len(texts) - len(above)), texts, strict=False)
            )
            return (), texts
        self._begun = True
        return self.head, texts

    def _spread(self, cells: list[Cell]) -> list[str]:
        texts: list[str] = []
        waiting = list(cells)
        still: dict[int, tuple[str, int]] = {}
        while waiting or len(texts) in self._open:
            text, left = self._open.pop(len(texts), ("", 0))
            width = 1
            if not left:
                cell = waiting.pop(0)
                text, left, width = cell.text, cell.rows, min(cell.columns, MOST)
            for _ in range(width):
                if left > 1:
                    still[len(texts)] = (text, min(left, MOST) - 1)
                texts.append(text)
        self._open = still
        return texts


def headed(rows: list[list[str]]) -> Iterator[tuple[int, tuple[str, ...], list[str]]]:
    """Yield (position, heads, texts) of the rows of a table whose source does not say which cells are heads.

    The first row that fills the table's width without a number names the columns; what stands above it has no heads.
    """
    width = max((sum(1 for cell in row if cell.strip()) for row in rows), default=0)
    head: tuple[str, ...] = ()
    for position, row in enumerate(rows):
        yield position, head, row
        if not head and position < TITLES and len(rows) > position + 1 and _names_columns(row, width):
            head = tuple(row)


def _names_columns(row: list[str], width: int) -> bool:
    names = [cell.strip() for cell in row if cell.strip()]
    return (
        width > 1
        and len(names) >= width - 1
        and len(set(names)) == len(names)
        and not any(_NUMBER.fullmatch(name) for name in names[1:] or names)
        and all(len(name) <= LONGEST_NAME for name in names)
    )
