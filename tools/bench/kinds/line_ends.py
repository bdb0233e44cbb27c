"""Words broken at a line's end, in a text file and in a PDF: what belongs to the word stays, what to the line goes."""

import io
import re
from collections.abc import Iterator

from tools.bench.kinds import Case

TITLE = "hyphens at line ends"

_COMPOUNDS = re.findall(
    r"\S+",
    "salt-resistant ice-free deep-water flat-bottomed steam-driven two-thirds well-known up-to-date day-to-day "
    "state-of-the-art left-hand hard-wearing long-term so-called in-house 40-metre third-largest half-empty "
    "self-righting ex-captain mother-in-law twenty-four black-and-white open-source closed-source third-party "
    "end-to-end self-hosted 7-billion pay-as-you-go human-in-the-loop large-scale low-cost peer-reviewed "
    "EU-funded AI-driven vLLM-based Lindau-built e-commerce t-test GPT-4 A-12 state-owned fast-moving short-lived",
)
_WORDS = re.findall(
    r"\S+",
    "international harbour navigation passengers timetable government understand background Switzerland lighthouse "
    "maintenance sometimes throughout transparency neighbourhood developments warehouse embeddings evaluation "
    "companies watertight shipyards regulation therefore another freshwater measurements",
)
_LINES = {
    "address": ("the list at https://example.org/ferry-", "times/summer is", "https://example.org/ferry-times/summer"),
    "address without scheme": ("the list at example.org/ferry-", "times is", "example.org/ferry-times is"),
    "mail": ("the address anna-", "lena@example.org is", "anna-lena@example.org is"),
    "left out": ("the short- and", "long-term fares are", "short- and long-term fares"),
    "left out at the end": ("the short-", "and long-term fares are", "short- and long-term fares"),
    "two left out": ("the two-", "to three-fold fares are", "two- to three-fold fares"),
    "range": ("the fares of $30–", "$60 are", "$30–$60 are"),
    "years": ("the fares of 1998-", "2003 are", "1998-2003 are"),
    "capitals": ("the INTER-", "NATIONAL fares are", "INTERNATIONAL fares"),
}
"""Name → the ends of two lines, and what must stand in the sentence."""


def cases() -> Iterator[Case]:
    """Yield each compound broken at each of its hyphens and each word in its middle, as text and as PDF."""
    for word in _COMPOUNDS:
        for number, place in enumerate(i for i, letter in enumerate(word, 1) if letter == "-"):
            yield from _both(
                f"{word} {number + 1}", f"the {word[:place]}", f"{word[place:]} boat is", f"the {word} boat"
            )
    for word in _WORDS:
        half = len(word) // 2
        yield from _both(word, f"the {word[:half]}-", f"{word[half:]} boat is", f"the {word} boat")
    for name, (before, after, wanted) in _LINES.items():
        yield from _both(name, before, after, wanted)


def _both(name: str, before: str, after: str, wanted: str) -> Iterator[Case]:
    lines = (
        "Ferries on the lake run in every month of the year and they",
        f"call at every harbour, and of these we know that {before}",
        f"{after} what the people of the town have spoken of for years.",
    )
    yield Case(name=f"{name}, text", file="lake.txt", data="\n".join(lines).encode(), holds=(wanted,))
    yield Case(name=f"{name}, PDF", file="lake.pdf", data=_page(lines), holds=(wanted,))


def _page(lines: tuple[str, ...]) -> bytes:
    """Return a PDF of one page with the lines."""
    from reportlab.pdfgen import canvas

    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=(595, 842), invariant=1)
    sheet.setFont("Times-Roman", 11)
    for number, line in enumerate(lines):
        sheet.drawString(72, 740 - 14 * number, line)
    sheet.showPage()
    sheet.save()
    return buffer.getvalue()
