"""Measure how the index grows: time to build and to change, to answer, memory and size, by engine.

    python -m tools.bench.scale [--sizes 10000 100000] [--systems whoosh tantivy lance lance-s3] [--queries 100]

Chunks are generated: 120 words drawn by lot, the n-th most frequent about 1/n as often as the first, half of them
Chinese words of the sample corpus. Each system is measured in a process of its own, by the clock and in processor time,
and says every half minute how far it is. "lance-s3" speaks to moto's server on the same machine: what it adds is the
protocol, not a network. A million chunks take Lance a quarter of an hour of a core, 4 GB of memory and 1 GB in TMPDIR.
"""

import argparse
import contextlib
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path

import pytest

from generator import corpus
from generator.corpus import Document, chunking
from generator.index import URI, Index
from generator.language import tokens
from tests.helpers import object_store
from tools.bench import ROOT, tantivy_index
from tools.bench.finding import resident

WORDS = 120
"""Words of a chunk."""
FREQUENT = 1000
"""Words of the sample corpus that are the most frequent ones; as many more stand among generated words."""
RARE = 300_000
"""Generated words."""
SIZE = 20
"""Chunks of a document."""
ASKED = 100
"""Chunks wanted for a query: what the second ranking looks at."""
TOLD = 30
"""Seconds from a line of progress to the next."""
Open = Callable[[Path, Sequence[Document]], Callable[[dict[str, float]], object]]


def generated(count: int) -> Iterator[Document]:
    """Yield documents that hold `count` chunks together, the same ones each time."""
    lot = random.Random(1)
    words, sums = _vocabulary()
    for start in range(0, count, SIZE):
        chunks = []
        for n in range(1, min(SIZE, count - start) + 1):
            text = _written(lot.choices(words, cum_weights=sums, k=WORDS))
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            one = chunking.Chunk(number=n, text=text, blocks=(), heading_path=(), pages=(), sha256=sha256)
            chunks.append(one)
        yield Document(
            path=f"{start // SIZE:08}", sha256="", kind="", title=_written(lot.choices(words, cum_weights=sums, k=4)),
            language="zh", metadata=(), chunks=tuple(chunks), reader="",
        )  # fmt: skip


def questions(count: int) -> list[dict[str, float]]:
    """Return the weighted words of so many queries: some of three to eight words, none of the 50 most frequent ones."""
    lot = random.Random(2)
    words, sums = _vocabulary()
    frequent = set(words[:50])
    drawn = (lot.choices(words, cum_weights=sums, k=lot.randint(4, 12)) for _ in range(count))
    asked = ([word for word in some if word not in frequent] for some in drawn)
    return [dict.fromkeys(tokens.query_tokens(_written(some)), 1.0) for some in asked if some]


def _vocabulary() -> tuple[list[str], list[float]]:
    """Return words, the most frequent first, with the sums of their frequencies."""
    with tempfile.TemporaryDirectory() as cache:
        sample = corpus.read(ROOT / "corpus", cache=Path(cache))
    cut = (token for document in sample.documents for chunk in document.chunks for token in tokens.tokens(chunk.text))
    held = Counter(token for token in cut if len(token) > 1 and not token.isascii())
    words = [word for word, _ in held.most_common(2 * FREQUENT)]
    words = words[:FREQUENT] + [one for n, word in enumerate(words[FREQUENT:]) for one in (word, f"term{n}")]
    words += [f"term{n}" for n in range(FREQUENT, RARE)]
    return words, list(accumulate(1 / (n + 5) for n in range(len(words))))


def _written(words: Sequence[str]) -> str:
    return "".join(f" {word} " if word.isascii() else word for word in words) + "。"


def ours(engine: str) -> Open:
    """Return how this project's index is opened, by an engine."""

    def opened(folder: Path, documents: Sequence[Document]) -> Callable[[dict[str, float]], object]:
        index = Index(folder, documents, engine, shared="corpus" if os.environ.get(URI) else "")
        return lambda query: index.search(query, ASKED)

    return opened


SYSTEMS: dict[str, Open] = {
    "whoosh": ours("whoosh"), "tantivy": tantivy_index.opened, "lance": ours("lance"), "lance-s3": ours("lance"),
}  # fmt: skip


def measured(name: str, count: int, asked: int, folder: Path, step: Callable[[str], None]) -> dict[str, float]:
    """Build an index of `count` chunks, ask it so much, and change it; seconds, milliseconds, KiB, bytes.

    `step` is told what begins.
    """
    step("generating")
    tokens.tokens("预热 warming")
    nothing = resident("VmRSS")
    open_it, documents, queries = SYSTEMS[name], list(generated(count)), questions(asked)
    before = resident("VmRSS")
    row = {"KiB of documents a chunk": (before - nothing) / count}
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew (Linux)
    step("building")
    row["s to build"], row["CPU s to build"], _ = _timed(lambda: open_it(folder, documents[:-1]))
    row["KiB memory a chunk"] = (resident("VmHWM") - before) / count
    row["bytes a chunk"] = _size(folder) / count
    step("adding a document")
    row["s to add a document"], row["CPU s to add it"], answer = _timed(lambda: open_it(folder, documents))
    row["first ms"] = 1000 * _timed(lambda: answer(queries[0]))[0]
    for state in ("cold ", ""):
        step(f"asking, {state or 'warm'}")
        times = [_timed(lambda q=q: answer(q)) for q in queries]
        for n, clock in enumerate(("ms", "CPU ms")):
            row[f"{state}p50 {clock}"], row[f"{state}p95 {clock}"] = _spread([one[n] for one in times])
    step("opening")
    row["s to open"], row["CPU s to open"], _ = _timed(lambda: open_it(folder, documents))
    step("taking a document out")
    row["s to take one out"], row["CPU s to take it"], _ = _timed(lambda: open_it(folder, documents[1:]))
    return row


def _size(folder: Path) -> int:
    """Return the bytes of an index: in the store that the environment names, else in a folder."""
    if not (address := os.environ.get(URI)):
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    from pyarrow.fs import FileSelector, FileSystem

    store, path = FileSystem.from_uri(address)
    return sum(info.size or 0 for info in store.get_file_info(FileSelector(path, recursive=True)))


def _timed(call: Callable[[], object]) -> tuple[float, float, object]:
    """Return the seconds by the clock, those of processors in this process, and what was made."""
    started, cpu = time.perf_counter(), time.process_time()
    made = call()
    return time.perf_counter() - started, time.process_time() - cpu, made


def _spread(seconds: list[float]) -> tuple[float, float]:
    ordered = sorted(seconds)
    return 1000 * ordered[len(ordered) // 2], 1000 * ordered[int(0.95 * len(ordered))]


def _progress(label: str, folder: Path) -> Callable[[str], None]:
    """Return what is told the steps of a run; a line of progress goes to stderr with each and every TOLD seconds."""
    now, started = ["starting"], time.monotonic()

    def line() -> None:
        held = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) >> 20
        spent = f"{time.monotonic() - started:.0f} s, {time.process_time():.0f} CPU s"
        print(f"  {label}: {now[0]}; {spent}, {resident('VmRSS') >> 10} MiB, {held} MiB on disk", file=sys.stderr)

    def ticking() -> None:
        while True:
            time.sleep(TOLD)
            with contextlib.suppress(OSError):  # a file that went away meanwhile
                line()

    def step(name: str) -> None:
        now[0] = name
        line()

    threading.Thread(target=ticking, daemon=True).start()
    return step


def _child(name: str, count: int, asked: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        folder = Path(place)
        run = partial(measured, name, count, asked, folder, _progress(f"{name}, {count}", folder))
        if name == "lance-s3":
            with object_store.running(patch) as address:
                patch.setenv(URI, address)
                return run()
        return run()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000], help="chunks")
    parser.add_argument("--systems", nargs="*", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(_child(options.child[0], int(options.child[1]), options.queries)))
        return 0
    for count in options.sizes:
        print(f"\n{count} chunks")
        for name in options.systems:
            command = [sys.executable, "-m", "tools.bench.scale", "--child", name, str(count)]
            command += ["--queries", str(options.queries)]
            said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT).stdout
            print(
                f"{name:10}" + "; ".join(f"{value:,.4g} {key}" for key, value in json.loads(said).items()), flush=True
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
