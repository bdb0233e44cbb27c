"""Joining the lines of a hard-wrapped text as its language wants."""

import re
from functools import reduce

from generator.language.text import CJK_MARKS, HAN

TAIL = 300
"""Characters at the end of a line that decide how the next one is joined to it."""
_WIDE = re.compile(f"[{HAN}{CJK_MARKS}]")
_SHARED = "“”‘’—…·"
"""Marks that Chinese and Latin texts share: as wide as the letter that stands nearest to them on their line."""
_LETTER = re.compile(r"\w")
_HYPHEN_END = re.compile(r"[^\W\d_]([-\u2010\u00ad])$")
_URL_TAIL = re.compile(r"(?:https?://|www\.|doi:|10\.\d{4})\S*$|\S/$")
_LAST_WORD = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"^([^\W\d_]+)")


def join(before: str, after: str, words: frozenset[str] | set[str] = frozenset()) -> str:
    """Join two successive lines of one paragraph.

    A hyphen that breaks a word is undone: always a soft one, a hard one before a small letter unless `words`
    (the lower-case words of the document) knows the hyphenated form and not the joined one. A web address
    goes on without a space. Beside a Han character or CJK mark there is no space unless the first line ends
    in one; elsewhere there is one.
    """
    head, before = before[:-TAIL], before[-TAIL:]
    return head + _join(before, after, words)


def joined(text: str) -> str:
    """Return the lines of one paragraph as one line."""
    return reduce(join, (line.strip() for line in text.split("\n")), "").strip()


def _join(before: str, after: str, words: frozenset[str] | set[str]) -> str:
    spaced = before.endswith((" ", "\t", "\u00a0"))
    before, after = before.rstrip(), after.lstrip()
    if not before or not after:
        return before + after
    hyphen = None if spaced else _HYPHEN_END.search(before)
    if hyphen:
        first = _FIRST_WORD.match(after)
        if hyphen[1] != "-" and first:
            return before[:-1] + after
        if first and first[1][0].islower():
            last = _LAST_WORD.search(before)[1].lower()
            rest = first[1].lower()
            keep = f"{last}-{rest}" in words and f"{last}{rest}" not in words
            return (before if keep else before[:-1]) + after
        return before + after
    if not spaced and re.search(r"\w[-\u2010\u2013]$", before) and after[0].isdecimal():
        return before + after  # a range or a number of the form 2-1
    wide_before, wide_after = _is_wide(before[-1], before[::-1]), _is_wide(after[0], after[:TAIL])
    address = not spaced and _URL_TAIL.search(before) and not wide_after
    if address and ((before[-1] in "/-_.?=&%" and re.match(r"[\w/?=&%#-]", after)) or re.match(r"[\d/?=&%#]", after)):
        return before + after
    if (wide_before and wide_after) or (not spaced and (wide_before or wide_after)):
        return before + after
    return f"{before} {after}"


def _is_wide(mark: str, inwards: str) -> bool:
    """Return whether a character at the edge of a line is set without spaces; `inwards` is its line from there on."""
    if mark in _SHARED and (letter := _LETTER.search(inwards)):
        mark = letter[0]
    return bool(_WIDE.match(mark))


def vocabulary(text: str) -> set[str]:
    """Return the lower-case words of `text`, hyphenated compounds as one word."""
    return set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
