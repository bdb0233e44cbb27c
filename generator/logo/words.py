"""Words in the picture, and the brand that they name."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.logo import ocr
from generator.logo.gallery import key

if TYPE_CHECKING:
    import numpy as np

LEAST_SURE = 0.85
"""The reader's own probability from which a line counts."""
MAX_LINES = 40
PROMINENT = 0.35
"""Height of a line over that of the tallest line, from which it counts as a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text."""

    text: str
    height: float
    """Share of the picture's height, 0 to 1."""
    width: float
    """Share of the picture's width, 0 to 1."""


def read(pixels: np.ndarray) -> tuple[Line, ...] | None:
    """Return the lines in the picture (uint8, h × w × 3), top to bottom; None where the reader is not installed."""
    import numpy as np

    reader = ocr.reader()
    if reader is None:
        return None
    height, width = pixels.shape[:2]
    pad = max(8, max(height, width) // 10)  # the detector misses words that touch the border
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    canvas = np.empty((height + 2 * pad, width + 2 * pad, 3), dtype=np.uint8)
    canvas[:] = np.median(edge, axis=0)
    canvas[pad : pad + height, pad : pad + width] = pixels
    lines = []
    for found in reader.read(np.ascontiguousarray(canvas[..., ::-1])):
        text = " ".join("".join(c if c.isprintable() else " " for c in found.text).split())
        if found.sure >= LEAST_SURE and text:
            lines.append(
                Line(
                    text=text[:200],
                    height=float(np.ptp(found.box[:, 1])) / height,
                    width=float(np.ptp(found.box[:, 0])) / width,
                )
            )
    return tuple(lines[:MAX_LINES])


def named(lines: tuple[Line, ...], names: dict[str, str]) -> tuple[str, ...]:
    """Return the brands (values of `names`, by key) that the prominent lines name, in order, none twice.

    A line, two neighbouring lines, all of up to four together, or three in any order name a brand when they are one of
    its names in full; one wrong letter, not the first, is allowed in names of seven letters and more. A prominent line
    left over names something else ("Tortoise" above "Git"), and then nothing is named.
    """
    tallest = max((line.height for line in lines), default=0.0)
    texts = [line.text for line in lines if line.height >= PROMINENT * tallest]
    if 1 < len(lines) <= 3:  # a small word above a large one may be read after it
        for order in itertools.permutations(line.text for line in lines):
            if name := _brand("".join(order), names):
                return (name,)
    if 1 < len(texts) <= 4 and (name := _brand("".join(texts), names)):
        return (name,)
    found: list[str] = []
    place = 0
    while place < len(texts):
        pair = "".join(texts[place : place + 2])
        if place + 1 < len(texts) and (name := _brand(pair, names)):
            place += 2
        elif name := _brand(texts[place], names):
            place += 1
        else:
            return ()
        found.append(name)
    return tuple(dict.fromkeys(found))


def supports(lines: tuple[Line, ...], name: str) -> bool:
    """Return whether a prominent line holds `name`, or is a part of it, in four letters or more.

    Too little to name a brand, but enough beside a mark that is like its: readers take a mark for a letter ("ACMake").
    """
    wanted = key(name)
    tallest = max((line.height for line in lines), default=0.0)
    for line in lines:
        said = key(line.text)
        alike = min(len(said), len(wanted)) >= 4 and (wanted in said or said in wanted)
        if alike and line.height >= PROMINENT * tallest:
            return True
    return False


def _brand(text: str, names: dict[str, str]) -> str | None:
    wanted = key(text)
    if len(wanted) < (3 if wanted.isascii() else 2) or wanted.isdigit():  # "GO" stands in many marks
        return None
    if wanted in names:
        return names[wanted]
    if len(wanted) >= 7:
        close = {
            name
            for known, name in names.items()
            if abs(len(known) - len(wanted)) <= 1
            and len(known) >= 7
            and known[0] == wanted[0]
            and _one_edit(known, wanted)
        }
        if len(close) == 1:
            return close.pop()
    return None


def _one_edit(one: str, other: str) -> bool:
    """Return whether the strings differ by one letter added, left out or changed."""
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    rest = one[start:] if len(one) < len(other) else one[start + 1 :]
    return rest == other[start + 1 :]
