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


def _handbooks(others):
    own = [document(f"north-handbook/{n}.md", f"Rule {n} of Kestrel holds.", title=f"Rule {n}") for n in range(3)]
    more = [document(f"south-handbook/{n}.md", words, title=f"Page {n}") for n, words in enumerate(others)]
    return own + more


def test_a_folder_whose_documents_name_one_subject_is_its_own():
    subjects = _named(["Kestrel", "Merlin"], _handbooks(["Merlin pays.", "Merlin waits.", "Merlin and Kestrel."]))
    assert [one.aliases for one in subjects] == [("north-handbook",), ()]


def test_a_folder_is_nobody_s_where_another_has_the_subject_s_name():
    documents = [*_handbooks(["Merlin pays."]), document("kestrel/a.md", "Kestrel.", title="A")]
    assert [one.aliases for one in _named(["Kestrel", "Merlin"], documents)] == [(), ()]
