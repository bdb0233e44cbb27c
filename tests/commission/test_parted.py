"""Semicolons part a list of sections; commas, "and" and what explains an item do not."""

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
        ("对比古筝和琵琶，小标题：音域、定弦和码子；保养。600字。", ["音域、定弦和码子", "保养"]),
    ],
)
def test_semicolons_part(query: str, titles: list[str]) -> None:
    assert [section.title for section in parsing.read(query).sections] == titles


@pytest.mark.parametrize("query", ["对比甲乐器和乙乐器，结构：引言、方法、结论；600字；不要表格。"])
def test_a_demand_is_no_item(query: str) -> None:
    assert [section.title for section in parsing.read(query).sections] == ["引言", "方法", "结论"]
