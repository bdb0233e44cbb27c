"""PDF by pdfminer.six, with pypdfium2 as the second reader where it is installed; nothing else imports these two."""

import importlib.util
from collections.abc import Callable

from generator.corpus.readers.layout import compose
from generator.corpus.readers.pdf import by_pdfium, by_pdfminer
from generator.corpus.readers.pdf.glyphs import Found
from generator.corpus.readers.reading import Builder, Reading
from generator.corpus.readers.structure import finish
from generator.errors import BriefproofError

NAME = "pdfminer"
VERSION = 5
SECOND = "pypdfium2"
FEW_CHARACTERS = 25
"""Characters a page on average below which the second reader is asked."""


def version() -> str:
    """Return name and version of the reader, and whether there is a second one."""
    second = importlib.util.find_spec(SECOND) is not None
    return f"{NAME} {VERSION}{'+' + SECOND if second else ''}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a PDF; raises BriefproofError for what is none, is encrypted or holds no text."""
    if b"%PDF-" not in data[:1024]:
        raise BriefproofError(
            f"{name}: not a PDF (it does not start with %PDF-); give a PDF, or name the file .txt, .md or .html"
        )
    failure = ""
    found = Found()
    try:
        found = by_pdfminer.read(data, name, allow_pages)
    except (BriefproofError, MemoryError, ImportError):
        raise
    except Exception as error:  # pdfminer raises a dozen unrelated types on malformed files
        failure = type(error).__name__
    reader = f"{NAME} {VERSION}"
    # what pdfminer saw and hid must not come back by the other door
    if found.characters + found.hidden < FEW_CHARACTERS * max(1, found.count) and importlib.util.find_spec(SECOND):
        second = by_pdfium.read(data, name, allow_pages)
        if second.characters > 1.5 * found.characters:
            found, reader = second, f"{SECOND} {VERSION}"
    if not found.characters:
        if failure:
            raise BriefproofError(f"{name}: malformed PDF ({failure}); open it in a viewer and save it again")
        raise BriefproofError(
            f"{name}: no text in this PDF (perhaps a scan); run text recognition (OCR) on it and give the result"
        )
    builder = Builder(dropped=found.dropped)
    compose(found.pages, builder)
    metadata = {key: value for key, value in found.info.items() if value}
    title = metadata.pop("title", "")
    if title:
        metadata["title"] = title
    return finish(builder, reader=reader, metadata=metadata, damaged=found.damaged, scanned=found.scanned)
