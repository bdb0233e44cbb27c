"""Whom a document speaks for: by its title, and by the folder that a party has."""

import pytest

from generator import corpus as corpora
from generator.commission import Subject
from generator.evidence import attributing

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
