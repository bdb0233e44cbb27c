"""Any CLIP that clip-anytorch loads, on PyTorch (the extra `clip`)."""

from __future__ import annotations

import importlib.util
import pickle
import socket
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import BriefproofError
from generator.files import sha256_of
from generator.logo import models

if TYPE_CHECKING:
    import numpy as np

FETCH_SECONDS = 20.0
"""Seconds without an answer after which fetching weights is given up."""
FETCHED = Path("~/.cache/clip")
"""Where clip-anytorch keeps the weights that it fetches."""


def own() -> Callable[[np.ndarray], np.ndarray] | None:
    """Return the own model's image tower, None where the extra is not installed or cannot be imported."""
    if importlib.util.find_spec("torch") is None or importlib.util.find_spec("clip") is None:
        return None
    try:
        return _tower(str(models.CHECKPOINT))
    except ImportError:  # half an installation; onnxruntime gives the same rows
        return None


def load(wanted: str) -> tuple[Callable[[np.ndarray], np.ndarray], str]:
    """Return (image tower, SHA-256 of its weights) of the checkpoint at, or the published model named, `wanted`."""
    said = f"{models.VARIABLE}={wanted}"
    path = Path(wanted)
    if not path.is_file() and (path.suffix or path.exists()):
        raise BriefproofError(
            "{said}: no such file (give a CLIP checkpoint, a name such as ViT-B/32, or unset it)", said=said
        )
    try:
        with _quiet():
            import clip
    except ImportError as error:
        raise BriefproofError(
            "{said}: clip-anytorch and PyTorch cannot be imported ({error}); install the extra, pip "
            "install -e '.[clip]', or unset it",
            said=said,
            error=error,
        ) from None
    if path.is_file():
        sha256 = sha256_of(path)
    elif wanted in (known := clip.available_models()):
        sha256 = clip.clip._MODELS[wanted].split("/")[-2]  # clip checks the file against it
    else:
        raise BriefproofError(
            "{said}: neither a file nor a model that clip knows ({known})", said=said, known=", ".join(known)
        )
    try:
        return _tower(wanted), sha256
    except (KeyError, AttributeError, TypeError, ValueError, AssertionError, EOFError, pickle.UnpicklingError) as error:
        raise _unusable(said, error) from None
    except RuntimeError as error:
        if path.is_file():
            raise _unusable(said, error) from None
        raise BriefproofError(
            "{said}: {error}; delete the file in {folder} and try again", said=said, error=error, folder=FETCHED
        ) from None
    except OSError as error:
        file = clip.clip._MODELS.get(wanted, wanted).split("/")[-1]
        raise BriefproofError(
            "{said}: the weights could not be fetched ({error}); put {file} into {folder}, or unset it",
            said=said,
            error=error,
            file=file,
            folder=FETCHED,
        ) from None


def _unusable(said: str, error: Exception) -> BriefproofError:
    return BriefproofError(
        "{said}: not a CLIP checkpoint that clip.load takes ({name}); give a state dict or a "
        "TorchScript archive of one, or unset it",
        said=said,
        name=type(error).__name__,
    )


def _tower(wanted: str) -> Callable[[np.ndarray], np.ndarray]:
    """Return the image tower of clip.load(wanted), its own transform before it."""
    with _quiet():
        import clip
        import torch
        from PIL import Image

        torch.set_num_threads(models.THREADS)
        model, prepare = clip.load(wanted, device="cpu")

    def rows(crops: np.ndarray) -> np.ndarray:
        images = torch.stack([prepare(Image.fromarray(crop)) for crop in crops])
        with torch.inference_mode():
            return model.encode_image(images).float().numpy()

    return rows


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep back what clip-anytorch warns of (it calls deprecated things), and never wait for a silent server."""
    waited = socket.getdefaulttimeout()
    socket.setdefaulttimeout(FETCH_SECONDS)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        socket.setdefaulttimeout(waited)
