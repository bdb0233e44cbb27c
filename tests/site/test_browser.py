"""What a reader does with the site, in a headless Chromium."""

import hashlib
import importlib.util
import re
import unicodedata
from dataclasses import replace

import pypdf
import pytest

from generator import site
from generator.brief import Sentence
from generator.brief.ledger import Signature, content_hash
from generator.gate import Finding
from tests.helpers import site_browser, site_fixture
from tests.helpers.site_build import build

pytestmark = pytest.mark.browser

BRIEF = f"briefs/{site_fixture.STEM}.html"
PAGES = ("index.html", BRIEF, f"references/{site_fixture.STEM}.html", "corpus/articles-hub.html", "corpus/index.html",
         "attachments/north-report.html", "briefs/2026-10-01-open.html", "tags.html",
         "briefs/2026-09-01-withdrawn.html", "briefs/2026-09-02-waiting.html",
         "briefs/2026-09-03-corroborated.html", "en/index.html", "en/tags.html")  # fmt: skip


WAITING = (Finding(code="pending", message="a sentence waits for a person"),)


def in_other_states():
    """Briefs that are withdrawn, and that wait for one signature and have another."""
    brief, ledger = site_fixture.brief(title="撤回的简报")
    front = {**brief.front, "date": "2026-09-01", "withdrawn": {"date": "2026-12-01", "why": "来源撤稿"}}
    yield "2026-09-01-withdrawn", replace(brief, front=front), ledger
    brief, ledger = site_fixture.brief(title="待签署的简报")
    front = {**brief.front, "date": "2026-09-02"}
    first = next(entry for entry in ledger.entries if entry.supports)
    signed = replace(first, signed=Signature(by="林一舟", on="2026-12-01", of=content_hash(first)))
    entries = tuple(signed if entry is first else entry for entry in ledger.entries)
    yield "2026-09-02-waiting", replace(brief, front=front), replace(ledger, entries=entries)
    yield "2026-09-03-corroborated", *corroborated()


def corroborated():
    """Return a brief of which a sentence has the words of two sources, and a row is told of by another source again."""
    brief, ledger = site_fixture.brief(title="两处记载的简报")
    *before, last, references = brief.sections
    table, *rest = last.blocks
    again = replace(table, rows=(*table.rows, (Sentence(text="访问（另一处记载）"), *table.rows[1][1:])))
    known = {entry.text: entry for entry in ledger.entries}
    more = tuple(replace(known[one.text], id=f"{known[one.text].id}-again") for one in table.rows[1][1:])
    (first, *_), other = known["北斗社区把模型、数据集和演示放在同一个平台上。"].supports, site_fixture.CLOSED.chunks[0]
    both = (first, site_fixture.support("S2", other, other.text.split("\n")[0]))
    entries = tuple(replace(one, supports=both) if first in one.supports else one for one in (*ledger.entries, *more))
    sections = (*before, replace(last, blocks=(again, *rest)), references)
    return replace(brief, sections=sections, front={**brief.front, "date": "2026-09-03"}), replace(
        ledger, entries=entries
    )


@pytest.fixture(scope="module", params=["mkdocs", pytest.param("zensical", marks=pytest.mark.slow)])
def address(request, tmp_path_factory):
    if importlib.util.find_spec(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    folder = tmp_path_factory.mktemp("browser")
    image = folder / "logo.png"
    image.write_bytes(site_fixture.png())
    pages = site.pages(
        [*site_fixture.briefs(), *in_other_states()],
        (site_fixture.corpus(),),
        (site_fixture.REPORT,),
        images={hashlib.sha256(site_fixture.png()).hexdigest(): image},
        rules={"title": ("error", "the title is the one in the front matter")},
        findings={**site_fixture.FINDINGS, "2026-09-02-waiting": WAITING},
    )
    with site_browser.served(build(pages, folder, request.param)) as address:
        yield address


@pytest.fixture(scope="module")
def chromium():
    with site_browser.browser() as browser:
        yield browser


@pytest.fixture
def open_page(chromium, address):
    """Open pages of the site; at the end nothing may have gone wrong or out."""
    contexts, wrong = [], []

    def opened(path, *, width=1280, scheme="light"):
        context = chromium.new_context(viewport={"width": width, "height": 850}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: said.type in ("error", "warning") and wrong.append(said.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith((address, "data:")) or wrong.append(asked.url))
        page.on("response", lambda got: got.status >= 400 and wrong.append(f"{got.status} {got.url}"))
        page.goto(address + path, wait_until="networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def search(page, query):
    page.get_by_role("button", name="搜索").click()
    page.keyboard.type(query)
    page.locator(".hits a").first.wait_for(timeout=10_000)


def lit(page, selector):
    """Return the background of the first element that matches."""
    return page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor")


def test_walk_to_the_source_and_back_by_mouse(open_page):
    page = open_page(BRIEF)
    sentence = page.locator(".s", has_text="开源生态的活力来自众多贡献者").first
    anchor = sentence.get_attribute("id")
    sentence.locator("a.cite").first.click()
    page.wait_for_url(re.compile(r"corpus/articles-hub\.html#c2-"))
    marked = page.locator("mark:target, mark:has(:target)")
    assert marked.inner_text() == "开源生态的活力来自众多贡献者，大模型的改进往往从社区开始。"
    box, head = marked.bounding_box(), page.locator(".md-header").bounding_box()
    assert head["y"] + head["height"] <= box["y"] < 850  # in view and not under the header
    assert lit(page, "mark:has(:target)") != lit(page, "mark.cited")
    page.locator(".cited-by a", has_text="开源生态的活力来自众多贡献者").first.click()
    page.wait_for_url(re.compile(rf"{re.escape(BRIEF)}#{anchor}$"))
    assert page.locator(".s:target").get_attribute("id") == anchor
    assert lit(page, ".s:target") != "rgba(0, 0, 0, 0)"


def test_walk_to_the_source_and_back_by_keyboard(open_page):
    page = open_page(BRIEF)
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.cite') && document.activeElement.textContent === '1a'"):
            break
    tip = page.locator(".tip")
    assert tip.is_visible() and "北斗社区把模型" in tip.inner_text() and "2024-05-02" in tip.inner_text()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"corpus/articles-hub\.html#c1-"))
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.cited-by') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"{re.escape(BRIEF)}#s-"))


def test_a_span_of_two_blocks_lights_up_as_one(open_page):
    page = open_page("briefs/2026-10-01-open.html")
    page.locator(".s", has_text="Its rules are reviewed.").locator("a.cite").click()
    page.wait_for_url(re.compile(r"corpus/articles-closed\.html#c1-"))
    parts = page.locator(".spanning mark")
    assert parts.last.inner_text() == "Access rules"
    assert lit(page, ".spanning mark.onward") == lit(page, ".spanning mark.continued")
    assert lit(page, ".spanning mark.continued") != "rgb(253, 240, 189)"  # the colour of a span that is not asked for


def test_tags_lead_to_the_briefs(open_page):
    page = open_page("index.html")
    page.locator(".brief-card a.tag", has_text="开放策略").first.click()
    page.wait_for_url(re.compile(r"tags\.html#axes-"))
    page.locator("h3:target + ul a").first.click()
    page.wait_for_url(f"**/{BRIEF}")


def test_the_interface_switches_its_language(open_page):
    page = open_page("corpus/index.html")
    page.get_by_role("link", name="English", exact=True).first.click()
    page.wait_for_url("**/en/corpus/index.html")
    assert page.locator("h1").inner_text() == "Corpus" and page.locator("html").get_attribute("lang") == "en"
    page.locator(".md-tabs a", has_text="Briefs").click()
    page.wait_for_url("**/en/index.html")
    page.locator(".brief-card h3 a", has_text="Open and closed platforms").click()
    page.wait_for_url("**/briefs/2026-10-01-open.html")
    page.locator(".md-tabs a", has_text="Corpus").click()
    page.wait_for_url("**/en/corpus/index.html")
    page.locator(".md-tabs a", has_text="中文").click()
    page.wait_for_url(re.compile(r"(?<!en)/corpus/index\.html$"))
    page = open_page("index.html", width=390)
    page.locator("label.md-header__button[for=__drawer]").click()
    page.locator(".md-nav--primary a", has_text="English").click()
    page.wait_for_url("**/en/index.html")


def test_note_shows_on_hover_and_the_pointer_may_enter_it(open_page):
    page = open_page(BRIEF)
    mark = page.locator("a.cite").nth(1)
    mark.hover()
    tip = page.locator(".tip")
    tip.wait_for(state="visible")
    tip.hover()
    page.wait_for_timeout(400)
    assert tip.is_visible()
    page.mouse.move(5, 5)
    tip.wait_for(state="hidden")


def test_on_touch_a_citation_opens_a_card_and_the_page_keeps_its_place(chromium, address):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + BRIEF, wait_until="networkidle")
    mark = page.locator("a.cite.belongs").first
    mark.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    mark.tap()
    card = page.get_by_role("dialog", name="引文")
    assert page.evaluate("scrollY") == before and page.url.endswith(BRIEF)
    box = card.bounding_box()
    assert (box["x"], box["width"]) == (0, 390) and round(box["y"] + box["height"]) == 844
    for said in ("为何所说是 North Star", "Given the competitive landscape", "附件，PDF", "2023-03"):
        assert said in card.inner_text()
    card.get_by_role("button", name="关闭").tap()
    assert not card.is_visible()
    mark.tap()
    card.get_by_role("link", name="看来源中的这句话 →").tap()
    page.wait_for_url(re.compile(r"attachments/north-report\.html#c2-"))
    context.close()


def test_on_a_phone_the_findings_come_first_and_nothing_is_cut_off(open_page):
    page = open_page(BRIEF, width=390)
    top = {name: page.locator(name).first.bounding_box()["y"] for name in (".main-finding", "#section-1", "#checked")}
    assert top[".main-finding"] < 400 < top["#section-1"] < top["#checked"]
    point = page.locator("a.point", has_text="演示空间，可以直接在浏览器里试用")
    anchor = point.get_attribute("href")
    assert page.locator(f"td {anchor}").inner_text().startswith("演示空间")
    page.locator(".contents summary").click()
    assert page.locator(".contents a[href='#checked']").is_visible()
    for cell in page.locator("table.comparison tbody td").all():
        box = cell.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    named = "e => getComputedStyle(e, '::before').content"
    assert page.locator("table.comparison td").first.evaluate(named) == '"北斗社区"'


def test_number_is_described_by_its_note(open_page):
    page = open_page(BRIEF)
    for mark in page.locator("a.cite").all():
        passage, source = mark.get_attribute("aria-describedby").split()
        assert page.locator(f"li#{passage}").count() == page.locator(f"li#{source}").count() == 1
        number = page.locator(f"#{source} .n").inner_text()
        assert re.fullmatch(rf"{number}[a-z]?", mark.inner_text())
        assert page.locator(f"#{passage} .n").inner_text() == mark.inner_text()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_scrolls_sideways(open_page, path, width):
    page = open_page(path, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_note_stays_on_a_narrow_screen(open_page):
    page = open_page(BRIEF, width=390)
    for mark in page.locator("a.cite").all()[:6]:
        mark.scroll_into_view_if_needed()
        page.mouse.move(1, 1)
        mark.hover()
        page.wait_for_timeout(250)
        box = page.locator(".tip").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] >= 0


def test_dark_and_light_follow_the_system_and_the_switch(open_page):
    grounds = {scheme: lit(open_page(BRIEF, scheme=scheme), "body") for scheme in ("light", "dark")}
    assert grounds["light"] == "rgb(255, 255, 255)" and grounds["dark"] != grounds["light"]
    page = open_page(BRIEF, scheme="light")
    page.locator("[data-md-component=palette] label:visible").click()
    assert lit(page, "body") == grounds["dark"]
    page.reload(wait_until="networkidle")
    assert lit(page, "body") == grounds["dark"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("开源", "briefs/"),
        ("開源生態", "briefs/"),
        ("大模型", "corpus/articles-hub"),
        ("数据集", "corpus/articles-hub"),
        ("weights", "corpus/articles-closed"),
        ("North Star", "attachments/north-report"),
    ],
)
def test_search_finds_chinese_and_latin(open_page, query, found):
    page = open_page("index.html")
    search(page, query)
    page.locator(f".hits a[href*='{found}']").first.wait_for(timeout=10_000)


def test_an_exact_phrase_shows_the_sentence_of_the_brief_first_and_opens_at_it(open_page):
    page = open_page("corpus/articles-closed.html")
    page.keyboard.press("/")
    page.keyboard.type("大模型的改进往往从社区")
    hit = page.locator(".hits a:not(.hit-page)").first
    hit.wait_for(timeout=10_000)
    assert hit.inner_text() == "开源生态的活力来自众多贡献者，大模型的改进往往从社区开始。"
    assert hit.locator("mark").all_inner_texts() == ["大模型的改进往往从社区"]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"briefs/.*#s-"))
    box = page.locator(".s", has_text="大模型的改进往往从社区开始").last.bounding_box()
    assert 0 < box["y"] < 850


def test_search_shows_neither_metadata_nor_what_is_withheld(open_page):
    page = open_page("index.html")
    for query in (site_fixture.HUB.sha256[:16], "没有被任何简报引用", "articles/hub.md"):
        page.get_by_role("button", name="搜索").click()
        page.locator(".search-field").fill(query)
        page.locator(".search-count").filter(has_text="没有找到。").wait_for(timeout=10_000)
        page.get_by_role("button", name="关闭").click()


def test_search_cuts_no_latin_word(open_page):
    page = open_page("index.html")
    search(page, "interfac")
    assert page.locator(".hits mark").all_inner_texts()
    page.locator(".search-field").fill("terface")
    page.locator(".search-count").filter(has_text="没有找到。").wait_for(timeout=10_000)


def test_where_sources_agree_or_differ_stands_on_the_page_and_on_paper(open_page, tmp_path):
    page = open_page("briefs/2026-09-03-corroborated.html", width=390, scheme="dark")
    shown = page.locator("table.chart")
    for said in ("来源说法一致", "来源数字不一"):
        link = shown.get_by_role("link", name=said).first
        target = page.locator(link.get_attribute("href"))
        assert link.is_visible() and target.count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.pdf(path=tmp_path / "brief.pdf", format="A4")
    told = "".join(one.extract_text() for one in pypdf.PdfReader(tmp_path / "brief.pdf").pages)
    paper = unicodedata.normalize("NFKC", told)  # radicals for characters, joined letters
    assert "来源说法一致" in paper and "来源数字不一" in paper and "briefproof check" in paper


def test_panel_opens_by_keyboard_and_shows_what_is_behind_it(open_page):
    page = open_page(BRIEF)
    summary = page.locator("details.badge > summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.badge .findings code").first.is_visible()
    given = page.locator(".card summary", has_text="委托原文")
    given.click()
    assert "请对比两类平台。" in page.locator(".given").inner_text()


def test_index_of_the_corpus_filters(open_page):
    page = open_page("corpus/index.html")
    shown = page.locator("ul.documents").first.locator("li:visible")
    whole = shown.count()
    field = page.get_by_label("筛选文献")
    field.fill("hosted")
    assert shown.all_inner_texts()[0].startswith("Notes on a hosted model") and shown.count() == 1
    field.fill("zebra")
    assert shown.count() == 0 and page.get_by_text("没有符合条件的条目。").first.is_visible()
    field.fill("")
    assert shown.count() == whole == 3


def test_briefs_on_the_home_page_filter(open_page):
    page = open_page("index.html")
    shown = page.locator(".brief-card:visible")
    assert shown.count() == 5
    page.get_by_label("筛选简报").fill("撤回 北斗")
    assert shown.count() == 1 and "撤回的简报" in shown.first.inner_text() and "已撤回" in shown.first.inner_text()
    page.get_by_label("筛选简报").fill("open and")
    assert shown.count() == 1 and "Open and closed platforms" in shown.first.inner_text()
    assert page.locator(".month:visible h2").all_inner_texts() == ["2026 年 10 月"]
    none = page.get_by_text("没有符合条件的条目。")
    assert not none.is_visible()
    page.get_by_label("筛选简报").fill("zebra")
    assert shown.count() == 0 and none.is_visible()
    page.get_by_label("筛选简报").fill("")
    assert not none.is_visible()
    page.get_by_label("比较维度").select_option("开放策略")
    assert shown.count() == 4
    page.get_by_label("比较维度").select_option("")
    page.get_by_label("语言").select_option("English")
    assert shown.count() == 1
    page.get_by_label("语言").select_option("")
    page.get_by_label("状态").select_option("已撤回")
    assert shown.count() == 1 and "撤回的简报" in shown.first.inner_text()
    page.get_by_label("状态").select_option("")
    for order, first in (("oldest", "撤回的简报"), ("title", "Open and closed platforms"), ("newest", "开放与封闭")):
        page.get_by_label("排序").select_option({"oldest": "old", "title": "title", "newest": "new"}[order])
        assert first in shown.first.inner_text() and shown.count() == 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_for_wrong_addresses_leads_to_search_and_home(open_page, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = open_page("404.html", scheme=scheme)
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in axe.Axe().run(page).response["violations"]] == []
    page.get_by_role("button", name="搜索 · Search").click()
    page.locator(".search-field").fill("大模型")
    page.locator(".hits a").first.wait_for(timeout=10_000)
    page.locator(".search-shut").click()
    page.get_by_role("link", name="全部简报").click()
    page.wait_for_url("**/index.html")


def test_a_brief_names_related_ones(open_page):
    page = open_page("briefs/2026-10-01-open.html")
    links = page.locator("#related + ul a")
    assert links.count() == 3
    links.first.click()
    page.wait_for_url(re.compile(r"briefs/(?!2026-10-01-open)"))


def test_a_withdrawn_brief_says_so_above_its_text(open_page):
    page = open_page("briefs/2026-09-01-withdrawn.html")
    notice = page.locator("p.withdrawn")
    assert notice.inner_text() == "本简报已于 2026-12-01 撤回。撤回者给出的理由（未经核查）：“来源撤稿”"
    assert notice.bounding_box()["y"] < page.locator(".s").first.bounding_box()["y"]


def test_a_brief_names_who_signed_and_what_waits(open_page):
    page = open_page("briefs/2026-09-02-waiting.html")
    assert page.locator("p.notice").is_visible()
    assert "林一舟 签署 1 句" in page.locator("details.badge").inner_text()
    assert page.locator(".notes li", has_text="林一舟 于 2026-12-01 签署").count() == 1


def test_print_shows_notes_and_no_frame(open_page):
    page = open_page(BRIEF)
    page.emulate_media(media="print")
    assert page.locator("ol.notes").is_visible()
    assert page.locator("ol.notes").bounding_box()["y"] < page.locator("#checked").bounding_box()["y"]
    for hidden in (".contents", ".md-header", ".md-tabs", ".md-sidebar--secondary", ".md-footer"):
        assert not page.locator(hidden).is_visible()


def test_dark_prints_dark_on_white(open_page):
    page = open_page(BRIEF, scheme="dark")
    colours = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    dark = page.locator(".md-typeset").first.evaluate(colours)
    page.emulate_media(media="print", color_scheme="dark")
    ground, ink = page.locator("body").evaluate(colours)[0], page.locator(".md-typeset").first.evaluate(colours)[1]
    assert (ground, ink) == ("rgb(255, 255, 255)", "rgb(29, 37, 38)") and dark[1] != ink


def test_reads_without_javascript(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + BRIEF)
    page.locator(".report a.cite").nth(1).click()
    page.wait_for_url(re.compile(r"corpus/articles-hub\.html#c1-"))
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*PAGES, "search"])
def test_accessible_by_the_rules_of_axe(open_page, path, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = open_page("index.html" if path == "search" else path, scheme=scheme)
    if path == "search":
        search(page, "开源")
        page.wait_for_timeout(400)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    results = axe.Axe().run(page).response
    found = [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in results["violations"]]
    assert found == []
