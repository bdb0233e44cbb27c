"""What is offered to the selection: the best passages of a side on a question, and none far below them."""

from generator.evidence import Card, Fit, Span
from generator.writers import offering


def offered(serving, *, side="A", question="", attached=False):
    span = Span(document="d", chunk=1, start=0, end=4, quote="One.")
    card = Card(span=span, text="One.", language="en", side=side, via="name", attached=attached)
    fit = Fit(card=0, section=1, score=serving, question=question)
    return offering._Offered(fit=fit, card=card, serving=serving, worth=1.0)


def test_what_serves_far_less_than_the_best_of_its_side_on_its_question_is_not_used():
    strong, near, weak = offered(3.0), offered(2.8), offered(2.0)
    other, elsewhere, given = offered(2.0, side="B"), offered(2.0, question="Fees"), offered(1.0, attached=True)
    told = list(offering._best((strong, near, weak, other, elsewhere, given)))
    assert told == [strong, near, other, elsewhere, given]
