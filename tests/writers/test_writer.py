"""The extractive writer: a comparison, not a row of quotations."""

import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator import brief as briefs, commission, pipeline
from generator.brief import wording
from generator.evidence import Card, Evidence, Fit, Span, claims, hygiene
from generator.language import text
from generator.writers import contrasts, figures, offering, pairing, selection
from generator.writers.desk import Desk
from tests.helpers import COMMISSIONS, ROOT, loaded, subject


@pytest.fixture(params=["zh", "en"])
def outcome(request, made):
    return made[request.param][0]


def entries(outcome, *kinds):
    return [entry for entry in outcome.ledger.entries if entry.kind in kinds]


def test_no_sentence_opens_with_a_dangling_word(outcome):
    language = outcome.brief.front["commission"]["language"]
    for entry in entries(outcome, "claim"):
        assert hygiene.opener(entry.text[len(entry.lead) :], language) is None, entry.text


def test_no_two_sentences_say_the_same(outcome):
    told = entries(outcome, "claim", "quotation")
    for number, first in enumerate(told):
        for second in told[number + 1 :]:
            own = first.text[len(first.lead) :], second.text[len(second.lead) :]
            assert text.overlap(*own) <= selection.DUPLICATE + 0.05


def test_framing_is_a_small_part_and_says_nothing(outcome):
    outside = [e for e in outcome.ledger.entries if e.section > 2]
    framing = [e for e in outside if e.kind == "framing"]
    assert len(framing) <= 0.25 * len(outside)
    assert all(not e.supports and e.side is None for e in framing)
    assert len({e.text for e in framing}) == len(framing)


def test_a_short_brief_opens_fewer_sections(place_for_bench):
    """Where little is said, the openings of sections are left off, as far as the length allows."""
    query = "对比 PostgreSQL 与 SQLite 在部署、并发与权限上的差异，形成一份 300–700 字的中文简报。"
    request = pipeline.Request(query=query, corpus=Path("databases"))
    entries = pipeline.make(request, build=Path("build")).ledger.entries
    counted = [e for e in entries if e.section > 2 and e.kind != "meta"]
    assert sum(e.kind == "framing" for e in counted) <= 0.25 * len(counted)


@pytest.fixture
def place_for_bench(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "bench" / "corpora" / "databases", tmp_path / "databases")
    monkeypatch.chdir(tmp_path)


def test_every_comparison_section_hears_every_side(outcome):
    front = outcome.brief.front
    for number, section in enumerate(front["commission"]["sections"], 1):
        if section["role"] in ("comparison", "body"):
            sides = {e.side for e in entries(outcome, "claim", "quotation") if e.section == number}
            assert {s["name"] for s in front["commission"]["subjects"]} <= sides


def test_the_table_sets_side_against_side(made):
    brief = made["zh"][0].brief
    tables = [block for section in brief.sections for block in section.blocks if block.kind == "table"]
    (table,) = [t for t in tables if [c.text for c in t.rows[0][1:]] == list(wording.names(brief.front))]
    _, *rows = table.rows
    assert len(rows) >= 2 and {row[0].text for row in rows} == set(brief.front["aspects"])
    for row in rows:
        assert all(cell.citations for cell in row[1:])


def test_a_summary_rests_on_what_was_said_before(workplace, tmp_path, monkeypatch):
    shutil.copytree(workplace / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pairing, "ROWS", 1)  # the sections that the table does not show are summed up in words
    outcome = pipeline.make(pipeline.Request(query=COMMISSIONS["zh"]), build=Path("build"))
    assert outcome.passed, outcome.findings
    summaries = entries(outcome, "summary")
    assert summaries
    before = {entry.id: entry for entry in entries(outcome, "claim", "quotation")}
    for summary in summaries:
        assert summary.rests_on and set(summary.rests_on) <= set(before)
        assert all(before[i].section < summary.section for i in summary.rests_on)


def card(sentence, *, language="zh", via="name", group=""):
    span = Span(document="d", chunk=1, start=10, end=10 + len(sentence), quote=sentence)
    return Card(
        span=span, text=sentence, language=language, side="OpenAI", via=via, group=group, named=via == "name", foremost=True
    )  # fmt: skip


OPENAI = subject("OpenAI")
PAIRS = loaded("evidence/claims/pairs.yml")


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["word"])
def test_a_shared_word_alone_is_no_contrast(case):
    told = commission.read(
        "请对比 Hugging Face 与 OpenAI，撰写《对比简报》，800 字，分为：一、引言；二、异同；三、结论。"
    )
    named = [replace(card(case[key]), side=side) for key, side in (("first", "Hugging Face"), ("second", "OpenAI"))]
    desk = Desk(told, Evidence(cards=tuple(named), fits=(), documents=()), {})
    options = [
        selection.Option(
            card=n, section=2, side=c.side, length=20, score=0.5, document=str(n), text=c.text, foreign=False,
            attached=False, aspects=frozenset((case["word"],)),
        )
        for n, c in enumerate(named)
    ]  # fmt: skip
    assert all(case["word"] in desk.topics(option) for option in options)
    assert pairing.meets(desk, *options, case["word"]) is case["meet"]


@pytest.mark.parametrize(
    ("fits", "sections"),
    [
        ((0.06, 0.05), {2}),  # no heading's words: where it fits best
        ((0.9, 0.8), {2, 3}),
        ((0.9, 0.3), {2}),
    ],
)
def test_an_attached_sentence_stands_where_it_belongs(fits, sections):
    told = commission.read(
        "请对比 Hugging Face 与 OpenAI，撰写《对比简报》，800 字，分为：一、引言；二、技术路线对比；三、治理模式对比；四、结论。"
    )
    attached = replace(card("OpenAI 在这份报告里介绍了一个按词预测的语言模型。"), attached=True)
    compared = [section for section in told.sections if section.role == "comparison"]
    found = tuple(
        Fit(card=0, section=section.number, score=score) for section, score in zip(compared, fits, strict=True)
    )
    evidence = Evidence(cards=(attached,), fits=found, documents=(SimpleNamespace(path="d", title="D"),))
    offered = offering.fitting(Desk(told, evidence, {}), tuple(compared), 0.0).options
    assert {option.section for option in offered} == sections


def test_headings_that_set_side_against_side_make_a_row():
    parallel = (
        ("OpenAI", "闭源模型的治理", "集中式内容审核"),
        ("OpenAI", "闭源模型的治理", "商业利益导向的治理"),
        ("Hugging Face", "开源模型的治理", "社区自治模式"),
        ("OpenAI", "闭源模型的局限", "技术路线不可控"),
    )
    cards = []
    for n, (side, heading, words) in enumerate(parallel):
        span = Span(document="d", chunk=1, start=100 * n, end=100 * n + len(words), quote=words)
        cards.append(
            Card(
                span=span, text=words + "。", language="zh", side=side, via="class", item=True, phrase=True,
                named=False, headings=("7.2 治理机制差异", heading), under=1,
            )
        )  # fmt: skip
    fits = [Fit(card=n, section=3, score=0.2 + n / 10) for n in range(4)]
    subjects = (OPENAI, subject("Hugging Face"))
    (row,) = contrasts.contrasts(cards, fits, subjects, "zh", frozenset((3,)))
    assert row.label == "治理"
    assert [cards[n].text for n in row.cards] == ["集中式内容审核。", "社区自治模式。"]  # says more than the label
    assert contrasts.contrasts(cards, fits, subjects, "zh", frozenset((4,))) == ()
    assert contrasts.contrasts(cards[:2], fits, subjects, "zh", frozenset((3,))) == ()


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
    assert [row.amounts for row in rows] == ["82%", "24 of 26 languages"]  # one amount is shown once
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
    found = claims.cell(card(sentence), OPENAI)
    assert (found.quote if found else None) == part
    if found:
        assert sentence[found.start - 10 : found.end - 10] == found.quote


def test_an_english_sentence_is_not_cut():
    short = "OpenAI published two open-weight language models in August 2025."
    assert claims.cell(card(short, language="en"), OPENAI).quote == short.rstrip(".")
    long = "OpenAI published two open-weight models in August 2025, which was the first such release since GPT-2 and came under the Apache licence with terms of use for all."
    assert claims.cell(card(long, language="en"), OPENAI) is None


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
