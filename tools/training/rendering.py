"""Random renderings of the training set's drawings, made on the device: colours, grounds, places, damage."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

SIDE = 96
"""Pixels of the model's input."""
ART_SIDE = 128
"""Pixels of a drawing in the training set."""


class Drawings:
    """The training set on the device, and random renderings of it."""

    def __init__(self, path: Path, device: torch.device) -> None:
        with np.load(path, allow_pickle=False) as data:
            mono, colour = data["mono"], data["colour"]
            self.classes = torch.from_numpy(data["classes"].astype(np.int64)).to(device)
            """classes × 2: rows of its two drawings; mono rows first, then colour rows; often the same one."""
            self.brands = torch.from_numpy(data["brands"].astype(np.int64)).to(device)
            """Brand of each class; every class that is no brand has a number of its own."""
            self.names = [str(name) for name in data["names"]]
            """Brand name of each class, "" where it is none."""
        self.device = device
        self.count = len(self.classes)
        self.mono_count = len(mono)
        self.mono = torch.from_numpy(mono).to(device)
        parts, holes = zip(*map(_regions, mono), strict=True)
        self.parts = torch.from_numpy(np.stack(parts)).to(device)
        self.holes = torch.from_numpy(np.stack(holes)).to(device)
        self.colour = torch.from_numpy(colour).permute(0, 3, 1, 2).contiguous().to(device)

    def render(self, rows: torch.Tensor, draw: torch.Generator) -> torch.Tensor:
        """Return float32 (n × 3 × SIDE × SIDE, 0 to 1): one random rendering of each drawing in `rows`."""
        n = len(rows)
        random = Random(n, draw, self.device)
        ground = random.colours(white=0.45, black=0.15)
        images = torch.empty(n, 3, ART_SIDE, ART_SIDE, device=self.device)
        is_mono = rows < self.mono_count
        which = is_mono.nonzero()[:, 0]
        if len(which):
            images[which] = self._mono(rows[which], ground[which], random.some(which))
        which = (~is_mono).nonzero()[:, 0]
        if len(which):
            images[which] = self._coloured(rows[which] - self.mono_count, ground[which], random.some(which))
        return degraded(placed(images, ground, random), random).clamp(0, 1)

    def _mono(self, rows: torch.Tensor, ground: torch.Tensor, random: Random) -> torch.Tensor:
        n = len(rows)
        alpha = self.mono[rows].float()[:, None] / 255
        alpha = random.mix(0.07, lambda a: outlined(a), alpha)
        alpha = random.mix(0.06, lambda a: F.max_pool2d(a, 3, 1, 1), alpha)
        alpha = random.mix(0.06, lambda a: -F.max_pool2d(-a, 3, 1, 1), alpha)
        first = random.against(ground, plain=0.4)
        palette = first[:, None].expand(n, 8, 3).clone()
        several = random.chance(0.35)
        others = random.uniform(n, 8, 3)
        pick = (random.uniform(n, 8, 1) < 0.6) & several[:, None, None]
        palette = torch.where(pick, others, palette)
        fills = ground[:, None].expand(n, 8, 3).clone()
        filled = (random.uniform(n, 8, 1) < 0.6) & random.chance(0.25)[:, None, None]
        fills = torch.where(filled, random.uniform(n, 8, 3), fills)
        fills[:, 0] = ground
        batch = torch.arange(n, device=self.device)[:, None, None]
        ink = palette[batch, self.parts[rows].long()].permute(0, 3, 1, 2)
        below = fills[batch, self.holes[rows].long()].permute(0, 3, 1, 2)
        # A second colour that the ink runs into, along a random direction.
        second = random.against(ground, plain=0.1)[:, :, None, None]
        run = random.ramp(ART_SIDE) * random.chance(0.25)[:, None, None, None]
        ink = ink * (1 - run) + second * run
        return ink * alpha + below * (1 - alpha)

    def _coloured(self, rows: torch.Tensor, ground: torch.Tensor, random: Random) -> torch.Tensor:
        n = len(rows)
        drawing = self.colour[rows].float() / 255
        rgb, alpha = drawing[:, :3], drawing[:, 3:]
        order = torch.argsort(random.uniform(n, 3), dim=1)
        shuffled = torch.gather(rgb, 1, order[:, :, None, None].expand_as(rgb))
        rgb = torch.where(random.chance(0.3)[:, None, None, None], shuffled, rgb)
        grey = rgb.mean(dim=1, keepdim=True).expand_as(rgb)
        rgb = torch.where(random.chance(0.2)[:, None, None, None], grey, rgb)
        rgb = torch.where(random.chance(0.12)[:, None, None, None], 1 - rgb, rgb)
        mean = (rgb * alpha).sum(dim=(2, 3)) / alpha.sum(dim=(2, 3)).clamp(min=1)
        same = (mean - ground).abs().amax(dim=1, keepdim=True) < 0.25
        ground = torch.where(same, 1 - ground, ground)
        return rgb * alpha + ground[:, :, None, None] * (1 - alpha)


class Random:
    """Random numbers for a batch of n renderings."""

    def __init__(self, n: int, draw: torch.Generator, device: torch.device) -> None:
        self.n, self.draw, self.device = n, draw, device

    def some(self, which: torch.Tensor) -> Random:
        return Random(len(which), self.draw, self.device)

    def uniform(self, *shape: int) -> torch.Tensor:
        return torch.rand(*shape, generator=self.draw, device=self.device)

    def between(self, low: float, high: float, *shape: int) -> torch.Tensor:
        return low + (high - low) * self.uniform(*(shape or (self.n,)))

    def normal(self, *shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=self.draw, device=self.device)

    def chance(self, share: float) -> torch.Tensor:
        return self.uniform(self.n) < share

    def mix(self, share: float, change, images: torch.Tensor) -> torch.Tensor:
        """Return `images` with about `share` of them changed."""
        which = self.chance(share).nonzero()[:, 0]
        if not len(which):
            return images
        images = images.clone()
        images[which] = change(images[which])
        return images

    def colours(self, white: float, black: float) -> torch.Tensor:
        """Return n × 3 colours: white, black-ish or any."""
        kind = self.uniform(self.n, 1)
        any_colour = self.uniform(self.n, 3)
        dark = self.between(0.0, 0.15, self.n, 1).expand(-1, 3)
        return torch.where(
            kind < white, torch.ones_like(any_colour), torch.where(kind < white + black, dark, any_colour)
        )

    def against(self, ground: torch.Tensor, plain: float) -> torch.Tensor:
        """Return n × 3 colours that stand out from `ground`; a share `plain` of them black or white."""
        colour = self.uniform(self.n, 3)
        light = (ground.mean(dim=1, keepdim=True) < 0.5).float().expand(-1, 3)
        colour = torch.where((self.uniform(self.n, 1) < plain), light, colour)
        close = (colour - ground).abs().amax(dim=1, keepdim=True) < 0.3
        return torch.where(close, light, colour)

    def ramp(self, side: int) -> torch.Tensor:
        """Return n × 1 × side × side, 0 to 1 along a random direction."""
        angle = self.between(0, 2 * math.pi)[:, None, None]
        axis = torch.linspace(-0.7, 0.7, side, device=self.device)
        across = axis[None, None, :] * angle.cos() + axis[None, :, None] * angle.sin()
        return (across + 0.5).clamp(0, 1)[:, None]


def _regions(alpha: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (number 0–7 of the stroke, number 0–7 of the hole, 0 outside) of every pixel, each grown by two."""
    import cv2

    ink = (alpha > 127).astype(np.uint8)
    _, parts = cv2.connectedComponents(ink)
    _, spaces = cv2.connectedComponents(np.pad(1 - ink, 1, constant_values=1), connectivity=4)
    outside = spaces[0, 0]
    holes = np.where(spaces == outside, 0, spaces)[1:-1, 1:-1]
    kernel = np.ones((5, 5), dtype=np.uint8)
    parts = np.where(parts > 0, parts % 8, 0).astype(np.uint8)
    holes = np.where(holes > 0, 1 + holes % 7, 0).astype(np.uint8)
    return cv2.dilate(parts, kernel), cv2.dilate(holes, kernel)


def outlined(alpha: torch.Tensor) -> torch.Tensor:
    return (F.max_pool2d(alpha, 5, 1, 2) + F.max_pool2d(-alpha, 3, 1, 1)).clamp(0, 1)


def placed(images: torch.Tensor, ground: torch.Tensor, random: Random) -> torch.Tensor:
    """Return the images turned, scaled, shifted and skewed a little, on their ground, SIDE pixels a side."""
    n = random.n
    turn = random.normal(n) * math.radians(5) * random.chance(0.6) + random.between(-0.3, 0.3) * random.chance(0.1)
    size = random.between(0.86, 1.12)
    stretch = torch.exp(random.normal(n) * 0.04)
    skew = random.normal(n) * 0.05 * random.chance(0.3)
    shift = random.normal(n, 2) * 0.035
    cos, sin = turn.cos() / size, turn.sin() / size
    theta = torch.stack(
        [
            torch.stack([cos * stretch, -sin + skew, shift[:, 0]], dim=1),
            torch.stack([sin, cos / stretch, shift[:, 1]], dim=1),
        ],
        dim=1,
    )
    grid = F.affine_grid(theta, [n, 3, SIDE, SIDE], align_corners=False)
    lean = random.normal(n, 2) * 0.08 * random.chance(0.25)[:, None]
    depth = 1 + grid[..., 0] * lean[:, 0, None, None] + grid[..., 1] * lean[:, 1, None, None]
    grid = grid / depth[..., None].clamp(min=0.5)
    base = ground[:, :, None, None]
    return F.grid_sample(images - base, grid, mode="bilinear", padding_mode="zeros", align_corners=False) + base


def degraded(images: torch.Tensor, random: Random) -> torch.Tensor:
    """Return the images on a tile, cut, lit from one side, blurred, noisy or compressed, as pictures come."""
    n = random.n
    images = random.mix(0.08, lambda x: tiled(x, random.some(torch.arange(len(x)))), images)
    images = random.mix(0.15, lambda x: cut(x, random.some(torch.arange(len(x)))), images)
    light = 1 + (random.ramp(SIDE) - 0.5) * random.normal(n)[:, None, None, None] * 0.3
    images = torch.where(random.chance(0.2)[:, None, None, None], images * light, images)
    contrast = random.between(0.6, 1.1)[:, None, None, None]
    images = torch.where(random.chance(0.25)[:, None, None, None], 0.5 + (images - 0.5) * contrast, images)
    for side in (24, 32, 48):
        images = random.mix(
            0.07,
            lambda x, s=side: F.interpolate(
                F.interpolate(x, size=s, mode="area"), size=SIDE, mode="bilinear", align_corners=False
            ),
            images,
        )
    images = random.mix(0.15, lambda x: F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3, 1), images)
    images = random.mix(0.2, lambda x: x + random.normal(*x.shape) * 0.05, images)
    return random.mix(0.2, lambda x: compressed(x.clamp(0, 1), random.some(torch.arange(len(x)))), images)


def tiled(images: torch.Tensor, random: Random) -> torch.Tensor:
    """Return the images shrunk on a rounded tile of their own ground, before another ground."""
    n = len(images)
    axis = torch.linspace(-1, 1, SIDE, device=images.device).abs()
    corner = random.between(0.1, 0.84)[:, None, None]
    outer = 0.84
    dx = (axis[None, None, :] - (outer - corner)).clamp(min=0)
    dy = (axis[None, :, None] - (outer - corner)).clamp(min=0)
    inside = ((dx**2 + dy**2).sqrt() < corner).float()[:, None]
    small = F.interpolate(images, size=64, mode="bilinear", align_corners=False)
    middle = F.pad(small, (16, 16, 16, 16), mode="replicate")
    ground = random.against(images[:, :, 0, 0], plain=0.5)[:, :, None, None].expand(n, 3, SIDE, SIDE)
    return middle * inside + ground * (1 - inside)


def cut(images: torch.Tensor, random: Random) -> torch.Tensor:
    """Return the images with a rectangle of some colour over a part."""
    n = len(images)
    axis = torch.linspace(0, 1, SIDE, device=images.device)
    centre, half = random.uniform(n, 2), random.between(0.04, 0.16, n, 2)
    x = (axis[None] - centre[:, :1]).abs() < half[:, :1]
    y = (axis[None] - centre[:, 1:]).abs() < half[:, 1:]
    mask = (x[:, None, None, :] & y[:, None, :, None]).float()
    colour = torch.where(random.chance(0.5)[:, None], images[:, :, 0, 0], random.uniform(n, 3))
    return images * (1 - mask) + colour[:, :, None, None] * mask


def compressed(images: torch.Tensor, random: Random) -> torch.Tensor:
    """Return the images after the quantisation of 8 × 8 cosine blocks that JPEG does."""
    n = len(images)
    k = torch.arange(8, device=images.device, dtype=torch.float32)
    basis = torch.cos((2 * k[None] + 1) * k[:, None] * math.pi / 16) * 0.5
    basis[0] /= math.sqrt(2)
    blocks = images.reshape(n, 3, SIDE // 8, 8, SIDE // 8, 8).permute(0, 1, 2, 4, 3, 5)
    frequencies = basis @ blocks @ basis.T
    step = random.between(0.05, 0.5)[:, None, None, None, None, None] * (1 + k[:, None] + k[None]) / 8
    blocks = basis.T @ (torch.round(frequencies / step) * step) @ basis
    return blocks.permute(0, 1, 2, 4, 3, 5).reshape(n, 3, SIDE, SIDE)
