"""The staged pages as values: links, notes, policies, words."""

import re
import string
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from generator import brief as briefs, site
from generator.brief import Block, Sentence
from generator.brief.citation import Citation
from generator.brief.ledger import Entry, Signature, content_hash
from generator.corpus import Corpus
from generator.gate import Finding
from generator.site import brief_page, markup, panel, source_page, tags_page
from generator.site.check_words import CHECKS
from generator.site.walk import follow, places, sightings
from generator.site.words import WORDS
from tests.helpers import site_fixture as fixture


def walk_of(corpora=None, attachments=(fixture.REPORT,), brief=None):
    sources = places((fixture.corpus(),) if corpora is None else corpora, attachments)
    return follow(fixture.STEM, *(brief or fixture.brief()), sources), sources


def staged(**options):
    return site.pages(
        fixture.briefs(), (fixture.corpus(),), (fixture.REPORT,), **{"findings": fixture.FINDINGS} | options
    )


def test_pages_for_home_index_briefs_references_and_sources():
    assert sorted(staged()) == [
        "assets/search-briefs.js",
        "assets/search-sources.js",
        "attachments/north-report.md",
        "briefs/2026-10-01-open.md",
        f"briefs/{fixture.STEM}.md",
        "corpus/articles-closed.md",
        "corpus/articles-hub.md",
        "corpus/articles-locked.md",
        "corpus/index.md",
        "en/corpus/index.md",
        "en/index.md",
        "en/tags.md",
        "feed.xml",
        "index.md",
        "references/2026-10-01-open.md",
        f"references/{fixture.STEM}.md",
        "tags.md",
    ]


def test_what_no_brief_lists_has_no_page_is_not_searched_and_costs_nothing():
    many = [fixture.document(f"articles/{n}.md", f"第 {n} 篇", fixture.chunk(1, f"第 {n} 句话。")) for n in range(200)]
    grown = site.pages(fixture.briefs(), (fixture.corpus(*many),), (fixture.REPORT,), findings=fixture.FINDINGS)
    assert grown == staged()
    assert fixture.UNUSED.title not in "".join(text for text in grown.values() if isinstance(text, str))


def test_the_list_of_sources_says_what_else_the_corpus_holds_and_how_to_look_in_it():
    def listed(documents, folder="corpus"):
        brief, ledger = fixture.brief()
        front = {**brief.front, "corpus": {**brief.front["corpus"], "path": folder, "documents": documents}}
        pages = site.pages([(fixture.STEM, replace(brief, front=front), ledger)], (fixture.corpus(),))
        return {name: unescape(pages[name]) for name in ("corpus/index.md", "en/corpus/index.md")}

    zh, en = listed(1_000_000).values()
    assert "另外 999997 篇" in zh and "briefproof search 检索词</code>" in zh
    assert "held 1000000 documents" in en and "briefproof search WORDS</code>" in en
    assert "search WORDS --corpus 'a team/texts'</code>" in listed(4, "a team/texts")["en/corpus/index.md"]
    assert "briefproof search" not in listed(3)["en/corpus/index.md"]


def test_newest_brief_comes_first_on_the_home_page():
    home = staged()["index.md"]
    assert home.index("开放与封闭") < home.index("Open and closed platforms")


def test_notes_are_numbered_in_the_order_of_first_use():
    walk, _ = walk_of()
    assert [note.number for note in walk.notes] == list(range(1, len(walk.notes) + 1))
    assert [stated.notes for stated in walk.stated if stated.notes][:4] == [(1,), (2,), (3,), (4, 5)]


def test_a_note_leads_to_its_span_and_the_span_back_to_the_sentence():
    walk, _ = walk_of()
    page = staged()["corpus/articles-hub.md"]
    for note in walk.notes:
        if note.place and note.place.path == "corpus/articles-hub.md":
            assert f'id="{note.anchor}"' in page
            for stated in walk.citing(note.number):
                assert f'href="../briefs/{fixture.STEM}.html#{stated.anchor}"' in page
                assert f'id="{stated.anchor}"' in staged()[walk.path]


def test_a_span_is_marked_whole_even_when_another_overlaps_it():
    page = staged()["corpus/articles-hub.md"]
    marked = [re.sub("<[^>]+>", "", inner) for inner in re.findall(r'<mark class="cited">(.*?)</mark>', page)]
    assert "开源生态的活力来自众多贡献者，大模型的改进往往从社区开始。" in marked
    assert len([one for one in marked if "众多贡献者，大模型" in one]) == 1


def test_two_marked_sentences_keep_the_space_between_them():
    sentence = "The report is short. It names no method. It stops."
    spans = [(0, 20, [(0, "c1-0-20")]), (21, 40, [(21, "c1-21-40")])]
    shown = source_page._marked(sentence, 0, len(sentence), spans, code=False)
    assert shown.count("<mark") == 2
    assert re.sub("<[^>]+>", "", shown) == sentence


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (lambda chunks: chunks, "found"),
        (lambda chunks: (replace(chunks[1], number=1), replace(chunks[0], number=2)), "moved"),
        (lambda chunks: (fixture.chunk(1, "另一段文字。"),), "changed"),
        (None, "absent"),
    ],
)
def test_a_changed_source_is_said_to_be_changed(change, state):
    documents = () if change is None else (replace(fixture.HUB, chunks=change(fixture.HUB.chunks[:2])),)
    walk, sources = walk_of((Corpus(root=Path("corpus"), documents=documents),))
    note = next(note for note in walk.notes if note.title == fixture.HUB.title)
    assert note.state == state
    pages = site.pages([(fixture.STEM, *fixture.brief())], (Corpus(root=Path("corpus"), documents=documents),))
    assert (WORDS["zh"].get(f"state_{state}", "–") in pages[f"references/{fixture.STEM}.md"]) == (state != "found")


def test_documents_show_what_their_publication_allows():
    pages = staged()
    assert "{ #chunk-3 .withheld }" in pages["corpus/articles-hub.md"]
    assert "没有被任何简报引用" not in "".join(text for text in pages.values() if isinstance(text, str))
    assert "附录" in pages["corpus/articles-hub.md"]  # excerpt: headings stay
    locked = pages["corpus/articles-locked.md"]
    assert "综述指出" not in locked.split("被引用", 1)[0] and "chunk-1" not in locked
    assert f"ref-{10}" in pages[f"briefs/{fixture.STEM}.md"]  # the quote of a withheld source stands with the brief


def test_pages_of_a_pdf_are_anchors_where_they_start():
    page = staged()["attachments/north-report.md"]
    assert page.index('id="page-1"') < page.index("accepts images") < page.index("architecture.")
    assert page.index("architecture.") < page.index('id="page-2"') < page.index("six months")


def test_a_citation_without_a_ledger_entry_is_a_note_without_a_quote():
    brief, ledger = fixture.brief()
    walk, _ = walk_of(brief=(brief, replace(ledger, entries=())))
    assert {note.support for note in walk.notes} == {None}
    assert all(stated.anchor == "" for stated in walk.stated)
    unknown = Citation(kind="corpus", title="没有这篇", number=3)
    section = brief.sections[0]
    block = replace(section.blocks[0], rows=((Sentence(text="一句。", citations=(unknown,)),),))
    walk, _ = walk_of(brief=(replace(brief, sections=(replace(section, blocks=(block,)),)), ledger))
    assert [(note.title, note.state) for note in walk.notes] == [("没有这篇", "absent")]


def test_addresses_do_not_move_when_documents_come_and_go():
    one = fixture.document("a b.md", "甲", fixture.chunk(1, "x"))
    same = fixture.document("a-b.md", "乙", fixture.chunk(1, "y"))
    index = fixture.document("index.md", "丙", fixture.chunk(1, "z"))

    def paths(*documents):
        return [place.path for place in places((Corpus(root=Path("corpus"), documents=documents),), ()).all]

    both = paths(one, same, index)
    assert len(set(both)) == 3 and "corpus/index.md" not in both
    assert paths(same, index, one) == [both[1], both[2], both[0]]


def test_sources_of_several_corpora_have_pages_of_their_own():
    corpora = [Corpus(root=Path(name), documents=(fixture.UNUSED,)) for name in ("corpus", "one/texts", "two/texts")]
    paths = [place.path for place in places(corpora, ()).all]
    assert len(set(paths)) == 3 and paths[0] == "corpus/articles-unused.md"
    assert [place.path for place in places(corpora[1:], ()).all] == paths[1:]


def test_badge_names_who_signed_and_forgets_a_signature_that_lapsed():
    brief, ledger = fixture.brief()
    first = next(entry for entry in ledger.entries if entry.supports)
    signed = replace(first, signed=Signature(by="林 <b>一舟", on="2026-12-01", of=content_hash(first)))
    lapsed = replace(first, signed=Signature(by="某人", on="2026-12-01", of="0"))
    for entry, shown in ((signed, True), (lapsed, False)):
        entries = tuple(entry if one is first else one for one in ledger.entries)
        pages = site.pages([(fixture.STEM, brief, replace(ledger, entries=entries))], (fixture.corpus(),))
        page = pages[f"briefs/{fixture.STEM}.md"]
        assert ("林 &lt;b&gt;一舟 签署 1 句" in page) == ("林 &lt;b&gt;一舟 于 2026-12-01 签署" in page) == shown
        assert "某人" not in page


def test_a_withdrawn_brief_says_so_and_why():
    brief, ledger = fixture.brief()
    front = {**brief.front, "withdrawn": {"date": "2026-12-01", "why": "来源 <b>撤稿"}}
    pages = site.pages([(fixture.STEM, replace(brief, front=front), ledger)], (fixture.corpus(),))
    assert (
        "本简报已于 2026-12-01 撤回。撤回者给出的理由（未经核查）：“来源 &lt;b&gt;撤稿"
        in pages[f"briefs/{fixture.STEM}.md"]
    )
    assert "已撤回" in pages["index.md"] and "检查通过" not in pages["index.md"]


@pytest.mark.parametrize(
    ("findings", "kind", "said"),
    [
        ((), "ok", "没有发现问题。"),
        ((Finding(code="foreign-share", message="61 of 263 字"),), "warn", "61 of 263 字"),
        ((Finding(code="length-short", message="9 字", line=7), Finding(code="title", message="x")), "bad", "第 7 行"),
        (None, "open", "尚未检查"),
    ],
)
def test_badge_says_what_the_gate_found_and_nothing_that_the_brief_says_of_itself(findings, kind, said):
    brief, ledger = fixture.brief()
    claimed = replace(brief, front={**brief.front, "validation": {"passed": True, "findings": []}})
    walk = follow(fixture.STEM, claimed, ledger, places((fixture.corpus(),), (fixture.REPORT,)), findings)
    shown = panel.badge(walk, {"title": ("error", "the title is the one in the front matter")})
    assert panel.state(walk)[0] == kind and f"badge-{kind}" in shown and said in shown
    assert ("✓ <code>title" in shown) == (kind in ("ok", "warn"))


@pytest.mark.parametrize(
    "findings", [(), (Finding(code="foreign-share", message="x"),), (Finding(code="title", message="x"),)]
)
def test_a_brief_whose_sources_are_not_here_is_shown_as_checked_by_nobody(findings):
    for (stem, brief, ledger), said in zip(fixture.briefs(), ("句未能核对", "could not be checked"), strict=True):
        walk = follow(stem, brief, ledger, places((), ()), findings)
        shown = panel.badge(walk, {"span": ("error", "the quote stands where it is said to")})
        assert panel.unchecked(walk) >= 1 and said in shown
        assert panel.state(walk)[0] == ("bad" if findings and findings[0].code == "title" else "warn")
        assert "✓" not in shown and "没有发现问题" not in shown and "Nothing found" not in shown


@pytest.mark.parametrize("code", ["schema", "withdrawn"])
def test_where_no_other_rule_was_asked_none_counts_as_kept(code):
    sources = places((fixture.corpus(),), (fixture.REPORT,))
    walk = follow(fixture.STEM, *fixture.brief(), sources, (Finding(code=code, message="x", line=1),))
    assert "✓" not in panel.badge(walk, {"title": ("error", "x"), code: ("error", "y")})


def test_a_brief_that_breaks_a_rule_says_so_above_its_text_line_by_line():
    brief, ledger = fixture.brief()
    at = next(sentence for _, _, sentence in brief.sentences if sentence.citations)
    parsed = briefs.parse(briefs.render(brief), "b")
    line = next(s.line for _, _, s in parsed.sentences if s.text == at.text)
    found = (Finding(code="support", message="not <b>said</b>", line=line), Finding(code="foreign-share", message="y"))
    pages = site.pages(
        [(fixture.STEM, parsed, ledger)], (fixture.corpus(),), (fixture.REPORT,), findings={fixture.STEM: found}
    )
    page = pages[f"briefs/{fixture.STEM}.md"]
    assert (
        "本简报有 1 处违反规则，不会发布" in page and f"第 {line} 行" in page and "not &lt;b&gt;said&lt;/b&gt;" in page
    )
    assert page.count('class="s broken"') == sum(s.line == line for _, _, s in parsed.sentences)
    assert "有 1 处违反规则" in pages["index.md"] and "chip-bad" in pages["index.md"]


@pytest.mark.parametrize(
    ("date", "against", "said"),
    [
        ("2023-03", "2026-11-22", "早于本简报约 4 年"),
        ("2026-05-01", "2026-11-22", "早于本简报约 6 个月"),
        ("2021", "2026-11-22", "早于本简报约 5 年"),
        ("2026-11-01", "2026-11-22", "与本简报同期"),
        ("no date", "2026-11-22", ""),
    ],
)
def test_age_of_a_source(date, against, said):
    assert panel.age(date, against, WORDS["zh"]) == said


def test_both_languages_have_the_same_words_with_the_same_slots():
    def slots(words):
        return {key: {name for _, name, _, _ in string.Formatter().parse(text) if name} for key, text in words.items()}

    assert slots(WORDS["zh"]) == slots(WORDS["en"])


def test_every_word_is_used():
    code = "".join(p.read_text("utf-8") for p in Path(site.__file__).parent.glob("*.py") if p.name != "words.py")
    made = re.findall(r'f["\']([a-z]+_)\{', code)
    unused = [key for key in WORDS["zh"] if f'"{key}"' not in code and f"'{key}'" not in code]
    assert [key for key in unused if not key.startswith(tuple(made))] == []


def test_same_input_same_bytes():
    assert staged() == staged()


def test_stage_writes_only_what_changed_and_removes_what_is_gone(tmp_path):
    pages = staged()
    assert site.stage(pages, tmp_path) == (len(pages), 0)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}
    assert site.stage(pages, tmp_path) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")} == times
    fewer = {name: text for name, text in pages.items() if not name.startswith("attachments/")}
    assert site.stage({**fewer, "index.md": "x"}, tmp_path) == (1, 1)
    assert not (tmp_path / "attachments").exists()


@pytest.mark.parametrize("name", ["../x.md", "/etc/x.md", "a/../../x.md", "a\\b.md", "a\x00.md", ""])
def test_stage_never_leaves_its_folder(tmp_path, name):
    with pytest.raises(ValueError, match="leaves the folder"):
        site.stage({name: "x"}, tmp_path / "docs")
    assert list(tmp_path.iterdir()) == []


def test_stage_does_not_follow_links_out(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "kept.md").write_text("kept", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "link").symlink_to(tmp_path / "outside")
    site.stage({"index.md": "x"}, tmp_path / "docs")
    assert (tmp_path / "outside" / "kept.md").read_text(encoding="utf-8") == "kept"
    assert not (tmp_path / "docs" / "link").exists()


def test_an_image_that_is_no_bitmap_is_not_published(tmp_path):
    picture = tmp_path / "logo.png"
    picture.write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", encoding="utf-8")
    assert not [name for name in staged(images={"a" * 64: picture}) if name.startswith("assets/images/")]


def test_only_web_addresses_become_links():
    assert markup.outside("https://example.org/a?b=1&c=2").startswith(
        '<a class="outside" href="https://example.org/a?b=1'
    )
    for address in ("javascript:x", "//example.org", "data:text/html,x", "ftp://example.org", "https://", "https://[x"):
        assert "<a" not in markup.outside(address)


@given(st.text())
def test_escaped_text_is_text_in_markup_and_in_markdown(text):
    import html

    import markdown
    from markdown_it import MarkdownIt

    shown = markup.clean(text)
    assert html.unescape(markup.esc(text)).strip() == shown
    assert not set(markup.esc(text)) & set("<>\"'{}\n")
    source = markup.heading(2, text, "here")
    made = markdown.markdown(source, extensions=["attr_list"])
    assert re.fullmatch(r'<h2 id="here">.*</h2>', made)
    assert html.unescape(made[len('<h2 id="here">') : -len("</h2>")]).strip("\u200b ") == markup.cut(
        text, markup.LONGEST_HEADING
    ).strip("\u200b ")
    other = MarkdownIt("commonmark").render(source)
    assert html.unescape(re.sub("</?h2>|{ #here }", "", other)).strip("\u200b \n") == markup.cut(
        text, markup.LONGEST_HEADING
    ).strip("\u200b ")


def test_two_markdown_readers_agree_on_every_page():
    import html

    import markdown
    from markdown_it import MarkdownIt

    def text_of(rendered):
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"(?<=<h[1-6]) [^>]*|\{ #[^}]* \}", "", rendered))).strip()

    for name, page in staged(rules={"title": ("error", "x")}).items():
        if not name.endswith(".md"):
            continue
        body = page.split("\n---\n", 1)[1]
        ours = text_of(markdown.markdown(body, extensions=["attr_list"])).replace(" </", "</")
        theirs = text_of(MarkdownIt("commonmark", {"html": True}).render(body)).replace(" </", "</")
        assert ours.replace("> <", "><") == theirs.replace("> <", "><"), name


def test_feed_is_xml_with_an_entry_for_each_dated_brief():
    import xml.etree.ElementTree as ElementTree

    brief, ledger = fixture.brief(title="<b>&amp; x]]>\x00")
    undated = replace(brief, front={**brief.front, "date": "soon"})
    pages = site.pages([("a", brief, ledger), ("b", undated, ledger)], (fixture.corpus(),))
    feed = ElementTree.fromstring(pages["feed.xml"])
    atom = "{http://www.w3.org/2005/Atom}"
    assert [one.findtext(f"{atom}title") for one in feed.iter(f"{atom}entry")] == ["<b>&amp; x]]>"]
    assert feed.findtext(f"{atom}updated") == "2026-11-22T00:00:00Z"
    assert feed.find(f"{atom}entry/{atom}link").get("href") == "briefs/a.html"


def test_sightings_are_in_the_order_of_the_source():
    walk, _ = walk_of()
    for seen in sightings([walk]).values():
        assert list(seen) == sorted(seen, key=lambda one: (one.chunk, one.start))


def test_every_check_and_every_rule_for_images_has_words_in_both_languages():
    from generator import logo
    from generator.gate import RULES

    assert set(CHECKS["zh"]) == set(RULES)  # in English a check says so itself
    for words in WORDS.values():
        assert {f"rule_{code}" for code in logo.RULES} == {key for key in words if key.startswith("rule_")}


def test_checks_behind_the_badge_speak_the_language_of_the_brief():
    from generator.gate import RULES

    pages = staged(rules=RULES)
    chinese, english = pages[f"briefs/{fixture.STEM}.md"], pages["briefs/2026-10-01-open.md"]
    for code, (_, holds) in RULES.items():
        assert f"<code>{code}</code>" in chinese and CHECKS["zh"][code] in chinese
        assert markup.esc(holds) in english and CHECKS["zh"][code] not in english


def test_tags_lead_to_every_brief_that_has_them():
    brief, ledger = fixture.brief(title="另一篇")
    brief.front["commission"]["axes"] = ["开放策略", "OPEN <b>"]
    brief.front["commission"]["subjects"] = [{"name": "north star", "from": "text"}, "nonsense"]
    pages = site.pages([*fixture.briefs(), ("2027-01-01-other", brief, ledger)], (fixture.corpus(),), (fixture.REPORT,))
    page = pages["tags.md"]
    headings = re.findall(r"^### (.*) \{ #([\w-]+) \}$", page, re.MULTILINE)
    shown = [unescape(title) for title, _ in headings]
    assert sorted(shown) == sorted({"north star", "北斗社区", "开放策略", "OPEN <b>", "技术路线", "中文", "English"})
    anchors = {anchor for _, anchor in headings}
    assert len(anchors) == len(headings)
    for name in ("index.md", f"briefs/{fixture.STEM}.md", "briefs/2027-01-01-other.md"):
        linked = set(re.findall(r'tags\.html#([\w-]+)"', pages[name]))
        assert linked and linked <= anchors
    part = page[page.index("north star") :]
    listed = re.findall(r'href="briefs/([\w-]+)\.html', part[: part.index("###")])
    assert listed == ["2027-01-01-other", fixture.STEM, "2026-10-01-open"]  # newest first, spellings as one


def test_a_span_of_several_blocks_is_marked_as_one():
    quote = fixture.HUB.chunks[1].text[:20]
    assert "\n" in quote
    said = [
        (1, "claim", "北斗社区", "平台由三部分组成。", (), (fixture.support("S1", fixture.HUB.chunks[1], quote),)),
        *fixture.SAID[6:],
    ]
    pages = site.pages([(fixture.STEM, *fixture.brief(said))], (fixture.corpus(),), (fixture.REPORT,))
    page = pages["corpus/articles-hub.md"]
    inside = re.search(r'<div class="spanning">(.*?)</div>', page)[1]
    marks = re.findall(r'<mark class="(cited[a-z ]*)">(.*?)</mark>', inside)
    assert [kind for kind, _ in marks] == ["cited onward", "cited continued"]
    assert "".join(re.sub("<[^>]+>", "", text) for _, text in marks) == quote.replace("\n", "")
    assert sum('id="c2-0-20"' in text for _, text in marks) == 1
    assert page.count("<div") == page.count("</div>")


def test_cited_by_names_the_version_of_the_brief():
    brief, ledger = fixture.brief()
    pages = site.pages([(fixture.STEM, brief, replace(ledger, generated="0123456789abcdef"))], (fixture.corpus(),))
    for name in ("corpus/articles-hub.md", f"briefs/{fixture.STEM}.md"):
        assert "2026-11-22 01234567" in pages[name]


def test_a_file_in_the_corpus_that_is_attached_as_well_has_one_page():
    corpus = fixture.corpus(replace(fixture.REPORT, path="report.pdf"))
    pages = site.pages(fixture.briefs(), (corpus,), (fixture.REPORT,))
    assert not any(name.startswith("attachments/") for name in pages)
    assert 'href="../corpus/report.html#c1-' in pages[f"briefs/{fixture.STEM}.md"]
    assert 'id="page-1"' in pages["corpus/report.md"] and "cited-by" in pages["corpus/report.md"]


def test_the_finding_stands_on_the_card_in_the_description_and_in_the_feed():
    pages = staged()
    found = "访问：北斗社区：演示空间，可以直接在浏览器里试用；North Star：The company offers its model through a paid interface"
    assert found in pages["index.md"] and found in pages["feed.xml"]
    assert f'description: "{found}"' in pages[f"briefs/{fixture.STEM}.md"]


def test_briefs_stand_by_month_and_a_date_that_is_none_stands_as_it_is():
    briefs = []
    for stem, date in (("a", "2026-11-22"), ("b", "2026-11-02"), ("c", "2026-10-01"), ("d", "<b>soon")):
        brief, ledger = fixture.brief()
        briefs.append((stem, replace(brief, front={**brief.front, "date": date}), ledger))
    page = site.pages(briefs, (fixture.corpus(),))["index.md"]
    assert re.findall("<h2>(.*?)</h2>", page) == ["&lt;b&gt;soon", "2026 年 11 月", "2026 年 10 月"]


def test_related_briefs_share_most_and_what_all_share_says_nothing(monkeypatch):
    from generator.site import tags_page

    walks = []
    for n, names in enumerate((("A", "B"), ("A", "B"), ("A", "C"), ("D", "E"))):
        brief, ledger = fixture.brief()
        front = {**brief.front, "sources": [], "commission": {**brief.front["commission"], "axes": []}}
        front["commission"]["subjects"] = [{"name": name} for name in names]
        walks.append(follow(f"b{n}", replace(brief, front=front), replace(ledger, entries=()), places((), ())))
    shared = {stem: [one.stem for one in others] for stem, others in tags_page.related(walks).items()}
    assert shared == {"b0": ["b1", "b2"], "b1": ["b0", "b2"], "b2": ["b0", "b1"], "b3": []}
    monkeypatch.setattr(tags_page, "COMMON", 2)
    assert [one.stem for one in tags_page.related(walks)["b2"]] == []


def test_the_page_of_changes_says_what_came_and_went_and_leads_to_what_stands():
    from generator.site.changes_page import Changed, Step

    brief, ledger = fixture.brief()
    entries = [one for one in ledger.entries if one.supports][:3]
    other = replace(entries[1], supports=(fixture.support("S2", fixture.CLOSED.chunks[0], "Access rules"),))
    changed = (
        Changed(old=None, new=entries[0]),
        Changed(old=replace(entries[0], id="s-gone", text="<b>gone</b>"), new=None),
        Changed(old=other, new=entries[1]),
        Changed(old=replace(entries[2], text="said <i>otherwise</i>"), new=entries[2]),
    )
    steps = {fixture.STEM: (Step(before="2026-11-20", after="2026-11-22", changed=changed),)}
    pages = site.pages(fixture.briefs(), (fixture.corpus(),), (fixture.REPORT,), steps=steps)
    page = pages[f"changes/{fixture.STEM}.md"]
    assert "changes/2026-10-01-open.md" not in pages
    assert [unescape(one) for one in re.findall(r"^### (.*) \{", page, re.MULTILINE)] == [
        "新增 (1)", "删去 (1)", "改写 (1)", "依据有变 (1)"
    ]  # fmt: skip
    assert "<del>&lt;b&gt;gone&lt;/b&gt;</del>" in page and "said &lt;i&gt;otherwise" in page
    assert "失去的引文：Access rules" in page and page.count("新增的引文：") >= 1
    anchors = set(re.findall(r'id="(s-[^"]+)"', pages[f"briefs/{fixture.STEM}.md"]))
    led = re.findall(rf'href="../briefs/{fixture.STEM}.html#([^"]+)"', page)
    assert len(led) == 3 and set(led) <= anchors
    assert f'href="../changes/{fixture.STEM}.html"' in pages[f"briefs/{fixture.STEM}.md"]


def test_a_comparison_that_is_told_again_is_one_finding():
    from generator.site import findings

    brief, ledger = fixture.brief()
    body, last = brief.sections[2], brief.sections[3]
    again = replace(last, blocks=body.blocks[:1])
    entries = (*ledger.entries, *(replace(one, id=f"{one.id}-again") for one in ledger.entries))
    twice = (replace(brief, sections=(*brief.sections[:3], again)), replace(ledger, entries=entries))
    walk, _ = walk_of(brief=twice)
    assert len({one.anchor for one in walk.stated if one.sentence.text == "演示空间，可以直接在浏览器里试用"}) == 2
    assert [point.topic for point in findings.points(walk)].count("访问") == 1


def test_a_sentence_and_a_cell_that_quote_the_same_share_a_note():
    quote = "开源生态的活力来自众多贡献者，大模型的改进往往从社区开始。"
    rest = [(fixture.support("S1", fixture.HUB.chunks[1], one),) for one in (quote, quote.rstrip("。"))]
    said = [(2, "claim", "北斗社区", text, (), rest[n]) for n, text in enumerate((quote, quote.rstrip("。")))]
    walk, _ = walk_of(brief=fixture.brief([*said, *fixture.SAID[6:]]))
    first, second = walk.stated[0], walk.stated[1]
    assert first.notes == second.notes and len(first.notes) == 1


def test_citers_stand_by_brief():
    brief, ledger = fixture.brief()
    pages = site.pages([("a", brief, ledger), ("b", brief, ledger)], (fixture.corpus(),), (fixture.REPORT,))
    page = pages["corpus/articles-hub.md"]
    second = page[page.index("## 第 2 段") :]
    by = re.findall(r'<p class="by">(.*?) <span', second)
    assert by == [brief.title, brief.title]
    shown = second[: second.index('<p class="by">', second.index('<p class="by">') + 1)]
    assert len(re.findall(r'href="\.\./briefs/b\.html#', shown)) == 2 and "briefs/a.html" not in shown
    listed = re.search(r"<dt>被引用</dt><dd>(.*?)</dd>", page)[1]
    assert re.findall(r'href="\.\./briefs/(\w)\.html#s-', listed) == ["b", "a"] and listed.count("3 句") == 2


def test_pages_of_no_brief_are_there_in_both_languages():
    for own, other, home in (("zh", "en", "Briefproof 研究简报"), ("en", "zh", "Briefproof research briefs")):
        pages = staged(language=own)
        assert f"# {home} " in pages["index.md"]
        for name in ("index", "tags", "corpus/index"):
            there, back = pages[f"{name}.md"], pages[f"{other}/{name}.md"]
            assert f'switch: "{other}/{name}.html"' in there and f'switch: "{name}.html"' in back
            assert f'language: "{other}"' in back and f'shared: "{other}/"' in back
        spoken = {"zh": fixture.STEM, "en": "2026-10-01-open"}
        assert f'shared: "{other}/"' in pages[f"briefs/{spoken[other]}.md"]
        assert f'href="../{other}/tags.html#' in pages[f"briefs/{spoken[other]}.md"]
        assert "shared:" not in pages[f"briefs/{spoken[own]}.md"]


def test_changes_of_one_day_have_names_of_their_own_and_say_nothing_twice():
    from generator.site.changes_page import Changed, Step

    _, ledger = fixture.brief()
    entry = next(one for one in ledger.entries if one.supports)
    twice = tuple(Changed(old=None, new=replace(entry, id=name)) for name in ("s-a", "s-b"))
    steps = {fixture.STEM: (Step(before="2026-11-22", after="2026-11-22", changed=twice),) * 2}
    page = staged(steps=steps)[f"changes/{fixture.STEM}.md"]
    assert [unescape(one) for one in re.findall(r"^## (.*) \{", page, re.MULTILINE)] == [
        "2026-11-22，第 2 次改动",
        "2026-11-22，第 1 次改动",
    ]
    assert page.count("<li>") == 2


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("a model described here", 15, "a model…"),
        ("a model described here", 18, "a model described…"),
        ("平台把模型放在一处", 5, "平台把模…"),
        ("x" * 30, 10, "xxxxxxxxx…"),
        ("ends", 4, "ends"),
    ],
)
def test_a_text_is_cut_between_words(text, limit, shown):
    assert markup.cut(text, limit) == shown


def test_a_judgement_shows_the_first_words_of_what_it_rests_on_and_no_numbers():
    brief, ledger = fixture.english()
    rest = next(one for one in ledger.entries if one.supports)
    view = Entry(
        id="s-0123456789", section=rest.section, kind="judgement", text="Assessment: it is open.",
        lead="Assessment: ", rests=(rest.id,),
    )  # fmt: skip
    view = replace(view, signed=Signature(by="A. Bell", on="2026-10-02", of=content_hash(view)))
    at = next(n for n, one in enumerate(brief.sections) if one.number == rest.section)
    said = Block(kind="paragraph", rows=((Sentence(text=view.text),),))
    section = replace(brief.sections[at], blocks=(*brief.sections[at].blocks, said))
    brief = replace(brief, sections=(*brief.sections[:at], section, *brief.sections[at + 1 :]))
    walk, _ = walk_of(brief=(brief, replace(ledger, entries=(*ledger.entries, view))))
    shown = brief_page.render(walk, {}, {})
    line = re.search(r'<span class="basis small">(.*?)</span></span>', shown)[1]
    told = unescape(re.sub("<[^>]*>", "", line))
    assert told == f" (the view of A. Bell, 2026-10-02; it rests on: “{markup.cut(rest.text, brief_page.BEGUN['en'])}”)"
    assert f'href="#{rest.id}"' in line


@pytest.mark.parametrize(
    ("at", "back", "where"),
    [(0, False, 0), (2, False, 3), (2, True, 0), (3, False, 3), (4, True, 4), (6, False, 7), (10, True, 10)],
)
def test_a_context_is_cut_between_words(at, back, where):
    assert markup.whole_words("One two, 三个", at, back=back) == where


def test_dates_of_the_reference_list_stay_in_one_piece():
    assert '<span class="nb">2026-11-05.</span>' in brief_page._days("Open Models[Z]. 2026-11-05. https://a.example")


def test_one_month_and_one_year_are_no_several():
    told = [panel.age(date, "2026-11-30", WORDS["en"]) for date in ("2026-10-02", "2025-01", "2025", "2024")]
    assert told == [f"about {n} older than this brief" for n in ("1 month", "22 months", "1 year", "2 years")]


def test_a_question_as_a_tag_is_cut_and_whole_in_its_title():
    question = "Which brakes should an office fleet of bicycles have?"
    brief, ledger = fixture.english()
    brief.front["commission"]["axes"] = [question, "cost"]
    chips = tags_page.chips(walk_of(brief=(brief, ledger))[0], "index.md", "", ("axes",))
    assert f'title="{question}">Which brakes should an office…</a>' in chips and ">cost</a>" in chips
