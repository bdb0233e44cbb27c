"""Sentences that rest on no source: those about the brief itself, and those that only lead from one to the next.

Both come from the closed list; the first say what the front matter says.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.brief import wording
from generator.evidence import claims
from generator.gate.rules import Finding
from generator.gate.sentences import Item
from generator.gate.view import View

EMPTY_CELL = "—"


def check(view: View) -> Iterator[Finding]:
    """Yield sentences without evidence that the closed list does not make."""
    about = {role: dict(wording.about(view.front, role)) for role in ("introduction", "method")}
    gaps = frozenset(wording.gaps(view.front))
    for item in view.items:
        if item.entry and item.entry.kind == "meta":
            yield from _meta(item, about.get(item.role, {}), view.front, gaps)
        elif item.entry and item.entry.kind == "framing" and not _opens(item, view.front):
            yield Finding(code="framing", message=f"“{item.sentence.text[:60]}”", line=item.sentence.line)


def _opens(item: Item, front: Mapping[str, Any]) -> bool:
    """Tell whether a sentence is one that may open its section."""
    known, section = front["commission"]["sections"], item.section
    title = str(known[section.number - 1]["title"]) if section.number <= len(known) else section.heading
    return item.sentence.text in wording.openings(front, title) and not item.sentence.citations


def _meta(item: Item, allowed: Mapping[str, Any], front: Mapping[str, Any], gaps: Collection[str]) -> Iterator[Finding]:
    sentence = item.sentence
    if sentence.text in allowed:
        if sentence.citations != allowed[sentence.text]:
            message = f"other citations than the front matter gives: “{sentence.text[:40]}”"
            yield Finding(code="meta", message=message, line=sentence.line)
    elif sentence.citations or not _listed(item, front, gaps):
        message = f"not what the front matter says: “{sentence.text[:60]}”"
        yield Finding(code="meta", message=message, line=sentence.line)


def _listed(item: Item, front: Mapping[str, Any], gaps: Collection[str]) -> bool:
    """Tell whether an uncited item is a line of the gap list, or a head, label or empty cell of a table."""
    words = item.sentence.text
    if item.block.kind == "bullets":
        return words in gaps
    if item.block.kind != "table":
        return False
    if item.row == 0:
        return words in wording.table_headers(front)
    if item.headers == wording.figures_head(front["commission"]["language"]):
        return _of_figures(item, front)
    return words == EMPTY_CELL or (item.column == 0 and words in wording.aspects(front))


def _of_figures(item: Item, front: Mapping[str, Any]) -> bool:
    """Tell whether a cell of the table of key figures is its side, or the amounts of the sentence beside it."""
    words = item.sentence.text
    if item.column == 1:
        told = item.block.rows[item.row][-1].text
        return words != "" and set(words.split(" / ")) <= set(claims.amounts(told))
    return item.column == 0 and words in wording.names(front)
