"""Whom a document speaks for: by its title, and by the folder that a party has."""

import pytest

from generator import corpus as corpora
from generator.commission import Subject
from generator.evidence import attributing, claims, sides

SUBJECTS = tuple(Subject(name=name, origin="text", words=name) for name in ("KeaDC", "Tui Harbour", "Weka.ms"))
RULES = "# Article I: Purpose\n\nMembers meet in May.\n"


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("keadc/policy/rules.md", RULES, "KeaDC"),
        ("weka-ms/legal/rules.md", RULES, "Weka.ms"),
        ("harbours/tui/rules.md", RULES, ""),
        ("tui-harbour/rules.md", RULES, "Tui Harbour"),
        ("keadc/rules.md", RULES.replace("Members", "Weka.ms and Weka.ms"), ""),
        ("keadc/weka-ms/rules.md", RULES, ""),
        ("others/keadcs/rules.md", RULES, ""),
    ],
)
def test_a_folder_that_is_called_by_a_party_is_its_own(path, text, name, tmp_path):
    file = tmp_path / "corpus" / path
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    (document,) = corpora.read(tmp_path / "corpus", cache=tmp_path / "cache").documents
    found = attributing.about(document, SUBJECTS)
    assert (found.subject.name if found else "") == name


def test_a_first_word_stands_for_the_one_name_that_has_it():
    both = (*SUBJECTS, Subject(name="Pukeko Labs", origin="text", words=""))
    assert [one.name for one in attributing.placed("pukeko/rules.md", both)] == ["Pukeko Labs"]
    twice = (*both, Subject(name="Pukeko Club", origin="text", words=""))
    assert attributing.placed("pukeko/rules.md", twice) == ()


def _read(tmp_path, path, text):
    file = tmp_path / "corpus" / path
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    (document,) = corpora.read(tmp_path / "corpus", cache=tmp_path / "cache").documents
    return document


def test_a_file_that_is_called_by_a_party_is_its_own(tmp_path):
    found = attributing.about(_read(tmp_path, "papers/keadc.md", RULES), SUBJECTS)
    assert found and found.subject.name == "KeaDC" and found.titled


@pytest.mark.parametrize(
    ("own", "other", "titled"),
    [
        ("KeaDC members meet.\n\n" * 20, "", True),
        ("KeaDC members meet.\n\n" * 20, "Weka.ms meets.\n\n" * 4, False),
        ("KeaDC members meet.\n\n" * 5, "", False),
    ],
)
def test_a_document_that_names_hardly_another_speaks_for_whom_it_names_often(own, other, titled, tmp_path):
    found = attributing.about(_read(tmp_path, "papers/rules.md", f"# Rules\n\n{own}{other}"), SUBJECTS)
    assert bool(found and found.titled) == titled


def _sides(tmp_path, path, text):
    document = _read(tmp_path, path, text)
    pairs = [(document, chunk) for chunk in document.chunks]
    return {card.text: card.side for card in claims.cards(pairs, SUBJECTS, frozenset())}


def test_a_heading_of_its_own_document_may_say_more_of_a_party(tmp_path):
    told = _sides(
        tmp_path, "keadc/rules.md",
        "# Rules\n\n## KeaDC evening branch\n\nThe hall has room for forty members.\n\n"
        "## KeaDC compared with an office\n\nThe desk has room for two people.\n\n"
        "## Weka.ms and what it left\n\nThe lathe has been in the cellar since May.\n",
    )  # fmt: skip
    assert told["The hall has room for forty members."] == "KeaDC"
    assert told["The desk has room for two people."] is None
    assert told["The lathe has been in the cellar since May."] is None


def test_a_point_is_of_the_party_that_the_point_it_is_nested_in_opens_with(tmp_path):
    told = _sides(
        tmp_path, "papers/rules.md",
        "# Rules\n\n## Halls\n\n- KeaDC (north)\n  - The hall has room for forty members.\n- Weka.ms\n"
        "  - The lathe is in the cellar of the house.\n- KeaDC and Weka.ms\n  - The yard is shared by all members.\n",
    )  # fmt: skip
    assert told["The hall has room for forty members."] == "KeaDC"
    assert told["The lathe is in the cellar of the house."] == "Weka.ms"
    assert told["The yard is shared by all members."] is None


@pytest.mark.parametrize(("opening", "name"), (
    ("KeaDC sorts its data sets by year and keeps all of them.", "KeaDC"),
    ("A model was made of earlier data sets (of Wrens, Terns and KeaDC) in May.", None),
    ("一个模型用了多个数据集（包括 Wrens 和 KeaDC），五月发布。", None),
))  # fmt: skip
def test_a_part_does_not_speak_of_whom_it_names_in_brackets_only(opening, name, tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "year.md").write_text(f"# The year\n\n## Spring\n\n{opening}\n", encoding="utf-8")
    (document,) = corpora.read(tmp_path / "corpus", cache=tmp_path / "cache").documents
    assert sides.of_part(document, ("Spring",), opening, SUBJECTS).name == name
