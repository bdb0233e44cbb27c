"""Which sentence of a section that is too long goes first."""

import pytest

from generator.brief.draft import Statement
from generator.brief.ledger import Checked
from generator.evidence import Span
from generator.writers.llm_fit import Fit
from generator.writers.llm_prose import Piece

SPAN = Span(document="a.md", chunk=1, start=0, end=1, quote="a")
READ = Checked(model="m", prompt="0" * 64, reply="{}")


class Bare(Fit):
    """One without a brief around it."""

    def __init__(self, totals):
        self.totals = totals

    def _totals(self):
        return self.totals


def piece(words, *, point=1, side=None, relation="retold", checked=READ, own=True):
    said = Statement(kind="claim", text=words, side=side, spans=((SPAN, relation),), checked=checked)
    return Piece(point=point, statements=(said,), own=own)


LOG = "The broker keeps its log on disk."
AGAIN = "The broker keeps the log on its disk for long."
COST = "A licence costs nothing to small teams."
SIGN = "Consumers sign in by certificate."


@pytest.mark.parametrize(
    ("pieces", "goes"),
    [
        ([piece(LOG), piece(AGAIN), piece(COST, point=2)], LOG),  # the other says all of it
        ([piece(AGAIN), piece(SIGN), piece(LOG)], LOG),
        ([piece(COST, point=2), piece(SIGN), piece(LOG)], LOG),  # the only answer to the second point stays
        ([piece(LOG), piece(SIGN), piece(COST)], COST),  # alike in all: the last
        ([piece(LOG, checked=None), piece(SIGN), piece(COST)], LOG),  # nobody found words for it
        ([piece(LOG), piece(SIGN, relation="edited"), piece(COST, relation="verbatim")], LOG),
        ([piece(LOG), piece(SIGN, own=False), piece(COST)], SIGN),
        ([piece(LOG, point=0), piece(COST), piece(SIGN, point=2)], LOG),  # written to fill up
        ([piece(LOG, side="A"), piece(SIGN, side="B"), piece(COST, side="A")], COST),  # the only one of its side stays
    ],
)
def test_what_the_outline_needs_least_goes_first(pieces, goes):
    assert Bare({"A": 9, "B": 3})._least(pieces).statements[0].text == goes
