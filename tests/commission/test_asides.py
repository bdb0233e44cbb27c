"""What only says who reads a report, or what the sources at hand are, asks nothing."""

import pytest

from generator import commission
from tests.helpers import loaded


@pytest.mark.parametrize("case", loaded("commission/asides.yml"), ids=lambda case: case["q"][:40])
def test_an_aside_asks_nothing(case):
    found = commission.read(case["q"])
    assert (list(found.axes), list(found.named_sources)) == (case["axes"], case["sources"])
