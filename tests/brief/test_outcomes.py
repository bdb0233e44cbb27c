"""What is told of each instruction of a commission, and of a subject that the sources do not name."""

from pathlib import Path

import pytest

from generator import commission, pipeline
from generator.__main__ import main
from generator.brief import outcomes, wording
from generator.errors import NoEvidence
from generator.messages import shown

CORPUS = {
    "甲园": "# 甲园\n\n## 门票\n\n甲园的门票为每人八十元，学生凭学生证可以减半收费。\n\n"
    "## 开放时间\n\n甲园每日上午九时开放，下午六时关闭，周一休园。",
    "Elm Park": "# Elm Park\n\n## Tickets\n\nElm Park charges eight pounds for a ticket, and students pay half of it.\n\n"
    "## Hours\n\nElm Park opens at nine in the morning and closes at six in the evening.",
}


def statuses(query):
    return {one.words: one.status for one in commission.read(query).instructions}


@pytest.mark.parametrize(
    ("query", "words", "status"),
    [
        ("对比甲园与乙园的门票，最后给出建议", "建议", "person"),
        ("对比甲园与乙园的门票，最后说说该选哪个", "最后说说该选哪个", "person"),
        ("Compare Elm Park and Oak Park and give a recommendation.", "recommendation", "person"),
        (
            "Compare Elm Park and Oak Park. End with which one we should pick.",
            "End with which one we should pick",
            "person",
        ),
        ("对比甲园与乙园的门票，每句都要注明出处", "每句都要注明出处", "checked"),
        ("对比甲园与乙园的门票，不要编造", "不要编造", "checked"),
        ("Compare Elm Park and Oak Park. Every claim must have a source.", "Every claim must have a source", "checked"),
        ("Compare Elm Park and Oak Park. Say what is not known.", "Say what is not known", "structure"),
        ("Compare Elm Park and Oak Park. Use APA style.", "APA style", "not_done"),
        ("Compare Elm Park and Oak Park in plain English.", "plain English", "not_done"),
        ("对比甲园与乙园的门票，附一张对照表", "附一张对照表", "structure"),
        ("对比甲园与乙园的门票，不要教人怎么逃票", "不要教人怎么逃票", "not_done"),
    ],
)
def test_an_instruction_is_told_as_what_it_is(query, words, status):
    assert statuses(query)[words] == status


def test_a_recommendation_is_told_once():
    found = [
        one
        for one in commission.read("Compare A and B and give a recommendation.").instructions
        if one.status == "person"
    ]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("instruction", "gap", "told"),
    [
        ({"key": "extra", "understood": "table", "status": "structure"}, {"code": "table"}, "lacking"),
        ({"key": "extra", "understood": "key_figures", "status": "structure"}, {"code": "table"}, "structure"),
        ({"key": "axis", "understood": "price", "status": "structure"}, {"code": "axis", "axis": "price"}, "lacking"),
        ({"key": "axis", "understood": "price", "status": "structure"}, {"code": "axis", "axis": "age"}, "structure"),
        ({"key": "section", "understood": "租", "status": "checked"}, {"code": "section", "section": "租"}, "lacking"),
        ({"key": "section", "understood": "租", "status": "checked"}, {"code": "section", "section": "押"}, "checked"),
        ({"key": "length", "status": "checked"}, {"code": "length"}, "short"),
        ({"key": "unsaid", "status": "not_done"}, {"code": "unnamed"}, "left"),
        ({"key": "source", "words": "《年鉴》", "status": "structure"}, {"code": "side"}, "uncited"),
        ({"key": "source", "words": "《園志》", "status": "structure"}, {"code": "side"}, "structure"),
    ],
)
def test_what_the_sources_did_not_give_is_not_told_as_done(instruction, gap, told):
    front = {"gaps": [gap], "sources": [{"title": "园志"}]}
    assert outcomes.of(front, instruction) == told and told in outcomes.KINDS


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("corpus").mkdir()
    for name, words in CORPUS.items():
        Path("corpus", f"{name}.md").write_text(words, "utf-8")


def make(query):
    return pipeline.make(pipeline.Request(query=query), build=Path("build"))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("对比乙园和甲园", "委托要求对比乙园与甲园；没有一份资料提到乙园，以下只写甲园。"),
        (
            "对比乙园和甲园，分两节：门票；开放时间。三百字以内",
            "委托要求对比乙园与甲园；没有一份资料提到乙园，以下只写甲园。",
        ),
        (
            "Compare Oak Park and Elm Park",
            "The commission asks to compare Oak Park and Elm Park; no source names Oak Park, so this brief is on Elm Park alone.",
        ),
    ],
)
def test_that_no_source_names_a_subject_stands_at_the_top_and_is_said_at_once(place, query, said):
    outcome = make(query)
    assert outcome.passed, outcome.findings
    assert outcome.brief.sections[0].blocks[0].rows[0][0].text == said
    name = "Oak Park" if "Oak" in query else "乙园"
    assert any(note.startswith(f"“{name}” is left out") and "no document" in note for note in outcome.notes)
    found = pipeline.understand(pipeline.Request(query=query), build=Path("build"))
    assert f"“{name}”: no document of the corpus names it" in "".join(
        map(str, pipeline.lines(pipeline.Request(query=query), found))
    )
    assert main(["check"]) == 0
    path = outcome.path
    path.write_text(path.read_text("utf-8").replace(said, "", 1), "utf-8")
    assert main(["check"]) == 1


def test_where_no_source_names_any_of_them_it_says_so_with_the_nearest_names(place):
    with pytest.raises(NoEvidence) as caught:
        make("对比乙园和丙园")
    assert str(caught.value).startswith("no evidence: no document of the corpus names “乙园” and “丙园”")


def test_a_gap_says_what_was_searched_and_where_to_look(place):
    outcome = make("写一份关于甲园的简报，分两节：门票；停车场地。不少于一千字")
    gaps = wording.gaps(outcome.brief.front)
    assert any("停车场地" in gap and "没有足以引用的回答" in gap for gap in gaps)
    assert "可查阅：提及甲园最多的是《甲园》。" in gaps
    assert outcome.passed and main(["check"]) == 0
    assert shown(outcomes.of(outcome.brief.front, {"key": "length", "status": "checked"})) == "short"
