# ruff: noqa: E501
"""Raised and lowered characters: powers, units, symbols and formulas keep theirs, marks of notes are left off."""

import io
import re
from collections.abc import Iterator

from tools.bench.kinds import Case

TITLE = "superscripts"

_KEPT = {
    "power of ten": ("The run took 10<sup>24</sup> steps on the cluster.", "10²⁴ steps"),
    "mantissa": ("The run took 3.4×10<sup>18</sup> steps on the cluster.", "3.4×10¹⁸ steps"),
    "negative power": ("The error of the fit is 2×10<sup>-4</sup> at the end.", "2×10⁻⁴ at"),
    "minus sign": ("The error of the fit is 2×10<sup>−4</sup> at the end.", "2×10⁻⁴ at"),
    "power of two": ("The table holds 2<sup>16</sup> rows of figures.", "2¹⁶ rows"),
    "area": ("The yard has 40 km<sup>2</sup> of land near the lake.", "40 km² of"),
    "volume": ("The tank holds 75 m<sup>3</sup> of fresh water.", "75 m³ of"),
    "centimetres": ("The plate measures 16 cm<sup>2</sup> on each side.", "16 cm² on"),
    "rate": ("The pump turns at 12 s<sup>-1</sup> in the tank.", "12 s⁻¹ in"),
    "symbol": ("The fit has an R<sup>2</sup> of 0.91 on new data.", "R² of"),
    "small symbol": ("The cost grows with n<sup>3</sup> in the worst case.", "n³ in"),
    "decimal exponent": ("The loss falls as N<sup>-0.083</sup> with the size.", "N^-0.083 with"),
    "letter exponent": ("The cost grows as 2<sup>n</sup> in the worst case.", "2ⁿ in"),
    "carbon dioxide": ("The ferry emits 3 t of CO<sub>2</sub> a day.", "CO₂ a"),
    "water": ("The tank is rinsed with H<sub>2</sub>O in spring.", "H₂O in"),
    "ion": ("The sensor counts Ca<sup>2+</sup> in the water.", "Ca²⁺ in"),
    "isotope": ("The age was found with <sup>14</sup>C in the wood.", "¹⁴C in"),
    "ordinal": ("The ferry was built in the 19<sup>th</sup> century.", "19th century"),
    "trade mark": ("The ferry uses RustStop<sup>TM</sup> paint on its hull.", "RustStop™ paint"),
}
"""Name → a sentence with tags, and what must stand in it when it is printed."""
_NOTES = {
    "year": ("The yard was founded in 1911<sup>3</sup> in Lindau.", "in 1911 in"),
    "count": ("The yard has 340<sup>4</sup> workers in Lindau.", "has 340 workers"),
    "thousands": ("The yard has 3,400<sup>5</sup> workers in Lindau.", "has 3,400 workers"),
    "price": ("The ticket costs $20<sup>6</sup> in the summer.", "costs $20 in"),
    "share": ("The share of steel is 40%<sup>7</sup> in Lindau.", "is 40% in"),
    "word": ("The yard<sup>8</sup> was founded by two brothers.", "The yard was"),
    "name with a digit": ("The ferry FX-4<sup>2</sup> was built in Lindau.", "FX-4 was"),
    "linked": ("The ticket costs 10<sup><a href='#n2'>2</a></sup> francs in the summer.", "costs 10 francs"),
    "classed": ("The ticket costs 10<sup class='reference'>2</sup> francs in the summer.", "costs 10 francs"),
    "letter": ("The yard<sup>a</sup> was founded by two brothers.", "The yard was"),
    "several": ("The yard<sup>3,4</sup> was founded by two brothers.", "The yard was"),
    "bracketed": ("The yard was founded in 1911<sup>[3]</sup> in Lindau.", "in 1911 in"),
}
_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_ZH = {
    "面积": ("船厂占地 40 km² 并靠近湖边。", "40 km² 并"),
    "幂": ("计算共用了 3×10²⁴ 次运算。", "3×10²⁴ 次"),
    "年份": ("船厂于 1911³ 年在湖边成立。", "1911 年"),
    "词": ("船厂³由两兄弟在湖边成立。", "船厂由"),
    "方括号": ("船厂[2-4]由两兄弟在湖边成立。", "船厂由"),
    "圈码": ("船厂在 1911 年由两兄弟成立①，并一直经营。", "成立，并"),
}


def cases() -> Iterator[Case]:
    """Yield each sentence as a page, as Markdown, as text and as PDF."""
    for name, (sentence, wanted) in {**_KEPT, **_NOTES}.items():
        page = f"<main><h1>Lindau</h1><p>{sentence}</p><p>The ferry calls at the harbour every hour.</p></main>"
        yield Case(name=f"page, {name}", file="a.html", data=page.encode(), holds=(wanted,))
        yield Case(name=f"Markdown, {name}", file="a.md", data=f"# Lindau\n\n{sentence}\n".encode(), holds=(wanted,))
        if "<a" in sentence or "class" in sentence or "TM" in sentence or "th<" in sentence or "a<" in sentence:
            continue
        yield Case(name=f"text, {name}", file="a.txt", data=f"{_plain(sentence)}\n".encode(), holds=(wanted,))
        yield Case(name=f"PDF, {name}", file="a.pdf", data=_typeset(sentence), holds=(wanted,))
    for name, (sentence, wanted) in _ZH.items():
        yield Case(name=f"zh, {name}", file="a.txt", data=f"{sentence}\n".encode(), holds=(wanted,))
    for name, style in {"style": " style='vertical-align: super'", "class": " class='up'"}.items():
        raised = "<style>.up {{ vertical-align: super }}</style><p>The lake covers 536 km<span{0}>2</span> and 10<span{0}>3</span> boats.</p>"
        yield Case(
            name=f"raised by a {name}", file="a.html", data=raised.format(style).encode(), holds=("536 km² and 10³",)
        )
    roles = "The lake covers 536 km\\ :sup:`2` and took in CO\\ :sub:`2` of 10\\ :sup:`3` boats."
    yield Case(
        name="rst", file="a.rst", data=f"Lake\n====\n\n{roles}\n".encode(), holds=("536 km²", "CO₂", "10³ boats")
    )
    marks = "The lake covers 536 km^2^ and took in CO~2~ of 10^3^ boats; ~/a stays."
    yield Case(
        name="AsciiDoc",
        file="a.adoc",
        data=f"= Lake\n\n{marks}\n".encode(),
        holds=("536 km²", "CO₂", "10³ boats", "~/a"),
    )
    numbered = "<p>The yard<sup>1</sup> has 10<sup>2</sup> ferries.</p><p>Each<sup>3</sup> of them is old.</p>"
    yield Case(name="numbered through", file="a.html", data=numbered.encode(), holds=("has 10 ferries",))


def _plain(sentence: str) -> str:
    """Return a sentence with the characters that Unicode has for its tags; a decimal exponent with a caret."""

    def raised(match: re.Match[str]) -> str:
        inner = match[1]
        return f"^{inner}" if "." in inner else inner if inner.startswith("[") else inner.translate(_RAISED)

    sentence = re.sub("<sup>(.*?)</sup>", raised, sentence)
    return re.sub("<sub>(.*?)</sub>", lambda match: match[1].translate(_LOWERED), sentence)


def _typeset(sentence: str) -> bytes:
    """Return a page with the sentence, its raised letters smaller and above the line."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    line = canvas.beginText(72, 700)
    for piece in re.split("(<su[pb]>.*?</su[pb]>)", sentence.replace("−", "-")):
        inner = re.fullmatch("<su([pb])>(.*?)</su[pb]>", piece)
        line.setFont("Times-Roman", 8 if inner else 12)
        line.setRise(0 if not inner else 4.5 if inner[1] == "p" else -2)
        line.textOut(inner[2] if inner else piece)
    canvas.drawText(line)
    canvas.drawString(72, 660, "The ferry calls at the harbour every hour of the day.")
    canvas.save()
    return buffer.getvalue()
