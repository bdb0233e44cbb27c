"""The corpus: it is one that the policy lists, and what was searched of it is there and counted."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import corpus as corpora
from generator.brief import front as fronts
from generator.corpus import SIDECAR, Corpus, Document, readers
from generator.files import recorded
from generator.gate import differing
from generator.gate.rules import Finding
from generator.gate.sources import Sources
from generator.gate.view import View
from generator.messages import say, some

NAMED = 3
"""Documents named in a finding; the rest are counted."""
_LINE = re.compile(r"([0-9a-f]{16}) (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a ledger says was searched, held against the corpus of today."""

    there: tuple[Document, ...]
    """Documents that are there, in path order; their bytes may be others now."""
    changed: tuple[str, ...]
    """Paths of those whose bytes are others, and of the files beside them that are others, new or gone."""
    gone: tuple[str, ...]
    """Paths of what is there no more; of a corpus of which not all was brought here nobody can tell."""


def as_named(lines: Iterable[str], corpus: Corpus, cache: Path) -> Corpus:
    """Return a corpus in which documents that are the same have the names and hashes that the lines of a ledger list.

    A document is the same by its bytes, but for line ends, and those beside it: one whose name is gone was renamed.
    """
    searched = fronts.filed(lines)
    names = _renamed(searched, corpus)
    there = corpora.read(corpus.root, cache=cache, called=names) if names else corpus
    return replace(there, documents=tuple(_recorded(one, corpus.root, searched) for one in there.documents))


def _recorded(document: Document, root: Path, searched: Mapping[str, str]) -> Document:
    beside = f"{document.path}{SIDECAR}"
    hashes = (
        recorded(root / document.path, document.sha256, searched.get(document.path, "")),
        recorded(root / beside, document.beside, searched.get(beside, "")),
    )
    same = hashes == (document.sha256, document.beside)
    return document if same else replace(document, sha256=hashes[0], beside=hashes[1])


def _renamed(searched: Mapping[str, str], corpus: Corpus) -> dict[str, str]:
    """Return path now → path then of the documents that were searched under a name that is gone."""
    here = {document.path for document in corpus.documents}
    gone = [path for path in searched if path not in here]
    new = [document for document in corpus.documents if document.path not in searched] if gone else []
    found: dict[str, str] = {}
    for path in gone:
        was = searched[path], searched.get(f"{path}{SIDECAR}", ""), readers.kind_of(path)
        same = (d.path for d in new if (d.sha256[:16], d.beside[:16], d.kind) == was and d.path not in found)
        if now := next(same, None):
            found[now] = path
    return found


def held(lines: Iterable[str], corpus: Corpus) -> Searched:
    """Hold the lines of a ledger against a corpus; lines of another form are no document's."""
    known = {document.path: document for document in corpus.documents}
    pairs = {match[2]: match[1] for line in lines if (match := _LINE.fullmatch(line))}
    there = tuple(known[path] for path in pairs if path in known)
    beside = {f"{path}{SIDECAR}" for path in pairs}
    return Searched(
        there=there,
        changed=tuple(path for document in there for path in _changed(document, pairs)),
        gone=() if corpus.partial else tuple(path for path in pairs if path not in known and path not in beside),
    )


def _changed(document: Document, lines: Mapping[str, str]) -> Iterator[str]:
    if not document.sha256.startswith(lines[document.path]):
        yield document.path
    beside = f"{document.path}{SIDECAR}"
    if document.beside[:16] != lines.get(beside, ""):
        yield beside


def check(view: View) -> Iterator[Finding]:
    """Yield a corpus that no brief here may rest on, and what was searched and is no more what it was."""
    sources, folder = view.listed.sources, str(view.front["corpus"]["path"])
    if not sources.policy.lists(folder, sources.root):
        yield Finding(code="corpus", message=_unlisted(folder, sources), line=1)
    elif sources.corpus is None:
        yield from _missing(view, folder)
    elif not view.ledger.searched:
        yield differing.finding(say("the ledger does not say what was searched; briefproof refresh derives it anew"))
    else:
        yield from _searched(view, sources.corpus)


def _unlisted(folder: str, sources: Sources) -> str:
    if folder in sources.policy.corpora and not sources.policy.allows(sources.root / folder, sources.root):
        return say(
            "{folder} leads out of the repository; put a copy in its place, or name its target in policy.yml",
            folder=folder,
        )
    return say(
        "{folder} is not among the corpora of policy.yml ({corpora})",
        folder=folder,
        corpora=", ".join(sources.policy.corpora),
    )


def _missing(view: View, folder: str) -> Iterator[Finding]:
    """Say that the corpus is not there, as an error unless a person answers for each document that is cited."""
    cited = [source for source in view.listed.by_id.values() if source["kind"] == "corpus"]
    excused = bool(cited) and all(view.listed.sources.policy.excuses(source) for source in cited)
    message = say("{folder} is not there, so nothing that rests on it can be checked; bring it here", folder=folder)
    yield Finding(code="unchecked" if excused else "corpus", message=message, line=1)


def _searched(view: View, corpus: Corpus) -> Iterator[Finding]:
    lines = view.ledger.searched
    found = held(lines, corpus)
    paths = [line[17:] for line in lines]
    if not all(map(_LINE.fullmatch, lines)) or paths != sorted(set(paths)):
        yield differing.finding(say("the ledger’s searched is no list of hashes and paths, each once, in path order"))
    if found.gone:
        message = say(
            "searched, and no more in the corpus: {gone}; restore it, or make brief anew", gone=some(found.gone, NAMED)
        )
        yield Finding(code="source-changed", message=message, line=1)
    if found.changed:
        message = say(
            "searched, and other bytes now: {changed}; make brief searches it anew", changed=some(found.changed, NAMED)
        )
        yield Finding(code="source-changed", message=message, line=1)
    hashes = fronts.filed(lines)
    for source_id, source in view.listed.by_id.items():
        document = view.listed.document(source_id) if source["kind"] == "corpus" else None
        searched = hashes.get(document.path) if document else None
        beside = hashes.get(f"{document.path}{SIDECAR}", "") if document else ""
        if document and source["sha256"] != document.sha256 and source["sha256"][:16] != searched:
            yield differing.finding(
                say("{source_id} {path} is not cited as it was searched", source_id=source_id, path=document.path)
            )
        elif document and searched is None:
            yield differing.finding(
                say("{source_id} {path} is cited, and was not searched", source_id=source_id, path=document.path)
            )
        if document and (said := source.get("metadata_sha256", "")) != document.beside and said[:16] != beside:
            yield differing.finding(
                say(
                    "{source_id} {path} is not cited with the metadata that was searched",
                    source_id=source_id,
                    path=document.path,
                )
            )
    yield from _given(view)
    yield from _reader(view)
    if corpus.partial:
        return  # what else was searched, a run of the program counts
    stated = {key: value for key, value in view.front["corpus"].items() if key != "path"}
    yield from differing.findings(stated, fronts.counts(found.there), "corpus", say("what was searched and is there"))


def _given(view: View) -> Iterator[Finding]:
    """Yield lines on attachments that are none, or that are still what they were given as."""
    attached = {s["file"]: s["sha256"] for s in view.listed.by_id.values() if s["kind"] == "document"}
    lines, names = view.ledger.given, [line[17:] for line in view.ledger.given]
    told = all(_LINE.fullmatch(line) and line[17:] in attached for line in lines)
    if not told or names != sorted(set(names)) or any(attached[line[17:]][:16] == line[:16] for line in lines):
        yield differing.finding(
            say("the ledger’s given lists no attachments that were others once, each once, in order")
        )


def _reader(view: View) -> Iterator[Finding]:
    """Compare the readers that a ledger records with those that read what it cites."""
    sources = {span.source for entry in view.ledger.entries for span in entry.supports}
    documents = [view.listed.document(source) for source in sources]
    if all(documents):
        readers = fronts.readers(document for document in documents if document)
        yield from differing.findings(view.ledger.reader, readers, "reader", say("the documents that are cited"))
