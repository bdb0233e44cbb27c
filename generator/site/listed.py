"""Which documents have a page: those that a brief lists or cites, so that a site does not grow with what nobody cites.

How many others a corpus holds, the briefs that searched it say.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.brief import Brief
from generator.corpus import Corpus
from generator.site.markup import clean, items, mapping
from generator.site.walk import Walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """What a corpus holds besides the documents that have a page."""

    folder: str
    held: int
    """Documents, when a brief last searched it; 0 where that was not checked."""
    more: int
    """Those of them that no brief lists, 1 and up; 0 likewise."""


def within(corpora: Iterable[Corpus], briefs: Iterable[Brief]) -> tuple[Corpus, ...]:
    """Return the corpora with those documents alone that a brief lists, by hash or title, or cites by title."""
    named: set[str] = set()
    for brief in briefs:
        for source in map(mapping, items(brief.front.get("sources"))):
            named |= {str(source.get("sha256")), str(source.get("title"))}
        named |= {citation.title for _, _, sentence in brief.sentences for citation in sentence.citations}
    return tuple(
        replace(corpus, documents=tuple(d for d in corpus.documents if d.sha256 in named or d.title in named))
        for corpus in corpora
    )


def whole(corpora: Iterable[Corpus]) -> frozenset[str]:
    """Return the folders of the corpora that were read whole, so that what a brief says of all of one was checked."""
    return frozenset(corpus.root.as_posix() for corpus in corpora if not corpus.partial)


def others(walks: Iterable[Walk]) -> tuple[Others, ...]:
    """Return what the corpora of briefs, the newest first, hold besides; none where every document is listed."""
    held: dict[str, int] = {}
    listed: dict[str, set[str]] = {}
    unchecked: set[str] = set()
    for walk in walks:
        searched = mapping(walk.brief.front.get("corpus"))
        folder, documents = clean(searched.get("path", "")), searched.get("documents")
        if walk.uncounted:
            unchecked.add(folder)
        held.setdefault(folder, documents if isinstance(documents, int) else 0)
        sources = map(mapping, items(walk.brief.front.get("sources")))
        listed.setdefault(folder, set()).update(str(s.get("path")) for s in sources if s.get("kind") == "corpus")
    counted = {folder: number for folder, number in held.items() if folder and folder not in unchecked}
    left = {folder: number - len(listed[folder]) for folder, number in counted.items()}
    known = [Others(folder=name, held=held[name], more=more) for name, more in left.items() if more > 0]
    return (*known, *(Others(folder=name, held=0, more=0) for name in held if name in unchecked))
