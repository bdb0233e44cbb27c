"""Brackets that repeat the words before them."""

import pytest

from generator.language import initials
from tests.helpers import loaded


@pytest.mark.parametrize("case", loaded("language/initials.yml"), ids=lambda case: case["sentence"][:32])
def test_only_what_is_said_already_may_go(case):
    sentence = case["sentence"]
    assert [sentence[start:end] for start, end in initials.repeated(sentence)] == case["repeated"]
