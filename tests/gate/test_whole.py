"""What a retelling may rest on: whole sentences, and the statements that lists make, never a piece of them."""

from types import SimpleNamespace

import pytest

from generator import corpus as corpora
from generator.evidence import lists
from generator.gate import verdicts
from generator.gate.view import Place

TEXT = """# Incidents

## Resolutions

Possible resolutions to an incident include:

- Nothing, if the committee found no breach.
- A private reprimand from the committee to those involved.
- A public announcement of the incident.

That is decided within two weeks of the report.
"""


@pytest.mark.parametrize("kind", lists.KINDS)
def test_each_kind_of_list_may_be_retold_and_no_piece_of_one(kind, tmp_path):
    (tmp_path / "corpus").mkdir()
    points = "".join(f"- Measure {n} is announced to all members of the association by letter.\n" for n in range(12))
    (tmp_path / "corpus" / "one.md").write_text(
        TEXT.replace("- A public", points + "- A public") if kind == "opening" else TEXT, "utf-8"
    )
    (document,) = corpora.read(tmp_path / "corpus", cache=tmp_path / "cache").documents
    yields = {
        "list": lambda chunk: lists.found(document, chunk),
        "opening": lambda chunk: lists.opened(document, chunk),
        "points": lambda chunk: lists.pointed(chunk, "en"),
    }
    told = [(chunk, lists.span(document, chunk, one)) for chunk in document.chunks for one in yields[kind](chunk)]
    assert told
    for chunk, span in told:
        for end, stands in ((span.end, True), (span.end - 4, False)):
            place = Place(span=SimpleNamespace(start=span.start, end=end), document=document, chunk=chunk)
            assert verdicts.whole(SimpleNamespace(subjects=()), place) == stands
