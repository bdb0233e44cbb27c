"""Measure how the index grows: time to build and to change, to answer, memory and size, by engine.

    python -m tools.bench.scale [--sizes 10000 100000] [--systems whoosh tantivy lance lance-s3]

Chunks are generated: 120 words drawn by lot, the n-th most frequent about 1/n as often as the first, half of them
Chinese words of the sample corpus. Each system is measured in a process of its own, by the clock. "lance-s3" speaks to
moto's server on the same machine: what it adds is the protocol, not a network.
"""

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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
QUERIES = 100
ASKED = 100
"""Chunks wanted for a query: what the second ranking looks at."""
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


def questions() -> list[dict[str, float]]:
    """Return the weighted words of queries: some of three to eight words, none of the 50 most frequent ones."""
    lot = random.Random(2)
    words, sums = _vocabulary()
    frequent = set(words[:50])
    drawn = (lot.choices(words, cum_weights=sums, k=lot.randint(4, 12)) for _ in range(QUERIES))
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


def measured(name: str, count: int, folder: Path) -> dict[str, float]:
    """Build an index of `count` chunks, ask it, and change it; seconds by the clock, milliseconds, KiB, bytes."""
    open_it, documents, queries = SYSTEMS[name], list(generated(count)), questions()
    tokens.tokens("预热 warming")
    before = resident("VmRSS")
    row = {"s to build": 0.0}
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew (Linux)
    cpu = time.process_time()
    row["s to build"], _ = _timed(lambda: open_it(folder, documents[:-1]))
    row["CPU s"] = time.process_time() - cpu
    row["KiB memory a chunk"] = (resident("VmHWM") - before) / count
    row["bytes a chunk"] = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / count
    row["s to add a document"], answer = _timed(lambda: open_it(folder, documents))
    row["first ms"] = 1000 * _timed(lambda: answer(queries[0]))[0]
    row["cold p50 ms"], row["cold p95 ms"] = _spread([_timed(lambda q=q: answer(q))[0] for q in queries])
    row["p50 ms"], row["p95 ms"] = _spread([_timed(lambda q=q: answer(q))[0] for q in queries])
    row["s to open"], _ = _timed(lambda: open_it(folder, documents))
    row["s to take one out"], _ = _timed(lambda: open_it(folder, documents[1:]))
    return row


def _timed(call: Callable[[], object]) -> tuple[float, object]:
    started = time.perf_counter()
    made = call()
    return time.perf_counter() - started, made


def _spread(seconds: list[float]) -> tuple[float, float]:
    ordered = sorted(seconds)
    return 1000 * ordered[len(ordered) // 2], 1000 * ordered[int(0.95 * len(ordered))]


def _child(name: str, count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        if name == "lance-s3":
            with object_store.running(patch) as address:
                patch.setenv(URI, address)
                return measured(name, count, Path(folder))
        return measured(name, count, Path(folder))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000], help="chunks")
    parser.add_argument("--systems", nargs="*", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(_child(options.child[0], int(options.child[1]))))
        return 0
    for count in options.sizes:
        print(f"\n{count} chunks")
        for name in options.systems:
            command = [sys.executable, "-m", "tools.bench.scale", "--child", name, str(count)]
            said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT).stdout
            print(
                f"{name:10}" + "; ".join(f"{value:,.4g} {key}" for key, value in json.loads(said).items()), flush=True
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
