"""A corpus tells by folders or titles whom it is sorted by, or by nobody."""

import pytest

from generator.commission import Parties
from generator.evidence import parties
from tests.helpers.retrieval_cases import document

TEXT = "Alder and Birch and Cedar; guides and blogs. 青松、白桦、红枫。"


def sorted_by(*paths_and_titles):
    return parties.sorted_by([document(path, TEXT, title=title) for path, title in paths_and_titles])


@pytest.mark.parametrize(
    ("documents", "names", "shared"),
    [
        ([("alder-handbook/pay.md", "Pay"), ("birch-handbook/a/leave.md", "Leave")], ("Alder", "Birch"), "handbook"),
        ([("all/青松法规/a.md", "奖金"), ("all/白桦法规/b.md", "假期")], ("白桦", "青松"), "法规"),
        (
            [("a.md", "Alder lease"), ("b.md", "Birch lease"), ("c.md", "Cedar lease")],
            ("Alder", "Birch", "Cedar"),
            "lease",
        ),
        ([("a.md", "Warranty Alder"), ("b.md", "Warranty Birch")], ("Alder", "Birch"), "Warranty"),
    ],
)
def test_parties_are_named_without_what_all_share(documents, names, shared):
    assert Parties(names=names, shared=shared) in sorted_by(*documents)


@pytest.mark.parametrize(
    "documents",
    [
        [("guides/a.md", "Pay"), ("blogs/b.md", "Leave")],
        [("alder/a.md", "Pay"), ("dogwood/b.md", "Leave")],
        [("a.md", "Alder lease"), ("b.md", "Birch lease"), ("c.md", "Fees"), ("d.md", "Fines")],
        [("a.md", "Alder")],
        [],
    ],
)
def test_what_is_no_name_of_the_sources_is_no_party(documents):
    assert sorted_by(*documents) == ()
