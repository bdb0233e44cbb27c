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
    bold: bool = False
    """True for one set in bold as a whole, which names a column where all of the first row are."""


@dataclass(slots=True)
class Grid:
    """A table, filled row by row."""

    head: tuple[str, ...] = ()
    bold_names: bool = True
    """True where cells in bold name columns or rows: not where all of the table is bold."""
    _begun: bool = False
    _open: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Column → text of a cell that goes on into the next row, and into how many."""

    def row(self, cells: list[Cell]) -> tuple[tuple[str, ...], list[str]]:
        """Take the next row; return the heads that it has and its texts, column by column.

        Rows of nothing but heads at the top are the heads of what follows, and have none themselves. A head and one
        value beside it, in a table without heads of columns, are label and value.
        """
        texts = self._spread(cells)
        if not self._begun and self._names(cells):
            above = self.head or ("",) * len(texts)
            self.head = tuple(
                f"{over} {text}".strip() if over != text else text
                for over, text in zip(above + ("",) * (len(texts) - len(above)), texts, strict=False)
            )
            return (), texts
        self._begun = True
        if not self.head and [self._is_name(cell) for cell in cells] == [True, False] and all(texts):
            return ("", texts[0]), ["", texts[1]]
        return self.head, texts

    def _names(self, cells: list[Cell]) -> bool:
        """Tell whether a row holds nothing but names of columns; the corner above names of rows may be empty."""
        named = [cell for cell in cells if cell.text.strip()]
        if named and all(cell.heads for cell in named):
            return True
        return not self.head and len(named) > 1 and all(map(self._is_name, named))

    def _is_name(self, cell: Cell) -> bool:
        return cell.heads or (self.bold_names and cell.bold)

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
        if not head and position < TITLES and len(rows) > position + 1 and names_columns(row, width):
            head = tuple(row)


def names_columns(row: list[str], width: int) -> bool:
    """Tell whether a row can name the columns of a table so many cells wide: it fills it with words, each once."""
    names = [cell.strip() for cell in row if cell.strip()]
    return (
        width > 1
        and len(names) >= max(2, width - 1)
        and len(set(names)) == len(names)
        and (not any(_NUMBER.fullmatch(name) for name in names[1:] or names) or _years(names[1:]))
        and all(len(name) <= LONGEST_NAME for name in names)
    )


def _years(names: list[str]) -> bool:
    """Tell whether columns are years in order, two or more."""
    years = [name for name in names if _NUMBER.fullmatch(name)]
    rising = sorted(years) == years or sorted(years, reverse=True) == years
    return len(years) > 1 and rising and all(re.fullmatch(r"(?:19|20)\d\d", year) for year in years)
