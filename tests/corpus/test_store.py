"""A corpus in an object store: what is brought here is what lies there, each time, and nothing else."""

import shutil
from pathlib import Path

import pytest

from generator import corpus
from generator.corpus import store
from generator.errors import BriefproofError, Unreachable
from tests.helpers import object_store

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
    copied = store._Store._copied
    monkeypatch.setattr(store._Store, "_copied", lambda self, path: taken.append(path) or copied(self, path))
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
def test_an_object_store_that_does_not_answer_is_one_line(bucket, cache, monkeypatch):
    address, _ = bucket
    with pytest.raises(Unreachable, match="nothing lies there"):
        store.read("s3://shelf/elsewhere", cache=cache)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    with pytest.raises(Unreachable, match=r"s3://shelf/texts cannot be read: .*check network and credentials") as error:
        store.some(address, ["first.md"], cache=cache)
    assert "\n" not in str(error.value)
