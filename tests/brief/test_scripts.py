"""A brief in the characters of its commission: what it adds is traditional there, and what sources say as they say it."""

import re
from pathlib import Path

import pytest

from generator import commission as commissions, pipeline
from generator.__main__ import main
from generator.brief import wording
from generator.commission.roles import role
from generator.commission.sections import standard
from generator.corpus.readers.structure import unlabelled
from generator.language import scripts, tokens

QUERY = "請寫一份簡報，對比甲園與乙園的門票與開放時間，一千三百字到一千五百字。"
CORPUS = {
    "甲園": "# 標題：甲園\n\n## 門票\n\n甲園的門票為每人八十元，學生憑學生證可以減半收費。\n\n"
    "## 開放時間\n\n甲園每日上午九時開放，下午六時關閉，週一休園。",
    "乙園": "# 乙園\n\n## 门票\n\n乙園的门票为每人六十元，学生凭学生证可以减半收费。",
}


@pytest.fixture
def outcome(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("corpus").mkdir()
    for name, words in CORPUS.items():
        Path("corpus", f"{name}.md").write_text(words, "utf-8")
    return pipeline.make(pipeline.Request(query=QUERY), build=Path("build"))


def _own(outcome):
    """What the brief adds: title, headings, framing, the brief about itself, heads of tables."""
    sections = outcome.brief.sections
    yield outcome.brief.title
    yield from (section.heading for section in sections)
    yield from (row[0].text for s in sections for b in s.blocks if b.kind == "heading" for row in b.rows)
    yield from (cell.text for s in sections for b in s.blocks if b.kind == "table" for cell in b.rows[0])
    yield from (entry.text for entry in outcome.ledger.entries if entry.kind in ("meta", "framing"))
    leads = (entry.lead for entry in outcome.ledger.entries if entry.lead)
    yield from (
        re.sub("《[^》]*》|“[^”]*”", "", lead) for lead in leads
    )  # titles and headings stay as sources have them
    yield outcome.brief.front["commission"]["length"]["definition"]


def test_all_that_a_brief_adds_is_in_the_characters_of_the_commission(outcome):
    assert outcome.passed, outcome.findings
    own = " ".join(_own(outcome))
    assert scripts.made(own, scripts.HANT) == own
    assert all(words in own for words in ("參考資料", "未能回答之處", "對比", "不作取捨"))


def test_a_sources_own_words_stay_as_they_are_and_its_title_is_without_a_label(outcome):
    told = {entry.text for entry in outcome.ledger.entries if entry.kind == "claim"}
    assert any("乙園的门票为每人六十元" in words for words in told)
    assert {source["title"] for source in outcome.brief.front["sources"]} == {"甲園", "乙園"}


def test_the_gate_takes_no_other_characters(outcome):
    whole = outcome.path.read_text("utf-8")
    said = next(e.text for e in outcome.ledger.entries if e.kind == "meta" and tokens.simplify_each(e.text) != e.text)
    ledger = outcome.path.with_suffix(".ledger.yml")
    outcome.path.write_text(whole.replace(said, tokens.simplify_each(said)), "utf-8")
    ledger.write_text(ledger.read_text("utf-8").replace(said, tokens.simplify_each(said)), "utf-8")
    assert main(["check"]) == 1


@pytest.mark.parametrize(
    ("language", "query", "script"),
    [
        ("zh", "对比东坡肉和红烧肉", "zh"),
        ("zh", "對比東坡肉和紅燒肉", "zh-Hant"),
        ("zh", "比较《勞動基準法》与《劳动法》对加班、工资和解除合同的规定", "zh"),
        ("en", "Compare 勞工保險 and 勞工退休金", "en"),
        ("zh", "", "zh"),
    ],
)
def test_the_script_of_a_commission(language, query, script):
    assert scripts.of(language, query) == script


def test_the_lists_of_both_scripts_have_the_same_shape_and_roles():
    assert wording.words("zh-Hant").keys() == wording.words("zh").keys()
    assert wording.words("zh-Hant")["gap_heading"] != wording.words("zh")["gap_heading"]
    made = [(role(section.title), section.role) for section in standard("zh-Hant", ("薪資", "請假"), 2)]
    assert all(told == meant for told, meant in made)
    assert wording.topic("薪資對比分析", "zh-Hant") == "薪資"
    assert commissions.read(QUERY).script == "zh-Hant"


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("法規名稱：勞動基準法", "勞動基準法"),
        ("标题：借阅规则", "借阅规则"),
        ("Short title: Fees Act", "Fees Act"),
        ("Name of the act: Fees Act", "Fees Act"),
        ("标题", "标题"),
        ("宫保鸡丁的名称：由来", "宫保鸡丁的名称：由来"),
        ("The title: a history", "The title: a history"),
        ("Names: a guide", "Names: a guide"),
    ],
)
def test_a_label_is_no_part_of_a_title(title, bare):
    assert unlabelled(title) == bare
