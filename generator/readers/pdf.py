"""PDF by pdfminer.six; the only module that imports it."""

import io
from collections.abc import Callable

from generator.errors import BriefproofError
from generator.readers.joining import join
from generator.readers.reading import Builder, Reading, unreadable
from generator.readers.structure import finish
from generator.text import normalise

NAME = "pdfminer"
VERSION = 1


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a PDF."""
    if b"%PDF-" not in data[:1024]:
        raise BriefproofError(f"{name}: not a PDF (no %PDF- at its start); give a PDF or name the file .txt or .md")
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTTextBox
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    builder = Builder()
    damaged = 0
    try:
        for number, page in enumerate(extract_pages(io.BytesIO(data), laparams=LAParams(all_texts=True)), 1):
            allow_pages(number)
            for box in page:
                if isinstance(box, LTTextBox):
                    text = ""
                    for line in box.get_text().split("\n"):
                        text = join(text, line) if text else line
                    damaged += unreadable(text)
                    builder.add("paragraph", normalise(text), pages=((0, number),))
    except PDFPasswordIncorrect:
        raise BriefproofError(f"{name}: encrypted PDF; save a copy without the password and give that") from None
    if not builder.elements:
        raise BriefproofError(f"{name}: no text in this PDF (a scan?); run text recognition (OCR) on it first")
    return finish(builder, reader=version(), metadata={}, damaged=damaged, web=False)
