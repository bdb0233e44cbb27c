"""What a commission leaves out is no subject and no axis, and is recorded with what becomes of it."""

import time

import pytest

from generator import commission
from generator.commission import Named, Prohibition, exclusions, leaves_out
from tests.helpers import loaded


@pytest.mark.parametrize("case", loaded("commission/exclusions.yml"), ids=lambda case: case["q"][:60])
def test_what_is_left_out(case):
    found = commission.read(case["q"])
    assert [f"{one.kind}: {one.value}" for one in found.prohibitions if one.kind != "other"] == case["out"]
    left = {one.value.rstrip("/").casefold() for one in found.prohibitions}
    assert not left & {name.casefold() for name in (*found.axes, *(subject.name for subject in found.subjects))}
    done = [one for one in found.instructions if one.key == "prohibition" and one.status != "not_done"]
    assert len(done) == len(case["out"])


@pytest.mark.parametrize(
    ("kind", "value", "title", "path", "out"),
    [
        ("source", "Papyrus/", "Rules", "papyrus/rules.md", True),
        ("source", "Papyrus/", "Papyrus rules", "vellum/papyrus.md", False),
        ("source", "release notes", "Vellum 2", "docs/release-notes.md", True),
        ("source", "blogs", "Vellum 2", "docs/blog/vellum.md", True),
        ("source", "AT", "What is what", "docs/that.md", False),
        ("source", "控烟", "甲市控制吸烟条例", "a.md", True),
        ("source", "养犬", "甲市控制吸烟条例", "a.md", False),
        ("topic", "Folio", "How to use Folio", "a.md", True),
        ("topic", "Folio", "Vellum beside Folio", "a.md", False),
        ("topic", "pricing", "Vellum: pricing guide", "a.md", True),
        ("topic", "pricing", "Vellum pricing and sharing", "a.md", False),
        ("topic", "献血", "Vellum 市献血条例", "a.md", True),
        ("topic", "献血", "Vellum 市献血与急救条例", "a.md", False),
        ("topic", "Vellum", "Vellum guide", "a.md", False),
        ("other", "Folio", "How to use Folio", "a.md", False),
    ],
)
def test_which_documents_are_left_out(kind, value, title, path, out):
    one = Prohibition(kind=kind, value=value, words=value)
    assert leaves_out(one, Named(title=title, path=path), ("Vellum",)) is out


def test_a_subject_is_left_out_by_the_words_that_name_it_too():
    query = "京沪两地养犬规定做个对照表。"
    names = [subject.name for subject in commission.read(query).subjects]
    assert names == ["北京", "上海"]
    for words in ("沪", "上海"):
        assert [subject.name for subject in commission.read(query, without=(words,)).subjects] == ["北京"]


def test_long_texts_are_read_in_little_time():
    for words in (
        "Ignore a, ",
        "Leave a ",
        "A is ",
        "不要把甲",
        "甲的东西,",
        "nothing about a, ",
        "(a) ",
        "don't use a ",
    ):
        start = time.process_time()
        exclusions.find(words * (8000 // len(words)), words * (8000 // len(words)))
        assert time.process_time() - start < 1
