"""An edited sentence is one finding, at its line, with the words that were changed."""

import re

import pytest

from generator.__main__ import main
from generator.gate import brief_at
from generator.review import edited


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def lines(path, capsys):
    """Return the findings of a check that are errors, as it prints them."""
    main(["check", str(path)])
    return [line for line in capsys.readouterr().out.splitlines() if ": error " in line]


def sourced(path, pattern):
    """Return the first claim that has the pattern once, in words that the brief has once."""
    told = (entry.text for entry in brief_at(path).ledger.entries if entry.kind == "claim")
    text = path.read_text("utf-8")
    return next(one for one in told if len(re.findall(pattern, one)) == 1 and text.count(one) == 1)


@pytest.mark.parametrize("filed", ["en"], indirect=True)
def test_a_changed_word_is_the_only_error_and_stands_at_its_line(filed, capsys):
    before, was = lines(filed, capsys), sourced(filed, r"\bis\b")
    edit(filed, was, re.sub(r"\bis\b", "was", was))
    at = next(
        n for n, line in enumerate(filed.read_text("utf-8").splitlines(), 1) if re.sub(r"\bis\b", "was", was) in line
    )
    (told,) = lines(filed, capsys)
    assert not before and told.startswith(f"{filed}:{at}: error ledger-missing: edited: the source has “is” where ")
    assert "the sentence has “was”; undo it, or run briefproof refresh" in told


@pytest.mark.parametrize("filed", ["en"], indirect=True)
def test_several_edits_are_told_each_before_what_is_said_of_the_file(filed, capsys):
    for pattern, new in ((r"\bis\b", "is not"), (r"\band\b", "or")):
        was = sourced(filed, pattern)
        edit(filed, was, re.sub(pattern, new, was))
    main(["check", str(filed)])
    out = capsys.readouterr().out.splitlines()
    told = [line.partition(" error ")[0] for line in out if " error " in line]
    assert len(told) == 2 and all(re.search(r":\d+:$", place) for place in told)
    assert [bool(re.search(r"\.md:\d+:", line)) for line in out] == sorted(
        (bool(re.search(r"\.md:\d+:", line)) for line in out), reverse=True
    )
    assert any("“not” was added" in line for line in out)


def test_what_an_edit_does_not_explain_is_still_said(filed, capsys):
    edit(filed, "\ntitle: ", "\ntitle: X ")
    was = sourced(filed, "的[^的]*$")
    edit(filed, was, was.replace("的", "之"))
    told = lines(filed, capsys)
    assert len([line for line in told if "edited: " in line]) == 1
    assert any(" title: " in line for line in told)


def test_a_sentence_that_was_never_filed_is_no_edit(filed, capsys):
    was = sourced(filed, ".$")
    edit(filed, was, f"{was}\n完全无关的一句话，从未归档。")
    told = lines(filed, capsys)
    assert any("no ledger entry for" in line for line in told) and not any("edited: " in line for line in told)


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("It grew by 2.5 % in 2023.", "It grew by 3.5 % in 2024.", [("2.5", "3.5"), ("2023", "2024")]),
        ("收入上升了 5%。", "收入下降了 5%。", [("上升", "下降")]),
        ("It was not sold.", "It was sold.", [("not", "")]),
        ("A red old house.", "A blue new house.", [("red old", "blue new")]),
    ],
)
def test_whole_words_are_shown(old, new, changes):
    assert edited._changes(old, new) == changes
