"""What the extractive writer has, where it stands in the place of what the model did not write."""

from collections.abc import Iterable
from dataclasses import replace

from generator.brief.draft import Passage


def replaced(passages: Iterable[Passage], why: Iterable[str]) -> tuple[Passage, ...]:
    """Return passages of the extractive writer, marked as standing in the place of what the model did not write."""
    written = f"replaced ({', '.join(why)})"
    return tuple(
        replace(
            passage,
            statements=tuple(
                replace(s, written=written) if s.kind in ("claim", "quotation") else s for s in passage.statements
            ),
        )
        for passage in passages
    )


def tables(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return the tables of a section, each with its heading."""
    found: list[Passage] = []
    for before, passage in zip((None, *passages), passages, strict=False):
        if passage.kind == "table":
            found += [before, passage] if before is not None and before.kind == "heading" else [passage]
    return tuple(found)
