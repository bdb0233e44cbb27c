"""Context: what a document takes back, jokes about or only supposes is no evidence."""

import re

import pytest

from generator import corpus
from generator.evidence import context, spans
from tests.helpers import loaded


@pytest.mark.parametrize("case", loaded("evidence/context.yml"), ids=lambda case: case["text"][:32])
def test_a_source_stands_by_what_is_quoted_of_it(case, tmp_path):
    (tmp_path / "notes.md").write_text(case["text"], encoding="utf-8")
    (document,) = corpus.read(tmp_path, cache=tmp_path / "cache").documents
    told = [
        (s.quote, context.fault(document, chunk, s.start))
        for chunk in document.chunks
        for _, s in spans.sentences(document, chunk)
    ]
    for words in case.get("none", ()):
        assert any(words in quote and fault for quote, fault in told), (words, told)
    for words in case.get("good", ()):
        assert any(words in quote and fault is None for quote, fault in told), (words, told)


SAID = {True: "The maker has published all of its weights.", False: "该公司已公开其全部权重。"}
PLACES = {
    "heading": "# Notes\n\n## {words}\n\n{said}",
    "before": "{words}{gap}{said}",
    "after": "{said}{gap}{words}",
    "own": "{words}",
}


def stances():
    """Yield (place, words there, whether they take back what is said)."""
    for case in (*loaded("evidence/stances.yml"), *loaded("evidence/places.yml")):
        for back in ("taken_back", "stood_by"):
            yield from ((case.get("place", "after"), words, back == "taken_back") for words in case[back])


@pytest.mark.parametrize(("place", "words", "back"), list(stances()))
def test_what_stands_around_a_sentence_takes_it_back_or_stands_by_it(place, words, back, tmp_path):
    said, gap = SAID[words.isascii()], " " * words.isascii()
    (tmp_path / "notes.md").write_text(PLACES[place].format(words=words, said=said, gap=gap), encoding="utf-8")
    (document,) = corpus.read(tmp_path, cache=tmp_path / "cache").documents
    quotes = [(chunk, s) for chunk in document.chunks for _, s in spans.sentences(document, chunk)]
    chunk, span = next(
        pair for pair in quotes if pair[1].quote in (said, words) and (pair[1].quote == said) == (place != "own")
    )
    assert (context.fault(document, chunk, span.start) is not None) == back


@pytest.mark.parametrize("words", loaded("evidence/hostile.yml"))
def test_words_that_can_be_read_in_many_ways_are_read_to_an_end(words):
    for place in ("heading", "itself", "before", "previous", "next", "later", "whole"):
        for opening in ("", words[:1], "这一说法", "this claim "):
            context._found(place, (opening + words * context.LONGEST)[: 2 * context.LONGEST])


@pytest.mark.parametrize("place", ["heading", "itself", "before", "previous", "next", "later", "whole"])
def test_no_group_of_an_expression_repeats_without_bound(place):
    for _, pattern in context._patterns(place):
        assert not re.search(r"(?<!\\)\)[*+]", pattern.pattern)


def test_a_long_section_is_looked_at_in_proportion_to_its_length(tmp_path, monkeypatch):
    looked = []
    monkeypatch.setattr(
        context, "_near", lambda *args, near=context._near: (looked.append(1) or one for one in near(*args))
    )
    counts = []
    for length in (100, 200):
        (tmp_path / "notes.txt").write_text(
            "\n\n".join(f"The maker sold {n} machines." for n in range(length)), encoding="utf-8"
        )
        (document,) = corpus.read(tmp_path, cache=tmp_path / "cache").documents
        looked.clear()
        assert sum(1 for chunk in document.chunks for _ in context.quotable(document, chunk)) == length
        counts.append(len(looked))
    assert counts[1] < 2.2 * counts[0]
