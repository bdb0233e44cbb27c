"""Shared by the tests of the review: a filed brief in a repository of its own."""

import contextlib
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.gate import Shelf, briefs_in
from generator.review import reproduction


@pytest.fixture(scope="session")
def remembered(made, workplace):
    """The workplace of `made`, whose cache knows what comes out when its briefs are made again."""
    with contextlib.chdir(workplace):
        shelf = Shelf(root=Path(), cache=Path("build/cache"))
        for item in briefs_in(Path("briefs")):
            reproduction.remembered(item, shelf)
    return workplace


@pytest.fixture
def filed(made, remembered, tmp_path, monkeypatch, request):
    """Path of the brief (the Chinese one unless asked otherwise) in a copy of the workplace, the current folder."""
    shutil.copytree(remembered / "corpus", tmp_path / "corpus")
    shutil.copytree(remembered / "build" / "cache", tmp_path / "build" / "cache")
    outcome, text, ledger = made[getattr(request, "param", "zh")]
    path = tmp_path / "briefs" / outcome.path.name
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    path.with_suffix(".ledger.yml").write_text(ledger, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4070908800")
    for arguments in (
        ["init", "-q"],
        ["config", "user.name", "Ada Example"],
        ["config", "user.email", "ada@example.org"],
    ):
        subprocess.run(["git", *arguments], check=True)
    return Path("briefs") / path.name


@pytest.fixture
def repository(made, workplace, tmp_path, monkeypatch):
    """A repository with the sample corpus and both briefs, committed; the current folder."""
    shutil.copytree(workplace / "corpus", tmp_path / "corpus")
    shutil.copytree(workplace / "build" / "cache", tmp_path / "build" / "cache")
    (tmp_path / ".gitignore").write_text("build\n")
    (tmp_path / "briefs").mkdir()
    for outcome, text, ledger in made.values():
        (tmp_path / "briefs" / outcome.path.name).write_text(text, "utf-8")
        (tmp_path / "briefs" / outcome.path.with_suffix(".ledger.yml").name).write_text(ledger, "utf-8")
    monkeypatch.chdir(tmp_path)
    for arguments in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "base"]):
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments], check=True)
    return tmp_path
