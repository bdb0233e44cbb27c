"""Excerpts that a person edited: held against their source sentence by sentence.

Each sentence is set beside the one that it was made of, in their order, and two beside one where they were joined or
parted. What stands beside each other is judged like any sentence that was edited; a new one has nothing to stand on,
and one that excepts from the others, or turns against them, may not go.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.brief import excerpted
from generator.brief.ledger import Entry, Support
from generator.commission import Subject
from generator.corpus import Chunk, Document
from generator.evidence import cohesion, excerpts
from generator.evidence.excerpts import Excerpt
from generator.gate import function_words, rewording
from generator.language import text

BESIDE = 0.4
"""Score (0 to 1, as `rewording.Judgement.score`) below which one sentence was not made of another. Set by hand, as is
the next."""
FAR = 0.7
"""Score below which a sentence is too far from the one that it was made of: a little lower than that of a sentence
alone, since a “we” has to give way in each sentence of an excerpt, and what stands before it says what is left out."""
STEPS = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 0), (0, 1))
"""How many sentences (0 or more) of the text stand beside how many of the source."""
MODELS = ("accepted", "repaired")
"""What the ledger says of sentences in a model's words: these are judged as what it retells."""


def parts(entry: Entry, document: Document, chunk: Chunk) -> tuple[Excerpt, ...]:
    """Return the excerpts that an edited claim may have been, one for each heading that they begin; () for none.

    `document` and `chunk` of its first support.
    """
    spans = [span for span in entry.supports if span.relation == "retold"]
    first = spans[0] if spans else None
    if first is None or entry.kind != "claim" or entry.written in MODELS:
        return ()
    if len(spans) != len(entry.supports) or any(_where(span) != _where(first) for span in spans):
        return ()
    return excerpts.at(document, chunk, first.start, spans[-1].end)


def _where(span: Support) -> tuple[str, int]:
    return span.source, span.chunk


def leads(
    found: Sequence[Excerpt], document: Document, chunk: Chunk, script: str, side: Subject | None
) -> tuple[str, ...]:
    """Return the words that may stand before an edited excerpt: those that may before the excerpt that it was; and
    none, where no heading turns what it says."""
    kept = [
        lead
        for one in found
        for lead in excerpted.leads(script, document.title, one, excerpts.said(chunk, one, document.language), side)
    ]
    free = any(len(one.above) <= 1 and not one.bound and not one.article for one in found)
    return tuple(dict.fromkeys((*kept, *([""] if free else []))))


def faults(own: str, said: str, headings: Sequence[str]) -> tuple[str, ...]:
    """Return what disagrees between the words of an edited excerpt and those that it has in its source; `headings`
    stand above it."""
    mine, theirs = (tuple(words[a:b] for a, b in text.sentences(words)) for words in (own, said))
    return tuple(dict.fromkeys(_faults(mine, theirs, headings)))


def _faults(mine: tuple[str, ...], theirs: tuple[str, ...], headings: Sequence[str]) -> Iterator[str]:
    for told, written in beside(mine, theirs):
        if not told:
            if cohesion.limits(written, text.language(written)) or rewording.exceptions(
                written, text.language(written)
            ):
                yield "exception"
        elif not written:
            yield "new sentence"
        else:
            judged = rewording.judge(told, written, headings)
            yield from judged.faults
            if cohesion.rebuts(written, text.language(written)) and not _concedes(told):
                yield "concession"
            if judged.score < FAR and not judged.same:
                yield "too far"


def _concedes(words: str) -> bool:
    return any(of == "concession" for _, (of, _) in function_words.listed(words, text.language(words)))


@lru_cache(maxsize=1 << 8)
def beside(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the sentences of a text and of its source beside each other, "" where one has none: in their order, as
    alike as can be."""
    best: dict[tuple[int, int], tuple[float, tuple[tuple[str, str], ...]]] = {(0, 0): (0.0, ())}
    for a in range(len(mine) + 1):
        for b in range(len(theirs) + 1):
            ways = []
            for m, n in STEPS:
                if (a - m, b - n) not in best:
                    continue
                weight, before = best[a - m, b - n]
                told, written = _joined(mine[a - m : a]), _joined(theirs[b - n : b])
                alike = rewording.score(told, written) if m and n else 0.0
                if m and n and alike < BESIDE:
                    continue
                many = 0.9 if m + n > 2 else 1.0
                ways.append((weight + many * alike * len(told + written), (*before, (told, written))))
            if ways:
                best[a, b] = max(ways, key=lambda way: way[0])
    return best[len(mine), len(theirs)][1]


def _joined(sentences: Sequence[str]) -> str:
    return " ".join(sentences).strip()
