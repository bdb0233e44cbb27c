"""Draw the training set of the logo model: build/train/drawings.npz, from packages that the bench never queries.

Brands: mkdocs-material's Simple Icons and Font Awesome brands, LobeHub's AI brands (monochrome and colour).
No brands, so that the model tells marks from other drawings: interface glyphs, emoji, coins, flat icons.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from generator.logo.gallery import key
from tools.training import art as logo_art, index as logo_index
from tools.training.rendering import ART_SIDE

MARGIN = 0.08
TARGET = Path("build/train/drawings.npz")
SETS = ("fluent-emoji-flat", "fxemoji", "flat-color-icons", "cryptocurrency-color", "token-branded")


def main() -> None:
    logo_art.fetch("@lobehub/icons-static-svg", "simple-icons", *(f"@iconify-json/{name}" for name in SETS))
    mono: list[np.ndarray] = []
    colour: list[np.ndarray] = []
    classes: dict[str, list[tuple[str, int]]] = {}
    brands: dict[str, str] = {}
    for art, brand in drawings():
        rgba = squared(logo_art.draw(art.svg, 2 * ART_SIDE))
        if rgba is None:
            continue
        label = re.sub(r"-(color|brand|brand-color)$", "", art.source)  # both drawings of one mark are one class
        if label in classes and not art.source.endswith("-color"):
            label = art.source
        shades = rgba[rgba[..., 3] > 127][:, :3]
        if len(shades) and np.ptp(shades.astype(int), axis=0).max() < 24:
            classes.setdefault(label, []).append(("mono", len(mono)))
            mono.append(rgba[..., 3])
        else:
            classes.setdefault(label, []).append(("colour", len(colour)))
            colour.append(rgba)
        brands.setdefault(label, brand)
    rows = [[index + (kind == "colour") * len(mono) for kind, index in held] for held in classes.values()]
    numbers: dict[str, int] = {}
    owner = [numbers.setdefault(key(brands[label]) if brands[label] else label, len(numbers)) for label in classes]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        TARGET,
        mono=np.stack(mono),
        colour=np.stack(colour),
        brands=np.array(owner, dtype=np.int32),
        classes=np.array([(held[0], held[-1]) for held in rows], dtype=np.int32),
        names=np.array([brands[label] for label in classes]),
    )
    print(
        f"{len(classes)} classes, {len(mono)} monochrome, {len(colour)} coloured drawings, "
        f"{TARGET.stat().st_size / 1e6:.1f} MB"
    )


def drawings():
    """Yield (art, brand name or "")."""
    known = set()
    for art in logo_index.brands():
        known.add(key(art.title))
        yield art, art.title
    for folder, step in (("material", 3), ("fontawesome/solid", 2), ("octicons", 2)):
        for art in list(logo_art.material(folder))[::step]:
            yield art, ""
    for name in SETS:
        step = 2 if name == "token-branded" else 1
        for art in list(logo_art.iconify(name))[::step]:
            if re.search(r"(light|medium|dark|skin)", art.slug) or (name != "fxemoji" and key(art.slug) in known):
                continue
            yield art, ""


def squared(rgba: np.ndarray | None) -> np.ndarray | None:
    """Return the drawing on a transparent square with MARGIN around it, ART_SIDE pixels; None if it is a wordmark."""
    import cv2

    if rgba is None:
        return None
    seen = rgba[..., 3] > 20
    if not seen.any():
        return None
    ys, xs = np.nonzero(seen.any(axis=1))[0], np.nonzero(seen.any(axis=0))[0]
    cut = rgba[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
    height, width = cut.shape[:2]
    if max(height, width) > logo_index.MAX_ASPECT * min(height, width):
        return None
    inner = round(ART_SIDE * (1 - 2 * MARGIN))
    ratio = inner / max(height, width)
    wide, high = max(1, round(width * ratio)), max(1, round(height * ratio))
    alpha = cut[..., 3:].astype(np.float32) / 255
    light = cv2.resize(
        np.concatenate([cut[..., :3] * alpha, alpha * 255], axis=2), (wide, high), interpolation=cv2.INTER_AREA
    )
    plain = light[..., :3] / np.maximum(light[..., 3:] / 255, 1e-3)
    result = np.zeros((ART_SIDE, ART_SIDE, 4), dtype=np.uint8)
    x, y = (ART_SIDE - wide) // 2, (ART_SIDE - high) // 2
    result[y : y + high, x : x + wide] = np.concatenate([plain, light[..., 3:]], axis=2).clip(0, 255).round()
    return result


if __name__ == "__main__":
    main()
