"""Subjects named by maker and product, found by the product alone."""

from dataclasses import replace

import pytest

from generator import commission as commissions
from generator.commission import Subject
from generator.evidence import products
from tests.helpers import loaded
from tests.helpers.retrieval_cases import document

CASES = loaded("evidence/products.yml")


def _named(names, documents):
    read = replace(commissions.read("Compare A1 and B2."), subjects=tuple(
        Subject(name=name, origin="text", words=name) for name in names
    ))  # fmt: skip
    return products.named(read, documents).subjects


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_product_is_found_by_its_own_name(case):
    documents = [document(f"{title}.md", text, title=title) for title, text in case["documents"]]
    assert list(_named([case["subject"]], documents)[0].aliases) == case["found"]


def test_a_name_that_two_makers_share_speaks_for_neither():
    documents = [document("o.md", "Kestrel and Merlin both make an Orbiter.", title="Orbiter")]
    assert [one.aliases for one in _named(["Kestrel Orbiter", "Merlin Orbiter"], documents)] == [(), ()]
