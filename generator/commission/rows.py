"""Names that stand side by side in a commission: joined by a word or mark, or in clauses of one form."""

import re
from collections.abc import Iterator
from itertools import combinations

from generator.commission import terms
from generator.commission.clauses import Span
from generator.commission.phrases import HIDDEN, trim
from generator.commission.weighing import CLAUSE_END, Names, around, is_proper
from generator.language import text, tokens

JOINT = re.compile(
    r"\s?,?\s?(?<![A-Za-z])(?:and|or|vs?\.?|versus|against|than|instead of|rather than|(?:compared|different) (?:with|to|from)|nor)"
    r"(?![A-Za-z])(?: (?:how|what|is|are|do we need|should we (?:use|take|pick)|for|from|with|by|in|to|against|the|an?|some|our|"
    r"their|my|plain)(?![A-Za-z]))*\s?|"
    r"\s?(?:[、/&|]|以及|还是|或者|还有|[和与跟同及或](?!意|事)|(?<![㐀-鿿]),(?! ?[㐀-鿿]))\s?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(rf"(?:[^;:。.!?()\n{HIDDEN}]|\.(?=[\w])|(?<=v)\.|(?<=vs)\.)+")
_SEPARATE = re.compile(r"\s?[,、/|]\s?")
_CONTRAST = re.compile(
    r"另|又|也|却|则|还|再|反而|\b(?:another|others?|instead|also|too|else|rather|but|while|whereas|however|or)\b",
    re.IGNORECASE,
)
APART = 400
"""Characters between two names of one comparison, at most."""
Row = tuple[Span, ...]


def joined(names: Names) -> Iterator[Row]:
    """Yield the rows of names that words for "and" or marks part within a sentence."""
    for sentence in _SENTENCE.finditer(names.body):
        yield from _rows(names, *sentence.span())


def _rows(names: Names, start: int, end: int) -> Iterator[Row]:
    """Yield the rows of a sentence: chains of names with nothing but a joint between them."""
    joints = list(_joints(names.flat, start, end))
    edges = [start, *(edge for joint in joints for edge in joint), end]
    row: list[Span] = []
    loose = True  # whether commas alone part the row
    for number, (a, b) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        name = _item(names, a, b, opens=True) if row else None
        if name:
            comma = names.flat[slice(*joints[number - 1])].strip() == ","
            if comma and len(row) == 1 and not _opens(names, start, row[0]):
                row = []  # "for a small boat, wood rot or metal fatigue"
            row.append(name)
            loose = loose and comma
        if name is None or names.flat[name[1] : b].strip(" “”\"'*"):
            yield from _whole(row, loose)
            row = []
            if last := _item(names, a, b, opens=False):
                row, loose = [last], True
    yield from _whole(row, loose)


def _opens(names: Names, start: int, span: Span) -> bool:
    """Tell whether a name opens its sentence, or is written as one."""
    return not names.flat[start : span[0]].strip() or is_proper(names.flat, [span])


def _whole(row: list[Span], loose: bool) -> Iterator[Row]:
    if len(row) > (2 if loose else 1):
        yield tuple(row)


def _item(names: Names, a: int, b: int, *, opens: bool) -> Span | None:
    """Return the name that a passage between joints is, or that `opens` it or else closes it."""
    marks = list(CLAUSE_END.finditer(names.flat, a, b))
    if marks:
        a, b = (a, marks[0].start()) if opens else (marks[-1].end(), b)
    a, b = trim(names.flat, a, b, " \n*_`#-·•“”\"'")
    words = names.flat[a:b]
    if len(words) == 1 and text.has_han(words):
        return (a, b) if names.held((a, b)).share > 0.4 else None
    runs = [span for span in names.within(a, b) if (span[0] == a if opens else span[1] == b)]
    whole = (a, b) if (a, b) in runs and len(words) < 40 else None
    best = max(names.longest(runs), key=names.weight, default=None)
    if whole and terms.is_noun_phrase(names.flat, whole) and (best is None or _all_proper(words) or not is_proper(names.flat, [best])):
        return whole if best is None or opens else best
    if best:
        return product(names, best) or _owner(names, a, best) or best
    told = [span for span in runs if names.held(span).told or is_proper(names.flat, [span])]
    return max(told, key=lambda span: span[1] - span[0], default=None)


def product(names: Names, span: Span) -> Span | None:
    """Return the name of what a maker makes: Spot, of 波士顿动力的 Spot."""
    of = re.compile(r"\s?的\s?(?=[A-Z])").match(names.flat, span[1])
    made = names.longest(one for one in names.within(of.end(), of.end() + 40) if one[0] == of.end()) if of else ()
    return max(made, key=names.weight, default=None)


def _all_proper(words: str) -> bool:
    return all(re.search(r"[A-Z\d]", word) for word in words.split())


def _owner(names: Names, start: int, span: Span) -> Span | None:
    """Return the name of whose thing is spoken of: Norway, of "Norway's national services"."""
    of = re.search(r"'s (?:[a-z-]+ ){0,2}$", names.flat[start : span[0]])
    owners = [one for one in names.within(start, start + of.start()) if one[1] == start + of.start()] if of else []
    return next((one for one in names.longest(owners) if is_proper(names.flat, [one])), None)


def _joints(flat: str, start: int, end: int) -> Iterator[Span]:
    """Yield the words for "and" of a passage, in Chinese those that the dictionary has standing alone."""
    alone, place = set(), start
    for word in tokens.words(flat[start:end]):
        alone.add((place, place + len(word)))
        place += len(word)
    for match in JOINT.finditer(flat, start, end):
        if not text.has_han(match[0]) or trim(flat, *match.span(), " ,") in alone:
            yield match.span()


LISTED, ASIDE = 0.3, 0.2


def aspects(names: Names, row: Row) -> float:
    """Return what speaks against a row of plain words: they are listed after a colon, or in brackets."""
    if all(names.held(span).asked for span in row):
        return LISTED
    if any(is_proper(names.flat, [span]) for span in row):
        return 0.0
    before = names.body[: row[0][0]].rstrip(" \n")
    return LISTED if before.endswith(":") and len(row) > 2 else ASIDE if before.endswith("(") else 0.0


def parallel(names: Names) -> Iterator[tuple[Row, bool]]:
    """Yield the pairs of known names in clauses of one form, and whether these share a word."""
    known = names.known()[:16]
    for one, other in combinations(known, 2):
        spans = [tuple(names.mentions[names.name(span)]) for span in (one, other)]
        best = None
        for a in spans[0]:
            for b in spans[1]:
                first, second = sorted((a, b))
                if first[1] <= second[0] <= first[1] + APART:
                    form = _form(names.flat, first, second)
                    if form is not None and (best is None or form and not best[1]):
                        best = (first, second), form
        if best:
            yield best


def _form(flat: str, first: Span, second: Span) -> bool | None:
    """Return whether the clauses of two names share a word, None where nothing sets them side by side."""
    one, other = (around(flat, span, CLAUSE_END) for span in (first, second))
    if one == other:
        return True if _share_head(flat, first, second) else None
    shared = [
        set(tokens.content_tokens(f"{flat[a : span[0]]} {flat[span[1] : b]}"))
        for (a, b), span in ((one, first), (other, second))
    ]
    led = {flat[span[0] - 1 : span[0]] for span in (first, second)}
    if shared[0] & shared[1] or len(led) == 1 and text.has_han(*led) and not led & {"的", "了"}:
        return True
    return False if _CONTRAST.search(flat[slice(*other)]) else None


def _share_head(flat: str, first: Span, second: Span) -> bool:
    """Tell whether two English names have their last word in common: "the ISC licence", "the MIT licence"."""
    words = [flat[slice(*span)].casefold().split() for span in (first, second)]
    return min(map(len, words)) > 1 and words[0][-1] == words[1][-1]


def alike(flat: str, row: Row) -> bool:
    """Tell whether names are all written as names, or all as words."""
    return len({is_proper(flat, [span]) for span in row}) == 1
