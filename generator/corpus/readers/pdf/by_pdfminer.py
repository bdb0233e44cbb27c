"""PDF by pdfminer.six."""

import io
import re
from collections.abc import Callable

from generator.corpus.readers.pdf.device import device_for
from generator.corpus.readers.pdf.glyphs import MOST_PAGES, Found, Sheet, unreadable
from generator.errors import BriefproofError
from generator.language.text import normalise

_POOR_TITLE = re.compile(
    r"^\s*$|untitled|^\(?anonymous\)?$|无标题|未命名|^microsoft (?:word|powerpoint|excel)|microsoft word 文档$"
    r"|\.(?:docx?|pptx?|xlsx?|odt|odp|rtf|indd|tex|dvi|ps|pdf|md|txt|html?|qxd)$"
    r"|^(?:slide|title|document|doc|presentation|layout|演示文稿|powerpoint 演示文稿|文档|新建文档)\s?\d*$"
    r"|[\\/]|^[\W\d_]+$|^\S*\w_\w\S*$",
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
        raise BriefproofError(
            "{name}: encrypted PDF; save a copy without the password and give that", name=name
        ) from None
    pages = []
    for page in PDFPage.create_pages(document):
        pages.append(page)
        if len(pages) > MOST_PAGES:
            raise BriefproofError("{name}: more than {most} pages; split the file", name=name, most=MOST_PAGES)
    allow_pages(len(pages))
    found = Found(info=_info(document))
    resources = PDFResourceManager()
    device = device_for(resources)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(pages, 1):
        page.mediabox = _upright(page.mediabox)
        page.cropbox = _upright(page.cropbox or page.mediabox)
        failure = ""
        try:
            interpreter.process_page(page)
        except MemoryError:
            raise
        except Exception as error:
            failure = type(error).__name__
        sheet = Sheet(number, device.width, device.height, device.glyphs)
        sheet.image_share, sheet.failure = device.image_share, failure
        found.sheets.append(sheet)
    return found


def _upright(box) -> tuple[float, float, float, float]:
    """Return a page's box from its lower left to its upper right corner, however the file gives it."""
    x0, y0, x1, y1 = box
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


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
