"""What the documents that speak for a side hold on a point, by its words in a heading or a paragraph.

A search over a whole corpus may bring others first. Before a brief says that nothing answers a point of a side, that
side's own documents are looked through: by title, folder or text (`attributing`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from generator.commission import Subject
from generator.corpus import Chunk, Document
from generator.evidence import answers, attributing, lists, naming, spans
from generator.language import text, tokens

HELD = 0.6
"""Part (0 to 1) of the words of a point that a paragraph and the headings above it hold, to be on it. By hand."""
SAID = 0.8
"""Part of them (0 to 1) that a passage of a side holds, with what stands above it, that says the matter. By hand: of
three words two meet in many that say something else (“basal rate steps”)."""
FEW, HALF = 2, 0.5
"""Of so few words (1 or more) one is enough, of so many half (0 to 1): a page with 教材翻译 may have the 中文教材."""
MEASURED = frozenset(("time", "money"))
"""Kinds of answers, of `answers.KINDS`, that are amounts: who has one has what was asked for."""
CHUNKS = 10
"""Most chunks (1 or more) that are taken for a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A paragraph of a document of a side that has the words of a point."""

    side: str
    document: Document
    chunk: Chunk
    share: float
    """Of the point's words, 0 to 1."""


def on(words: str, documents: Sequence[Document], subjects: tuple[Subject, ...]) -> tuple[Held, ...]:
    """Return the paragraphs on a point in the documents of the sides that it names, of all sides where it names none;
    one for each chunk, best first."""
    named = naming.mentioned(words, subjects) or subjects
    known = {token for one in subjects for name in (one.name, *one.aliases) for token in tokens.content_tokens(name)}
    asked = frozenset(tokens.content_tokens(words)) - known
    if not asked:
        return ()
    found = sorted(_held(asked, documents, subjects, named), key=lambda one: -one.share)
    return tuple(found[:CHUNKS])


def _held(
    asked: frozenset[str], documents: Iterable[Document], subjects: tuple[Subject, ...], named: Sequence[Subject]
) -> Iterator[Held]:
    for document in documents:
        about = attributing.about(document, subjects)
        if about is None or about.subject not in named:
            continue
        for chunk in document.chunks:
            blocks = ((*block.heading_path, chunk.text[block.start : block.end]) for block in chunk.blocks)
            share = max((len(asked & _words("\n".join(said))) for said in blocks), default=0) / len(asked)
            if share >= HELD:
                yield Held(side=about.subject.name, document=document, chunk=chunk, share=share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a look through the passages of a side on a point came to."""

    heard: bool
    """Whether any passage is the side's at all."""
    foreign: bool
    """Whether one is in another language than the words, which tell nothing there."""
    told: str = ""
    """The first passage that says the matter, "" for none."""

    @property
    def nothing(self) -> bool:
        """Whether a brief may say that nothing was found."""
        return self.heard and not self.foreign and not self.told


def look(words: str, side: Subject, documents: Iterable[Document], subjects: tuple[Subject, ...]) -> Looked:
    """Look for a point of a side in each passage that speaks for it or names it, with what stands above that.

    A passage is a sentence with the one before it, or a point of a list with what introduces the list: words that meet
    only further apart say nothing of the side. Of a word that asks how long or how much an amount is the answer.
    """
    known, language = naming.known_as(side), text.language(words)
    asked = frozenset(tokens.content_tokens(words)) - {t for n in (side.name, *side.aliases) for t in tokens.tokens(n)}
    kinds = _measured(words, language)
    heard = foreign = False
    for document in documents if asked else ():
        about = attributing.about(document, subjects)
        own = about is not None and about.subject.name == side.name
        for above, passage in _passages(document):
            if not own and not known.search(f"{above}\n{passage}"):
                continue
            heard, foreign = True, foreign or document.language != language
            held = asked & (_words(above) | _words(passage))
            held |= {token for token in asked if kinds.get(token, frozenset()) & answers.given(passage)}
            if document.language == language and len(held) >= (SAID if len(asked) > FEW else HALF) * len(asked):
                return Looked(heard=True, foreign=foreign, told=passage)
    return Looked(heard=heard, foreign=foreign)


def _measured(words: str, language: str) -> dict[str, frozenset[str]]:
    """Return the words of a point that ask how long or how much, alone or two together (time limit), with which."""
    pairs, glue = tokens.content_words(words), "" if language == "zh" else " "
    found = {token: answers.asked(word) & MEASURED for word, token in pairs}
    for (first, one), (second, other) in pairwise(pairs):
        if not found[one] and not found[other]:
            both = answers.asked(first + glue + second) & MEASURED
            found |= {one: both, other: both} if both else {}
    return found


def _passages(document: Document) -> Iterator[tuple[str, str]]:
    """Yield each passage of a document with its title and the headings above it."""
    introduced, under = "", ()
    for chunk in document.chunks:
        for block in chunk.blocks:
            above = "\n".join((document.title, *block.heading_path))
            said = [chunk.text[start:end] for start, end in spans.ends(chunk, block)]
            if block.kind != "item":
                introduced, under = "".join(said[-1:]), block.heading_path
                yield from ((above, f"{before} {own}".strip()) for before, own in zip(("", *said), said, strict=False))
            else:
                lead = (introduced,) if block.heading_path[: len(under)] == under else ()
                yield above, " ".join((*lead, *lists.parents(chunk, block), *said))


@lru_cache(maxsize=1 << 14)
def _words(said: str) -> frozenset[str]:
    return frozenset(tokens.content_tokens(said))
