"""PDF by pdfminer.six, with pypdfium2 as the second reader where it is installed; the only module that imports them."""

import importlib.util
import io
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator.corpus.readers.layout import Page, Run, compose
from generator.corpus.readers.reading import Builder, Reading
from generator.corpus.readers.structure import finish
from generator.errors import BriefproofError
from generator.language.text import has_han, normalise

NAME = "pdfminer"
VERSION = 4
SECOND = "pypdfium2"
MOST_PAGES = 5000
FEW_CHARACTERS = 25
"""Characters a page on average below which the second reader is asked."""
TINY = 1 / 600
"""Share of the page height below which letters are not meant to be read."""
SCAN = 0.5
"""Share of a page that one image must cover for the page to count as scanned."""
_SAMPLE_COVERS = 500
"""Painted rectangles of one page that are tested for covering text: drawings have thousands."""
_POOR_TITLE = re.compile(
    r"^\s*$|untitled|无标题|未命名|^microsoft (?:word|powerpoint|excel)"
    r"|\.(?:docx?|pptx?|xlsx?|indd|tex|dvi|pdf|md|html?|qxd)$"
    r"|^(?:slide|title|document|文档)\s?\d*$|[\\/]|^[\W\d_]+$",
    re.IGNORECASE,
)
_BULLET_CODES = frozenset((127, 129, 141, 143, 144, 157))
"""Codes of a Latin font that stand for a bullet, since they have no letter (ISO 32000-1, annex D.2, note 3)."""
_NO_AUTHOR = ("(anonymous)", "anonymous", "unknown", "admin", "administrator", "user", "作者", "微软用户")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


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
    found = _Found()
    try:
        found = _by_pdfminer(data, name, allow_pages)
    except (BriefproofError, MemoryError, ImportError):
        raise
    except Exception as error:  # pdfminer raises a dozen unrelated types on malformed files
        failure = type(error).__name__
    reader = f"{NAME} {VERSION}"
    # what pdfminer saw and hid must not come back by the other door
    if found.characters + found.hidden < FEW_CHARACTERS * max(1, found.count) and importlib.util.find_spec(SECOND):
        second = _by_pdfium(data, name, allow_pages)
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


@dataclass(slots=True)
class _Found:
    """What a library got out of a file."""

    pages: list[Page] = field(default_factory=list)
    count: int = 0
    damaged: int = 0
    scanned: bool = False
    hidden: int = 0
    """Characters that were seen and not taken."""
    info: dict[str, str] = field(default_factory=dict)
    dropped: list[tuple[str, str]] = field(default_factory=list)

    @property
    def characters(self) -> int:
        return sum(len(run.text.strip()) for page in self.pages for run in page.runs)


@dataclass(slots=True)
class _Glyph:
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    turn: int
    """Direction of the line, in quarter turns counter-clockwise; 3 also for vertical writing."""
    hidden: str = ""


def _by_pdfminer(data: bytes, name: str, allow_pages: Callable[[int], None]) -> _Found:
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
    found = _Found(count=len(pages), info=_info(document))
    resources = PDFResourceManager()
    device = _device(resources)
    interpreter = PDFPageInterpreter(resources, device)
    scans = 0
    recognised: list[tuple[Page, list[_Glyph]]] = []
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
        found.damaged += sum(1 for glyph in visible if _unreadable(glyph.text))
        composed.runs = _runs(visible)
    if recognised:
        found.scanned = scans > 0.5 * len(pages)
        for composed, glyphs in recognised:
            if found.scanned:
                composed.runs = _runs(glyphs)
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
            if text and not _POOR_TITLE.search(text) and len(text) < 300 and not _unreadable(text):
                values[name] = text
    if values.get("author", "").lower() in _NO_AUTHOR:
        del values["author"]
    return values


def _unreadable(text: str) -> bool:
    return any("\ue000" <= c <= "\uf8ff" or c == "\ufffd" or c >= "\U000f0000" for c in text)


def _device(resources):
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
            self.glyphs: list[_Glyph] = []
            self.dark: list[tuple[float, float, float, float]] = []
            self.covers = 0
            self.image_share = 0.0
            self.at: dict[tuple, _Glyph] = {}
            self.render = 0

        def end_page(self, page):
            pass

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
            if not fill or not path:
                return
            points = [apply_matrix_pt(self.ctm, piece[-2:]) for piece in path if len(piece) >= 3]
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
                turn = 4  # slanted, as a watermark is
            size = abs(fontsize) * math.hypot(c, d)
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
            glyph = _Glyph(text, x0, x1, y, size, bold, turn)
            middle_x, middle_y = (item.x0 + item.x1) / 2, (item.y0 + item.y1) / 2
            left, bottom, right, top = self.shown
            if self.render in (3, 7):
                glyph.hidden = "invisible"
            elif not (left - 1 <= middle_x <= right + 1 and bottom - 1 <= middle_y <= top + 1):
                glyph.hidden = "off the page"
            elif size < TINY * self.height:
                glyph.hidden = "too small to read"
            elif (_tint(graphicstate.ncolor, ncs) or 0) > 0.97 and not self._on_dark(middle_x, middle_y):
                glyph.hidden = "white on white"
            elif turn == 4:
                glyph.hidden = "slanted"
            if not text.isspace() and not glyph.hidden and self._doubled(glyph):
                return item.adv
            self.glyphs.append(glyph)
            return item.adv

        def _on_dark(self, x, y):
            return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in self.dark[-300:])

        def _doubled(self, glyph):
            """Tell whether the same letter stands there already; mark both of two different ones."""
            grid = max(0.5, 0.3 * glyph.size)
            x, y = (glyph.x0 + glyph.x1) / 2 / grid, glyph.y / grid
            for key in ((glyph.turn, 0, round(x), round(y)), (glyph.turn, 1, round(x + 0.5), round(y + 0.5))):
                other = self.at.get(key)
                if other is None or other.hidden and other.hidden != "overprinted":
                    self.at[key] = glyph
                    continue
                near = abs(other.x0 + other.x1 - glyph.x0 - glyph.x1) < 0.3 * glyph.size
                near = near and abs(other.y - glyph.y) < 0.15 * glyph.size
                if near and other.text == glyph.text:
                    return True
                if near and other.text.isalnum() and glyph.text.isalnum() and abs(other.size - glyph.size) < 1:
                    other.hidden = glyph.hidden = "overprinted"
            return False

        def _spread_overprint(self):
            """Hide the neighbours of overprinted letters on the same line: the words are not to be told apart."""
            lines: dict[tuple[int, int], list[_Glyph]] = {}
            for glyph in self.glyphs:
                if glyph.hidden == "overprinted":
                    lines.setdefault((glyph.turn, round(glyph.y / 3)), []).append(glyph)
            for glyph in self.glyphs:
                if glyph.hidden:
                    continue
                for step in (-1, 0, 1):
                    struck = lines.get((glyph.turn, round(glyph.y / 3) + step))
                    if struck and len(struck) > 2:
                        low = min(other.x0 for other in struck) - 4 * glyph.size
                        high = max(other.x1 for other in struck) + 4 * glyph.size
                        if low <= glyph.x0 <= high:
                            glyph.hidden = "overprinted"

        def result(self):
            """Return the visible and the hidden glyphs of the page in painting order."""
            self._spread_overprint()
            turns: dict[int, int] = {}
            for glyph in self.glyphs:
                if not glyph.hidden:
                    turns[glyph.turn] = turns.get(glyph.turn, 0) + 1
            main = max(turns, key=lambda turn: (turns[turn], -turn), default=0)
            for glyph in self.glyphs:
                if not glyph.hidden and glyph.turn != main:
                    glyph.hidden = "turned"
            if main in (1, 3):
                self.width, self.height = self.height, self.width
            corners = {1: (0, self.height), 2: (self.width, self.height), 3: (self.width, 0)}
            offset = corners.get(main, (0, 0))
            visible = [glyph for glyph in self.glyphs if not glyph.hidden]
            for glyph in visible:
                glyph.x0 += offset[0]
                glyph.x1 += offset[0]
                glyph.y += offset[1]
            hidden = [glyph for glyph in self.glyphs if glyph.hidden]
            return visible, hidden if any(not glyph.text.isspace() for glyph in hidden) else []

    return Device(resources)


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


def _runs(glyphs: list[_Glyph]) -> list[Run]:
    """Return glyphs in painting order as runs: cut where the line changes or a gap opens."""
    runs: list[Run] = []
    current: list[_Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace() and not current:
            continue
        if current:
            before = current[-1]
            size = max(before.size, glyph.size)
            gap = glyph.x0 - before.x1
            if abs(glyph.y - before.y) > 0.55 * size or gap > 1.2 * size or gap < -0.8 * size - (before.x1 - before.x0):
                runs.append(_run(current))
                current = []
                if glyph.text.isspace():
                    continue
        current.append(glyph)
    if current:
        runs.append(_run(current))
    return [run for run in runs if run.text.strip()]


def _run(glyphs: list[_Glyph]) -> Run:
    while len(glyphs) > 1 and glyphs[-1].text.isspace():
        glyphs = glyphs[:-1]
    sizes = sorted(glyph.size for glyph in glyphs)
    size = sizes[len(sizes) // 2]
    level = sorted(glyph.y for glyph in glyphs if glyph.size > 0.85 * size)
    y = level[len(level) // 2]
    text = ""
    before: _Glyph | None = None
    for glyph in glyphs:
        piece = glyph.text
        raised = glyph.size < 0.85 * size and glyph.y > y + 0.15 * size
        if raised and piece.isdecimal() and piece.isascii():
            piece = piece.translate(_SUPERSCRIPT)
        if before and not piece.isspace() and not text.endswith((" ", "\u00a0")):
            gap = glyph.x0 - before.x1
            wide = has_han(piece[0]) or has_han(text[-1:])
            if gap > (0.6 if wide else 0.18) * size and not raised:
                text += " "
        text += piece
        before = glyph
    weight = sum(1 for glyph in glyphs if glyph.bold)
    return Run(
        text=text,
        x0=glyphs[0].x0,
        x1=max(glyph.x1 for glyph in glyphs),
        y=y,
        size=size,
        bold=weight > 0.8 * len(glyphs),
    )


def _by_pdfium(data: bytes, name: str, allow_pages: Callable[[int], None]) -> _Found:
    """Read by pypdfium2: letters and their boxes; covered and overprinted letters are not known here."""
    import pypdfium2

    found = _Found()
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
        found.damaged += sum(1 for glyph in glyphs if _unreadable(glyph.text))
        composed.runs = _runs(glyphs)
        found.pages.append(composed)
    return found


def _pdfium_glyphs(letters, raw, page: Page) -> Iterator[_Glyph]:
    """Yield the letters of a page of pypdfium2 in painting order, with the reason for those that nobody sees."""
    import ctypes

    tint = [ctypes.c_uint() for _ in range(4)]
    for index in range(letters.count_chars()):
        code = raw.FPDFText_GetUnicode(letters, index)
        if raw.FPDFText_IsGenerated(letters, index) == 1 or code in (0, 10, 13):
            continue  # line ends and spaces that the library puts in: the gaps tell them
        x0, bottom, x1, top = letters.get_charbox(index, loose=True)
        text = chr(code) if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "\ufffd"
        glyph = _Glyph(text, x0, x1, bottom, max(0.1, top - bottom), False, 0)
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
