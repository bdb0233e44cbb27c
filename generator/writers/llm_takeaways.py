"""Takeaways and findings: what the model concludes from the sentences of the brief, for a person to answer for.

A takeaway closes a section, the findings stand at the top. Each rests on cited sentences of the brief and has no figure
and no name that they lack (`gate.judgements`); what fails goes back, and what still fails is left out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.brief import ledger as ledgers, wording
from generator.brief.draft import Passage, Sections, Statement
from generator.evidence.held import Held
from generator.gate import clauses, judgements
from generator.gate.retelling import Fault
from generator.language import text
from generator.writers import llm_prompt, llm_rounds, llm_wishes
from generator.writers.llm_prompt import Concluded, Turn
from generator.writers.llm_prose import MARKUP, Writer
from generator.writers.llm_rounds import Slot

MOST = 8
"""Most sentences (1 or more) that one rests on, and most findings."""
OVER = 1.1
"""How much more (1 and up) than the room conclusions may take: what stands is counted afterwards, and shortened."""
DECIDING = 4
"""Most judgements (1 or more) of a section that asks for a decision; of others one closes each."""

_NOTHING = {
    "en": re.compile(r"\b(?:nothing|no|none|not|never|neither|without|lacks?|lacking|missing|silent)\b", re.I),
    "zh": re.compile("没有|未能|并未|未|无|缺乏|缺少|缺"),
}
_FOUND = {
    "en": re.compile(
        r"\b(?:found|sources?|documents?|corpus|passages?|materials?|evidence|mentions?|mentioned)\b", re.I
    ),
    "zh": re.compile("检得|检索到|找到|查到|提及|提到|述及|资料|来源|文献|语料|文件|段落|材料|关于"),
}
_REPORT = {"en": re.compile(r"\breport\b|\bbrief\b", re.I), "zh": re.compile("本报告|本简报")}
"""Words by which a clause says that sources have nothing on something; by which it says only what a report quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the model concludes, and where it stands."""

    section: int
    """Number of the section that it closes, 0 for a finding."""
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusions:
    """What the model concludes."""

    found: tuple[Judged, ...] = ()
    dropped: tuple[str, ...] = ()
    """A line for each sentence of it that is left out, as in `ledger.Ledger`."""


def concluded(writer: Writer, sections: Sections, gaps: Sequence[str], room: int) -> Conclusions:
    """Return what the model concludes from sections.

    `gaps`: what the brief says that it does not answer. `room`: length of all of it, in the commission's unit. Raises
    BriefproofError when the endpoint cannot be used or a limit is reached.
    """
    known = dict(_named(sections))
    if not known or room <= 0:
        return Conclusions()

    def judge(slot: Slot[Concluded], told: list[str], written: str) -> None:
        found, slot.faults = _judged(writer, slot.said, known, told)
        slot.statement = replace(found, written=written) if found else None

    slots, _ = llm_rounds.until_fit(
        lambda turns: writer.model.ask(_messages(writer, sections, known, gaps, room, turns), "conclusions"),
        llm_prompt.conclusions,
        judge,
        writer.language,
        "concluded_again",
    )
    found = tuple(_fitting(writer, [slot for slot in slots if slot.statement], room))
    standing = [one.statement for one in found]
    left = [slot for slot in slots if slot.statement not in standing]
    lines = (f"section {slot.said.section}: {', '.join(_why_left(slot))}" for slot in left)
    return Conclusions(found=found, dropped=tuple(lines))


def _why_left(slot: Slot[Concluded]) -> tuple[str, ...]:
    """Return the codes of what keeps a sentence out: one that holds has no room."""
    return ("length",) if slot.statement else tuple(dict.fromkeys(fault.code for fault in slot.faults))


def placed(
    sections: Sections, found: Sequence[Judged], script: str, at_end: int = 0, *, headed: bool = False
) -> Sections:
    """Return sections with each takeaway at the end of its own, and the findings at the top of the first, or at the end
    of section `at_end`, `headed` by words that say that it closes there.

    What rests on a sentence that does not stand there is left out; a section that only says that nothing was found
    says what is concluded instead.
    """
    there = {s.text for _, passages in sections for p in passages for s in p.statements if s.kind in ledgers.SOURCED}
    found = [one for one in found if set(one.statement.rests) <= there]
    first = sections[0][0] if sections else 0

    def paragraph(section: int) -> tuple[Passage, ...]:
        own = [one.statement for one in found if one.section == section]
        lead = wording.judged_lead(script)
        opened = [replace(s, text=lead + s.text, lead=lead) for s in own[:1]] + own[1:]
        return (Passage(kind="paragraph", statements=tuple(opened)),) if own else ()

    def end(section: int) -> tuple[Passage, ...]:
        last = paragraph(0) if section == at_end else ()
        return (*paragraph(section), *((heading(script), *last) if headed and last else last))

    return tuple(
        (number, _around(passages, paragraph(0) if number == first and not at_end else (), end(number)))
        for number, passages in sections
    )


def heading(script: str) -> Passage:
    """Return the heading of a closing that the commission orders."""
    said = Statement(kind="meta", text=wording.words(script)["judged_heading"])
    return Passage(kind="heading", statements=(said,))


def _around(passages: tuple[Passage, ...], top: tuple[Passage, ...], end: tuple[Passage, ...]) -> tuple[Passage, ...]:
    judged = top or end
    return (*top, *(p for p in passages if not judged or any(s.kind != "framing" for s in p.statements)), *end)


def _named(sections: Sections) -> Iterator[tuple[str, tuple[int, Statement]]]:
    """Yield an id for each cited sentence, its section and the sentence."""
    told = [(n, s) for n, found in sections for p in found for s in p.statements if s.kind in ledgers.SOURCED]
    return ((f"s{number}", one) for number, one in enumerate(told, start=1))


def _messages(
    writer: Writer,
    sections: Sections,
    known: Mapping[str, tuple[int, Statement]],
    gaps: Sequence[str],
    room: int,
    turns: Sequence[Turn],
) -> llm_prompt.Messages:
    titles = [
        {"section": number, "title": writer.titles[number], "decides": number in writer.pool.rooms.deciding}
        for number, _ in sections
    ]
    lines: list[dict[str, Any]] = [
        {"commission": writer.desk.commission.query},
        *llm_wishes.lines(writer.pool.commission),
        *({"not_answered": one} for one in gaps),
    ]
    lines += [_plain(writer, name, number, statement) for name, (number, statement) in known.items()]
    return llm_prompt.messages(
        writer.language, "conclude", lines, turns, unit=writer.unit, room=room,
        sides=llm_prompt.line(list(writer.desk.sides)), sections="\n".join(map(llm_prompt.line, titles)),
    )  # fmt: skip


def _plain(writer: Writer, name: str, section: int, statement: Statement) -> dict[str, Any]:
    documents = dict.fromkeys(writer.desk.titles[span.document] for span, _ in statement.spans)
    known = {"id": name, "section": section, "side": statement.side, "text": statement.text}
    return {key: value for key, value in known.items() if value} | {"documents": list(documents)}


def _judged(
    writer: Writer, said: Concluded, known: Mapping[str, tuple[int, Statement]], told: list[str]
) -> tuple[Statement | None, tuple[Fault, ...]]:
    """Return the statement that a conclusion makes, or None and what is wrong with it."""
    names = said.names
    if not names or not set(names) <= known.keys() or len(names) > MOST:
        return None, (Fault(code="rests"),)
    deciding = writer.pool.rooms.deciding  # these ask for judgement on all the others
    apart = said.section and said.section not in deciding
    if apart and said.section not in {known[name][0] for name in names}:
        return None, (Fault(code="rests"),)
    if not said.text.strip() or MARKUP.search(said.text.strip()):
        return None, (Fault(code="markup" if said.text.strip() else "single"),)
    sentence = writer.finished(said.text)
    rests = [known[name][1] for name in names]
    own = [(statement.text, statement.side) for statement in rests]
    faults = [
        *absent(sentence, writer.pool.gaps.holding),
        *writer.form_faults(sentence, [*told, *(one.text for _, one in known.values())], judged=True),
        *judgements.lacking(sentence, own, writer.desk.commission.sides, writer.desk.front),
    ]
    if faults:
        return None, tuple(faults)
    return Statement(kind="judgement", text=sentence, rests=tuple(dict.fromkeys(words for words, _ in own))), ()


def absent(sentence: str, holding: Callable[[str], Sequence[Held]]) -> Iterator[Fault]:
    """Yield a clause that says that the sources have nothing on a point on which a document of a side has a paragraph.

    `holding`: words → where the documents that speak for sides have them.
    """
    language = text.language(sentence)
    for clause in clauses.clauses(sentence, language):
        missing, found = _NOTHING[language], _FOUND[language]
        if not (missing.search(clause) and found.search(clause)) or _REPORT[language].search(clause):
            continue
        for one in holding(found.sub(" ", missing.sub(" ", clause)))[:1]:
            yield Fault(code="absent", words=f"{one.side}: {one.document.title}")


def _fitting(writer: Writer, slots: Sequence[Slot[Concluded]], room: int) -> Iterator[Judged]:
    """Yield what has room: findings first, then what a section that asks for a decision gets, then one takeaway for
    each other."""
    told: Counter[int] = Counter()
    room = round(OVER * room)
    most = dict.fromkeys(writer.pool.rooms.deciding, DECIDING) | {0: MOST}
    for slot in sorted(slots, key=lambda slot: (slot.said.section > 0, slot.said.section not in most)):
        assert slot.statement is not None
        section, size = slot.said.section, text.count(slot.statement.text, writer.unit)
        if size <= room and told[section] < most.get(section, 1) and section in {0, *writer.titles}:
            room -= size
            told[section] += 1
            yield Judged(section=section, statement=slot.statement)
