"""Judgements: what someone concludes from sentences of this brief. No source says it, so a person answers for it.

It cites nothing. Its ledger entry names the sentences that it rests on; it brings no name and no figure of its own but
what it reckons from theirs, so that whoever signs has all of it before their eyes.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.brief import ledger as ledgers, wording
from generator.brief.ledger import Entry
from generator.commission import Subject
from generator.gate import reckoning, retelling
from generator.gate.retelling import Fault, Source
from generator.gate.rules import Finding
from generator.gate.sentences import Item
from generator.gate.view import View
from generator.messages import say

_FIGURE = re.compile(r"\d[\d.,]*|[零〇一二两三四五六七八九十百千万亿]{2,}")


def check(view: View) -> Iterator[Finding]:
    """Yield judgements that rest on nothing, say more than the rule lets them, or wait for a person."""
    known = {entry.id: entry for entry in view.ledger.entries}
    first: set[int] = set()
    for item in view.items:
        entry, line = item.entry, item.sentence.line
        if entry is None or entry.kind != "judgement":
            continue
        opens = id(item.block) not in first
        first.add(id(item.block))
        for fault in _faults(view, item, entry, known, opens=opens):
            yield Finding(
                code="judgement", message=say("“{text}”: {fault}", text=item.sentence.text[:40], fault=fault), line=line
            )
        if not entry.accepted:
            yield Finding(
                code="pending",
                message=say("a judgement: “{text}” ({id})", text=item.sentence.text[:60], id=entry.id),
                line=line,
            )


def _faults(view: View, item: Item, entry: Entry, known: dict[str, Entry], *, opens: bool) -> Iterator[str]:
    lead = wording.judged_lead(view.script) if opens else ""
    if entry.lead != lead or not entry.text.startswith(lead):
        yield say("a paragraph of judgements opens with “{lead}”, once", lead=wording.judged_lead(view.script))
    if item.sentence.citations or entry.supports or entry.side or entry.checked:
        yield say("it is no statement of a source, and cites none")
    missing = [name for name in entry.rests if name not in known or known[name].kind not in ledgers.SOURCED]
    if missing or not entry.rests:
        yield say(
            "it rests on {missing}, and that is no cited sentence of this brief",
            missing=missing[0] if missing else say("nothing"),
        )
        return
    told = [(known[name].text, known[name].side) for name in entry.rests]
    yield from map(str, lacking(entry.text.removeprefix(entry.lead), told, view.subjects, view.front))


def options(front: Mapping[str, Any]) -> int:
    """Return how many sides the commission asks to compare, those of which no source says anything among them."""
    unsaid = [one for one in front["commission"]["instructions"] if one["key"] == "unsaid"]
    return len(wording.sides(front)) + len(unsaid)


def lacking(
    sentence: str, told: Iterable[tuple[str, str | None]], subjects: tuple[Subject, ...], front: Mapping[str, Any]
) -> tuple[Fault, ...]:
    """Return the figures and names of a judgement that what it rests on lacks: sentences, each with its side's name.

    How many sides there are, or were asked for, is no figure: the two, 两种方案. What the commission calls things may
    be said, but for its figures: who orders a paper on 养老院 reads 养老院. What is reckoned before the
    reader's eyes may be said too, with a figure of the commission (`reckoning`).
    """
    counts = {str(len(subjects)), str(options(front))} if subjects else set()
    called = _FIGURE.sub(" ", str(front["commission"]["query"]))
    sources = []
    told = tuple(told)
    reckoned = reckoning.allowed(sentence, " ".join(words for words, _ in told), str(front["commission"]["query"]))
    for words, name in told:
        side = next((one for one in subjects if one.name == name), None)
        names = (*((side.name, *side.aliases) if side else ()), *sorted(counts), called)
        sources.append(Source(words=words, around=names, side=side, sides=subjects))
    return tuple(_unreckoned(retelling.lacking(sentence, sources), reckoned))


def _unreckoned(found: Iterable[Fault], reckoned: Collection[str]) -> Iterator[Fault]:
    """Yield faults without the numbers that are reckoned."""
    for fault in found:
        left = [words for words in fault.words.split(", ") if words.split(" ")[0] not in reckoned]
        if fault.code != "number":
            yield fault
        elif left:
            yield replace(fault, words=", ".join(left))
