"""Joining the lines of a hard-wrapped text as its language wants."""

import re
from functools import reduce

from generator.language import english
from generator.language.text import CJK_MARKS, HAN

TAIL = 300
"""Characters at the end of a line that decide how the next one is joined to it."""
_WIDE = re.compile(f"[{HAN}{CJK_MARKS}]")
_SHARED = "“”‘’—…·"
"""Marks that Chinese and Latin texts share: as wide as the letter that stands nearest to them on their line."""
_LETTER = re.compile(r"\w")
_PART = r"[^\W_]+"
_HYPHEN = "[-\u2010\u2011]"
_HYPHEN_END = re.compile(rf"((?:{_PART}{_HYPHEN})+)$")
_CHAIN_START = re.compile(rf"{_PART}(?:{_HYPHEN}{_PART})*")
_HOSTS = "com|org|net|edu|gov|int|info|io|ai|dev|app|cn|eu|de|uk|fr|jp|ru|me|co"
_URL_TAIL = re.compile(rf"(?:https?://|www\.|doi:|10\.\d{{4}}|(?<![\w@])(?:[\w-]+\.)+(?:{_HOSTS})/)\S*$|\S/$")
_HOST_OR_MAIL = re.compile(rf"[\w.-]*(?:@[\w-]+\.\w|\.(?:{_HOSTS})\b)", re.IGNORECASE)
_CONJUNCTIONS = ("and", "or", "nor", "but", "und", "oder", "bis")
"""What follows a hyphen that stands for a part left out: short- and long-term."""
_PAIRED = re.compile(rf"\w{_HYPHEN} (?:and|or|nor|but|to) {_PART}{_HYPHEN}$")
"""The second of two compounds, whose hyphen the first one shares: pre- and post-war. In German it is one word."""
_INNER = frozenset(("to", "of", "the", "in", "and", "by", "for", "a", "an", "on", "up", "as", "or", "at", "with", "de"))
"""Words inside chains: day-to-day is no day-today."""
_FRAGMENTS = frozenset(("con", "dis", "com", "sub", "ha", "ting"))
"""Beginnings of words that a word list has as words of their own, which no compound begins with."""


def join(before: str, after: str, words: frozenset[str] | set[str] = frozenset()) -> str:
    """Join two successive lines of one paragraph.

    A hyphen that breaks a word is undone, always a soft one, and one between letters where the joined word stands
    in the text (`words`, its vocabulary) or in a list of English words: inter-national. It stays where the compound
    stands in the text, and where both halves are words and the joined one is none: open-source. A web address goes
    on without a space. Beside a Han character or CJK mark there is no space unless the first line ends in one;
    elsewhere there is one.
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
    if not spaced and before[-1] == "\u00ad":
        return before[:-1] + after
    hyphen = None if spaced else _HYPHEN_END.search(before)
    if hyphen:
        return _over_hyphen(before, hyphen[1], after, words)
    if not spaced and re.search(r"\w\u2013$", before) and re.match(r"[$€£¥]?\d", after):
        return before + after  # a range
    wide_before, wide_after = _is_wide(before[-1], before[::-1]), _is_wide(after[0], after[:TAIL])
    address = not spaced and _URL_TAIL.search(before) and not wide_after
    if address and ((before[-1] in "/-_.?=&%" and re.match(r"[\w/?=&%#-]", after)) or re.match(r"[\d/?=&%#]", after)):
        return before + after
    if (wide_before and wide_after) or (not spaced and (wide_before or wide_after)):
        return before + after
    return f"{before} {after}"


def _over_hyphen(before: str, chain: str, after: str, words: frozenset[str] | set[str]) -> str:
    """Join two lines of which the first ends in `chain`, parts with a hyphen after each."""
    rest = _CHAIN_START.match(after)
    if _URL_TAIL.search(before) or _HOST_OR_MAIL.match(after):
        return before.removesuffix("\u2010") + after  # typesetters break addresses with this one, which none holds
    if not rest:
        return before + after if after[0].isalnum() else f"{before} {after}"
    if _left_out(chain, rest[0], after):
        return f"{before} {after}"
    if _PAIRED.search(before):
        return before + after
    return (before if _compound(chain, rest[0], words) else before[:-1]) + after


def _left_out(chain: str, rest: str, after: str) -> bool:
    """Tell whether the hyphen stands for what is left out: "short- and long-term", "two- to three-fold"."""
    if rest in _CONJUNCTIONS:
        return not english.is_word(chain[:-1].lower() + rest)  # invest-or
    return rest == "to" and re.match(rf"to \S*\w{_HYPHEN}\w", after) is not None


def _compound(chain: str, rest: str, words: frozenset[str] | set[str]) -> bool:
    """Tell whether the hyphen between `chain`, which ends in it, and `rest` belongs to the word."""
    plain_chain, plain_rest = (re.sub(_HYPHEN, "-", part) for part in (chain, rest))
    earlier, last = plain_chain[:-1].split("-")[:-1], plain_chain[:-1].split("-")[-1]
    first = plain_rest.split("-")[0]
    shouted = last.isupper() and first.isupper() and len(last) > 1
    if not (last.isalpha() and first.isalpha()) or not (first[0].islower() or shouted):
        return True
    left, right = last.lower(), first.lower()
    whole = f"{plain_chain}{plain_rest}".lower()
    if f"{left}-{right}" in words or whole in words:
        return True
    if f"{left}{right}" in words:
        return False
    if earlier and (left in _INNER or right in _INNER) or (right in _INNER and "-" in plain_rest):
        return True
    if english.is_joined(left, right):
        return False
    if any(letter.isupper() for letter in last[1:]) and not shouted:
        return True  # AI-driven, OpenAI-backed
    known_right = right in words or english.is_form(right)
    if left in words or len(left) == 1 or (english.is_word(left) and left not in _FRAGMENTS):
        return known_right
    return last[0].isupper() and not shouted and len(right) > 3 and english.is_word(right)


def _is_wide(mark: str, inwards: str) -> bool:
    """Return whether a character at the edge of a line is set without spaces; `inwards` is its line from there on."""
    if mark in _SHARED and (letter := _LETTER.search(inwards)):
        mark = letter[0]
    return bool(_WIDE.match(mark))


def vocabulary(text: str) -> set[str]:
    """Return the lower-case words of `text`, and of hyphenated compounds each chain of parts as well.

    What a hyphen parts at a line's end is not taken for two words.
    """
    found: set[str] = set()
    text = re.sub(rf"{_PART}(?:{_HYPHEN}{_PART})*{_HYPHEN}\n\s*{_PART}(?:{_HYPHEN}{_PART})*", " ", text.lower())
    for chain in re.findall(rf"{_PART}(?:{_HYPHEN}{_PART})*", text):
        parts = re.split(_HYPHEN, chain)
        found.update("-".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1) if j - i < 6)
    return found
