"""Embeddings: the image tower of a CLIP.

The project's own small CLIP has two run times with the same answers: clip-anytorch on PyTorch, where the extra `clip`
is installed, else the ONNX export on onnxruntime. BRIEFPROOF_CLIP names another CLIP, which needs the extra.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.files import sha256_of
from generator.logo import models

if TYPE_CHECKING:
    import numpy as np

NAME = "clip-logo"
BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Tower:
    """An image tower, ready to run."""

    name: str
    sha256: str
    """Of the checkpoint, hex; both run times of the own model give the same."""
    own: bool
    """Whether it is the model that gallery and thresholds were made with."""
    embed: Callable[[np.ndarray], np.ndarray]
    """Crops (uint8, n × 96 × 96 × 3, sRGB, n at most BATCH) to float32 rows of any length."""

    def describe(self, crops: np.ndarray) -> np.ndarray:
        """Return float32 rows of length 1 for crops of uint8 (n × 96 × 96 × 3, sRGB)."""
        import numpy as np

        rows = np.concatenate([self.embed(crops[start : start + BATCH]) for start in range(0, len(crops), BATCH)])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def describe_gallery(self, crops: np.ndarray) -> np.ndarray:
        """As `describe`, each row the mean of a crop and its negative: marks come dark on light and light on dark."""
        import numpy as np

        rows = self.describe(crops) + self.describe(255 - crops)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def tower() -> Tower:
    """Return the tower to use; raises BriefproofError where BRIEFPROOF_CLIP names one that cannot be had."""
    wanted = os.environ.get(models.VARIABLE, "").strip()
    return _another(wanted) if wanted else own()


@functools.cache
def own() -> Tower:
    """Return the tower of the packaged model, whatever BRIEFPROOF_CLIP says."""
    from generator.logo import torch_clip

    return Tower(name=NAME, sha256=sha256_of(models.CHECKPOINT), own=True, embed=torch_clip.own() or on_onnxruntime())


@functools.cache
def _another(wanted: str) -> Tower:
    from generator.logo import torch_clip

    embed, sha256 = torch_clip.load(wanted)
    name = Path(wanted).stem if Path(wanted).is_file() else wanted
    return Tower(name=f"{name}, uncalibrated", sha256=sha256, own=False, embed=embed)


def on_onnxruntime() -> Callable[[np.ndarray], np.ndarray]:
    """Return the own model's image tower on onnxruntime."""
    session = models.session(models.ONNX)
    return lambda crops: session.run(None, {"crops": crops})[0]
