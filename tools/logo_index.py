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
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator.files import write_atomically  # noqa: E402
from generator.logo import embed, gallery, proposals, shape  # noqa: E402
from generator.logo.proposals import Crop  # noqa: E402
from tools import logo_art, logo_shapes  # noqa: E402

EMOJI = ("fluent-emoji-flat", "fluent-emoji", "fluent-emoji-high-contrast", "emojione", "emojione-monotone")
"""Sets that draw the emoji after which a brand's mark is made; other vendors' are the bench's."""

MAX_ASPECT = 3.2
"""Drawings wider than this are words; words are read, not compared."""

COHORT = {"octicons": 6, "material": 12, "fontawesome/solid": 5}
"""Icon sets without brands and the step at which they are sampled; letters and digits are always taken."""

NAMES = {
    "Cc Amazon Pay": "Amazon Pay", "Cc Amex": "American Express", "Cc Apple Pay": "Apple Pay",
    "Cc Diners Club": "Diners Club", "Cc Discover": "Discover", "Cc Jcb": "JCB", "Cc Mastercard": "MasterCard",
    "Cc Paypal": "PayPal", "Cc Stripe": "Stripe", "Cc Visa": "Visa",
    "App Store Ios": "App Store", "Backbone": "Backbone.js", "Colab": "Google Colab", "Dev": "dev.to",
    "Dart Lang": "Dart",
    "Eleventy": "11ty", "Ember": "Ember.js", "Facebook Messenger": "Messenger", "Firefox Browser": "Firefox",
    "Golang": "Go", "Hacker News Square": "Hacker News", "Js": "JavaScript", "Js Square": "JavaScript",
    "Kickstarter K": "Kickstarter", "Linkedin In": "LinkedIn", "Linkedin": "LinkedIn", "Node": "Node.js",
    "Osi": "Open Source Initiative",
    "Blogger B": "Blogger", "Bluetooth B": "Bluetooth", "Brave Reverse": "Brave", "Btc": "Bitcoin", "Css3 Alt": "CSS3",
    "Edge Legacy": "Edge", "First Order Alt": "First Order", "Font Awesome Flag": "Font Awesome",
    "Font Awesome Logo Full": "Font Awesome", "Font Awesome Stroke": "Font Awesome", "Fonticons Fi": "Fonticons",
    "Fort Awesome Alt": "Fort Awesome", "Get Pocket": "Pocket", "Gg Circle": "GG", "Google Plus G": "Google Plus",
    "Google Plus Square": "Google Plus", "Itunes Note": "iTunes", "Lumon Drop": "Lumon", "Pied Piper Alt": "Pied Piper",
    "Pied Piper Hat": "Pied Piper", "Pied Piper Pp": "Pied Piper", "Reddit Alien": "Reddit", "Steam Symbol": "Steam",
    "Stumbleupon Circle": "StumbleUpon", "Web Awesome Stroke": "Web Awesome", "X Twitter": "X",
    "Yandex International": "Yandex",
    "Pied Piper Square": "Pied Piper", "R Project": "R", "Signal Messenger": "Signal", "Slack Hash": "Slack",
    "Snapchat Ghost": "Snapchat", "Stripe S": "Stripe", "Telegram Plane": "Telegram", "Twitter Square": "Twitter",
    "Weixin": "WeChat", "Wikipedia W": "Wikipedia", "Wordpress Simple": "WordPress",
}
"""Titles of one package that are another's brand under a longer or shorter name."""

TWIN_CLIP, TWIN_SHAPE = 0.93, 0.97
"""Cosines of the features from which, both reached, two brands' marks count as one drawing."""


def main() -> None:
    logo_art.fetch("@lobehub/icons-static-svg", "simple-icons", "@iconify-json/flat-color-icons",
                   *(f"@iconify-json/{name}" for name in EMOJI))
    images = [(art, crop) for art, crop in drawn(brands()) if crop.aspect <= MAX_ASPECT]
    cohort = [*(crop.pixels for _, crop in drawn(plain())), *primitives()]
    stack = np.stack([crop.pixels for _, crop in images])
    shapes = shape.describe(stack)
    names = preferred_names([art.title for art, _ in images])
    tower = embed.own()
    clip = tower.describe_gallery(stack)
    groups = twins(names, clip, shapes)
    alike = list(drawn(lookalikes()))
    others = np.stack([crop.pixels for _, crop in alike])
    rows = [[name, art.source, group] for name, (art, _), group in zip(names, images, groups, strict=True)]
    write([*rows, *([art.title, art.source, ""] for art, _ in alike)],
          {"clip": np.concatenate([clip, tower.describe_gallery(others)]),
           "shape": np.concatenate([shapes, shape.describe(others)]),
           "cohort": tower.describe_gallery(np.stack(cohort))})
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
    """Yield drawings that are no brand: interface glyphs, letters, digits, emoji.

    Interface sets hold some brands' marks (github, language-python): what bears a brand's name is left out, which
    costs some plain words too (home, box).
    """
    names = {gallery.key(art.title) for art in brands()}

    def branded(slug: str) -> bool:
        parts = slug.split("-")
        return any(len(word) > 2 and word in names for word in (gallery.key(slug), *parts)) or parts[0] == "language"

    for folder, step in COHORT.items():
        for index, art in enumerate(logo_art.material(folder)):
            letter = re.match(r"(alpha|numeric|roman)-|^[a-z0-9]$", art.slug)
            if letter or (index % step == 0 and not branded(art.slug)):
                yield art
    yield from list(logo_art.iconify("fluent-emoji-flat"))[::8]
    yield from list(logo_art.iconify("flat-color-icons"))[::4]


def lookalikes() -> Iterator[logo_art.Art]:
    """Yield drawings that are no brand and that a brand's mark is made after: images are never named by them."""
    for name in EMOJI:
        for art in logo_art.iconify(name):
            if art.slug == "hugging-face":
                yield replace(art, title=f"{art.title} emoji")


def primitives() -> Iterator[np.ndarray]:
    """Yield crops of plain shapes and letters."""
    for mask in logo_shapes.shapes():
        yield proposals.whole_mark(np.where(mask[..., None], 0, 255).astype(np.uint8).repeat(3, axis=2)).pixels


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
    """Return one spelling for each brand: of those with the same key the first (Simple Icons')."""
    first: dict[str, str] = {}
    titles = [NAMES.get(title, title) for title in titles]
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
