"""Rounds with a model: each sentence that it says is judged, and what fails goes back with what is wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.brief.draft import Statement
from generator.gate.retelling import Fault
from generator.language import text
from generator.writers import llm_prompt
from generator.writers.llm_cache import Reply
from generator.writers.llm_prompt import Concluded, Said, Turn
from generator.writers.selection import DUPLICATE

REPAIRS = 2
"""Rounds in which sentences go back."""

S = TypeVar("S", Said, Concluded)


@dataclass(slots=True, kw_only=True)
class Slot(Generic[S]):
    """A sentence that the model wants to say: found fit, or not yet."""

    said: S
    statement: Statement | None = None
    faults: tuple[Fault, ...] = ()
    withdrawn: bool = False
    """Whether it went back and the model left it out."""

    @property
    def open(self) -> bool:
        """Tell whether it may still be mended."""
        return self.statement is None and not self.withdrawn


def until_fit(
    ask: Callable[[Sequence[Turn]], Reply],
    parse: Callable[[str], tuple[S, ...] | None],
    judge: Callable[[Slot[S], list[str], str], Any],
    language: str,
    again: str,
) -> tuple[list[Slot[S]], bool]:
    """Ask until every sentence is fit, or the rounds are used up; return them, and whether the model refused.

    `judge` gets a slot, the words of the statements that stand, and how one would be recorded that stands now; it fills
    the slot. `again`: the phrase before what goes back.
    """
    slots: list[Slot[S]] = []
    turns: list[Turn] = []
    for number in range(1 + REPAIRS):
        reply = ask(turns)
        if reply.finish == "refused":
            return slots, True
        said = parse(reply.text) if reply.finish == "stop" else None
        form = [] if said is not None else [llm_prompt.told([Fault(code="form")], language)]
        if form and not slots:
            turns.append((reply.text, form))
            continue
        if slots and said is not None:
            slots += _replaced(slots, said)
        elif not slots:
            slots = [Slot(said=one) for one in said or ()]
        for slot in (slot for slot in slots if slot.open and not form):
            judge(slot, [one.statement.text for one in slots if one.statement], "repaired" if number else "accepted")
        left = [slot for slot in slots if slot.open]
        if not left:
            break
        lines = [llm_prompt.returned(slot.said.plain(), slot.faults, language) for slot in left]
        turns.append((reply.text, [*form, llm_prompt.words(language)[again], *lines]))
    return slots, False


def _replaced(slots: list[Slot[S]], said: Sequence[S]) -> list[Slot[S]]:
    """Put sentences that were said again in the places of those that went back: of the same place, resting on something
    in common where one does. Return places for what is left: two that one was made into, or one that is new.

    What was not said again is withdrawn; what says again what stands is no new one.
    """
    left = list(said)
    for slot in (slot for slot in slots if slot.open):
        near = [one for one in left if one.place == slot.said.place]
        best = next((one for one in near if set(one.names) & set(slot.said.names)), next(iter(near), None))
        if best is None:
            slot.withdrawn = True
        else:
            left.remove(best)
            slot.said = best
    told = [slot.statement.text for slot in slots if slot.statement]
    return [Slot(said=one) for one in left if not any(text.overlap(one.text, other) > DUPLICATE for other in told)]
