"""PDF by pypdfium2: letters and their boxes; covered and overprinted letters are not known here."""

from collections.abc import Callable, Iterator

from generator.corpus.readers.layout import Page
from generator.corpus.readers.pdf.glyphs import MOST_PAGES, TINY, Found, Glyph, runs_of, unreadable
from generator.errors import BriefproofError
from generator.language.text import normalise


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Found:
    """Return what pypdfium2 finds; raises BriefproofError for an encrypted file."""
    import pypdfium2

    found = Found()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise BriefproofError(f"{name}: encrypted PDF; save a copy without the password and give that") from None
        return found
    found.count = len(document)
    allow_pages(found.count)
    for number in range(min(found.count, MOST_PAGES)):
        try:
            page = document[number]
            composed = Page(number=number + 1, width=page.get_width(), height=page.get_height())
            letters = list(_pdfium_glyphs(page.get_textpage(), pypdfium2.raw, composed))
        except pypdfium2.PdfiumError:
            continue
        glyphs = [glyph for glyph in letters if not glyph.hidden]
        for reason in dict.fromkeys(glyph.hidden for glyph in letters if glyph.hidden):
            text = normalise("".join(glyph.text for glyph in letters if glyph.hidden == reason))
            found.dropped.append((reason, text[:500]))
        found.damaged += sum(1 for glyph in glyphs if unreadable(glyph.text))
        composed.runs = runs_of(glyphs)
        found.pages.append(composed)
    return found


def _pdfium_glyphs(letters, raw, page: Page) -> Iterator[Glyph]:
    """Yield the letters of a page of pypdfium2 in painting order, with the reason for those that nobody sees."""
    import ctypes

    tint = [ctypes.c_uint() for _ in range(4)]
    for index in range(letters.count_chars()):
        code = raw.FPDFText_GetUnicode(letters, index)
        if raw.FPDFText_IsGenerated(letters, index) == 1 or code in (0, 10, 13):
            continue  # line ends and spaces that the library puts in: the gaps tell them
        x0, bottom, x1, top = letters.get_charbox(index, loose=True)
        text = chr(code) if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "\ufffd"
        glyph = Glyph(text, x0, x1, bottom, max(0.1, top - bottom), False, 0)
        raw.FPDFText_GetFillColor(letters, index, *tint)
        if raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(letters, index)) in (3, 7):
            glyph.hidden = "invisible"
        elif not (0 <= (x0 + x1) / 2 <= page.width and 0 <= (bottom + top) / 2 <= page.height):
            glyph.hidden = "off the page"
        elif glyph.size < TINY * page.height:
            glyph.hidden = "too small to read"
        elif min(part.value for part in tint[:3]) > 247:
            glyph.hidden = "white"  # what it stands on is not known here
        yield glyph
