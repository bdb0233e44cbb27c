"""Planted text in every place that text can come from: nothing of it may become active in the built site."""

import hashlib
import html
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator import site
from generator.brief import Block, Brief, Section, Sentence
from generator.brief.citation import Citation
from generator.brief.ledger import Entry, Ledger, Signature, Support, content_hash
from generator.corpus import Corpus
from generator.gate import Finding
from generator.site import markup
from tests.helpers import loaded, site_browser, site_fixture
from tests.helpers.site_build import Page, build

CALL = "alert(document.domain)"
VECTORS = [case.replace("XSS", CALL) for case in loaded("site/vectors.yml")]
ACTIVE = {"iframe", "object", "embed", "base", "applet", "math", "template", "style", "noscript", "textarea"}


def planted():
    """One document, attachment and brief for each group of vectors, which stand in every field."""
    documents, attachments, briefs = [], [], []
    for number, vector in enumerate(VECTORS):
        whole = site_fixture.chunk(1, f"{vector} 原文 {number}", vector, path=(vector, f"path {vector}"),
                                   kinds=("paragraph", "code"))  # fmt: skip
        other = site_fixture.chunk(2, vector, path=(vector,))
        values = dict.fromkeys(("author", "date", "url", "licence", "source", "accessed"), vector)
        document = site_fixture.document(f"v{number}/{number}.md", f"{vector} {number}", whole, other, **values,
                                         publish="full" if number % 2 else "excerpt")  # fmt: skip
        documents.append(replace(document, reader=vector, path=f"{number}{vector}"))
        attachments.append(site_fixture.document(f"{vector}{number}.pdf", vector, replace(whole, pages=((0, 1),))))
        briefs.append((f"b{number}", *_brief(number, vector, documents[-1], attachments[-1])))
    return briefs, (Corpus(root=Path("corpus"), documents=tuple(documents)),), attachments


def _brief(number, vector, document, attachment):
    front = site_fixture.front(vector)
    front["date"] = f"{vector}"
    front["commission"] |= {
        "query": vector,
        "subjects": [{"name": vector, "from": vector}, {"name": "B", "from": "image"}],
        "sections": [{"heading": vector, "title": vector, "role": vector}],
        "length": {"min": vector, "max": vector, "unit": vector, "counted": vector},
        "defaulted": [vector],
        "not_enforced": [vector],
    }
    front["logos"][0] |= {"image": vector, "verdict": "named", "name": vector, "rule": vector, "confidence": vector,
                          "model": {"name": vector, "sha256": vector},
                          "candidates": [{"name": vector, "score": 0.5}, {"name": vector, "score": vector}]}  # fmt: skip
    front["gaps"] = [{"code": "source", "source": vector}]
    front["corpus"] = dict.fromkeys(("path", "documents", "zh", "en", "chunks"), vector)
    front["balance"] = {vector: vector}
    front["withdrawn"] = {"date": vector, "why": vector}
    front["writer"] = {"name": vector, "version": vector}
    front["sources"] = [
        {"id": "S1", "kind": "corpus", "title": document.title, "path": vector, "sha256": document.sha256, "cited": 1,
         "url": vector, "author": vector, "licence": vector, "date": vector},
        {"id": "S2", "kind": "document", "title": vector, "file": attachment.path, "sha256": attachment.sha256},
        {"id": "S3", "kind": vector, "title": vector, "sha256": vector, "path": vector, "url": vector},
        {"id": vector, "kind": "image", "title": vector, "file": vector, "sha256": vector},
    ]  # fmt: skip
    first = document.chunks[0]
    spans = (
        Support(source="S1", chunk=1, chunk_sha256=first.sha256, start=0, end=len(first.text), quote=first.text,
                relation=vector),
        Support(source="S2", chunk=1, page=1, chunk_sha256=first.sha256, start=0, end=4, quote=first.text[:4],
                relation="membership"),
        Support(source="S3", chunk=9, chunk_sha256=vector, start=3, end=2, quote=vector, relation="verbatim"),
        Support(source=vector, chunk=1, chunk_sha256=vector, start=0, end=9, quote=vector, relation="verbatim"),
    )  # fmt: skip
    cited = (
        Citation(kind="corpus", title=document.title, number=1),
        Citation(kind="document", title=vector, number=7),
        Citation(kind="image", title=vector),
    )
    said = Sentence(text=f"{vector} {number}", citations=cited)
    bare = Sentence(text=vector)
    blocks = (
        Block(kind="paragraph", rows=((said, bare),)),
        Block(kind="heading", rows=((bare,),)),
        Block(kind="bullets", rows=((bare,), (said,))),
        Block(kind="table", rows=((bare, bare), (said, bare))),
    )
    entries = (
        Entry(id=f"s-{number:010x}", section=1, kind="claim", text=said.text, side=vector, supports=spans),
        _signed(
            Entry(id=f"t-{number:09x}", section=1, kind="claim", text=f"{vector} {number}", supports=spans), vector
        ),
        Entry(id=vector, section=1, kind=vector, text=vector, side=vector, lead=vector),
    )
    section = Section(number=1, heading=vector, blocks=blocks)
    return (
        Brief(front=front, title=vector, sections=(section,)),
        Ledger(brief=vector, reader=vector, entries=entries),
    )


def _signed(entry, vector):
    return replace(entry, signed=Signature(by=vector, on=vector, of=content_hash(entry)))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("vectors")
    image = folder / "logo.png"
    image.write_bytes(site_fixture.png())
    briefs, corpora, attachments = planted()
    images = {hashlib.sha256(site_fixture.png()).hexdigest(): image}
    findings = {
        stem: (Finding(code="support", message=vector),) for (stem, *_), vector in zip(briefs, VECTORS, strict=True)
    }
    return build(site.pages(briefs, corpora, attachments, images=images, findings=findings), folder)


def test_there_are_enough_vectors():
    assert len(VECTORS) >= 60


def test_nothing_active_in_the_parsed_pages(built):
    pages = sorted(built.rglob("*.html"))
    assert len(pages) >= 4 * len(VECTORS)
    for path in pages:
        page = Page(path)
        scripts = [attributes for tag, attributes in page.elements if tag == "script"]
        assert all(a.get("src", "").lstrip("./").startswith("assets/") or a.get("type") == "application/json"
                   for a in scripts), path  # fmt: skip
        for tag, attributes in page.elements:
            assert tag not in ACTIVE, (path, tag)
            assert not any(name.startswith("on") or name in ("style", "srcdoc", "formaction") for name in attributes), (
                path,
                attributes,
            )
        for link in page.links:
            parts = urlsplit(re.sub(r"[\x00-\x20]", "", html.unescape(link)))
            assert parts.scheme in ("", "http", "https"), (path, link)
        resources = [a.get("src") for tag, a in page.elements if tag in ("img", "script") and a.get("src")]
        resources += [a.get("href") for tag, a in page.elements if tag == "link"]
        assert not any(urlsplit(address).netloc for address in resources), path


def test_elements_are_the_same_whatever_the_text(built):
    """Each page of a kind has the same elements as every other: no text opens or closes one."""
    for folder in ("briefs", "references"):
        shapes = {}
        for path in sorted((built / folder).glob("*.html")):
            tags = [tag for tag, _ in Page(path).elements if tag not in ("a", "span", "br", "q", "wbr", "cite", "em")]
            shapes.setdefault(tuple(tags), []).append(path.name)
        usual = max(shapes.values(), key=len)
        others = [name for names in shapes.values() for name in names if names is not usual]
        # a cell or line that holds nothing but control characters is left out
        assert len(others) <= 0.2 * len(VECTORS), (folder, others)


def test_planted_text_is_shown_as_it_is(built):
    for number, vector in enumerate(VECTORS):
        text = Page(built / "briefs" / f"b{number}.html").text
        assert markup.clean(f"{vector} {number}") in text, vector


@pytest.mark.slow
@pytest.mark.browser
def test_nothing_happens_in_a_browser(built):
    noticed = []
    with site_browser.served(built) as address, site_browser.browser() as browser:
        page = browser.new_page()
        # the theme's own script and style are the same on every page and take most of the time
        page.route(re.compile(r"/assets/(stylesheets|javascripts)/"), lambda route: route.fulfill(body=""))
        page.on("dialog", lambda dialog: (noticed.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: request.url.startswith((address, "data:")) or noticed.append(request.url))
        page.on("console", lambda message: message.type == "error" and noticed.append(message.text))
        page.on("pageerror", lambda error: noticed.append(str(error)))
        for path in sorted(built.rglob("*.html")):
            name = path.relative_to(built).as_posix()
            if name != "404.html":
                page.goto(address + name, wait_until="load")
    assert noticed == []


@pytest.mark.browser
def test_the_search_shows_planted_text_as_text(built):
    noticed = []
    with site_browser.served(built) as address, site_browser.browser() as browser:
        page = browser.new_page()
        page.on("dialog", lambda dialog: (noticed.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda message: message.type == "error" and noticed.append(message.text))
        page.on("pageerror", lambda error: noticed.append(str(error)))
        page.goto(address + "index.html", wait_until="load")
        page.get_by_role("button", name="搜索").click()
        for query in ("alert", "<img src=x", "javascript:", "</script>"):
            page.locator(".search-field").fill(query)
            page.locator(".hits a").first.wait_for(timeout=10_000)
            shown = page.locator(".hits *").evaluate_all("all => [...new Set(all.map(one => one.localName))].sort()")
            assert set(shown) <= {"a", "button", "li", "mark", "span"}
            hrefs = page.locator(".hits a").evaluate_all("all => all.map(one => one.href)")
            assert all(href.startswith(address) for href in hrefs)
    assert noticed == []


def test_bracket_runs_do_not_slow_the_build(tmp_path):
    run = "[" * 20_000
    document = site_fixture.document("a.md", run, site_fixture.chunk(1, run, path=(run,)), publish="full")
    front = site_fixture.front(run)
    section = Section(number=1, heading=run, blocks=(Block(kind="paragraph", rows=((Sentence(text=run),),)),))
    brief = Brief(front=front, title=run, sections=(section,))
    pages = site.pages([("b", brief, Ledger(brief="b.md", reader="", entries=()))],
                       (Corpus(root=tmp_path, documents=(document,)),))  # fmt: skip
    build(pages, tmp_path)
