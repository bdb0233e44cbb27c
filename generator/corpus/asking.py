"""Asking an object store in a child process: what opens one may wait for minutes, hear no Ctrl-C, or end its process.

The child answers requests in lines of JSON; bytes of files follow their line. `store` asks.
"""

import contextlib
import json
import os
import string
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.errors import Unreachable
from generator.messages import say

SECONDS = 30
"""That an answer, or the next piece of one, is waited for."""
LISTING = 600
"""Seconds that the list of all objects is waited for, of which nothing arrives before all of it is there."""
PIECE = 1 << 20
"""Bytes of a file that are handed over at a time."""
AT_ONCE = 16
"""Files that are on their way at a time."""
CHILD = "import sys; from generator.corpus.asking import serve; serve(sys.argv[1])"
"""What the child runs; the address of the store is the one argument."""


class Asking:
    """A child that asks one store, until `close`. All methods raise Unreachable where it does not answer."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the child
        self._process = subprocess.Popen(
            [sys.executable, "-c", CHILD, quote(address.rstrip("/"), safe=string.punctuation)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            cwd=Path(__file__).resolve().parents[2],
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            start_new_session=True,  # Ctrl-C is for the parent, which then ends its child
        )

    def close(self) -> None:
        """End the child, whatever it is at."""
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):  # what was still to be written has no reader
            self._process.stdin.close()
        self._process.stdout.close()
        self._said.close()

    def opened(self) -> dict[str, Any]:
        """Return what the store is: `root` (path of the address), `local` and whether a `folder` lies there."""
        return self._ask({"do": "open"})

    def listed(self) -> list[tuple[str, int, int]]:
        """Return path, size (bytes) and time (nanoseconds) of every file below the root."""
        return [tuple(one) for one in self._ask({"do": "list"}, LISTING)["files"]]

    def seen(self, paths: Iterable[str]) -> Iterator[tuple[str, int, int]]:
        """Yield the same of those of the files at these paths that are there, in the order of the paths."""
        self._send({"do": "look", "paths": list(paths)})
        while answer := self._next():
            if answer["file"]:
                yield tuple(answer["file"])

    def brought(self, paths: Iterable[str], most: int) -> Iterator[tuple[str, bytes]]:
        """Yield files with their bytes, `most` and one more at most, as they come."""
        self._send({"do": "bring", "paths": list(paths), "most": most})
        found: dict[str, bytearray] = {}
        while answer := self._next():
            path, size = answer["path"], answer["size"]
            found.setdefault(path, bytearray()).extend(self._process.stdout.read(size))
            if answer["last"]:
                yield path, bytes(found.pop(path))

    def _ask(self, request: dict[str, Any], seconds: float | None = None) -> dict[str, Any]:
        self._send(request)
        return self._next(seconds)

    def _send(self, request: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):  # the child died; `_next` says so
            self._process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            self._process.stdin.flush()

    def _next(self, seconds: float | None = None) -> dict[str, Any]:
        """Return the next answer; {} ends several."""
        seconds = SECONDS if seconds is None else seconds
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        answer = json.loads(line) if line.endswith(b"\n") else {"wrong": self._ended(late.is_set(), seconds)}
        if reason := answer.get("wrong"):
            raise Unreachable(
                "{address} cannot be read: {reason} (check network and credentials)",
                address=self.address,
                reason=reason,
            )
        return answer

    def _ended(self, late: bool, seconds: float) -> str:
        """Return why the child gives no answer."""
        if late:
            return say("no answer within {seconds} s", seconds=f"{seconds:g}")
        self._process.wait()
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").split("\n")
        last = next((" ".join(line.split()) for line in reversed(lines) if line.strip()), "")
        return say("what opens it ended with status {status}: {last}", status=self._process.returncode, last=last[:200])


def serve(address: str) -> None:
    """Answer requests on standard input until it ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not reach the parent
    lock = threading.Lock()

    def answer(told: dict[str, Any], data: bytes = b"") -> None:
        with lock:
            answers.write(json.dumps(told).encode("ascii") + b"\n" + data)
            answers.flush()

    try:
        from pyarrow import fs

        files, root = fs.FileSystem.from_uri(address)
        root = root.rstrip("/")
        for line in sys.stdin.buffer:
            request = json.loads(line)
            _DO[request.pop("do")](files, root, answer, **request)
    except Exception as error:  # what opens a store may raise anything at all
        answer({"wrong": " ".join(str(error).split())[:200] or type(error).__name__})


def _open(files: Any, root: str, answer: Callable[..., None]) -> None:
    from pyarrow import fs

    folder = files.get_file_info(root).type == fs.FileType.Directory
    answer({"root": root, "local": files.type_name == "local", "folder": folder})


def _list(files: Any, root: str, answer: Callable[..., None]) -> None:
    from pyarrow import fs

    infos = files.get_file_info(fs.FileSelector(root, recursive=True))
    answer({"files": [(info.path[len(root) + 1 :], info.size, info.mtime_ns) for info in infos if info.is_file]})


def _look(files: Any, root: str, answer: Callable[..., None], *, paths: list[str]) -> None:
    def look(path: str) -> Any:
        info = files.get_file_info(f"{root}/{path}")
        return (path, info.size, info.mtime_ns) if info.is_file else None

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for found in pool.map(look, paths):
            answer({"file": found})
    answer({})


def _bring(files: Any, root: str, answer: Callable[..., None], *, paths: list[str], most: int) -> None:
    def bring(path: str) -> None:
        left = most + 1
        with files.open_input_stream(f"{root}/{path}") as stream:
            while piece := stream.read(min(PIECE, left)):
                left -= len(piece)
                answer({"path": path, "size": len(piece), "last": False}, piece)
        answer({"path": path, "size": 0, "last": True})

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _done in pool.map(bring, paths):
            pass
    answer({})


_DO = {"open": _open, "list": _list, "look": _look, "bring": _bring}
