"""Proposals: where in a picture a mark may stand, each as a square crop on the picture's own ground.

The crops matter more than the features that are taken of them: a mark is compared only after its border ground
is removed, so that size, position and padding of the file tell nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

SIDE = 96
"""Pixels of a side of every crop; the input size of the committed CLIP."""

MARGIN = 0.08
"""Share of the longer side left as ground around the mark."""

ANALYSIS_SIDE = 900
"""Pixels of the longer side on which the layout of a larger picture is analysed; at 640 the parts of small marks on a
page run together."""
ENLARGED_SIDE = 640
"""Pixels of the longer side to which smaller pictures are enlarged for that, twofold at most."""

MAX_ASPECT = 2.4
"""Wider or taller than this is read as words, not compared as a shape."""

MAX_CROPS = 18
MAX_BLOCKS = 8
"""Blocks looked at in a picture; half as many inside a tile or a wide block."""
MAX_GROUPS = 48
"""Groups of ink looked at, the largest; a page's text lines are larger than the mark at its head."""
LEAST_GLYPH = 0.004
"""Share of a tile that what stands on it must fill; a lockup of a small mark and a word fills little."""
GROUND_DISTANCE = 22
"""Largest channel difference, 0–255, at which a pixel still counts as ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """One place where a mark may stand."""

    kind: str
    """"mark" (all that is not ground), "glyph" (inside a tile), "block" (part of a lockup or page), "whole"."""
    box: tuple[int, int, int, int]
    """Left, top, right, bottom, in pixels of the analysed picture."""
    share: float
    """Area of the box over that of all that is not ground, 0 to 1."""
    aspect: float
    """Longer side over shorter side."""
    pixels: np.ndarray
    """uint8, SIDE × SIDE × 3."""


def propose(pixels: np.ndarray) -> tuple[Crop, ...]:
    """Return up to MAX_CROPS crops of the picture (uint8, h × w × 3), the likeliest first.

    A picture of one colour yields none.
    """
    import numpy as np

    small, scale = _reduced(pixels)
    ground, trust = _ground(small)
    ink = _ink(small, ground)
    crops: list[Crop] = []
    if ink.any():
        outer = _box(ink)
        area = _area(outer)
        plain = np.median(ground.reshape(-1, 3), axis=0)
        seen: list[tuple[tuple[int, int, int, int], str]] = []

        def add(kind: str, box, colour, keep=None) -> None:
            if len(crops) >= MAX_CROPS or any(k == kind and _overlap(box, b) > 0.85 for b, k in seen):
                return
            seen.append((box, kind))
            crops.append(_crop(pixels, kind, box, scale, colour, _area(box) / area, keep))

        add("mark", outer, plain)
        for box, colour, glyph in _glyphs(small, ink, outer, plain):
            add("glyph", box, colour)
            for inner, keep in _blocks(glyph, box, MAX_BLOCKS // 2):
                add("block", inner, colour, keep)
        wide = []
        for box, keep in _blocks(ink, outer, MAX_BLOCKS, wide):
            add("block", box, plain, keep)
            for inner, colour, _ in _glyphs(small, ink, box, plain):
                add("glyph", inner, colour)
        for box, keep in wide[:3]:
            for inner, part in _blocks(keep, box, MAX_BLOCKS // 4):
                add("block", inner, plain, part)
    if trust < 0.6:
        whole = (0, 0, small.shape[1], small.shape[0])
        crops.append(_crop(pixels, "whole", whole, scale, np.median(small.reshape(-1, 3), axis=0), 1.0, None))
    return tuple(crops[:MAX_CROPS])


def whole_mark(pixels: np.ndarray) -> Crop | None:
    """Return the crop of all that is not ground, as `propose` has it first; None for a picture of one colour."""
    import numpy as np

    small, scale = _reduced(pixels)
    ground, _ = _ground(small)
    ink = _ink(small, ground)
    if not ink.any():
        return None
    return _crop(pixels, "mark", _box(ink), scale, np.median(ground.reshape(-1, 3), axis=0), 1.0, None)


def _reduced(pixels: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the picture in the size for analysis, and how many of its pixels one of those covers a side."""
    import cv2

    height, width = pixels.shape[:2]
    longer = max(height, width)
    scale = max(1.0, longer / ANALYSIS_SIDE) if longer > ENLARGED_SIDE else max(0.5, longer / ENLARGED_SIDE)
    size = max(1, round(width / scale)), max(1, round(height / scale))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if scale > 1 else cv2.INTER_LINEAR), scale


def _ground(small: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the ground as float32 (h × w × 3) and the share of the border that agrees with it.

    The ground is one plane per channel, fitted to the border with outliers trimmed: photographed paper is
    brighter on one side.
    """
    import numpy as np

    height, width = small.shape[:2]
    ring = max(1, min(height, width) // 40)
    edge = np.ones((height, width), dtype=bool)
    edge[ring:-ring, ring:-ring] = False
    ys, xs = np.nonzero(edge)
    values = small[ys, xs].astype(np.float32)
    # The commonest coarse colour of the border, not its median: a mark may bleed over one edge.
    coarse = (values // 16).astype(np.int32) @ np.array([256, 16, 1])
    codes, counts = np.unique(coarse, return_counts=True)
    start = values[coarse == codes[counts.argmax()]].mean(axis=0)
    near = np.abs(values - start).max(axis=1) < 3 * GROUND_DISTANCE
    design = np.stack([np.ones_like(xs), xs / width, ys / height], axis=1).astype(np.float32)
    plane = np.zeros((3, 3), dtype=np.float32)
    plane[0] = start
    for _ in range(3):
        if near.sum() < 12:
            break
        if np.abs(values[near] - values[near].mean(axis=0)).max() < 6:  # flat: no plane, no rounding
            plane[:] = 0
            plane[0] = np.median(values[near], axis=0)
        else:
            plane = np.linalg.lstsq(design[near], values[near], rcond=None)[0]
        near = np.abs(values - design @ plane).max(axis=1) < GROUND_DISTANCE
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    ground = plane[0] + (xx / width)[..., None] * plane[1] + (yy / height)[..., None] * plane[2]
    return ground.astype(np.float32), float(near.mean())


def _ink(small: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """Return which pixels are not ground (bool, h × w), specks dropped."""
    import cv2
    import numpy as np

    distance = np.abs(small.astype(np.float32) - ground).max(axis=2)
    count, labels, stats, _ = cv2.connectedComponentsWithStats((distance > GROUND_DISTANCE).astype(np.uint8))
    least = max(4, int(stats[1:, cv2.CC_STAT_AREA].max(initial=0) * 0.004))
    keep = stats[:, cv2.CC_STAT_AREA] >= least
    keep[0] = False
    return keep[labels]


def _glyphs(small: np.ndarray, ink: np.ndarray, box, ground: np.ndarray):
    """Yield (box, tile colour, mask) of what stands on a tile that fills `box`, if one does."""
    import cv2
    import numpy as np

    left, top, right, bottom = box
    side = min(right - left, bottom - top)
    if side < 16:
        return
    part = small[top:bottom, left:right].astype(np.float32)
    # The tile is all that the outer ground cannot reach from the border of the box.
    open_ground = np.pad(~ink[top:bottom, left:right], 1, constant_values=True).astype(np.uint8)
    _, labels = cv2.connectedComponents(open_ground, connectivity=4)
    tile = (labels != labels[0, 0])[1:-1, 1:-1].astype(np.uint8)
    if tile.mean() < 0.6:
        return
    depth = max(2, round(side * 0.05))
    kernel = np.ones((2 * depth + 1, 2 * depth + 1), dtype=np.uint8)
    inner = cv2.erode(np.pad(tile, 1), kernel)[1:-1, 1:-1].astype(bool)
    deeper = cv2.erode(np.pad(inner.astype(np.uint8), 1), np.ones((3, 3), dtype=np.uint8))[1:-1, 1:-1].astype(bool)
    rim = inner & ~deeper
    if rim.sum() < 16:
        return
    colour = np.median(part[rim], axis=0)
    if (np.abs(part[rim] - colour).max(axis=1) < 2 * GROUND_DISTANCE).mean() < 0.8:
        return
    # A tile may run from one colour to another: take the nearest rim colour left–right and top–bottom as a plane.
    ys, xs = np.nonzero(rim)
    design = np.stack([np.ones_like(xs), xs, ys], axis=1).astype(np.float32)
    plane = np.linalg.lstsq(design, part[rim], rcond=None)[0]
    yy, xx = np.mgrid[0 : part.shape[0], 0 : part.shape[1]].astype(np.float32)
    fitted = plane[0] + xx[..., None] * plane[1] + yy[..., None] * plane[2]
    glyph = inner & (np.abs(part - fitted).max(axis=2) > 1.5 * GROUND_DISTANCE)
    glyph = cv2.morphologyEx(glyph.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), dtype=np.uint8)).astype(bool)
    if glyph.mean() < LEAST_GLYPH:
        return
    found = _box(glyph)
    if min(found[2] - found[0], found[3] - found[1]) < 8:
        return
    mask = np.zeros(ink.shape, dtype=bool)
    mask[top:bottom, left:right] = glyph
    yield (left + found[0], top + found[1], left + found[2], top + found[3]), colour, mask


def _blocks(ink: np.ndarray, outer, most: int, wide: list | None = None):
    """Yield (box, mask) of up to `most` groups of ink that stand together, largest and foremost first.

    Groups that are too wide to be compared, such as a mark with its word, go to `wide`.

    The ink is closed at three scales: strokes of one mark lie nearer to each other than a mark to its word.
    """
    import cv2
    import numpy as np

    side = min(outer[2] - outer[0], outer[3] - outer[1])
    found: list[tuple[float, tuple[int, int, int, int], np.ndarray]] = []
    for reach in (0.0, 0.02, 0.06, 0.14):
        radius = round(side * reach / 2)
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
        grown = cv2.dilate(ink.astype(np.uint8), kernel)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(grown)
        if not 2 < count <= 400:
            continue
        order = np.argsort(-stats[1:, cv2.CC_STAT_AREA], kind="stable")[:MAX_GROUPS] + 1
        tallest = stats[order, cv2.CC_STAT_HEIGHT].max()
        for label in order:
            mask = ink & (labels == label)
            if not mask.any():
                continue
            box = _box(mask)
            across, high = box[2] - box[0], box[3] - box[1]
            if min(across, high) < 12 or high > MAX_ASPECT * across:
                continue
            if across > MAX_ASPECT * high:
                if wide is not None and all(_overlap(box, other) < 0.85 for other, _ in wide):
                    wide.append((box, mask))
                continue
            # Foremost: a mark stands left of its word, or above it, and is at least as tall as the letters.
            first = (box[0] - outer[0]) / max(1, outer[2] - outer[0]) < 0.06
            above = (box[1] - outer[1]) / max(1, outer[3] - outer[1]) < 0.06
            rank = across * high * (2.0 if first else 1.0) * (1.3 if above else 1.0) * (high / tallest)
            found.append((rank, box, mask))
    found.sort(key=lambda item: (-item[0], item[1]))
    kept: list[tuple[int, int, int, int]] = []
    for _, box, mask in found:
        if all(_overlap(box, other) < 0.85 for other in kept):
            kept.append(box)
            yield box, mask
        if len(kept) == most:
            break
    if wide is not None:
        wide.sort(key=lambda item: (item[0][1], item[0][0]))  # a page's own mark stands at its head


def _crop(pixels: np.ndarray, kind: str, box, scale: float, ground: np.ndarray, share: float, keep) -> Crop:
    """Cut `box` (in analysed pixels) out of `pixels`, squared on `ground`; `keep` masks its neighbours away."""
    import cv2
    import numpy as np

    left, top, right, bottom = box
    height, width = pixels.shape[:2]
    x0, y0 = max(0, int(left * scale)), max(0, int(top * scale))
    x1, y1 = min(width, int(np.ceil(right * scale))), min(height, int(np.ceil(bottom * scale)))
    cut = pixels[y0:y1, x0:x1]
    colour = np.clip(np.rint(ground), 0, 255).astype(np.uint8)
    if keep is not None:
        near = cv2.dilate(keep[top:bottom, left:right].astype(np.uint8), np.ones((3, 3), dtype=np.uint8))
        near = cv2.resize(near, (cut.shape[1], cut.shape[0]), interpolation=cv2.INTER_NEAREST).astype(bool)
        cut = np.where(filled(near)[..., None], cut, colour)
    return Crop(
        kind=kind,
        box=(x0, y0, x1, y1),
        share=min(1.0, share),
        aspect=max(x1 - x0, y1 - y0) / max(1, min(x1 - x0, y1 - y0)),
        pixels=squared(cut, colour),
    )


def filled(mask: np.ndarray) -> np.ndarray:
    """Return `mask` with its holes filled (bool)."""
    import cv2
    import numpy as np

    _, labels = cv2.connectedComponents(np.pad(~mask, 1, constant_values=True).astype(np.uint8), connectivity=4)
    return (labels != labels[0, 0])[1:-1, 1:-1]


def squared(cut: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """Return `cut` (uint8, h × w × 3) centred on a square of `colour` with MARGIN around it, SIDE pixels a side."""
    import cv2
    import numpy as np

    height, width = cut.shape[:2]
    inner = round(SIDE * (1 - 2 * MARGIN))
    ratio = inner / max(height, width)
    wide, high = max(1, round(width * ratio)), max(1, round(height * ratio))
    resized = cv2.resize(cut, (wide, high), interpolation=cv2.INTER_AREA if ratio < 1 else cv2.INTER_CUBIC)
    canvas = np.empty((SIDE, SIDE, 3), dtype=np.uint8)
    canvas[:] = colour
    x, y = (SIDE - wide) // 2, (SIDE - high) // 2
    canvas[y : y + high, x : x + wide] = resized
    return canvas


def _box(mask: np.ndarray) -> tuple[int, int, int, int]:
    import numpy as np

    xs, ys = np.nonzero(mask.any(axis=0))[0], np.nonzero(mask.any(axis=1))[0]
    return int(xs[0]), int(ys[0]), int(xs[-1]) + 1, int(ys[-1]) + 1


def _area(box) -> int:
    return max(0, box[2] - box[0]) * max(0, box[3] - box[1])


def _overlap(one, other) -> float:
    """Return intersection over union of two boxes, 0 to 1."""
    common = _area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))
    return common / max(1, _area(one) + _area(other) - common)
