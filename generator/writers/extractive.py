"""The default writer: whole source sentences, chosen by an integer programme, side set against side."""

from collections.abc import Mapping
from typing import Any

from generator.brief.draft import Draft
from generator.commission import Commission
from generator.errors import BriefproofError
from generator.evidence import POSED, Evidence
from generator.writers import arranging, choosing, offering, tables
from generator.writers.desk import Desk
from generator.writers.selection import STEPS


def write(commission: Commission, evidence: Evidence, front: Mapping[str, Any], taken: tuple[int, int]) -> Draft:
    """Fill the sections that are posed to the corpus.

    `taken`: least and most length, in the commission's unit, that title, headings, sections about the brief itself
    and the gap list use. Raises BriefproofError when the corpus has too little for the length that is asked for.
    """
    sections = tuple(section for section in commission.sections if section.role in POSED)
    if not sections:
        asked = ", ".join(section.title for section in commission.sections)
        raise BriefproofError(f"no section of the outline can be filled from sources ({asked}); add one on the matter")
    desk = Desk(commission, evidence, front)
    offer = offering.offer(desk, sections, choosing.limits(commission, sections, taken).aim)
    choice = choosing.choose(desk, offer, sections, taken)
    return Draft(
        sections=arranging.arrange(desk, choice, offer.aspects, sections, taken[0]),
        aspects=tuple(label for label, _ in tables.rows(desk, choice.extras)),
        notes=() if choice.step == STEPS[0].name else (f"limits relaxed: {choice.step}",),
    )
