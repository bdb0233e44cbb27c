"""A commission that corrects itself is read as it is meant, and its words stay as they were written."""

import time

import pytest

from generator import commission


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("Compare oak and elm, sorry, oak and ash, on price.", ["oak", "ash"]),
        ("Compare oak and elm... no wait, oak and ash.", ["oak", "ash"]),
        ("Please compare oak with elm. Scratch that, oak with ash.", ["oak", "ash"]),
        ("Compare oak, elm and ash, I mean, oak, elm and yew: price, weight.", ["oak", "elm", "yew"]),
        ("Compare Oak and Elm... sorry, the Ash and Yew.", ["Ash", "Yew"]),
        ("对比甲木和乙木的价格，不对，是甲木和丙木。", ["甲木", "丙木"]),
        ("对比甲木和乙木。更正：应该是甲木和丙木。", ["甲木", "丙木"]),
        ("对比《甲木志》与《乙木志》，打错了，是《甲木志》与《丙木志》。", ["甲木志", "丙木志"]),
    ],
)
def test_what_is_put_right_replaces_what_it_corrects(query: str, subjects: list[str]) -> None:
    found = commission.read(query)
    assert [one.name.strip("《》") for one in found.subjects] == subjects
    assert found.query == query
    for one in found.understood:
        assert one.words == query[one.start : one.end]


def test_a_length_is_put_right_by_another():
    assert str(commission.read("Compare oak and elm in 400 words, sorry, 600 words.").length) == "540–660 words"


@pytest.mark.parametrize(
    "query",
    [
        "Sorry for the rush, compare oak and elm, sorry about that.",
        "Compare oak and elm. Sorry, I am in a hurry and my boss is waiting.",
        "对比甲木和乙木，不好意思，有点急。",
        "对比甲木和乙木。应该是周五前要。",
        "Compare oak and elm. Sorry, deadline and budget moved.",
    ],
)
def test_courtesy_corrects_nothing(query: str) -> None:
    assert len(commission.read(query).subjects) == 2
    assert commission.read(query).subjects[1].name.removesuffix("木") in ("elm", "乙")


@pytest.mark.parametrize(
    "words", ["sorry, ", "...", "\n", "不对，", ", sorry, a and b", "，不对，是甲和乙", "a and b, "]
)
def test_words_said_over_and_over_are_looked_through_at_once(words: str) -> None:
    start = time.perf_counter()
    commission.read(("Compare oak and elm. " + words * 8000)[:7900])
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    "query",
    [
        "Compare oak and elm. If the guides don't say, tell us that too.",
        "Compare oak and elm. Where your sources are silent please say so in one line.",
        "Oak or elm? Could you write us a comparison based on the handbook?",
        "对比甲木和乙木。查不到的就写查不到。",
        "甲木和乙木哪个好？能不能帮我写一份对比？",
    ],
)
def test_a_request_and_what_to_do_where_nothing_is_known_are_met(query: str) -> None:
    found = commission.read(query)
    assert "met" in {one.key for one in found.instructions}
    assert not found.prohibitions
    assert not {"unread", "unenforced"} & {one.key for one in found.instructions}
