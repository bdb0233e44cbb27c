"""The gallery's drawings, to tell whether a query shows one of them; this measure is no part of the identifier."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from PIL import Image

from generator.logo import gallery, proposals
from tools.bench.logo.views import SIDE, laid, lightness
from tools.training import art as logo_art, index as logo_index

SAME_DRAWING = 0.78
"""Intersection over union of two aligned marks' ink from which a query's drawing counts as being in the gallery; this
measure is no part of the identifier."""
SAME_PIXELS = 4
"""Mean difference of channels, 0 to 255, below which two coloured drawings are one, which the bench then leaves out."""


class Drawings:
    """The gallery's drawings as ink masks, to tell whether a query's drawing is among its brand's."""

    def __init__(self, book: gallery.Gallery) -> None:
        self.arts: dict[str, list[logo_art.Art]] = defaultdict(list)
        self.inks: dict[str, list[np.ndarray]] = {}
        self.coloured: dict[str, list[np.ndarray]] = {}
        by_source = {entry.source: entry.name for entry in book.entries}
        for art in logo_index.arts():
            if art.source in by_source:
                self.arts[by_source[art.source]].append(art)

    def holds(self, brand: str, rgba: np.ndarray) -> bool:
        """Return whether a coloured drawing of the brand's is this very one, which sets may have from each other."""
        if brand not in self.coloured:
            self.coloured[brand] = [
                boxed(logo_art.draw(art.svg, SIDE)) for art in self.arts[brand] if art.source.startswith("thesvg ")
            ]
        return any(np.abs(boxed(rgba) - own).mean() < SAME_PIXELS for own in self.coloured[brand])

    def overlap(self, brand: str, rgba: np.ndarray) -> float:
        """Return how well the ink of the query's best crop covers that of its brand's most alike drawing."""
        ground = (255, 255, 255) if lightness(rgba) < 0.85 else (24, 26, 32)
        crops = proposals.propose(np.asarray(laid(Image.fromarray(rgba), ground, 0.1)))
        queries = [ink_of(crop.pixels) for crop in crops if crop.aspect <= proposals.MAX_ASPECT]
        if brand not in self.inks:
            self.inks[brand] = [inked(art) for art in self.arts[brand]]
        return max((overlap(query, own) for query in queries for own in self.inks[brand]), default=0.0)


def boxed(rgba: np.ndarray) -> np.ndarray:
    """Return the drawing in its own box, 32 × 32, colours darkened where it is transparent, 0 to 255."""
    import cv2

    ys, xs = np.nonzero(rgba[..., 3] > 20)
    cut = rgba[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1].astype(np.float32)
    cut[..., :3] *= cut[..., 3:] / 255
    return cv2.resize(cut, (32, 32), interpolation=cv2.INTER_AREA)


def inked(art: logo_art.Art) -> np.ndarray:
    """Return the ink of a gallery's drawing in its own box, 64 × 64 and bool."""
    if art.badge:
        crop = logo_index.glyph(art)
    else:
        rgba = logo_art.draw(art.svg, 192)
        ground = (255, 255, 255) if lightness(rgba) < 0.85 else (24, 26, 32)
        crop = proposals.whole_mark(np.asarray(laid(Image.fromarray(rgba), ground, 0.1)))
    return ink_of(crop.pixels) if crop else np.zeros((64, 64), dtype=bool)


def ink_of(crop: np.ndarray) -> np.ndarray:
    import cv2

    ground = crop[0, 0].astype(int)
    ink = (np.abs(crop.astype(int) - ground).max(axis=2) > 60).astype(np.uint8)
    ys, xs = np.nonzero(ink)
    if not len(ys):
        return np.zeros((64, 64), dtype=bool)
    cut = ink[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
    return cv2.resize(cut * 255, (64, 64), interpolation=cv2.INTER_AREA) > 127


def overlap(one: np.ndarray, other: np.ndarray) -> float:
    """Return intersection over union of two masks, or of one and the holes of the other, whichever is more."""
    best = 0.0
    for variant in (other, ~other):
        union = (one | variant).sum()
        best = max(best, float((one & variant).sum() / union) if union else 0.0)
    return best


def gallery_arts(book: gallery.Gallery) -> list[logo_art.Art]:
    by_source = {art.source: art for art in logo_index.arts()}
    return [by_source[entry.source] for entry in book.entries if entry.group]
