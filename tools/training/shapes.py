"""Plain shapes that every drawing is made of: what a mark must be told from before it may name a brand.

Each is a mask over the square from −1 to 1, made of discs, polygons, letters and their sums and differences. Interface
glyphs and emoji come from icon packages (`index`).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from generator.logo.proposals import filled

SIDE = 256
"""Pixels of a side."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789&@#%+?!"
COUNTERED = "ABDOPQRabdegopq4689"
"""Letters that enclose something."""
Y, X = (np.mgrid[0:SIDE, 0:SIDE] + 0.5) / SIDE * 2.4 - 1.2


def disc(x: float = 0, y: float = 0, radius: float = 1) -> np.ndarray:
    return (X - x) ** 2 + (Y - y) ** 2 <= radius**2


def ring(width: float, radius: float = 1, x: float = 0, y: float = 0) -> np.ndarray:
    return disc(x, y, radius) & ~disc(x, y, radius - width)


def box(left: float, top: float, right: float, bottom: float, corner: float = 0) -> np.ndarray:
    """Return a rectangle, its corners rounded by `corner`."""
    dx = np.maximum(np.maximum(left + corner - X, X - right + corner), 0)
    dy = np.maximum(np.maximum(top + corner - Y, Y - bottom + corner), 0)
    return (np.hypot(dx, dy) <= corner) if corner else (dx + dy <= 0)


def polygon(points: list[tuple[float, float]]) -> np.ndarray:
    page = Image.new("1", (SIDE, SIDE))
    ImageDraw.Draw(page).polygon([((x + 1.2) / 2.4 * SIDE, (y + 1.2) / 2.4 * SIDE) for x, y in points], fill=1)
    return np.asarray(page)


def regular(sides: int, radius: float = 1, turn: float = 0) -> np.ndarray:
    return polygon([_at(turn + 2 * math.pi * k / sides, radius) for k in range(sides)])


def star(points: int, inner: float, radius: float = 1, turn: float = -math.pi / 2) -> np.ndarray:
    return polygon([_at(turn + math.pi * k / points, radius * (inner if k % 2 else 1)) for k in range(2 * points)])


def sector(start: float, angle: float) -> np.ndarray:
    """Return all that lies within `angle` radians after `start`."""
    return (np.arctan2(Y, X) - start) % (2 * math.pi) <= angle


def stroke(points: list[tuple[float, float]], width: float) -> np.ndarray:
    """Return a line through the points with round ends, `width` wide."""
    mask = np.zeros((SIDE, SIDE), dtype=bool)
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        dx, dy = x1 - x0, y1 - y0
        along = np.clip(((X - x0) * dx + (Y - y0) * dy) / (dx * dx + dy * dy), 0, 1)
        mask |= np.hypot(X - x0 - along * dx, Y - y0 - along * dy) <= width / 2
    return mask


def word(text: str, size: int, weight: int = 0) -> np.ndarray:
    """Return the text, `size` pixels high, its strokes `weight` pixels thicker on each side."""
    page = Image.new("1", (SIDE, SIDE))
    ImageDraw.Draw(page).text(
        (SIDE / 2, SIDE / 2), text, fill=1, font=ImageFont.load_default(size), anchor="mm", stroke_width=weight
    )
    return np.asarray(page)


def petals(count: int, long: float, wide: float) -> np.ndarray:
    mask = np.zeros((SIDE, SIDE), dtype=bool)
    for k in range(count):
        a = 2 * math.pi * k / count - math.pi / 2
        along, across = X * math.cos(a) + Y * math.sin(a), -X * math.sin(a) + Y * math.cos(a)
        mask |= ((along - 1 + long) / long) ** 2 + (across / wide) ** 2 <= 1
    return mask


def _at(angle: float, radius: float) -> tuple[float, float]:
    return radius * math.cos(angle), radius * math.sin(angle)


def _all(masks) -> np.ndarray:
    return np.logical_or.reduce(list(masks))


def shapes() -> Iterator[np.ndarray]:
    """Yield the masks (bool, SIDE × SIDE)."""
    for letter, weight in itertools.product(LETTERS, (0, 9, 18)):
        yield word(letter, 190, weight)
    for letter, weight in itertools.product(COUNTERED, (0, 18)):  # as small or blurred print has them
        yield filled(word(letter, 190, weight))
    yield from _convex()
    yield from _whole()
    yield from _several()
    yield from _strokes()
    held = list(_inner())
    for ground in (
        disc(),
        box(-1, -1, 1, 1, 0.4),
        box(-1, -1, 1, 1, 0.12),
        regular(6, turn=math.pi / 2),
        polygon([(-0.9, -1), (0.9, -1), (0.9, 0.2), (0, 1), (-0.9, 0.2)]),
    ):
        for mask in held:
            yield ground & ~mask
    for mask in held:
        yield ring(0.12, 1.05) | mask
    for text, size in itertools.product(("word", "Lorem", "ipsum"), (40, 60)):
        for ground in (disc(), box(-1, -1, 1, 1), box(-1, -1, 1, 1, 0.3), box(-1, -0.7, 1, 0.7, 0.2)):
            yield ground & ~word(text, size)


def _convex() -> Iterator[np.ndarray]:
    """Yield discs, tiles, bars, triangles, whole and as frames."""
    for corner in (0, 0.12, 0.24, 0.4, 0.6, 0.84):
        tile = box(-1, -1, 1, 1, corner)
        yield tile
        for width in (0.1, 0.24, 0.44):
            yield tile & ~box(width - 1, width - 1, 1 - width, 1 - width, max(0, corner - width))
    for width in (0.08, 0.18, 0.32, 0.5, 0.7, 1):
        yield ring(width)
    for high in (0.45, 0.6, 0.75, 0.9):
        yield box(-1, -high, 1, high)
        yield box(-high, -1, high, 1)
        yield X**2 + (Y / high) ** 2 <= 1
    for k in range(8):
        turn = k * math.pi / 4
        yield regular(3, 1, turn)
        yield disc() & sector(turn, math.pi)
        yield disc() & sector(turn, math.pi / 2)
        yield polygon([_at(turn + angle, 1) for angle in (0.5, 2.2, 4.0)])
    for sides in (4, 5, 6, 8):
        yield regular(sides)
        yield regular(sides, 1, math.pi / sides)


def _whole() -> Iterator[np.ndarray]:
    """Yield single shapes."""
    for points, inner in itertools.product(range(4, 9), (0.2, 0.4, 0.6, 0.75)):
        yield star(points, inner)
        yield star(points, inner, turn=-math.pi / 2 + math.pi / points)
    for power in (0.4, 0.55, 0.7, 0.85, 3, 4):
        yield np.abs(X) ** power + np.abs(Y) ** power <= 1
        yield np.abs(X + Y) ** power + np.abs(X - Y) ** power <= 1.2**power
    for lean, high, side in itertools.product((0.3, 0.6, 0.9), (0.3, 0.5, 0.8), (1, -1)):
        yield polygon([(-1 * side, high), (-side + lean * side, -high), (side, -high), (side - lean * side, high)])
    for wide, high in ((1, 0.4), (1, 0.6), (0.5, 1), (0.7, 1)):
        yield polygon([(0, -high), (wide, 0), (0, high), (-wide, 0)])
        yield polygon([(-wide, high), (-wide / 2, -high), (wide / 2, -high), (wide, high)])
    for offset, radius in itertools.product((0.3, 0.5, 0.75), (0.5, 0.7, 0.9)):
        for k in range(0, 8, 2 if radius == 0.9 else 1):
            yield disc() & ~disc(*_at(k * math.pi / 4, offset), radius)
    for k in range(8):
        yield disc() & ~disc(*_at(k * math.pi / 4, 0.4), 0.3)
        for angle in (1.0, 2.0, 3.0):
            yield ring(0.4) & ~sector(k * math.pi / 4, angle)
            yield ring(0.2) & ~sector(k * math.pi / 4, angle)
        yield disc() & ~sector(k * math.pi / 4, 1.0)
        yield disc() & ~sector(k * math.pi / 4, math.pi / 2)
    for x in (0.3, 0.5, 0.7):  # leaves
        yield disc(-x) & disc(x)
        yield disc(-x, -x) & disc(x, x)
        yield disc(-x, x) & disc(x, -x)
    yield polygon([(0.2, -1), (-0.6, 0.15), (-0.05, 0.15), (-0.2, 1), (0.6, -0.2), (0.05, -0.2)])
    for turn in (1, -1):  # drops and pins
        drop = disc(0, 0.3 * turn, 0.7) | polygon([(-0.66, 0.1 * turn), (0.66, 0.1 * turn), (0, -turn)])
        yield drop
        yield drop & ~disc(0, 0.3 * turn, 0.3)
        yield disc(-0.45, -0.25, 0.5) | disc(0.45, -0.25, 0.5) | polygon([(-0.9, 0), (0.9, 0), (0, 1)])
    yield disc(-0.5, 0.2, 0.4) | disc(0, -0.1, 0.5) | disc(0.5, 0.2, 0.4) | box(-0.5, 0.2, 0.5, 0.6)
    for teeth in (6, 8, 12):
        gear = disc(radius=0.75) | (disc() & (np.cos(np.arctan2(Y, X) * teeth) > 0))
        yield gear
        yield gear & ~disc(radius=0.35)
    for count, (long, wide) in itertools.product((2, 3, 4, 5, 6, 8), ((0.5, 0.35), (0.45, 0.2), (0.35, 0.35))):
        yield petals(count, long, wide)
    for corner in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        yield box(-1, -1, 1, 1) & disc(*corner, 2)
        yield polygon([point for point in ((-1, -1), (1, -1), (1, 1), (-1, 1)) if point != corner])
        yield box(-1, -1, 1, 1) & ~box(min(0, corner[0]), min(0, corner[1]), max(0, corner[0]), max(0, corner[1]))


def _several() -> Iterator[np.ndarray]:
    """Yield groups of discs, squares and bars."""
    grids = {
        "pair": [(-0.5, 0), (0.5, 0)],
        "column": [(0, -0.5), (0, 0.5)],
        "slope": [(-0.4, -0.4), (0.4, 0.4)],
        "row": [(-0.67, 0), (0, 0), (0.67, 0)],
        "triangle": [(0, -0.45), (-0.5, 0.4), (0.5, 0.4)],
        "hanging": [(0, 0.45), (-0.5, -0.4), (0.5, -0.4)],
        "corner": [(-0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)],
        "four": [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)],
        "rhomb": [(0, -0.6), (0.6, 0), (0, 0.6), (-0.6, 0)],
        "nine": [(x, y) for x in (-0.67, 0, 0.67) for y in (-0.67, 0, 0.67)],
        "six": [(x, y) for x in (-0.5, 0.5) for y in (-0.67, 0, 0.67)],
        "ring": [_at(k * math.pi / 4, 0.7) for k in range(8)],
        "five": [_at(k * 0.4 * math.pi, 0.6) for k in range(5)],
    }
    for places in grids.values():
        least = min(math.dist(one, other) for one, other in itertools.combinations(places, 2))
        for size in (0.35, 0.45, 0.6):
            yield _all(disc(x, y, least * size) for x, y in places)
        for size in (0.35, 0.45):
            half = least * size
            yield _all(box(x - half, y - half, x + half, y + half) for x, y in places)
            yield _all(box(x - half, y - half, x + half, y + half, half * 0.5) for x, y in places)
        yield _all(ring(least * 0.15, least * 0.6, x, y) for x, y in places)
    heights = {
        "equal": [1, 1, 1],
        "two": [1, 1],
        "rising": [0.4, 0.7, 1],
        "falling": [1, 0.7, 0.4],
        "middle": [0.6, 1, 0.6],
        "four": [0.4, 0.6, 0.8, 1],
        "many": [0.2, 0.35, 0.3, 0.5, 0.6, 0.8, 1],
        "chart": [0.6, 1, 0.4, 0.8],
        "wave": [0.3, 0.7, 1, 0.7, 0.3],
        "mixed": [0.5, 0.9, 0.7, 1, 0.4, 0.6],
    }
    for tall, gap, middle in itertools.product(heights.values(), (0.25, 0.5), (False, True)):
        step = 2 / len(tall)
        bars = _all(
            box(
                -1 + step * (k + gap / 2),
                -h if middle else 1 - 2 * h,
                -1 + step * (k + 1 - gap / 2),
                h if middle else 1,
            )
            for k, h in enumerate(tall)
        )
        yield bars
        yield bars.T
        yield bars.T[:, ::-1]
    for lean in (0.4, 0.8):
        for count in (2, 3):
            step = 2 / count
            yield _all(
                polygon(
                    [
                        (-1 + step * k, 1),
                        (-1 + step * (k + 0.55), 1),
                        (-1 + step * (k + 0.55) + lean, -1),
                        (-1 + step * k + lean, -1),
                    ]
                )
                for k in range(count)
            )
    for first, second in ((0.7, 0.35), (0.6, 0.3)):  # a large and a small sparkle
        large = np.abs(X + 0.3) ** 0.6 + np.abs(Y - 0.2) ** 0.6 <= first**0.6
        yield large | (np.abs(X - 0.6) ** 0.6 + np.abs(Y + 0.6) ** 0.6 <= second**0.6)


def _strokes() -> Iterator[np.ndarray]:
    """Yield what is drawn with a pen: crosses, chevrons, arrows, ticks, waves, rings."""
    for width in (0.15, 0.3, 0.5):
        plus = box(-1, -width / 2 - 0.05, 1, width / 2 + 0.05) | box(-width / 2 - 0.05, -1, width / 2 + 0.05, 1)
        yield plus
        yield stroke([(-0.8, -0.8), (0.8, 0.8)], width) | stroke([(-0.8, 0.8), (0.8, -0.8)], width)
        for turned in (lambda m: m, lambda m: m.T, lambda m: m[:, ::-1], lambda m: m.T[::-1]):
            yield turned(stroke([(-0.5, -0.9), (0.4, 0), (-0.5, 0.9)], width))
            yield turned(
                stroke([(-0.9, -0.7), (-0.2, 0), (-0.9, 0.7)], width)
                | stroke([(0.0, -0.7), (0.7, 0), (0.0, 0.7)], width)
            )
            yield turned(stroke([(-1, 0), (0.8, 0)], width) | stroke([(0.2, -0.7), (0.9, 0), (0.2, 0.7)], width))
            yield turned(stroke([(-0.8, -0.8), (-0.8, 0.8), (0.8, 0.8)], width))
            yield turned(stroke([(-0.8, -0.8), (-0.8, 0.8), (0.8, 0.8), (0.8, -0.8)], width))
            yield turned(stroke([(-0.9, 0.5), (-0.3, -0.4), (0.3, 0.5), (0.9, -0.4)], width))
        yield stroke([(-0.8, 0.1), (-0.25, 0.6), (0.8, -0.5)], width)
        yield stroke([(-0.9, -0.5), (-0.4, 0.7), (0, -0.3), (0.4, 0.7), (0.9, -0.5)], width)
        yield stroke([(-0.8, 0.7), (-0.8, -0.7), (0, 0.3), (0.8, -0.7), (0.8, 0.7)], width)
        yield stroke([(-0.7, 0.8), (-0.7, -0.8), (0.7, 0.8), (0.7, -0.8)], width)
        yield stroke([(-0.9, 0), (-0.4, 0), (-0.1, -0.8), (0.2, 0.8), (0.4, 0), (0.9, 0)], width / 1.5)
        yield stroke([(-0.5, -0.7), (-1, 0), (-0.5, 0.7)], width) | stroke([(0.5, -0.7), (1, 0), (0.5, 0.7)], width)
        waves = [
            [(x / 10, 0.25 * math.sin(x / 10 * math.pi * 1.5) + y) for x in range(-10, 11)] for y in (-0.5, 0, 0.5)
        ]
        yield stroke(waves[1], width)
        yield _all(stroke(wave, width / 1.5) for wave in waves)
        yield ring(width) | disc(radius=0.3)
        yield ring(width / 2) | ring(width / 2, 0.6)
        yield ring(width / 2) | ring(width / 2, 0.66) | ring(width / 2, 0.33)
        yield ring(width / 1.5, 0.6, -0.5) | ring(width / 1.5, 0.6, 0.5)
        yield ring(width / 2, 0.6, -0.4, 0.3) | ring(width / 2, 0.6, 0.4, 0.3) | ring(width / 2, 0.6, 0, -0.4)
        yield (ring(width / 2, 1.0, 0, 0.7) | ring(width / 2, 0.6, 0, 0.7) | ring(width / 2, 1.4, 0, 0.7)) & (
            Y < 0.7
        ) & (np.abs(X) < 0.7 - Y) | disc(0, 0.7, 0.12)
        spiral = [_at(a / 6, 0.05 + a / 110) for a in range(0, 100, 2)]
        yield stroke(spiral, width / 2)
        for sides in (3, 5, 6, 8):
            for turn in (-math.pi / 2, -math.pi / 2 + math.pi / sides):
                yield regular(sides, 1, turn) & ~regular(sides, 1 - width, turn)
        corners = [_at(-math.pi / 2 + k * math.pi / 3, 1) for k in range(6)]
        outline = stroke([*corners, corners[0]], width / 2)
        yield outline | _all(stroke([(0, 0), corners[k]], width / 2) for k in (1, 3, 5))
        yield _all(stroke([(0, 0), corners[k]], width / 2) for k in range(6))
        yield _all(stroke([(0, 0), corners[k]], width / 2) for k in (0, 2, 4))
    for lift in (0.35, 0.5):  # layers
        sheet = [(0, -0.5), (1, 0), (0, 0.5), (-1, 0)]
        top = polygon([(x, y - lift) for x, y in sheet])
        yield top | (polygon([(x, y + 0.1) for x, y in sheet]) & ~polygon([(x, y - 0.08) for x, y in sheet]))
        yield (
            top
            | (polygon([(x, y + 0.1) for x, y in sheet]) & ~polygon([(x, y - 0.05) for x, y in sheet]))
            | (polygon([(x, y + 0.45) for x, y in sheet]) & ~polygon([(x, y + 0.3) for x, y in sheet]))
        )


def _inner() -> Iterator[np.ndarray]:
    """Yield what often stands on a tile, a disc or a shield."""
    yield disc(radius=0.5)
    yield ring(0.15, 0.55)
    yield disc(-0.28, 0, 0.22) | disc(0.28, 0, 0.22)
    yield _all(disc(x, 0, 0.14) for x in (-0.45, 0, 0.45))
    yield disc(-0.3, -0.3, 0.3)
    yield disc(0.3, -0.3, 0.3)
    yield regular(3, 0.55)
    yield regular(3, 0.55, -math.pi / 2)
    yield regular(4, 0.55)
    yield regular(6, 0.5)
    yield star(5, 0.4, 0.65)
    yield star(4, 0.35, 0.65)
    yield np.abs(X) ** 0.6 + np.abs(Y) ** 0.6 <= 0.65**0.6
    yield box(-0.45, -0.45, 0.45, 0.45)
    yield box(-0.5, -0.12, 0.5, 0.12)
    yield box(-0.5, -0.12, 0.5, 0.12) | box(-0.12, -0.5, 0.12, 0.5)
    yield stroke([(-0.4, -0.4), (0.4, 0.4)], 0.2) | stroke([(-0.4, 0.4), (0.4, -0.4)], 0.2)
    yield stroke([(-0.45, 0.05), (-0.15, 0.35), (0.45, -0.3)], 0.18)
    yield stroke([(-0.2, -0.45), (0.25, 0), (-0.2, 0.45)], 0.2)
    yield stroke([(-0.45, 0), (0.4, 0)], 0.16) | stroke([(0.1, -0.35), (0.45, 0), (0.1, 0.35)], 0.16)
    yield stroke([(0, 0.45), (0, -0.4)], 0.16) | stroke([(-0.35, -0.1), (0, -0.45), (0.35, -0.1)], 0.16)
    yield _all(box(-0.5, y - 0.08, 0.5, y + 0.08) for y in (-0.35, 0, 0.35))
    yield _all(box(x - 0.1, -h, x + 0.1, 0.45) for x, h in ((-0.35, -0.1), (0, 0.15), (0.35, 0.45)))
    yield polygon([(-0.4, 0.35), (-0.1, -0.35), (0.4, -0.35), (0.1, 0.35)])
    yield polygon([(0.1, -0.6), (-0.35, 0.1), (-0.05, 0.1), (-0.1, 0.6), (0.35, -0.1), (0.05, -0.1)])
    yield disc(0, 0.15, 0.35) | polygon([(-0.33, 0.05), (0.33, 0.05), (0, -0.6)])
    yield disc(-0.2, -0.1, 0.25) | disc(0.2, -0.1, 0.25) | polygon([(-0.42, 0), (0.42, 0), (0, 0.5)])
