"""Two baselines that fill the same sections to the same lengths: leading sentences by BM25, and LexRank."""

from __future__ import annotations

import math
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from generator import corpus as corpora
from generator.language import text, tokens
from tools.bench.writer.texts import COMPARED, FILLED, Line, Text

K1, B = 1.2, 0.75
"""BM25's usual constants."""
CHUNKS = 20
"""Chunks of a section's query that LexRank ranks the sentences of."""
LEADS = 3
"""Sentences at the head of a chunk that the BM25 baseline takes."""
THRESHOLD, DAMPING, ALIKE = 0.1, 0.85, 0.5
"""LexRank: cosine that makes an edge, damping factor, and cosine above which a sentence repeats a chosen one."""


@dataclass(slots=True)
class Pool:
    """The sentences of a corpus in one language, by chunk, with BM25 over the chunks."""

    chunks: list[tuple[str, int, list[str]]] = field(default_factory=list)
    words: list[Counter[str]] = field(default_factory=list)

    def add(self, documents: Sequence[corpora.Document], language: str) -> None:
        for document in documents:
            for chunk in document.chunks if document.language == language else ():
                sentences = list(sentences_of(chunk))
                if sentences:
                    self.chunks.append((document.path, chunk.number, sentences))
                    self.words.append(Counter(tokens.content_tokens(chunk.text)))

    def ranked(self, query: str) -> list[tuple[str, int, list[str]]]:
        """Return the chunks that hold a word of the query, best first, by BM25."""
        total = len(self.chunks)
        mean = sum(map(Counter.total, self.words)) / max(1, total)
        scores = [0.0] * total
        for word in dict.fromkeys(tokens.content_tokens(query)):
            holders = [n for n in range(total) if word in self.words[n]]
            rarity = math.log(1 + (total - len(holders) + 0.5) / (len(holders) + 0.5))
            for n in holders:
                times = self.words[n][word]
                scores[n] += rarity * times * (K1 + 1) / (times + K1 * (1 - B + B * self.words[n].total() / mean))
        return [self.chunks[n] for n in sorted(range(total), key=lambda n: (-scores[n], n)) if scores[n] > 0]


def sentences_of(chunk: corpora.Chunk) -> Iterator[str]:
    for block in chunk.blocks:
        if block.kind in ("paragraph", "item"):
            for start, end in text.sentences(chunk.text[block.start : block.end]):
                yield " ".join(chunk.text[block.start + start : block.start + end].split())


def lead(pool: Pool, query: str) -> Iterator[tuple[str, str]]:
    """Yield (sentence, document): the leading sentences of each chunk, best chunk first."""
    for title, _, sentences in pool.ranked(query):
        for sentence in sentences[:LEADS]:
            yield sentence, title


def lexrank(pool: Pool, query: str) -> Iterator[tuple[str, str]]:
    """Yield (sentence, document) by LexRank: the stationary distribution of a random walk over the graph of similar
    sentences (tf-idf cosine above THRESHOLD), leaving out those that repeat a sentence yielded before.

    Erkan, G. & Radev, D. R. (2004). LexRank: Graph-based Lexical Centrality as Salience in Text Summarization.
    Journal of Artificial Intelligence Research 22, 457–479.
    """
    told = [(sentence, title) for title, _, sentences in pool.ranked(query)[:CHUNKS] for sentence in sentences]
    bags = [Counter(tokens.content_tokens(sentence)) for sentence, _ in told]
    vocabulary = {word: n for n, word in enumerate(sorted(set().union(*bags)))}
    if not vocabulary:
        return
    weights = np.zeros((len(told), len(vocabulary)))
    for row, bag in enumerate(bags):
        for word, times in bag.items():
            weights[row, vocabulary[word]] = times
    weights *= np.log(len(told) / np.count_nonzero(weights, axis=0)) + 1e-9
    weights /= np.linalg.norm(weights, axis=1, keepdims=True) + 1e-12
    cosine = weights @ weights.T
    edges = (cosine > THRESHOLD).astype(float)
    np.fill_diagonal(edges, 1.0)
    walk = DAMPING * edges / edges.sum(axis=1, keepdims=True) + (1 - DAMPING) / len(told)
    rank = np.full(len(told), 1 / len(told))
    for _ in range(100):
        rank = rank @ walk
    chosen: list[int] = []
    for n in sorted(range(len(told)), key=lambda n: (-rank[n], n)):
        if not chosen or cosine[n, chosen].max() <= ALIKE:
            chosen.append(n)
            yield told[n]


BASELINES = {"BM25 lead": lead, "LexRank": lexrank}


def baseline(maker: str, ours: Text, pool: Pool) -> Text:
    """Fill the sections of our brief with as much text as it has there, by one of BASELINES."""
    start = time.perf_counter()
    asked = ours.asked
    unit = asked["length"]["unit"]
    lines: list[Line] = []
    taken: set[str] = set()
    names = [name for name, _ in ours.subjects]
    for number, section in enumerate(asked["sections"], start=1):
        if section["role"] not in FILLED:
            continue
        wanted = sum(text.count(x.text, unit) for x in ours.lines if x.section == number and x.kind != "meta")
        query = " ".join((section["title"], *names, *(asked["axes"] if section["role"] not in COMPARED else ())))
        for sentence, title in BASELINES[maker](pool, query):
            size = text.count(sentence, unit)
            if wanted < size / 2:
                break
            if sentence in taken or size < 5:
                continue
            taken.add(sentence)
            wanted -= size
            lines.append(
                Line(
                    text=sentence, section=number, role=section["role"], kind="claim", own=sentence, side=None,
                    documents=(title,),
                )
            )  # fmt: skip
    lines = [replace(line, side=named(line.own, ours.subjects)) for line in lines]
    return replace(
        ours, maker=maker, lines=tuple(lines), seconds=time.perf_counter() - start, constraints="–", aspects=None
    )


def named(sentence: str, subjects: tuple[tuple[str, tuple[str, ...]], ...]) -> str | None:
    """Return the one subject that a sentence names, or None."""
    found = [
        name
        for name, aliases in subjects
        if any(re.search(rf"(?<![A-Za-z0-9]){re.escape(alias)}(?![A-Za-z0-9])", sentence, re.I) for alias in aliases)
    ]
    return found[0] if len(found) == 1 else None
