"""The version or the time that a passage speaks of."""

import pytest

from generator.corpus import chunking, periods
from generator.corpus.periods import period
from generator.corpus.readers.reading import Element
from tests.helpers import loaded


@pytest.mark.parametrize(("text", "headings", "wanted"), loaded("corpus/periods.yml"))
def test_a_passage_speaks_of_a_version_or_a_time(text, headings, wanted):
    assert (period(text, headings) or "") == wanted


def test_a_sentence_of_a_chunk_has_its_own_and_else_that_of_its_heading():
    heading = Element(kind="heading", text="Version 2.4", level=1)
    text = "It has two stores. Since 3.1.0 it has three."
    (chunk,) = chunking.cut([heading, Element(kind="paragraph", text=f"{text} In version 3.1 it holds.")], "en")
    assert [periods.of(chunk, start, end) for start, end in ((0, 18), (45, len(chunk.text)))] == ["2.4", "3.1"]
