"""What lists and tables say, and which kinds of answers headings ask for."""

import pytest

from generator import corpus as corpora
from generator.commission import Subject
from generator.evidence import answers, lists, readings, rows
from tests.helpers import loaded

CASES = loaded("evidence/statements.yml")
SUBJECTS = tuple(Subject(name=name, origin="text", words=name) for name in ("甲机", "乙机"))


def document(tmp_path, text):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "one.md").write_text(text, encoding="utf-8")
    (found,) = corpora.read(tmp_path / "corpus", cache=tmp_path / "cache").documents
    return found


@pytest.mark.parametrize("case", CASES["lists"], ids=lambda case: case["name"])
def test_a_list_becomes_one_sentence(case, tmp_path):
    source = document(tmp_path, case["text"])
    found = [(chunk, lists.span(source, chunk, one)) for chunk in source.chunks for one in lists.found(source, chunk)]
    assert [readings.listed(span.quote, source.language) for _, span in found] == case["said"]
    for chunk, span in found:
        assert chunk.text[span.start : span.end] == span.quote
        assert lists.at(source, chunk, span.start, span.end)
        assert not lists.at(source, chunk, span.start, span.end - 1), "a list stands whole"


@pytest.mark.parametrize("case", CASES["opened"], ids=lambda case: case["name"])
def test_of_a_long_list_the_first_points_stand(case, tmp_path):
    source = document(tmp_path, case["text"])
    found = [(chunk, lists.span(source, chunk, one)) for chunk in source.chunks for one in lists.opened(source, chunk)]
    assert [readings.opened(span.quote, source.language) for _, span in found] == case["said"]
    for chunk, span in found:
        assert lists.at(source, chunk, span.start, span.end, "opening")
        assert not lists.at(source, chunk, span.start, span.end), "it is not the whole list"


def test_a_nested_point_belongs_to_the_one_above_it(tmp_path):
    text = (
        "# A\n\n## Effects\n\n* Difficulty sleeping\n  + Take it in the morning\n    - Not after lunch\n"
        "* Nausea\n  + Take it with food\n\nThat is all there is.\n"
    )
    source = document(tmp_path, text)
    above = {
        chunk.text[block.start : block.end]: lists.parents(chunk, block)
        for chunk in source.chunks
        for block in chunk.blocks
    }
    assert above["Take it in the morning"] == ("Difficulty sleeping",)
    assert above["Not after lunch"] == ("Difficulty sleeping", "Take it in the morning")
    assert above["Take it with food"] == ("Nausea",)
    assert above["Nausea"] == above["That is all there is."] == ()


@pytest.mark.parametrize("case", CASES["rows"], ids=lambda case: case["name"])
def test_a_row_says_what_of_whom(case, tmp_path):
    source = document(tmp_path, case["text"])
    found = [
        (fact, chunk)
        for chunk in source.chunks
        for block in chunk.blocks
        for fact in rows.facts(source, chunk, block, SUBJECTS)
    ]
    assert [[fact.side, fact.label, fact.span.quote] for fact, _ in found] == case["facts"]
    for fact, chunk in found:
        assert chunk.text[fact.span.start : fact.span.end] == fact.span.quote
        assert rows.at(source, chunk, fact.span.start, fact.span.end, SUBJECTS) == fact


@pytest.mark.parametrize("case", CASES["answers"], ids=lambda case: case["text"])
def test_a_heading_asks_for_a_kind_of_answer(case):
    assert answers.asked(case["heading"]) & answers.given(case["text"]) == set(case["given"])


def test_respects_that_mean_the_same_share_their_words():
    assert rows.alike("负载能力", "额定负载能力") and not rows.alike("续航时间", "身高")
