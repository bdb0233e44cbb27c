"""The outline: the model says which passages answer what in which section, and asks for what it misses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from generator.brief import front as fronts
from generator.evidence import COMPARED, naming
from generator.gate.retelling import Fault
from generator.language import text
from generator.messages import say
from generator.writers import llm_prompt, llm_wishes
from generator.writers.llm_client import Client
from generator.writers.llm_passages import Pool
from generator.writers.llm_prompt import Outline, Point, Turn
from generator.writers.selection import DUPLICATE

ROUNDS = 2
"""Rounds in which an outline goes back, with what was searched for it."""
POINTS = 5
"""Most points of a section (1 or more)."""
SEARCHES = 24
"""Most searches of a round."""
OPEN = 8
"""Most points (0 and up) of which a brief says that they are not answered."""

Points = dict[int, tuple[Point, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is written where."""

    points: Points
    """Of each section; a section is left out that none was planned for."""
    unanswered: tuple[dict[str, str], ...] = ()
    """The points for which nothing that was found is an answer, and those on which nothing was found of a side, as the
    gap list of a brief holds them."""
    notes: tuple[str, ...] = ()
    """What the person who runs the command is told of it."""


def planned(pool: Pool, model: Client) -> Plan:
    """Return what is written where.

    Raises BriefproofError when the endpoint cannot be used or a limit is reached.
    """
    turns: list[Turn] = []
    best, searched = Outline(sections={}), False
    for round_ in range(1 + ROUNDS):
        reply = model.ask(messages(pool, turns), "outline")
        outline = _expanded(pool, llm_prompt.outline(reply.text)) if reply.finish == "stop" else None
        if reply.finish == "refused":
            break
        faults = list(_faults(pool, outline)) if outline else [(0, Fault(code="form"))]
        best = outline or best
        if round_ == ROUNDS:
            break
        wanted = _wanted(pool, outline) if outline else []
        found = [(section, words, pool.found(section, words)) for section, words in wanted[:SEARCHES]]
        if not faults and not any(names for *_, names in found) and (searched or not found):
            break
        searched = searched or bool(found)
        faults += [(section, Fault(code="unsearched", words=words)) for section, words in wanted[SEARCHES:]]
        turns.append((reply.text, _answer(pool, faults, found, last=round_ + 1 == ROUNDS)))
    unanswered = tuple(_unanswered(pool, best))[:OPEN] if searched else ()
    absent = dict.fromkeys((one.side, one.on) for one in best.silent)
    found = [gap for side, on in absent if (gap := pool.gaps.absent(side, on))]
    return Plan(
        points=_kept(pool, best),
        unanswered=(*unanswered, *found[:OPEN]),
        notes=unsaid(pool, best, unanswered),
    )


def messages(pool: Pool, turns: Sequence[Turn] = ()) -> llm_prompt.Messages:
    """Return the request for an outline; what was searched for it stands in the answers of its `turns`."""
    commission, unit = pool.commission, pool.commission.length.unit
    sections = [
        {
            "section": s.number, "title": s.title, "length": pool.rooms.of(s.number), "compares": s.role in COMPARED,
            "decides": s.number in pool.rooms.deciding,
        }
        for s in commission.sections if s.number in pool.sections
    ]  # fmt: skip
    lines: list[dict[str, Any]] = [{"commission": commission.query}, *llm_wishes.lines(pool.commission)]
    lines += llm_wishes.languages(commission, pool.documents.values())
    for section in sections:
        number = section["section"]
        lines += [{"section": number} | one for one in pool.plain(pool.first[number])]
        lines += [{"section": number, "part": name} for name in pool.parts.also.get(number, ())]
    return llm_prompt.messages(
        commission.language, "plan", lines, turns, unit=unit,
        sides=llm_prompt.line([side.name for side in commission.sides]),
        sections="\n".join(map(llm_prompt.line, sections)), rounds=ROUNDS, searches=SEARCHES,
    )  # fmt: skip


def _expanded(pool: Pool, outline: Outline | None) -> Outline | None:
    """Return an outline with the passages of parts in the place of these."""
    return outline and replace(
        outline,
        sections={
            number: tuple(replace(point, passages=pool.parts.expanded(point.passages)) for point in points)
            for number, points in outline.sections.items()
        },
    )


def _faults(pool: Pool, outline: Outline) -> Iterator[tuple[int, Fault]]:
    """Yield (section, what is wrong with its points); 0 for no section."""
    missing = {section for section, _ in outline.missing}
    missing |= {n for n, points in outline.sections.items() if not all(p.passages for p in points)}
    unknown = {n for points in outline.sections.values() for p in points for n in p.passages} - pool.offered.keys()
    if unknown:
        yield 0, Fault(code="ids", words=", ".join(sorted(unknown)[:5]))
    for one in outline.silent:
        if not pool.gaps.absent(one.side, one.on):
            told, foreign = pool.gaps.told(one.side, one.on), pool.gaps.foreign(one.side, one.on)
            words = f"{one.side}: {one.on}" + (f" — {told}" if told else "")
            yield one.section, Fault(code="abroad" if foreign else "held", words=words)
    for section in pool.commission.sections:
        number = section.number
        if number not in pool.sections:
            continue
        points = outline.sections.get(number, ())
        if not points and pool.rooms.of(number) and number not in missing and number not in pool.rooms.deciding:
            yield number, Fault(code="sections")
        if len(points) > POINTS:
            yield number, Fault(code="many")
        heard = {pool.offered[n].card.side for p in points for n in p.passages if n in pool.offered}
        own = naming.heard(section.title, pool.commission.sides)
        silent = [side.name for side in own if side.name not in heard] if points else []
        if section.role in COMPARED and None not in heard and number not in missing:
            yield from ((number, Fault(code="unheard", words=name)) for name in silent)


def _wanted(pool: Pool, outline: Outline) -> list[tuple[int, str]]:
    """Return (section, words) of what to search for: what a model asks for, and its points without a passage; the
    sections in turn."""
    own: dict[int, dict[str, None]] = {number: {} for number in pool.sections}
    for section, words in outline.missing:
        if section in own and words.strip():
            own[section][words] = None
    for section, points in outline.sections.items():
        for point in points:
            if section in own and not point.passages and point.question.strip():
                own[section][point.question] = None
    for one in outline.silent:
        if one.section in own and one.on.strip():
            own[one.section][f"{one.side} {one.on}"] = None
    rows = zip_longest(*([(section, words) for words in listed] for section, listed in own.items()))
    return [one for row in rows for one in row if one]


def _unanswered(pool: Pool, outline: Outline) -> Iterator[dict[str, str]]:
    """Yield the points of an outline that have no passage, as far as a brief may say their question: none on which a
    document of a side has a paragraph, by its words."""
    titles = {section.number: section.title for section in pool.commission.sections}
    for section, points in sorted(outline.sections.items()):
        for point in points:
            if section in pool.sections and not point.passages:
                asked = questioned(" ".join(point.question.split()))
                gap = {"code": "point", "section": titles[section], "asked": asked}
                if fronts.unanswered([gap], pool.commission) and not pool.gaps.holding(gap["asked"]):
                    yield gap


def questioned(words: str) -> str:
    """Return a point of an outline with the mark of a question, which a model may leave out."""
    mark = "？" if text.has_han(words) else "?"
    return words if not words or words.endswith(("?", "？")) else words.rstrip("。.；;，, ") + mark


def unsaid(pool: Pool, outline: Outline, said: Sequence[dict[str, str]]) -> tuple[str, ...]:
    """Return a note on the points without a passage of which the brief says nothing: none goes unseen."""
    told = {gap.get("asked") for gap in said}
    asked = [questioned(" ".join(p.question.split())) for n in sorted(outline.sections) for p in outline.sections[n]
             if n in pool.sections and not p.passages and p.question.strip()]  # fmt: skip
    left = [one for one in dict.fromkeys(asked) if one not in told]
    return (
        (say("asked in the outline, without a passage, and not said in the brief: {points}", points=" ".join(left)),)
        if left
        else ()
    )


def _answer(
    pool: Pool, faults: list[tuple[int, Fault]], found: list[tuple[int, str, tuple]], *, last: bool
) -> list[str]:
    language = pool.commission.language
    lines = [llm_prompt.words(language)["planned_last" if last else "planned_again"]]
    lines += [
        f"- {llm_prompt.line({'section': number} if number else {})}: {llm_prompt.told([fault], language)}"
        for number, fault in faults
    ]
    for section, words, names in found:
        what = llm_prompt.line({"section": section, "search": words, "passages": len(names)})
        lines.append(f"- {llm_prompt.told([Fault(code='found')], language)}: {what}")
        lines += map(llm_prompt.line, pool.plain(names))
    return lines


def _kept(pool: Pool, outline: Outline) -> Points:
    """Return what of an outline can be written: known sections, known passages, each once for a question of a
    section."""
    kept: Points = {}
    for number in pool.sections:
        points: list[Point] = []
        for point in outline.sections.get(number, ())[:POINTS]:
            told = {n for one in points if _same(one.question, point.question) for n in one.passages}
            names = tuple(n for n in dict.fromkeys(point.passages) if n in pool.offered and n not in told)
            points += [replace(point, passages=names)] if names else []
        if points:
            kept[number] = tuple(points)
    return kept


def _same(first: str, second: str) -> bool:
    """Tell whether two questions are one, in whatever words for the same."""
    return first.strip() == second.strip() or text.overlap(first, second) > DUPLICATE
