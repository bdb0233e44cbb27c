"""What a commission asks for beside its list, in a sentence of its own, is one more point."""

import pytest

from generator import commission

BEHIND = {
    "A word about how open each is about its faults would be welcome as well.": "how open each is about its faults",
    "It would also be nice to have a sentence on what an old one fetches.": "what an old one fetches",
    "Also explain in a sentence why they rust.": "why they rust",
    "If you can find the usual weight of each, put that in too.": "the usual weight of each",
    "I'd also like to know who mends them.": "who mends them",
}
REPORTED = (
    "Also include a table.",
    "Also say which one you would take.",
    "Also tell me the sources of each figure.",
    "A line with your recommendation would be welcome.",
    "Finally tell me which is better.",
)


def axes(query):
    return list(commission.read(query).axes)


@pytest.mark.parametrize(("said", "point"), BEHIND.items())
def test_a_sentence_behind_the_list_asks_one_more_point(said, point):
    query = f"Compare Quartz with Basalt in 500 words. We'd like to know what each weighs, how it is cut, and who sells it. {said}"
    assert axes(query) == ["what each weighs", "how it is cut", "who sells it", point]
    outlined = f"Compare Quartz with Basalt. Sections: weight; cut; price. {said}"
    titles = [section.title.casefold() for section in commission.read(outlined).sections]
    assert titles == ["weight", "cut", "price", point.casefold()]


@pytest.mark.parametrize("said", REPORTED)
def test_what_is_said_of_the_text_is_no_point(said):
    assert axes(f"Compare Quartz with Basalt on weight, cut and price. {said}") == ["weight", "cut", "price"]


def test_what_a_text_is_to_start_with_is_its_first_point():
    query = (
        "Explain the difference between Quartz and Basalt. Start with one paragraph on what the two have in common. "
    )
    query += "Then go through: how they are cut, how they break, and what they cost."
    assert axes(query)[:2] == ["what the two have in common", "how they are cut"]


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("再按我的院子估一下各要几车。", "各要几车"),
        ("还有，下雨天滑不滑，如果里面写了也说说。", "下雨天滑不滑"),
        ("另外也讲一下孩子能不能踩。", "孩子能不能踩"),
        ("再顺便提一句旧的能不能用。", "旧的能不能用"),
    ],
)
def test_a_chinese_sentence_behind_the_list_does_so_too(said, point):
    query = f"请比较花岗岩和石灰岩。想看的：怎么采；多少钱；怎么铺。{said}最后选一种。"
    assert [section.title for section in commission.read(query).sections] == ["怎么采", "多少钱", "怎么铺", point]


def test_numbers_of_the_persons_own_are_not_added_to():
    query = "Compare Quartz with Basalt.\n1. Weight\n2. Cut\n3. Price\nA word about how they rust would be nice."
    found = commission.read(query)
    assert [section.title for section in found.sections] == ["Weight", "Cut", "Price"]
    assert "A word about how they rust would be nice" in [one.words for one in found.instructions]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Quartz or Basalt? Who cuts it? What does it cost, and who pays? Does it last, and how long?", [
            "Who cuts it", "What does it cost, and who pays", "Does it last, and how long",
        ]),
        ("讲清花岗岩跟石灰岩的区别：谁能采？去哪儿办、要什么证？跟修路有没有关系？", [
            "谁能采", "去哪儿办、要什么证", "跟修路有没有关系",
        ]),
    ],
)  # fmt: skip
def test_each_of_several_questions_is_one_point(query, expected):
    assert axes(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "今年想做小摆件（灯、门磁、杯垫），请比较花岗岩和石灰岩。分三块：怎么采；多少钱；怎么铺。",
        "请写一篇比较花岗岩和石灰岩的短文：\n\n一、怎么采\n二、多少钱\n三、怎么铺",
        "请比较花岗岩和石灰岩。分三块：怎么采；多少钱；怎么铺。最后请按我这情况说说哪边省钱。",
    ],
)
def test_brackets_texts_and_endings_are_no_axes_beside_an_outline(query):
    assert axes(query) == []


def test_a_hyphenated_half_is_part_of_the_count_of_pages():
    found = commission.read("A one-and-a-half page note (about 600 words) on Quartz.")
    assert found.unenforced == ("one-and-a-half page",)
