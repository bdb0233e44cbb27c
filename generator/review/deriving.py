"""The front matter of a brief derived anew from its query, its text and ledger, its sources and this program."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.brief import SCHEMA_VERSION, Brief, front as fronts, headings, wording
from generator.brief.draft import VERSIONS
from generator.brief.ledger import Ledger
from generator.commission import Commission
from generator.corpus import Document
from generator.corpus.locators import in_order
from generator.errors import BriefproofError
from generator.evidence import excluding
from generator.gate import Sources, asked, items, pictures, searched as search
from generator.gate.front import rows
from generator.gate.sentences import citing
from generator.gate.sources import listing, named


def recorded(brief: Brief, ledger: Ledger, sources: Sources) -> Ledger:
    """Return the ledger with the readers of what is cited, and what was searched.

    That stays as it was recorded, also what is another or gone since, so that nobody takes the text for a run's. A
    ledger that does not say is that of an older program, and takes the corpus as it is.
    """
    listed = listing(brief.front, sources)
    cited = [listed.document(source) for source in {s.source for e in ledger.entries for s in e.supports}]
    reader = fronts.readers(document for document in cited if document)
    searched = ledger.searched or (fronts.searched(sources.corpus) if sources.corpus else ())
    given = _given(brief, ledger, sources)
    name = Path(brief.where).name or ledger.brief
    return replace(ledger, brief=name, searched=searched, given=given, reader=reader if all(cited) else ledger.reader)


def _given(brief: Brief, ledger: Ledger, sources: Sources) -> tuple[str, ...]:
    """Return the lines of attachments that are others now than when the text was made; the first hash counts."""
    known = {line[17:]: line for line in ledger.given}
    for source in brief.front["sources"]:
        document = sources.attachments.get(source["file"]) if source["kind"] == "document" else None
        if document and document.sha256 != source["sha256"]:
            known.setdefault(source["file"], fronts.file_line(source["sha256"], source["file"]))
    return tuple(known[name] for name in sorted(known))


def front(brief: Brief, ledger: Ledger, sources: Sources) -> dict[str, Any]:
    """Return the front matter as it follows today; what cannot be derived here stays as it is recorded."""
    found = {key: value for key, value in brief.front.items() if key != "validation"}  # form 1 had a verdict
    found |= {"brief": SCHEMA_VERSION, "logos": _logos(brief, sources)}
    commission = _commission(found, sources, ledger.searched)
    if commission:
        found["title"] = commission.title
        found["commission"] = fronts.understood(commission, by=asked.asserter(brief.front))
    if dated := re.match(r"\d{4}-\d\d-\d\d", Path(brief.where).name):
        found["date"] = dated[0]
    found["sources"] = [new for old in brief.front["sources"] if (new := _source(old, brief, ledger, sources))]
    found["evidence"] = fronts.evidence(found["sources"], ledger, found["commission"]["language"])
    if sources.corpus:
        there = search.held(ledger.searched, sources.corpus).there
        found["corpus"] = {"path": brief.front["corpus"]["path"], **fronts.counts(there)}
        if commission:
            read = excluding.permitted(there, commission, str(found["date"]))
            known = [*fronts.gaps(commission, there), *fronts.looks(commission, read)]
            short = [gap for gap in brief.front["gaps"] if gap["code"] == "length"]  # the text is not counted yet
            says = any(gap["code"] == "balance" for gap in brief.front["gaps"])
            less = fronts.uneven(fronts.balance(ledger, found), commission.script) if says else []
            documents = listing(found, sources).documents
            found["gaps"] = [
                *short,
                *fronts.lacking(commission, ledger.entries, headings(brief), known, documents),
                *less,
                *(fronts.unanswered(brief.front["gaps"], commission) if found["writer"]["name"] == "llm" else ()),
                *(fronts.absent(brief.front["gaps"], commission, read) if found["writer"]["name"] == "llm" else ()),
            ]
    labels = rows(items(brief), wording.written(found))
    if set(labels) != set(found.get("aspects", ())):
        found["aspects"] = list(labels)
    found["balance"] = fronts.balance(ledger, found)
    found["writer"] = _writer(brief)
    return found


def _commission(front: Mapping[str, Any], sources: Sources, lines: Sequence[str]) -> Commission | None:
    """Return the commission as it is read today, None where that cannot be told, or other sections are asked."""
    try:
        commission = asked.derived(front, listing(front, sources), lines)
    except BriefproofError:
        return None  # check says so
    return commission if len(commission.sections) == len(front["commission"]["sections"]) else None


def _logos(brief: Brief, sources: Sources) -> list[dict[str, Any]]:
    """Return the identifications; those that are nearly what is found stay as they are."""
    found = []
    for logo in brief.front.get("logos", ()):
        now = sources.logos.get(str(logo["image"]))
        changed = now is not None and any(pictures.compared(logo, now, ""))
        found.append(pictures.recorded(logo, now) if now and changed else dict(logo))
    return found


def _writer(brief: Brief) -> dict[str, Any]:
    writer = {key: value for key, value in brief.front["writer"].items() if key != "notes"}
    return writer | ({"version": VERSIONS[writer["name"]]} if writer["name"] in VERSIONS else {})


def _source(source: Mapping[str, Any], brief: Brief, ledger: Ledger, sources: Sources) -> dict[str, Any] | None:
    """Return a source with what it says of itself and the sentences cite of it now, or None when none does."""
    times = citing(items(brief), named(source))
    if not times and not fronts.names_side(brief.front, source):
        return None
    document = sources.document(source)
    new = _facts(source, document, str(brief.front["corpus"]["path"])) if document else dict(source)
    spans = [span for entry in ledger.entries for span in entry.supports if span.source == source["id"]]
    pages = in_order(span.page for span in spans) if source["kind"] == "document" else []
    chunks = {str(span.chunk): span.chunk_sha256 for span in sorted(spans, key=lambda span: span.chunk)}
    for key, value in (("pages", pages), ("chunks", chunks)):
        if value:
            new[key] = value
        else:
            new.pop(key, None)
    return new | {"id": source["id"], "cited": times}


def _facts(source: Mapping[str, Any], document: Document, folder: str) -> dict[str, Any]:
    if source["kind"] == "corpus":
        return fronts.corpus_source(document, folder)
    return fronts.attached_source(document, source.get("path"))
