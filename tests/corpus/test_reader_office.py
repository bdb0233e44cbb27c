"""Files of office programs, books, messages, notebooks and transcripts: their text, its places, and what is left out."""

import json

import pytest

from generator.corpus import chunking, readers
from generator.corpus.isolation import Job, answer_of
from generator.errors import BriefproofError
from generator.messages import from_data
from tests.helpers import office
from tests.helpers.office import paragraph, shape

STRUCK = "<w:strike/>"
HIDDEN = "<w:vanish/>"


def texts(kind, data, name="a"):
    return [[element.kind, element.text] for element in readers.read(kind, data, name).elements]


def reasons(kind, data):
    return [reason for reason, _ in readers.read(kind, data, "a").dropped]


def test_word():
    body = (
        paragraph("Walls", "T")
        + paragraph("Contents 3", "TOC1")
        + paragraph("Upper", "Own")
        + "<w:p><w:r><w:t>The wall </w:t></w:r><w:r><w:rPr><w:dstrike/></w:rPr><w:t>was</w:t></w:r>"
        "<w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>holds 10</w:t></w:r>"
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>25</w:t></w:r>"
        "<w:del><w:r><w:delText>stones</w:delText></w:r></w:del><w:ins><w:r><w:t> drops</w:t></w:r></w:ins>"
        "<m:oMath><m:sSup><m:e><m:r><m:t> x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
        "<w:r><w:footnoteReference w:id='2'/><w:instrText>PAGE</w:instrText><w:t>.</w:t></w:r></w:p>"
        + paragraph("Not this.", marks=HIDDEN)
        + "<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>An item.</w:t></w:r></w:p>"
        + paragraph("A quotation.", "Q")
    )
    note = "<w:footnote w:type='separator' w:id='0'/><w:footnote w:id='2'>" + paragraph("Measured.") + "</w:footnote>"
    reading = readers.read("docx", office.docx(body, footnotes=note), "a.docx")
    assert reading.title == "Walls"
    assert dict(reading.metadata) == {"author": "Ada Hill"}
    assert [[element.kind, element.text] for element in reading.elements] == [
        ["heading", "Upper"],
        ["paragraph", "The wall holds 10²⁵ drops x^{2}."],
        ["item", "An item."],
        ["quote", "A quotation."],
        ["note", "Measured."],
    ]
    assert [reason for reason, _ in reading.dropped] == ["contents", "struck out", "struck out", "hidden"]


def test_a_formula_of_word_may_be_nested_deeply():
    brackets = "<m:d><m:e>" * 40 + "<m:r><m:t>x</m:t></m:r>" + "</m:e></m:d>" * 40
    body = f"<w:p><m:oMath>{brackets}</m:oMath></w:p>"
    assert texts("docx", office.docx(body)) == [["paragraph", "(" * 40 + "x" + ")" * 40]]


def test_tables_of_word_repeat_what_is_merged():
    def row(*cells):
        return "<w:tr>" + "".join(f"<w:tc>{mark}{paragraph(text)}</w:tc>" for mark, text in cells) + "</w:tr>"

    begins, goes_on = "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>", "<w:tcPr><w:vMerge/></w:tcPr>"
    table = row(("", "wall"), ("", "height")) + row((begins, "upper"), ("", "2 m")) + row((goes_on, ""), ("", "3 m"))
    one = "<w:tbl><w:tr><w:tc>" + paragraph("In a frame.") + "</w:tc></w:tr></w:tbl>"
    assert texts("docx", office.docx(f"<w:tbl>{table}</w:tbl>{one}")) == [
        ["table", "wall | height"],
        ["table", "wall: upper | height: 2 m"],
        ["table", "wall: upper | height: 3 m"],
        ["paragraph", "In a frame."],
    ]


def test_slides_are_places():
    struck = '<r><t>The wall holds</t></r><r><rPr strike="sngStrike"/><t> fast</t></r><r><t>.</t></r>'
    data = office.pptx(
        shape("Walls", kind="ctrTitle"),
        "!" + shape("Secret."),
        shape("It stands.", kind="body") + shape("Upper", kind="title") + shape("3", kind="sldNum") + shape(struck),
    )
    reading = readers.read("pptx", data, "a.pptx")
    assert reading.title == "Walls"
    assert [(element.text, element.pages) for element in reading.elements] == [
        ("Upper", ((0, "slide 3"),)),
        ("It stands.", ((0, "slide 3"),)),
        ("The wall holds.", ((0, "slide 3"),)),
    ]
    assert [reason for reason, _ in reading.dropped] == ["hidden slide", "running head", "struck out"]
    (chunk,) = chunking.cut(reading.elements, "en")
    assert chunk.page_at(0) == "slide 3"


def test_sheets_and_rows_are_places():
    number = '<c s="{style}"><v>{value}</v></c>'
    rows = [
        ["Walls of the village"],
        [],
        ["wall", "built", "share", "price"],
        [
            "upper",
            number.format(style=1, value=45418),
            number.format(style=2, value=0.25),
            number.format(style=3, value=7.5),
        ],
        ["lower", '<c t="e"><v>#REF!</v></c>', '<c t="b"><v>1</v></c>', number.format(style=0, value="0.1")],
    ]
    data = office.xlsx({"2025": rows, "draft": [["a", "b"]]}, hidden=("draft",))
    reading = readers.read("xlsx", data, "a.xlsx")
    assert [(element.text, *(place for _, place in element.pages)) for element in reading.elements] == [
        ("2025",),
        ("Walls of the village", 'sheet "2025", row 1'),
        ("wall | built | share | price", 'sheet "2025", row 3'),
        ("wall: upper | built: 2024-05-06 | share: 25% | price: €7.5", 'sheet "2025", row 4'),
        ("wall: lower | share: TRUE | price: 0.1", 'sheet "2025", row 5'),
    ]
    assert reading.dropped == (("hidden sheet", "draft"),)
    (chunk,) = chunking.cut(reading.elements, "en")
    assert chunk.page_at(chunk.blocks[2].start) == 'sheet "2025", row 4'
    assert chunk.heading_path == ("2025",)


@pytest.mark.parametrize(("mark", "ending"), [(",", "csv"), (";", "csv"), ("\t", "tsv"), ("|", "csv")])
def test_values_parted_by_marks(mark, ending):
    source = f'wall{mark}height\nupper{mark}"2{mark}5"\n\nlower{mark}\n'
    elements = readers.read("csv", source.encode(), f"a.{ending}").elements
    assert [(element.text, *(place for _, place in element.pages)) for element in elements] == [
        ("wall | height", "row 1"),
        (f"wall: upper | height: 2{mark}5".replace("\t", " "), "row 2"),
        ("wall: lower", "row 4"),
    ]


def test_numbers_are_no_heads():
    assert texts("csv", b"upper,2\nlower,3\n") == [["table", "upper | 2"], ["table", "lower | 3"]]


def test_open_document():
    styles = (
        '<style name="P1" parent-style-name="Quotations"/><style name="T1"><text-properties text-line-through-style="solid"/></style>'
        '<style name="T2"><text-properties text-position="super 58%"/></style>'
    )
    body = (
        "<tracked-changes><deletion><p>Gone.</p></deletion></tracked-changes>"
        '<p style-name="Title">Walls</p><h outline-level="1">Upper</h>'
        '<p>The\n wall <span style-name="T1">was</span> <annotation><p>ask</p></annotation>holds<s c="3"/>10<span style-name="T2">25</span>'
        '<note><note-citation>1</note-citation><note-body><p>Measured.</p></note-body></note> <frame><object href="./Object 1"/></frame>.</p>'
        '<section display="none"><p>Hidden.</p></section><list><list-item><p>An item.</p></list-item></list><p style-name="P1">A quotation.</p>'
        "<table><table-row><table-cell><p>wall</p></table-cell><table-cell><p>height</p></table-cell></table-row>"
        "<table-row><table-cell><p>upper</p></table-cell><table-cell><p>2 m</p></table-cell></table-row></table>"
    )
    formula = {"Object 1/content.xml": "<math><msup><mi>x</mi><mn>2</mn></msup></math>"}
    data = office.odt(body, styles=styles, parts=formula)
    assert texts("odt", data) == [
        ["heading", "Upper"],
        ["paragraph", "The wall holds 10²⁵ x^2."],
        ["item", "An item."],
        ["quote", "A quotation."],
        ["table", "wall | height"],
        ["table", "wall: upper | height: 2 m"],
        ["note", "Measured."],
    ]
    assert readers.read("odt", data, "a").title == "Walls"
    assert sorted(reasons("odt", data)) == ["hidden", "struck out"]


def test_books():
    data = office.epub("<h1>Upper</h1><p>The wall <s>was</s> stands.</p>", "<h1>Lower</h1><p>It holds.</p>")
    reading = readers.read("epub", data, "a.epub")
    assert (reading.title, dict(reading.metadata)) == ("Walls", {"author": "Ada Hill", "date": "2024-05-06"})
    assert [element.text for element in reading.elements] == ["Upper", "The wall stands.", "Lower", "It holds."]
    contents = "<nav epub:type='landmarks'><a href='c%201.xhtml'>Text</a></nav><nav epub:type='toc'><ol>"
    contents += "<li><a href='c%201.xhtml#a'>A &quot;low&quot; wall</a></li></ol></nav>"
    book = office.epub("<p>One.</p>", "<p>Two.</p>", "<p>Three.</p>", extra={"OPS/nav.xhtml": contents})
    places = [element.pages for element in readers.read("epub", book, "a.epub").elements]
    assert places == [(), *[((0, 'chapter "A \\"low\\" wall"'),)] * 2]
    locked = {"META-INF/encryption.xml": '<e><CipherReference URI="OPS/c 0.xhtml"/></e>'}
    with pytest.raises(BriefproofError, match="protected"):
        readers.read("epub", office.epub("<p>x</p>", extra=locked), "a.epub")


def test_notebooks():
    cells = [
        {"cell_type": "markdown", "source": ["# Walls\n", "\n", "The wall ~~was~~ stands."]},
        {"cell_type": "code", "source": "~~~ = 1", "outputs": [{"text": "not this"}]},
        {"cell_type": "raw", "source": "nor this"},
    ]
    data = json.dumps({"cells": cells, "metadata": {"title": "Stones"}}).encode()
    assert texts("notebook", data) == [["heading", "Walls"], ["paragraph", "The wall stands."], ["code", "~~~ = 1"]]
    assert [element.pages[0][1] for element in readers.read("notebook", data, "a.ipynb").elements] == [
        "cell 1",
        "cell 1",
        "cell 2",
    ]
    with pytest.raises(BriefproofError, match="not a notebook"):
        readers.read("notebook", b"{}", "a.ipynb")


MESSAGE = """From: Ada Hill <ada@example.org>
Subject: =?utf-8?q?W=C3=A4lls?=
Date: Mon, 6 May 2024 23:00:00 -0800
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=B

--B
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

The wall stands h=F6her than the other one, and it has held since the spring=
 of the year in which the people of the village mended it with their own han=
ds, stone by stone, as they had always done.

On Fri, 3 May 2024 at 10:00, Bo Lee wrote:
> Does it stand?
--B
Content-Type: application/pdf
Content-Disposition: attachment; filename=plan.pdf

x
--B--
"""


def test_messages():
    reading = readers.read("mail", MESSAGE.encode(), "a.eml")
    assert (reading.title, dict(reading.metadata)) == ("Wälls", {"author": "Ada Hill", "date": "2024-05-06"})
    (element,) = reading.elements
    assert element.text.startswith("The wall stands höher")
    assert [reason for reason, _ in reading.dropped] == ["quoted message", "attachment"]
    with pytest.raises(BriefproofError, match="not a message"):
        readers.read("mail", b"Just words.", "a.eml")


def test_archives_of_pages():
    archive = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/walls\nSubject: Walls\n"
        "Date: Mon, 6 May 2024 10:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="M"\n\n--M\nContent-Type: text/html\n'
        "Content-Transfer-Encoding: quoted-printable\nContent-Location: https://example.org/walls\n\n"
        '<html><meta charset=3D"utf-8"><body><article><p>The wall st=\nands, =C3=A9 too.</p></article></body></html>\n'
        "--M\nContent-Type: image/png\nContent-Location: https://example.org/a.png\n\nx\n--M--\n"
    )
    reading = readers.read("mail", archive.encode(), "a.mhtml")
    assert [element.text for element in reading.elements] == ["The wall stands, é too."]
    assert reading.title == "Walls"
    assert dict(reading.metadata) == {"url": "https://example.org/walls", "accessed": "2024-05-06"}


@pytest.mark.parametrize(
    "source",
    [
        "1\n00:00:01,000 --> 00:00:03,000\nADA: The wall stands\non the slope.\n\n2\n00:00:03,500 --> 00:00:05,000\n[applause]\n\n"
        "3\n00:00:05,500 --> 00:00:08,000\n<i>It has held</i>.\n\n4\n00:01:05,500 --> 00:01:08,000\nBo Lee: Rain stays.\n",
        "WEBVTT - walls\n\nNOTE by hand\n\n00:01.000 --> 00:03.000 align:start\n<v ADA>The wall stands on the slope.</v>\n\n"
        "00:03.000 --> 00:04.000\n♪ music ♪\n\n00:05.500 --> 00:08.000\n<v ADA>It has <c.x>held</c>.\n\n00:09.000 --> 00:10.000\n<v.loud Bo Lee>Rain stays.\n",
    ],
)
def test_transcripts(source):
    elements = readers.read("subtitles", source.encode(), "a.srt").elements
    assert [(element.text, element.label) for element in elements] == [
        ("The wall stands on the slope. It has held.", "ADA"),
        ("Rain stays.", "Bo Lee"),
    ]
    assert [tuple(element.text[offset:][:8] for offset, _ in element.pages) for element in elements] == [
        ("The wall", "It has h"),
        ("Rain sta",),
    ]
    assert elements[0].pages[-1][1] == "at 0:00:05"


def test_captions_that_roll_are_read_once():
    cues = "".join(
        f"00:0{at}.000 --> 00:0{at + 1}.000\n{words}\n\n"
        for at, words in enumerate(["The wall", "The wall", "stands."], 1)
    )
    assert texts("subtitles", f"WEBVTT\n\n{cues}".encode()) == [["paragraph", "The wall stands."]]


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx", "odt", "epub"])
@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"Just words.", "no archive"),
        (b"PK\x03\x04 cut off", "no archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older program"),
        (office.zipped({"other.xml": "<a/>"}), "missing"),
    ],
)
def test_what_is_no_file_of_an_office_gives_one_line(kind, data, wanted):
    with pytest.raises(BriefproofError, match=wanted) as caught:
        readers.read(kind, data, f"a.{kind}")
    assert "\n" not in str(caught.value)


def test_entities_and_depth_are_refused():
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d><body>&b;</body></d>'
    outside = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d><body>&a;</body></d>'
    deep = "<d><body>" + "<p>" * 5000 + "</p>" * 5000 + "</body></d>"
    for content, wanted in ((bomb, "entities"), (outside, "entities"), (deep, "deeply"), ("<d><body>", "damaged XML")):
        with pytest.raises(BriefproofError, match=wanted):
            readers.read("docx", office.zipped({"word/document.xml": content}), "a.docx")


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("generator.corpus.readers.office.package.MOST", 1000)
    with pytest.raises(BriefproofError, match="unpacks to more"):
        readers.read("docx", office.docx(paragraph("a" * 5000)), "a.docx")


def test_an_archive_with_a_password_is_refused():
    data = bytearray(office.docx(paragraph("a")))
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
    with pytest.raises(BriefproofError, match="encrypted"):
        readers.read("docx", bytes(data), "a.docx")


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_an_empty_file_is_named(kind):
    data = office.docx("") if kind == "docx" else office.odt("")
    answer = answer_of(Job(kind=kind, name=f"a.{kind}", data=data), lambda pages: None)
    assert "no text" in from_data(answer["problem"])


def run(text, marks=""):
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


GONE = "<w:rStyle w:val='Gone'/>"
KEPT = "<w:strike w:val='0'/>"
DELETED_END = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"


@pytest.mark.parametrize(
    ("body", "wanted", "left_out"),
    [
        (f"<w:p>{run('It holds')}<w:r><w:br/></w:r>{run('ten men.')}</w:p>", ["It holds ten men."], []),
        (f"<w:p>{run('Ada Hill')}<w:r><w:br/></w:r>{run('Bo Lee')}</w:p>", ["Ada Hill", "Bo Lee"], []),
        (f"<w:p>{run('石墙很')}<w:r><w:br/></w:r>{run('高。')}</w:p>", ["石墙很高。"], []),
        (f"<w:p>{run('第一章')}<w:r><w:br/></w:r>{run('石墙')}</w:p>", ["第一章", "石墙"], []),
        (f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('Boxed.')}</w:txbxContent></w:pict></w:r></w:p>", ["Boxed."], []),
        (f"<w:p>{run('A wall')}<w:r><w:tab/></w:r>{run('12 m')}</w:p>", ["A wall 12 m"], []),
        (
            f"<w:p>{DELETED_END}{run('It holds ')}</w:p><w:p>{run('ten men.')}</w:p>",
            ["It holds ten men."],
            [],
        ),
        (
            f"<w:p>{run('It ')}<w:moveFrom>{run('once ')}</w:moveFrom><w:ins>{run('now ')}</w:ins>{run('holds.')}</w:p>",
            ["It now holds."],
            [("struck out", "once")],
        ),
        (f"<w:p>{run('Secret. ', GONE)}{run('Seen.')}</w:p>", ["Seen."], [("hidden", "Secret.")]),
        (
            f"<w:p><w:pPr><w:pStyle w:val='Old'/></w:pPr>{run('Void. ')}{run('Valid.', KEPT)}</w:p>",
            ["Valid."],
            [("struck out", "Void.")],
        ),
        (
            "<w:p>" + run("It ") + '<w:commentRangeStart w:id="0"/>' + run("holds") + '<w:commentRangeEnd w:id="0"/>'
            "<w:r><w:footnoteReference w:id='1'/></w:r>" + run(".") + "</w:p>",
            ["It holds."],
            [],
        ),
    ],
)  # fmt: skip
def test_what_word_shows(body, wanted, left_out):
    styles = (
        '<w:style w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Old"><w:name w:val="Old"/><w:rPr><w:strike/></w:rPr></w:style>'
    )
    reading = readers.read("docx", office.docx(body, styles=styles), "a.docx")
    assert [element.text for element in reading.elements] == wanted
    assert list(reading.dropped) == left_out


def test_hidden_and_deleted_rows_of_word():
    def row(mark, *cells):
        return (
            f"<w:tr><w:trPr>{mark}</w:trPr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"
        )

    table = row("", "wall", "height") + row("<w:hidden/>", "upper", "2 m") + row("<w:del/>", "old", "3 m")
    reading = readers.read("docx", office.docx(f"<w:tbl>{table}{row('<w:ins/>', 'low', '1 m')}</w:tbl>"), "a.docx")
    assert [element.text for element in reading.elements] == ["wall | height", "wall: low | height: 1 m"]
    assert reading.dropped == (("hidden", "upper | 2 m"), ("struck out", "old | 3 m"))


def test_hidden_columns_are_named():
    data = office.xlsx({"2025": [["wall", "price"], ["upper", "7"]]}, columns='<col min="2" max="2" hidden="1"/>')
    reading = readers.read("xlsx", data, "a.xlsx")
    assert [element.text for element in reading.elements] == ["2025", "wall", "upper"]
    assert reading.dropped == (("hidden columns", "price | 7"),)
