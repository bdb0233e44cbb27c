"""What documents tell their readers to do: which lists do, and what stands of them."""

import pytest

from generator import corpus as corpora
from generator.evidence import answers, claims, lists, steps

HEAD = "# Terraces\n\nTerraces are steps that are cut into a slope.\n\n"


def document(tmp_path, text, name="one.md"):
    (tmp_path / "corpus").mkdir(exist_ok=True)
    (tmp_path / "corpus" / name).write_text(text, encoding="utf-8")
    (found,) = corpora.read(tmp_path / "corpus", cache=tmp_path / "cache").documents
    return found


def told(source):
    return [
        (one.part, one.heading, steps.said(chunk, one, source.language))
        for chunk in source.chunks
        for one in steps.found(source, chunk)
    ]


def test_steps_stand_whole_and_numbered_with_what_is_nested_in_them(tmp_path):
    source = document(
        tmp_path,
        HEAD + "## How to do it\n\n1. Mark the lines of the slope. Use pegs that you can see from below.\n"
        "2. Dig the first step, and note:\n    - The depth of the soil\n    - The stones in it\n"
        "3. Build a wall before it. (Dry stones will do.)\n",
    )
    ((part, heading, words),) = told(source)
    assert (part, heading) == ("whole", ""), "a heading that says no more than that it is done so is not said again"
    assert words == (
        "(1) Mark the lines of the slope. Use pegs that you can see from below; "
        "(2) Dig the first step, and note: The depth of the soil, The stones in it; "
        "(3) Build a wall before it. (Dry stones will do.)"
    )
    cards = claims.cards([(source, chunk) for chunk in source.chunks], (), frozenset())
    assert [card.relation for card in cards] == ["verbatim", "steps"], "no step is a statement of its own"
    (chunk,) = source.chunks
    (one,) = steps.found(source, chunk)
    assert steps.at(source, chunk, one.start, one.end) == one
    assert not any(steps.at(source, chunk, one.start + a, one.end - b) for a, b in ((1, 0), (0, 1), (9, 30)))


def test_a_long_list_is_parted_and_each_part_says_what_it_is(tmp_path):
    point = "Put the stones of row {n} upon those below them so that each lies across the gap between two of these"
    listed = "".join(f"{n}. {point.format(n=n)}.\n" for n in range(1, 16))
    found = told(document(tmp_path, HEAD + "## Steps\n\n" + listed))
    assert [part for part, _, _ in found] == ["first", *["more"] * (len(found) - 1)] and len(found) > 1
    assert all(f"({n}) Put the stones of row {n} " in " ".join(words for _, _, words in found) for n in range(1, 16))


def test_steps_end_before_the_first_that_cannot_stand(tmp_path):
    listed = "1. Mark the lines.\n2. Dig the first step.\n3. We use a spade.\n4. Build the wall.\n"
    source = document(tmp_path, HEAD + "## Steps\n\n" + listed)
    assert told(source) == [("first", "", "(1) Mark the lines; (2) Dig the first step.")]
    cards = claims.cards([(source, chunk) for chunk in source.chunks], (), frozenset())
    assert "wall" not in " ".join(card.text for card in cards), "what follows is not told as if nothing were before it"


def test_a_line_of_code_ends_the_steps(tmp_path):
    listed = "1. Mark the lines.\n2. Dig the first step.\n\n```\ndig\n```\n\n3. Build the wall.\n4. Fill the soil in.\n"
    assert [words for _, _, words in told(document(tmp_path, HEAD + "## Steps\n\n" + listed))] == [
        "(1) Mark the lines; (2) Dig the first step."
    ]


@pytest.mark.parametrize(
    ("lead", "stands"),
    [
        ("", "Keep the soil wet; Do not walk on the walls."),
        ("Our advice:", "Keep the soil wet; Do not walk on the walls."),
        (
            "If rain comes, farmers should:",
            "If rain comes, farmers should: Keep the soil wet; Do not walk on the walls.",
        ),
        ("Workers must do the following:", "Keep the soil wet; Do not walk on the walls."),
        ("If we are away, the following should be done:", None),  # in which case it holds cannot be said
        ("Thieves come at night, and often:", None),  # not what the reader is to do
        ("Advantages of terraces are that they:", None),
        ("Visitors must not:", "Visitors must not: Keep the soil wet; Do not walk on the walls."),
        ("We ask you not to do these things:", None),  # what is forbidden is never told as advice
    ],
)
def test_advice_stands_with_the_case_in_which_it_holds(lead, stands, tmp_path):
    body = f"{HEAD}## The first year\n\n{lead}\n\n- Keep the soil wet.\n- Do not walk on the walls.\n"
    found = told(document(tmp_path, body))
    assert found == ([("whole", "The first year", stands)] if stands else [])


@pytest.mark.parametrize(
    "points",
    [
        ("The soil stays wet.", "The walls keep the warmth."),
        ("Simple and well understood.", "Easy to build."),
        ("Depth of the soil", "Stones in it"),
        ("Farmers with a spade", "Users of the path"),
    ],
)
def test_a_list_that_says_how_things_are_instructs_nobody(points, tmp_path):
    listed = "".join(f"- {point}\n" for point in points)
    assert told(document(tmp_path, f"{HEAD}## The first year\n\n{listed}")) == []


def test_chinese_steps_and_advice(tmp_path):
    source = document(
        tmp_path,
        "# 梯田\n\n梯田是沿山坡修成的阶梯状田块。\n\n## 操作\n\n- 沿坡划线，每隔 2 米打一个木桩。\n- 将表土移到一旁，备用。\n"
        "- 石块砌墙，墙高不超过 1 米。踩实。\n\n## 雨季\n\n- 不要在墙上行走。\n- 建议每周检查一次排水沟。\n",
    )
    assert told(source) == [
        (
            "whole",
            "",
            "（1）沿坡划线，每隔 2 米打一个木桩；（2）将表土移到一旁，备用；（3）石块砌墙，墙高不超过 1 米。踩实。",
        ),
        ("whole", "雨季", "不要在墙上行走；建议每周检查一次排水沟。"),
    ]
    assert steps.mostly(source)


@pytest.mark.parametrize(
    ("question", "how"),
    [
        ("How do I run a content audit?", True),
        ("Steps", True),
        ("What does card sorting involve?", True),
        ("What should we do about mould?", True),
        ("How big is the hall?", False),
        ("How does it work?", False),
        ("怎么焯水", True),
        ("注意事项", True),
        ("味道怎么样", False),
        ("这是怎么回事", False),
    ],
)
def test_a_question_asks_how_something_is_done(question, how):
    assert answers.asks_how(question) is how


def test_other_lists_stay_as_they_were(tmp_path):
    source = document(tmp_path, f"{HEAD}## Kinds\n\n- Bench terraces\n- Dry walls\n- Green slopes\n")
    assert [len(one.points) for chunk in source.chunks for one in lists.found(source, chunk)] == [3]
