"""A brief: front matter and sections of sentences, as it lies in `briefs/` (one sentence per line).

`render` and `parse` are inverse to each other; this module owns the only schema of a brief.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator import yaml_text
from generator.brief import citation
from generator.brief.citation import Citation
from generator.errors import BriefproofError

SCHEMA_VERSION = 1


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


def render(brief: Brief) -> str:
    """Write the brief as Markdown with YAML front matter; the same brief gives the same bytes."""
    language = brief.front["commission"]["language"]
    title = f"《{brief.title}》" if language == "zh" else brief.title
    lines = ["---", yaml_text.dump(dict(brief.front), sort_keys=False).rstrip("\n"), "---", "", f"# {_escape(title)}"]
    for section in brief.sections:
        lines += ["", f"## {_escape(section.heading)}"]
        for block in section.blocks:
            lines += ["", *_render_block(block, language)]
    return "\n".join(lines) + "\n"


def _render_block(block: Block, language: str) -> Iterator[str]:
    if block.kind == "table":
        for number, row in enumerate(block.rows):
            yield "| " + " | ".join(_pipes(_render_sentence(cell, language)) for cell in row) + " |"
            if number == 0:
                yield "|" + " --- |" * len(row)
        return
    prefix = {"heading": "### ", "bullets": "- ", "paragraph": ""}[block.kind]
    for row in block.rows:
        for sentence in row:
            line = _render_sentence(sentence, language)
            yield prefix + (line if prefix else _LINE_START.sub(r"\1\\\2", line))


def _render_sentence(sentence: Sentence, language: str) -> str:
    return _escape(sentence.text) + "".join(citation.render(c, language) for c in sentence.citations)


# Text is data: these would make Markdown of it. A full stop after leading digits would make a list.
_SPECIAL = re.compile(r"[\\`*<\[&~]|(?<!\w)_|_(?!\w)")
_LINE_START = re.compile(r"^(\d*)([#>|=](?<!\d.)|[-+](?<!\d.)(?=\s|-|$)|(?<=\d)[.)](?=\s|$))")
_ESCAPED = re.compile(r"\\([\\`*<\[&~_#>|=+\-.)])")


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def _pipes(cell: str) -> str:
    return cell.replace("|", "\\|")


def parse(text: str, where: str) -> Brief:
    """Read a brief; `where` names the file in errors.

    Raises BriefproofError when there is no front matter, it is no YAML mapping, or there is no title.
    """
    front, body, offset = _front(text, where)
    title, sections = None, []
    heading, heading_line, blocks, run = None, 0, [], []

    def close_run() -> None:
        if run:
            blocks.append(_block(tuple(run)))
            run.clear()

    def close_section() -> None:
        close_run()
        if heading is not None:
            sections.append(Section(number=len(sections) + 1, heading=heading, blocks=tuple(blocks), line=heading_line))
        elif blocks:
            first = blocks[0].rows[0][0].line
            raise BriefproofError(f"{where}, line {first}: text before the first ## section; move it into a section")
        blocks.clear()

    for number, line in enumerate(body.split("\n"), start=offset):
        line = line.rstrip()
        if line.startswith("# ") and title is None:
            title = _unescape(line[2:].strip())
        elif line.startswith("## "):
            close_section()
            heading, heading_line = _unescape(line[3:].strip()), number
        elif not line or (run and _kind(line) != _kind(run[-1][1])):
            close_run()
            if line:
                run.append((number, line))
        else:
            run.append((number, line))
    close_section()
    if title is None:
        raise BriefproofError(f"{where}: no title; the body of a brief opens with a line '# …'")
    if title.startswith("《") and title.endswith("》"):
        title = title[1:-1]
    return Brief(front=front, title=title, sections=tuple(sections))


def _front(text: str, where: str) -> tuple[dict[str, Any], str, int]:
    """Return front matter, body, and the number of the body's first line."""
    match = re.match(r"---\n(.*?)\n---\n", text.replace("\r\n", "\n"), re.S)
    if not match:
        raise BriefproofError(f"{where}: no front matter; a brief opens with a line '---', YAML and a line '---'")
    front = yaml_text.load(match[1], where)
    if not isinstance(front, dict):
        raise BriefproofError(f"{where}: the front matter is no mapping of keys to values")
    return front, text.replace("\r\n", "\n")[match.end() :], match[0].count("\n") + 1


def _kind(line: str) -> str:
    if line.startswith("### "):
        return "heading"
    if line.startswith("- "):
        return "bullets"
    return "table" if line.startswith("|") else "paragraph"


def _block(run: tuple[tuple[int, str], ...]) -> Block:
    kind = _kind(run[0][1])
    if kind == "table":
        lines = [item for item in run if not re.fullmatch(r"\|(?: ?:?-+:? ?\|)+", item[1])]
        return Block(kind=kind, rows=tuple(tuple(_cells(number, line)) for number, line in lines))
    cut = {"heading": 4, "bullets": 2, "paragraph": 0}[kind]
    sentences = tuple(_sentence(number, line[cut:]) for number, line in run)
    return Block(kind=kind, rows=(sentences,) if kind == "paragraph" else tuple((s,) for s in sentences))


def _cells(number: int, line: str) -> Iterator[Sentence]:
    for cell in re.findall(r"((?:[^|\\]|\\.)*)\|", line[1:]):
        yield _sentence(number, re.sub(r"\\(.)", lambda m: "|" if m[1] == "|" else m[0], cell).strip())


def _sentence(number: int, line: str) -> Sentence:
    text, citations = citation.split(line)
    return Sentence(text=_unescape(text), citations=citations, line=number)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
