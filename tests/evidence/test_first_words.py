"""Names in short by their first words."""

import pytest

from generator.evidence import first_words
from tests.helpers import loaded
from tests.helpers.retrieval_cases import document


@pytest.mark.parametrize("case", loaded("evidence/first_words.yml"), ids=lambda case: case["why"])
def test_a_name_goes_by_its_first_words_where_sources_exchange_the_two(case):
    documents = [document(f"{n}.md", words, title=title) for n, (title, words) in enumerate(case["documents"].items())]
    found = first_words.form(case["name"], (), documents)
    assert found == case["short"]
    assert not found or first_words.is_form(found, case["name"])


def test_what_another_side_is_called_by_is_no_short_form():
    case = loaded("evidence/first_words.yml")[0]
    documents = [document(f"{n}.md", words, title=title) for n, (title, words) in enumerate(case["documents"].items())]
    assert first_words.form(case["name"], ("Harvest Toys",), documents) == ""


def test_no_other_words_of_a_name_are_a_form_of_it_whatever_a_record_says():
    assert first_words.is_form("Harvest", "Harvest Pet Food") and first_words.is_form("Harvest Pet", "Harvest Pet Food")
    assert not any(first_words.is_form(one, "Harvest Pet Food") for one in ("Pet", "Food", "Harvest Food", "harvest"))
