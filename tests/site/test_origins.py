"""How many independent sources say what a sentence says."""

import json
from dataclasses import replace

import pytest

from generator.brief import Block, Section, Sentence
from generator.brief.ledger import Checked, Entry
from generator.site.origins import independent
from generator.site.walk import follow, places
from tests.helpers import site_fixture as fixture

WORDS = "社区与平台都提供接口。"


def counted(statements, *, publishers=("", ""), relation="retold"):
    """Return what is counted of a sentence on two documents, with a second reader's answer: passages by statement."""
    pair = [
        replace(one, metadata=(("source", name),) if name else ())
        for one, name in zip((fixture.HUB, fixture.LOCKED), publishers, strict=True)
    ]
    brief, ledger = fixture.brief()
    sources = [{"id": f"S{n}", "kind": "corpus", "title": d.title, "sha256": d.sha256} for n, d in enumerate(pair, 1)]
    spans = [fixture.support(f"S{n}", d.chunks[0], d.chunks[0].text[:6], relation) for n, d in enumerate(pair, 1)]
    told = [
        {"text": WORDS, "supported": True, "quotes": [{"passage": p, "words": "…"} for p in own]} for own in statements
    ]
    read = Checked(model="m", prompt="0" * 64, reply=json.dumps({"statements": told})) if statements else None
    entry = Entry(id="s-1", section=1, kind="claim", text=WORDS, supports=tuple(spans), checked=read)
    row = (Sentence(text=WORDS, citations=()),)
    section = Section(number=1, heading="接口", blocks=(Block(kind="paragraph", rows=(row,)),))
    brief = replace(brief, sections=(section,), front={**brief.front, "sources": sources})
    corpus = replace(fixture.corpus(), documents=tuple(pair))
    walk = follow("b", brief, replace(ledger, entries=(entry,)), places((corpus,), ()))
    return independent(walk, next(one for one in walk.stated if one.entry))


@pytest.mark.parametrize(
    ("statements", "options", "count"),
    [
        ([["p1", "p2"]], {}, 2),
        ([["p1", "p2"], ["p2"]], {}, 1),  # what one of them says alone has one source
        ([["p1"], ["p2"]], {}, 1),
        ([["p1", "p2"]], {"publishers": ("Polaris", "polaris")}, 1),
        ([["p1", "p2"]], {"publishers": ("Polaris", "Hub")}, 2),
        ([["p1", "p9"]], {}, 1),
        ([], {}, 1),  # nobody looked which of them says what
        ([], {"relation": "verbatim"}, 2),
    ],
)
def test_independent_sources_are_those_that_say_all_of_it(statements, options, count):
    assert counted(statements, **options) == count
