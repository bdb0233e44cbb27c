"""One process at a time: locks that are let go when their process ends, however it ends."""

import contextlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from generator.errors import BriefproofError
from generator.messages import say

WAIT = 30.0
"""Time to wait for another process, seconds."""
_POLL = 0.05
_BEYOND = 1 << 20
"""Where Windows locks, bytes: what is locked cannot be read there, and others have to read who holds it."""


@contextmanager
def held(path: Path, what: str, *, seconds: float | None = None) -> Iterator[None]:
    """Hold the lock file at `path` for the time of the block, so that one process at a time works on `what`.

    The file stays, since two could hold it if one removed it; it says which process holds or held it. Raises
    BriefproofError when another has it for longer than `seconds` (WAIT), and when it cannot be written.
    """
    wait = WAIT if seconds is None else seconds
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.open("a+b")
    except OSError as error:
        raise BriefproofError(
            "cannot write {what}: {strerror} (check the permissions of {parent})",
            what=what,
            strerror=error.strerror,
            parent=path.parent,
        ) from None
    with handle:
        end = time.monotonic() + wait
        while not _taken(handle):
            if time.monotonic() > end:
                handle.seek(0)
                holder = handle.read(20).decode("ascii", "replace").strip()
                raise BriefproofError(
                    "another run ({holder}) has worked on {what} for more than {wait} s; try again when it has ended",
                    holder=say("process {id}", id=holder) if holder.isdigit() else say("it does not say which"),
                    what=what,
                    wait=f"{wait:g}",
                )
            time.sleep(_POLL)
        with contextlib.suppress(OSError):  # a full disk: the lock holds all the same
            handle.truncate(0)
            handle.write(str(os.getpid()).encode())
            handle.flush()
        yield


def _taken(handle: IO[bytes]) -> bool:
    try:
        try:
            import fcntl
        except ImportError:
            import msvcrt

            handle.seek(_BEYOND)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
