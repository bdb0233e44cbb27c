"""Publishing through mike: versions, aliases, the banner of an old version, and how little a version costs."""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import site
from generator.site import engines, look, wrong_address
from tests.helpers import ROOT, site_browser, site_fixture

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]


def staged(text="开放"):
    briefs = [(site_fixture.STEM, *site_fixture.brief(title=f"{text}与封闭"))]
    return site.pages(briefs, (site_fixture.corpus(),), (site_fixture.REPORT,))


def run(folder, *command, **more):
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "NO_MKDOCS_2_WARNING": "1",
        "BRIEFPROOF_VERSIONS": "mike",
        "SITE_URL": "http://127.0.0.1/",
        "SOURCE_DATE_EPOCH": "1700000000",
        "GIT_CONFIG_GLOBAL": os.devnull,
        **more,
    }
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def deploy(folder, version, pages):
    site.stage(pages, folder / "build" / "docs")
    run(folder, "mike", "deploy", "--update-aliases", version, "latest")


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    folder = tmp_path_factory.mktemp("repository")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    look.stage(folder)
    (folder / ".gitignore").write_text("build/\n", encoding="utf-8")
    run(folder, "git", "init", "-q", "-b", "main")
    run(folder, "git", "config", "user.name", "Tester")
    run(folder, "git", "config", "user.email", "tester@example.org")
    run(folder, "git", "add", "-A")
    run(folder, "git", "commit", "-q", "-m", "start")
    deploy(folder, "1.0", staged())
    return folder


def test_versions_share_what_did_not_change(repository):
    def size():
        run(repository, "git", "gc", "-q", "--prune=now")
        counted = run(repository, "git", "count-objects", "-v").splitlines()
        return sum(int(line.split()[1]) for line in counted if line.startswith("size"))  # KiB

    first = size()
    deploy(repository, "1.1", staged("公开"))
    assert size() - first < 0.2 * first
    head = run(repository, "git", "rev-parse", "gh-pages")
    deploy(repository, "1.1", staged("公开"))
    assert run(repository, "git", "rev-parse", "gh-pages") == head


@pytest.mark.browser
def test_old_version_says_so_and_the_switch_leads_to_the_new_one(repository, tmp_path):
    deploy(repository, "1.1", staged("公开"))
    run(repository, "git", "worktree", "add", "-f", str(tmp_path / "out"), "gh-pages")
    name = f"briefs/{site_fixture.STEM}.html"
    canonical = (tmp_path / "out" / "1.0" / name).read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="http://127.0.0.1/latest/{name}">' in canonical
    wrong = []
    with site_browser.served(tmp_path / "out") as address, site_browser.browser() as browser:
        page = browser.new_page()
        page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
        page.on("request", lambda asked: asked.url.startswith((address, "data:")) or wrong.append(asked.url))
        page.goto(f"{address}1.0/{name}", wait_until="networkidle")
        banner = page.locator("[data-md-component=outdated]")
        assert banner.is_visible() and "开放与封闭" in page.locator("h1").inner_text()
        page.locator(".md-version__current").focus()
        page.locator(".md-version__link", has_text="1.1").click()
        page.wait_for_url(f"{address}1.1/{name}")
        page.goto(f"{address}1.0/{name}", wait_until="networkidle")
        banner.locator("a").click()
        page.wait_for_url(f"{address}1.1/**")
        assert page.locator("[data-md-component=outdated]").is_hidden()
        page.goto(f"{address}latest/{name}#notes", wait_until="networkidle")
        assert page.url == f"{address}1.1/{name}#notes"
    assert wrong == []
    redirect = (tmp_path / "out" / "latest" / name).read_text(encoding="utf-8")
    script = re.search("<script>(.*?)</script>", redirect, re.DOTALL)[1]
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; script-src 'sha256-{allowed}'" in redirect


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_banner_of_an_old_version_can_be_read(repository, tmp_path, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    deploy(repository, "1.1", staged("公开"))
    run(repository, "git", "worktree", "add", "-f", str(tmp_path / "out"), "gh-pages")
    with site_browser.served(tmp_path / "out") as address, site_browser.browser() as browser:
        page = browser.new_context(color_scheme=scheme).new_page()
        page.goto(f"{address}1.0/briefs/{site_fixture.STEM}.html", wait_until="networkidle")
        assert page.locator("[data-md-component=outdated]").is_visible()
        found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found] == []


@pytest.mark.browser
def test_a_wrong_address_leads_home_and_to_the_search_from_any_depth(repository, tmp_path, monkeypatch):
    monkeypatch.chdir(repository)
    shown = wrong_address.page("latest", "/")
    wrong_address.commit(shown, "1700000000")
    head = run(repository, "git", "rev-parse", "gh-pages")
    wrong_address.commit(shown, "1700000000")
    assert run(repository, "git", "rev-parse", "gh-pages") == head
    run(repository, "git", "worktree", "add", "-f", str(tmp_path / "out"), "gh-pages")
    assert (tmp_path / "out" / "404.html").read_text(encoding="utf-8") == shown
    wrong = []
    with site_browser.served(tmp_path / "out") as address, site_browser.browser() as browser:
        page = browser.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.route("**/nowhere/**", lambda route: route.fulfill(status=404, body=shown, content_type="text/html")
                   if "versions.json" not in route.request.url else route.fulfill(status=404, body=""))  # fmt: skip
        for words, lands in (("全部简报", "index.html"), ("搜索", "index.html#search")):
            page.goto(f"{address}1.0/nowhere/at/all.html", wait_until="networkidle")
            assert "No such page" in page.locator("h1").inner_text()
            page.get_by_role("link", name=words).click()
            page.wait_for_url(re.compile(rf"{re.escape(address)}[\d.]+/{re.escape(lands)}"))
        page.locator("dialog.search").wait_for()
    assert wrong == []


@pytest.mark.browser
def test_zensical_builds_versions_for_mike(repository, tmp_path):
    pytest.importorskip("zensical", reason="zensical is not installed")
    deploy(repository, "1.1", staged("公开"))
    site.stage(staged("开源"), repository / "build" / "docs")
    with engines.as_mkdocs("zensical") as found_first:
        run(repository, "mike", "deploy", "--update-aliases", "1.2", "next", PATH=found_first)
    run(repository, "git", "worktree", "add", "-f", str(tmp_path / "out"), "gh-pages")
    name = f"briefs/{site_fixture.STEM}.html"
    built = (tmp_path / "out" / "1.2" / name).read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="http://127.0.0.1/latest/{name}">' in built and "zensical" in built
    wrong = []
    with site_browser.served(tmp_path / "out") as address, site_browser.browser() as browser:
        page = browser.new_page()
        page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
        page.goto(f"{address}next/{name}#notes", wait_until="networkidle")
        assert page.url == f"{address}1.2/{name}#notes" and "开源与封闭" in page.locator("h1").inner_text()
        assert page.locator("[data-md-component=outdated]").is_visible()  # 1.1 is the latest
        page.locator(".md-version__current").focus()
        page.locator(".md-version__link", has_text="1.1").click()
        page.wait_for_url(f"{address}1.1/{name}*")
    assert wrong == []
