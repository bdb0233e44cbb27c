"""A brief whose corpus lies in a store: check and site read what it cites, and what comes in is held against all of it."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.brief import ledger as ledgers
from generator.gate import Shelf, brief_at
from generator.review import history, judging, ruling, signing

pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra store)")


@pytest.fixture
def stored(filed):
    """The store of a filed brief, the current folder being its repository."""
    shelf = Path("../shelf-" + Path.cwd().name).resolve()
    Path("corpus").rename(shelf)
    Path("policy.yml").write_text(f"stores:\n  corpus: file://{shelf}\n", "utf-8")
    Path(".gitignore").write_text("build\n", "utf-8")
    commit()
    return shelf


def commit():
    subprocess.run(["git", "add", "-A"], check=True)
    subprocess.run(["git", "commit", "-qm", "as it is"], check=True)


def judged(path, **more):
    return judging.judged(brief_at(path), Shelf(root=Path(), cache=Path("build/cache"), **more))


def cited(path):
    return [
        Path(s["path"]).relative_to("corpus") for s in brief_at(path).brief.front["sources"] if s["kind"] == "corpus"
    ]


def uncited(path, shelf):
    return next(one for one in sorted(shelf.rglob("*.md")) if one.relative_to(shelf) not in cited(path))


def edit(path, text=" More of it."):
    path.write_text(path.read_text("utf-8").rstrip() + text, "utf-8")


def test_only_what_is_cited_is_brought_and_the_brief_says_so(filed, stored, capsys):
    (found,) = judged(filed)
    assert (found.code, found.severity) == ("not-reproduced", "warning") and f"file://{stored}" in found.message
    brought = {path.name for path in Path("build/cache/stores").rglob("*.md")}
    assert brought == {path.name for path in cited(filed) if path.suffix == ".md"}
    assert main(["check"]) == 0 and "not-reproduced" in capsys.readouterr().out


def test_with_all_of_it_the_verdict_is_that_of_a_folder(filed, stored, capsys):
    assert judged(filed, whole=True) == ()
    assert main(["verify", str(filed)]) == 0 and "the same bytes come out again" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda path: edit(path), "source-changed"),
        (lambda path: path.with_name(f"{path.name}.yml").write_text("licence: none\n", "utf-8"), "source-changed"),
        (lambda path: path.write_text("# Another\n\nAnother text stands here now.", "utf-8"), "source-absent"),
        (lambda path: path.unlink(), "source-absent"),
    ],
)
def test_a_cited_document_that_changes_there_is_the_finding_that_it_is_in_a_folder(filed, stored, change, code):
    change(stored / next(path for path in cited(filed) if path.suffix == ".md"))
    assert code in {finding.code for finding in judged(filed)}


def test_another_document_that_changes_is_found_where_all_is_read(filed, stored, capsys):
    edit(uncited(filed, stored))
    assert [finding.code for finding in judged(filed)] == ["not-reproduced"]
    changed = [f.message for f in judged(filed, whole=True) if f.code == "source-changed"]
    assert changed and "searched, and other bytes now" in changed[0]


def test_what_comes_in_is_held_against_all_of_it(filed, stored, capsys):
    base = subprocess.run(["git", "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    assert main(["check", "--base", base]) == 0
    text, ledger = filed.read_text("utf-8"), filed.with_suffix(".ledger.yml").read_text("utf-8")
    filed.rename(filed.with_name("2026-01-01-again.md"))
    filed.with_suffix(".ledger.yml").rename(filed.with_name("2026-01-01-again.ledger.yml"))
    filed.with_name("2026-01-01-again.md").write_text(text.replace("documents: 14", "documents: 900"), "utf-8")
    filed.with_name("2026-01-01-again.ledger.yml").write_text(ledger, "utf-8")
    commit()
    assert main(["check", "--base", base]) == 1
    assert "corpus.documents" in capsys.readouterr().out


def test_a_judgement_leaves_what_was_searched_as_it_was(filed, stored):
    before = brief_at(filed).brief.front
    judged_by = ["--by", "Ada Example", "--section", "3", "--text", "两者的取向不同", "--rests-on", "1"]
    assert main(["judge", str(filed), *judged_by]) == 0
    after = brief_at(filed).brief.front
    assert (after["corpus"], after["gaps"]) == (before["corpus"], before["gaps"])


def test_a_commission_is_read_by_what_the_store_holds(filed, stored, capsys):
    """As one over a folder is; without it the words alone would say what the subjects are."""
    assert main(["commission", "--query", "Compare open and closed models"]) == 0
    assert any(Path("build/cache/stores").rglob("*.md")) and "Traceback" not in capsys.readouterr().err


def test_of_a_text_that_a_person_adopted_what_it_cites_is_enough(filed, stored, monkeypatch):
    bench = ruling.Bench(Path("build/cache"), history.since("HEAD"))
    for adopted, wanted in ((True, cited(filed)), (False, [p.relative_to(stored) for p in stored.rglob("*.md")])):
        monkeypatch.setattr(signing, "adopted", lambda item, adopted=adopted: adopted)
        bench.judge(brief_at(filed))
        brought = {path.name for path in Path("build/cache/stores").rglob("*.md")}
        assert brought == {path.name for path in wanted if path.suffix == ".md"}


def test_a_document_that_was_there_and_was_passed_over_is_named(filed, stored):
    """Its time in the store tells what git tells of a folder."""
    late, early = stored / "late.md", stored / "early.md"
    late.write_text("# Late\n\nThis text came after the brief was filed.", "utf-8")
    early.write_text("# Early\n\nThis text was there before the brief was filed.", "utf-8")
    os.utime(early, (1_000_000_000, 1_000_000_000))
    os.utime(late, (4_000_000_000, 4_000_000_000))
    (found,) = [finding for finding in judged(filed, whole=True) if finding.code == "unsearched"]
    assert "early.md" in found.message and "late.md" not in found.message


def test_a_store_that_does_not_answer_is_one_line_and_no_verdict(filed, stored, capsys):
    stored.rename(stored.with_name("elsewhere-" + stored.name))
    Path("mkdocs.yml").touch()
    for command in (["check"], ["check", "--base", "HEAD"], ["site"], ["verify", str(filed)], ["search", "x"]):
        if command != ["check", "--base", "HEAD"]:  # nothing changed, nothing is looked at
            assert main(command) == 1, command
            told = capsys.readouterr()
            assert told.out == "" and told.err.count("\n") == 1 and "nothing lies there" in told.err
    assert not Path("build/site").exists()


def test_the_site_has_pages_of_what_is_cited_and_notices_a_change(filed, stored, capsys):
    assert main(["stage"]) == 0
    pages = {path.stem for path in Path("build/docs/corpus").glob("*.md")} - {"index"}
    assert len(pages) == len(cited(filed))
    assert "briefproof search" in Path("build/docs/corpus/index.md").read_text("utf-8")
    capsys.readouterr()
    assert main(["stage"]) == 0 and " 0 pages written, 0 removed" in capsys.readouterr().out
    (stored / cited(filed)[0]).unlink()
    assert main(["stage"]) == 1 and "left out" in capsys.readouterr().err


def test_counts_that_were_not_checked_are_not_stated_as_facts(filed, stored, capsys):
    """Forged ones break no rule where only what is cited was read: no page, file or search says them as they stand."""
    item = brief_at(filed)
    front, (said,) = item.brief.front["corpus"], (e.text for e in item.ledger.entries if "份资料写成" in e.text)
    forged = said.replace(f"依据 {front['documents']} 份", "依据 900 份")
    changes = {said: forged, ledgers.ids([said])[0]: ledgers.ids([forged])[0]}
    changes |= {f"{key}: {front[key]}": f"{key}: {wrong}" for key, wrong in (("documents", 900), ("chunks", 90000))}
    for path in (filed, filed.with_suffix(".ledger.yml")):
        text = path.read_text("utf-8")
        for was, now in changes.items():
            text = text.replace(was, now)
        path.write_text(text, "utf-8")
    assert {f.code for f in judged(filed)} == {"not-reproduced"}
    assert main(["stage"]) == 0 and main(["export", str(filed)]) == 0
    staged = Path("build/docs") / "briefs" / filed.name
    for page in (staged, Path("build/export") / f"{filed.stem}.html"):
        said = page.read_text("utf-8")
        assert "90000" not in said and said.count("900 ") == 1, page
        assert re.search(r'依据 900 份资料[^<]*<span class="rests small"> \(未经核对', said), page
    others = (p for p in Path("build/docs").rglob("*") if p.suffix in (".md", ".js", ".xml") and p != staged)
    assert not [path for path in others if "900 " in path.read_text("utf-8")]


def test_counts_that_were_checked_stand_as_they_are(filed):
    assert main(["stage"]) == 0
    said = (Path("build/docs/briefs") / filed.name).read_text("utf-8")
    assert "未经核对" not in said and "检索范围" in said


def test_a_document_in_the_folder_of_a_stored_corpus_is_refused(filed, stored, capsys):
    Path("corpus").mkdir()
    Path("corpus/here.md").write_text("# Here\n\nA text that lies here.", "utf-8")
    Path("mkdocs.yml").touch()
    commit()
    asking = [["search", "x"], ["brief", "--query", "Compare open and closed models"], ["corpus", "list"]]
    holding = [["check"], ["check", "--base", "HEAD~1"], ["site"], ["verify", str(filed)], ["refresh", str(filed)]]
    for command in (*asking, *holding):
        assert main(command) == 1, command
        told = capsys.readouterr()
        assert told.err.startswith("briefproof: corpus/here.md lies here, and policy.yml says"), command
        assert told.err.count("\n") == 1 and told.out == "", command
    assert main(["doctor"]) == 1 and "corpus/here.md lies here" in capsys.readouterr().out
    assert main(["corpus", "add", "corpus/here.md"]) == 1 and "put the file there" in capsys.readouterr().err


def test_a_title_that_two_documents_have_is_known_by_what_stands_behind_it(filed, stored):
    """Of which documents share it, only those tell that are all read."""
    text = filed.read_text("utf-8")
    source = next(s for s in brief_at(filed).brief.front["sources"] if s["kind"] == "corpus")
    title, beside = source["title"], filed.with_suffix(".ledger.yml")
    filed.write_text(text.replace(title, f"{title} (2)"), "utf-8")
    assert not [f for f in judged(filed) if f.code in ("source-absent", "derived", "cite-unresolved")]
    filed.write_text(text.replace(title, f"{title} (secretly true)"), "utf-8")
    assert [f for f in judged(filed) if f.code == "source-absent"] and beside.exists()


def test_with_base_a_change_in_the_store_is_seen_though_git_knows_nothing_of_it(filed, stored, capsys):
    assert main(["check", "--base", "HEAD"]) == 0
    capsys.readouterr()
    edit(stored / next(one for one in cited(filed) if one.suffix == ".md"))
    assert main(["check", "--base", "HEAD"]) == 1
    said = capsys.readouterr().out
    assert "source-changed" in said and "as git knows" not in said
