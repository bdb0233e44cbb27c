"""What the sources hold on a point of a side: whether a brief may say that nothing was found on it."""

from functools import cached_property

from generator.brief import front as fronts
from generator.commission import Commission
from generator.evidence import Card, Evidence, held
from generator.evidence.weighing import Weighing
from generator.writers.llm_offered import NEIGHBOUR


class Gaps:
    """The sources of a commission, asked for what answers a point."""

    def __init__(self, commission: Commission, evidence: Evidence) -> None:
        self._commission, self._evidence = commission, evidence
        self._seen: dict[tuple[str, str], held.Looked | None] = {}

    @cached_property
    def weighing(self) -> Weighing:
        """How likely the parts of the sources are to answer."""
        return Weighing(self._commission, self._evidence)

    def holding(self, words: str) -> tuple[held.Held, ...]:
        """Return where the documents that speak for sides have the words of a point."""
        return held.on(words, self._evidence.documents, self._commission.sides)

    def absent(self, side: str, on: str) -> dict[str, str] | None:
        """Return the gap that says that nothing was found on a point of a side, None where a brief may not say so."""
        found = fronts.absent([fronts.absence(side, on, self._commission)], self._commission, self._evidence.documents)
        return found[0] if found and self._telling(side, on) is None else None

    def foreign(self, side: str, on: str) -> bool:
        """Tell whether all that hinders is that sources on the side are in another language than the words."""
        looked = self._looked(side, on)
        return looked is not None and looked.foreign and not looked.told

    def _looked(self, side: str, on: str) -> held.Looked | None:
        """Return what the look through all documents came to, once for each point of a side; None for no side."""
        if (side, on) not in self._seen:
            one = next((one for one in self._commission.sides if one.name == side), None)
            told = held.look(on, one, self._evidence.documents, self._commission.sides) if one else None
            self._seen[side, on] = told
        return self._seen[side, on]

    def _telling(self, side: str, on: str) -> Card | None:
        """Return the part of the sources that answers a point of a side, None where none is likely enough to."""
        return next((one.card for one in self.weighing.answers(on, on, side)[:1] if one.sure), None)

    def told(self, side: str, on: str) -> str:
        """Return the passage for which a brief may not say that nothing was found on a point of a side, "" for none."""
        looked = self._looked(side, on)
        if looked and looked.nothing and (part := self._telling(side, on)):
            title = next(one.title for one in self._evidence.documents if one.path == part.span.document)
            return f"{' > '.join((title, *part.headings))}: {part.text}"[:NEIGHBOUR]
        return looked.told[:NEIGHBOUR] if looked else ""
