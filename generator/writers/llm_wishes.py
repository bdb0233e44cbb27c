"""What a model is told besides passages: how the brief is to read, and what the sources call a side in short."""

import re
from collections.abc import Iterable
from typing import Any

from generator.commission import Commission, instructions
from generator.corpus import Document


def lines(commission: Commission) -> list[dict[str, Any]]:
    """Return what a commission asks for that only its writer can heed, as a line of a prompt; [] for nothing."""
    found = list(instructions.wishes(commission.instructions))
    return [{"wishes": found}] if found else []


def shorts(commission: Commission, documents: Iterable[Document]) -> list[dict[str, Any]]:
    """Return, of each side, what the sources call it in brackets behind its name, as a line of a prompt; it is half as
    long as the name at most, so that it saves room."""
    found = []
    told = tuple(documents)
    for side in commission.sides:
        for alias in sorted((a for a in side.aliases if 2 * len(a) <= len(side.name)), key=len):
            said = re.compile(rf"{re.escape(side.name)}\s?[（(]{re.escape(alias)}[）)]", re.I)
            if any(said.search(words) for d in told for words in (d.title, *(chunk.text for chunk in d.chunks))):
                found.append({"side": side.name, "short": alias})
                break
    return found
