"""What is measured on each query: all that the decision needs, and what other measures say."""

from __future__ import annotations

import functools
import io
import json
import time
import zipfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from generator.logo import CACHE, decide, decode, embed, gallery, proposals, regallery, shape, words


def collect(queries: Path, jobs: int, read: bool = True) -> list[dict]:
    """Return one record a query, measured in `jobs` processes."""
    with zipfile.ZipFile(queries) as archive:
        rows = json.loads(archive.read("queries.json"))
        files = [archive.read(str(number)) for number in range(len(rows))]
    with ProcessPoolExecutor(jobs) as pool:
        found = list(pool.map(functools.partial(measured, read=read), files, chunksize=16))
    return [{**row, **record} for row, record in zip(rows, found, strict=True)]


def measured(data: bytes, read: bool = True) -> dict:
    """Return all that the decision needs, and what other measures say; words only where `read`."""
    started = time.perf_counter()
    book = gallery.packaged()
    picture = decode.decode_bytes(data, name="query", where="query")
    crops = proposals.propose(picture.pixels)
    trials, shapes, raw = [], [], {}
    if crops:
        stack = np.stack([crop.pixels for crop in crops])
        clip, hog = embed.own().describe(stack), shape.describe(stack)
        for one in decide.compared(crops, clip, hog, book):
            trials.append({**one.measured, "top": one.ranked[0].name, "group": one.groups[0]})
        for index, crop in enumerate(crops):
            if crop.aspect <= proposals.MAX_ASPECT:
                group, found = decide.by_shape(crop, hog[index], book, decide.place(crop, crops))
                shapes.append({**found, "group": group})
        raw = {
            "clip": book.entries[int((book.clip @ clip[0]).argmax())].name,
            "hog": book.entries[int((book.shape @ hog[0]).argmax())].name,
            **by_another(crops, stack, hog),
        }
    lines = words.read(picture.pixels) if read else None
    return {
        "trials": trials,
        "shapes": shapes,
        "raw": raw,
        "lines": [(line.text, line.height, line.width) for line in lines or ()],
        "hash": "".join("01"[int(bit)] for bit in perceptual_hash(data)),
        "seconds": time.perf_counter() - started,
    }


def by_another(crops: tuple[proposals.Crop, ...], stack: np.ndarray, hog: np.ndarray) -> dict:
    """Return what the CLIP in BRIEFPROOF_CLIP says of the crops; nothing where none is set."""
    tower = embed.tower()
    if tower.own:
        return {}
    book = regallery.known(tower, CACHE)
    rows = tower.describe(stack)
    best = decide.likeness(crops, rows, hog, book)
    sure = best is not None and best.confidence >= decide.threshold(book)
    return {
        "another": book.entries[int((book.clip @ rows[0]).argmax())].name,
        "another named": best.ranked[0].name if sure else None,
    }


def perceptual_hash(data: bytes) -> np.ndarray:
    """Return the 64 bits of the DCT hash of the whole image (Zauner, 2010)."""
    import cv2

    grey = np.asarray(Image.open(io.BytesIO(data)).convert("L").resize((32, 32)), dtype=np.float32)
    low = cv2.dct(grey)[:8, :8].reshape(-1)
    return low > np.median(low)


ONE_MARK = {"Gamemaker": "YoYo Games", "Ubuntu": "Canonical", "LaTeX": "Tex", "Toggl": "Toggl Track"}
"""Brands whose queries show what the gallery has as the mark of their maker, base or product: either name is right."""


def same(found: str | None, wanted: str, book: gallery.Gallery) -> bool:
    """Return whether `found` is the brand wanted: the same name or group, or the house of a product ("Google" for
    "Google Pay").
    """
    if found is None or not wanted:
        return False
    groups = {entry.name: entry.group for entry in book.entries}
    return (
        found == wanted
        or ONE_MARK.get(wanted) == found
        or groups.get(found, found) == groups.get(wanted, wanted)
        or wanted.startswith(found + " ")
    )
