"""The one place that asks git: what changed since a commit, what a file held then, who put it there."""

import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.errors import BriefproofError
from generator.files import like, read_bytes
from generator.messages import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A commit to compare the work tree with."""

    name: str
    """As given: "origin/main"."""
    commit: str
    """Where the work tree's history left that of `name`: hash of the merge base."""
    tip: str
    """Hash of `name` itself: what counts there counts for what is to be added to it."""
    changed: frozenset[str]
    """Paths, relative to the current folder, of files that were added, changed or removed since, committed or not."""

    def touches(self, *paths: Path) -> bool:
        """Tell whether one of these files is another since."""
        return any(path.as_posix() in self.changed for path in paths)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who added a line of a file."""

    name: str
    email: str
    on: str | None
    """Day of the commit, ISO 8601; None for what is not committed: its author would be whoever git knows."""
    commit: str = ""
    """Hash; "" for what is not committed."""


def since(name: str) -> Base:
    """Compare the work tree with `name`; raises BriefproofError when git has no such commit."""
    tip = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if tip is None:
        raise BriefproofError("BASE={name}: git knows no such commit here; fetch it, or give another", name=repr(name))
    commit = (_git("merge-base", "HEAD", tip.strip()) or tip).strip()
    listed = _git("diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--") or ""
    new = _git("ls-files", "--others", "--exclude-standard", "-z") or ""
    return Base(name=name, commit=commit, tip=tip.strip(), changed=frozenset(filter(None, (listed + new).split("\0"))))


def counts(base: Base) -> dict[str, tuple[int, int]]:
    """Return (lines that came, lines that went) of each changed file that is text; of one not added to git all came."""
    listed = _git("diff", "--numstat", "--no-renames", "--relative", "-z", base.commit, "--") or ""
    fields = [line.split("\t", 2) for line in listed.split("\0") if line]
    found = {name: (int(came), int(went)) for came, went, name in fields if came != "-"}
    new = {name: (_length(Path(name)), 0) for name in base.changed - {name for _, _, name in fields}}
    return found | new


def _length(path: Path) -> int:
    data = read_bytes(path) if path.is_file() else b""
    return 0 if b"\0" in data else len(data.splitlines())


def text_then(commit: str, path: Path) -> str | None:
    """Return what the file at `path` (relative to the current folder) held at a commit, or None if it was not there."""
    return _git("show", f"{commit}:./{path.as_posix()}")


def tracked(folder: Path) -> tuple[str, ...]:
    """Return the files below a folder that git keeps, in its order; none without git."""
    try:
        return tuple(filter(None, (_git("ls-files", "-z", "--", folder.as_posix()) or "").split("\0")))
    except BriefproofError:
        return ()


def files_at(commit: str, folder: Path) -> frozenset[str]:
    """Return the files that lay below a folder at a commit; none where git does not know it."""
    return frozenset((_git("ls-tree", "-r", "-z", "--name-only", commit, "--", folder.as_posix()) or "").split("\0"))


def commits(path: Path) -> tuple[str, ...]:
    """Return the commits that changed a file, the last first; none without git."""
    try:
        return tuple((_git("log", "--format=%H", "--", path.as_posix()) or "").split())
    except BriefproofError:
        return ()


def first_day(path: Path) -> str:
    """Return the day of the first commit that held a file, under another name too; "" where git has none."""
    try:
        return ((_git("log", "--follow", "--format=%cs", "--", path.as_posix()) or "").split() or [""])[-1]
    except BriefproofError:
        return ""


def log(folders: Iterable[Path]) -> tuple[tuple[str, str, frozenset[Path]], ...]:
    """Return the commits that changed files of some folders, the last first: (commit, day, those files)."""
    named = [folder.as_posix() for folder in sorted(folders)]
    try:
        printed = _git("log", "--relative", "--name-only", "-z", "--format=%x01%H %cs", "--", *named) if named else None
    except BriefproofError:
        return ()
    found = []
    for part in (printed or "").split("\x01")[1:]:
        head, *names = part.replace("\n", "\0").split("\0")
        commit, _, day = head.partition(" ")
        found.append((commit, day, frozenset(map(Path, filter(None, names)))))
    return tuple(found)


def kept(path: Path, sha256: str) -> bytes | None:
    """Return what a file held last whose SHA-256 begins so; None where git has no such bytes of it.

    Git may keep a text with other line ends than the work tree has.
    """
    versions = (bytes_then(commit, path) for commit in commits(path))
    found = (like(data, sha256) for data in versions if data is not None)
    return next((data for data in found if data is not None), None)


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


NOWHERE = say("only git can say who added this: check it in a clone")
CUT_OFF = say("git does not know who added this: fetch the whole history (fetch-depth: 0)")


class Past:
    """What a file held before, to find who put something into it, wherever it stands there and however it is laid out.

    What commits record counts, and no .mailmap, which anyone may edit.
    """

    def __init__(self, path: Path, *, at: str = "") -> None:
        """Look back from a commit, from the work tree where none is given."""
        self.path, self.given = path, at
        self.loose = not at
        self._texts: dict[tuple[str, Path], str] = {}

    @cached_property
    def at(self) -> str:
        """The commit that it looks back from; most briefs hold nothing that is looked for."""
        return self.given or head()

    def adder(self, holds: Callable[[str], bool]) -> Author | str:
        """Return who made the file hold what it holds, or why that cannot be told."""
        if not inside_work_tree() or (self.loose and self.path.resolve() != Path.cwd().resolve() / self.path):
            return NOWHERE  # behind a link git knows nothing
        if self.loose and not holds(read_bytes(self.path).decode("utf-8", "replace")):
            return CUT_OFF
        if not self.at or not holds(self._text(self.at, self.path)):
            return myself() if self.loose else CUT_OFF
        return self._walk(self.at, self.path, holds) or CUT_OFF

    def _walk(self, tip: str, path: Path, holds: Callable[[str], bool]) -> Author | None:
        """Go back as long as a parent holds it too; a file that was renamed is followed."""
        order = ("--parents", "--topo-order", "--full-history", "--simplify-merges")
        listed = _git("rev-list", *order, tip, "--", path.as_posix()) or ""
        parents = {line.split()[0]: line.split()[1:] for line in listed.splitlines()}
        now = next(iter(parents), "")
        if not now or not holds(self._text(now, path)):
            return None
        while older := next((one for one in parents.get(now, ()) if holds(self._text(one, path))), ""):
            now = older
        for parent in (_git("rev-parse", f"{now}^@") or "").split():
            if (was := _renamed(parent, now, path)) and holds(self._text(parent, was)):
                return self._walk(parent, was, holds)
        return _author(now)

    def _text(self, commit: str, path: Path) -> str:
        if (commit, path) not in self._texts:
            self._texts[commit, path] = text_then(commit, path) or ""
        return self._texts[commit, path]


def _renamed(old: str, new: str, path: Path) -> Path | None:
    """Return what a file was called at a parent of the commit that gave it its name, in the same folder; else None."""
    listed = _git("diff-tree", "-r", "-M", "-z", "--relative", "--diff-filter=R", "--name-status", old, new) or ""
    fields = listed.split("\0")
    was = next((Path(a) for a, b in zip(fields[1::3], fields[2::3], strict=False) if b == path.as_posix()), None)
    return was if was and was.parent == path.parent else None


def inside_work_tree() -> bool:
    """Tell whether the current folder belongs to a work tree of git."""
    try:
        return (_git("rev-parse", "--is-inside-work-tree") or "").strip() == "true"
    except BriefproofError:
        return False


def sealed(commit: str, keys: bytes) -> str:
    """Return whose key, of those in a file that `ssh-keygen` reads, signed a commit; "" for nobody's."""
    if "\ngpgsig -----BEGIN SSH SIGNATURE-----" not in (_git("cat-file", "commit", commit) or ""):
        return ""
    with tempfile.TemporaryDirectory(prefix="briefproof-") as folder:
        path = Path(folder) / "signers"
        path.write_bytes(keys)
        told = _git("-c", f"gpg.ssh.allowedSignersFile={path}", "show", "-s", "--format=%G?%x00%GS", commit) or ""
    state, _, by = told.strip().partition("\0")
    return by if state == "G" else ""


def _author(commit: str) -> Author | None:
    shallow = (_git("rev-parse", "--is-shallow-repository") or "").strip() == "true"
    if shallow and not (_git("rev-parse", "--verify", "--quiet", f"{commit}^") or ""):
        return None
    name, email, on = (_git("show", "-s", "--no-mailmap", "--format=%an%x00%ae%x00%as", commit) or "\0\0").split("\0")
    return Author(name=name, email=email, on=on.strip(), commit=commit)


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
        order = ["git", "--no-replace-objects", "--literal-pathspecs", "-c", "core.quotepath=off", *arguments]
        done = subprocess.run(order, capture_output=True, check=False)
    except FileNotFoundError:
        raise BriefproofError("git is not installed; BASE needs it") from None
    return done.stdout if done.returncode == 0 else None
