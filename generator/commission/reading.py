"""The commission: what a person asks for in a paragraph or a page, read into a frozen value.

`read` finds what is said and from which words, `resolve` adds what only the attachments tell, `describe` shows it.
The text is data: whatever it holds stays plain text.
"""

import re
import unicodedata
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any

from generator import platforms
from generator.commission import lengths, outline, requirements, subjects
from generator.commission.lengths import Asked, Length
from generator.commission.outline import SectionSpec
from generator.commission.phrases import Found, flatten, hide, one_line, trim
from generator.commission.requirements import Period, Prohibition
from generator.commission.subjects import Subject
from generator.errors import BriefproofError
from generator.language import text

__all__ = (
    "Commission",
    "Length",
    "Period",
    "Prohibition",
    "SectionSpec",
    "Subject",
    "Understood",
    "describe",
    "read",
    "resolve",
    "to_json",
)

DEFAULT_LENGTH = {
    "zh": Length(minimum=1500, maximum=2000, unit="字"),
    "en": Length(minimum=800, maximum=1200, unit="words"),
}
ONE_SIDED = 0.75
"""A commission that gives one end of the range leaves the other: the minimum is this share of the maximum."""
MOST_NAMES = 500
"""Names in 《》 that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One thing that was understood, and from which words."""

    key: str
    """"title", "language", "length", "section", "section_length", "subject", "axis", "register", "extra",
    "prohibition", "period", "deadline", "source" or "unenforced"."""
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
    unenforced: tuple[str, ...] = ()
    """Demands that were seen and are not checked, in the commission's words: "每段不超过 100 字"."""
    defaulted: tuple[str, ...] = ()
    """What was not said and has its default: of "title", "language", "length", "length.minimum", "length.maximum",
    "sections", "axes" and "register"."""
    understood: tuple[Understood, ...] = ()


def read(query: str) -> Commission:
    """Return what `query` asks for, with defaults for what it does not say.

    Subjects that only an attachment names stay unresolved. Raises BriefproofError when the text is empty or
    contradicts itself.
    """
    if not any(character.isalpha() for character in query):
        raise BriefproofError("the commission is empty; say in a sentence or two what is to be compared")
    flat = flatten(query)
    notes: list[Understood] = []
    defaulted: list[str] = []

    def note(key: str, value: str, start: int, end: int) -> None:
        notes.append(Understood(key=key, value=value, words=query[start:end], start=start, end=end))

    language, said = _language(flat, query)
    if said:
        note("language", language, *said)
    else:
        defaulted.append("language")

    title, sources = _titles(flat)
    title_span = (title.start, title.end) if title else None
    body = hide(flat, [title_span] if title_span else [])
    asked = lengths.find(body, language)
    items = outline.find(body, asked)
    section_spans = [(item.start, item.end) for item in items]
    specified = outline.specify(query, flat, items, asked)
    sections = tuple(section for section, _ in specified)
    for section, item in specified:
        note("section", section.heading, *trim(flat, item.start, item.end))

    length_spans = [(found.start, found.end) for found in asked]

    plain = hide(body, section_spans + length_spans)
    sources += requirements.sources(
        hide(plain, [(found.start, found.end) for found in sources] + subjects.document_spans(plain))
    )
    plain = hide(plain, [(found.start, found.end) for found in sources])
    prohibitions, formal, not_spans = requirements.prohibitions(plain, flat, query)
    for found in prohibitions:
        note("prohibition", f"{found.value.kind}: {found.value.value}", found.start, found.end)

    periods = requirements.periods(hide(flat, length_spans + [(found.start, found.end) for found in sources]), query)
    for found in periods:
        note("period", requirements.period_words(found.value), found.start, found.end)
    wanted = hide(plain, not_spans + [(found.start, found.end) for found in periods])
    deadline = requirements.deadline(plain)
    if deadline:
        note("deadline", deadline.value, deadline.start, deadline.end)

    everywhere = hide(body, length_spans + not_spans + [(found.start, found.end) for found in sources])
    found_subjects = subjects.find(flat, title_span, wanted, everywhere)
    named = [_in_own_letters(query, found) for found in found_subjects]
    for subject, found in zip(named, found_subjects, strict=True):
        note("subject", f"{subject.name or 'to be identified'} ({subject.origin})", found.start, found.end)
    axes = subjects.axes(wanted, found_subjects)
    for axis in axes:
        note("axis", axis.value, axis.start, axis.end)
    if not axes:
        defaulted.append("axes")

    register = "formal"
    if tone := requirements.register(wanted):
        register = tone.value
        note("register", register, tone.start, tone.end)
    elif formal:
        note("register", register, *formal)
    else:
        defaulted.append("register")
    extras = requirements.extras(wanted)
    for extra in extras:
        note("extra", extra.value, extra.start, extra.end)
    requirements.check_extras(extras, prohibitions)
    for found in sorted(sources, key=lambda item: item.start):
        note("source", found.value, found.start, found.end)
    if title:
        note("title", one_line(query[title.start : title.end]), title.start, title.end)
    else:
        defaulted.append("title")
    axis_names = tuple(one_line(query[axis.start : axis.end]) for axis in axes)
    if not sections:
        defaulted.append("sections")
        sections = outline.standard(language, axis_names, len(named))
    own = {id(found) for found in asked for item in items if _belongs(flat, item, found)}
    length, sections, other = _lengths(language, sections, asked, own, note, defaulted)
    unenforced = [(found.start, found.end) for found in other]
    for pages in requirements.PAGES.finditer(plain):
        note("unenforced", "pages", *pages.span())
        unenforced.append(pages.span())

    commission = Commission(
        query=query,
        title=one_line(query[title.start : title.end]) if title else "",
        language=language,
        length=length,
        sections=sections,
        subjects=tuple(named),
        axes=axis_names,
        register=register,
        extras=tuple(dict.fromkeys(extra.value for extra in extras)),
        prohibitions=tuple(found.value for found in prohibitions),
        periods=tuple(found.value for found in periods),
        deadline=deadline.value if deadline else None,
        named_sources=tuple(dict.fromkeys(found.value for found in sorted(sources, key=lambda item: item.start))),
        unenforced=tuple(one_line(query[start:end]) for start, end in sorted(unenforced)),
        defaulted=tuple(sorted(defaulted)),
        understood=tuple(sorted(notes, key=lambda item: (item.start, item.end, item.key))),
    )
    return _complete(commission)


def _in_own_letters(query: str, found: Found[Subject]) -> Subject:
    """Return the subject with name and words as the query writes them, not as it was folded for reading."""
    words = query[found.start : found.end]
    named = found.value.name and found.value.origin == "text"
    return replace(found.value, name=one_line(text.normalise(words)) if named else found.value.name, words=words)


# --- title and the other names in 《》 ---

_TITLE_BEFORE = re.compile(
    r"(?:题为|题目为?|标题为?|名为|命题为?|题名为?|取名为?|形成|撰写|编写|写|写成|写出|完成|输出|生成|起草|提交|产出|"
    r"制作|出具|拟|准备|交付|"
    r"titled|entitled|called|named|headed|title(?: is| of)?|headline)"
    r"(?:了)?(?:一)?(?:篇|份|个)?(?:[^,。;:\n《》“”\"]{0,12}?(?:的|题为|名为|为))?[ :是为]{0,3}$",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(r"^(?:为题|为标题|为题目|作题|的(?:对比|比较|分析|研究)?(?:报告|简报|文章|综述|论文|稿))")
_SOURCE_BEFORE = re.compile(
    r"(?:参考|参照|参阅|依据|依照|基于|根据|引用|引自|结合|按照|遵循|阅读|使用|采用|依托|附件|来自|出自|见|查阅|援引|"
    r"利用|围绕|以及|摘自|"
    r"cit(?:e|ing)|based on|draw(?:ing)? on|according to|using|see|from|consult|read|quote)[^,。;\n《》“”\"]{0,16}$",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(
    r"(?:不得|不要|不能|不可|禁止|严禁|请勿|勿|避免|do not|don't|never|"
    r"avoid)[^。;\n]{0,24}$",
    re.IGNORECASE,
)
_REPORTISH = re.compile(
    r"报告|分析|简报|综述|研究|对比|比较|评估|述评|report|brief|analysis|comparison|review|versus|\bvs\b",
    re.IGNORECASE,
)
_BOOK = re.compile(r"《([^《》]{1,120}(?:《[^《》]{1,80}》[^《》]{0,80})?)》")
_QUOTED = re.compile(r"“([^“”\n]{2,120})”|\"([^\"\n]{2,120})\"|(?<!\w)'([^'\n]{2,120})'(?!\w)")
_TITLE_LINE = re.compile(
    r"(?:^|\n)[ \t#*]{0,6}(?:报告|文章|简报)?(?:标题|题目|题名|title|headline)\**[ \t]*(?::|"
    r"为(?=\s))\**[ \t]*(?P<t>[^\n《“\"]{2,120})",
    re.IGNORECASE,
)
_FIRST_HEADING = re.compile(r"(?:^|\n)# +(?P<t>[^\n#]{2,120})")


def _titles(flat: str) -> tuple[Found[str] | None, list[Found[str]]]:
    """Return the title, if one is given, and the names in 《》 that are sources."""
    title: Found[str] | None = None
    sources: list[Found[str]] = []
    loose: list[re.Match[str]] = []
    chained = 0  # end of the last source: "参考《甲》《乙》和《丙》" names three
    for book in islice(_BOOK.finditer(flat), MOST_NAMES):
        before, after = flat[max(0, book.start() - 40) : book.start()], flat[book.end() : book.end() + 16]
        if subjects.points_to_document(before) or _FORBIDDEN.search(before):
            continue
        to_write, source = _TITLE_BEFORE.search(before), _SOURCE_BEFORE.search(before)
        # "依据语料库撰写《…》" names what is to be written, "撰写一份依据《…》的" a source
        names_source = source is not None and (to_write is None or source.start() >= to_write.start())
        if title is None and (_TITLE_AFTER.match(after) or (to_write and not names_source)):
            title = Found(value=book[1], start=book.start(1), end=book.end(1))
        elif _SOURCE_BEFORE.search(before) or (
            chained and re.fullmatch(r"[、,和与及以]{0,3}", flat[chained : book.start()])
        ):
            sources.append(Found(value=book[1], start=book.start(), end=book.end()))
            chained = book.end()
        else:
            loose.append(book)
    for pattern in (_QUOTED, _TITLE_LINE, _FIRST_HEADING):
        if title is None:
            title = _other_title(pattern, flat)
    for book in loose:
        if title is None and _REPORTISH.search(book[1]):
            title = Found(value=book[1], start=book.start(1), end=book.end(1))
        elif re.match(
            r"(?:的)?(?:数据|报告|白皮书|一文|论文|文档|中)", flat[book.end() : book.end() + 4]
        ) or _REPORTISH.search(book[1]):
            sources.append(Found(value=book[1], start=book.start(), end=book.end()))
    return title, sources


def _other_title(pattern: re.Pattern[str], flat: str) -> Found[str] | None:
    matches = list(pattern.finditer(flat))
    if pattern is _FIRST_HEADING and len(matches) != 1:
        return None  # several headings of the first level are sections
    for match in matches:
        if pattern is _QUOTED:
            before = flat[max(0, match.start() - 40) : match.start()]
            if not _TITLE_BEFORE.search(before) and not _TITLE_AFTER.match(flat[match.end() : match.end() + 8]):
                continue
            group = next(index for index in (1, 2, 3) if match[index])
        else:
            group = 1
        start, end = trim(flat, *match.span(group), " \t\n*#。;,")
        if end - start >= 2:
            return Found(value=flat[start:end], start=start, end=end)
    return None


# --- language ---

_LANGUAGE = re.compile(
    r"(?:请)?(?:全文|报告|正文)?(?:统一)?(?:用|以|使用|采用|须为|应为|语言(?:为|是|:)) ?(?:简体|规范|正式的?|"
    r"现代)?(?P<a>中文|汉语|英文|英语|法语|法文|德语|德文|日语|"
    r"日文|西班牙语|俄语|韩语)"
    r"(?=[,。;\n)、]|$|撰写|写|书写|写作|完成|输出|表述|呈现|回答|表达|报告|成文|,| )"
    r"|(?P<b>中文|英文|英语|法文|德文|日文)(?:撰写|写作|书写|输出|成文|报告|简报|版本?(?=[,。;\n]|$))"
    r"|(?:language|语言) ?: ?(?P<c>chinese|english|french|german|japanese|spanish|russian|korean|中文|英文|简体中文)"
    r"|\b(?:write|written|writing|answer|respond|reply|draft|drafted|report|brief|briefing|output|text|deliver|"
    r"produce)\b[^.;\n]{0,60}?"
    r"\bin (?:plain |formal |simple |british |american |simplified |clear )*(?P<d>english|chinese|french|german|"
    r"japanese|spanish|russian|korean)"
    r"(?=[.,;)\n]|$| and\b| with\b| of\b| for\b| about\b| \()",
    re.IGNORECASE,
)
_NAMES = {
    "中文": "zh",
    "汉语": "zh",
    "简体中文": "zh",
    "chinese": "zh",
    "英文": "en",
    "英语": "en",
    "english": "en",
}


def _language(flat: str, query: str) -> tuple[str, tuple[int, int] | None]:
    found: dict[str, tuple[int, int]] = {}
    for match in _LANGUAGE.finditer(flat):
        if (
            match["b"]
            and re.search(r"(?:译成|附|摘要|资料|文献|一份)$", flat[max(0, match.start() - 3) : match.start()])
            and (not flat[: match.start()].endswith("一份"))
        ):
            continue
        name = (match["a"] or match["b"] or match["c"] or match["d"]).casefold()
        if name not in _NAMES:
            raise BriefproofError(f"the commission asks for a report in {name}; Briefproof writes Chinese and English")
        found.setdefault(_NAMES[name], match.span())
    if len(found) > 1:
        both = " and ".join(f"“{query[start:end].strip()}”" for start, end in found.values())
        raise BriefproofError(f"the commission asks for two languages ({both}); keep one")
    for language, span in found.items():
        return language, trim(flat, *span)
    return text.language(query), None


# --- lengths ---


def _belongs(flat: str, item: outline.Item, found: Found[Asked]) -> bool:
    return item.start <= found.start < item.end and outline.is_own(flat, item, found)


def _lengths(
    language: str,
    sections: tuple[SectionSpec, ...],
    asked: list[Found[Asked]],
    own: set[int],
    note: Any,
    defaulted: list[str],
) -> tuple[Length, tuple[SectionSpec, ...], list[Found[Asked]]]:
    """Return the length of the whole, the sections with theirs, and the lengths that nothing checks."""
    whole = [found for found in asked if found.value.scope == "whole" and id(found) not in own]
    other = [found for found in asked if found.value.scope == "other"]
    scoped = [found for found in asked if found not in whole and found not in other and id(found) not in own]
    default = DEFAULT_LENGTH[language]
    if not whole and len(scoped) == 1 and scoped[0].value.scope != "each section":
        # "with an introduction and a conclusion of 3000 words": too long for a section, so the whole is meant
        only = scoped[0].value.length
        if (only.minimum or only.maximum or 0) > (default.maximum or 0):
            whole, scoped = scoped, []
    for found in asked:
        if id(found) in own:
            note("section_length", str(found.value.length), found.start, found.end)
    for found in scoped:
        sections, used = _give(sections, found.value, language)
        if used:
            note("section_length", f"{found.value.scope}: {found.value.length}", found.start, found.end)
        else:
            other.append(found)
    for found in other:
        note("unenforced", f"{found.value.scope}: {found.value.length}", found.start, found.end)
    for found in whole:
        note("length", str(found.value.length), found.start, found.end)
    length = lengths.combine([found.value.length for found in whole])
    if length is None:
        defaulted.append("length")
        length = default
        least = sum(section.length.minimum or 0 for section in sections if section.length)
        if least > (default.maximum or 0) * ONE_SIDED:  # sections longer than the default report make it longer
            length = Length(minimum=least, maximum=round(least / ONE_SIDED), unit=default.unit)
    elif length.minimum is None and length.maximum is not None:
        defaulted.append("length.minimum")
        length = replace(length, minimum=round(length.maximum * ONE_SIDED))
    elif length.maximum is None and length.minimum is not None:
        defaulted.append("length.maximum")
        length = replace(length, maximum=round(length.minimum / ONE_SIDED))
    if length.maximum is not None and length.maximum < lengths.SMALLEST:
        raise BriefproofError(f"the commission asks for a report of {length}; ask for at least {lengths.SMALLEST}")
    least = sum(s.length.minimum or 0 for s in sections if s.length and s.length.unit == length.unit)
    if length.maximum is not None and least > length.maximum:
        raise BriefproofError(
            f"the commission asks for sections of at least {least} {length.unit} together and a whole of at most "
            f"{length.maximum}; change one of them"
        )
    return length, sections, other


def _give(sections: tuple[SectionSpec, ...], asked: Asked, language: str) -> tuple[tuple[SectionSpec, ...], bool]:
    """Return the sections with the length given to those it is said of, and whether there are any."""
    if asked.scope == "each section":
        given = tuple(s if s.length or s.role == "references" else replace(s, length=asked.length) for s in sections)
        return given, True
    kind = outline.role(asked.scope)
    chosen = next((s for s in sections if asked.scope.casefold() in s.title.casefold()), None)
    chosen = chosen or next((s for s in sections if s.role == kind), None)
    if chosen:
        return tuple(replace(s, length=asked.length) if s is chosen else s for s in sections), True
    if kind == "abstract":
        return _with_abstract(sections, language, asked.length), True
    return sections, False


def _with_abstract(sections: tuple[SectionSpec, ...], language: str, length: Length | None) -> tuple[SectionSpec, ...]:
    title = "摘要" if language == "zh" else "Abstract"
    first = SectionSpec(number=1, heading=title, title=title, role="abstract", length=length)
    return (first, *(replace(section, number=section.number + 1) for section in sections))


# --- what the attachments add ---


def resolve(
    commission: Commission,
    *,
    documents: tuple[str, ...] = (),
    platform: str | tuple[str, ...] | None = None,
    asserted: bool = False,
) -> Commission:
    """Return the commission with every subject named.

    `documents` are the titles of the attached documents, `platform` what the image shows (several images: a tuple in
    their order), `asserted` whether a person said so. A subject pointed to is named by them; when the text
    names fewer than two subjects they fill up. Raises BriefproofError when a subject stays unknown or fewer
    than two remain.
    """
    shown = [platform] if isinstance(platform, str) else list(platform or ())
    titled = [_from_title(title) for title in documents]
    named: list[Subject] = []
    waiting = [subject for subject in commission.subjects if subject.name]
    for subject in commission.subjects:
        if not subject.name and subject.origin == "image":
            if not shown:
                raise BriefproofError(
                    f"the commission compares with what an image shows (“{one_line(subject.words)}”), but no image was "
                    f"identified; "
                    "give the image, or name the platform yourself (PLATFORM='…')"
                )
            subject = replace(subject, name=shown.pop(0), origin="asserted" if asserted else "image", resolved=True)
        elif not subject.name:
            if not titled:
                raise BriefproofError(
                    f"the commission compares with what a document tells (“{one_line(subject.words)}”), but no "
                    f"document "
                    f"was given; "
                    "give the PDF, or name the subject in the text"
                )
            subject = replace(subject, name=titled.pop(0), resolved=True)
        if not any(_side(subject.name) == _side(other.name) for other in named if other is not subject):
            named.append(subject)
    more = [(name, "asserted" if asserted else "image") for name in shown] + [(name, "document") for name in titled]
    for name, origin in more:
        if len(named) < 2 and all(_side(name) != _side(other.name) for other in (*named, *waiting)):
            named.append(Subject(name=name, origin=origin, words=""))
    if len(named) < 2:
        known = f"only {named[0].name}" if named else "none"
        raise BriefproofError(
            f"a comparison needs two subjects, and the commission names {known}; "
            "name them (“对比 A 与 B”, “compare A and B”), or attach the document or image that shows the other"
        )
    sides = [platforms.find(subject.name) or _platform_in(subject.name) for subject in named]
    full = []
    for subject, side in zip(named, sides, strict=True):
        alone = side is not None and sides.count(side) == 1
        names = (*subject.aliases, *(side.names if side and alone else ()), *_variants(subject.name))
        aliases = tuple(name for name in dict.fromkeys(names) if name != subject.name)
        full.append(replace(subject, aliases=aliases, classes=side.classes if side else ()))
    return _complete(replace(commission, subjects=tuple(full)))


def _side(name: str) -> str:
    """Return what two names of one subject share; two products of one maker are two subjects."""
    platform = platforms.find(name)
    return platform.name if platform and platform.name.casefold() == name.casefold() else name.casefold()


def _platform_in(name: str) -> platforms.Platform | None:
    """Return the platform that a longer name belongs to: "OpenAI GPT-4"."""
    mentioned = {mention.platform.name: mention.platform for mention in platforms.mentions(name)}
    return next(iter(mentioned.values())) if len(mentioned) == 1 else None


def _variants(name: str) -> tuple[str, ...]:
    """Return shorter names of "OpenAI GPT-4": its product alone."""
    mentioned = platforms.mentions(name)
    return tuple(mention.words for mention in mentioned if mention.words != name)


def _from_title(title: str) -> str:
    """Return the subject that a document's title stands for."""
    mentioned = platforms.mentions(title)
    if mentioned:
        return subjects.document_name(mentioned[0])
    kind = (
        r"\s*(?:技术报告|研究报告|白皮书|报告|"
        r"technical report|white ?paper|system card|report|documentation|manual)\s*$"
    )
    return one_line(re.sub(kind, "", re.split(r"[:：—]", title)[0], flags=re.IGNORECASE)) or one_line(title)


def _complete(commission: Commission) -> Commission:
    """Return the commission with the defaults that depend on its subjects: title and sections."""
    zh = commission.language == "zh"
    changes: dict[str, Any] = {}
    if "title" in commission.defaulted:
        changes["title"] = _default_title([subject.name for subject in commission.subjects if subject.name], zh)
    sections = commission.sections
    if "sections" in commission.defaulted:
        standard = outline.standard(commission.language, commission.axes, len(commission.subjects))
        sections = _keep_lengths(standard, commission.sections)
    roles = {section.role for section in sections}
    if "abstract" in commission.extras and "abstract" not in roles:
        sections = _with_abstract(sections, commission.language, None)
    if "references" in commission.extras and "references" not in roles:
        title = "参考资料" if zh else "References"
        sections += (SectionSpec(number=len(sections) + 1, heading=title, title=title, role="references"),)
    return replace(commission, sections=sections, **changes)


def _keep_lengths(new: tuple[SectionSpec, ...], old: tuple[SectionSpec, ...]) -> tuple[SectionSpec, ...]:
    """Return the standard sections anew with what the commission said of the old ones: lengths, an abstract."""
    said = {section.role: section.length for section in old}
    kept = tuple(replace(section, length=said.get(section.role)) for section in new)
    first = [section for section in old[:1] if section.role == "abstract"]
    return (*first, *(replace(section, number=section.number + len(first)) for section in kept))


def _default_title(names: list[str], zh: bool) -> str:
    if len(names) < 2:
        return "对比分析报告" if zh else "Comparative Report"
    if not zh:
        words = f"{', '.join(names[:-1])} and {names[-1]}: A Comparative Report"
        return words[0].upper() + words[1:] if words.split()[0].islower() else words
    words = f"{'、'.join(names[:-1])} 与 {names[-1]} 对比分析报告"
    return re.sub(rf"(?<=[{text.HAN}》”]) (?=[{text.HAN}《“])", "", words)


# --- showing it ---


def to_json(commission: Commission) -> dict[str, Any]:
    """Return the commission as plain dicts, lists and strings, ready for `json.dumps`."""
    return asdict(commission)


def describe(commission: Commission) -> str:
    """Return a table of what was understood and from which words, for `briefproof commission`."""
    default = set(commission.defaulted)
    rows = [
        ("title", commission.title, "title" in default),
        ("language", commission.language, "language" in default),
        ("length", str(commission.length), "length" in default),
        ("register", commission.register, "register" in default),
    ]
    for subject in commission.subjects:
        rows.append(("subject", f"{subject.name or '? (to be identified)'}, named in the {subject.origin}", False))
    rows += [("axis", axis, False) for axis in commission.axes]
    for section in commission.sections:
        length = f", {section.length}" if section.length else ""
        rows.append(("section", f"{section.heading}  [{section.role}{length}]", "sections" in default))
    rows += [("extra", extra, False) for extra in commission.extras]
    rows += [("prohibition", f"{item.kind}: {item.value}", False) for item in commission.prohibitions]
    rows += [("period", requirements.period_words(period), False) for period in commission.periods]
    rows += [("deadline", commission.deadline, False)] if commission.deadline else []
    rows += [("source", source, False) for source in commission.named_sources]
    rows += [("not enforced", words, False) for words in commission.unenforced]
    width = max(_width(value) for _, value, _ in rows)
    lines = []
    used: set[int] = set()
    for key, value, defaulted in rows:
        words = "default" if defaulted else _words_for(commission, key, value, used)
        lines.append(f"{key:<13} {value}{' ' * (width - _width(value))}  {words}".rstrip())
    return "\n".join(lines)


def _words_for(commission: Commission, key: str, value: str, used: set[int]) -> str:
    """Return the words that a row of the table was read from; each is shown once."""
    key = {"not enforced": "unenforced"}.get(key, key)
    left = [i for i, item in enumerate(commission.understood) if item.key == key and i not in used]
    if key in ("section", "extra"):  # those added by default were read from no words
        left = [i for i in left if value.startswith(commission.understood[i].value)]
    if not left:
        return ""
    exact = [i for i in left if value in (commission.understood[i].value, one_line(commission.understood[i].words))]
    chosen = (exact or left)[0]
    used.add(chosen)
    words = one_line(commission.understood[chosen].words)
    return f"← “{words if len(words) <= 60 else words[:59] + '…'}”"


def _width(words: str) -> int:
    """Return the columns that `words` take in a terminal: Han characters and wide marks two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in words)
