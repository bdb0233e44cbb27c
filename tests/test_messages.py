"""What people read: every message has a Chinese translation, and what other programs read is in no one's language."""

import ast
import copy
import json
import os
import pickle
import re
import shutil
import subprocess
import sys

import pytest

from generator import messages
from generator.errors import BriefproofError, NoEvidence
from generator.messages import Message, column, columns, from_data, joined, language, say, shown, to_data
from tests.helpers import ROOT

PACKAGE = ROOT / "generator"
ERRORS = {"BriefproofError", "NoEvidence", "NotKept", "Unreachable"}
SAYING = {"say": 1, "tell": 1, "column": 1, "row": 2, **dict.fromkeys(ERRORS, 1)}
"""What makes a message → how many of its first arguments are templates."""
FINDINGS = {"Finding", "finding", "Verdict"}
TOLD = {"message", "why", "doubt", "fault", "cure", "use"}
"""What is handed on to be said: arguments of these names."""
ARGPARSE = {"positional arguments", "options", "show this help message and exit"}
"""What argparse says of itself, with the template of a description."""
PRINTED = re.compile(r"briefproof: |build/site/index\.html|briefproof |  |\n|Python")
"""What is printed and is no one's language: the program's name, a path."""


def words(template):
    return re.sub(r"\{\w+\}", "", template)


def fields(template):
    return set(re.findall(r"\{(\w+)\}", template))


def said():
    """Yield (place, template or node) for everything that the program's code says."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module in HOMES
            for alias in node.names
        } | ({"say"} if path.name == "messages.py" else set())
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known & SAYING.keys():
                for one in node.args[: SAYING[node.func.id]]:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", one
            if isinstance(node, ast.keyword) and node.arg == "help":
                yield f"{path.relative_to(ROOT)}:{node.value.lineno}", node.value
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "command":
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.args[1]


HOMES = ("generator.messages", "generator.errors", "generator.commands.options")
SAID = list(said())
TEMPLATES = {one.value: place for place, one in SAID if isinstance(one, ast.Constant) and isinstance(one.value, str)}
CATALOGUE = messages._catalogue()


def test_messages_are_found():
    assert len(TEMPLATES) > 600


def test_every_message_has_a_translation():
    missing = {t: place for t, place in TEMPLATES.items() if re.search("[A-Za-z]{2}", words(t)) and t not in CATALOGUE}
    assert not missing


def test_every_translation_is_of_a_message():
    assert set(CATALOGUE) <= TEMPLATES.keys() | ARGPARSE


@pytest.mark.parametrize(("template", "chinese"), CATALOGUE.items())
def test_a_translation_keeps_the_names_and_is_chinese(template, chinese):
    assert fields(template) == fields(chinese)
    assert template.startswith("{name}: ") == chinese.startswith("{name}：")
    if len(words(template).split()) > 4:  # shorter ones may be nothing but names of keys and commands
        assert re.search("[一-鿿]", chinese), template


def test_no_message_is_made_of_what_the_catalogue_cannot_know():
    """An f-string in the place of a template is a message that nobody can translate."""
    bare = [place for place, one in SAID if isinstance(one, ast.JoinedStr | ast.BinOp)]
    assert not bare


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_findings_and_advice_are_said(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and {one.id for one in node.targets if isinstance(one, ast.Name)} & TOLD:
            words = [one.value for one in getattr(node.value, "values", ()) if isinstance(one, ast.Constant)]
            assert not re.search("[a-z]+ [a-z]+ ", " ".join(map(str, words))), f"{path}:{node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            told = [one.value for one in node.keywords if one.arg in TOLD] if name in FINDINGS | {"Check"} else []
            for one in (*told, *(node.args[:1] if name == "finding" else ())):
                assert not isinstance(one, ast.JoinedStr), f"{path}:{one.lineno}"
                if isinstance(one, ast.Constant) and one.value:
                    assert not re.search(r"[a-z]+ [a-z]+ ", one.value), f"{path}:{one.lineno}"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_is_printed_is_said(path):
    """Words that stand in a `print` reach every reader in English."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            inside = {
                id(one)
                for call in ast.walk(node)
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("say", "joined")
                for one in ast.walk(call)
            }
            for one in ast.walk(node):
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in inside:
                    plain = PRINTED.sub("", re.sub(r"\x1b\[K", "", one.value))
                    assert not re.search("[A-Za-z]{3}", plain), f"{path}: {one.value}"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "zh"),
        ({"LC_ALL": "de_DE.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"BRIEFPROOF_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ({"BRIEFPROOF_LANG": "zh", "LC_ALL": "C"}, "zh"),
    ],
    ids=str,
)
def test_the_language_is_that_of_the_locale(environment, expected, monkeypatch):
    for name in messages.LOCALE:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language() == expected


def test_windows_is_asked_where_no_variable_says(monkeypatch):
    for name in messages.LOCALE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(messages, "_chinese_windows", lambda: True)
    assert language() == "zh"


@pytest.fixture
def chinese(monkeypatch):
    monkeypatch.setenv("BRIEFPROOF_LANG", "zh")


def test_a_message_is_its_english_text_and_is_shown_in_chinese(chinese):
    message = say("no such file: {path} (give the path of an existing PDF)", path="a{x}.pdf")
    assert message == "no such file: a{x}.pdf (give the path of an existing PDF)"
    assert json.dumps(message) == json.dumps(str(message))
    assert shown(message) == "没有这个文件：a{x}.pdf（请给出已有 PDF 的路径）"


def test_what_others_wrote_is_never_translated(chinese):
    """A file may be called as a message is."""
    assert "nothing found" in CATALOGUE
    assert shown(say("{path} is a folder, not a file", path="nothing found")) == "nothing found 是文件夹，不是文件"
    assert shown(say("{path} is a folder, not a file", path="{path}")) == "{path} 是文件夹，不是文件"


def test_messages_in_messages_are_translated_with_them(chinese):
    inner = BriefproofError("{name}: encrypted; save it without a password", name="a.docx")
    outer = BriefproofError("{path} could not be read: {reason}", path="b", reason=inner)
    assert str(outer) == "b could not be read: a.docx: encrypted; save it without a password"
    assert shown(outer) == "b 无法读取：a.docx：已加密；请去掉密码后另存"
    assert shown(joined((say("signed"), say("retold")))) == "签了、转述"


def test_an_error_is_one_line(chinese):
    error = BriefproofError("{path} is a folder, not a file", path="a\n b")
    assert str(error) == "a b is a folder, not a file"
    assert shown(error) == "a b 是文件夹，不是文件"
    assert NoEvidence("nothing found", lacking=("A",)).lacking == ("A",)


def test_a_message_outlives_copies_and_processes(chinese):
    message = say("{name}: {reason}", name="a", reason=say("nothing found"))
    for again in (copy.deepcopy(message), pickle.loads(pickle.dumps(message)), from_data(to_data(message))):
        assert isinstance(again, Message) and again == message
        assert shown(again) == "a：没有找到"


def test_a_message_without_its_name_is_the_rest_of_it(chinese):
    error = BriefproofError("{name}: empty file; remove it or put text into it", name="a.md")
    assert shown(error.message.after("a.md")) == "空文件；请删除，或写入文字"
    assert error.message.after("b.md") is error.message


@pytest.mark.parametrize("data", [3, None, [], ["a"], ["a", 3], [3, {}], ["a", {"b": 3}], {"a": "b"}], ids=str)
def test_what_is_no_message_is_refused(data):
    with pytest.raises((TypeError, ValueError)):
        from_data(data)


def test_nothing_in_a_template_is_run():
    """It may come from a child that a hostile file took over."""
    told = from_data(["{a.__class__} {a!r} {a:>99999999} {a} {b}", {"a": "x"}])
    assert told == "{a.__class__} {a!r} {a:>99999999} x {b}"


def test_labels_stand_below_each_other(chinese):
    assert {columns(column(label, 12)) for label in ("length", "sentences", "Python")} == {12}


def run(*arguments, locale, cwd, **more):
    environment = {
        name: value for name, value in os.environ.items() if name not in (*messages.LOCALE, "PYTHONIOENCODING")
    }
    environment |= {"LANG": locale, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1769817600", **more}
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


WRONG = {
    "missing corpus": (["search", "x", "--corpus", "nowhere"], "no such corpus folder", "没有这个语料库文件夹"),
    "unknown subject": (["brief", "--query", "对比苹果与香蕉"], "no evidence", "没有证据"),
    "unreadable PDF": (
        ["brief", "--query", "对比 OpenAI 与 Meta", "--pdf", "bad.pdf"],
        "bad.pdf: not a PDF",
        "bad.pdf：不是 PDF",
    ),
    "unreadable PDF in the corpus": (["corpus", "doctor"], "unreadable: not a PDF", "unreadable: 不是 PDF"),
    "no brief": (["check", "briefs/none.md"], "no such file: briefs/none.md", "没有这个文件：briefs/none.md"),
    "no folder of init": (
        ["upgrade"],
        "go to the folder that briefproof init made",
        "请进入 briefproof init 建立的文件夹",
    ),
    "a folder that is there": (["init", "taken"], "is there already", "已经存在"),
    "doctor": (["doctor"], "free space", "剩余空间"),
    "help": (["sign", "--help"], "who accepts them", "由谁认可"),
}
"""What a person did → the command, and what they read of it in English and in Chinese."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a small corpus, one file of which cannot be read."""
    place = tmp_path_factory.mktemp("folder")
    shutil.copytree(ROOT / "corpus", place / "corpus", ignore=shutil.ignore_patterns("attachments", "logos"))
    for name in ("bad.pdf", "corpus/bad.pdf"):
        (place / name).write_bytes(b"nothing of the kind")
    (place / "taken").mkdir()
    (place / "taken" / "README.md").write_text("Ours.\n", "utf-8")
    return place


@pytest.mark.parametrize("locale", ["zh_CN.UTF-8", "C.UTF-8"])
@pytest.mark.parametrize("case", WRONG)
def test_a_person_reads_what_is_wrong_in_their_language(case, locale, folder):
    arguments, english, chinese = WRONG[case]
    done = run(*arguments, locale=locale, cwd=folder)
    wanted, other = (chinese, english) if locale.startswith("zh") else (english, chinese)
    assert wanted in done.stdout + done.stderr
    assert other not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_that_cannot_write_chinese_is_told_in_english(folder):
    done = run("search", "x", "--corpus", "nowhere", locale="zh_CN.UTF-8", cwd=folder, PYTHONIOENCODING="ascii")
    assert "no such corpus folder" in done.stderr


@pytest.mark.slow
def test_what_programs_read_and_what_is_kept_is_the_same_in_every_language(folder, tmp_path):
    """A brief, its ledger, findings in every machine's form, the review, the site: the same bytes under two locales."""
    kept = {}
    for locale in ("zh_CN.UTF-8", "C.UTF-8"):
        place = tmp_path / locale
        shutil.copytree(folder / "corpus", place / "corpus")
        made = run("brief", "--query", "对比 OpenAI 与 Meta，600 字左右", locale=locale, cwd=place)
        assert made.returncode == 0, made.stderr
        (path,) = (place / "briefs").glob("*.md")
        path.write_text(path.read_text("utf-8").replace("。", "，错。", 1), "utf-8")
        told = [
            run("check", *form, locale=locale, cwd=place)
            for form in (["--json"], ["--format", "github"], ["--format", "sarif"])
        ]
        assert all(done.returncode == 1 for done in told)
        told.append(run("corpus", "list", "--json", locale=locale, cwd=place))
        told.append(run("corpus", "doctor", "--json", locale=locale, cwd=place))
        told.append(run("search", "OpenAI", "--json", locale=locale, cwd=place))
        told.append(run("completion", "bash", locale=locale, cwd=place))
        run("stage", "--with-drafts", locale=locale, cwd=place)
        files = {
            file.relative_to(place).as_posix(): file.read_bytes()
            for top in ("briefs", "build/docs", "build/cache")
            for file in sorted((place / top).rglob("*"))
            if file.is_file() and file.suffix not in (".lock", ".gz")
        }
        assert any(name.startswith("build/docs/") for name in files)
        kept[locale] = ([done.stdout for done in told], files)
        failing = run("check", locale=locale, cwd=place)
        assert ("份简报" in failing.stdout) == locale.startswith("zh")
        assert " error " in failing.stdout  # the form that editors read stays
    first, second = kept.values()
    assert first[0] == second[0]
    assert first[1].keys() == second[1].keys()
    assert [name for name in first[1] if first[1][name] != second[1][name]] == []


def test_a_terminal_that_cannot_write_a_word_ends_no_command(folder):
    done = run("corpus", "list", locale="C.UTF-8", cwd=folder, PYTHONIOENCODING="ascii")
    assert done.returncode == 0 and "Traceback" not in done.stderr
