"""What lies outside of the repository stays there: links, paths in front matter, sidecars, pictures by path."""

import hashlib
import json
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator import brief as briefs, corpus as corpora, gate as library
from generator.__main__ import main
from generator.brief import ledger as ledgers
from generator.corpus import tools
from generator.errors import BriefproofError
from generator.gate import searched
from generator.logo import gallery
from generator.review import former, impact
from generator.site import publishing
from tests.helpers import site_fixture as fixture

COUNTED = {"documents": 1, "zh": 0, "en": 1}
SECRET = "The password of the vault is swordfish and nobody else knows it."


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A repository, and beside it a folder with what nobody means to publish."""
    outside, inside = tmp_path / "outside", tmp_path / "repository"
    (outside / "notes").mkdir(parents=True)
    (outside / "notes" / "secret.md").write_text(f"# Private\n\n{SECRET}\n", "utf-8")
    (outside / "secret.png").write_bytes(fixture.png())
    (inside / "corpus").mkdir(parents=True)
    (inside / "corpus" / "own.md").write_text("# Own\n\nEverybody may read this sentence.\n", "utf-8")
    monkeypatch.chdir(inside)
    return inside


def file(front):
    """Put a brief with some of its front matter exchanged into briefs/."""
    brief, ledger = fixture.brief()
    brief.front.update(front)
    Path("briefs").mkdir(exist_ok=True)
    path = Path("briefs") / f"{fixture.STEM}.md"
    path.write_text(briefs.render(brief), "utf-8")
    path.with_suffix(".ledger.yml").write_text(ledgers.render(ledger), "utf-8")
    return library.brief_at(path)


def published():
    publishing.stage(Path("briefs"), Path("build/cache"), fixture.gate())
    return b"\n".join(path.read_bytes() for path in publishing.DOCS.rglob("*") if path.is_file())


def link(path, target):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


@pytest.mark.parametrize("target", ["../../outside/notes/secret.md", "/dev/zero", "../../outside/nothing.md"])
def test_a_link_out_of_the_corpus_is_a_problem_and_never_read(place, target, capsys):
    link(place / "corpus" / "leak.md", target)
    (place / "corpus" / "leak.md.yml").write_text("publish: full\ntitle: Ours\n", "utf-8")
    read = corpora.read(Path("corpus"), cache=Path("cache"))
    assert [document.path for document in read.documents] == ["own.md"]
    assert [(problem.path, "leads out" in problem.reason) for problem in read.problems] == [("leak.md", True)]
    assert [finding.path for finding in tools.doctor(read) if finding.code == "unreadable"] == ["leak.md"]
    assert main(["corpus", "list"]) == 0
    assert "leads out of the corpus" in capsys.readouterr().out
    assert main(["check"]) == 0, "no brief rests on it"
    capsys.readouterr()
    file({"corpus": {"path": "corpus", "documents": 2, "zh": 0, "en": 2, "chunks": 2}, "sources": []})
    assert SECRET.encode() not in published()
    assert main(["check"]) == 1
    assert "corpus/leak.md: error stray-file: a link that leads out of its corpus" in capsys.readouterr().out


def test_linked_folders_and_sidecars_that_lead_out_are_problems_too(place):
    link(place / "corpus" / "more", "../../outside/notes")
    (place / "corpus" / "sub").mkdir()
    (place / "corpus" / "sub" / "a.md").write_text("# A\n\nA sentence.\n", "utf-8")
    (place / "stated.yml").write_text("title: Taken from elsewhere\n", "utf-8")
    link(place / "corpus" / "sub" / "a.md.yml", "../../stated.yml")
    read = corpora.read(Path("corpus"), cache=Path("cache"))
    assert [problem.path for problem in read.problems] == ["more", "sub/a.md"]
    assert [document.title for document in read.documents] == ["Own"]


def test_a_link_inside_the_corpus_is_read_and_one_that_a_person_names_too(place):
    link(place / "corpus" / "again.md", "own.md")
    assert not corpora.read(Path("corpus"), cache=Path("cache")).problems
    link(place / "given.md", "../outside/notes/secret.md")
    assert corpora.read_attachment(Path("given.md"), cache=Path("cache")).title == "Private"
    assert corpora.read(place.parent / "outside", cache=Path("cache")).documents[0].title == "Private"


AWAY = {
    "parent": "../outside/notes/secret.md",
    "absolute": "{outside}/notes/secret.md",
    "link": "linked.md",
    "linked folder": "linked/secret.md",
    "through the corpus": "corpus/../../outside/notes/secret.md",
    "a file whose sidecar leads out": "beside.md",
    "no path": "a\0b.md",
    "a path that is too long": "a" * 5000 + ".md",
}


@pytest.mark.parametrize("path", AWAY.values(), ids=AWAY)
def test_an_attachment_outside_counts_as_not_there(place, path):
    link(place / "linked.md", "../outside/notes/secret.md")
    link(place / "linked", "../outside/notes")
    (place / "beside.md").write_text("# Beside\n\nA sentence.\n", "utf-8")
    link(place / "beside.md.yml", "../outside/notes/secret.md")
    path = path.format(outside=place.parent / "outside")
    source = {"id": "S1", "kind": "document", "title": "Private", "file": "secret.md", "path": path, "sha256": "0" * 64}
    item = file({"sources": [source], "corpus": {"path": "corpus"}})
    sources = library.Shelf(root=Path(), cache=Path("cache")).sources(item.brief, item.ledger)
    assert sources.attachments == {} and sources.images == {}
    assert SECRET.encode() not in published()


@pytest.mark.parametrize("path", ["../outside/notes", "{outside}/notes", "linked", "/", "..", "a\0b"])
def test_a_corpus_outside_counts_as_not_there(place, path):
    link(place / "linked", "../outside/notes")
    item = file({"corpus": COUNTED | {"path": path.format(outside=place.parent / "outside")}, "sources": []})
    assert library.Shelf(root=Path(), cache=Path("cache")).sources(item.brief, item.ledger).corpus is None
    assert SECRET.encode() not in published()


def test_pictures_are_listed_as_images_lie_inside_and_can_be_decoded(place):
    (place / "fake.png").write_bytes(b"\x89PNG\r\n\x1a\n" + SECRET.encode())
    (place / "real.png").write_bytes(fixture.png())
    link(place / "linked.png", "../outside/secret.png")

    def source(path, file_name="a.png", kind="image"):
        return {"id": "S1", "kind": kind, "title": "a.png", "file": file_name, "path": path, "sha256": "0" * 64}

    shelf = library.Shelf(root=Path(), cache=Path("cache"))
    for path in ("../outside/secret.png", "linked.png", str(place.parent / "outside" / "secret.png")):
        # one source of that name inside does not vouch for another
        listed = [source("fake.png"), source(path)]
        assert set(shelf.images(file({"sources": listed, "corpus": {"path": "corpus"}}).brief).values()) == {
            Path("fake.png")
        }
    assert SECRET.encode() not in published()
    assert not shelf.images(file({"sources": [source("real.png", kind="document")]}).brief)
    file({"sources": [source("real.png")], "corpus": {"path": "corpus"}})
    assert fixture.png() in published()


def test_a_brief_that_is_a_link_out_of_its_folder_is_refused(place):
    file({"sources": []})
    moved = place.parent / "outside" / f"{fixture.STEM}.md"
    Path("briefs", moved.name).rename(moved)
    link(place / "briefs" / moved.name, moved)
    with pytest.raises(BriefproofError, match="is a link"):
        library.briefs_in(Path("briefs"))


def test_a_gallery_does_not_follow_links_out(place):
    link(place / "corpus" / "logos" / "Brand" / "mark.png", "../../../../outside/secret.png")
    with pytest.raises(BriefproofError, match="leads out of"):
        gallery.with_folder(SimpleNamespace(words={}, sha256=""), Path("corpus/logos"), None)


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ({"corpus": {"path": "../outside/notes"}}, "policy.yml lists"),
        (
            {
                "corpus": {"path": "corpus", "documents": 1, "chunks": 1},
                "sources": [
                    {"id": "S1", "kind": "document", "title": "x", "file": "x.md", "path": "../outside/notes/secret.md"}
                ],
            },
            "lies outside",
        ),
        (
            {
                "corpus": {"path": "corpus", "documents": 1, "chunks": 1},
                "sources": [
                    {
                        "id": "S1",
                        "kind": "document",
                        "title": "x",
                        "file": "../../../briefs/x.md",
                        "path": "corpus/own.md",
                    }
                ],
            },
            "no file name",
        ),
    ],
)
def test_verify_reads_and_writes_nothing_outside(place, front, wanted, capsys):
    file(front)
    assert main(["verify", f"briefs/{fixture.STEM}.md"]) == 1
    assert wanted in capsys.readouterr().err
    assert [path.name for path in Path("briefs").glob("x*")] == []


def test_doctor_prints_the_link_as_json_as_well(place, capsys):
    link(place / "corpus" / "leak.md", "../../outside/notes/secret.md")
    assert main(["corpus", "doctor", "--json"]) == 0
    assert "leak.md" in [finding["path"] for finding in json.loads(capsys.readouterr().out)]


def test_what_was_made_is_not_to_be_committed(place, capsys):
    """A cache that comes with a branch would be believed."""
    forged = Path("build/cache/forged.json")
    forged.parent.mkdir(parents=True, exist_ok=True)
    forged.write_text("{}", "utf-8")
    assert main(["check"]) == 0
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "-f", forged], check=True)
    assert main(["check"]) == 1
    assert "build/cache/forged.json: error stray-file: what lies below build/ is made here" in capsys.readouterr().out


def test_a_corpus_that_is_a_link_out_counts_as_not_there(place, capsys):
    """Its name stands in the policy; where it leads does not."""
    Path("corpus").rename("texts")
    link(place / "corpus", "../outside/notes")
    item = file({"corpus": {"path": "corpus", "documents": 1, "zh": 0, "en": 1, "chunks": 1}, "sources": []})
    shelf = library.Shelf(root=Path(), cache=Path("cache"))
    sources = shelf.sources(item.brief, item.ledger)
    assert sources.corpus is None and shelf.found("corpus/secret.md") is None
    view = SimpleNamespace(listed=SimpleNamespace(sources=sources, by_id={}), front=item.brief.front)
    (finding,) = searched.check(view)
    assert finding.code == "corpus" and "corpus leads out of the repository; put a copy in its place" in finding.message
    assert SECRET.encode() not in published()
    Path("policy.yml").write_text("corpora: [corpus, ../outside/notes]\n", "utf-8")
    shelf = library.Shelf(root=Path(), cache=Path("cache"))
    assert shelf.corpus("corpus").documents[0].title == "Private", "a person named it in the policy"


def test_a_corpus_below_a_folder_that_is_a_link_out_counts_as_not_there(place):
    link(place / "texts", "../outside")
    Path("policy.yml").write_text("corpora: [corpus, texts/notes]\n", "utf-8")
    item = file({"corpus": COUNTED | {"path": "texts/notes"}, "sources": []})
    assert library.Shelf(root=Path(), cache=Path("cache")).sources(item.brief, item.ledger).corpus is None
    assert SECRET.encode() not in published()


def test_a_corpus_that_is_a_link_within_the_repository_is_read_and_its_changes_are_seen(place, capsys):
    Path("corpus").rename("texts")
    link(place / "corpus", "texts")
    item = file({"corpus": COUNTED | {"path": "corpus"}, "sources": []})
    assert library.Shelf(root=Path(), cache=Path("cache")).corpus("corpus").documents[0].title == "Own"
    assert impact.searches(item, frozenset({"texts/own.md"}))
    for arguments in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "base"]):
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments], check=True)
    Path("texts/own.md").write_text("# Own\n\nNobody may read this sentence.\n", "utf-8")
    assert main(["review", "--base", "main"]) == 0
    assert "Sources were changed" in (page := capsys.readouterr().out) and "Nobody" in page
    file({"corpus": COUNTED | {"path": "corpus"}, "sources": [{"id": "S1", "kind": "document", "path": "given.md"}]})
    link(place / "given.md", "texts/own.md")
    assert impact.searches(library.brief_at(item.path), frozenset({"texts/own.md"}))


def test_a_folder_of_logos_that_is_a_link_out_is_refused(place):
    (place.parent / "outside" / "Brand").mkdir()
    (place.parent / "outside" / "Brand" / "mark.png").write_bytes(fixture.png())
    link(place / "corpus" / "logos", "../../outside")
    with pytest.raises(BriefproofError, match="leads out of"):
        gallery.with_folder(SimpleNamespace(words={}, sha256=""), Path("corpus/logos"), None)


def test_what_git_kept_is_read_by_its_path_within_the_repository_alone(place):
    for arguments in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "base"]):
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments], check=True)
    secret = place.parent / "outside" / "notes" / "secret.md"
    sha256 = hashlib.sha256(secret.read_bytes()).hexdigest()
    shelf = library.Shelf(root=Path(), cache=Path("cache"))
    link(place / "linked.md", secret)
    subprocess.run(["git", "add", "."], check=True)
    for path in ("../outside/notes/secret.md", str(secret), "linked.md"):
        assert former.found(Path(path), sha256, shelf) is None
