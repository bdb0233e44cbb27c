"""PDF by pypdfium2: letters with their places; letters that something covers are not known here."""

import math
from dataclasses import replace
from typing import Any

from generator.corpus.readers.pdf.glyphs import SLANTED, Glyph, Sheet
from generator.errors import BriefproofError

BOLD = 600
"""Weight of a font from which its letters are bold, 100 to 900."""

LOOSE = 1.2
"""Height of a letter's box from the lowest to the highest letter of its font, as a multiple of the font's size."""


class Pages:
    """The pages of a file, read one by one as they are asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the file; raises BriefproofError for an encrypted one."""
        import pypdfium2

        self._raw = pypdfium2.raw
        self._error = pypdfium2.PdfiumError
        self.count = 0
        try:
            self._document = pypdfium2.PdfDocument(data)
            self.count = len(self._document)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise BriefproofError(
                    "{name}: encrypted PDF; save a copy without the password and give that", name=name
                ) from None

    def text(self, number: int) -> str:
        """Return the text of a page (from 1) in painting order, "" where it cannot be read."""
        try:
            letters = self._document[number - 1].get_textpage()
            return letters.get_text_range() if letters.count_chars() else ""
        except self._error:
            return ""

    def sheet(self, number: int) -> Sheet:
        """Return the letters of a page (from 1), none where it cannot be read."""
        try:
            page = self._document[number - 1]
            left, bottom, right, top = page.get_mediabox()
            sheet = Sheet(number, max(1.0, abs(right - left)), max(1.0, abs(top - bottom)))
            letters = page.get_textpage()
        except self._error:
            return Sheet(number, 1.0, 1.0)
        shown = _shifted(page.get_cropbox(), min(left, right), min(bottom, top))
        for index in range(letters.count_chars()):
            if self._raw.FPDFText_IsGenerated(letters, index) == 1:
                if sheet.glyphs and not sheet.glyphs[-1].text.isspace():
                    last = sheet.glyphs[-1]  # a space that the library puts in, on this line or before the next
                    sheet.glyphs.append(replace(last, text=" ", x0=last.x1))
                continue
            glyph = self._glyph(letters, index, min(left, right), min(bottom, top))
            if glyph:
                sheet.glyphs.append(glyph)
                glyph.hidden = self._hidden(letters, index, glyph, shown)
        for glyph in sheet.glyphs:
            _turn(glyph)
        return sheet

    def _glyph(self, letters: Any, index: int, left: float, bottom: float) -> Glyph | None:
        """Return a letter where it stands on the page; None for line ends that the library puts in."""
        import ctypes

        raw = self._raw
        code = raw.FPDFText_GetUnicode(letters, index)
        if code in (0, 10, 13):
            return None
        if raw.FPDFText_IsHyphen(letters, index) == 1:
            code = ord("-")
        text = chr(code) if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "\ufffd"
        x0, low, x1, high = letters.get_charbox(index, loose=True)
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(letters, index, matrix)
        size = raw.FPDFText_GetFontSize(letters, index) * math.hypot(matrix.c, matrix.d)
        height = max(high - low, x1 - x0) / LOOSE
        if size > 2 * height > 0:  # the letters of a type 3 font have a space of their own
            size = height
        x, y = ctypes.c_double(), ctypes.c_double()
        if not raw.FPDFText_GetCharOrigin(letters, index, x, y):
            x.value, y.value = x0, low
        quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        turn = round(quarters) % 4
        slanted = abs(quarters - round(quarters)) > 0.1
        bold = raw.FPDFText_GetFontWeight(letters, index) >= BOLD
        glyph = Glyph(text, x0 - left, x1 - left, y.value - bottom, max(0.1, size), bold, turn)
        if slanted:
            glyph.turn = SLANTED
        elif turn in (1, 3):
            glyph.x0, glyph.x1, glyph.y = low - bottom, high - bottom, x.value - left
        return glyph

    def _hidden(self, letters: Any, index: int, glyph: Glyph, shown: tuple[float, float, float, float]) -> str:
        """Return why nobody sees a letter, "" for one that is seen."""
        import ctypes

        raw = self._raw
        if raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(letters, index)) in (3, 7):
            return "invisible"
        across = glyph.turn in (1, 3)
        x, y = (glyph.y, (glyph.x0 + glyph.x1) / 2) if across else ((glyph.x0 + glyph.x1) / 2, glyph.y)
        if not (shown[0] - 1 <= x <= shown[2] + 1 and shown[1] - 1 <= y <= shown[3] + 1):
            return "off the page"
        tint = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFText_GetFillColor(letters, index, *tint)
        # what it stands on is not known here
        return "white" if min(part.value for part in tint[:3]) > 247 else ""


def _turn(glyph: Glyph) -> None:
    """Give a letter that stands across the page its place along its line, as in `Glyph`."""
    if glyph.turn == 1:
        glyph.y = -glyph.y
    elif glyph.turn == 2:
        glyph.x0, glyph.x1, glyph.y = -glyph.x1, -glyph.x0, -glyph.y
    elif glyph.turn == 3:
        glyph.x0, glyph.x1 = -glyph.x1, -glyph.x0


def _shifted(box: Any, left: float, bottom: float) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    return min(x0, x1) - left, min(y0, y1) - bottom, max(x0, x1) - left, max(y0, y1) - bottom
