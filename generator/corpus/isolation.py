"""Reading in child processes: a file that hangs, crashes or eats memory costs itself and nothing else.

The parent (`read_all`, or a task of `cluster`) hands each child one file after the other over a pipe; the child reads
it under limits on memory, processor time and wall clock that the system enforces (on Windows only the wall clock), cuts
it into chunks and answers with one line of JSON. A child that dies takes its file with it and is replaced.
"""

import contextlib
import json
import math
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.errors import BriefproofError
from generator.messages import say, to_data

MEMORY = 1 << 30
"""Address space of a child, bytes."""
SECONDS = 30.0
"""Processor time for one file, seconds."""
SECONDS_PER_PAGE = 0.5
MOST_SECONDS = 300.0
"""Processor time for one file with its pages counted, at most, seconds."""
WALL_FACTOR = 3.0
"""Wall clock allowed, as a multiple of the processor time: other programs may keep the cores busy."""
AHEAD = 2
"""Jobs that are taken for each that can be read at a time: all of a corpus would not fit into memory."""
MOST_OUTPUT = 200_000_000
"""Bytes that a child may answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading one file may cost."""

    memory: int = MEMORY
    seconds: float = SECONDS
    seconds_per_page: float = SECONDS_PER_PAGE
    most_seconds: float = MOST_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One file to read."""

    kind: str
    """Kind of document: a key of `readers.READERS`."""
    name: str
    data: bytes
    sidecar: bytes | None = None
    sidecar_name: str = ""


LIMITS = Limits()


def read_all(
    jobs: Iterable[Job], *, limits: Limits = LIMITS, workers: int | None = None
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read the jobs in parallel; yield (position, answer) as they are done. Few jobs are taken before they are read.

    An answer is {"document": {...}} (see `answer_of`) or {"problem": a line as `messages.to_data` makes it}. Raises
    BriefproofError where a package that a reader needs cannot be imported.
    """
    workers = workers or os.cpu_count() or 1
    local = threading.local()
    children: list[Child] = []

    def run(job: Job) -> dict[str, Any]:
        if not hasattr(local, "child"):
            local.child = Child(limits)
            children.append(local.child)
        return local.child.read(job)

    pool = ThreadPoolExecutor(max_workers=workers)
    waiting: dict[Future[dict[str, Any]], int] = {}
    try:
        for position, job in enumerate(jobs):
            waiting[pool.submit(run, job)] = position
            if len(waiting) >= AHEAD * workers:
                yield from _finished(waiting)
        while waiting:
            yield from _finished(waiting)
    finally:
        for child in children:
            child.kill()
        pool.shutdown(wait=True, cancel_futures=True)


def _finished(waiting: dict[Future[dict[str, Any]], int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Wait for one at least, and yield those that are done."""
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        yield waiting.pop(future), future.result()


class Child:
    """One child process, started when first needed and again after it died."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.process: subprocess.Popen[bytes] | None = None

    def read(self, job: Job) -> dict[str, Any]:
        """Return the answer to a job; raises BriefproofError where a package that its reader needs is missing."""
        if self.process is None:
            self.process = self._start()
        process = self.process
        request = {
            "kind": job.kind,
            "name": job.name,
            "sidecar_name": job.sidecar_name,
            "size": len(job.data),
            "sidecar": None if job.sidecar is None else len(job.sidecar),
        }
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self.limits.most_seconds * WALL_FACTOR + 10, stop)
        timer.daemon = True
        timer.start()
        line = b""
        try:
            process.stdin.write(json.dumps(request).encode("ascii") + b"\n" + job.data + (job.sidecar or b""))
            process.stdin.flush()
            line = process.stdout.readline(MOST_OUTPUT)
        except OSError:
            pass  # the child died while it was being written to
        finally:
            timer.cancel()
        if line.endswith(b"\n"):
            answer = json.loads(line)
            if missing := answer.get("missing"):
                raise BriefproofError(
                    "the Python package {missing} cannot be imported; install the program's requirements (make setup)",
                    missing=missing,
                )
            if answer.pop("spent", False):
                self.kill()
            return answer
        self.kill()
        return {"problem": to_data(self._reason(process, late.is_set()))}

    def kill(self) -> None:
        """End the process, if there is one."""
        if self.process is None:
            return
        process, self.process = self.process, None
        process.kill()
        process.wait()
        with contextlib.suppress(OSError):  # what was still to be written has no reader
            process.stdin.close()
        process.stdout.close()

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"}
        return subprocess.Popen(
            [sys.executable, "-c", CHILD, json.dumps(asdict(self.limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).resolve().parents[2],
            env=environment,
            start_new_session=True,  # Ctrl-C is for the parent, which then ends its children
        )

    def _reason(self, process: subprocess.Popen[bytes], late: bool) -> str:
        limits = self.limits
        slow = {-int(getattr(signal, name, 0)) for name in ("SIGXCPU", "SIGALRM")}
        if late or process.returncode in slow:
            return say(
                "reading took longer than {seconds} s (PDF: plus {seconds_per_page} a page, at most "
                "{most_seconds} s); give a simpler copy of the file",
                seconds=f"{limits.seconds:g}",
                seconds_per_page=f"{limits.seconds_per_page:g}",
                most_seconds=f"{limits.most_seconds:g}",
            )
        return say(
            "the reader crashed on this file (status {returncode}); give a simpler copy of the file",
            returncode=process.returncode,
        )


def answer_of(job: Job, allow_pages: Callable[[int], None]) -> dict[str, Any]:
    """Read one file in this process and return the answer that a child gives."""
    from generator.corpus import chunking, readers
    from generator.corpus.readers import dates, metadata
    from generator.language.text import language

    try:
        extra = metadata.sidecar(job.sidecar, job.sidecar_name) if job.sidecar is not None else {}
        reading = readers.read(job.kind, job.data, job.name, allow_pages)
        body = "\n".join(element.text for element in reading.elements)
        if not body.strip():
            return {"problem": to_data(say("no text in this file; remove it or put text into it"))}
        tongue = language(body)
        chunks = chunking.cut(reading.elements, tongue)
    except BriefproofError as error:
        return {"problem": to_data(error.message.after(job.name))}  # the same bytes may get another name
    found = {**dict(reading.metadata), **{key: value for key, value in extra.items() if key != "title"}}
    for key in ("date", "accessed"):
        if key in found:
            found[key] = dates.iso_date(found[key], day_first=dates.day_first(body)) or ""
    return {
        "document": {
            "title": extra.get("title", "") or reading.title,
            "language": tongue,
            "metadata": sorted(found.items()),
            "reader": reading.reader,
            "damaged": reading.is_damaged,
            "encoding": reading.encoding,
            "encoding_by": reading.encoding_by,
            "doubtful": reading.doubtful,
            "dropped": reading.dropped,
            "chunks": [asdict(chunk) for chunk in chunks],
        }
    }


CHILD = (
    "import json, sys; from generator.corpus.isolation import Limits, serve; serve(Limits(**json.loads(sys.argv[1])))"
)
"""What a child process runs; its limits are the one argument."""


def serve(limits: Limits) -> None:
    """Answer requests on standard input until it ends."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints must not reach the parent
    meter = _Meter(limits)
    while header := requests.readline():
        request = json.loads(header)
        data = requests.read(request["size"])
        extra = None if request["sidecar"] is None else requests.read(request["sidecar"])
        job = Job(
            kind=request["kind"],
            name=request["name"],
            data=data,
            sidecar=extra,
            sidecar_name=request["sidecar_name"],
        )
        meter.start()
        try:
            answer = answer_of(job, meter.allow_pages)
        except MemoryError:
            answer = {
                "problem": to_data(say("reading needs more than {most} MiB of memory", most=limits.memory >> 20)),
                "spent": True,
            }
        except ImportError as error:  # no fault of the file's, and not to be remembered as one
            answer = {"missing": error.name or str(error)}
        except RecursionError:
            answer = {"problem": to_data(say("nested too deeply; give a simpler copy of the file"))}
        except Exception as error:  # a malformed file may raise anything at all inside a parser
            told = say("cannot be read ({kind}); give a repaired copy", kind=type(error).__name__)
            answer = {"problem": to_data(told)}
        meter.stop()
        answers.write(json.dumps(answer, ensure_ascii=True).encode("ascii") + b"\n")
        answers.flush()


class _Meter:
    """Sets this process's own limits; a system without them leaves the wall clock to the parent."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.started = 0.0
        try:
            import resource
        except ImportError:
            self.resource = None
            return
        self.resource = resource
        with contextlib.suppress(ValueError, OSError):  # macOS refuses, and so does a lower limit that is set already
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))

    def start(self) -> None:
        if self.resource:
            usage = self.resource.getrusage(self.resource.RUSAGE_SELF)
            self.started = usage.ru_utime + usage.ru_stime
            self._allow(self.limits.seconds)

    def allow_pages(self, pages: int) -> None:
        """Give the time that a file of so many pages may take."""
        limits = self.limits
        if self.resource:
            self._allow(min(limits.most_seconds, limits.seconds + limits.seconds_per_page * pages))

    def stop(self) -> None:
        if self.resource:
            signal.setitimer(signal.ITIMER_REAL, 0)
            self._allow(3600)

    def _allow(self, seconds: float) -> None:
        _, hard = self.resource.getrlimit(self.resource.RLIMIT_CPU)
        soft = math.ceil(self.started + seconds)
        with contextlib.suppress(ValueError, OSError):
            self.resource.setrlimit(self.resource.RLIMIT_CPU, (soft, hard))
        signal.setitimer(signal.ITIMER_REAL, seconds * WALL_FACTOR)
