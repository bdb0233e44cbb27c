"""The one place that asks git: what changed since a commit, what a file held then, who wrote a line of it."""

import hashlib
import re
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who added a line of a file."""

    name: str
    email: str
    on: str | None
    """Day of the commit, ISO 8601; None for a line that is not committed: its author would be whoever git knows."""


def since(name: str) -> Base:
    """Compare the work tree with `name`; raises BriefproofError when git has no such commit."""
    tip = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if tip is None:
        raise BriefproofError(f"BASE={name!r}: git knows no such commit here; fetch it, or give another")
    commit = (_git("merge-base", "HEAD", tip.strip()) or tip).strip()
    listed = _git("diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--") or ""
    new = _git("ls-files", "--others", "--exclude-standard", "-z") or ""
    return Base(name=name, commit=commit, changed=frozenset(filter(None, (listed + new).split("\0"))))


def text_then(commit: str, path: Path) -> str | None:
    """Return what the file at `path` (relative to the current folder) held at a commit, or None if it was not there."""
    return _git("show", f"{commit}:./{path.as_posix()}")


def tracked(folder: Path) -> tuple[str, ...]:
    """Return the files below a folder that git keeps, in its order; none without git."""
    try:
        return tuple(filter(None, (_git("ls-files", "-z", "--", folder.as_posix()) or "").split("\0")))
    except BriefproofError:
        return ()


def commits(path: Path) -> tuple[str, ...]:
    """Return the commits that changed a file, the last first; none without git."""
    try:
        return tuple((_git("log", "--format=%H", "--", path.as_posix()) or "").split())
    except BriefproofError:
        return ()


def kept(path: Path, sha256: str) -> tuple[str, bytes] | None:
    """Return the last commit in which a file had bytes whose SHA-256 begins so, and these; None where git has none.

    Git may keep a text with other line ends than the work tree has.
    """
    versions = ((commit, bytes_then(commit, path)) for commit in commits(path))
    pairs = ((commit, like(data, sha256)) for commit, data in versions if data is not None)
    return next(((commit, data) for commit, data in pairs if data is not None), None)


def like(data: bytes, sha256: str) -> bytes | None:
    """Return bytes whose SHA-256 begins so: these, or these with the other line ends; None for neither."""
    plain = data.replace(b"\r\n", b"\n")
    forms = (data, plain, plain.replace(b"\n", b"\r\n"))
    return next((form for form in forms if hashlib.sha256(form).hexdigest().startswith(sha256)), None)


def knows(path: Path) -> bool:
    """Tell whether git can say what bytes a file ever had.

    Of a file that is there and was never committed it cannot, nor of a folder that it does not know, nor where the
    history is cut off.
    """
    unknown = not commits(path) and (path.exists() or not commits(path.parent))
    try:
        return not unknown and (_git("rev-parse", "--is-shallow-repository") or "").strip() == "false"
    except BriefproofError:
        return False


def authors(path: Path) -> tuple[Author | None, ...] | None:
    """Return the author of each line of a file, None for one from before where the history was cut off.

    None for all where git is not there, or the file lies in no work tree of it. What commits record counts, and no
    .mailmap, which anyone may edit.
    """
    text = path.read_bytes()
    try:
        if (_git("rev-parse", "--is-inside-work-tree") or "").strip() != "true":
            return None
    except BriefproofError:
        return None
    if path.resolve() != Path.cwd().resolve() / path:  # behind a link git knows nothing
        return None
    blamed = _git("-c", "blame.ignoreRevsFile=", "blame", "--porcelain", "-w", "--", path.as_posix())
    if blamed is None:  # not added yet, or nothing was ever committed
        return None if commits(path) else (myself(),) * (text.count(b"\n") + 1)
    lines = re.findall(r"(?m)^([0-9a-f]{40,64}) \d+ \d+(?: \d+)?$", blamed)
    known = {commit: _author(commit) for commit in set(lines)}
    return tuple(known[commit] for commit in lines)


def _author(commit: str) -> Author | None:
    if not commit.strip("0"):
        return myself()
    shallow = (_git("rev-parse", "--is-shallow-repository") or "").strip() == "true"
    if shallow and not (_git("rev-parse", "--verify", "--quiet", f"{commit}^") or ""):
        return None
    name, email, on = (_git("show", "-s", "--no-mailmap", "--format=%an%x00%ae%x00%as", commit) or "\0\0").split("\0")
    return Author(name=name, email=email, on=on.strip())


def myself() -> Author:
    """Return whom git would name as the author of a commit made now; empty where it knows nobody."""
    known = re.match(r"(.*) <(.*)> ", _git("var", "GIT_AUTHOR_IDENT") or "")
    return Author(name=known[1] if known else "", email=known[2] if known else "", on=None)


def signing_key() -> str:
    """Return the key that git signs commits with, "" where none is set."""
    return (_git("config", "--type=path", "user.signingkey") or "").strip()


def bytes_then(commit: str, path: Path) -> bytes | None:
    """Return what the file at `path` held at a commit, or None if it was not there."""
    return _bytes("show", f"{commit}:./{path.as_posix()}")


def head() -> str:
    """Return the commit that is checked out, "" where there is none or no git."""
    try:
        return (_git("rev-parse", "--verify", "--quiet", "HEAD") or "").strip()
    except BriefproofError:
        return ""


def _git(*arguments: str) -> str | None:
    """Return what a git command prints as text, None when it fails."""
    printed = _bytes(*arguments)
    return None if printed is None else printed.decode("utf-8", "replace")


def _bytes(*arguments: str) -> bytes | None:
    try:
        done = subprocess.run(["git", "-c", "core.quotepath=off", *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise BriefproofError("git is not installed; BASE needs it") from None
    return done.stdout if done.returncode == 0 else None
