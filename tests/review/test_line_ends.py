"""Line ends as git makes them at checkout: nothing that a brief says changes, and a forged one is as red as ever."""

import re
import subprocess
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.brief import page as briefs
from tests.review.test_review import a_claim, git, reviewed

HOW = {
    "eol=crlf": ("* text=auto eol=crlf\n", "false"),
    "eol=crlf of texts": ("*.md text eol=crlf\n*.yml text eol=crlf\n", "false"),
    "autocrlf": ("", "true"),
}


@pytest.fixture(params=HOW)
def checked_out(repository, request):
    """The repository as git checks it out on the other kind of system, the base its first commit."""
    attributes, autocrlf = HOW[request.param]
    if attributes:
        Path(".gitattributes").write_text(attributes, "utf-8")
        git("add", ".")
        git("commit", "-qm", "attributes")
    git("config", "core.autocrlf", autocrlf)
    subprocess.run(["git", "rm", "-rq", "--cached", "."], check=True)
    git("reset", "-q", "--hard")
    return repository


def test_a_checkout_with_other_line_ends_is_green(checked_out, made, capsys):
    zh = Path("briefs") / made["zh"][0].path.name
    assert b"\r\n" in zh.read_bytes() and b"\r\n" in zh.with_suffix(".ledger.yml").read_bytes()
    assert any(b"\r\n" in path.read_bytes() for path in Path("corpus").glob("*.md"))
    for arguments in (["check"], ["check", "--base", "main"]):
        assert main(arguments) == 0, capsys.readouterr().out
    told = capsys.readouterr().out
    assert "not-reproduced" not in told and "source-" not in told
    assert "Sources were changed" not in reviewed(capsys)
    assert main(["verify", str(zh)]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("what", ["sentence", "sentence and ledger", "number in the document", "moved", "length"])
def test_a_forged_checkout_is_red(checked_out, made, capsys, what):
    zh = Path("briefs") / made["zh"][0].path.name
    entry = a_claim(made)
    text = briefs.markdown.escape(entry.text)
    if what.startswith("sentence"):
        bytes_edit(zh, text, text[:-1] + "吗。")
    if what == "sentence and ledger":
        bytes_edit(zh.with_suffix(".ledger.yml"), entry.text, entry.text[:-1] + "吗。", all_=True)
    if what == "number in the document":
        source = next(s for s in made["zh"][0].brief.front["sources"] if s["id"] == entry.supports[0].source)
        bytes_edit(Path(source["path"]), entry.text, f"{entry.text}但这是错误的。")
    if what == "moved":
        lines = zh.read_bytes().split(b"\r\n")
        told = [n for n, line in enumerate(lines) if line.endswith(b"]") and line[:1] not in b"-|#[ "]
        first = next(n for n in told if n + 1 in told)
        lines[first], lines[first + 1] = lines[first + 1], lines[first]
        zh.write_bytes(b"\r\n".join(lines))
    if what == "length":
        bytes_edit(zh, "documents: ", "documents: 9")
    git("commit", "-qam", "Small corrections")
    assert main(["check"]) == 1
    assert re.search(r"[1-9] with errors", capsys.readouterr().out)


def bytes_edit(path, find, put, *, all_=False):
    """Exchange words and leave the line ends as they are."""
    data = path.read_bytes()
    assert find.encode() in data
    path.write_bytes(data.replace(find.encode(), put.encode(), -1 if all_ else 1))
