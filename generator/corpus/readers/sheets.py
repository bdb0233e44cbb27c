"""Tables in files of their own: rows of comma-separated values."""

import csv
from collections.abc import Callable

from generator.corpus.readers.decoding import decode
from generator.corpus.readers.reading import Builder, Reading
from generator.corpus.readers.structure import collected
from generator.corpus.readers.tables import headed

NAME = "csv"
VERSION = 3

MOST_ROWS = 100_000
"""Rows that are read of a file."""
LONGEST_FIELD = 1_000_000
"""Characters of one value, at most."""


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read values separated by commas, semicolons, tabs or bars; a row knows its number."""
    decoded = decode(data, name)
    text = decoded.text
    csv.field_size_limit(LONGEST_FIELD)
    numbers: list[int] = []
    rows: list[list[str]] = []
    for number, row in enumerate(csv.reader(text.splitlines(keepends=True), _dialect(text)), 1):
        if any(cell.strip() for cell in row):
            numbers.append(number)
            rows.append(row)
    builder = Builder()
    if len(rows) > MOST_ROWS:
        builder.drop("more rows than are read", f"rows {numbers[MOST_ROWS]} to {numbers[-1]}")
    for position, head, row in headed(rows[:MOST_ROWS]):
        builder.row(head, row, pages=((0, f"row {numbers[position]}"),))
    return collected(builder, reader=version(), metadata={}, damaged=builder.unreadable(), decoded=decoded)


def _dialect(text: str) -> type[csv.Dialect] | csv.Dialect:
    """Return how values are parted: by the mark that stands equally often in the first lines."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]

    class Found(csv.excel):
        delimiter = max(",;\t|", key=lambda mark: _steadiness(lines, mark))

    return Found


def _steadiness(lines: list[str], mark: str) -> tuple[float, int]:
    counts = [line.count(mark) for line in lines]
    usual = max(set(counts), key=counts.count, default=0)
    return (counts.count(usual) / max(1, len(counts)) if usual else 0.0, usual)
