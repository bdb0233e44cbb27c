"""The gate: true briefs pass, and every edit of one is caught by the right rule at the right line.

The mutations run in two ways: on the text alone, and on text and ledger together (the corpus is the ground truth).
"""

import contextlib
import re
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

import pytest
import yaml

from generator import gate as validation, pipeline
from generator.brief import citation, ledger as ledgers, page as briefs
from generator.corpus.chunking import Block, Chunk
from generator.evidence import cleaning, readings
from generator.gate import Shelf
from generator.language import numerals
from generator.language.text import language
from tests.helpers import COMMISSIONS, loaded

CASES = loaded("gate/mutations.yml")


@pytest.fixture(scope="module")
def gate(workplace, made):
    """A function from the two files' texts to the findings, against the sample corpus."""
    shelf = Shelf(root=workplace, cache=workplace / "build" / "cache")
    name = made["zh"][0].path.name

    def check(text, ledger_text):
        brief, ledger = briefs.parse(text, name), ledgers.parse(ledger_text, "b.ledger.yml")
        with contextlib.chdir(workplace):
            return validation.validate(brief, ledger, shelf.sources(brief, ledger))

    return check


@pytest.fixture(params=["zh", "en"])
def true(request, made):
    """(text, ledger text) of a brief that passed."""
    return made[request.param][1:]


def codes(findings):
    return {finding.code for finding in findings}


def claim_lines(text, ledger_text):
    """Return (line number, line, entry) of the claims and quotations."""
    entries = {entry.text: entry for entry in ledgers.parse(ledger_text, "l").entries}
    found = []
    for section, _, sentence in briefs.parse(text, "b").sentences:
        entry = entries.get(sentence.text)
        if entry and entry.kind == "claim" and section:
            found.append((sentence.line, text.splitlines()[sentence.line - 1], entry))
    return found


def with_line(text, number, line):
    lines = text.splitlines()
    lines[number - 1] = line
    return "\n".join(lines) + "\n"


def with_entry(ledger_text, old, **changes):
    """Return the ledger with one entry changed, its id made anew where the words change."""
    ledger = ledgers.parse(ledger_text, "l")
    entries = [replace(e, **changes) if e.id == old.id else e for e in ledger.entries]
    entries = [replace(e, id=i) for e, i in zip(entries, ledgers.ids(e.text for e in entries), strict=True)]
    return ledgers.render(replace(ledger, entries=tuple(entries)))


def test_a_true_brief_passes(gate, true):
    assert not [f for f in gate(*true) if f.severity == "error"]


def edits(case, text, ledger_text):
    """Yield (line number, line, entry, sentence edited, quote edited) for the claims that the case can edit."""
    for number, line, entry in claim_lines(text, ledger_text):
        own = entry.text[len(entry.lead) :]
        edited = entry.lead + " ".join(re.sub(case["find"], case["put"], own, count=1).split())
        quote = re.sub(case["find"], case["put"], entry.supports[0].quote, count=1)
        if edited != entry.text and quote != entry.supports[0].quote:
            yield number, line, entry, edited, quote


def test_there_are_several_hundred_edits_of_many_kinds(made):
    tried = {case["name"]: sum(1 for _, *two in made.values() for _ in edits(case, *two)) for case in CASES}
    assert len(CASES) >= 15
    assert sum(tried.values()) >= 300, tried
    assert sum(count > 0 for count in tried.values()) >= 15, tried


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_edit_of_a_claim_is_caught_at_its_line(gate, true, case):
    text, ledger_text = true
    for number, line, entry, edited, quote in edits(case, text, ledger_text):
        rendered = briefs.markdown.escape(entry.text)
        assert rendered in line
        changed = with_line(text, number, line.replace(rendered, briefs.markdown.escape(edited)))
        found = gate(changed, ledger_text)
        assert set(case["text"]) <= {f.code for f in found if f.line == number and f.severity == "error"}
        supports = (replace(entry.supports[0], quote=quote), *entry.supports[1:])
        found = gate(changed, with_entry(ledger_text, entry, text=edited, supports=supports))
        assert set(case["both"]) <= {f.code for f in found if f.line == number and f.severity == "error"}, edited


def test_a_claim_cannot_lose_its_citation(gate, true):
    text, ledger_text = true
    for number, line, entry in claim_lines(text, ledger_text):
        bare = with_line(text, number, briefs.markdown.escape(entry.text))
        assert "claim-uncited" in {f.code for f in gate(bare, ledger_text) if f.line == number}
        kept = with_entry(ledger_text, entry, supports=())
        assert "claim-uncited" in {f.code for f in gate(bare, kept) if f.line == number}
        assert line != entry.text


def test_a_citation_cannot_move_to_a_neighbour(gate, true):
    text, ledger_text = true
    for number, line, entry in claim_lines(text, ledger_text):
        moved = re.sub(r"(chunk |p\. )(\d+)\]", lambda m: f"{m[1]}{int(m[2]) + 1}]", line, count=1)
        found = {f.code for f in gate(with_line(text, number, moved), ledger_text) if f.line == number}
        assert "ledger-citations" in found
        support = replace(entry.supports[0], chunk=entry.supports[0].chunk + 1)
        both = with_entry(ledger_text, entry, supports=(support, *entry.supports[1:]))
        assert codes(gate(with_line(text, number, moved), both)) & {"chunk-changed", "cite-unresolved", "span"}


def test_an_invented_citation_is_caught(gate, true):
    text, ledger_text = true
    number, line, _ = claim_lines(text, ledger_text)[0]
    found = gate(with_line(text, number, line + '[long_context: "没有这篇", chunk 1]'), ledger_text)
    assert {"cite-unresolved", "ledger-citations"} <= {f.code for f in found if f.line == number}
    found = gate(with_line(text, number, line + "[long_context: 没有引号, chunk 1]"), ledger_text)
    assert {"cite-malformed"} <= {f.code for f in found if f.line == number}


def test_two_sentences_cannot_be_spliced(gate, true):
    text, ledger_text = true
    told = claim_lines(text, ledger_text)
    (number, line, first), (_, _, second) = told[0], told[1]
    half = first.text[: len(first.text) // 2] + second.text[len(second.text) // 2 :]
    changed = with_line(text, number, line.replace(briefs.markdown.escape(first.text), briefs.markdown.escape(half)))
    assert "ledger-missing" in {f.code for f in gate(changed, ledger_text) if f.line == number}
    for entry in (replace(first, text=half), replace(first, text=half, lead=half[: len(half) // 2])):
        both = with_entry(ledger_text, first, text=half, lead=entry.lead)
        assert {f.code for f in gate(changed, both) if f.line == number} & {"support", "lead"}


def test_the_ledger_cannot_change_sides(gate, true):
    text, ledger_text = true
    names = [s["name"] for s in briefs.parse(text, "b").front["commission"]["subjects"]]
    tried = 0
    for number, _, entry in claim_lines(text, ledger_text):
        if entry.side not in names or any(name in entry.text for name in names if name != entry.side):
            continue
        other = next(name for name in names if name != entry.side)
        found = gate(text, with_entry(ledger_text, entry, side=other))
        assert "side" in {f.code for f in found if f.line == number}, entry.text
        tried += 1
    assert tried >= 5


def test_a_claim_cannot_hide_as_framing_or_meta(gate, true):
    text, ledger_text = true
    number, line, entry = claim_lines(text, ledger_text)[-1]
    bare = with_line(text, number, briefs.markdown.escape(entry.text))
    for kind, code in (("framing", "framing"), ("meta", "meta"), ("opinion", "ledger-missing")):
        found = gate(bare, with_entry(ledger_text, entry, kind=kind, supports=(), side=None))
        assert code in {f.code for f in found if f.line == number}
    assert line


def test_a_new_sentence_needs_evidence(gate, true):
    text, ledger_text = true
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("## ")) + 2
    lines.insert(at, "这一领域的前景十分广阔。")
    found = gate("\n".join(lines) + "\n", ledger_text)
    assert "ledger-missing" in {f.code for f in found if f.line == at + 1}


def test_an_entry_without_its_sentence_is_caught(gate, true):
    text, ledger_text = true
    number, _, entry = claim_lines(text, ledger_text)[0]
    lines = text.splitlines()
    del lines[number - 1]
    found = gate("\n".join(lines) + "\n", ledger_text)
    assert "ledger-extra" in codes(found)
    assert any(entry.id in f.message for f in found if f.code == "ledger-extra")


def test_the_ledger_alone_cannot_change(gate, true):
    text, ledger_text = true
    number, _, entry = claim_lines(text, ledger_text)[0]
    item = entry.supports[0]
    for changed, code in (
        (replace(item, start=item.start + 1), "span"),
        (replace(item, end=item.end - 1), "span"),
        (replace(item, quote=item.quote[:-2]), "span"),
        (replace(item, chunk_sha256="0" * 64), "chunk-changed"),
        (replace(item, source="S99"), "ledger-citations"),
        (replace(item, relation="membership"), "support"),
    ):
        found = gate(text, with_entry(ledger_text, entry, supports=(changed, *entry.supports[1:])))
        assert code in {f.code for f in found if f.line == number}, changed


FRONT_EDITS = [
    (r"(counted: )\d+", r"\g<1>1111", "length-counted"),
    (r"(\n    max: )\d+", r"\g<1>600", "length-long"),
    (r"(\n    min: )\d+", r"\g<1>5000", "length-short"),
    (r"(\n  documents: )\d+", r"\g<1>99", "meta"),
    (r"(\n  cited: )\d+", r"\g<1>99", "meta"),
    (r"\ndate: '?\d{4}", "\ndate: abcd", "schema"),
    (r"\nbrief: 3", "\nbrief: 9", "schema"),
    (r"\ntitle: .*", "\ntitle: 另一个题目", "title"),
    (r"(\n  Hugging Face: )\d+", r"\g<1>50000", "schema"),
    (r"\n  kind: corpus", "\n  kind: rumour", "schema"),
    (r"\n  sha256: [0-9a-f]{8}", "\n  sha256: 00000000", "source-changed"),
]


@pytest.mark.parametrize(
    ("find", "put", "code"), FRONT_EDITS, ids=[f"{c}-{n}" for n, (_, _, c) in enumerate(FRONT_EDITS)]
)
def test_the_front_matter_cannot_drift(gate, true, find, put, code):
    text, ledger_text = true
    changed, times = re.subn(find, put, text, count=1)
    assert times == 1
    assert code in codes(gate(changed, ledger_text))


def test_sections_keep_their_order_and_words(gate, true):
    text, ledger_text = true
    headings = re.findall(r"^## .*$", text, re.M)
    swapped = text.replace(headings[2], "@@").replace(headings[3], headings[2]).replace("@@", headings[3])
    assert "sections" in codes(gate(swapped, ledger_text))
    assert "sections" in codes(gate(text.replace(headings[-1], headings[-1] + "！"), ledger_text))
    assert {"sections", "section-empty"} <= codes(gate(text + "\n## 附录\n", ledger_text))


def test_references_are_complete_and_no_more(gate, true):
    text, ledger_text = true
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("- S1. "))
    assert "references" in codes(gate("\n".join([*lines[:at], *lines[at + 1 :]]) + "\n", ledger_text))
    assert "references" in codes(gate("\n".join([*lines, lines[at]]) + "\n", ledger_text))
    assert "references" in codes(gate("\n".join([*lines, "- S77. 编造. 编造之作."]) + "\n", ledger_text))


def test_a_changed_corpus_shows_in_the_briefs_that_cite_it(true, workplace, tmp_path):
    import shutil

    shutil.copytree(workplace / "corpus", tmp_path / "corpus")
    text, ledger_text = true
    brief, ledger = briefs.parse(text, "b"), ledgers.parse(ledger_text, "l")
    source = next(s for s in brief.front["sources"] if s["kind"] == "corpus" and s["path"].endswith(".md"))
    path = tmp_path / source["path"]
    cited = next(s for e in ledger.entries for s in e.supports if s.source == source["id"])
    path.write_text(path.read_text("utf-8").replace(cited.quote[-9:-2], "改动了的话"), "utf-8")
    shelf = Shelf(root=tmp_path, cache=tmp_path / "cache")
    found = codes(validation.validate(brief, ledger, shelf.sources(brief, ledger)))
    assert {"chunk-changed", "source-changed"} <= found
    path.unlink()
    shelf = Shelf(root=tmp_path, cache=tmp_path / "cache")
    assert "source-absent" in codes(validation.validate(brief, ledger, shelf.sources(brief, ledger)))


def test_a_claim_cites_nothing_that_it_does_not_need(gate, true, made):
    """Another span beside the one that says it, whatever it is called, is refused."""
    text, ledger_text = true
    number, line, entry = next(c for c in claim_lines(text, ledger_text) if len(c[2].supports) == 1 and c[2].side)
    other = next(
        e.supports[0]
        for _, _, e in claim_lines(text, ledger_text)
        if e.supports[0].source != entry.supports[0].source and e.side not in (None, entry.side)  # no true membership
    )
    language = "zh" if "language: zh" in text else "en"
    title = next(s["title"] for s in briefs.parse(text, "b").front["sources"] if s["id"] == other.source)
    cited = citation.render(citation.Citation(kind="corpus", title=title, number=other.chunk), language)
    for relation in ("membership", "background", "verbatim", "edited"):
        supports = (*entry.supports, replace(other, relation=relation))
        found = gate(with_line(text, number, line + cited), with_entry(ledger_text, entry, supports=supports))
        assert {"support", "side"} & {f.code for f in found if f.line == number}, relation


# --- tables, figures


def entries_of(ledger_text, kind):
    return [e for e in ledgers.parse(ledger_text, "l").entries if e.kind == kind]


def with_text(text, ledger_text, entry, words, *, opens, closes="", **changes):
    """Return both files with the words of an entry changed; `opens` and `closes` stand beside them in the brief."""
    before, found, after = text.rpartition(opens + briefs.markdown.escape(entry.text) + closes)
    assert found
    changed = before + opens + briefs.markdown.escape(words) + closes + after
    return changed, with_entry(ledger_text, entry, text=words, **changes)


def test_a_cell_is_a_whole_sentence_under_its_own_side(gate, true, workplace):
    text, ledger_text = true
    corpus = Shelf(root=workplace, cache=workplace / "build" / "cache").corpus("corpus")
    front = briefs.parse(text, "b").front
    titles = {s["id"]: s["title"] for s in front["sources"]}
    names = [s["name"] for s in front["commission"]["subjects"]]
    cells = entries_of(ledger_text, "cell")
    if not cells:
        pytest.skip("the brief has no table")
    for cell in cells:
        span = cell.supports[0]
        chunk = corpus.by_title(titles[span.source]).chunks[span.chunk - 1].text
        words = cell.text[:-2].rstrip()
        short = replace(span, end=span.end - 2, quote=chunk[span.start : span.end - 2])
        found = gate(*with_text(text, ledger_text, cell, words, opens="| ", supports=(short, *cell.supports[1:])))
        assert codes(found) & {"cell", "support"}, cell.text
        assert "support" in codes(gate(*with_text(text, ledger_text, cell, cell.text + "吗", opens="| ")))
        other = next(name for name in names if name != cell.side)
        assert "side" in codes(gate(text, with_entry(ledger_text, cell, side=other)))
        assert "lead" in codes(gate(text, with_entry(ledger_text, cell, lead=cell.text[:3])))


def test_the_frame_of_a_table_comes_from_the_front_matter(gate, true):
    text, ledger_text = true
    labels = [e for e in entries_of(ledger_text, "meta") if f"| {briefs.markdown.escape(e.text)} |" in text]
    if not labels:
        pytest.skip("the brief has no table")
    for label in labels:
        changed, entries = with_text(text, ledger_text, label, "全面领先", opens="| ", closes=" |")
        assert "meta" in codes(gate(changed, entries)), label.text
    aspects = briefs.parse(text, "b").front["aspects"]
    if not aspects:
        pytest.skip("the brief has no comparison table")
    aspect = aspects[0]
    changed = text.replace(f"- {aspect}\n", "- 量子火箭\n", 1).replace(f"| {aspect} |", "| 量子火箭 |", 1)
    assert changed != text
    found = [f for f in gate(changed, ledger_text) if f.code == "meta"]
    assert any("量子火箭" in f.message for f in found)


def placed(text, ledger):
    """Return the ledger with the places of the sentences as they stand in the text."""
    found = zip(ledger.entries, validation.items(briefs.parse(text, "b")), strict=True)
    return replace(ledger, entries=tuple(entry.at(item.section.number, item.place) for entry, item in found))


FIGURES = loaded("gate/figures.yml")


@pytest.fixture(scope="module", params=["zh", "en"])
def figured(request, workplace):
    """(text, ledger text) of a brief that was asked for key figures."""
    more = {"zh": "请列出关键数据。", "en": " Include a table of key figures."}[request.param]
    asked = pipeline.Request(query=COMMISSIONS[request.param] + more, out=Path("figured"))
    with contextlib.chdir(workplace):
        outcome = pipeline.make(asked, build=Path("build"))
        return outcome.path.read_text("utf-8"), outcome.path.with_suffix(".ledger.yml").read_text("utf-8")


@pytest.mark.parametrize("case", FIGURES, ids=lambda case: case["name"])
def test_edits_of_a_table_of_figures_are_caught(case, gate, figured):
    text, ledger_text = figured
    brief = briefs.parse(text, "b")
    names = [s["name"] for s in brief.front["commission"]["subjects"]]
    figures = {entry.text: entry for entry in entries_of(ledger_text, "figure")}
    blocks = [block for section in brief.sections for block in section.blocks]
    rows = [row for block in blocks for row in block.rows if row[-1].text in figures]
    assert rows, "the brief has no key figures"
    for row in rows:
        entry = figures[row[-1].text]
        words = {"@other": next(name for name in names if name != entry.side), "@start": entry.text[:3]}
        if "ledger" in case:
            changes = {key: words[value] for key, value in case["ledger"].items()}
            found = gate(text, with_entry(ledger_text, entry, **changes))
        else:
            cells = [cell.text for cell in row]
            old = cells[case["cell"]]
            put = words.get(case["put"], case["put"])
            cells[case["cell"]] = re.sub(case["find"], put, old, count=1)
            assert cells[case["cell"]] != old
            line = text.splitlines()[row[0].line - 1]
            changed = with_line(
                text,
                row[0].line,
                line.replace(briefs.markdown.escape(old), briefs.markdown.escape(cells[case["cell"]]), 1),
            )
            ledger = ledgers.parse(ledger_text, "l")
            at = {0: -2, 1: -1, 2: 0}[case["cell"]]  # the cells of a row follow each other in the ledger
            place = next(n for n, e in enumerate(ledger.entries) if e.id == entry.id) + at
            entries = list(ledger.entries)
            entries[place] = replace(entries[place], text=cells[case["cell"]])
            entries = [replace(e, id=i) for e, i in zip(entries, ledgers.ids(e.text for e in entries), strict=True)]
            found = gate(changed, ledgers.render(replace(ledger, entries=tuple(entries))))
        assert case["rule"] in codes(found), (row[-1].text, codes(found))


def test_a_figure_is_a_whole_sentence_with_a_number(gate, true):
    text, ledger_text = true
    tried = Counter()
    for number, line, entry in claim_lines(text, ledger_text):
        if len(entry.supports) > 1 or entry.lead:
            continue
        counted = bool(numerals.numbers(entry.text))
        shown = replace(entry.supports[0], relation="cell")
        found = gate(text, with_entry(ledger_text, entry, kind="figure", supports=(shown,)))
        refused = ["place"] if counted else ["cell", "place"]  # it stands in no table of figures
        assert [f.code for f in found if f.line == number and f.severity == "error"] == refused
        if counted and entry.text[-1] in "。.":
            span = entry.supports[0]
            words = entry.text[:-3].rstrip()
            less = len(entry.text) - len(words)
            short = replace(shown, end=span.end - less, quote=span.quote[:-less])
            cut = {"kind": "figure", "supports": (short,)}
            changed, entries = with_text(text, ledger_text, entry, words, opens="\n", **cut)
            assert {f.code for f in gate(changed, entries) if f.line == number} & {"cell", "support"}, line
        tried[counted] += 1
    assert tried[True] and tried[False]


CELLS = loaded("gate/cells.yml")


@pytest.mark.parametrize("case", CELLS, ids=lambda case: case["cell"])
def test_what_a_cell_is(case):
    sentence = case["sentence"]
    block = Block(kind="paragraph", start=0, end=len(sentence), heading_path=())
    chunk = Chunk(number=1, text=sentence, blocks=(block,), heading_path=(), pages=(), sha256="")
    start = sentence.index(case["cell"])
    fault = readings.cell_fault(chunk, language(sentence), start, start + len(case["cell"]))
    assert fault is None if "fault" not in case else case["fault"] in str(fault)


def test_the_schema_of_the_ledger_is_what_the_program_writes(true):
    import json

    import jsonschema

    schema = json.loads(ledgers.SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    signed = ledgers.parse(true[1], "l")
    entry = replace(signed.entries[0], signed=ledgers.Signature(by="Ada Example", on="2026-11-22", of="0" * 64))
    for said in (true[1], ledgers.render(replace(signed, entries=(entry, *signed.entries[1:])))):
        assert not list(check.iter_errors(yaml.safe_load(said)))
    for name, kind in (("entry", ledgers.Entry), ("support", ledgers.Support), ("signature", ledgers.Signature)):
        assert set(schema["$defs"][name]["properties"]) == {field.name for field in fields(kind)}
    assert set(schema["$defs"]["entry"]["properties"]["kind"]["enum"]) == set(ledgers.KINDS)


def test_every_rule_has_a_severity_and_words():
    for code, (severity, words) in validation.RULES.items():
        assert re.fullmatch("[a-z-]+", code)
        assert severity in ("error", "warning")
        assert len(words) > 10


def whole_claims(text, ledger_text):
    """Return (line number, line, entry) of the claims that are one whole sentence, without a lead."""
    return [
        (number, line, entry)
        for number, line, entry in claim_lines(text, ledger_text)
        if not entry.lead and [s.relation for s in entry.supports] == ["verbatim"]
    ]


@pytest.mark.parametrize("relation", ["verbatim", "trim", "cell"])
@pytest.mark.parametrize(("first", "last"), [(2, 0), (0, 4), (3, 3)], ids=["head", "tail", "both"])
def test_no_claim_is_cut_inside_a_sentence(gate, true, relation, first, last):
    text, ledger_text = true
    for number, _, entry in whole_claims(text, ledger_text)[:6]:
        span = entry.supports[0]
        quote = span.quote[first : len(span.quote) - last]
        cut = replace(span, start=span.start + first, end=span.end - last, quote=quote, relation=relation)
        words = cleaning.sentence(quote, language(quote))
        changed, entries = with_text(text, ledger_text, entry, words, opens="\n", supports=(cut,))
        assert "trim" in {f.code for f in gate(changed, entries) if f.line == number}, quote


@pytest.mark.parametrize("edit", loaded("gate/forgiven.yml"), ids=lambda edit: edit["name"])
def test_nothing_is_forgiven_at_check_time(gate, true, edit):
    text, ledger_text = true
    tried = 0
    for number, _, entry in whole_claims(text, ledger_text):
        words = re.sub(edit["find"], edit["put"], entry.text, count=1)
        if words == entry.text or "\n" in words:
            continue
        changed, entries = with_text(text, ledger_text, entry, words, opens="\n")
        assert "support" in {f.code for f in gate(changed, entries) if f.line == number}, words
        tried += 1
    assert tried
