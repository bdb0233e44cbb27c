"""Searching the indexes: the chunks that answer a query, in its own words and in translation.

A query is put to every index once in its own words and, where an index holds English documents and the query
Chinese words, once in translation. What is found for a person's question is ranked a second time (see `ranking`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.corpus import Corpus, Document
from generator.evidence import ranking
from generator.files import relative
from generator.index import Hit, Index
from generator.language import dictionary, text, tokens

# These were set by hand while reading briefs, and have not been measured one by one.
TRANSLATED_WEIGHT = 0.5
"""Weight of a word's translations, 0 to 1, against 1 for the word: most are not the one that is meant."""
TRANSLATED_SHARE = 0.7
"""Score of the best passage found in translation, 0 to 1, against 1 for the best found in the query's own words."""
MIXED = 4
"""Times as many chunks are looked at where only those in one language are wanted; ≥ 1."""
Indexes = tuple[tuple[Index, tuple[Document, ...]], ...]
"""Indexes, each with the documents that are in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A chunk found for a query."""

    document: Document
    chunk: int
    score: float
    """≥ 0: of BM25 and pairs, see `ranking`; comparable within an index and language. In `search`, 0 to 1."""


def open_indexes(folder: Path, corpus: Corpus, attachments: Sequence[Document], *, prune: bool = False) -> Indexes:
    """Open one index for the corpus and one for each attachment below `folder`, bringing them up to date.

    `prune`: leave nothing but the corpus in its index. A shared one has the name of the corpus's place.
    """
    root = text_key(str(corpus.root.resolve()))
    shared = f"corpus-{text_key(relative(corpus.root))}"
    opened = []
    if corpus.documents:
        index = Index(folder / f"corpus-{root}", corpus.documents, shared=shared, prune=prune)
        opened.append((index, corpus.documents))
    for document in attachments:
        opened.append((Index(folder / f"file-{document.sha256[:16]}", (document,)), (document,)))
    return tuple(opened)


def text_key(value: str) -> str:
    """Return a short stable name for a string."""
    import hashlib

    return hashlib.sha256(value.encode()).hexdigest()[:12]


def search(
    query: str, corpus: Corpus, folder: Path, limit: int = 10, tell: Callable[[str], object] = lambda line: None
) -> tuple[Passage, ...]:
    """Return the chunks that answer a query, by the same code that finds the writer's evidence.

    `tell` gets what is to be said of the index, a line at a time.

    Scores are relative to the best passage of the same list: 0 to 1 for chunks found by the query's own words, 0 to
    TRANSLATED_SHARE for English ones found by their translations.
    """
    weighted = dict.fromkeys(tokens.query_tokens(query), 1.0)
    indexes = open_indexes(folder, corpus, ())
    for line in said(indexes):
        tell(line)
    lists = by_index(weighted, query, indexes, limit, quota=limit)
    merged = [
        replace(passage, score=round(share * passage.score / passages[0].score, 4))
        for share, passages in lists
        for passage in passages
    ]
    return _in_order(merged)[:limit]


def _in_order(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple(sorted(passages, key=lambda passage: (-passage.score, passage.document.path, passage.chunk)))


def by_index(
    query: Mapping[str, float], asked: str, indexes: Indexes, limit: int, quota: int
) -> list[tuple[float, tuple[Passage, ...]]]:
    """Return the passages found in each index and language, best first, and what the list's best one is worth.

    `query` holds weighted tokens, `asked` the question that they stand for, if any, for the second ranking. At most
    `limit` passages are in a list and at most `quota` of a document.
    """
    lists = []
    for index, documents in indexes:
        by_path = {document.path: document for document in documents}
        english = frozenset(document.path for document in documents if document.language == "en")
        if english and any(text.has_han(token) for token in query):
            ways = [(query, 1.0, by_path.keys() - english), (_translated(query), TRANSLATED_SHARE, english)]
        else:
            ways = [(query, 1.0, by_path.keys())]
        for words, share, paths in ways:
            depth = max(ranking.DEPTH, 4 * limit)
            hits = index.search(words, depth if len(paths) == len(by_path) else MIXED * depth) if paths else ()
            ranked = _again(asked, [hit for hit in hits if hit.path in paths][:depth], by_path)
            lists.append((share, _with_quota(ranked, by_path, limit, quota)))
    return lists


def _translated(query: Mapping[str, float]) -> dict[str, float]:
    weighted = dict(query)
    for token, weight in query.items():
        for word in dictionary.translate(token) if text.has_han(token) else ():
            weighted[word] = max(weighted.get(word, 0.0), TRANSLATED_WEIGHT * weight)
    return weighted


def in_chinese(query: Mapping[str, float], indexes: Indexes) -> dict[str, float]:
    """Return a query with the Chinese words for its English ones, of those that an index holds."""
    weighed = dict(query)
    for token, weight in query.items():
        words = dictionary.chinese(token, query, lambda word: any(index.holds(word) for index, _ in indexes))
        weighed |= {word: TRANSLATED_WEIGHT * weight for word in words if word not in query}
    return weighed


def _again(asked: str, hits: Sequence[Hit], by_path: Mapping[str, Document]) -> list[Hit]:
    """Return the hits with new scores, best first."""
    first = hits[: ranking.DEPTH]
    scores = ranking.rescored(asked, [(by_path[hit.path].chunks[hit.chunk - 1].text, hit.score) for hit in first])
    anew = [replace(hit, score=score) for hit, score in zip(first, scores, strict=True)]
    return sorted([*anew, *hits[ranking.DEPTH :]], key=lambda hit: (-hit.score, hit.path, hit.chunk))


def _with_quota(hits: Sequence[Hit], by_path: Mapping[str, Document], limit: int, quota: int) -> tuple[Passage, ...]:
    kept: list[Passage] = []
    per_document: Counter[str] = Counter()
    for hit in hits:
        if len(kept) < limit and per_document[hit.path] < quota:
            per_document[hit.path] += 1
            kept.append(Passage(document=by_path[hit.path], chunk=hit.chunk, score=hit.score))
    return tuple(kept)


def rarity(word: str, indexes: Indexes, *, held: bool = False) -> float:
    """Return how rare a word is; `held`: 0 for one that no index holds."""
    return max((index.rarity(word) for index, _ in indexes if index.holds(word) or not held), default=0.0)


def said(indexes: Indexes) -> tuple[str, ...]:
    return tuple(line for index, _ in indexes for line in (index.rebuilt, index.advice) if line)
