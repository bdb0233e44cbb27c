"""Who is meant where that is not plain: what a person is asked, and the line that says it."""

import os
import pty
import select
import sys
from pathlib import Path

import pytest

from generator import commission
from generator.commands import writing
from generator.commission import subjects
from generator.commission.phrases import flatten
from generator.evidence import vocabulary
from generator.pipeline import Request
from tests.helpers import ROOT
from tests.helpers.retrieval_cases import document

ASKED = (
    "Spanish pages may be done by machine translation at once, or hired translators take their week. What does it cost?"
)
DOCUMENTS = {
    "spanish": "# Spanish\n\nSpanish is spoken in the county by many people. Pages in Spanish are read most.",
    "vietnamese": "# Vietnamese\n\nVietnamese is spoken by some people of the county. Pages in Vietnamese are read less.",
    "machine": "# Machine translation\n\nMachine translation costs nothing, and its quality is poor. Machine translation takes a minute.",
    "hired": "# Hired translators\n\nHired translators cost 20 cents a word. Hired translators take a week for ten pages.",
}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (
            "Compare A and B.\n\nSubjects: machine translation; hired translators",
            ["machine translation", "hired translators"],
        ),
        ("对比甲和乙。\n主体：机器翻译；人工翻译", ["机器翻译", "人工翻译"]),
        ("Compare A and B.\nsubjects: one thing\n", ["one thing"]),
        ("Subjects: A; B\nare not what this compares.", []),
        ("Compare A and B.\nSubjects: ; -", []),
    ],
)
def test_the_last_line_states_the_subjects(query, wanted):
    assert [one.value.name for one in subjects.stated(flatten(query))] == wanted


def test_what_is_stated_counts_whatever_corpus_and_words_say():
    occurs = vocabulary.lookup([document(f"{name}: {text}") for name, text in DOCUMENTS.items()])
    stated = commission.read(f"{ASKED}\n\nSubjects: machine translation; hired translators", occurs=occurs)
    assert [one.name for one in stated.subjects] == ["machine translation", "hired translators"]
    assert stated.unsure == () and stated.comparing
    again = commission.read(stated.query, occurs=occurs, taken=("machine translation", "hired translators"))
    assert again == stated


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("", None),
        ("1", None),
        ("7", None),
        ("2", "Subjects: C; D"),
        ("machine translation; hired translators", "Subjects: machine translation; hired translators"),
    ],
)
def test_an_answer_becomes_the_last_line(answer, line):
    chosen = writing._chosen(Request(query="Compare them."), [("A", "B"), ("C", "D")], answer, tied=False)
    assert chosen.query == ("Compare them." if line is None else f"Compare them.\n\n{line}")


def test_a_tie_is_decided_without_another_line():
    chosen = writing._chosen(Request(query="Compare them."), [("A", "B"), ("C", "D")], "2", tied=True)
    assert chosen.taken == ("C", "D") and chosen.query == "Compare them."


def test_in_a_terminal_it_is_asked_who_is_meant(tmp_path):
    for name, text in DOCUMENTS.items():
        (tmp_path / "corpus").mkdir(exist_ok=True)
        (tmp_path / "corpus" / f"{name}.md").write_text(text, "utf-8")
    shown = spoken(tmp_path, ASKED, "machine translation; hired translators\n")
    assert "Which subjects are meant?" in shown and "compares machine translation, hired translators" in shown
    (page,) = (tmp_path / "briefs").glob("*.md")
    assert "Subjects: machine translation; hired translators" in page.read_text("utf-8")


def spoken(folder: Path, query: str, answer: str) -> str:
    """Return what `brief` shows in a terminal in which somebody answers."""
    child, terminal = pty.fork()
    if not child:  # pragma: no cover
        os.chdir(folder)
        os.environ["PYTHONPATH"] = str(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "generator", "brief", "--query", query])
    shown = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            some = os.read(terminal, 4096)
        except OSError:
            break
        if not some:
            break
        if b"Enter for 1" in some + shown and answer:
            os.write(terminal, answer.encode())
            answer = ""
        shown += some
    os.waitpid(child, 0)
    os.close(terminal)
    return shown.decode("utf-8", "replace")
