"""The brief as one HTML file, and what is made from it."""

import hashlib
import re
import shutil
import xml.etree.ElementTree as ElementTree
import zipfile

import html5lib
import pytest

from generator import site
from generator.site import export, look
from tests.helpers import ROOT, site_browser, site_fixture as fixture
from tests.helpers.site_build import Page

CSS = look.style(ROOT)


@pytest.fixture
def written(tmp_path):
    picture = tmp_path / "logo.png"
    picture.write_bytes(fixture.png())
    text = site.one_file(
        fixture.STEM,
        *fixture.brief(),
        (fixture.corpus(),),
        (fixture.REPORT,),
        css=CSS,
        images={hashlib.sha256(fixture.png()).hexdigest(): picture},
        rules={"title": ("error", "the title is the one")},
    )
    (tmp_path / "brief.html").write_text(text, encoding="utf-8")
    return tmp_path / "brief.html"


def test_it_is_whole_and_asks_for_nothing(written):
    page = Page(written)
    asked = {a.get("src", "") for tag, a in page.elements if tag != "a"}
    assert {address for address in asked if address and not address.startswith("data:image/png;base64,")} == set()
    leading = {link for link in page.links if not link.startswith(("#", "data:image/png;base64,"))}
    assert leading == {"https://example.org/hub?a=1&b=2"}  # the original address of a source, for a person to follow
    assert not any(tag in ("script", "link", "iframe") for tag, _ in page.elements)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert 'class="tags"' not in written.read_text(encoding="utf-8")  # they lead to pages of the site
    for quote in (
        "We spent",
        "综述指出，两类平台的差距正在缩小。",
        "On the internal exam",
        "It does not publish the weights.",
    ):
        assert (quote in page.text) == (quote != "We spent")
    parser = html5lib.HTMLParser()
    parser.parse(written.read_text(encoding="utf-8"))
    assert parser.errors == []


def test_its_policy_names_its_own_style(written):
    import base64

    text = written.read_text(encoding="utf-8")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in text


@pytest.mark.browser
def test_it_follows_the_system_into_the_dark(written):
    seen, wrong = {}, []
    with site_browser.browser() as browser:
        for scheme in ("light", "dark"):
            page = browser.new_context(color_scheme=scheme).new_page()
            page.on("console", lambda said: wrong.append(said.text))
            page.goto(written.as_uri())
            colours = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
            seen[scheme] = page.locator("body").evaluate(colours)
            page.emulate_media(media="print")
            seen[f"{scheme} print"] = page.locator("body").evaluate(colours)
    assert seen["light"] == seen["light print"] and seen["light"][0] == "rgb(255, 255, 255)"
    assert seen["dark"][0] != seen["light"][0] and seen["dark"][1] != seen["light"][1]
    assert wrong == []


@pytest.mark.browser
def test_pdf_through_chromium(written):
    target = written.with_suffix(".pdf")
    assert export.pdf(written, target)
    assert target.read_bytes().startswith(b"%PDF-")


def test_no_pdf_without_chromium(written, monkeypatch, tmp_path):
    monkeypatch.delenv("BRIEFPROOF_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert export.pdf(written, written.with_suffix(".pdf")) is False


def test_docx_through_pandoc(written):
    target = written.with_suffix(".docx")
    if not shutil.which("pandoc"):
        assert export.docx(written, target) is False
        pytest.skip("pandoc is not installed")
    assert export.docx(written, target)
    with zipfile.ZipFile(target) as word:
        whole = word.read("word/document.xml").decode()
        footnotes = word.read("word/footnotes.xml").decode()
    found = [
        (re.findall(r'<w:pStyle w:val="(\w+)"', one)[:1], "".join(re.findall(r"<w:t[^>]*>([^<]*)", one)))
        for one in re.findall(r"<w:p>.*?</w:p>", whole, re.DOTALL)
    ]
    assert found[0] == (["Title"], "开放与封闭：两类平台对比")
    text = [said for _, said in found]
    assert text.count("开放与封闭：两类平台对比") == 1
    headings = [said for style, said in found if style == ["Heading1"]]
    assert headings[:2] == ["要点", "（1）引言"] and headings[-1] == "核对情况" and "注释" not in headings
    cited = sum(
        len(marks)
        for marks in re.findall(r"<sup.*?</sup>", written.read_text("utf-8"))
        for marks in [re.findall("<a ", marks)]
    )
    assert whole.count("<w:footnoteReference") == cited > 5
    said = ["".join(re.findall(r"<w:t[^>]*>([^<]*)", one)) for one in footnotes.split("<w:footnote ")]
    assert (
        sum("北斗社区把模型、数据集和演示放在同一个平台上" in one and "模型社区的开放之道" in one for one in said) == 1
    )
    assert "目录" not in text and not any("the title is the one" in said or "全部检查项" in said for said in text)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_docx_has_fonts_for_chinese_a4_and_page_numbers(written):
    target = written.with_suffix(".docx")
    export.docx(written, target)
    with zipfile.ZipFile(target) as word:
        parts = {name: word.read(name).decode() for name in word.namelist() if name.endswith((".xml", ".rels"))}
    for xml in parts.values():
        ElementTree.fromstring(xml.encode())  # or it is not well made
    for name in ("Title", "Heading1", "Heading2", "Heading3"):
        style = re.search(rf'styleId="{name}".*?</w:style>', parts["word/styles.xml"], re.DOTALL)[0]
        assert re.search(r'w:eastAsia="([^"]+)"', style)[1] == "黑体"
    defaults = re.search("<w:docDefaults>.*?</w:docDefaults>", parts["word/styles.xml"], re.DOTALL)[0]
    assert 'w:eastAsia="宋体"' in defaults and "Theme=" not in defaults
    page = re.search(r"<w:sectPr>.*?</w:sectPr>", parts["word/document.xml"], re.DOTALL)[0]
    assert 'w:w="11906"' in page and "footerReference" in page
    assert " PAGE " in parts["word/footer1.xml"] and "footer1.xml" in parts["[Content_Types].xml"]


def test_a_program_that_fails_gives_one_line(written, monkeypatch):
    from generator.errors import BriefproofError

    monkeypatch.setenv("BRIEFPROOF_CHROMIUM", shutil.which("false"))
    with pytest.raises(BriefproofError, match=r"did not write .*brief\.pdf"):
        export.pdf(written, written.with_suffix(".pdf"))
