"""How many independent sources say what a sentence says."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.brief import page as briefs
from generator.brief.ledger import Checked, Entry
from generator.gate import Shelf, Sources, origins, validate
from tests.helpers import site_fixture as fixture

WORDS = "社区与平台都提供接口。"


def recorded(statements, *, publishers=("", ""), relation="retold", quoted=(WORDS, WORDS)):
    """Return the entry, as the ledger has it, of a sentence on two documents, with a second reader's answer: passages by statement."""
    pair = [
        replace(one, metadata=(("source", name),) if name else ())
        for one, name in zip((fixture.HUB, fixture.LOCKED), publishers, strict=True)
    ]
    brief, ledger = fixture.brief()
    sources = [{"id": f"S{n}", "kind": "corpus", "title": d.title, "sha256": d.sha256} for n, d in enumerate(pair, 1)]
    spans = [fixture.support(f"S{n}", d.chunks[0], d.chunks[0].text[:6], relation) for n, d in enumerate(pair, 1)]
    said = {"p1": quoted[0], "p2": quoted[1], "p9": WORDS}
    told = [
        {"text": WORDS, "supported": True, "quotes": [{"passage": p, "words": said[p]} for p in own]}
        for own in statements
    ]
    read = Checked(model="m", prompt="0" * 64, reply=json.dumps({"statements": told})) if statements else None
    entry = Entry(id="s-1", section=1, kind="claim", text=WORDS, supports=tuple(spans), checked=read)
    front = {**brief.front, "sources": sources}
    corpus = replace(fixture.corpus(), documents=tuple(pair))
    given = Sources(corpus=corpus, attachments={}, images={}, root=Path())
    return origins.recorded(front, replace(ledger, entries=(entry,)), given).entries[0]


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
        ([["p1", "p2"]], {"quoted": (WORDS, "天气预报每天更新。")}, 1),  # words that say something else
        ([["p1", "p2"]], {"quoted": (WORDS, "The community and the platform have interfaces.")}, 2),
    ],
)
def test_independent_sources_are_those_that_say_all_of_it(statements, options, count):
    assert (recorded(statements, **options).origins or 1) == count


def test_a_count_that_was_changed_is_an_error(made, workplace, monkeypatch):
    monkeypatch.chdir(workplace)
    outcome, text, _ = made["en"]
    shelf = Shelf(root=Path(), cache=Path("build/cache"))
    brief, sources = briefs.parse(text, outcome.path.name), shelf.sources(outcome.brief, outcome.ledger)
    for kind in ("claim", "meta"):
        first = next(entry for entry in outcome.ledger.entries if entry.kind == kind)
        assert first.origins is None
        entries = tuple(replace(e, origins=3) if e is first else e for e in outcome.ledger.entries)
        found = validate(brief, replace(outcome.ledger, entries=entries), sources)
        assert [f.code for f in found if f.severity == "error"] == ["origins"]
