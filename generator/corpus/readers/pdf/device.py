"""The letters of a page as pdfminer.six paints it, with the reason for those that nobody sees."""

import math
import re

from generator.corpus.readers.pdf.glyphs import SLANTED, Glyph, strike_through

_SAMPLE_COVERS = 500
"""Painted rectangles of one page that are tested for covering text: drawings have thousands."""
_SAMPLE_DARK = 2000
"""Painted shapes of one page, the last ones, on which white letters are looked for."""
_SAMPLE_LINES = 2000
"""Level lines of one page that are tested for striking text out."""
THIN = 2.0
"""Height of a painted line, at most, in points."""
_BULLET_CODES = frozenset((127, 129, 141, 143, 144, 157))
"""Codes of a Latin font that stand for a bullet, since they have no letter (ISO 32000-1, annex D.2, note 3)."""


def device_for(resources):
    """Return a pdfminer device that collects glyphs and what covers them."""
    from pdfminer.converter import PDFLayoutAnalyzer
    from pdfminer.layout import LTChar
    from pdfminer.utils import apply_matrix_pt, apply_matrix_rect

    class Device(PDFLayoutAnalyzer):
        def begin_page(self, page, ctm):
            x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
            self.width, self.height = max(1.0, abs(x1 - x0)), max(1.0, abs(y1 - y0))
            crop = apply_matrix_rect(ctm, page.cropbox or page.mediabox)
            self.shown = (max(0.0, crop[0]), max(0.0, crop[1]), min(self.width, crop[2]), min(self.height, crop[3]))
            if self.shown[0] >= self.shown[2] or self.shown[1] >= self.shown[3]:
                self.shown = (0.0, 0.0, self.width, self.height)
            self.glyphs: list[Glyph] = []
            self.dark: list[tuple[float, float, float, float]] = []
            self.covers = 0
            self.lines: list[tuple[float, float, float]] = []
            self.image_share = 0.0
            self.render = 0

        def end_page(self, page):
            strike_through(self.glyphs, self.lines)

        def begin_figure(self, name, bbox, matrix):
            pass

        def end_figure(self, name):
            pass

        def render_image(self, name, stream):
            box = apply_matrix_rect(self.ctm, (0, 0, 1, 1))
            share = (box[2] - box[0]) * (box[3] - box[1]) / (self.width * self.height)
            self.image_share = max(self.image_share, min(1.0, share))
            self.dark.append(box)
            masked = any(key in stream.attrs for key in ("SMask", "Mask", "ImageMask"))
            if share > 0.02 and not masked:
                self._cover(box, "under an image")

        def paint_path(self, gstate, stroke, fill, evenodd, path):
            if not path or not (fill or stroke):
                return
            points = [apply_matrix_pt(self.ctm, piece[-2:]) for piece in path if len(piece) >= 3]
            if 2 <= len(points) <= 6 and len(self.lines) < _SAMPLE_LINES:
                self._line(points)
            if not fill:
                return
            if len(points) < 3:
                return
            xs, ys = [point[0] for point in points], [point[1] for point in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            if box[2] - box[0] < 3 or box[3] - box[1] < 3:
                return
            tint = _tint(gstate.ncolor)
            if tint is None or tint < 0.9:
                self.dark.append(box)
            square = len(path) <= 6 and not any(str(piece[0]) in "cvy" for piece in path)
            if square and tint is not None:
                self._cover(box, "covered")

        def _line(self, points):
            xs, ys = [point[0] for point in points], [point[1] for point in points]
            if max(ys) - min(ys) < THIN and max(xs) - min(xs) > 3 * THIN:
                self.lines.append((min(xs), max(xs), (min(ys) + max(ys)) / 2))

        def _cover(self, box, reason):
            self.covers += 1
            if self.covers > _SAMPLE_COVERS:
                return
            x0, y0, x1, y1 = box
            for glyph in self.glyphs:
                middle = (glyph.x0 + glyph.x1) / 2
                if x0 < middle < x1 and y0 < glyph.y + 0.3 * glyph.size < y1:
                    glyph.hidden = glyph.hidden or reason

        def render_string(self, textstate, seq, ncs, graphicstate):
            self.render = textstate.render
            super().render_string(textstate, seq, ncs, graphicstate)

        def render_char(self, matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate):
            try:
                text = font.to_unichr(cid)
            except Exception:
                simple = not hasattr(font, "cidcoding")
                text = "•" if simple and cid in _BULLET_CODES else "\ufffd"
            item = LTChar(
                matrix,
                font,
                fontsize,
                scaling,
                rise,
                text,
                font.char_width(cid),
                font.char_disp(cid),
                ncs,
                graphicstate,
            )
            if not isinstance(text, str) or not text or text == "\x00":
                return item.adv
            a, b, c, d, e, f = item.matrix
            turn = round(math.atan2(b, a) / (math.pi / 2)) % 4 if (a or b) else 0
            if (
                not font.is_vertical()
                and abs(math.atan2(b, a) - turn * math.pi / 2) % (2 * math.pi) > 0.15
                and (abs(math.atan2(b, a) - turn * math.pi / 2) % (2 * math.pi) < 2 * math.pi - 0.15)
            ):
                turn = SLANTED
            size = abs(fontsize) * math.hypot(c, d) * _height(font)
            if font.is_vertical():
                turn = 3
            if turn == 0:
                x0, x1, y = item.x0, item.x1, f + rise
            elif turn == 1:
                x0, x1, y = item.y0, item.y1, -e
            elif turn == 2:
                x0, x1, y = -item.x1, -item.x0, -f
            elif turn == 3:
                x0, x1, y = -item.y1, -item.y0, e
            else:
                x0, x1, y = item.x0, item.x1, f
            bold = (
                bool(re.search(r"bold|black|heavy|semibold|demi", font.fontname or "", re.IGNORECASE))
                or self.render == 2
            )
            glyph = Glyph(text, x0, x1, y, size, bold, turn)
            middle_x, middle_y = (item.x0 + item.x1) / 2, (item.y0 + item.y1) / 2
            left, bottom, right, top = self.shown
            if self.render in (3, 7):
                glyph.hidden = "invisible"
            elif not (left - 1 <= middle_x <= right + 1 and bottom - 1 <= middle_y <= top + 1):
                glyph.hidden = "off the page"
            elif (_tint(graphicstate.ncolor, ncs) or 0) > 0.97 and not self._on_dark(middle_x, middle_y):
                glyph.hidden = "white on white"
            self.glyphs.append(glyph)
            return item.adv

        def _on_dark(self, x, y):
            return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in self.dark[-_SAMPLE_DARK:])

    return Device(resources)


def _height(font) -> float:
    """Return the height of a font's letters as a share of its size: those of type 3 have a space of their own."""
    if not hasattr(font, "matrix"):
        return 1.0
    _, bottom, _, top = font.bbox
    return abs((top - bottom) * font.matrix[3]) or 1.0


def _tint(colour, space=None) -> float | None:
    """Return how light a colour is, 0 (black) to 1 (white); None for a coloured or an unknown one."""
    if isinstance(colour, (int, float)):
        colour = (colour,)
    if not isinstance(colour, (tuple, list)) or not all(isinstance(part, (int, float)) for part in colour):
        return None
    if len(colour) == 1:
        name = getattr(space, "name", "DeviceGray")
        return float(colour[0]) if name in ("DeviceGray", "CalGray", "G") else None
    if len(colour) == 3:
        return min(colour) if max(colour) - min(colour) < 0.05 else None
    if len(colour) == 4:
        return 1 - min(1.0, max(colour[:3]) + colour[3]) if max(colour[:3]) - min(colour[:3]) < 0.05 else None
    return None
