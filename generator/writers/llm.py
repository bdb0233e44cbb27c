"""The model writer: a model plans the brief and writes it, and the gate judges each sentence as anyone's.

The extractive writer comes first: its brief says how long each section is, gives the tables, and is what stands where
the model says nothing that holds. Then the model gets about four times the evidence that fits (`llm_passages`), says
what goes where (`llm_plan`), and writes section by section (`llm_prose`); `llm_fit` sees to length and balance. At the
end it says what the sentences come to (`llm_takeaways`).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.brief import wording
from generator.brief.draft import Draft, Sections, folded
from generator.commission import Commission
from generator.errors import BriefproofError
from generator.evidence import Evidence, sentences
from generator.writers import (
    extractive,
    llm_base,
    llm_choice,
    llm_plan,
    llm_prompt,
    llm_shorter,
    llm_takeaways,
    llm_wire,
)
from generator.writers.desk import Desk
from generator.writers.llm_client import Client
from generator.writers.llm_fit import Fit
from generator.writers.llm_passages import TIMES, Pool, Search
from generator.writers.llm_prompt import Point
from generator.writers.llm_prose import Prose, Writer
from generator.writers.llm_takeaways import Conclusions

ROUNDS, SHORTER = 2, 1
"""Requests for a section, and for what is concluded, in the estimate of the costs: some go back; and those in which a
section that is too long goes back."""
OVER = 2
"""Sentences that a model writes, in that estimate, as a multiple of those that fit: two authors wrote 1.5 and 2.5 times
as many."""
JUDGED, SAID = 400, 300
"""Tokens of what the second reader is shown of a sentence, and of a reply, in that estimate."""


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
    whole, _ = extractive.drafts(commission, evidence, front, taken)
    _, base = extractive.drafts(commission, sentences(evidence), front, taken)  # a model joins sentences itself
    pool = Pool(commission, evidence, base, taken, search)
    desk = Desk(commission, pool.evidence, front)
    writer = Writer(pool, desk, model)
    _estimated(pool, model)
    plan = llm_plan.planned(pool, model)
    points = plan.points
    pool.plan({number: {name for point in own for name in point.passages} for number, own in points.items()})
    prose = _written(pool, writer, points)
    fit = Fit(pool, writer, prose, taken)
    gaps = wording.gaps({**front, "gaps": plan.unanswered}) if plan.unanswered else ()
    fit.reserve(pool.rooms.judged + sum(map(desk.count, gaps)))
    _topped_up(pool, writer, fit, points)
    llm_shorter.shortened(writer, fit, points)
    sections = _fitted(fit, base)
    told = fit.sections(everything=True) if fit.pieces else sections
    concluded = llm_takeaways.concluded(writer, told, gaps, pool.rooms.judged + fit.free)
    fit.rest({words for one in concluded.found for words in one.statement.rests})
    closing = [llm_takeaways.heading(commission.script)] if _headed(pool, sections) else []
    said = [s.text for passage in closing for s in passage.statements] + [one.statement.text for one in concluded.found]
    fit.reserve(sum(map(desk.count, said)) - pool.rooms.judged)
    return _drafted(
        fit,
        base,
        whole,
        concluded,
        points,
        replace(base, record=model.record(), unanswered=plan.unanswered, notes=(*base.notes, *plan.notes)),
    )


def _drafted(
    fit: Fit,
    base: Draft,
    whole: Draft,
    concluded: Conclusions,
    points: Mapping[int, tuple[Point, ...]],
    draft: Draft,
) -> Draft:
    """Return the draft with the sentences that stand and what is concluded from them."""
    commission = fit.pool.commission
    sections = _fitted(fit, base)
    if not fit.pieces and not concluded.found:  # with nothing of the model's it is the extractive brief
        draft = replace(whole, record=draft.record, unanswered=draft.unanswered)
        sections = tuple((n, llm_base.replaced(p, fit.why.get(n, ("length",)))) for n, p in whole.sections)

    def roomier(length: int) -> Draft:
        fit.widen(length)
        return _drafted(fit, base, whole, concluded, points, draft)

    return replace(
        draft,
        sections=folded(
            llm_takeaways.placed(
                sections,
                concluded.found,
                commission.script,
                _closing(commission, sections),
                headed=_headed(fit.pool, sections),
            )
        ),
        notes=(*draft.notes, *llm_shorter.told(fit, points)),
        dropped=(*fit.dropped(), *concluded.dropped),
        roomier=roomier if fit.pieces else None,
    )


def _closing(commission: Commission, sections: Sections) -> int:
    """Return the number of the section that the findings close, 0 where they open the first: a question that is
    answered first is no place for what all of it comes to, nor is the top where they are asked for at the end."""
    roles = {section.number: section.role for section in commission.sections}
    own = [number for number, _ in sections if roles[number] not in ("gaps", "method", "references")]
    opens = bool(own) and roles[own[0]] in ("abstract", "introduction")
    return own[-1] if own and (not opens or commission.closing) else 0


def _headed(pool: Pool, sections: Sections) -> bool:
    """Tell whether the findings close the brief below a heading of their own: where they close it and its last section
    asks for no decision, whose matter they are not."""
    return _closing(pool.commission, sections) not in {0, *pool.rooms.deciding}


def _fitted(fit: Fit, base: Draft) -> Sections:
    """Return the sections, the extractive ones where there is no other way to the length asked for."""
    if fit.fitted():
        return fit.sections()
    fit.nothing()
    return tuple((number, llm_base.replaced(passages, ("length",))) for number, passages in base.sections)


def requests(
    commission: Commission,
    evidence: Evidence,
    front: Mapping[str, Any],
    taken: tuple[int, int],
    *,
    model: Client,
    search: Search,
) -> tuple[dict[str, Any], ...]:
    """Return the first request, as `write` sends it, and the rules of the others, whose matter depends on replies."""
    _, base = extractive.drafts(commission, sentences(evidence), front, taken)
    pool = Pool(commission, evidence, base, taken, search)
    rules = llm_prompt.words(commission.language)
    later = (("sentences", rules["write"]), ("conclusions", rules["conclude"]), ("statements", rules["judge"]))
    told = (model.body([{"role": "system", "content": said.format()}], form) for form, said in later)
    return (model.body(llm_plan.messages(pool), "outline"), *told)


def _written(pool: Pool, writer: Writer, points: Mapping[int, tuple[Point, ...]]) -> dict[int, Prose]:
    """Return the sections that were planned, several written at once, and the others without a sentence."""
    model, done = writer.model, []

    def write_one(number: int) -> Prose:
        prose = writer.section(number, points[number], pool.rooms.of(number))
        done.append(number)
        if model.progress:
            model.progress(len(done), len(points), writer.titles[number])
        return prose

    written = dict(zip(points, model.each(write_one, tuple(points)), strict=True))
    unplanned = [number for number in pool.sections if number not in points]
    return written | {number: Prose(pieces=(), why=("unused",)) for number in unplanned}


def _topped_up(pool: Pool, writer: Writer, fit: Fit, points: Mapping[int, tuple[Point, ...]]) -> None:
    """Have sections written further, once, where the whole is too short: of the passages that no sentence rests on,
    those of its outline first."""
    used = {span for s in fit.statements() for span, _ in s.spans}
    left: dict[int, tuple[Point, ...]] = {}
    short = fit.lacking()
    for number in short:
        planned = (name for point in points.get(number, ()) for name in point.passages)
        names = [n for n in dict.fromkeys((*planned, *pool.sections[number])) if not used & set(pool.offered[n].spans)]
        offered = tuple(pool.within(names, TIMES * short[number]))
        if offered:
            left[number] = (Point(question=writer.titles[number], passages=offered),)
    found = writer.model.each(lambda number: writer.section(number, left[number], short[number]), tuple(left))
    for number, prose in zip(left, found, strict=True):
        fit.more(number, prose)


def _estimated(pool: Pool, model: Client) -> None:
    """Say what the brief may cost, in tokens, before the first request: each outline and each section goes back as a
    rule, and each sentence is a request to the second reader."""
    rules = {kind: llm_wire.estimate(said) for kind, said in llm_prompt.words(pool.commission.language).items()
             if kind in ("write", "conclude", "judge")}  # fmt: skip
    plan = llm_wire.estimate("".join(m["content"] for m in llm_plan.messages(pool)))
    count, text_ = sum(map(bool, pool.sections.values())), llm_wire.estimate("字" * pool.rooms.target)
    sentences = round(OVER * pool.rooms.target / llm_choice.USUAL[pool.commission.length.unit])
    outlines = sum(range(1, 2 + llm_plan.ROUNDS))  # what is found for one is about as long as what was offered first
    given = outlines * plan + (ROUNDS + SHORTER) * (count * rules["write"] + plan // 2)
    given += sentences * (rules["judge"] + JUDGED) + ROUNDS * (rules["conclude"] + text_)
    requests = 1 + llm_plan.ROUNDS + ROUNDS * (count + 1) + SHORTER * count + sentences
    model.told_before(requests, given, requests * SAID)
