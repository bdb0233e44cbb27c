"""An index by Whoosh in a folder: a manifest says which version of each document is inside and what the files of the
index hash to, and an update changes what differs."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.corpus import Document
from generator.index import engine_whoosh
from generator.index.opened import MANIFEST, Opened, check, damaged, hashes, note, unwritable, version, words

_Lengths = dict[str, list[int]]
"""Chunks, tokens in their texts and tokens in their headings, for each document."""


def opened(folder: Path, documents: Sequence[Document]) -> Opened:
    """Open the index in `folder` and bring it up to date; a damaged one is built anew.

    Raises BriefproofError when it cannot be written. What was there before stays readable then.
    """
    wanted = {document.path: version(document) for document in documents}
    rebuilt = None
    if folder.is_dir():
        try:
            lengths = _update(folder, documents, wanted)
            return Opened(searcher=engine_whoosh.searcher(folder, _means(lengths)))
        except Exception as error:  # Whoosh raises a dozen kinds on a damaged index
            rebuilt = damaged(error)
    try:
        lengths = _build(folder, documents, wanted)
        return Opened(searcher=engine_whoosh.searcher(folder, _means(lengths)), rebuilt=rebuilt)
    except Exception as error:  # a full disk too comes in many kinds
        raise unwritable(folder, error) from error


def _update(folder: Path, documents: Sequence[Document], wanted: Mapping[str, str]) -> _Lengths:
    """Bring the index up to date by what changed."""
    present, lengths, files = _read(folder)
    check(folder, files)
    touched = sorted({path for path in (*present, *wanted) if present.get(path) != wanted.get(path)})
    if touched:
        # If this process dies before the end, the next one knows which documents may be in either state.
        _note(folder, {**present, **dict.fromkeys(touched, "")}, lengths, {})
        changed = set(touched)
        gone = [path for path in touched if path in present]
        written = _write(folder, gone, [document for document in documents if document.path in changed], new=False)
        lengths = {path: numbers for path, numbers in lengths.items() if path not in changed} | written
        _note(folder, wanted, lengths, hashes(folder))
    return lengths


def _build(target: Path, documents: Sequence[Document], wanted: Mapping[str, str]) -> _Lengths:
    """Build the index beside the one that is there, and put it in its place."""
    folder = target.with_name(f".{target.name}.new")
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        lengths = _write(folder, (), documents, new=True)
        _note(folder, wanted, lengths, hashes(folder))
        if target.exists():
            shutil.rmtree(target)
        folder.rename(target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return lengths


def _write(folder: Path, gone: Sequence[str], documents: Sequence[Document], *, new: bool) -> _Lengths:
    lengths = {}
    writer = engine_whoosh.writer(folder, new)
    try:
        for path in gone:
            writer.delete(path)
        for document in documents:
            sums = [0, 0, 0]
            for n, chunk in enumerate(document.chunks):
                body, head = words(document, n)
                writer.add(document.path, chunk.number, body, head)
                sums = [sums[0] + 1, sums[1] + len(body), sums[2] + len(head)]
            lengths[document.path] = sums
        writer.commit()
    finally:
        writer.close()
    return lengths


def _means(lengths: _Lengths) -> dict[str, float]:
    chunks, body, head = (sum(numbers[n] for numbers in lengths.values()) for n in range(3))
    return {"body": body / max(1, chunks), "head": head / max(1, chunks)}


def _read(folder: Path) -> tuple[dict[str, str], _Lengths, dict[str, str]]:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return dict(manifest["documents"]), dict(manifest["lengths"]), dict(manifest["files"])


def _note(folder: Path, documents: Mapping[str, str], lengths: _Lengths, files: Mapping[str, str]) -> None:
    note(folder, {"documents": dict(documents), "lengths": lengths, "files": dict(files)})
