"""Documents that hold the same text: copies of one source, told by common 5-grams of letters."""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

from generator.corpus.library import Document
from generator.language.text import overlap, shingles

SAME = 0.9
"""Share of common 5-grams from which two documents are the same text."""
NEAR = 0.6
"""Share of common 5-grams from which two documents are said to overlap."""
SAMPLE = 16
"""One shingle in so many is compared when looking for pairs."""
WHOLE = 0.8
"""Length of a copy that may stand for the longest one, as a share of it."""


def near_duplicates(documents: tuple[Document, ...]) -> list[tuple[Document, Document, float]]:
    """Return pairs of documents with much common text, and the share of 5-grams of the shorter, most alike first."""
    texts = ["\n".join(chunk.text for chunk in document.chunks) for document in documents]
    holders: dict[int, list[int]] = defaultdict(list)
    samples: list[int] = []
    for position, text in enumerate(texts):
        hashes = {zlib.crc32(shingle.encode("utf-8")) for shingle in shingles(text)}
        sample = {value for value in hashes if value % SAMPLE == 0}
        samples.append(len(sample))
        for value in sample:
            holders[value].append(position)
    common: Counter[tuple[int, int]] = Counter()
    for positions in holders.values():
        for i, first in enumerate(positions):
            common.update((first, second) for second in positions[i + 1 :])
    pairs = []
    for (first, second), shared in common.items():
        if shared >= 0.6 * NEAR * min(samples[first], samples[second]):
            share = overlap(texts[first], texts[second])
            if share >= NEAR:
                pairs.append((documents[first], documents[second], share))
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0].path, pair[1].path))


def originals(
    documents: Sequence[Document], pairs: Sequence[tuple[Document, Document, float]] | None = None
) -> dict[str, str]:
    """Return the path of each document that is a copy → the path of the one that stands for its family.

    A copy shares `SAME` of its text with a longer document, or one as long; documents that name different versions or
    numbers in their titles are no copies. For a family stands, of those that hold nearly all of it, the one with an
    author, with a date, the oldest, with an address, the first by path. `pairs`: the near duplicates among them, where
    they are known.
    """
    alike: dict[str, set[str]] = defaultdict(set)
    for first, second, share in near_duplicates(tuple(documents)) if pairs is None else pairs:
        if share >= SAME and not _numbered_apart(first, second):
            alike[first.path].add(second.path)
            alike[second.path].add(first.path)
    sizes = {document.path: sum(len(chunk.text) for chunk in document.chunks) for document in documents}
    families: dict[str, list[Document]] = {}
    for document in sorted(documents, key=lambda document: (-sizes[document.path], document.path)):
        longest = next((path for path in families if path in alike[document.path]), document.path)
        families.setdefault(longest, []).append(document)
    standing: dict[str, str] = {}
    for longest, family in families.items():
        whole = [document for document in family if sizes[document.path] >= WHOLE * sizes[longest]]
        best = min(whole, key=_preference)
        standing.update({document.path: best.path for document in family if document is not best})
    return standing


def _preference(document: Document) -> tuple[bool, bool, str, bool, str]:
    date = document.get("date")
    return not document.get("author"), not date, date, not document.get("url"), document.path


def _numbered_apart(first: Document, second: Document) -> bool:
    """Tell whether the titles name different versions or numbers: 2.0 and 3.0 of one manual are two sources."""
    numbers = [set(re.findall(r"\d+(?:\.\d+)*", re.sub(r" \(\d+\)$", "", d.title))) for d in (first, second)]
    return all(numbers) and numbers[0] != numbers[1]
