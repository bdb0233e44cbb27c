"""A brief: front matter and sections of sentences, as it lies in `briefs/` (one sentence per line).

`render` and `parse` are inverse to each other; this module owns the only schema of a brief. What `parse` understood is
rendered again and held against the file: a line of which a character is lost on that way is a flaw of the brief.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from generator import yaml_text
from generator.brief import citation, form, markdown, wording, wrapping
from generator.brief.citation import Citation
from generator.brief.form import Flaw
from generator.brief.markdown import Line
from generator.errors import BriefproofError
from generator.language import text as language_text

SCHEMA_VERSION = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, list item or table cell."""

    text: str
    """Without citations; plain text, no markup."""
    citations: tuple[Citation, ...] = ()
    line: int = field(default=0, compare=False)
    """Line in the file, from 1; 0 before it was parsed from one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of lines between blank lines."""

    kind: str
    """"heading" (a ### line), "paragraph", "bullets" or "table"."""
    rows: tuple[tuple[Sentence, ...], ...]
    """heading: one row of one; paragraph: one row, a sentence per line; bullets: a row of one per item;
    table: a row of cells per line, the header first (the rule line is not kept)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A `##` section."""

    number: int
    """Position, from 1."""
    heading: str
    """As written, with its own numbering: "（1）引言"."""
    blocks: tuple[Block, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A whole brief."""

    front: Mapping[str, Any]
    """The YAML front matter; its keys are described by the JSON Schema in `generator/data/brief.schema.json`."""
    title: str
    sections: tuple[Section, ...]
    flaws: tuple[Flaw, ...] = field(default=(), compare=False)
    """What its file holds besides; () before it was parsed from one."""
    where: str = field(default="", compare=False)
    """Name of the file that it was read from, as in errors; "" before it was read from one."""

    @property
    def sentences(self) -> tuple[tuple[Section, Block, Sentence], ...]:
        """Every sentence in order, with where it stands (table headers and ### headings included)."""
        return tuple(
            (section, block, sentence)
            for section in self.sections
            for block in section.blocks
            for row in block.rows
            for sentence in row
        )


def roles(brief: Brief) -> tuple[str, ...]:
    """Return the role of each section, by its position in the commission; "" for one too many."""
    known = [str(section["role"]) for section in brief.front["commission"]["sections"]]
    return tuple(known[n] if n < len(known) else "" for n in range(len(brief.sections)))


def counted(brief: Brief) -> int:
    """Return the length in the brief's unit: title, headings, sentences and cells; not citations or references, nor
    the line that says that the text is too short."""
    unit, uncounted = brief.front["commission"]["length"]["unit"], wording.too_short(brief.front)
    pieces = [brief.title]
    for section, role in zip(brief.sections, roles(brief), strict=False):
        pieces.append(section.heading)
        if role != "references":
            said = [sentence.text for block in section.blocks for row in block.rows for sentence in row]
            pieces += [one for one in said if one != uncounted]
    return sum(language_text.count(piece, unit) for piece in pieces)


def headings(brief: Brief) -> frozenset[str]:
    """Return the words of its ### headings."""
    blocks = (block for section in brief.sections for block in section.blocks if block.kind == "heading")
    return frozenset(row[0].text for block in blocks for row in block.rows)


def render(brief: Brief) -> str:
    """Write the brief as Markdown with YAML front matter; the same brief gives the same bytes."""
    language = _language(brief.front)
    lines = ["---", yaml_text.dump(dict(brief.front), sort_keys=False).rstrip("\n"), "---", "", _title(brief)]
    for section in brief.sections:
        lines += ["", _heading(section)]
        for block in section.blocks:
            lines += ["", *(line for _, line in _block_lines(block, language))]
    return language_text.unified("\n".join(lines) + "\n")


def _language(front: Mapping[str, Any]) -> str:
    commission = front.get("commission")
    return "zh" if isinstance(commission, dict) and commission.get("language") == "zh" else "en"


def _title(brief: Brief) -> str:
    return "# " + markdown.heading(f"《{brief.title}》" if _language(brief.front) == "zh" else brief.title)


def _heading(section: Section) -> str:
    return "## " + markdown.heading(section.heading)


def _block_lines(block: Block, language: str) -> Iterator[tuple[int, str]]:
    """Yield each line of a block and its number in the file, 0 for the rule below the head of a table."""
    for number, row in enumerate(block.rows):
        said = [_said(sentence, language) for sentence in row]
        if block.kind == "table":
            yield row[0].line, markdown.table_row(said)
            if number == 0:
                yield 0, markdown.table_rule(len(row))
        else:
            yield from zip((s.line for s in row), (_PREFIXED[block.kind](one) for one in said), strict=True)


_PREFIXED = {
    "heading": lambda said: "### " + markdown.closed(said),
    "bullets": lambda said: "- " + said,
    "paragraph": markdown.paragraph,
}


def _said(sentence: Sentence, language: str) -> str:
    return markdown.escape(sentence.text) + "".join(citation.render(c, language) for c in sentence.citations)


def parse(text: str, where: str, *, filled: bool = False) -> Brief:
    """Read a brief; `where` names the file in errors. `filled`: an editor may have filled its paragraphs.

    What is in the file and not in the brief is among its `flaws`. Raises BriefproofError when there is no front matter,
    it is no YAML mapping, or there is no title.
    """
    text = language_text.unified(text)
    source, front = _front(text, where)
    first = source.count("\n") + 3
    body = text.split("\n")[first:]
    numbered = tuple(wrapping.sentences(body, first + 1) if filled else enumerate(body, start=first + 1))
    lines = tuple(markdown.lines(numbered))
    heads = [n for n, line in enumerate(lines) if line.kind == "section"]
    title = next((line for line in lines[: heads[0] if heads else None] if line.kind == "title"), None)
    if title is None:
        raise BriefproofError("{where}: no title; the body of a brief opens with a line '# …'", where=where)
    sections = tuple(_section(n, lines[a:b]) for n, (a, b) in enumerate(pairwise([*heads, len(lines)]), start=1))
    brief = Brief(front=front, title=_bare(title.text, _language(front)), sections=sections, where=where)
    held = _held(brief) | {title.number: _title(brief)}
    lost = (form.unread(n, raw) for n, raw in _raw(numbered, lines) if not _same(raw, held.get(n), front))
    flaws = (*form.invisible(text), *form.of_yaml(source, front, 2), *lost)
    return replace(brief, flaws=tuple(sorted(flaws, key=lambda flaw: flaw.line)))


def _front(text: str, where: str) -> tuple[str, dict[str, Any]]:
    """Return the text of the front matter and what it says."""
    match = re.match(r"---\n(.*?)\n---(?:\n|$)", text, re.S)
    if not match:
        raise BriefproofError(
            "{where}: no front matter; a brief opens with a line '---', YAML and a line '---'", where=where
        )
    front = yaml_text.load_plain(match[1], where)
    if not isinstance(front, dict):
        raise BriefproofError("{where}: the front matter is no mapping of keys to values", where=where)
    return match[1], front


def _bare(title: str, language: str) -> str:
    return title[1:-1] if language == "zh" and title.startswith("《") and title.endswith("》") else title


def _section(number: int, lines: tuple[Line, ...]) -> Section:
    blocks = tuple(_block(run) for run in markdown.runs(lines[1:]))
    return Section(number=number, heading=lines[0].text, blocks=blocks, line=lines[0].number)


def _block(run: tuple[Line, ...]) -> Block:
    kind = run[0].kind
    if kind == "table":
        cells = (tuple(_sentence(line.number, cell) for cell in markdown.cells(line.text)) for line in run)
        return Block(kind=kind, rows=tuple(cells))
    sentences = tuple(_sentence(line.number, line.text) for line in run)
    return Block(kind=kind, rows=(sentences,) if kind == "paragraph" else tuple((s,) for s in sentences))


def _sentence(number: int, line: str) -> Sentence:
    text, citations = citation.split(line)
    return Sentence(text=markdown.unescape(text), citations=citations, line=number)


def _held(brief: Brief) -> dict[int, str]:
    """Return what the brief has in each line of its file, as it is rendered."""
    held = {section.line: _heading(section) for section in brief.sections}
    for section in brief.sections:
        for block in section.blocks:
            held |= dict(_together(_block_lines(block, _language(brief.front))))
    return held


def _raw(numbered: Iterable[tuple[int, str]], lines: tuple[Line, ...]) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines of a file that say something, of one number together."""
    structure = {number for line in lines for number in line.rules}
    structure |= {line.number for line in lines if line.kind == "blank"}
    yield from _together((n, raw) for n, raw in numbered if raw and n not in structure)


def _together(numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield what has one number as one, in order."""
    found: dict[int, str] = {}
    for number, said in numbered:
        found[number] = f"{found[number]} {said}" if number in found else said
    yield from found.items()


def _same(raw: str, held: str | None, front: Mapping[str, Any]) -> bool:
    """Tell whether all that is printed in a line of the file stands in the line as it is rendered."""
    if held is None or raw == held:
        return held is not None
    raw = markdown.marked(raw) if held.startswith("- ") else raw
    return markdown.ink(citation.respelled(raw, _language(front))) == markdown.ink(held)
