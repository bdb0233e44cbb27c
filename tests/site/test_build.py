"""The built site: every link lands, every page is well made, nothing is asked of another host."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from generator import site
from tests.helpers import site_fixture
from tests.helpers.site_build import Page, build

PICTURE = site_fixture.png()


def staged(folder, briefs=None, **options):
    image = folder / "logo.png"
    image.write_bytes(PICTURE)
    return site.pages(
        site_fixture.briefs() if briefs is None else briefs,
        (site_fixture.corpus(),),
        (site_fixture.REPORT,),
        images={hashlib.sha256(PICTURE).hexdigest(): image},
        rules={"title": ("error", "the title is the one in the front matter")},
        findings=site_fixture.FINDINGS,
        **options,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    return build(staged(folder), folder)


def pages_of(built):
    return {path.relative_to(built).as_posix(): Page(path) for path in sorted(built.rglob("*.html"))}


def test_every_link_and_fragment_lands(built):
    pages = pages_of(built)
    missing = []
    for name, page in pages.items():
        if name == "404.html":  # served at any address, so its links are absolute
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (built / name).parent / unquote(parts.path) if parts.path else built / name
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                missing.append((name, link))
            elif parts.fragment and target.suffix == ".html":
                there = pages[target.resolve().relative_to(built.resolve()).as_posix()].ids
                if unquote(parts.fragment) not in [*there, "__skip"]:
                    missing.append((name, link))
    assert missing == []
    assert sum(link.startswith("../corpus/") or link.startswith("../attachments/")
               for link in pages[f"briefs/{site_fixture.STEM}.html"].links) >= 9  # fmt: skip


def test_no_id_twice(built):
    for name, page in pages_of(built).items():
        assert [one for one, times in Counter(page.ids).items() if times > 1] == [], name


def test_html_is_valid(built):
    for path in built.rglob("*.html"):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_text(encoding="utf-8"))
        assert parser.errors == [], path


def test_no_resource_of_another_host(built):
    for name, page in pages_of(built).items():
        for tag, attributes in page.elements:
            address = attributes.get("src") or (attributes.get("href") if tag == "link" else None)
            assert not address or not urlsplit(address).netloc, (name, tag, address)
        outside = [link for link in page.links if urlsplit(link).netloc]
        assert set(outside) <= {"https://example.org/hub?a=1&b=2", "https://squidfunk.github.io/mkdocs-material/"}


def test_policy_allows_no_inline_script_and_there_is_none(built):
    for name, page in pages_of(built).items():
        metas = [a for tag, a in page.elements if tag == "meta" and a.get("http-equiv")]
        assert len(metas) == 1 and "script-src 'self';" in metas[0]["content"], name
        inline = [a for tag, a in page.elements if tag == "script" and "src" not in a]
        assert [a.get("type") for a in inline] == ["application/json"], name
        assert not any(key.startswith("on") or key == "style" for _, a in page.elements for key in a), name


def test_chinese_sentences_join_without_a_gap(built):
    text = (built / f"briefs/{site_fixture.STEM}.html").read_text(encoding="utf-8")
    report = text[text.index('<p class="report">') :]
    assert not re.search(r"</span>\s+<span class=\"s\"", report[: report.index("</p>")])
    english = (built / "briefs/2026-10-01-open.html").read_text(encoding="utf-8")
    assert re.search(r"</span> <span class=\"s\"", english)


def test_each_page_speaks_its_language(built):
    pages = pages_of(built)
    languages = {
        name: page.elements[0][1].get("lang") or page.elements[1][1].get("lang") for name, page in pages.items()
    }
    assert languages[f"briefs/{site_fixture.STEM}.html"] == "zh"
    assert languages["briefs/2026-10-01-open.html"] == "en"
    assert languages["corpus/articles-closed.html"] == "en"
    assert "Search" in (built / "briefs/2026-10-01-open.html").read_text(encoding="utf-8")


def test_search_looks_through_sentences_and_blocks_once_each(built):
    held = {}
    for name in ("briefs", "sources"):
        (kind, written, simple, pages) = json.loads(
            (built / "assets" / f"search-{name}.js").read_text(encoding="utf-8").split(".push(", 1)[1].rstrip(");\n")
        )
        assert len(written) == len(simple) > 0
        for path, _, _, said in pages:
            ids = Page(built / path).ids
            assert {anchor for anchor, _ in said} <= set(ids), path
            held[path] = [text for _, text in said]
    found = [path for path, said in held.items() for text in said if "大模型的改进往往从社区开始" in text]
    assert found == [f"briefs/{site_fixture.STEM}.html", "corpus/articles-hub.html"]
    assert not any("没有被任何简报引用" in text for said in held.values() for text in said)
    assert held["corpus/articles-locked.html"] == []


def test_the_same_input_gives_the_same_site(built, tmp_path):
    again = build(staged(tmp_path), tmp_path)
    ignored = {"sitemap.xml", "sitemap.xml.gz"}  # MkDocs puts the day of the build there
    first = {path.relative_to(built): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    second = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert {str(name) for name in first.keys() ^ second.keys()} == set()
    assert [str(name) for name in first if first[name] != second[name] and name.name not in ignored] == []


def test_pages_link_to_their_file_and_history(built, tmp_path):
    there = build(staged(tmp_path), tmp_path, REPOSITORY_URL="https://example.org/owner/name")
    brief, source = (
        Page(there / name).links for name in (f"briefs/{site_fixture.STEM}.html", "corpus/articles-hub.html")
    )
    assert f"https://example.org/owner/name/blob/HEAD/briefs/{site_fixture.STEM}.md" in brief
    assert "https://example.org/owner/name/commits/HEAD/corpus/articles/hub.md" in source
    attached = Page(there / "attachments/north-report.html").links
    assert not any("owner/name" in link for link in [*attached, *Page(built / "index.html").links])


@pytest.mark.slow
def test_the_staged_tree_builds_under_zensical_too(built, tmp_path):
    """The theme's end of life is May 2027; Zensical reads the same mkdocs.yml."""
    zensical = shutil.which("zensical", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if not zensical:
        pytest.skip("zensical is not installed")
    build(staged(tmp_path), tmp_path)
    shutil.rmtree(tmp_path / "build" / "site")
    done = subprocess.run([zensical, "build"], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    names = {path.relative_to(built).as_posix() for path in built.rglob("*.html")}
    there = tmp_path / "build" / "site"
    assert names == {path.relative_to(there).as_posix() for path in there.rglob("*.html")}
    ours, theirs = (Page(folder / f"briefs/{site_fixture.STEM}.html") for folder in (built, there))
    for wanted in ("cite", "s", "badge badge-warn"):
        found = [[a.get("id") or a.get("href") for _, a in page.elements if a.get("class") == wanted]
                 for page in (ours, theirs)]  # fmt: skip
        assert found[0] == found[1] and found[0], wanted


def test_a_site_without_briefs_builds(tmp_path):
    from generator.corpus import Corpus

    empty = site.pages((), (Corpus(root=tmp_path, documents=()),))
    assert "还没有简报" in Page(build(empty, tmp_path) / "index.html").text
