"""What a brief is checked against: the documents that there are, found by what the brief lists and cites."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.brief import citation
from generator.brief.citation import Citation
from generator.brief.ledger import Entry, Support
from generator.corpus import Chunk, Corpus, Document
from generator.gate.policy import Absent, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The ground truth of one brief."""

    corpus: Corpus | None
    """None when the corpus that the brief names is not there."""
    attachments: Mapping[str, Document]
    """Attached documents by file name, those that are there."""
    images: Mapping[str, str]
    """SHA-256 of attached images by file name, those that are there."""
    root: Path
    """Folder that paths in the brief are relative to."""
    logos: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What the attached images show, as a front matter records it, by file name; those that are there."""
    policy: Policy = field(default_factory=Policy)
    """What the repository allows."""

    def document(self, source: Mapping[str, Any]) -> Document | None:
        """Return the document of a listed source, or None for an image and for one that is not there."""
        if source["kind"] == "document":
            return self.attachments.get(source["file"])
        return self.corpus.by_title(source["title"]) if self.corpus and source["kind"] == "corpus" else None

    def called(self, source: Mapping[str, Any]) -> str:
        """Return the title that the document at a source's path has in the corpus, "" where none lies there."""
        documents = self.corpus.documents if self.corpus and source["kind"] == "corpus" else ()
        own = (d.title for d in documents if f"/{source['path']}".endswith(f"/{d.path}"))
        return next(own, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The sources that a brief lists, by the ids that its ledger uses, with what they are found in."""

    by_id: Mapping[str, Mapping[str, Any]]
    """Id → source as the front matter has it."""
    sources: Sources

    def document(self, source_id: str) -> Document | None:
        """Return the document of that id, or None for an image, and for one that is not listed or not there."""
        source = self.by_id.get(source_id)
        return self.sources.document(source) if source else None

    @property
    def documents(self) -> dict[str, Document]:
        """The listed documents that are there, by id."""
        found = {name: self.document(name) for name in self.by_id}
        return {name: document for name, document in found.items() if document}

    @property
    def whole(self) -> bool:
        """Whether every listed document is there."""
        return all(self.document(name) or source["kind"] == "image" for name, source in self.by_id.items())

    def digest(self, source: Mapping[str, Any]) -> str | None:
        """Return the SHA-256 of a source's file, None where there is none."""
        if source["kind"] == "image":
            return self.sources.images.get(source["file"])
        document = self.document(source["id"])
        return document.sha256 if document else None

    def excuse(self, source: Mapping[str, Any]) -> Absent | None:
        """Return who answers for a source of which no copy is here; None where one is, or nobody does."""
        here = self.digest(source) is not None and source.get("path") is not None
        return None if here else self.sources.policy.excuses(source)

    def chunk(self, source_id: str, number: int) -> Chunk | None:
        """Return a chunk by its number, from 1, or None when there is none."""
        document = self.document(source_id)
        return document.chunks[number - 1] if document and 0 < number <= len(document.chunks) else None

    def attached(self, source_id: str) -> bool:
        """Tell whether a source is a document that was attached to the commission."""
        return self.by_id.get(source_id, {}).get("kind") == "document"

    def citation(self, span: Support) -> Citation | None:
        """Return the citation of a span, or None when its source is not listed."""
        source = self.by_id.get(span.source)
        if source is None:
            return None
        if source["kind"] == "document":
            return citation.attached(source["file"], span.page, span.chunk)
        return Citation(kind="corpus", title=source["title"], number=span.chunk)

    def citations(self, entry: Entry) -> tuple[Citation, ...]:
        """Return the citations of a sentence, as its entry has them; spans of sources that are not listed have none."""
        return tuple(dict.fromkeys(found for span in entry.supports if (found := self.citation(span))))

    def cited(self, cited: Citation) -> str | None:
        """Return the id of the source that a citation names, or None when none is listed."""
        return next((name for name, s in self.by_id.items() if named(s) == (cited.kind, cited.title)), None)


def listing(front: Mapping[str, Any], sources: Sources) -> Listed:
    """Return the sources of a front matter."""
    return Listed(by_id={source["id"]: source for source in front["sources"]}, sources=sources)


def named(source: Mapping[str, Any]) -> tuple[str, str]:
    """Return (kind, title) of the citations that name a source: an attachment is cited by its file name."""
    return source["kind"], source["title"] if source["kind"] == "corpus" else source["file"]
