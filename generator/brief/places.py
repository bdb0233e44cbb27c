"""Where a sentence stands within its section, as text and ledger count it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.brief.page import Block, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The place of a sentence, list item or cell within a section."""

    paragraph: int
    """Block within the section, from 1; ### headings are blocks too."""
    row: int | None = None
    """Of a list item or cell: row of its block, from 1; the head of a table is row 1."""
    column: int | None = None
    """Of a cell: column, from 1."""


def places(blocks: Iterable[Block]) -> Iterator[tuple[Block, Sentence, Place]]:
    """Yield every sentence of a section that has an entry in the ledger, in order; headings have none."""
    for number, block in enumerate(blocks, start=1):
        if block.kind == "heading":
            continue
        for row, sentences in enumerate(block.rows, start=1):
            for column, sentence in enumerate(sentences, start=1):
                yield (
                    block,
                    sentence,
                    Place(
                        paragraph=number,
                        row=None if block.kind == "paragraph" else row,
                        column=column if block.kind == "table" else None,
                    ),
                )
