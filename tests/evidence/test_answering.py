"""How well a part of a source answers: whose document it is, and what its heading says, weigh most."""

import pytest

from generator import corpus as corpora
from generator.evidence import answering, attributing, meaning, sections
from generator.gate import support

SIDES = (support.subject("Pellow"), support.subject("Tern Club"))
DOCUMENTS = {
    "pellow": "# Pellow\n\nPellow is a club for sailors on the lake in the north.\n\n"
    "## Fees\n\nA member pays twelve pounds a year, and guests of members pay two pounds for each day.\n\n"
    "## Boats\n\nThe club owns nine boats, and each of them can be hired for a day.\n",
    "tern": "# Tern Club\n\nTern Club is a club for anglers on the same lake.\n\n"
    "## Fees\n\nThe fee of a member is ninety pounds a year, and nobody else may fish.\n\n"
    "## Fees of Pellow\n\nA member of Pellow pays twelve pounds a year as far as we know.\n",
    "lake": "# The lake\n\nThe lake is nine miles long and open to everyone from May on.\n\n"
    "## Clubs\n\nPellow and Tern Club both have their houses on its southern shore.\n",
}


@pytest.fixture
def pool(tmp_path, monkeypatch):
    """Return what makes the parts of the documents, for some sides, where no model of meaning is installed."""
    monkeypatch.setattr(meaning, "there", lambda: False)
    (tmp_path / "corpus").mkdir()
    for name, words in DOCUMENTS.items():
        (tmp_path / "corpus" / f"{name}.md").write_text(words, "utf-8")
    documents = corpora.read(tmp_path / "corpus", cache=tmp_path / "cache").documents

    def made(sides=SIDES):
        cards = sections.cards([(one, chunk) for one in documents for chunk in one.chunks], sides, frozenset())
        owners = {
            one.path: found.subject.name
            for one in documents
            if sides and (found := attributing.about(one, sides)) and found.titled
        }
        titles = {one.path: one.title for one in documents}
        return answering.Pool(cards, titles, owners, sides, "Compare the clubs in fees")

    return made


def ranked(pool, side, title="Fees", question="What are the fees of a member?"):
    """Return (title of the document, heading) of the parts that may answer for a side, the best first."""
    scores = {n: score for (n, _, of), score in pool.scores([(title, question)]).items() if of == side}
    places = [pool.places[n] for n in sorted(scores, key=lambda n: (-scores[n], n))]
    return [(one.title, one.card.headings[-1] if one.card.headings else "") for one in places]


@pytest.mark.parametrize("side", ["Pellow", "Tern Club"])
def test_a_side_is_answered_best_by_its_own_document_below_the_heading_that_is_asked_for(side, pool):
    found = ranked(pool(), side)
    assert found[0] == (side, "Fees")
    assert not [one for one in found if one[0] not in (side, "The lake", "Tern Club")]


def test_its_own_heading_goes_before_another_of_its_document(pool):
    assert ranked(pool(), "Pellow", "Boats", "Which boats are there?")[0] == ("Pellow", "Boats")


def test_a_part_of_another_counts_for_nobody_else(pool):
    assert ("Pellow", "Fees") not in ranked(pool(), "Tern Club")
    assert ("Tern Club", "Fees") not in ranked(pool(), "Pellow")


def test_without_sides_all_parts_may_answer(pool):
    found = ranked(pool(()), "")
    assert found[0][1].startswith("Fees") and len(found) == len(pool(()).places)


def test_scores_are_parts_of_one(pool):
    scores = pool().scores([("Fees", "What are the fees of a member?"), ("Boats", "Which boats are there?")])
    assert scores and all(0 <= score <= 1 for score in scores.values())
    assert {at for _, at, _ in scores} == {0, 1}


def test_nothing_to_answer_with_or_to_answer(pool):
    assert answering.Pool((), {}, {}, SIDES, "Fees").scores([("Fees", "What are the fees?")]) == {}
    assert pool().scores([]) == {}


def test_the_excerpts_of_a_heading_are_one_part(pool):
    for place in pool().places:
        assert place.card.text and len(place.cards) >= 1
    assert len({(one.title, one.card.headings, one.card.span.start) for one in pool().places}) == len(pool().places)


def test_a_document_without_headings_answers_too(tmp_path, monkeypatch):
    monkeypatch.setattr(meaning, "there", lambda: False)
    (tmp_path / "corpus").mkdir()
    words = "The fees of the Tern Club are forty pounds a year, and a member pays them in the month of May."
    (tmp_path / "corpus" / "Tern Club.md").write_text(f"# Tern Club\n\n{words}\n", "utf-8")
    (document,) = corpora.read(tmp_path / "corpus", cache=tmp_path / "cache").documents
    cards = sections.cards([(document, chunk) for chunk in document.chunks], SIDES, frozenset())
    made = answering.Pool(cards, {document.path: document.title}, {document.path: "Tern Club"}, SIDES, "Fees")
    assert max(made.scores([("Fees", "What are the fees of a member?")]).values()) > 0.8


def test_a_heading_counts_once_however_many_paragraphs_it_has(tmp_path, monkeypatch):
    monkeypatch.setattr(meaning, "there", lambda: False)
    (tmp_path / "corpus").mkdir()
    one = "The boats of the club lie in the harbour of the lake, and every one of them has a number on its side from May on.\n\n"
    told = []
    for times in (1, 4):
        words = f"# Pellow\n\n## Boats\n\n{one * times}## Fees\n\nThe fees of a member of Pellow are twelve pounds a year, paid in May.\n"
        (tmp_path / "corpus" / "Pellow.md").write_text(words, "utf-8")
        (document,) = corpora.read(tmp_path / "corpus", cache=tmp_path / f"cache{times}").documents
        cards = sections.cards([(document, chunk) for chunk in document.chunks], SIDES, frozenset())
        made = answering.Pool(cards, {document.path: document.title}, {document.path: "Pellow"}, SIDES, "Fees")
        scores = made.scores([("Boats", "Which boats are there?")])
        told += [score for (n, _, _), score in scores.items() if made.places[n].card.headings == ("Fees",)]
    assert len(told) == 2 and abs(told[0] - told[1]) < 0.05


def test_where_little_is_said_of_a_side_the_best_of_it_need_not_answer(pool):
    """Of one part alone the best is no answer: nothing in it speaks of what is asked."""
    scores = pool().scores([("Parking", "Where can members park their cars?")])
    assert scores and max(scores.values()) < 0.35
