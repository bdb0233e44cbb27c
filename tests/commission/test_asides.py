"""What only says who reads a report, or what the sources at hand are, asks nothing."""

import pytest

from generator import commission
from tests.helpers import loaded


@pytest.mark.parametrize("case", loaded("commission/asides.yml"), ids=lambda case: case["q"][:40])
def test_an_aside_asks_nothing(case):
    found = commission.read(case["q"])
    assert (list(found.axes), list(found.named_sources)) == (case["axes"], case["sources"])


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("Compare trams and buses. Use these questions as headings:\n- What is paid?\n- Who drives?\n- Is it dry?", {
            "Use these questions as headings": "structure",
        }),
        ("对比甲园与乙园：学费贵吗？远不远？老师凶吗？请就这三问分节。最后说说哪家更省心。", {
            "请就这三问分节": "structure", "最后说说哪家更省心": "person",
        }),
        ("Compare trams and buses. No graphs. I like structure. Sections: cost; noise; comfort.", {
            "No graphs": "not_done", "I like structure": "not_done",
        }),
        ("Compare trams and buses in 900 words, and end with which one you would build.", {
            "end with which one you would build": "person",
        }),
    ],
)  # fmt: skip
def test_what_becomes_of_what_is_said_around_the_outline(query, told):
    found = {one.words: one.status for one in commission.read(query).instructions}
    assert {words: found.get(words) for words in told} == told
