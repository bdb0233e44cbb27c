"""The PDF reader, on pages that the tests typeset themselves."""

import io
import re

import pytest

from generator.corpus import readers
from generator.errors import BriefproofError

canvas_module = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab typesets the pages (extra `test`)")

WIDTH, HEIGHT = 595, 842
ENGLISH = (
    "The moisture of the soil changes with the position on the slope and with the season. "
    "Probes on the lower slope show four percent more water than probes on the upper slope. "
    "Every probe writes one value each fifteen minutes, and a gateway collects the values. "
    "Values are missing where lightning or a power cut stopped the gateway for some hours. "
)
CHINESE = (
    "山地茶园的土壤水分随坡位和季节变化明显，因此需要长期观测。下坡的传感器比上坡多测得百分之四的水分。"
    "每个传感器每十五分钟写下一个数值，由网关汇总。雷击或停电使网关停机的几个小时里，数据会缺失。"
)


class Sheet:
    """A page description that is written with few words."""

    def __init__(self, **options):
        self.buffer = io.BytesIO()
        self.canvas = canvas_module.Canvas(self.buffer, pagesize=(WIDTH, HEIGHT), invariant=1, **options)
        self.font("Times-Roman", 10)

    def font(self, name, size):
        if name == "STSong-Light":
            from reportlab.pdfbase import pdfmetrics
            from reportlab.pdfbase.cidfonts import UnicodeCIDFont

            pdfmetrics.registerFont(UnicodeCIDFont(name))
        self.name, self.size = name, size
        return self

    def line(self, x, y, text):
        self.canvas.setFont(self.name, self.size)
        self.canvas.drawString(x, y, text)
        return self

    def wrapped(self, x, y, width, text, leading=None, indent=0):
        """Write a paragraph; return the y below it."""
        wide = self.name == "STSong-Light"
        units = list(text) if wide else re.findall(r"\S+\s*", text)
        leading = leading or (1.8 if wide else 1.2) * self.size
        line, room = "", width - indent
        for unit in [*units, None]:
            if unit is None or self.canvas.stringWidth((line + unit).rstrip(), self.name, self.size) > room:
                self.line(x + width - room if room < width else x, y, line.rstrip())
                y, line, room = y - leading, "", width
            line += unit or ""
        return y

    def page(self):
        self.canvas.showPage()
        return self

    def read(self, name="sheet.pdf"):
        self.canvas.save()
        return readers.read("pdf", self.buffer.getvalue(), name)


def texts(reading, kind=None):
    return [element.text for element in reading.elements if kind in (None, element.kind)]


@pytest.mark.parametrize(("font", "text"), [("Times-Roman", ENGLISH * 3), ("STSong-Light", CHINESE * 3)])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_the_other(font, text, columns):
    sheet = Sheet().font(font, 10)
    gutter = 20
    width = (WIDTH - 100 - gutter * (columns - 1)) / columns
    wanted = []
    for page in range(2):
        sheet.font("Helvetica-Bold", 16).line(50, 790, "Soil moisture" if page == 0 else "")
        sheet.font(font, 10)
        for column in range(columns):
            body = f"{page}{column} " + text.strip()
            wanted.append(body)
            sheet.wrapped(50 + column * (width + gutter), 760, width, body)
        sheet.page()
    reading = sheet.read()
    assert [t for t in texts(reading) if t != "Soil moisture"] == wanted


def test_furniture_headings_and_pages():
    sheet = Sheet()
    for number in range(1, 5):
        sheet.font("Times-Italic", 8).line(50, 810, f"Tea and water, draft {number}").line(290, 30, f"- {number} -")
        if number == 1:
            sheet.font("Helvetica-Bold", 18).line(50, 770, "Tea and water")
        sheet.font("Helvetica-Bold", 13).line(50, 740, f"{number} Part of the report")
        sheet.font("Helvetica-Bold", 11).line(50, 715, f"{number}.1 Detail")
        sheet.font("Times-Roman", 10).wrapped(50, 690, 480, f"Page {number}. " + ENGLISH)
        sheet.page()
    reading = sheet.read()
    assert reading.title == "Tea and water"
    headings = [(e.level, e.text) for e in reading.elements if e.kind == "heading"]
    assert [text for _, text in headings][:2] == ["1 Part of the report", "1.1 Detail"]
    assert len(headings) == 8
    assert headings[0][0] < headings[1][0]
    paragraphs = [e for e in reading.elements if e.kind == "paragraph"]
    assert [p.pages for p in paragraphs] == [((0, number),) for number in range(1, 5)]
    assert [p.text for p in paragraphs] == [f"Page {number}. " + ENGLISH.strip() for number in range(1, 5)]
    reasons = [reason for reason, _ in reading.dropped]
    assert reasons.count("running head") == 4
    assert reasons.count("page number") == 4


def test_a_paragraph_that_crosses_a_page_is_one_with_both_pages():
    sheet = Sheet()
    half = "Probes on the lower slope show four percent more water than probes on the upper slope, which is no sur-"
    sheet.wrapped(50, 700, 480, ENGLISH.strip() + " " + half)
    sheet.page()
    sheet.wrapped(50, 780, 480, "prise after rain. The end comes here.")
    reading = sheet.page().read()
    (element,) = [e for e in reading.elements if e.kind == "paragraph"]
    assert element.text.endswith("which is no surprise after rain. The end comes here.")
    assert [page for _, page in element.pages] == [1, 2]
    assert element.text[element.pages[1][0] :].startswith("prise after rain")


def test_footnotes_leave_the_sentence_that_they_interrupt():
    sheet = Sheet()
    body = ENGLISH.strip() + " The third experiment was stopped by the"
    y = sheet.wrapped(50, 400, 480, body)
    sheet.font("Times-Roman", 7).line(50, y - 30, "1 Li and Wang, Soil moisture on slopes, Tea Science, 2020.")
    sheet.font("Times-Roman", 10).page()
    sheet.wrapped(50, 780, 480, "storm of that night, and nobody repeated it.")
    reading = sheet.page().read()
    kinds = [(e.kind, e.text) for e in reading.elements]
    assert kinds == [
        ("paragraph", body + " storm of that night, and nobody repeated it."),
        ("note", "1 Li and Wang, Soil moisture on slopes, Tea Science, 2020."),
    ]


def test_text_that_nobody_can_see_is_no_evidence():
    sheet = Sheet()
    sheet.wrapped(50, 700, 480, ENGLISH)
    canvas = sheet.canvas
    hidden = canvas.beginText(50, 500)
    hidden.setTextRenderMode(3)
    hidden.textLine("INVISIBLE claims of ninety percent.")
    hidden.setTextRenderMode(0)
    canvas.drawText(hidden)
    canvas.setFillColorRGB(1, 1, 1)
    sheet.line(50, 480, "WHITE claims of ninety percent.")
    canvas.setFillColorRGB(0, 0, 0)
    sheet.line(50, -40, "OUTSIDE claims of ninety percent.")
    sheet.font("Times-Roman", 0.7).line(50, 460, "TINY claims of ninety percent.").font("Times-Roman", 10)
    sheet.line(50, 440, "COVERED claims of ninety percent.")
    canvas.rect(45, 435, 400, 16, stroke=0, fill=1)
    sheet.line(50, 400, "OVERPRINTED first").line(50, 400, "QWXZPQWXZPQ second")
    canvas.setFillColorRGB(0, 0, 0)
    canvas.rect(45, 295, 400, 20, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    sheet.line(50, 300, "Light on dark is read.")
    reading = sheet.page().read()
    whole = " ".join(texts(reading))
    assert "Light on dark is read." in whole
    assert "ninety" not in whole
    assert not re.search("PRI|TED|QWX|first|second", whole)
    reasons = {reason for reason, _ in reading.dropped}
    assert {"invisible", "white on white", "off the page", "too small to read", "covered", "overprinted"} <= reasons


def test_letters_printed_twice_for_weight_are_read_once():
    sheet = Sheet()
    sheet.line(50, 700, "Tea grows on slopes in the hills.").line(50.3, 700, "Tea grows on slopes in the hills.")
    assert texts(sheet.page().read()) == ["Tea grows on slopes in the hills."]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_text_is_read(turn):
    sheet = Sheet()
    sheet.canvas.translate(WIDTH / 2, HEIGHT / 2)
    sheet.canvas.rotate(turn)
    sheet.wrapped(-200, 200, 400, ENGLISH)
    assert texts(sheet.page().read()) == [ENGLISH.strip()]


def test_a_slanted_watermark_is_dropped():
    sheet = Sheet()
    sheet.wrapped(50, 700, 480, ENGLISH)
    sheet.canvas.rotate(45)
    sheet.line(400, 100, "DRAFT COPY")
    reading = sheet.page().read()
    assert texts(reading) == [ENGLISH.strip()]
    assert ("slanted", "DRAFT COPY") in reading.dropped


def test_tables_keep_their_rows():
    sheet = Sheet()
    sheet.wrapped(50, 760, 480, ENGLISH)
    for y, row in ((600, ("Probe", "Depth", "Price")), (585, ("A", "20 cm", "30")), (570, ("B", "40 cm", "55"))):
        for x, cell in zip((50, 200, 300), row, strict=True):
            sheet.line(x, y, cell)
    sheet.wrapped(50, 500, 480, ENGLISH)
    reading = sheet.page().read()
    assert texts(reading, "table") == [
        "Probe | Depth | Price",
        "Probe: A | Depth: 20 cm | Price: 30",
        "Probe: B | Depth: 40 cm | Price: 55",
    ]


def test_lists_contents_and_marks():
    sheet = Sheet()
    sheet.font("Helvetica-Bold", 14).line(50, 790, "Contents").font("Times-Roman", 10)
    sheet.line(50, 770, "1 Probes " + "." * 60 + " 3").line(50, 756, "2 Gateways " + "." * 58 + " 9")
    sheet.wrapped(50, 700, 480, ENGLISH)
    sheet.line(60, 600, "\u2022 cheap probes that drift with the temperature of the soil around")
    sheet.line(70, 588, "them").line(60, 570, "\u2022 dear probes")
    reading = sheet.page().read()
    assert texts(reading, "item") == [
        "cheap probes that drift with the temperature of the soil around them",
        "dear probes",
    ]
    assert [reason for reason, _ in reading.dropped].count("contents") >= 2


def test_superscripts_stay_apart_from_figures():
    sheet = Sheet()
    sheet.line(50, 700, "The area is 10")
    sheet.font("Times-Roman", 6).line(50 + sheet.canvas.stringWidth("The area is 10", "Times-Roman", 10), 704, "6")
    sheet.font("Times-Roman", 10).line(115.2, 700, "square metres of slope.")
    assert texts(sheet.page().read()) == ["The area is 10⁶ square metres of slope."]


def test_a_recognised_scan_is_marked_and_a_scanned_page_among_others_is_dropped():
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def scan(sheet):
        sheet.canvas.drawImage(ImageReader(Image.new("RGB", (60, 84), "white")), 0, 0, WIDTH, HEIGHT)
        layer = sheet.canvas.beginText(50, 700)
        layer.setTextRenderMode(3)
        layer.textLine("In ZOq5 the slope held four percent more water than before.")
        layer.setTextRenderMode(0)
        sheet.canvas.drawText(layer)
        return sheet.page()

    reading = scan(Sheet()).read()
    assert reading.scanned
    assert reading.is_damaged
    assert "ZOq5" in texts(reading)[0]
    mixed = Sheet()
    mixed.wrapped(50, 700, 480, ENGLISH)
    mixed.page().wrapped(50, 700, 480, ENGLISH)
    reading = scan(mixed.page()).read()
    assert not reading.is_damaged
    assert "ZOq5" not in " ".join(texts(reading))
    assert "scanned page" in {reason for reason, _ in reading.dropped}


def test_metadata_and_titles():
    sheet = Sheet()
    sheet.canvas.setTitle("Microsoft Word - draft3.docx")
    sheet.canvas.setAuthor("A. Writer")
    sheet.font("Helvetica-Bold", 18).line(50, 780, "Water on the slopes").font("Times-Roman", 10)
    sheet.wrapped(50, 740, 480, ENGLISH)
    reading = sheet.page().read()
    assert reading.title == "Water on the slopes"
    assert reading.metadata == (("author", "A. Writer"),)


def test_the_second_reader_takes_over_and_is_named(monkeypatch):
    pytest.importorskip("pypdfium2", reason="the second reader is an extra (`pdf`)")
    from generator.corpus.readers.pdf import by_pdfminer

    def broken(*args):
        raise KeyError("as malformed files make it")

    monkeypatch.setattr(by_pdfminer, "read", broken)
    sheet = Sheet()
    sheet.wrapped(50, 760, 230, ENGLISH * 3)
    sheet.wrapped(310, 760, 230, ENGLISH * 3)
    hidden = sheet.canvas.beginText(50, 300)
    hidden.setTextRenderMode(3)
    hidden.textLine("INVISIBLE claims of ninety percent.")
    hidden.setTextRenderMode(0)
    sheet.canvas.drawText(hidden)
    sheet.canvas.setFillColorRGB(1, 1, 1)
    sheet.line(50, 250, "WHITE claims of ninety percent.").line(50, -40, "OUTSIDE claims of ninety percent.")
    reading = sheet.page().read()
    assert reading.reader.startswith("pypdfium2")
    assert texts(reading) == [(ENGLISH * 3).strip()] * 2
    assert {"invisible", "white"} <= {reason for reason, _ in reading.dropped}


def test_hidden_text_does_not_come_back_through_the_second_reader():
    sheet = Sheet()
    layer = sheet.canvas.beginText(50, 700)
    layer.setTextRenderMode(3)
    layer.textLine(ENGLISH[:90])
    sheet.canvas.drawText(layer)
    with pytest.raises(BriefproofError, match="no text"):
        sheet.page().read()


def numbered(sheet, lines, *, x, number, step=1, places=3, top=760):
    """Write lines with their numbers at x, the first one `number`."""
    for position, text in enumerate(lines):
        sheet.line(120, top - 14 * position, text)
        if position % step == 0:
            sheet.line(x, top - 14 * position, f"{number + position:0{places}}")
    return sheet


MANUSCRIPT = (
    "Tea grows on slopes that are wet in spring and dry in",
    "autumn, and its roots reach down to the second layer of",
    "the soil. The probes were set into both layers and they",
    "wrote one value in each hour for as long as the power",
    "lasted. Values from the upper layer are less regular and",
    "were not used for the mean, which the table below shows",
    "for every month. The gateway stood in the valley, where",
    "lightning is rare and the line to the village is short.",
)


@pytest.mark.parametrize(
    ("x", "number", "step", "places"), [(90, 0, 1, 3), (90, 1, 1, 1), (500, 54, 1, 3), (105, 1, 1, 2)]
)
def test_the_numbers_of_lines_are_no_text(x, number, step, places):
    sheet = numbered(Sheet(), MANUSCRIPT, x=x, number=number, step=step, places=places)
    reading = sheet.page().read()
    assert texts(reading) == [" ".join(MANUSCRIPT)]
    assert [reason for reason, _ in reading.dropped] == ["line number"]


def test_every_fifth_line_may_have_its_number():
    sheet = numbered(Sheet(), MANUSCRIPT * 5, x=90, number=5, step=5, places=1)
    reading = sheet.page().read()
    assert " ".join(texts(reading)) == " ".join(MANUSCRIPT * 5)
    assert [reason for reason, _ in reading.dropped] == ["line number"]


def test_the_numbers_of_a_table_are_text():
    sheet = Sheet()
    for number, (name, weight) in enumerate(
        zip(["Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal"], range(40, 80, 5), strict=True), 1
    ):
        sheet.line(90, 700 - 14 * number, f"{number}").line(120, 700 - 14 * number, name)
        sheet.line(300, 700 - 14 * number, f"{weight} kg")
    reading = sheet.page().read()
    assert texts(reading)[0] == "1 Ada | 40 kg" or texts(reading)[0] == "1 | Ada | 40 kg"
    assert not reading.dropped


@pytest.mark.parametrize(
    "styles",
    [
        ("i", "ii", "iii"),
        ("1", "2", "3"),
        ("- 4 -", "- 5 -", "- 6 -"),
        ("1/12", "2/12", "3/12"),
        ("Page 1 of 3", "Page 2 of 3", "Page 3 of 3"),
        ("1 | Page", "2 | Page", "3 | Page"),
        ("A-1", "A-2", "A-3"),
        ("Seite 1 von 3", "Seite 2 von 3", "Seite 3 von 3"),
        ("\u2013 3 \u2013", "\u2013 4 \u2013", "\u2013 5 \u2013"),
    ],
)
def test_page_numbers_of_any_style_are_no_text(styles):
    sheet = Sheet()
    for style in styles:
        sheet.wrapped(50, 700, 480, ENGLISH)
        sheet.line(290, 40, style).page()
    reading = sheet.read()
    assert texts(reading) == [ENGLISH.strip()] * 3
    assert [reason for reason, _ in reading.dropped] == ["page number"] * 3


@pytest.mark.parametrize(
    "styles", [("第 1 页", "第 2 页"), ("第1页 共2页", "第2页 共2页"), ("共 2 页 第 1 页", "共 2 页 第 2 页")]
)
def test_chinese_page_numbers_are_no_text(styles):
    sheet = Sheet().font("STSong-Light", 10)
    for style in styles:
        sheet.wrapped(50, 700, 480, CHINESE)
        sheet.line(290, 40, style).page()
    reading = sheet.read()
    assert texts(reading) == [CHINESE] * 2
    assert [reason for reason, _ in reading.dropped] == ["page number"] * 2


def test_rows_of_a_form_are_labels_with_their_values():
    sheet = Sheet()
    rows = (("Wages and tips", "7"), ("Interest on savings", "8"), ("Rent of the plantation", "120"))
    for position, (label, value) in enumerate(rows):
        sheet.line(50, 700 - 16 * position, f"{label} {'. ' * 30}{value}")
    sheet.wrapped(50, 600, 480, ENGLISH)
    reading = sheet.page().read()
    assert texts(reading, "table") == ["Wages and tips | 7", "Interest on savings | 8", "Rent of the plantation | 120"]
    assert not reading.dropped


def test_a_table_of_contents_is_left_out_and_kept_where_it_is_all_there_is():
    sheet = Sheet().line(50, 740, "Contents")
    for position, entry in enumerate(("Slopes", "Probes", "Losses")):
        sheet.line(50, 700 - 16 * position, f"{entry} {'.' * 40} {position + 2}")
    alone = sheet.page()
    again = Sheet().line(50, 740, "Contents")
    for position, entry in enumerate(("Slopes", "Probes", "Losses")):
        again.line(50, 700 - 16 * position, f"{entry} {'.' * 40} {position + 2}")
    again.wrapped(50, 600, 480, ENGLISH * 3)
    assert "Probes | 3" in texts(alone.read())
    reading = again.page().read()
    assert [reason for reason, _ in reading.dropped][:3] == ["contents"] * 3
    assert texts(reading) == [(ENGLISH * 3).strip()]


def test_labels_stay_with_values_of_several_lines():
    sheet = Sheet()
    rows = (
        ("Name of the garden", ("Upper terrace garden of the village",)),
        (
            "Purpose of the visit",
            ("Reading of the probes in both layers and a", "count of the leaves that frost had damaged"),
        ),
        ("Name of the guide", ("Master Zhou of the tea association",)),
        (
            "Time of the walk",
            ("Two hours in the morning, after the dew was", "gone and before the sun stood over the hill"),
        ),
    )
    y = 700
    for label, lines in rows:
        sheet.line(50, y, label)
        for text in lines:
            sheet.line(200, y, text)
            y -= 13
        y -= 4
    assert texts(sheet.page().read()) == [f"{label} | {' '.join(lines)}" for label, lines in rows]


def test_a_box_given_upside_down_holds_its_text():
    sheet = Sheet()
    sheet.wrapped(50, 700, 480, ENGLISH)
    sheet.page().canvas.save()
    data = sheet.buffer.getvalue()
    turned = re.sub(rb"/MediaBox \[ 0 0 595 842 \]", b"/MediaBox [ 0 842 595 0 ]", data)
    assert turned != data
    assert texts(readers.read("pdf", turned, "turned.pdf")) == [ENGLISH.strip()]


def test_small_letters_of_a_long_page_are_read():
    sheet = Sheet()
    sheet.canvas.setPageSize((WIDTH, 12_000))
    sheet.wrapped(50, 11_000, 480, ENGLISH * 4)
    assert texts(sheet.page().read()) == [(ENGLISH * 4).strip()]


def test_a_block_across_the_page_is_read_below_the_rest():
    sheet = Sheet()
    sheet.wrapped(50, 780, 480, ENGLISH * 3)
    sheet.canvas.saveState()
    sheet.canvas.translate(400, 60)
    sheet.canvas.rotate(90)
    sheet.wrapped(0, 0, 400, "Across. " + ENGLISH)
    sheet.canvas.restoreState()
    assert texts(sheet.page().read()) == [(ENGLISH * 3).strip(), ("Across. " + ENGLISH).strip()]


@pytest.mark.parametrize(
    "declared",
    [
        "(anonymous)",
        "anonymous",
        "untitled",
        "Microsoft Word - tea.doc",
        "tea_final_v2",
        "tea.indd",
        "C:\\tea.qxd",
        "文档1",
    ],
)
def test_a_title_that_says_nothing_is_none(declared):
    sheet = Sheet()
    sheet.canvas.setTitle(declared)
    sheet.font("Helvetica-Bold", 18).line(50, 780, "Water on the slope")
    sheet.font("Times-Roman", 10).wrapped(50, 740, 480, ENGLISH)
    assert sheet.page().read().title == "Water on the slope"


def test_real_report_has_no_column_interleaving(inputs):
    path = inputs / "gpt-4 technical report.pdf"
    reading = readers.read("pdf", path.read_bytes(), path.name)
    truth = re.sub(r"^#+ ", "", (inputs / "tools" / "gpt4_report_excerpt.txt").read_text(encoding="utf-8"), flags=re.M)
    words = f"{reading.title} {' '.join(texts(reading))}".split()
    grams = {tuple(words[i : i + 5]) for i in range(len(words) - 4)}
    wanted = truth.split()
    found = sum(tuple(wanted[i : i + 5]) in grams for i in range(len(wanted) - 4))
    assert found >= 0.99 * (len(wanted) - 4)
    assert {page for element in reading.elements for _, page in element.pages} == {1, 2}


def test_struck_out_letters_are_left_out():
    sheet = Sheet()
    for y, line in ((700, 703.2), (680, 678.8), (660, 663), (640, 643)):
        sheet.line(72, y, "The wall is old and it stands above the road to the village.")
        start = 72 + sheet.canvas.stringWidth("The wall is ", sheet.name, sheet.size)
        end = start + sheet.canvas.stringWidth("old", sheet.name, sheet.size)
        sheet.canvas.setLineWidth(0.6)
        if y == 660:  # a rule of a table goes on
            start, end = 60, 560
        if y == 640:  # a bar
            sheet.canvas.rect(start, line - 0.4, end - start, 0.8, stroke=0, fill=1)
        else:
            sheet.canvas.line(start, line, end, line)
    reading = sheet.read()
    words = [word for element in reading.elements for word in element.text.split()]
    assert (words.count("old"), words.count("wall")) == (2, 4)
    assert [text for reason, text in reading.dropped if reason == "struck out"] == ["old old"]


def test_letters_that_a_font_does_not_name_are_no_text():
    sheet = Sheet()
    sheet.wrapped(72, 700, 400, ENGLISH)
    words = sorted(set(re.findall(r"\w{3,}", ENGLISH)))
    for _ in range(2):
        sheet.page()
        sheet.wrapped(72, 700, 400, " ".join(f"{word[:2]}^{word[2:]}]{word[0]}" for word in words))
    reading = sheet.read()
    assert "^" not in " ".join(texts(reading)) and "Probes" in " ".join(texts(reading))
    assert [reason for reason, _ in reading.dropped] == ["letters that the font does not name"] * 2
