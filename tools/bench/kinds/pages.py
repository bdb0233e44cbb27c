"""Pages of PDF: numbers of pages and of lines are no text; rows of forms and tables keep label and value together."""

import io
from collections.abc import Iterator

from tools.bench.kinds import Case

TITLE = "pages of PDF"

_TEXT = (
    "Ferries on the lake run in every month of the year and they call at",
    "every harbour, of which some are closed to the larger boats in winter.",
    "Tickets are sold on board and at the stands, where the price is the same",
    "for everybody, and a child below the age of six years pays nothing at all.",
    "The boats are cleaned by night and inspected once in every second week,",
    "and the crew of each one has at least one member who can row and swim.",
)
_FEET = {
    "roman": "ii", "figure": "12", "dashes": "- 12 -", "long dashes": "– 12 –", "of all": "Page 2 of 12",
    "slash": "2/12", "word": "Page 2", "word behind": "2 | Page", "appendix": "A-2", "German": "Seite 2 von 9",
    "brackets": "[12]",
}  # fmt: skip
_ZH_FEET = {"第": "第 2 页", "第共": "第2页 共9页", "共第": "共 9 页 第 2 页", "汉字": "第二页"}
_TITLES = ("(anonymous)", "untitled", "Microsoft Word - ferry.doc", "ferry_final_v3", "ferry.indd", "")
_MARGINS = {"left": (50, 1, 1), "zero": (50, 0, 1), "right": (540, 54, 1), "fifth": (50, 5, 5)}
"""Name → x of the numbers, the first of them, lines to a number."""
_FORM = (("Length of the boat", "46 m"), ("Year of its launch", "1931"), ("Seats for passengers", "480"))


def cases() -> Iterator[Case]:
    """Yield a page for each style of page number, of line numbers, of titles and of forms."""
    told = tuple(f"{sentence.rstrip('.')}." for sentence in " ".join(_TEXT).split(". "))
    for name, foot in _FEET.items():
        yield Case(name=f"foot: {name}", file="lake.pdf", data=_page(foot=foot), holds=(_TEXT[0],), lacks=(foot,))
    for name, foot in _ZH_FEET.items():
        yield Case(name=f"foot: {name}", file="lake.pdf", data=_page(zh_foot=foot), holds=(_TEXT[0],), lacks=(foot,))
    for name, (x, first, step) in _MARGINS.items():
        data = _page(lines=_TEXT * 5, numbers=(x, first, step))
        yield Case(name=f"line numbers: {name}", file="lake.pdf", data=data, holds=told)
    for title in _TITLES:
        data = _page(title=title, heading="The boats of the lake")
        yield Case(name=f"title: {title}", file="lake.pdf", data=data, holds=(_TEXT[0],), lacks=(title or "lake.pdf",))
    for name, leader in {"dots": ". " * 30, "close dots": "." * 60, "space": ""}.items():
        rows = tuple(f"{label} | {value}" for label, value in _FORM)
        yield Case(name=f"form: {name}", file="boat.pdf", data=_form(leader), holds=rows)


def _page(
    *,
    lines: tuple[str, ...] = _TEXT,
    foot: str = "",
    zh_foot: str = "",
    numbers: tuple[int, int, int] | None = None,
    title: str = "",
    heading: str = "",
) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=(595, 842), invariant=1)
    sheet.setTitle(title)
    sheet.setFont("Times-Bold", 18)
    sheet.drawString(72, 780, heading)
    sheet.setFont("Times-Roman", 11)
    for number, line in enumerate(lines):
        sheet.drawString(72, 740 - 14 * number, line)
        if numbers and number % numbers[2] == 0:
            sheet.drawString(numbers[0], 740 - 14 * number, str(numbers[1] + number))
    sheet.drawCentredString(297, 40, foot)
    if zh_foot:
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        sheet.setFont("STSong-Light", 11)
        sheet.drawCentredString(297, 40, zh_foot)
    sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def _form(leader: str) -> bytes:
    from reportlab.pdfgen import canvas

    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=(595, 842), invariant=1)
    sheet.setFont("Times-Roman", 11)
    for number, (label, value) in enumerate(_FORM):
        sheet.drawString(72, 740 - 18 * number, f"{label} {leader}{value}" if leader else label)
        if not leader:
            sheet.drawString(320, 740 - 18 * number, value)
    for number, line in enumerate(_TEXT):
        sheet.drawString(72, 640 - 14 * number, line)
    sheet.showPage()
    sheet.save()
    return buffer.getvalue()
