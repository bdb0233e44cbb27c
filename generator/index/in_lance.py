"""An index by Lance: a dataset in the program's own folder, or one at an address that a team shares."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.corpus import Document
from generator.errors import BriefproofError
from generator.index.engine_lance import TRIES, Dataset, Row
from generator.index.opened import MANIFEST, Opened, check, damaged, hashes, line, note, unwritable, version, words


def opened(folder: Path, documents: Sequence[Document], *, prune: bool = False) -> Opened:
    """Open the dataset in `folder`, adding the documents that it lacks; a damaged one is built anew.

    `prune`: leave nothing else in it, and tidy it. Raises BriefproofError when it cannot be written.
    """
    rebuilt = None
    try:
        if folder.is_dir():
            try:
                check(folder, json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"])
                return _noted(folder, documents, prune, None)
            except Exception as error:  # Lance raises a dozen kinds on a damaged dataset
                rebuilt = damaged(error)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        note(folder, {"files": {}})  # a first build that is killed is gone on with
        return _noted(folder, documents, prune, rebuilt)
    except Exception as error:  # a full disk too comes in many kinds
        raise unwritable(folder, error) from error


def shared(place: str, documents: Sequence[Document], *, prune: bool = False) -> Opened:
    """Open the dataset at an address as `opened` does; one that cannot be read is left as it is.

    Raises BriefproofError when it cannot be read or written.
    """
    try:
        return _brought_up(place, documents, prune, None)
    except BriefproofError:
        raise
    except Exception as error:  # addresses, credentials and networks fail in many ways
        raise BriefproofError(
            "the index at {place}: {line} (check address, credentials in the environment and network)",
            place=place,
            line=line(error),
        ) from error


def _noted(folder: Path, documents: Sequence[Document], prune: bool, rebuilt: str | None) -> Opened:
    done = _brought_up(str(folder), documents, prune, rebuilt)
    note(folder, {"files": hashes(folder)})
    return done


def _brought_up(place: str, documents: Sequence[Document], prune: bool, rebuilt: str | None) -> Opened:
    dataset = Dataset(place)
    wanted = {_key(document): document for document in documents if document.chunks}
    held = dataset.held()
    if prune:
        dataset.remove([key for key in held if key not in wanted])
    for _ in range(TRIES):  # another one may take out what was added here
        missing = {key: document for key, document in wanted.items() if key not in held}
        if not missing:
            break
        dataset.add(_rows(missing))
        dataset.tidy()
        held = dataset.held()
    else:
        raise BriefproofError(
            "the index at {place}: others take out what is added here; see to it that they end", place=place
        )
    if prune:
        dataset.tidy(whole=True)
        held = dataset.held()
    paths = {key: document.path for key, document in wanted.items()}
    return Opened(searcher=dataset.view(paths, held), version=dataset.version, rebuilt=rebuilt)


def _rows(documents: Mapping[str, Document]) -> Iterator[list[Row]]:
    for key, document in documents.items():
        yield [(key, chunk.number, *words(document, n)) for n, chunk in enumerate(document.chunks)]


def _key(document: Document) -> str:
    """Return what stands for a document: its path and all that the index knows of it, 32 hex digits."""
    return hashlib.sha256(f"{document.path}\0{version(document)}".encode()).hexdigest()[:32]
