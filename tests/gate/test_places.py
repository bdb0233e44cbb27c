"""Where a sentence stands: what a forger moves or calls otherwise is found, though text and ledger agree."""

import contextlib
import re
from dataclasses import replace
from itertools import groupby, pairwise

import pytest

from generator import gate as validation
from generator.brief import ledger as ledgers, page as briefs, wording
from generator.gate import Shelf
from tests.helpers import dated, loaded

CASES = loaded("gate/places.yml")


@pytest.fixture(scope="module")
def gate(workplace):
    """A function from the two files' texts to the findings, against the sample corpus."""
    shelf = Shelf(root=workplace, cache=workplace / "build" / "cache")

    def check(text, ledger):
        brief = briefs.parse(text, dated(text))
        with contextlib.chdir(workplace):
            return validation.validate(brief, ledger, shelf.sources(brief, ledger))

    return check


@pytest.fixture(params=["zh", "en"])
def true(request, made):
    """(text, ledger, words of the closed list) of a brief that passed."""
    return made[request.param][1], ledgers.parse(made[request.param][2], "l"), wording.words(request.param)


def following(text, ledger):
    """Return the ledger with its entries in the order of the text, and their places as they are there."""
    left = {}
    for entry in ledger.entries:
        left.setdefault(entry.text, []).append(entry)
    found = [(item, left.get(item.sentence.text)) for item in validation.items(briefs.parse(text, "b"))]
    entries = [same[0].at(item.section.number, item.place) for item, same in found if same]
    ids = ledgers.ids(entry.text for entry in entries)
    return replace(ledger, entries=tuple(replace(e, id=i) for e, i in zip(entries, ids, strict=True)))


def runs(text, ledger):
    """Return (section, paragraph, side, lines from 0) of each run of sentences of one side within a paragraph."""
    entries = {entry.text: entry for entry in ledger.entries}
    found = []
    for section in briefs.parse(text, "b").sections:
        for at, block in enumerate(section.blocks):
            told = [(entries.get(s.text), s.line - 1) for s in block.rows[0]] if block.kind == "paragraph" else []
            for side, same in groupby(told, key=lambda pair: pair[0].side if pair[0] else None):
                if side:
                    found.append((section.number, at, side, [line for _, line in same]))
    return found


def test_the_ledger_follows_the_text(gate, true):
    text, ledger, _ = true
    assert following(text, ledger) == ledger
    assert not [f for f in gate(text, ledger) if f.severity == "error"]


@pytest.mark.parametrize("case", [c for c in CASES if "find" in c], ids=lambda case: case["name"])
def test_a_frame_that_the_writers_do_not_make(case, gate, true):
    text, ledger, words = true
    find, put = (re.sub(r"\{(\w+)\}", lambda m: words[m[1]], case[key]) for key in ("find", "put"))
    changed = re.sub(find, put, text, count=1)
    assert changed != text
    assert case["rule"] in {f.code for f in gate(changed, following(changed, ledger))}


@pytest.mark.parametrize("case", [c for c in CASES if "entry" in c], ids=lambda case: case["name"])
def test_an_entry_that_says_otherwise(case, gate, true):
    text, ledger, _ = true
    changes = {key: tuple(value) if isinstance(value, list) else value for key, value in case["change"].items()}
    lines = {item.entry.id: item.sentence.line for item in validation.sentences.paired(briefs.parse(text, "b"), ledger)}
    chosen = [
        entry
        for entry in ledger.entries
        if entry.kind == case["entry"]["kind"] and (entry.side or not case["entry"].get("sided"))
    ]
    assert chosen
    for entry in chosen:
        entries = tuple(replace(e, **changes) if e is entry else e for e in ledger.entries)
        found = gate(text, replace(ledger, entries=entries))
        assert case["rule"] in {f.code for f in found if f.line == lines[entry.id]}, entry.text


def moved(text, line, before):
    lines = text.splitlines()
    lines.insert(before - (line < before), lines.pop(line))
    return "\n".join(lines) + "\n"


def test_a_sentence_cannot_stand_among_those_of_the_other_side(gate, true):
    """Before the first of a side, and after the last, where the other side has its turn."""
    text, ledger, _ = true
    order, tried = briefs.parse(text, "b").front["commission"]["subjects"], 0
    first, second = (subject["name"] for subject in order)
    for _, _, side, lines in runs(text, ledger):
        for _, _, other, theirs in runs(text, ledger):
            if side == other:
                continue
            before = theirs[0] if (side, other) == (second, first) else theirs[-1] + 1
            changed = moved(text, lines[0], before)
            found = {f.code for f in gate(changed, following(changed, ledger))}
            assert found & {"place", "lead", "side", "context"}, (lines[0], before)
            tried += 1
    assert tried >= 4


def test_the_sides_keep_their_order(gate, true):
    """Two runs of one paragraph in another order than the sides have."""
    text, ledger, _ = true
    rows, tried = text.splitlines(), 0
    for (section, _, side, lines), (next_section, _, other, theirs) in pairwise(runs(text, ledger)):
        between = rows[lines[-1] + 1 : theirs[0]]
        if section == next_section and None not in (side, other) and side != other and not any(between):
            turned = [*rows[: lines[0]], *(rows[n] for n in theirs), *(rows[n] for n in lines), *rows[theirs[-1] + 1 :]]
            changed = "\n".join(turned) + "\n"
            assert {f.code for f in gate(changed, following(changed, ledger))} & {"place", "lead"}, section
            tried += 1
    assert tried >= 2


def test_a_word_of_contrast_needs_another_side_before_it(gate, true):
    text, ledger, words = true
    tried = 0
    for _, _, _, lines in runs(text, ledger):
        for line in lines[1:]:
            entry = next(
                e
                for e in ledger.entries
                if e.kind and text.splitlines()[line].startswith(briefs.markdown.escape(e.text))
            )
            if entry.kind != "claim" or entry.lead:
                continue
            lead = words["connective"][0]
            changed = text.splitlines()
            changed[line] = lead + changed[line]
            changed = "\n".join(changed) + "\n"
            entries = tuple(replace(e, lead=lead, text=lead + e.text) if e is entry else e for e in ledger.entries)
            found = gate(changed, following(changed, replace(ledger, entries=entries)))
            assert "lead" in {f.code for f in found if f.line == line + 1}
            tried += 1
    assert tried


def test_entries_stand_in_the_order_of_the_text(gate, true):
    text, ledger, _ = true
    turned = replace(ledger, entries=(*ledger.entries[1:], ledger.entries[0]))
    assert "place" in {f.code for f in gate(text, turned)}


def test_a_section_that_speaks_is_not_said_to_be_silent(gate, true):
    """The one sentence of framing, in a section that sources fill."""
    text, ledger, _ = true
    brief = briefs.parse(text, "b")
    filled = {e.section for e in ledger.entries if e.kind in ledgers.SOURCED and e.place.row is None}
    section = next(s for s in brief.sections if s.number in filled and s.blocks[0].kind in ("paragraph", "heading"))
    spec = brief.front["commission"]["sections"][section.number - 1]
    (words,) = wording.framing(brief.front, spec["title"], spec["role"], 0)
    rows = text.splitlines()
    at = section.blocks[0].rows[0][0].line - 1
    changed = "\n".join([*rows[:at], words, "", *rows[at:]]) + "\n"
    entry = replace(ledger.entries[0], id="new", text=words, kind="framing", side=None, lead="", supports=())
    found = gate(changed, following(changed, replace(ledger, entries=(*ledger.entries, entry))))
    assert "framing" in {f.code for f in found}


def test_a_quotation_goes_on_only_behind_one_from_its_source(gate, true):
    text, ledger, _ = true
    entry = next(e for e in ledger.entries if e.kind == "claim" and e.side)
    before, after = wording.goes_on(briefs.parse(text, "b").front["commission"]["language"])
    words = before + entry.text[len(entry.lead) :] + after
    changed = text.replace(briefs.markdown.escape(entry.text), briefs.markdown.escape(words))
    assert changed != text
    forged = replace(
        ledger,
        entries=tuple(
            replace(e, kind="quotation", text=words, lead=before) if e is entry else e for e in ledger.entries
        ),
    )
    assert "lead" in {f.code for f in gate(changed, following(changed, forged))}
