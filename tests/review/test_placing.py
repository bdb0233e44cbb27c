"""What stands where no run of the program put it: found, unless the gate judges it, or a person answers for it."""

import hashlib
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator import brief as briefs
from generator.__main__ import main
from generator.brief import filing, ledger as ledgers, page
from generator.gate import Shelf, brief_at, rewording
from generator.review import history, judging, placing, reproduction
from generator.review.standing import Piece

ADA = ["--by", "Ada Example"]


def judged(path, base=None):
    """Return (code, line) of what only a run can tell."""
    found = judging.judged(brief_at(path), Shelf(root=Path(), cache=Path("build/cache")), base)
    return [(f.code, f.line) for f in found if f.code in ("placed", "not-reproduced")]


def write(path, sections, entries=None, **front):
    """File a brief with other sections and entries, ids and all, as whoever edits both files would."""
    item = brief_at(path)
    brief = replace(item.brief, sections=tuple(sections), front=dict(item.brief.front) | front)
    entries = item.ledger.entries if entries is None else tuple(entries)
    path.write_text(briefs.render(brief), "utf-8")
    path.with_suffix(".ledger.yml").write_text(ledgers.render(replace(item.ledger, entries=entries)), "utf-8")


def exchanged(path):
    """Exchange the first two claims of a paragraph in text and ledger; return them."""
    item = brief_at(path)
    known = {entry.text: entry for entry in item.ledger.entries if entry.kind == "claim"}
    section, block = next(
        (s, b) for s in item.brief.sections for b in s.blocks
        if b.kind == "paragraph" and len(b.rows[0]) > 1 and all(sentence.text in known for sentence in b.rows[0][:2])
    )  # fmt: skip
    one, two, *rest = block.rows[0]
    turned = replace(block, rows=((two, one, *rest),))
    blocks = tuple(turned if other is block else other for other in section.blocks)
    sections = [replace(section, blocks=blocks) if other is section else other for other in item.brief.sections]
    pair = {known[one.text].id: known[two.text], known[two.text].id: known[one.text]}
    write(path, sections, [pair.get(entry.id, entry) for entry in item.ledger.entries])
    return known[one.text], known[two.text]


def commit(words):
    subprocess.run(["git", "add", "-A"], check=True)
    subprocess.run(["git", "commit", "-qm", words], check=True)


def test_a_brief_as_it_was_made_is_a_runs(filed):
    assert judged(filed) == []


def test_two_sentences_that_changed_places_are_found_until_a_person_answers(filed, capsys):
    moved = exchanged(filed)
    found = judged(filed)
    assert [code for code, _ in found] == ["placed"]
    main(["check"])
    out = capsys.readouterr().out
    name = next(entry.id for entry in moved if f"--sentence {entry.id}" in out)
    assert f"briefproof sign {filed} --by NAME --sentence {name}" in out
    assert main(["sign", str(filed), *ADA, "--sentence", name]) == 0
    assert judged(filed) == []


def test_who_adopts_the_text_answers_for_every_place(filed):
    exchanged(filed)
    assert main(["sign", str(filed), *ADA, "--whole"]) == 0
    assert judged(filed) == []
    exchanged(filed)
    exchanged(filed)
    assert judged(filed) == []
    item = brief_at(filed)
    write(filed, item.brief.sections[:-2] + item.brief.sections[-1:])
    assert judged(filed)


def test_an_invented_heading_moves_what_stands_below_it(filed):
    text = filed.read_text("utf-8")
    heading = next(line for line in text.split("\n") if line.startswith("### "))
    filed.write_text(text.replace(heading, "### 已被证伪", 1), "utf-8")
    assert {code for code, _ in judged(filed)} == {"placed"}
    assert len(judged(filed)) > 1


def test_what_is_left_out_and_what_the_gate_judges_is_not_found(filed):
    item = brief_at(filed)
    claims = [e for e in item.ledger.entries if e.kind == "claim" and not e.lead]
    lines = filed.read_text("utf-8").split("\n")
    filed.write_text(
        "\n".join(line for line in lines if not line.startswith(page.markdown.escape(claims[0].text))), "utf-8"
    )
    for entry in claims[1:]:
        changed = entry.text.replace("的", "", 1)
        if changed != entry.text and rewording.judge(changed, entry.text).verdict == "passes":
            break
    filed.write_text(
        filed.read_text("utf-8").replace(page.markdown.escape(entry.text), page.markdown.escape(changed)), "utf-8"
    )
    main(["refresh", str(filed)])
    assert judged(filed) == []


def test_the_front_matter_says_what_the_run_did(filed):
    item = brief_at(filed)
    write(filed, item.brief.sections, aspects=["可信度"])
    assert judged(filed) == [("placed", 1)]


def test_without_its_inputs_a_brief_is_held_against_the_base(filed, capsys):
    commit("base")
    base = history.since("HEAD")
    Path(next(s["path"] for s in brief_at(filed).brief.front["sources"] if s["kind"] == "corpus")).unlink()
    assert judged(filed) == judged(filed, base) == [("not-reproduced", 0)]
    exchanged(filed)
    assert judged(filed) == [("not-reproduced", 0)]
    found = judged(filed, history.since("HEAD"))
    assert [code for code, _ in found] == ["not-reproduced", "placed"]
    subprocess.run(["git", "rm", "-q", "--cached", str(filed), str(filed.with_suffix(".ledger.yml"))], check=True)
    subprocess.run(["git", "commit", "-qm", "none"], check=True)
    assert ("placed", 0) in judged(filed, history.since("HEAD"))


def test_another_hash_is_no_excuse(filed):
    commit("base")
    item, beside = brief_at(filed), filed.with_suffix(".ledger.yml")
    exchanged(filed)
    line = next(line for line in item.ledger.searched if line.endswith(".md"))
    beside.write_text(beside.read_text("utf-8").replace(line, "0" * 16 + line[16:]), "utf-8")
    assert judged(filed) == [("not-reproduced", 0), ("placed", 1)]
    path = Path(item.brief.front["corpus"]["path"]) / line[17:]
    path.write_bytes(path.read_bytes() + b"\n")
    beside.write_text(beside.read_text("utf-8").replace("0" * 16 + line[16:], line), "utf-8")
    assert [code for code, _ in judged(filed)] == ["placed"]


def searched(path, *, cited):
    """Return the path of the first document that a brief searched, and cites or does not cite."""
    item = brief_at(path)
    sources = {s.get("path") for s in item.brief.front["sources"]}
    lines = (Path("corpus") / line[17:] for line in item.ledger.searched)
    return next(one for one in lines if (one.as_posix() in sources) is cited and one.suffix == ".md")


@pytest.mark.parametrize("change", [lambda p: p.write_bytes(p.read_bytes() + b"\nMehr.\n"), Path.unlink])
def test_a_document_that_changed_since_is_searched_as_git_holds_it(filed, change):
    uncited = searched(filed, cited=False)
    commit("base")
    change(uncited)
    assert judged(filed) == []
    exchanged(filed)
    assert [code for code, _ in judged(filed)] == ["placed"]
    commit("both")
    assert [code for code, _ in judged(filed)] == ["placed"]


def test_line_ends_are_no_other_words(filed):
    searched(filed, cited=False).write_bytes(searched(filed, cited=False).read_bytes().replace(b"\n", b"\r\n"))
    assert judged(filed) == []


def test_a_models_text_without_its_replies_is_refused(filed, monkeypatch):
    item = brief_at(filed)
    counts = dict.fromkeys(("accepted", "repaired", "replaced", "added", "dropped"), 0)
    said = {"name": "llm", "model": "none", "parameters": {}, "prompts": "0" * 64, "replies": 0, "sentences": counts}
    write(filed, item.brief.sections, writer=dict(item.brief.front["writer"]) | said)
    assert ("placed", 0) in judged(filed)
    monkeypatch.setattr(judging.signing, "adopted", lambda item: True)
    assert judged(filed) == []


def test_what_git_does_not_hold_is_said(filed):
    uncited = searched(filed, cited=False)
    uncited.write_bytes(uncited.read_bytes() + b"\nMehr.\n")
    commit("too late")
    beside = filed.with_suffix(".ledger.yml")
    subprocess.run(["git", "rm", "-q", "--cached", str(uncited)], check=True)
    subprocess.run(["git", "commit", "-q", "--amend", "--no-edit"], check=True)
    found = judging.judged(brief_at(filed), Shelf(root=Path(), cache=Path("build/cache")))
    (said,) = [f.message for f in found if f.code == "not-reproduced"]
    assert uncited.as_posix() in said and "git does not hold it" in said
    assert beside.is_file() and not [f for f in found if f.code == "placed"]


def test_what_was_searched_and_cannot_be_read_is_no_excuse(filed):
    Path("corpus/.notes.md").write_text("# Notes\n\nNothing.\n", "utf-8")
    commit("base")
    item = brief_at(filed)
    line = f"{hashlib.sha256(Path('corpus/.notes.md').read_bytes()).hexdigest()[:16]} .notes.md"
    ledger = replace(item.ledger, searched=(line, *item.ledger.searched))
    filed.with_suffix(".ledger.yml").write_text(ledgers.render(ledger), "utf-8")
    assert judged(filed) == [("placed", 1)]


@pytest.mark.parametrize("name", ["../briefs/other.md", "/etc/passwd", "a\0b.md"])
def test_what_was_searched_lies_in_the_corpus(filed, name):
    item = brief_at(filed)
    ledger = replace(item.ledger, searched=tuple(sorted((*item.ledger.searched, f"{'0' * 16} {name}"))))
    filed.with_suffix(".ledger.yml").write_text(ledgers.render(ledger), "utf-8")
    assert judged(filed) == [("placed", 1)]


def test_a_repaired_brief_is_what_repair_makes_of_a_run(filed, capsys):
    commit("base")
    path = searched(filed, cited=True)
    heading, rest = path.read_text("utf-8").split("\n\n", 1)
    path.write_text(f"{heading}\n\n{'这里加了一段新的话，它把后面的段落都往后推。' * 30}\n\n{rest}", "utf-8")
    assert main(["repair", str(filed)]) == 0, capsys.readouterr().out
    assert judged(filed) == []
    exchanged(filed)
    assert [code for code, _ in judged(filed)] == ["placed"]


def test_what_stood_at_the_base_has_been_seen(filed):
    exchanged(filed)
    commit("base")
    assert [code for code, _ in judged(filed)] == ["placed"]
    assert judged(filed, history.since("HEAD")) == []


def test_a_withdrawn_brief_keeps_its_text(filed):
    commit("base")
    assert main(["withdraw", str(filed), "--why", "过时"]) == 0
    assert judged(filed) == []
    exchanged(filed)
    assert [code for code, _ in judged(filed)] == ["placed"]
    next(Path("corpus").glob("*.md")).unlink()
    assert [code for code, _ in judged(filed)] == ["not-reproduced", "placed"]


def test_verify_says_which_lines_no_run_wrote_whatever_hash_is_kept(filed, capsys):
    exchanged(filed)
    item = brief_at(filed)
    beside = filed.with_suffix(".ledger.yml")
    generated = filing.said(filed.read_text("utf-8"))
    beside.write_text(ledgers.render(replace(item.ledger, generated=generated)), "utf-8")
    assert main(["verify", str(filed)]) == 1
    out = capsys.readouterr().out
    assert "not written here by this run" in out and "1 lines are not this run’s, 1 of its lines are not here" in out


def test_a_damaged_memory_is_made_anew(filed):
    (path,) = [p for p in Path("build/cache/again").iterdir() if brief_at(filed).brief.title in p.read_text("utf-8")]
    whole = path.read_bytes()
    for damaged in (b"", b"[]", b"{}", whole.replace(b'"pieces":[[1,', b'"pieces":[[', 1), whole[:-9]):
        path.write_bytes(damaged)
        assert reproduction._read(path) == ()
    assert judged(filed) == []
    assert path.read_bytes() == whole


def piece(text, section=1, **changes):
    return Piece(
        section=section, under="", block="paragraph", paragraph=1, row=1, column=1, kind="claim", text=text, **changes
    )


@pytest.mark.parametrize(
    ("filed", "made", "strays"),
    [
        ("abc", "abc", ""), ("ac", "abc", ""), ("", "abc", ""), ("abc", "", "abc"), ("acb", "abc", "b"), ("abxc", "abc", "x"),
        ("cab", "abc", "c"), ("aab", "ab", "a"), ("bdac", "abcd", "bd"),
    ],
)  # fmt: skip
def test_the_fewest_pieces_that_can_have_moved_are_strays(filed, made, strays):
    one, two = [piece(c) for c in filed], [piece(c) for c in made]
    assert len(placing.strays(one, two)) == len(strays)


def test_a_whole_row_of_the_table_may_be_left_out(filed):
    aspects = list(brief_at(filed).brief.front["aspects"])
    lines = filed.read_text("utf-8").split("\n")
    gone = next(at for at, line in enumerate(lines) if line.startswith(f"| {page.markdown.escape(aspects[-1])} |"))
    filed.write_text("\n".join(lines[:gone] + lines[gone + 1 :]), "utf-8")
    main(["refresh", str(filed)])
    assert list(brief_at(filed).brief.front["aspects"]) == aspects[:-1] and judged(filed) == []


def test_aspects_in_another_order_are_no_row_left_out(filed):
    item = brief_at(filed)
    write(filed, item.brief.sections, aspects=item.brief.front["aspects"][::-1])
    assert judged(filed) == [("placed", 1)]


SPAN = ("a" * 64, 0, 9, "verbatim")
EDITED = ("a" * 64, 2, 5, "edited")


@pytest.mark.parametrize(
    ("filed", "made", "left"),
    [
        ("ab", "ab", ""), ("a", "ab", "b"), ("", "ab", "ab"), ("ba", "ab", ""), ("a", "aa", "a"), ("aa", "a", ""), ("X", "a", ""),
        ("X", "ab", "b"), ("XY", "ab", ""), ("aX", "ab", ""), ("a", "aab", "ab"),
    ],
)  # fmt: skip
def test_what_a_run_says_and_the_text_does_not_is_left_out(filed, made, left):
    """Capitals are edits of what a run cites; each stands for one sentence."""
    here = [piece(c, spans=(EDITED if c.isupper() else SPAN,)) for c in filed]
    run = reproduction.Run(sha256="", front={}, evidence="", pieces=tuple(piece(c, spans=(SPAN,)) for c in made))
    assert sorted(one.text for one in placing._left_out(here, run)) == sorted(left)


def test_each_sentence_that_is_left_out_is_named_in_check_and_review(filed, capsys):
    commit("as it was")
    lines = filed.read_text("utf-8").split("\n")
    known = {page.markdown.escape(e.text): e.text for e in brief_at(filed).ledger.entries if e.kind == "claim"}
    gone = [at for at, line in enumerate(lines) if any(line.startswith(f"{text}[") for text in known)][-2:]
    texts = [next(text for shown, text in known.items() if lines[at].startswith(f"{shown}[")) for at in gone]
    filed.write_text("\n".join(line for at, line in enumerate(lines) if at not in gone), "utf-8")
    main(["refresh", str(filed)])
    main(["check"])
    told = capsys.readouterr().out
    assert all(f"is left out: “{text[:60]}”" in told for text in texts)
    assert main(["review", "--base", "HEAD"]) == 0
    shown = re.sub(r"\\(.)", r"\1", capsys.readouterr().out)
    assert all(f"is left out: “{text[:40]}" in shown for text in texts)


def test_what_only_a_longer_text_says_of_itself_may_go_with_its_sentences(filed):
    """Without its quotations in another language a brief does not say that they are in one."""
    item = brief_at(filed)
    front = dict(item.brief.front)
    fronts = {held: front | {"evidence": dict(front["evidence"]) | {"foreign": held}} for held in (False, True)}
    (words,) = placing._about(fronts[True]) - placing._about(fronts[False])
    run = reproduction.Run(sha256="", front=fronts[True], evidence="", pieces=(replace(piece(words), kind="meta"),))
    for held, found in fronts.items():
        here = replace(item, brief=replace(item.brief, front=found))
        assert placing._untold(here, (), run) == ({words} if held else set())


def test_what_opens_a_section_may_not_go_alone(filed):
    item = brief_at(filed)
    opening, told = (
        replace(piece(text), kind=kind) for text, kind in (("On both.", "framing"), ("One holds.", "claim"))
    )
    run = reproduction.Run(sha256="", front=item.brief.front, evidence="", pieces=(opening, told))
    assert placing._untold(item, (told,), run) == {"On both."}
    assert placing._untold(item, (), run) == set(), "with what it opened"
    assert placing._untold(item, (replace(told, text="Another holds."),), run) == set()
