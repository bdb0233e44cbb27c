"""The default writer: whole passages of the sources, chosen by an integer programme, side set against side."""

from collections.abc import Mapping
from typing import Any

from generator.brief import wording
from generator.brief.draft import Draft
from generator.commission import Commission
from generator.errors import BriefproofError
from generator.evidence import POSED, Evidence
from generator.messages import say
from generator.writers import arranging, choosing, facts
from generator.writers.desk import Desk
from generator.writers.selection import BALANCES
from generator.writers.tables import Row

TERSE = say(
    "the length leaves little room: method, tables and how it was searched stand in the front matter, or nowhere"
)
"""Said where the brief says only what must be said of itself."""
UNPROVEN = say("the solver stopped before it had proven the best choice")


def write(commission: Commission, evidence: Evidence, front: Mapping[str, Any], taken: tuple[int, int]) -> Draft:
    """Fill the sections that are posed to the corpus.

    `taken`: least and most length, in the commission's unit, that title, headings, sections about the brief itself
    and the gap list use. Raises BriefproofError when that leaves no room.
    """
    return drafts(commission, evidence, front, taken)[0]


def drafts(
    commission: Commission, evidence: Evidence, front: Mapping[str, Any], taken: tuple[int, int]
) -> tuple[Draft, Draft]:
    """Return what `write` does, and the same without tables, unless one was asked for: who compares in sentences,
    and tells figures in the report's language, needs the room. Raises as `write` does."""
    sections = tuple(section for section in commission.sections if section.role in POSED)
    if not sections:
        asked = ", ".join(section.title for section in commission.sections)
        raise BriefproofError(
            "no section of the outline can be filled from sources ({asked}); add one on the matter", asked=asked
        )
    desk = Desk(commission, evidence, front)
    chosen, rows, made = choosing.choose(desk, sections, taken)
    terse = (TERSE,) if wording.is_terse(front) else ()
    notes = (
        (say("sides are at least {share} of an even share", share=f"{chosen.balance:g}"),)
        if chosen.balance < BALANCES[0]
        else ()
    )
    notes = (*terse, *notes, *((UNPROVEN,) if chosen.stopped else ()))

    def draft(rows: tuple[Row, ...], made: tuple[facts.Table, ...], *, figured: bool) -> Draft:
        shown = (rows, *(table.rows for table in made))
        return Draft(
            sections=arranging.arrange(desk, chosen.options, rows, made, sections, figured=figured),
            aspects=tuple(dict.fromkeys(label for found in shown for label, _ in found)),
            notes=notes,
        )

    asked = {"table", "key_figures"} & set(commission.extras)
    bare = draft(rows if asked else (), made if asked else (), figured="key_figures" in commission.extras)
    return draft(rows, made, figured=True), bare
