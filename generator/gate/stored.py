"""Corpora that the policy says lie in an object store, and those that lie in their folders, read by one function."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from generator import corpus as corpora
from generator.corpus import Corpus, Document, library, store
from generator.errors import Unreachable
from generator.files import relative
from generator.gate.policy import FILE, Policy
from generator.language.text import normalise


def read(
    folder: Path,
    policy: Policy,
    *,
    cache: Path,
    progress: Callable[[int, int, str], None] | None = None,
    reading: library.Reading | None = None,
) -> Corpus:
    """Read the corpus that briefs name as `folder`, wherever its documents lie; raises as `corpus.read` does.

    Raises Unreachable too where documents lie in the folder of a corpus that has a store.
    """
    if address := address_of(relative(folder), policy, Path()):
        return store.read(address, cache=cache, progress=progress, reading=reading)
    return corpora.read(folder, cache=cache, progress=progress, reading=reading)


def address_of(folder: str, policy: Policy, root: Path) -> str:
    """Return where the documents of the corpus that briefs name as `folder` lie, "" where they lie in that folder.

    Raises Unreachable where some lie in the folder of one that has a store: some readers would see them, others not.
    """
    address = policy.store(folder, root)
    if address and (stray := next(iter(library.files_in(root / folder)), "")):
        raise Unreachable(
            "{path} lies here, and {file} says that {folder} is at {address}; put it there",
            path=PurePosixPath(folder) / stray,
            file=FILE,
            folder=folder,
            address=address,
        )
    return address


def listed(front: Mapping[str, Any], folder: str) -> dict[str, Mapping[str, Any]]:
    """Return the documents of the corpus at `folder` that a front matter lists, by their paths below it."""
    found = {}
    for source in front.get("sources", ()):
        path = PurePosixPath(str(source.get("path") or "")) if isinstance(source, dict) else PurePosixPath()
        if path.is_relative_to(folder) and isinstance(source, dict) and source.get("kind") == "corpus":
            found[path.relative_to(folder).as_posix()] = source
    return found


def partial(folder: str, documents: Iterable[Document], sources: Mapping[str, Mapping[str, Any]]) -> Corpus:
    """Return a corpus of the documents that a brief lists, with the titles by which it does.

    Which others have the same title, and so what stands behind it, nobody can tell who does not read them all.
    """
    named = tuple(_titled(document, str(sources[document.path].get("title"))) for document in documents)
    return Corpus(root=Path(folder), documents=named, partial=True)


def _titled(document: Document, title: str) -> Document:
    behind = title.removeprefix(f"{document.title} (").removesuffix(")")
    parent = normalise(PurePosixPath(document.path).parent.name)
    fits = title == f"{document.title} ({behind})" and (behind == parent or behind.isdecimal())
    return replace(document, title=title) if fits else document
