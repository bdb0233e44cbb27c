"""Whose document says it: what is offered says so, and a sentence of a section that compares has to."""

import json
from types import SimpleNamespace

import pytest

from generator import corpus
from generator.evidence import claims
from generator.gate import checking, retelling, support
from generator.writers.llm_beside import Beside
from generator.writers.llm_parts import Parts
from generator.writers.llm_passages import Pool
from generator.writers.llm_prompt import Said
from generator.writers.llm_prose import Writer

SIDES = (support.subject("Pellow"), support.subject("Tern Club"))
FILES = {
    "pellow/a.md": "# Bylaws (converted)\n\nStatus: superseded in 2021\n\n## Officers\n\n"
    "A deliberative vote by members elects the Treasurer, who keeps the books of GitHub for one year.\n",
    "tern-club/b.md": "# Rules as of last year\n\n## Officers\n\n"
    "A Bookkeeper, who reports to the members, is chosen by GitHub for three years.\n",
    "c.md": "# On ledgers\n\n## Officers\n\nPellow and Tern Club keep their books on paper, and both lock them away.\n",
}


@pytest.fixture
def asked(tmp_path):
    """Return what says of a sentence of section 1, which compares, or 2, what is wrong with it; of two clubs whose
    folders alone are called by them, and a document on both."""
    for path, words in FILES.items():
        (tmp_path / "clubs" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "clubs" / path).write_text(words, "utf-8")
    documents = corpus.read(tmp_path / "clubs", cache=tmp_path / "cache").documents
    pairs = [(document, chunk) for document in documents for chunk in document.chunks]
    read = claims.cards(pairs, SIDES, frozenset())
    cards = (*read, *claims.loose(pairs, SIDES, read))
    roles = {1: "body", 2: "background"}
    commission = SimpleNamespace(
        sections=[SimpleNamespace(number=n, title="Officers", role=role) for n, role in roles.items()],
        sides=SIDES, register="plain", query="Compare Pellow and Tern Club", prohibitions=(),
    )  # fmt: skip
    pool = Pool.__new__(Pool)
    pool.commission, pool.offered, pool.sections, pool._names, pool._told = commission, {}, {1: []}, {}, set()
    pool.evidence = SimpleNamespace(documents=documents)
    pool.parts = Parts()
    pool.documents = {document.path: document for document in documents}
    pool._seen, pool._beside = set(), Beside(commission, SimpleNamespace(cards=()))
    pool.add(1, cards)
    subjects = {one.name: one for one in SIDES}
    desk = SimpleNamespace(language="en", unit="words", commission=commission, subjects=subjects, sides=tuple(subjects))
    writer = Writer(pool, desk, None)
    by_path = {one.card.span.document: one for one in pool.offered.values()}

    def faults(words, *paths, section=1):
        names = tuple(by_path[path].name for path in paths)
        found, wrong = writer.judged(Said(point=1, text=words, passages=names), section, set(pool.offered), [])
        return [(fault.code, fault.words) for fault in wrong if fault.code not in retelling.DOUBTS]

    return SimpleNamespace(faults=faults, by_path=by_path, pool=pool)


BOOKS = "elect the Treasurer, who keeps the books of GitHub for one year."


def test_a_passage_says_whose_document_it_stands_in(asked):
    told = {path: one.plain() for path, one in asked.by_path.items()}
    assert told["pellow/a.md"]["of"] == "Pellow" and "side" not in told["pellow/a.md"]
    assert told["tern-club/b.md"]["of"] == "Tern Club" and "of" not in told["c.md"]


@pytest.mark.parametrize(
    ("words", "paths", "wrong"),
    [
        (f"Under the Bylaws (converted) members {BOOKS}", ["pellow/a.md"], "Pellow"),
        (f"At Pellow members {BOOKS}", ["pellow/a.md"], ""),
        ("At Pellow a deliberative vote elects the Treasurer, and a Bookkeeper is chosen by GitHub for three years.",
         ["pellow/a.md", "tern-club/b.md"], "Tern Club"),
        ("Books are kept on paper and locked away at both.", ["c.md"], "Pellow, Tern Club"),
        ("Pellow and Tern Club keep their books on paper and lock them away.", ["c.md"], ""),
    ],
)  # fmt: skip
def test_a_sentence_that_names_no_side_goes_back_with_the_name(asked, words, paths, wrong):
    found = asked.faults(words, *paths)
    assert found == ([("whose", wrong)] if wrong else [])
    assert not [code for code, _ in asked.faults(words, *paths, section=2) if code == "whose"]


def test_a_passage_says_what_its_document_says_of_itself_and_a_sentence_may(asked):
    told = {path: one.plain() for path, one in asked.by_path.items() if one.card.headings[-1:] == ("Officers",)}
    assert told["pellow/a.md"]["status"] == "Status: superseded in 2021" and "status" not in told["c.md"]
    said = "elect the Treasurer, who keeps the books of GitHub for one year."
    assert asked.faults(f"Under the bylaws of Pellow, superseded in 2021, members {said}", "pellow/a.md") == []
    assert ("number", "2019") in asked.faults(f"Under the bylaws of Pellow of 2019 members {said}", "pellow/a.md")


def test_another_side_is_none_of_a_document_that_speaks_of_a_side(asked):
    found = asked.faults(f"At Pellow, unlike Tern Club, members {BOOKS}", "pellow/a.md")
    assert ("subject", "Tern Club") in found


def test_a_second_reader_sees_whose_document_it_is_and_the_headings(asked):
    one = asked.by_path["pellow/a.md"]
    sources = asked.pool.sources([one.name])
    shown = json.loads(checking.messages("Pellow elects.", sources, "en")[1]["content"].split("\n")[3])
    assert (
        shown["status"] == "Status: superseded in 2021"
        and shown["of"] == "Pellow"
        and shown["document"] == "Bylaws (converted)"
        and "Officers" in shown["under"]
    )
    quotes = [{"passage": "p1", "words": words} for words in ("elects the Treasurer", "Officers")]
    said = [{"text": "Pellow elects the Treasurer among its officers", "supported": True, "quotes": quotes}]
    sentence = "Pellow elects the Treasurer among its officers."
    assert checking.faults(json.dumps({"statements": said}), sentence, sources) == ()
    little = [{"passage": "p1", "words": "the"}]
    assert (
        checking.faults(json.dumps({"statements": [said[0] | {"quotes": quotes[:1] + little}]}), sentence, sources)
        == ()
    )
    assert checking.faults(json.dumps({"statements": [said[0] | {"quotes": little}]}), sentence, sources)
