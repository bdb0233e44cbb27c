"""Where a commission wants its findings: at the end where it says so."""

import pytest

from generator.commission import closing


@pytest.mark.parametrize(
    ("query", "at_end"),
    [
        ("对比甲与乙的租金，800 字，最后给一句明白话。", True),
        ("对比甲与乙，先讲租金，再讲押金，最后用一句话说选哪个。", True),
        ("对比甲与乙，结论放在最后。", True),
        ("Compare A and B. End with one plain sentence on which to choose.", True),
        ("Compare A and B, and close with a recommendation.", True),
        ("Compare A and B. Put the conclusion last.", True),
        ("Compare A and B. At the end, give a verdict.", True),
        ("对比甲与乙的租金，800 字，最后附参考文献。", False),
        ("对比甲与乙，先给结论，最后再用一句话总结。", False),
        ("对比甲与乙，给出建议。", False),
        ("Compare A and B, with a recommendation.", False),
        ("Compare A and B. End the list with references.", False),
        ("Compare A and B. Start with the bottom line and end with a summary.", False),
    ],
)
def test_the_end_is_meant_only_where_it_is_said(query, at_end):
    assert closing.at_end(query) == at_end
