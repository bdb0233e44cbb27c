"""`.briefproof.yml`: which version of the program a folder's templates came from, and what they held."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import __version__, yaml_text
from generator.errors import BriefproofError
from generator.files import read_text, write_atomically

FILE = ".briefproof.yml"
_HEAD = "# What the files of this folder came from; `briefproof upgrade` reads and writes it.\n"
_VERSION = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What `init` or `upgrade` wrote last."""

    version: str
    files: Mapping[str, str]
    """Path → digest of its text (`templates.digest`)."""


def read(root: Path) -> Record | None:
    """Return the record of a folder, None where it has none; raises BriefproofError for one that is none."""
    path = root / FILE
    if not path.is_file():
        return None
    said = yaml_text.load(read_text(path), str(path))
    files = said.get("files") if isinstance(said, dict) else None
    if not isinstance(files, dict) or not _VERSION.match(str(said.get("version"))):
        raise BriefproofError(
            "{path}: no version and files; take it from git, or make a new folder with init", path=path
        )
    return Record(version=str(said["version"]), files={str(name): str(digest) for name, digest in files.items()})


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write the record of a folder for the version that runs."""
    said = {"version": __version__, "files": dict(files)}
    write_atomically(root / FILE, _HEAD + yaml_text.dump(said, sort_keys=True))


def newer(record: Record) -> bool:
    """Tell whether a newer program than this one wrote the record."""
    return _parts(record.version) > _parts(__version__)


def _parts(version: str) -> tuple[int, ...]:
    found = _VERSION.match(version)
    return tuple(map(int, found[0].split("."))) if found else ()
