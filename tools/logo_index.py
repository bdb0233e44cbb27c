"""Derive generator/data/logo/gallery.{json,npz} from installed icon packages: features, names, sources, no art.

Run by `make logo-index` (needs npm and the network once). Same packages, same model → same bytes.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator.files import write_atomically  # noqa: E402
from generator.logo import embed, gallery, shape  # noqa: E402
from generator.logo.proposals import Crop  # noqa: E402
from tools import logo_art  # noqa: E402

MAX_ASPECT = 3.2
"""Drawings wider than this are words; words are read, not compared."""

COHORT = {"octicons": 6, "material": 12, "fontawesome/solid": 5}
"""Icon sets without brands and the step at which they are sampled; letters and digits are always taken."""

TWIN_CLIP, TWIN_SHAPE = 0.93, 0.97
"""Cosines of the features from which, both reached, two brands' marks count as one drawing."""


def main() -> None:
    logo_art.fetch("@lobehub/icons-static-svg", "simple-icons", "@iconify-json/fluent-emoji-flat",
                   "@iconify-json/flat-color-icons")
    images = [(art, crop) for art, crop in drawn(brands()) if crop.aspect <= MAX_ASPECT]
    cohort = [crop.pixels for _, crop in drawn(plain())]
    stack = np.stack([crop.pixels for _, crop in images])
    shapes = shape.describe(stack)
    names = preferred_names([art.title for art, _ in images])
    clip = embed.describe_gallery(stack)
    groups = twins(names, clip, shapes)
    write([[name, art.source, group] for name, (art, _), group in zip(names, images, groups, strict=True)],
          {"clip": clip, "shape": shapes, "cohort": embed.describe_gallery(np.stack(cohort))})
    print(f"{len(images)} images of {len(set(names))} brands, {len(cohort)} of no brand")


def brands() -> Iterator[logo_art.Art]:
    """Yield every drawing of a brand, its title made a brand name."""
    yield from logo_art.material("simple")
    known = {art.slug for art in logo_art.material("simple")} | {art.slug for art in logo_art.lobehub()}
    titles = {gallery.key(art.title): art.title for art in logo_art.material("simple")}
    for art in logo_art.material("fontawesome/brands"):
        slug = art.slug.removeprefix("square-")
        for _ in range(2):
            shorter = re.sub(r"-(alt|f|in|p|m|v|y|g|n|square|logo|logo-hat|circle|fare)$", "", slug)
            if shorter in known or (shorter != slug and gallery.key(shorter) in titles):
                slug = shorter
        title = titles.get(gallery.key(slug), logo_art.in_words(slug))
        yield logo_art.Art(source=art.source, slug=slug, title=title, svg=art.svg)
    yield from logo_art.lobehub()


def plain() -> Iterator[logo_art.Art]:
    """Yield drawings that are no brand: interface glyphs, letters, digits, emoji."""
    for folder, step in COHORT.items():
        for index, art in enumerate(logo_art.material(folder)):
            if index % step == 0 or re.match(r"(alpha|numeric|roman)-|^[a-z0-9]$", art.slug):
                yield art
    yield from list(logo_art.iconify("fluent-emoji-flat"))[::8]
    yield from list(logo_art.iconify("flat-color-icons"))[::4]


def drawn(arts: Iterator[logo_art.Art]) -> Iterator[tuple[logo_art.Art, Crop]]:
    """Yield (art, crop of its mark), leaving out what cannot be drawn."""
    for art in arts:
        try:
            crop = gallery.gallery_crop(gallery.drawn(art.svg.encode(), where=art.source), where=art.source)
        except gallery.BriefproofError as error:
            print(f"left out: {error}")
            continue
        if crop is not None:
            yield art, crop


def preferred_names(titles: list[str]) -> list[str]:
    """Return one spelling for each brand: of those with the same key the first, which is Simple Icons' where it has it."""
    first: dict[str, str] = {}
    return [first.setdefault(gallery.key(title), title) for title in titles]


def twins(names: list[str], clip: np.ndarray, shapes: np.ndarray) -> list[str]:
    """Return each image's group: brands that share a drawing share the group of the first of them."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    for start in range(0, len(names), 512):
        same = (clip[start : start + 512] @ clip.T > TWIN_CLIP) & (shapes[start : start + 512] @ shapes.T > TWIN_SHAPE)
        for row, column in zip(*np.nonzero(same), strict=True):
            one, other = root(names[start + row]), root(names[column])
            if one != other:
                print(f"twins: {names[start + row]} = {names[column]}")
                parent[max(one, other, key=names.index)] = min(one, other, key=names.index)
    return [gallery.key(root(name)) for name in names]


def write(rows: list[list[str]], features: dict[str, np.ndarray]) -> None:
    """Write names as one JSON list a line, features as an .npz with fixed time stamps."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    write_atomically(gallery.DATA / "gallery.json", f"[\n{lines}\n]\n")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(features):
            held = io.BytesIO()
            np.lib.format.write_array(held, gallery.packed(features[name]), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), held.getvalue(),
                             zipfile.ZIP_DEFLATED)
    write_atomically(gallery.DATA / "gallery.npz", target.getvalue())


if __name__ == "__main__":
    main()
