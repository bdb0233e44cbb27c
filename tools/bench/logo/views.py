"""A drawing as people have it: on grounds and tiles, turned, photographed, in a screenshot; and how files are made."""

from __future__ import annotations

import io
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

VIEWS = ("white", "dark", "transparent", "tile", "rotated", "jpeg", "photo", "screenshot")
SIDE = 320
"""Pixels of the longer side of a clean query."""


def viewed(rgba: np.ndarray, view: str, draw: random.Random) -> bytes:
    """Return the drawing as a file, seen in one of VIEWS."""
    mark = Image.fromarray(rgba)
    white, dark = (255, 255, 255), (24, 26, 32)
    light = lightness(rgba)
    if view == "transparent":
        return as_png(mark)
    if view == "white":
        return as_png(laid(mark, white if light < 0.85 else dark, 0.1))
    if view == "dark":
        return as_png(laid(mark, dark if light > 0.15 else white, 0.1))
    if view == "tile":
        ground = draw.choice([(30, 90, 200), (240, 240, 244), (20, 20, 24), (250, 210, 60), (200, 40, 60)])
        while abs(sum(ground) / 765 - light) < 0.25:
            ground = (250, 250, 250) if light < 0.5 else (20, 20, 24)
        tile = laid(mark, ground, 0.35)
        size = max(tile.size)
        square = Image.new("RGB", (size, size), ground)
        square.paste(tile, ((size - tile.width) // 2, (size - tile.height) // 2))
        mask = Image.new("L", (size, size), 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, size - 1, size - 1), size // 5, fill=255)
        around = white if sum(ground) < 690 else dark
        page = Image.new("RGB", (size + size // 5, size + size // 5), around)
        page.paste(square, (size // 10, size // 10), mask)
        return as_png(page)
    ground = white if light < 0.8 else dark
    if view == "rotated":
        return as_png(
            laid(mark, ground, 0.2).rotate(draw.choice([-9, -6, 6, 9]), Image.Resampling.BICUBIC, fillcolor=ground)
        )
    if view == "jpeg":
        small = laid(mark, ground, 0.12)
        small.thumbnail((140, 140))
        return as_jpeg(small, 40)
    if view == "photo":
        return photographed(laid(mark, ground, 0.5), draw)
    return screenshot(mark, ground, draw)


def lightness(rgba: np.ndarray) -> float:
    seen = rgba[rgba[..., 3] > 127][:, :3]
    return float(np.median(seen.mean(axis=1))) / 255 if len(seen) else 0.5


def laid(mark: Image.Image, ground: tuple[int, int, int], margin: float) -> Image.Image:
    pad = round(max(mark.size) * margin)
    page = Image.new("RGB", (mark.width + 2 * pad, mark.height + 2 * pad), ground)
    page.paste(mark, (pad, pad), mark)
    return page


def photographed(page: Image.Image, draw: random.Random) -> bytes:
    """Return the page seen at an angle, lit from one side, a little out of focus, noisy, as JPEG."""
    width, height = page.size
    ground = page.getpixel((0, 0))
    lean = draw.uniform(-2.5e-4, 2.5e-4), draw.uniform(-2.5e-4, 2.5e-4)
    turn = draw.uniform(-0.05, 0.05)
    page = page.transform(
        page.size,
        Image.Transform.PERSPECTIVE,
        (1, turn, -turn * height / 2, -turn, 1, turn * width / 2, *lean),
        Image.Resampling.BICUBIC,
        fillcolor=ground,
    )
    page = page.filter(ImageFilter.GaussianBlur(draw.uniform(0.6, 1.4)))
    values = np.asarray(page, dtype=np.float32)
    ramp = np.linspace(draw.uniform(0.72, 0.9), 1.0, width)[None, :, None]
    noise = np.random.default_rng(draw.getrandbits(32)).normal(0, 4, values.shape)
    return as_jpeg(Image.fromarray((values * ramp + noise).clip(0, 255).astype(np.uint8)), 70)


def screenshot(mark: Image.Image, ground: tuple[int, int, int], draw: random.Random) -> bytes:
    """Return a page of 900 × 560 pixels with the mark at its head, a menu, text and boxes."""
    page = Image.new("RGB", (900, 560), ground)
    pen = ImageDraw.Draw(page)
    ink = (60, 64, 72) if sum(ground) > 380 else (200, 204, 210)
    small = mark.copy()
    small.thumbnail((draw.choice([110, 150, 190]), 84))
    page.paste(small, (36, 24), small)
    font = ImageFont.load_default(15)
    for index, word in enumerate(("Docs", "Pricing", "Blog")):
        pen.text((620 + 90 * index, 44), word, fill=ink, font=font)
    for row in range(9):
        line = "The quick report covers seven topics and lists its sources below."[: 66 - row * 3]
        pen.text((40, 150 + row * 26), line, fill=ink, font=font)
    pen.rectangle((40, 420, 420, 520), outline=ink, width=2)
    pen.rectangle((460, 420, 860, 520), outline=ink, width=2)
    return as_png(page)


def as_png(image: Image.Image) -> bytes:
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


def as_jpeg(image: Image.Image, quality: int) -> bytes:
    held = io.BytesIO()
    image.convert("RGB").save(held, "JPEG", quality=quality)
    return held.getvalue()
