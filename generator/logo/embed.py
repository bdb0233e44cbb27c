"""Embeddings: the image tower of the project's own small CLIP, on onnxruntime."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from generator.files import sha256_of

if TYPE_CHECKING:
    import numpy as np

DATA = Path(__file__).resolve().parent.parent / "data" / "logo"
ONNX = DATA / "clip-logo.onnx"
"""The image tower; exported by tools/export_logo.py from CHECKPOINT."""
CHECKPOINT = DATA / "clip-logo.pt"
"""The whole CLIP, as clip.load takes it."""
NAME = "clip-logo"
BATCH = 64
THREADS = 2


def describe(crops: np.ndarray) -> np.ndarray:
    """Return float32 (n × 192), rows of length 1, for crops of uint8 (n × 96 × 96 × 3, sRGB)."""
    import numpy as np

    return np.concatenate([_session().run(None, {"crops": crops[start : start + BATCH]})[0]
                           for start in range(0, len(crops), BATCH)])


def describe_gallery(crops: np.ndarray) -> np.ndarray:
    """As `describe`, each row the mean of a crop and its negative: marks come dark on light and light on dark."""
    import numpy as np

    rows = describe(crops) + describe(255 - crops)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@functools.cache
def _session():
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(ONNX), options, providers=["CPUExecutionProvider"])


@functools.cache
def model_sha256() -> str:
    """Return the hash of the image tower's file, hex."""
    return sha256_of(ONNX)
