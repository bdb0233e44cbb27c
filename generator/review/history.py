"""The one place that asks git: what changed since a commit, and what a file held then."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from generator.errors import BriefproofError


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A commit to compare the work tree with."""

    name: str
    """As given: "origin/main"."""
    commit: str
    """Where the work tree's history left that of `name`: hash of the merge base."""
    changed: frozenset[str]
    """Paths, relative to the current folder, of files that were added, changed or removed since, committed or not."""


def since(name: str) -> Base:
    """Compare the work tree with `name`; raises BriefproofError when git has no such commit."""
    tip = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if tip is None:
        raise BriefproofError(f"BASE={name!r}: git knows no such commit here; fetch it, or give another")
    commit = (_git("merge-base", "HEAD", tip.strip()) or tip).strip()
    listed = _git("diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--") or ""
    new = _git("ls-files", "--others", "--exclude-standard", "-z") or ""
    return Base(name=name, commit=commit, changed=frozenset(filter(None, (listed + new).split("\0"))))


def text_then(base: Base, path: Path) -> str | None:
    """Return what the file at `path` (relative to the current folder) held at the base, or None if it was not there."""
    return _git("show", f"{base.commit}:./{path.as_posix()}")


def _git(*arguments: str) -> str | None:
    """Return what a git command prints, None when it fails."""
    try:
        done = subprocess.run(["git", "-c", "core.quotepath=off", *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise BriefproofError("git is not installed; BASE needs it") from None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
