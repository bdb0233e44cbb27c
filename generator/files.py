"""Files: hashes, and writing that never leaves half a file behind."""

import hashlib
import os
import tempfile
from pathlib import Path

from generator.errors import BriefproofError


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the file's bytes, in hex; raises BriefproofError if it cannot be read."""
    return hashlib.sha256(read_bytes(path)).hexdigest()


def read_bytes(path: Path) -> bytes:
    """Return the file's bytes; raises BriefproofError with one line if that is not possible."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BriefproofError(f"no such file: {path} (give the path of an existing file)") from None
    except IsADirectoryError:
        raise BriefproofError(f"{path} is a folder, not a file") from None
    except OSError as error:
        raise BriefproofError(f"cannot read {path}: {error.strerror}") from None


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
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")
        try:
            with os.fdopen(descriptor, "wb") as handle:
                handle.write(data)
            Path(name).chmod(0o644)  # mkstemp makes files private
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BriefproofError(
            f"cannot write {path}: {error.strerror} (check the folder's permissions and the free space)"
        ) from None
    return True
