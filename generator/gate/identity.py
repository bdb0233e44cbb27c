"""What an attached image shows, found anew and kept in the cache: the same image and gallery give the same answer."""

import hashlib
import importlib.util
import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator import files
from generator.brief import front as fronts
from generator.files import digest_of, sha256_of, write_atomically
from generator.logo import models


def of(path: Path, corpus: Path | None, kept: Path) -> Mapping[str, Any]:
    """Return the identification of an image as a front matter records it; `kept` is the folder of the cache.

    The folder logos/ of `corpus` joins the gallery. Raises BriefproofError for a file that is no image.
    """
    logos = corpus / "logos" if corpus and (corpus / "logos").is_dir() else None
    parts = (sha256_of(path), digest_of(logos) if logos else "-", _program())
    known = kept / f"identified-{hashlib.sha256(' '.join(parts).encode()).hexdigest()}.json"
    if (found := _cached(known)) is not None:
        return found
    from generator import logo

    found = fronts.identified(logo.identify(path, logos=logos, cache=kept), by="")
    write_atomically(known, json.dumps(found, ensure_ascii=False))
    return json.loads(json.dumps(found))  # what is read later: one path for both


def _cached(path: Path) -> Mapping[str, Any] | None:
    """Return what was kept, None if nothing was or it is damaged."""
    try:
        found = json.loads(path.read_bytes())
        return found if isinstance(found, dict) and {"verdict", "name", "words", "rule"} <= found.keys() else None
    except (OSError, ValueError):
        return None


@cache
def _program() -> str:
    """Return a digest of all that an answer depends on besides image and gallery folder."""
    own = [digest_of(models.DATA), digest_of(Path(models.__file__).parent), sha256_of(files.DATA / "platforms.yml")]
    reader = "ocr" if importlib.util.find_spec("rapidocr") else "-"
    return " ".join([*own, reader, os.environ.get(models.VARIABLE, "").strip()])
