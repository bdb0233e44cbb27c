"""A point of a list that holds only with what introduces it stands nowhere alone, whoever wrote the brief."""

import pytest

from generator import corpus
from generator.evidence import blocks

LINES = (
    "# Berths\n\nIf the permit has expired, owners must not:\n\n- Move the boat to another berth.\n- Sell the permit.\n"
)


@pytest.mark.parametrize(
    ("lead", "bound"),
    [
        ("If the permit has expired, owners must not:", True),
        ("When the harbour is closed, owners should:", True),
        ("The harbour has two rules:", False),
    ],
)
def test_a_point_is_bound_by_the_clause_that_introduces_it(tmp_path, lead, bound):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "b.md").write_text(LINES.replace("If the permit has expired, owners must not:", lead), "utf-8")
    (made,) = corpus.read(tmp_path / "c", cache=tmp_path / "cache").documents
    chunk = made.chunks[0]
    start = chunk.text.index("Move the boat")
    assert blocks.bounded(made, chunk, start) is bound
    assert not blocks.bounded(made, chunk, chunk.text.index(lead[:5]))
