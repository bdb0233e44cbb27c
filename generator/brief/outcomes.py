"""What became of each instruction of a commission, in the brief that was written: its record and its gaps together."""

from collections.abc import Mapping
from typing import Any

from generator.language import tokens

KINDS = ("structure", "checked", "person", "not_done", "unread", "left", "lacking", "short", "uncited")
"""Done; held by a rule; for a person to judge; nothing this tool does; a sentence from which nothing was read; and
what was tried and the sources did not give: a subject, a point or a table, the length, a source that nothing cited is
called by."""
_TABLES = {"table": "table", "key_figures": "figures"}


def of(front: Mapping[str, Any], instruction: Mapping[str, Any]) -> str:
    """Return what became of an instruction that a front matter records: one of `KINDS`."""
    key, understood = instruction.get("key"), instruction.get("understood", "")
    gaps = [gap for gap in front.get("gaps", ()) if isinstance(gap, Mapping)]
    codes = {gap.get("code") for gap in gaps}
    if key in ("unsaid", "unread"):
        return "left" if key == "unsaid" else "unread"
    if key == "extra" and _TABLES.get(understood, "") in codes:
        return "lacking"
    if key == "axis" and any(gap.get("code") == "axis" and gap.get("axis") == understood for gap in gaps):
        return "lacking"
    if key == "section" and _silent(front, understood, gaps):
        return "lacking"
    if key == "axis" and any(_silent(front, title, gaps) for title in _of_axis(front, understood)):
        return "lacking"
    if key == "length" and "length" in codes:
        return "short"
    if (
        key == "source"
        and instruction.get("status") == "structure"
        and not _cited(front, str(instruction.get("words", "")))
    ):
        return "uncited"
    return str(instruction.get("status"))


def _silent(front: Mapping[str, Any], title: str, gaps: list[Mapping[str, Any]]) -> bool:
    """Tell whether nothing is quoted in a section, on any side."""
    codes = [gap.get("code") for gap in gaps if gap.get("section") == title]
    return "section" in codes or codes.count("side") == len(front.get("commission", {}).get("subjects", ())) > 0


def _of_axis(front: Mapping[str, Any], axis: str) -> list[str]:
    """Return the titles of the sections that an axis of the comparison made: “Comparison: taste”, of taste."""
    sections = front.get("commission", {}).get("sections", ())
    return [s["title"] for s in sections if axis and s["title"].casefold().endswith(axis.casefold().rstrip("?？"))]


def place(front: Mapping[str, Any]) -> str:
    """Return the title of the section that has what the sources say for and against each side, "" without one."""
    titles = [s["title"] for s in front["commission"]["sections"] if s["role"] == "conclusion"]
    return titles[-1] if titles and len(front["commission"]["subjects"]) > 1 else ""


def _cited(front: Mapping[str, Any], words: str) -> bool:
    """Tell whether a source that is cited is called so, in its title, its address or its path."""
    name = tokens.simplify(words.strip("《》“” ")).casefold()
    sources = [source for source in front.get("sources", ()) if isinstance(source, Mapping)]
    held = (" ".join(str(s.get(key, "")) for key in ("title", "url", "path", "file", "author")) for s in sources)
    return any(name in tokens.simplify(one).casefold() for one in held)
