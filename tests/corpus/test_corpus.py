"""The corpus: files found, titles, chunks, the cache, and files that must not harm."""

import hashlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from generator import corpus
from generator.corpus import chunking, isolation
from generator.corpus.readers import Element
from generator.errors import BriefproofError
from generator.language.text import UNIT, count, normalise, sentences
from tests.helpers import hostile

QUICK = isolation.Limits(seconds=2, seconds_per_page=0.1, most_seconds=4)


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


SENTENCE = "山地茶园的土壤水分随坡位和季节变化明显，因此需要长期观测。"


# -- files and titles ------------------------------------------------------------------------------------------


def test_what_is_read_and_what_is_not(tmp_path, cache):
    folder = tmp_path / "corpus"
    write(
        folder,
        a_dot_md=f"# 甲\n\n{SENTENCE}",
        b_dot_txt=SENTENCE,
        sub__c_dot_HTML=f"<p>{SENTENCE}</p>",
        _dot_hidden_dot_md="# x\n\ny",
        _dot_git__d_dot_md="# x\n\ny",
        attachments__e_dot_md="# x\n\ny",
        logos__f_dot_md="# x\n\ny",
        image_dot_png=b"\x89PNG",
        b_dot_txt_dot_yml="title: 乙\npublish: full\ndate: 2024-03-05\n",
    )
    found = corpus.read(folder, cache=cache)
    assert [document.path for document in found.documents] == ["a.md", "b.txt", "sub/c.HTML"]
    assert [document.title for document in found.documents] == ["甲", "乙", "c"]
    assert [document.kind for document in found.documents] == ["markdown", "text", "html"]
    assert [(problem.path, problem.foreign) for problem in found.problems] == [("image.png", True)]
    assert found.by_title("乙").get("publish") == "full"
    assert found.by_title("乙").metadata == (("date", "2024-03-05"), ("publish", "full"))
    assert found.by_title("丙") is None
    assert found.documents[0].sha256 == hashlib.sha256((folder / "a.md").read_bytes()).hexdigest()
    assert {document.language for document in found.documents} == {"zh"}


def test_a_repeated_title_gets_the_name_of_its_file(tmp_path, cache):
    folder = write(
        tmp_path / "corpus", c_dot_md=f"# 茶\n\n{SENTENCE}", a_dot_md="# 茶\n\n甲。", b_dot_md="# 茶 (2)\n\n乙。"
    )
    titles = {document.path: document.title for document in corpus.read(folder, cache=cache).documents}
    assert titles == {"a.md": "茶 (a)", "b.md": "茶 (2)", "c.md": "茶 (c)"}


@pytest.mark.parametrize(
    ("files", "wanted"), [(None, "no such corpus folder"), ({}, "empty corpus"), ({"a_dot_md": ""}, "no document of")]
)
def test_a_corpus_without_documents_is_an_error(tmp_path, cache, files, wanted):
    folder = tmp_path / "corpus"
    if files is not None:
        folder.mkdir()
        write(folder, **files)
    with pytest.raises(BriefproofError, match=wanted):
        corpus.read(folder, cache=cache)


def test_a_sidecar_that_cannot_be_read_keeps_its_document_out(tmp_path, cache):
    folder = write(
        tmp_path / "corpus", a_dot_md=SENTENCE, b_dot_md=SENTENCE, a_dot_md_dot_yml="publish: [", c_dot_md="茶。"
    )
    found = corpus.read(folder, cache=cache)
    assert [document.path for document in found.documents] == ["b.md", "c.md"]
    assert found.problems[0].path == "a.md"
    assert "a.md.yml" in found.problems[0].reason


def test_files_are_taken_into_memory_a_few_at_a_time():
    taken = []
    jobs = (taken.append(n) or isolation.Job(kind="text", name=f"{n}.txt", data=SENTENCE.encode()) for n in range(40))
    reading = isolation.read_all(jobs, workers=2)
    for done, (_, answer) in enumerate(reading, start=1):
        assert answer["document"]["chunks"] and len(taken) <= done + isolation.AHEAD * 2
    assert done == len(taken) == 40


# -- the cache -------------------------------------------------------------------------------------------------


def test_an_unchanged_file_is_never_read_again(tmp_path, cache, monkeypatch):
    folder = write(tmp_path / "corpus", a_dot_md=f"# 甲\n\n{SENTENCE}", b_dot_txt=SENTENCE, bad_dot_pdf="no PDF")
    calls = []
    read_all = isolation.read_all

    def counted(jobs, **more):
        taken = list(jobs)
        calls.extend([len(taken)] if taken else [])
        return read_all(taken, **more)

    monkeypatch.setattr(isolation, "read_all", counted)
    first = corpus.read(folder, cache=cache)
    assert [problem.path for problem in first.problems] == ["bad.pdf"]
    assert corpus.read(folder, cache=cache) == first
    assert calls == [3]
    (folder / "b.txt").write_text(SENTENCE * 2, encoding="utf-8")
    (folder / "a.md.yml").write_text("author: 某人", encoding="utf-8")
    changed = corpus.read(folder, cache=cache)
    assert calls == [3, 2]
    assert changed.documents[0].get("author") == "某人"
    assert changed.documents[0].chunks == first.documents[0].chunks
    (folder / "b.txt").rename(folder / "moved.txt")
    assert corpus.read(folder, cache=cache).documents[1].path == "moved.txt"
    assert calls == [3, 2]


@pytest.mark.parametrize("damage", [b"", b"{", b"null", b"[]", b'{"document": {}}', b"\xff\xfe", b'{"problem": 3}'])
def test_a_damaged_cache_is_read_again_in_silence(tmp_path, cache, damage):
    folder = write(tmp_path / "corpus", a_dot_md=f"# 甲\n\n{SENTENCE}")
    first = corpus.read(folder, cache=cache)
    for kept in cache.iterdir():
        kept.write_bytes(damage)
    assert corpus.read(folder, cache=cache) == first


def test_progress_is_told_for_each_file(tmp_path, cache):
    folder = write(tmp_path / "corpus", a_dot_md=SENTENCE, b_dot_md=SENTENCE, c_dot_pdf="x")
    for _ in range(2):
        told = []
        corpus.read(folder, cache=cache, progress=lambda done, total, name, told=told: told.append((done, total, name)))
        assert [done for done, _, _ in told] == [1, 2, 3]
        assert {total for _, total, _ in told} == {3}
        assert {name for _, _, name in told} == {"a.md", "b.md", "c.pdf"}


# -- attachments -----------------------------------------------------------------------------------------------


def test_an_attachment_is_read_like_a_document(tmp_path, cache):
    path = tmp_path / "茶 与 水.pdf"
    path.write_bytes(hostile.files()["good.pdf"])
    document = corpus.read_attachment(path, cache=cache)
    assert (document.path, document.title, document.kind) == ("茶 与 水.pdf", "茶 与 水", "pdf")
    assert document.chunks[0].text == "Tea grows on slopes."
    assert document.chunks[0].page_at(3) == 1


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("missing.pdf", None, "no such file"),
        ("text.pdf", b"Tea.", "not a PDF"),
        ("no-text.pdf", hostile.files()["no-text.pdf"], "no text in this PDF"),
        ("truncated.pdf", hostile.files()["truncated.pdf"], "malformed PDF|no text"),
        ("slides.ppt", b"PK", "save it as .pptx"),
    ],
)
def test_what_is_wrong_with_an_attachment_is_said_in_one_line(tmp_path, cache, name, data, wanted):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(BriefproofError, match=wanted) as caught:
        corpus.read_attachment(path, cache=cache)
    assert name in str(caught.value)


def test_an_encrypted_pdf_is_said_to_be_one(tmp_path, cache):
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="AES-256")
    path = tmp_path / "locked.pdf"
    writer.write(path)
    with pytest.raises(BriefproofError, match="locked.pdf: encrypted PDF"):
        corpus.read_attachment(path, cache=cache)


# -- hostile files ---------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_hostile_files_cost_themselves_only(tmp_path, cache):
    folder = tmp_path / "corpus"
    folder.mkdir()
    files = hostile.files() | hostile.bombs()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    write(folder, tea_dot_md=f"# 茶\n\n{SENTENCE}")
    started = time.monotonic()
    found = corpus.read(folder, cache=cache, limits=QUICK)
    assert time.monotonic() - started < len(files) * QUICK.most_seconds * isolation.WALL_FACTOR
    read = {document.path for document in found.documents}
    assert {"good.pdf", "tea.md"} <= read
    reasons = {problem.path: problem.reason for problem in found.problems}
    assert read | set(reasons) == {*files, "tea.md"}
    assert all(reason and "\n" not in reason for reason in reasons.values())
    for name in ("length-loop.pdf", "media-loop.pdf"):
        assert "longer than 2 s" in reasons[name]
    assert "encrypted" not in " ".join(reasons.values())
    started = time.monotonic()
    assert corpus.read(folder, cache=cache, limits=QUICK).problems == found.problems
    assert time.monotonic() - started < 3


def test_a_child_that_hangs_or_dies_loses_its_own_file_only(tmp_path, cache):
    folder = tmp_path / "corpus"
    write(folder, a_dot_md=f"# 甲\n\n{SENTENCE}", z_dot_md=f"# 乙\n\n{SENTENCE}")
    (folder / "m.pdf").write_bytes(hostile.files()["media-loop.pdf"])
    limits = isolation.Limits(seconds=1, seconds_per_page=0, most_seconds=1)
    found = corpus.read(folder, cache=cache, limits=limits)
    assert [document.title for document in found.documents] == ["甲", "乙"]
    assert [problem.path for problem in found.problems] == ["m.pdf"]


@pytest.mark.parametrize(("package", "file"), [("markdown_it", "a.md"), ("pdfminer", "a.pdf")])
def test_a_package_that_is_missing_is_no_fault_of_the_file(tmp_path, cache, monkeypatch, package, file):
    folder, broken = tmp_path / "corpus", tmp_path / "broken"
    folder.mkdir()
    broken.mkdir()
    (folder / file).write_bytes(
        hostile.files()["good.pdf"] if file.endswith(".pdf") else f"# 甲\n\n{SENTENCE}".encode()
    )
    (broken / f"{package}.py").write_text(f"raise ModuleNotFoundError('not there', name='{package}')\n")
    with monkeypatch.context() as patch:
        patch.setenv("PYTHONPATH", str(broken))
        with pytest.raises(BriefproofError, match=f"package {package} cannot be imported; install"):
            corpus.read(folder, cache=cache)
    assert len(corpus.read(folder, cache=cache).documents) == 1  # nothing of it was remembered


def test_a_file_that_needs_too_much_memory_is_one_line(tmp_path, cache):
    folder = write(tmp_path / "corpus", a_dot_md=SENTENCE, big_dot_txt=b"tea leaf\n" * 4_000_000)
    limits = isolation.Limits(memory=180 << 20, seconds=20, most_seconds=20)
    found = corpus.read(folder, cache=cache, limits=limits)
    assert [document.path for document in found.documents] == ["a.md"]
    assert "memory" in found.problems[0].reason


# -- chunks ----------------------------------------------------------------------------------------------------


def check(document: corpus.Document) -> None:
    """Hold what every chunk promises."""
    assert [chunk.number for chunk in document.chunks] == list(range(1, len(document.chunks) + 1))
    unit = UNIT[document.language]
    for chunk in document.chunks:
        pieces = [chunk.text[block.start : block.end] for block in chunk.blocks]
        assert "\n".join(pieces) == chunk.text
        assert chunk.text == normalise(chunk.text)
        assert all(piece and "\n" not in piece for piece in pieces)
        assert chunk.sha256 == hashlib.sha256(chunk.text.encode()).hexdigest()
        assert all(block.heading_path[: len(chunk.heading_path)] == chunk.heading_path for block in chunk.blocks)
        spans = sentences(chunk.text)
        if count(chunk.text, unit) > chunking.LARGEST[document.language]:
            assert len(spans) == 1
        offsets = [offset for offset, _ in chunk.pages]
        assert offsets == sorted(set(offsets))
        assert not offsets or offsets[0] == 0


def elements():
    words = st.sampled_from(["茶园", "灌溉", "水分", "tea", "GPT-4", "3.5%", "①", "：", "，"])
    sentence = st.lists(words, min_size=1, max_size=40).map(lambda w: "".join(w) + "。")
    text = st.lists(sentence, min_size=1, max_size=30).map("".join).map(normalise).filter(bool)
    one = st.builds(
        Element,
        kind=st.sampled_from(["paragraph", "item", "note", "table", "code", "quote"]),
        text=text,
        level=st.integers(0, 3),
    )
    heading = st.builds(Element, kind=st.just("heading"), text=st.sampled_from("甲乙丙丁"), level=st.integers(1, 6))
    return st.lists(st.one_of(one, one, heading), max_size=25)


@settings(max_examples=100)
@given(elements=elements())
def test_chunks_hold_all_text_in_order_and_split_no_sentence(elements):
    chunks = chunking.cut(elements, "zh")
    document = corpus.Document(
        path="a", sha256="", kind="text", title="a", language="zh", metadata=(), chunks=chunks, reader="x"
    )
    check(document)
    squeeze = lambda text: text.replace("\n", "").replace(" ", "")  # noqa: E731
    whole = squeeze("".join(chunk.text for chunk in chunks))
    position = 0
    for element in elements:
        if element.kind != "heading":
            position = whole.index(squeeze(element.text), position) + len(squeeze(element.text))
    originals = {squeeze(e.text[s:t]) for e in elements for s, t in sentences(e.text)} | {
        squeeze(e.text) for e in elements
    }
    for chunk in chunks:
        for start, end in sentences(chunk.text):
            assert squeeze(chunk.text[start:end]) in originals


def test_small_neighbours_are_merged_and_long_sections_cut(tmp_path, cache):
    small = "\n\n".join(f"## 节{n}\n\n{SENTENCE}" for n in range(4))
    long = "## 长\n\n" + SENTENCE * 60
    folder = write(tmp_path / "corpus", a_dot_md=f"# 甲\n\n{small}\n\n{long}")
    (document,) = corpus.read(folder, cache=cache).documents
    check(document)
    first, *rest = document.chunks
    assert first.heading_path == ()
    assert [block.heading_path for block in first.blocks] == [(f"节{n}",) for n in range(4)]
    assert len(rest) > 2
    for chunk in rest:
        assert chunk.heading_path == ("长",)
        assert chunking.SMALLEST["zh"] <= count(chunk.text, "字") <= chunking.LARGEST["zh"]


def test_a_list_keeps_the_line_that_introduces_it_in_its_path(tmp_path, cache):
    folder = write(tmp_path / "corpus", a_dot_md="# 甲\n\n## 乙\n\n优点：\n\n- 省水\n- 缺点:\n    - 贵\n- 快\n\n完。")
    (document,) = corpus.read(folder, cache=cache).documents
    (chunk,) = document.chunks
    paths = {chunk.text[b.start : b.end]: (b.kind, b.level, b.heading_path) for b in chunk.blocks}
    assert paths == {
        "优点：": ("paragraph", 0, ("乙",)),
        "省水": ("item", 0, ("乙", "优点")),
        "缺点:": ("item", 0, ("乙", "优点")),
        "贵": ("item", 1, ("乙", "优点", "缺点")),
        "快": ("item", 0, ("乙", "优点")),
        "完。": ("paragraph", 0, ("乙",)),
    }


def test_pages_of_a_text_that_crosses_them():
    text = "甲。" * 50
    element = Element(kind="paragraph", text=text, pages=((0, 3), (40, 4)))
    (chunk,) = chunking.cut([element], "zh")
    assert chunk.pages == ((0, 3), (40, 4))
    assert [chunk.page_at(offset) for offset in (0, 39, 40, 90)] == [3, 3, 4, 4]
    assert chunking.cut([Element(kind="paragraph", text="甲。")], "zh")[0].page_at(0) is None


def test_reading_twice_into_different_caches_gives_the_same(tmp_path):
    files = hostile.files()
    folder = write(
        tmp_path / "corpus", a_dot_md=f"# 甲\n\n{SENTENCE * 40}", b_dot_pdf=files["good.pdf"], c_dot_txt=SENTENCE
    )
    first = corpus.read(folder, cache=tmp_path / "one")
    second = corpus.read(folder, cache=tmp_path / "two")
    assert first == second
    kept = [{p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two")]
    assert kept[0] == kept[1]
    assert all(json.loads(data) for data in kept[0].values())


def test_the_sample_corpus_and_real_inputs_hold_what_chunks_promise(tmp_path, inputs):
    started = time.monotonic()
    found = corpus.read(inputs / "corpus", cache=tmp_path / "cache")
    cold = time.monotonic() - started
    started = time.monotonic()
    assert corpus.read(inputs / "corpus", cache=tmp_path / "cache") == found
    warm = time.monotonic() - started
    assert found.problems == ()
    assert len(found.documents) == 25
    for document in found.documents:
        check(document)
    assert cold < 10, "25 articles are meant to take at most 3 s cold"
    assert warm < 1, "and 0.3 s warm"


def test_every_file_is_read_or_named(tmp_path, cache):
    folder = tmp_path / "corpus"
    (folder / "more").mkdir(parents=True)
    (folder / "a.md").write_text("# A\n\nA sentence that is read.\n", "utf-8")
    (folder / "a.md.yml").write_text("author: B\n", "utf-8")
    for name in ("old.doc", "b.doc", "more/c.zip", "alone.yml", "NOTES", "~$d.docx", ".hidden"):
        (folder / name).write_bytes(b"bytes")
    found = corpus.read(folder, cache=cache)
    named = {problem.path: problem for problem in found.problems}
    assert sorted(named) == ["NOTES", "alone.yml", "b.doc", "more/c.zip", "old.doc", "~$d.docx"]
    assert all(problem.foreign for problem in named.values())
    assert named["old.doc"].reason.endswith("save it as .docx")
    assert corpus.others(found.problems) == (
        "6 files of other kinds: .doc 2, .docx 1, .yml 1, .zip 1, without an ending 1"
    )


def test_a_folder_of_other_kinds_is_no_empty_one(tmp_path, cache):
    for name in ("a.rtf", "b.rtf"):
        (tmp_path / name).write_bytes(b"bytes")
    with pytest.raises(BriefproofError, match=r"holds only 2 files of other kinds: \.rtf 2"):
        corpus.read(tmp_path, cache=cache)


def test_what_many_documents_open_with_is_no_title_of_theirs(tmp_path):
    for name in ("Aalto", "Lund", "Delft"):
        (tmp_path / f"{name}.md").write_text(f"# 1. Overview\n\nThe fee is paid in May at {name}.\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("# Notes\n\nThe fee is paid in May.\n", encoding="utf-8")
    read = corpus.read(tmp_path, cache=tmp_path / "cache")
    assert [document.title for document in read.documents] == ["Aalto", "Delft", "Lund", "Notes"]


def test_the_label_of_a_list_right_below_another_list_is_its_own(tmp_path):
    text = "# Fees\n\nPros:\n\n* Low in summer.\n* Paid in May.\nCons:\n\n* High in winter.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (document,) = corpus.read(tmp_path, cache=tmp_path / "cache").documents
    told = {chunk.text[b.start : b.end]: b.heading_path for chunk in document.chunks for b in chunk.blocks}
    assert told["High in winter."][-1] == "Cons" and told["Paid in May."][-1] == "Pros"
