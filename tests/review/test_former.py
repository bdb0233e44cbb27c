"""Attachments that were changed after a brief was made of them: `repair` leaves a state that the gate accepts."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.brief import ledger as ledgers
from generator.gate import Shelf, brief_at
from generator.review import judging

QUERY = "根据随附文档，对比 OpenAI 与 Hugging Face 的开放程度，1000 字左右"


@pytest.fixture
def given(workplace, tmp_path, monkeypatch):
    """(brief, its attachment) in a repository of their own, the current folder."""
    shutil.copytree(workplace / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    for arguments in (["init", "-q"], ["config", "user.name", "Ada"], ["config", "user.email", "ada@example.org"]):
        subprocess.run(["git", *arguments], check=True)
    Path("corpus/open-and-closed-terms.md").rename("terms.md")
    assert main(["brief", "--query", QUERY, "--pdf", "terms.md", "--slug", "terms"]) == 0
    subprocess.run(["git", "add", "-A"], check=True)
    subprocess.run(["git", "commit", "-qm", "base"], check=True)
    (brief,) = Path("briefs").glob("*.md")
    (source,) = [s for s in brief_at(brief).brief.front["sources"] if s["kind"] == "document"]
    return brief, Path(source["path"])


def codes(path):
    return {
        f.code
        for f in judging.judged(brief_at(path), Shelf(root=Path(), cache=Path("build/cache")))
        if f.severity == "error"
    }


def test_a_repaired_brief_stands_though_its_attachment_is_another(given, capsys):
    brief, attached = given
    heading, rest = attached.read_text("utf-8").split("\n\n", 1)
    attached.write_text(f"{heading}\n\n{'这里加了一段新的话，它把后面的段落都往后推。' * 30}\n\n{rest}", "utf-8")
    assert codes(brief)
    assert main(["repair", str(brief)]) == 0, capsys.readouterr().out
    assert codes(brief) == set()
    (line,) = brief_at(brief).ledger.given
    assert main(["repair", str(brief)]) == 0
    assert brief_at(brief).ledger.given == (line,)
    assert main(["verify", str(brief)]) == 0


@pytest.mark.parametrize("line", ["0" * 16 + " terms.md", "0" * 16 + " other.md", "terms.md"])
def test_what_an_attachment_was_cannot_be_invented(given, line):
    brief, _ = given
    item = brief_at(brief)
    brief.with_suffix(".ledger.yml").write_text(ledgers.render(replace(item.ledger, given=(line,))), "utf-8")
    assert codes(brief) & {"derived", "placed"}
