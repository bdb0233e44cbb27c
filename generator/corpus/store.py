"""A corpus in an object store: its files are brought into a folder here, which is read as any other.

Of what was brought the size and time in the store and the SHA-256 are kept. A file that is another there, or here, is
brought again. `asking` talks to the store.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Any

from generator import locks, packages
from generator.corpus import library, readers
from generator.corpus.asking import Asking
from generator.corpus.library import MOST_BYTES, SIDECAR, SKIPPED_FOLDERS, Corpus, Document, Problem, Reading
from generator.errors import BriefproofError, Unreachable
from generator.files import inside, sha256_of, write_atomically
from generator.messages import say

ADDRESS = re.compile(r"(?:(?:s3|gs)://[^\s?#@:]+|abfss?://[^\s?#:]+|file:///[^\s?#]+)")
"""What an address may be: nothing in it is a secret, and where a store answers the environment says."""
ALLOWED = (
    "s3://BUCKET/FOLDER, gs://…, abfs://CONTAINER@ACCOUNT.dfs.core.windows.net/… or file:///…, without keys and "
    "options; a space as %20, % as %25"
)
SETTLED = 60
"""Seconds after its time in the store from which on a file that was brought cannot change without another time."""
LOCK_WAIT = 600
"""Seconds to wait for another run that brings files of the same store."""
LONGEST = 248
"""Bytes of a name in a path."""
Seen = tuple[int, int]
"""Size of a file in the store, bytes, and its time there, nanoseconds."""


def read(
    address: str,
    *,
    cache: Path,
    progress: Callable[[int, int, str], None] | None = None,
    reading: Reading | None = None,
) -> Corpus:
    """Read every file at `address`, as `library.read` does those of a folder; its root is where they were brought.

    Raises Unreachable where the store does not answer, BriefproofError where it holds nothing that can be read.
    """
    with contextlib.closing(_Store(address, cache)) as store:
        there, problems = store.listed()
        if not any(readers.kind_of(path) for path in there):
            allowed = ", ".join(readers.SUFFIXES)
            raise BriefproofError("{address} holds no document; allowed: {allowed}", address=address, allowed=allowed)
        store.bring(there, gone=store.left(there))
    found = library.read(store.folder, cache=cache, progress=progress, reading=reading)
    return replace(found, problems=tuple(sorted((*found.problems, *problems), key=lambda one: one.path)))


def some(address: str, paths: Iterable[str], *, cache: Path) -> dict[str, Document]:
    """Return the documents at these paths of the store that are there and can be read, by path, titled as they say.

    Raises Unreachable where the store does not answer.
    """
    wanted = [path for path in paths if _proper(path) and readers.kind_of(path)]
    asked = [*wanted, *(f"{path}{SIDECAR}" for path in wanted)]
    with contextlib.closing(_Store(address, cache)) as store:
        there = store.asked_for(asked)
        store.bring(there, gone=[path for path in asked if path not in there])
    found = library.read_some(store.folder, [path for path in wanted if path in there], cache=cache)
    return {document.path: document for document in found}


def reachable(address: str, *, cache: Path) -> None:
    """Raise Unreachable where the store does not answer, BriefproofError where what opens it is not installed."""
    _Store(address, cache).close()


def before(address: str, seconds: int, *, cache: Path) -> frozenset[str]:
    """Return the files that were brought here whose time in the store is before this one, in seconds since 1970."""
    known = _recorded(_home(address, cache).with_suffix(".json"))
    return frozenset(path for path, (_, at, *_) in known.items() if at < seconds * 10**9)


class _Store:
    """What lies at an address, and the folder it is brought to, until `close`."""

    def __init__(self, address: str, cache: Path) -> None:
        packages.need("store")
        self.address = address
        self.folder = _home(address, cache)
        self._record, self._lock = self.folder.with_suffix(".json"), self.folder.with_suffix(".lock")
        self._asking = Asking(address)
        try:
            opened = self._asking.opened()
            self._root, self._local = opened["root"], opened["local"]
            if not opened["folder"]:
                raise Unreachable(
                    "{address}: nothing lies there; correct it under stores in policy.yml", address=address
                )
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Ask nothing more."""
        self._asking.close()

    def listed(self) -> tuple[dict[str, Seen], list[Problem]]:
        """Return all files that readers take, with the sidecars, and why others are not read."""
        found = {path: (size, at) for path, size, at in self._asking.listed()}
        within: dict[str, str] = {}
        for path in sorted(found):
            within |= {parent: path for parent in _parents(path) if parent in found and parent not in within}
        there: dict[str, Seen] = {}
        problems = []
        for path, (size, at) in sorted(found.items()):
            if path.startswith(".") or "/." in path or path.split("/")[0] in SKIPPED_FOLDERS:
                continue
            beside = path.endswith(SIDECAR) and path.removesuffix(SIDECAR) in found
            if why := self._unfit(path, size) or _doubled(within.get(path)):
                problems.append(Problem(path=path, reason=why))
            elif beside or readers.kind_of(path):
                there[path] = (size, at)
            else:
                problems.append(Problem(path=path, reason=readers.refusal(path), foreign=True))
        return there, problems

    def asked_for(self, paths: list[str]) -> dict[str, Seen]:
        """Return those of the paths that are there."""
        return {path: (size, at) for path, size, at in self._asking.seen(paths) if not self._unfit(path, size)}

    def bring(self, there: Mapping[str, Seen], *, gone: Iterable[str]) -> None:
        """Make the folder hold these files as they are in the store, and none of those that are gone."""
        with locks.held(self._lock, say("what was brought of {address}", address=self.address), seconds=LOCK_WAIT):
            for path in gone:
                if (self.folder / path).is_file():
                    (self.folder / path).unlink()
            known = _recorded(self._record)
            waiting = [path for path, seen in there.items() if not self._here(path, seen, known.get(path))]
            try:
                for path, data in self._asking.brought(waiting, MOST_BYTES) if waiting else ():
                    self._make_room(path)
                    write_atomically(self.folder / path, data)
                    settled = not self._local and time.time() - there[path][1] / 1e9 > SETTLED
                    known[path] = [*there[path], hashlib.sha256(data).hexdigest(), settled]
            finally:  # a run that was broken off goes on where it was
                write_atomically(self._record, json.dumps(known, ensure_ascii=False))

    def _here(self, path: str, seen: Seen, known: list[Any] | None) -> bool:
        """Tell whether a file lies here with the bytes that the store has."""
        if known is None or known[:2] != list(seen) or not known[3]:
            return False
        with contextlib.suppress(BriefproofError):
            return sha256_of(self.folder / path) == known[2]
        return False

    def _make_room(self, path: str) -> None:
        """Remove what lies here in the way of a file: a folder where that is to lie, files where its folders are."""
        if (self.folder / path).is_dir():
            shutil.rmtree(self.folder / path)
        for parent in _parents(path):
            if (self.folder / parent).is_file():
                (self.folder / parent).unlink()

    def left(self, there: Mapping[str, Seen]) -> Iterator[str]:
        """Yield what the folder holds besides."""
        for parent, _, names in os.walk(self.folder):
            paths = ((Path(parent) / name).relative_to(self.folder).as_posix() for name in names)
            yield from (path for path in paths if path not in there)

    def _unfit(self, path: str, size: int) -> str:
        """Return why a file is not brought, "" for one that is."""
        if not _proper(path):
            return say("its name is no path that a folder can hold")
        if self._local and not inside(Path(self._root) / path, Path(self._root)):
            return say("a link that leads out of the corpus; put a copy in its place")
        large = size > MOST_BYTES
        return say("larger than {most} MB; split the file", most=MOST_BYTES // 1_000_000) if large else ""


def _parents(path: str) -> Iterator[str]:
    """Yield the folders that a path lies in, the outermost first."""
    parts = path.split("/")
    return ("/".join(parts[:number]) for number in range(1, len(parts)))


def _doubled(other: str | None) -> str:
    """Return why an object is not brought, where `other` lies below its name."""
    return say("a file and, because of {other}, a folder as well; rename one of them", other=other) if other else ""


def _home(address: str, cache: Path) -> Path:
    return cache / "stores" / hashlib.sha256(address.encode()).hexdigest()[:16]


def _proper(path: str) -> bool:
    """Tell whether a name in a store is a path within a folder here; names that begin with a dot are none."""
    parts = path.split("/")
    whole = all(part and not part.startswith(".") and len(part.encode()) <= LONGEST for part in parts)
    return whole and path.isprintable() and "\\" not in path and not PureWindowsPath(path).drive


def _recorded(path: Path) -> dict[str, list[Any]]:
    """Return what was brought: path → size, time, SHA-256 and whether it was settled; none where that is damaged."""
    try:
        known = json.loads(path.read_bytes())
        return {name: [int(size), int(at), sha256, settled] for name, (size, at, sha256, settled) in known.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
