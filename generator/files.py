"""Files: hashes, and writing that never leaves half a file behind."""

import contextlib
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from generator.errors import BriefproofError

DATA = Path(__file__).parent / "data"
"""What the program knows as data and not as code; each file belongs to the module that reads it."""
MOST_BYTES = 1_000_000_000
"""A larger file is none that this program reads, bytes."""


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the file's bytes, in hex; raises BriefproofError if it cannot be read."""
    return hashlib.sha256(read_bytes(path)).hexdigest()


def digest_of(path: Path) -> str:
    """Return one SHA-256 for a file's bytes, or for the names and bytes of all files below a folder; "" for neither.

    What cannot be read and what is no regular file counts as empty; links to folders are not followed, compiled
    Python does not count.
    """
    if not os.path.isdir(path):  # noqa: PTH112 - a path that is none is neither, and no error
        return sha256_of(path) if os.path.isfile(path) else ""  # noqa: PTH113
    whole = hashlib.sha256()
    for parent, folders, names in os.walk(path):  # plain strings: a Path for each of thousands takes longer
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            data = b""
            with contextlib.suppress(OSError):
                if stat.S_ISREG(os.stat(f"{parent}/{name}").st_mode):  # noqa: PTH116
                    with open(f"{parent}/{name}", "rb", buffering=0) as handle:  # noqa: PTH123
                        data = handle.read()
            named = f"{parent[len(str(path)) :]}/{name}".encode("utf-8", "surrogateescape")
            whole.update(named + b"\0" + hashlib.sha256(data).digest())
    return whole.hexdigest()


def like(data: bytes, sha256: str) -> bytes | None:
    """Return bytes whose SHA-256 begins so: these, or these with the other line ends; None for neither."""
    plain = data.replace(b"\r\n", b"\n")
    forms = (data, plain, plain.replace(b"\n", b"\r\n"))
    return next((form for form in forms if hashlib.sha256(form).hexdigest().startswith(sha256)), None)


def recorded(path: Path, now: str, then: str) -> str:
    """Return the SHA-256 of a file, which is `now`, as it is with the line ends by which it begins like `then`.

    Git may check a text out with other line ends than it had. Without such, or without `then`, that is `now`.
    """
    if not then or now.startswith(then) or not os.path.isfile(path):  # noqa: PTH113 - never raises
        return now
    form = like(read_bytes(path), then)
    return now if form is None else hashlib.sha256(form).hexdigest()


def relative(path: Path) -> str:
    """Return the path as a brief records it: from the current folder, links resolved, with slashes."""
    return Path(os.path.relpath(path.resolve(), Path.cwd())).as_posix()


def places(path: str) -> tuple[str, ...]:
    """Return a path that a brief names, and where it leads if it is a link: git knows files by where they lie."""
    try:
        return tuple(dict.fromkeys((path, relative(Path(path)))))
    except (OSError, ValueError, RuntimeError):  # no path
        return (path,)


def inside(path: Path, root: Path) -> bool:
    """Tell whether `path` lies in the folder `root` or is it, once links are followed; what is no path does not."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError, RuntimeError):  # too long, a NUL, links in a circle
        return False


def read_bytes(path: Path, *, most: int = MOST_BYTES) -> bytes:
    """Return the file's bytes; raises BriefproofError with one line if that is not possible.

    Devices, pipes and sockets are not opened, and nothing is read of a file of more than `most` bytes.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
            raise BriefproofError("{path} is a device, pipe or socket; give a regular file", path=path)
        if found.st_size > most:
            raise BriefproofError(
                "{path}: {st_size} bytes; allowed are {most} (split the file)",
                path=path,
                st_size=f"{found.st_size:,}",
                most=f"{most:,}",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise BriefproofError("no such file: {path} (give the path of an existing file)", path=path) from None
    except IsADirectoryError:
        raise BriefproofError("{path} is a folder, not a file", path=path) from None
    except OSError as error:
        raise BriefproofError("cannot read {path}: {strerror}", path=path, strerror=error.strerror) from None


def read_text(path: Path) -> str:
    """Return a file's text without a byte order mark; raises BriefproofError as `read_bytes`, and for no UTF-8."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BriefproofError("{path}: not UTF-8 at byte {start}", path=path, start=error.start) from None


def write_atomically(path: Path, content: str | bytes) -> bool:
    """Write `content` to `path` by way of a temporary file beside it; return whether anything changed.

    A file that already holds the same bytes is left alone, so that its time stamp tells the truth.
    Raises BriefproofError if the folder cannot be made or written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting = aside(path, data)
        try:
            waiting.replace(path)
        except BaseException:
            waiting.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BriefproofError(
            "cannot write {path}: {strerror} (check the folder's permissions and the free space)",
            path=path,
            strerror=error.strerror,
        ) from None
    return True


def aside(path: Path, data: bytes) -> Path:
    """Write `data` into a new temporary file beside `path` and return where; raises OSError and leaves nothing."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")
    waiting = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(data)
        waiting.chmod(0o644)  # mkstemp makes files private
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise
    return waiting
