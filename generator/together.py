"""Files that are written together: after a kill at any moment the next run has all of them, or none.

Both are written aside first. Then a plan is put beside them that names them with the hashes of what each file was and
will be, and each takes its place. Whoever opens the folder next finishes a plan that is found there (`recover`).

A plan could be committed like any other file, and would then change files that a review has seen as they are. So only
the very file that was written here counts: its name says its inode and its time, which no copy has.
"""

import contextlib
import hashlib
import json
import os
import re
import time
from collections.abc import Mapping
from pathlib import Path

from generator.errors import BriefproofError
from generator.files import aside, write_atomically

STALE = 60.0
"""Age from which a temporary file is nobody's any more, seconds; a file is written in a fraction of one."""
_PLAN = re.compile(r"\.together-(\d+)-(\d+)\.json")


def write(contents: Mapping[Path, str]) -> bool:
    """Write files of one folder, all or none; return whether anything changed.

    Raises BriefproofError if they cannot be written; then they are as they were, or `recover` finishes them.
    """
    wanted = {path: text.encode("utf-8") for path, text in contents.items()}
    before = {path: _hash(path) for path in wanted}
    wanted = {path: data for path, data in wanted.items() if hashlib.sha256(data).hexdigest() != before[path]}
    if len(wanted) < 2:
        return any(write_atomically(path, data) for path, data in wanted.items())
    folder = next(iter(wanted)).parent
    waiting: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, data in wanted.items():
            waiting[path] = aside(path, data)
        plan = _put_down(folder, [
            {"file": path.name, "aside": waiting[path].name, "before": before[path], "after": _hash(waiting[path])}
            for path in wanted
        ])  # fmt: skip
    except BaseException as error:
        for path in waiting.values():
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise BriefproofError(
                "cannot write into {folder}: {strerror} (check the folder's permissions and the free space)",
                folder=folder,
                strerror=error.strerror,
            ) from None
        raise
    _finish(plan)
    return True


def recover(folder: Path) -> None:
    """Finish what a run that was killed had begun to write into `folder`, and sweep what it left lying there.

    Files that someone has changed since then stay as they are. Raises BriefproofError if a file cannot be replaced.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208 - half the time of a Path for each name
    except OSError:
        return
    for name in sorted(name for name in names if name.startswith(".")):
        path = folder / name
        with contextlib.suppress(OSError):
            if _own(path):
                _finish(path)
            elif name.endswith(".tmp") and path.is_file() and time.time() - path.lstat().st_mtime > STALE:
                path.unlink()


def _put_down(folder: Path, plan: list[dict[str, str]]) -> Path:
    written = aside(folder / ".together", json.dumps(plan).encode("utf-8"))
    found = written.stat()
    return written.replace(folder / f".together-{found.st_ino}-{found.st_mtime_ns}.json")


def _own(path: Path) -> bool:
    """Tell whether a file is a plan that was written in this place, and no copy of one."""
    named = _PLAN.fullmatch(path.name)
    if not named:
        return False
    found = path.lstat()
    return (found.st_ino, found.st_mtime_ns) == (int(named[1]), int(named[2]))


def _finish(plan: Path) -> None:
    try:
        steps = json.loads(plan.read_bytes())
    except FileNotFoundError:  # another process has finished it
        return
    folder = plan.parent
    done = [_hash(folder / step["file"]) == step["after"] for step in steps]
    ready = [
        _hash(folder / step["file"]) == step["before"] and _hash(folder / step["aside"]) == step["after"]
        for step in steps
    ]
    if all(map(any, zip(done, ready, strict=True))):
        for step, over in zip(steps, done, strict=True):
            if not over:
                _put(folder / step["aside"], folder / step["file"])
    for step in steps:
        (folder / step["aside"]).unlink(missing_ok=True)
    plan.unlink(missing_ok=True)


def _put(waiting: Path, path: Path) -> None:
    try:
        waiting.replace(path)
    except FileNotFoundError:  # another process has put it there
        return
    except OSError as error:
        raise BriefproofError(
            "cannot write {path}: {strerror} (check the folder's permissions; the next run finishes it)",
            path=path,
            strerror=error.strerror,
        ) from None


def _hash(path: Path) -> str:
    """Return the SHA-256 of a file in hex, "" where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
