"""Every instruction of a commission, with what becomes of it: done by the text's structure, checked by a rule, or not
something this tool does."""

from dataclasses import dataclass

STATUSES = ("structure", "checked", "not_done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One thing that a commission says, and what becomes of it."""

    words: str
    """The commission's words, on one line."""
    key: str
    """What it is about: a key of `Understood`, or "reader", "tone", "recommendation", "contact", "format", "prompt"."""
    understood: str
    """What was understood: "1500–2000 字"; "" for what was seen and is not something this tool does."""
    status: str
    """"structure": the text is built so; "checked": `rule` holds it; "not_done": nothing sees to it."""
    rule: str = ""
    """The gate's rule that holds it, a key of `gate.rules.RULES`; "" where none does."""
