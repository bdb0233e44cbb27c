"""Sentences that rest on no source: those about the brief itself, and those that only lead from one to the next.

Both come from the closed list; the first say what the front matter says.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.brief import Section, ledger as ledgers, wording
from generator.evidence import amounts
from generator.gate.rules import Finding
from generator.gate.sentences import Item
from generator.gate.view import View
from generator.messages import say


def check(view: View) -> Iterator[Finding]:
    """Yield sentences without evidence that the closed list does not make, or not there."""
    about = {
        section.number: dict(wording.about(view.front, role, first=section.number == 1))
        for section, role in zip(view.brief.sections, view.roles, strict=True)
    }
    gaps = frozenset(wording.gaps(view.front))
    for section in view.brief.sections:
        yield from _about(section, tuple(about[section.number]))
    for item in view.items:
        if item.entry and item.entry.kind == "meta":
            yield from _meta(item, about[item.section.number], view.front, gaps)
        elif item.entry and item.entry.kind == "framing" and not _opens(view, item):
            yield Finding(
                code="framing", message=say("“{text}”", text=item.sentence.text[:60]), line=item.sentence.line
            )


def _about(section: Section, wanted: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a section whose first paragraph is not all that it has to say of the brief."""
    block = section.blocks[0] if section.blocks else None
    said = tuple(s.text for s in block.rows[0]) if block and block.kind == "paragraph" else ()
    if wanted and said != wanted:
        missing = next((words for words in wanted if words not in said), "")
        message = (
            say("it does not say of the brief: “{missing}”", missing=missing[:60])
            if missing
            else say("it opens with other sentences")
        )
        yield Finding(code="meta", message=message, line=section.line)


def _opens(view: View, item: Item) -> bool:
    """Tell whether a sentence opens its section, with what fits the sentences that follow."""
    known, section = view.commission["sections"], item.section
    title = str(known[section.number - 1]["title"]) if section.number <= len(known) else section.heading
    own = [i for i in view.items if i.section is section]
    if any(i.entry and i.entry.kind == "meta" and i.block.kind == "paragraph" for i in own):
        own = [i for i in own if i.block is not own[0].block]  # what the brief says of itself stands before
        if not own:
            return False
    first = [i for i in own if i.block is own[0].block]
    if item.block is not own[0].block or item.sentence.citations:
        return False
    if any(i.entry is None or i.entry.kind != "framing" for i in first):
        return False
    if any(i.entry.kind == "judgement" for i in own if i.entry):  # someone says what no source does
        return False
    told = any(
        i.entry.kind in ledgers.SOURCED and (i.entry.kind == "cell" or i.block.kind != "table") for i in own if i.entry
    )
    return not told and item.sentence.text in wording.framing(view.front, title, item.role, 0) and len(first) == 1


def _meta(item: Item, allowed: Mapping[str, Any], front: Mapping[str, Any], gaps: Collection[str]) -> Iterator[Finding]:
    sentence = item.sentence
    if sentence.text in allowed:
        if sentence.citations != allowed[sentence.text]:
            message = say("other citations than the front matter gives: “{text}”", text=sentence.text[:40])
            yield Finding(code="meta", message=message, line=sentence.line)
    elif sentence.citations or not _listed(item, front, gaps):
        yield Finding(code="meta", message=_unlisted(item, front), line=sentence.line)


def _words(front: Mapping[str, Any]) -> Mapping[str, Any]:
    return wording.words(wording.written(front))


def _unlisted(item: Item, front: Mapping[str, Any]) -> str:
    """Say that an item is none of what `_listed` lists, and what belongs in its place where that can be told."""
    said = item.sentence.text[:60]
    if item.row and item.column == 1 and item.headers == wording.figures_head(wording.written(front)):
        return say(
            "not the amounts of its sentence: “{said}”; they are “{amounts}”, and refresh puts them there",
            said=said,
            amounts=_amounts(item),
        )
    return say("not what the front matter says: “{said}”", said=said)


def _amounts(item: Item) -> str:
    """Return the amounts of the sentence in the last cell of an item's row."""
    return amounts.shown(item.block.rows[item.row][-1].text)


def _listed(item: Item, front: Mapping[str, Any], gaps: Collection[str]) -> bool:
    """Tell whether an uncited item is a line of the gap list, or in the head, the labels or amounts of a table."""
    words = item.sentence.text
    if item.block.kind == "bullets":
        return words in gaps
    if item.block.kind != "table":
        return False
    if item.column and words == _words(front)["no_cell"]:
        return True
    figures = item.headers == wording.figures_head(wording.written(front))
    if item.row == 0:
        return figures or item.headers == wording.table_head(front)
    if figures and item.column == 1:
        return words != "" and words == _amounts(item)
    return item.column == 0 and words in (wording.names(front) if figures else wording.aspects(front))
