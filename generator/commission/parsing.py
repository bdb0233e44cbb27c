"""The commission: what a person asks for in a paragraph or a page, read into a frozen value.

The text is data: whatever it holds stays plain text.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from generator.commission import (
    audience,
    axes,
    budget,
    clauses,
    closing,
    contrasted,
    doubts,
    exclusions,
    form,
    further,
    leading,
    lengths,
    outlined,
    pages,
    periods,
    pointers,
    prohibitions,
    questions,
    readings,
    sections,
    shared,
    style,
    subjects,
    titles,
    topics,
    unnamed,
)
from generator.commission.candidates import Item
from generator.commission.clauses import Span
from generator.commission.commission import Commission, complete
from generator.commission.held import TITLED, Lookup, Parties, share
from generator.commission.instructions import instructions
from generator.commission.notes import Notes
from generator.commission.phrases import Found, flatten, hide, one_line, trim
from generator.commission.subject import Subject, names_of, subject_at
from generator.errors import BriefproofError
from generator.language import text

_COMPARES = re.compile(r"对比|比较|compar|versus", re.IGNORECASE)
"""Words of a commission that attachments may complete: "写一份关于 OpenAI 的对比报告" and a picture of another."""
LED = "text, by what the corpus holds"
"""Said of a subject that is named because the corpus has it."""
UNSAID = "left out: no source says anything of it that can stand alone"
"""Said of a subject that a comparison asks for and that the corpus does not tell of."""
MOST = 8_000
"""Characters of a commission, some four pages: it is quoted as it was given, and is no place for more."""


def read(
    query: str,
    *,
    occurs: Lookup | None = None,
    taken: tuple[str, ...] = (),
    attached: bool = False,
    without: tuple[str, ...] = (),
) -> Commission:
    """Return what `query`, text or a form in YAML (see `form`), asks for, with defaults for what it does not say.

    Subjects that only an attachment names stay unresolved. `occurs` tells how many documents of a corpus hold a name:
    it decides where names can be parted in several ways and, unless something is `attached`, which names in the text
    are meant (`readings`). `taken` are the names that were decided on before: those of a way to part them are taken
    again; without `occurs`, which decides itself, any that the text holds. Subjects named in `without` are left out,
    which is recorded: no source says anything of them. Raises BriefproofError when the text is
    empty, longer than `MOST` or contradicts itself.
    """
    query = text.unified(text.visible(query))  # as it will be read from the front matter
    if len(query) > MOST:
        raise BriefproofError(
            "the commission has {length} characters; allowed are {most} (attach the rest)",
            length=f"{len(query):,}",
            most=f"{MOST:,}",
        )
    if not any(character.isalpha() for character in query):
        raise BriefproofError("the commission is empty; say in a sentence or two what is to be compared")
    if form.is_form(query):
        return form.read(query)
    flat = flatten(query)
    notes = Notes(query)
    language, said = style.language(flat, query)
    notes.stated("language", language, said)

    title, works = titles.find(flat)
    title_span = (title.start, title.end) if title else None
    report_title = one_line(query[slice(*title_span)]) if title_span else ""
    notes.stated("title", report_title, title_span)
    last = [(known[0].start, known[-1].end)] if (known := subjects.stated(flat)) else []
    body = hide(flat, [title_span, *last] if title_span else last)
    asked = lengths.find(body, language)
    in_pages = pages.find(hide(body, _spans(asked)), language)
    if any(found.value.scope == "whole" for found in asked):
        in_pages = [
            found for found in in_pages if re.search(r"page|页|slide|PPT|min|分钟", body[found.start : found.end], re.I)
        ]
    else:
        asked, in_pages = sorted([*asked, *in_pages], key=lambda found: found.start), []
    items = sections.find(body, asked)
    items = further.added(hide(body, _spans(items) + _spans(asked)), items)
    specified = sections.specify(query, flat, items, asked, language)
    for section, item in specified:
        notes.add("section", section.heading, *trim(flat, item.start, item.end))

    things = [span for spans in outlined.things(body) for span in spans]  # are subjects and have sections
    heads = [span for span in _spans(items) if not any(a < span[1] and span[0] < b for a, b in things)]
    plain = hide(body, heads + _spans(asked) + clauses.mail_heads(flat))
    works += titles.sources(hide(plain, _spans(works) + pointers.document_spans(plain)))
    works.sort(key=lambda found: found.start)
    plain = hide(plain, basis := [span for span in _spans(works) if span not in titles.told_from(flat)])
    twofold = contrasted.sides(query, plain)
    allowed = hide(plain, _spans(twofold))  # "with and without a lid" forbids no lid
    left_out = exclusions.find(allowed, query)
    out_spans = [span for span, _ in left_out]
    plain = hide(plain, out_spans)
    forbidden, formal, not_spans = prohibitions.find(hide(allowed, out_spans), flat, query)
    not_spans += out_spans
    titled = [(item.start, item.title_end) for item in items]
    times = periods.find(hide(flat, _spans(asked) + _spans(works) + titled), query)
    deadline = periods.deadline(plain)
    wanted = hide(plain, not_spans + _spans(times) + _spans([deadline] if deadline else []))
    everywhere = hide(body, _spans(asked) + not_spans + basis + clauses.mail_heads(flat))
    reader = audience.find(hide(flat, _spans(asked) + ([title_span] if title_span else [])))
    if twofold:
        wanted, everywhere = (hide(words, _spans(twofold)) for words in (wanted, everywhere))
    compared = subjects.find(flat, title_span, wanted, everywhere, _prefer(occurs, taken))
    if twofold and (len(compared.subjects) < 2 or contrasted.are_described(body)):
        compared = replace(compared, subjects=twofold, topics=(), comparing=True)
    elif not attached:
        shown = hide(wanted, _spans([reader] if reader else []))
        if title:  # what stands in it may be a subject too
            shown = f"{shown[: title.start]}{flat[title.start : title.end]}{shown[title.end :]}"
        compared = _by_corpus(query, shown, title_span, compared, occurs, taken)
        if occurs and _is_vague(flat, compared, occurs):
            compared = replace(compared, subjects=(), others=(), led=True)
        if occurs and not (compared.subjects or compared.comparing) and (only := readings.headed(flat, heads, occurs)):
            compared = replace(compared, subjects=(subject_at(flat, only),), led=True)
    along_of = compared
    if known:
        compared = replace(compared, subjects=known, others=(), unsure=(), comparing=len(known) > 1, led=False)
    compared, unsaid = _without(query, compared, without)
    named = tuple(_in_own_letters(query, found) for found in compared.subjects)
    left = exclusions.spared((one for _, items in left_out for one in items), named)
    forbidden = sorted((*forbidden, *left), key=lambda one: one.start)
    about = None if named or compared.comparing else topics.topic(query)
    undated = hide(plain, not_spans)  # a point may hold a time: "what it did after 2008"
    told = bool(items)
    along = max(axes.find(wanted, along_of, told), axes.find(undated, along_of, told) if times else [], key=len)
    if not items and (
        compared.led or len(named) == 1 or not (named or compared.comparing)
    ):  # a question without a subject asks too
        posed = questions.find(hide(body, _spans(asked) + out_spans), compared.subjects)
        lone = about is None or any(flatten(about.name) in one.value for one in posed)  # the question is all there is
        along = posed if len(posed) > max(len(along), lone and not (named or compared.led)) else along
    along = along if items else further.joined(hide(wanted, _spans(along)), along)
    along = leading.bare(flat, [a for a in along if one_line(query[a.start : a.end])])  # not what cannot be seen
    register = tone.value if (tone := style.register(wanted)) else "formal"
    headings = [(item.start, item.title_start + len(section.title)) for section, item in specified]
    extras = style.extras(hide(body, headings + _spans(asked) + _spans(works) + not_spans + _spans(times)))
    style.check_extras(extras, forbidden)

    notes.found("prohibition", forbidden, lambda value: f"{value.kind}: {value.value}")
    notes.found("period", times, periods.period_words)
    notes.found("deadline", [deadline] if deadline else [])
    notes.found("reader", [reader] if reader else [])
    said: dict[Span, list[Subject]] = {}
    for subject, found in zip(named, compared.subjects, strict=True):
        said.setdefault((found.start, found.end), []).append(subject)
    for span, meant in said.items():
        where = LED if compared.led else meant[0].origin
        called = ", ".join(subject.name or "to be identified" for subject in meant)
        notes.add("subject", f"{called} ({where})", *span)
    for found in unsaid:
        notes.add("unsaid", UNSAID, found.start, found.end)
    notes.found("axis", along)
    notes.stated("register", register, (tone.start, tone.end) if tone else formal)
    notes.found("extra", extras)
    notes.found("source", works)
    axis_names = tuple(one_line(query[axis.start : axis.end]) for axis in along)
    outline = tuple(section for section, _ in specified)
    notes.defaulted += [key for key, value in (("axes", along), ("sections", outline)) if not value]
    outline = outline or sections.standard(language, sections.asked(query, axis_names), len(named))
    own = {id(found) for found in asked for item in items if budget.belongs(flat, item, found)}
    length, outline, other = budget.divide(language, outline, asked, own, notes.add, notes.defaulted)
    for span in _spans(in_pages):
        notes.add("unenforced", "pages", *span)
    unenforced = _spans(other) + _spans(in_pages)
    understood = tuple(sorted(notes.understood, key=lambda item: (item.start, item.end, item.key)))
    return complete(
        Commission(
            query=query,
            title=report_title,
            language=language,
            length=length,
            sections=outline,
            subjects=named,
            axes=axis_names,
            register=register,
            extras=_values(extras),
            prohibitions=tuple(found.value for found in forbidden),
            periods=tuple(found.value for found in times),
            deadline=deadline.value if deadline else None,
            named_sources=tuple(dict.fromkeys(titles.own_words(query, work) for work in works)),
            reader=one_line(query[reader.start : reader.end]) if reader else "",
            closing=closing.asked(query),
            unenforced=tuple(one_line(query[start:end]) for start, end in sorted(unenforced)),
            defaulted=tuple(sorted(notes.defaulted)),
            comparing=compared.comparing,
            completed=bool(_COMPARES.search(flat)),
            about=about,
            readings=(tuple(one.name for one in named), *compared.others) if compared.others else (),
            unsure=compared.unsure,
            understood=understood,
            instructions=instructions(query, flat, understood),
        )
    )


def _spans(found: Iterable[Found[Any] | Item]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]


def _values(found: Iterable[Found[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.value for one in found))


def _by_corpus(
    query: str,
    body: str,
    title: Span | None,
    compared: subjects.Compared,
    occurs: Lookup | None,
    taken: tuple[str, ...],
) -> subjects.Compared:
    """Return the subjects that were taken, or that the corpus decides on.

    Without it those are taken again that the text holds.
    """
    flat, names, about = flatten(query), names_of(compared.subjects), topics.topic(query)
    if any(found.value.origin != "text" for found in compared.subjects) or not (taken or occurs):
        return compared
    wanted = tuple(flatten(name) for name in taken)
    if occurs is None:
        ways = [placed(flat, body, wanted)]
        if about and names != wanted == (flatten(about.name),) and _is_vague(flat, compared, None):
            return replace(compared, subjects=(), others=(), led=True)
        if (
            not ways[0]
            and names != taken
            and (parties := unnamed.counted(body, lambda: (Parties(names=taken, shared=""),)))
        ):
            return _led_by(compared, *parties)
    else:
        found = readings.ranked(flat, body, title, compared, occurs)
        own = found[0].spans if found else tuple((one.start, one.end) for one in compared.subjects)
        compares = len(own) > 1 and any(rank > 1 and spans == own for rank, spans in compared.framed)
        parties = None if compares else unnamed.counted(body, occurs.parties)
        if parties and not unnamed.is_named(flat, own, beside=parties[0][0]):
            return _led_by(compared, *parties)
        if not found:
            return compared
        close = [one for one in found if one.score > found[0].score - 1e-9]
        ways = [placed(flat, body, tuple(flat[slice(*span)] for span in one.spans)) for one in close]
        ways = [_with_article(flat, _branded(way, occurs), occurs) for way in ways]
        ways.sort(key=lambda way: names_of(way) != wanted)
    unsure = (
        ()
        if occurs is None
        else tuple(
            names_of(placed(flat, body, tuple(flat[slice(*span)] for span in one.spans)))
            for one in doubts.unsure(found)
        )
    )
    compared = replace(compared, unsure=unsure)
    best, *others = ways
    if not names and about and names_of(best) == (flatten(about.name),):
        return compared  # what a question without subjects is about
    whole = all(one.value.name == one.value.words for one in best)
    if (
        not best
        or names_of(best) == names  # the text has them by itself, wherever else their words stand in it
        or whole
        and [(one.start, one.end) for one in best] == [(one.start, one.end) for one in compared.subjects]
    ):
        return replace(compared, others=tuple(map(names_of, others)) or compared.others)
    overlap = (one.start < other.end and other.start < one.end for one in best for other in compared.subjects)
    kept = not names or any(overlap)  # what a clause says of what the pronoun stands for, or of these
    return replace(
        compared, subjects=best, others=tuple(map(names_of, others)), topics=compared.topics if kept else (),
        axes=compared.axes or axes.set_off(body, best[-1].end), comparing=len(best) > 1, led=True,
    )  # fmt: skip


def _is_vague(flat: str, compared: subjects.Compared, occurs: Lookup | None) -> bool:
    """Tell whether the one subject is a common noun that stands for the answer, “options” of “What are the options?”,
    or stands behind the list that is asked about, and no title is made of it. Then the commission is about what its
    words ask."""
    named = compared.subjects
    if compared.comparing or len(named) != 1 or named[0].value.origin != "text":
        return False
    name, start, end = named[0].value.name, named[0].start, named[0].end
    answers = _ANSWER.search(flat[:start]) and re.match(r" ?[,?]", flat[end:])
    small = re.fullmatch(r"[a-z][a-z ]*", name) and (answers or topics.listed(flat, start))
    return bool(small) and (occurs is None or occurs(name).share < TITLED)


_ANSWER = re.compile(r"\bwhat (?:is|are|were|was) (?:the |our |my |their )?$", re.IGNORECASE)


def _led_by(
    compared: subjects.Compared, parties: tuple[Found[Subject], ...], asked: tuple[Span, ...]
) -> subjects.Compared:
    """Return the comparison of parties that the text only counts, along what is asked of them."""
    return replace(compared, subjects=parties, others=(), topics=asked, comparing=True, led=True)


def _branded(way: tuple[Found[Subject], ...], occurs: Lookup) -> tuple[Found[Subject], ...]:
    """Return the subjects, models with the brand that only the first has, where the corpus holds them so."""
    full = shared.branded(names_of(way), lambda name: occurs(name).told > 0)
    return tuple(replace(one, value=replace(one.value, name=name)) for one, name in zip(way, full, strict=True))


def _with_article(flat: str, way: tuple[Found[Subject], ...], occurs: Lookup) -> tuple[Found[Subject], ...]:
    """Return the subjects, those with the article before them that the corpus writes with a capital: The Hague."""
    return tuple(
        subject_at(flat, (one.start - 4, one.end))
        if flat[max(0, one.start - 4) : one.start].casefold() == "the " and occurs(one.value.name).article
        else one
        for one in way
    )


def placed(flat: str, body: str, names: tuple[str, ...]) -> tuple[Found[Subject], ...]:
    """Return the subjects of these names, each where it is named first, in the body if it is named there, a model
    without the brand of the first if need be; () where one is named nowhere."""
    found: list[Found[Subject]] = []
    for name in names:
        models = (name.removeprefix(brand) for brand in shared.brands(names[0])[::-1] if name != names[0])
        spans = (_place(flat, body, words, found) for words in (name, *models))
        span = next(filter(None, spans), None)
        if span is None:
            return ()
        one = subject_at(flat, span)
        found.append(one if span[1] - span[0] == len(name) else replace(one, value=replace(one.value, name=name)))
    return tuple(found)


def _place(flat: str, body: str, name: str, taken: list[Found[Subject]]) -> Span | None:
    """Return where a name stands first, beside those that are taken."""
    before = r"(?<![A-Za-z0-9])" if name[:1].isascii() else ""
    after = r"(?=s?(?![A-Za-z0-9]))" if name[-1:].isascii() else ""  # 韩国 ends in "韩国30天", clef in "clefs leave"
    word = re.compile(f"{before}{re.escape(name)}{after}", re.IGNORECASE)
    places = (match.span() for read in (body, flat) for match in word.finditer(read))
    return next((s for s in places if all(s[1] <= one.start or one.end <= s[0] for one in taken)), None)


def _without(
    query: str, compared: subjects.Compared, left_out: tuple[str, ...]
) -> tuple[subjects.Compared, tuple[Found[Subject], ...]]:
    """Return the subjects without those of these names, and the latter; with none left it is about what it asks."""
    unsaid = tuple(
        found
        for found in compared.subjects
        if {_in_own_letters(query, found).name, query[found.start : found.end]} & {*left_out}
    )
    kept = tuple(found for found in compared.subjects if found not in unsaid)
    if not unsaid:
        return compared, ()
    return replace(compared, subjects=kept, others=(), comparing=len(kept) > 1), unsaid


def _prefer(occurs: Lookup | None, taken: tuple[str, ...]) -> Callable[[tuple[str, ...]], float]:
    """Return how much speaks for a way to part names, 0 to 2: it was taken before; the share that the corpus holds."""
    wanted = [flatten(name) for name in taken]

    def weight(names: tuple[str, ...]) -> float:
        if taken:
            return 2.0 * (wanted == [flatten(name) for name in names])
        return share(names, occurs) if occurs else 0.0

    return weight


def _in_own_letters(query: str, found: Found[Subject]) -> Subject:
    """Return the subject with name and words as the query writes them, not as it was folded for reading."""
    words = query[found.start : found.end]
    named = found.value.name == found.value.words and found.value.origin == "text"
    return replace(found.value, name=one_line(text.normalise(words)) if named else found.value.name, words=words)
