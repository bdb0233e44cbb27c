"""Runs that are killed, meet each other, or cannot write: nothing is lost, mismatched or half there."""

import contextlib
import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator import brief as briefs, corpus as corpora, files, gate as library, locks, together
from generator.__main__ import main
from generator.brief import filing
from generator.commission import read as read_commission
from generator.errors import BriefproofError
from generator.site import publishing
from tests.conftest import ROOT
from tests.helpers import site_fixture as fixture

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
OLD = {"a.ledger.yml": "old ledger\n", "a.md": "old brief\n"}
NEW = {"a.ledger.yml": "new ledger\n", "a.md": "new brief\n"}


def put(folder, texts):
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")


def seen(folder):
    """Return what lies in a folder: the files that anyone sees, by name."""
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if not path.name.startswith(".")}


def write(folder):
    return together.write({folder / name: text for name, text in NEW.items()})


def file(path=Path("briefs") / f"{fixture.STEM}.md"):
    """File the brief of the site's tests."""
    brief, ledger = fixture.brief()
    rendered = briefs.render(brief)
    filing.write(path, rendered, filing.as_generated(ledger, rendered))
    return path


class Killed(BaseException):
    """Stands for a kill: nothing that a run does at its end is done."""


def killed_at(monkeypatch, folder, step):
    """Write, and die at the call of that number that changes a file; return whether there was such a call."""
    calls = iter(range(step))

    def die(real):
        def call(*args, **more):
            if next(calls, None) is None:
                raise Killed
            return real(*args, **more)

        return call

    with monkeypatch.context() as patched:
        for name in ("replace", "unlink"):
            patched.setattr(Path, name, die(getattr(Path, name)))
        try:
            write(folder)
        except Killed:
            return True
    return False


@pytest.mark.parametrize("before", [{}, OLD, {"a.md": "old brief\n"}], ids=["new", "both", "one"])
def test_after_a_kill_at_any_step_the_next_run_has_both_files_or_neither(tmp_path, monkeypatch, before):
    outcomes = set()
    for step in range(20):
        folder = tmp_path / str(step)
        folder.mkdir()
        put(folder, before)
        killed = killed_at(monkeypatch, folder, step)
        together.recover(folder)
        assert seen(folder) in (before, NEW)
        outcomes.add(seen(folder) == NEW)
        if not killed:
            break
    assert not killed and outcomes == {True, False}
    assert not list(folder.glob(".*"))


def test_what_someone_changed_since_is_left_alone(tmp_path, monkeypatch):
    put(tmp_path, OLD)
    assert killed_at(monkeypatch, tmp_path, 1)
    (tmp_path / "a.md").write_text("mine\n", "utf-8")
    together.recover(tmp_path)
    assert seen(tmp_path) == {**OLD, "a.md": "mine\n"}
    assert not list(tmp_path.glob(".*"))


def test_a_plan_that_was_copied_or_committed_is_no_plan(tmp_path, monkeypatch):
    put(tmp_path, OLD)
    assert killed_at(monkeypatch, tmp_path, 1)
    (plan,) = tmp_path.glob(".together-*")
    told = plan.read_bytes()
    plan.unlink()
    plan.write_bytes(told)
    together.recover(tmp_path)
    assert seen(tmp_path) == OLD


def test_temporary_files_are_swept_once_they_are_nobodys(tmp_path):
    for name, age in (("fresh", 1), ("stale", 2 * together.STALE)):
        path = tmp_path / f".{name}.tmp"
        path.write_text("x", "utf-8")
        os.utime(path, (time.time() - age,) * 2)
    together.recover(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".fresh.tmp"]


@pytest.mark.parametrize("call", range(1, 4))
def test_a_full_disk_leaves_no_orphan(tmp_path, monkeypatch, call):
    calls = iter(range(1, call))

    def full(path, data):
        if next(calls, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        return files.aside(path, data)

    monkeypatch.setattr(together, "aside", full)
    with pytest.raises(BriefproofError, match="No space left"):
        write(tmp_path)
    assert not list(tmp_path.iterdir())


def test_reading_a_brief_finishes_what_was_begun(tmp_path, monkeypatch):
    path = file(tmp_path / f"{fixture.STEM}.md")
    other = path.read_text("utf-8")
    real = Path.replace

    def cut(self, to):
        if to == path:
            raise Killed
        return real(self, to)

    commission = read_commission("Compare A and B. Write a report titled “One Title” of 500 words.")
    readers = (
        library.brief_at,
        lambda path: library.briefs_in(path.parent),
        lambda path: filing.place(path.parent, "open-and-closed", commission),
    )
    for number, read in enumerate(readers):
        text = other.replace("\n\n## ", f"\n\n## {number}", 1)
        with monkeypatch.context() as patched, pytest.raises(Killed):
            patched.setattr(Path, "replace", cut)
            filing.write(path, text, filing.as_generated(fixture.brief()[1], text))
        assert path.read_text("utf-8") != text
        read(path)
        assert path.read_text("utf-8") == text


# -- locks -----------------------------------------------------------------------------------------------------

HOLD = """
import sys, time
from pathlib import Path
from generator import locks
with locks.held(Path(sys.argv[1]), "it"):
    print("held", flush=True)
    time.sleep(60)
"""


@contextlib.contextmanager
def other_run(path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    )
    assert process.stdout.readline() == "held\n"
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_lock_says_who_holds_it_and_ends_with_its_process(tmp_path):
    lock = tmp_path / "locks" / "a.lock"
    with other_run(lock) as process:
        words = f"process {process.pid}.* the brief for more than 0.1 s"
        with pytest.raises(BriefproofError, match=words), locks.held(lock, "the brief", seconds=0.1):
            raise AssertionError("two held it")
        process.kill()
        process.wait()
        with locks.held(lock, "the brief", seconds=5):
            pass


@pytest.mark.parametrize("command", ["sign", "refresh", "withdraw", "repair"])
def test_a_brief_that_another_run_writes_is_not_mended(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(locks, "WAIT", 0.1)
    path = file()
    more = {"sign": ["--by", "A"], "withdraw": ["--why", "x"]}.get(command, [])
    with filing.locked(path, Path("build/locks")):
        assert main([command, str(path), *more]) == 1
    said = capsys.readouterr().err
    assert f"process {os.getpid()}" in said and said.count("\n") == 1


def test_two_runs_never_get_the_same_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(locks, "WAIT", 0.1)
    brief, ledger = fixture.brief()
    wanted = [read_commission(f"Compare A and B. Write a report titled “One Title” of {n} words.") for n in (500, 700)]

    def reserve(number):
        return filing.reserved(Path("briefs"), None, wanted[number], Path("locks"))

    with reserve(0) as (first, _):
        with pytest.raises(BriefproofError, match="another run"), reserve(1):
            raise AssertionError("two have one path")
        brief.front["commission"] = {**brief.front["commission"], "query": wanted[0].query}
        filing.write(first, briefs.render(brief), ledger)
    with reserve(1) as (second, _):
        assert second.stem == f"{first.stem}-2"
    with reserve(0) as (again, _):
        assert again == first


# -- names and folders -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["", ".git", ".", "..", "-x", "a/b", "a\\b", "a b", "a..b", "1.", "a\n", "a\tb", "a\x00b", "a:b", "~", "CON", "nul.txt",
     "com1", "x" * 101, "index.html", "versions.json", "a?b", "a%2fb", "a#b", "é", "$(x)"],
)  # fmt: skip
def test_versions_that_git_or_a_server_would_take_amiss_are_refused(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)

    def never(*args, **more):
        raise AssertionError("something was made")

    monkeypatch.setattr(publishing.engines, "run", never)
    monkeypatch.setattr(publishing, "stage", never)
    for version, alias in ((name, "latest"), ("1.0", name)):
        with pytest.raises(BriefproofError, match="VERSION=|ALIAS=") as caught:
            publishing.publish(version, alias, Path("briefs"), Path("cache"), fixture.gate(), push=False)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["1.0", "v1.0.3-rc.1+5", "latest", "2026_11", "x" * 100, "console"])
def test_versions_that_are_names(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    made = []
    monkeypatch.setattr(publishing.engines, "run", lambda *args, **more: made.append(args))
    nothing = publishing.Staged(written=0, removed=0, shown=0, left_out=())
    monkeypatch.setattr(publishing, "stage", lambda *args, **more: nothing)
    monkeypatch.setattr(publishing.wrong_address, "commit", lambda *args: None)
    publishing.publish(name, "latest", Path("briefs"), Path("cache"), fixture.gate(), push=False)
    assert made[0][-2:] == (name, "latest")


def test_a_slug_is_as_long_as_a_file_name_may_be(tmp_path):
    commission = read_commission("Compare A and B. Write a report titled “One Title” of 500 words.")
    longest = "a" * filing.MOST_SLUG
    path, _ = filing.place(tmp_path, longest, commission)
    file(path)
    path.with_suffix(".findings.txt").write_text("x")
    for slug in (f"{longest}a", "a" * 300, "a" * 5000):
        with pytest.raises(BriefproofError, match="SLUG=") as caught:
            filing.place(tmp_path, slug, commission)
        assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    "out", [".git", ".git/briefs", "sub/.git/x", ".GIT", "linked", "file", "file/below", "x" * 300]
)
def test_folders_that_are_no_place_for_briefs(tmp_path, monkeypatch, out):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "linked").symlink_to(".git")
    (tmp_path / "file").write_text("x")
    with pytest.raises(BriefproofError, match="OUT=|cannot write into") as caught:
        filing.check_writable(Path(out))
    assert "\n" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "file", "linked"]
    assert not list((tmp_path / ".git").iterdir())


# -- what cannot be written ------------------------------------------------------------------------------------


def test_a_cache_that_cannot_be_written_costs_time_and_no_truth(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.md").write_text("# A\n\nA sentence stands here.\n", "utf-8")
    (tmp_path / "cache").write_text("a file where the folder would be", "utf-8")
    shelf = library.Shelf(root=tmp_path, cache=tmp_path / "cache")
    assert [document.title for document in shelf.corpus("corpus").documents] == ["A"]
    assert corpora.read_attachment(tmp_path / "corpus" / "a.md", cache=tmp_path / "cache").title == "A"


def test_verify_in_a_folder_that_cannot_be_written_is_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    path = file()
    Path("build").write_text("a file where the folder would be", "utf-8")
    assert main(["verify", str(path)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "cannot write into build" in said


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC, errno.EACCES])
def test_errors_of_the_surroundings_are_one_line(monkeypatch, capsys, number):
    monkeypatch.setattr(publishing, "stage", failing(number))
    assert main(["stage"]) == 1
    assert capsys.readouterr().err == f"briefproof: build/x: {os.strerror(number)}\n"


def test_other_errors_of_the_system_keep_their_traceback(monkeypatch):
    monkeypatch.setattr(publishing, "stage", failing(errno.EIO))
    with pytest.raises(OSError, match="build/x"):
        main(["stage"])


def failing(number):
    def fail(*args, **more):
        raise OSError(number, os.strerror(number), "build/x")

    return fail


# -- the site --------------------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder with a site of the last time."""
    monkeypatch.chdir(tmp_path)
    publishing.SITE.mkdir(parents=True)
    (publishing.SITE / "index.html").write_text("old", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Briefs\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "failure", [BriefproofError("refused"), KeyboardInterrupt(), None], ids=["refused", "stopped", "whole"]
)
def test_a_site_takes_its_place_when_it_is_whole(site, monkeypatch, failure):
    publishing.SITE.with_name(".site-killed").mkdir()

    def half(*arguments, **more):
        target = Path(more["BRIEFPROOF_SITE_DIR"])
        target.mkdir()
        (target / "index.html").write_text("new", "utf-8")
        assert (publishing.SITE / "index.html").read_text("utf-8") == "old"
        if failure:
            raise failure

    monkeypatch.setattr(publishing.engines, "run", half)
    with pytest.raises(type(failure)) if failure else contextlib.nullcontext():
        publishing.build()
    assert (publishing.SITE / "index.html").read_text("utf-8") == ("old" if failure else "new")
    assert not list(Path("build").glob(".*"))


def test_two_builds_at_once_wait_for_each_other(site, monkeypatch, capsys):
    monkeypatch.setattr(locks, "WAIT", 0.1)
    with other_run(publishing.LOCK) as process:
        assert main(["site"]) == 1
        said = capsys.readouterr().err
        assert f"process {process.pid}" in said and "the site" in said and said.count("\n") == 1
        with pytest.raises(BriefproofError, match="another run"):
            publishing.build()


WRITES = """
import sys
from pathlib import Path
from generator.brief import filing, ledger as ledgers
path = Path(sys.argv[1])
text = path.read_text("utf-8")
ledger = ledgers.parse(path.with_suffix(".ledger.yml").read_text("utf-8"), "x")
print("ready", flush=True)
for n in range(10 ** 9):
    now = text + chr(10) * (n % 2)
    filing.write(path, now, filing.as_generated(ledger, now))
"""


@pytest.mark.slow
def test_twenty_kills_at_random_moments_leave_no_mismatched_pair(tmp_path):
    chance = random.Random(5)
    path = file(tmp_path / f"{fixture.STEM}.md")
    for _ in range(20):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITES, str(path)], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
        )
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        process.communicate()
        (item,) = library.briefs_in(path.parent)
        assert filing.as_generated(item.ledger, path.read_text("utf-8")).generated == item.ledger.generated
        assert not list(path.parent.glob(".together-*"))


@pytest.mark.slow
def test_killed_builds_leave_a_whole_site_or_none(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    Path("corpus").mkdir()
    Path("corpus/a.md").write_text("# A\n\nA sentence stands here.\n", "utf-8")

    def pages():
        return sorted(path.relative_to(publishing.SITE) for path in publishing.SITE.rglob("*"))

    assert main(["site"]) == 0
    whole = pages()
    chance = random.Random(7)
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "site"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT,
            start_new_session=True,
        )  # fmt: skip
        time.sleep(chance.uniform(0.2, 3.0))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert not publishing.SITE.exists() or pages() == whole
    assert main(["site"]) == 0
    assert pages() == whole and not list(Path("build").glob(".*"))
