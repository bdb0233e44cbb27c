"""Briefs that lie in a folder, with their ledgers and the sources they can be checked against."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator import corpus as corpora, together
from generator.brief import Brief, ledger as ledgers, spelling
from generator.brief.ledger import Ledger
from generator.corpus import Corpus, Document, store
from generator.errors import BriefproofError, Unreachable
from generator.files import read_bytes, read_text, recorded, sha256_of
from generator.gate import identity, policy as policies, searched, stored
from generator.gate.policy import Policy, Ruled
from generator.gate.rules import Finding
from generator.gate.sources import Sources
from generator.messages import say

LEDGER = ".ledger.yml"
"""How the name of a ledger ends, after the brief's without its ending."""


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

    @property
    def beside(self) -> Path:
        """Where its ledger lies."""
        return self.path.with_suffix(LEDGER)


def briefs_in(folder: Path) -> tuple[Filed, ...]:
    """Return the briefs of a folder in name order; none when there is no such folder.

    Raises BriefproofError for a brief or ledger that cannot be read or is a link, or a ledger that is missing.
    """
    together.recover(folder)
    return tuple(_read(path) for path in sorted(folder.glob("*.md"))) if folder.is_dir() else ()


def readable(folder: Path) -> tuple[tuple[Filed, ...], tuple[str, ...]]:
    """Return the briefs of a folder that can be read, in name order, and why each of the others cannot."""
    together.recover(folder)
    read: list[Filed] = []
    unread: list[str] = []
    for path in sorted(folder.glob("*.md")):
        try:
            read.append(_read(path))
        except BriefproofError as error:
            unread.append(error.message)
    return tuple(read), tuple(unread)


def strays(folder: Path) -> tuple[tuple[Path, Finding], ...]:
    """Return the files below a folder of briefs that are no brief and no ledger of one, each with its finding."""
    if folder.is_symlink():
        return (
            (folder, Finding(code="stray-file", message=say("a link; git cannot tell who wrote what lies behind it"))),
        )
    found = ((path, _astray(path, folder)) for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file())
    return tuple((path, Finding(code="stray-file", message=why)) for path, why in found if why)


def _astray(path: Path, folder: Path) -> str:
    """Return why nobody reads a file, "" for a brief and its ledger, and for the file that lets git keep the folder."""
    if path.is_symlink():
        return say("a link; put the file itself there")
    if path.parent != folder:
        return say("in a folder of its own; briefs lie in {folder} itself", folder=folder)
    if path.name.endswith(LEDGER):
        brief = path.with_name(path.name.removesuffix(LEDGER) + ".md")
        return "" if brief.is_file() else say("a ledger without its brief {name}", name=brief.name)
    kept = path.suffix == ".md" or (path.name == ".gitkeep" and not path.stat().st_size)
    return "" if kept else say("no brief, whose name ends in .md, and no ledger of one, whose name ends in .ledger.yml")


def brief_at(path: Path) -> Filed:
    """Read the brief at `path` and the ledger beside it; raises BriefproofError."""
    together.recover(path.parent)
    return _read(path)


def _read(path: Path) -> Filed:
    beside = path.with_suffix(LEDGER)
    if not beside.exists() and not path.is_symlink() and not read_text(path).startswith("---"):
        raise BriefproofError(
            "{path}: no brief: it opens with no front matter; keep other files in another folder", path=path
        )
    if not beside.exists():
        raise BriefproofError(
            "{path}: its ledger {name} is missing; restore it, or run make brief again", path=path, name=beside.name
        )
    for file in (path, beside):
        if file.is_symlink():
            raise BriefproofError(
                "{file} is a link; a brief and its ledger lie in the repository themselves", file=file
            )
    said = read_text(path)
    ledger = ledgers.parse(read_text(beside), str(beside))
    return Filed(path=path, brief=spelling.read(said, str(path), ledger), ledger=ledger)


def _as_given(document: Document, path: Path, source: Mapping[str, Any]) -> Document:
    """Return an attachment with the hashes that a brief lists, where only line ends are others."""
    sha256 = recorded(path, document.sha256, str(source.get("sha256") or ""))
    stated, beside = str(source.get("metadata_sha256") or ""), path.with_name(f"{path.name}.yml")
    return replace(document, sha256=sha256, beside=recorded(beside, document.beside, stated))


@dataclass(slots=True, kw_only=True)
class Shelf:
    """Reads policy, corpora, attachments and images once, however many briefs name them. Paths are relative to `root`.

    A brief's front matter is anyone's: what it names outside of `root` and of the folders that the policy lists, links
    followed, counts as not there. Of a corpus in a store only what briefs list is brought here, unless `whole`.
    """

    root: Path
    cache: Path
    whole: bool = False
    ruled: Ruled | None = None
    """What counts in the place of the policy that lies in `root`: that of the commit to compare with."""
    _policy: Policy | None = None
    _corpora: dict[str, Corpus | None] = field(default_factory=dict)
    _brought: dict[str, dict[str, Document | None]] = field(default_factory=dict)
    _named: dict[tuple[str, tuple[str, ...]], Corpus] = field(default_factory=dict)
    _attachments: dict[tuple[str, str], Document | None] = field(default_factory=dict)
    _logos: dict[tuple[str, str], Mapping[str, Any] | None] = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        """The policy of the repository; raises BriefproofError for a file that is none."""
        if self._policy is None:
            self._policy = self.ruled.policy if self.ruled else policies.read(self.root)
        return self._policy

    @property
    def keys(self) -> bytes | None:
        """What the policy's file of keys holds, None where there is none."""
        if self.ruled:
            return self.ruled.keys
        path = self.root / self.policy.allowed_signers
        return read_bytes(path) if path.is_file() else None

    def sources(self, brief: Brief, ledger: Ledger) -> Sources:
        """Return what the brief can be checked against; what is not there is left out.

        Documents of the corpus have the names by which the ledger says that they were searched.
        """
        named = brief.front.get("corpus", {})
        folder = str(named.get("path", "")) if isinstance(named, dict) else ""
        attached: dict[str, Document] = {}
        images: dict[str, str] = {}
        logos: dict[str, Mapping[str, Any]] = {}
        for source, path in self._given(brief):
            name = str(source.get("file"))
            if source.get("kind") == "document" and (document := self._attachment(path, name)):
                attached[name] = _as_given(document, path, source)
            elif source.get("kind") == "image":
                images[name] = sha256_of(path)
                if found := self._identified(path, folder):
                    logos[name] = {**found, "image": name}
        return Sources(
            corpus=self._listed(folder, brief) or self.corpus(folder, ledger.searched), attachments=attached,
            images=images, root=self.root, logos=logos, policy=self.policy,
        )  # fmt: skip

    def images(self, brief: Brief) -> dict[str, Path]:
        """Return where the files lie that the brief lists as images and that are there, by SHA-256."""
        return {sha256_of(path): path for source, path in self._given(brief) if source.get("kind") == "image"}

    def corpus(self, path: str, lines: tuple[str, ...] = ()) -> Corpus | None:
        """Return the corpus at `path`, or None when there is none, or the policy does not list it.

        Where `lines` of a ledger list documents by other names, they have those. Of one in a store that is not read
        whole these are the documents that briefs asked for so far. Raises Unreachable where a store does not answer.
        """
        if self._address(path) and not self.whole:
            there = filter(None, self._brought.get(path, {}).values())
            return Corpus(root=Path(path), documents=corpora.uniquely_titled(there), partial=True)
        plain = self._plain(path)
        if plain is None or not lines:
            return plain
        if (path, lines) not in self._named:
            self._named[path, lines] = searched.as_named(lines, plain, self.cache)
        return self._named[path, lines]

    def _address(self, path: str) -> str:
        return stored.address_of(path, self.policy, self.root)

    def _listed(self, folder: str, brief: Brief) -> Corpus | None:
        """Return the documents that a brief lists of a corpus in a store, None for another corpus."""
        address = self._address(folder)
        if not address or self.whole:
            return None
        sources, brought = stored.listed(brief.front, folder), self._brought.setdefault(folder, {})
        if new := sources.keys() - brought.keys():
            brought |= dict.fromkeys(new) | store.some(address, sorted(new), cache=self.cache)
        return stored.partial(folder, filter(None, (brought[path] for path in sorted(sources))), sources)

    def _plain(self, path: str) -> Corpus | None:
        if path not in self._corpora:
            there = self.root / path if self._address(path) else self.found(path)
            known = there if self.policy.lists(path, self.root) else None
            try:
                self._corpora[path] = stored.read(known, self.policy, cache=self.cache) if known else None
            except Unreachable:
                raise
            except BriefproofError:
                self._corpora[path] = None
        return self._corpora[path]

    def found(self, path: str) -> Path | None:
        """Return where something that a brief names lies, None where it is not there or may not be read."""
        there = self.root / path
        return there if path and self.policy.allows(there, self.root) and os.path.exists(there) else None  # noqa: PTH110 - never raises

    def _given(self, brief: Brief) -> Iterator[tuple[Mapping[str, Any], Path]]:
        """Yield the sources that the brief lists with a path to a file that is there, and where it lies.

        The sidecar of a document is read with it, so that must not lead outside either.
        """
        for source in brief.front.get("sources", ()):
            there = self.found(str(source.get("path") or "")) if isinstance(source, dict) else None
            if there and there.is_file() and self.policy.allows(there.with_name(f"{there.name}.yml"), self.root):
                yield source, there

    def _attachment(self, path: Path, name: str) -> Document | None:
        key = str(path), name
        if key not in self._attachments:
            try:
                self._attachments[key] = corpora.read_attachment(path, cache=self.cache, name=name)
            except BriefproofError:
                self._attachments[key] = None
        return self._attachments[key]

    def _identified(self, path: Path, folder: str) -> Mapping[str, Any] | None:
        """Return what an image shows, as a front matter records it, None for a file that is no image."""
        corpus = self.root / folder if self.policy.lists(folder, self.root) else None
        key = str(path), folder
        if key not in self._logos:
            try:
                self._logos[key] = identity.of(path, corpus, self.cache)
            except BriefproofError:
                self._logos[key] = None
        return self._logos[key]
