"""Context: what a document takes back, jokes about or only supposes is no evidence."""

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
