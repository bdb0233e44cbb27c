"""Measure the PDF reader on a folder of PDFs against what pdfium finds in them.

    python -m tools.bench.pdfs FOLDER [a|b]

The files are dealt in two halves by a hash of their names: work on one, believe the other. Needs the extra `pdf`.
For each file with text (`LEAST` words by pdfium): the share of pdfium's words, counted as often as they come, that
the reader keeps, and the share that it keeps or shows as dropped.
"""

import hashlib
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

from generator.corpus import isolation, library
from generator.errors import BriefproofError
from tools.bench.reading import whole

LEAST = 20
"""Words that pdfium finds in a file that counts as one with text."""
KEPT = 0.9
"""Share of a file's words from which it counts as kept."""
MOST_PAGES = 60
"""Longer files take too long for a bench."""


def words(text: str) -> Counter[str]:
    """Return how often each word (Han characters one by one) comes in `text`, line-end hyphens undone."""
    text = re.sub(r"[-\u2010\u00ad\ufffe\x02]\s*\n", "", unicodedata.normalize("NFKC", text).replace("\r", ""))
    text = re.sub(r"[-\u2010\u2011\u00ad\ufffe\x02]", "", text).casefold()
    return Counter(re.findall(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+", text))


def by_pdfium(path: Path) -> str:
    """Return the text inside the pages as pdfium finds it, letters painted twice at one place once."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return "\n".join(map(_page, document)) if len(document) <= MOST_PAGES else ""


def _page(page) -> str:
    letters = page.get_textpage()
    text = letters.get_text_bounded()
    whole = letters.get_text_range() if letters.count_chars() else ""
    left, bottom, right, top = page.get_cropbox()
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for index, letter in enumerate(whole if len(whole) == letters.count_chars() else ""):
        place = letters.get_charbox(index)[:2]
        x, y = (round(edge / 0.6) for edge in place)
        if not (left <= place[0] <= right and bottom <= place[1] <= top) and not letter.isspace():
            continue
        if letter.isspace() or not seen & {(letter, x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}:
            kept.append(letter)
        seen.add((letter, x, y))
    return "".join(kept) or text


def share(found: Counter[str], wanted: Counter[str]) -> float:
    """Return the share of `wanted` that stands in `found`, 0 to 1."""
    return sum((found & wanted).values()) / max(1, wanted.total())


def measured(path: Path, cache: Path) -> tuple[float, float, str] | None:
    """Return the shares kept, and kept or shown as dropped, with what was missed most; None for a file without text."""
    import pypdfium2

    try:
        text = by_pdfium(path)
    except pypdfium2.PdfiumError:
        return None
    wanted = words(text)
    if wanted.total() < LEAST:
        return None
    try:
        document = library.read_attachment(path, cache=cache, limits=isolation.Limits(seconds=60))
    except BriefproofError as error:
        return 0.0, 0.0, str(error)
    kept, dropped = words(whole(document)), words(" ".join(text for _, text in document.dropped))
    reasons = Counter(reason for reason, _ in document.dropped)
    return share(kept, wanted), share(kept + dropped, wanted), ", ".join(f"{r} {n}" for r, n in reasons.most_common(4))


def half_of(path: Path) -> str:
    """Return the half that a file is dealt to, by its name."""
    return "ab"[hashlib.sha256(path.name.encode()).digest()[0] % 2]


def main(arguments: list[str]) -> int:
    if not arguments or not Path(arguments[0]).is_dir():
        print("give a folder of PDFs")
        return 1
    halves = arguments[1] if len(arguments) > 1 else "ab"
    with tempfile.TemporaryDirectory() as cache:
        for half in halves:
            paths = sorted(path for path in Path(arguments[0]).rglob("*.pdf") if half_of(path) == half)
            found = {path: figures for path in paths if (figures := measured(path, Path(cache)))}
            for path, (kept, seen, told) in sorted(found.items(), key=lambda item: item[1][0]):
                if kept < KEPT:
                    print(f"  {kept:.2f} {seen:.2f} {path.name}: {told}")
            for name, position in (("kept", 0), ("kept or shown as dropped", 1)):
                good = sum(figures[position] >= KEPT for figures in found.values())
                print(f"half {half}: {good} of {len(found)} files ({good / max(1, len(found)):.0%}) {name} to {KEPT}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
