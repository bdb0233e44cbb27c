"""Gathering evidence for a commission: one query per section and subject, merged with a quota per document.

One bag of words over a whole commission finds a fraction of what its clauses need, so every section asks its
own question, widened by the words of the thesaurus for what its heading asks and by the subject's names.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.commission import Commission, SectionSpec, Subject
from generator.corpus import Chunk, Corpus, Document
from generator.corpus.copies import originals
from generator.evidence import (
    about,
    aspects,
    attributing,
    bounding,
    claims,
    context,
    excluding,
    languages,
    meaning,
    naming,
    outlining,
    parts,
    periods,
    placing,
    retrieval,
    rows,
    sections as of_sections,
    stated,
)
from generator.evidence.answering import Pool
from generator.evidence.cards import LISTED, Card
from generator.evidence.fitting import Fit
from generator.evidence.parts import Part, Scale
from generator.evidence.placing import COMPARED, POSED
from generator.language import tokens

# Unless a line says otherwise these were set by hand while reading briefs, and have not been measured one by one.
TERM_WEIGHT = 0.3
SUBJECT_WEIGHT = 0.8
"""Weights of the thesaurus's words and of a subject's names, 0 to 1, against 1 for the section's own words."""
AXIS_WEIGHT = 0.8
"""Weight of the words of an axis, 0 to 1, against 1 for the section's own words."""
ALIASES = 12
"""Other names of a subject that a query asks for (0 and up), at most: the commission lists the nearest first."""
CHUNKS_PER_QUERY = 80
CHUNKS_PER_DOCUMENT = 12
"""Chunks that a section and subject take from an index, and from one document; their sentences are ranked anew."""
NO_QUESTION = ""
"""A section's title is no question: ranking by its pairs made briefs no better (see docs/search.md)."""
HEARD = 1200
"""Sentences (1 or more) that are looked at for what they mean, those of the chunks that the search found first: about
50 ms each the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the corpus offers for a commission."""

    cards: tuple[Card, ...]
    parts: tuple[Part, ...]
    """The parts of sources that hold the cards, in document order."""
    fits: tuple[Fit, ...]
    """Best first within a section; sections in order."""
    documents: tuple[Document, ...]
    """Every document searched, attachments first."""
    facts: tuple[rows.Fact, ...] = ()
    """What tables say of the sides, in document order."""
    index: str = ""
    """The version of the shared index that was searched, as `Index.version` says it; "" for one that is not shared."""
    rebuilt: tuple[str, ...] = ()
    """What is to be said of the indexes: why one had to be built anew, what would serve one of that size better."""


def sentences(evidence: Evidence) -> Evidence:
    """Return the evidence without excerpts, for who tells single sentences in other words."""
    cards = tuple(card for card in evidence.cards if card.excerpt is None)
    kept = [n for n, card in enumerate(evidence.cards) if card.excerpt is None]
    place = {n: at for at, n in enumerate(kept)}
    return replace(
        evidence,
        cards=cards,
        fits=tuple(replace(fit, card=place[fit.card]) for fit in evidence.fits if fit.card in place),
        parts=tuple(
            replace(part, cards=tuple(place[n] for n in part.cards))
            for part in evidence.parts
            if part.cards[0] in place
        ),
    )


def best_fits(fits: Iterable[Fit], sections: frozenset[int]) -> dict[int, float]:
    """Return the best fit of each card to one of the sections, by the card's position in `Evidence.cards`."""
    best: dict[int, float] = {}
    for fit in fits:
        if fit.section in sections:
            best[fit.card] = max(best.get(fit.card, 0.0), fit.score)
    return best


def gather(
    commission: Commission,
    corpus: Corpus,
    attachments: Sequence[Document],
    folder: Path,
    progress: meaning.Progress | None = None,
) -> Evidence:
    """Find, for every section that is filled from the corpus, the sentences that may serve it.

    The commission must be resolved (all subjects named). Indexes live below `folder`. Of documents with the same text
    one is cited: copies are no further sources.
    """  # fmt: skip
    indexes = retrieval.open_indexes(folder, corpus, attachments)
    sections = [section for section in commission.sections if section.role in POSED]
    found: dict[tuple[str, int], Document] = {}
    queries: dict[int, dict[str, float]] = {}
    strength: dict[tuple[int, str, int], float] = {}
    away = languages.abroad(commission, corpus.documents)
    for section in sections:
        query = _query(section, commission)
        if away and commission.language == "en":
            query = retrieval.in_chinese(query, indexes)
        queries[section.number] = query
        for subject in commission.subjects:
            asked = dict(query)
            for name in (subject.name, *subject.aliases[:ALIASES], *subject.classes):
                for token in tokens.content_tokens(name):
                    asked[token] = max(asked.get(token, 0.0), SUBJECT_WEIGHT)
            lists = retrieval.by_index(asked, NO_QUESTION, indexes, CHUNKS_PER_QUERY, CHUNKS_PER_DOCUMENT)
            best = max((passages[0].score for _, passages in lists if passages), default=1.0)
            for passage in (passage for _, passages in lists for passage in passages):
                key = (passage.document.path, passage.chunk)
                found[key] = passage.document
                at = (section.number, *key)
                strength[at] = max(strength.get(at, 0.0), passage.score / best)
    for subject in commission.subjects:
        if not tokens.content_tokens(" ".join((subject.name, *subject.aliases))):
            found |= _holding(subject, (*attachments, *corpus.documents))
    met = {path for path, _ in found}
    left_out = _copies([document for document in corpus.documents if document.path in met], commission)
    older = periods.superseded(corpus.documents) | {one.path for one in corpus.documents if stated.lapsed(one)}
    for subject in commission.sides:  # one that only an older edition is called by is meant
        called = {document.path for document in corpus.documents if document.title in subject.aliases}
        older -= called if called <= older else set()
    paths = frozenset(document.path for document in attachments)

    best_at: dict[str, float] = {}
    for (_, path, _), score in strength.items():
        best_at[path] = max(best_at.get(path, 0.0), score)
    beside = of_sections.beside(found, best_at, commission.sides)

    def told(without: frozenset[str]) -> tuple[Card, ...]:
        def pairs(chosen: Mapping[tuple[str, int], Document]) -> list[tuple[Document, Chunk]]:
            return [
                (document, document.chunks[number - 1])
                for (path, number), document in sorted(chosen.items(), key=lambda item: item[0])
                if path not in without
            ]

        told = claims.cards(pairs(found), commission.sides, paths)
        return (*told, *of_sections.cards(pairs({**found, **beside}), commission.sides, paths))

    newest = told(left_out | older)
    if older and not {subject.name for subject in commission.sides} <= {card.side for card in newest}:
        newest = told(left_out)  # an amendment says nothing of its own; the law before it does
    else:
        left_out |= older
    cards = excluding.matter(newest, commission)
    cards = bounding.matter(cards, commission, corpus.documents)
    titles = {document.path: document.title for document in (*attachments, *corpus.documents)}
    if not commission.sides:
        cards = about.matter(cards, titles, commission, lambda word: retrieval.rarity(word, indexes, held=bool(away)))
    answering = {
        section.number
        for section in sections
        if placing.asks(section, commission) or placing.compares(section, commission)
    }
    closing = [section.number for section in sections if section.role == "conclusion" and commission.sides]
    answering |= set(closing[-1:])
    names = tuple(name for subject in commission.sides for name in (subject.name, *subject.aliases))
    own = {section.number: section.title for section in sections if section.title in commission.aspects}
    divided = parts.found(cards)
    asking = frozenset(token for name in names for token in tokens.tokens(name))
    scale = Scale(divided, cards, titles, asking)

    everyone = not commission.sides
    heard = [
        n
        for n, card in enumerate(cards)
        if card.excerpt is None and (everyone or card.side or card.via == "all" or card.attached)
    ]
    found_at: dict[tuple[str, int], float] = {}
    for (_, *at), score in strength.items():
        found_at[at[0], at[1]] = max(found_at.get((at[0], at[1]), score), score)
    heard.sort(key=lambda n: (-found_at.get((cards[n].span.document, cards[n].span.chunk), 0.0), n))
    heard = sorted(heard[:HEARD])

    offered = {card.span.document for card in cards}
    owned = (
        (one.path, attributing.about(one, commission.sides))
        for one in (*attachments, *corpus.documents)
        if one.path in offered and commission.sides
    )
    owners = {path: told.subject.name for path, told in owned if told}

    def near(questions: Sequence[str]) -> meaning.Nearness:
        titled = [titles[cards[n].span.document] for n in heard]
        above = [cards[n].headings[-1] if cards[n].headings else title for n, title in zip(heard, titled, strict=True)]
        said = [
            f"{heading}: {parts.matter(cards[n])}" if cards[n].relation in LISTED else parts.matter(cards[n])
            for heading, n in zip(above, heard, strict=True)
        ]
        told = meaning.nearness(questions, commission.query, said, above, titled, progress)
        rows = dict(zip(heard, told.tolist(), strict=True))
        headed = {heading for card in cards for heading in card.headings}
        answering = [meaning.answering(questions, heads, progress) for heads in ({*titled}, headed)]
        return meaning.Nearness(
            passages={
                words: [rows[n][at] if n in rows else 0.0 for n in range(len(cards))]
                for at, words in enumerate(questions)
            },
            headings={words: answering[0][words] | answering[1][words] for words in questions},
        )

    def rarity(word: str) -> float:
        return retrieval.rarity(word, indexes)

    def portrayed() -> list[float]:
        above = [(titles[cards[n].span.document], *cards[n].headings[-1:], parts.matter(cards[n])) for n in heard]
        told = dict(
            zip(heard, meaning.portrayal(commission.query, list(map(" › ".join, above)), progress), strict=True)
        )
        sizes = [math.log(1 + len(parts.whole(card))) for card in cards]
        usual = sum(sizes) / max(1, len(sizes))
        return [
            float(told.get(n, 0.0)) + placing.SIZED * min(size - usual, placing.LONG) for n, size in enumerate(sizes)
        ]

    pool = Pool(cards, titles, owners, commission.sides, commission.query, progress)
    fits = tuple(
        fit
        for fit in placing.placed(
            commission, answering, cards, scale, queries, strength, rarity, names, titles, near, portrayed, pool
        )
        if fit.section not in own or outlining.tells(cards[fit.card], own[fit.section], commission.language)
    )
    return Evidence(
        cards=cards,
        parts=divided,
        fits=fits,
        documents=(*attachments, *corpus.documents),
        facts=tuple(
            fact
            for document in corpus.documents
            if document.path not in left_out and document.language == commission.language
            for chunk in document.chunks
            for block in chunk.blocks
            for fact in rows.facts(document, chunk, block, commission.sides)
            if context.fault(document, chunk, fact.span.start) is None
        ),
        index=next((index.version for index, _ in indexes), ""),
        rebuilt=retrieval.said(indexes),
    )


def _copies(documents: Sequence[Document], commission: Commission) -> frozenset[str]:
    """Return the paths of the documents that are copies of others, but for one that speaks for each side: what two
    parties both say, each says. Where one of a family speaks for a side, what speaks for none is the copy, as is what
    is not titled by the one subject."""
    families: dict[str, list[Document]] = {}
    standing, subjects = originals(documents), commission.subjects

    def order(document: Document) -> tuple[bool, bool, str]:
        return not naming.mentioned(document.title, subjects), document.path in standing, document.path

    for document in sorted(documents, key=order):
        families.setdefault(standing.get(document.path, document.path), []).append(document)
    left_out: set[str] = set()
    for family in families.values():
        kept: dict[Subject | None, str] = {}
        for document in family:
            about = attributing.about(document, commission.sides)
            kept.setdefault(about.subject if about and about.titled else None, document.path)
        if len(kept) > 1:
            kept.pop(None, None)
        left_out |= {document.path for document in family} - set(kept.values())
    return frozenset(left_out)


def _holding(subject: Subject, documents: Iterable[Document]) -> dict[tuple[str, int], Document]:
    """Return the chunks that hold the name of a subject of which no index knows a word: 定投 is none of the
    dictionary's."""
    known = naming.known_as(subject)
    return {
        (document.path, chunk.number): document
        for document in documents
        for chunk in document.chunks
        if known.search(document.title) or known.search(chunk.text)
    }


def _query(section: SectionSpec, commission: Commission) -> dict[str, float]:
    """Return weighted tokens: the section's words, the axes that share one, and the thesaurus's words for both."""
    own = tokens.content_tokens(section.title) if placing.asks(section, commission) else ()
    query = dict.fromkeys(own, 1.0)
    if not commission.sides:
        for subject in commission.subjects:
            query |= {token: query.get(token, SUBJECT_WEIGHT) for token in tokens.content_tokens(subject.name)}
    if section.role in COMPARED:
        near = [axis for axis in commission.axes if set(tokens.content_tokens(axis)) & set(own)]
    else:  # introduction and conclusion speak of everything
        near = [*commission.axes, *(s.title for s in commission.sections if s.role in COMPARED)]
    for words in near:
        query |= {token: query.get(token, AXIS_WEIGHT) for token in tokens.content_tokens(words)}
    for name, worth in aspects.asked(section.title).items() if own else ():
        for term in aspects.terms(name):
            query |= {t: query.get(t, TERM_WEIGHT * worth) for t in tokens.content_tokens(term)}
    return query
