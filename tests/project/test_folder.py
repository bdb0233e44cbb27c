"""init makes a folder in which everything works, upgrade renews it and keeps what people wrote."""

import json
import re
import socket
from pathlib import Path

import pytest
import yaml

from generator.__main__ import main
from generator.gate import policy
from generator.project import record, templates
from tests.helpers import ROOT

WORKFLOW = ".github/workflows/briefs.yml"


@pytest.fixture
def folder(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["init", "team"]) == 0
    monkeypatch.chdir("team")
    capsys.readouterr()
    return tmp_path / "team"


@pytest.fixture
def older(folder, monkeypatch):
    """The same folder as the templates of an older program made it: one differed, one did not exist, one went since."""
    path = Path(WORKFLOW)
    old = path.read_text("utf-8").replace("timeout-minutes: 20", "timeout-minutes: 10")
    path.write_text(old, "utf-8")
    known = {name: templates.digest(name, Path(name).read_text("utf-8")) for name in templates.RENEWED}
    Path(".gitignore").unlink()
    del known[".gitignore"]
    Path(".pre-commit-config.yaml").unlink()
    record.write(Path(), known)
    return folder


def files(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_new_folder_holds_what_a_team_needs(folder):
    there = files(folder)
    assert {*templates.RENEWED, *templates.GIVEN, record.FILE, "briefs/.gitkeep"} < there.keys()
    assert sum(name.startswith("corpus/") for name in there) == 4
    assert not any(b"@NAME@" in data or b"@REQUIREMENT@" in data for data in there.values())
    assert len([line for line in there["README.md"].decode().splitlines() if line]) == 5
    assert policy.read(folder) == policy.Policy()
    assert main(["upgrade"]) == 0


def test_bare_means_an_empty_corpus(tmp_path):
    assert main(["init", str(tmp_path / "team"), "--bare"]) == 0
    assert [path.name for path in (tmp_path / "team" / "corpus").iterdir()] == [".gitkeep"]


@pytest.mark.parametrize("there", ["mkdocs.yml", "README.md", record.FILE])
def test_nothing_is_written_over_what_is_there(tmp_path, capsys, there):
    (tmp_path / there).write_text("mine\n")
    assert main(["init", str(tmp_path)]) == 1
    assert files(tmp_path) == {there: b"mine\n"} and there in capsys.readouterr().err


@pytest.mark.parametrize("given", ["", " ", "file", "file/team"])
def test_what_names_no_folder_is_one_line_and_nothing_is_written(tmp_path, monkeypatch, capsys, given):
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("mine\n")
    assert main(["init", given]) == 1
    assert ("file is a file, no folder" if given.strip() else "no name of a folder") in capsys.readouterr().err
    assert files(tmp_path) == {"file": b"mine\n"}


@pytest.mark.parametrize("command", [["site"], ["serve"], ["publish", "1.0"]])
def test_a_folder_without_a_site_is_named_before_anything_is_made(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(tmp_path)
    assert main(command) == 1
    said = capsys.readouterr()
    assert said.err.startswith("briefproof: no mkdocs.yml here") and said.err.count("\n") == 1 and not said.out
    assert not files(tmp_path)


def test_a_port_that_cannot_be_had_is_one_line(folder, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        for port in (taken.getsockname()[1], 80000):
            assert main(["serve", "--port", str(port)]) == 1
            said = capsys.readouterr()
            assert said.err.startswith(f"briefproof: port {port} cannot be had (") and said.err.count("\n") == 1
    assert not Path("build").exists()


@pytest.mark.parametrize("name", ["a: b", '"', "团队 # 1", "x\ny", "{{ page.title }}"])
def test_the_name_of_the_folder_is_text(tmp_path, name):
    assert main(["init", str(tmp_path / name)]) == 0
    text = (tmp_path / name / "mkdocs.yml").read_text("utf-8")
    assert yaml.safe_load(re.sub(r"!ENV", "", text))["site_name"] == " ".join(name.split())


def test_the_examples_give_briefs_that_stand(folder, capsys):
    queries = ("对比文本笔记与关系数据库，600 字左右", "Compare plain text files and relational databases, 400 words")
    for query in queries:
        assert main(["brief", "--query", query]) == 0
    assert main(["check"]) == 0
    assert "2 briefs checked, 0 with errors" in capsys.readouterr().out
    for path in Path("briefs").glob("*.md"):
        cited = re.findall(r"^\S.*chunk 1\]$", path.read_text("utf-8"), re.M)
        assert len(cited) >= 4 and sum(map(len, cited)) >= 600, path


def test_upgrade_shows_what_it_would_do_and_does_nothing(older, capsys):
    before = files(older)
    assert main(["upgrade"]) == 0
    said = capsys.readouterr().out
    assert "-    timeout-minutes: 10\n" in said and "+    timeout-minutes: 20\n" in said
    assert f"{WORKFLOW}: nobody edited it" in said and ".gitignore: new" in said
    assert ".pre-commit-config.yaml: removed here" in said and "nothing was changed" in said
    assert files(older) == before


def test_upgrade_brings_up_to_date_what_nobody_edited(older, capsys):
    Path("Makefile").write_text("mine:\n\ttrue\n")
    assert main(["upgrade", "--yes"]) == 0
    assert f"{WORKFLOW}: written" in capsys.readouterr().out
    assert "timeout-minutes: 10" not in Path(WORKFLOW).read_text("utf-8") and Path(".gitignore").is_file()
    assert Path("Makefile").read_text() == "mine:\n\ttrue\n" and not Path(".pre-commit-config.yaml").exists()
    assert main(["upgrade", "--json"]) == 0
    assert {one["path"]: one["kind"] for one in json.loads(capsys.readouterr().out)} == {
        "Makefile": "edited", ".pre-commit-config.yaml": "removed",
    }  # fmt: skip


def test_what_was_edited_is_written_when_it_is_named(older, capsys):
    Path("Makefile").write_text("mine:\n\ttrue\n")
    assert main(["upgrade", "--yes", "Makefile", ".pre-commit-config.yaml"]) == 0
    capsys.readouterr()
    assert main(["upgrade"]) == 0
    assert capsys.readouterr().out == "nothing to change\n"
    assert main(["upgrade", "--yes", "README.md"]) == 1


def test_an_edited_file_stays_edited_though_the_template_changes_again(folder, capsys):
    """What was edited once is never taken for a template's later."""
    path = Path("Makefile")
    path.write_text(path.read_text("utf-8") + "\nmine:\n\ttrue\n", "utf-8")
    for _ in range(2):
        assert main(["upgrade", "--yes"]) == 0
        assert "Makefile: edited here" in capsys.readouterr().out and "mine:" in path.read_text("utf-8")


def test_the_name_of_the_site_and_extras_are_no_edits(older, capsys):
    for name, old, new in (
        ("mkdocs.yml", 'site_name: "team"', "site_name: 我们的简报"), ("requirements.txt", "briefproof==", "briefproof[logo,llm]=="),
    ):  # fmt: skip
        text = Path(name).read_text("utf-8").replace("\n", "\r\n")
        assert old in text
        Path(name).write_text(text.replace(old, new), "utf-8", newline="")
    assert main(["upgrade"]) == 0
    said = capsys.readouterr().out
    assert "mkdocs.yml" not in said and "requirements.txt" not in said


def test_a_newer_version_is_put_down_and_keeps_extras_and_where_it_is_found(folder, monkeypatch):
    path = Path("requirements.txt")
    path.write_text(re.sub(r"^(--find-links.*\n)?briefproof", "--find-links our/wheels\nbriefproof[llm]", path.read_text("utf-8"), flags=re.M), "utf-8")  # fmt: skip
    for module in (templates, record):
        monkeypatch.setattr(module, "__version__", "0.2.0")
    monkeypatch.setattr(templates, "_address", lambda: "")
    assert main(["upgrade", "--yes"]) == 0
    assert path.read_text("utf-8").splitlines()[-2:] == ["--find-links our/wheels", "briefproof[llm]==0.2.0"]
    assert record.read(Path()).version == "0.2.0"
    monkeypatch.undo()


def test_an_older_program_leaves_the_folder_alone(folder, monkeypatch, capsys):
    Path(record.FILE).write_text(
        Path(record.FILE).read_text("utf-8").replace("version: 0.1.0", "version: 99.1"), "utf-8"
    )
    assert main(["upgrade", "--yes"]) == 1
    assert "99.1" in capsys.readouterr().err


@pytest.mark.parametrize("said", ["", "files: []\nversion: 1\n", "version: x\nfiles: {}\n", "- 1\n", "a: [\n"])
def test_a_damaged_record_is_said_in_a_line(folder, capsys, said):
    Path(record.FILE).write_text(said)
    assert main(["upgrade"]) == 1
    assert record.FILE in (error := capsys.readouterr().err) and error.count("\n") == 1


def test_outside_of_a_folder_upgrade_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["upgrade"]) == 1 and "init" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (None, "briefproof==0.1.0"),
        ({"url": "file:///home/a/briefproof-0.1.0-py3-none-any.whl", "archive_info": {}}, "--find-links wheels\nbriefproof==0.1.0"),
        ({"url": "https://x.org/b.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}, "briefproof @ git+https://x.org/b.git@abc"),
        ({"url": "https://x.org/b.whl", "archive_info": {}}, "briefproof @ https://x.org/b.whl"),
    ],
)  # fmt: skip
def test_what_others_install_is_where_this_one_came_from(monkeypatch, said, lines):
    class Installed:
        def read_text(self, name):
            return json.dumps(said) if said else None

    monkeypatch.setattr(templates.metadata, "distribution", lambda name: Installed())
    assert templates.requirement() == lines


def test_this_repository_is_such_a_folder():
    """What a clone and a team's folder have in common is the same text."""
    for path in ("mkdocs.yml", ".github/workflows/review.yml"):
        text = templates.filled(templates.RENEWED[path], "Briefproof").replace('"Briefproof"', "Briefproof")
        assert (ROOT / path).read_text("utf-8") == text
    ours = (ROOT / WORKFLOW).read_text("utf-8").replace(".venv/bin/python -m generator", "briefproof")
    theirs = templates.filled(templates.RENEWED[WORKFLOW], "x")
    assert [
        line for line in theirs.splitlines() if "briefproof" in line and "check" in line and "--from-env" in line
    ] == [line for line in ours.splitlines() if "briefproof" in line and "check" in line and "--from-env" in line]
    assert {*(ROOT / ".gitignore").read_text().splitlines()} > {*templates.filled("gitignore", "x").splitlines()}


@pytest.mark.parametrize(
    ("spoken", "wanted"), [("zh_CN.UTF-8", "对比文本笔记"), ("C.UTF-8", "Compare plain text files")]
)
def test_the_first_commission_is_in_the_language_of_who_reads(tmp_path, monkeypatch, capsys, spoken, wanted):
    monkeypatch.delenv("BRIEFPROOF_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", spoken)
    assert main(["init", str(tmp_path / "team")]) == 0
    assert wanted in capsys.readouterr().out


@pytest.mark.parametrize(
    ("url", "command"),
    [
        ("file:///home/a/briefproof", "pip wheel --no-deps -w team/wheels /home/a/briefproof"),
        ("file:///home/a%20b/b-0.1.0-py3-none-any.whl", "mkdir -p team/wheels && cp '/home/a b/b-0.1.0-py3-none-any.whl' team/wheels"),
    ],
)  # fmt: skip
def test_a_program_of_this_machine_says_how_its_wheel_gets_there(monkeypatch, tmp_path, capsys, url, command):
    monkeypatch.setattr(templates, "_address", lambda: url)
    monkeypatch.chdir(tmp_path)
    assert main(["init", "team"]) == 0
    assert command in capsys.readouterr().out
