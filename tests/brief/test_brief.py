"""Briefs, ledgers and citations: what is written is what is read."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from generator import brief as briefs
from generator.brief import Block, Brief, Section, Sentence, citation, ledger, wording
from generator.brief.citation import Citation
from generator.errors import BriefproofError

_LETTERS = st.sampled_from(
    list('ab1.)( -+#>|=*_`<[]&~!\\"“”。！？中文：:,xé《》（）') + ["[long_context:", "---", "|", ", p. 1", ", chunk 2"]
)
TEXT = st.lists(_LETTERS, min_size=1, max_size=12).map(lambda parts: " ".join("".join(parts).split())).filter(bool)
CITATIONS = st.builds(
    lambda kind, title, number, chunked: Citation(
        kind=kind, title=title, number=None if kind == "image" else number, chunked=chunked and kind == "document"
    ),
    st.sampled_from(citation.KINDS), TEXT, st.integers(1, 99999), st.booleans(),
)  # fmt: skip
SENTENCES = st.builds(
    lambda text, cited: Sentence(text=text, citations=tuple(cited)), TEXT, st.lists(CITATIONS, max_size=3)
)


def no_lists_in_a_row(blocks):
    """Two lists with nothing between are one list."""
    return all({a.kind, b.kind} != {"bullets"} for a, b in pairwise(blocks))


BLOCKS = st.one_of(
    st.lists(SENTENCES, min_size=1, max_size=3).map(lambda row: Block(kind="paragraph", rows=(tuple(row),))),
    st.lists(SENTENCES, min_size=1, max_size=3).map(lambda row: Block(kind="bullets", rows=tuple((s,) for s in row))),
    SENTENCES.map(lambda sentence: Block(kind="heading", rows=((sentence,),))),
    st.lists(st.tuples(SENTENCES, SENTENCES), min_size=1, max_size=3).map(
        lambda rows: Block(kind="table", rows=tuple(rows))
    ),
)
SECTIONS = st.lists(st.tuples(TEXT, st.lists(BLOCKS, max_size=3).filter(no_lists_in_a_row)), max_size=3)


@given(TEXT.filter(lambda t: "《" not in t), SECTIONS, st.sampled_from(["zh", "en"]))
def test_a_brief_is_read_as_it_was_written(title, sections, language):
    brief = Brief(
        front={"commission": {"language": language, "query": "一\n二"}, "title": title},
        title=title,
        sections=tuple(
            Section(number=n, heading=heading, blocks=tuple(blocks)) for n, (heading, blocks) in enumerate(sections, 1)
        ),
    )
    rendered = briefs.render(brief)
    parsed = briefs.parse(rendered, "x.md")
    assert parsed == brief and not parsed.flaws
    assert briefs.render(briefs.parse(rendered, "x.md")) == rendered


@given(CITATIONS, st.sampled_from(["zh", "en"]), TEXT)
def test_a_citation_survives_any_title(cited, language, before):
    rendered = citation.render(cited, language)
    located, malformed = citation.parse(rendered)
    assert [item.citation for item in located] == [cited]
    assert not malformed


@given(st.text(max_size=200))
def test_any_text_can_be_searched_for_citations(text):
    located, malformed = citation.parse(text)
    for item in located:
        assert text[item.start] == "[" and text[item.end - 1] == "]"
    for item in malformed:
        assert text[item.start :].startswith("[")


def test_a_title_with_sentence_marks_and_quotes_is_one_citation():
    line = '甲公司如此。[long_context: "《开源？闭源！》：谁说“\\"不\\"”。", chunk 12][图片: a b.png]'
    text, cited = citation.split(line)
    assert text == "甲公司如此。"
    assert cited == (
        Citation(kind="corpus", title='《开源？闭源！》：谁说“"不"”。', number=12),
        Citation(kind="image", title="a b.png"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "[long_context: 无引号, chunk 1]",
        "[文档: a.pdf]",
        "[文档: a.md, chunk3]",
        "[document: a.md, p. None]",
        "[文档: a.md, chunk]",
        "[文档: , chunk 1]",
        '[long_context: "a", chunk x]',
        "[图片: ]",
    ],
)
def test_a_broken_citation_is_reported_and_not_guessed(text):
    located, malformed = citation.parse(f"句子。{text}")
    assert not located
    assert malformed[0].start == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Title\n", "no front matter"),
        ("---\na: [1\n---\n# T\n", "x.md, line"),
        ("---\n- 1\n---\n# T\n", "no mapping"),
        ("---\na: 1\n---\n\n## 一\n", "no title"),
    ],
)
def test_what_is_no_brief_is_said_in_one_line(text, message):
    with pytest.raises(BriefproofError, match=message) as caught:
        briefs.parse(text, "x.md")
    assert "\n" not in str(caught.value)


_SUPPORTS = st.builds(
    ledger.Support,
    source=st.just("S1"), chunk=st.integers(1, 9), page=st.none() | st.integers(1, 9), chunk_sha256=st.just("a" * 64),
    start=st.integers(0, 9), end=st.integers(9, 99), quote=TEXT, relation=st.sampled_from(["verbatim", "membership"]),
)  # fmt: skip
_ENTRIES = st.builds(
    ledger.Entry,
    id=st.just("s-1"), section=st.integers(1, 9), kind=st.sampled_from(ledger.KINDS), text=TEXT,
    side=st.none() | TEXT, lead=TEXT | st.just(""), supports=st.lists(_SUPPORTS, max_size=2).map(tuple),
)  # fmt: skip


@given(st.lists(_ENTRIES, max_size=4))
def test_a_ledger_is_read_as_it_was_written(entries):
    written = ledger.Ledger(brief="b.md", reader="r 1", entries=tuple(entries), generated="0")
    assert ledger.parse(ledger.render(written), "l.yml") == written


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- 1", "no ledger"),
        ("entries: [1]", "entry 1"),
        (
            "entries: [{id: x, section: one, kind: claim, text: t}]",
            "entry 1 \\(x\\): section: 'one' is no whole number",
        ),
        ("entries: [{id: x, section: 1, kind: claim, text: t, colour: red}]", "unknown key 'colour'"),
        ("entries: [{id: x}]", "entry 1"),
    ],
)
def test_a_broken_ledger_is_said_in_one_line(text, message):
    with pytest.raises(BriefproofError, match=message):
        ledger.parse(text, "l.yml")


def test_ids_follow_the_words_and_not_the_place():
    assert ledger.ids(["甲", "乙", "甲"])[1] == ledger.ids(["乙"])[0]
    assert ledger.ids(["甲", "甲"])[1].endswith("-2")


@pytest.mark.parametrize(
    ("language", "axes", "said"),
    [
        ("zh", ["一楼不同意怎么办", "费用谁出"], "本简报受托回答“一楼不同意怎么办”与“费用谁出”，供决策参考。"),
        ("zh", ["费用"], "本简报受托说明济南，着眼于费用，供决策参考。"),
        ("en", ["who pays for it"], "This brief was commissioned to answer “who pays for it”."),
    ],
)
def test_a_brief_on_one_subject_says_what_it_was_asked(language, axes, said):
    asked = {
        "language": language,
        "subjects": [{"name": "济南"}],
        "axes": axes,
        "length": {"max": 900, "unit": "字"},
        "query": "",
    }
    asked["sections"] = [{"role": "introduction"}, {"role": "method"}]
    told = wording.about({"commission": asked, "writer": {"name": "extractive"}}, "introduction", first=True)
    assert said in [words for words, _ in told]
