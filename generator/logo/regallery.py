"""The packaged gallery for another CLIP: features of two models do not mix, so its drawings are embedded anew.

The art is not in the repository: what is on this machine, the icons of the installed mkdocs-material, is taken, and the
brands that only other packages draw are left out. The rows are kept in a cache, since a large CLIP takes minutes.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

from generator.errors import BriefproofError
from generator.files import read_bytes, write_atomically
from generator.logo import embed, gallery, models
from generator.messages import tell


def known(tower: embed.Tower, cache: Path) -> gallery.Gallery:
    """Return the gallery for `tower`: the packaged one if it was made with it, else its drawings embedded anew."""
    return gallery.packaged() if tower.own else _embedded(tower, cache)


def _embedded(tower: embed.Tower, cache: Path) -> gallery.Gallery:
    import importlib.metadata

    import numpy as np

    book = gallery.packaged()
    icons = importlib.metadata.version("mkdocs-material")
    digest = hashlib.sha256(f"{tower.sha256} {book.sha256} {icons}".encode()).hexdigest()
    kept = cache / f"logo-{digest[:24]}.npz"
    found = _cached(kept, len(book.entries))
    if found is None:
        found = _drawn(tower, book)
        held = io.BytesIO()
        np.savez(held, rows=found[0], clip=found[1].astype(np.float16))
        with contextlib.suppress(BriefproofError):  # drawn once more next time, and nothing else
            write_atomically(kept, held.getvalue())
        found = _cached(kept, len(book.entries)) or found  # the same rounding the first time and later
    rows, clip = found
    return replace(
        book,
        entries=tuple(book.entries[row] for row in rows),
        clip=clip,
        shape=book.shape[rows],
        sha256=digest,
        calibrated=False,
    )


def _cached(kept: Path, count: int):
    """Return (rows of the packaged gallery, their features), None where the file is absent or damaged."""
    import numpy as np

    if not kept.is_file():
        return None
    try:
        with np.load(io.BytesIO(read_bytes(kept)), allow_pickle=False) as arrays:
            rows, clip = arrays["rows"], arrays["clip"].astype(np.float32)
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile):
        return None
    usable = rows.ndim == 1 and clip.ndim == 2 and len(rows) == len(clip) > 0 and 0 <= rows.min() <= rows.max() < count
    return (rows, clip / np.linalg.norm(clip, axis=1, keepdims=True)) if usable else None


def _drawn(tower: embed.Tower, book: gallery.Gallery):
    import numpy as np

    rows, crops = [], []
    for row, entry in enumerate(book.entries):
        path = gallery.installed_drawing(entry.source)
        if path is not None and (crop := gallery.gallery_crop(read_bytes(path), where=path.name)) is not None:
            rows.append(row)
            crops.append(crop.pixels)
    if not rows:
        raise BriefproofError(
            "{variable}: no icons of mkdocs-material are installed to make a gallery of (install "
            "mkdocs-material as pip leaves it)",
            variable=models.VARIABLE,
        )
    tell("embedding {number} gallery images with {model}: once, minutes for a large model", number=len(rows),
         model=tower.name, file=sys.stderr)  # fmt: skip
    return np.array(rows), tower.describe_gallery(np.stack(crops))
