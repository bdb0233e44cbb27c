"""doctor says what is missing, what it is for and what to do; what cannot be done without is an error."""

import json
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from generator import packages
from generator.__main__ import main
from generator.errors import BriefproofError
from generator.project import doctor

Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def without(monkeypatch, *gone):
    there = packages.version
    monkeypatch.setattr(packages, "version", lambda name: "" if name in gone else there(name))


def found(capsys):
    return {one["name"]: one for one in json.loads(capsys.readouterr().out)}


def test_a_whole_installation_is_fine(capsys):
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("ok      Python ") and not any(line.startswith("MISSING") for line in lines)


def test_an_extra_that_is_missing_is_no_error_and_has_its_command(monkeypatch, capsys):
    without(monkeypatch, "openai", "pypdfium2")
    assert main(["doctor", "--json"]) == 0
    said = found(capsys)
    assert said["extra llm"]["found"] == "" == said["extra pdf"]["found"] and said["extra llm"]["use"].startswith(
        "WRITER=llm"
    )
    assert said["extra llm"]["cure"].endswith("-m pip install 'briefproof[llm]'")
    assert main(["doctor"]) == 0
    assert "–       extra llm         WRITER=llm" in capsys.readouterr().out


def test_programs_and_fonts_that_are_missing_are_named(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("BRIEFPROOF_CHROMIUM", raising=False)
    monkeypatch.setattr(doctor.social_card, "faces", tuple)
    assert main(["doctor", "--json"]) == 0
    said = found(capsys)
    for name in ("Chromium", "pandoc", "git", "ssh-keygen", "make", "fonts"):
        assert said[name]["found"] == "" and said[name]["use"] and said[name]["cure"] and not said[name]["needed"]


def test_a_package_that_everything_needs_is_an_error(monkeypatch, capsys):
    without(monkeypatch, "highspy")
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "MISSING packages" in said and "not there: highspy" in said


@pytest.mark.parametrize(("free", "status"), [(doctor.ROOM - 1, 1), (doctor.ROOM, 0)])
def test_a_full_disk_is_an_error(monkeypatch, capsys, free, status):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 0, free))
    assert main(["doctor", "--json"]) == status
    assert bool(found(capsys)["free space"]["found"]) == (status == 0)


@pytest.mark.parametrize(("version", "status"), [((3, 10), 1), ((3, 11), 0), ((3, 13), 0), ((3, 14), 1)])
def test_the_python_that_runs_it_is_looked_at(monkeypatch, capsys, version, status):
    monkeypatch.setattr(doctor.sys, "version_info", version)
    assert main(["doctor", "--json"]) == status


def test_a_folder_that_is_behind_is_told_to_upgrade(monkeypatch, capsys):
    assert main(["init", "."]) == 0 and main(["doctor"]) == 0
    assert "templates are up to date" in capsys.readouterr().out
    Path(".briefproof.yml").write_text("version: 0.0.1\nfiles: {}\n")
    Path("Makefile").unlink()
    assert main(["doctor", "--json"]) == 0
    said = found(capsys)["folder"]
    assert said["use"] == "not up to date: Makefile" and said["cure"] == "briefproof upgrade"


def test_a_store_that_a_corpus_lies_in_is_asked(tmp_path, capsys):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra store)")
    (tmp_path / "shelf").mkdir()
    Path("policy.yml").write_text(f"stores:\n  corpus: file://{tmp_path}/shelf\n")
    assert main(["doctor", "--json"]) == 0
    assert found(capsys)["corpus"]["found"] == f"in a store that answers: file://{tmp_path}/shelf"
    (tmp_path / "shelf").rmdir()
    assert main(["doctor", "--json"]) == 1
    assert found(capsys)["corpus"]["cure"].endswith("nothing lies there; correct it under stores in policy.yml")
    Path("policy.yml").write_text("stores: []\n")
    assert main(["doctor"]) == 1 and "MISSING policy.yml" in capsys.readouterr().out


def test_the_extra_that_opens_a_store_is_named_where_it_is_missing(tmp_path, monkeypatch, capsys):
    without(monkeypatch, "pyarrow")
    Path("policy.yml").write_text("stores:\n  corpus: s3://texts/corpus\n")
    assert main(["search", "x"]) == 1
    assert "needs the extra store; install it with: " in capsys.readouterr().err


def test_the_table_of_packages_is_that_of_the_project():
    """What doctor looks for is what pyproject.toml declares."""
    import re
    import tomllib

    from tests.helpers import ROOT

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    def names(listed):
        return {re.match(r"[\w.-]+", one)[0].lower() for one in listed if not one.startswith("briefproof[")}

    core = [one for one in project["dependencies"] if ";" not in one]
    where_there_is_a_wheel = names(project["dependencies"]) - names(core)
    assert names(core) == {name.lower() for name in packages.CORE}
    assert where_there_is_a_wheel <= {name for needed, _ in packages.EXTRAS.values() for name in needed}
    for extra, (needed, _) in packages.EXTRAS.items():
        assert {name.lower() for name in needed} <= names(project["optional-dependencies"][extra])
    assert (
        project["requires-python"]
        == f">={'.'.join(map(str, doctor.PYTHONS[0]))},<{'.'.join(map(str, doctor.PYTHONS[1]))}"
    )


def test_a_picture_without_the_extra_ends_with_the_command_that_installs_it(monkeypatch, capsys):
    from tests.helpers import site_fixture

    Path("a.png").write_bytes(site_fixture.png())
    without(monkeypatch, "opencv-python-headless")
    assert main(["logo", "a.png"]) == 1
    assert capsys.readouterr().err.endswith("-m pip install 'briefproof[logo]'\n")
    with pytest.raises(BriefproofError, match="extra logo"):
        packages.need("logo")


@pytest.mark.parametrize(
    ("prefix", "command"),
    [
        ("/home/a/.local/share/pipx/venvs/briefproof", "pipx inject briefproof openai"),
        ("/home/a/.local/share/uv/tools/briefproof", "uv tool install 'briefproof[llm]'"),
    ],
)
def test_the_command_is_that_of_the_installer(monkeypatch, prefix, command):
    monkeypatch.setattr(packages.sys, "prefix", prefix)
    assert packages.how("llm") == command
