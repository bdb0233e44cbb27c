"""Decoding: the bytes of an untrusted image file become one upright RGB picture, or a one-line error.

Nothing but pixels leaves this module: no file name, comment or metadata is evidence of anything.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import BriefproofError
from generator.files import read_bytes

if TYPE_CHECKING:
    import numpy as np

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
"""Formats that Pillow may try; EPS would start Ghostscript, SVG is drawn for galleries only."""

MAX_PIXELS = 25_000_000
"""Pixels, width × height; 81 megapixels take Pillow 940 MB."""

MAX_BYTES = 40_000_000
"""Bytes of one image file."""

MIN_SIDE = 12
"""Pixels; below this no mark can be told from another."""

MAX_SIDE = 1600
"""Pixels of the longer side that are looked at; larger pictures are reduced to it."""

WHITE, BLACK, GREY = (255, 255, 255), (16, 16, 16), (128, 128, 128)
"""The grounds on which a transparent image may be laid, in order of preference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An upright picture of the first frame."""

    name: str
    """File name, for messages and records only."""
    sha256: str
    """SHA-256 of the file's bytes, hex."""
    size: tuple[int, int]
    """Width × height as decoded, upright, in pixels."""
    pixels: np.ndarray
    """uint8, height × width × 3, sRGB; the longer side is at most MAX_SIDE."""
    scale: float
    """Pixels of the file per pixel of `pixels`, at least 1."""


def decode(path: Path) -> Picture:
    """Return the picture in the file at `path`.

    Raises BriefproofError for a file that is missing, too large, truncated, or not one of FORMATS.
    """
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        raise BriefproofError(
            "{path}: {size} bytes; an image may have {most} (save a smaller one)",
            path=path,
            size=f"{path.stat().st_size:,}",
            most=f"{MAX_BYTES:,}",
        )
    data = read_bytes(path)
    return decode_bytes(data, name=path.name, where=str(path))


def decode_bytes(data: bytes, *, name: str, where: str) -> Picture:
    """As `decode`, for bytes already read; `where` names them in errors."""
    import numpy as np
    from PIL import Image

    image = _opened(data, where)
    size = image.size
    if min(size) < MIN_SIDE:
        raise BriefproofError(
            "{where}: {width} × {height} pixels; a logo needs at least {least} × {least}",
            where=where,
            width=size[0],
            height=size[1],
            least=MIN_SIDE,
        )
    scale = max(1.0, max(size) / MAX_SIDE)
    if scale > 1:
        reduced = (max(1, round(size[0] / scale)), max(1, round(size[1] / scale)))
        image = image.resize(reduced, Image.Resampling.BOX)
    return Picture(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=size,
        pixels=np.ascontiguousarray(np.asarray(image, dtype=np.uint8)),
        scale=scale,
    )


def _opened(data: bytes, where: str):
    """Return the first frame as an RGB image."""
    from PIL import Image, ImageOps

    if not data:
        raise BriefproofError("{where}: the file is empty (save the image again)", where=where)
    previous = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # DecompressionBombWarning, corrupt EXIF
            warnings.simplefilter("ignore", DeprecationWarning)
            warnings.simplefilter("ignore", ResourceWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                image.verify()  # checksums; without it some damage yields half a picture and no error
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                image.load()
                return _upright_rgb(ImageOps.exif_transpose(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BriefproofError(
            "{where}: more than {most} pixels (save a smaller one; 1000 pixels a side are plenty)",
            where=where,
            most=f"{MAX_PIXELS:,}",
        ) from None
    except Image.UnidentifiedImageError:
        raise BriefproofError(
            "{where}: not a readable image (allowed: {allowed}; convert or export it again)",
            where=where,
            allowed=", ".join(FORMATS),
        ) from None
    except MemoryError:
        raise BriefproofError(
            "{where}: the image needs more memory than there is (save a smaller one)", where=where
        ) from None
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        OverflowError,
        ZeroDivisionError,
        AttributeError,
        RuntimeError,
        Warning,
        *_decoder_errors(),
    ) as error:
        raise BriefproofError(
            "{where}: damaged or truncated image ({name}); export or download it again",
            where=where,
            name=type(error).__name__,
        ) from None
    finally:
        Image.MAX_IMAGE_PIXELS = previous


def _decoder_errors() -> tuple[type[Exception], ...]:
    """Exceptions of the decoders' own that derive from nothing above."""
    import struct
    import zlib

    return struct.error, zlib.error


def _upright_rgb(image):
    """Return an image as RGB; what is transparent is laid on a ground."""
    import numpy as np
    from PIL import Image

    if image.mode.startswith(("I", "F")):  # 16-bit and float grey: Pillow's own conversion clips to white
        values = np.asarray(image, dtype=np.float64)
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        spread = (high - low) or 1.0
        grey = np.nan_to_num((values - low) / spread * 255.0)
        return Image.fromarray(grey.round().astype(np.uint8), "L").convert("RGB")
    transparent = image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info
    if not transparent:
        return image.convert("RGB")
    rgba = np.asarray(image.convert("RGBA"))
    alpha = rgba[..., 3]
    if alpha.min() == 255:
        return Image.fromarray(rgba[..., :3])
    ground = np.array(ground_for(rgba), dtype=np.float32)
    share = alpha[..., None].astype(np.float32) / 255.0
    laid = rgba[..., :3] * share + ground * (1 - share)
    return Image.fromarray(laid.round().astype(np.uint8))


def ground_for(rgba: np.ndarray) -> tuple[int, int, int]:
    """Return the ground on which least of the opaque part of `rgba` (uint8, h × w × 4) would vanish."""
    import numpy as np

    opaque = rgba[rgba[..., 3] > 127][:, :3].astype(np.int16)
    if not len(opaque):
        return WHITE
    lost = [float((np.abs(opaque - np.array(ground)).max(axis=1) < 40).mean()) for ground in (WHITE, BLACK, GREY)]
    if min(lost[:2]) < 0.05:
        return WHITE if lost[0] <= lost[1] + 0.02 else BLACK
    return (WHITE, BLACK, GREY)[int(np.argmin(lost))]
