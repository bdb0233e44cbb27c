"""What a commission leaves out is no evidence: documents by their names, sentences by what they name."""

from generator import commission
from generator.evidence import excluding
from generator.evidence.cards import Card
from generator.evidence.spans import Span
from tests.helpers.retrieval_cases import document

QUERY = "Compare Vellum and Quarto. Ignore the folder called old. Out of scope: Folio, Nib. No view on binding."
HELD = [
    document("old/vellum.md", "Vellum prints in black.", title="Vellum"),
    document("new/vellum.md", "Vellum prints in colour. Folio prints too.", title="Vellum"),
    document("new/quarto.md", "Quarto prints in grey.", title="Quarto beside Folio"),
    document("new/folio.md", "Folio prints in red. Vellum does not.", title="How to use Folio"),
]


def test_documents_are_left_out_by_their_names():
    asked = commission.resolve(commission.read(QUERY))
    kept = [one.path for one in excluding.permitted(HELD, asked, "2026-01-01")]
    assert kept == ["new/vellum.md", "new/quarto.md"]


def test_what_became_of_each_is_told():
    asked = commission.resolve(commission.read(QUERY))
    assert list(excluding.told(asked, HELD)) == [
        "left out for “old/”: old/vellum.md",
        "left out for “Folio”: new/folio.md",
        "“Nib” is to be left out, and no document speaks of it",
    ]


def test_sentences_that_name_a_topic_are_left_out_unless_most_do():
    asked = commission.resolve(commission.read(QUERY))
    said = ["Vellum prints in colour.", "Folio prints too.", "Quarto prints in grey.", "Vellum is no Folio, nor a nib."]
    cards = [_card(one) for one in said]
    assert excluding.matter(cards, asked) == (cards[0], cards[2])
    assert excluding.matter(cards[1:2], asked) == (cards[1],)


def _card(words):
    span = Span(document="a.md", chunk=1, start=0, end=len(words), quote=words)
    return Card(span=span, text=words, language="en", side="Vellum", via="name")
