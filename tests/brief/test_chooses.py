"""Which titles ask for a choice, and which ask who decides, or when: that is a fact of the sources."""

import pytest

from generator.brief import outline


@pytest.mark.parametrize(
    ("title", "chooses"),
    [
        ("How soon does one hear something, and by when should there be a decision?", False),
        ("Can the decision be challenged, and with whom?", False),
        ("How decisions are made", False),
        ("Decision-making", False),
        ("谁有权决定入住", False),
        ("审批决定多久作出", False),
        ("决策流程", False),
        ("Decision", True),
        ("The decision for our board", True),
        ("Who decides, and which one to choose", True),
        ("我们的决定", True),
        ("建议", True),
        ("怎么定", True),
    ],
)
def test_a_title_asks_for_a_choice(title, chooses):
    assert outline.chooses(title) == chooses
