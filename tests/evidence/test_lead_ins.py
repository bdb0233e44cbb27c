"""Points of a list that stand in one line, and whom the words before a list or a paragraph are on."""

import pytest

from generator import corpus as corpora
from generator.commission import Subject
from generator.corpus.readers import run_on
from generator.evidence import claims

SUBJECTS = tuple(Subject(name=name, origin="text", words=name) for name in ("Pellow", "Harwick Pier"))
PAGE = """## Reviews

**Pellow Reviews: ** * **Praise: ** Skippers praise the calm water of the inner basin. * **Blame: ** The pumps are slow.

* **Wishes: ** Some skippers ask for longer piers.

**Harwick Pier Reviews: ** * **Praise: ** Skippers praise the new crane of the yard.

There have also been complaints about the loud engines at night.

## Which one

**Choose Pellow if: ** * You sail a small boat and want calm water. * You moor for a whole winter.

**Avoid Harwick Pier if: ** * You sleep lightly on board.

## Cost: Pellow Vs. Gorran

* **Pellow's Cost: ** Pellow charges by the month. Berths range from 40 to 60 dollars for a small boat.

* **Gorran's Cost: ** Gorran charges by the day. Berths range from 4 to 6 dollars for a small boat.
"""


@pytest.fixture(scope="module")
def sides(tmp_path_factory):
    place = tmp_path_factory.mktemp("lead")
    (place / "corpus").mkdir()
    (place / "corpus" / "harbours.md").write_text(PAGE, encoding="utf-8")
    (document,) = corpora.read(place / "corpus", cache=place / "cache").documents
    pairs = [(document, chunk) for chunk in document.chunks]
    read = claims.cards(pairs, SUBJECTS, frozenset())
    return {card.text: card.side for card in (*read, *claims.loose(pairs, SUBJECTS, read, least=2))}


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("inner basin", "Pellow"),
        ("pumps are slow", "Pellow"),
        ("longer piers", "Pellow"),
        ("new crane", "Harwick Pier"),
        ("loud engines", "Harwick Pier"),
        ("want calm water", "Pellow"),
        ("whole winter", "Pellow"),
        ("sleep lightly", None),
        ("40 to 60 dollars", "Pellow"),
        ("4 to 6 dollars", None),
    ],
)
def test_a_point_is_on_whom_its_lead_in_is_on(sides, words, side):
    assert {told for text, told in sides.items() if words in text} == {side}


@pytest.mark.parametrize(
    ("words", "item", "found"),
    [
        ("Choose it if: * You sail. * You moor", False, ("Choose it if:", "You sail.", "You moor")),
        ("Costs: * Rent: 5 * 6 dollars", False, ("Costs:", "Rent: 5 * 6 dollars")),
        ("Rent: 3 * 4 is 12", False, ("Rent: 3 * 4 is 12",)),
        ("A price * with a note * below", False, ("A price * with a note * below",)),
        ("Rent: low. * Crane: new.", True, ("Rent: low.", "Crane: new.")),
        ("Rent: low. * Crane: new.", False, ("Rent: low. * Crane: new.",)),
    ],
)
def test_marks_of_a_list_in_one_line_part_its_points(words, item, found):
    assert run_on.parted(words, item=item) == found
