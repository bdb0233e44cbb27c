"""The sentences of a brief as the rules see them: where each stands, and its entry in the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.brief import Block, Brief, Section, Sentence, ledger as ledgers, wording
from generator.brief.ledger import Entry, Ledger
from generator.brief.page import roles
from generator.brief.places import Place, places


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A sentence that needs an entry in the ledger, where it stands, and that entry."""

    section: Section
    role: str
    block: Block
    sentence: Sentence
    place: Place
    entry: Entry | None = None

    @property
    def row(self) -> int:
        """Row of its block, from 0."""
        return (self.place.row or 1) - 1

    @property
    def column(self) -> int:
        """Column of its row, from 0."""
        return (self.place.column or 1) - 1

    @property
    def headers(self) -> tuple[str, ...]:
        """The cells at the head of its table, () outside one."""
        return tuple(cell.text for cell in self.block.rows[0]) if self.block.kind == "table" else ()

    @property
    def header(self) -> str:
        """The cell at the head of its column, "" outside a table and for a head itself."""
        heads = self.block.rows[0] if self.block.kind == "table" and self.row else ()
        return heads[self.column].text if self.column < len(heads) else ""


def items(brief: Brief) -> tuple[Item, ...]:
    """Return every sentence, list item and cell in order; headings and the reference section need no entry."""
    return tuple(
        Item(section=section, role=role, block=block, sentence=sentence, place=place)
        for section, role in zip(brief.sections, roles(brief), strict=True)
        if role != "references"
        for block, sentence, place in places(section.blocks)
    )


def shown_for(item: Item, script: str) -> str | None:
    """Return the side that a cell is shown for, by its column, or by its row of key figures; None outside a table."""
    if item.block.kind != "table":
        return None
    figures = item.headers == wording.figures_head(script)
    return item.block.rows[item.row][0].text if figures else item.header


def paired(brief: Brief, ledger: Ledger) -> tuple[Item, ...]:
    """Return `items` with their entries."""
    entries = {entry.id: entry for entry in ledger.entries}
    found = items(brief)
    ids = ledgers.ids(item.sentence.text for item in found)
    return tuple(replace(item, entry=entries.get(name)) for item, name in zip(found, ids, strict=True))


def citing(found: Iterable[Item], named: tuple[str, str]) -> int:
    """Return how many of the items cite the source of that (kind, title)."""
    return sum(any((cited.kind, cited.title) == named for cited in item.sentence.citations) for item in found)
