"""The version or the time that a passage speaks of."""

import pytest

from generator.corpus.periods import period
from tests.helpers import loaded


@pytest.mark.parametrize(("text", "headings", "wanted"), loaded("corpus/periods.yml"))
def test_a_passage_speaks_of_a_version_or_a_time(text, headings, wanted):
    assert (period(text, headings) or "") == wanted
