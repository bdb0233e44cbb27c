"""The front matter: all that follows from commission, attachments, corpus and text, each part by a function of its own.

The pipeline writes with them, the gate derives the same anew and compares, and `refresh` puts it right.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from generator.brief import ledger as ledgers, outline, voices, wording
from generator.brief.ledger import Entry, Ledger
from generator.brief.page import SCHEMA_VERSION
from generator.commission import Commission, SectionSpec, Subject
from generator.corpus import SIDECAR, Corpus, Document, locators
from generator.evidence import aspects, fitting, held, languages, naming, placing
from generator.language import dictionary, scripts, text, tokens

LOOKS = 2
"""Documents (1 or more) that are named where a reader may look."""
DEFINITION = {
    "字": "每个汉字与中文标点计一，连续的拉丁字母与数字计一；引注、参考资料不计",
    "words": "runs of letters and digits; citations and references do not count",
}

EVEN = 0.5
"""Share that a side has at least, as a part of an even share, 0 to 1, or the brief says that it has less."""
NAMES = 1
"""Other names of a subject (0 and up) that are said to have been searched, at most; the rest are counted."""
LONGEST_POINT = {"字": 60, "words": 40}
"""Length of a point of an outline that a brief says, in the commission's unit."""
_PLAIN = re.compile(r"[^\[\]<>{}|\\`*~_#@\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff“”]+[?？]")
"""A question without markup, marks of quotation, or what cannot be seen."""
LONGEST_MATTER = {"字": 24, "words": 12}
"""Length of what a brief says that nothing was found on, in the commission's unit."""
_WORDS = re.compile(r"(?!\s)[^\W_](?:[\w ,，、'’%/-]*[^\W_])?")
"""Words without a mark that ends a sentence or a clause of its own."""
SPOKEN = 0.5
"""Part of the words of an axis (0 to 1) that a sentence with the headings above it in its source must hold to speak of
it. By hand."""


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
            "definition": scripts.made(DEFINITION[length.unit], commission.script),
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
        "instructions": [{k: v for k, v in asdict(item).items() if v} for item in commission.instructions],
    }


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _asserted(origin: str, by: str) -> dict[str, str]:
    return {"by": by} if origin == "asserted" else {}


def searched(corpus: Corpus) -> tuple[str, ...]:
    """Return the lines of the documents of a corpus, and of their sidecars, for the ledger."""
    files = {document.path: document.sha256 for document in corpus.documents}
    files |= {f"{document.path}{SIDECAR}": document.beside for document in corpus.documents if document.beside}
    return tuple(file_line(files[path], path) for path in sorted(files))


def file_line(sha256: str, path: str) -> str:
    """Return the line of a file for the ledger: 16 hex digits of its hash, and its path."""
    return f"{sha256[:16]} {path}"


def filed(lines: Iterable[str]) -> dict[str, str]:
    """Return path → start of the hash, as lines of a ledger have them (`file_line`)."""
    return {line[17:]: line[:16] for line in lines}


def counts(documents: Sequence[Document]) -> dict[str, int]:
    """Return how many documents there are, of each language, and how many chunks."""
    return {
        "documents": len(documents),
        "zh": sum(document.language == "zh" for document in documents),
        "en": sum(document.language == "en" for document in documents),
        "chunks": sum(len(document.chunks) for document in documents),
    }


def evidence(sources: Iterable[Mapping[str, Any]], ledger: Ledger, language: str) -> dict[str, Any]:
    """Return how many sources there are, of what time, and what the sentences of a brief in `language` do with them."""
    listed = list(sources)
    others = {source["id"] for source in listed if source.get("language", language) != language}
    dates = sorted(source["date"] for source in listed if source.get("date"))
    edited = ledgers.edited(ledger)
    return {
        "cited": sum(source["kind"] != "image" for source in listed),
        **({"earliest": dates[0], "latest": dates[-1]} if dates else {}),
        "foreign": any(e.kind == "quotation" and any(s.source in others for s in e.supports) for e in ledger.entries),
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
        **_hashes(document), "language": document.language, **metadata(document),
    }  # fmt: skip


def attached_source(document: Document, path: str | None) -> dict[str, Any]:
    """Return what is recorded of an attached document, before it is cited; `path`: where it is kept, if it is."""
    pages = locators.in_order(page for chunk in document.chunks for _, page in chunk.pages)
    numbered = [page for page in pages if isinstance(page, int)]
    found: dict[str, Any] = {"id": "", "kind": "document", "title": document.title, "file": document.path}
    if path:
        found["path"] = path
    found |= {**_hashes(document), "language": document.language, **metadata(document)}
    if numbered:
        found["page_count"] = len(numbered)
    first = numbered[0] if numbered else document.chunks[0].page_at(0)
    if first not in (1, None):  # a cover without text, or places instead of pages
        found["first_page"] = first
    return found | {"cited": 0}


def _hashes(document: Document) -> dict[str, str]:
    return {"sha256": document.sha256} | ({"metadata_sha256": document.beside} if document.beside else {})


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
    """Return what the commission asks for and the documents do not hold, as far as it shows before writing.

    A source that it names is lacking where no document comes from there, nor speaks of it; text in the brief's own
    language, where they speak of a subject in another alone.
    """
    found: list[dict[str, str]] = []
    documents = tuple(documents)
    hosts = " ".join(document.get("url") for document in documents).casefold()
    for named in commission.named_sources:
        if re.search("github", named, re.I) and "github.com" not in hosts and not naming.holding("GitHub", documents):
            found.append({"code": "source", "source": named, "searched": "GitHub, github.com"})
        elif re.search("官网|官方网站|official (?:web)?site", named, re.I) and not hosts.strip():
            found.append({"code": "source", "source": named, "searched": "http://, https://"})
    for one in commission.instructions:
        if one.key == "unsaid":
            code = "unsaid" if naming.holding(one.words, documents) else "unnamed"
            found.append({"code": code, "subject": one.words, "searched": one.words})
    if away := languages.abroad(commission, documents):
        found.append({"code": "language", "subject": wording.listing(away, commission.script)})
    return found


def lacking(
    commission: Commission,
    entries: Iterable[Entry],
    headings: Collection[str],
    known: Iterable[dict[str, str]],
    documents: Mapping[str, Document],
) -> list[dict[str, str]]:
    """Return all that the commission asks for and the brief does not have, but for its length.

    `headings` are those of its tables, `known` what showed before writing (`gaps`), `documents` those that it cites, by
    the ids of its sources.
    """
    told = [entry for entry in entries if entry.kind in ledgers.SOURCED]
    said = [" ".join((*_above(entry, documents), entry.text)) for entry in told]
    before = tuple(known)
    away = any(gap["code"] == "language" for gap in before)
    unspoken = _unspoken(commission, said, _meanings if away else _itself)
    found = [*silent(commission, told), *unspoken]
    on = {gap.get("subject", "") for gap in found}
    looks = [gap for gap in before if gap["code"] == "look" and not on.isdisjoint({"", gap["subject"]}) and on]
    return [*found, *_unshown(commission, headings), *(gap for gap in before if gap["code"] != "look"), *looks]


def looks(commission: Commission, documents: Iterable[Document]) -> list[dict[str, str]]:
    """Return for each subject the documents that name it most, where a reader may look for what is not answered."""
    found, documents = [], tuple(documents)
    for subject in commission.subjects:
        named = naming.pattern((subject.name, *subject.aliases))
        parts = {d.title: (d.title, *(chunk.text for chunk in d.chunks)) for d in documents}
        often = Counter({title: sum(len(named.findall(part)) for part in told) for title, told in parts.items()})
        best = sorted((title for title in often if often[title]), key=lambda title: (-often[title], title))[:LOOKS]
        if best:
            quoted = [f"“{title}”" if commission.language == "en" else f"《{title}》" for title in best]
            titles = wording.listing(quoted, commission.script)
            found.append({"code": "look", "subject": subject.name, "titles": titles})
    return found


def _above(entry: Entry, documents: Mapping[str, Document]) -> Iterator[str]:
    """Yield the headings that a sentence stands below in its sources."""
    for span in entry.supports:
        chunks = documents[span.source].chunks if span.source in documents else ()
        if 0 < span.chunk <= len(chunks):
            yield from chunks[span.chunk - 1].headings_at(span.start)


def least(front: Mapping[str, Any]) -> int:
    """Return the length that was asked for at least, 0 where that is a default: nobody asked for it."""
    asked = front["commission"]
    return 0 if {"length", "length.minimum"} & set(asked.get("defaulted", ())) else asked["length"].get("min", 0)


def balance(ledger: Ledger, front: Mapping[str, Any]) -> dict[str, int]:
    """Return for each subject its share, in per cent, of the length of what is said of the sides (`voices`)."""
    unit, subjects = front["commission"]["length"]["unit"], voices.of(front)
    told = (entry for entry in ledger.entries if entry.kind in ledgers.SOURCED)
    said = (voices.lengths(e.text, e.side, {s.relation for s in e.supports}, subjects, unit) for e in told)
    return in_per_cent(voices.total(said, wording.sides(front)))


def in_per_cent(totals: Mapping[str, int]) -> dict[str, int]:
    """Return the share of each side in a length, in per cent, of how long it is; 0 where none has any."""
    whole = sum(totals.values())
    return {name: round(100 * value / whole) if whole else 0 for name, value in totals.items()}


def even(shares: Mapping[str, int], name: str, part: float) -> bool:
    """Tell whether a side has its share: of an even one `part` (0 to 1) at least, and above no further away. Where none
    speaks none has more."""
    alike = 100 / max(1, len(shares))
    return not any(shares.values()) or alike * part <= shares[name] <= alike * (2 - part)


def uneven(shares: Mapping[str, int], script: str) -> list[dict[str, str]]:
    """Return what a brief says on whose sides less was found than on the others, beyond `EVEN`; else nothing."""
    if all(even(shares, name, EVEN) for name in shares):
        return []
    less = tuple(name for name, share in shares.items() if share < 100 / len(shares))
    return [{"code": "balance", "subject": wording.listing(less, script)}]


def shortfall(commission: Commission) -> dict[str, str]:
    """Return what a brief says that is shorter than it was asked to be."""
    return {"code": "length", "asked": f"{commission.length.minimum} {commission.length.unit}"}


def unanswered(found: Iterable[Mapping[str, str]], commission: Commission) -> list[dict[str, str]]:
    """Return those gaps that are points of a model's outline without an answer, as far as a brief may say them: a
    question on a section, short, plain, in the brief's language, without a number that the commission does not have."""
    titles = {section.title for section in commission.sections}
    limit = LONGEST_POINT[commission.length.unit]
    return [
        dict(gap)
        for gap in found
        if gap.get("code") == "point" and gap.keys() == {"code", "section", "asked"} and gap["section"] in titles
        and _PLAIN.fullmatch(gap["asked"]) and text.language(gap["asked"]) == commission.language
        and text.count(gap["asked"], commission.length.unit) <= limit and len(text.sentences(gap["asked"])) == 1
        and set(re.findall(r"\d+", gap["asked"])) <= set(re.findall(r"\d+", commission.query))
    ]  # fmt: skip


def absent(
    found: Iterable[Mapping[str, str]], commission: Commission, documents: Sequence[Document] | None
) -> list[dict[str, str]]:
    """Return those gaps that say that nothing was found on a point of a side, as far as a brief may say them: a few
    plain words, and no passage on the side says them (`held.look`), where `documents` are all there; None where not
    all of them are."""
    sides = {side.name: side for side in commission.sides}
    return [
        dict(gap)
        for gap in found
        if gap.get("code") == "absent" and gap.keys() == {"code", "subject", "asked", "searched"}
        and gap["subject"] in sides
        and gap == absence(gap["subject"], gap["asked"], commission)
        and _WORDS.fullmatch(gap["asked"]) and text.language(gap["asked"]) == commission.language
        and text.count(gap["asked"], commission.length.unit) <= LONGEST_MATTER[commission.length.unit]
        and set(re.findall(r"\d+", gap["asked"])) <= set(re.findall(r"\d+", commission.query))
        and (documents is None or held.look(gap["asked"], sides[gap["subject"]], documents, commission.sides).nothing)
    ]  # fmt: skip


def absence(side: str, asked: str, commission: Commission) -> dict[str, str]:
    """Return the gap that says that nothing was found on a point of a side, with the names by which it was searched."""
    searched = _names([one for one in commission.sides if one.name == side], commission.script)
    return {"code": "absent", "subject": side, "asked": asked, "searched": searched}


def silent(commission: Commission, entries: Iterable[Entry]) -> list[dict[str, str]]:
    """Return the sections in which a side does not speak, and those in which nothing is said, by what is sourced."""
    told, subjects = tuple(entries), tuple(commission.subjects)
    spoken = {
        (entry.section, name)
        for entry in told
        for name in (
            voices.sides(entry.text, entry.side, {span.relation for span in entry.supports}, subjects)
            or (() if entry.side else [one.name for one in naming.mentioned(entry.text, subjects)])
        )
    }
    filled = {entry.section for entry in told}
    found: list[dict[str, str]] = []
    for section in commission.sections:
        if section.role in placing.COMPARED:
            if len(commission.subjects) < 2:
                silence = _silence("section", section, commission.subjects, commission.script)
                found += [silence] * (section.number not in filled)
            # a section that asks for a choice says that the report makes none
            elif section.number in filled or not outline.chooses(section.title):
                found += [
                    _silence("side", section, (subject,), commission.script)
                    for subject in naming.heard(section.title, subjects)
                    if (section.number, subject.name) not in spoken
                ]
    return found


def _silence(code: str, section: SectionSpec, subjects: Sequence[Subject], script: str) -> dict[str, str]:
    """Return that a section is silent on subjects, with the names by which they were searched."""
    about = {"subject": subjects[0].name} if code == "side" else {}
    return {"code": code, "section": section.title, **about, "searched": _names(subjects, script)}


def _names(subjects: Sequence[Subject], script: str) -> str:
    """Return the names by which subjects are searched, the first of each and how many more there are."""
    shown = [*(s.name for s in subjects), *(alias for s in subjects for alias in s.aliases[:NAMES])]
    more = sum(len(subject.aliases[NAMES:]) for subject in subjects)
    named = ", ".join(shown)
    return wording.words(script)["names_more"].format(names=named, more=more) if more else named


def _unspoken(
    commission: Commission, said: Sequence[str], forms: Callable[[str, str], Collection[str]]
) -> Iterator[dict[str, str]]:
    """Yield the axes that no sourced sentence speaks of, nor a heading above it in its source: by their words in one of
    their `forms`, or as an aspect that the thesaurus knows by others. The titles of the brief's own sections say
    nothing."""
    for axis in commission.axes:
        words, asked = set(tokens.content_tokens(axis)), aspects.asked(axis).keys()
        if words and not any(_speaks(words, asked, one, forms) for one in said):
            named = _names(commission.subjects, commission.script)
            yield {"code": "axis", "axis": axis, "searched": named}


def _speaks(
    words: Collection[str], asked: Collection[str], said: str, forms: Callable[[str, str], Collection[str]]
) -> bool:
    held = [word for word in words if not _held(said).isdisjoint(forms(word, said))]
    return len(held) >= SPOKEN * len(words) or any(name in asked for name in aspects.spoken(said))


def _itself(word: str, said: str) -> tuple[str, ...]:
    return (word,)


def _meanings(word: str, said: str) -> tuple[str, ...]:
    """Return a word and what it is in the other script, of Chinese words such as stand there."""
    found = dictionary.translate(word) if text.has_han(word) else dictionary.chinese(word, (), _held(said).__contains__)
    return (word, *found)


@lru_cache(maxsize=1 << 12)
def _held(said: str) -> frozenset[str]:
    return frozenset(tokens.content_tokens(said))


def _unshown(commission: Commission, headings: Collection[str]) -> Iterator[dict[str, str]]:
    """Yield the tables that were asked for and are not there; key figures in one are asked for as a table as well."""
    words, asked = wording.words(commission.script), {"table", "key_figures"} & set(commission.extras)
    figures = words["figures_heading"] in headings
    sides = words["table_heading"] in headings or words["facts_heading"] in headings
    if "table" in asked and not sides and not ("key_figures" in asked and figures):
        yield {"code": "table"}
    if "key_figures" in asked and not figures:
        yield {"code": "figures"}


def taken(commission: Commission, front: Mapping[str, Any]) -> tuple[int, int]:
    """Return the least and the most length that is used before a sentence is chosen.

    Title, headings, the brief about itself, framing and gap list; some of its sentences depend on what is chosen: what
    is said of a section where little is found takes the room of what is not there.
    """
    bare = {**front, "evidence": {"cited": 0}}
    bare["gaps"] = [gap for gap in front["gaps"] if gap["code"] != "look"]
    unheard = commission.subjects[:1], commission.script
    silent = [_silence("side", section, *unheard) for section in commission.sections]
    full = {**front, "gaps": [*front["gaps"], *silent[:2]]}
    return _fixed_length(commission, bare), _fixed_length(commission, full)


def _fixed_length(commission: Commission, front: Mapping[str, Any]) -> int:
    pieces = [commission.title]
    for section in commission.sections:
        pieces.append(section.heading)
        pieces += [sentence for sentence, _ in wording.about(front, section.role, first=section.number == 1)]
        pieces += fitting.questions(section.title) if section.role in placing.COMPARED else ()
    pieces += [wording.gap_heading(front), *wording.gaps(front)]
    return sum(text.count(piece, commission.length.unit) for piece in pieces)
