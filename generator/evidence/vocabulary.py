"""What a corpus has names for: how many documents hold a name, and which of them are about it.

Titles, file names and headings are folded once (forms of one word are alike), so that hundreds of words of a
commission can be looked up.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath

from generator.commission import Held, Lookup, Parties, numbers
from generator.corpus import Document
from generator.evidence import aspects, naming, parties, short_forms
from generator.language import text, tokens

TEMPLATE = 0.5
"""Share of the documents, 0 to 1, from which a word of titles says nothing: “中华人民共和国”, “Cheat Sheet”."""
LEVELS = (1.0, 0.8, 0.6)
"""What a name in a title or file name, in a heading of the first level and in a deeper one is worth, 0 to 1."""
OFTEN = 10
"""Times that a document says a word, from which it is one for a thing. Set by hand."""
CLUSTER = 0.25
"""Share of a title, 0 to 1, from which a name heads the document."""
WRAPPER = 0.8
"""Share of the documents, 0 to 1, from which the folder that they lie in says nothing."""
SMALL = 0.1
"""Share of the places, 0 to 1, at which a name may be written in small letters and is one still."""
_NAME = re.compile("[A-Z][A-Za-z]{1,4}")
"""What is a name with its capital only, as in `naming.pattern`: “Go”."""
_PIECE = re.compile(rf"[{text.HAN}]+|[^\W_{text.HAN}]+(?:['’][^\W_{text.HAN}]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """A title, file name or heading, or the name of a folder."""

    folded: str
    weight: float
    length: int
    """Characters without the words that most titles have."""
    path: str
    folder: bool = False
    """True for the name of a folder that the document lies in."""


def lookup(documents: Sequence[Document]) -> Lookup:
    """Return what tells how many documents hold a name, and which of them is about it; it looks for each name once."""
    words = tuple(naming.Words.of(document, tokens.simplify_each) for document in documents)
    told = {document.path: _words(document) for document in documents}
    folded = {path: said.casefold() for path, said in told.items()}
    template = _template(documents)
    heads = _shared(tuple(head for document in documents for head in _heads(document, template)))
    heads = (*heads, *_folders(documents, template))
    every = "\n".join(head.folded for head in heads)
    full = short_forms.heads_of(tuple(documents)).full

    def occurs(name: str) -> Held:
        forms = [name]
        while not counted(forms[-1]).share and (form := full(forms[-1])) and form not in forms:  # 北京, Peking, 北京 …
            forms.append(form)
        return counted(forms[-1])

    @cache
    def counted(name: str) -> Held:
        needle = _needle(name)
        titled = [head for head in heads if needle in head.folded] if needle.strip() and needle in every else []
        shares = Counter[str]()
        for head in titled:
            part = min(1.0, _length(name, template) / head.length) if head.length else 0.0
            shares[head.path] = max(shares[head.path], head.weight * part)
        best = min(shares, key=lambda path: (-shares[path], path), default="")
        said = _said(name, told if _NAME.fullmatch(name) else folded)
        in_any, spoken = naming.told((name, *numbers(name)), words), max(said.values(), default=0)
        inside = sum(head.folder for head in titled)
        often = (shares[best] > LEVELS[2] or spoken >= OFTEN) and not name.endswith(("ed", "ly"))
        return Held(
            told=max(in_any, len(said), inside), documents=len(documents), share=shares[best],
            heads=sum(share >= CLUSTER for share in shares.values()), spoken=spoken,
            asked=_is_asked(name), thing=often or _is_thing(name, said, folded),
            named=shares[best] > 0 and _is_named(name, (told[path] for path in said)),
            article=_has_article(name, (told[path] for path in said)),
        )  # fmt: skip

    return _Known(occurs=cache(occurs), documents=tuple(documents))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a corpus has names for, and whom it is sorted by."""

    occurs: Callable[[str], Held]
    documents: tuple[Document, ...]

    def __call__(self, name: str, /) -> Held:
        return self.occurs(name)

    def parties(self) -> tuple[Parties, ...]:
        return parties.sorted_by(self.documents)


def _is_thing(name: str, told: Iterable[str], folded: dict[str, str]) -> bool:
    """Tell whether a single English word in small letters stands somewhere where nouns do; one that may be a form of a
    verb, or an adverb, where only nouns do."""
    if not re.fullmatch("[a-z-]+", name):
        return True
    lone = re.escape(name)
    if not name.endswith("s") or name.endswith(("ss", "us", "is")):
        lone += "s?"
    before = r"(?:the|an?|this|these|no|any|each|every|some|its|their|your|our)"
    after = r"(?:of|and|or|in|for|on|with|that|which|is|are|was|were|from|by|as|can|may|must|should|will)"
    if name.endswith(("ed", "ly")):
        after = "(?:of|is|are|was|were)"
    if name.endswith("ing") and not _has_verb(name[:-3], folded.values()):
        return True  # "clickjacking"
    if not name.endswith(("ing", "ed", "ly", "s")):
        before = r"(?:the|an?|this|these|no|any|of|with|for|by|like|uses?|using|in|on|as|and|or)"
    noun = re.compile(rf"\b{before} {lone}(?=[.,;:)\n]| {after}\b)")
    return any(noun.search(folded[path]) for path in told)


def _has_verb(base: str, told: Iterable[str]) -> bool:
    """Tell whether texts hold the verb of a word in "-ing", which is that without it, with an "e", or less a letter."""
    verb = re.compile(rf"\b(?:{base}|{base}e|{base[:-1]})\b")
    return any(base[:-1] in said and verb.search(said) for said in told)


def _has_article(name: str, told: Iterable[str]) -> bool:
    """Tell whether texts write the article of a name within their sentences mostly with a capital."""
    if not re.match("[A-Z][a-z]", name):
        return False
    written = re.compile(rf"(?<=[a-z,] )([Tt])he {re.escape(name)}(?![A-Za-z])")
    capitals = [match[1] == "T" for words in told for match in written.finditer(words)]
    return sum(capitals) > 1 and 2 * sum(capitals) > len(capitals)


def _is_named(name: str, told: Iterable[str]) -> bool:
    """Tell whether texts write an English name in small letters with capitals within their sentences, but for places
    such as addresses."""
    if not re.fullmatch("[a-z][a-z -]+", name):
        return False
    free = re.compile(rf"(?<=[^\s.:!?#*|-][ \n]){re.escape(name)}(?![\w/@_-]|\.\w)", re.IGNORECASE)
    written = [match[0].split() for words in told for match in free.finditer(words)]
    small = sum(words[0].islower() or words[-1].islower() for words in written)
    return bool(written) and small <= SMALL * len(written)


def _is_asked(name: str) -> bool:
    """Tell whether a name is nothing but words of one aspect: "costs", 安全."""
    words = name.casefold()
    return any(words in map(str.casefold, aspects.terms(one)) for one in aspects.named((name,)))


def _shared(heads: tuple[_Head, ...]) -> tuple[_Head, ...]:
    """Return the headings with the less weight the more documents have them: “Considerations”."""
    times = Counter(folded for folded, _ in {(head.folded, head.path) for head in heads})
    return tuple(replace(head, weight=head.weight / times[head.folded]) for head in heads)


def _words(document: Document) -> str:
    """Return what a document says in simplified characters, as commissions are read."""
    return tokens.simplify_each("\n".join((document.title, *(chunk.text for chunk in document.chunks))))


def _said(name: str, told: dict[str, str]) -> dict[str, int]:
    """Return how often each document that holds the name, or another number of it, says it."""
    if text.has_han(name):
        words = name.casefold()
        return {path: count for path, said in told.items() if (count := said.count(words))}
    words = name if _NAME.fullmatch(name) else name.casefold()
    stem = words[:-1] if words.endswith("s") and not words.endswith(("ss", "us", "is")) else words
    parts = re.split("[ -]", stem)
    found = re.compile(rf"(?<![A-Za-z0-9]){'[ -]'.join(map(re.escape, parts))}(?:e?s)?(?![A-Za-z0-9])")
    return {path: count for path, said in told.items() if parts[0] in said and (count := len(found.findall(said)))}


def _folded(words: str) -> str:
    pieces = _PIECE.findall(tokens.simplify_each(words))
    return " ".join(piece if text.has_han(piece) else tokens.stem(piece.replace("’", "'")) for piece in pieces)


def _needle(name: str) -> str:
    """Return a name as it stands in what is folded, Latin words whole."""
    folded = _folded(name)
    before = "" if text.has_han(folded[:1]) else " "
    return f"{before}{folded}{'' if text.has_han(folded[-1:]) else ' '}"


def _titles(document: Document) -> tuple[str, str]:
    return document.title, PurePosixPath(document.path).stem.replace("_", " ").replace("-", " ")


def _template(documents: Iterable[Document]) -> frozenset[str]:
    """Return the words that titles of most documents have."""
    count, number = Counter[str](), 0
    for document in documents:
        number += 1
        count.update({word for title in _titles(document)[:1] for word in _parts(title)})
    return frozenset(word for word, times in count.items() if times > max(2, TEMPLATE * number))


def _parts(words: str) -> list[str]:
    return [part for word in _folded(words).split() for part in (tokens.words(word) if text.has_han(word) else [word])]


def _length(words: str, template: frozenset[str]) -> int:
    return sum(len(part) for part in _parts(words) if part not in template)


def _folders(documents: Sequence[Document], template: frozenset[str]) -> Iterable[_Head]:
    """Yield the names of the folders that documents lie in, but for those that hold nearly all: people sort what they
    collect by what it is about."""
    held = Counter(part for document in documents for part in {*PurePosixPath(document.path).parts[:-1]})
    for document in documents:
        for part in PurePosixPath(document.path).parts[:-1]:
            if held[part] <= WRAPPER * len(documents):
                words = part.replace("_", " ").replace("-", " ")
                folded, length = f" {_folded(words)} ", _length(words, template)
                yield _Head(folded=folded, weight=LEVELS[1], length=length, path=document.path, folder=True)


def _heads(document: Document, template: frozenset[str]) -> Iterable[_Head]:
    levels: dict[str, float] = {}
    for chunk in document.chunks:
        for path in (chunk.heading_path, *(block.heading_path for block in chunk.blocks)):
            for level, heading in enumerate(path):
                levels[heading] = max(levels.get(heading, 0.0), LEVELS[min(level + 1, len(LEVELS) - 1)])
    for words, weight in [*((title, LEVELS[0]) for title in _titles(document)), *levels.items()]:
        yield _Head(folded=f" {_folded(words)} ", weight=weight, length=_length(words, template), path=document.path)
