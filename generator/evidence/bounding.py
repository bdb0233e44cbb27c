"""What is compared of the sides, where the corpus holds several documents on each: rules on dogs, of three cities.

Where each side has documents of several kinds, and one kind is what the commission speaks of, the others speak only
where they name it.
"""

import re
from collections.abc import Iterator, Sequence

from generator.commission import Commission, Subject, says, terms
from generator.commission.clauses import sentences
from generator.corpus import Document
from generator.evidence import attributing, naming
from generator.evidence.cards import Card
from generator.language import text, tokens
from generator.messages import say

FEWEST = 8
"""Sentences that each side must keep (0 and up). Set by hand."""
_OUTLINE = ("section", "prohibition", "length", "reader")
"""What is understood of a commission that says nothing of what is compared."""
_KIND = "(?:规定|条例|办法|法规|法|规则|政策|制度)"
_PAPER = re.compile(f"(?<=..)(?:管理)?{_KIND}$")
_ONLY_PAPER = re.compile(f"(?:管理)?{_KIND}?")


def matter(cards: Sequence[Card], commission: Commission, documents: Sequence[Document]) -> tuple[Card, ...]:
    """Return the cards without those of documents on one side that are on another matter, and do not name this one."""
    asked, others = topic(commission, documents), apart(commission, documents)
    kept = tuple(
        card
        for card in cards
        if card.span.document not in others or says(asked, "\n".join((card.text, *card.headings)))
    )
    sides = [card.side for card in kept]
    enough = all(sides.count(subject.name) >= FEWEST for subject in commission.sides)
    return kept if enough else tuple(cards)


def apart(commission: Commission, documents: Sequence[Document]) -> frozenset[str]:
    """Return the paths of the documents on one side that are on another matter."""
    asked = topic(commission, documents)
    owned = _owned(commission, documents) if asked else {}
    return frozenset(path for path, (_, title) in owned.items() if not says(asked, title))


def told(commission: Commission, documents: Sequence[Document]) -> Iterator[str]:
    """Yield what is to be said of it."""
    if asked := topic(commission, documents):
        yield say(
            "of documents on one side, those titled “{asked}” speak; the others do where they name it", asked=asked
        )


def topic(commission: Commission, documents: Sequence[Document]) -> str:
    """Return the words of the commission that some document of each side is titled by, and others are not: the longest;
    "" where there are none."""
    owned = _owned(commission, documents)
    titles = [[title for side, title in owned.values() if side == one.name] for one in commission.sides]
    if len(titles) < 2 or not all(titles) or max(map(len, titles)) < 2:
        return ""
    others = [document.title for document in documents if document.path not in owned]
    several = [*(s.title for s in commission.sections), *(commission.axes if len(commission.axes) > 1 else ())]
    asked = (
        words
        for words in dict.fromkeys(_asked(commission))
        if not _ONLY_PAPER.fullmatch(words)
        and not any(words in point for point in several)
        and _parts(words, titles, others)  # a point is not the matter
    )
    return max(asked, key=len, default="")


def _owned(commission: Commission, documents: Sequence[Document]) -> dict[str, tuple[str, str]]:
    """Return the documents that title or path say to be on one side, by path: its name, and the title without it."""
    found = {}
    for document in documents:
        named = naming.mentioned(document.title, commission.sides) or attributing.placed(
            document.path, commission.sides
        )
        if len(named) == 1:
            found[document.path] = named[0].name, _without(document.title, named[0])
    return found


def _without(title: str, subject: Subject) -> str:
    return naming.known_as(subject).sub(" ", title)


def _parts(words: str, titles: Sequence[Sequence[str]], others: Sequence[str]) -> bool:
    """Tell whether some title of each side says words, and one that does not has a matter of its own: one that a title
    of another side has too, or of no side (`others`)."""
    said = [[says(words, title) for title in side] for side in titles]
    if not all(map(any, said)):
        return False
    rest = [
        {token for title, held in zip(side, told, strict=True) if not held for token in tokens.content_tokens(title)}
        for side, told in zip(titles, said, strict=True)
    ]
    rest.append({token for title in others if not says(words, title) for token in tokens.content_tokens(title)})
    return any(one & other for n, one in enumerate(rest) for other in rest[:n])


def _asked(commission: Commission) -> Iterator[str]:
    """Yield the words that may say what is compared: of the title, of the only axis, of sentences that name the sides,
    and what rules are on."""
    yield from commission.axes if len(commission.axes) == 1 else ()
    query = list(commission.query)
    for one in commission.understood:
        if one.key in _OUTLINE:
            query[one.start : one.end] = "\n" * (one.end - one.start)
    asked = "".join(query)
    whole = [commission.title] if "title" not in commission.defaulted else []
    passages = [asked[start:end] for start, end in sentences(asked)]
    for passage in (*whole, *passages):
        naming_sides = passage in whole or len(naming.mentioned(passage, commission.sides)) > 1
        for start, end in terms.runs(passage):
            words = passage[start:end]
            bare = _PAPER.sub("", words)
            long = " " in words or text.has_han(words) or passage in whole
            if naming.mentioned(words, commission.sides):
                continue
            if naming_sides and long:
                yield words
            if bare != words:
                yield bare
