"""What changed in a brief between its commits."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator import brief as briefs
from generator.brief import ledger as ledgers
from generator.gate import brief_at
from generator.review import revisions
from tests.helpers import site_fixture

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(*arguments):
    order = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments]
    subprocess.run(order, check=True, capture_output=True)


def commit(brief, ledger, stem="a"):
    Path("briefs").mkdir(exist_ok=True)
    Path(f"briefs/{stem}.md").write_text(briefs.render(brief), encoding="utf-8")
    Path(f"briefs/{stem}.ledger.yml").write_text(ledgers.render(ledger), encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "a version")


def without(brief, ledger, text):
    """The brief without one sentence of its bullets."""
    kept = []
    for section in brief.sections:
        blocks = []
        for block in section.blocks:
            rows = tuple(row for row in block.rows if not any(one.text == text for one in row))
            blocks.append(replace(block, rows=rows))
        kept.append(replace(section, blocks=tuple(blocks)))
    entries = tuple(entry for entry in ledger.entries if entry.text != text)
    return replace(brief, sections=tuple(kept)), replace(ledger, entries=entries)


def test_steps_tell_sentences_and_evidence_and_pass_over_what_cannot_be_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    brief, ledger = site_fixture.brief()
    once = site_fixture.english()
    commit(*once, stem="once")
    gone = "该模型在内部考试中位于前 10%。"
    commit(*without(brief, ledger, gone))
    Path("briefs/a.md").write_text("no brief\n", encoding="utf-8")
    git("commit", "-qam", "broken")
    commit(brief, ledger)
    less = tuple(replace(one, supports=one.supports[:1]) if one.text == gone else one for one in ledger.entries)
    commit(brief, replace(ledger, entries=less))
    told = revisions.steps([brief_at(Path("briefs/a.md")), brief_at(Path("briefs/once.md"))])
    assert list(told) == ["a"]
    newest, first = told["a"]
    assert [(one.kind, one.lost, one.gained) for one in newest.changed] == [
        ("rested", ("It does not publish the weights.",), ())
    ]
    assert [(one.kind, one.new.text) for one in first.changed] == [("added", gone)]


def test_without_git_there_are_no_steps(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    brief, ledger = site_fixture.brief()
    Path("briefs").mkdir()
    Path("briefs/a.md").write_text(briefs.render(brief), encoding="utf-8")
    Path("briefs/a.ledger.yml").write_text(ledgers.render(ledger), encoding="utf-8")
    assert revisions.steps([brief_at(Path("briefs/a.md"))]) == {}
