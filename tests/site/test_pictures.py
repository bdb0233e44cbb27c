"""Figures on a brief's page: what they count, where they lead, and when there is none."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from generator import site
from generator.brief import Block, Section, Sentence
from generator.brief.ledger import Entry
from generator.site import chart, timeline
from generator.site.walk import follow, places
from tests.helpers import loaded, site_fixture as fixture

DATED = {
    "北斗社区": ("北斗社区于 2021 年 3 月开放平台。", "北斗社区在 2023 年 5 月 1 日推出演示空间。"),
    "North Star": ("North Star 于 2022 年发布模型。", "North Star 在 2024 年 1 月调整接口价格。"),
}
PRICES = {
    "北斗社区": ("北斗社区的托管服务按月收费，价格为每月 9 美元。",),
    "North Star": ("North Star 的托管服务按月收费，价格为每月 20 美元。",),
}

ALLOWED = {
    *("div", "svg", "g", "line", "text", "a", "circle", "title", "details", "summary", "ol", "li", "time", "span"),
    *("p", "rect", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "strong"),
}


def walk_of(said, sides=("北斗社区", "North Star")):
    """A brief whose sentences all rest on the same passage."""
    rest = (fixture.support("S1", fixture.HUB.chunks[0], "社区的讨论公开进行"),)
    rows = [(2, "claim", side, text, (), rest) for side, texts in said.items() for text in texts]
    brief, ledger = fixture.brief([*rows, *fixture.SAID[6:12]])
    brief.front["commission"]["subjects"] = [{"name": name, "from": "text"} for name in sides]
    return follow("b", brief, ledger, places((fixture.corpus(),), ()))


def test_dates_stand_in_order_and_lead_to_their_sentences():
    walk = walk_of(DATED)
    assert [one.date for one in timeline.facts(walk)] == ["2021-03", "2022", "2023-05-01", "2024-01"]
    shown = timeline.render(walk)
    anchors = {one.anchor for one in walk.stated}
    assert len(re.findall(r'href="#([^"]+)"', shown)) == 8
    assert set(re.findall(r'href="#([^"]+)"', shown)) <= anchors
    across = [float(x) for x in re.findall(r'cx="([\d.]+)"', shown)]
    assert across[0] < across[2] < across[1] < across[3]  # lanes: 2021 and 2023, then 2022 and 2024


@pytest.mark.parametrize(
    "said",
    [
        {"北斗社区": DATED["北斗社区"]},  # too few
        {"北斗社区": tuple(f"平台 {n} 有 2000 个模型。" for n in range(6))},  # a count is no year
        {"北斗社区": tuple(f"平台于 2023 年做了第 {n} 件事。" for n in range(6))},  # one point in time
    ],
)
def test_no_line_where_there_is_nothing_to_show(said):
    assert timeline.render(walk_of(said)) == ""


def test_figures_that_measure_the_same_stand_side_by_side():
    shown = chart.compared(walk_of(PRICES))
    assert re.findall(r"<dt>(.*?)</dt>", shown) == ["北斗社区", "North Star"]
    assert re.findall(r'bar-value" width="([\d.]+)"', shown) == ["45.0", "100.0"]
    assert re.findall(r"<strong>(.*?)</strong>", shown) == ["9 美元", "20 美元"]


@pytest.mark.parametrize(
    "other",
    [
        "North Star 的托管服务按月收费，价格为每月 20 欧元。",  # another unit
        "North Star 去年在研究上共花费 20 美元。",  # another matter
        "North Star 的托管服务按月收费，价格为每月 20 美元至 40 美元。",  # two figures
        "North Star 的托管服务按月收费，合同为每月 20 个月。",  # no amount
    ],
)
def test_figures_that_do_not_compare_are_not_drawn(other):
    assert chart.compared(walk_of({**PRICES, "North Star": (other,)})) == ""


def test_coverage_counts_sources_and_leads_to_the_first_sentence():
    walk = follow(fixture.STEM, *fixture.brief(), places((fixture.corpus(),), (fixture.REPORT,)))
    shown = chart.coverage(walk)
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', shown)
    counted = {name: re.findall(r'aria-label="([^"]*)">(\d+)</a>|>(–)<', cells) for name, cells in rows}
    assert [one[1] or one[2] for one in counted["（2）技术路线对比"]] == ["2", "1"]  # membership is no evidence
    assert counted["（3）产品与开放策略"][0][0] == "North Star · 1 个来源"
    assert {*re.findall(r'href="#([^"]+)"', shown)} <= {one.anchor for one in walk.stated}


def twice(head, *rests):
    """A brief with a table whose rows give the side's price, each on its own quotations of these documents."""
    corpus = fixture.corpus()
    copy = replace(fixture.HUB, path="articles/copy.md", title="转载：模型社区", sha256="0" * 64)
    documents = {**{one.title: one for one in corpus.documents}, copy.title: copy}
    brief, ledger = fixture.brief()
    sources = [
        {"id": f"S{n}", "kind": "corpus", "title": one.title, "sha256": one.sha256}
        for n, one in enumerate(documents.values(), 1)
    ]
    ids = {one["title"]: one["id"] for one in sources}
    table, entries = [], []
    for number, rest in enumerate(rests):
        said = Sentence(text=f"每月 {9 + number} 美元", citations=())
        table.append((Sentence(text=head[number], citations=()), said))
        spans = [(ids[one.title], one.chunks[0]) for one in (documents[title] for title in rest)]
        supports = tuple(fixture.support(source, chunk, chunk.text[:6], "cell") for source, chunk in spans)
        entries.append(
            Entry(id=f"s-{number}", section=1, kind="cell", text=said.text, side="北斗社区", supports=supports)
        )
    corner = (Sentence(text="对照项", citations=()), Sentence(text="北斗社区", citations=()))
    section = Section(number=1, heading="费用", blocks=(Block(kind="table", rows=(corner, *table)),))
    brief = replace(brief, sections=(section,), front={**brief.front, "sources": sources})
    pages = site.pages(
        [("b", brief, replace(ledger, entries=tuple(entries)))],
        [replace(corpus, documents=tuple(documents.values()))],
    )
    shown = re.search(r'<table class="chart">.*?</table>', pages["briefs/b.md"])[0]
    return re.findall(r">(\d+)</a>", shown), re.findall(r'<p class="small"><a href="#(.*?)">(.*?)</a></p>', shown)


HUB, COPY, LOCKED = fixture.HUB.title, "转载：模型社区", fixture.LOCKED.title


@pytest.mark.parametrize(
    ("head", "rests", "counted", "verdicts"),
    [
        (("价格",), [(HUB,)], ["1"], []),
        (("价格",), [(HUB, COPY)], ["1"], []),  # a copy is no second source, and agrees with nobody
        (("价格",), [(HUB, LOCKED)], ["2"], [("s-0", "来源说法一致")]),
        (("价格", "价格（另一处记载）"), [(HUB,), (LOCKED,)], ["2"], [("s-1", "来源数字不一")]),
        (("价格", "折扣"), [(HUB,), (LOCKED,)], ["2"], []),  # of other matters
    ],
)
def test_coverage_counts_copies_once_and_says_where_sources_agree_or_differ(head, rests, counted, verdicts):
    assert twice(head, *rests) == (counted, verdicts)


def test_no_coverage_without_sides():
    brief, ledger = fixture.brief()
    nobody = replace(ledger, entries=tuple(replace(one, side=None) for one in ledger.entries))
    assert chart.coverage(follow("b", brief, nobody, places((fixture.corpus(),), ()))) == ""


@pytest.mark.parametrize("name", loaded("site/vectors.yml")[::4])
def test_hostile_names_stay_text(name):
    said = {name: tuple(f"{name} {text}" for text in DATED["北斗社区"] + PRICES["北斗社区"]), "N": DATED["North Star"]}
    walk = walk_of({**said, "M": (f"{name} 的托管服务按月收费，价格为每月 20 美元。",)}, sides=(name, "N", "M"))
    for shown in (timeline.render(walk), chart.coverage(walk), chart.compared(walk)):
        body = re.sub(r"^#+ .*$", "", shown, flags=re.MULTILINE)
        parsed = ElementTree.fromstring(f"<div>{body.replace('&#160;', ' ')}</div>")
        tags = {one.tag for one in parsed.iter()}
        assert tags <= ALLOWED
        for one in parsed.iter():
            assert not any(key.startswith("on") or key == "style" for key in one.attrib)
            assert one.get("href", "#").startswith("#")
    assert timeline.render(walk)
