"""What `briefproof upgrade` would change in a folder, and the change: what someone edited only where it is named."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import BriefproofError
from generator.files import read_text, write_atomically
from generator.project import record, templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file that differs from its template."""

    path: str
    kind: str
    """"new" (the template did not exist then), "outdated", "edited" (by the team) or "removed" (by the team)."""
    old: str
    new: str

    @property
    def diff(self) -> str:
        """What would change in the file, as a unified diff."""
        lines = difflib.unified_diff(
            self.old.splitlines(keepends=True), self.new.splitlines(keepends=True), f"a/{self.path}", f"b/{self.path}"
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def changes(root: Path) -> tuple[Change, ...]:
    """Return the files of a folder that differ from the program's templates, by their paths.

    Raises BriefproofError for a folder that `init` did not make, and for one that a newer program wrote.
    """
    return tuple(_changes(root, _known(root)))


def _known(root: Path) -> record.Record:
    known = record.read(root)
    if known is None:
        raise BriefproofError(
            "no {file} here; go to the folder that briefproof init made, or make one", file=record.FILE
        )
    if record.newer(known):
        raise BriefproofError(
            "this folder was written by briefproof {version}; install that or a newer one", version=known.version
        )
    return known


def _changes(root: Path, known: record.Record) -> Iterator[Change]:
    for path in sorted(templates.RENEWED):
        there = read_text(root / path) if (root / path).is_file() else None
        new = templates.fresh(path, there or "")
        if there is None:
            yield Change(path=path, kind="removed" if path in known.files else "new", old="", new=new)
        elif templates.digest(path, there) != templates.digest(path, new):
            kept = templates.digest(path, there) == known.files.get(path)
            yield Change(path=path, kind="outdated" if kept else "edited", old=there, new=new)


def upgrade(root: Path, named: Sequence[str]) -> tuple[Change, ...]:
    """Bring the templates of a folder up to date and return what was written.

    What someone edited or removed is written only where it is `named`. Raises BriefproofError as `changes`, and for a
    name that is no file of a template.
    """
    for name in named:
        if name not in templates.RENEWED:
            raise BriefproofError(
                "{name}: no file of a template; those are {names}",
                name=name,
                names=", ".join(sorted(templates.RENEWED)),
            )
    known, found = _known(root), changes(root)
    written = tuple(one for one in found if one.kind in ("new", "outdated") or one.path in named)
    for one in written:
        write_atomically(root / one.path, one.new)
    kept = {one.path: known.files[one.path] for one in found if one not in written and one.path in known.files}
    unknown = {one.path for one in found if one not in written}
    now = {path: _digest(root, path) for path in templates.RENEWED if path not in unknown}
    record.write(root, now | kept)
    return written


def _digest(root: Path, path: str) -> str:
    return templates.digest(path, read_text(root / path))
