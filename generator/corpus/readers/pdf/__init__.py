"""PDF by pdfminer.six, with pypdfium2 as the second reader where it is installed; nothing else imports these two."""

import importlib.util
from collections.abc import Callable

from generator.corpus.readers.layout import Page, compose
from generator.corpus.readers.legibility import enciphered
from generator.corpus.readers.pdf import by_pdfium, by_pdfminer
from generator.corpus.readers.pdf.glyphs import MOST_PAGES, Found, Sheet, runs_of, settle, strike, unreadable
from generator.corpus.readers.reading import Builder, Reading
from generator.corpus.readers.structure import finish
from generator.errors import BriefproofError

NAME = "pdfminer"
VERSION = 8
SECOND = "pypdfium2"
SCAN = 0.5
"""Share of a page that one image must cover for the page to count as scanned."""
MISSED = 0.9
"""Share of the second reader's letters below which the first one missed part of a page."""
UNREAD = 0.05
"""Share of a page's letters without a code from which the second reader is asked."""
LONGEST_RECORD = 5000
"""Characters of what one page leaves out for one reason that are kept to be shown."""


def version() -> str:
    """Return name and version of the reader, and whether there is a second one."""
    second = importlib.util.find_spec(SECOND) is not None
    return f"{NAME} {VERSION}{'+' + SECOND if second else ''}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a PDF; raises BriefproofError for what is none, is encrypted or holds no text."""
    if b"%PDF-" not in data[:1024]:
        raise BriefproofError(
            "{name}: not a PDF (it does not start with %PDF-); give a PDF, or name the file .txt, .md or .html",
            name=name,
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
    nothing = not any(sheet.letters() for sheet in found.sheets)
    for sheet in found.sheets:
        sheet.misplaced = strike(sheet)
    if importlib.util.find_spec(SECOND) and _read_again(found, by_pdfium.Pages(data, name), allow_pages):
        reader = f"{SECOND} {VERSION}" if nothing else f"{reader}+{SECOND}"
    builder = Builder()
    for sheet in found.sheets:
        settle(sheet)
    _hide_enciphered(found)
    scanned = _recognised(found, builder)
    pages = [Page(sheet.number, sheet.width, sheet.height, runs_of(sheet.visible)) for sheet in found.sheets]
    if not any(page.runs for page in pages):
        if failure:
            raise BriefproofError(
                "{name}: malformed PDF ({failure}); open it in a viewer and save it again", name=name, failure=failure
            )
        raise BriefproofError(
            "{name}: no text in this PDF (perhaps a scan); run text recognition (OCR) on it and give the result",
            name=name,
        )
    damaged = sum(unreadable(glyph.text) for sheet in found.sheets for glyph in sheet.visible)
    compose(pages, builder)
    return finish(builder, reader=reader, metadata=found.info, damaged=damaged, scanned=scanned)


def _read_again(found: Found, pages: by_pdfium.Pages, allow_pages: Callable[[int], None]) -> bool:
    """Take the second reader's letters for each page of which the first one missed some; tell whether there was one."""
    if not found.sheets and pages.count:
        allow_pages(pages.count)
        found.sheets = [Sheet(number, 1.0, 1.0) for number in range(1, min(pages.count, MOST_PAGES) + 1)]
    again = False
    for position, sheet in enumerate(found.sheets):
        text = pages.text(sheet.number) if sheet.number <= pages.count else ""
        if _missed(sheet, text):
            second = pages.sheet(sheet.number)
            _show_alike(second, sheet)
            strike(second)
            second.image_share = sheet.image_share
            found.sheets[position] = second
            again = True
    return again


def _missed(sheet: Sheet, text: str) -> bool:
    """Tell whether a page has more letters, more readable ones or more spaces than the first reader found."""
    letters = len("".join(text.split()))
    if not letters:
        return False
    if sheet.misplaced or sheet.letters() < MISSED * letters:
        return True
    own = "".join(glyph.text for glyph in sheet.glyphs)
    if _unread(own) > UNREAD * len(own) > _unread(text):
        return True
    spaces = sum(run.text.count(" ") + 1 for run in runs_of(sheet.glyphs))
    return len(text.split()) > 1.3 * spaces + 10


def _unread(text: str) -> int:
    return sum(map(unreadable, text))


def _show_alike(second: Sheet, first: Sheet) -> None:
    """Hide the letters of the second sheet that the first one has hidden at the same place.

    What the first reader saw and hid must not come back by the other door; and of a white letter it knows what it
    stands on.
    """
    if first.misplaced:
        return
    known: dict[tuple[str, int, int], str] = {}
    for glyph in first.glyphs:
        key = (glyph.text, round(glyph.x0 / 4), round(glyph.y / 4))
        known[key] = known.get(key) or glyph.hidden
    for glyph in second.glyphs:
        x, y = round(glyph.x0 / 4), round(glyph.y / 4)
        places = ((x, y), (x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1))
        reasons = [known[glyph.text, *place] for place in places if (glyph.text, *place) in known]
        if reasons and (any(reasons) or glyph.hidden == "white"):
            glyph.hidden = next(filter(None, reasons), "")


def _hide_enciphered(found: Found) -> None:
    """Hide the pages of a file whose fonts mostly do not name their letters; a page of code or formulas is none."""
    read = [sheet for sheet in found.sheets if sheet.visible]
    unnamed = [sheet for sheet in read if enciphered(" ".join(run.text for run in runs_of(sheet.visible)))]
    for sheet in unnamed if 2 * len(unnamed) > len(read) else ():
        for glyph in sheet.visible:
            glyph.hidden = "letters that the font does not name"


def _recognised(found: Found, builder: Builder) -> bool:
    """Note what the sheets leave out; show the text of recognition where the file is a scan, and tell whether it is."""
    scans = [s for s in found.sheets if not s.visible and s.hidden and s.image_share > SCAN]
    scanned = len(scans) > 0.5 * len(found.sheets)
    for sheet in found.sheets:
        if sheet.failure:
            builder.drop("unreadable part of a page", f"page {sheet.number}: {sheet.failure}")
        if scanned and sheet in scans:
            for glyph in sheet.glyphs:
                glyph.hidden = ""
        for reason in dict.fromkeys(glyph.hidden for glyph in sheet.hidden):
            text = "".join(
                "\n" + run.text for run in runs_of([glyph for glyph in sheet.glyphs if glyph.hidden == reason])
            )
            builder.drop("scanned page" if sheet in scans else reason, text[:LONGEST_RECORD])
    return scanned
