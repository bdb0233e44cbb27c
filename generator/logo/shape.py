"""Shape: a histogram of oriented gradients of an aligned crop, blind to colour and to dark-on-light or light-on-dark.

Dalal and Triggs, “Histograms of Oriented Gradients for Human Detection”, CVPR 2005, with unsigned directions and
the square root of the counts (Hellinger kernel; Arandjelović and Zisserman, CVPR 2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

CELLS = 8
"""Cells a side; neighbouring cells share a gradient by bilinear weights."""
BINS = 8
"""Directions, 22.5° each."""
LENGTH = CELLS * CELLS * BINS


def describe(crops: np.ndarray) -> np.ndarray:
    """Return float32 (n × LENGTH), rows of length 1, for crops of uint8 (n × side × side × 3)."""
    import cv2
    import numpy as np

    rows = np.zeros((len(crops), LENGTH), dtype=np.float32)
    for index, crop in enumerate(crops):
        values = cv2.GaussianBlur(crop.astype(np.float32), (0, 0), 1.0)
        dx = cv2.Sobel(values, cv2.CV_32F, 1, 0, ksize=3, borderType=cv2.BORDER_REPLICATE)
        dy = cv2.Sobel(values, cv2.CV_32F, 0, 1, ksize=3, borderType=cv2.BORDER_REPLICATE)
        power = dx * dx + dy * dy
        channel = power.argmax(axis=2)[..., None]
        dx = np.take_along_axis(dx, channel, 2)[..., 0]
        dy = np.take_along_axis(dy, channel, 2)[..., 0]
        size = np.sqrt(dx * dx + dy * dy)
        size = np.minimum(size, np.quantile(size, 0.95) + 1e-6)  # one strong edge must not drown the rest
        angle = (np.arctan2(dy, dx) % np.pi) / np.pi * BINS
        low = np.floor(angle).astype(np.int32)
        part = angle - low
        planes = np.zeros((BINS, *size.shape), dtype=np.float32)
        rows_, columns = np.indices(size.shape)
        planes[low % BINS, rows_, columns] += size * (1 - part)
        planes[(low + 1) % BINS, rows_, columns] += size * part
        cells = np.stack(
            [
                cv2.resize(
                    cv2.GaussianBlur(plane, (0, 0), size.shape[0] / CELLS / 2),
                    (CELLS, CELLS),
                    interpolation=cv2.INTER_AREA,
                )
                for plane in planes
            ]
        )
        vector = np.sqrt(np.maximum(cells, 0)).reshape(-1)
        rows[index] = vector / (np.linalg.norm(vector) + 1e-9)
    return rows
