"""The picture that a link to a brief shows elsewhere: title, subjects, finding, date and state, drawn with a font of
this machine; none where no font here has every character.
"""

import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from generator.site import contrasts, panel
from generator.site.markup import clean, cut
from generator.site.walk import Walk
from generator.site.words import WORDS

WIDTH, HEIGHT = 1200, 630
"""Pixels, the shape that Open Graph's readers show whole."""
MARGIN, FOOT = 76, 560
"""Pixels: to the left and right, and from the top to the last line."""
TITLE = (56, 50, 44)
"""Pixels of the title: the largest at which it fits on a line, else the first."""
FONTS = (
    "NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "SourceHanSansSC-Regular.otf", "SourceHanSans.ttc",
    "NotoSansSC-Regular.otf", "NotoSansSC-Regular.ttf", "PingFang.ttc", "Hiragino Sans GB.ttc", "msyh.ttc",
    "wqy-microhei.ttc", "wqy-zenhei.ttc", "DejaVuSans.ttf", "LiberationSans-Regular.ttf", "arial.ttf", "Arial.ttf",
)  # fmt: skip
"""Files that are looked for, the first that has every character is taken."""
_FOLDERS = {
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": (r"C:\Windows\Fonts",),
}
_LINUX = ("~/.local/share/fonts", "~/.fonts", "/usr/local/share/fonts", "/usr/share/fonts")
_SIMPLIFIED = re.compile(r"\b(?:SC|GB|UI)\b|YaHei$")
"""Names of the faces of a collection whose shapes are those of the mainland."""
_FACES = 12
"""Faces of a collection that are looked at."""
_NOWHERE = "\U0010ffff"
"""No font has it: what is drawn for it stands for a character that is absent."""
_PIECE = re.compile(r"[（《“‘「『(\[]*(?:[!-'*-Z\\^-~\u00a0-\u024f]+|.)[，。、；：！？）》”’」』…—)\]]*|\s+")
"""What is not broken over lines: a Latin word, or a Chinese character, with the marks that cling to it."""
_GROUND, _INK, _QUIET, _ACCENT, _LINE = "#ffffff", "#1d2526", "#566163", "#0b6b5d", "#d9dfdf"
"""The site's light colours (`site_overrides/assets/briefproof.css`)."""

Face = tuple[str, int]
"""(path of a font file, place of the face in it)."""


def path(stem: str) -> str:
    """Return the staged path of a brief's picture, by its file stem."""
    return f"assets/cards/{stem}.png"


def faces() -> tuple[Face, ...]:
    """Return the faces of `FONTS` that this machine has, in that order."""
    roots = [Path(folder).expanduser() for folder in _FOLDERS.get(sys.platform, _LINUX)]
    found: dict[str, str] = {}
    for folder, names in ((where, names) for root in roots for where, _, names in os.walk(root)):
        found = {name: str(Path(folder, name)) for name in names if name in FONTS} | found
    return tuple((found[name], _simplified(found[name])) for name in FONTS if name in found)


def _simplified(file: str) -> int:
    """Return the place of the face for simplified characters in a collection, 0 where none is named so."""
    named = (_name(file, place) for place in range(_FACES if file.endswith(".ttc") else 0))
    listed = list(takewhile(bool, named))
    return next((place for place, name in enumerate(listed) if _SIMPLIFIED.search(name)), 0)


def _name(file: str, place: int) -> str:
    try:
        return str(_font((file, place), 10).getname()[0])
    except OSError:
        return ""


@lru_cache(maxsize=64)
def _font(face: Face, size: int) -> Any:
    """Return a face at a size in pixels; its letters stand alike wherever it lies (no shaping by the system)."""
    from PIL import ImageFont

    return ImageFont.truetype(face[0], size, index=face[1], layout_engine=ImageFont.Layout.BASIC)


def covers(face: Face, text: str) -> bool:
    """Tell whether the face can draw every character; writing from right to left is never drawn."""
    return all(_drawn(face, one) for one in set(text) if not one.isspace())


@lru_cache(maxsize=1 << 14)
def _drawn(face: Face, one: str) -> bool:
    absent, shape = (_font(face, 40).getmask(each) for each in (_NOWHERE, one))
    drawn = (shape.size, bytes(shape)) != (absent.size, bytes(absent))
    return drawn and unicodedata.bidirectional(one) not in ("R", "AL")


def said(walk: Walk) -> tuple[str, str, str, str]:
    """Return title, subjects, finding, and date, sources and state, plain text."""
    state = panel.state(walk)[1].rstrip("：")
    foot = " · ".join(filter(None, (walk.date, panel.sources_counted(walk), state)))
    return clean(walk.brief.title), " · ".join(contrasts.subjects(walk)), cut(walk.finding, 300), foot


def told(walk: Walk) -> str:
    """Return what the picture says, for those who do not see it."""
    end = "；" if walk.language == "zh" else "; "
    return end.join(filter(None, said(walk)))


def render(walk: Walk, known: Iterable[Face]) -> bytes | None:
    """Return the brief's picture as PNG, None when none of the faces has every character of it.

    Same text, face and Pillow, same bytes.
    """
    name = WORDS[walk.language]["site"]
    face = next((face for face in known if covers(face, "".join((name, *said(walk), "…")))), None)
    return _draw(face, name, *said(walk)) if face else None


def _draw(face: Face, name: str, title: str, subjects: str, finding: str, foot: str) -> bytes:
    from io import BytesIO

    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), _GROUND)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 15, HEIGHT), fill=_ACCENT)
    down = _lines(pen, face, 28, 56, name, _ACCENT, most=1) + 26
    size = next((size for size in TITLE if len(_broken(face, size, title, 2)) == 1), TITLE[0])
    down = _lines(pen, face, size, down, title, _INK, most=2, bold=1)
    down = _lines(pen, face, 30, down + 12, subjects, _QUIET, most=1) + 34
    pen.line((MARGIN, down - 16, WIDTH - MARGIN, down - 16), fill=_LINE, width=2)
    _lines(pen, face, 34, down, finding, _INK, most=max(1, (FOOT - 20 - down) // _height(34)))
    _lines(pen, face, 26, FOOT, foot, _QUIET, most=1)
    kept = BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


def _height(size: int) -> int:
    return round(1.4 * size)


def _lines(pen: Any, face: Face, size: int, top: int, text: str, colour: str, *, most: int, bold: int = 0) -> int:
    """Write `text` in at most so many lines from `top` on; return where the next may begin, in pixels."""
    for line in _broken(face, size, text, most):
        pen.text((MARGIN, top), line, fill=colour, font=_font(face, size), stroke_width=bold, stroke_fill=colour)
        top += _height(size)
    return top


def _broken(face: Face, size: int, text: str, most: int) -> list[str]:
    """Return `text` as at most `most` lines that fit, the last with … where something is left out."""
    lines, room = [""], WIDTH - 2 * MARGIN
    for piece in _PIECE.findall(text):
        if _width(face, size, lines[-1] + piece.rstrip()) <= room:
            lines[-1] += piece
            continue
        lines.append("")
        for letter in piece.lstrip() if _width(face, size, piece) > room else [piece.lstrip()]:
            lines[-1:] = [lines[-1] + letter] if _width(face, size, lines[-1] + letter) <= room else [lines[-1], letter]
    lines = [line.rstrip() for line in lines if line.strip()]
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while _width(face, size, last + "…") > room:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,;，；、：") + "…"]


def _width(face: Face, size: int, text: str) -> float:
    return float(_font(face, size).getlength(text))
