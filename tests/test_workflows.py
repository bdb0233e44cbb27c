"""The workflows call commands that exist, pin what they use, and give a pull request no rights."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from generator import review
from generator.__main__ import _parser

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def load(path):
    return yaml.safe_load(path.read_text("utf-8"))


def steps(path):
    return [step for job in load(path)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_rights_are_few(path):
    for step in steps(path):
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step.get("uses", "a/b@" + "0" * 40))
        assert "${{" not in step.get("run", ""), "what others wrote must not become a shell command"
    writes = {name for name, right in load(path)["permissions"].items() if right == "write"}
    assert writes <= ({"pull-requests"} if path.name == "review.yml" else set())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_commands_can_be_typed(path, capsys):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for step in steps(path):
        for line in step.get("run", "").replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            if words[:3] == [".venv/bin/python", "-m", "generator"]:
                _parser().parse_args(words[3:])
            elif words[:1] == ["make"]:
                targets = [word for word in words[1:] if "=" not in word]
                assert all(re.search(rf"^{target}:", makefile, re.M) for target in targets)


def test_the_comment_is_found_by_the_mark_of_the_review():
    assert review.MARK in (ROOT / ".github" / "workflows" / "review.yml").read_text("utf-8")
    assert not any("checkout" in step.get("uses", "") for step in steps(ROOT / ".github" / "workflows" / "review.yml"))


def test_the_hook_is_a_command():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    words = hook["entry"].split()
    assert words[0] == "briefproof"
    _parser().parse_args(words[1:])
    assert re.search(hook["files"], "briefs/2026-11-22-x.md") and not re.search(hook["files"], "generator/x.py")
