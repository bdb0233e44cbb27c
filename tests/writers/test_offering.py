"""What is offered to the selection: the best passages of a side on a question, and none far below them."""

from types import SimpleNamespace

import pytest

from generator.evidence import Card, Fit, Span
from generator.writers import offering, tables


def offered(serving, *, side="A", question="", attached=False):
    span = Span(document="d", chunk=1, start=0, end=4, quote="One.")
    card = Card(span=span, text="One.", language="en", side=side, via="name", attached=attached)
    fit = Fit(card=0, section=1, score=serving, question=question)
    return offering.Offered(fit=fit, card=card, serving=serving, worth=1.0)


def test_what_serves_far_less_than_the_best_of_its_side_on_its_question_is_not_used():
    strong, near, weak = offered(3.0), offered(2.8), offered(2.0)
    other, elsewhere, given = offered(2.0, side="B"), offered(2.0, question="Fees"), offered(1.0, attached=True)
    every = (strong, near, weak, other, elsewhere, given)
    assert list(offering._best(every, offering.STOPS)) == [strong, near, other, elsewhere, given]
    assert tuple(offering._best(every, offering.REACHES[-1][0])) == every  # where the brief would be too short


@pytest.mark.parametrize(("dearer", "stands"), ((0.0, True), (0.6, False)))
def test_a_sentence_of_the_table_serves_as_much_as_one_of_the_text(dearer, stands):
    one = offered(1.5)
    cell = SimpleNamespace(spans=((one.card.span, "cell"),))
    desk = SimpleNamespace(
        evidence=SimpleNamespace(fits=(one.fit,), cards=(one.card,)), dearer=dearer, serving=lambda fit: fit.score,
        speaks=lambda card, label: True, clause=lambda card: cell, commission=SimpleNamespace(extras=()),
    )  # fmt: skip
    assert tables._best(desk, (), (), (1, "", "Fees"), "A") == (cell if stands else None)
