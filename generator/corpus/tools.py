"""What a person does with a corpus: list it, see what was read of a document, find what is wrong."""

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.corpus import library as corpora
from generator.corpus.copies import near_duplicates, originals
from generator.corpus.library import Corpus, Document, Problem
from generator.corpus.locators import in_order, said
from generator.errors import BriefproofError
from generator.language.text import UNIT, count
from generator.messages import joined, say, shown

GROUPED = 3
"""Documents with the same finding that are named one by one, at most."""
SINGLE = ("unreadable", "other-kind", "damaged", "encoding", "same-text")
"""Findings that are always named one by one."""
NAMED = 5
"""So many files are named where one line speaks of many."""
WANTED = ("author", "date", "url", "licence")
"""Metadata that a reader of a brief will ask for."""


# -- show and list ---------------------------------------------------------------------------------------------


def find(corpus: Corpus, name: str) -> Document:
    """Return the document that `name` means: its path, file name, title or the start of one of them.

    Raises BriefproofError with the candidates when it means none or several.
    """
    wanted = name.strip()
    keys = [(document, (document.path, Path(document.path).name, document.title)) for document in corpus.documents]
    for means in (lambda key: key == wanted, lambda key: wanted != "" and key.startswith(wanted)):
        found = [document for document, names in keys if any(means(key) for key in names)]
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(document.path for document in found[:5])
            raise BriefproofError(
                "{name} means several documents: {several}; give one of these paths", name=repr(name), several=several
            )
    for problem in corpus.problems:
        if wanted in (problem.path, Path(problem.path).name):
            raise BriefproofError("{path} could not be read: {reason}", path=problem.path, reason=problem.reason)
    raise BriefproofError(
        "no document {name} in {root}; `briefproof corpus list` names them", name=repr(name), root=corpus.root
    )


def data(document: Document, *, dropped: bool = False) -> dict[str, Any]:
    """Return a document as plain values for JSON: chunks with their blocks, and on request what was left out."""
    shown: dict[str, Any] = {
        "path": document.path,
        "title": document.title,
        "kind": document.kind,
        "language": document.language,
        "sha256": document.sha256,
        "reader": document.reader,
        "damaged": document.damaged,
        "encoding": {"name": document.encoding, "by": document.encoding_by, "doubtful": document.doubtful},
        "metadata": dict(document.metadata),
        "length": length(document),
        "unit": UNIT[document.language],
        "chunks": [
            {
                "number": chunk.number,
                "sha256": chunk.sha256,
                "headings": list(chunk.heading_path),
                "pages": [list(page) for page in chunk.pages],
                "text": chunk.text,
                "blocks": [
                    {
                        "kind": block.kind,
                        "start": block.start,
                        "end": block.end,
                        "level": block.level,
                        "headings": list(block.heading_path),
                    }
                    for block in chunk.blocks
                ],
            }
            for chunk in document.chunks
        ],
    }
    if dropped:
        shown["dropped"] = [{"reason": reason, "text": text} for reason, text in document.dropped]
    return shown


def show(document: Document, *, dropped: bool = False) -> str:
    """Return what the reader kept of a document, as text for a terminal."""
    lines = [document.title, f"{document.path} · {document.kind} · {document.language} · {document.reader}"]
    lines += [f"{key}: {value}" for key, value in document.metadata]
    if document.encoding:
        doubt = say(", in doubt") if document.doubtful else ""
        told = say("encoding: {name} ({by}{doubt})", name=document.encoding, by=document.encoding_by, doubt=doubt)
        lines.append(shown(told))
    if document.damaged:
        lines.append(shown(say("damaged: figures of this document are not quoted")))
    unit = UNIT[document.language]
    path: tuple[str, ...] = ()
    for chunk in document.chunks:
        pages = [said(page, "en") for page in in_order(page for _, page in chunk.pages)]
        last = f"–{pages[-1].removeprefix('p. ')}" if len(pages) > 1 else ""
        where = f" · {pages[0]}{last}" if pages else ""
        lines += [
            "",
            f"── {shown(say('chunk {number}', number=chunk.number))} · {count(chunk.text, unit)} {unit}{where}",
        ]
        for block in chunk.blocks:
            if block.heading_path != path:
                path = block.heading_path
                lines.append(f"[{' › '.join(path) or document.title}]")
            mark = {"item": "  " * block.level + "• ", "note": "※ ", "quote": "> ", "code": "    "}.get(block.kind, "")
            lines.append(mark + chunk.text[block.start : block.end])
    if dropped:
        lines += ["", f"── {shown(say('left out'))} · {len(document.dropped)}"]
        lines += [f"{reason}: {text}" for reason, text in document.dropped]
    return "\n".join(lines) + "\n"


def length(document: Document) -> int:
    """Return the length of a document's text, in 字 (zh) or words (en)."""
    return sum(count(chunk.text, UNIT[document.language]) for chunk in document.chunks)


def list_data(corpus: Corpus) -> dict[str, Any]:
    """Return the documents and problems of a corpus as plain values for JSON."""
    return {
        "corpus": str(corpus.root),
        "documents": [
            {
                "path": document.path,
                "title": document.title,
                "kind": document.kind,
                "language": document.language,
                "chunks": len(document.chunks),
                "length": length(document),
                "unit": UNIT[document.language],
                "damaged": document.damaged,
                "encoding": {"name": document.encoding, "by": document.encoding_by, "doubtful": document.doubtful},
                "metadata": dict(document.metadata),
            }
            for document in corpus.documents
        ],
        "problems": [asdict(problem) for problem in corpus.problems],
    }


def listing(corpus: Corpus) -> str:
    """Return one line per document and per file that could not be read; files of other kinds are counted."""
    lines = []
    for document in corpus.documents:
        size = f"{length(document)} {UNIT[document.language]}"
        flag = f" · {shown(say('damaged'))}" if document.damaged else ""
        chunks = shown(say("{number} chunks", number=len(document.chunks)))
        lines.append(f"{document.path}\n    {document.title} · {size} · {chunks}{flag}")
    failed = [problem for problem in corpus.problems if not problem.foreign]
    lines += [f"{one.path}\n    {shown(say('not read: {reason}', reason=one.reason))}" for one in failed]
    others = corpora.others(corpus.problems)
    total = say(
        "{documents} documents, {chunks} chunks, {failed} not read{others}",
        documents=len(corpus.documents), chunks=sum(len(d.chunks) for d in corpus.documents), failed=len(failed),
        others=joined(("; ", others), "") if others else "",
    )  # fmt: skip
    return "\n".join([*lines, shown(total)]) + "\n"


# -- doctor ----------------------------------------------------------------------------------------------------


GRAVEST = (
    "unreadable", "other-kind", "same-text", "near-duplicate", "encoding", "damaged", "much-dropped", "no-title",
    "no-metadata",
)  # fmt: skip
"""Codes of findings, in the order in which they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about the corpus that a person should know."""

    code: str
    """One of `GRAVEST`."""
    path: str
    message: str


def doctor(corpus: Corpus) -> tuple[Finding, ...]:
    """Return what is wrong or missing in a corpus, gravest first."""
    failed = [problem for problem in corpus.problems if not problem.foreign]
    findings = [Finding(code="unreadable", path=problem.path, message=problem.reason) for problem in failed]
    findings += _other_kinds(corpus)
    findings += _alike(corpus.documents)
    for document in corpus.documents:
        findings.extend(_check(document))
    return tuple(sorted(findings, key=lambda finding: (GRAVEST.index(finding.code), finding.path)))


def _other_kinds(corpus: Corpus) -> list[Finding]:
    """Return one finding for each ending that no reader takes."""
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in corpus.problems:
        if problem.foreign:
            found[Path(problem.path).suffix.lower()].append(problem)
    findings = []
    for problems in found.values():
        first, *more = problems
        told = say(
            "{reason} ({more} more like it: {names})",
            reason=first.reason,
            more=len(more),
            names=_some([other.path for other in more]),
        )
        findings.append(Finding(code="other-kind", path=first.path, message=told if more else first.reason))
    return findings


def _some(names: list[str]) -> str:
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")


def report(findings: tuple[Finding, ...], *, verbose: bool) -> str:
    """Return the findings as lines, gravest first; `verbose` names each document, else what many share is one line."""
    lines = []
    for code, group in groupby(findings, key=lambda finding: finding.code):
        found = list(group)
        if verbose or len(found) <= GROUPED or code in SINGLE:
            lines += [f"{finding.path}: {finding.code}: {shown(finding.message)}" for finding in found]
        else:
            told = say(
                "{number} documents: {code}: {shared}; list with -v",
                number=len(found),
                code=code,
                shared=_shared(found),
            )
            lines.append(shown(told))
    return "".join(f"{line}\n" for line in lines)


def _shared(found: list[Finding]) -> str:
    """Return what is to be said of several findings of one code at once."""
    if found[0].code != "no-metadata":
        return Counter(finding.message for finding in found).most_common(1)[0][0]
    missing = Counter(key for finding in found for key in finding.message.split(";")[0].removeprefix("no ").split(", "))
    told = joined(say("{number} without {key}", number=missing[key], key=key) for key in WANTED if missing[key])
    return say("{told}; write it into their front matter or sidecars", told=told)


def _alike(documents: tuple[Document, ...]) -> list[Finding]:
    """Return a finding for each document that shares much of its text with another."""
    pairs = near_duplicates(documents)
    copies = originals(documents)
    findings = [
        Finding(code="same-text", path=path, message=say("the same text as {best}, which is cited for both", best=best))
        for path, best in copies.items()
    ]
    for first, second, share in pairs:
        if not {first.path, second.path} & copies.keys():
            told = say(
                "shares {share} of its text with {path}; two sources as long as each has more of its own",
                share=f"{share:.0%}",
                path=first.path,
            )
            findings.append(Finding(code="near-duplicate", path=second.path, message=told))
    return findings


def _check(document: Document) -> list[Finding]:
    found = []
    if document.doubtful:
        told = say(
            "read as {encoding}, but another encoding reads nearly as well; its figures are not quoted",
            encoding=document.encoding,
        )
        found.append(Finding(code="encoding", path=document.path, message=say("{told}; save it as UTF-8", told=told)))
    elif document.damaged:
        told = say("many characters are unreadable or come from text recognition; its figures are not quoted")
        found.append(Finding(code="damaged", path=document.path, message=told))
    left_out = sum(len(text) for reason, text in document.dropped if reason not in ("image", "contents"))
    kept = sum(len(chunk.text) for chunk in document.chunks)
    if left_out > 0.5 * (kept + left_out):
        reasons = Counter(reason for reason, _ in document.dropped)
        told = say(
            "more was left out than kept ({reasons}); see `briefproof corpus show --dropped`",
            reasons=", ".join(reasons),
        )
        found.append(Finding(code="much-dropped", path=document.path, message=told))
    if document.title == Path(document.path).stem:
        told = say("its title is the file name; write `title:` into its front matter or sidecar")
        found.append(Finding(code="no-title", path=document.path, message=told))
    missing = [key for key in WANTED if not document.get(key)]
    if missing:
        told = say(
            "no {missing}; write them into its front matter or {name}{sidecar}",
            missing=", ".join(missing),
            name=Path(document.path).name,
            sidecar=corpora.SIDECAR,
        )
        found.append(Finding(code="no-metadata", path=document.path, message=told))
    return found
