"""A misspelt word is known by the spelling that titles have, and no other word by that of one like it."""

import pytest

from generator import commission
from generator.evidence import products, short_forms, vocabulary
from tests.helpers.retrieval_cases import document

DOCUMENTS = (
    document("a.md", "A fixed tariff stays as it is.", title="Fixed tariff"),
    document("b.md", "A variable tariff moves.", title="Variable tariff"),
    document("c.md", "Insulation helps. The osprej is a tool.", title="Insulation"),
    document("d.md", "An osprey is a bird.", title="Osprey"),
)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("fixed tarriff or variable tarriff, which one?", ["fixed tariff", "variable tariff"]),
        ("Is loft insulaton worth it?", ["insulation"]),
        ("What is the osprej?", []),
        ("Compare Tarifa with Insulatio.", []),
    ],
)
def test_a_misspelt_name_has_the_spelling_of_titles_for_an_alias(query, names):
    found = products.named(commission.read(query, occurs=vocabulary.lookup(DOCUMENTS)), DOCUMENTS)
    assert [alias for subject in found.subjects for alias in subject.aliases] == names


@pytest.mark.parametrize(
    ("name", "full", "fits"),
    [
        ("air seperation", "air separation", True),
        ("recieve", "receive", True),
        ("insulatoin", "insulation", True),
        ("polars", "polar", False),
        ("pride", "price", False),
        ("nexora", "nexara", False),
        ("air separation", "air separation", False),
    ],
)
def test_only_what_is_no_word_is_misspelt(name, full, fits):
    assert short_forms.is_short_for(name, full) == fits
