"""Which part answers a question that no section asks: one that holds its words or stands below a heading that asks it."""

from types import SimpleNamespace

import pytest

from generator import corpus
from generator.evidence import Evidence
from generator.evidence.weighing import Answer, Weighing
from generator.gate import support

SIDES = (support.subject("Pellow"), support.subject("Tern Club"))
FILES = {
    "pellow.md": "# Pellow\n\n## Boats\n\nPellow lends its boats to members in June, for a deposit of 40 pounds each.\n\n"
    "## Hall\n\nThe hall of Pellow is open to guests of members on Sunday, and closed in winter for repairs.\n",
    "tern.md": "# Tern Club\n\n## Hall\n\nTern Club lets its hall to other clubs of the town for dances and for meals.\n",
}


@pytest.fixture
def weighing(tmp_path):
    for path, words in FILES.items():
        (tmp_path / "clubs").mkdir(exist_ok=True)
        (tmp_path / "clubs" / path).write_text(words, "utf-8")
    documents = corpus.read(tmp_path / "clubs", cache=tmp_path / "cache").documents
    commission = SimpleNamespace(
        sections=(SimpleNamespace(number=1, title="Hall", role="body"),), sides=SIDES, prohibitions=(),
        query="Compare Pellow and Tern Club: hall",
    )  # fmt: skip
    return Weighing(commission, Evidence(cards=(), parts=(), fits=(), documents=documents))


@pytest.mark.parametrize(
    ("side", "words", "sure"),
    [
        ("Pellow", "deposit for boats", True),
        ("Pellow", "insurance of the boats", False),  # two words meet in what says something else
        ("Tern Club", "deposit for boats", False),
        ("Tern Club", "hall for dances", True),
    ],
)
def test_the_best_part_answers_only_where_it_holds_the_matter(weighing, side, words, sure):
    best = next(iter(weighing.answers(words, words, side)), None)
    assert (best is not None and best.sure) == sure
    assert best is None or best.card.side == side


@pytest.mark.parametrize(
    ("share", "held", "headed", "sure"),
    [
        (0.4, 0.9, 0.0, True),
        (0.3, 1.0, 5.0, False),
        (0.9, 0.5, 1.7, False),
        (0.9, 0.4, 4.0, True),
        (0.9, 0.0, 4.0, False),
    ],
)
def test_a_share_alone_is_no_answer(share, held, headed, sure):
    assert Answer(card=None, share=share, held=held, headed=headed).sure == sure
