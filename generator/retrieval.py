"""Evidence for a commission: one query per section and subject, merged with a quota per document.

One bag of words over a whole commission finds a fraction of what its clauses need, so every section asks its
own questions, widened by words that the best passages share (relevance feedback) and by the subject's names.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import claims, text, tokens
from generator.claims import Card
from generator.commission import Commission, SectionSpec
from generator.corpus import Corpus, Document
from generator.index import Index

FEEDBACK_CHUNKS = 6
"""Chunks whose shared words widen a section's query."""
FEEDBACK_WORDS = 6
FEEDBACK_WEIGHT = 0.35
SUBJECT_WEIGHT = 0.8
"""Weights of widening words and of a subject's names against 1 for the section's own words."""
CHUNKS_PER_QUERY = 40
CHUNKS_PER_DOCUMENT = 8
"""Chunks that a section and subject take from an index, and from one document; their sentences are ranked anew."""
COMPARED = ("comparison", "body")
"""Roles of the sections that set side against side."""
POSED = ("introduction", *COMPARED, "conclusion")
"""Roles of the sections that are filled from the corpus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well a card serves a section."""

    card: int
    """Position in `Evidence.cards`."""
    section: int
    score: float
    """0 to 1 within the section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the corpus offers for a commission."""

    cards: tuple[Card, ...]
    fits: tuple[Fit, ...]
    """Best first within a section; sections in order."""
    documents: tuple[Document, ...]
    """Every document searched, attachments first."""
    rebuilt: tuple[str, ...] = ()
    """Why an index had to be built anew, if one had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A chunk found for a query."""

    document: Document
    chunk: int
    score: float
    """BM25 within its index, ≥ 0."""


def open_indexes(folder: Path, corpus: Corpus, attachments: Sequence[Document]) -> tuple[tuple[Index, tuple[Document, ...]], ...]:
    """Open one index for the corpus and one for each attachment below `folder`, bringing them up to date."""
    root = text_key(str(corpus.root.resolve()))
    opened = [(Index(folder / f"corpus-{root}", corpus.documents), corpus.documents)] if corpus.documents else []
    for document in attachments:
        opened.append((Index(folder / f"file-{document.sha256[:16]}", (document,)), (document,)))
    return tuple(opened)


def text_key(value: str) -> str:
    """Return a short stable name for a string."""
    import hashlib

    return hashlib.sha256(value.encode()).hexdigest()[:12]


def search(query: str, corpus: Corpus, folder: Path, limit: int = 10) -> tuple[Passage, ...]:
    """Return the chunks that answer a query, by the same code that finds the writer's evidence."""
    weighted = {token: 1.0 for token in tokens.content_tokens(query) or tokens.tokens(query)}
    return _passages(weighted, open_indexes(folder, corpus, ()), limit, quota=limit)


def _passages(query: Mapping[str, float], indexes: tuple, limit: int, quota: int) -> tuple[Passage, ...]:
    """Search every index in its documents' languages; scores are comparable within an index only."""
    found: list[Passage] = []
    for index, documents in indexes:
        by_path = {document.path: document for document in documents}
        languages = {document.language for document in documents}
        weighted = dict(query)
        if "en" in languages:
            for token, weight in query.items():
                if text.has_han(token):
                    for word in tokens.translate(token):
                        weighted[word] = max(weighted.get(word, 0.0), 0.5 * weight)
        per_document: Counter[str] = Counter()
        kept = 0
        for hit in index.search(weighted, limit * 4):
            if kept == limit or per_document[hit.path] == quota:
                continue
            per_document[hit.path] += 1
            kept += 1
            found.append(Passage(document=by_path[hit.path], chunk=hit.chunk, score=hit.score))
    return tuple(sorted(found, key=lambda p: (-p.score, p.document.path, p.chunk)))


def gather(commission: Commission, corpus: Corpus, attachments: Sequence[Document], folder: Path) -> Evidence:
    """Find, for every section that is filled from the corpus, the sentences that may serve it.

    The commission must be resolved (all subjects named). Indexes live below `folder`.
    """
    indexes = open_indexes(folder, corpus, attachments)
    sections = [section for section in commission.sections if section.role in POSED]
    found: dict[tuple[str, int], tuple[Document, int]] = {}
    queries: dict[int, dict[str, float]] = {}
    strength: dict[tuple[int, str, int], float] = {}
    for section in sections:
        queries[section.number] = query = _query(section, commission, indexes)
        for subject in commission.subjects:
            names = Counter(
                token for name in (subject.name, *subject.aliases[:4]) for token in tokens.content_tokens(name)
            )
            asked = dict(query)
            for token in [*names, *(t for word in subject.classes for t in tokens.content_tokens(word))]:
                asked[token] = max(asked.get(token, 0.0), SUBJECT_WEIGHT)
            passages = _passages(asked, indexes, CHUNKS_PER_QUERY, CHUNKS_PER_DOCUMENT)
            best = max((passage.score for passage in passages), default=1.0)
            for passage in passages:
                key = (passage.document.path, passage.chunk)
                found[key] = (passage.document, passage.chunk)
                at = (section.number, *key)
                strength[at] = max(strength.get(at, 0.0), passage.score / best)
    paths = frozenset(document.path for document in attachments)
    pairs = [(document, document.chunks[number - 1]) for _, (document, number) in sorted(found.items())]
    cards = claims.cards(pairs, commission.subjects, paths)
    fits = tuple(fit for section in sections for fit in _fits(section, cards, queries[section.number], strength, indexes))
    return Evidence(
        cards=cards,
        fits=fits,
        documents=(*attachments, *corpus.documents),
        rebuilt=tuple(index.rebuilt for index, _ in indexes if index.rebuilt),
    )


def _query(section: SectionSpec, commission: Commission, indexes: tuple) -> dict[str, float]:
    """Return weighted tokens: the section's words, the axes that share one, and feedback from the best chunks."""
    own = tokens.content_tokens(section.title) if section.role in COMPARED else ()
    query = {token: 1.0 for token in own}
    if section.role in COMPARED:
        near = [axis for axis in commission.axes if set(tokens.content_tokens(axis)) & set(own)]
    else:  # introduction and conclusion speak of everything
        near = [*commission.axes, *(s.title for s in commission.sections if s.role in COMPARED)]
    for words in near:
        query |= {token: query.get(token, 0.8) for token in tokens.content_tokens(words)}
    asked = dict(query)
    for subject in commission.subjects:
        asked |= {token: SUBJECT_WEIGHT for token in tokens.content_tokens(subject.name) if token not in asked}
    names = {t for subject in commission.subjects for n in (subject.name, *subject.aliases) for t in tokens.tokens(n)}
    for index, documents in indexes:
        by_path = {document.path: document for document in documents}
        if sum(len(document.chunks) for document in documents) < 3 * FEEDBACK_CHUNKS:
            continue  # the best chunks of so few are no selection
        weights: Counter[str] = Counter()
        for hit in index.search(asked, FEEDBACK_CHUNKS):
            words = tokens.content_tokens(by_path[hit.path].chunks[hit.chunk - 1].text)
            for token, times in Counter(words).items():
                if len(token) > 1 and not token.isdigit() and token not in names:
                    weights[token] += min(times, 3) * index.rarity(token) / max(20, len(words)) ** 0.5
        ranked = sorted((-weight, token) for token, weight in weights.items() if token not in query)
        query |= {token: FEEDBACK_WEIGHT for _, token in ranked[:FEEDBACK_WORDS]}
    return query


def _fits(section: SectionSpec, cards: tuple[Card, ...], query: Mapping[str, float], strength: Mapping[tuple[int, str, int], float], indexes: tuple) -> list[Fit]:
    """Score every card against a section: rare query words in the sentence, and the strength of its chunk."""
    rarity = {token: max((index.rarity(token) for index, _ in indexes), default=0.0) for token in query}
    translated = {word: 0.5 * weight for token, weight in query.items() for word in tokens.translate(token)}
    rarity |= {word: max((index.rarity(word) for index, _ in indexes), default=0.0) for word in translated}
    raw: list[tuple[float, int]] = []
    for number, card in enumerate(cards):
        words = set(tokens.content_tokens(card.text))
        gain = sum(weight * rarity[token] for token, weight in query.items() if token in words)
        if card.language == "en":
            gain += sum(weight * rarity[token] for token, weight in translated.items() if token in words)
        chunk = strength.get((section.number, card.span.document, card.span.chunk), 0.0)
        if gain or chunk:
            raw.append((gain / (4 + len(words)) ** 0.5 + chunk, number))
    best: dict[tuple[str, bool], float] = {}  # translated words score lower, and attachments were given to be used
    for score, number in raw:
        kind = (cards[number].language, cards[number].attached)
        best[kind] = max(best.get(kind, 0.0), score)
    whole = max(best.values(), default=1.0)
    fits = []
    for score, number in raw:
        card = cards[number]
        scale = best[card.language, True] if card.attached else whole
        fits.append(Fit(card=number, section=section.number, score=round(score / scale, 4)))
    return sorted(fits, key=lambda fit: (-fit.score, fit.card))
