"""What follows from text and ledger, written anew after either changed: front matter, own sentences, references."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from generator.brief import Block, Brief, Section, Sentence, ledger as ledgers, references, wording
from generator.brief.citation import Citation
from generator.brief.ledger import Entry, Ledger
from generator.evidence import amounts
from generator.gate import Sources, counted, differing, items, origins
from generator.messages import say
from generator.review import deriving


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A brief after a change, and what there is to say about it."""

    brief: Brief
    ledger: Ledger
    notes: tuple[tuple[str, str], ...]
    """(sentence of the brief, what there is to say about it): what changed or needs a person; "" for one that went."""


def with_citations(brief: Brief, wanted: Mapping[tuple[int, str], tuple[Citation, ...]]) -> Brief:
    """Return the brief with these citations at the sentences of these lines and texts."""

    def cited(sentence: Sentence) -> Sentence:
        key = (sentence.line, sentence.text)
        return replace(sentence, citations=wanted[key]) if key in wanted else sentence

    return _mapped(brief, cited)


def settled(brief: Brief, ledger: Ledger, sources: Sources, notes: tuple[tuple[str, str], ...]) -> Mended:
    """Derive the front matter anew, and write title, headings, sentences about the brief and references from it.

    What changed in the front matter is added to the notes.
    """
    ledger = deriving.recorded(brief, ledger, sources)
    ledger = origins.recorded(brief.front, ledger, sources)
    front = deriving.front(brief, ledger, sources)
    written = _written(brief, front)
    ledger = _recorded(brief, written, ledger)
    length = front["commission"]["length"] | {"counted": counted(written)}
    front["commission"] = front["commission"] | {"length": length}
    if "sentences" in front["writer"]:
        front["writer"] = front["writer"] | {"sentences": ledgers.written(ledger)}
    return Mended(brief=replace(written, front=front), ledger=ledger, notes=(*notes, *_changes(brief.front, front)))


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield a note for each value of the front matter that is another now; hashes say nothing to a person."""
    for path, old, new in differing.leaves(dict(before), dict(after)):
        if not re.search(r"(?:^|\.)(?:sha256|chunks|counted)(?:\.|$)", path):
            yield (
                "",
                say(
                    "front matter: {path}: {old} → {new}",
                    path=path,
                    old=differing.shown(old),
                    new=differing.shown(new),
                ),
            )


def _headed(section: Section, known: Collection[str], heading: str) -> Section:
    """Return a section with this heading where it has one of those that are known."""
    head = ((Sentence(text=heading),),)
    blocks = (
        replace(block, rows=head) if block.kind == "heading" and block.rows[0][0].text in known else block
        for block in section.blocks
    )
    return replace(section, blocks=tuple(blocks))


def _written(brief: Brief, front: Mapping[str, Any]) -> Brief:
    """Return the brief with this front matter and all that is written from it."""
    lines = [Sentence(text=references.line(source, wording.written(front))) for source in front["sources"]]
    gaps = [Sentence(text=gap) for gap in wording.gaps(front)]
    old_gaps = frozenset(wording.gaps(brief.front))
    found: list[Section] = []
    for section, spec in zip_longest(brief.sections, front["commission"]["sections"]):
        if section is None:
            break
        role = spec["role"] if spec else ""
        section = replace(section, heading=spec["heading"]) if spec else section
        if role == "references":
            section = _listing(section, lambda block: True, lines)
        first = not found
        if about := _about(front, role, first=first):
            known = frozenset(s.text for s in (*_about(brief.front, role, first=first), *about))
            section = _told(section, known, about)
        section = _headed(section, wording.gap_headings(wording.written(front)), wording.gap_heading(front))
        section = _listing(section, lambda block: {row[0].text for row in block.rows} <= old_gaps, gaps)
        found.append(_figures(section, wording.figures_head(wording.written(front))))
    return replace(brief, front=front, title=str(front["title"]), sections=tuple(found))


def _about(front: Mapping[str, Any], role: str, *, first: bool) -> tuple[Sentence, ...]:
    """Return the sentences about the brief that stand in a section of that role."""
    return tuple(Sentence(text=words, citations=cited) for words, cited in wording.about(front, role, first=first))


def _told(section: Section, known: Collection[str], about: Sequence[Sentence]) -> Section:
    """Return a section with `about` in the place of the sentences `known` of its first paragraph that has one."""
    for at, block in enumerate(section.blocks):
        row = block.rows[0] if block.kind == "paragraph" else ()
        first = next((n for n, sentence in enumerate(row) if sentence.text in known), None)
        if first is not None:
            others = [sentence for sentence in row[first:] if sentence.text not in known]
            new = replace(block, rows=((*row[:first], *about, *others),))
            return replace(section, blocks=(*section.blocks[:at], new, *section.blocks[at + 1 :]))
    return section


def _listing(section: Section, chosen: Callable[[Block], bool], lines: Sequence[Sentence]) -> Section:
    """Return a section whose lists of the chosen kind have these lines; what else stands in it is kept."""
    blocks = tuple(
        Block(kind="bullets", rows=tuple((line,) for line in lines)) if b.kind == "bullets" and chosen(b) else b
        for b in section.blocks
    )
    return replace(section, blocks=blocks)


def _figures(section: Section, head: Sequence[str]) -> Section:
    """Return a section whose tables of key figures, which have that head, show the amounts of their sentences."""
    blocks = []
    for block in section.blocks:
        if block.kind == "table" and tuple(cell.text for cell in block.rows[0]) == head:
            rows = [
                (row[0], replace(row[1], text=amounts.shown(row[-1].text) or row[1].text), *row[2:])
                for row in block.rows[1:]
            ]
            block = replace(block, rows=(block.rows[0], *rows))
        blocks.append(block)
    return replace(section, blocks=tuple(blocks))


def _recorded(before: Brief, after: Brief, ledger: Ledger) -> Ledger:
    """Return the ledger with an entry for each sentence that was written anew, in the order of the text.

    Sentences that had none still have none, and entries that had no sentence stand at the end: check says so.
    """
    had = {item.sentence.text for item in items(before)}
    waiting: dict[str, list[Entry]] = {}
    for entry in ledger.entries:
        waiting.setdefault(entry.text, []).append(entry)
    found: list[Entry] = []
    for item in items(after):
        words, number = item.sentence.text, item.section.number
        if known := waiting.get(words):
            found.append(known.pop(0).at(number, item.place))
        elif words not in had:
            found.append(Entry(id="", section=number, kind="meta", text=words).at(number, item.place))
    left = [entry for entries in waiting.values() for entry in entries]
    found += [entry for entry in left if entry.kind != "meta" or entry.text not in had]
    return _renamed(ledger, found)


def _renamed(ledger: Ledger, entries: Sequence[Entry]) -> Ledger:
    """Return the ledger with these entries, and with the ids that all of them have then."""
    names = ledgers.ids(entry.text for entry in entries)
    return replace(ledger, entries=tuple(replace(e, id=name) for e, name in zip(entries, names, strict=True)))


def _mapped(brief: Brief, change: Callable[[Sentence], Sentence]) -> Brief:
    """Return the brief with every sentence changed."""
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                replace(block, rows=tuple(tuple(map(change, row)) for row in block.rows)) for block in section.blocks
            ),
        )
        for section in brief.sections
    )
    return replace(brief, sections=sections)
