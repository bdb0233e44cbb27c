"""Measure the reading of a corpus: by local processes, and on Ray clusters of one and two nodes on this machine.

    python -m tools.bench.cluster [--documents 500]

Nodes have a core each, so that two of them can be twice as fast as one at best, and only where two cores are free.
Times are by the clock; what starting a cluster and its workers takes is shown apart.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator import corpus
from generator.corpus import cluster, isolation
from tools.bench import ROOT

LINES = 200
"""Lines of a document, of 12 to 200 characters each, drawn from the sample corpus."""
STORE = 100 << 20
"""Bytes of a node's object store."""


def written(folder: Path, count: int) -> None:
    """Write so many Markdown documents."""
    lot = random.Random(count)
    files = sorted((ROOT / "corpus").glob("*.md"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if 12 < len(line) < 200]
    for n in range(count):
        (folder / f"{n:05}.md").write_text(f"# {n}\n\n" + "\n\n".join(lot.choices(lines, k=LINES)), encoding="utf-8")


def timed(folder: Path, reading: Callable | None) -> tuple[float, corpus.Corpus]:
    """Return the seconds that reading all takes with nothing kept, and what was read."""
    with tempfile.TemporaryDirectory() as cache:
        started = time.perf_counter()
        read = corpus.read(folder, cache=Path(cache), reading=reading)
        return time.perf_counter() - started, read


def on_nodes(folder: Path, warm: Path, count: int) -> tuple[float, float, corpus.Corpus]:
    """Return the seconds that a cluster of so many nodes takes to start and to read, and what was read."""
    import ray
    from ray.cluster_utils import Cluster

    started = time.perf_counter()
    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": STORE})
    try:
        for _ in range(count - 1):
            nodes.add_node(num_cpus=1, object_store_memory=STORE)
        nodes.wait_for_nodes()
        reading = partial(cluster.read_all, address=nodes.address)
        timed(warm, reading)  # each node starts its worker
        ready = time.perf_counter() - started
        return ready, *timed(folder, reading)
    finally:
        ray.shutdown()
        nodes.shutdown()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=500)
    count = parser.parse_args().documents
    os.environ |= {"PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0"}
    with tempfile.TemporaryDirectory() as place:
        folder, warm = Path(place) / "corpus", Path(place) / "warm"
        for one, number in ((folder, count), (warm, 20)):
            one.mkdir()
            written(one, number)
        size = sum(path.stat().st_size for path in folder.iterdir()) / count
        first = None
        for workers in (1, 2):
            seconds, read = timed(folder, partial(isolation.read_all, workers=workers))
            first = first or read
            chunks = sum(len(document.chunks) for document in read.documents)
            print(f"{count} documents of {size:,.0f} bytes, {chunks} chunks; {workers} local: {count / seconds:.1f}/s")
        for nodes in (1, 2):
            ready, seconds, read = on_nodes(folder, warm, nodes)
            same = "the same" if read == first else "OTHER"
            print(f"{nodes} nodes: {count / seconds:.1f}/s, {same} documents; {ready:.1f} s to start", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
