"""Who says “we” in a document: whom its front matter, or its own text, says it is from.

Only what a document says of itself counts: whom it names as its publisher or author, who holds its copyright or its
trademark, whom it defines as “we”. A document that says nothing of it has no party.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.corpus import Document

MOST = 3
"""Most names of a document's party (1 or more)."""
LONGEST = 90
"""Most characters of a name."""
_WE = {
    "en": re.compile(r"\b(?:we|(?-i:[Uu]s)|our|ours|we['’](?:re|ll|ve|d))\b", re.I),
    "zh": re.compile("我们|我方|我司|我行|我校|我院|本(?:公司|行|校|院|站|平台|中心|机构|基金会)"),
}
_WORD = r"(?-i:[A-Z])[\w&'’-]*"
_TAIL = r"(?:,? (?-i:Inc|Ltd|LLC|GmbH|Co|Corp)\.?)?(?: \((?-i:[A-Z])[\w.&-]{1,11}\))?"
_NAME = rf"{_WORD}(?: (?:(?:of|the|and|for|&) ){{0,2}}{_WORD}){{0,6}}{_TAIL}"
_SAID = {
    "en": re.compile(
        r"(?:©|&copy;|\bcopyright(?: ?(?:©|\(c\)))?)"
        rf"[ ,]*\d{{4}}(?: ?[-–] ?(?:\d{{4}}|present))?,? (?:by )?(?:the )?({_NAME})"
        rf"|\bregistered trademarks? of (?:the )?({_NAME})"
        rf"|({_NAME}),? ?\((?:[^()]{{0,60}}(?:,|or|and) ?)?(?:collectively |together )?[\"“](?:we|us|our)[,.]?[\"”]",
        re.I,
    ),
    "zh": re.compile(
        '([㐀-鿿]{2,24})[（(][^（）()]{0,12}称[^（）()]{0,6}[“"](?:我们|本公司|本行|本平台)[”"]'
        r"|(?:©|版权所有)\s?(?:\d{4}\s?)?([㐀-鿿]{2,24})"
    ),
}
"""How a text says whose it is, the name in one of its groups."""


def speaks(words: str, language: str) -> bool:
    """Tell whether a passage says we."""
    return _WE[language].search(words) is not None


@lru_cache(maxsize=1 << 12)
def named(document: Document) -> tuple[str, ...]:
    """Return the names of whom “we” stands for in a document, () where it says nothing of that."""
    found = (" ".join(name.split()).strip(" .,") for name in _named(document))
    return tuple(dict.fromkeys(name for name in found if 1 < len(name) <= LONGEST))[:MOST]


_SEVERAL = re.compile(r"[,，、;；&]| and ")
_AUTHORS = {"en": "the authors of “{title}”", "zh": "《{title}》的作者"}
"""What several authors are called: names that a sentence could begin with fill it, and tell a reader nothing."""
_GLOSSED = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")


def _named(document: Document) -> Iterator[str]:
    if source := document.get("source"):
        yield source
    if author := document.get("author"):
        title = _GLOSSED.sub("", document.title)
        yield _AUTHORS[document.language].format(title=title) if _SEVERAL.search(author) else author
    for words in (*(chunk.text for chunk in document.chunks), *(words for _, words in document.dropped)):
        for match in _SAID[document.language].finditer(words):  # a footer is no text, and says whose page it is
            yield next(filter(None, match.groups()))
