"""What people type: words that are no text, and a search without a word, are one line each."""

import os
import subprocess
import sys

import pytest

from generator.__main__ import COMMANDS, main
from generator.arguments import parser
from tests.helpers import ROOT

NO_TEXT = b"\xb6\xd4\xb1\xc8"
"""A word in GBK."""


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_an_argument_that_is_no_text_is_one_line(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(tmp_path)
    assert main([command, NO_TEXT.decode("utf-8", "surrogateescape")]) == 1
    told = capsys.readouterr()
    assert told.err.startswith("briefproof: “\\xb6Ա\\xc8” is not UTF-8: ") and told.err.count("\n") == 1
    assert not told.out and not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="arguments are text there")
def test_neither_an_argument_nor_a_variable_that_is_no_text_ends_in_a_traceback(tmp_path):
    surroundings = {**os.environb, b"LC_ALL": b"C", b"PYTHONPATH": os.fsencode(ROOT)}
    command = [sys.executable, "-m", "generator"]
    for more, variables in (([b"init", NO_TEXT], {}), ([b"brief", b"--from-env"], {b"QUERY": NO_TEXT})):
        run = subprocess.run(
            [*command, *more], cwd=tmp_path, env={**surroundings, **variables}, capture_output=True, check=False
        )
        assert run.returncode == 1 and run.stderr.count(b"\n") == 1 and b"is not UTF-8" in run.stderr


@pytest.mark.parametrize("query", ["", "  ", "???", "。"])
def test_a_search_without_a_word_is_an_error(tmp_path, monkeypatch, capsys, query):
    monkeypatch.chdir(tmp_path)
    assert main(["search", query]) == 1
    assert "holds no word to search for" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ("corpus show --corpus c d.md", {"action": "show", "what": "d.md", "corpus": "c"}),
        ("corpus --corpus c show d.md", {"action": "show", "what": "d.md", "corpus": "c"}),
        ("corpus list --json", {"action": "list", "what": None, "json": True}),
        ("check a.md --format json b.md", {"paths": ["a.md", "b.md"], "format": "json"}),
        ("check --allow-pending", {"paths": [], "allow_pending": True}),
        ("export --from-env b.md", {"brief": "b.md", "from_env": True}),
        ("publish --push 1.0", {"version": "1.0", "push": True}),
    ],
)
def test_options_stand_before_arguments_too(arguments, wanted):
    read = vars(parser().parse_args(arguments.split()))
    assert {key: read[key] for key in wanted} == wanted


@pytest.mark.parametrize("arguments", ["judge", "corpus", "corpus nope", "brief --bogus", "check --format nope"])
def test_what_is_missing_or_unknown_ends_with_two(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(arguments.split())
    assert ended.value.code == 2 and "error" in capsys.readouterr().err


def test_publishing_outside_git_is_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    assert main(["publish", "1.0"]) == 1
    told = capsys.readouterr().err
    assert "here is no git repository: git init makes one" in told and told.count("\n") == 1
    subprocess.run(["git", "init", "-q"], check=True)
    assert main(["publish", "1.0"]) == 1
    assert "nothing is committed here yet" in capsys.readouterr().err
