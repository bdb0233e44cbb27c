"""What stands beside a passage: it may be cited as far as it may be evidence, and what limits a passage belongs to it."""

from types import SimpleNamespace

import pytest

from generator import corpus
from generator.evidence import claims
from generator.gate import support
from generator.writers.llm_beside import Beside
from generator.writers.llm_parts import Parts
from generator.writers.llm_passages import Pool

SIDES = (support.subject("Pellow"), support.subject("Tern Club"))
WORDS = """# Rules of Pellow

They keep the hall and the shed of the old harbour dry. Pellow lends its boats to members in June. However, racing boats stay in the shed of the club.

It is said that the boats of Pellow are old. That is a myth. Pellow paints each boat twice a year in the yard.

Members of Pellow may bring guests to the hall. They wash the glasses of the bar on Sunday. Other clubs do not.
"""


@pytest.fixture
def pool(tmp_path):
    (tmp_path / "clubs").mkdir()
    (tmp_path / "clubs" / "pellow.md").write_text(WORDS, "utf-8")
    (document,) = corpus.read(tmp_path / "clubs", cache=tmp_path / "cache").documents
    commission = SimpleNamespace(
        sections=[SimpleNamespace(number=1, title="Boats", role="body")], sides=SIDES, prohibitions=(),
    )  # fmt: skip
    pool = Pool.__new__(Pool)
    pool.commission, pool.offered, pool.sections, pool._names, pool._told = commission, {}, {1: []}, {}, set()
    pool.parts = Parts()
    pool.documents, pool._seen = {document.path: document}, set()
    read = claims.cards([(document, chunk) for chunk in document.chunks], SIDES, frozenset())
    pool._beside = Beside(commission, SimpleNamespace(cards=read))
    pool.cards = {card.text: card for card in (*read, *claims.loose(((document, document.chunks[0]),), SIDES, read))}
    return pool


def offered(pool, words):
    (card,) = (card for said, card in pool.cards.items() if said.startswith(words))
    return pool.add(1, [card])


def test_what_stands_beside_a_passage_has_an_id_and_can_be_told(pool):
    (name,) = offered(pool, "Pellow lends")
    (shown,) = pool.plain([name])
    assert (
        shown["before"]
        == "They keep the hall and the shed of the old harbour dry."
        == pool.offered[shown["before_id"]].words
    )
    assert pool.known([name]) == {name, shown["before_id"]} and pool.sections[1] == [name]
    assert [source.words for source in pool.sources([shown["before_id"]])] == [shown["before"]]


def test_what_was_seen_beside_a_passage_is_offered_when_it_is_found(pool):
    (name,) = offered(pool, "Pellow lends")
    beside = pool.plain([name])[0]["before_id"]
    assert offered(pool, "They keep") == (beside,) and pool.sections[1] == [name, beside]


def test_what_a_source_takes_back_has_no_id(pool):
    (name,) = offered(pool, "Pellow paints")
    (shown,) = pool.plain([name])
    assert shown["before"] == "That is a myth."
    assert "It is said" not in " ".join(one.words for one in pool.offered.values())


def test_a_sentence_that_limits_a_passage_belongs_to_it(pool):
    (name,) = offered(pool, "Pellow lends")
    one = pool.offered[name]
    assert one.words.endswith("However, racing boats stay in the shed of the club.") and len(one.spans) == 2
    assert "after" not in pool.plain([name])[0]
    (other,) = offered(pool, "Members of Pellow")
    assert pool.offered[other].limit is None
