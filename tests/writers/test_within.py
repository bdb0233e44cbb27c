"""What of a part is quoted: below a heading that speaks of the question all of it, elsewhere what speaks of it."""

import pytest

from generator import corpus as corpora
from generator.evidence import Card, Fit, Span, sections
from generator.gate import support
from generator.writers import quoting, within
from generator.writers.quoting import Offered

SIDES = (support.subject("Pellow press"), support.subject("Tern dripper"))
WORDS = (
    "# Two ways\n\n## Pellow press\n\nThe Pellow press steeps the grounds for four minutes in hot water. "
    "The Pellow press needs no filters, which keeps its running cost low. "
    "The mesh of the Pellow press lets fine particles through.\n"
)


@pytest.fixture
def excerpts(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "two.md").write_text(WORDS, "utf-8")
    (document,) = corpora.read(tmp_path / "corpus", cache=tmp_path / "cache").documents
    cards = sections.cards([(document, chunk) for chunk in document.chunks], SIDES, frozenset())
    return [one for one in cards if one.excerpt is not None]


def offered(card, serving, question):
    return Offered(fit=Fit(card=0, section=1, score=serving, question=question), card=card, serving=serving, worth=1.0)


def single(quote):
    start = WORDS.index(quote) - WORDS.index("The Pellow press steeps")
    span = Span(document="two.md", chunk=1, start=start, end=start + len(quote), quote=quote)
    return Card(span=span, text=quote, language="en", side="Pellow press", via="name", headings=("Pellow press",))


def narrowed(found, title, likely=0.35):
    names = {"pellow", "press", "tern", "dripper"}
    return within.narrowed(found, {"two.md": "Two ways"}, names, title, likely, "en")


COST = single("The Pellow press needs no filters, which keeps its running cost low.")
MESH = single("The mesh of the Pellow press lets fine particles through.")


def test_of_a_part_on_other_matters_only_the_sentence_on_the_question_is_used(excerpts):
    whole = max(excerpts, key=lambda one: len(one.text))
    found = narrowed([offered(whole, 0.9, ""), offered(COST, 0.4, ""), offered(MESH, 0.4, "")], "Cost")
    assert [(one.card, one.serving) for one in found] == [(COST, quoting.BESIDE)]


def test_a_part_that_is_not_likely_to_answer_raises_nothing(excerpts):
    whole = max(excerpts, key=lambda one: len(one.text))
    found = narrowed([offered(whole, 0.2, ""), offered(COST, 0.4, "")], "Cost")
    assert [(one.card, one.serving) for one in found] == [(COST, 0.4)]


@pytest.mark.parametrize("title", ("Fine particles and grounds", "Pellow press"))
def test_what_speaks_of_the_question_throughout_or_is_asked_nothing_stays_whole(excerpts, title):
    told = [one for one in excerpts if "running" not in one.text or title == "Pellow press"]
    every = [offered(one, 0.9, "") for one in told]
    assert narrowed(every, title) == tuple(every)


@pytest.mark.parametrize(("question", "heading", "told"), (
    ("How is it cleaned?", "Cleaning", True),
    ("What does it cost?", "Prices", True),
    ("How is it cleaned?", "Brewing", False),
))  # fmt: skip
def test_a_heading_speaks_of_a_question_by_its_words_or_its_aspect(question, heading, told):
    assert within.Question(question, frozenset()).heads(heading) == told


def test_where_nothing_of_a_side_speaks_of_a_question_all_stays():
    assert narrowed([offered(MESH, 1.2, "")], "Cost") == (offered(MESH, 1.2, ""),)
