"""The outline: what is searched for, in which order, and which points a brief says that nothing answers."""

import json
from types import SimpleNamespace

import pytest

from generator.brief import front as fronts
from generator.writers import llm_plan
from generator.writers.llm_cache import Reply
from generator.writers.llm_parts import Parts
from tests.helpers import loaded

TITLES = {1: "What it costs", 2: "Who signs in", 3: "What lasts"}


def pool(answers=(), deciding=(), held=()):
    """Return what an outline asks: three sections, and a search that finds a passage for some words."""
    sections = tuple(SimpleNamespace(number=n, title=title, role="body") for n, title in TITLES.items())
    commission = SimpleNamespace(
        instructions=(),
        sections=sections,
        sides=(),
        language="en",
        query="Weigh A against B, in 3 years",
        length=SimpleNamespace(unit="words"),
    )
    card = SimpleNamespace(side=None)
    offered = {f"p{n}": SimpleNamespace(card=card) for n in range(9)}
    searched = []

    def found(section, words):
        searched.append((section, words))
        return ("p8",) if words in answers else ()

    return SimpleNamespace(
        commission=commission,
        sections={n: ["p1"] for n in TITLES},
        documents={},
        offered=offered,
        found=found,
        searched=searched,
        first=dict.fromkeys(TITLES, ()),
        rooms=SimpleNamespace(of=lambda section: 100, deciding=frozenset(deciding)),
        gaps=SimpleNamespace(holding=lambda words: [words] if words in held else []),
        parts=Parts(),
        plain=lambda names: [{"id": name} for name in names],
    )


def outline(points, missing=()):
    sections = [
        {"section": n, "points": [{"question": q, "passages": list(names)} for q, names in own]}
        for n, own in points.items()
    ]
    return {"sections": sections, "missing": [{"section": n, "search": words} for n, words in missing]}


class Author:
    """A model that answers with these outlines, the last one from then on; `asked` holds the last message of each."""

    def __init__(self, *outlines):
        self.outlines, self.asked = list(outlines), []

    def ask(self, messages, form):
        self.asked.append(messages[-1]["content"])
        return Reply(text=json.dumps(self.outlines.pop(0) if len(self.outlines) > 1 else self.outlines[0]))


FULL = {1: [("What?", ["p1"])], 2: [("Who?", ["p2"])], 3: [("How long?", ["p3"])]}


def test_searches_are_shared_out_over_the_sections_and_the_rest_is_said(monkeypatch):
    monkeypatch.setattr(llm_plan, "SEARCHES", 3)
    wanted = [(1, "a"), (1, "b"), (1, "c"), (2, "d"), (3, "e")]
    asked, author = pool(), Author(outline(FULL, wanted), outline(FULL))
    llm_plan.planned(asked, author)
    assert asked.searched == [(1, "a"), (2, "d"), (3, "e")]
    assert "too many searches" in author.asked[1] and '"b"' in author.asked[1] and '"c"' in author.asked[1]
    assert "3 searches" in author.asked[0]


def test_the_last_outline_is_told_to_be_the_last():
    author = Author(outline(FULL, [(1, "a")]))
    llm_plan.planned(pool(answers=("a",)), author)
    assert len(author.asked) == 3 and "nothing more is searched for" in author.asked[2]
    assert "nothing more is searched for" not in author.asked[1]


def test_a_point_without_a_passage_is_searched_for_and_then_said_to_have_no_answer():
    own = {**FULL, 2: [("Who?", ["p2"]), ("Who pays for the keys?", [])]}
    asked = pool()
    plan = llm_plan.planned(asked, Author(outline(own)))
    assert asked.searched[0] == (2, "Who pays for the keys?")
    assert plan.unanswered == ({"code": "point", "section": "Who signs in", "asked": "Who pays for the keys?"},)
    assert [point.question for point in plan.points[2]] == ["Who?"]


def test_a_point_on_which_a_side_has_a_paragraph_is_no_gap():
    own = {**FULL, 2: [("Who?", ["p2"]), ("Who pays for the keys?", []), ("Who pays for locks?", [])]}
    plan = llm_plan.planned(pool(held=("Who pays for the keys?",)), Author(outline(own)))
    assert [gap["asked"] for gap in plan.unanswered] == ["Who pays for locks?"]


def test_a_point_without_the_mark_of_a_question_is_a_gap_too():
    own = {**FULL, 2: [("Who?", ["p2"]), ("Who pays for the keys", [])]}
    plan = llm_plan.planned(pool(), Author(outline(own)))
    assert [gap["asked"] for gap in plan.unanswered] == ["Who pays for the keys?"] and not plan.notes


def test_a_point_that_is_no_gap_is_noted():
    own = {**FULL, 2: [("Who?", ["p2"]), ("Who pays for the keys?", [])]}
    (note,) = llm_plan.planned(pool(held=("Who pays for the keys?",)), Author(outline(own))).notes
    assert note.endswith("Who pays for the keys?")


def test_what_was_found_after_all_is_no_gap():
    first = {**FULL, 2: [("Who pays?", [])]}
    then = {**FULL, 2: [("Who pays?", ["p8"])]}
    plan = llm_plan.planned(pool(answers=("Who pays?",)), Author(outline(first), outline(then)))
    assert not plan.unanswered and plan.points[2][0].passages == ("p8",)


@pytest.mark.parametrize("case", loaded("writers/llm/unanswered.yml"), ids=lambda case: case["why"])
def test_a_brief_says_only_plain_questions(case):
    gap = {"code": "point", "section": "What it costs", "asked": "Who pays?"} | case["gap"]
    kept = fronts.unanswered([gap], pool().commission)
    assert kept == ([gap] if case["kept"] else [])


def test_a_section_that_asks_for_a_decision_needs_no_points_and_is_called_so():
    own, author = {1: FULL[1], 2: FULL[2]}, Author(outline({1: FULL[1], 2: FULL[2]}))
    plan = llm_plan.planned(pool(deciding=(3,)), author)
    assert len(author.asked) == 1 and set(plan.points) == set(own)
    told = [json.loads(line) for line in author.asked[0].split("\n") if '"decides"' in line]
    assert [one["section"] for one in told if one["decides"]] == [3]
    again = Author(outline(own))
    llm_plan.planned(pool(), again)
    assert len(again.asked) > 1


@pytest.mark.parametrize(
    ("second", "points"),
    [
        ({2: [("Who?", ["p1"])]}, [(1, "What?", ("p1",)), (2, "Who?", ("p1",))]),  # in another section
        ({1: [("What?", ["p1"]), ("How long?", ["p1", "p2"])]},
         [(1, "What?", ("p1",)), (1, "How long?", ("p1", "p2"))]),  # for another question
        ({1: [("What?", ["p1"]), ("What?", ["p1", "p2"])]}, [(1, "What?", ("p1",)), (1, "What?", ("p2",))]),
        ({1: [("What?", ["p1"]), ("What?", ["p1"])]}, [(1, "What?", ("p1",))]),
    ],
)  # fmt: skip
def test_a_passage_answers_several_questions_and_each_once(second, points):
    own = {1: [("What?", ["p1"])], 3: FULL[3]} | second
    plan = llm_plan.planned(pool(), Author(outline(own)))
    found = [(n, p.question, p.passages) for n, listed in sorted(plan.points.items()) for p in listed]
    assert [one for one in found if one[0] != 3] == points
