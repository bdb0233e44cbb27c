"""The matter of one subject is divided by what the headings of the corpus tell of it, and the gate finds the same."""

import contextlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator import commission, corpus, pipeline
from generator.brief import ledger as ledgers, page as briefs
from generator.evidence import outlining
from generator.gate import Shelf, validate
from generator.language import text

WHO = ("The release team", "Every operator", "A cluster", "One replica", "The council", "An auditor", "The vendor")
DOES = ("publishes", "measures", "rejects", "renews", "documents", "encrypts", "archives")
WHAT = ("keys", "invoices", "minutes", "passwords", "roadmaps", "snapshots", "licences")
WHEN = (
    "before each upgrade",
    "in the spring",
    "at midnight",
    "on request",
    "after a failure",
    "twice a year",
    "by hand",
)
HEADINGS = ("Security", "Costs", "Governance", "Gardening")


def _sentences(start):
    """Sentences that no two headings share."""
    for n in range(start, start + 30):
        who, does, what, when = WHO[n % 7], DOES[n // 7 % 7], WHAT[(n * 3 + n // 7) % 7], WHEN[(n * 5 + n // 49) % 7]
        yield f"{who} {does} the {what} of Redis {when}, as rule {n} of the handbook has it."


@pytest.fixture
def place(tmp_path):
    (tmp_path / "corpus").mkdir()
    parts = ["# Redis"]
    for heading in HEADINGS:
        parts += [f"## {heading}", *_sentences(len(parts))]
    (tmp_path / "corpus" / "redis.md").write_text("\n\n".join(parts), "utf-8")
    with contextlib.chdir(tmp_path):
        yield tmp_path


def divided(query):
    read = commission.resolve(commission.read(query))
    documents = corpus.read(Path("corpus"), cache=Path("cache")).documents
    return outlining.held(read, documents, "2026-01-01") if outlining.undivided(read) else None


def test_headings_that_tell_of_aspects_make_sections(place):
    assert sorted(divided("Write a brief on Redis")) == ["Costs", "Governance", "Security"]
    assert divided("Write a brief on Redis, half a page") == ()
    assert divided("Write a brief on PostgreSQL") == ()
    assert divided("Write a brief on Redis. Sections: 1. Costs 2. History") is None
    assert divided("Compare Redis and Kafka") is None


def test_the_gate_divides_it_the_same_way(place):
    outcome = pipeline.make(pipeline.Request(query="Write a brief on Redis, 500 words"), build=Path("build"))
    assert outcome.passed, outcome.findings
    sections = outcome.brief.front["commission"]["sections"]
    assert [s["title"] for s in sections if s["role"] == "body"] == ["Security", "Costs", "Governance"]
    source = (place / "corpus" / "redis.md").read_text("utf-8").split("## ")
    under = {part.split("\n")[0]: part for part in source}
    claims = [entry for entry in outcome.ledger.entries if entry.kind == "claim" and entry.section > 1]
    assert claims and all(
        text.match_key(sentence) in text.match_key(under[sections[entry.section - 1]["title"]])
        for entry in claims
        for sentence in re.findall(r"[^.]+\.", entry.text.removeprefix(entry.lead))
    )
    brief = briefs.parse(outcome.path.read_text("utf-8"), outcome.path.name)
    ledger = ledgers.parse(outcome.path.with_suffix(".ledger.yml").read_text("utf-8"), "l")
    other = [s | {"title": s["title"].replace("Costs", "History")} for s in sections]
    forged = replace(brief, front=brief.front | {"commission": brief.front["commission"] | {"sections": other}})
    sources = Shelf(root=Path(), cache=Path("build/cache")).sources(brief, ledger)
    assert not [f for f in validate(brief, ledger, sources) if f.severity == "error"]
    assert any(f.code == "derived" and "sections" in f.message for f in validate(forged, ledger, sources))
