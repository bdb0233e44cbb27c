"""The sections that a commission asks for, in any usual numbering or none; the standard ones where it asks for none."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from generator.commission import enumerations, outlined, parted, running_text, runs
from generator.commission.candidates import ASKS, LEAST_SCORE, LONGEST_TITLE, MOST_CUES, Item, trim_title
from generator.commission.lengths import ABOUT, Asked, Length
from generator.commission.phrases import Found, one_line, trim
from generator.commission.roles import role
from generator.commission.subject import LONGEST_NAME
from generator.language import scripts
from generator.language.text import capital, normalise

_STANDARD = {
    "zh": (
        "引言",
        "研究方法与资料来源",
        "对比分析",
        "资料未覆盖的问题",
        "总结与展望",
        "参考资料",
    ),
    "en": (
        "Introduction",
        "Method and sources",
        "Comparison",
        "Evidence gaps",
        "Conclusion",
        "References",
    ),
}
_INVERTED = re.compile(
    r"\b(?:is|are|was|were|do|does|did|can|may|must|should|will) (?:it|that|this|there|we|i|you|they|one)\b",
    re.IGNORECASE,
)
"""What a question has in its midst: "a second job, is that allowed"."""
_MATTER = {"zh": "主要内容", "en": "What the sources say"}
"""Title of the section that says what the sources hold on one subject of which nothing particular is asked."""
SHORT, PARTED = {"字": 600, "words": 320}, {"字": 1200, "words": 700}
"""Length (1 and up) up to which a report has no standard sections about itself, which would fill it; and up to which it
has none where it is asked for several things, each with a section. By hand: of a note of 600 words on five questions
readers missed what the sections about itself had taken."""
_STANDARD_ROLES = ("introduction", "method", "comparison", "gaps", "conclusion", "references")
_MOST_AXES = 8
"""Axes that get a section of their own; with more, one section compares."""
_HAN_DIGITS = "一二三四五六七八九十"


_BARE_COUNT = re.compile(r"\s*[(（](\d{2,5})[)）]$")
_ASIDE = re.compile(
    r"\s*(?:\[[^\[\]]+\]|[(（](?:(?:(?:in (?:that|this) order|mention|say|explain|describe|include|discuss|about|max|"
    r"optional|one|an?|our|my|we|with|please|list|note|focus|use|no|at|keep|short|brief|what|why|how|who)\b|说明|介绍|简述|简要|"
    r"列出|请|可|重点|写|概括|分析|讨论|谈|交代|给出|附|不|每)[^()（）]*|"
    r"[^()（）]*(?:\bplease\b|[!！])[^()（）]*|"
    r"[^()（）]*(?:\band (?:so on|the like|such)|\betc\.?|之类的?|等等?))[)）])$",
    re.IGNORECASE,
)
"""What stands in brackets after a heading and tells what to write; "（含材料来源说明）" is part of the heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSpec:
    """A section that the report must have."""

    number: int
    """Position, from 1."""
    heading: str
    """As the report prints it, with the commission's own numbering: "（1）引言"."""
    title: str
    """Without numbering: "引言"."""
    role: str
    """"abstract", "introduction", "method", "comparison", "conclusion", "references", "gaps" or "body"."""
    length: Length | None = None
    """Asked for this section alone."""
    guidance: str = ""
    """What the commission says the section should hold: "说明背景与问题"; empty if nothing."""


def find(flat: str, lengths: list[Found[Asked]]) -> tuple[Item, ...]:
    """Return the sections that the flattened commission lists, in order, or () if it lists none.

    Every list in it is a candidate; words for structure before it, and titles that name roles, speak for one;
    demands in its items, and words for requirements or subjects before it, against.
    """
    kinds = (
        enumerations.numbered(flat),
        enumerations.marked_lines(flat),
        enumerations.tabled(flat),
        enumerations.sentences(flat),
        enumerations.bare_lines(flat),
        enumerations.below(flat),
        running_text.inline(flat, lengths),
        runs.runs(flat),
        runs.questions(flat),
        runs.turns(flat),
        outlined.outlined(flat),
        parted.semicolons(flat),
    )
    candidates = [listed for kind in kinds for listed in islice(kind, MOST_CUES)]
    best = max(candidates, key=lambda listed: (listed.score, -listed.start), default=None)
    return _closed(flat, best.items) if best and best.score >= LEAST_SCORE else ()


_LAST = re.compile(
    r"(?:^|[\n。,;] ?)(?:最后|末尾|结尾)[^。\n【“]{0,8}[【“](?P<x>[^】”\n]{2,24})[】”]|"
    r"\b(?:finally|lastly|(?:end|close|finish) with)\b[^.\n“]{0,30}“(?P<y>[^”\n]{2,60})”",
    re.IGNORECASE,
)
"""A section that is named apart, behind the list of the others: 最后一段【我们先写哪座城】."""


def _closed(flat: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the items and the one that the sentences behind them name as the last."""
    match = _LAST.search(flat, items[-1].end, items[-1].end + LONGEST_TITLE)
    if not match:
        return items
    start, end = match.span("x" if match["x"] else "y")
    return (*items, Item(start=start, title_start=start, title_end=end, end=end))


def specify(
    query: str, flat: str, items: tuple[Item, ...], lengths: list[Found[Asked]], language: str
) -> list[tuple[SectionSpec, Item]]:
    """Return the section for each item, with the length said in it; headings as the query has them.

    An item that holds nothing but a length or marks is left out.
    """
    sections: list[tuple[SectionSpec, Item]] = []
    for item in items:
        inside = [found for found in lengths if item.start <= found.start < item.end]
        own = [found for found in inside if is_own(flat, item, found)]
        title_end = min([item.title_end, *(_cut(flat, item, found.start) for found in own)])
        title = _clean(query[item.title_start : title_end])
        asides, bare_count = "", None
        if count := _BARE_COUNT.search(title):
            title, bare_count = title[: count.start()].rstrip(), int(count[1])
        if aside := _ASIDE.search(title):
            title, asides = title[: aside.start()].rstrip(), aside[0].strip(" []()（）【】")
        if not any(map(str.isalnum, title)):
            continue
        numbered = item.start < item.title_start
        if not numbered and title[0].islower() and title.split()[0].isascii():
            title = capital(title)
        guidance = ""
        if not inside:
            guidance_end = trim_title(flat, item.title_end, item.end)
            guidance = _clean(query[slice(*trim(flat, item.title_end, guidance_end, " \n\t,;:、.*_-”"))])
            guidance = "; ".join(filter(None, (asides, guidance)))
        position = len(sections) + 1
        section = SectionSpec(
            number=position,
            heading=_heading(query, item, title) if numbered else title,
            title=title,
            role=role(title, position),
            length=own[0].value.length if own else _about(bare_count, language) if bare_count else None,
            guidance=guidance,
        )
        sections.append((section, item))
    return sections


def _about(count: int, language: str) -> Length:
    """Return the length of a section that a bare number in brackets asks for: "Introduction (100)"."""
    unit = "字" if language == "zh" else "words"
    return Length(minimum=round(count * (1 - ABOUT)), maximum=round(count * (1 + ABOUT)), unit=unit)


def is_own(flat: str, item: Item, found: Found[Asked]) -> bool:
    """Tell whether a length in an item is that of the section and not of the whole report."""
    before = flat[max(item.start, found.start - 12) : found.start]
    return found.value.scope not in ("other", "each section") and not re.search(
        r"全文|总字数|通篇|全篇|whole|total|overall", before, re.IGNORECASE
    )


def _cut(flat: str, item: Item, place: int) -> int:
    """Return where the title ends that is followed by a length at `place`: brackets, 约 and marks go too."""
    words = flat[item.title_start : place]
    words = re.sub(r"[\s(\[,:;、约为限在写字数长度控-]+$|\s(?:of|about|in|at)\s?$", "", words)
    return item.title_start + len(words)


def _heading(query: str, item: Item, title: str) -> str:
    """Return number and title, with a space where the commission has white space between them."""
    between = query[item.start : item.title_start]
    return f"{_clean(between)}{' ' if between[-1:].isspace() else ''}{title}"


def _clean(words: str) -> str:
    """Return `words` on one line, without emphasis marks and invisible characters."""
    kept = "".join(c for c in words if c.isspace() or normalise(c))
    bare = re.sub(r"\*\*|__|`|^#+\s*", "", one_line(kept)).strip()
    bare = re.sub(r"\s+[-–—]+$|[–—]+$", "", bare)  # a dash that the text is to follow
    return re.sub(r"^【?([^【】]{1,20})】(?=.)", r"\1：", bare).rstrip("】")


def standard(
    script: str, axes: tuple[str, ...], subjects: int, length: Length | None = None
) -> tuple[SectionSpec, ...]:
    """Return the sections used when the commission names none: one comparison per axis where it names axes.

    In a report of at most `SHORT`, or `PARTED`, only what is asked about has sections, and the references.
    """
    rows = _rows(script, axes, subjects)
    own = sum(kind in ("body", "comparison") for _, kind in rows)
    if length and length.maximum and length.maximum <= (PARTED if own > 1 else SHORT)[length.unit]:
        rows = [*(row for row in rows if row[1] in ("body", "comparison")), rows[-1]]
    return _numbered(rows, script)


def _rows(script: str, axes: tuple[str, ...], subjects: int) -> list[tuple[str, str]]:
    language = "en" if script == "en" else "zh"
    titles = [scripts.made(title, script) for title in _STANDARD[language]]
    rows = list(zip(titles, _STANDARD_ROLES, strict=True))
    if subjects < 2:
        told = list(map(capital, axes[:_MOST_AXES])) or [scripts.made(_MATTER[language], script)]
        return [rows[0], *((title, "body") for title in told), rows[1], rows[3], rows[5]]
    if 1 < len(axes) <= _MOST_AXES:
        rows[2:3] = [(_compared(axis, script), "comparison") for axis in axes]
    return rows


def _compared(axis: str, script: str) -> str:
    """Return the title of the section that compares along an axis; a question is a title as it is."""
    if is_asked(axis):
        return capital(axis)
    return f"Comparison: {axis}" if script == "en" else axis + scripts.made("对比", script)


def asked(query: str, axes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the axes, those that the query asks as questions with their mark."""
    rest = rf"[^,，。.;；:：!！?？\n]{{0,{LONGEST_NAME}}}([?？])"
    told = one_line(query).replace("''", "'")  # in a form an apostrophe may be two
    marks = [re.search(re.escape(axis) + rest, told) if is_asked(axis) else None for axis in axes]
    return tuple(f"{axis}{mark[1]}" if mark else axis for axis, mark in zip(axes, marks, strict=True))


def is_asked(axis: str) -> bool:
    """Tell whether an axis is a question."""
    return ASKS.search(axis) is not None or _INVERTED.search(axis) is not None


def _numbered(rows: list[tuple[str, str]], script: str) -> tuple[SectionSpec, ...]:
    """Return the sections of (title, role), numbered as the language does."""
    marks = [f"{_HAN_DIGITS[i]}、" if script != "en" else f"{i + 1}. " for i in range(len(rows))]
    return tuple(
        SectionSpec(number=i, heading=mark + title, title=title, role=kind)
        for i, ((title, kind), mark) in enumerate(zip(rows, marks, strict=True), start=1)
    )


def with_abstract(sections: tuple[SectionSpec, ...], script: str, length: Length | None) -> tuple[SectionSpec, ...]:
    """Return the sections with an abstract before them."""
    title = "Abstract" if script == "en" else "摘要"
    first = SectionSpec(number=1, heading=title, title=title, role="abstract", length=length)
    return (first, *(replace(section, number=section.number + 1) for section in sections))


def keep_lengths(new: tuple[SectionSpec, ...], old: tuple[SectionSpec, ...]) -> tuple[SectionSpec, ...]:
    """Return the standard sections anew with what the commission said of the old ones: lengths, an abstract."""
    said = {section.role: section.length for section in old}
    kept = tuple(replace(section, length=said.get(section.role)) for section in new)
    first = [section for section in old[:1] if section.role == "abstract"]
    return (*first, *(replace(section, number=section.number + len(first)) for section in kept))
