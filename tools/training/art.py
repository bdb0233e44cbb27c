"""Where the art comes from that the logo gallery, the training and the bench draw: installed or fetched packages.

Nothing is copied into the repository; what is fetched lies in build/art. Packages, licences:
mkdocs-material (PyPI, MIT; its icons: Simple Icons CC0 1.0, Font Awesome Free brands CC BY 4.0), and from npm
@lobehub/icons-static-svg (MIT), simple-icons (CC0 1.0, titles only), @thesvg/icons (licence of each icon) and Iconify's
JSON sets (licence of each set).
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ART = Path("build/art")

VERSIONS = {
    "@lobehub/icons-static-svg": "1.95.1",
    "simple-icons": "16.37.0",
    "@thesvg/icons": "3.3.8",
    "@iconify-json/fluent-emoji-flat": "1.2.6",
    "@iconify-json/fluent-emoji": "1.2.7",
    "@iconify-json/fluent-emoji-high-contrast": "1.2.6",
    "@iconify-json/emojione": "1.2.3",
    "@iconify-json/emojione-monotone": "1.2.1",
    "@iconify-json/fxemoji": "1.2.2",
    "@iconify-json/cryptocurrency-color": "1.2.4",
    "@iconify-json/token-branded": "1.2.45",
    "@iconify-json/flat-color-icons": "1.2.3",
    "@iconify-json/logos": "1.2.19",
    "@iconify-json/devicon": "1.2.68",
    "@iconify-json/cib": "1.2.3",
    "@iconify-json/skill-icons": "1.2.4",
    "@iconify-json/vscode-icons": "1.2.97",
    "@iconify-json/noto": "1.2.9",
    "@iconify-json/twemoji": "1.2.5",
    "@iconify-json/openmoji": "1.2.29",
    "@iconify-json/tabler": "1.2.41",
}
"""npm packages and the versions that the committed figures were made with."""

LICENCES = (
    "CC0-1.0",
    "MIT",
    "Apache-2.0",
    "CC-BY-4.0",
    "CC-BY-3.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "MPL-2.0",
    "Unlicense",
)
"""Of @thesvg/icons only drawings under these are used: no share-alike, no-derivatives, “fair use” or “brand use”."""

SERVICES = ("azure-", "gcp-", "k8s-")
"""What slugs of @thesvg/icons begin with that are parts of a cloud's console ("Users", "Alerts"), not brands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Art:
    """One drawing."""

    source: str
    """Package and slug, e.g. "mkdocs-material simple/huggingface"."""
    slug: str
    title: str
    """The name its package gives it; the slug in words where it gives none."""
    svg: str

    @property
    def badge(self) -> bool:
        """Whether it is a glyph on a disc of the package's own making, not the brand's (of @thesvg/icons)."""
        return self.slug.endswith("-badge")


def fetch(*packages: str) -> None:
    """Install the npm packages named (from VERSIONS) into build/art; a package already there is left alone."""
    missing = [name for name in packages if not (ART / "node_modules" / name / "package.json").is_file()]
    if not missing:
        return
    ART.mkdir(parents=True, exist_ok=True)
    (ART / "package.json").touch()
    if not (ART / "package.json").read_text():
        (ART / "package.json").write_text('{"private": true}\n')
    wanted = [f"{name}@{VERSIONS[name]}" for name in missing]
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *wanted], cwd=ART, check=True)


def material_folder() -> Path:
    """Return the icon folder of the installed mkdocs-material."""
    import material

    return Path(material.__file__).parent / "templates" / ".icons"


def material(folder: str) -> Iterator[Art]:
    """Yield the icons of one folder of mkdocs-material, e.g. "simple", sorted by slug."""
    titles = simple_titles() if folder == "simple" else {}
    for path in sorted((material_folder() / folder).glob("*.svg")):
        slug = path.stem
        yield Art(
            source=f"mkdocs-material {folder}/{slug}",
            slug=slug,
            title=titles.get(slug, in_words(slug)),
            svg=path.read_text("utf-8"),
        )


def simple_titles() -> dict[str, str]:
    """Return slug → title of Simple Icons, {} where the package was not fetched."""
    path = ART / "node_modules/simple-icons/data/simple-icons.json"
    if not path.is_file():
        return {}
    replaced = str.maketrans(
        {
            "+": "plus",
            ".": "dot",
            "&": "and",
            "đ": "d",
            "ħ": "h",
            "ı": "i",
            "ĸ": "k",
            "ŀ": "l",
            "ł": "l",
            "ß": "ss",
            "ŧ": "t",
            "ø": "o",
        }
    )
    import unicodedata

    def slug(title: str) -> str:
        plain = unicodedata.normalize("NFD", title.lower().translate(replaced))
        return re.sub(r"[^a-z0-9]", "", plain)

    return {icon.get("slug") or slug(icon["title"]): icon["title"] for icon in json.loads(path.read_text("utf-8"))}


def lobehub() -> Iterator[Art]:
    """Yield the AI brands of @lobehub/icons-static-svg, sorted by slug; the wordmarks (-text) are left out."""
    folder = ART / "node_modules/@lobehub/icons-static-svg/icons"
    for path in sorted(folder.glob("*.svg")):
        if re.search(r"-text(-|$)", path.stem):
            continue
        svg = path.read_text("utf-8")
        title = re.search(r"<title>(.*?)</title>", svg)
        yield Art(
            source=f"lobehub {path.stem}",
            slug=path.stem,
            svg=svg,
            title=html.unescape(title[1]) if title else in_words(path.stem),
        )


def thesvg() -> Iterator[Art]:
    """Yield the brands of @thesvg/icons in their colours, sorted by slug, without wordmarks and one-colour variants.

    The package is JavaScript; its modules are read, not run.
    """
    folder = ART / "node_modules/@thesvg/icons/dist"
    for path in sorted(folder.glob("*.cjs")):
        module = path.read_text("utf-8")
        told = dict(re.findall(r'^exports\.(slug|title|license) = (".*");$', module, re.MULTILINE))
        if path.stem == "index" or json.loads(told.get("license", '""')) not in LICENCES:
            continue
        slug = json.loads(told["slug"])
        title = re.sub(r"\s*\([^()]*\)$", "", json.loads(told["title"]).strip())
        drawings = dict(re.findall(r'^  "(default|color)": `((?:[^`\\]|\\.)*)`', module, re.MULTILINE | re.DOTALL))
        for variant, svg in sorted(drawings.items(), reverse=True):
            if not slug.startswith(SERVICES):
                yield Art(
                    source=f"thesvg {slug}" + "-color" * (variant == "color"),
                    slug=slug,
                    title=title,
                    svg=re.sub(r"\\(.)", r"\1", svg, flags=re.DOTALL),
                )


def iconify(name: str) -> Iterator[Art]:
    """Yield the icons of the npm package @iconify-json/`name`, sorted by slug."""
    path = ART / "node_modules/@iconify-json" / name / "icons.json"
    data = json.loads(path.read_text("utf-8"))
    wide, high = data.get("width", 16), data.get("height", 16)
    for slug, icon in sorted(data["icons"].items()):
        width, height = icon.get("width", wide), icon.get("height", high)
        box = f"{icon.get('left', data.get('left', 0))} {icon.get('top', data.get('top', 0))} {width} {height}"
        yield Art(
            source=f"iconify {name}/{slug}",
            slug=slug,
            title=in_words(slug),
            svg=f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'viewBox="{box}" width="{width}" height="{height}">{icon["body"]}</svg>',
        )


def in_words(slug: str) -> str:
    """ "hugging-face" → "Hugging Face"."""
    return " ".join(part[:1].upper() + part[1:] for part in re.split(r"[-_]+", slug) if part)


def draw(svg: str, side: int):
    """Return the drawing as uint8 RGBA (h × w × 4), its longer side `side` pixels; None where it cannot be drawn."""
    import io

    import numpy as np
    import resvg_py
    from PIL import Image

    svg = re.sub(r'(<svg[^>]*?)\s(?:width|height)="[^"]*em"', r"\1", svg)
    svg = re.sub(r'(<svg[^>]*?)\s(?:width|height)="[^"]*em"', r"\1", svg)
    try:
        size = {"width": side}
        png = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, **size))
        image = Image.open(io.BytesIO(png)).convert("RGBA")
        if image.height > side * 1.01:
            png = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, height=side))
            image = Image.open(io.BytesIO(png)).convert("RGBA")
    except ValueError:
        return None
    pixels = np.asarray(image)
    return pixels if pixels[..., 3].max() > 0 else None
