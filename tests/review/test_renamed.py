"""A document of the corpus that has another name now, and the same bytes, is the same document."""

from pathlib import Path

import pytest

from generator import corpus as corpora
from generator.__main__ import main
from generator.brief import front as fronts
from generator.gate import brief_at
from generator.gate.searched import as_named
from tests.review.test_review import bare, reviewed


def renamed(path, name):
    """Give a file another name, and what lies beside it."""
    path.rename(path.parent / name)
    if (beside := path.with_name(f"{path.name}.yml")).is_file():
        beside.rename(path.parent / f"{name}.yml")


def documents(made):
    """Return (cited, uncited) documents of the Chinese brief."""
    item = brief_at(Path("briefs") / made["zh"][0].path.name)
    cited = [Path(source["path"]) for source in item.brief.front["sources"] if source["kind"] == "corpus"]
    paths = [Path("corpus", path) for path in fronts.filed(item.ledger.searched) if not path.endswith(".yml")]
    return cited, [path for path in paths if path not in cited]


def test_documents_may_be_renamed(repository, made, capsys):
    cited, uncited = documents(made)
    (repository / "corpus" / "more").mkdir()
    renamed(cited[0], f"more/zz-2019-01-01{cited[0].suffix}")
    renamed(cited[1], f"0{cited[1].name}")
    renamed(uncited[0], f"aa{uncited[0].suffix}")
    for arguments in (["check"], ["check", "--base", "main"], ["verify", f"briefs/{made['zh'][0].path.name}"]):
        assert main(arguments) == 0, capsys.readouterr().out
    told = capsys.readouterr().out
    assert "the same bytes come out again" in told and "not-reproduced" not in told and "source-" not in told
    page = bare(reviewed(capsys))
    assert f"**renamed from {cited[0].as_posix()}** corpus/more/zz-2019-01-01" in page
    assert f"**renamed from {uncited[0].as_posix()}** corpus/aa" in page
    assert "content " not in page and "**removed**" not in page


@pytest.mark.parametrize("how", ["other bytes", "other metadata", "another kind", "another file under its name"])
def test_a_document_that_is_another_is_not_taken_for_a_renamed_one(repository, made, capsys, how):
    path = next(path for path in documents(made)[0] if path.suffix == ".md")
    if how == "another kind":
        renamed(path, f"{path.stem}.txt")
    else:
        renamed(path, "other.md")
    if how == "other bytes":
        Path("corpus/other.md").write_bytes(Path("corpus/other.md").read_bytes() + "\n一句新的话。\n".encode())
    if how == "other metadata":
        Path("corpus/other.md.yml").write_text("author: 某院\n", "utf-8")
    if how == "another file under its name":
        path.write_text("# 另一篇\n\n另一句话。\n", "utf-8")
    assert main(["check"]) == 1
    told = capsys.readouterr().out
    wanted = "other bytes now" if how == "another file under its name" else "no more in the corpus"
    assert f"searched, and {wanted}: {path.name}" in told


def test_title_and_day_are_those_of_the_name_that_was_searched(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("2020-02-03 plain notes.txt", "b.txt"):
        (folder / name).write_text(f"Something stands here, in {name}, and says it plainly.\n", "utf-8")
    cache = tmp_path / "cache"
    was = corpora.read(folder, cache=cache)
    (folder / "2020-02-03 plain notes.txt").rename(folder / "2021-09-09 zebra.txt")
    now = corpora.read(folder, cache=cache)
    assert [document.title for document in now.documents] != [document.title for document in was.documents]
    assert as_named(fronts.searched(was), now, cache) == was
    (folder / "copy.txt").write_bytes((folder / "2021-09-09 zebra.txt").read_bytes())
    there = as_named(fronts.searched(was), corpora.read(folder, cache=cache), cache)
    assert sum(document.path == "2020-02-03 plain notes.txt" for document in there.documents) == 1
