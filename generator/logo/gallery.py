"""The gallery: what each known brand's mark looks like, as features only.

The packaged part is derived once from icon packages (tools/training/index.py) and holds no art: names, sources
and groups in gallery.json (no group: a wordmark, known by its name alone), int8 features in gallery.npz, and a cohort
of drawings that are no brand (interface glyphs, letters, emoji) against which every likeness is judged. The user's
part is read from a folder at run time: corpus/logos/<brand>/*.png|jpg|webp|gif|bmp|svg, with names and aliases in an
optional corpus/logos/<brand>/brand.yml.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import io
import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import yaml_text
from generator.errors import BriefproofError
from generator.files import inside, read_bytes
from generator.logo import decode, embed, models, proposals, shape
from generator.platforms import platforms

if TYPE_CHECKING:
    import numpy as np

DATA = models.DATA
IMAGE_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".svg"})
MAX_USER_IMAGES = 2000
"""Images of a user's gallery; each costs about 10 ms a run."""
MAX_SVG_BYTES = 1_000_000
SVG_SIDE = 256
"""Pixels of the longer side at which a gallery's vector drawing is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One gallery image."""

    name: str
    """Canonical brand name."""
    source: str
    """Where the drawing comes from, e.g. "mkdocs-material simple/huggingface"."""
    group: str
    """Brands whose marks cannot be told apart, or that share a parent, share a group; else the name's key. "" for a
    drawing that is no brand and that a mark is made after, such as an emoji: it is a rival and never named."""
    rank: int
    """Of several names for one drawing the highest is taken: platforms and users' brands first, then the brand with
    more drawings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """Entries and their features, row by row."""

    entries: tuple[Entry, ...]
    clip: np.ndarray
    """float32, n × length of the embedding, rows of length 1."""
    shape: np.ndarray
    """float32, n × shape.LENGTH, rows of length 1."""
    cohort: np.ndarray
    """As `clip`, of drawings that are no brand."""
    words: dict[str, str]
    """Key of a name or alias → canonical name, for words read in the image."""
    sha256: str
    """Hash of everything above, hex: same hash, same answers."""
    calibrated: bool = True
    """Whether the confidence was fitted to `clip`; not so for another CLIP than the packaged one."""


def key(name: str) -> str:
    """Return the letters and digits of `name`, lower case: "Hugging Face" and "huggingface" are one brand.

    Signs that tell names apart are spelt out, as icon sets do in their slugs: C, C++ and C# are three.
    """
    plain = unicodedata.normalize("NFKD", name).casefold().replace("+", "plus").replace("#", "sharp")
    plain = re.sub(r"^\.(?=\w)", "dot", plain)
    return re.sub(r"[\W_]", "", plain) or plain


@functools.cache
def packaged() -> Gallery:
    """Return the gallery that comes with the program."""
    import numpy as np

    described = read_bytes(DATA / "gallery.json")
    features = read_bytes(DATA / "gallery.npz")
    with np.load(io.BytesIO(features), allow_pickle=False) as arrays:
        clip, shapes, cohort = (_unpacked(arrays[name]) for name in ("clip", "shape", "cohort"))
    names, groups = known_names()
    entries = []
    words: dict[str, str] = {}
    listed = json.loads(described)
    rows = [row for row in listed if len(row) == 3]
    drawings = Counter(name for name, _, _ in rows)
    called = [
        names.get(key(name)) or names.get(key(_stem(source))) or name if group else name for name, source, group in rows
    ]
    # Brands that share a platform's drawing belong to the platform's group.
    joined = {group: groups[name] for name, (_, _, group) in zip(called, rows, strict=True) if name in groups}
    for canonical, (name, source, group) in zip(called, rows, strict=True):
        entries.append(
            Entry(
                name=canonical,
                source=source,
                group=groups.get(canonical, joined.get(group, group)),
                rank=1000 * (canonical in groups) + drawings[name],
            )
        )
        if group:
            words.setdefault(key(name), canonical)
    for name, _ in (row for row in listed if len(row) == 2):  # a wordmark: its brand is known by the word alone
        words.setdefault(key(name), name)
    words.update(names)
    return Gallery(
        entries=tuple(entries),
        clip=clip,
        shape=shapes,
        cohort=cohort,
        words=words,
        sha256=hashlib.sha256(described + features).hexdigest(),
    )


def packed(rows: np.ndarray) -> np.ndarray:
    """Return unit rows as int8; the largest component of every row becomes ±127."""
    import numpy as np

    return np.rint(rows / np.abs(rows).max(axis=1, keepdims=True) * 127).astype(np.int8)


def _unpacked(rows: np.ndarray) -> np.ndarray:
    import numpy as np

    values = rows.astype(np.float32)
    return values / np.linalg.norm(values, axis=1, keepdims=True)


def known_names() -> tuple[dict[str, str], dict[str, str]]:
    """Return (key of name, alias or icon → platform name, platform name → group) from the platform file."""
    names: dict[str, str] = {}
    groups: dict[str, str] = {}
    for platform in platforms():
        for alias in (*platform.icons, *platform.names):
            names[key(alias)] = platform.name
        groups[platform.name] = key(platform.parent or platform.organisation)
    return names, groups


def _stem(source: str) -> str:
    """ "lobehub claude-color" → "claude": the icon's name without its variant."""
    return re.sub(r"-(color|brand|brand-color)$", "", re.split(r"[ /]", source)[-1])


def installed_drawing(source: str) -> Path | None:
    """Return the SVG of a gallery image that an installed package has, None where it is not on this machine."""
    package, _, slug = source.partition(" ")
    if package != "mkdocs-material" or not re.fullmatch(r"[a-z/]+/[\w-]+", slug):
        return None
    spec = importlib.util.find_spec("material")
    for folder in spec.submodule_search_locations or () if spec else ():
        path = Path(folder) / "templates" / ".icons" / f"{slug}.svg"
        if path.is_file():
            return path
    return None


def with_folder(gallery: Gallery, folder: Path | None, tower: embed.Tower) -> Gallery:
    """Return `gallery` with the user's images in `folder` added; one image of a brand is enough.

    Raises BriefproofError for an image or a brand.yml that cannot be read, and for more than MAX_USER_IMAGES.
    """
    import numpy as np

    if folder is None or not folder.is_dir():
        return gallery
    if not inside(folder, folder.parent):
        raise BriefproofError(
            "{folder} is a link that leads out of {parent}; put a copy in its place",
            folder=folder,
            parent=folder.parent,
        )
    entries: list[Entry] = []
    crops: list[np.ndarray] = []
    words = dict(gallery.words)
    digest = hashlib.sha256(gallery.sha256.encode())
    for home in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        files = sorted(path for path in home.iterdir() if path.suffix.lower() in IMAGE_ENDINGS)
        if away := next((path for path in (home, home / "brand.yml", *files) if not inside(path, folder)), None):
            raise BriefproofError(
                "{away} is a link that leads out of {folder}; put a copy in its place", away=away, folder=folder
            )
        name, aliases = _brand(home)
        for alias in (name, *aliases):
            words[key(alias)] = name
        for path in files:
            if len(entries) >= MAX_USER_IMAGES:
                raise BriefproofError(
                    "{folder}: more than {most} gallery images (remove some)",
                    folder=folder,
                    most=MAX_USER_IMAGES,
                )
            data = read_bytes(path)
            digest.update(f"{home.name}/{path.name}\0{name}\0{'|'.join(aliases)}\0".encode())
            digest.update(data)
            crop = gallery_crop(data, where=str(path))
            if crop is None:
                raise BriefproofError(
                    "{path}: nothing stands out from its ground (use an image of the mark alone)", path=path
                )
            entries.append(
                Entry(
                    name=name,
                    group=_group_of(name, gallery),
                    rank=2000,
                    source=f"{folder.parent.name}/{folder.name}/{home.name}/{path.name}",
                )
            )
            crops.append(crop.pixels)
    if not entries:
        return gallery
    stack = np.stack(crops)
    return replace(
        gallery,
        entries=(*gallery.entries, *entries),
        words=words,
        sha256=digest.hexdigest(),
        clip=np.concatenate([gallery.clip, tower.describe_gallery(stack)]),
        shape=np.concatenate([gallery.shape, shape.describe(stack)]),
    )


def _group_of(name: str, gallery: Gallery) -> str:
    return next((entry.group for entry in gallery.entries if key(entry.name) == key(name)), key(name))


def _brand(home: Path) -> tuple[str, tuple[str, ...]]:
    """Return (name, aliases) of a user's brand folder: from its brand.yml, else from the folder's name."""
    described = home / "brand.yml"
    if not described.is_file():
        return home.name, ()
    try:
        data = yaml_text.load(read_bytes(described).decode("utf-8"), str(described))
    except (UnicodeDecodeError, RecursionError):
        data = None
    aliases = data.get("aliases", []) if isinstance(data, dict) else None
    name = data.get("name", home.name) if isinstance(data, dict) else None
    if not (
        isinstance(name, str)
        and name.strip()
        and isinstance(aliases, list)
        and all(isinstance(alias, str) for alias in aliases)
    ):
        raise BriefproofError("{path}: want a mapping with name: text and aliases: [text, …]", path=described)
    return " ".join(name.split()), tuple(alias for alias in aliases if alias.strip())


def drawn(svg: bytes, *, where: str) -> bytes:
    """Return the SVG as PNG bytes, its longer side SVG_SIDE pixels; no font, file or address is looked up."""
    import resvg_py

    if len(svg) > MAX_SVG_BYTES:
        raise BriefproofError(
            "{where}: {size} bytes; an SVG may have {most} (simplify it)",
            where=where,
            size=f"{len(svg):,}",
            most=f"{MAX_SVG_BYTES:,}",
        )
    try:
        text = svg.decode("utf-8-sig")
        if re.search(r"<!(DOCTYPE|ENTITY)|<(image|use|feImage)\b[^>]*href\s*=\s*[\"'](?!#)", text, re.IGNORECASE):
            raise BriefproofError(
                "{where}: an SVG in a gallery may not refer to other files (export it plain)", where=where
            )
        box = re.search(r"viewBox\s*=\s*[\"']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.e]+)[\s,]+([\d.e]+)", text)
        tall = bool(box) and float(box[2]) > float(box[1])
        text = re.sub(r"(<svg\b[^>]*?)\s(?:width|height)\s*=\s*[\"'][^\"']*em[\"']", r"\1", text)
        side = {"height": SVG_SIDE} if tall else {"width": SVG_SIDE}
        return bytes(resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts=True, **side))
    except (ValueError, UnicodeDecodeError):
        raise BriefproofError("{where}: not a readable SVG (export it again, or use a PNG)", where=where) from None


def gallery_crop(data: bytes, *, where: str) -> proposals.Crop | None:
    """Return the crop of a gallery image's whole mark; None where nothing stands out."""
    if where.lower().endswith(".svg"):
        data = drawn(data, where=where)
    return proposals.whole_mark(decode.decode_bytes(data, name=where, where=where).pixels)
