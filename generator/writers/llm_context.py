"""What a passage says of where it holds, and a sentence on it leaves out: a version, a condition, a heading's scope.

A sentence may leave things out, so this is a doubt: it goes back to its author once, and stands if it is sent again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.gate.retelling import Fault
from generator.language import text, tokens

HELD = 0.34
"""Least share (0 to 1) of the content words of a condition or scope that a sentence holds to have said it. By hand."""
TOLD = 2
"""Content words of what a condition belongs to that a sentence holds at least, to say that at all. By hand."""
NAMES = {"en": 8, "zh": 14}
"""Words or 字 of a heading that names a scope, at most: a longer one introduces a list. By hand."""
_VERSION = re.compile(
    r"\b(?:v(?:er(?:sion)?)?\.? ?|(?:since|as of|from|until|before|prior to|up to) (?:\w+ )?)\d+(?:\.\d+)+\b"
    r"|\b\d+(?:\.\d+)+ (?:and|or) (?:later|newer|above|earlier)\b"
    r"|(?:自|从)?\s?v?\d+(?:\.\d+)+\s?(?:版本?|起|及?以[上下前后]|之[前后])",
    re.I,
)
"""A version from which, until which or in which something holds."""
_DIGITS = re.compile(r"\d+(?:\.\d+)+")
_CONDITION = {
    "en": re.compile(
        r"\b(?:if|unless|only when|provided that|as long as|except (?:for|when|where|if|in)|in case|"
        r"only (?:for|on|in|with)) [^,.;:()—]{6,}",
        re.I,
    ),
    "zh": re.compile(
        r"(?:如果|若|只有|除非|一旦|仅当|仅限|前提是|除(?![^，。；：（）]{3,}外，?(?:还|也|仍|均|都|并|应当同时)))[^，。；：（）]{3,}"
    ),  # 除……外，还 adds and bounds nothing
}
_CLAUSES = re.compile(r"[,;:，；：]|\b(?:and|but|while)\b")
_SCOPE = {
    "en": re.compile(r"^(?:for|on|in|with|without|using|when|if|under|during|before|after|since) (.+)", re.I),
    "zh": re.compile(r"^(?:在|对于?|当|使用|针对)?(.{2,}?)(?:时|下|中|环境|模式|用户|场景|情况|版本?)$"),
}
"""A heading that says where what stands below it holds."""

_READING = re.compile(r"(?:before|after|when|if) (?:you|we) \w+", re.I)
"""A heading that says when its reader is to read on, and no more: Before you begin."""


def dropped(sentence: str, passages: Iterable[tuple[str, Sequence[str], Sequence[str]]]) -> tuple[Fault, ...]:
    """Return what passages, each with the headings above it and the sentences behind it that limit it, say of where
    they hold, and a sentence leaves out."""
    found: list[Fault] = []
    for words, headings, limits in passages:
        found += _dropped(sentence, words, headings)
        alike = text.language(words) == text.language(sentence)
        said = set(tokens.tokens(sentence)) - set(tokens.content_tokens(words))
        found += [Fault(code="context", words=one) for one in limits if alike and not _tells(said, one, words)]
    return tuple(dict.fromkeys(found))


def _tells(said: set[str], limit: str, words: str) -> bool:
    """Tell whether a sentence tells what limits a passage, by the words that the passage itself has not."""
    own = set(tokens.content_tokens(limit)) - set(tokens.content_tokens(words))
    return len(own & said) >= HELD * len(own)


def _dropped(sentence: str, words: str, headings: Sequence[str]) -> Iterator[Fault]:
    said = set(tokens.tokens(sentence))
    language = text.language(words)
    parts = [words[start:end] for start, end in text.sentences(words)] or [words]
    near = max(parts, key=lambda part: len(said & set(tokens.content_tokens(part))))
    above = headings[-1] if headings else ""
    for version in (match[0].strip() for part in (near, above) for match in _VERSION.finditer(part)):
        if not set(_DIGITS.findall(version)) & set(_DIGITS.findall(sentence)):
            yield Fault(code="context", words=version)
    if language != text.language(sentence):
        return
    for match in _CONDITION[language].finditer(near):
        if not _holds(said, match[0]) and len(_bound(near, match) & said) >= TOLD:
            yield Fault(code="context", words=match[0].strip())
    named = text.language(above) == language and text.count(above, text.UNIT[language]) <= NAMES[language]
    scope = _SCOPE[language].match(above) if named else None
    if scope and not _holds(said, scope[1]) and not _READING.fullmatch(above.strip()):
        yield Fault(code="context", words=above)


def _bound(sentence: str, condition: re.Match[str]) -> set[str]:
    """Return the content words of the clause that a condition belongs to: before it, or behind one that opens."""
    before, after = sentence[: condition.start()], sentence[condition.end() :]
    clauses = [piece for piece in _CLAUSES.split(before) if tokens.content_tokens(piece)]
    return set(tokens.content_tokens(clauses[-1] if clauses else after))


def _holds(said: set[str], words: str) -> bool:
    content = set(tokens.content_tokens(words))
    return len(content & said) >= HELD * len(content)
