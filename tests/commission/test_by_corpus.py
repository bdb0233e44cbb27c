"""The corpus tells which names of a commission are its subjects, whatever the words around them."""

import time

import pytest

from generator import commission
from generator.commission import Lookup
from generator.evidence import vocabulary
from tests.helpers import loaded
from tests.helpers.retrieval_cases import document

CASES = loaded("commission/by-corpus.yml")


def lookup(lines: list[str]) -> Lookup:
    """Return what a corpus of these documents, each a line "title: text", has names for."""
    parts = (line.split(": ", 1) for line in lines)
    return vocabulary.lookup([document(f"{n}.md", text, title=title) for n, (title, text) in enumerate(parts)])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["q"][:40])
def test_the_corpus_names_the_subjects(case):
    found = commission.read(case["q"], occurs=lookup(case["holds"]))
    names = tuple(subject.name for subject in found.subjects)
    assert [name.casefold() for name in names] == [name.casefold() for name in case["subjects"]]
    again = commission.read(case["q"], taken=names)
    assert (again.subjects, again.comparing, again.title) == (found.subjects, found.comparing, found.title)


def test_nothing_is_chosen_where_the_corpus_holds_none_of_it():
    query = CASES[0]["q"]
    assert commission.read(query, occurs=lookup(["Other: things"])) == commission.read(query)


def test_names_that_were_taken_are_taken_again_only_as_the_corpus_has_them():
    query, occurs = CASES[0]["q"], lookup(CASES[0]["holds"])
    for names in (("Vellum", "students"), ("Quarto",), ("Vellum", "LaTeX")):
        assert commission.read(query, taken=names, occurs=occurs) == commission.read(query, occurs=occurs)


def test_without_the_corpus_only_names_that_the_text_holds_are_taken_again():
    query = CASES[0]["q"]
    for names in (("Vellum", "LaTeX"), ("Vell", "Quarto")):
        assert commission.read(query, taken=names) == commission.read(query)


def test_the_name_of_the_field_is_no_subject_beside_another():
    lines = [f"Chess part {number}: chess" for number in range(9)] + ["Rapid: rapid chess"]
    query = "We can play only one kind here: chess or rapid. Compare the two."
    assert [subject.name for subject in commission.read(query, occurs=lookup(lines)).subjects] == ["rapid"]


def test_long_texts_are_read_in_little_time():
    """Not one takes minutes; the dictionary, which is read once, is no part of it, and others may load the machine."""
    occurs = lookup(["A: B", "甲: 乙"])
    commission.read("Compare A and B, 甲还是乙", occurs=occurs)
    for words in ("A or B, ", "甲还是乙，", "(a, b) ", "Aa Bb Cc, ", ": x, "):
        start = time.process_time()
        commission.read(words * (8000 // len(words)), occurs=occurs)
        assert time.process_time() - start < 5


STATIONS = ["Selby: Selby has gates.", "Whitby: Whitby has gates.", "Malton: Malton has none.", "青田: 青田有站。"]


@pytest.mark.parametrize(
    ("query", "axes", "sections"),
    [
        ("Which doors close at night at Selby?", ("Which doors close at night",), ["Which doors close at night?"]),
        (
            "Hi, a second bicycle - is that allowed at Selby? cheers",
            ("Hi, a second bicycle - is that allowed",),
            ["Hi, a second bicycle - is that allowed?"],
        ),
        (
            "青田坐车要多少钱？开车哪天不能去？",
            ("坐车要多少钱", "开车哪天不能去"),
            ["坐车要多少钱？", "开车哪天不能去？"],
        ),
        ("What is Selby?", (), ["What the sources say"]),
    ],
)
def test_a_question_about_one_name_is_a_section(query, axes, sections):
    found = commission.read(query, occurs=lookup(STATIONS))
    assert len(found.subjects) == 1 and found.axes == axes
    titles = [section.title for section in found.sections if section.role == "body"]
    assert titles == sections


@pytest.mark.parametrize(
    ("query", "sections"),
    [
        (
            "We have Selby or Whitby. What does a locker cost? Who empties it?",
            ["What does a locker cost?", "Who empties it?"],
        ),
        ("Selby和Whitby，寄存柜怎么收费？钥匙丢了找谁？", ["寄存柜怎么收费？", "钥匙丢了找谁？"]),
        ("对比Selby与Whitby，从怎么收费、等多久两方面写。", ["怎么收费", "等多久"]),
        ("对比Selby与Whitby在价格和服务上哪个好？", ["价格对比", "服务对比"]),
        ("Compare Selby and Whitby (cost, noise).", ["Comparison: cost", "Comparison: noise"]),
    ],
)
def test_a_question_is_a_title_as_it_is(query, sections):
    found = commission.read(query, occurs=lookup(STATIONS))
    assert [section.title for section in found.sections if section.role == "comparison"] == sections


def test_what_a_dash_sets_off_from_names_is_asked_of_them():
    found = commission.read("Selby and Whitby pls - step-free access, lifts, late trains.", occurs=lookup(STATIONS))
    assert found.axes == ("step-free access", "lifts", "late trains")


@pytest.mark.parametrize(
    ("query", "axes"),
    [
        ("gate opning: Selby, Whitby, malton", ("gate opning",)),
        ("寄存柜：青田 vs Selby。要表格", ("寄存柜",)),
        ("Task: compare Selby and Whitby", ()),
        ("Question: Selby or Whitby?", ()),
    ],
)
def test_what_stands_before_a_colon_and_several_names_is_asked_of_them(query, axes):
    found = commission.read(query, occurs=lookup(STATIONS))
    assert len(found.subjects) > 1 and found.axes == axes


def test_as_many_parts_as_are_announced_are_the_outline_behind_any_words():
    found = commission.read("对比甲园和乙园，分三块：缴费、待遇、怎么转")
    assert [section.title for section in found.sections] == ["缴费", "待遇", "怎么转"]


def test_axes_in_quotation_marks_are_all_read():
    found = commission.read("比较青田与宁海的车站，重点放在「登记」与「携犬外出」，约六百字。")
    assert found.axes == ("登记", "携犬外出")


@pytest.mark.parametrize("remark", ["多是2013至2016年的，过期的请注明", "政策都是旧的，缺的说一声"])
def test_a_remark_in_brackets_is_no_axis(remark):
    found = commission.read(f"对比青田与宁海的收费和月票（{remark}）。", occurs=lookup(STATIONS))
    assert found.axes == ("收费", "月票")


def test_what_a_question_is_about_has_no_words_of_asking():
    assert commission.read("is it safe to reheat rice?? pls answer in short").about.name == "reheat rice"


def test_a_name_before_a_number_is_taken_again():
    query = "把宁海30天的预算讲清楚。"
    assert [one.name for one in commission.read(query, taken=("宁海",)).subjects] == ["宁海"]


def test_parties_that_are_only_counted_are_those_by_which_the_corpus_is_sorted():
    held = lookup(["Alder handbook: Alder allows remote work.", "Birch handbook: Birch forbids remote work."])
    found = commission.read("Which of the two handbooks is kinder on remote work?", occurs=held)
    assert [subject.name for subject in found.subjects] == ["Alder", "Birch"]
    said = [one for one in found.understood if one.key == "subject"]
    assert [(one.value, one.words) for one in said] == [
        ("Alder, Birch (text, by what the corpus holds)", "the two handbooks")
    ]


def test_what_is_asked_of_counted_parties_stands_behind_them():
    held = lookup(["杭州养犬条例: 杭州遛狗要牵绳。", "宁波养犬条例: 宁波遛狗要牵绳。"])
    assert commission.read("把两个城市遛狗的规定列个表", occurs=held).axes == ("遛狗的规定",)


@pytest.mark.parametrize(
    "query", ["写一下杭州哪里不能放烟花、罚多少", "公司里谁不能进、什么东西不许带", "Tell us what we must never store"]
)
def test_what_is_asked_is_not_forbidden(query):
    assert commission.read(query).prohibitions == ()


@pytest.mark.parametrize(
    ("query", "length"),
    [
        ("Kettles good or bad? List of pros and cons, 2 minutes reading time", "410–502 words"),
        ("Tell me about standing desks. A 3-minute read.", "616–752 words"),
        ("Compare oak and pine. It should be readable in under five minutes.", "855–1140 words"),
        ("介绍一下电热水壶，3分钟能读完", "688–842 字"),
        ("讲讲竹地板，阅读时间不超过4分钟", "765–1020 字"),
        ("The meeting is in 5 minutes. Summarise the roof survey.", "800–1200 words"),
        ("对比电水壶烧水两分钟和三分钟的茶汤", "1500–2000 字"),
    ],
)
def test_minutes_of_reading_are_a_length(query, length):
    assert str(commission.read(query).length) == length


def test_a_name_with_an_article_is_searched_for_without_it_too():
    held = lookup(["Alder: Alder is small.", "Birches: We met in The Birches, and walked from The Birches home."])
    found = commission.resolve(commission.read("Compare Alder and the Birches.", occurs=held))
    assert [(one.name, one.aliases) for one in found.subjects] == [("Alder", ()), ("the Birches", ("Birches",))]


@pytest.mark.parametrize("name", ["韩元", "Won"])
def test_a_name_that_stands_in_both_scripts_in_a_text_alone_is_looked_for_once(name):
    assert lookup(["Payment in Seoul: Prices are in Won (韩元)."])(name).told == 1


@pytest.mark.parametrize(
    ("query", "forbidden"),
    [
        ("How does one find the way without a map?", ()),
        ("How does one find the way? Explain it without jargon.", ("without jargon",)),
    ],
)
def test_what_is_done_without_is_forbidden_only_where_it_is_asked_of_the_text(query, forbidden):
    assert tuple(one.value for one in commission.read(query).prohibitions) == forbidden
