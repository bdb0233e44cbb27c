"""The commission as it was understood: a frozen value, and the defaults that depend on its subjects."""

import re
from dataclasses import dataclass, replace
from typing import Any

from generator.commission import sections
from generator.commission.instructions import Instruction
from generator.commission.lengths import Length
from generator.commission.periods import Period
from generator.commission.prohibitions import Prohibition
from generator.commission.sections import SectionSpec
from generator.commission.subject import Subject, apart
from generator.language import scripts, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One thing that was understood, and from which words."""

    key: str
    """"title", "language", "length", "section", "section_length", "subject", "axis", "register", "extra",
    "prohibition", "period", "deadline", "reader", "source", "unenforced" or "unsaid": a subject left out, since no
    source says anything of it that can stand alone."""
    value: str
    words: str
    """query[start:end]."""
    start: int
    """Offset into the query, in characters."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """What a commission asks for."""

    query: str
    """The whole text as given."""
    title: str
    language: str
    """"zh" or "en"."""
    length: Length
    """Of the whole report; both ends are set after `read`."""
    sections: tuple[SectionSpec, ...]
    subjects: tuple[Subject, ...]
    axes: tuple[str, ...] = ()
    """Wanted axes of comparison: "技术发展路线"."""
    aspects: tuple[str, ...] = ()
    """What the corpus tells of the one subject, each a section, where neither axes nor sections are asked for."""
    register: str = "formal"
    """"formal" or "plain"."""
    extras: tuple[str, ...] = ()
    """Of "abstract", "chart", "date", "gaps", "glossary", "key_figures", "keywords", "recommendations", "references",
    "swot", "table" and "timeline"."""
    prohibitions: tuple[Prohibition, ...] = ()
    periods: tuple[Period, ...] = ()
    deadline: str | None = None
    """ISO date, or the words if they are none; shown, not enforced."""
    named_sources: tuple[str, ...] = ()
    """Sources the commission names: titles, sites, kinds of material."""
    reader: str = ""
    """Whom it is for, in its words; shown, not enforced."""
    closing: str = ""
    """The words that ask for findings, or a plain word on the choice, at the end; "" where it does not."""
    unenforced: tuple[str, ...] = ()
    """Demands that were seen and are not checked, in the commission's words: "每段不超过 100 字"."""
    defaulted: tuple[str, ...] = ()
    """What was not said and has its default: of "title", "language", "length", "length.minimum", "length.maximum",
    "sections", "axes" and "register"."""
    understood: tuple[Understood, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    """Everything that it asks for, in its order, with what becomes of it."""
    comparing: bool = False
    """Whether it asks for a comparison, which needs two subjects; else it asks about one."""
    completed: bool = False
    """Whether what is attached may be set against its one subject, though it asks for no comparison outright."""
    about: Subject | None = None
    """What it asks about where it names no subject, and nothing that is attached does."""
    readings: tuple[tuple[str, ...], ...] = ()
    """Names of the subjects in each way to read it, that taken first; () where it can be read in one way only."""
    unsure: tuple[tuple[str, ...], ...] = ()
    """Where neither words nor corpus say plainly who is meant: the names taken, and those of the next likely ways."""

    @property
    def script(self) -> str:
        """The script of the words that the report adds: "zh", "zh-Hant" or "en" (`scripts.of`)."""
        return scripts.of(self.language, self.query)

    @property
    def sides(self) -> tuple[Subject, ...]:
        """The subjects that are set against each other; () where the commission asks about one."""
        return apart(self.subjects) if len(self.subjects) > 1 else ()


def complete(commission: Commission) -> Commission:
    """Return the commission with the defaults that depend on its subjects: title and sections."""
    zh = commission.language == "zh"
    changes: dict[str, Any] = {}
    if "title" in commission.defaulted:
        names = [subject.name for subject in commission.subjects]
        changes["title"] = _default_title(names, commission.axes, commission.script)
    outline = commission.sections
    if "sections" in commission.defaulted:
        axes = sections.asked(commission.query, commission.axes) or commission.aspects
        standard = sections.standard(commission.script, axes, len(commission.subjects), commission.length)
        outline = sections.keep_lengths(standard, commission.sections)
    roles = {section.role for section in outline}
    if "abstract" in commission.extras and "abstract" not in roles:
        outline = sections.with_abstract(outline, commission.script, None)
    if "references" in commission.extras and "references" not in roles:
        title = scripts.made("参考资料" if zh else "References", commission.script)
        outline += (SectionSpec(number=len(outline) + 1, heading=title, title=title, role="references"),)
    return replace(commission, sections=outline, **changes)


def divided(commission: Commission, aspects: tuple[str, ...]) -> Commission:
    """Return the commission with a standard section for each aspect that the corpus holds."""
    return complete(replace(commission, aspects=aspects))


def _default_title(names: list[str], axes: tuple[str, ...], script: str) -> str:
    zh = script != "en"
    if not all(names):  # some only attachments name
        names = []
    questions = [axis for axis in axes if sections.is_asked(axis)]
    if len(names) == 1 and questions:  # one of several stands for all: a title is one line
        asked = questions[0] + ("？" if zh else "?")
        return (
            asked
            if names[0].casefold() in asked.casefold()
            else f"{names[0]}：{asked}"
            if zh
            else f"{names[0]}: {asked}"
        )
    if len(names) == 1:
        about = "、".join(axes) if zh else ", ".join(axes[:-1]) + (" and " if axes[1:] else "") + "".join(axes[-1:])
        if zh:
            return text.space(f"{names[0]}：{about}" if about else names[0] + scripts.made("简报", script))
        return f"{text.capital(names[0])}: {about or 'A Briefing'}"
    if not names:
        return scripts.made("对比分析报告" if zh else "Comparative Report", script)
    if not zh:
        words = f"{', '.join(names[:-1])} and {names[-1]}: A Comparative Report"
        return text.capital(words) if words.split()[0].islower() else words
    joint, kind = (scripts.made(words, script) for words in ("与", "对比分析报告"))
    words = f"{'、'.join(names[:-1])} {joint} {names[-1]} {kind}"
    return re.sub(rf"(?<=[{text.HAN}》”]) (?=[{text.HAN}《“])", "", words)
