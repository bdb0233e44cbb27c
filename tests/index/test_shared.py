"""An index that a team shares: many readers and writers, each with documents of their own, in a folder or on S3."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from generator import index as indexes
from generator.errors import BriefproofError
from generator.index import Index, engine_lance, in_lance
from tests.helpers import ROOT, object_store
from tests.helpers.retrieval_cases import document, found
from tests.index.test_index import hits, written

pytest.importorskip("lance", reason="the extra lance is not installed")
QUERIES = ("模型 许可证", "社区 治理 论文 企业", "飞鸟")


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.slow)])
def place(request, tmp_path, monkeypatch):
    monkeypatch.setenv(indexes.VARIABLE, "lance")
    if request.param == "folder":
        monkeypatch.setenv(indexes.URI, str(tmp_path / "shelf"))
        yield str(tmp_path / "shelf")
        return
    with object_store.running(monkeypatch) as address:
        monkeypatch.setenv(indexes.URI, f"{address}/team")
        yield f"{address}/team"


def opened(tmp_path, documents, *, prune=False):
    return Index(tmp_path / "own", documents, shared="corpus", prune=prune)


def dataset(place):
    """The shared dataset as Lance has it."""
    import lance

    return lance.dataset(f"{place}/corpus-lance-{indexes.VERSION}.{engine_lance.VERSION}")


def by_whoosh(tmp_path, documents):
    index = Index(tmp_path / "whoosh", documents, "whoosh")
    return [
        [(hit.path, hit.chunk, pytest.approx(hit.score, abs=2e-4)) for hit in hits(index, query, 60)]
        for query in QUERIES
    ]


def by_lance(index):
    return [[(hit.path, hit.chunk, hit.score) for hit in hits(index, query, 60)] for query in QUERIES]


def rows_of(place):
    table = dataset(place).to_table(columns=["document", "chunk"]).to_pylist()
    return sorted((row["document"], row["chunk"]) for row in table)


def test_each_sees_their_own_documents_and_nothing_of_the_others(place, tmp_path):
    """Two states of one corpus: results and rarity are those of an index of each alone, whoever else writes."""
    ours, theirs = written(1, 8), [*written(1, 5), *written(2, 6), document("new", "关于飞鸟的文字。")]
    first = opened(tmp_path, ours)
    before = by_lance(first)
    second = opened(tmp_path, theirs)
    assert by_lance(second) == by_whoosh(tmp_path / "theirs", theirs)
    assert by_lance(first) == before == by_whoosh(tmp_path / "ours", ours)
    again = opened(tmp_path, ours)
    assert by_lance(again) == before and again.rarity("模型") == first.rarity("模型")
    assert again.version == second.version and again.version != first.version
    assert len(rows_of(place)) == 6 * (8 + 6) + 1


def test_pruning_leaves_one_state_and_every_opened_view(place, tmp_path):
    ours, theirs = written(1, 8), written(2, 8)
    first, second = opened(tmp_path, ours), opened(tmp_path, theirs)
    before = by_lance(first)
    assert by_lance(opened(tmp_path, theirs, prune=True)) == by_lance(second)
    assert len(rows_of(place)) == 6 * 8
    assert by_lance(first) == before


def test_many_small_additions_are_joined(place, tmp_path, monkeypatch):
    """The schedule: parts of the index, and files, do not grow with the number of commits."""
    monkeypatch.setattr(engine_lance, "SEGMENTS", 4)
    documents = written(3, 10, chunks=2)
    for n in range(1, 11):
        index = opened(tmp_path, documents[:n])
    assert dataset(place).stats.index_stats("body_idx")["num_segments"] <= 4
    assert len(dataset(place).get_fragments()) <= 4
    assert by_lance(index) == by_whoosh(tmp_path, documents)


def test_what_was_fetched_is_not_fetched_again(place, tmp_path, monkeypatch):
    """Questions of one commission meet the same chunks, and the store may be far away."""
    documents = written(1, 8)
    index = opened(tmp_path, documents)
    answers = by_lance(index)
    reads = index._searcher._inner.io_stats_snapshot().read_iops
    assert by_lance(index) == answers and index._searcher._inner.io_stats_snapshot().read_iops == reads > 0
    monkeypatch.setattr(engine_lance, "_HELD", 3)
    assert by_lance(index) == answers == by_whoosh(tmp_path, documents)
    assert index._searcher._inner.io_stats_snapshot().read_iops > reads


def _writes(own, seeds, queue):
    for seed in seeds:
        index = Index(own, [*written(1, 4), *written(seed, 4)], shared="corpus")
        queue.put((seed, by_lance(index)))


@pytest.mark.slow
def test_writers_at_once_write_nothing_twice(place, tmp_path):
    """Three processes add the same documents, and others, at the same time; every row is there once."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    orders = ((2, 3, 4), (3, 2, 4), (2, 4, 3))
    processes = [
        context.Process(target=_writes, args=(tmp_path / f"own{n}", seeds, queue)) for n, seeds in enumerate(orders)
    ]
    for process in processes:
        process.start()
    answers = [queue.get(timeout=240) for _ in range(9)]
    for process in processes:
        process.join(timeout=60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    rows = rows_of(place)
    assert len(rows) == len(set(rows)) == 6 * 4 * 4
    for seed in (2, 3, 4):
        expected = by_whoosh(tmp_path / f"alone{seed}", [*written(1, 4), *written(seed, 4)])
        assert all(listed == expected for given, listed in answers if given == seed)


WRITER = """
import sys
from pathlib import Path
from tests.index.test_index import written
from generator.index import Index, engine_lance
engine_lance.BATCH = 12
print("ready", flush=True)
Index(Path(sys.argv[1]), written(1, 6) + written(int(sys.argv[2]), 20), shared="corpus")
"""


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_whole_documents(place, tmp_path):
    """Killed between and during commits of two documents each: readers see all of a document or nothing of it."""
    drawn = random.Random(7)
    base = written(1, 6)
    fresh = by_lance(opened(tmp_path, base))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    begun = 0
    for round_ in range(6):
        before = len(rows_of(place))
        command = [sys.executable, "-c", WRITER, str(tmp_path / "own"), str(10 + round_)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert process.stdout.readline() == "ready\n"
        wanted = before + 12 * drawn.randint(0, 7)
        while process.poll() is None and len(rows_of(place)) < wanted:
            time.sleep(0.005)
        time.sleep(drawn.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        rows = rows_of(place)
        counts = {key: sum(row[0] == key for row in rows) for key, _ in rows}
        assert set(counts.values()) == {6} and len(rows) == len(set(rows))
        begun += before < len(rows) < before + 6 * 20
        assert by_lance(opened(tmp_path, base)) == fresh
    assert begun  # one at least was in the middle
    last = [*base, *written(10, 20)]
    assert by_lance(opened(tmp_path, last)) == by_whoosh(tmp_path / "last", last)


def test_what_a_lost_index_of_words_left_is_put_right(place, tmp_path):
    """As after a kill between the making of a dataset and of its index: nothing is searched by other words."""
    opened(tmp_path, written(1, 2))
    dataset(place).drop_index("head_idx")
    index = opened(tmp_path, [*written(1, 2), document("above", "这一段没有那个词。", title="飞鸟")])
    assert found(index, "飞鸟") == [("above", 1)]


def test_an_address_that_is_none_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv(indexes.VARIABLE, "lance")
    monkeypatch.setenv(indexes.URI, "ftp://shelf")
    with pytest.raises(BriefproofError, match="no such kind of address; allowed: a folder, s3://"):
        opened(tmp_path, written(1, 1))
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(indexes.URI, str(tmp_path / "file"))
    with pytest.raises(BriefproofError, match="the index at .*check address") as raised:
        opened(tmp_path, written(1, 1))
    assert "\n" not in str(raised.value)
    monkeypatch.setenv(indexes.VARIABLE, "whoosh")
    with pytest.raises(BriefproofError, match="set BRIEFPROOF_INDEX=lance"):
        opened(tmp_path, written(1, 1))


@pytest.mark.slow
def test_a_bucket_that_is_not_there_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv(indexes.VARIABLE, "lance")
    with object_store.running(monkeypatch):
        monkeypatch.setenv(indexes.URI, "s3://nobody/team")
        with pytest.raises(BriefproofError, match="the index at s3://nobody/team/.*check address"):
            opened(tmp_path, written(1, 1))


def test_only_a_corpus_is_shared(place, tmp_path):
    """An attachment's index has no name among the team, and stays in the program's own folder."""
    assert Index(tmp_path / "own", written(1, 1)).version == ""
    assert list((tmp_path / "own").glob("lance-*")) and in_lance.MANIFEST == "manifest.json"


def test_a_small_part_of_a_large_dataset_is_ranked_by_its_own_statistics(place, tmp_path):
    """Words that are rare here and frequent in the rest, or the other way round; more chunks than are looked at first."""
    rest = [document(f"rest{n}", *("，".join(["模型"] * 3 + ["治理"] * (n % 2)) for _ in range(40))) for n in range(40)]
    ours = [*written(5, 60, chunks=12), *(document(f"own{n}", "治理，" * (1 + n % 5) + "论文") for n in range(300))]
    opened(tmp_path, [*rest, *ours])
    by_ours, whoosh = opened(tmp_path, ours), Index(tmp_path / "whoosh", ours, "whoosh")
    for query in ("模型 治理", "论文 企业 治理", "社区"):
        listed = [[(hit.path, hit.chunk) for hit in hits(index, query, 20)] for index in (by_ours, whoosh)]
        assert listed[0] == listed[1], query
