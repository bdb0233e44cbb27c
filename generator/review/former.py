"""Inputs of a brief as they were when it was made: bytes by their hashes, as they lie here or as git keeps them."""

from collections.abc import Iterator
from pathlib import Path

from generator import corpus as corpora
from generator.brief import front as fronts
from generator.corpus import SIDECAR, Corpus
from generator.errors import BriefproofError, NotKept
from generator.files import like, read_bytes, write_atomically
from generator.gate import Filed, Shelf
from generator.messages import say
from generator.review import history


def corpus(item: Filed, shelf: Shelf, folder: Path) -> Corpus | None:
    """Return the documents that were searched and are others now, read from copies in `folder`; None without any.

    Raises NotKept where the bytes of one are nowhere, BriefproofError where one cannot be read.
    """
    copied = list(_copied(item, shelf, folder))
    if not copied:
        return None
    read = corpora.read(folder, cache=shelf.cache)
    known = {document.path for document in read.documents}
    if lost := next((path for path in copied if path not in known), None):
        why = next((problem.reason for problem in read.problems if problem.path == lost), say("it is no document"))
        raise BriefproofError("{lost}, as it was searched, cannot be read: {why}", lost=lost, why=why)
    return read


def _copied(item: Filed, shelf: Shelf, folder: Path) -> Iterator[str]:
    """Copy what was searched and is another now, each with what stands beside it, and yield the paths."""
    home = Path(str(item.brief.front["corpus"]["path"]))
    today = shelf.corpus(home.as_posix(), item.ledger.searched)
    hashes = {document.path: (document.sha256, document.beside) for document in (today.documents if today else ())}
    lines = fronts.filed(item.ledger.searched)
    for path, sha256 in lines.items():
        if path.endswith(SIDECAR) and path.removesuffix(SIDECAR) in lines:
            continue
        stated = lines.get(f"{path}{SIDECAR}", "")
        now, beside = hashes.get(path, ("", ""))
        if now.startswith(sha256) and beside[:16] == stated:
            continue
        if Path(path).is_absolute() or ".." in Path(path).parts or not path.isprintable():
            raise BriefproofError("{path} is no path within a corpus", path=repr(path))
        write_atomically(folder / path, _kept(home / path, sha256, shelf))
        if stated:
            write_atomically(folder / f"{path}{SIDECAR}", _kept(home / f"{path}{SIDECAR}", stated, shelf))
        yield path


def attachment(path: str, sha256: str, shelf: Shelf) -> bytes:
    """Return the bytes that a file had when their SHA-256 began so; raises NotKept where they are nowhere."""
    return _kept(Path(path), sha256, shelf)


def _kept(path: Path, sha256: str, shelf: Shelf) -> bytes:
    if (there := found(path, sha256, shelf)) is None:
        raise NotKept(
            "{path} is not here as it was (sha256 {sha256}…), and git does not hold it",
            path=path.as_posix(),
            sha256=sha256[:16],
        )
    return there


def found(path: Path, sha256: str, shelf: Shelf) -> bytes | None:
    """Return the bytes of a file with this hash: as it lies here, but for line ends, or as git holds it."""
    there = shelf.found(path.as_posix())
    here = like(read_bytes(there), sha256) if there and there.is_file() else None
    return here if here is not None else history.kept(path, sha256)
