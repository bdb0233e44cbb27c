"""Which documents are older editions of another: of one name, with an earlier day, and much the same text."""

import pytest

from generator.evidence import periods
from tests.helpers.retrieval_cases import document

FERRY = "A ferry is looked over twice a day. The skipper writes down what was found, and keeps it for {} years."
ORDER = "The mayor orders all offices to name a clerk who answers letters on boats, by the end of spring."
FERRY_ZH, ORDER_ZH = (
    "渡船每日检查两次，检查记录由船长归档，保存期为{}年。",
    "市长令各部门指定一名专员，负责答复有关船只的来信。",
)


@pytest.mark.parametrize(
    ("language", "rule", "other"), [("en", FERRY, ORDER), ("zh", FERRY_ZH, ORDER_ZH)], ids=["en", "zh"]
)
def test_only_a_text_that_newer_ones_say_again_is_an_older_edition(language, rule, other):
    named = {"selby-2014-03-01": rule.format(2), "selby-2016-05-01": rule.format(3), "selby-2017-02-26": other}
    documents = [document(f"{name}.md", words, title=name, language=language) for name, words in named.items()]
    assert periods.superseded(documents) == {"selby-2014-03-01.md"}
    assert periods.superseded(documents[::2]) == frozenset()


@pytest.mark.parametrize("later", ["2023-12-29", "20231029", "2023年11月3日", "2023-9-1", "2023"])
def test_the_day_in_a_title_is_read_whole(later):
    documents = [document(f"{n}.md", FERRY, title=f"Ferry Act ({day})") for n, day in enumerate(("2018-10-26", later))]
    assert periods.superseded(documents) == {"0.md"}


def test_of_one_day_or_none_no_document_is_an_older_edition():
    days = ("2016-05-01", "2016-05-01", "undated")
    documents = [document(f"{n}-{day}.md", FERRY, title=f"selby {day}") for n, day in enumerate(days)]
    assert periods.superseded(documents) == frozenset()
