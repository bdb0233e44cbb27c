"""Readers: what is kept, what is dropped, and that no bytes make them misbehave."""

import re
import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from generator.corpus import chunking, readers
from generator.corpus.isolation import Job, answer_of
from generator.corpus.readers import formulas, front_matter, joining, metadata, outline
from generator.corpus.readers.reading import KINDS
from generator.errors import BriefproofError
from generator.language.text import normalise
from generator.messages import from_data
from tests.helpers import loaded


def cases(kind):
    return [pytest.param(kind, case, id=f"{kind}: {case['name']}") for case in loaded(f"corpus/readers/{kind}.yml")]


@pytest.mark.parametrize(("kind", "case"), [*cases("markdown"), *cases("text"), *cases("html")])
def test_case(kind, case):
    reading = readers.read(kind, case["source"].encode("utf-8"), f"case.{kind}")
    assert reading.title == case["title"]
    assert [[e.kind, e.text] for e in reading.elements] == [expected[:2] for expected in case["elements"]]
    for element, expected in zip(reading.elements, case["elements"], strict=True):
        if len(expected) > 2:
            assert element.level == expected[2], element.text
    if "metadata" in case:
        assert dict(reading.metadata) == case["metadata"]
    reasons = {reason for reason, _ in reading.dropped}
    assert set(case.get("dropped", ())) <= reasons


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("山地茶园的", "土壤", "山地茶园的土壤"),
        ("突破13", "万亿", "突破13万亿"),
        ("Mistral ", "7B", "Mistral 7B"),
        ("the sea-", "son ended", "the season ended"),
        ("a well-", "known effect", "a well-known effect"),
        ("soft\u00ad", "ware", "software"),
        ("from 1990-", "2000", "from 1990-2000"),
        ("the GPT-", "4 report", "the GPT-4 report"),
        ("see https://example.org/a/", "b.html now", "see https://example.org/a/b.html now"),
        ("the model", "reads", "the model reads"),
        ("the North-", "South divide", "the North-South divide"),
        ("a “Hello, world!”", "program", "a “Hello, world!” program"),
        ("a higher-level", "“package” abstraction", "a higher-level “package” abstraction"),
        ("the reader’s …", "and so on", "the reader’s … and so on"),
        ("他说“开放”", "API 的价格", "他说“开放”API 的价格"),
        ("称为 Hub", "“社区”的平台", "称为 Hub“社区”的平台"),
        ("称之为“Hub", "”。", "称之为“Hub”。"),
    ],
)
def test_lines_are_joined_as_the_language_wants(before, after, joined):
    assert joining.join(before, after, {"well-known"}) == joined


LINE_ENDS = loaded("corpus/line-ends.yml")


@pytest.mark.parametrize("compound", LINE_ENDS["kept"])
def test_a_hyphen_of_the_word_stays_at_a_line_end(compound):
    for place in [match.end() for match in re.finditer("-", compound)]:
        assert joining.join(f"a {compound[:place]}", f"{compound[place:]} tree", set()) == f"a {compound} tree"


@pytest.mark.parametrize("word", LINE_ENDS["joined"])
def test_a_hyphen_of_the_line_end_goes(word):
    for place in range(3, len(word) - 2):
        assert joining.join(f"a {word[:place]}-", f"{word[place:]} tree", set()) == f"a {word} tree"


@pytest.mark.parametrize(("before", "after", "joined"), LINE_ENDS["joins"])
def test_lines_are_joined_over_hyphens(before, after, joined):
    assert joining.join(before, after, set()) == joined


def test_the_words_of_the_document_decide_first():
    words = joining.vocabulary(
        "an in-depth re-planting of tea\nthe replan-\nting; a take-it-or-leave-it offer; teahouse"
    )
    assert "replan" not in words and "ting" not in words
    assert joining.join("the re-", "planting", words) == "the re-planting"
    assert joining.join("a take-it-or-", "leave-it offer", words) == "a take-it-or-leave-it offer"
    assert joining.join("the tea-", "house", words) == "the teahouse"


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("1 引言", 1),
        ("2.1 方法", 2),
        ("3.1.2. Results", 3),
        ("第一部分：现状", 1),
        ("第三节 方法", 2),
        ("一、背景", 1),
        ("（二）方法", 2),
        ("Chapter 2 Methods", 1),
        ("IV. Methods", 1),
        ("1 月 23 日的文章", None),
        ("40 个点", None),
        ("3 million tokens", None),
        ("2.5 倍", None),
        ("2024 report", None),
        ("引言", None),
    ],
)
def test_numbering_of_headings(text, depth):
    assert outline.numbered(text) == depth


def test_a_sidecar_that_would_be_misread_is_an_error():
    with pytest.raises(BriefproofError, match="publish"):
        metadata.sidecar(b"publish: somewhat\n", "a.pdf.yml")
    with pytest.raises(BriefproofError, match="YAML"):
        metadata.sidecar(b"just words", "a.pdf.yml")
    with pytest.raises(BriefproofError, match="YAML"):
        metadata.sidecar(b"a: [1", "a.pdf.yml")
    assert metadata.sidecar("title: 茶\npublish: none\nurl: https://e.org\n".encode(), "x") == {
        "title": "茶",
        "publish": "none",
        "url": "https://e.org",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding):
    text = "山地茶园的土壤水分随坡位和季节变化明显，因此需要长期观测。\n" * 5
    reading = readers.read("text", text.encode(encoding), "a.txt")
    assert reading.elements[0].text == text.split("\n")[0]
    assert reading.damaged == 0


def test_private_use_characters_are_counted():
    text = "扣分\ue000\ue001\ue002。" * 10
    reading = readers.read("text", text.encode(), "a.txt")
    assert reading.damaged == 30
    assert reading.is_damaged


@pytest.mark.parametrize(
    ("kind", "data", "wanted"),
    [
        ("text", b"", "empty"),
        ("markdown", b"  \n", "empty"),
        ("text", b"\x00\x01\x02\x03" * 50, "binary"),
        ("text", bytes(range(1, 9)) * 40, "binary"),
        ("pdf", b"Just words", "not a PDF"),
        ("pdf", b"%PDF-1.7\n%garbage", "PDF"),
        ("pdf", b"", "not a PDF"),
    ],
)
def test_what_is_no_document_gives_one_line(kind, data, wanted):
    with pytest.raises(BriefproofError, match=wanted) as caught:
        readers.read(kind, data, f"a.{kind}")
    assert "\n" not in str(caught.value)


ODD = st.one_of(
    st.text(alphabet=st.sampled_from(list("#*-_`>|[]()<>!&\n\t 1.①②。，a茶:：\"'\\/{}~=")), max_size=200),
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            [
                "# A",
                "- 甲：",
                "  - 乙",
                "1. x",
                "目录",
                "相关文章:",
                "> 点个赞",
                "<div>",
                "</div>",
                "<table><tr><td>",
                "",
                "---",
                "| a | b |",
                "① 注 https://e.org",
                "山地茶园的土壤水分随坡位和季节变化明显，需要观测。",
                "\f",
                "[^1]: n",
            ]
        ),
        max_size=30,
    ).map("\n".join),
)


@pytest.mark.parametrize("odd", ["<![1 x>", "<![A: x>", "<![ x>", "<![1", "<!x>", "<![if IE]>", "<![endif]>"])
def test_an_odd_declaration_costs_itself_only(odd):
    page = f"<p>Before the odd place.</p>{odd}<p>After the odd place.</p>"
    found = answer_of(Job(kind="html", name="a", data=page.encode()), lambda pages: None)["document"]["chunks"]
    assert "Before the odd place." in found[0]["text"]
    assert "After the odd place." in found[0]["text"]


@pytest.mark.parametrize("kind", ["markdown", "text", "html", "rst", "asciidoc", "csv", "subtitles"])
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(text=ODD)
def test_any_text_gives_elements_or_one_line(kind, text):
    answer = answer_of(Job(kind=kind, name="a", data=text.encode("utf-8", "replace")), lambda pages: None)
    if "problem" in answer:
        assert "\n" not in from_data(answer["problem"])
        return
    for chunk in answer["document"]["chunks"]:
        assert normalise(chunk["text"]) == chunk["text"]


@pytest.mark.parametrize("kind", sorted(readers.READERS))
@settings(max_examples=60)
@given(data=st.binary(max_size=300))
def test_any_bytes_give_elements_or_one_line(kind, data):
    try:
        reading = readers.read(kind, (b"%PDF-1.4\n" if kind == "pdf" else b"") + data, "a")
    except BriefproofError as error:
        assert "\n" not in str(error)
    else:
        for element in reading.elements:
            assert element.kind in KINDS
            assert element.text == normalise(element.text) != ""
            assert "\n" not in element.text


@pytest.mark.parametrize("installed", [True, False])
@pytest.mark.parametrize(("kind", "case"), cases("html"))
def test_pages_are_read_with_and_without_the_extractor(kind, case, installed, monkeypatch):
    if installed:
        pytest.importorskip("trafilatura", reason="the extractor is an extra (`html`)")
    else:
        monkeypatch.setattr("generator.corpus.readers.html.importlib.util.find_spec", lambda name: None)
    reading = readers.read(kind, case["source"].encode("utf-8"), "a.html")
    assert [element.text for element in reading.elements] == [text for _, text, *_ in case["elements"]]


def test_the_lexicon_compiles_and_drops_no_ordinary_sentence():
    from generator.corpus.readers.boilerplate import lexicon

    sentences = [
        "社区成员可以关注、收藏和评论模型。这些功能由平台提供，任何人都能使用，也可以分享给同事，平台并不收费，只要求注册账号并遵守规则。",
        "该公司订阅服务的收入在 2023 年增长了 20%。",
        "Researchers follow the development of open models closely and share their results.",
        "用户可以点赞。",
        "请关注以下三个风险。",
        "企业的需求关注成本。",
        "感谢基金会对本项目的支持。",
        "如果用户喜欢某个模型，可以收藏它。",
        "输入 → 编码 → 解码 → 输出",
        "By contrast, the open model improves.",
        "Source code is released under a licence.",
        "Please share the data with care.",
        "访问 3 个数据集需要申请。",
    ]
    for sentence in sentences[1:]:
        assert not any(pattern.search(sentence) for pattern in lexicon().calls), sentence
    source = "# T\n\n" + "\n\n".join(sentences)
    reading = readers.read("markdown", source.encode(), "a.md")
    assert [element.text for element in reading.elements] == sentences


def test_real_inputs_lose_no_content_and_keep_no_furniture(inputs):
    bare = lambda text: re.sub(r"[\W_①-⑳]+", "", normalise(text))  # noqa: E731
    for path in sorted((inputs / "corpus").glob("open-*")):
        reading = readers.read(readers.kind_of(path.name), path.read_bytes(), path.name)
        kept = bare(reading.title) + "".join(bare(element.text) for element in reading.elements)
        dropped = "".join(bare(text) for _, text in reading.dropped)
        text = path.read_text(encoding="utf-8")
        body = front_matter.split(text, path.name).body
        lines = [bare(re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line)) for line in body.split("\n")]
        lines = [re.sub(r"^\d+", "", line) for line in lines if line]
        lost = [line for line in lines if line and line not in kept and line not in dropped]
        assert len(lost) <= 0.01 * len(lines), (path.name, lost[:5])
        assert not re.search("点个赞|欢迎订阅|相关文章|当前位置|一季度GDP", kept), path.name


SLOPE = "The slope above the village was cut into terraces so that rain would stay on it."


@pytest.mark.parametrize("case", loaded("corpus/readers/front-matter.yml"), ids=lambda case: case["name"])
@pytest.mark.parametrize("kind", ["markdown", "text"])
def test_front_matter(kind, case):
    reading = readers.read(kind, f"{case['source']}\n{SLOPE}\n".encode(), "a")
    found = dict(reading.metadata) | ({"title": reading.title} if reading.title else {})
    assert found == case["known"]
    assert reading.elements[-1].text == SLOPE
    assert len(reading.elements) == 1 or not case["known"]


@pytest.mark.parametrize(
    "head",
    [
        "---\ndraft: true\n---\n",
        "+++\ndraft = true\n+++\n",
        '{"draft": true}\n\n',
        "title: A\ndraft: yes\n---\n",
        "---\nstatus: Retracted\n---\n",
    ],
)
def test_a_draft_is_named_and_not_read(head):
    answer = answer_of(Job(kind="markdown", name="a.md", data=f"{head}\n{SLOPE}\n".encode()), lambda pages: None)
    told = from_data(answer["problem"])
    assert "draft" in told or "Retracted" in told
    kept = head.replace("true", "false").replace("yes", "no").replace("Retracted", "published")
    assert "chunks" in answer_of(Job(kind="text", name="a", data=f"{kept}\n{SLOPE}".encode()), print)["document"]


@pytest.mark.parametrize("case", loaded("corpus/readers/dialects.yml"), ids=lambda case: case["name"])
def test_dialects_of_markdown(case):
    reading = readers.read("markdown", f"---\ntitle: T\n---\n{case['source']}\n".encode(), "a.md")
    assert [element.text for element in reading.elements] == case["kept"]
    if "kinds" in case:
        assert [element.kind for element in reading.elements] == case["kinds"]
    if "labels" in case:
        assert [element.label for element in reading.elements] == case["labels"]


@pytest.mark.parametrize("case", loaded("corpus/readers/shown.yml"), ids=lambda case: case["name"])
def test_what_a_reader_of_a_page_sees(case):
    around = (
        "<p>The terraces were laid out in a time when the village had more hands than oxen, and they have held.</p>" * 3
    )
    page = f"<title>T</title><article>{around}{case['source']}{around}</article>"
    elements = [
        element for element in readers.read("html", page.encode(), "a.html").elements if "oxen" not in element.text
    ]
    assert [element.text for element in elements] == case["kept"]


def both(kind):
    return [pytest.param(kind, case, id=f"{kind}: {case['name']}") for case in loaded(f"corpus/readers/{kind}.yml")]


@pytest.mark.parametrize(("kind", "case"), [*both("rst"), *both("asciidoc")])
def test_other_languages_of_documents(kind, case):
    elements = readers.read(kind, f"{case['source']}\n".encode(), "a").elements
    assert [element.text for element in elements] == case["kept"]
    if "kinds" in case:
        assert [element.kind for element in elements] == case["kinds"]


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        ("rst", "Walls\n=====\n\n:Author: Ada Hill\n:Date: 2024-05-06\n:draft: false\n\n"),
        ("asciidoc", "= Walls\nAda Hill <a@example.org>\nv1, 2024-05-06: first\n:page-draft: false\n\n"),
    ],
)
def test_what_other_documents_say_of_themselves(kind, head):
    reading = readers.read(kind, f"{head}{SLOPE}\n".encode(), "a")
    assert (reading.title, dict(reading.metadata)) == ("Walls", {"author": "Ada Hill", "date": "2024-05-06"})
    assert [element.text for element in reading.elements] == [SLOPE]
    with pytest.raises(BriefproofError, match="draft"):
        readers.read(kind, f"{head.replace('false', 'true')}{SLOPE}\n".encode(), "a")


@pytest.mark.parametrize("kind", ["markdown", "text", "html", "rst", "asciidoc", "csv", "subtitles"])
@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[[",
        "$",
        "`",
        "``` ",
        "{--",
        "{",
        "%%",
        "<!--",
        "==",
        "~~",
        "^[",
        "| ",
        "> ",
        "* ",
        "{{<",
        "a=b ",
        "<b ",
        "\\(",
        "+",
        "- [ ] ",
        ":::\n",
        "a::\n",
    ],
)
def test_no_text_takes_long(kind, piece):
    source = f"{SLOPE}\n\n{piece * 2000}\n\n{SLOPE}\n"
    started = time.process_time()
    with suppress(RecursionError):  # which a child answers with one line
        answer_of(Job(kind=kind, name="a", data=source.encode()), lambda pages: None)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("case", loaded("corpus/formulas.yml"), ids=lambda case: case["line"])
def test_plain_formulas_of_markdown_are_text(case):
    assert formulas.line(case["line"]) == case["text"]


def kept(head: str, body: str = SLOPE):
    return readers.read("markdown", f"---\n{head}---\n\n{body}\n".encode(), "a.md")


def test_what_front_matter_says_in_sentences_is_read_before_the_text():
    reading = kept(
        "title: Terraces\nauthor: Ada Hill wrote this in one day.\nwhat: Steps that are cut into a slope above a village.\n"
        "description: Steps that are cut into a slope above a village.\ncategory: Soil\nkeywords: [soil, rain, slope]\n"
        "why: To keep the rain where it falls. A slope without them loses its soil.\ntimeRequired: 3-8 hours\n"
    )
    assert [(one.kind, one.label, one.text) for one in reading.elements] == [
        ("paragraph", "", "Steps that are cut into a slope above a village."),
        ("paragraph", "why", "To keep the rain where it falls. A slope without them loses its soil."),
        ("paragraph", "", SLOPE),
    ], "each once, the lead first, keys as headings, no metadata, no names"
    (chunk,) = chunking.cut(reading.elements, "en")
    assert [chunk.text[block.start : block.end] for block in chunk.blocks] == [one.text for one in reading.elements]
    assert [block.heading_path for block in chunk.blocks] == [(), ("why",), ()]


@pytest.mark.parametrize(
    "line",
    [
        "description: A page on terraces and on rain",  # no sentence
        "description: What is told here goes on …",
        "description: The slope above the village was cut into terraces so that rain would stay on it.",  # told below
        "image_alt: A photograph of a slope above a village.",
        "editor_notes: We should look at this page again in May.",
        'description: "{{ page.title }} is what this page is about, and more."',
        "status: This page is kept for those who still need it.",
        "params:\n  caption: A slope that was photographed in the rain.",
    ],
)
def test_front_matter_that_says_nothing_of_the_document_is_not_read(line):
    assert [one.text for one in kept(f"title: Terraces\n{line}\n").elements] == [SLOPE]


def test_an_item_that_is_nothing_but_a_link_to_elsewhere_is_marked():
    source = (
        f"# A\n\n{SLOPE}\n\n## More to read\n\n- [How the slope was won back — a journal](https://example.org/a)\n"
        '- <a href="https://example.org/b">What the rain took away from it — a journal</a>\n'
        f"- [Terraces](#terraces) hold the rain.\n- [What stands further down here](#down)\n\n{SLOPE} {SLOPE}\n"
    )
    reading = readers.read("markdown", source.encode(), "a.md")
    blocks = [(block, chunk) for chunk in chunking.cut(reading.elements, "en") for block in chunk.blocks]
    away = [chunk.text[block.start : block.end][:10] for block, chunk in blocks if block.leads_away]
    assert away == ["How the sl", "What the r"]
