"""The front matter: all that follows from commission, attachments, corpus and text, each part by a function of its own.

The pipeline writes with them, the gate derives the same anew and compares, and `refresh` puts it right.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from generator.brief import ledger as ledgers, wording
from generator.brief.ledger import Entry, Ledger
from generator.brief.page import SCHEMA_VERSION
from generator.commission import Commission
from generator.corpus import Corpus, Document
from generator.evidence import retrieval
from generator.language import text

DEFINITION = {
    "字": "每个汉字与中文标点计一，连续的拉丁字母与数字计一；引注、参考资料不计",
    "words": "runs of letters and digits; citations and references do not count",
}


def build(
    commission: Commission,
    corpus: Corpus,
    attachments: tuple[Document, ...],
    logos: tuple,
    *,
    folder: str,
    kept: Mapping[str, str],
    writer: Mapping[str, Any],
    by: str,
) -> dict[str, Any]:
    """Return the front matter before anything is chosen: no corpus source, the longest form of each sentence.

    `folder` is where the corpus lies, `kept` where the attachments that are kept will lie, by name, and `by` who runs
    the program, and so asserts what is asserted.
    """
    return {
        "brief": SCHEMA_VERSION,
        "title": commission.title,
        "date": "0000-00-00",
        "commission": understood(commission, by=by),
        "logos": [identified(logo, by=by) for logo in logos],
        "sources": [
            *(attached_source(document, kept.get(document.path)) for document in attachments),
            *(image_source(logo.image, logo.sha256, kept.get(logo.image)) for logo in logos),
        ],
        "corpus": {"path": folder, **counts(corpus.documents)},
        "evidence": {"cited": 0, "earliest": "0000", "latest": "0000", "foreign": True, "classes": True},
        "aspects": [],
        "balance": {},
        "gaps": gaps(commission, corpus.documents),
        "writer": dict(writer),
    }


def understood(commission: Commission, *, by: str) -> dict[str, Any]:
    """Return how a commission is recorded, its length not yet counted; `by` is who asserted what is asserted."""
    length = commission.length
    limits = {"min": length.minimum, "max": length.maximum}
    return {
        "query": commission.query,
        "language": commission.language,
        "register": commission.register,
        "length": {
            **_present(limits),
            "unit": length.unit,
            "counted": 0,
            "definition": DEFINITION[length.unit],
        },
        "sections": [{"heading": s.heading, "title": s.title, "role": s.role} for s in commission.sections],
        "subjects": [
            {"name": s.name, "from": s.origin, **_asserted(s.origin, by), "aliases": list(s.aliases)}
            for s in commission.subjects
        ],
        "axes": list(commission.axes),
        "defaulted": list(commission.defaulted),
        "prohibitions": [asdict(item) for item in commission.prohibitions],
        "periods": [_present(asdict(item)) for item in commission.periods],
    }


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _asserted(origin: str, by: str) -> dict[str, str]:
    return {"by": by} if origin == "asserted" else {}


def searched(corpus: Corpus) -> tuple[str, ...]:
    """Return the line of each document of a corpus, for the ledger: 16 hex digits of its hash, and its path."""
    return tuple(search_line(document) for document in corpus.documents)


def search_line(document: Document) -> str:
    """Return how the ledger says that a document was searched."""
    return f"{document.sha256[:16]} {document.path}"


def counts(documents: Sequence[Document]) -> dict[str, int]:
    """Return how many documents there are, of each language, and how many chunks."""
    return {
        "documents": len(documents),
        "zh": sum(document.language == "zh" for document in documents),
        "en": sum(document.language == "en" for document in documents),
        "chunks": sum(len(document.chunks) for document in documents),
    }


def evidence(sources: Iterable[Mapping[str, Any]], ledger: Ledger) -> dict[str, Any]:
    """Return how many sources there are, of what time, and what the sentences do with them."""
    listed = list(sources)
    dates = sorted(source["date"] for source in listed if source.get("date"))
    edited = ledgers.edited(ledger)
    return {
        "cited": sum(source["kind"] != "image" for source in listed),
        **({"earliest": dates[0], "latest": dates[-1]} if dates else {}),
        "foreign": any(entry.kind == "quotation" for entry in ledger.entries),
        "classes": any(span.relation == "membership" for entry in ledger.entries for span in entry.supports),
        **({"edited": edited} if edited else {}),
    }


def readers(documents: Iterable[Document]) -> str:
    """Return the names and versions of what read the documents, as a ledger records them."""
    return ", ".join(sorted({document.reader for document in documents}))


def corpus_source(document: Document, folder: str) -> dict[str, Any]:
    """Return what is recorded of a document of the corpus in `folder`, before it is cited."""
    return {
        "id": "", "kind": "corpus", "title": document.title, "path": (PurePosixPath(folder) / document.path).as_posix(),
        "sha256": document.sha256, "language": document.language, **metadata(document),
    }  # fmt: skip


def attached_source(document: Document, path: str | None) -> dict[str, Any]:
    """Return what is recorded of an attached document, before it is cited; `path`: where it is kept, if it is."""
    pages = {page for chunk in document.chunks for _, page in chunk.pages}
    found: dict[str, Any] = {"id": "", "kind": "document", "title": document.title, "file": document.path}
    if path:
        found["path"] = path
    found |= {"sha256": document.sha256, "language": document.language, **metadata(document)}
    if pages:
        found["page_count"] = len(pages)
        if min(pages) > 1:  # a cover without text
            found["first_page"] = min(pages)
    return found | {"cited": 0}


def names_side(front: Mapping[str, Any], source: Mapping[str, Any]) -> bool:
    """Tell whether a side may have its name from an attached document: then it stays listed, cited or not."""
    return source["kind"] == "document" and any(s["from"] == "document" for s in front["commission"]["subjects"])


def image_source(name: str, sha256: str, path: str | None) -> dict[str, Any]:
    """Return what is recorded of an attached image; `path`: where it is kept, if it is."""
    kept = {"path": path} if path else {}
    return {"id": "", "kind": "image", "title": name, "file": name, **kept, "sha256": sha256, "cited": 0}


def metadata(document: Document) -> dict[str, str]:
    """Return what a brief records of a document besides its title."""
    return {key: value for key in ("author", "date", "url", "accessed", "licence") if (value := document.get(key))}


def identified(match: Any, *, by: str) -> dict[str, Any]:
    """Return how an identification is recorded; `by` is who asserted what is asserted."""
    return {
        "image": match.image,
        "sha256": match.sha256,
        "size": list(match.size),
        "verdict": match.verdict,
        "name": match.name,
        **_asserted(match.verdict, by),
        "rule": match.rule,
        "confidence": match.confidence,
        "threshold": match.threshold,
        "margin": match.margin,
        "crop": list(match.crop),
        "words": None if match.words is None else list(match.words),
        "candidates": [
            {"name": c.name, "score": c.score, "parts": dict(c.parts), "source": c.source} for c in match.candidates
        ],
        "model": {"name": match.model, "sha256": match.model_sha256, "index": match.index_sha256},
    }


def gaps(commission: Commission, documents: Iterable[Document]) -> list[dict[str, str]]:
    """Return what the commission asks for and the documents do not hold, as far as it shows before writing."""
    found: list[dict[str, str]] = []
    hosts = " ".join(document.get("url") for document in documents).casefold()
    for named in commission.named_sources:
        if (re.search("github", named, re.I) and "github.com" not in hosts) or (
            re.search("官网|官方网站|official (?:web)?site", named, re.I) and not hosts.strip()
        ):
            found.append({"code": "source", "source": named})
    return found + [{"code": "rule", "rule": rule} for rule in _unenforced(commission)]


def silent(commission: Commission, entries: Iterable[Entry]) -> list[dict[str, str]]:
    """Return the sections in which a side does not speak."""
    sides = {(entry.section, entry.side) for entry in entries}
    return [
        {"code": "side", "section": section.title, "subject": subject.name}
        for section in commission.sections
        if section.role in retrieval.COMPARED
        for subject in commission.subjects
        if (section.number, subject.name) not in sides
    ]


def _unenforced(commission: Commission) -> tuple[str, ...]:
    """Return the commission's demands that no rule checks, in its words."""
    return (
        *(item.words for item in commission.prohibitions if item.kind in ("element", "other")),
        *commission.unenforced,
    )


def taken(commission: Commission, front: Mapping[str, Any]) -> tuple[int, int]:
    """Return the least and the most length that is used before a sentence is chosen.

    Title, headings, the brief about itself, framing and gap list; some of its sentences depend on what is chosen.
    """
    bare = {**front, "evidence": {"cited": 0}}
    silent = [{"code": "side", "section": s.title, "subject": commission.subjects[0].name} for s in commission.sections]
    full = {**front, "gaps": [*front["gaps"], *silent[:2]]}
    return _fixed_length(commission, bare, min), _fixed_length(commission, full, max)


def _fixed_length(commission: Commission, front: Mapping[str, Any], choose: Callable[..., str]) -> int:
    pieces = [commission.title]
    for section in commission.sections:
        pieces.append(section.heading)
        pieces += [sentence for sentence, _ in wording.about(front, section.role)]
        if section.role in (*retrieval.COMPARED, "conclusion"):
            pieces.append(choose(wording.framings(front, section.title), key=len))
    pieces += [wording.words(commission.language)["gap_heading"], *wording.gaps(front)]
    return sum(text.count(piece, commission.length.unit) for piece in pieces)
