"""Briefs that lie in a folder, with their ledgers and the sources they can be checked against."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import brief as briefs, corpus as corpora
from generator.brief import Brief, ledger as ledgers
from generator.brief.ledger import Ledger
from generator.corpus import Corpus, Document
from generator.errors import BriefproofError
from generator.files import read_bytes, sha256_of
from generator.gate.sources import Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A brief in its file."""

    path: Path
    brief: Brief
    ledger: Ledger

    @property
    def stem(self) -> str:
        """File name without ending: "2026-11-22-two-platforms"."""
        return self.path.stem


def briefs_in(folder: Path) -> tuple[Filed, ...]:
    """Return the briefs of a folder in name order; none when there is no such folder.

    Raises BriefproofError for a brief or ledger that cannot be read, or a ledger that is missing.
    """
    return tuple(brief_at(path) for path in sorted(folder.glob("*.md"))) if folder.is_dir() else ()


def brief_at(path: Path) -> Filed:
    """Read the brief at `path` and the ledger beside it; raises BriefproofError."""
    beside = path.with_suffix(".ledger.yml")
    if not beside.exists():
        raise BriefproofError(f"{path}: its ledger {beside.name} is missing; restore it, or run make brief again")
    brief = briefs.parse(_text(path), str(path))
    return Filed(path=path, brief=brief, ledger=ledgers.parse(_text(beside), str(beside)))


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BriefproofError(f"{path}: not UTF-8 at byte {error.start}") from None


@dataclass(slots=True, kw_only=True)
class Shelf:
    """Reads each corpus and attachment once, however many briefs name it. Paths are relative to `root`."""

    root: Path
    cache: Path
    _corpora: dict[str, Corpus | None] = field(default_factory=dict)
    _attachments: dict[str, Document | None] = field(default_factory=dict)

    def sources(self, brief: Brief) -> Sources:
        """Return what the brief can be checked against; what is not there is left out."""
        front = brief.front
        listed: list[dict[str, Any]] = [s for s in front.get("sources", ()) if isinstance(s, dict)]
        attached: dict[str, Document] = {}
        images: dict[str, str] = {}
        for source in listed:
            path = self.root / str(source.get("path") or "/nowhere")
            if not source.get("path") or not path.is_file():
                continue
            if source.get("kind") == "document" and (document := self._attachment(path)):
                attached[str(source.get("file"))] = document
            elif source.get("kind") == "image":
                images[str(source.get("file"))] = sha256_of(path)
        named = front.get("corpus", {}) if isinstance(front.get("corpus"), dict) else {}
        corpus = self.corpus(str(named.get("path", "")))
        return Sources(corpus=corpus, attachments=attached, images=images, root=self.root)

    def corpus(self, path: str) -> Corpus | None:
        """Return the corpus at `path`, or None when there is none."""
        if path not in self._corpora:
            try:
                self._corpora[path] = corpora.read(self.root / path, cache=self.cache) if path else None
            except BriefproofError:
                self._corpora[path] = None
        return self._corpora[path]

    def _attachment(self, path: Path) -> Document | None:
        key = str(path)
        if key not in self._attachments:
            try:
                self._attachments[key] = corpora.read_attachment(path, cache=self.cache)
            except BriefproofError:
                self._attachments[key] = None
        return self._attachments[key]
