"""The outline: the model says which passages answer what in which section, and asks for what it misses."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from generator.evidence import COMPARED, Card
from generator.gate.retelling import Fault
from generator.writers import llm_prompt
from generator.writers.llm_client import Client
from generator.writers.llm_passages import FOUND, Pool
from generator.writers.llm_prompt import Outline, Point, Turn

ROUNDS = 2
"""Rounds in which an outline goes back, with what was searched for it."""
POINTS = 5
"""Most points of a section (1 or more)."""
SEARCHES = 12
"""Most searches of a round."""

Search = Callable[[str], tuple[Card, ...]]
"""Words → the cards of the chunks that answer them, best first."""
Points = dict[int, tuple[Point, ...]]


def planned(pool: Pool, model: Client, search: Search) -> Points:
    """Return the points of each section, every passage in one at most; a section is left out that none was planned for.

    Raises BriefproofError when the endpoint cannot be used or a limit is reached.
    """
    turns: list[Turn] = []
    best = Outline(sections={})
    for round_ in range(1 + ROUNDS):
        reply = model.ask(messages(pool, turns), "outline")
        outline = llm_prompt.outline(reply.text) if reply.finish == "stop" else None
        if reply.finish == "refused":
            break
        faults = list(_faults(pool, outline)) if outline else [(0, Fault(code="form"))]
        best = outline or best
        if round_ == ROUNDS:
            break
        found = list(_searched(pool, outline.missing, search)) if outline else []
        if not faults and not found:
            break
        turns.append((reply.text, _answer(pool, faults, found)))
    return _kept(pool, best)


def messages(pool: Pool, turns: Sequence[Turn] = ()) -> llm_prompt.Messages:
    """Return the request for an outline; what was searched for it stands in the answers of its `turns`."""
    commission, unit = pool.commission, pool.commission.length.unit
    sections = [
        {"section": s.number, "title": s.title, "length": pool.room(s.number), "compares": s.role in COMPARED}
        for s in commission.sections if s.number in pool.sections
    ]  # fmt: skip
    lines: list[dict[str, Any]] = [{"commission": commission.query}]
    for section in sections:
        lines += [{"section": section["section"]} | one for one in pool.plain(pool.first[section["section"]])]
    return llm_prompt.messages(
        commission.language, "plan", lines, turns, unit=unit,
        sides=llm_prompt.line([side.name for side in commission.sides]),
        sections="\n".join(map(llm_prompt.line, sections)),
    )  # fmt: skip


def _faults(pool: Pool, outline: Outline) -> Iterator[tuple[int, Fault]]:
    """Yield (section, what is wrong with its points); 0 for no section."""
    missing = {section for section, _ in outline.missing}
    unknown = {n for points in outline.sections.values() for p in points for n in p.passages} - pool.offered.keys()
    if unknown:
        yield 0, Fault(code="ids", words=", ".join(sorted(unknown)[:5]))
    for section in pool.commission.sections:
        number = section.number
        if number not in pool.sections:
            continue
        points = outline.sections.get(number, ())
        if not points and number not in missing:
            yield number, Fault(code="sections")
        if len(points) > POINTS:
            yield number, Fault(code="many")
        heard = {pool.offered[n].card.side for p in points for n in p.passages if n in pool.offered}
        silent = [side.name for side in pool.commission.sides if side.name not in heard] if points else []
        if section.role in COMPARED and None not in heard and number not in missing:
            yield from ((number, Fault(code="unheard", words=name)) for name in silent)


def _searched(pool: Pool, missing: tuple[tuple[int, str], ...], search: Search) -> Iterator[tuple[int, str, tuple]]:
    """Yield (section, words, names of the passages that were found and are new) for what a model asks for."""
    for section, words in missing[:SEARCHES]:
        if section in pool.sections and words.strip():
            yield section, words, pool.add(section, search(words[:200])[:FOUND])


def _answer(pool: Pool, faults: list[tuple[int, Fault]], found: list[tuple[int, str, tuple]]) -> list[str]:
    language = pool.commission.language
    lines = [llm_prompt.words(language)["planned_again"]]
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
    """Return what of an outline can be written: known sections, known passages, each in its first point."""
    used: set[str] = set()
    kept: Points = {}
    for number in pool.sections:
        points = []
        for point in outline.sections.get(number, ())[:POINTS]:
            names = tuple(n for n in dict.fromkeys(point.passages) if n in pool.offered and n not in used)
            used.update(names)
            points += [replace(point, passages=names)] if names else []
        if points:
            kept[number] = tuple(points)
    return kept
