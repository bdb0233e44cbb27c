"""What a person adds to a corpus: a file, or the page at a web address, with a sidecar of what is known about it."""

import hashlib
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from generator import clock, together, yaml_text
from generator.corpus import fetching, library, readers, tools
from generator.corpus.copies import SAME, near_duplicates
from generator.corpus.library import Document
from generator.corpus.readers import metadata as metadata_of
from generator.errors import BriefproofError
from generator.files import read_bytes, write_atomically
from generator.language.text import slug
from generator.messages import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A document that was put into the corpus."""

    path: Path
    document: Document
    missing: tuple[str, ...]
    """Metadata keys that nobody knows yet."""


def add(source: str, folder: Path, *, cache: Path, allow_private: bool = False) -> Added:
    """Put a file or the page at a web address into the corpus folder, with a sidecar of what is known about it.

    The bytes are kept as they are, their SHA-256 stands in the sidecar. Raises BriefproofError when it cannot be
    fetched or read, when a file of that name is there, and when the corpus holds the same text already.
    """
    known: dict[str, str] = {}
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source):
        fetched = fetching.fetch(source, allow_private=allow_private)
        content, name = fetched.data, _name(fetched)
        known = {"url": fetched.url, "accessed": clock.today()}
    else:
        path = Path(source)
        name = path.name
        if readers.kind_of(name) is None and not path.is_dir():
            raise BriefproofError(
                "{source}: {refusal}; allowed: {suffixes}",
                source=source,
                refusal=readers.refusal(name),
                suffixes=", ".join(readers.SUFFIXES),
            )
        content = read_bytes(path, most=library.MOST_BYTES)
        beside = path.with_name(path.name + library.SIDECAR)
        if beside.is_file():
            known = metadata_of.sidecar(read_bytes(beside), beside.name)
    together.recover(folder)
    target = folder / name
    if target.exists():
        raise BriefproofError("{target} is there already; rename the new file or remove the old one", target=target)
    document = _read(content, name, cache)
    _refuse_duplicate(document, folder, cache)
    title = known.pop("title", "") or (document.title if document.title != Path(name).stem else "")
    metadata = {"title": title, **dict(document.metadata), **known, "sha256": hashlib.sha256(content).hexdigest()}
    sidecar = {key: value for key, value in sorted(metadata.items()) if value}
    write_atomically(target.with_name(target.name + library.SIDECAR), yaml_text.dump(sidecar, sort_keys=True))
    write_atomically(target, content)  # last: without it the sidecar is nothing
    added = library.read_attachment(target, cache=cache)
    missing = tuple(key for key in ("title", *tools.WANTED) if not metadata.get(key))
    return Added(path=target, document=added, missing=missing)


def _read(content: bytes, name: str, cache: Path) -> Document:
    """Read bytes that are not in the corpus yet."""
    with tempfile.TemporaryDirectory(prefix="briefproof-") as folder:
        waiting = Path(folder) / name
        write_atomically(waiting, content)
        return library.read_attachment(waiting, cache=cache)


def _refuse_duplicate(document: Document, folder: Path, cache: Path) -> None:
    try:
        present = library.read(folder, cache=cache)
    except BriefproofError:
        return  # no corpus yet, or none that can be read
    for first, second, share in near_duplicates((*present.documents, document)):
        if document in (first, second) and share >= SAME:
            other = first if second is document else second
            raise BriefproofError(
                "{path}: the corpus holds this text already, as {other} ({share})",
                path=document.path,
                other=other.path,
                share=f"{share:.0%}",
            )


def _name(fetched: fetching.Fetched) -> str:
    """Return a file name for a fetched page: from its address, with the ending of what the server sent."""
    endings = {
        "text/html": ".html",
        "application/xhtml+xml": ".html",
        "application/pdf": ".pdf",
        "text/plain": ".txt",
        "text/markdown": ".md",
    }
    last = fetched.url.split("?")[0].split("#")[0].rstrip("/").rsplit("/", 1)[-1]
    ending = endings.get(fetched.content_type) or (Path(last).suffix.lower() if readers.kind_of(last) else "")
    if fetched.data.startswith(b"%PDF-"):
        ending = ".pdf"
    if not ending:
        raise BriefproofError(
            "{url}: {content_type} is not a kind that is read",
            url=fetched.url,
            content_type=fetched.content_type or say("an unnamed type"),
        )
    host = fetched.url.split("/")[2].split(":")[0]
    return slug(f"{host} {Path(last).stem if last != fetched.url.split('/')[2] else ''}") + ending
