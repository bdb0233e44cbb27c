"""Which part of the sources answers a question that no section asks: what an author searches for, or says that nothing
is to be found on."""

from dataclasses import dataclass
from functools import cached_property

from generator.commission import Commission
from generator.evidence import attributing, excluding, fitting, meaning, sections
from generator.evidence.answering import Pool
from generator.evidence.cards import Card
from generator.evidence.gathering import Evidence
from generator.evidence.placing import COMPARED, MEANT
from generator.language import tokens

SURE = 0.35
"""Share (0 to 1) from which on a part answers a question that is answered, more often than not (docs/writer.md)."""
SAID, HEADED = 0.8, 3.0
"""Part (0 to 1) of the words of a question that such a part holds, or nearness of its heading to it (standard
deviations) beside one of them: of parts none of which answers one is the best as well. By hand, on 40 questions."""
LIKELY = 0.2
"""Share (0 to 1) from which on a part is worth reading for a question, as excerpts are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A part that may answer a question."""

    card: Card
    """Its longest excerpt."""
    share: float
    """How probable it is (0 to 1) that it answers, if any does."""
    held: float
    """Part (0 to 1) of the question's words that it holds, with its headings and the title of its document."""
    headed: float
    """How near its heading is to the question, in standard deviations."""

    @property
    def sure(self) -> bool:
        """Whether it answers the question as far as can be told."""
        return self.share >= SURE and (self.held >= SAID or (self.headed >= HEADED and self.held > 0))


class Weighing:
    """The parts of the sources of a commission: those that were found, and those of documents that speak for a side."""

    def __init__(self, commission: Commission, evidence: Evidence) -> None:
        self.commission, self.evidence = commission, evidence

    def answers(self, title: str, words: str, side: str) -> list[Answer]:
        """Return the parts that may answer a question in a section of that title for a side ("" where there are none),
        best first."""
        pool = self._pool
        asked = [(one.title, one.title) for one in self.commission.sections if one.role in COMPARED]
        asked.append((title, words))
        scores = pool.scores(asked)
        at = len(asked) - 1
        near = meaning.believed(len(pool.places))
        wanted = frozenset(tokens.content_tokens(words)) - pool.names
        found = []
        for (n, question, name), share in scores.items():
            place = pool.places[n]
            if question != at or name != side or (side and place.card.side != side):
                continue
            meant = max(pool.headed[n, at], pool.near[n, at]) * near >= MEANT
            if meant or fitting.speaks(words, place.card.headings, place.card.matter):
                told = set(tokens.tokens("\n".join((place.title, *place.card.headings, place.card.matter))))
                held = len(wanted & told) / max(1, len(wanted))
                found.append(Answer(card=place.card, share=share, held=held, headed=float(pool.headed[n, at])))
        return sorted(found, key=lambda one: -one.share)

    @cached_property
    def _pool(self) -> Pool:
        sides, documents = self.commission.sides, self.evidence.documents
        owners = {
            one.path: about.subject.name for one in documents if sides and (about := attributing.about(one, sides))
        }
        pairs = [(one, chunk) for one in documents if one.path in owners for chunk in one.chunks]
        found = [card for card in self.evidence.cards if card.excerpt is not None and card.span.document not in owners]
        found += excluding.matter(sections.cards(pairs, sides, frozenset()), self.commission)
        titles = {one.path: one.title for one in documents}
        return Pool(tuple(found), titles, owners, sides, self.commission.query)
