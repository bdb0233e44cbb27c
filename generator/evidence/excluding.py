"""What a commission leaves out, kept out of the evidence: documents by their names, sentences by what they name."""

from collections.abc import Iterable, Iterator, Sequence

from generator.commission import Commission, Named, breach, leaves_out, numbers
from generator.corpus import Document
from generator.evidence import naming
from generator.evidence.cards import Card
from generator.messages import say, some

MOSTLY = 0.5
"""Part of the sentences, 0 to 1, from which what names them all is the matter itself, and is not left out of it."""
SHOWN = 3
"""Documents that were left out which are named one by one."""


def names(document: Document) -> Named:
    """Return by what names a commission may mean a document."""
    return Named(
        title=document.title, path=document.path, others=(document.get("url") or "", document.get("source") or "")
    )


def permitted(documents: Iterable[Document], commission: Commission, date: str) -> tuple[Document, ...]:
    """Return the documents that a commission does not forbid as sources of a brief of that date."""
    subjects = _subjects(commission)
    return tuple(
        document
        for document in documents
        if not breach(
            commission.prohibitions, commission.periods, names(document), document.get("date"), date, subjects
        )
    )


def matter(cards: Sequence[Card], commission: Commission) -> tuple[Card, ...]:
    """Return the cards without those that name a topic that is to be left out, unless most do."""
    for topic in _topics(commission):
        pattern = naming.pattern((topic, *numbers(topic)))
        kept = tuple(card for card in cards if not pattern.search(card.text))
        cards = kept if len(kept) >= (1 - MOSTLY) * len(cards) else cards
    return tuple(cards)


def told(commission: Commission, documents: Sequence[Document]) -> Iterator[str]:
    """Yield what became of each source or topic to be left out: the documents, or that none is called so."""
    subjects = _subjects(commission)
    for one in commission.prohibitions:
        if one.kind not in ("source", "topic"):
            continue
        found = [document.path for document in documents if leaves_out(one, names(document), subjects)]
        if found:
            yield say("left out for “{value}”: {found}", value=one.value, found=some(found, SHOWN))
        elif one.kind == "source":
            yield say("“{value}” is to be left out, and no document is called so", value=one.value)
        elif not naming.told((one.value, *numbers(one.value)), map(naming.Words.of, documents)):
            yield say("“{value}” is to be left out, and no document speaks of it", value=one.value)


def _subjects(commission: Commission) -> tuple[str, ...]:
    return tuple(name for subject in commission.subjects for name in (subject.name, *subject.aliases))


def _topics(commission: Commission) -> tuple[str, ...]:
    return tuple(one.value for one in commission.prohibitions if one.kind == "topic")
