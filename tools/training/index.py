"""Derive generator/data/logo/gallery.{json,npz} from installed icon packages: features, names, sources, no art.

Run by `make logo-index` (needs npm and the network once). Same packages, same model → same bytes.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from generator.files import write_atomically
from generator.logo import (
    decode,
    embed,
    gallery,
    proposals,
    shape,
)
from generator.logo.proposals import Crop
from tools.training import art as logo_art, shapes as logo_shapes

EMOJI = ("fluent-emoji-flat", "fluent-emoji", "fluent-emoji-high-contrast", "emojione", "emojione-monotone")
"""Sets that draw the emoji after which a brand's mark is made; other vendors' are the bench's."""

MAX_ASPECT = 3.2
"""Drawings wider than this are words; words are read, not compared."""

COHORT = {"octicons": 6, "material": 12, "fontawesome/solid": 5}
"""Icon sets without brands and the step at which they are sampled; letters and digits are always taken."""

NAMES = {
    "Cc Amazon Pay": "Amazon Pay",
    "Cc Amex": "American Express",
    "Cc Apple Pay": "Apple Pay",
    "Cc Diners Club": "Diners Club",
    "Cc Discover": "Discover",
    "Cc Jcb": "JCB",
    "Cc Mastercard": "MasterCard",
    "Cc Paypal": "PayPal",
    "Cc Stripe": "Stripe",
    "Cc Visa": "Visa",
    "App Store Ios": "App Store",
    "Backbone": "Backbone.js",
    "Colab": "Google Colab",
    "Dev": "dev.to",
    "Dart Lang": "Dart",
    "Eleventy": "11ty",
    "Ember": "Ember.js",
    "Facebook Messenger": "Messenger",
    "Firefox Browser": "Firefox",
    "Golang": "Go",
    "Hacker News Square": "Hacker News",
    "Js": "JavaScript",
    "Js Square": "JavaScript",
    "Kickstarter K": "Kickstarter",
    "Linkedin In": "LinkedIn",
    "Linkedin": "LinkedIn",
    "Node": "Node.js",
    "Osi": "Open Source Initiative",
    "Blogger B": "Blogger",
    "Bluetooth B": "Bluetooth",
    "Brave Reverse": "Brave",
    "Btc": "Bitcoin",
    "Css3 Alt": "CSS3",
    "Edge Legacy": "Edge",
    "First Order Alt": "First Order",
    "Font Awesome Flag": "Font Awesome",
    "Font Awesome Logo Full": "Font Awesome",
    "Font Awesome Stroke": "Font Awesome",
    "Fonticons Fi": "Fonticons",
    "Fort Awesome Alt": "Fort Awesome",
    "Get Pocket": "Pocket",
    "Gg Circle": "GG",
    "Google Plus G": "Google Plus",
    "Google Plus Square": "Google Plus",
    "Itunes Note": "iTunes",
    "Lumon Drop": "Lumon",
    "Pied Piper Alt": "Pied Piper",
    "Pied Piper Hat": "Pied Piper",
    "Pied Piper Pp": "Pied Piper",
    "Reddit Alien": "Reddit",
    "Steam Symbol": "Steam",
    "Stumbleupon Circle": "StumbleUpon",
    "Web Awesome Stroke": "Web Awesome",
    "X Twitter": "X",
    "Yandex International": "Yandex",
    "Angularjs": "Angular",
    "Bash": "GNU Bash",
    "Biomejs": "Biome",
    "Brave Browser": "Brave",
    "Claude AI": "Claude",
    "Denojs": "Deno",
    "Drizzle ORM": "Drizzle",
    "Emacs": "GNU Emacs",
    "Express.js": "Express",
    "Ferrari N.V.": "Ferrari",
    "Gentoo Linux": "Gentoo",
    "Godot": "Godot Engine",
    "Google Colaboratory": "Google Colab",
    "Inertiajs": "Inertia",
    "Inflection AI": "Inflection",
    "Jina AI": "Jina",
    "Maya": "Autodesk Maya",
    "Microsoft .NET": ".NET",
    "Microsoft Bing": "Bing",
    "Nano Banana": "NanoBanana",
    "Novita": "Novita AI",
    "OBS": "OBS Studio",
    "ObsidianMD": "Obsidian",
    "Solidjs": "Solid",
    "Spyder": "Spyder IDE",
    "Take-Two Interactive": "Take-Two Interactive Software",
    "Tomcat": "Apache Tomcat",
    "Traefik": "Traefik Proxy",
    "JetBrains PhpStorm": "PhpStorm",
    "JetBrains PyCharm": "PyCharm",
    "JetBrains Rider": "Rider",
    "JetBrains RubyMine": "RubyMine",
    "JetBrains WebStorm": "WebStorm",
    "Apache NetBeans": "Apache NetBeans IDE",
    "Fly": "Fly.io",
    "Vue": "Vue.js",
    "WooCommerce": "Woo",
    "Wykop.pl": "Wykop",
    "Dynamodb": "DynamoDB",
    "Gcc": "GCC",
    "Grpc": "gRPC",
    "matlab": "MATLAB",
    "Networkx": "NetworkX",
    "Oauth": "OAuth",
    "Objectivec": "Objective-C",
    "Opencl": "OpenCL",
    "Premierepro": "Premiere Pro",
    "Rspec": "RSpec",
    "Argocd": "Argo",
    "D3.js": "D3",
    "Electronic Arts": "EA",
    "Ie10": "Internet Explorer",
    "JWT": "JSON Web Tokens",
    "Material UI": "MUI",
    "Prime video": "Prime Video",
    "Python Package Index": "PyPI",
    "RxJS": "ReactiveX",
    "VMWare": "VMware",
    "Xyzam Badge White": "Xyzam",
    "Visualbasic": "Visual Basic",
    "Windows11": "Windows 11",
    "Windows8": "Windows 8",
    "Yugabytedb": "YugabyteDB",
    "Pied Piper Square": "Pied Piper",
    "R Project": "R",
    "Signal Messenger": "Signal",
    "Slack Hash": "Slack",
    "Snapchat Ghost": "Snapchat",
    "Stripe S": "Stripe",
    "Telegram Plane": "Telegram",
    "Twitter Square": "Twitter",
    "Weixin": "WeChat",
    "Wikipedia W": "Wikipedia",
    "Wordpress Simple": "WordPress",
}
"""Titles of one package that are another's brand under a longer or shorter name."""

ONE_MARK = {"MATLAB": "MathWorks"}
"""Products that bear their house's mark: one group, whatever the drawings' likeness."""

MISNAMED = {"antigravity", "css", "jimeng", "mocha", "open-webui"}
"""Slugs of @thesvg/icons whose drawing is another brand's, or only a part of the mark."""

HEADINGS = {"Exact", "Fiber", "Flourish", "Highlight", "Hover", "Prevention", "Privacy", "Reflex", "Toll"}
"""Brands drawn as words only whose name a heading on any page may be."""

NEW_DRAWING = 0.93
"""Likeness to its brand's other drawings below which a coloured drawing adds something."""

PLAIN = 0.95
"""Likeness to a drawing that is no brand from which a further drawing is left out: it could name nothing."""

TWIN_CLIP, TWIN_SHAPE = 0.93, 0.97
"""Cosines of the features from which, both reached, two brands' marks count as one drawing."""


def main() -> None:
    logo_art.fetch(
        "@lobehub/icons-static-svg",
        "simple-icons",
        "@thesvg/icons",
        "@iconify-json/flat-color-icons",
        *(f"@iconify-json/{name}" for name in EMOJI),
    )
    tower = embed.own()
    images, wide = parted(drawn(brands()))
    cohort = [*(crop.pixels for _, crop in drawn(plain())), *primitives()]
    base = len(images)
    further, wider = parted(drawn(further_drawings({gallery.key(name) for name in named(images)})))
    images += further
    names = named(images)
    stack = np.stack([crop.pixels for _, crop in images])
    clip, shapes = tower.describe_gallery(stack), shape.describe(stack)
    common = tower.describe_gallery(np.stack(cohort))
    usable = (clip @ common.T).max(axis=1) < PLAIN
    kept = worth_having(names, clip, shapes, base, usable)
    images, names, clip, shapes = [images[row] for row in kept], [names[row] for row in kept], clip[kept], shapes[kept]
    groups = twins(names, clip, shapes)
    alike = list(drawn(lookalikes()))
    others = np.stack([crop.pixels for _, crop in alike])
    rows = [[name, art.source, group] for name, (art, _), group in zip(names, images, groups, strict=True)]
    write(
        [*rows, *([art.title, art.source, ""] for art, _ in alike), *wordmarks([*wide, *wider], names)],
        {
            "clip": np.concatenate([clip, tower.describe_gallery(others)]),
            "shape": np.concatenate([shapes, shape.describe(others)]),
            "cohort": common,
        },
    )
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


def further_drawings(known: set[str]) -> Iterator[logo_art.Art]:
    """Yield the drawings of @thesvg/icons that may add to the brands `known` (keys of their names).

    Its "…-badge" come from lists of services and bear names that other brands have too (Gemini, Spring): they are taken
    only for brands that are not known.
    """
    known = known | gallery.known_names()[0].keys()
    for art in logo_art.thesvg():
        if art.slug not in MISNAMED and not (art.badge and gallery.key(brand(art)) in known):
            yield art


def arts() -> Iterator[logo_art.Art]:
    """Yield every drawing that may be in the gallery."""
    yield from brands()
    yield from logo_art.thesvg()


def parted(drawings: Iterator[tuple[logo_art.Art, Crop]]) -> tuple[list[tuple[logo_art.Art, Crop]], list[logo_art.Art]]:
    """Return the drawings that are compared, and those that are words."""
    every = list(drawings)
    marks = [(art, crop) for art, crop in every if crop.aspect <= MAX_ASPECT]
    return marks, [art for art, crop in every if crop.aspect > MAX_ASPECT]


def wordmarks(wide: list[logo_art.Art], drawn_names: list[str]) -> Iterator[list[str]]:
    """Yield (name, source) of the brands that are drawn as words only."""
    seen = {gallery.key(name) for name in drawn_names}
    for art in wide:
        name = brand(art)
        if gallery.key(name) not in seen and name not in HEADINGS:
            seen.add(gallery.key(name))
            yield [name, art.source]


def worth_having(names: list[str], clip: np.ndarray, shapes: np.ndarray, base: int, usable: np.ndarray) -> list[int]:
    """Return the rows to keep: the first `base`, and of the others those that are usable and add a drawing.

    Of a brand among the first, what is unlike its drawings; of a further brand, what is no drawing of another brand,
    since that is another name for it.
    """
    kept = np.arange(len(names)) < base
    owners, known = np.array(names), set(names[:base])
    for row in base + np.flatnonzero(usable[base:]):
        likeness = clip @ clip[row]
        near = np.flatnonzero(kept & (likeness > min(NEW_DRAWING, TWIN_CLIP)))
        own = owners[near] == names[row]
        same = ~own & (likeness[near] > TWIN_CLIP) & (shapes[near] @ shapes[row] > TWIN_SHAPE)
        kept[row] = not (likeness[near[own]] > NEW_DRAWING).any() and (names[row] in known or not same.any())
    return list(np.flatnonzero(kept))


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
            crop = glyph(art) if art.badge else gallery.gallery_crop(art.svg.encode(), where=f"{art.source}.svg")
        except gallery.BriefproofError as error:
            print(f"left out: {error}")
            continue
        if crop is not None:
            yield art, crop


def glyph(art: logo_art.Art) -> Crop | None:
    """Return the crop of what stands on a badge's disc, None where nothing does."""
    data = gallery.drawn(art.svg.encode(), where=art.source)
    crops = proposals.propose(decode.decode_bytes(data, name=art.source, where=art.source).pixels)
    return crops[1] if len(crops) > 1 and crops[1].kind == "glyph" else None


def named(images: list[tuple[logo_art.Art, Crop]]) -> list[str]:
    """Return each image's brand, in one spelling: of those with the same key the first (Simple Icons')."""
    first: dict[str, str] = {}
    return [first.setdefault(gallery.key(name), name) for name in (brand(art) for art, _ in images)]


def brand(art: logo_art.Art) -> str:
    """Return the name of the brand that a drawing shows."""
    return NAMES.get(art.title, art.title)


def twins(names: list[str], clip: np.ndarray, shapes: np.ndarray) -> list[str]:
    """Return each image's group: brands that share a drawing share the group of the first of them."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    parent |= {name: house for name, house in ONE_MARK.items() if name in parent and house in parent}
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
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), held.getvalue(), zipfile.ZIP_DEFLATED
            )
    write_atomically(gallery.DATA / "gallery.npz", target.getvalue())


if __name__ == "__main__":
    main()
