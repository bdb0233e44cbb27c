"""The length that a model's text has, and each section of it: half evenly, half by what is to be told there."""

import re
from collections.abc import Mapping

from generator.brief import outline
from generator.brief.draft import Draft
from generator.commission import Commission, SectionSpec
from generator.language import text
from generator.writers.llm_choice import USUAL

JUDGED, DECIDED = 0.12, 0.2
"""Part of the text's length (0 to 1) that takeaways and findings may have; and where a section that asks for a decision
is left to them. Two authors used 12 and 15 % where they had more."""
AIM = 0.7
"""How far from the least (0) to the greatest (1) length the text aims."""
CONCLUDED = 4
"""Sentences of the usual length that takeaways and findings have room for at least, within that greater part, where the
commission asks for them."""
_FINDINGS = re.compile(
    r"\bfindings\b|\btake-?aways?\b|\bbottom line\b|\bkey (?:points|messages)\b|要点|结论|建议", re.I
)
"""Words by which a commission asks for what all of it comes to."""
NEAR = 0.9
"""Least length that is aimed at where only a greatest one was asked for, as a part (0 to 1) of it."""


def decides(section: SectionSpec) -> bool:
    """Tell whether a section asks for a decision, a recommendation or a conclusion: no source makes that."""
    return section.role == "conclusion" or outline.chooses(section.title)


class Rooms:
    """The length that is aimed at, in the commission's unit, as it is dealt out to the sections."""

    def __init__(self, commission: Commission, base: Draft, taken: tuple[int, int]) -> None:
        self._commission, self._base = commission, base
        self._numbers = [number for number, _ in base.sections]
        whole = self._target(taken)
        deciding = [s.number for s in commission.sections if s.number in self._numbers and decides(s)]
        self.deciding = frozenset(deciding if len(deciding) < len(self._numbers) else ())
        """Sections that ask for a decision: judgement on what the others say."""
        concluded = CONCLUDED * USUAL[commission.length.unit] if _FINDINGS.search(commission.query) else 0
        self.judged = round(min(DECIDED * whole, max(JUDGED * whole, concluded)))
        """Length that takeaways and findings may have, in the commission's unit."""
        self.target = whole - self.judged
        """Length of the sections together that is aimed at, without those and without tables."""
        self._planned: dict[int, int] = {}

    def _target(self, taken: tuple[int, int]) -> int:
        """Return the length that is aimed at, between the bounds asked for, else that of the extractive text."""
        tables, own = (sum(self.filled(n, kind) for n in self._numbers) for kind in ("table", "paragraph"))
        wanted = self._commission.length
        if not wanted.maximum:
            return max(own, (wanted.minimum or 0) - taken[0] - tables)
        least, most = (wanted.minimum or wanted.maximum * NEAR) - taken[0], wanted.maximum - taken[1]
        return max(0, round(least + AIM * (most - least)) - tables)

    def filled(self, section: int, kind: str) -> int:
        """Return the length of the blocks of a kind that the extractive writer has in a section."""
        return sum(
            text.count(s.text, self._commission.length.unit)
            for number, passages in self._base.sections if number == section
            for p in passages if p.kind == kind
            for s in p.statements
        )  # fmt: skip

    def of(self, section: int) -> int:
        """Return the length that the text of a section has.

        What opens the brief has that of the extractive one; the rest is dealt out evenly, or, once it is planned, by
        the length of what is to be told as well (`dealt`).
        """
        roles = {s.number: s.role for s in self._commission.sections}
        opening = {n: self.filled(n, "paragraph") for n in self._numbers if roles[n] == "introduction"}
        least = USUAL[self._commission.length.unit]  # a sentence that names the sides and says what they are
        opening = {n: max(length, least) if length else 0 for n, length in opening.items()}
        if section in opening and len(opening) < len(self._numbers):
            return opening[section]
        idle = {n for n in self.deciding if self._planned and n not in self._planned}
        others = [n for n in self._numbers if n not in opening and n not in idle] or self._numbers
        length = self.target - sum(opening.values()) * (section not in opening)
        room = dealt(length, {n: self._planned.get(n, 0) for n in dict.fromkeys((*others, section))})[section]
        spec = next(s for s in self._commission.sections if s.number == section)
        room = max(room, (spec.length.minimum if spec.length else None) or 0)
        return min(room, spec.length.maximum) if spec.length and spec.length.maximum else room

    def plan(self, lengths: Mapping[int, int]) -> None:
        """Deal the length out by that of the passages that are to be told in each section; a section that asks for a
        decision and has none gives room to judgement."""
        self._planned = dict(lengths)
        if self._planned and self.deciding - self._planned.keys():
            more = max(0, round(DECIDED * (self.judged + self.target)) - self.judged)
            self.judged, self.target = self.judged + more, self.target - more


def dealt(length: int, held: Mapping[int, int]) -> dict[int, int]:
    """Deal a length out to sections, by how much the passages that are planned for each hold; evenly where none are.

    No section gets more than its passages hold, as far as others have more to tell.
    """
    whole = sum(held.values())
    shares = {n: (1 / len(held) + own / whole) / 2 if whole else 1 / len(held) for n, own in held.items()}
    rooms: dict[int, float] = {}
    left, open_ = float(length), dict(shares)
    while open_:
        part = left / (sum(open_.values()) or 1.0)
        full = [n for n, share in open_.items() if whole and share * part > held[n]]
        if not full or len(full) == len(open_):
            rooms |= {n: share * part for n, share in open_.items()}
            break
        for n in full:
            rooms[n] = held[n]
            left -= held[n]
            del open_[n]
    return {n: round(room) for n, room in rooms.items()}
