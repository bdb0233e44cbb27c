"""What is measured: the brief that the writer makes, as lines with what each cites."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import brief as briefs, pipeline
from generator.errors import BriefproofError
from tools.bench.writer.tasks import OUT, Task

COMPARED = ("comparison", "body")
FILLED = ("introduction", *COMPARED, "conclusion")
"""Roles of the sections that hold evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of a text that is measured."""

    text: str
    section: int
    role: str
    kind: str
    own: str
    """The text without what the writer put in front."""
    side: str | None
    documents: tuple[str, ...]
    """Names of what it cites."""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A brief, or what a baseline made in its place."""

    task: str
    maker: str
    asked: dict[str, Any]
    """The commission as the brief states it."""
    language: str
    subjects: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[Line, ...]
    seconds: float
    constraints: str
    aspects: tuple[int, int] | None = None
    """Aspects with both sides and all aspects, where the brief has a comparison table."""


def ours(task: Task) -> Text | str:
    """Return the brief that the writer makes, or why there is none."""
    start = time.perf_counter()
    try:
        outcome = pipeline.make(
            pipeline.Request(
                query=task.query, documents=task.documents, images=task.images, slug=task.name, corpus=task.corpus,
                out=OUT / "briefs", attach=False, force=True,
            ),
            build=Path("build"),
        )  # fmt: skip
    except BriefproofError as error:
        return str(error)
    seconds = time.perf_counter() - start
    front = outcome.brief.front
    asked = front["commission"]
    roles = [section["role"] for section in asked["sections"]]
    told = [
        (section, block, sentence)
        for section, block, sentence in outcome.brief.sentences
        if block.kind != "heading" and roles[section.number - 1] != "references"
    ]
    entries = {}
    for entry in outcome.ledger.entries:
        entries.setdefault((entry.section, entry.text), entry)
    lines = []
    for section, _, sentence in told:
        entry = entries.get((section.number, sentence.text))
        if entry is None:
            continue  # a table's head
        lines.append(
            Line(
                text=sentence.text,
                section=section.number,
                role=roles[section.number - 1],
                kind=entry.kind,
                own=sentence.text[len(entry.lead) :],
                side=entry.side,
                documents=tuple(cited.title for cited in sentence.citations),
            )
        )
    errors = Counter(finding.code for finding in outcome.findings if finding.severity == "error")
    warned = Counter(finding.code for finding in outcome.findings if finding.severity == "warning")
    constraints = "all" if outcome.passed else "no: " + ", ".join(errors)
    if warned:
        constraints += f" ({', '.join(warned)})"
    relaxed = front["writer"].get("notes", ())
    if relaxed:
        constraints += f" [{'; '.join(relaxed)}]"
    return Text(
        task=task.name,
        maker="ours",
        asked=asked,
        language=asked["language"],
        subjects=tuple((item["name"], (item["name"], *item.get("aliases", ()))) for item in asked["subjects"]),
        lines=tuple(lines),
        seconds=seconds,
        constraints=constraints,
        aspects=tabled(outcome.brief, [item["name"] for item in asked["subjects"]]),
    )


def tabled(brief: briefs.Brief, subjects: list[str]) -> tuple[int, int] | None:
    """Return how many rows of the comparison table cite something on every side, and how many rows it has."""
    rows = [
        row
        for section in brief.sections
        for block in section.blocks
        if block.kind == "table" and [cell.text for cell in block.rows[0][1:]] == subjects
        for row in block.rows[1:]
    ]
    if not rows:
        return None
    return sum(all(cell.citations for cell in row[1:]) for row in rows), len(rows)
