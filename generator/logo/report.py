"""The evidence of an identification, for a terminal, for programs, as a picture and as a page; and adding a brand."""

from __future__ import annotations

import base64
import dataclasses
import html
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import packages, yaml_text
from generator.errors import BriefproofError
from generator.files import read_bytes, write_atomically
from generator.logo import RULES, Candidate, LogoMatch
from generator.messages import column, say, shown

if TYPE_CHECKING:
    from PIL import Image

THUMB = 128
"""Pixels a side of each half of the picture."""
MAX_BRAND = 80
"""Characters of a brand's name."""

NOTICE = (
    "All marks are trademarks of their owners; they are shown to document an identification and imply no connection."
)


def as_json(match: LogoMatch) -> dict[str, Any]:
    """Return the match as plain data, the rule's meaning beside its code."""
    data = dataclasses.asdict(match)
    data["candidates"] = [{**dataclasses.asdict(item), "parts": dict(item.parts)} for item in match.candidates]
    return {**data, "why": RULES[match.rule]}


def as_text(match: LogoMatch) -> str:
    """Return the match as lines for a terminal."""
    width, height = match.size
    heard = (
        say("not read (rapidocr is not installed)") if match.words is None else " / ".join(match.words) or say("none")
    )
    because = say("{reason} [{rule}]", reason=RULES[match.rule], rule=match.rule)
    measured = say("{confidence}, threshold {threshold}, margin {margin}", confidence=f"{match.confidence:.3f}",
                   threshold=match.threshold, margin=f"{match.margin:.3f}")  # fmt: skip
    seen = say("{width} × {height} pixels, sha256 {sha256}…, matched part {part}", width=width, height=height,
               sha256=match.sha256[:16], part=match.crop)  # fmt: skip
    lines = [
        f"{match.image}: {match.name or match.verdict}" + (f" ({match.verdict})" if match.name else ""),
        f"  {column(say('because'), 11)} {shown(because)}",
        f"  {column(say('confidence'), 11)} {shown(measured)}",
        f"  {column(say('image'), 11)} {shown(seen)}",
        f"  {column(say('words'), 11)} {shown(heard)}",
    ]
    for place, item in enumerate(match.candidates, start=1):
        parts = ", ".join(f"{kind} {value:.2f}" for kind, value in item.parts)
        lines.append(f"  {place}. {item.name:<24} {item.score:.3f}  {parts}  {item.source}")
    model = say("{model} {sha256}…, gallery {gallery}…", model=match.model, sha256=match.model_sha256[:16],
                gallery=match.index_sha256[:16])  # fmt: skip
    lines.append(f"  {column(say('model'), 11)} {shown(model)}")
    return "\n".join(lines) + "\n"


def draw(match: LogoMatch, image: Path, target: Path, *, logos: Path | None = None) -> None:
    """Write a PNG of the matched part of `image` beside the gallery's drawing of the best candidate.

    The drawing is made from the installed package or the user's gallery; where its package is not installed another
    drawing of the brand stands there, or nothing. Raises BriefproofError as `identify` does.
    """
    write_atomically(target, _picture(match, image, logos))


def as_html(match: LogoMatch, image: Path, *, logos: Path | None = None) -> str:
    """Return a page, complete in itself, that shows the evidence."""
    source = base64.b64encode(_picture(match, image, logos)).decode("ascii")
    rows = "".join(
        f"<tr><td>{html.escape(item.name)}</td><td>{item.score:.3f}</td>"
        f"<td>{html.escape(', '.join(f'{kind} {value:.2f}' for kind, value in item.parts))}</td>"
        f"<td>{html.escape(item.source)}</td></tr>"
        for item in match.candidates
    )
    heard = "not read" if match.words is None else " / ".join(match.words) or "none"
    facts = {
        "Verdict": f"{match.verdict}: {match.name}" if match.name else match.verdict,
        "Because": f"{RULES[match.rule]} [{match.rule}]",
        "Confidence": f"{match.confidence:.3f} (threshold {match.threshold}, margin {match.margin:.3f})",
        "Image": f"{match.image}, {match.size[0]} × {match.size[1]} pixels, sha256 {match.sha256}",
        "Matched part": str(match.crop),
        "Words": heard,
        "Model": f"{match.model}, sha256 {match.model_sha256}",
        "Gallery": f"sha256 {match.index_sha256}",
    }
    listed = "".join(f"<dt>{html.escape(term)}</dt><dd>{html.escape(fact)}</dd>" for term, fact in facts.items())
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(match.image)}: {html.escape(match.name or match.verdict)}</title>"
        "<style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "dt{font-weight:bold}dd{margin:0 0 .5rem;overflow-wrap:anywhere}td,th{padding:.2rem .8rem;text-align:left}"
        "</style></head><body>"
        f"<h1>{html.escape(match.image)}: {html.escape(match.name or match.verdict)}</h1>"
        f'<p><img src="data:image/png;base64,{source}" width="{2 * THUMB + 24}" height="{THUMB + 16}" '
        'alt="The matched part of the image, and the best candidate\'s mark beside it"></p>'
        f"<dl>{listed}</dl><table><thead><tr><th>Candidate</th><th>Score</th><th>Parts</th><th>Source</th></tr></thead>"
        f"<tbody>{rows}</tbody></table><p><small>{html.escape(NOTICE)}</small></p></body></html>\n"
    )


def _picture(match: LogoMatch, image: Path, logos: Path | None) -> bytes:
    from PIL import Image

    from generator.logo.decode import decode

    picture = decode(image)
    page = Image.new("RGB", (2 * THUMB + 24, THUMB + 16), (255, 255, 255))
    cut = Image.fromarray(picture.pixels).crop(tuple(round(edge / picture.scale) for edge in match.crop))
    _put(page, cut, 8)
    shown = _mark(match.candidates[0], logos) if match.candidates else None
    if shown is not None:
        _put(page, shown, THUMB + 16)
    held = io.BytesIO()
    page.save(held, "PNG")
    return held.getvalue()


def _put(page: Image.Image, image: Image.Image, left: int) -> None:
    image = image.copy()
    image.thumbnail((THUMB, THUMB))
    page.paste(image, (left + (THUMB - image.width) // 2, 8 + (THUMB - image.height) // 2))


def _mark(candidate: Candidate, logos: Path | None) -> Image.Image | None:
    """Return the candidate's own drawing, or another of its brand's where that one's package is not installed."""
    from generator.logo import gallery

    others = [entry.source for entry in gallery.packaged().entries if entry.name == candidate.name]
    shown = (_drawing(source, logos) for source in (candidate.source, *others))
    return next((image for image in shown if image is not None), None)


def _drawing(source: str, logos: Path | None) -> Image.Image | None:
    """Return the gallery's drawing named by `source`, None where it is not on this machine."""
    from PIL import Image

    from generator.logo import decode, gallery

    path = gallery.installed_drawing(source)
    if path is None and logos is not None and source.startswith(f"{logos.parent.name}/{logos.name}/"):
        path = logos.joinpath(*Path(source).parts[-2:])
    if path is None or not path.is_file():
        return None
    data = read_bytes(path)
    if path.suffix.lower() == ".svg":
        data = gallery.drawn(data, where=path.name)
    return Image.fromarray(decode.decode_bytes(data, name=path.name, where=path.name).pixels)


def add(brand: str, file: Path, logos: Path, *, aliases: tuple[str, ...] = ()) -> Path:
    """Copy `file` into the user's gallery as an image of `brand`, and return where it lies.

    Raises BriefproofError if the file is no usable image, shows nothing, or the brand's name cannot be a folder's, and
    where the extra `logo` is not installed.
    """
    from generator.language.text import normalise
    from generator.logo import gallery

    packages.need("logo")
    name = normalise(" ".join(brand.split()))
    if not 0 < len(name) <= MAX_BRAND or re.search(r'[/\\:*?"<>|\x00-\x1f]', name) or name.startswith("."):
        raise BriefproofError(
            "brand {brand}: want 1 to {most} characters that can name a folder (put other names into aliases)",
            brand=repr(brand),
            most=MAX_BRAND,
        )
    if file.suffix.lower() not in gallery.IMAGE_ENDINGS:
        raise BriefproofError(
            "{path}: want an image ending in {allowed}",
            path=file,
            allowed=", ".join(sorted(gallery.IMAGE_ENDINGS)),
        )
    data = read_bytes(file)
    if gallery.gallery_crop(data, where=str(file)) is None:
        raise BriefproofError("{path}: nothing stands out from its ground (use an image of the mark alone)", path=file)
    target = logos / name / file.name
    if target.exists() and target.read_bytes() != data:
        raise BriefproofError("{path}: another image of that name is there (rename one of them)", path=target)
    write_atomically(target, data)
    described = logos / name / "brand.yml"
    if aliases and not described.exists():
        write_atomically(described, yaml_text.dump({"name": name, "aliases": list(aliases)}, sort_keys=False))
    return target
