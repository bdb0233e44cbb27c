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
