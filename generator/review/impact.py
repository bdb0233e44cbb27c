"""What published sentences lose when a document of the corpus changes, goes or gets another licence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.brief.ledger import Support
from generator.corpus import Document
from generator.files import places
from generator.gate import Filed, Shelf
from generator.messages import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One sentence of a brief that a document carries, and what became of it."""

    path: Path
    """The brief."""
    line: int
    text: str
    source: str
    """Path of the document."""
    what: str
    """"removed", "changed" (the quote is no more in it), "moved" (it stands elsewhere: `make repair`), "relicensed"."""


def losses(filed: Iterable[Filed], shelf: Shelf, paths: Iterable[str]) -> tuple[Loss, ...]:
    """Return the sentences of the briefs that cite one of `paths` and no longer find there what they cite.

    Paths are relative to the folder of the shelf. A sentence of a document with another licence than the brief
    recorded is listed whatever became of its words.
    """
    wanted = set(paths)
    return tuple(loss for item in filed for loss in _losses(item, shelf, wanted))


def _losses(item: Filed, shelf: Shelf, wanted: set[str]) -> Iterable[Loss]:
    listed = {s["id"]: s for s in item.brief.front.get("sources", ()) if str(s.get("path")) in wanted}
    if not listed:
        return
    found = {name: _document(item, source, shelf) for name, source in listed.items()}
    lines = {sentence.text: sentence.line for _, _, sentence in item.brief.sentences}
    for entry in item.ledger.entries:
        for span in entry.supports:
            if span.source in listed and (what := _fate(span, found[span.source], listed[span.source])):
                source = str(listed[span.source]["path"])
                yield Loss(path=item.path, line=lines.get(entry.text, 0), text=entry.text, source=source, what=what)
                break


def _document(item: Filed, source: Mapping[str, Any], shelf: Shelf) -> Document | None:
    """Return the document that lies at the path of a source now, whatever its title."""
    sources = shelf.sources(item.brief, item.ledger)
    if source["kind"] == "document":
        return sources.attachments.get(source["file"])
    folder = str(item.brief.front["corpus"]["path"])
    documents = sources.corpus.documents if sources.corpus else ()
    return next((d for d in documents if (Path(folder) / d.path).as_posix() == source["path"]), None)


def _fate(span: Support, document: Document | None, source: Mapping[str, Any]) -> str | None:
    if document is None:
        return "removed"
    there = document.chunks[span.chunk - 1 : span.chunk]
    if not any(chunk.text[span.start : span.end] == span.quote for chunk in there):
        return "moved" if any(span.quote in chunk.text for chunk in document.chunks) else "changed"
    if source["kind"] == "document":  # what stands beside an attachment is not kept with it
        return None
    return "relicensed" if (document.get("licence") or None) != source.get("licence") else None


def searches(item: Filed, paths: frozenset[str]) -> bool:
    """Tell whether a brief rests on one of the paths: a file of its corpus, an attachment, what lies beside them."""
    front = item.brief.front
    named = [str(source.get("path")) for source in front.get("sources", ()) if isinstance(source, dict)]
    listed = {path for name in named for path in places(name)}
    corpus = front.get("corpus")
    folders = tuple(f"{path}/" for path in places(str(corpus.get("path")))) if isinstance(corpus, dict) else ()
    return any(path.startswith(folders) or path.removesuffix(".yml") in listed or path in listed for path in paths)


def describe(loss: Loss) -> str:
    """Return a loss as one line."""
    return say(
        "{path}:{line}: {source} {what}: “{text}{cut}”",
        path=loss.path,
        line=loss.line,
        source=loss.source,
        what=loss.what,
        text=loss.text[:60],
        cut="…" * (len(loss.text) > 60),
    )
