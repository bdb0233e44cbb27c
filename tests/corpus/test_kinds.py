"""Files of every kind that people really have: what is not read right is marked, none is wrong without a word."""

import pytest

from tools.bench import kinds

pytest.importorskip("reportlab", reason="reportlab typesets the pages (extra `test`)")


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_no_file_of_a_kind_is_read_wrong_without_a_word(kind):
    wrong = {row.case.name: row.said for row in kinds.rows(kinds.module(kind).cases()) if row.outcome == "wrong"}
    assert not wrong


def test_a_kind_is_a_table_of_different_cases():
    for kind in kinds.KINDS:
        names = [case.name for case in kinds.module(kind).cases()]
        assert len(set(names)) == len(names) and all(case.file for case in kinds.module(kind).cases())


@pytest.mark.parametrize(
    ("case", "outcome"),
    [
        (kinds.Case(name="right", file="a.txt", data=b"The harbour is deep.\n", holds=("harbour is",)), "right"),
        (kinds.Case(name="silent", file="a.txt", data=b"The harbour is deep.\n", holds=("harbor is",)), "wrong"),
        (kinds.Case(name="more", file="a.txt", data=b"The harbour is deep.\n", lacks=("deep",)), "wrong"),
        (kinds.Case(name="cut", file="a.txt", data=b"One. Two.\n", sentences=("One. Two.",)), "wrong"),
        (kinds.Case(name="refused", file="a.txt", data=b"\0\1\2\3\0\1" * 99, holds=("deep",)), "marked"),
        (kinds.Case(name="named", file="a.unknown", data=b"The harbour is deep.\n", holds=("deep",)), "marked"),
        (kinds.Case(name="not named", file=".a.txt", data=b"The harbour is deep.\n", holds=("deep",)), "wrong"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_what_counts_as_what(case, outcome):
    assert [row.outcome for row in kinds.rows([case])] == [outcome]
