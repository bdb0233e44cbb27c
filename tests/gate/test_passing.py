"""What leans on the sentence before it in its source: not what speaks of the heading right above it."""

from types import SimpleNamespace

import pytest

from generator import corpus
from generator.brief.ledger import Entry, Support
from generator.gate import passing
from generator.gate.view import Backed, Place

LATHE = """# Machines

## The Alder lathe

It stays below seventy decibels in every test. It weighs forty kilograms with its stand.

It is painted green at the works.

## Belts

These are changed each spring.
"""


@pytest.mark.parametrize(
    ("quote", "lead", "leans"),
    [
        ("It stays below seventy decibels in every test.", "Alder: ", False),
        ("It stays below seventy decibels in every test.", "", True),
        ("It weighs forty kilograms with its stand.", "Alder: ", True),
        ("It is painted green at the works.", "Alder: ", True),
        ("These are changed each spring.", "Alder: ", True),
    ],
)
def test_a_pronoun_speaks_of_the_heading_right_above_it(tmp_path, quote, lead, leans):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.md").write_text(LATHE, "utf-8")
    [document] = corpus.read(tmp_path / "corpus", cache=tmp_path / "cache").documents
    chunk = next(chunk for chunk in document.chunks if quote in chunk.text)
    start = chunk.text.index(quote)
    span = Support(
        source="S1", chunk=1, chunk_sha256="", start=start, end=start + len(quote), quote=quote, relation="verbatim"
    )
    entry = Entry(id="s-1", section=1, kind="claim", text=lead + quote, side="Alder", lead=lead, supports=(span,))
    item = SimpleNamespace(sentence=SimpleNamespace(line=1))
    one = Backed(item=item, entry=entry, places=(Place(span=span, document=document, chunk=chunk),))
    assert passing.leans(one) == leans
    assert [finding.code for finding in passing.check([one])] == ["context"] * leans
