"""What a model is told besides passages: how the brief is to read, in which language sources are, and what they call a
side in short."""

import re
from collections.abc import Iterable
from typing import Any

from generator.commission import Commission, instructions
from generator.corpus import Document
from generator.evidence import attributing

SHORT = 0.6
"""Greatest part (0 to 1) of a name that a short one has."""
LANGUAGES = {"en": "English", "zh": "Chinese"}
"""What languages are called in a prompt."""


def lines(commission: Commission) -> list[dict[str, Any]]:
    """Return what a commission asks for that only its writer can heed, as a line of a prompt; [] for nothing."""
    found = list(instructions.wishes(commission.instructions))
    return [{"wishes": found}] if found else []


def languages(commission: Commission, documents: Iterable[Document]) -> list[dict[str, Any]]:
    """Return, of each side of which a document is in another language than the brief, the languages of its documents,
    as a line of a prompt."""
    found: dict[str, set[str]] = {}
    for document in documents:
        if about := attributing.about(document, commission.sides):
            found.setdefault(about.subject.name, set()).add(document.language)
    return [
        {"side": name, "sources_in": sorted(LANGUAGES[one] for one in own)}
        for name, own in found.items()
        if own - {commission.language}
    ]


def shorts(commission: Commission, documents: Iterable[Document]) -> list[dict[str, Any]]:
    """Return, of each side, what the sources call it in brackets behind its name, or the end of its name by which they
    tell it from the others, as a line of a prompt; of so much of its length at most, that it saves room."""
    found = []
    told = tuple(documents)
    for side in commission.sides:
        for alias in sorted((a for a in side.aliases if len(a) <= SHORT * len(side.name)), key=len):
            said = re.compile(rf"{re.escape(side.name)}\s?[（(]{re.escape(alias)}[）)]", re.I)
            rest = side.name.endswith(f" {alias}")
            if rest or any(
                said.search(words) for d in told for words in (d.title, *(chunk.text for chunk in d.chunks))
            ):
                found.append({"side": side.name, "short": alias})
                break
    return found
