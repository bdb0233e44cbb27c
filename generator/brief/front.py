"""The front matter before a word is written: the commission as it was understood, and what was found for it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from generator.brief import wording
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
) -> dict[str, Any]:
    """Return the front matter before anything is chosen: no corpus source, the longest form of each sentence.

    `folder` is where the corpus lies and `kept` where the attachments that are kept will lie, by name.
    """
    return {
        "brief": SCHEMA_VERSION,
        "title": commission.title,
        "date": "0000-00-00",
        "commission": _commission(commission),
        "logos": [_logo(logo) for logo in logos],
        "sources": [
            *(_attached_source(document, kept) for document in attachments),
            *(_image_source(logo, kept) for logo in logos),
        ],
        "corpus": {
            "path": folder,
            "documents": len(corpus.documents),
            "zh": sum(document.language == "zh" for document in corpus.documents),
            "en": sum(document.language == "en" for document in corpus.documents),
            "chunks": sum(len(document.chunks) for document in corpus.documents),
        },
        "evidence": {"cited": 0, "earliest": "0000", "latest": "0000", "foreign": True, "classes": True},
        "aspects": [],
        "balance": {},
        "gaps": _gaps(commission, corpus),
        "writer": dict(writer),
    }


def _commission(commission: Commission) -> dict[str, Any]:
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
        "subjects": [{"name": s.name, "from": s.origin, "aliases": list(s.aliases)} for s in commission.subjects],
        "axes": list(commission.axes),
        "defaulted": list(commission.defaulted),
        "prohibitions": [asdict(item) for item in commission.prohibitions],
        "periods": [_present(asdict(item)) for item in commission.periods],
    }


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _attached_source(document: Document, kept: Mapping[str, str]) -> dict[str, Any]:
    pages = {page for chunk in document.chunks for _, page in chunk.pages}
    found: dict[str, Any] = {"id": "", "kind": "document", "title": document.title, "file": document.path}
    if document.path in kept:
        found["path"] = kept[document.path]
    found |= {"sha256": document.sha256, "language": document.language, **metadata(document)}
    if pages:
        found["page_count"] = len(pages)
        if min(pages) > 1:  # a cover without text
            found["first_page"] = min(pages)
    return found | {"cited": 0}


def _image_source(logo: Any, kept: Mapping[str, str]) -> dict[str, Any]:
    found = {"id": "", "kind": "image", "title": logo.image, "file": logo.image}
    if logo.image in kept:
        found["path"] = kept[logo.image]
    return found | {"sha256": logo.sha256, "cited": 0}


def metadata(document: Document) -> dict[str, str]:
    """Return what a brief records of a document besides its title."""
    return {key: value for key in ("author", "date", "url", "accessed", "licence") if (value := document.get(key))}


def _logo(match: Any) -> dict[str, Any]:
    return {
        "image": match.image,
        "sha256": match.sha256,
        "size": list(match.size),
        "verdict": match.verdict,
        "name": match.name,
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


def _gaps(commission: Commission, corpus: Corpus) -> list[dict[str, str]]:
    """Return what the commission asks for and the corpus does not hold, as far as it shows before writing."""
    found: list[dict[str, str]] = []
    hosts = " ".join(document.get("url") for document in corpus.documents).casefold()
    for named in commission.named_sources:
        if (re.search("github", named, re.I) and "github.com" not in hosts) or (
            re.search("官网|官方网站|official (?:web)?site", named, re.I) and not hosts.strip()
        ):
            found.append({"code": "source", "source": named})
    return found + [{"code": "rule", "rule": rule} for rule in _unenforced(commission)]


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
            pieces.append(choose(wording.openings(front, section.title), key=len))
    pieces += [wording.words(commission.language)["gap_heading"], *wording.gaps(front)]
    return sum(text.count(piece, commission.length.unit) for piece in pieces)
