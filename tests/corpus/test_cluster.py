"""Reading on a cluster of two nodes on this machine: the same documents, whatever becomes of a node."""

import json
import os
import socket
import time
from functools import partial

import pytest

from generator import corpus
from generator.__main__ import main
from generator.corpus import cluster, isolation
from generator.errors import BriefproofError
from tests.helpers import ROOT

pytest.importorskip("ray", reason="the extra cluster is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # Ray warns of what becomes of it in future
MEMORY = 100 << 20
"""Bytes of a node's object store."""


@pytest.fixture
def nodes():
    """A cluster of two nodes of one core each, and the second of them."""
    from ray.cluster_utils import Cluster

    kept = dict(os.environ)
    os.environ |= {"PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0"}
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": MEMORY})
    second = made.add_node(num_cpus=1, object_store_memory=MEMORY)
    made.wait_for_nodes()
    yield made, second
    import ray

    ray.shutdown()
    made.shutdown()
    for key in os.environ.keys() - kept.keys():
        del os.environ[key]
    os.environ |= kept


@pytest.fixture
def folder(tmp_path):
    """Sixty documents of three kinds, one of them damaged, that take a while."""
    place = tmp_path / "corpus"
    place.mkdir()
    lines = [f"第{n}句说到许可证与社区治理的安排，并列出理由{n * n}条。" for n in range(400)]
    for n in range(60):
        text = "\n\n".join(lines[n : n + 300])
        name, form = (("md", f"# 文{n}\n\n{text}"), ("txt", text), ("html", f"<h1>文{n}</h1><p>{text}</p>"))[n % 3]
        (place / f"{n:02}.{name}").write_text(form, encoding="utf-8")
    (place / "damaged.pdf").write_bytes(b"no PDF")
    return place


def read(folder, cache, nodes, progress=None):
    return corpus.read(folder, cache=cache, progress=progress, reading=partial(cluster.read_all, address=nodes.address))


def test_a_node_killed_in_the_middle_loses_nothing_and_doubles_nothing(folder, tmp_path, nodes):
    made, second = nodes
    here = corpus.read(folder, cache=tmp_path / "here")
    seen = []

    def progress(done, total, path):
        seen.append(path)
        if len(seen) == 15:
            made.remove_node(second, allow_graceful=False)

    there = read(folder, tmp_path / "there", made, progress)
    assert there == here and [problem.path for problem in there.problems] == ["damaged.pdf"]
    assert sorted(seen) == sorted(set(seen)) and len(seen) == 61
    kept = {path.name: json.loads(path.read_bytes()) for path in (tmp_path / "there").iterdir()}
    assert kept == {path.name: json.loads(path.read_bytes()) for path in (tmp_path / "here").iterdir()}


def test_a_run_that_was_broken_off_goes_on_where_it_was(folder, tmp_path, nodes):
    made, _ = nodes
    seen = []

    def broken(done, total, path):
        seen.append(path)
        if len(seen) == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(folder, tmp_path / "cache", made, broken)
    assert len(list((tmp_path / "cache").iterdir())) >= 19
    taken = []

    def counted(jobs, **more):
        return cluster.read_all((taken.append(job.name) or job for job in jobs), address=made.address, **more)

    again = corpus.read(folder, cache=tmp_path / "cache", reading=counted)
    assert again == corpus.read(folder, cache=tmp_path / "here") and len(taken) <= 61 - 19


def test_few_files_are_under_way_at_a_time(nodes):
    made, _ = nodes
    taken = []
    jobs = (
        taken.append(n) or isolation.Job(kind="text", name=f"{n}.txt", data=f"第{n}句话说明了许可证。".encode())
        for n in range(40)
    )
    for done, (_, answer) in enumerate(cluster.read_all(jobs, address=made.address), start=1):
        assert answer["document"]["chunks"] and len(taken) <= done + 2 * isolation.AHEAD
    assert done == len(taken) == 40


def test_a_node_with_another_reader_is_one_line(folder, tmp_path, nodes, monkeypatch):
    made, _ = nodes
    monkeypatch.setattr(cluster, "versions", lambda kind: "another")
    with pytest.raises(BriefproofError, match=f"node {socket.gethostname()} reads with .*install the same version"):
        read(folder, tmp_path / "cache", made)
    assert not (tmp_path / "cache").exists()


def test_the_command_reads_and_indexes(folder, tmp_path, nodes, monkeypatch, capsys):
    made, _ = nodes
    monkeypatch.chdir(tmp_path)
    assert main(["corpus", "read", "--ray", made.address]) == 0
    assert capsys.readouterr().out.startswith("60 documents, ")
    started = time.monotonic()
    assert main(["search", "许可证"]) == 0 and time.monotonic() - started < 30


@pytest.mark.parametrize("address", ["127.0.0.1:1", "nowhere", "auto"])
def test_no_cluster_is_one_line(folder, tmp_path, address):
    with pytest.raises(BriefproofError, match=f"no Ray cluster at {address}: .*ray start"):
        corpus.read(folder, cache=tmp_path / "cache", reading=partial(cluster.read_all, address=address))
