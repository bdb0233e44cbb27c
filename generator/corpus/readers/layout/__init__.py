"""Page geometry to text: columns, lines, paragraphs, headings, notes; knows nothing of any PDF library.

Coordinates are in points, y upwards, as in PDF.
"""

from generator.corpus.readers.layout import furniture, line_numbers
from generator.corpus.readers.layout.columns import columns_of
from generator.corpus.readers.layout.geometry import Line, Page, Run
from generator.corpus.readers.layout.lines import lines_of
from generator.corpus.readers.layout.paragraphs import Paragraphs
from generator.corpus.readers.reading import Builder

__all__ = ["Page", "Run", "compose"]


def compose(pages: list[Page], builder: Builder) -> None:
    """Add the elements of the pages to `builder`, in reading order."""
    line_numbers.drop(pages, builder)
    furniture.drop(pages, builder)
    lines: list[Line] = []
    column = 0
    for page in pages:
        for block in columns_of(page.runs):
            column += 1
            lines.extend(lines_of(block, page.number, column))
    if lines:
        Paragraphs(lines, builder).run()
