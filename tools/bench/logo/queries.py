"""The queries: brands seen in several views, and what is no brand of the gallery; the same in every run."""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from generator.files import write_atomically
from generator.logo import gallery
from tools.bench.logo.drawings import Drawings
from tools.bench.logo.views import SIDE, VIEWS, viewed
from tools.training import art as logo_art

BRAND_SETS = ("logos", "devicon", "cib", "skill-icons", "vscode-icons")
EMOJI_SETS = ("noto", "twemoji", "openmoji")
GLYPH_SET = "tabler"
SEED = 11
SYNONYMS = {
    "amex": "American Express",
    "amexdigital": "American Express",
    "apiai": "Dialogflow",
    "apollostack": "Apollo GraphQL",
    "bem2": "BEM",
    "btc": "Bitcoin",
    "ccamex": "American Express",
    "cpp": "C++",
    "crateio": "CrateDB",
    "d3js": "D3",
    "devto": "dev.to",
    "eleventy": "11ty",
    "elmclassic": "Elm",
    "emacsclassic": "GNU Emacs",
    "gcp": "Google Cloud",
    "gherkin": "Cucumber",
    "gnupg": "GNU Privacy Guard",
    "golang": "Go",
    "ie10": "Internet Explorer",
    "jwt": "JSON Web Tokens",
    "materialui": "MUI",
    "minetest": "Luanti",
    "msw": "Mock Service Worker",
    "nimlang": "Nim",
    "npm2": "npm",
    "oshw": "Open Source Hardware",
    "redlang": "Red",
    "rxjs": "ReactiveX",
    "unifiedmodelinglanguage": "UML",
    "vlang": "V",
    "wandb": "Weights & Biases",
    "woocommerce": "Woo",
    "zeit": "Vercel",
    "iconify devicon/wolfram": "Wolfram Language",
    "iconify devicon/wolfram-wordmark": "Wolfram Language",
    "iconify vscode-icons/file-type-wolfram": "Wolfram Language",
    "iconify vscode-icons/file-type-turbo": "Turborepo",
}
"""Slugs of the query sets, or drawings, for brands that the gallery has under another name."""
LEFT_OUT = {
    # Brands outside the gallery whose drawing holds a mark inside it, or mascots and former names of brands inside it.
    "devicon/spss",
    "devicon/dotnetcore",
    "cib/postwoman",
    "cib/saltstack",
    "logos/saltstack",
    "logos/gopher",
    "logos/ember-tomster",
    "logos/huggy",
    "logos/cljs",
    # Other brands of that name.
    "logos/dev-icon",
    "logos/faker",
    "logos/kraken",
    # File types that share a brand's name only.
    *(
        f"vscode-icons/file-type-{name}"
        for name in (
            "alchemy",
            "bat",
            "bolt",
            "c3",
            "copilot",
            "edge",
            "edge2",
            "falcon",
            "glide",
            "helix",
            "husky",
            "json5",
            "lark",
            "liquid",
            "manifest",
            "metro",
            "mypy",
            "perl6",
            "progress",
            "proteus",
            "ripple",
            "teal",
            "velocity",
        )
    ),
    "vscode-icons/folder-type-blueprint",
    "vscode-icons/folder-type-husky",
    "vscode-icons/folder-type-mypy",
}
"""Drawings whose name does not say which brand they show."""


def prepare(book: gallery.Gallery, per_set: int, target: Path) -> None:
    """Write the queries, the same in every run, into the zip file `target`: files, and what is known of each."""
    draw = random.Random(SEED)
    drawings = Drawings(book)
    queries: list[tuple[str, str, np.ndarray, str, str]] = []
    for name in BRAND_SETS:
        found = list(known((name,), book))
        for kind in ("known", "unknown"):
            some = [item for item in found if item[0] == kind]
            for _, brand, art in draw.sample(some, min(per_set, len(some))):
                rgba = logo_art.draw(art.svg, SIDE)
                views = ["white", draw.choice(VIEWS[1:])] if kind == "known" else [draw.choice(VIEWS)]
                if rgba is not None and min(rgba.shape[:2]) >= 12 and not drawings.holds(brand, rgba):
                    queries += [(kind, brand, rgba, art.source, view) for view in views]
    for art in logo_art.iconify("logos"):
        if art.slug.startswith("hugging-face"):
            rgba = logo_art.draw(art.svg, SIDE)
            queries += [("known", "Hugging Face", rgba, art.source, view) for view in VIEWS]
    queries += [(kind, "", rgba, source, draw.choice(VIEWS[:3])) for kind, rgba, source in negatives(draw)]
    store(
        queries,
        SEED,
        target,
        lambda kind, brand, rgba: {"overlap": drawings.overlap(brand, rgba) if kind == "known" else 0.0},
    )


def prepare_fitting(book: gallery.Gallery, target: Path) -> None:
    """Write what the confidence is fitted on: all drawings of the fitting half, in views chosen anew."""
    draw = random.Random(SEED + 1)
    drawings = Drawings(book)
    queries: list[tuple[str, str, np.ndarray, str, str]] = []
    for kind, brand, art in known(BRAND_SETS, book):
        rgba = logo_art.draw(art.svg, SIDE) if half(brand or art.source) == 0 else None
        if rgba is not None and min(rgba.shape[:2]) >= 12 and not drawings.holds(brand, rgba):
            queries += [(kind, brand, rgba, art.source, view) for view in draw.sample(VIEWS, 2 if brand else 4)]
    queries += [
        (kind, "", rgba, source, view)
        for kind, rgba, source in negatives(draw)
        if half(source) == 0
        for view in draw.sample(VIEWS, 4)
    ]
    store(queries, SEED + 1, target)


def store(
    queries: list[tuple[str, str, np.ndarray, str, str]], seed: int, target: Path, more=lambda *query: {}
) -> None:
    """Write (kind, brand, drawing, source, view) as files and what is known of each, with what `more` adds to it."""
    held, rows = io.BytesIO(), []
    with zipfile.ZipFile(held, "w") as archive:
        for number, (kind, brand, rgba, source, view) in enumerate(queries):
            archive.writestr(str(number), viewed(rgba, view, random.Random(f"{seed} {source} {view}")))
            rows.append(
                {
                    "kind": kind,
                    "brand": brand,
                    "source": source,
                    "view": view,
                    "half": half(brand or source),
                    **more(kind, brand, rgba),
                }
            )
        archive.writestr("queries.json", json.dumps(rows))
    write_atomically(target, held.getvalue())
    print(f"{target.name}: {len(rows)} queries: {dict(Counter(row['kind'] for row in rows))}")


def known(sets: tuple[str, ...], book: gallery.Gallery) -> Iterator[tuple[str, str, logo_art.Art]]:
    """Yield (kind, brand or "", drawing) of every logo: kind "known" or "unknown"."""
    tokens = {word for word in book.words if len(word) >= 4}
    for name in sets:
        for art in logo_art.iconify(name):
            slug = re.sub(r"^(file-type|folder-type)-", "", art.slug)
            if art.source.removeprefix("iconify ") in LEFT_OUT:
                continue
            if name == "vscode-icons" and (slug == art.slug or "opened" in slug or slug.startswith("light-")):
                continue
            label = re.sub(r"-(icon|original|plain|line|wordmark|dark|light|alt|square|color)\b", "", slug)
            label = re.sub(r"\d$", "", label) if name == "vscode-icons" else label
            if gallery.key(slug) in book.words:
                label = slug
            label = SYNONYMS.get(art.source) or SYNONYMS.get(gallery.key(label), label)
            brand = book.words.get(gallery.key(label))
            if brand is None:
                parts = re.split(r"[-_]", label)
                near = any(token in gallery.key(label) or gallery.key(label) in token for token in tokens)
                if near or len(parts[0]) < 3 or name == "vscode-icons":  # file types are not brands
                    continue
            yield ("known" if brand else "unknown"), brand or "", art


def half(name: str) -> int:
    """Return 0 (fit) or 1 (report), by the hash of the brand's name."""
    return hashlib.sha256(gallery.key(name).encode()).digest()[0] % 2


def negatives(draw: random.Random) -> Iterator[tuple[str, np.ndarray, str]]:
    """Yield (kind, RGBA, source): emoji, interface glyphs, charts, photographs."""
    names = gallery.packaged().words
    for name in EMOJI_SETS:
        arts = [
            art
            for art in logo_art.iconify(name)  # OpenMoji holds some brands' marks
            if not re.search(r"skin|flag|regional|keycap", art.slug) and gallery.key(art.slug) not in names
        ]
        chosen = draw.sample(arts, 60) + [art for art in arts if re.search("hug|with-open-hands", art.slug)]
        for art in chosen:
            rgba = logo_art.draw(art.svg, SIDE)
            if rgba is not None:
                yield "emoji", rgba, art.source
    glyphs = [art for art in logo_art.iconify(GLYPH_SET) if not art.slug.startswith("brand-")]
    for art in draw.sample(glyphs, 160):
        rgba = logo_art.draw(art.svg, SIDE)
        if rgba is not None:
            yield "glyph", rgba, art.source
    for index in range(60):
        yield "chart", np.asarray(chart(draw).convert("RGBA")), f"chart {index}"
    yield from photographs(draw)


def chart(draw: random.Random) -> Image.Image:
    page = Image.new("RGB", (480, 320), "white")
    pen = ImageDraw.Draw(page)
    colours = [tuple(draw.randrange(30, 220) for _ in range(3)) for _ in range(6)]
    kind = draw.choice(["bars", "pie", "lines"])
    if kind == "pie":
        start = 0.0
        for colour in colours:
            end = start + draw.uniform(20, 90)
            pen.pieslice((120, 40, 360, 280), start, min(end, 360), fill=colour)
            start = end
    elif kind == "bars":
        for index, colour in enumerate(colours):
            pen.rectangle((60 + index * 60, 280 - draw.randrange(20, 220), 100 + index * 60, 280), fill=colour)
    else:
        for colour in colours[:3]:
            pen.line([(60 + 50 * i, draw.randrange(40, 270)) for i in range(8)], fill=colour, width=3)
    if kind != "pie":
        pen.line([(50, 20), (50, 280), (440, 280)], fill=(60, 60, 60), width=2)
    return page


def photographs(draw: random.Random) -> Iterator[tuple[str, np.ndarray, str]]:
    """Yield cuts of the photographs that come with scikit-image, where it is installed."""
    try:
        import skimage.data
    except ImportError:
        print("photographs: left out (pip install scikit-image to have them)")
        return
    folder = Path(skimage.data.__file__).parent
    for name in (
        "astronaut.png",
        "coffee.png",
        "chelsea.png",
        "rocket.jpg",
        "motorcycle_left.png",
        "camera.png",
        "hubble_deep_field.jpg",
        "ihc.png",
        "grass.png",
        "brick.png",
        "coins.png",
        "moon.png",
    ):
        path = folder / name
        if not path.is_file():
            continue
        image = Image.open(path).convert("RGBA")
        for index in range(6):
            wide = draw.randrange(min(image.size) // 2, min(image.size))
            x, y = draw.randrange(image.width - wide + 1), draw.randrange(image.height - wide + 1)
            yield "photograph", np.asarray(image.crop((x, y, x + wide, y + wide))), f"skimage {name} {index}"
