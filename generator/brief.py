"""A brief: front matter and sections of sentences, as it lies in `briefs/` (one sentence per line).

`render` and `parse` are inverse to each other; this module owns the only schema of a brief.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.citation import Citation

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, list item or table cell."""

    text: str
    """Without citations; plain text, no markup."""
    citations: tuple[Citation, ...] = ()
    line: int = 0
    """Line in the file, from 1; 0 before it was parsed from one. Not compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of lines between blank lines."""

    kind: str
    """"heading" (a ### line), "paragraph", "bullets", "table" or "references"."""
    rows: tuple[tuple[Sentence, ...], ...]
    """heading: one row of one; paragraph: one row, a sentence per line; bullets and references: a row per item;
    table: a row per line, the header first (the rule line is not kept)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A `##` section."""

    number: int
    """Position, from 1."""
    heading: str
    """As written, with its own numbering: "（1）引言"."""
    blocks: tuple[Block, ...]
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A whole brief."""

    front: Mapping[str, Any]
    """The YAML front matter; its keys are described by the JSON Schema in `generator/data/brief.schema.json`."""
    title: str
    sections: tuple[Section, ...]

    @property
    def sentences(self) -> tuple[tuple[Section, Block, Sentence], ...]:
        """Every sentence in order, with where it stands (table headers and ### headings included)."""
        return tuple(
            (section, block, sentence)
            for section in self.sections
            for block in section.blocks
            for row in block.rows
            for sentence in row
        )
