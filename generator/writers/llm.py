"""The model writer: a model words what the extractive writer chose, and the gate judges each sentence as anyone's.

The extractive writer selects, arranges and frames. Its cited sentences go to a model as claim cards, section by
section. A sentence that comes back is used when it agrees with its cards; otherwise it goes back with what is wrong,
and after `REPAIRS` rounds the source's own sentence stands in its place. No card is lost.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.brief import ledger as ledgers, wording
from generator.brief.draft import Draft, Passage, Statement
from generator.commission import Commission
from generator.corpus import Chunk
from generator.errors import BriefproofError
from generator.evidence import Evidence, Span, classes, hygiene
from generator.gate import retelling, rewording, support
from generator.language import text, tokens
from generator.writers import extractive, llm_prompt
from generator.writers.llm_client import Client
from generator.writers.llm_prompt import Job, Returned, Said, Slip
from generator.writers.selection import DUPLICATE

REPAIRS = 2
"""Rounds in which sentences go back."""
SHORTER, LONGER = 0.4, 1.6
"""Length of a sentence against that of its cards, in one language."""
ACROSS = {("en", "zh"): (0.6, 3.2), ("zh", "en"): (0.2, 1.0)}
"""(language of the card, of the sentence) → the same, 字 for a word of the card or words for a 字 of it."""
UNEVEN = 0.3
"""Distance of a side from an even share above which sentences are put back, unless the selection was there before."""
_MARKUP = re.compile(
    r"[\[\]<>{}|\\`*_#~]|https?:|www\.|@|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)

Place = tuple[int, int, int]
"""Section, passage and statement within the extractive draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    """A cited sentence of the extractive draft that the model may word anew."""

    place: Place
    slip: Slip
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class _Worded:
    """An accepted sentence: it stands where the first of its cards stood, and for all of them."""

    slots: tuple[_Slot, ...]
    statement: Statement


def write(
    commission: Commission,
    evidence: Evidence,
    front: Mapping[str, Any],
    taken: tuple[int, int],
    *,
    model: Client | None,
) -> Draft:
    """Fill the sections as `extractive.write` does, in the words of a model where they hold.

    Raises BriefproofError when the endpoint cannot be used or a limit is reached; the replies so far are kept.
    """
    if model is None:
        raise BriefproofError("the writer llm needs a model to ask")
    base = extractive.write(commission, evidence, front, taken)
    desk = _Desk(commission, evidence, base)
    worded: list[_Worded] = []
    instead: dict[Place, tuple[str, ...]] = {}
    dropped: list[str] = []
    for done, (job, slots) in enumerate(desk.jobs, start=1):
        found, why, lost = _section(desk, job, slots, model, [w.statement.text for w in worded])
        worded += found
        instead |= why
        dropped += [f"section {slots[0].place[0]}: {', '.join(faults)}" for faults in lost]
        if model.progress:
            model.progress(done, len(desk.jobs), job.section)
    kept, put_back = desk.fitted(worded, taken)
    for one in put_back:
        instead |= {slot.place: ("length",) for slot in one.slots}
    return replace(base, sections=desk.filled(kept, instead), record=model.record(), dropped=tuple(dropped))


def requests(
    commission: Commission,
    evidence: Evidence,
    front: Mapping[str, Any],
    taken: tuple[int, int],
    *,
    model: Client,
) -> tuple[dict[str, Any], ...]:
    """Return the first request for each section, as `write` sends it; later ones hold what the model replied."""
    desk = _Desk(commission, evidence, extractive.write(commission, evidence, front, taken))
    return tuple(model.body(llm_prompt.messages(job, model.form)) for job, _ in desk.jobs)


def _section(
    desk: "_Desk", job: Job, slots: tuple[_Slot, ...], model: Client, told: list[str]
) -> tuple[list[_Worded], dict[Place, tuple[str, ...]], list[tuple[str, ...]]]:
    """Ask until every card has its sentence or the rounds are used up.

    Returns the accepted sentences, what was wrong for each card without one, and for each sentence of the last reply
    that stood for no open card.
    """
    left = {slot.slip.name: slot for slot in slots}
    names = frozenset(left)
    why: dict[str, tuple[str, ...]] = {}
    found: list[_Worded] = []
    history: list[tuple[str, list[Returned]]] = []
    lost: list[tuple[str, ...]] = []
    for number in range(1 + REPAIRS):
        reply = model.ask(lambda form: llm_prompt.messages(job, form, history))
        if reply.finish == "refused":
            why |= dict.fromkeys(left, ("refused",))
            break
        said = llm_prompt.parse(reply.text, model.form) if reply.finish == "stop" else None
        returned, lost = [], []
        for one in said or ():
            if number and one.cards and set(one.cards) <= names - set(left):
                continue  # said again what has been accepted
            statement, faults = desk.judged(one, left, names, told)
            if statement is None:
                returned.append(Returned(said=one, faults=faults))
                why |= {name: faults for name in one.cards if name in left}
                lost += [] if any(name in left for name in one.cards) else [faults]
                continue
            mine = tuple(left.pop(name) for name in one.cards)
            statement = replace(statement, written="repaired" if number else "accepted")
            found.append(_Worded(slots=mine, statement=statement))
            told.append(statement.text)
        if said is None:
            why |= dict.fromkeys(left, ("form",))
            returned.append(Returned(said=Said(text="", cards=()), faults=("form",)))
        named = {name for one in returned for name in one.said.cards}
        missing = [name for name in left if name not in named and said is not None]
        why |= {name: ("unused",) for name in missing if name not in why}
        returned += [Returned(said=Said(text="", cards=(name,)), faults=("unused",)) for name in missing]
        if not left:
            break
        history.append((reply.text, returned))
    return found, {slot.place: why[name] for name, slot in left.items()}, lost


class _Desk:
    """What the extractive writer chose, and what may be done with it."""

    def __init__(self, commission: Commission, evidence: Evidence, base: Draft) -> None:
        self.commission, self.base = commission, base
        self.language, self.unit = commission.language, commission.length.unit
        self.documents = {document.path: document for document in evidence.documents}
        self.sides = {s.name: support.subject(s.name, s.aliases) for s in commission.subjects}
        self.jobs: list[tuple[Job, tuple[_Slot, ...]]] = []
        for section in commission.sections:
            slots: list[_Slot] = []
            for place, statement in self._statements():
                if place[0] != section.number or not self._worded(statement):
                    continue
                slots.append(self._slot(f"c{len(slots) + 1}", place, statement))
            if slots:
                job = Job(
                    language=self.language,
                    section=section.title,
                    sides=tuple(self.sides),
                    slips=tuple(slot.slip for slot in slots),
                )
                self.jobs.append((job, tuple(slots)))

    def _worded(self, statement: Statement) -> bool:
        """Tell whether the model may word a statement: a list, and what names its place in a law, stands as it is."""
        listed = any(relation == "list" for _, relation in statement.spans)
        placed = statement.kind == "claim" and statement.lead and not support.group_of(statement.lead, self.language)
        return statement.kind in ("claim", "quotation") and not (listed or placed)

    def _statements(self) -> Iterable[tuple[Place, Statement]]:
        for section, passages in self.base.sections:
            for p, passage in enumerate(passages):
                for s, statement in enumerate(passage.statements):
                    yield (section, p, s), statement

    def _slot(self, name: str, place: Place, statement: Statement) -> _Slot:
        words = hygiene.clean(statement.spans[0][0].quote)
        group = support.group_of(statement.lead, self.language) if statement.kind == "claim" else None
        slip = Slip(name=name, side=statement.side, words=words, about=group or "")
        return _Slot(place=place, slip=slip, statement=statement)

    def _chunk(self, span: Span) -> Chunk:
        return self.documents[span.document].chunks[span.chunk - 1]

    # --- one sentence

    def judged(
        self, said: Said, left: Mapping[str, _Slot], names: frozenset[str], told: list[str]
    ) -> tuple[Statement | None, tuple[str, ...]]:
        """Return the statement that a sentence makes, or None and what is wrong with it."""
        if not said.cards or not set(said.cards) <= names or len(set(said.cards)) < len(said.cards):
            return None, ("cards",)
        if not set(said.cards) <= set(left):
            return None, ("used",)
        slots = tuple(left[name] for name in said.cards)
        if len({slot.statement.side for slot in slots}) > 1:
            return None, ("sides",)
        if len({slot.place[:2] for slot in slots}) > 1:
            return None, ("apart",)
        sentence = " ".join(said.text.split())
        if len(slots) == 1 and (same := self._same(sentence, slots[0].statement)):
            return same, ()
        if not sentence or _MARKUP.search(said.text.strip()):
            return None, ("markup",) if sentence else ("single",)
        sentence = hygiene.finish(text.space(sentence) if self.language == "zh" else sentence, self.language)
        groups = [slot.slip.about for slot in slots if slot.slip.about]
        lead = next((words for words in wording.leads(self.language, groups) if sentence.startswith(words)), "")
        own = sentence[len(lead) :]
        contrast = tuple(wording.words(self.language)["connective"])
        if lead.startswith(contrast) and not slots[0].statement.lead.startswith(contrast):
            return None, ("contrast",)  # nothing of another side stands before it
        faults = [name for name, wrong in self._form_faults(sentence, own, slots, told) if wrong]
        if not faults and not self._names_side(lead, own, slots):
            faults.append("side")
        if faults:
            return None, tuple(faults)
        relation, found = self._relation(own, slots)
        if found:
            return None, found
        used = (pair for slot in slots for pair in slot.statement.spans)
        spans = [(span, relation if was in ledgers.WORD_FOR_WORD else was) for span, was in used]
        statement = Statement(
            kind="claim", text=sentence, side=slots[0].statement.side, lead=lead, spans=tuple(dict.fromkeys(spans))
        )
        return statement, ()

    def _same(self, sentence: str, statement: Statement) -> Statement | None:
        """Return the source's own sentence when the model gave it back unchanged."""
        given, own = text.letters(sentence), text.letters(statement.text[len(statement.lead) :])
        return statement if given in (text.letters(statement.text), own) else None

    def _form_faults(
        self, sentence: str, own: str, slots: tuple[_Slot, ...], told: list[str]
    ) -> Iterable[tuple[str, bool]]:
        yield "single", len(text.sentences(sentence)) != 1
        yield "language", text.language(own) != self.language
        yield "length", not self._fits(own, slots)
        formal = self.commission.register == "formal"
        yield "person", formal and hygiene.person(sentence, self.language) is not None
        yield "opener", hygiene.opener(own, self.language) is not None
        others = [card.slip.words for _, cards in self.jobs for card in cards if card not in slots]
        yield "repeats", any(text.overlap(own, other) > DUPLICATE for other in (*told, *others))

    def _fits(self, own: str, slots: tuple[_Slot, ...]) -> bool:
        least = most = 0.0
        for slot in slots:
            theirs = text.language(slot.slip.words)
            low, high = ACROSS.get((theirs, self.language), (SHORTER, LONGER))
            length = text.count(slot.slip.words, text.UNIT[theirs])
            least, most = least + low * length, most + high * length
        return least <= text.count(own, text.UNIT[self.language]) <= most

    def _names_side(self, lead: str, own: str, slots: tuple[_Slot, ...]) -> bool:
        """Tell whether the sentence names the side of its cards, or a class that they place it in."""
        name = slots[0].statement.side
        if name is None or support.names_side(own, self.sides[name]):
            return True
        side = self.sides[name]
        group = support.group_of(lead, self.language) or classes.group_in(own, side)
        members = [span for slot in slots for span, relation in slot.statement.spans if relation == "membership"]
        return group is not None and (
            support.names_side(group, side)
            or any(support.belongs(group, side, span, self._chunk(span)) for span in members)
        )

    def _relation(self, own: str, slots: tuple[_Slot, ...]) -> tuple[str, tuple[str, ...]]:
        """Return how a sentence stands to its sources, "edited" or "retold", and what disagrees.

        An edited sentence may pass without a person, and what it leaves out does not show; so only one that drops no
        content word of its card is called that.
        """
        spans = [slot.statement.spans[0][0] for slot in slots]
        cuts = [slot.statement.spans[0][1] for slot in slots]
        above = [heading for span in spans for heading in self._chunk(span).headings_at(span.start)]
        if len(slots) == 1 and slots[0].statement.kind == "claim":
            judged = rewording.judge(own, slots[0].slip.words, above)
            dropped = set(tokens.content_tokens(slots[0].slip.words)) - set(tokens.content_tokens(own))
            if cuts == ["verbatim"] and judged.verdict != "refused" and not dropped:
                return "edited", ()
        if not set(cuts) <= {"verbatim", "trim"}:
            return "retold", ("part",)
        return "retold", retelling.faults(own, [slot.slip.words for slot in slots], above)

    # --- the whole

    def fitted(self, worded: list[_Worded], taken: tuple[int, int]) -> tuple[list[_Worded], list[_Worded]]:
        """Return the sentences that can stay, and those put back so that length and balance hold as selected.

        The sentence that differs most from what it replaces goes first, in the direction that helps.
        """
        kept = list(worded)
        while kept and (excess := self._excess(kept, taken)) is not None:
            kept.remove(max(kept, key=lambda one: self._gain(one) * excess or abs(self._gain(one))))
        return kept, [one for one in worded if one not in kept]

    def _gain(self, one: _Worded) -> int:
        """Return what a sentence adds to the length against those that it replaces."""
        return self._count(one.statement) - sum(self._count(slot.statement) for slot in one.slots)

    def _count(self, statement: Statement) -> int:
        return text.count(statement.text, self.unit)

    def _excess(self, kept: list[_Worded], taken: tuple[int, int]) -> int | None:
        """Return 1 when the text would be too long, −1 when too short, 0 when uneven, None when it holds."""
        wanted = self.commission.length
        counted = [s for _, s in self._statements() if s.kind != "framing"]
        before = sum(map(self._count, counted))
        length = before + sum(map(self._gain, kept))
        if wanted.maximum and length > before and length + taken[1] > wanted.maximum:
            return 1
        if wanted.minimum and length + taken[0] < wanted.minimum <= before + taken[0]:
            return -1
        for section in self.commission.sections:
            own, inside = section.length, [one for one in kept if one.slots[0].place[0] == section.number]
            if own and inside:
                was = sum(self._count(s) for place, s in self._statements() if place[0] == section.number)
                now = was + sum(map(self._gain, inside))
                if (own.maximum and was <= own.maximum < now) or (own.minimum and was >= own.minimum > now):
                    return 1 if now > was else -1
        return 0 if self._uneven(kept) > max(UNEVEN, self._uneven([])) else None

    def _uneven(self, kept: list[_Worded]) -> float:
        """Return how far a side is from an even share, as a part of that share."""
        totals = dict.fromkeys(self.sides, 0)
        for _, statement in self._statements():
            if statement.side in totals:
                totals[statement.side] += self._count(statement)
        for one in kept:
            if one.statement.side in totals:
                totals[one.statement.side] += self._gain(one)
        whole = sum(totals.values())
        return max(abs(value * len(totals) / whole - 1) for value in totals.values()) if whole else 0.0

    def filled(
        self, kept: list[_Worded], instead: Mapping[Place, tuple[str, ...]]
    ) -> tuple[tuple[int, tuple[Passage, ...]], ...]:
        """Return the sections with the model's sentences in the places of their first cards."""
        first = {min(slot.place for slot in one.slots): one.statement for one in kept}
        gone = {slot.place for one in kept for slot in one.slots} - set(first)

        def put(place: Place, statement: Statement) -> Statement:
            if place in first:
                return first[place]
            if place in instead:
                return replace(statement, written=f"replaced ({', '.join(instead[place])})")
            return statement

        sections = []
        for section, passages in self.base.sections:
            built = [
                replace(
                    passage,
                    statements=tuple(
                        put((section, p, s), statement)
                        for s, statement in enumerate(passage.statements)
                        if (section, p, s) not in gone
                    ),
                )
                for p, passage in enumerate(passages)
            ]
            sections.append((section, tuple(passage for passage in built if passage.statements)))
        return tuple(sections)
