"""What every index must do, whatever its engine: find, rank, follow changes, survive kills, damage and a full disk."""

import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from generator import index as indexes
from generator.errors import BriefproofError
from generator.index import INDEXES, Index, engine_lance, in_lance, in_whoosh
from generator.language import tokens
from tests.helpers import ROOT
from tests.helpers.retrieval_cases import document, found

WORDS = "模型 许可证 社区 治理 接口 价格 权重 开源 闭源 训练 数据 安全 评测 部署 微调 推理 平台 文档 论文 企业".split()  # noqa: SIM905


@pytest.fixture(params=sorted(INDEXES))
def engine(request, monkeypatch):
    if request.param != indexes.DEFAULT:
        pytest.importorskip(request.param, reason=f"the extra {request.param} is not installed")
    monkeypatch.setenv(indexes.VARIABLE, request.param)
    return request.param


def written(seed, count, chunks=6):
    """Documents of words drawn by lot, the first words often, so that every length and frequency occurs."""
    drawn = random.Random(seed)
    weights = [1 / (n + 1) for n in range(len(WORDS))]
    return [
        document(
            f"d{seed}-{n}", *("，".join(drawn.choices(WORDS, weights, k=drawn.randint(3, 60))) for _ in range(chunks))
        )
        for n in range(count)
    ]


def hits(index, query, limit=10):
    return index.search(dict.fromkeys(tokens.content_tokens(query), 1.0), limit)


def test_the_right_chunk_comes_first(tmp_path, engine):
    index = Index(
        tmp_path,
        [
            document("a", "猫在屋顶上睡觉。", "模型许可证允许商业使用。"),
            document("b", "许可证禁止商业使用模型。", "天气晴朗。"),
        ],
    )
    assert set(found(index, "商业许可证")[:2]) == {("a", 2), ("b", 1)}
    assert found(index, "没有的词语") == []
    assert found(index, "") == []
    assert index.search({"许可证": 1.0}, 0) == ()
    assert index.search({"许可证": 0.0}, 5) == ()


def test_simplified_finds_traditional_and_words_find_their_forms(tmp_path, engine):
    index = Index(
        tmp_path,
        [document("t", "開源軟體與許可證的歷史"), document("e", "Models were published openly.", language="en")],
    )
    assert found(index, "开源许可证")[0] == ("t", 1)
    assert found(index, "model publishing")[0] == ("e", 1)


def test_headings_count_less_than_text(tmp_path, engine):
    above = document("above", "这一段没有那个词。", title="飞鸟")
    index = Index(tmp_path, [above, document("inside", "这一段说的是飞鸟。")])
    assert found(index, "飞鸟") == [("inside", 1), ("above", 1)]


def test_scores_are_bm25(tmp_path, engine):
    """idf · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / mean length)), by hand; lengths below 40 are kept exactly."""
    index = Index(tmp_path, [document("a", "飞鸟 飞鸟 天空 天空", "天空 天空"), document("b", "天空 天空")])
    (hit,) = index.search({"飞鸟": 2.0}, 5)
    idf = index.rarity("飞鸟")
    length, mean = 4, 8 / 3
    assert idf == pytest.approx(0.9808, abs=1e-4)
    assert hit.score == pytest.approx(2.0 * idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * length / mean)), rel=1e-3)


def test_every_engine_ranks_alike(tmp_path):
    """Same tokens, same lengths, same scores: a brief does not depend on the engine."""
    for name in INDEXES:
        if name != indexes.DEFAULT:
            pytest.importorskip(name)
    documents = written(1, 40)
    opened = {name: Index(tmp_path / name, documents, name) for name in sorted(INDEXES)}
    for query in ("模型 许可证", "社区 治理 论文", "企业", "训练 数据 安全 评测 部署"):
        lists = {name: hits(index, query, 240) for name, index in opened.items()}
        scores = {name: {(hit.path, hit.chunk): hit.score for hit in listed} for name, listed in lists.items()}
        first = scores[indexes.DEFAULT]
        for name, other in scores.items():
            assert other.keys() == first.keys()
            assert all(other[key] == pytest.approx(first[key], abs=2e-4) for key in first), name


def test_ties_stand_in_path_order_wherever_they_are_cut(tmp_path, engine):
    same = [document(f"{n:03}", "同样的一句话。") for n in range(90)]
    random.Random(3).shuffle(same)
    assert found(Index(tmp_path, same), "一句话", 30) == [(f"{n:03}", 1) for n in range(30)]


def test_results_do_not_depend_on_history(tmp_path, engine):
    first, second, third = written(1, 8), written(2, 8), written(3, 4)
    for documents in (first, first + second, second[:5] + third, first[:4] + second[:5] + third):
        grown = Index(tmp_path / "grown", documents)
    fresh = Index(tmp_path / "fresh", documents)
    for query in ("模型 许可证", "社区 治理 论文 企业"):
        assert hits(grown, query, 200) == hits(fresh, query, 200)
    assert grown.rarity("模型") == fresh.rarity("模型")
    assert grown.rebuilt is None


def test_an_update_touches_only_what_changed(tmp_path, engine, monkeypatch):
    first = written(1, 10)
    index = Index(tmp_path, first)
    files = {p: p.stat().st_mtime_ns for p in index.folder.rglob("*")}
    cut = []
    monkeypatch.setattr(tokens, "tokens", lambda text, real=tokens.tokens: cut.append(text) or real(text))
    again = Index(tmp_path, first)
    assert not cut and {p: p.stat().st_mtime_ns for p in again.folder.rglob("*")} == files
    grown = Index(tmp_path, [*first, document("new", "关于飞鸟的文字。")])
    assert cut == ["关于飞鸟的文字。", "new"] and found(grown, "飞鸟") == [("new", 1)]
    changed = Index(tmp_path, [*first, document("new", "关于鱼类的文字。")])
    assert found(changed, "飞鸟") == [] and found(changed, "鱼类") == [("new", 1)]
    assert found(Index(tmp_path, [*first, replace(first[0], path="new", title="关于飞鸟")]), "飞鸟")


def test_an_opened_index_keeps_its_view(tmp_path, engine):
    first = Index(tmp_path, written(1, 5))
    before = hits(first, "模型 许可证", 50)
    Index(tmp_path, written(2, 5))
    assert hits(first, "模型 许可证", 50) == before


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # whoosh leaves a damaged file open
@pytest.mark.parametrize("damage", ["cut short", "garbage", "one bit", "gone", "manifest", "no manifest"])
def test_a_damaged_index_is_built_anew(tmp_path, engine, damage):
    documents = [document("a", "关于飞鸟的文字。"), *written(1, 3)]
    folder = Index(tmp_path, documents).folder
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != "manifest.json")
    largest = max(files, key=lambda p: p.stat().st_size)
    data = largest.read_bytes()
    if damage == "cut short":
        largest.write_bytes(data[: len(data) // 2])
    elif damage == "garbage":
        largest.write_bytes(b"\x00" * 64)
    elif damage == "one bit":
        largest.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
    elif damage == "gone":
        largest.unlink()
    elif damage == "manifest":
        (folder / "manifest.json").write_text("{", "utf-8")
    else:
        (folder / "manifest.json").unlink()
    index = Index(tmp_path, documents)
    assert found(index, "飞鸟")[0] == ("a", 1)
    assert "built anew" in index.rebuilt and "\n" not in index.rebuilt
    assert Index(tmp_path, documents).rebuilt is None


CHILD = """
import sys
from pathlib import Path
from tests.index.test_index import written
from generator.index import Index
import resource
limit = int(sys.argv[3])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
print("ready", flush=True)
try:
    Index(Path(sys.argv[1]), written(1, 6) + written(int(sys.argv[2]), 12))
except Exception as error:
    print(type(error).__name__, error)
    sys.exit(3)
"""


def child(folder, seed, limit=0):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), str(seed), str(limit)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment,
    )  # fmt: skip


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_an_index_that_goes_on(tmp_path, engine):
    drawn = random.Random(5)
    base = written(1, 6)
    fresh = hits(Index(tmp_path / "fresh", base), "模型 许可证", 100)
    folder = tmp_path / "killed"
    Index(folder, base)
    killed = 0
    for round_ in range(8):
        process = child(folder, 10 + round_)
        assert process.stdout.readline() == "ready\n"
        time.sleep(drawn.uniform(0.0, 0.6))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        assert hits(Index(folder, base), "模型 许可证", 100) == fresh
    assert killed


def test_what_an_interrupted_update_left_is_put_right(tmp_path, engine, monkeypatch):
    """As after a kill between the engine's commit and the last note of it: nobody asks for the new document again."""
    base = written(1, 3)
    Index(tmp_path, base)
    notes = []
    module, name = (in_whoosh, "_note") if engine == "whoosh" else (in_lance, "note")
    real = getattr(module, name)
    kept = 1 if engine == "whoosh" else 0
    monkeypatch.setattr(
        module, name, lambda *given: notes.append(given) or (real(*given) if len(notes) <= kept else None)
    )
    Index(tmp_path, [*base, document("lost", "关于飞鸟的文字。")])
    assert len(notes) == kept + 1
    monkeypatch.undo()
    monkeypatch.setenv(indexes.VARIABLE, engine)
    index = Index(tmp_path, base)
    assert found(index, "飞鸟") == []
    assert hits(index, "模型", 50) == hits(Index(tmp_path / "fresh", base), "模型", 50)


@pytest.mark.parametrize("limit", [300, 2_000])
def test_a_full_disk_is_one_line_and_leaves_the_index(tmp_path, engine, limit):
    """RLIMIT_FSIZE stands for the full disk: a write beyond it fails as one there does."""
    base = written(1, 6)
    before = hits(Index(tmp_path, base), "模型", 50)
    process = child(tmp_path, 2, limit)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 3, said
    assert said.splitlines()[-1].startswith("BriefproofError cannot write"), said
    assert hits(Index(tmp_path, base), "模型", 50) == before
    assert not list(tmp_path.glob(".*.new"))


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path, engine):
    (tmp_path / "file").write_text("")
    with pytest.raises(BriefproofError, match="cannot write the index"):
        Index(tmp_path / "file" / "index", written(1, 1))


def _build(folder, seed, queue):
    documents = written(1, 4) + written(seed, 4)
    for _ in range(3):
        listed = hits(Index(folder, documents), "模型 许可证", 50)
        queue.put((seed, [(hit.path, hit.chunk, hit.score) for hit in listed]))


def test_builds_at_once_each_see_their_own_documents(tmp_path, engine):
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    seeds = (2, 3, 2)
    processes = [context.Process(target=_build, args=(tmp_path, seed, queue)) for seed in seeds]
    for process in processes:
        process.start()
    answers = [queue.get(timeout=120) for _ in range(3 * len(seeds))]
    for process in processes:
        process.join(timeout=60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    for seed in set(seeds):
        alone = hits(Index(tmp_path / f"alone{seed}", written(1, 4) + written(seed, 4)), "模型 许可证", 50)
        expected = [(hit.path, hit.chunk, hit.score) for hit in alone]
        assert all(listed == expected for given, listed in answers if given == seed)


def test_another_build_that_never_ends_is_one_line(tmp_path, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(indexes, "LOCK_WAIT", 0.2)
    folder = Index(tmp_path, written(1, 1)).folder
    with (tmp_path / f"{folder.name}.lock").open("ab") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(BriefproofError, match=r"another run .* the index in"):
            Index(tmp_path, written(1, 1))


def _near_identical(folder):
    same = document("same", *(f"开源模型的许可证与社区治理条款第{n}版" for n in range(300)))
    return found(Index(folder, [same]), "开源模型许可证社区治理条款", 50)


def test_a_dataset_of_ones_own_does_not_grow_with_its_history(tmp_path, monkeypatch):
    """Old versions and their files go; a view that was opened before a few more commits is not touched."""
    pytest.importorskip("lance")
    monkeypatch.setattr(in_lance, "VERSIONS", 8)
    monkeypatch.setattr(engine_lance, "SEGMENTS", 2)
    documents, sizes = written(1, 24, chunks=2), []
    for n in range(20):
        index = Index(tmp_path, documents[n : n + 4], "lance")
        assert index.rebuilt is None
        sizes.append(len(list(index.folder.rglob("*"))))
        assert len(list((index.folder / "_versions").iterdir())) <= 16
    assert max(sizes[10:]) <= max(sizes[:10])
    before = hits(index, "模型 许可证")
    Index(tmp_path, documents, "lance")
    assert hits(index, "模型 许可证") == before and index.rebuilt is None
    assert before == hits(Index(tmp_path / "fresh", documents[19:23], "lance"), "模型 许可证")


def test_near_identical_chunks_do_not_hang_the_search(tmp_path, engine):
    """whoosh 2.7.4 never returns from some OR queries over 300 near-identical chunks when it skips blocks."""
    if engine == "whoosh":
        process = multiprocessing.get_context("spawn").Process(target=_near_identical, args=(tmp_path,))
        process.start()
        process.join(timeout=60)
        alive = process.is_alive()
        process.kill()
        assert not alive and process.exitcode == 0
    assert len(_near_identical(tmp_path)) == 50


def test_whoosh_never_skips_blocks(tmp_path, monkeypatch):
    """The way into that loop is closed, whatever the kind of matcher."""
    from whoosh.matching import binary, combo

    def skip(self, quality):
        raise AssertionError("blocks are skipped")

    monkeypatch.setattr(binary.UnionMatcher, "skip_to_quality", skip)
    monkeypatch.setattr(combo.ArrayUnionMatcher, "skip_to_quality", skip)
    many = document("many", *(f"飞鸟 天空 {'天空 ' * (n % 7)}" for n in range(300)))
    index = Index(tmp_path, [many], "whoosh")
    assert index.search({"飞鸟": 1.0, "天空": 0.35}, 20)


def test_an_unknown_engine_and_one_that_is_not_installed(tmp_path, monkeypatch):
    with pytest.raises(BriefproofError, match="allowed: whoosh, lance"):
        Index(tmp_path, [], "lucene")
    monkeypatch.setitem(sys.modules, "lance", None)
    with pytest.raises(BriefproofError, match="not installed"):
        Index(tmp_path, [], "lance")


def test_a_large_corpus_gets_a_line_of_advice(tmp_path, monkeypatch):
    monkeypatch.setattr(indexes, "LARGE", 10)
    monkeypatch.delenv(indexes.VARIABLE, raising=False)
    assert "BRIEFPROOF_INDEX=lance" in Index(tmp_path, written(1, 2)).advice
    assert Index(tmp_path / "small", written(1, 1)).advice is None


def test_engines_do_not_share_a_folder(tmp_path):
    pytest.importorskip("lance")
    assert Index(tmp_path, written(1, 1), "whoosh").folder != Index(tmp_path, written(1, 1), "lance").folder


def test_the_manifest_holds_no_text(tmp_path, engine):
    folder = Index(tmp_path, [document("a", "关于飞鸟的文字，只此一处。")]).folder
    assert "飞鸟" not in json.dumps(json.loads((folder / "manifest.json").read_text("utf-8")), ensure_ascii=False)
    assert all("只此一处".encode() not in p.read_bytes() for p in folder.rglob("*") if p.is_file())
    shutil.rmtree(folder)
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
