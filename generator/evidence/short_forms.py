"""Names in short for those that titles and headings have in full, and the other way round: MPL-2.0, 环评法, 武大; or in
the other script.

A rule, no list: Latin letters are the initials of the words, with the number behind them; Chinese characters are the
first and some others of the full name, in their order, unless a document is titled by the name as it is. A full name is
told in short by what sources put in brackets behind it (“Lifetime ISAs (LISAs)”), and by the noun at its end where they
have a document titled by it (“Pensions”).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from os.path import commonprefix
from pathlib import PurePosixPath

from generator.commission import versions
from generator.corpus import Document
from generator.evidence import abroad, misspelt, naming, official
from generator.language import text, tokens

COVERED = 0.6
"""Part of a full name's characters (0 to 1) that a short one has, or else it is cut at its words. Set by hand."""
LONGEST, LONGEST_HAN = 12, 16
"""Words of a full name in Latin letters; characters of a Chinese one."""
NEAR = 0.5
"""Part of the pieces of a name (0 to 1) that another shares which is near it. Set by hand."""
OFTEN = 3
"""Chunks and titles (1 or more) that have what is left of a name, for that to be a short form of it."""
HEADS = 3
"""Words at the head of a Chinese title that a short form may leave out, and the next."""
_SMALL = frozenset("of and the for from in on to with a an by".split())  # noqa: SIM905
_SHORT = re.compile(r"(?P<letters>[A-Z]{2,6})(?:[ -]?v?(?P<number>\d[\d.]*))?")
_HAN = re.compile(f"[{text.HAN}]{{2,8}}")
_FULL_HAN = re.compile(f"[{text.HAN}]{{3,}}")
_NUMBER = re.compile(r"v?(\d[\d.]*)")
_BEHIND = r"s?\s?[(（][“\"']?(?P<short>[A-Za-z]{2,10})[”\"']?[)）]"
_NOUN = re.compile(r"(?:[a-z-]+ ){1,3}(?P<noun>[a-z]{4,})")
"""A name in small letters with its noun at the end: workplace pension."""


class Heads:
    """Titles and headings of a corpus, by what a short form of them begins with."""

    def __init__(self, documents: Iterable[Document]) -> None:
        documents = tuple(documents)
        self._editions = tuple((d.title, f"{d.title} {PurePosixPath(d.path).stem} {d.get('date')}") for d in documents)
        told: set[str] = set()
        self._han: Mapping[str, set[str]] = defaultdict(set)
        self._latin: Mapping[str, set[str]] = defaultdict(set)
        self._texts = tuple(chunk.text for document in documents for chunk in document.chunks)
        self._texts += tuple(document.title for document in documents)
        self._titles = frozenset(_singular(document.title.casefold()) for document in documents)
        for document in documents:
            heads = {document.title, *(head for chunk in document.chunks for head in chunk.heading_path)}
            path = PurePosixPath(document.path)
            told |= {*heads, *(re.sub("[-_]+", " ", part) for part in (*path.parts[:-1], path.stem))}
            for head in heads:
                for words in _tails(head):
                    self._han[words[0]].add(words)
                for letters, words in _initials(head):
                    self._latin[letters].add(words)
        self._heads = told
        self._abroad = abroad.Names(told, self._texts)
        self._spelling = misspelt.Spelling(told, self._texts)

    def short(self, name: str, others: Collection[str]) -> tuple[str, ...]:
        """Return what sources call a thing in short, of which they have the name in full: in brackets behind it, or the
        noun at its end, where a document is titled by that and no other name has it (`others`)."""
        behind = re.compile(naming.pattern((name,)).pattern + _BEHIND, re.I)
        told = (
            match["short"] for words in self._texts if "(" in words or "（" in words for match in behind.finditer(words)
        )
        noun = _NOUN.fullmatch(name)
        found = [_singular(short) for short in told]
        if noun and noun["noun"] in self._titles and not any(noun["noun"] in other.casefold() for other in others):
            found.append(noun["noun"])
        shorts = dict.fromkeys(short for short in found if shortens(short, name))
        rest = self._apart(name, others)
        return tuple(form for short in (*shorts, *rest) for form in (short, f"{short}s"))

    def _apart(self, name: str, others: Collection[str]) -> tuple[str, ...]:
        """Return what of a name is not how another side's begins too, where sources say that by itself often: Travel
        account, of “GSA SmartPay Travel account” beside “GSA SmartPay Purchase account”."""
        own = name.split()
        alike = max((len(commonprefix([own, other.split()])) for other in others), default=0)
        rest = " ".join(own[alike:])
        if not alike or len(own) - alike < 2 or text.has_han(name):
            return ()
        said = naming.pattern((rest,))
        return (rest,) if sum(said.search(words) is not None for words in self._texts) >= OFTEN else ()

    def full(self, name: str) -> str:
        """Return the full name that a name is short for, the shortest of several, or what it is called in the other
        script, or the title of the version that it names, or the one for an official form, or how titles
        spell it; "" where it is for none."""
        return (
            self._full(name)
            or self._version(name)
            or official.told(name, self._heads)
            or self._abroad.of(name)
            or self._spelling.mended(name)
        )

    def _version(self, name: str) -> str:
        base, number = versions.parted(name)
        fits = (title for title, told in self._editions if base and _is_version(base, number, told))
        return min(fits, key=lambda title: (len(title), title), default="")

    def _full(self, name: str) -> str:
        if short := _SHORT.fullmatch(name):
            fits = (words for words in self._latin.get(short["letters"], ()) if _number(words) == short["number"])
        elif _HAN.fullmatch(name) and not any(name in title for title, _ in self._editions):
            fits = filter(None, (_spelt(name, head) for head in self._han.get(name[0], ())))
        else:
            return ""
        return min(fits, key=lambda words: (len(words), words), default="")


@lru_cache(maxsize=4)
def heads_of(documents: tuple[Document, ...]) -> Heads:
    """Return the titles and headings of a corpus, made once for all briefs and all that read a commission."""
    return Heads(documents)


def _is_version(base: str, number: str, told: str) -> bool:
    """Tell whether a title, file name and date are those of a version of what is called so."""
    if not re.search(rf"(?<![\d.]){re.escape(number)}(?:\.0)*(?!\.?\d)", told):
        return False
    if text.has_han(base):
        return re.search(".*".join(map(re.escape, tokens.simplify(base))), told) is not None
    letters = "".join(word[0] for word in re.findall(r"\w+", told)).casefold()
    words = {*tokens.tokens(told)}
    return all(
        word.isupper() and word.casefold() in letters or {*tokens.tokens(word)} <= words for word in base.split()
    )


def _tails(head: str) -> Iterable[str]:
    """Yield the Chinese runs of a title, and what is left of each behind its first words: 法 of a country."""
    for match in _FULL_HAN.finditer(head):
        place = match.start()
        for word in tokens.words(match[0])[:HEADS]:
            if match.end() - place > 2:
                yield head[place : match.end()]
            place += len(word)


def shortens(short: str, name: str) -> bool:
    """Tell whether a name in full may be told in short so, whatever a corpus holds."""
    bare = _singular(short)
    if (noun := _NOUN.fullmatch(name)) and noun["noun"] == bare:
        return True
    if not (bare.isupper() and len(bare) > 1 and bare[0] == name[:1].upper() and " " in name):
        return False
    letters = iter(name.upper())
    capitals = all(letter in letters for letter in bare)
    return capitals and all(word[0].upper() in bare for word in name.split() if word.casefold() not in _SMALL)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def nearest(name: str, documents: Iterable[Document]) -> list[str]:
    """Return the titles and headings of a corpus that share most characters with a name in a row, the nearest first."""
    documents = tuple(documents)
    heads = {d.title for d in documents} | {h for d in documents for c in d.chunks for h in c.heading_path}
    size = 2 if text.has_han(name) else 4
    shared = {head: text.overlap(name, head, size) for head in heads}
    return sorted((head for head in heads if shared[head] >= NEAR), key=lambda head: (-shared[head], len(head), head))


def is_short_for(name: str, full: str) -> bool:
    """Tell whether a name may be short for a full one, whatever a corpus holds."""
    if short := _SHORT.fullmatch(name):
        return any((short["letters"], full) == one and _number(full) == short["number"] for one in _initials(full))
    base, number = versions.parted(name)
    version = bool(base) and _is_version(base, number, full)
    if version or misspelt.is_spelling(name, full) or full in official.forms(name):
        return True
    return _HAN.fullmatch(name) is not None and _spelt(name, full) == full or abroad.stands_for(name, full)


def _number(words: str) -> str | None:
    number = _NUMBER.fullmatch(words.split()[-1])
    return number[1] if number else None


def _initials(head: str) -> Iterable[tuple[str, str]]:
    """Yield initials of a title's last words, with these words; a number after them stays, a bracket does not."""
    words = re.sub(r"[(（].*", "", head).replace(",", "").split()
    number = words[-1:] if words and _NUMBER.fullmatch(words[-1]) else []
    words = [word for word in words[: len(words) - len(number)] if word.casefold() != "version"]
    if not 1 < len(words) <= LONGEST or not all(word[0].isupper() or word in _SMALL for word in words):
        return
    for start in range(len(words) - 1):
        if words[start] not in _SMALL:
            letters = "".join(word[0] for word in words[start:] if word not in _SMALL)
            yield letters, " ".join((*words[start:], *number))


def _spelt(name: str, head: str) -> str:
    """Return the part of a Chinese title that a name is short for, "" where it is for none."""
    if name in head or name[0] != head[0]:
        return ""
    place, pieces = 0, [name[0]]
    for character in name[1:]:
        found = head.find(character, place + 1, LONGEST_HAN)
        if found < 0:
            return ""
        if found == place + 1:
            pieces[-1] += character
        else:
            pieces.append(character)
        place = found
    end = 0
    for word in tokens.words(head):
        end += len(word)
        if end > place:
            break
    cut = min(map(len, pieces)) > 1 or {tag for _, tag in tokens.tagged(name)} & {"j", "nz"}
    return head[:end] if cut or len(name) >= COVERED * end else ""
