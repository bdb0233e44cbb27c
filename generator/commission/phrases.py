"""Phrases of a commission: a folded copy of the same length, numbers in words and digits, lists.

Everything works on `flatten(query)`, whose offsets are those of the query itself.
"""

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.language import text, tokens

Value = TypeVar("Value")

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MARKS = str.maketrans(
    "‐‑‒–—―−〜﹣｡、「」『』〈〉’‘\u3000\u00a0\t\u2009\u202f\r\u2028\u2029", "---------。、“”“”《》''      \n\n"
)
_LABEL = re.compile(r"^【([^【】\n]{1,8})】(?=[ \t]*[^\s【])", re.MULTILINE)
"""【结构】 at the head of a line, which is "结构：" in other hands."""
HIDDEN = "\ufffc"
"""Stands for each character of a passage that was read already."""
_SINGLE_QUOTES = re.compile(r"(?<![\w'”])'(?=[^\s'])([^'\n]{2,60}(?:'[a-z]{1,2} [^'\n]{1,40})?)(?<=\S)'(?![\w'])")
"""Quotation marks that are apostrophes elsewhere; within them an apostrophe may stand: 'what it's for'."""
_QUOTED_MAIL = re.compile(r"^[ \t]*(?:>[ \t]?){1,8}", re.MULTILINE)
"""Marks of quoted mail at the start of a line."""


def flatten(query: str) -> str:
    """Return `query` with full-width marks, letters and digits made narrow, dashes made hyphens and traditional
    characters simplified, character for character."""
    narrow = _LABEL.sub(r" \1:", query.translate(_WIDE).translate(_MARKS))
    narrow = _QUOTED_MAIL.sub(lambda match: " " * len(match[0]), narrow)
    narrow = _SINGLE_QUOTES.sub(r"“\1”", narrow)
    return tokens.simplify_each(narrow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Value]):
    """A value and the words it was read from."""

    value: Value
    start: int
    """Offset into the query."""
    end: int


def hide(flat: str, spans: list[tuple[int, int]]) -> str:
    """Return `flat` with the spans replaced by `HIDDEN`, newlines kept, so that no cue is found there."""
    pieces, last = [], 0
    for start, end in sorted(spans):
        if end <= last:
            continue
        start = max(start, last)
        pieces += [flat[last:start], re.sub(r"[^\n]", HIDDEN, flat[start:end])]
        last = end
    return "".join((*pieces, flat[last:]))


_ENGLISH = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_HAN_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}

_WORD = "(?:" + "|".join(sorted((w for w in _ENGLISH if w != "a"), key=len, reverse=True)) + ")"
NUMBER = (
    r"(?:(?:\d{1,3}(?:,\d{3}){1,3}(?!\d)|\d{1,2} (?:\d{3}|00)(?!\d)|\d{1,9}(?:\.\d{1,3})?) ?"
    r"(?:k(?![a-z])|[百千万]|(?:hundred|thousand)\b)?"
    r"|[零〇一二两三四五六七八九十百千万]{1,12}"
    rf"|(?:\ba (?=hundred|thousand))?\b{_WORD}(?:[ -](?:and )?{_WORD}){{0,6}}\b)"
)
"""A number without its sign, for use in case-insensitive patterns on flattened text."""


_FACTORS = {"k": 1000, "百": 100, "千": 1000, "万": 10_000, "hundred": 100, "thousand": 1000}


def number(words: str) -> int:
    """Return the value of what `NUMBER` matched, rounded to a whole number."""
    words = words.strip().casefold()
    if words[0].isdigit():
        digits = re.match(r"[\d., ]+", words)[0]
        factor = _FACTORS.get(words[len(digits) :].strip(), 1)
        return round(float(re.sub("[, ]", "", digits)) * factor)
    if words[0] in _HAN_DIGITS or words[0] in _HAN_UNITS or words[0] == "万":
        return _han(words)
    total = part = 0
    for word in re.findall(r"[a-z]+", words):
        value = _ENGLISH.get(word)
        if value is None:  # "and"
            continue
        if value == 1000:
            total, part = total + max(part, 1) * 1000, 0
        elif value == 100:
            part = max(part, 1) * 100
        else:
            part += value
    return total + part


def _han(words: str) -> int:
    if not any(character in _HAN_UNITS or character == "万" for character in words):
        return int("".join(str(_HAN_DIGITS[character]) for character in words))
    total = part = digit = 0
    scale = 1
    for character in words:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
            if digit == 0:
                scale = 10  # 一千零五 is 1005, 一千五 is 1500
        elif character == "万":
            total, part, digit, scale = (total + part + digit or 1) * 10_000, 0, 0, 10_000
        else:
            scale = _HAN_UNITS[character]
            part, digit = part + (digit or 1) * scale, 0
    return total + part + digit * max(1, scale // 10)


_MARK = re.compile(r"\((?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-j])\)", re.IGNORECASE)
_OPEN, _CLOSE = "([{“《【", ")]}”》】"


def outside_brackets(flat: str, start: int, end: int) -> str:
    """Return flat[start:end] with what stands in brackets or quotes replaced by `HIDDEN`; same length."""
    passage, depth = list(flat[start:end]), 0
    for place, character in enumerate(passage):
        if character in _OPEN and not _MARK.match(flat, start + place):
            depth += 1
        if depth:
            passage[place] = HIDDEN
        if character in _CLOSE and depth:
            depth -= 1
    if depth:  # a bracket that is never closed is none
        return flat[start:end]
    return "".join(passage)


_POINT = re.compile(r"(?:^|[\s,;:、。])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-j])$", re.IGNORECASE)
"""What a bracket closes that none opened: "a) …"."""


def within_bracket(flat: str, start: int, end: int) -> int:
    """Return where the bracket closes in which flat[start:end] begins, `end` where it begins in none."""
    depth = 0
    for place in range(start, end):
        if flat[place] == ")" and not depth and not _POINT.search(flat[max(0, place - 4) : place]):
            return place
        depth = max(0, depth + (flat[place] == "(") - (flat[place] == ")"))
    return end


JOINT = re.compile(
    r",? (?:and|or|&|plus|as well as) |\s?(?:以及|及其|及|和|与|跟|同|(?<![A-Z])&(?![A-Z]))\s?", re.IGNORECASE
)
STRONG_JOINT = re.compile(r",? (?:and|or|as well as) |\s?(?:以及|及其|及|和)\s?", re.IGNORECASE)
"""Without 与, which after a list with 、 more often joins two words of one item: 学术与行业分析报告."""


def split_list(
    flat: str, start: int, end: int, separators: str = "、,;/", joint: re.Pattern[str] = JOINT
) -> list[tuple[int, int]]:
    """Return the spans of the items of a list, split at `separators` and at the joint before the last item.

    Brackets and quotes protect their content. Of several joints in the last item the first counts that is a word of its
    own: "A、B 与 C" is three items, "解除合同和经济补偿" two.
    """
    bare = outside_brackets(flat, start, end)
    cuts = [(m.start(), m.end()) for m in re.finditer(f"[{re.escape(separators)}]", bare)]
    last = cuts[-1][1] if cuts else 0
    if joints := [match.span() for match in joint.finditer(bare, last)]:
        alone = {(last + a, last + b) for a, b in tokens.word_spans(bare[last:])}
        cuts += [one for one in joints if not text.has_han(bare[slice(*one)]) or trim(bare, *one) in alone][:1]
    spans, place = [], 0
    for cut_start, cut_end in [*cuts, (len(bare), len(bare))]:
        spans.append(trim(flat, start + place, start + cut_start))
        place = cut_end
    return [span for span in spans if span[0] < span[1]]


def trim(flat: str, start: int, end: int, marks: str = " \n,;:。、.*_`#-·•") -> tuple[int, int]:
    """Return the span without the `marks` at its ends."""
    while start < end and flat[start] in marks and not (flat[start] == "." and flat[start + 1 : start + 2].isupper()):
        start += 1  # the point of .NET is part of the name
    while end > start and flat[end - 1] in marks:
        end -= 1
    return start, end


def one_line(words: str) -> str:
    """Return `words` on one line, without invisible characters; nothing else is changed.

    A line break is a space, and nothing between Han characters.
    """
    words = re.sub(r"(?<=[㐀-鿿])\s*\n\s*(?=[㐀-鿿])", "", words)
    return " ".join("".join(c for c in words if c.isspace() or c.isprintable()).split())
