"""What is asked of the subjects is found by the form of the list that asks it."""

import pytest

from generator import commission
from generator.commission import points
from generator.evidence import vocabulary
from tests.helpers.retrieval_cases import document

ASKED = {
    "Quartz vs Basalt - how did each lose its name and did either get it back?": (
        "how did each lose its name",
        "did either get it back",
    ),
    "Quartz or Basalt. We'd be grateful for a note of 700 words covering how each works, the main costs, and what breaks": (
        "how each works",
        "the main costs",
        "what breaks",
    ),
    "Quartz vs Basalt，开采期限、审批机关、罚则三项对比": ("开采期限", "审批机关", "罚则"),
    "Quartz vs Basalt，六个月内怎么采？要讲次数、用量、姿势，写成给工头的说明": ("次数", "用量", "姿势"),
    "Quartz vs Basalt，价格跟硬度哪个比较要紧": ("价格", "硬度"),
    "Quartz or Basalt? weight, colour, price": ("weight", "colour", "price"),
    "Quartz 和 Basalt 哪个好，密度、颜色、价格这几点": ("密度", "颜色", "价格"),
    "Quartz 与 Basalt 的区别：硬度、光泽、重量都说下": ("硬度", "光泽", "重量"),
    "比较Quartz和Basalt 怎么办证 多少钱": ("怎么办证", "多少钱"),
    "Compare Quartz and Basalt. Please write a note for the board: what breaks, what lasts, and end with a wish": (
        "what breaks",
        "what lasts",
    ),
    "Quartz vs Basalt, weight + colour": ("weight", "colour"),
    "Quartz or Basalt?? weight + colour. short pls": ("weight", "colour"),
    "Quartz or Basalt for a first wall? what mortar would each need": ("what mortar would each need",),
    "Quartz vs Basalt: what's different about the tools you need, how they split, and what frost does?": (
        "the tools you need",
        "how they split",
        "what frost does",
    ),
    "Quartz vs Basalt vs Slate. I need weight, colour and price compared, in plain words.": (
        "weight",
        "colour",
        "price",
    ),
    "写一篇 Quartz vs Basalt 的开采做法，讲现况、做了什么、还有什么难题就好": ("现况", "做了什么", "什么难题"),
    "Quartz、Basalt 怎么规定的？倍数、基数、门槛列个表": ("倍数", "基数", "门槛"),
    "Quartz vs Basalt，开采流程、保密要求、转让限制 three points": ("开采流程", "保密要求", "转让限制"),
    "How does Quartz compare to Basalt? weight and colour only": ("weight", "colour"),
    "Quartz or Basalt? Two sheds by the sea. weight, colour, who cuts it": ("weight", "colour", "who cuts it"),
    "Compare Quartz and Basalt. For each: who is told of a crack and how fast, price, weight": (
        "who is told of a crack and how fast",
        "price",
        "weight",
    ),
    "Quartz, Basalt or Slate? For each we would need to know how it breaks (frost scares us all), and what it costs.": (
        "how it breaks",
        "what it costs",
    ),
}
ASKED |= {
    "比较Quartz和Basalt的开采规定，讲重量和价格。": ("重量", "价格"),
    "Quartz和Basalt哪个更管用？说说重量和效果。": ("重量", "效果"),
    "Quartz or Basalt? Two sheds by the sea. What I need to understand is what each costs, and how each breaks.": (
        "what each costs",
        "how each breaks",
    ),
    "Quartz 和 Basalt 哪个好，说说难度、时间、要买的东西": ("难度", "时间", "要买的东西"),
    "比较 Quartz 和 Basalt，看重量、价格、寿命三点就好": ("重量", "价格", "寿命"),
    "whats the diffrence between Quartz and Basalt, mainly weight, price, frost?": ("weight", "price", "frost"),
}
NOTHING = ("Quartz or Basalt? full sun, northern slope", "Quartz 和 Basalt 有什么区别？新手，家里只有一个炉子") + (
    "Quartz vs Basalt: what's the difference?",
    "Quartz vs Basalt: which one should I use?",
    "Quartz and Basalt: how do they differ?",
    "Quartz 和 Basalt：哪个好？",
    "It is down to Quartz and Basalt. Could you write us a comparison based on the handbook? We are careful but not rich.",
    "Quartz and Basalt. Where the handbook says nothing on one of the two, just say so.",
    "Quartz 和 Basalt 哪边严？能不能帮我写一份对比？资料里没有的地方就直说。",
)
"""Where and for whom, and the bare question of difference or choice."""


@pytest.mark.parametrize("query", ASKED)
def test_points_are_found(query: str) -> None:
    assert commission.read(query).axes == ASKED[query]


@pytest.mark.parametrize("query", NOTHING)
def test_circumstances_are_no_points(query: str) -> None:
    assert commission.read(query).axes == ()


def test_numbers_within_a_sentence_that_says_what_is_wanted_are_sections():
    asked = (
        "Our editor wants Quartz or Basalt. What she wants to know: 1) weight, and what stays dry, 2) how we'd pay and "
        "whether sheds can be bought by anyone, 3) colours, 4) who cuts it. 500 words please."
    )
    read = commission.read(asked)
    assert [section.title for section in read.sections] == [
        "weight, and what stays dry", "how we'd pay and whether sheds can be bought by anyone", "colours", "who cuts it",
    ]  # fmt: skip


def test_a_year_at_the_end_of_a_point_keeps_its_digits():
    assert "fees in 2009" in commission.read("Compare Quartz and Basalt in terms of weight and fees in 2009.").axes


def test_points_counted_in_words_are_sections_and_reasons_are_none():
    read = commission.read(
        "写一份材料，比较甲石与乙石两种石头。一是定义与用途，二是买卖渠道，三是费用，四是适合人群。1000字上下。"
    )
    assert [one.title for one in read.sections] == ["定义与用途", "买卖渠道", "费用", "适合人群"]
    story = commission.read("比较甲石与乙石。一是为了省钱，二是为了好看，三是领导要求。")
    assert "sections" in story.defaulted


@pytest.mark.parametrize("words", ["到底究竟", "应该", "哪里", "有什么", "对比比较"])
def test_words_said_over_and_over_are_told_at_once(words):
    assert not points.asks_nothing(words * 60 + "颜色")


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (
            "what old quartz still sells and what do i have to do to it first",
            ("what old quartz still sells", "what do i have to do to it first"),
        ),
        (
            "What does the note say about quartz, please, and is it any good for walls? 250 words.",
            ("What does the note say about quartz", "is it any good for walls"),
        ),
        ("石英怎么查？要花钱吗", ("怎么查", "要花钱吗")),
        (
            "Would you explain the steps for changing a wheel and an axle, and what to do before a frost?",
            ("the steps for changing a wheel and an axle", "what to do before a frost"),
        ),
        (
            "Which quartz needs a box as well as a bag, and why?",
            ("Which quartz needs a box as well as a bag, and why",),
        ),
    ],
)
def test_two_questions_are_two_points(query: str, asked: tuple[str, ...]) -> None:
    occurs = vocabulary.lookup([document("q.md", "Quartz 石英 sells.", title="Quartz 石英")])
    axes = commission.read(query, occurs=occurs).axes
    assert axes == asked
