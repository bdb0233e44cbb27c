"""Documents that hold the same text: copies of one source, told by common 5-grams of letters."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from generator.corpus.library import Document
from generator.language.text import overlap

SAME = 0.9
"""Share of common 5-grams from which two documents are the same text."""
NEAR = 0.6
"""Share of common 5-grams from which two documents are said to overlap."""
LIKELY = 0.6 * NEAR
"""Share of common sampled 5-grams from which two documents are compared whole."""
SAMPLE = 4, 1
"""Sampled are the 5-grams whose first letter has a code that leaves the second when divided by the first: of Chinese
one in four, of English those that begin with a, e, i, m, q, u or y."""
_NO_LETTER = re.compile(r"[\W_]+")
CROWD = 32
"""Documents, no copies of each other, beyond which a sampled 5-gram tells nothing: a menu, a notice, a set phrase."""
WHOLE = 0.8
"""Length of a copy that may stand for the longest one, as a share of it."""


def near_duplicates(documents: tuple[Document, ...]) -> list[tuple[Document, Document, float]]:
    """Return pairs of documents with much common text, and the share of 5-grams of the shorter, most alike first."""
    texts = list(map(_text, documents))
    holders: dict[str, list[int]] = defaultdict(list)
    for position, text in enumerate(texts):
        for gram in _sample(text):
            holders[gram].append(position)
    telling = [positions for positions in holders.values() if len(positions) <= CROWD]
    samples = Counter(position for positions in telling for position in positions)
    common: Counter[tuple[int, int]] = Counter()
    for positions in telling:
        for i, first in enumerate(positions):
            common.update((first, second) for second in positions[i + 1 :])
    pairs = []
    for (first, second), shared in common.items():
        if shared >= LIKELY * min(samples[first], samples[second]):
            share = overlap(texts[first], texts[second])
            if share >= NEAR:
                pairs.append((documents[first], documents[second], share))
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0].path, pair[1].path))


def originals(documents: Iterable[Document]) -> dict[str, str]:
    """Return the path of each document that is a copy → the path of the one that stands for its family.

    A copy shares `SAME` of its text with a longer document, or one as long; documents that name different versions or
    numbers in their titles are no copies. For a family stands, of those that hold nearly all of it, the one with an
    author, with a date, the oldest, with an address, the first by path.
    """
    standing: dict[str, str] = {}
    for longest, *rest in _families(documents):
        whole = [one for one in (longest, *rest) if _size(one) >= WHOLE * _size(longest)]
        best = min(whole, key=_preference)
        standing.update({document.path: best.path for document in (longest, *rest) if document is not best})
    return standing


def _families(documents: Iterable[Document]) -> Sequence[list[Document]]:
    """Return the documents by text, the longest of each family first: compared with those alone, a family of any size
    costs no more than its members."""
    families: list[list[Document]] = []
    holders: dict[str, list[int]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: (-_size(document), document.path)):
        text = _text(document)
        sample = [gram for gram in _sample(text) if len(holders[gram]) < CROWD]
        shared = Counter(family for gram in sample for family in holders[gram])
        likely = sorted(family for family, count in shared.items() if count >= LIKELY * len(sample))
        own = next((n for n in likely if _copies(families[n][0], document, text)), len(families))
        if own < len(families):
            families[own].append(document)
            continue
        families.append([document])
        for gram in sample:
            holders[gram].append(own)
    return families


def _copies(longest: Document, document: Document, text: str) -> bool:
    return not _numbered_apart(longest, document) and overlap(_text(longest), text) >= SAME


def _text(document: Document) -> str:
    return "\n".join(chunk.text for chunk in document.chunks)


def _size(document: Document) -> int:
    return sum(len(chunk.text) for chunk in document.chunks)


def _sample(text: str) -> set[str]:
    """Return the 5-grams of the letters of `text`, which is normalised, that stand for all of them."""
    bare, (every, left) = _NO_LETTER.sub("", text).casefold(), SAMPLE
    return {bare[i : i + 5] for i, letter in enumerate(bare[:-4]) if ord(letter) % every == left}


def _preference(document: Document) -> tuple[bool, bool, str, bool, str]:
    date = document.get("date")
    return not document.get("author"), not date, date, not document.get("url"), document.path


def _numbered_apart(first: Document, second: Document) -> bool:
    """Tell whether the titles name different versions or numbers: 2.0 and 3.0 of one manual are two sources."""
    numbers = [set(re.findall(r"\d+(?:\.\d+)*", re.sub(r" \(\d+\)$", "", d.title))) for d in (first, second)]
    return all(numbers) and numbers[0] != numbers[1]
