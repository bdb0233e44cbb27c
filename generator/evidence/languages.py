"""In which language a corpus speaks of the subjects of a commission, where that is not the brief's own.

Read from the documents alone, so that the gate finds the same without an index.
"""

from collections.abc import Iterable

from generator.commission import Commission
from generator.corpus import Document
from generator.evidence import naming

HARDLY = 0.05
"""Part of the chunks that name a subject (0 to 1) that is in the brief's own language, up to which it is hardly spoken
of in it: a read-me in English beside fifty Chinese documents. By hand."""


def abroad(commission: Commission, documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the names of the subjects of which the documents speak in another language than the brief's, and hardly in
    that."""
    told = tuple(documents)
    return tuple(s.name for s in commission.subjects if _abroad((s.name, *s.aliases), commission.language, told))


def _abroad(names: Iterable[str], language: str, documents: Iterable[Document]) -> bool:
    words, own, others = naming.pattern(names), 0, 0
    for document in documents:
        titled = words.search(document.title) is not None
        held = sum(titled or words.search(chunk.text) is not None for chunk in document.chunks)
        if document.language == language:
            own += held
        else:
            others += held
    return others > 0 and own <= HARDLY * (own + others)
