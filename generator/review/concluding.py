"""Judgements of a person: their view in their own words, at the end of a section, resting on sentences of the brief.

No run writes them, so they are no part of what was generated. The gate holds them to what it holds a model's to.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from generator import brief as briefs
from generator.brief import Block, Brief, Section, Sentence, ledger as ledgers, markdown, roles, wording
from generator.brief.ledger import Entry, Ledger
from generator.errors import BriefproofError
from generator.evidence import POSED, cleaning
from generator.gate import Finding, Sources, judgements, support, validate
from generator.gate.sentences import paired
from generator.language import text
from generator.messages import say, tell
from generator.review.settling import Mended, settled
from generator.review.signing import Signer

WHY = {
    "number": say("a figure that the sentences it rests on lack"),
    "name": say("a name that the sentences it rests on lack"),
}
"""What the rule says against words of a judgement, by its code."""
PROMPT = say("Your view of this section (Enter: next, b: back, d: take back yours, l: list all sentences, q: quit): ")
RESTS = say("It rests on the sentences (numbers, as 4 7): ")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a person concludes, and where it stands."""

    section: int
    """Number of the section that it closes, from 1."""
    said: str
    """One sentence or several."""
    rests: tuple[str, ...]
    """Ids of the cited sentences of the brief that it rests on."""


def basis(ledger: Ledger) -> tuple[Entry, ...]:
    """Return the sentences that a judgement may rest on, in order; people name them by number, from 1, or by id."""
    return tuple(entry for entry in ledger.entries if entry.kind in ledgers.SOURCED)


def asked(brief: Brief) -> tuple[Section, ...]:
    """Return the sections that a judgement may close."""
    return tuple(section for section, role in zip(brief.sections, roles(brief), strict=True) if role in POSED)


def view(brief: Brief, ledger: Ledger, section: int, said: str, rests: Iterable[str]) -> View:
    """Return a person's view, its sentences by number or id; raises BriefproofError for what is not there."""
    if section not in (there := [one.number for one in asked(brief)]):
        raise BriefproofError(
            "--section {number}: a judgement may close {sections}",
            number=section, sections=", ".join(map(str, there)) or say("none here"),
        )  # fmt: skip
    known = basis(ledger)
    names = {name for given in rests for name in given.replace(",", " ").split()}
    found = [(number, e.id) for number, e in enumerate(known, start=1) if names & {str(number), e.id}]
    if unknown := sorted(names - {name for number, own in found for name in (str(number), own)}):
        raise BriefproofError(
            "{id}: no cited sentence of {path}; they are numbered 1 to {number}",
            id=unknown[0], path=ledger.brief, number=len(known),
        )  # fmt: skip
    own = " ".join(said.split()).removeprefix(wording.judged_lead(wording.written(brief.front)).strip()).strip()
    if not own or not found:
        raise BriefproofError("a judgement needs words (--text), and sentences that it rests on (--rests-on)")
    said_by_one = (own[start:end] for start, end in text.sentences(own))
    if block := next((line for line in (*said.splitlines(), *said_by_one) if markdown.opens_block(line)), ""):
        raise BriefproofError(
            "“{line}” would be a heading, a list, a quotation, a table or code; a judgement is whole sentences alone",
            line=" ".join(block.split())[:40],
        )
    if text.language(own) != _language(brief):
        raise BriefproofError("a judgement is in the language of its brief")
    return View(section=section, said=own, rests=tuple(name for _, name in found))


def judged(brief: Brief, ledger: Ledger, views: Iterable[View], who: Signer, sources: Sources) -> Mended:
    """Return the brief with the views at the ends of their sections, signed, and what follows from it written anew.

    What only says that no source speaks, or that the report chooses none, gives way. Raises BriefproofError where a
    view has a figure or a name that its sentences lack.
    """
    sections, entries = list(brief.sections), list(ledger.entries)
    empty = {id(i.block): i.entry for i in paired(brief, ledger) if i.entry and i.entry.kind == "framing"}
    gap_heading = wording.gap_heading(brief.front)
    for one in views:
        own = tuple(_entries(brief, ledger, one, who))
        section = sections[one.section - 1]
        gone = [empty[id(block)] for block in section.blocks if id(block) in empty]
        kept = tuple(block for block in section.blocks if id(block) not in empty)
        sections[one.section - 1] = _closed(replace(section, blocks=kept), own, gap_heading)
        entries = [*(entry for entry in entries if entry not in gone), *own]
    changed = replace(brief, sections=tuple(sections))
    return settled(changed, replace(ledger, entries=tuple(entries)), sources, ())


def _closed(section: Section, entries: Sequence[Entry], gap_heading: str) -> Section:
    """Return a section with a paragraph of these entries at its end, before the gap list."""
    at = len(list(takewhile(lambda b: b.kind != "heading" or b.rows[0][0].text != gap_heading, section.blocks)))
    said = Block(kind="paragraph", rows=(tuple(Sentence(text=entry.text) for entry in entries),))
    return replace(section, blocks=(*section.blocks[:at], said, *section.blocks[at:]))


def _entries(brief: Brief, ledger: Ledger, one: View, who: Signer) -> Iterator[Entry]:
    language, lead = _language(brief), wording.judged_lead(wording.written(brief.front))
    told = [(entry.text, entry.side) for entry in ledger.entries if entry.id in one.rests]
    sides = tuple(support.side(brief.front, name) for name in wording.sides(brief.front))
    for start, end in text.sentences(one.said):
        words = one.said[start:end]
        if fault := next(iter(judgements.lacking(words, told, sides, brief.front)), None):
            raise BriefproofError(
                "“{words}” is {what}; say it without, or name the sentence that has it as well",
                words=fault.words, what=WHY[fault.code],
            )  # fmt: skip
        words = cleaning.finish(text.space(words) if language == "zh" else words, language)
        entry = Entry(id="", section=one.section, kind="judgement", text=lead + words, lead=lead, rests=one.rests)
        yield replace(entry, signed=who.signature(ledgers.content_hash(entry)))
        lead = ""


def refused(before: Sequence[Finding], mended: Mended, sources: Sources) -> tuple[Finding, ...]:
    """Return the errors that the gate finds in a changed brief and did not find in the one before."""
    read = briefs.parse(briefs.render(mended.brief), mended.brief.where)
    known = Counter(finding.code for finding in before)
    found = [f for f in validate(read, mended.ledger, sources) if f.severity == "error"]
    return tuple(f for f in found if Counter(one.code for one in found)[f.code] > known[f.code])


def walk(
    brief: Brief, ledger: Ledger, ask: Callable[[str], str | None], take: Callable[[Mapping[int, View]], None]
) -> dict[int, View]:
    """Ask section by section for a person's view, and return them by section; `take` writes all that were given so far.

    `ask` prints a question and returns a line, None at the end; what `take` or `view` raises is said, and asked again.
    """
    views: dict[int, View] = {}
    told = {entry.section for entry in ledger.entries if entry.kind in (*ledgers.SOURCED, "framing")}
    sections, at = [section for section in asked(brief) if section.number in told], 0
    while at < len(sections):
        section = sections[at]
        _show(section, ledger, views.get(section.number))
        said = ask(PROMPT)
        if said in (None, "q"):
            break
        if said in ("", "b"):
            at = max(0, at - 1) if said else at + 1
        elif said == "l":
            _list(basis(ledger), ledger)
        elif said == "d":
            if views.pop(section.number, None):
                take(views)
        elif (rests := ask(RESTS)) is None:
            break
        else:
            try:
                taken = {**views, section.number: view(brief, ledger, section.number, said, [rests])}
                take(taken)
            except BriefproofError as error:
                tell("  not taken: {error}", error=error)
                continue
            views, at = taken, at + 1
    return views


def _show(section: Section, ledger: Ledger, own: View | None) -> None:
    """Print a section with its cited sentences, or with all where it has none of its own."""
    print(f"\n{_plain(section.heading)}")
    known = basis(ledger)
    _list([entry for entry in known if entry.section == section.number] or known, ledger)
    if own:
        tell("  yours: {text}", text=_plain(own.said))


def _list(entries: Iterable[Entry], ledger: Ledger) -> None:
    numbers = {entry.id: number for number, entry in enumerate(basis(ledger), start=1)}
    for entry in entries:
        print(f"{numbers[entry.id]:>4}  {entry.id}  {_plain(entry.text)}")


def _plain(words: str) -> str:
    return "".join(character if character.isprintable() else "�" for character in words)


def _language(brief: Brief) -> str:
    return str(brief.front["commission"]["language"])
