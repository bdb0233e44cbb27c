"""Normalising, counting and splitting text."""

import pytest
from hypothesis import given, strategies as st

from generator.language import text
from tests.helpers import loaded


def cases(name):
    return loaded(f"language/{name}")


@pytest.mark.parametrize("case", cases("sentences.yml"), ids=lambda case: case["text"][:20])
def test_sentences(case):
    found = [case["text"][start:end] for start, end in text.sentences(case["text"])]
    assert found == case["sentences"]


@pytest.mark.parametrize("case", cases("counts.yml"), ids=lambda case: case["text"][:20])
def test_count(case):
    assert text.count(case["text"], case["unit"]) == case["length"]


@given(st.text(max_size=300))
def test_sentences_cover_the_text_in_order(sample):
    spans = text.sentences(sample)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))
    covered = "".join(sample[a:b] for a, b in spans)
    assert "".join(covered.split()) == "".join(sample.split())


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(sample):
    once = text.normalise(sample)
    assert text.normalise(once) == once


@given(st.text(max_size=60), st.text(max_size=60))
def test_counts_add_up_across_a_line_break(first, second):
    for unit in ("字", "words"):
        assert text.count(f"{first}\n{second}", unit) == text.count(first, unit) + text.count(second, unit)


def test_only_the_named_compatibility_forms_are_folded():
    assert text.normalise("ＧＰＴ１２，①ﬁ⼀⻚：") == "GPT12，①fi一页："


@pytest.mark.parametrize(
    ("source", "edited"),
    [
        ("准确率为 0.73%", "准确率为 73%"),
        ("不支持商用", "支持商用"),
        ("It can not run", "It can run"),
        ("有 3 个", "有 8 个"),
        ("A+B", "A-B"),
        ("10⁶ 个参数", "10 个参数"),
        ("such exams.", "such exams [300]."),
        ("有 3 个", "有 3 个²"),
        ("its API", "its api"),
        ("a model", "a _model_"),
        ("模型", "模\u200b型"),
        ("GPT模型", "ＧＰＴ模型"),
        ("开源社区，活跃", "开源社区,活跃"),
        ("开源社区。", "开源社区"),
    ],
)
def test_an_edit_changes_the_key_of_a_sentence(source, edited):
    assert text.match_key(source) != text.match_key(edited)


@pytest.mark.parametrize(
    ("source", "same"),
    [
        ("开源 社区， 活跃", "开源社区，活跃"),
        ("such  exams.", " such exams. "),
        ("GPT 模型", "GPT模型"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_the_documented_normalisation_is_not_an_edit(source, same):
    assert text.match_key(source) == text.match_key(same)


def test_slugs_are_ascii_and_short():
    assert text.slug("两大 AI 平台生态对比分析报告") == "liang-da-ai-ping-tai-sheng-tai-dui-bi-fen-xi-bao-gao"
    assert text.slug("../../etc/passwd; rm -rf") == "etc-passwd-rm-rf"
    assert text.slug("？！") == "brief"
    assert len(text.slug("长" * 200)) <= 60
