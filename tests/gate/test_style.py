"""What a conclusion may count, and which sentences are no repetition of each other."""

from types import SimpleNamespace

import pytest

from generator.corpus import Document
from generator.evidence import persons
from generator.gate import judgements, style, support
from generator.language import text
from tests.helpers import loaded

CASES = loaded("gate/concluded.yml")
SIDES = (support.subject("Tarvex"), support.subject("Morlo"))


@pytest.mark.parametrize("case", CASES["lacking"], ids=str)
def test_a_conclusion_may_count_the_sides_that_were_asked_for(case):
    told = [("Tarvex is the cheapest for a small harbour.", "Tarvex"), ("Tarvex 最便宜，涂料适合小码头。", "Tarvex")]
    told += [(case["told"], "Tarvex")] if "told" in case else []
    named = [{"name": f"Paint {n}"} for n in range(case["asked"])]
    front = {"commission": {"query": case.get("called", "which paint"), "subjects": named, "instructions": []}}
    assert [str(fault) for fault in judgements.lacking(case["sentence"], told, SIDES, front)] == case["faults"]


@pytest.mark.parametrize("case", CASES["parallel"], ids=str)
def test_the_same_words_about_different_sides_are_no_repetition(case):
    assert style.parallel(case["sentence"], case["other"], SIDES) is case["parallel"]


def test_a_conclusion_may_hold_a_short_sentence_and_not_be_one():
    short = "Tarvex stains teak."
    weighed = "Whoever has teak decks does well to test Morlo first, since Tarvex stains teak and nobody says how long."
    assert text.overlap(weighed, short) > style.REDUNDANT > text.contained(weighed, short)
    assert text.contained(short, weighed) > style.REDUNDANT


def test_the_reader_is_a_third_person_where_a_brief_speaks_of_one():
    assert persons.person("题目都是读者能当场验证的。", "zh") is None
    assert persons.person("A fund called Giving What We Can decided so.", "en") is None
    assert not persons.has_person("Giving What We Can gives a tenth of it.", "en")
    assert persons.person("The fund says what we can give.", "en") == "we"
    assert persons.has_person("读者可以翻到附录查看价目。", "zh")


@pytest.mark.parametrize(
    ("sentence", "language", "itself"),
    [
        ("This Agreement ends after a year.", "en", True),
        ("The Harbour Agreement ends after a year.", "en", False),
        ("本协议自签署之日起生效。", "zh", True),
        ("企业应当核算成本条款所列的支出。", "zh", False),
        ("违反本法规定的，处以罚款。", "zh", False),
    ],
)
def test_what_a_document_calls_itself_is_told(sentence, language, itself):
    assert persons.of_itself(sentence, language) is itself


def itself(sentence, title, *sides, kind="claim"):
    """Return what is found in a brief with one sentence, on `sides`, from a document of that title."""
    document = Document(
        path=f"{title}.md", title=title, language="en", kind="markdown", sha256="", metadata=(), chunks=(), reader=""
    )
    entry = SimpleNamespace(kind=kind, lead="", text=sentence)
    backed = SimpleNamespace(
        entry=entry, item=SimpleNamespace(sentence=SimpleNamespace(text=sentence, line=3)),
        saying=(SimpleNamespace(document=document),),
    )  # fmt: skip
    view = SimpleNamespace(
        commission={"register": "plain"}, items=(), backed=(backed,), language="en", subjects=sides,
        names=tuple(side.name for side in sides) if len(sides) > 1 else (), told=lambda entry: entry.text,
    )  # fmt: skip
    return [finding.code for finding in style.check(view)]


def test_this_agreement_stands_with_its_name_only():
    said = "This Agreement ends after a year."
    assert itself(said, "Harbour Terms", *SIDES) == ["context"]
    assert itself(said, "Harbour Terms", *SIDES, kind="quotation") == []
    assert itself("Harbour Terms say that this Agreement ends after a year.", "Harbour Terms", *SIDES) == []
    assert itself(said, "Tarvex Terms", SIDES[0]) == []
    assert itself(said, "Harbour Terms", SIDES[0]) == ["context"]
    assert itself("Under Tarvex this Agreement ends after a year.", "Tarvex Terms", *SIDES) == []
