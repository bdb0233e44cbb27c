"""The commission as a form in YAML, for those who want no guessing: written from what was understood, and read back.

A form is told from text by its first line, `commission: 1`. What it leaves out has the default that text has. Its keys
are those of `data/commission.schema.json`; any other is an error that names the nearest.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from generator import files, yaml_text
from generator.commission import budget, sections as outlines, style
from generator.commission.commission import Commission, complete
from generator.commission.instructions import Instruction, became
from generator.commission.lengths import Length
from generator.commission.periods import Period, period_words
from generator.commission.phrases import Found, one_line
from generator.commission.prohibitions import Prohibition
from generator.commission.roles import ROLES, role
from generator.commission.sections import SectionSpec
from generator.commission.subject import Subject
from generator.errors import BriefproofError
from generator.language import scripts, text
from generator.messages import say

SCHEMA = files.DATA / "commission.schema.json"
VERSION = 1
_FIRST = re.compile(r"(?:\s*(?:#[^\n]*)?\n)*commission[ \t]*:[ \t]*(\d+)[ \t]*(?:#[^\n]*)?(?:\n|$)")
_LENGTH = re.compile(r"(?:(\d+) ?[-–] ?(\d+)|≤ ?(\d+)|≥ ?(\d+)) ?(字|words)")
_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")
KEYS = (
    "commission", "title", "language", "length", "register", "subjects", "about", "compare", "axes", "sections",
    "parts", "extras", "bans", "periods", "deadline", "reader", "closing", "sources",
    "not_enforced",
)  # fmt: skip
OF_SECTION = ("heading", "title", "role", "length", "guidance")
OF_SUBJECT = ("name", "from", "words")
OF_PERIOD = ("since", "until", "years", "words")
BANS = ("source", "topic", "element", "person", "other")
NAMED = {"element": ("table", "chart", "list", "emoji", "footnote"), "person": ("first person", "second person")}
MOST, LONGEST = 40, 300
"""Entries of a list, and characters of a value, at most."""


def is_form(query: str) -> bool:
    """Tell whether a commission is given as a form."""
    return _FIRST.match(query) is not None


# --- reading


def read(query: str) -> Commission:
    """Return what a form asks for; raises BriefproofError, in one line, for what no form may hold."""
    given = yaml_text.load_plain(query, "the commission")
    form = _mapping(given, KEYS, "the commission")
    if form["commission"] != VERSION:
        raise BriefproofError(
            "commission: {commission}: this program reads form {version}",
            commission=form["commission"],
            version=VERSION,
        )
    defaulted = [key for key in ("title", "language", "register", "axes", "sections") if key not in form]
    said = _one_of(form.get("language") or text.language(_words(form)), (*text.UNIT, scripts.HANT), "language")
    language = said.partition("-")[0]  # the script is told from the form as a whole
    subjects = tuple(_subject(one, where) for one, where in _listed(form, "subjects"))
    axes = tuple(axis.rstrip("?？") or axis for axis in _texts(form, "axes"))
    extras = tuple(_one_of(one, style.EXTRAS, where) for one, where in _listed(form, "extras"))
    bans = tuple(_ban(one, where) for one, where in _listed(form, "bans"))
    style.check_extras(_found(extras), _found(bans))
    outline = _outline(form, language, axes, len(subjects))
    asked = _length(form["length"], "length") if "length" in form else None
    compare = form.get("compare", len(subjects) > 1)
    _one_of(compare, (True, False, "attached"), "compare")
    commission = Commission(
        query=query,
        title=_optional(form, "title"),
        language=language,
        length=budget.limited(asked, outline, language, defaulted),
        sections=outline,
        subjects=subjects,
        about=_about(_optional(form, "about")),
        axes=axes,
        register=_one_of(form.get("register", "formal"), ("formal", "plain"), "register"),
        extras=extras,
        prohibitions=bans,
        periods=tuple(_period(one, where) for one, where in _listed(form, "periods")),
        deadline=_optional(form, "deadline") or None,
        named_sources=_texts(form, "sources"),
        reader=_optional(form, "reader"),
        closing=_optional(form, "closing"),
        unenforced=_texts(form, "not_enforced"),
        defaulted=tuple(sorted(defaulted)),
        comparing=compare is True,
        completed=compare == "attached",
    )
    if not (subjects or commission.about or commission.comparing):
        raise BriefproofError("the commission names no subjects; give subjects: […], or about: what it is about")
    return complete(replace(commission, instructions=tuple(_instructions(commission))))


def _mapping(given: Any, known: Collection[str], where: str) -> Mapping[str, Any]:
    """Return a mapping; raises BriefproofError for anything else, and for a key that is not known."""
    if not isinstance(given, Mapping):
        raise BriefproofError("{where}: not a mapping; allowed keys: {allowed}", where=where, allowed=", ".join(known))
    for key in given:
        if key not in known:
            near = get_close_matches(key, known, 1, 0.5)
            told = (
                say("did you mean {near}?", near=near[0]) if near else say("allowed: {known}", known=", ".join(known))
            )
            raise BriefproofError("{where}: no key {key}; {told}", where=where, key=repr(key[:40]), told=told)
    return given


def _listed(form: Mapping[str, Any], key: str) -> Iterator[tuple[Any, str]]:
    """Yield the entries of a list, each with its place for messages."""
    given = form.get(key, [])
    if not isinstance(given, list) or len(given) > MOST or (key in form and not given):
        raise BriefproofError("{key}: give a list of 1 to {most} entries", key=key, most=MOST)
    return ((one, f"{key} {number}") for number, one in enumerate(given, start=1))


def _text(given: Any, where: str) -> str:
    words = one_line(str(given)) if isinstance(given, str | int | float) and not isinstance(given, bool) else ""
    if not words or len(words) > LONGEST:
        raise BriefproofError("{where}: give text of 1 to {longest} characters", where=where, longest=LONGEST)
    return words


def _texts(form: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(_text(one, where) for one, where in _listed(form, key))


def _optional(form: Mapping[str, Any], key: str) -> str:
    return _text(form[key], key) if key in form else ""


def _one_of(given: Any, known: Collection[Any], where: str) -> Any:
    if not any(given is one or (given == one and isinstance(given, str)) for one in known):
        allowed = ", ".join(str(one).lower() if isinstance(one, bool) else one for one in known)
        raise BriefproofError(
            "{where}: {given}; allowed: {allowed}", where=where, given=repr(str(given)[:40]), allowed=allowed
        )
    return given


def _words(given: Any) -> str:
    """Return the values of a form in one, by which its language is told."""
    values = given.values() if isinstance(given, Mapping) else given if isinstance(given, list) else [given]
    nested = isinstance(given, Mapping | list)
    return " ".join(_words(value) for value in values) if nested else given if isinstance(given, str) else ""


def _length(given: Any, where: str) -> Length:
    match = _LENGTH.fullmatch(str(given).strip())
    if match is None:
        raise BriefproofError(
            "{where}: {given}; write 800–1000 words, ≤ 900 words, ≥ 1500 字", where=where, given=repr(str(given)[:40])
        )
    low, high, most, least = (int(number) if number else None for number in match.groups()[:4])
    if low is not None and high is not None and low > high:
        raise BriefproofError(
            "{where}: at least {low} and at most {high}; change one of the two numbers", where=where, low=low, high=high
        )
    return Length(minimum=least if low is None else low, maximum=most if high is None else high, unit=match[5])


def _subject(given: Any, where: str) -> Subject:
    if isinstance(given, str):
        return Subject(name=_text(given, where), origin="text", words=_text(given, where))
    told = _mapping(given, OF_SUBJECT, where)
    name, origin = _optional(told, "name"), _one_of(told.get("from", "text"), ("text", "document", "image"), where)
    if not name and origin == "text":
        raise BriefproofError("{where}: give name, or from: document or image", where=where)
    words = _optional(told, "words") or name or f"from: {origin}"
    return Subject(name=name, origin=origin, words=words)


def _about(words: str) -> Subject | None:
    return Subject(name=words, origin="text", words=words) if words else None


def _ban(given: Any, where: str) -> Prohibition:
    told = _mapping(given, (*BANS, "words"), where)
    kinds = [kind for kind in BANS if kind in told]
    if len(kinds) != 1:
        raise BriefproofError("{where}: give one of {allowed}", where=where, allowed=", ".join(BANS))
    value = _text(told[kinds[0]], where)
    if kinds[0] in NAMED:
        _one_of(value, NAMED[kinds[0]], where)
    return Prohibition(kind=kinds[0], value=value, words=_optional(told, "words") or value)


def _period(given: Any, where: str) -> Period:
    told = _mapping(given, OF_PERIOD, where)
    since, until = (_optional({k: v for k, v in told.items() if k == key}, key) or None for key in ("since", "until"))
    years = told.get("years")
    if any(day and not _DATE.fullmatch(day) for day in (since, until)):
        raise BriefproofError("{where}: write a year, month or day: 2023, 2023-06, 2023-06-30", where=where)
    if years is not None and (type(years) is not int or not 0 < years <= 100):
        raise BriefproofError("{where}: years is a number from 1 to 100", where=where)
    if since and until and since > until[: len(since)]:
        raise BriefproofError("{where}: it ends before it begins", where=where)
    if not (since or until or years):
        raise BriefproofError("{where}: give since, until or years", where=where)
    period = Period(since=since, until=until, years=years, words="")
    return replace(period, words=_optional(told, "words") or period_words(period))


def _outline(form: Mapping[str, Any], language: str, axes: tuple[str, ...], subjects: int) -> tuple[SectionSpec, ...]:
    """Return the sections of the form, or the standard ones with the lengths that `parts` gives them by role."""
    if "sections" in form:
        if "parts" in form:
            raise BriefproofError("parts: these are lengths of the standard sections; give each of yours its length")
        listed = _listed(form, "sections")
        return tuple(_section(one, where, number) for number, (one, where) in enumerate(listed, start=1))
    parts = _mapping(form.get("parts", {}), ROLES, "parts")
    given = {kind: _length(length, f"parts.{kind}") for kind, length in parts.items()}
    standard = outlines.standard(language, axes, subjects)
    if "abstract" in given:
        standard = outlines.with_abstract(standard, language, None)
    return tuple(replace(section, length=given.get(section.role)) for section in standard)


def _section(given: Any, where: str, number: int) -> SectionSpec:
    told = _mapping({"heading": given} if isinstance(given, str) else given, OF_SECTION, where)
    heading = _text(told.get("heading", told.get("title")), where)
    title = _optional(told, "title") or heading
    if not heading.endswith(title):
        raise BriefproofError(
            "{where}: heading is its number and title: “{heading}” does not end with “{title}”",
            where=where,
            heading=heading,
            title=title,
        )
    return SectionSpec(
        number=number,
        heading=heading,
        title=title,
        role=_one_of(told.get("role") or role(title, number), ROLES, where),
        length=_length(told["length"], where) if "length" in told else None,
        guidance=_optional(told, "guidance"),
    )


def _found(values: tuple[Any, ...]) -> list[Found[Any]]:
    return [Found(value=value, start=0, end=0) for value in values]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """An entry of a form, as `instructions` takes it."""

    key: str
    value: str
    words: str


def _instructions(asked: Commission) -> Iterator[Instruction]:
    """Yield every demand of the form, with what becomes of it."""
    own = set(asked.defaulted)
    single = {"title": asked.title, "language": asked.language, "length": asked.length, "register": asked.register}
    rows: list[tuple[str, Any]] = [(key, value) for key, value in single.items() if key not in own]
    rows += [("subject", one.name or f"from: {one.origin}") for one in asked.subjects]
    rows += [("axis", axis) for axis in asked.axes]
    rows += [("section", one.heading) for one in asked.sections if "sections" not in own]
    rows += [("section_length", f"{one.title}: {one.length}") for one in asked.sections if one.length]
    rows += [("extra", extra) for extra in asked.extras]
    rows += [("prohibition", f"{ban.kind}: {ban.value}") for ban in asked.prohibitions]
    rows += [("period", period_words(period)) for period in asked.periods]
    rows += [("deadline", asked.deadline), ("reader", asked.reader), ("closing", asked.closing)]
    rows += [("source", source) for source in asked.named_sources] + [("unenforced", w) for w in asked.unenforced]
    return (
        became(_Given(key=key, value=str(value), words=f"{key.replace('_', ' ')}: {value}"))
        for key, value in rows
        if value
    )


# --- writing


def write(commission: Commission) -> str:
    """Return the form that asks for what a commission was understood to ask; what it leaves to defaults is left out."""
    default = set(commission.defaulted)
    subjects = [_of_subject(subject) for subject in commission.subjects]
    rows: dict[str, Any] = {
        "commission": VERSION,
        "title": commission.title * ("title" not in default),
        "language": commission.script,
        "length": _of_length(commission),
        "register": commission.register * ("register" not in default),
        "subjects": subjects,
        "about": commission.about.name if commission.about and not subjects else "",
        "axes": list(outlines.asked(commission.query, commission.axes)),
        "sections": [_of_section(section) for section in commission.sections] * ("sections" not in default),
        "parts": {s.role: str(s.length) for s in commission.sections if s.length and "sections" in default},
        "extras": list(commission.extras),
        "bans": [{p.kind: p.value, **_own(p.words, p.value)} for p in commission.prohibitions],
        "periods": [_of_period(period) for period in commission.periods],
        "deadline": commission.deadline,
        "reader": commission.reader,
        "closing": commission.closing,
        "sources": list(commission.named_sources),
        "not_enforced": list(commission.unenforced),
    }
    if commission.comparing != (len(subjects) > 1) or (commission.completed and len(subjects) == 1):
        rows["compare"] = commission.comparing or ("attached" if commission.completed else False)
    kept = {key: rows[key] for key in KEYS if key in rows and (rows[key] or rows[key] is False)}
    return yaml_text.dump(kept, sort_keys=False) + "".join(_aside(one) for one in commission.instructions)


def _aside(one: Instruction) -> str:
    """Return a comment on what no key of the form can say."""
    said = ("deadline", "reader", "unenforced", "extra", "prohibition")
    return f"# not something this tool does: {one.words}\n" if one.status == "not_done" and one.key not in said else ""


def _of_length(commission: Commission) -> str:
    length, default = commission.length, commission.defaulted
    if "length" in default:
        return ""
    kept = replace(
        length,
        minimum=None if "length.minimum" in default else length.minimum,
        maximum=None if "length.maximum" in default else length.maximum,
    )
    return str(kept)


def _of_subject(subject: Subject) -> Any:
    if subject.origin == "text":
        return subject.name
    return {
        **({"name": subject.name} if subject.name else {}),
        "from": subject.origin,
        "words": one_line(subject.words),
    }


def _of_section(section: SectionSpec) -> Any:
    rows = {
        "heading": section.heading,
        "title": section.title if section.title != section.heading else "",
        "role": section.role if section.role != role(section.title, section.number) else "",
        "length": str(section.length or ""),
        "guidance": section.guidance,
    }
    kept = {key: value for key, value in rows.items() if value}
    return kept if len(kept) > 1 else section.heading


def _of_period(period: Period) -> dict[str, Any]:
    rows = {"since": period.since, "until": period.until, "years": period.years}
    return {key: value for key, value in rows.items() if value} | _own(period.words, period_words(period))


def _own(words: str, value: str) -> dict[str, str]:
    return {"words": words} if words and words != value else {}
