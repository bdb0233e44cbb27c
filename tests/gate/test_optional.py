"""What may go by its position goes; what an adversary would make of the same freedom waits or is refused."""

import pytest

from generator.gate import rewording
from tests.helpers import loaded

CASES = loaded("gate/optional.yml")


@pytest.mark.parametrize(("source", "edited"), CASES["stands"])
def test_what_is_said_twice_or_only_helps_to_read_may_go(source, edited):
    assert rewording.judge(edited, source).verdict == "passes"


@pytest.mark.parametrize(("source", "edited"), CASES["waits"])
def test_the_same_edit_elsewhere_does_not_stand_at_once(source, edited):
    assert rewording.judge(edited, source).verdict != "passes"


def test_more_than_two_optional_pieces_at_once_wait():
    source = "The hub, which is new, the index, which has grown, and the page, which was moved, were shown in May."
    two = source.replace("which is", "that is").replace("which has", "that has")
    assert rewording.judge(two, source).verdict == "passes"
    assert rewording.judge(two.replace("which was", "that was"), source).verdict != "passes"
