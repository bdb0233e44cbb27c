"""Installed from a wheel, away from any clone: a new folder gives a brief, a site and what is published of it."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.helpers import site_browser
from tests.helpers.wheel import built

pytestmark = pytest.mark.slow

QUERY = "对比文本笔记与关系数据库，600 字左右"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """An environment with the project from its wheel; what it depends on comes from the one that runs the tests."""
    place = tmp_path_factory.mktemp("wheel")
    wheel = built(place)
    run(sys.executable, "-m", "venv", place / "venv")
    python = place / "venv" / "bin" / "python"
    run(python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel)
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    Path(site, "others.pth").write_text(sysconfig.get_path("purelib"))
    for name in ("mkdocs", "mike"):  # as pip would put them there
        script = Path(sys.executable).with_name(name).read_text()
        python.with_name(name).write_text(f"#!{python}\n" + script.partition("\n")[2])
        python.with_name(name).chmod(0o755)
    return python.with_name("briefproof")


def run(*command, cwd=None, **environment):
    known = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=known | environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-3000:] + done.stdout[-1000:]
    return done.stdout


@pytest.fixture(scope="module")
def folder(program, tmp_path_factory):
    """A folder of a team's own with a brief and its site."""
    place = tmp_path_factory.mktemp("own")
    run(program, "init", "team", cwd=place)
    team = place / "team"
    run(program, "brief", "--query", QUERY, cwd=team)
    assert "1 brief checked, 0 with errors" in run(program, "check", cwd=team)
    run(program, "site", cwd=team)
    return team


def test_it_is_the_wheel_that_runs(program):
    code = "import generator, briefproof; print(generator.__file__, briefproof.__file__)"
    for path in run(program.with_name("python"), "-c", code, cwd=program.parent).split():
        assert Path(path).is_relative_to(program.parents[1])


def test_what_comes_out_is_what_a_clone_makes(folder, tmp_path, monkeypatch):
    from generator import pipeline

    shutil.copytree(folder / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    path = pipeline.make(pipeline.Request(query=QUERY), build=Path("build")).path
    assert path.read_bytes() == (folder / path).read_bytes()


def test_the_targets_of_make_do_the_same(program, folder):
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    (folder / ".venv").mkdir(exist_ok=True)
    (folder / ".venv" / ".ready").touch()
    for target in (("check",), ("site",), ("verify", f"BRIEF={next(folder.glob('briefs/*.md')).relative_to(folder)}")):
        run("make", *target, f"RUN={program}", cwd=folder)


def test_a_team_changes_the_look_of_its_pages(program, folder):
    own = folder / "site_overrides" / "assets" / "briefproof.css"
    own.parent.mkdir(parents=True)
    own.write_text("body { color: #123456; }\n")
    try:
        run(program, "site", cwd=folder)
        assert (folder / "build" / "site" / "assets" / "briefproof.css").read_text() == own.read_text()
    finally:
        shutil.rmtree(folder / "site_overrides")
        run(program, "site", cwd=folder)
    assert len((folder / "build" / "site" / "assets" / "briefproof.css").read_text()) > 10_000


def test_what_the_workflow_publishes_is_pushed(program, folder, tmp_path):
    """The last step of publish.yml, run as the forge would: twice, the second time over the first version."""
    import yaml

    step = yaml.safe_load((folder / ".github/workflows/publish.yml").read_text("utf-8"))["jobs"]["publish"]["steps"][-1]
    git = {"GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"), "HOME": str(tmp_path)}
    run("git", "init", "-q", "--bare", "-b", "main", "origin", cwd=tmp_path)
    run("git", "init", "-q", "-b", "main", cwd=folder, **git)
    run("git", "remote", "add", "origin", str(tmp_path / "origin"), cwd=folder, **git)
    run("git", "add", "-A", cwd=folder, **git)
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    run("git", *author, "commit", "-qm", "first", cwd=folder, **git)
    assert "build/" not in run("git", "ls-files", cwd=folder, **git)
    run("git", "push", "-q", "origin", "main", cwd=folder, **git)
    for number, version in enumerate(("v1", "v2")):
        clone = tmp_path / f"clone{number}"
        run("git", "clone", "-q", str(tmp_path / "origin"), str(clone), **git)
        path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
        run("bash", "-e", "-c", step["run"], cwd=clone, PATH=path, VERSION=version, SITE_URL="https://x.org/t/", **git)
    published = run("git", "ls-tree", "--name-only", "gh-pages", cwd=tmp_path / "origin").split()
    assert {"v1", "v2", "latest", "versions.json", "index.html", "404.html"} <= {*published}


@pytest.mark.browser
def test_a_reader_goes_from_a_sentence_to_its_source_and_back(folder):
    with site_browser.served(folder / "build" / "site") as address, site_browser.browser() as browser:
        page = browser.new_page()
        wrong = []
        page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
        page.on("requestfailed", lambda request: wrong.append(request.url))
        page.goto(address, wait_until="networkidle")
        page.locator(".brief-card a").first.click()
        page.locator("h1").wait_for()
        brief = page.url
        cite = page.locator("p.report a.cite").first
        sentence = cite.locator("xpath=..").inner_text()
        cite.click()
        page.wait_for_url("**/corpus/**")
        quoted = page.locator(":target").inner_text()
        assert quoted.strip("。") in sentence and page.locator("mark").count()
        page.locator(f"a[href*='{Path(brief).name}#']").first.click()
        page.wait_for_url("**/briefs/**")
        assert page.url.startswith(brief + "#") and page.locator(":target").count() == 1
    assert wrong == []
