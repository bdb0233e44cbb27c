"""The model writer: a model plans the brief and writes it, and the gate judges each sentence as anyone's.

The extractive writer comes first: its brief says how long each section is, gives the tables, and is what stands where
the model says nothing that holds. Then the model gets about four times the evidence that fits (`llm_passages`), says
what goes where (`llm_plan`), and writes section by section (`llm_prose`); `llm_fit` sees to length and balance. At the
end it says what the sentences come to (`llm_takeaways`).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.brief.draft import Draft
from generator.commission import Commission
from generator.errors import BriefproofError
from generator.evidence import Evidence
from generator.writers import extractive, llm_fit, llm_plan, llm_prompt, llm_takeaways, llm_wire
from generator.writers.desk import Desk
from generator.writers.llm_client import Client
from generator.writers.llm_fit import Fit
from generator.writers.llm_passages import TIMES, Pool
from generator.writers.llm_plan import Search
from generator.writers.llm_prompt import Point
from generator.writers.llm_prose import Prose, Writer

ROUNDS = 2
"""Requests for a plan, and for a section, in the estimate of the costs: some go back."""


def write(
    commission: Commission,
    evidence: Evidence,
    front: Mapping[str, Any],
    taken: tuple[int, int],
    *,
    model: Client | None,
    search: Search,
) -> Draft:
    """Fill the sections as `extractive.write` does, in the words of a model where they hold.

    `search` finds what the model misses. Raises BriefproofError when the endpoint cannot be used or a limit is reached;
    the replies so far are kept.
    """
    if model is None:
        raise BriefproofError("the writer llm needs a model to ask")
    base = extractive.write(commission, evidence, front, taken)
    pool, desk = Pool(commission, evidence, base, taken), Desk(commission, evidence, front)
    writer = Writer(pool, desk, model)
    _estimated(pool, model)
    points = llm_plan.planned(pool, model, search)
    pool.plan({number: [name for point in own for name in point.passages] for number, own in points.items()})
    prose = _written(pool, writer, points)
    fit = Fit(pool, writer, prose, taken)
    fit.reserve(pool.judged)
    _topped_up(pool, writer, fit, points)
    found, left = llm_takeaways.concluded(writer, _fitted(fit, base), pool.judged)
    fit.reserve(sum(desk.count(one.statement.text) for one in found) - pool.judged)
    sections = llm_takeaways.placed(_fitted(fit, base), found, commission.language)
    dropped = tuple(f"section {n}: {', '.join(codes)}" for n, one in prose.items() for codes in one.dropped)
    return replace(base, sections=sections, record=model.record(), dropped=(*dropped, *left))


def _fitted(fit: Fit, base: Draft) -> llm_takeaways.Sections:
    """Return the sections, the extractive ones where there is no other way to the length and the balance asked for."""
    if fit.fitted():
        return fit.sections()
    return tuple((number, llm_fit.replaced(passages, ("length",))) for number, passages in base.sections)


def requests(
    commission: Commission, evidence: Evidence, front: Mapping[str, Any], taken: tuple[int, int], *, model: Client
) -> tuple[dict[str, Any], ...]:
    """Return the first request, as `write` sends it, and the rules of the others, whose matter depends on replies."""
    pool = Pool(commission, evidence, extractive.write(commission, evidence, front, taken), taken)
    rules = llm_prompt.words(commission.language)
    later = (("sentences", rules["write"]), ("conclusions", rules["conclude"]), ("statements", rules["judge"]))
    told = (model.body([{"role": "system", "content": said.format()}], form) for form, said in later)
    return (model.body(llm_plan.messages(pool), "outline"), *told)


def _written(pool: Pool, writer: Writer, points: Mapping[int, tuple[Point, ...]]) -> dict[int, Prose]:
    """Return the sections that were planned, several written at once, and the others without a sentence."""
    model, done = writer.model, []

    def write_one(number: int) -> Prose:
        prose = writer.section(number, points[number], pool.room(number))
        done.append(number)
        if model.progress:
            model.progress(len(done), len(points), writer.titles[number])
        return prose

    written = dict(zip(points, model.each(write_one, tuple(points)), strict=True))
    unplanned = [number for number in pool.sections if number not in points]
    return written | {number: Prose(pieces=(), why=("unused",)) for number in unplanned}


def _topped_up(pool: Pool, writer: Writer, fit: Fit, points: Mapping[int, tuple[Point, ...]]) -> None:
    """Have sections written further, once, where the whole is too short: of the passages that no sentence rests on."""
    used = {span for s in fit.statements() for span, _ in s.spans}
    left: dict[int, tuple[Point, ...]] = {}
    short = fit.lacking()
    for number in short:
        names = tuple(n for n in pool.sections[number] if not used & set(pool.offered[n].spans))
        if names:
            left[number] = (Point(question=writer.titles[number], passages=names),)
    found = writer.model.each(lambda number: writer.section(number, left[number], short[number]), tuple(left))
    for number, prose in zip(left, found, strict=True):
        fit.more(number, prose)


def _estimated(pool: Pool, model: Client) -> None:
    """Say what the brief may cost, in tokens, before the first request."""
    plan = llm_wire.estimate("".join(m["content"] for m in llm_plan.messages(pool)))
    rules = llm_wire.estimate(llm_prompt.words(pool.commission.language)["write"])
    count = sum(map(bool, pool.sections.values()))
    given = ROUNDS * (plan + plan // TIMES + count * rules)
    said = ROUNDS * sum(map(pool.room, pool.sections)) * 3
    model.told_before(ROUNDS * (2 + count), given, said)
