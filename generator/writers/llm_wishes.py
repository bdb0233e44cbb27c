"""What a model is told besides passages: how the brief is to read, in which language sources are, and what they call a
side in short."""

import re
from collections.abc import Iterable
from typing import Any

from generator.commission import Commission, instructions
from generator.corpus import Document
from generator.evidence import attributing

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
