"""Semicolons part a list of sections and nothing weaker does; a phrase that describes a side is kept."""

import pytest

from generator.commission import parsing

_ENGLISH = "Compare the zither with the lute. Sections: how each is tuned, meaning pegs, frets and why they differ; {}."


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        (
            _ENGLISH.format("range, and whether it transposes; where each is played; and upkeep. 600 words"),
            ["How each is tuned", "Range, and whether it transposes", "Where each is played", "Upkeep"],
        ),
        (
            _ENGLISH.format("range and pitch; upkeep; about 600 words; no tables"),
            ["How each is tuned", "Range and pitch", "Upkeep"],
        ),
        (
            "对比古筝和琵琶，分几块：怎么定弦、用什么码子；音域，尤其是低音；场合；怎么保养，多久换弦。600字。",
            ["怎么定弦、用什么码子", "音域，尤其是低音", "场合", "怎么保养，多久换弦"],
        ),
        (
            "对比古筝和琵琶，分三块：音域，高音和低音；定弦，要多久；保养。",
            ["音域，高音和低音", "定弦，要多久", "保养"],
        ),
        ("对比古筝和琵琶，小标题：音域、定弦和码子；保养。600字。", ["音域、定弦和码子", "保养"]),
    ],
)
def test_semicolons_part(query: str, titles: list[str]) -> None:
    assert [section.title for section in parsing.read(query).sections] == titles


@pytest.mark.parametrize("query", ["对比甲乐器和乙乐器，结构：引言、方法、结论；600字；不要表格。"])
def test_a_demand_is_no_item(query: str) -> None:
    assert [section.title for section in parsing.read(query).sections] == ["引言", "方法", "结论"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("比较琵琶和要戴指甲的弹拨乐器，600字。", ["琵琶", "要戴指甲的弹拨乐器"]),
        ("比较普通婴儿推车和能躺平的婴儿推车。", ["普通婴儿推车", "能躺平的婴儿推车"]),
        (
            "What is the difference between plywood that is rated and plywood that isn't?",
            ["plywood that is rated", "plywood that is not rated"],
        ),
        ("比较折叠车和不能折叠的公路车。", ["折叠车", "不能折叠的公路车"]),
        ("不用插电的吸尘器和要插电的有什么区别？", ["不用插电的吸尘器", "要插电的吸尘器"]),
        (
            "Compare a pump that needs no tubing and one that does.",
            ["pump that needs no tubing", "pump that needs tubing"],
        ),
        (
            "Compare the pump that uses a valve with the one that doesn't.",
            ["pump that uses a valve", "pump that does not use a valve"],
        ),
        ("Compare SMILE and the surgery that cuts a flap, in 400 words.", ["SMILE", "surgery that cuts a flap"]),
    ],
)
def test_a_phrase_that_describes_is_one_side(query: str, names: list[str]) -> None:
    assert [subject.name for subject in parsing.read(query).subjects] == names


@pytest.mark.parametrize(("query", "names"), [("比较租房和买房的成本。", ["租房", "买房"])])
def test_what_is_asked_of_an_act_describes_nothing(query: str, names: list[str]) -> None:
    assert [subject.name for subject in parsing.read(query).subjects] == names
