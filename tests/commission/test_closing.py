"""Where a commission wants its findings: at the end where it says so."""

import pytest

from generator import commission
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
        ("Compare A and B; one closing paragraph with your recommendation is welcome.", True),
        ("对比甲与乙，结尾用两三句话说清楚什么样的人适合哪一种。", True),
        ("Compare A and B. Finish with a line on who is better off with which.", True),
        ("对比甲与乙的租金，800 字，最后附参考文献。", False),
        ("对比甲与乙的租金，最后一节讲费用。", False),
        ("Compare A and B. End the section with who signed it.", False),
        ("对比甲与乙，先给结论，最后再用一句话总结。", False),
        ("对比甲与乙，给出建议。", False),
        ("Compare A and B, with a recommendation.", False),
        ("Compare A and B. End the list with references.", False),
        ("Compare A and B. Start with the bottom line and end with a summary.", False),
    ],
)
def test_the_end_is_meant_only_where_it_is_said(query, at_end):
    assert bool(closing.asked(query)) == at_end


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("对比甲与乙的租金，800 字，结尾给一句明确的建议就行。", "结尾给一句明确的建议"),
        (
            "Compare A and B. One closing paragraph with your recommendation is welcome.",
            "closing paragraph with your recommendation is welcome",
        ),
    ],
)
def test_what_it_is_to_end_with_is_kept_in_a_form(query, words):
    asked = commission.read(query)
    form = commission.write(asked)
    assert asked.closing == words and f"closing: {words}" in form
    assert commission.read(form).closing == words
    assert commission.read(form.replace(f"closing: {words}\n", "")).closing == ""
