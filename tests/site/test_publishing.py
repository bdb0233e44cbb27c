"""Staging as a command: whatever the pages are made from is noticed, and nothing else is touched."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from generator import brief as briefs
from generator.__main__ import main
from generator.brief import ledger as ledgers
from generator.errors import BriefproofError
from generator.gate import Finding
from generator.site import publishing
from tests.helpers import ROOT, site_fixture as fixture

BRIEF = Path("briefs") / f"{fixture.STEM}.md"
LEDGER = BRIEF.with_suffix(".ledger.yml")
DOCUMENT = Path("corpus/articles/hub.md")
ELSEWHERE = Path("elsewhere/note.md")
IMAGE = Path("corpus/attachments/5678-logo.png")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with a brief and its ledger, a corpus, a picture, and a second corpus that another brief names."""
    monkeypatch.chdir(tmp_path)
    for path, text in (
        (DOCUMENT, f"---\npublish: full\n---\n# {fixture.HUB.title}\n\n北斗社区把模型放在同一个平台上。\n"),
        (ELSEWHERE, f"---\npublish: full\n---\n# {fixture.CLOSED.title}\n\nA hosted model.\n"),
    ):
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    Path("policy.yml").write_text("corpora: [corpus, elsewhere]\n", "utf-8")
    IMAGE.parent.mkdir(parents=True)
    IMAGE.write_bytes(fixture.png())
    BRIEF.parent.mkdir()
    for stem, (brief, ledger) in ((fixture.STEM, fixture.brief()), ("2026-10-01-open", fixture.english())):
        if stem != fixture.STEM:
            brief.front["corpus"] = {**brief.front["corpus"], "path": "elsewhere"}
        (BRIEF.parent / f"{stem}.md").write_text(briefs.render(brief), encoding="utf-8")
        (BRIEF.parent / f"{stem}.ledger.yml").write_text(ledgers.render(ledger), encoding="utf-8")
    return tmp_path


def stage(gate=None, **options) -> tuple[int, int]:
    done = publishing.stage(Path("briefs"), Path("build/cache"), gate or fixture.gate(), **options)
    return done.written, done.removed


def stamps():
    return {path: path.stat().st_mtime_ns for path in Path("build").rglob("*")}


def test_the_language_of_the_site_is_asked_for(project, monkeypatch):
    stage(drafts=True)
    assert "# Briefproof 研究简报" in Path("build/docs/index.md").read_text("utf-8")
    monkeypatch.setenv("SITE_LANGUAGE", "en")
    assert stage(drafts=True) != (0, 0)
    assert "# Briefproof research briefs" in Path("build/docs/index.md").read_text("utf-8")
    assert Path("build/docs/zh/index.md").is_file() and not Path("build/docs/en").exists()
    monkeypatch.setenv("SITE_LANGUAGE", "fr")
    with pytest.raises(BriefproofError, match="allowed are zh and en"):
        stage(drafts=True)


def test_a_second_staging_reads_makes_and_touches_nothing(project, monkeypatch):
    written, removed = stage()
    assert written >= 9 and removed == 0
    before = stamps()
    monkeypatch.setattr(publishing, "readable", lambda folder: pytest.fail("a brief was read"))
    assert stage() == (0, 0)
    assert stamps() == before


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


CHANGES = {
    "brief": (lambda: _edit(BRIEF, "开放与封闭", "公开与封闭"), "公开与封闭"),
    "ledger": (
        lambda: _edit(LEDGER, "quote: It does not publish", "quote: It will not publish"),
        "It will not publish",
    ),
    "document": (lambda: _edit(DOCUMENT, "北斗社区", "另一个社区"), "另一个社区把模型"),
    "document elsewhere": (lambda: _edit(ELSEWHERE, "A hosted", "Somewhere a"), "Somewhere"),
    "new document": (lambda: Path("corpus/new.md").write_text("# A new source\n\nText.\n", "utf-8"), "brief-card"),
    "sidecar": (lambda: DOCUMENT.with_suffix(".md.yml").write_text("author: 新作者\n", "utf-8"), "新作者"),
    "picture": (lambda: IMAGE.write_bytes(fixture.png(60, 60)), "North Star"),
    "page removed": (lambda: (publishing.DOCS / "index.md").unlink(), "brief-card"),
    "page edited": (lambda: (publishing.DOCS / "index.md").write_text("x", "utf-8"), "brief-card"),
    "record damaged": (lambda: publishing.STAGED.write_text("{", "utf-8"), "brief-card"),
}
"""What changes, and what the pages hold afterwards."""


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_a_page_is_made_from_is_noticed(project, monkeypatch, what):
    change, holds = CHANGES[what]
    stage()
    change()
    noticed = []
    read = publishing.readable
    monkeypatch.setattr(publishing, "readable", lambda folder: noticed.append(folder) or read(folder))
    stage()
    assert noticed == [Path("briefs")]
    assert any(holds in page.read_text(encoding="utf-8") for page in publishing.DOCS.rglob("*.md"))
    assert stage() == (0, 0) and len(noticed) == 1


def test_another_version_of_the_program_stages_again(project, monkeypatch):
    stage()
    program = shutil.copytree(publishing.PROGRAM, project / "generator")
    (program / "site" / "words.py").write_text("# another\n", encoding="utf-8")
    monkeypatch.setattr(publishing, "PROGRAM", program)
    noticed = []
    monkeypatch.setattr(publishing, "readable", lambda folder: noticed.append(folder) or ((), ()))
    stage()
    assert noticed


def test_a_picture_that_came_late_is_shown(project):
    IMAGE.unlink()
    stage()
    assert not list(publishing.DOCS.glob("assets/images/*"))
    IMAGE.write_bytes(fixture.png())
    stage()
    assert len(list(publishing.DOCS.glob("assets/images/*"))) == 1


def test_only_the_pages_of_what_changed_are_written(project):
    stage()
    before = stamps()
    _edit(ELSEWHERE, "A hosted", "A paid")
    stage()
    changed = {path.relative_to(publishing.DOCS).as_posix() for path, at in stamps().items()
               if before.get(path) != at and path.is_relative_to(publishing.DOCS) and path.is_file()}  # fmt: skip
    page, searched = sorted(changed, reverse=True)
    assert page.startswith("corpora/elsewhere-") and searched == "assets/search-sources.js"


def test_a_brief_that_cannot_be_read_is_left_out_and_the_others_have_their_pages(project, capsys):
    stage()
    whole = LEDGER.read_text(encoding="utf-8")
    LEDGER.write_text("no ledger", encoding="utf-8")
    for drafts in (False, True):
        done = publishing.stage(Path("briefs"), Path("build/cache"), fixture.gate(), drafts=drafts)
        assert done.shown == 1 and len(done.left_out) == 1 and done.left_out[0].startswith(str(LEDGER))
    assert not pages_naming(fixture.STEM) and pages_naming("Open and closed platforms")
    with pytest.raises(BriefproofError, match=f"{LEDGER}.*nothing is published"):
        publishing.publish("1.0", "latest", Path("briefs"), Path("build/cache"), fixture.gate(), push=False)
    main(["stage"])
    assert f"left out: {LEDGER}" in capsys.readouterr().err
    LEDGER.write_text(whole, encoding="utf-8")
    assert publishing.stage(Path("briefs"), Path("build/cache"), fixture.gate()).shown == 2


def test_a_staging_that_failed_is_not_taken_for_done(project):
    stage()
    Path("policy.yml").write_text("corpora: nowhere\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(BriefproofError, match="corpora"):
            stage()
    Path("policy.yml").write_text("corpora: [corpus, elsewhere]\n", "utf-8")
    assert stage() == (0, 0)


def refusing(*stems):
    """Return a judge who finds an error in the briefs of these stems, and a warning in all."""

    def judge(item, shelf):
        found = (Finding(code="foreign-share", message="61 of 263 字"),)
        return (*found, Finding(code="support", message="not\nsaid", line=9)) if item.stem in stems else found

    return fixture.gate(judge)


def pages_naming(words):
    return [
        path.name
        for path in publishing.DOCS.rglob("*.*")
        if path.is_file() and words in path.read_bytes().decode("utf-8", "replace")
    ]


def test_a_brief_that_breaks_a_rule_is_left_out_of_every_page_and_named(project):
    done = publishing.stage(Path("briefs"), Path("build/cache"), refusing(fixture.STEM))
    assert done.shown == 1 and len(done.left_out) == 1
    assert done.left_out[0].startswith(f"{BRIEF}:9: support: not said") and "\n" not in done.left_out[0]
    assert not pages_naming("开放与封闭") and not pages_naming(fixture.STEM)
    assert pages_naming("Open and closed platforms")
    again = publishing.stage(Path("briefs"), Path("build/cache"), refusing(fixture.STEM))
    assert again == replace(done, written=0, removed=0)


def test_with_drafts_it_is_shown_and_marked(project):
    stage(refusing(fixture.STEM))
    done = publishing.stage(Path("briefs"), Path("build/cache"), refusing(fixture.STEM), drafts=True)
    assert done.shown == 2 and done.left_out == () and done.written
    assert "处违反规则，不会发布" in (publishing.DOCS / BRIEF).read_text("utf-8")


def test_briefs_are_handed_over_beside_their_pages_when_asked(project, monkeypatch):
    monkeypatch.setattr(publishing.export, "available", lambda: ("docx", "html", "bib"))
    monkeypatch.setattr(publishing.export, "pdf", lambda html, target: False)
    monkeypatch.setattr(publishing.export, "docx", lambda html, target: bool(target.write_bytes(html.read_bytes())))
    done = publishing.stage(Path("briefs"), Path("build/cache"), fixture.gate(), exports=True)
    names = sorted(path.name for path in (publishing.DOCS / "exports").iterdir())
    assert len(names) == 3 * done.shown and f"{fixture.STEM}.docx" in names
    page = (publishing.DOCS / BRIEF).read_text("utf-8")
    assert re.findall(r'<a href="\.\./exports/([^"]+)" download', page) == [
        f"{fixture.STEM}.{ending}" for ending in ("docx", "html", "bib")
    ]
    assert "@techreport{" in (publishing.DOCS / f"exports/{fixture.STEM}.bib").read_text("utf-8")
    publishing.stage(Path("briefs"), Path("build/cache"), fixture.gate())
    assert not (publishing.DOCS / "exports").exists() and "exports/" not in (publishing.DOCS / BRIEF).read_text("utf-8")


@pytest.mark.parametrize("path", ["policy.yml", ".allowed_signers"])
def test_what_a_verdict_depends_on_is_noticed(project, path):
    stage()
    Path(path).write_text("corpora: [corpus]\n", "utf-8")  # another one
    assert publishing.stage(Path("briefs"), Path("build/cache"), refusing(fixture.STEM)).left_out
    assert not publishing.stage(Path("briefs"), Path("build/cache"), fixture.gate(commit="another")).left_out


def test_nothing_is_published_or_handed_over_while_a_brief_breaks_a_rule(project, monkeypatch):
    monkeypatch.setattr(publishing.engines, "run", lambda *args, **more: pytest.fail("something was made"))
    with pytest.raises(BriefproofError, match="nothing is published while a brief breaks a rule"):
        publishing.publish("1.0", "latest", Path("briefs"), Path("build/cache"), refusing(fixture.STEM), push=False)
    with pytest.raises(BriefproofError, match="not handed over"):
        publishing.hand_over(BRIEF, Path("build/export"), Path("build/cache"), refusing(fixture.STEM))
    assert not Path("build/export").exists()


def test_nothing_is_published_while_a_file_lies_among_the_briefs_that_is_none(project, monkeypatch):
    monkeypatch.setattr(publishing.engines, "run", lambda *args, **more: pytest.fail("something was made"))
    (BRIEF.parent / "notes.txt").write_text("unread\n", "utf-8")
    with pytest.raises(BriefproofError, match="notes.txt: no brief.*nothing is published"):
        publishing.publish("1.0", "latest", Path("briefs"), Path("build/cache"), fixture.gate(), push=False)


def test_the_command_asks_the_gate_and_fails_when_no_brief_is_left(project, capsys):
    assert main(["stage"]) == 1  # the briefs of this folder are not what the rules ask
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[2].partition(":")[0] for line in said] == ["left out"] * 2
    assert main(["stage", "--with-drafts"]) == 0
    assert "chip-bad" in (publishing.DOCS / "index.md").read_text("utf-8") and not capsys.readouterr().err
    Path("mkdocs.yml").touch()
    named = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], [*named, "commit", "-q", "--allow-empty", "-m", "base"]):
        subprocess.run(["git", *arguments], check=True)
    for command in (["export", str(BRIEF)], ["publish", "1.0"]):
        assert main(command) == 1
        assert str(BRIEF.parent) in capsys.readouterr().err


def test_serve_shows_an_edit_and_ends_cleanly(project):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    Path("mkdocs.yml").symlink_to(ROOT / "mkdocs.yml")
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(
        command,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # tests run in the background ignore it
    )

    def shown(words: str, seconds: float = 60) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end and server.poll() is None:
            with contextlib.suppress(OSError):
                address = f"http://127.0.0.1:{port}/briefs/{fixture.STEM}.html"
                if words in urllib.request.urlopen(address, timeout=5).read().decode("utf-8"):
                    return True
            time.sleep(0.2)
        return False

    try:
        assert shown("开放与封闭")
        _edit(BRIEF, "开放与封闭", "公开与封闭")
        assert shown("公开与封闭")
        BRIEF.write_text("half written", encoding="utf-8")  # said on the terminal; the page stays
        time.sleep(2 * publishing.POLL)
        assert shown("公开与封闭", 5)
    finally:
        os.killpg(server.pid, signal.SIGINT)  # Ctrl-C reaches the whole group
        said = server.communicate(timeout=20)[1]
    assert server.returncode == 130
    assert "briefproof: briefs/" in said and said.rstrip().endswith("briefproof: stopped") and "Traceback" not in said
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)
