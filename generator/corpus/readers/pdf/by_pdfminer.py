"""PDF by pdfminer.six."""

import io
import re
from collections.abc import Callable

from generator.corpus.readers.layout import Page
from generator.corpus.readers.pdf.device import device_for
from generator.corpus.readers.pdf.glyphs import MOST_PAGES, Found, Glyph, runs_of, unreadable
from generator.errors import BriefproofError
from generator.language.text import normalise

SCAN = 0.5
"""Share of a page that one image must cover for the page to count as scanned."""
_POOR_TITLE = re.compile(
    r"^\s*$|untitled|无标题|未命名|^microsoft (?:word|powerpoint|excel)"
    r"|\.(?:docx?|pptx?|xlsx?|indd|tex|dvi|pdf|md|html?|qxd)$"
    r"|^(?:slide|title|document|文档)\s?\d*$|[\\/]|^[\W\d_]+$",
    re.IGNORECASE,
)
_NO_AUTHOR = ("(anonymous)", "anonymous", "unknown", "admin", "administrator", "user", "作者", "微软用户")


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Found:
    """Return what pdfminer.six finds; raises BriefproofError for an encrypted file, anything for a malformed one."""
    import logging

    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise BriefproofError(f"{name}: encrypted PDF; save a copy without the password and give that") from None
    pages = []
    for page in PDFPage.create_pages(document):
        pages.append(page)
        if len(pages) > MOST_PAGES:
            raise BriefproofError(f"{name}: more than {MOST_PAGES} pages; split the file")
    allow_pages(len(pages))
    found = Found(count=len(pages), info=_info(document))
    resources = PDFResourceManager()
    device = device_for(resources)
    interpreter = PDFPageInterpreter(resources, device)
    scans = 0
    recognised: list[tuple[Page, list[Glyph]]] = []
    for number, page in enumerate(pages, 1):
        try:
            interpreter.process_page(page)
        except MemoryError:
            raise
        except Exception as error:
            found.dropped.append(("unreadable part of a page", f"page {number}: {type(error).__name__}"))
        composed = Page(number=number, width=device.width, height=device.height)
        found.pages.append(composed)
        visible, hidden = device.result()
        found.hidden += len(hidden)
        if not visible and hidden and device.image_share > SCAN:
            scans += 1
            recognised.append((composed, hidden))
            continue
        for reason in dict.fromkeys(glyph.hidden for glyph in hidden):
            text = " ".join(normalise("".join(glyph.text for glyph in hidden if glyph.hidden == reason)).split())
            if text:
                found.dropped.append((reason, text[:500]))
        found.damaged += sum(1 for glyph in visible if unreadable(glyph.text))
        composed.runs = runs_of(visible)
    if recognised:
        found.scanned = scans > 0.5 * len(pages)
        for composed, glyphs in recognised:
            if found.scanned:
                composed.runs = runs_of(glyphs)
            else:
                found.dropped.append(("scanned page", normalise("".join(glyph.text for glyph in glyphs))[:500]))
    return found


def _info(document) -> dict[str, str]:
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    values: dict[str, str] = {}
    for entry in document.info[-1:]:
        for key, name in (("Title", "title"), ("Author", "author")):
            try:
                raw = resolve1(entry.get(key))
                text = " ".join(normalise(decode_text(raw) if isinstance(raw, bytes) else "").split())
            except Exception:
                continue
            if text and not _POOR_TITLE.search(text) and len(text) < 300 and not unreadable(text):
                values[name] = text
    if values.get("author", "").lower() in _NO_AUTHOR:
        del values["author"]
    return values
