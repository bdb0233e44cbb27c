"""Parts of sources: what stands below the heading that asks is the answer, whatever words it has."""

import pytest

from generator import commission, corpus
from generator.evidence import fitting, gathering, naming, parts
from tests.helpers import loaded, subject

LATHE = """# The Alder lathe

## How do I get one?

The Alder lathe is sold through four dealers in the north.

## How loud is it?

The Alder lathe stays below seventy decibels in every test.
A cover keeps the chips away from the operator.

## Storage and transport

- Weight: the Alder lathe weighs forty kilograms with its stand.
- Finish: the Alder lathe is painted green at the works.
"""
MILL = """# The Birch mill

## Noise

The Birch mill reaches ninety decibels under load.

## Buying

The Birch mill is ordered from the maker, who delivers within a month.
Noise, noise and again noise is what the maker of the Birch mill hears of most in letters.
"""
QUERY = "Compare the Alder lathe and the Birch mill. Sections: 1. Buying and noise 2. Weight 3. Conclusion. 300 words."


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parts")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "lathe.md").write_text(LATHE, "utf-8")
    (folder / "corpus" / "mill.md").write_text(MILL, "utf-8")
    asked = commission.read(QUERY)
    return gathering.gather(asked, corpus.read(folder / "corpus", cache=folder / "cache"), (), folder / "index")


@pytest.mark.parametrize(
    ("title", "whose", "alone", "compares"),
    [
        ("Heat treatment", "Heat treatment", True, False),
        ("Sprays: costs", "Sprays", False, False),
        ("How the two compare", "both", False, True),
        ("Sprays vs. heat treatment: side by side", "both", False, True),
        ("Heat treatment and sprays compared", "both", False, True),
        ("How they differ", "both", False, True),
        ("Differences in cost", "both", False, False),
        ("Comparison", "both", False, True),
    ],
)
def test_whose_a_section_is_by_its_title(title, whose, alone, compares):
    sides = tuple(map(subject, ("Heat treatment", "Sprays")))
    assert naming.heard(title, sides) == (sides if whose == "both" else (subject(whose),))
    assert naming.alone(title, sides) == alone
    names = naming.pattern(side.name for side in sides)
    assert fitting.compares_all(title, names) == compares


@pytest.mark.parametrize("case", loaded("evidence/questions.yml"), ids=lambda case: case["title"])
def test_a_title_asks_its_questions(case):
    assert list(fitting.questions(case["title"])) == case["questions"]


def best(found, section, question, side):
    fits = [f for f in found.fits if (f.section, f.question) == (section, question)]
    return next(found.cards[f.card] for f in fits if found.cards[f.card].side == side)


def offered(found, section, question, side):
    fits = [f for f in found.fits if (f.section, f.question) == (section, question)]
    return [(f.score, found.cards[f.card]) for f in fits if found.cards[f.card].side == side]


def test_what_stands_below_the_heading_that_asks_answers(found):
    """What is quoted of it stands below the heading; other parts that have the word may do as well."""
    told = [one for one in offered(found, 1, "Noise", "Birch mill") if one[1].excerpt is not None]
    assert any(score > 0.2 and card.text.startswith("The Birch mill reaches ninety") for score, card in told)
    assert best(found, 1, "Buying", "Birch mill").headings[-1] == "Buying"


def test_a_label_is_a_heading(found):
    assert best(found, 2, "", "Alder lathe").text.startswith("Weight:")


def test_a_part_is_what_one_document_says_of_one_side_below_one_heading(found):
    for part in found.parts:
        cards = [found.cards[n] for n in part.cards]
        assert {(c.span.document, c.headings, c.side) for c in cards} == {(part.document, part.headings, part.side)}
        assert [c.span for c in cards] == sorted(c.span for c in cards)


@pytest.mark.parametrize(
    ("question", "headings", "said", "speaks"),
    [
        ("Costs", ("Pricing",), "It is sold in shops.", True),  # by an aspect
        ("Harbour", (), "The harbour lies in the north.", True),  # by a word
        ("Harbour", ("Trade",), "It lies in the north.", False),
        ("安全", ("安全性",), "它由三部分组成。", True),
        ("安全", ("价格",), "它由三部分组成。", False),
    ],
)
def test_what_may_stand_below_a_question_speaks_of_it(question, headings, said, speaks):
    assert fitting.speaks(question, headings, said) is speaks


def test_the_head_of_a_chinese_compound_is_its_last_character():
    assert parts._heading("每天断电吗")[1] and fitting.asked("电和网", frozenset()).keys() == {"电", "网"}
