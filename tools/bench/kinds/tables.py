# ruff: noqa: E501
"""Tables: a row is one statement with the heads of its columns, however the source says which cells are heads."""

import io
from collections.abc import Iterator, Sequence

from tools.bench.kinds import Case

TITLE = "tables and lists of terms"

_HEAD = ("Mill", "Stones", "Flour a day")
_ROWS = (("Upper mill", "4", "900 kg"), ("Weir mill", "2", "350 kg"), ("Old tide mill", "6", "1,200 kg"))
_TOLD = tuple(f"Mill: {mill} | Stones: {stones} | Flour a day: {flour}" for mill, stones, flour in _ROWS)
_YEARS = (("Upper mill", "310", "345"), ("Weir mill", "120", "98"), ("Old tide mill", "402", "377"))
_TEXT = "The mills of the valley are counted by the office in every spring before the water is low."


def _tr(cells: Sequence[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


_BODY = "".join(map(_tr, _ROWS))
_PAGES = {
    "th": ("<table>" + _tr(_HEAD, "th") + _BODY + "</table>", _TOLD),
    "thead": ("<table><thead>" + _tr(_HEAD, "th") + "</thead><tbody>" + _BODY + "</tbody></table>", _TOLD),
    "bold cells": ("<table>" + _tr([f"<b>{name}</b>" for name in _HEAD]) + _BODY + "</table>", _TOLD),
    "strong in paragraphs": (
        "<table>" + _tr([f"<p><strong>{name}</strong></p>" for name in _HEAD]) + _BODY + "</table>",
        _TOLD,
    ),
    "heads of rows": (
        "<table>"
        + _tr(("", *_HEAD[1:]), "th")
        + "".join(f"<tr><th scope=row>{a}</th><td>{b}</td><td>{c}</td></tr>" for a, b, c in _ROWS)
        + "</table>",
        tuple(f"{mill} | Stones: {stones} | Flour a day: {flour}" for mill, stones, flour in _ROWS),
    ),
    "empty corner": (
        "<table><tr><td></td><th>Stones</th><th>Flour a day</th></tr>" + _BODY + "</table>",
        tuple(f"{mill} | Stones: {stones} | Flour a day: {flour}" for mill, stones, flour in _ROWS),
    ),
    "box of facts": (
        "<table><tr><th colspan=2>Weir mill</th></tr><tr><th>Built</th><td>1743</td></tr><tr><th>Owner</th><td>Town of Rade</td></tr></table>",
        ("Built: 1743", "Owner: Town of Rade"),
    ),
    "box of facts in bold": (
        "<table><tr><td><b>Built</b></td><td>1743</td></tr><tr><td><b>Owner</b></td><td>Town of Rade</td></tr></table>",
        ("Built: 1743", "Owner: Town of Rade"),
    ),
    "no heads": (
        "<table>" + _tr(("Weir mill", "in use")) + _tr(("Upper mill", "closed")) + "</table>",
        ("Weir mill | in use", "Upper mill | closed"),
    ),
    "two rows of heads": (
        "<table><tr><th rowspan=2>Mill</th><th colspan=2>Flour</th></tr><tr><th>2023</th><th>2024</th></tr>"
        + "".join(map(_tr, _YEARS))
        + "</table>",
        tuple(f"Mill: {mill} | Flour 2023: {a} | Flour 2024: {b}" for mill, a, b in _YEARS),
    ),
    "values of terms": (
        "<dl><dt>Built</dt><dd>1743</dd><dt>Owner:</dt><dd>Town of Rade</dd></dl>",
        ("Built: 1743", "Owner: Town of Rade"),
    ),
    "terms in pairs": (
        "<dl><div><dt>Built</dt><dd>1743</dd></div><div><dt>Owner</dt><dd>Town of Rade</dd></div></dl>",
        ("Built: 1743", "Owner: Town of Rade"),
    ),
    "terms and texts": (
        "<dl><dt>Weir</dt><dd>A low wall across the river. It lifts the water.</dd></dl>",
        ("A low wall across the river.", "It lifts the water."),
    ),
}
_FIGURES = tuple((mill, stones) for mill, stones, _ in _ROWS)
_TYPESET = {
    "bold heads": (_HEAD, _ROWS, True, (72, 230, 330), _TOLD),
    "plain heads over figures": (_HEAD, _ROWS, False, (72, 230, 330), _TOLD),
    "years": (
        ("Mill", "2023", "2024"),
        _YEARS,
        False,
        (72, 230, 330),
        tuple(f"Mill: {m} | 2023: {a} | 2024: {b}" for m, a, b in _YEARS),
    ),
    "two columns": (
        _HEAD[:2],
        _FIGURES,
        True,
        (72, 250),
        tuple(f"Mill: {mill} | Stones: {stones}" for mill, stones in _FIGURES),
    ),
    "words without heads": (
        ("Upper mill", "closed", "Rade"),
        (("Weir mill", "in use", "Rade"), ("Old tide mill", "in use", "Holm")),
        False,
        (72, 230, 330),
        ("Weir mill | in use | Rade",),
    ),
    "figures without heads": (_ROWS[0], _ROWS[1:], False, (72, 230, 330), ("Weir mill | 2 | 350 kg",)),
}


def cases() -> Iterator[Case]:
    """Yield tables of pages, of Markdown, of sheets and of PDF."""
    for name, (table, told) in _PAGES.items():
        whole = f"<html><head><title>Mills</title></head><body><h1>Mills</h1><p>{_TEXT}</p>{table}<p>{_TEXT}</p></body></html>"
        yield Case(name=f"page: {name}", file="mills.html", data=whole.encode(), holds=told)
        marked = f"<html><body><article><h1>Mills</h1><p>{_TEXT}</p><p>{_TEXT}</p>{table}</article></body></html>"
        yield Case(name=f"article: {name}", file="mills.html", data=marked.encode(), holds=told)
    years = "Mill,2023,2024\n" + "\n".join(map(",".join, _YEARS))
    yield Case(name="csv: years", file="mills.csv", data=years.encode(), holds=_TYPESET["years"][4])
    titled = "Mills of the valley;;\n;;\nMill;Stones;Flour a day\n" + "\n".join(map(";".join, _ROWS))
    yield Case(name="csv: title above", file="mills.csv", data=titled.encode(), holds=_TOLD)
    rule = "|".join("---" for _ in _HEAD)
    plain = "\n".join("|".join(row) for row in (_HEAD, (rule,), *_ROWS))
    yield Case(name="markdown", file="mills.md", data=f"# Mills\n\n{_TEXT}\n\n{plain}\n".encode(), holds=_TOLD)
    for name, (head, rows, bold, places, told) in _TYPESET.items():
        for ruled in (True, False):
            data = _typeset(head, rows, bold, places, ruled)
            yield Case(name=f"pdf: {name}{', ruled' if ruled else ''}", file="mills.pdf", data=data, holds=told)


def _typeset(
    head: Sequence[str], rows: Sequence[Sequence[str]], bold: bool, places: Sequence[int], ruled: bool
) -> bytes:
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    sheet = canvas.Canvas(out, invariant=1)
    sheet.setFont("Helvetica", 11)
    for y in (720, 706):
        sheet.drawString(72, y, _TEXT)
    for number, row in enumerate((head, *rows)):
        sheet.setFont("Helvetica-Bold" if bold and not number else "Helvetica", 10)
        for x, cell in zip(places, row, strict=True):
            sheet.drawString(x, 660 - 18 * number, cell)
        if ruled:
            sheet.line(70, 655 - 18 * number, 430, 655 - 18 * number)
    sheet.setFont("Helvetica", 11)
    for y in (560, 546):
        sheet.drawString(72, y, _TEXT)
    sheet.save()
    return out.getvalue()
