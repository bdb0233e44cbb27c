"""A corpus: documents cut into chunks that readers cite by number.

Every file is read in a child process (see `isolation`) and the result kept in a cache folder under the hashes of
the file and its sidecar and the version of the reader, so that an unchanged file is never read again, and one
that could not be read is not tried again.
"""

import contextlib
import hashlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from generator.corpus import chunking, isolation, readers
from generator.corpus.chunking import Block, Chunk
from generator.corpus.readers import dates
from generator.errors import BriefproofError
from generator.files import inside, read_bytes, write_atomically
from generator.language.text import normalise
from generator.messages import from_data, joined, say

__all__ = ["Block", "Chunk", "Corpus", "Document", "Problem", "others", "read", "read_attachment", "uniquely_titled"]

MANY = 3
"""Documents (1 or more) from which on what they all open with is no title of theirs."""
CACHE_VERSION = 6
SKIPPED_FOLDERS = ("attachments", "logos")
"""Folders of a corpus that hold what briefs were given and the images of logos, not sources."""
MOST_BYTES = 200_000_000
"""A larger file is not read."""
SIDECAR = ".yml"
"""How the name of the file beside a document ends, after the document's own: what people say of it."""
Reading = Callable[..., Iterator[tuple[int, dict[str, Any]]]]
"""What reads jobs, as `isolation.read_all` does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source text."""

    path: str
    """Relative to the corpus folder for a corpus document, file name for an attachment; POSIX separators."""
    sha256: str
    """Of the file's bytes."""
    kind: str
    """A key of `readers.READERS`: "markdown", "pdf"."""
    title: str
    """Unique within its corpus: a repeated title gets the name of its folder, else " (2)", in path order."""
    language: str
    """"zh" or "en"."""
    metadata: tuple[tuple[str, str], ...]
    """Sorted pairs; known keys: author, date, url, accessed, licence, source, status, version,
    publish (full, excerpt or none)."""
    chunks: tuple[Chunk, ...]
    reader: str
    """Name and version of the reader: "pdfminer 1"."""
    beside: str = ""
    """SHA-256 of the bytes of its sidecar, "" where it has none."""
    damaged: bool = False
    """True when more than 2 % of the characters were unreadable, the text is that of a recognised scan or its encoding
    is in doubt: its figures are never quoted."""
    encoding: str = ""
    """Of the file's text: "utf-8", "big5hkscs"; "" for a kind of file that has none."""
    encoding_by: str = ""
    """How it was found: "declared", "bom", "utf-8" or "scored"."""
    doubtful: bool = False
    """True where another encoding reads nearly as well."""
    dropped: tuple[tuple[str, str], ...] = ()
    """(reason, text) of what the reader left out: navigation, running heads, advertisements."""

    def get(self, key: str) -> str:
        """Return the metadata value, "" when absent."""
        return dict(self.metadata).get(key, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A file of the corpus that was not read."""

    path: str
    reason: str
    foreign: bool = False
    """True for a file of a kind that no reader takes, which nobody tried to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All documents of a folder, in path order."""

    root: Path
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()
    partial: bool = False
    """True where only documents that a brief lists are here, of a corpus in a store; then `root` is its name alone."""

    def by_title(self, title: str) -> Document | None:
        """Return the document of that title, or None."""
        return next((document for document in self.documents if document.title == title), None)


def read(
    folder: Path,
    *,
    cache: Path,
    progress: Callable[[int, int, str], None] | None = None,
    limits: isolation.Limits = isolation.LIMITS,
    called: Mapping[str, str] | None = None,
    reading: Reading | None = None,
) -> Corpus:
    """Read every readable file below `folder`, in path order; those in `called` (path → name) by another name.

    Hidden files, the folders of `SKIPPED_FOLDERS` and sidecars (`NAME.EXT.yml`) are no documents. Every other file
    is read or becomes a `Problem`: one that cannot be read, one of a kind that no reader takes, a link that leads out
    of `folder`. `progress` is called with (files done, files, path). `reading` reads them elsewhere (see `cluster`) and
    gives the same. Raises BriefproofError for a missing folder and
    for one without a readable file.
    """
    if not folder.is_dir():
        raise BriefproofError(
            "no such corpus folder: {folder} (give an existing folder with --corpus; with make CORPUS=…)", folder=folder
        )
    files = files_in(folder)
    paths = [path for path in files if readers.kind_of(path) or _leads_out(folder / path, folder)]
    problems = [Problem(path=path, reason=readers.refusal(path), foreign=True) for path in sorted({*files} - {*paths})]
    if not paths:
        there = say("holds only {others}; kinds that are read", others=others(problems))
        raise BriefproofError(
            "empty corpus: {folder} {there}: {allowed}",
            folder=folder,
            there=there if problems else say("holds no file; allowed"),
            allowed=", ".join(readers.SUFFIXES),
        )
    results = _read_files(folder, paths, cache, progress, limits, closed=True, called=called or {}, reading=reading)
    documents = sorted((result for result in results if isinstance(result, Document)), key=lambda one: one.path)
    problems += [
        Problem(path=path, reason=result)
        for path, result in zip(paths, results, strict=True)
        if not isinstance(result, Document)
    ]
    problems.sort(key=lambda problem: problem.path)
    if not documents:
        first = next(problem for problem in problems if not problem.foreign)
        raise BriefproofError(
            "no document of {folder} could be read; the first, {path}: {reason}",
            folder=folder,
            path=first.path,
            reason=first.reason,
        )
    return Corpus(root=folder, documents=uniquely_titled(documents), problems=tuple(problems))


def read_some(folder: Path, paths: list[str], *, cache: Path) -> tuple[Document, ...]:
    """Read these files below `folder`, titled as they say; those that are not there or cannot be read are left out."""
    results = _read_files(folder, paths, cache, None, isolation.LIMITS, closed=True)
    return tuple(result for result in results if isinstance(result, Document))


def read_attachment(
    path: Path, *, cache: Path, name: str | None = None, limits: isolation.Limits = isolation.LIMITS
) -> Document:
    """Read one file that was given to a brief; its `path` is the file name, or `name` where it was given by another.

    Raises BriefproofError with one line for a file that is missing, unreadable or without text.
    """
    if not path.exists():
        raise BriefproofError("no such file: {path} (give the path of an existing PDF)", path=path)
    if readers.kind_of(path.name) is None:
        raise BriefproofError(
            "{path}: {reason}; allowed: {allowed}",
            path=path,
            reason=readers.refusal(path.name),
            allowed=", ".join(readers.SUFFIXES),
        )
    read_bytes(path)  # says what is wrong with a folder or a file without read permission
    (result,) = _read_files(path.parent, [path.name], cache, None, limits)
    if not isinstance(result, Document):
        raise BriefproofError("{name}: {reason}", name=path.name, reason=result)
    if name is None or name == path.name:
        return result
    title = _title_of(name) if result.title == _title_of(path.name) else result.title
    return replace(result, path=name, title=title)


def others(problems: Iterable[Problem]) -> str:
    """Return how many files of which kinds no reader takes, in one line; "" where there are none."""
    foreign = [problem for problem in problems if problem.foreign]
    if not foreign:
        return ""
    bare = say("without an ending")
    counted = Counter(PurePosixPath(problem.path).suffix.lower() or bare for problem in foreign)
    kinds = joined(say("{ending} {number}", ending=ending, number=n) for ending, n in sorted(counted.items()))
    if len(foreign) == 1:
        return say("1 file of other kinds: {kinds}", kinds=kinds)
    return say("{number} files of other kinds: {kinds}", number=len(foreign), kinds=kinds)


def files_in(folder: Path) -> list[str]:
    """Return the paths of the files below `folder`, relative and sorted, and of the links that lead out of it."""
    found: list[str] = []
    for parent, folders, names in os.walk(folder):
        here = Path(parent).relative_to(folder)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not (here == Path() and name in SKIPPED_FOLDERS)
        )
        found += [(here / name).as_posix() for name in folders if _leads_out(Path(parent) / name, folder)]
        found += [(here / name).as_posix() for name in names if not name.startswith(".") and not _beside(name, names)]
    return sorted(found)


def _beside(name: str, names: list[str]) -> bool:
    """Tell whether a file is the sidecar of another one in its folder."""
    return name.endswith(SIDECAR) and name.removesuffix(SIDECAR) in names


def _leads_out(path: Path, folder: Path) -> bool:
    """Tell whether `path` is a link to something outside of `folder`."""
    return path.is_symlink() and not inside(path, folder)


def _read_files(
    folder: Path,
    paths: list[str],
    cache: Path,
    progress: Callable[[int, int, str], None] | None,
    limits: isolation.Limits,
    *,
    closed: bool = False,
    called: Mapping[str, str] = MappingProxyType({}),
    reading: Reading | None = None,
) -> list[Document | str]:
    """Return a document, or the reason why there is none, for each path; `closed`: links out of `folder` are none.

    A path in `called` becomes a document of that name.
    """
    results: list[Document | str] = [""] * len(paths)
    waiting: list[tuple[int, Path, Callable[[dict[str, Any]], Document | str]]] = []
    done = 0

    def finished(position: int, result: Document | str) -> None:
        nonlocal done
        results[position] = result
        done += 1
        if progress:
            progress(done, len(paths), paths[position])

    def jobs() -> Iterator[isolation.Job]:
        """Yield what has to be read, the slow files first, and finish what is known."""
        for position in _slow_first(folder, paths):
            path = paths[position]
            try:
                job = _job(folder, path, closed)
            except BriefproofError as error:
                finished(position, error.message)
                continue
            sha256 = hashlib.sha256(job.data).hexdigest()
            beside = hashlib.sha256(job.sidecar).hexdigest() if job.sidecar is not None else ""
            kept = cache / f"{_key(job.kind, sha256, beside)}.json"
            made = partial(_result, path=called.get(path, path), sha256=sha256, kind=job.kind, beside=beside)
            known = _cached(kept, made)
            if known is not None:
                finished(position, known)
            else:
                waiting.append((position, kept, made))
                yield job

    for number, answer in (reading or isolation.read_all)(jobs(), limits=limits):
        position, kept, made = waiting[number]
        with contextlib.suppress(BriefproofError):  # read once more next time, and nothing else
            write_atomically(kept, json.dumps(answer, ensure_ascii=False, separators=(",", ":")))
        # what was written is what a later run reads: one path for both
        finished(position, made(json.loads(json.dumps(answer))))
    return results


def _slow_first(folder: Path, paths: list[str]) -> list[int]:
    """Return the positions of paths, PDFs and then long files before the others: what is slow must not come last."""

    def cost(position: int) -> tuple[bool, int, int]:
        file = folder / paths[position]
        return readers.kind_of(file.name) != "pdf", -file.stat().st_size if file.is_file() else 0, position

    return sorted(range(len(paths)), key=cost)


def _job(folder: Path, path: str, closed: bool) -> isolation.Job:
    file = folder / path
    beside = file.with_name(file.name + SIDECAR)
    for one in (file, beside) if closed else ():
        if _leads_out(one, folder):
            raise BriefproofError(
                "{name} is a link that leads out of the corpus; put a copy in its place", name=one.name
            )
    try:
        size = file.stat().st_size
    except OSError as error:
        raise BriefproofError("cannot read {path}: {strerror}", path=path, strerror=error.strerror) from None
    if size > MOST_BYTES:
        raise BriefproofError("larger than {most} MB; split the file", most=MOST_BYTES // 1_000_000)
    return isolation.Job(
        kind=readers.kind_of(file.name) or "",
        name=file.name,
        data=read_bytes(file),
        sidecar=read_bytes(beside) if beside.is_file() else None,
        sidecar_name=beside.name,
    )


def _key(kind: str, sha256: str, beside: str) -> str:
    parts = (CACHE_VERSION, chunking.VERSION, kind, readers.version(kind), sha256, beside or "-")
    return hashlib.sha256("\n".join(map(str, parts)).encode("utf-8")).hexdigest()


def _cached(kept: Path, made: Callable[[dict[str, Any]], Document | str]) -> Document | str | None:
    """Return what was kept of a file, None if nothing was or it is damaged."""
    try:
        return made(json.loads(kept.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _result(answer: dict[str, Any], *, path: str, sha256: str, kind: str, beside: str) -> Document | str:
    if "problem" in answer:
        return from_data(answer["problem"])
    return _document(answer["document"], path=path, sha256=sha256, kind=kind, beside=beside)


def _document(kept: dict[str, Any], *, path: str, sha256: str, kind: str, beside: str) -> Document:
    paths: dict[tuple[str, ...], tuple[str, ...]] = {}  # each is held once, or they are half of a corpus's memory

    def headings(given: Iterable[str]) -> tuple[str, ...]:
        path = tuple(given)
        return paths.setdefault(path, path)

    def block_of(given: dict[str, Any]) -> Block:
        return Block(**{**given, "kind": sys.intern(given["kind"]), "heading_path": headings(given["heading_path"])})

    chunks = tuple(
        Chunk(
            number=chunk["number"],
            text=chunk["text"],
            blocks=tuple(map(block_of, chunk["blocks"])),
            heading_path=headings(chunk["heading_path"]),
            pages=tuple((offset, page) for offset, page in chunk["pages"]),
            sha256=chunk["sha256"],
        )
        for chunk in kept["chunks"]
    )
    return Document(
        path=path,
        sha256=sha256,
        kind=kind,
        title=kept["title"] or _title_of(path),
        language=kept["language"],
        metadata=_with_date(kept["metadata"], path),
        chunks=chunks,
        reader=kept["reader"],
        beside=beside,
        damaged=kept["damaged"],
        encoding=kept["encoding"],
        encoding_by=kept["encoding_by"],
        doubtful=kept["doubtful"],
        dropped=tuple((reason, text) for reason, text in kept["dropped"]),
    )


def _with_date(metadata: Iterable[tuple[str, str]], path: str) -> tuple[tuple[str, str], ...]:
    """Return the metadata, and the day that the file's name gives where the file says none."""
    found = dict(metadata)
    day = "" if found.get("date") else dates.in_name(PurePosixPath(path).name)
    return tuple(sorted({**found, "date": day}.items() if day else found.items()))


def _title_of(path: str) -> str:
    """Return the title of a document that says none: its file's name."""
    return " ".join(normalise(PurePosixPath(path).stem).split()) or "?"


def uniquely_titled(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return documents in their order; those that share a title get the name of their folders behind it, the first
    excepted, or, where that tells nothing, each the day that its file's name bears or that name; or a number. What many
    share that none of their files is called by is a heading of theirs (“1. Overview”): these go by
    their files' names.
    """
    documents = tuple(documents)
    sharing: dict[str, list[Document]] = {}
    for document in documents:
        sharing.setdefault(document.title, []).append(document)
    taken: set[str] = set()
    named: list[Document] = []
    for document in documents:
        title, number, alike = document.title, 1, sharing[document.title]
        label = "" if (heading := _is_heading(title, alike)) else _label(document, alike)
        title = _stem(document) if heading else title
        if label and f"{title} ({label})" not in taken:
            title = f"{title} ({label})"
        while title in taken:
            number += 1
            title = f"{_stem(document) if heading else document.title} ({number})"
        taken.add(title)
        named.append(replace(document, title=title))
    return tuple(named)


def _is_heading(title: str, alike: list[Document]) -> bool:
    """Tell whether a title is one that many documents open with, whose files have names of their own."""
    names = [_stem(one) for one in alike]
    return len(alike) >= MANY and len({*names}) == len(names) and not any(title in name for name in names)


def _label(document: Document, alike: list[Document]) -> str:
    """Return what tells a document from others of its title, "" for nothing."""
    for told in (_folder, _day, _stem):
        labels = list(map(told, alike))
        if len({*labels}) == len(labels):
            return "" if told is _folder and document is alike[0] else told(document)
    return ""


def _folder(document: Document) -> str:
    return normalise(PurePosixPath(document.path).parent.name)


def _stem(document: Document) -> str:
    return normalise(PurePosixPath(document.path).stem)


def _day(document: Document) -> str:
    return next(iter(re.findall(r"(?:19|20)\d\d-\d\d-\d\d", _stem(document))), "")
