"""Writes the pages into the folder that MkDocs builds: only what changed, and removes what is gone."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from generator.errors import BriefproofError
from generator.files import write_atomically


def stage(pages: Mapping[str, str | bytes], target: Path) -> tuple[int, int]:
    """Make `target` hold exactly `pages`; return how many files were written and how many removed.

    `target` is ours alone: every other file in it goes. A path that would leave it is a bug (ValueError).
    Raises BriefproofError if the folder cannot be written, or is a link: what it leads to is not ours.
    """
    if target.is_symlink():
        raise BriefproofError("{path}: is a link, and what it leads to would be emptied; remove the link", path=target)
    for name in pages:
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts or "\\" in name or "\x00" in name:
            raise ValueError(f"page path {name!r} leaves the folder")
    written = sum(write_atomically(target / name, content) for name, content in pages.items())
    removed = 0
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_symlink() or path.is_file():
            if path.relative_to(target).as_posix() not in pages:
                path.unlink()
                removed += 1
        elif not any(path.iterdir()):
            path.rmdir()
    return written, removed
