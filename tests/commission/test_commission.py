"""Commissions are understood as the cases say, whatever the phrasing, and any other text does no harm."""

import contextlib
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, strategies as st

from generator import commission
from generator.commission import Commission
from generator.errors import BriefproofError
from generator.language import text
from tests.helpers import CASES, loaded

UPDATE = os.environ.get("BRIEFPROOF_UPDATE_CASES") == "1"  # rewrites `expect`; read the diff before you commit it


@pytest.fixture(scope="module", autouse=True)
def dictionaries() -> None:
    """Load the dictionaries of words, which takes longer than a case may."""
    commission.read("對比甲與乙")


def load(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = loaded(f"commission/{name}")
    return cases


def cases(*names: str) -> list[Any]:
    return [
        pytest.param(name, position, id=f"{Path(name).stem}-{case['name']}")
        for name in names
        for position, case in enumerate(load(name))
    ]


def summary(read: Commission) -> dict[str, Any]:
    """The commission as the cases write it: one line for each thing, nothing that is empty."""
    rows: dict[str, Any] = {
        "title": read.title,
        "language": read.language,
        "length": str(read.length),
        "subjects": [f"{subject.name or '?'} | {subject.origin}" for subject in read.subjects],
        "axes": list(read.axes),
        "register": read.register,
        "sections": [
            " | ".join(filter(None, (s.heading, s.title, s.role, str(s.length or ""), s.guidance)))
            for s in read.sections
        ],
        "extras": list(read.extras),
        "prohibitions": [f"{item.kind}: {item.value}" for item in read.prohibitions],
        "periods": [f"last {p.years} years" if p.years else f"{p.since or ''}/{p.until or ''}" for p in read.periods],
        "deadline": read.deadline,
        "named_sources": list(read.named_sources),
        "unenforced": list(read.unenforced),
        "defaulted": list(read.defaulted),
    }
    if "sections" in read.defaulted:  # the standard ones, of which a test of its own speaks
        said = [section for section in read.sections if section.length or section.role == "abstract"]
        rows["sections"] = [f"{section.title} | {section.length or ''}" for section in said]
    return {key: value for key, value in rows.items() if value}


def rewrite(name: str, position: int, expect: dict[str, Any]) -> None:
    changed = load(name)
    changed[position]["expect"] = expect
    text = yaml.dump(changed, allow_unicode=True, sort_keys=False, width=110)
    (CASES / "commission" / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("name", "position"), cases("zh.yml", "en.yml", "nasty.yml"))
def test_understanding(name: str, position: int) -> None:
    case = load(name)[position]
    found = commission.read(case["query"])
    if UPDATE:
        rewrite(name, position, summary(found))
        return
    assert summary(found) == case["expect"]
    for item in found.understood:
        assert found.query[item.start : item.end] == item.words != ""
    assert json.loads(json.dumps(commission.to_json(found)))["query"] == case["query"]
    table = commission.describe(found)
    assert all(section.heading in table for section in found.sections)


@pytest.mark.parametrize(("name", "position"), cases("errors.yml"))
def test_contradictions_are_one_line(name: str, position: int) -> None:
    case = load(name)[position]
    with pytest.raises(BriefproofError) as caught:
        commission.read(case["query"])
    assert case["error"] in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("name", "position"), cases("resolve.yml"))
def test_attachments_name_the_rest(name: str, position: int) -> None:
    case = load(name)[position]
    found = commission.read(case["query"])
    shown = case.get("platform")
    attached = {
        "documents": tuple(case.get("documents", ())),
        "platform": tuple(shown) if isinstance(shown, list) else shown,
        "asserted": case.get("asserted", False),
    }
    if "error" in case:
        with pytest.raises(BriefproofError) as caught:
            commission.resolve(found, **attached)
        assert case["error"] in str(caught.value)
        return
    resolved = commission.resolve(found, **attached)
    assert [f"{subject.name} | {subject.origin}" for subject in resolved.subjects] == case["subjects"]
    assert all(subject.name for subject in resolved.subjects)
    assert resolved.title == case["title"]
    for subject, aliases in zip(resolved.subjects, case.get("aliases", []), strict=False):
        assert set(aliases) <= set(subject.aliases), subject.name
    for subject, strangers in zip(resolved.subjects, case.get("not_aliases", []), strict=False):
        assert not set(strangers) & set(subject.aliases), subject.name
    assert resolved.sections == found.sections or "sections" in found.defaulted


def test_platform_classes_come_with_the_subject() -> None:
    found = commission.resolve(commission.read("对比 OpenAI 与 PostgreSQL"))
    assert "闭源" in found.subjects[0].classes
    assert found.subjects[1].classes == ()


def test_the_table_says_from_which_words() -> None:
    table = commission.describe(commission.read("对比 Rust 与 Go，不超过 900 字，需附表格。"))
    rows = {line.split()[0]: line for line in table.splitlines()}
    assert rows["length"].endswith("← “不超过 900 字”")
    assert rows["title"].endswith("default")
    assert rows["extra"].endswith("← “表格”")
    assert "section       一、引言" in table


def test_defaults_are_named_and_complete() -> None:
    for query, headings, unit in (
        ("对比 A 与 B", ["一、引言", "六、参考资料"], "字"),
        ("Compare A and B", ["1. Introduction", "6. References"], "words"),
    ):
        found = commission.read(query)
        assert [found.sections[0].heading, found.sections[-1].heading] == headings
        assert found.length.unit == unit
        assert found.register == "formal"
        assert set(found.defaulted) == {"title", "language", "length", "sections", "axes", "register"}


def test_axes_become_sections_when_none_are_named() -> None:
    found = commission.read("从成本、时延和隐私三个维度对比 A 与 B")
    titles = [section.title for section in found.sections if section.role == "comparison"]
    assert titles == ["成本对比", "时延对比", "隐私对比"]


INJECTIONS = (
    '"; rm -rf / #',
    "`id`",
    "$(id)",
    "${HOME}",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "{% raw %}",
    "../../etc/passwd",
    "[x](javascript:alert(1))",
    "\u202egnp.exe",
)


@pytest.mark.parametrize("payload", INJECTIONS)
def test_injected_text_stays_text(payload: str) -> None:
    query = f"撰写《{payload}》，对比 A{payload} 与 B，结构包括：（1）引言{payload}；（2）对比；（3）结论。"
    try:
        found = commission.read(query)
    except BriefproofError:
        return
    visible = "".join(c for c in payload if c.isprintable())
    assert found.query == query.replace(payload, visible)
    assert found.title == visible
    for item in found.understood:
        assert item.words == found.query[item.start : item.end]


PIECES = st.sampled_from(
    [
        "对比",
        "比较",
        "与",
        "和",
        "、",
        "，",
        "。",
        "；",
        "：",
        "（1）",
        "（2）",
        "1.",
        "2.",
        "一、",
        "二、",
        "①",
        "②",
        "《",
        "》",
        "“",
        "”",
        "(",
        ")",
        "引言",
        "方法",
        "结论",
        "参考资料",
        "结构包括",
        "在",
        "方面",
        "的差异",
        "字",
        "1500",
        "2000",
        "–",
        "不超过",
        "约",
        "以内",
        "左右",
        "图中的平台",
        "所附报告",
        "OpenAI",
        "Hugging\u3000Face",
        "PostgreSQL",
        "MySQL",
        "不得使用",
        "百度百科",
        "2023\u3000年以来",
        "compare",
        "and",
        "with",
        "vs",
        "in\u3000terms\u3000of",
        "words",
        "titled",
        "sections:",
        "introduction",
        "\n",
        "#",
        "-",
        "*",
        "<b>",
        "{{x}}",
        "$(id)",
        "摘要",
        "每段",
        "全文",
        "题为",
        "截止日期",
        "近三年",
        "表格",
        "don't\u3000use",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join) | st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=120))
@example("对比 A 与 B，1. 300 字 2. 400 字")
@example("《《《")
@example("((((1)(2)(3)")
@example("sections:\n#-#\n对比")  # a line of marks is no section
def test_any_text_is_read_or_refused(query: str) -> None:
    try:
        found = commission.read(query)
    except BriefproofError as error:
        assert "\n" not in str(error)
        return
    assert found.query == text.unified(text.visible(query))  # as it can stand in front matter and be read again
    assert found == commission.read(query) == commission.read(found.query)
    for item in found.understood:
        assert found.query[item.start : item.end] == item.words != ""
    assert found.title and "\n" not in found.title
    assert found.length.minimum is not None and found.length.maximum is not None
    assert found.length.minimum <= found.length.maximum
    assert [section.number for section in found.sections] == list(range(1, len(found.sections) + 1))
    for section in found.sections:
        assert section.heading.endswith(section.title) and section.title and "\n" not in section.heading
    commission.describe(found)


REPEATED = (
    "对比 A 与 "
    "B，", "Compare A and B. ", "（1）引言；", "1. a ", "《", "《A》", "“", "(", "A vs B ", "不得使用A、", "2020–2024 年 ", "约 ", "一",
    "a one hundred ", "、", "与", "在", "从", "图中", "提供", "in English ", "\n", "# "
                                                                           "a\n", "- "
                                                                                  "a\n", " ", "的差异", "deadline: ", "包括引言、",
)  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_long_text_is_read_in_linear_time(piece: str) -> None:
    """100,000 characters take under a second on an idle core; the bounds leave room for a busy one."""
    taken = []
    for size in (25_000, 100_000):
        query = "对比甲与乙。" + piece * (size // len(piece))
        began = time.process_time()
        with contextlib.suppress(BriefproofError):
            commission.read(query)
        taken.append(time.process_time() - began)
    assert taken[1] < 4
    assert taken[1] < 12 * taken[0] + 0.3  # 16 times would be quadratic


def test_the_real_commission(inputs: Path) -> None:
    found = commission.read((inputs / "commission.txt").read_text(encoding="utf-8"))
    assert found.title == "两大 AI 平台生态对比分析报告"
    assert (found.length.minimum, found.length.maximum, found.length.unit) == (1500, 2000, "字")
    assert [section.role for section in found.sections] == [
        "introduction", "method", "comparison", "comparison", "comparison", "conclusion", "references",
    ]  # fmt: skip
    assert found.sections[0].heading == "（1）引言"
    assert found.sections[1].heading == "（2）研究方法（含材料来源说明）"
    assert [(subject.name, subject.origin) for subject in found.subjects] == [
        ("OpenAI GPT-4", "document"),
        ("", "image"),
    ]
    assert found.axes == ("技术发展路线", "社区理念", "产品体系")
    assert found.register == "formal"
    assert found.named_sources == ("论文", "官网", "GitHub 生态数据", "学术与行业分析报告")
    assert found.defaulted == ("language",)
    resolved = commission.resolve(found, documents=("GPT-4 Technical Report",), platform="Hugging Face")
    assert [subject.name for subject in resolved.subjects] == ["OpenAI GPT-4", "Hugging Face"]
    assert "ChatGPT" in resolved.subjects[0].aliases and "抱抱脸" in resolved.subjects[1].aliases
