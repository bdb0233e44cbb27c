"""Measure the reading of a corpus: by local processes, and on Ray clusters of one and two nodes on this machine.

    python -m tools.bench.cluster [--documents 500 2000] [--workers 1 2]

Nodes have a core each, so that two of them can be twice as fast as one at best, and only where two cores are free.
Times are by the clock and of processors, those of all processes below this one; what starting a cluster and its workers
takes is shown apart. What the process that asks takes of it, for sending and keeping, bounds how many cores it can
feed. "again": what was kept is opened, by that process alone, as each command does.
"""

import argparse
import contextlib
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from generator import corpus
from generator.corpus import cluster as reader, isolation
from tools.bench import ROOT
from tools.bench.finding import resident

LINES = 200
"""Lines of a document, of 12 to 200 characters each, drawn from the sample corpus."""
TOLD = 30
"""Seconds from a line of progress to the next."""
STORE = 100 << 20
"""Bytes of a node's object store."""


def written(folder: Path, count: int) -> None:
    """Write so many Markdown documents."""
    lot = random.Random(count)
    files = sorted((ROOT / "corpus").glob("*.md"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if 12 < len(line) < 200]
    for n in range(count):
        (folder / f"{n:05}.md").write_text(f"# {n}\n\n" + "\n\n".join(lot.choices(lines, k=LINES)), encoding="utf-8")


def spent() -> float:
    """Return the processor time of this process, of those below it, and of those that these have seen end; seconds."""
    times, below = {}, defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # ended meanwhile
            fields = stat.read_text().rpartition(") ")[2].split()
            below[int(fields[1])].append(int(stat.parent.name))
            times[int(stat.parent.name)] = sum(map(int, fields[11:15]))
    ours = [os.getpid()]
    for one in ours:
        ours += below[one]
    return sum(times.get(one, 0) for one in ours) / os.sysconf("SC_CLK_TCK")


def timed(folder: Path, cache: Path, reading: Callable | None, label: str = "") -> tuple[str, corpus.Corpus]:
    """Return what reading took, by the clock and of processors, and what was read; `label`: with progress.

    What `cache` holds is not read again.
    """
    started, cpu, own = time.perf_counter(), spent(), time.process_time()
    read = corpus.read(folder, cache=cache, reading=reading, progress=_progress(label) if label else None)
    seconds, own = time.perf_counter() - started, time.process_time() - own
    rate = len(read.documents) / seconds
    return f"{seconds:.1f} s, {spent() - cpu:.1f} CPU s, {own:.1f} of them in the process that asks; {rate:.1f}/s", read


def _progress(label: str) -> Callable[[int, int, str], None]:
    last = time.monotonic()

    def progress(done: int, total: int, path: str) -> None:
        nonlocal last
        if time.monotonic() - last > TOLD:
            last = time.monotonic()
            print(f"  {label}: {done} of {total}", file=sys.stderr)

    return progress


@contextlib.contextmanager
def nodes(count: int, warm: Path) -> Iterator[Callable]:
    """Start a cluster of so many nodes, say how long it took, and yield what reads on it."""
    import ray
    from ray.cluster_utils import Cluster

    started, cpu = time.perf_counter(), spent()
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": STORE})
    try:
        for _ in range(count - 1):
            cluster.add_node(num_cpus=1, object_store_memory=STORE)
        cluster.wait_for_nodes()
        reading = partial(reader.read_all, address=cluster.address)
        with tempfile.TemporaryDirectory() as cache:
            timed(warm, Path(cache), reading)  # each node starts its worker
        print(f"  {count} nodes: {time.perf_counter() - started:.1f} s, {spent() - cpu:.1f} CPU s to start", flush=True)
        yield reading
    finally:
        ray.shutdown()
        cluster.shutdown()


def compared(folder: Path, warm: Path, workers: Sequence[int]) -> None:
    """Read a corpus by each number of local processes and of nodes, and print what it took."""
    first = None
    ways = [("local processes", nullcontext, partial(isolation.read_all, workers=count), count) for count in workers]
    ways += [("nodes", partial(nodes, count, warm), None, count) for count in workers]
    for kind, opened, reading, count in ways:
        with tempfile.TemporaryDirectory() as cache, opened() as on_cluster:
            label = f"{count} {kind}"
            took, read = timed(folder, Path(cache), reading or on_cluster, label)
            first = first or read
            same = "" if read == first else "OTHER DOCUMENTS; "
            print(f"{label:20}{same}{took}", flush=True)
            if first is read:
                before = resident("VmRSS")
                took, again = timed(folder, Path(cache), None)
                chunks = sum(len(document.chunks) for document in read.documents)
                kept = sum(path.stat().st_size for path in Path(cache).rglob("*") if path.is_file())
                print(
                    f"again: {took}; {chunks} chunks, {kept / chunks:,.0f} bytes kept and "
                    f"{(resident('VmRSS') - before) / chunks:.1f} KiB in memory a chunk",
                    flush=True,
                )
                del again


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, nargs="*", default=[500])
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2], help="local processes, and nodes")
    options = parser.parse_args()
    os.environ |= {"PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0"}
    for count in options.documents:
        with tempfile.TemporaryDirectory() as place:
            folder, warm = Path(place) / "corpus", Path(place) / "warm"
            for one, number in ((folder, count), (warm, 20)):
                one.mkdir()
                written(one, number)
            size = sum(path.stat().st_size for path in folder.iterdir()) / count
            print(f"\n{count} documents of {size:,.0f} bytes", flush=True)
            compared(folder, warm, options.workers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
