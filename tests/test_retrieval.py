"""The index and the search: found, fused, kept up to date, and rebuilt when it is damaged."""

import multiprocessing
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator import chunking, corpus, retrieval, tokens
from generator.corpus import Corpus, Document
from generator.index import Index

ROOT = Path(__file__).resolve().parent.parent


def document(path, *texts, title=None, language="zh"):
    chunks = tuple(
        chunking.Chunk(
            number=n, text=body, blocks=(), heading_path=(), pages=(), sha256=f"{hash((path, body)) & (1 << 64) - 1:064x}"
        )
        for n, body in enumerate(texts, 1)
    )
    sha256 = f"{abs(hash((path, texts))):064x}"
    return Document(
        path=path, sha256=sha256, kind="text", title=title or path, language=language, metadata=(), chunks=chunks, reader="r 1"
    )  # fmt: skip


def found(index, query, limit=10):
    return [(hit.path, hit.chunk) for hit in index.search({t: 1.0 for t in tokens.content_tokens(query)}, limit)]


def test_the_right_chunk_comes_first(tmp_path):
    index = Index(tmp_path, [document("a", "猫在屋顶上睡觉。", "模型许可证允许商业使用。"), document("b", "许可证禁止商业使用模型。", "天气晴朗。")])
    assert set(found(index, "商业许可证")[:2]) == {("a", 2), ("b", 1)}
    assert found(index, "没有的词语") == []
    assert found(index, "") == []


def test_simplified_finds_traditional_and_words_find_their_forms(tmp_path):
    index = Index(tmp_path, [document("t", "開源軟體與許可證的歷史"), document("e", "Models were published openly.", language="en")])
    assert found(index, "开源许可证")[0] == ("t", 1)
    assert found(index, "model publishing")[0] == ("e", 1)


def test_an_update_reads_only_what_changed(tmp_path):
    first = [document("a", "关于猫的文字。"), document("b", "关于狗的文字。")]
    index = Index(tmp_path, first)
    files = {p: p.stat().st_mtime_ns for p in index.folder.iterdir()}
    again = Index(tmp_path, first)
    assert {p: p.stat().st_mtime_ns for p in again.folder.iterdir()} == files
    changed = Index(tmp_path, [document("b", "关于飞鸟的文字。"), document("c", "关于鱼类的文字。")])
    assert found(changed, "猫 狗") == [] and found(changed, "飞鸟") == [("b", 1)] and found(changed, "鱼类") == [("c", 1)]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # whoosh leaves a damaged file open
@pytest.mark.parametrize("damage", ["truncate", "remove", "garbage", "manifest"])
def test_a_damaged_index_is_rebuilt(tmp_path, damage):
    documents = [document("a", "关于飞鸟的文字。")]
    folder = Index(tmp_path, documents).folder
    for path in sorted(folder.iterdir()):
        if damage == "truncate" and path.suffix in (".toc", ".seg"):
            path.write_bytes(path.read_bytes()[:20])
        elif damage == "remove" and path.suffix == ".seg":
            path.unlink()
        elif damage == "garbage" and path.suffix == ".toc":
            path.write_bytes(b"\x00" * 64)
        elif damage == "manifest" and path.name == "manifest.json":
            path.write_text("{", "utf-8")
    index = Index(tmp_path, documents)
    assert found(index, "飞鸟") == [("a", 1)]
    assert bool(index.rebuilt) == (damage != "manifest")


def _build(folder, number, queue):
    documents = [document(f"{n}", f"关于第{n}种飞鸟的文字。") for n in range(12)]
    queue.put(len(found(Index(folder, documents), "飞鸟", 20)))
    assert number >= 0


def test_two_builds_at_once_end_well(tmp_path):
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    processes = [context.Process(target=_build, args=(tmp_path, n, queue)) for n in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=90)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert [queue.get(timeout=5) for _ in processes] == [12, 12, 12]


def test_near_identical_chunks_do_not_hang_the_search(tmp_path):
    """whoosh 2.7.4 never returns from an OR query over 300 near-identical chunks of an optimised index."""
    same = document("same", *(f"开源模型的许可证与社区治理条款第{n}版" for n in range(300)))
    index = Index(tmp_path, [same])
    context = multiprocessing.get_context("fork")
    process = context.Process(target=found, args=(index, "开源模型许可证社区治理条款", 50))
    process.start()
    process.join(timeout=60)
    alive = process.is_alive()
    process.kill()
    assert not alive


def test_a_quota_keeps_one_document_from_filling_the_list(tmp_path):
    many = document("many", *(f"社区治理的第{n}条经验与讨论" for n in range(20)))
    few = document("few", "社区治理的另一种经验")
    passages = retrieval._passages({"社区": 1.0, "治理": 1.0}, ((Index(tmp_path, [many, few]), (many, few)),), 6, 3)
    assert sum(p.document.path == "many" for p in passages) == 3
    assert sum(p.document.path == "few" for p in passages) == 1


def test_a_chinese_question_finds_english_passages(tmp_path):
    english = document("e", "Rain falls in spring.", "The market for language models is growing.", language="en")
    made = Corpus(root=tmp_path, documents=(english,))
    assert [p.chunk for p in retrieval.search("语言模型的市场", made, tmp_path / "index")] == [2]


def test_search_on_the_sample_corpus(tmp_path):
    read = corpus.read(ROOT / "corpus", cache=tmp_path / "cache")
    top = retrieval.search("GPT-4 律师资格考试 成绩", read, tmp_path / "index", 5)
    assert any("律师" in p.document.chunks[p.chunk - 1].text or "bar exam" in p.document.chunks[p.chunk - 1].text for p in top)
    assert [p.score for p in top] == sorted((p.score for p in top), reverse=True)
    shutil.rmtree(tmp_path / "index")
    assert retrieval.search("GPT-4 律师资格考试 成绩", read, tmp_path / "index", 5) == top


def test_a_new_title_is_indexed_anew(tmp_path):
    first = document("a", "正文。", title="旧题目")
    Index(tmp_path, [first])
    assert found(Index(tmp_path, [replace(first, title="关于飞鸟")]), "飞鸟") == [("a", 1)]
