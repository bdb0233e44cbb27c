"""What the documents of a side hold on a point: by folder or title, in a heading or a paragraph."""

import pytest

from generator import corpus
from generator.evidence import held
from generator.gate import support
from generator.writers.llm_takeaways import absent

SIDES = (support.subject("Pellow"), support.subject("Tern Club"))
FILES = {
    "pellow/a.md": "# Bylaws (converted)\n\n## Quorum\n\nTen members are enough for a vote in the hall.\n",
    "tern-club/b.md": "# Rules\n\n## Dues\n\nDues of 20 pounds are collected each June by the bookkeeper.\n",
    "other.md": "# Clubs\n\n## Quorum\n\nA quorum is counted before each vote, and dues are collected in June.\n",
}


@pytest.fixture
def documents(tmp_path):
    for path, words in FILES.items():
        (tmp_path / "clubs" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "clubs" / path).write_text(words, "utf-8")
    return corpus.read(tmp_path / "clubs", cache=tmp_path / "cache").documents


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Pellow quorum for a vote", ["pellow/a.md"]),
        ("quorum for a vote", ["pellow/a.md"]),  # no side is named: those of each; a document of none is no side's
        ("Tern Club quorum for a vote", []),
        ("When does Tern Club collect dues?", ["tern-club/b.md"]),
        ("Pellow", []),
    ],
)
def test_a_point_is_looked_for_in_the_documents_of_its_side(documents, words, found):
    assert [one.document.path for one in held.on(words, documents, SIDES)] == found


def test_a_chinese_one_does_not_either():
    asked = []
    assert (
        list(absent("资料中没有找到青坪关于押金的规定，取舍取决于租金。", lambda words: asked.append(words) or []))
        == []
    )
    assert len(asked) == 1 and "押金" in asked[0] and "资料" not in asked[0] and "租金" not in asked[0]
    assert list(absent("本报告没有引用青坪关于押金的资料。", lambda words: pytest.fail(words))) == []


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Nothing on the quorum of Pellow was found, so the choice hangs on dues.", "Pellow: Bylaws (converted)"),
        ("The sources of Tern Club do not mention dues.", "Tern Club: Rules"),
        ("This report quotes nothing on the quorum of Pellow.", ""),
        ("Pellow collects no dues.", ""),
        ("No source mentions the insurance of Pellow.", ""),
    ],
)
def test_a_conclusion_does_not_say_that_nothing_was_found_where_a_side_has_a_paragraph(documents, sentence, wrong):
    faults = list(absent(sentence, lambda words: held.on(words, documents, SIDES)))
    assert [fault.words for fault in faults] == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("side", "words", "nothing"),
    [
        (0, "insurance of boats", True),
        (0, "quorum for a vote", False),
        (0, "quorum for postal votes", True),  # two of three words meet in many passages
        (0, "dues", True),
        (1, "dues in June", False),
        (1, "quorum", True),
        (0, "押金", False),  # in another language: that these words are not there tells nothing
        (0, "Pellow", False),
    ],
)
def test_nothing_is_said_to_be_found_only_where_no_paragraph_of_a_side_has_the_words(documents, side, words, nothing):
    assert held.look(words, SIDES[side], documents, SIDES).nothing == nothing


def test_nothing_is_said_of_a_side_that_no_document_names(documents):
    strangers = (*SIDES, support.subject("Wren Hall"))
    assert not held.look("quorum", strangers[2], documents, strangers).nothing


GARDEN = {
    "tern-club/post.md": "# Post\n\nTern Club answers each letter. An objection is heard within 30 days.\n\n"
    "Boats have a limit of ten. All of them lie in the harbour. The tide takes some time.\n",
    "list.md": "# Worst for hay fever\n\nSome plants make much pollen.\n\n- Birch\n- Pellow\n\n## Care\n\n"
    "Pellow and birch differ. Both want light. Note when you feed a plant.\n",
}


@pytest.mark.parametrize(
    ("side", "words", "told"),
    [
        (0, "pollen", "Some plants make much pollen. Pellow"),  # a list that names it, and what introduces that
        (0, "hay fever", "Some plants make much pollen. Pellow"),
        (0, "feed", ""),  # in a paragraph that names it elsewhere
        (1, "boats in the tide", "Boats have a limit of ten."),  # of two words one: none is said to be missing
        (1, "deadline for objections", "Tern Club answers each letter. An objection is heard within 30 days."),
        (1, "time limit of objections", "Tern Club answers each letter. An objection is heard within 30 days."),
        (1, "cost of objections", "Tern Club answers each letter. An objection is heard within 30 days."),
        (1, "cost", ""),
    ],
)
def test_a_passage_says_a_matter_by_its_words_near_each_other_or_by_an_amount(tmp_path, side, words, told):
    for path, said in GARDEN.items():
        (tmp_path / "garden" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "garden" / path).write_text(said, "utf-8")
    documents = corpus.read(tmp_path / "garden", cache=tmp_path / "cache").documents
    looked = held.look(words, SIDES[side], documents, SIDES)
    assert (looked.told, looked.nothing) == (told, not told)
