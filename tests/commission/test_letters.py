"""Letters: how they greet and end, what they ask behind a list, what they leave out."""

import pytest

from generator import commission
from tests.helpers import loaded


@pytest.mark.parametrize("case", loaded("commission/letters.yml"), ids=lambda case: case["q"][:40])
def test_a_letter_is_read_as_it_is_meant(case):
    found = commission.read(case["q"])
    read = {
        "subjects": [one.name for one in found.subjects],
        "axes": list(found.axes),
        "sections": [one.title for one in found.sections],
        "length": str(found.length),
        "bans": [one.value for one in found.prohibitions if one.kind == "topic"],
    }
    assert {key: read[key] for key in case if key != "q"} == {key: case[key] for key in case if key != "q"}
    signed = ("Kind regards", "Brandt", "Dear")
    assert not any(word in one.words for one in found.instructions for word in signed)
