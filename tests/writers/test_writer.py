"""The extractive writer: a comparison, not a row of quotations."""

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from generator import brief as briefs, pipeline
from generator.brief import wording
from generator.evidence import Card, Fit, Span, cells, cohesion
from generator.language import text
from generator.writers import extractive, figures, selection
from tests.helpers import COMMISSIONS, subject


@pytest.fixture(params=["zh", "en"])
def outcome(request, made):
    return made[request.param][0]


def entries(outcome, *kinds):
    return [entry for entry in outcome.ledger.entries if entry.kind in kinds]


def test_what_leans_on_a_sentence_follows_it(outcome):
    language = outcome.brief.front["commission"]["language"]
    told = entries(outcome, "claim")
    for before, entry in zip((None, *told), told, strict=False):
        words = entry.text[len(entry.lead) :]
        if cohesion.opener(words, language) is not None:
            assert cohesion.carried(words, language) and before is not None, entry.text
            assert (
                before.supports[0].chunk == entry.supports[0].chunk
                and before.supports[0].end <= entry.supports[0].start
            )


def test_no_two_sentences_say_the_same(outcome):
    told = entries(outcome, "claim", "quotation")
    for number, first in enumerate(told):
        for second in told[number + 1 :]:
            own = first.text[len(first.lead) :], second.text[len(second.lead) :]
            assert text.overlap(*own) <= selection.DUPLICATE + 0.05


def test_framing_is_a_small_part_and_rests_on_nothing(outcome):
    outside = [e for e in outcome.ledger.entries if e.section > 2]
    framing = [e for e in outside if e.kind == "framing"]
    assert len(framing) <= 0.25 * len(outside)
    assert all(not e.supports and e.side is None for e in framing)
    assert len({e.text for e in framing}) == len(framing)


def test_every_comparison_section_hears_every_side_or_says_so(outcome):
    front = outcome.brief.front
    silent = {(gap["section"], gap["subject"]) for gap in front["gaps"] if gap["code"] == "side"}
    assert len(silent) < 2
    for number, section in enumerate(front["commission"]["sections"], 1):
        if section["role"] in ("comparison", "body"):
            sides = {e.side for e in entries(outcome, "claim", "quotation", "cell", "figure") if e.section == number}
            assert all(
                s["name"] in sides or (section["title"], s["name"]) in silent for s in front["commission"]["subjects"]
            )


def test_a_table_that_was_asked_for_sets_side_against_side(workplace, monkeypatch):
    monkeypatch.chdir(workplace)
    request = pipeline.Request(query=COMMISSIONS["zh"] + "请附一张对照表。")
    with ExitStack() as held:
        asked = pipeline._gather(request, Path("build"), pipeline._Clock(), None, held).asked
    assert "table" in asked[0].extras
    whole, bare = extractive.drafts(*asked)
    tables = [p for _, passages in whole.sections for p in passages if p.kind == "table"]
    table = next(
        t for t in tables if [s.text for s in t.statements[1 : t.columns]] == [side.name for side in asked[0].sides]
    )
    cells = [s for n, s in enumerate(table.statements[table.columns :]) if n % table.columns]
    assert len(cells) >= 2 and all(cell.spans for cell in cells)
    assert table in [p for _, passages in bare.sections for p in passages]  # a model's brief has it too


def test_no_table_that_nobody_asked_for_says_what_the_text_has_not(made):
    brief = made["zh"][0].brief
    headings = {
        block.rows[0][0].text for section in brief.sections for block in section.blocks if block.kind == "heading"
    }
    assert wording.words("zh")["table_heading"] not in headings


def card(sentence, *, language="zh", via="name", group=""):
    span = Span(document="d", chunk=1, start=10, end=10 + len(sentence), quote=sentence)
    return Card(
        span=span, text=sentence, language=language, side="OpenAI", via=via, group=group, named=via == "name", foremost=True
    )  # fmt: skip


OPENAI = subject("OpenAI")


def test_figures_of_an_attachment_in_another_language_make_a_table():
    cards = []
    for n, words in enumerate(
        ("OpenAI tested 24 of 26 languages", "OpenAI cut such answers by 82%", "OpenAI cut them by 82%")
    ):
        quote = words + "."
        span = Span(document="d", chunk=1, start=100 * n, end=100 * n + len(quote), quote=quote, page=2)
        cards.append(Card(span=span, text=quote, language="en", side="OpenAI", via="name", attached=True))
    fits = [Fit(card=n, section=3, score=0.1) for n in range(3)]
    rows = figures.figures(cards, fits, "zh", frozenset((3,)), asked=False)
    assert [row.amounts for row in rows] == [
        "cut such answers by 82%",
        "24 of 26 languages",
    ]  # one amount is shown once
    assert figures.home(rows, fits, frozenset((3, 4))) == 3
    assert figures.figures(cards[:1], fits[:1], "zh", frozenset((3,)), asked=False) == ()  # one row is no table
    assert figures.figures(cards, fits, "en", frozenset((3,)), asked=False) == ()
    assert len(figures.figures(cards, fits, "en", frozenset((3,)), asked=True)) == 2


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        (
            "OpenAI 于 2023 年 2 月 1 日面向美国的用户推出订阅服务 ChatGPT Plus，首批开放的名额由公司在各地逐步扩大到其他的国家与地区。",
            None,  # too long, and nothing is cut
        ),
        ("OpenAI 以接口提供模型，但不公开权重。", "OpenAI 以接口提供模型，但不公开权重"),
        ("随着竞争加剧，OpenAI 于 2025 年公开了部分模型的权重。", None),
        (
            "OpenAI 在《GPT-4 技术报告》中表示，计划在训练之前登记对各项主要能力与各类风险的性能预测，并在训练之后公布全部结果与说明。",
            None,
        ),
        (
            "OpenAI 向所有机构与研究者开放全部模型的权重与训练数据，除非当地的法律或主管机关的规定明确禁止其中的某一项或某几项。",
            None,
        ),
        ("在全球范围内采用该接口的机构数量持续增长，OpenAI。", None),
    ],
)
def test_a_cell_is_a_whole_sentence(sentence, part):
    found = cells.cell(card(sentence), OPENAI, home=False)
    assert (found.quote if found else None) == part
    if found:
        assert sentence[found.start - 10 : found.end - 10] == found.quote


def test_an_english_sentence_is_not_cut():
    short = "OpenAI published two open-weight language models in August 2025."
    assert cells.cell(card(short, language="en"), OPENAI, home=False).quote == short.rstrip(".")
    long = "OpenAI published two open-weight models in August 2025, which was the first such release since GPT-2 and came under the Apache licence with terms of use for all."
    assert cells.cell(card(long, language="en"), OPENAI, home=False) is None


def test_a_brief_of_three_subjects(workplace, tmp_path, monkeypatch):
    shutil.copytree(workplace / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    query = (
        "请对比 Hugging Face、OpenAI 与 DeepSeek 在技术路线与开放程度上的异同，撰写《三方对比简报》，"
        "600-900字，分为：一、引言；二、方法；三、技术路线；四、结论；五、参考资料。"
    )
    outcome = pipeline.make(pipeline.Request(query=query), build=Path("build"))
    assert outcome.passed, outcome.findings
    assert set(outcome.brief.front["balance"]) == {"Hugging Face", "OpenAI", "DeepSeek"}
    assert min(outcome.brief.front["balance"].values()) >= 16
    assert briefs.parse(outcome.path.read_text("utf-8"), "x").title == "三方对比简报"


def test_a_section_named_by_a_side_holds_what_is_said_of_that_side_and_lacks_nothing_of_others(
    workplace, tmp_path, monkeypatch
):
    shutil.copytree(workplace / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    query = "对比 OpenAI 与 Hugging Face，1000-1500字。结构：一、OpenAI；二、Hugging Face；三、两者对比"
    outcome = pipeline.make(pipeline.Request(query=query), build=Path("build"))
    assert outcome.passed, outcome.findings
    told = [(entry.section, entry.side) for entry in entries(outcome, "claim", "quotation") if entry.side]
    assert {side for section, side in told if section == 1} == {"OpenAI"} and told.count((1, "OpenAI"))
    assert {side for section, side in told if section == 2} == {"Hugging Face"} and told.count((2, "Hugging Face"))
    assert not [gap for gap in outcome.brief.front["gaps"] if gap["code"] == "side" and gap["section"] != "两者对比"]
