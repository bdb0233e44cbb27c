"""Commissions as people write them are read as a person reads them."""

from tests.commission import asking

LEAST_WHOLE = 0.95
"""Share of the cases, 0 to 1."""


def test_commissions_are_read_whole() -> None:
    read = [asking.misread(case) for case in asking.cases()]
    assert sum(not lines for lines in read) >= LEAST_WHOLE * len(read), [lines for lines in read if lines]


def test_every_subject_is_right_or_asked_about() -> None:
    wrong = [line for case in asking.cases() for line in asking.misread(case) if line.startswith("subjects")]
    assert wrong == []
