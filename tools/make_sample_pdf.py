"""Typeset the one PDF of the sample corpus: two columns on A4, running head, page numbers.

    python -m tools.make_sample_pdf [OUTPUT]

Needs reportlab, which nothing else in the project uses. The same text gives the same bytes
(``invariant=1`` fixes the dates and the document id that reportlab would otherwise write).

Input marks, one block a line: ``#`` title, ``##`` and ``###`` headings, ``- `` list item,
``| a | b |`` table row (adjacent rows form one table, the first is its head), otherwise a paragraph.
The paragraph after the title is the byline.
"""

import sys
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "sample_pdf.txt"
TARGET = HERE.parent / "corpus" / "reading-the-gpt-4-technical-report.pdf"
AUTHOR = "Briefproof sample corpus"
SUBJECT = "Disclosure in the GPT-4 Technical Report"

# Lengths in points.
MARGIN = 54
GUTTER = 18
TOP = BOTTOM = 54
BODY_SIZE = 11.5
LEADING = 15.5

# Ragged right: justified lines in a narrow column are stretched so far that readers split them.
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=BODY_SIZE, leading=LEADING, spaceAfter=6)
ITEM = ParagraphStyle("item", parent=BODY, leftIndent=12, bulletIndent=2)
BYLINE = ParagraphStyle("byline", parent=BODY, fontName="Times-Italic", spaceAfter=10)
HEADINGS = {
    1: ParagraphStyle("title", fontName="Times-Bold", fontSize=17, leading=21, spaceAfter=6),
    2: ParagraphStyle(
        "section",
        fontName="Times-Bold",
        fontSize=12.5,
        leading=16,
        spaceBefore=8,
        spaceAfter=4,
        keepWithNext=1,
    ),
    3: ParagraphStyle(
        "subsection",
        fontName="Times-BoldItalic",
        fontSize=11,
        leading=14,
        spaceBefore=4,
        spaceAfter=3,
        keepWithNext=1,
    ),
}
GRID = TableStyle(
    [
        ("FONT", (0, 0), (-1, -1), "Times-Roman", BODY_SIZE - 1.5),
        ("FONT", (0, 0), (-1, 0), "Times-Bold", BODY_SIZE - 1.5),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.4, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 0.8, colors.black),
    ]
)


def main(target: Path) -> None:
    """Write the PDF to ``target``."""
    lines = [line for line in SOURCE.read_text(encoding="utf-8").splitlines() if line.strip()]
    title = lines[0].removeprefix("# ")
    width, height = A4
    column = (width - 2 * MARGIN - GUTTER) / 2
    frames = [
        Frame(
            MARGIN + i * (column + GUTTER),
            BOTTOM,
            column,
            height - TOP - BOTTOM,
            leftPadding=0,
            rightPadding=0,
            id=f"column{i}",
        )
        for i in (0, 1)
    ]

    def furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Times-Italic", 8.5)
        canvas.drawString(MARGIN, height - 36, title)
        canvas.drawCentredString(width / 2, 30, str(document.page))

    document = BaseDocTemplate(
        str(target),
        pagesize=A4,
        title=title,
        author=AUTHOR,
        subject=SUBJECT,
        creator="tools/make_sample_pdf.py",
        lang="en",
        invariant=1,
        pageTemplates=[PageTemplate(id="two-columns", frames=frames, onPage=furniture)],
    )
    document.build(blocks(lines, column))


def blocks(lines: list[str], column: float) -> list[Flowable]:
    """Turn the marked-up lines into flowables; ``column`` is the column width in points."""
    story: list[Flowable] = []
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in group]
            story.append(
                Table(
                    rows,
                    colWidths=[column * share for share in (0.56, 0.22, 0.22)],
                    style=GRID,
                    spaceBefore=2,
                    spaceAfter=8,
                )
            )
            continue
        for line in group:
            level = len(line) - len(line.lstrip("#"))
            if level:
                story.append(Paragraph(escape(line[level + 1 :]), HEADINGS[level]))
            elif line.startswith("- "):
                story.append(KeepTogether([Paragraph(escape(line[2:]), ITEM, bulletText="–")]))
            else:
                story.append(Paragraph(escape(line), BYLINE if len(story) == 1 else BODY))
    return story


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
