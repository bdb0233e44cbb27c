"""Inputs of every kind that people really have, each with what must be read of it: right, marked, or wrong in silence.

    python -m tools.bench.kinds [KIND…]

A module below this package is a kind: `TITLE` names it in the table, `cases()` returns its inputs, made by itself.
`tests/corpus/test_kinds.py` reads all of them and demands that none is wrong without a word; what is only marked
stands in the table.
"""

import importlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import corpus
from generator.evidence import cleaning
from generator.language import text

KINDS: tuple[str, ...] = (
    "encodings", "superscripts", "boundaries", "line_ends", "pages", "tables", "front_matter", "dialects", "visible",
    "files",
)  # fmt: skip
"""Modules of this package, as the table lists them."""
OUTCOMES = ("right", "marked", "wrong")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file and what must be read of it."""

    name: str
    """Unique within its kind."""
    file: str
    """Name of the file; its ending says how it is read."""
    data: bytes
    holds: tuple[str, ...] = ()
    """Words that must stand in the sentences as a brief prints them."""
    lacks: tuple[str, ...] = ()
    """Words that must not."""
    sentences: tuple[str, ...] = ()
    """All sentences as a brief prints them, in order; () where only `holds` and `lacks` count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What came of one case."""

    case: Case
    outcome: str
    """"right"; "marked" (refused with a reason, or its figures not quoted); "wrong" without a word."""
    said: tuple[str, ...]
    """The sentences that were read, or the reason why none was."""


def module(kind: str):
    """Return the module of a kind."""
    return importlib.import_module(f"{__name__}.{kind}")


def rows(cases: Iterable[Case]) -> tuple[Row, ...]:
    """Read the cases as the files of one corpus, each in a folder of its own; return what came of each."""
    cases = tuple(cases)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "corpus"
        for number, case in enumerate(cases):
            place = folder / f"{number}" / case.file
            place.parent.mkdir(parents=True)
            place.write_bytes(case.data)
        (folder / "other.txt").write_text("A corpus needs a file that can be read.\n", encoding="utf-8")
        read = corpus.read(folder, cache=Path(name) / "cache")
    documents = {document.path: document for document in read.documents}
    reasons = {problem.path: problem.reason for problem in read.problems}
    return tuple(
        _row(case, documents.get(f"{number}/{case.file}"), reasons.get(f"{number}/{case.file}", ""))
        for number, case in enumerate(cases)
    )


def _row(case: Case, document: corpus.Document | None, reason: str) -> Row:
    if document is None:  # a file that is neither read nor named is lost in silence
        return Row(case=case, outcome="marked" if reason else "wrong", said=(reason or "not named",))
    said = tuple(sentences(document))
    whole = "\n".join(said)
    right = all(words in whole for words in case.holds) and not any(words in whole for words in case.lacks)
    right = right and said == (case.sentences or said)
    return Row(case=case, outcome="right" if right else "marked" if document.damaged else "wrong", said=said)


def sentences(document: corpus.Document) -> Iterator[str]:
    """Yield the sentences of a document as a brief prints them."""
    for chunk in document.chunks:
        for block in chunk.blocks:
            words = chunk.text[block.start : block.end]
            for start, end in text.sentences(words):
                yield cleaning.sentence(words[start:end], document.language)


def table(counted: dict[str, Counter[str]]) -> str:
    """Return the table that the docs show: kind → how many of each outcome."""
    lines = ["| kind | inputs | read right | marked | wrong without a word |", "|---|--:|--:|--:|--:|"]
    for title, outcomes in counted.items():
        figures = [sum(outcomes.values()), *(outcomes[outcome] for outcome in OUTCOMES)]
        lines.append(f"| {title} | {' | '.join(map(str, figures))} |")
    return "\n".join(lines)
