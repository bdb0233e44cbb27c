"""Names in short by their first words: “Harvest” of what a commission calls “Harvest Pet Food”, where sources do.

The words left out say what kind of thing it is, as words in small letters do elsewhere, and the sources put the short
form in the place of the name: behind a label with it, or in a heading that they have with both. A maker is not called
so for one of its products: sources have other names that begin like it. Read from titles, headings and text alone, so
that the gate finds the same.
"""

import re
from collections.abc import Collection, Iterable

from generator import platforms
from generator.corpus import Document
from generator.evidence import naming

SHORTEST = 4
"""Fewest characters of such a form (1 or more). Set by hand, as are those below."""
PLACES = 3
"""Fewest places where sources put it for the name (1 or more), of which a bracket or a label is one, a heading
another."""
SMALL = 0.1
"""Most times (0 to 1) that it may stand in small letters, for each with a capital: it is a word then."""
LONGER = 0.25
"""Most of its places (0 to 1) in which it may begin another name."""
HOME = 0.9
"""Least part of its places (0 to 1) in documents that have the name in full, or the form in their title."""
_JOINT = re.compile(r"\s+(?:vs\.?|versus|and|&|or)\s", re.I)
"""What stands between two names in a heading, and makes no longer name of them."""


def is_form(short: str, name: str) -> bool:
    """Tell whether a form may be the first words of a name, whatever a corpus holds."""
    return short in _candidates(name)


def form(name: str, others: Collection[str], documents: Iterable[Document]) -> str:
    """Return what sources call a thing by the first words of its name, "" for nothing; `others`: names of others."""
    documents = tuple(documents)
    return next((one for one in _candidates(name) if _stands_for(one, name, others, documents)), "")


def _candidates(name: str) -> tuple[str, ...]:
    """Return the first words of a name in Latin letters, each with a capital, the most first."""
    words = name.split()
    if len(words) < 2 or not all(re.fullmatch(r"[A-Z][A-Za-z'’&.-]*", word) for word in words):
        return ()
    found = (" ".join(words[:n]) for n in range(len(words) - 1, 0, -1))
    return tuple(one for one in found if len(one) >= SHORTEST)


def _stands_for(short: str, name: str, others: Collection[str], documents: tuple[Document, ...]) -> bool:
    if any(naming.pattern((short,)).search(other) for other in others) or _another(short, name):
        return False
    rest = name[len(short) :].strip()
    texts = {one.path: "\n".join((one.title, *(chunk.text for chunk in one.chunks))) for one in documents}
    full = {path for path, words in texts.items() if name in words}
    if not full or not any(rest.casefold() in words for words in texts.values()):
        return False
    alone = _alone(short, name)
    found = {path: [match.end() for match in alone.finditer(words)] for path, words in texts.items()}
    titled = {one.path for one in documents if alone.search(one.title)}
    total, home = (sum(len(found[path]) for path in paths) for paths in (found, full | titled))
    written = re.compile(rf"(?<![\w-]){re.escape(short.casefold())}(?![\w-])")
    small = sum(len(written.findall(words)) for words in texts.values())
    longer = sum(_goes_on(texts[path], end) for path, places in found.items() for end in places)
    plain = small <= SMALL * total and longer <= LONGER * total and home >= HOME * total
    return total > 0 and plain and _exchanged(short, name, documents) >= PLACES


def _alone(short: str, name: str) -> re.Pattern[str]:
    """Return an expression that finds the short form where the name does not go on."""
    rest = re.escape(name[len(short) :].strip())
    return re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w-])(?!\s+{rest})")


def _another(short: str, name: str) -> bool:
    """Tell whether a form is the name of something known that the name is not."""
    return (known := platforms.find(short)) is not None and known != platforms.find(name)


def _goes_on(words: str, end: int) -> bool:
    """Tell whether a name goes on behind a place, in another word with a capital."""
    after = words[end : end + 20]
    return re.match(r"(?:['’]s)? [A-Z][a-z]", after) is not None and not _JOINT.match(after)


def _exchanged(short: str, name: str, documents: tuple[Document, ...]) -> int:
    """Return in how many places sources have the short form where they have the name: in brackets beside it, right
    behind a label that opens with it, or in a heading that they have with the name as well."""
    one, other, alone = re.escape(short), re.escape(name), _alone(short, name)
    beside = re.compile(rf"\b{one} \([^()]{{0,30}}{other}[^()]{{0,5}}\)|\b{other} \([^()\w]?{one}[^()\w]?\)")
    label = re.compile(rf"(?m)(?:^|[*•]\s?|[.:] ){other}\b[^.:\n]{{0,40}}:\s+(?:[^.\n]{{0,40}}:\s+)?{alone.pattern}")
    texts = [chunk.text for document in documents for chunk in document.chunks]
    heads = {head for d in documents for c in d.chunks for b in c.blocks for head in b.heading_path}
    heads |= {document.title for document in documents}
    folded = {head.casefold() for head in heads}
    both = sum(alone.sub(name, head).casefold() in folded for head in heads if alone.search(head))
    return both + sum(len(beside.findall(words)) + len(label.findall(words)) for words in texts)
