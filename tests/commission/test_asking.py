"""Commissions as people write them are read as a person reads them."""

import pytest

from tests.commission import asking

LEAST_WHOLE = 0.95
"""Share of the cases, 0 to 1."""
LEAST = {"by others, worked on": (48, 50), "by others, locked": (23, 35), "run once": (19, 21)}
"""Cases read whole, and those with the subjects right: what was reached, less a little where cases are known."""


def test_commissions_are_read_whole() -> None:
    read = [asking.misread(case) for case in asking.cases()]
    assert sum(not lines for lines in read) >= LEAST_WHOLE * len(read), [lines for lines in read if lines]


def test_every_subject_is_right_or_asked_about() -> None:
    wrong = [line for case in asking.cases() for line in asking.misread(case) if line.startswith("subjects")]
    assert wrong == []


@pytest.mark.parametrize("name", LEAST)
def test_what_others_ask_is_read_no_worse_than_before(name: str) -> None:
    whole, right = asking.rates([asking.misread(case) for case in asking.SETS[name]()])
    assert whole >= LEAST[name][0] and right >= LEAST[name][1]
