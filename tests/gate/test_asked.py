"""The gate reads a commission from its record as the pipeline read it, whatever was attached and whatever the corpus
spoke for."""

import itertools
from pathlib import Path

import pytest

from generator import commission as commissions
from generator.brief import front as fronts
from generator.commission import Held
from generator.errors import BriefproofError
from generator.gate import asked
from generator.pipeline import Request, inputs
from tests.helpers import loaded

OWN = loaded("gate/asked.yml")
QUERIES = list(
    dict.fromkeys(
        case.get("q") or case.get("query")
        for name in ("zh", "en", "resolve", "by-corpus", "asked-by-others", "asked-questions", "asked-once")
        for case in loaded(f"commission/{name}.yml")
    )
)
GIVEN = (
    ((), ()),
    (("GPT-4 Technical Report",), ()),
    (("Llama 2: Open Foundation and Fine-Tuned Chat Models", "Spanner: a globally distributed database"), ()),
    ((), ("Hugging Face",)),
    (("华法林使用手册",), ("PyTorch", "TensorFlow")),
)
"""(titles of documents, platforms that images show)."""


class Titles:
    """How many documents of a corpus of titles hold a name; "all" and "none" hold every name, or none."""

    def __init__(self, corpus):
        self.corpus = corpus

    def __call__(self, name):
        corpus = self.corpus
        told = corpus == "all" or (corpus != "none" and sum(name.casefold() in one.casefold() for one in corpus))
        return Held(told=int(told), documents=5, share=float(told), spoken=int(told))

    def parties(self):
        return ()


def made(query, titles, platforms, corpus):
    """Return the commission as the pipeline reads it."""
    files = tuple(Path(f"{number}.md") for number in range(len(titles)))
    images = tuple(Path(f"{number}.png") for number in range(len(platforms)))
    found = inputs.understood(Request(query=query, documents=files, images=images), Titles(corpus))
    return commissions.resolve(found, documents=titles, platform=platforms)


def again(query, titles, platforms, commission):
    names = tuple(subject.name for subject in commission.subjects)
    return asked.read(query, titles, platforms, False, names, given=bool(titles or platforms))


@pytest.mark.parametrize("case", OWN, ids=lambda case: case["query"][:40])
def test_of_several_ways_to_read_it_that_of_the_record_counts(case):
    titles, platforms = tuple(case.get("documents", ())), tuple(case.get("platforms", ()))
    found = made(case["query"], titles, platforms, case["holds"])
    assert [subject.name for subject in found.subjects] == case["subjects"]
    read = again(case["query"], titles, platforms, found)
    assert fronts.understood(read, by="") == fronts.understood(found, by="")


def test_every_commission_is_read_as_it_was():
    tried, unlike = 0, []
    for number, (query, corpus) in enumerate(itertools.product(QUERIES, ("all", "none"))):
        titles, platforms = GIVEN[number % len(GIVEN)]
        try:
            found = made(query, titles, platforms, corpus)
        except BriefproofError:
            continue
        tried += 1
        read = again(query, titles, platforms, found)
        if fronts.understood(read, by="") != fronts.understood(found, by=""):
            unlike.append((query[:60], titles, platforms, corpus))
    assert tried > 250
    assert not unlike, f"{len(unlike)} of {tried}"


def test_a_record_that_no_reading_gives_is_not_taken():
    query = "对比 OpenAI 与 Hugging Face 的开放程度。"
    read = asked.read(query, (), (), False, ("Mistral", "Cohere"), given=False)
    assert [subject.name for subject in read.subjects] == ["OpenAI", "Hugging Face"]
