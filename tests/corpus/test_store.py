"""A corpus in an object store: what is brought here is what lies there, each time, and nothing else."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator import corpus
from generator.corpus import asking, store
from generator.errors import BriefproofError, Unreachable
from tests.helpers import ROOT, object_store

pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra store)")
TEXTS = {
    "first.md": "# Locks\n\nA lock has a wooden gate at each end.",
    "first.md.yml": "author: Ada Example\n",
    "deep/second.txt": "Second\n\nA canal rises by twelve metres between the two towns.",
    "notes.xyz": "no kind that is read",
    "broken.pdf": "no PDF",
    ".hidden.md": "# Hidden",
    "attachments/given.md": "# Given",
    "logos/mark.png": "no picture",
}


@pytest.fixture
def shelf(tmp_path):
    """A folder as a store, and its address."""
    folder = tmp_path / "shelf" / "texts"
    for path, text in TEXTS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder, f"file://{folder}"


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "build" / "cache"


def brought(cache):
    return sorted(
        path.name for path in (cache / "stores").rglob("*") if path.is_file() and path.parent.name != "stores"
    )


def test_a_store_reads_as_a_folder_does(shelf, cache, tmp_path):
    folder, address = shelf
    here, there = corpus.read(folder, cache=tmp_path / "other"), store.read(address, cache=cache)
    assert (there.documents, there.problems) == (here.documents, here.problems)
    assert brought(cache) == ["broken.pdf", "first.md", "first.md.yml", "second.txt"]


def test_what_changes_comes_or_goes_there_does_so_here(shelf, cache):
    folder, address = shelf
    store.read(address, cache=cache)
    (folder / "first.md").write_text("# Weirs\n\nA weir holds the water back.", "utf-8")
    (folder / "first.md.yml").unlink()
    (folder / "deep" / "second.txt").unlink()
    (folder / "third.md").write_text("# Third\n\nThe third text says little.", "utf-8")
    found = store.read(address, cache=cache)
    assert [(d.title, d.get("author")) for d in found.documents] == [("Weirs", ""), ("Third", "")]
    assert brought(cache) == ["broken.pdf", "first.md", "third.md"]


def test_only_what_is_asked_for_is_brought_with_what_lies_beside_it(shelf, cache):
    folder, address = shelf
    (found,) = store.some(address, ["first.md", "gone.md", "notes.xyz"], cache=cache).values()
    assert (found.path, found.get("author")) == ("first.md", "Ada Example")
    assert brought(cache) == ["first.md", "first.md.yml"]
    (folder / "first.md.yml").unlink()
    assert store.some(address, ["first.md"], cache=cache)["first.md"].get("author") == ""
    (folder / "first.md").unlink()
    assert store.some(address, ["first.md"], cache=cache) == {} and brought(cache) == []


@pytest.mark.parametrize(
    "path", ["../outside.md", "/outside.md", "deep/../../outside.md", "deep//x.md", "a\\b.md", "C:/x.md", "a\nb.md",
             ".hidden.md", "deep/.git/x.md", "x" * 300 + ".md", ""],
)  # fmt: skip
def test_a_name_that_is_no_path_within_a_folder_is_not_brought(shelf, cache, path):
    folder, address = shelf
    (folder.parent / "outside.md").write_text("# Outside\n\nNobody may read this text.", "utf-8")
    assert store.some(address, [path], cache=cache) == {} and brought(cache) == []


def test_a_link_out_of_the_store_is_not_followed(shelf, cache):
    folder, address = shelf
    (folder.parent / "outside.md").write_text("# Outside\n\nNobody may read this text.", "utf-8")
    (folder / "link.md").symlink_to(folder.parent / "outside.md")
    assert store.some(address, ["link.md"], cache=cache) == {}
    problems = {one.path: one.reason for one in store.read(address, cache=cache).problems}
    assert "leads out" in problems["link.md"] and "link.md" not in brought(cache)


@pytest.mark.parametrize("read", [store.read, lambda address, cache: store.some(address, ["first.md"], cache=cache)])
def test_a_store_that_is_not_there_is_one_line(shelf, cache, read):
    folder, address = shelf
    read(address, cache=cache)
    shutil.rmtree(folder)
    with pytest.raises(Unreachable, match="nothing lies there; correct it under stores in policy.yml"):
        read(address, cache=cache)


def test_a_file_that_became_a_folder_and_back_is_brought_each_time(shelf, cache):
    folder, address = shelf
    for read in (store.read, lambda address, cache: store.some(address, ["first.md", "first.md/a.md"], cache=cache)):
        read(address, cache=cache)
        (folder / "first.md").unlink()
        (folder / "first.md").mkdir()
        (folder / "first.md" / "a.md").write_text("# Weirs\n\nA weir holds the water back.", "utf-8")
        read(address, cache=cache)
        assert "a.md" in brought(cache) and "first.md" not in brought(cache)
        shutil.rmtree(folder / "first.md")
        (folder / "first.md").write_text(TEXTS["first.md"], "utf-8")
        read(address, cache=cache)
        assert "first.md" in brought(cache) and "a.md" not in brought(cache)


def test_an_address_is_taken_as_it_is_written(tmp_path, cache):
    """Letters beyond ASCII as they are or encoded; what addresses cannot hold, and the percent sign, encoded."""
    folder = tmp_path / "资料 100%"
    folder.mkdir()
    (folder / "桥.md").write_text("# 桥\n\n桥长三百米，跨越两岸。", "utf-8")
    for written in ("资料%20100%25", "%E8%B5%84%E6%96%99%20100%25"):
        address = f"file://{tmp_path}/{written}"
        assert store.ADDRESS.fullmatch(address)
        assert [document.path for document in store.read(address, cache=cache).documents] == ["桥.md"]


@pytest.fixture
def silent(monkeypatch):
    """A store that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.getsockname()[1]}")
        for key in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"):
            monkeypatch.setenv(key, "test")
        yield "s3://shelf/texts"


def test_a_store_that_never_answers_is_given_up(silent, cache, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 3)
    with pytest.raises(Unreachable, match="s3://shelf/texts cannot be read: no answer within 3 s") as error:
        store.read(silent, cache=cache)
    assert "\n" not in str(error.value)


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
def test_who_waits_for_a_store_may_stop(silent, tmp_path):
    (tmp_path / "policy.yml").write_text(f"stores: {{corpus: {silent}}}\n")
    command = [sys.executable, "-m", "generator", "search", "x"]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.Popen(command, cwd=tmp_path, env=surroundings, stderr=subprocess.PIPE, text=True)
    time.sleep(5)
    run.send_signal(signal.SIGINT)
    assert run.communicate(timeout=10)[1] == "briefproof: stopped\n" and run.returncode == 130


def test_what_opens_a_store_may_end_its_process(shelf, cache, monkeypatch):
    """As that of Azure does where it finds no credentials."""
    dying = "import os, sys; sys.stderr.write('terminate called: no token\\n\\n'); sys.stderr.flush(); os.abort()"
    monkeypatch.setattr(asking, "CHILD", dying)
    with pytest.raises(
        Unreachable, match=r"ended with status -?\d+: terminate called: no token \(check network and cred"
    ):
        store.read(shelf[1], cache=cache)


def test_azure_without_credentials_is_one_line(cache, monkeypatch):
    for key in [key for key in os.environ if key.startswith("AZURE_")]:
        monkeypatch.delenv(key)
    with pytest.raises(Unreachable, match="check network and credentials"):
        store.read("abfs://texts@briefproof0.dfs.core.windows.net/corpus", cache=cache)


def test_a_store_without_a_document_is_said(tmp_path, cache):
    (tmp_path / "notes.xyz").write_text("no kind that is read", "utf-8")
    with pytest.raises(BriefproofError, match="holds no document; allowed: "):
        store.read(f"file://{tmp_path}", cache=cache)


@pytest.fixture
def bucket(monkeypatch):
    """The address of a folder in a bucket that holds the texts, and what writes into it."""
    from pyarrow import fs

    with object_store.running(monkeypatch) as address:
        files, root = fs.FileSystem.from_uri(f"{address}/texts")

        def put(path, text):
            with files.open_output_stream(f"{root}/{path}") as stream:
                stream.write(text.encode())

        for path, text in TEXTS.items():
            put(path, text)
        yield f"{address}/texts", put


@pytest.mark.slow
def test_an_object_store_reads_as_a_folder_does_and_what_is_here_is_not_brought_again(
    bucket, shelf, cache, tmp_path, monkeypatch
):
    address, put = bucket
    here = corpus.read(shelf[0], cache=tmp_path / "other")
    monkeypatch.setattr(store, "SETTLED", -1)  # as if all of it lay there for long
    there = store.read(address, cache=cache)
    assert (there.documents, there.problems) == (here.documents, here.problems)
    taken = []
    brought = asking.Asking.brought
    monkeypatch.setattr(
        asking.Asking, "brought", lambda self, paths, most: taken.extend(paths) or brought(self, paths, most)
    )
    assert store.read(address, cache=cache).documents == there.documents and taken == []
    (kept,) = Path(cache / "stores").rglob("second.txt")
    kept.write_text(kept.read_text("utf-8").replace("twelve", "ninety"), "utf-8")  # of the same length
    put("first.md", TEXTS["first.md"] + " It is closed.")
    found = store.read(address, cache=cache)
    assert sorted(taken) == ["deep/second.txt", "first.md"] and "twelve" in found.documents[0].chunks[0].text
    assert found.documents[1].chunks[0].text.endswith("It is closed.")


@pytest.mark.slow
def test_a_file_that_is_new_there_is_asked_for_again(bucket, cache):
    """Its time has no parts of a second: another text of the same length could come within the same."""
    address, put = bucket
    store.some(address, ["first.md"], cache=cache)
    put("first.md", TEXTS["first.md"].replace("wooden", "golden"))
    assert "golden" in store.some(address, ["first.md"], cache=cache)["first.md"].chunks[0].text


@pytest.mark.slow
def test_an_object_that_is_a_folder_as_well_is_named_and_the_rest_is_read(bucket, cache):
    address, put = bucket
    put("first.md/a.md", "# Weirs\n\nA weir holds the water back.")
    found = store.read(address, cache=cache)
    assert [document.path for document in found.documents] == ["deep/second.txt", "first.md/a.md"]
    (said,) = [problem.reason for problem in found.problems if problem.path == "first.md"]
    assert said == "a file and, because of first.md/a.md, a folder as well; rename one of them"


@pytest.mark.slow
def test_an_object_store_that_does_not_answer_is_one_line(bucket, cache, monkeypatch):
    address, _ = bucket
    with pytest.raises(Unreachable, match="nothing lies there"):
        store.read("s3://shelf/elsewhere", cache=cache)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    with pytest.raises(Unreachable, match=r"s3://shelf/texts cannot be read: .*check network and credentials") as error:
        store.some(address, ["first.md"], cache=cache)
    assert "\n" not in str(error.value)
