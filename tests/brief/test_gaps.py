"""What is said to be missing was searched for, and nothing is said to be there that is not."""

from dataclasses import replace

import pytest

from generator import commission, corpus
from generator.brief import Block, Brief, Section, Sentence, counted, front, ledger, outline, wording

QUERY = {
    "zh": "对比 Redis 与 Kafka 的性能和许可证，资料包括官网、GitHub 生态数据，不少于 900 字。",
    "en": "Compare Redis and Kafka in terms of speed and licence. Sources: official website, GitHub.",
}
SECTIONS = {
    "zh": "结构：一、概况；二、结论；三、参考资料",
    "en": "\nSections: 1. Overview 2. Conclusion 3. References",
}


def asked(language):
    return commission.resolve(commission.read(QUERY[language] + SECTIONS[language]))


def entry(section, text, side):
    return ledger.Entry(id="s", section=section, kind="claim", text=text, side=side)


@pytest.mark.parametrize(
    ("text", "url", "lacking"),
    [
        ("Redis keeps data in memory.", "", ["GitHub", "site"]),
        ("On GitHub Redis has 42 000 stars.", "", ["site"]),
        ("Redis keeps data in memory.", "https://github.com/redis/redis", []),
        ("Redis keeps data in memory.", "https://redis.example", ["GitHub"]),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_source_is_missing_only_where_no_document_comes_from_there_or_speaks_of_it(
    tmp_path, language, text, url, lacking
):
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nurl: {url}\n---\n\n# A\n\n{text}\n" if url else f"# A\n\n{text}\n")
    documents = corpus.read(tmp_path, cache=tmp_path / "cache").documents
    found = [gap for gap in front.gaps(asked(language), documents) if gap["code"] == "source"]
    assert [
        "GitHub" if "GitHub" in gap["source"] else "site" for gap in sorted(found, key=lambda g: g["searched"])
    ] == lacking
    assert all(gap["searched"] for gap in found)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_point_that_no_sentence_speaks_of_is_named_with_what_was_searched(language):
    read = asked(language)
    fast = {"zh": "Redis 的吞吐量很高。", "en": "Redis reaches a high throughput."}[language]
    free = {"zh": "Kafka 的许可证为 Apache 2.0。", "en": "The licence of Kafka is Apache 2.0."}[language]
    entries = [entry(1, fast, "Redis"), entry(1, free, "Kafka")]
    found = front.lacking(read, entries, (), [], {})
    assert [gap["code"] for gap in found] == []
    found = front.lacking(read, [entries[0], entry(1, "Kafka", "Kafka")], (), [], {})
    assert [gap["code"] for gap in found] == ["axis"]
    assert found[0]["axis"] in ("许可证", "licence") and "Redis" in found[0]["searched"]
    shown = wording.gaps({"commission": front.understood(read, by=""), "gaps": found})
    assert len(shown) == 1 and found[0]["axis"] in shown[0] and "Kafka" in shown[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_title_of_a_section_speaks_of_nothing_and_a_heading_of_the_source_does(tmp_path, language):
    said = {"zh": "Redis 把数据放在内存里。", "en": "Redis keeps data in memory."}[language]
    point = {"zh": "许可证", "en": "Licence"}[language]
    (tmp_path / "a.md").write_text(f"# A\n\n## {point}\n\n{said}\n", "utf-8")
    (document,) = corpus.read(tmp_path, cache=tmp_path / "cache").documents
    read = commission.resolve(
        commission.read(
            QUERY[language] + SECTIONS[language].replace("1. Overview", f"1. {point}").replace("概况", point)
        )
    )
    assert read.sections[0].title == point
    start = document.chunks[0].text.index(said)
    span = ledger.Support(
        source="S1",
        chunk=1,
        page=None,
        chunk_sha256="",
        start=start,
        end=start + len(said),
        quote=said,
        relation="verbatim",
    )
    entries = [ledger.Entry(id="s", section=1, kind="claim", text=said, side="Redis", supports=(span,))]
    gaps = [front.lacking(read, entries, (), [], documents) for documents in ({}, {"S1": document})]
    named = [[gap["axis"].casefold() for gap in found if gap["code"] == "axis"] for found in gaps]
    assert point.casefold() in named[0] and point.casefold() not in named[1]


@pytest.mark.parametrize(
    ("extras", "headings", "lacking"),
    [
        (["table"], ["figures_heading"], ["table"]), (["table"], ["table_heading"], []), (["table"], ["facts_heading"], []),
        (["table", "key_figures"], ["figures_heading"], []), (["table", "key_figures"], ["table_heading"], ["figures"]),
        (["key_figures"], ["table_heading"], ["figures"]), ([], [], []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_table_that_was_asked_for_is_not_another(language, extras, headings, lacking):
    read, words = replace(asked(language), extras=tuple(extras), axes=()), wording.words(language)
    found = front.lacking(read, [], [words[heading] for heading in headings], [], {})
    assert [gap["code"] for gap in found if gap["code"] in ("table", "figures")] == lacking


@pytest.mark.parametrize("language", ["zh", "en"])
def test_with_no_gap_it_says_no_more_than_whom_it_quotes(language):
    read = asked(language)
    (line,) = wording.gaps({"commission": front.understood(read, by=""), "gaps": []})
    assert all(name in line for name in ("Redis", "Kafka")) and not any(axis in line for axis in read.axes)


@pytest.mark.parametrize(
    ("roles", "at"),
    [
        ("introduction method body conclusion references", 4),
        ("conclusion body comparison references", 3),  # the bottom line first
        ("introduction conclusion body body", 4),
        ("method body body references", 3),
        ("introduction method body references", 2),
        ("abstract body gaps conclusion", 3),
        ("gaps body", 1),  # who asks for it first has it there
        ("body conclusion conclusion", 3),
        ("conclusion references", 1),
        ("method", 1),
        ("references", None),
    ],
)
def test_the_list_does_not_stand_in_what_is_read_first(roles, at):
    assert outline.gaps_at(roles.split()) == at


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_heading_says_what_is_covered_where_nothing_is_listed(language):
    bare = {"commission": front.understood(asked(language), by="")}
    lacking = {"code": "axis", "axis": "x", "searched": "x"}
    covered, listed = wording.gap_heading({**bare, "gaps": []}), wording.gap_heading({**bare, "gaps": [lacking]})
    assert covered != listed and {covered, listed} == wording.gap_headings(language)


@pytest.mark.parametrize(
    ("gaps", "times"),
    [
        ([{"code": "section", "section": "Speed"}], 1),
        ([{"code": "side", "section": "Comparison: speed", "subject": name} for name in ("Redis", "Kafka")], 1),
        ([{"code": "side", "section": "Comparison: speed", "subject": "Redis"}], 2),
        ([{"code": "section", "section": "Licence"}], 2),
    ],
)
def test_an_axis_is_said_once_where_its_section_is_silent(gaps, times):
    axis = {"code": "axis", "axis": "speed", "searched": "speed"}
    found = wording.gaps({"commission": front.understood(asked("en"), by=""), "gaps": [*gaps, axis]})
    assert len(found) == times


def test_the_line_that_says_a_text_is_too_short_does_not_make_it_longer():
    commission = {**front.understood(asked("en"), by=""), "length": {"min": 9, "max": 900, "unit": "words"}}
    full = {
        "commission": commission,
        "gaps": [{"code": "length", "asked": "9 words"}],
        "writer": {"name": "extractive"},
    }
    rows = tuple((Sentence(text=text),) for text in ("One two three.", wording.too_short(full)))
    section = Section(number=1, heading="Four", blocks=(Block(kind="bullets", rows=rows),))
    assert wording.too_short(full) and counted(Brief(front=full, title="Five", sections=(section,))) == 5
