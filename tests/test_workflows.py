"""The workflows call commands that exist, pin what they use, and give a pull request no rights."""

import base64
import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest
import yaml

from generator.arguments import parser
from generator.project import templates
from generator.review import comment as review
from tests.helpers import ROOT

OURS = ROOT / ".github" / "workflows"
THEIRS = templates.FOLDER / "github" / "workflows"
WORKFLOWS = sorted((*OURS.glob("*.yml"), *THEIRS.glob("*.yml")))
RIGHTS = {
    "review.yml": {"comment": {"pull-requests"}, "scanning": {"security-events"}},
    "publish.yml": {"publish": {"contents"}},  # started by a tag or by hand, never by a pull request
}
"""Workflow → job → what it may write."""


def load(path):
    return yaml.safe_load(path.read_text("utf-8"))


def steps(path):
    return [step for job in load(path)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: f"{path.parts[-4]}/{path.name}")
def test_actions_are_pinned_and_rights_are_few(path):
    for step in steps(path):
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step.get("uses", "a/b@" + "0" * 40))
        assert "${{" not in step.get("run", ""), "what others wrote must not become a shell command"
    for name, part in {"": load(path), **load(path)["jobs"]}.items():
        writes = {what for what, right in part.get("permissions", {}).items() if right == "write"}
        assert writes <= RIGHTS.get(path.name, {}).get(name, set())
    assert "permissions" in load(path)


def test_what_publishes_is_not_started_by_a_pull_request():
    started = load(THEIRS / "publish.yml")[True]  # YAML 1.1 reads `on` as true
    assert started.keys() == {"push", "workflow_dispatch"} and started["push"].keys() == {"tags"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: f"{path.parts[-4]}/{path.name}")
def test_commands_can_be_typed(path, capsys):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for step in steps(path):
        for line in step.get("run", "").replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            if words[:3] == [".venv/bin/python", "-m", "generator"]:
                parser().parse_args(words[3:])
            elif words[:1] == ["briefproof"]:
                parser().parse_args(words[1:])
            elif words[:4] == ["python", "-m", "pip", "install"]:
                assert words[4:] == ["-r", "requirements.txt"] and "requirements.txt" in templates.RENEWED
            elif words[:1] == ["make"]:
                targets = [word for word in words[1:] if "=" not in word]
                assert all(re.search(rf"^{target}:", makefile, re.M) for target in targets)


def test_the_comment_is_found_by_the_mark_of_the_review():
    assert review.MARK in (ROOT / ".github" / "workflows" / "review.yml").read_text("utf-8")
    assert not any("checkout" in step.get("uses", "") for step in steps(ROOT / ".github" / "workflows" / "review.yml"))


GH = """#!/usr/bin/env bash
case "$*" in
  "run download"*) mkdir -p review && cp "$GIVEN"/* review/ ;;
  "api repos/o/r/pulls/7 "*) echo "open abc" ;;
  "api repos/"*) echo "closed def" ;;
  "api --paginate"*) cat "$COMMENTS" ;;
  "api --method "*) echo "$3 $4" >> "$SAID" ;;
esac
"""
"""A stand-in for GitHub's client: one open pull request, number 7 with the commit abc."""


def run(job, place, environment):
    (step,) = load(ROOT / ".github" / "workflows" / "review.yml")["jobs"][job]["steps"]
    return subprocess.run(["bash", "-c", step["run"]], cwd=place, env=environment, capture_output=True, check=False)


@pytest.mark.skipif(not shutil.which("bash"), reason="the step is a bash script")
@pytest.mark.parametrize(
    ("number", "head", "sent"), [("7\n", "abc", True), ("7\n", "other", False), ("8\n", "abc", False)]
)
def test_findings_go_to_code_scanning_for_the_pull_request_that_ran_alone(tmp_path, number, head, sent):
    given, tools, place = (tmp_path / name for name in ("given", "tools", "place"))
    for folder in (given, tools, place):
        folder.mkdir()
    (given / "number").write_text(number)
    (given / "check.sarif").write_text("{}")
    (tools / "gh").write_text(GH)
    (tools / "gh").chmod(0o755)
    environment = {
        "PATH": f"{tools}:{os.environ['PATH']}", "REPOSITORY": "o/r", "RUN": "1", "HEAD": head, "GIVEN": str(given),
        "SAID": str(tmp_path / "said"),
    }  # fmt: skip
    assert (run("scanning", place, environment).returncode == 0) == sent == (tmp_path / "said").exists()
    if sent:
        assert (tmp_path / "said").read_text() == "POST repos/o/r/code-scanning/sarifs\n"
        assert gzip.decompress(base64.b64decode((place / "sarif").read_bytes())) == b"{}"


@pytest.mark.skipif(not shutil.which("bash"), reason="the step is a bash script")
@pytest.mark.parametrize(
    ("number", "head", "comments", "said"),
    [
        ("7\n", "abc", "", "POST repos/o/r/issues/7/comments"),
        ("7\n", "abc", "41\n", "PATCH repos/o/r/issues/comments/41"),
        ("7\n", "other", "", None),
        ("8\n", "abc", "", None),
        ("../../7; touch x\n", "abc", "", "POST repos/o/r/issues/7/comments"),
        ("\n", "abc", "", None),
    ],
)
def test_the_comment_is_written_once_and_only_to_the_pull_request_that_ran(tmp_path, number, head, comments, said):
    given, tools = tmp_path / "given", tmp_path / "tools"
    given.mkdir()
    tools.mkdir()
    (given / "number").write_text(number)
    (given / "review.md").write_text(f"{review.MARK}\n" + "每一句都有出处。" * 10_000, "utf-8")
    (tmp_path / "comments").write_text(comments)
    (tools / "gh").write_text(GH)
    (tools / "gh").chmod(0o755)
    environment = {
        "PATH": f"{tools}:{os.environ['PATH']}", "REPOSITORY": "o/r", "RUN": "1", "HEAD": head, "GIVEN": str(given),
        "COMMENTS": str(tmp_path / "comments"), "SAID": str(tmp_path / "said"),
    }  # fmt: skip
    place = tmp_path / "place"
    place.mkdir()
    done = run("comment", place, environment)
    if said is None:
        assert done.returncode != 0 and not (tmp_path / "said").exists()
        return
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "said").read_text().split("\n")[0] == said
    body = (place / "body.md").read_text("utf-8")
    assert 64_000 < len(body) <= 65_536
    assert sorted(p.name for p in place.iterdir()) == ["body.md", "review"]


def hooks():
    (ours,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (theirs,) = yaml.safe_load((templates.FOLDER / "pre-commit-config.yaml").read_text("utf-8"))["repos"]
    return (ours, *theirs["hooks"])


@pytest.mark.parametrize("hook", hooks(), ids=("ours", "theirs"))
def test_the_hook_is_a_command(hook):
    words = hook["entry"].split()
    assert words[0] == "briefproof"
    parser().parse_args(words[1:])
    assert re.search(hook["files"], "briefs/2026-11-22-x.md") and not re.search(hook["files"], "generator/x.py")


@pytest.mark.parametrize("base", ["main", "origin/nowhere", ""])
def test_the_findings_are_kept_whether_or_not_git_has_the_base(tmp_path, monkeypatch, base):
    """Without BASE there is no review, and the findings for code scanning are those of every brief."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    python.chmod(0o755)
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "astray.txt").write_text("Nobody reads this.\n")
    for arguments in (["init", "-q", "-b", "main"], ["add", "briefs"], ["commit", "-qm", "base"]):
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments], check=True)
    (script,) = [
        step["run"]
        for step in steps(ROOT / ".github" / "workflows" / "briefs.yml")
        if step.get("name") == "Review, for the comment"
    ]
    known = {"BASE": base, "NUMBER": "7", "FILES": "", "PREVIEW": "", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-e", "-c", script], env=os.environ | known, capture_output=True, check=False)
    kept = tmp_path / "build" / "review"
    (run,) = json.loads((kept / "check.sarif").read_text("utf-8"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["stray-file"]
    assert (kept / "number").read_text() == "7\n"
    assert (done.returncode == 0) == (kept / "review.md").is_file() == (base == "main"), done.stderr
