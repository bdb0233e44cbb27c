"""What a sentence may leave out or put otherwise where it stands: optional by its position, not by the word.

Each rule needs something else in the clause that keeps the claim as it is: a date or 已 beside 了, a name behind "The",
the expansion before its abbreviation. All go one way: an edit may drop these from its source and not add them.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from generator.language import text, tokens

MOST = 2
"""Optional pieces that one edit may drop; more wait for a person."""

_NAME = r"[A-Z][\w.'’&-]*"
_VERB = "is|are|was|were|has|have|had|does|do|did|will|would|shall|should|can|could|may|might|must|said|says"
"""Words that open a predicate and are no noun: "The Virginia law said" has a noun there."""

# The CDC has, The GPT-4 Technical Report was: not The Americans (some, or those), The French, The Google engineers.
_ARTICLE = re.compile(
    rf"(?<![\"“‘'(])\bThe (?=(?:(?:{_NAME} )+(?:(?:of|for|on|and) (?:the )?)?)?(?:{_NAME} )+"
    rf"(?:(?:{_VERB}) |[a-z]+ed (?:a|an|the|its|their|his|her) |[a-z]+s (?:its|each|every|one) ))"
)
# A verb follows, so that "that" opens no clause of its own: not ", which it said", not ", which users saw".
_RELATIVE = re.compile(
    rf"(?<=\w, )which(?= (?:(?:{_VERB}|[a-z]+ed) |[a-z]+s (?:an?|the|its?|them|him|her|every|each|one) ))"
)
_CONNECTIVE = re.compile(r"(?<=\w), (?:moreover|furthermore), (?=\w)")

_OPENER = re.compile(r"(?:In|On|At|By|For|During|Under|Through|Last|Next|This)(?: [\w.'’-]+){1,5}, ")
_LISTED = re.compile(r"(?:[\w.'’-]+(?: [\w.'’-]+){0,2}, ){3,}$")


def without_commas(sentence: str) -> str:
    """Return an English sentence without the last comma of long rows, which only helps to read."""
    for match in reversed(list(re.finditer(", and ", sentence))):
        if _idle_comma(sentence[: match.start()]):
            sentence = f"{sentence[: match.start()]} and {sentence[match.end() :]}"
    return sentence


def _idle_comma(before: str) -> bool:
    """Tell whether a comma is the last of a row of four or more; any other may part who acts from who is acted on."""
    opener = _OPENER.match(before + ", ")
    return _LISTED.search((before[opener.end() :] if opener else before) + ", ") is not None


def variants(source: str, language: str) -> Iterator[str]:
    """Yield the source with one and with several of its optional pieces left out, at most `MOST`."""
    sites = tuple(_sites(source, language))
    for size in range(1, MOST + 1):
        for chosen in combinations(sites, size):
            changed = source
            for start, end, put in reversed(chosen):
                changed = changed[:start] + put + changed[end:]
            yield changed


def _sites(source: str, language: str) -> list[tuple[int, int, str]]:
    """Return (start, end, what may stand there instead), in order."""
    found = _english(source) if language == "en" else _chinese(source)
    return sorted(found)


def _english(source: str) -> Iterator[tuple[int, int, str]]:
    yield from ((m.start(), m.end(), "that") for m in _RELATIVE.finditer(source))
    yield from ((m.start(), m.end(), " ") for m in _CONNECTIVE.finditer(source))
    yield from ((m.start(), m.end(), "") for m in _ARTICLE.finditer(source) if _singular(source[m.end() :]))


def _singular(rest: str) -> bool:
    """Tell whether what follows "The" names one thing: an abbreviation, or several words that end in no plural."""
    run = re.match(rf"(?:(?:{_NAME}|of|for|on|and|the) )+", rest)
    words = [word for word in run[0].split() if word[0].isupper()] if run else []
    return bool(words) and (
        bool(re.fullmatch(r"[A-Z][A-Z0-9-]*[A-Z0-9]", words[-1])) or len(words) > 1 and not words[-1].endswith("s")
    )


_SHORT = re.compile(
    rf"([{text.HAN}]*(?:组织|大学|学院|研究院|研究所|基金会|委员会|协会|联盟|联合会|集团|公司|法院|银行|中心))"
    rf"（(?:(?:以下)?简称)?[“]?([{text.HAN}]{{2,5}})[”]?）"
)
"""The name of a body and, in brackets, what may be its short form: 国际奥林匹克委员会（国际奥委会）."""


def _shortens(short: str, name: str) -> bool:
    """Tell whether a short form takes characters of a name from its first on, in order and not all in one piece.

    One piece (城市和农村委员会（农村委员会）) may say which part of the name is meant, and so may a row of several.
    """
    start = name.rfind(short[0], 0, -len(short))
    if start < 0 or short in name or re.search("[和与及或、]", name[start:]):
        return False
    rest = iter(name[start:])
    return all(character in rest for character in short)


def _chinese(source: str) -> Iterator[tuple[int, int, str]]:
    yield from ((m.end(1), m.end(), "") for m in _SHORT.finditer(source) if _shortens(m[2], m[1]))
    at = 0
    for clause in re.split("([，。；：、！？“”（）])", source):
        yield from ((at + place, at + place + 1, "") for place in _finished(clause))
        at += len(clause)


_DONE = frozenset(("已", "已经", "曾", "曾经", "近日", "日前", "昨天", "昨日"))
"""Words beside which 了 says nothing more; a date in figures does the same."""
_DATE = re.compile(r"(?:\d{4} ?年|\d{1,2} ?[月日])$")
_OPEN = frozenset(("可能", "如果", "一旦", "每年", "没有", "预计", "计划", "之后", "之前", "以后", "以前")) | frozenset(
    "将会要可能若当每不没未的所拟后前时底起内"
)
"""Words that leave it open whether a thing is done, or say when something else was."""


def _finished(clause: str) -> Iterator[int]:
    """Yield where 了 stands behind the first verb after 已, 曾 or a date: with them the thing is done without 了."""
    if clause.count("了") != 1:
        return
    at, when, verb = 0, False, False
    for word, tag in tokens.tagged(clause):
        if word == "了":
            if when and verb:
                yield at
            return
        if verb or word in _OPEN:
            return
        when = when or word in _DONE or bool(_DATE.search(clause[: at + len(word)]))
        verb = tag == "v" and when
        if tag[0] == "v" and not when:
            return
        at += len(word)
