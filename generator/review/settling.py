"""What follows from text and ledger, written anew after either changed: front matter, own sentences, references."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.brief import SCHEMA_VERSION, Block, Brief, Section, Sentence, ledger as ledgers, references, wording
from generator.brief.citation import Citation
from generator.brief.ledger import Ledger
from generator.gate import Sources, balance, counted, items, roles
from generator.gate.sentences import citing
from generator.gate.sources import named


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A brief after a change, and what there is to say about it."""

    brief: Brief
    ledger: Ledger
    notes: tuple[tuple[str, str], ...]
    """(sentence of the brief, what there is to say about it): what changed or needs a person; "" for one that went."""


def with_citations(brief: Brief, wanted: Mapping[tuple[int, str], tuple[Citation, ...]]) -> Brief:
    """Return the brief with these citations at the sentences of these lines and texts."""

    def cited(sentence: Sentence) -> Sentence:
        key = (sentence.line, sentence.text)
        return replace(sentence, citations=wanted[key]) if key in wanted else sentence

    return _mapped(brief, cited)


def settled(brief: Brief, ledger: Ledger, sources: Sources, notes: tuple[tuple[str, str], ...]) -> Mended:
    """Write the front matter, the sentences about the brief and the references anew from text and ledger."""
    front = _front(brief, ledger, sources)
    said = _said(brief.front, front)
    ledger = _renamed(ledger, said)
    found = _mapped(brief, lambda sentence: replace(sentence, text=said.get(sentence.text, sentence.text)))
    language = front["commission"]["language"]
    lines = tuple((Sentence(text=references.line(source, language)),) for source in front["sources"])
    sections = tuple(
        _listing(section, lines) if role == "references" else section
        for section, role in zip(found.sections, roles(brief), strict=True)
    )
    brief = replace(found, front=front, sections=sections)
    length = front["commission"]["length"] | {"counted": counted(brief)}
    front["commission"] = front["commission"] | {"length": length}
    if "sentences" in front["writer"]:
        front["writer"] = front["writer"] | {"sentences": ledgers.written(ledger)}
    return Mended(brief=brief, ledger=ledger, notes=notes)


def _front(brief: Brief, ledger: Ledger, sources: Sources) -> dict[str, Any]:
    """Return the front matter with what text and ledger say now of sources, evidence and balance."""
    listed = [source for old in brief.front["sources"] if (source := _source(old, brief, ledger, sources))]
    now = {"brief": SCHEMA_VERSION, "sources": listed, "evidence": _evidence(listed, ledger)}
    front = {key: value for key, value in brief.front.items() if key != "validation"} | now  # form 1 had a verdict
    front["balance"] = balance(ledger, front)
    return front


def _evidence(listed: list[dict[str, Any]], ledger: Ledger) -> dict[str, Any]:
    dates = sorted(source["date"] for source in listed if source.get("date"))
    edited = ledgers.edited(ledger)
    return {
        "cited": sum(source["kind"] != "image" for source in listed),
        **({"earliest": dates[0], "latest": dates[-1]} if dates else {}),
        "foreign": any(entry.kind == "quotation" for entry in ledger.entries),
        "classes": any(span.relation == "membership" for entry in ledger.entries for span in entry.supports),
        **({"edited": edited} if edited else {}),
    }


def _source(source: Mapping[str, Any], brief: Brief, ledger: Ledger, sources: Sources) -> dict[str, Any] | None:
    """Return a source with what the sentences cite of it now, or None when none does."""
    times = citing(items(brief), named(source))
    if not times:
        return None
    spans = [span for entry in ledger.entries for span in entry.supports if span.source == source["id"]]
    pages = sorted({span.page for span in spans if span.page is not None}) if source["kind"] == "document" else []
    new = dict(source) | {"cited": times}
    if document := sources.document(source):
        new["sha256"] = document.sha256
        if source["kind"] == "corpus":
            new["path"] = (Path(str(brief.front["corpus"]["path"])) / document.path).as_posix()
    chunks = {str(span.chunk): span.chunk_sha256 for span in sorted(spans, key=lambda span: span.chunk)}
    for key, value in (("chunks", chunks), ("pages", pages)):
        if value:
            new[key] = value
        else:
            new.pop(key, None)
    return new


def _said(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """Return the sentences about the brief that say another thing now: old → new."""
    found: dict[str, str] = {}
    for role in ("introduction", "method"):
        old, new = wording.about(before, role), wording.about(after, role)
        if len(old) == len(new):
            found |= {b: a for (b, _), (a, _) in zip(old, new, strict=True) if a != b}
    return found


def _renamed(ledger: Ledger, said: Mapping[str, str]) -> Ledger:
    """Return the ledger with sentences that were written anew, and with the ids that all of them have then."""
    entries = tuple(replace(entry, text=said.get(entry.text, entry.text)) for entry in ledger.entries)
    names = ledgers.ids(entry.text for entry in entries)
    ids = dict(zip((entry.id for entry in entries), names, strict=True))
    return replace(
        ledger,
        entries=tuple(
            replace(entry, id=ids[entry.id], rests_on=tuple(ids.get(name, name) for name in entry.rests_on))
            for entry in entries
        ),
    )


def _mapped(brief: Brief, change: Callable[[Sentence], Sentence]) -> Brief:
    """Return the brief with every sentence changed."""
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                replace(block, rows=tuple(tuple(map(change, row)) for row in block.rows)) for block in section.blocks
            ),
        )
        for section in brief.sections
    )
    return replace(brief, sections=sections)


def _listing(section: Section, lines: tuple[tuple[Sentence], ...]) -> Section:
    """Return the reference section with these lines; what else stands in it is kept."""
    kept = tuple(block for block in section.blocks if block.kind != "bullets")
    return replace(section, blocks=(*kept, Block(kind="bullets", rows=lines)))
