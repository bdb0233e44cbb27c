"""Where the corpus holds several documents on each side, those on what is compared speak."""

import pytest

from generator import commission
from generator.evidence import bounding
from generator.evidence.cards import Card
from generator.evidence.spans import Span
from tests.helpers.retrieval_cases import document

HELD = [
    document("1.md", "…", title="甲市养犬管理条例"),
    document("2.md", "…", title="甲市控制吸烟条例"),
    document("3.md", "…", title="乙市养犬管理规定"),
    document("4.md", "…", title="乙市控制吸烟条例"),
    document("North/dogs.md", "…", title="Rules for dogs", language="en"),
    document("North/fees.md", "…", title="Fees and charges", language="en"),
    document("South/dogs.md", "…", title="Rules for dogs", language="en"),
    document("South/fees.md", "…", title="Fees and charges", language="en"),
]


def asked(query):
    return commission.resolve(commission.read(query))


@pytest.mark.parametrize(
    ("query", "topic"),
    [
        ("比较甲市与乙市。题为《甲市与乙市养犬管理比较》。", "养犬管理"),
        ("比较甲市与乙市，两边养犬规定差在哪？", "养犬"),
        ("比较甲市与乙市的控烟条例。", "控烟"),
        ("比较甲市与乙市。", ""),
        ("Compare the rules for dogs of North and South.", "rules for dogs"),
        ("Compare North and South. Sections: 1. Dogs 2. Fees", ""),
    ],
)
def test_what_is_compared_is_what_a_document_of_each_side_is_titled_by(query, topic):
    assert bounding.topic(asked(query), HELD) == topic


def test_no_topic_where_one_side_has_no_document_on_it():
    assert bounding.topic(asked("比较甲市与乙市的控烟条例。"), HELD[:3]) == ""


def test_the_kind_of_paper_is_no_topic():
    """管理条例 and 条例 are rules alike."""
    papers = (
        "甲市电梯安全管理条例",
        *(f"{city}{kind}" for city in ("乙市", "丙市") for kind in ("电梯安全条例", "物业管理条例")),
    )
    held = [document(f"{n}.md", "…", title=title) for n, title in enumerate(papers)]
    assert bounding.topic(asked("比较甲市、乙市和丙市的管理。"), held) == ""


def test_other_documents_of_a_side_speak_where_they_name_it():
    query = asked("比较甲市与乙市，两边养犬规定差在哪？")
    on = [_card("1.md", "甲市"), _card("3.md", "乙市")] * bounding.FEWEST
    off = [_card("2.md", "甲市"), _card("4.md", "乙市", "乙市有人因养犬受罚。"), _card("5.md", "乙市")]
    assert bounding.matter([*on, *off], query, HELD) == (*on, *off[1:])
    few = [*on[:2], *off]
    assert bounding.matter(few, query, HELD) == tuple(few)  # too little would be left


def _card(path, side, words="应当办理登记。"):
    span = Span(document=path, chunk=1, start=0, end=len(words), quote=words)
    return Card(span=span, text=words, language="zh", side=side, via="document")
