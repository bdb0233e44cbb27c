"""The day that what is written bears."""

import pytest

from generator import clock
from generator.errors import BriefproofError


def test_the_day_is_that_of_the_epoch_or_an_error_says_what_it_may_be(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert clock.today() == "2023-11-14"
    for wrong in ("yesterday", "-1", "²"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(BriefproofError, match="whole number of seconds"):
            clock.today()
