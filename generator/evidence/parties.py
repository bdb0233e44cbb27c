"""Whom a corpus speaks of, where it is sorted by that: by folders, or by titles of one form: "Alder lease",
"Birch lease"."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from generator.commission import Parties
from generator.corpus import Document
from generator.language import text, tokens

COVERED = 0.8
"""Share of the documents, 0 to 1, that folders or titles of parties have together. Set by hand."""
MOST = 12
"""Parties that a commission counts at most."""
_BREAK = re.compile(r"[\s_-]+")
_PIECE = re.compile(rf"[{text.HAN}]+|[^\s_{text.HAN}-]+")


def sorted_by(documents: Sequence[Document]) -> tuple[Parties, ...]:
    """Return the parties by which a corpus is sorted, in each way that it is."""
    told = "\n".join(part for d in documents for part in (d.title, *(chunk.text for chunk in d.chunks)))
    found = dict.fromkeys(way for way in (*_folders(documents), *_titles(documents)) if way)
    return tuple(way for way in (_written(names, told) for names in found) if way)


def _folders(documents: Sequence[Document]) -> Iterator[tuple[str, ...]]:
    """Yield the folders below the first that holds several, which together hold nearly all documents."""
    inside: dict[PurePosixPath, Counter[str]] = defaultdict(Counter)
    for document in documents:
        path = PurePosixPath(document.path).parent
        for folder in (path, *path.parents)[:-1]:
            inside[folder.parent][folder.name] += 1
    several = [(len(parent.parts), held) for parent, held in inside.items() if 1 < len(held) <= MOST]
    for _, held in sorted(several, key=lambda one: one[0])[:1]:
        if held.total() >= COVERED * len(documents):
            yield tuple(sorted(held))


def _titles(documents: Sequence[Document]) -> Iterator[tuple[str, ...]]:
    """Yield what titles begin with, and what they end with, beside words that several share."""
    titles = [_PIECE.findall(document.title) for document in documents]
    titles = [
        [word for piece in title for word in (tokens.words(piece) if text.has_han(piece) else [piece])]
        for title in titles
    ]
    for turn in (lambda words: words, lambda words: words[::-1]):
        yield _heads([turn(title) for title in titles], turn)


def _heads(titles: list[list[str]], turn: Callable[[list[str]], list[str]]) -> tuple[str, ...]:
    """Return the least that titles begin with before words which others end with too; () where those are few."""
    by_tail: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for title in titles:
        for place in range(1, len(title)):
            by_tail[tuple(title[place:])].add(tuple(title[:place]))
    heads = set()
    for title in titles:
        shared = (place for place in range(1, len(title)) if len(by_tail[tuple(title[place:])]) > 1)
        if place := next(shared, 0):
            heads.add(tuple(title[:place]))
    covered = sum(any(tuple(title[: len(head)]) == head for head in heads) for title in titles)
    if not 1 < len(heads) <= MOST or covered < COVERED * len(titles):
        return ()
    end = _alike([title[::-1] for title in titles])
    tail = titles[0][len(titles[0]) - end :]
    return tuple(sorted(_joined(turn([*head, *tail])) for head in heads))


def _joined(words: list[str]) -> str:
    joined = " ".join(words)
    return joined.replace(" ", "") if text.has_han(joined) else joined


def _written(names: tuple[str, ...], told: str) -> Parties | None:
    """Return parties as the sources write them, without the words that all have; None where one is no name there."""
    pieces = [_PIECE.findall(name) if not text.has_han(name) else list(name) for name in names]
    head = _alike(pieces)
    tail = _alike([piece[head:][::-1] for piece in pieces])
    own = [piece[head : len(piece) - tail] for piece in pieces]
    kept = [_form("".join(p) if text.has_han("".join(p)) else " ".join(p), told) for p in own]
    shared = pieces[0][:head] + pieces[0][len(pieces[0]) - tail :]
    return Parties(names=tuple(kept), shared=_joined(shared)) if all(kept) else None


def _alike(pieces: list[list[str]]) -> int:
    """Return how many words all begin with."""
    same = 0
    for column in zip(*pieces, strict=False):
        if len({word.casefold() for word in column}) > 1:
            break
        same += 1
    return same


def _form(name: str, told: str) -> str:
    """Return how sources write a name, "" where they have it nowhere, or in small letters: "guides"."""
    if text.has_han(name):
        return name if name in told else ""
    if not name:
        return ""
    words = r"[\s_-]+".join(map(re.escape, name.split()))
    forms = Counter(re.findall(rf"(?<![A-Za-z0-9]){words}(?![A-Za-z0-9])", told, re.IGNORECASE))
    form = max(forms, key=lambda one: (forms[one], one), default="")
    return form if form != form.lower() or re.search(r"\d", form) else ""
