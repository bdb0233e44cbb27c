"""Names side by side without a mark, as many as the count behind them says, 上海北京重庆三地, "vim emacs nano, all
three", or before a row of names: "vim emacs and nano"."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice, pairwise

from generator.commission import phrases, rows
from generator.commission.candidates import MOST_CUES
from generator.commission.clauses import Span
from generator.commission.held import TITLED
from generator.commission.subject import LONGEST_NAME
from generator.commission.weighing import Names
from generator.language import english, text, tokens

_COUNTED = re.compile(
    rf" ?,? ?这?(?P<n>[两二三四五六]|(?<!\d)[2-6])(?=[{text.HAN}])|"
    r",? (?:-+ )?(?:(?:all|these|the|those) ){1,2}(?P<e>two|three|four|five|six)\b",
    re.IGNORECASE,
)
"""How many there are, behind the last name."""


def counted(names: Names) -> Iterator[tuple[Span, ...]]:
    """Yield the names right before a count, as many as it says, where the corpus has each of them for a name."""
    for count in _COUNTED.finditer(names.body):
        row = _chain(names, count.start(), phrases.number(count["n"] or count["e"]))
        if row and not _is_one(names, row):
            yield row


_REFERRED = re.compile(
    r"\b(?:the|these|those) (?P<e>two|three|four|five)(?![\w-])(?! (?:of|or)\b)|"
    r"\b(?P<pair>both|either|neither|the pair|the other(?: one)?(?! (?:half|people|group|team|camp)\b))\b|"
    r"(?P<both>俩|[两二]者|双方)|"
    r"[这那](?P<n>[两二三四五])(?:种|道|个|样|条|款|家|类|部|项|门|者|套|块)",
    re.IGNORECASE,
)
"""What speaks of so many things named before: “compare the three”, 这两道菜."""


def referred(names: Names) -> tuple[Span, ...]:
    """Return the names that stand for all of a title, wherever the text has them, where it speaks of as many before:
    “She has heard of card sorting, I was taught usability testing. Compare the two”; () elsewhere."""
    whole = [span for span in names.known() if names.held(span).share >= rows.WHOLE]
    for count in islice(_REFERRED.finditer(names.body), MOST_CUES if len(whole) > 1 else 0):
        told = [span for span in whole if span[1] <= count.start()]
        if len(told) == (phrases.number(said) if (said := count["n"] or count["e"]) else 2):
            return tuple(sorted(names.owner_of(*span) or span for span in told))
    return ()


def chained(names: Names) -> Iterator[tuple[Span, ...]]:
    """Yield three Chinese places and more side by side, 杭州宁波温州, that the corpus all has for names."""
    for passage in re.finditer(f"[{text.HAN}]+", names.body):
        place, row = passage.start(), []
        for word, tag in [*tokens.tagged(passage[0]), ("", "")]:
            span = place, place + len(word)
            place = span[1]
            if tag == "ns" and names.is_known(span):
                row.append(span)
                continue
            if len(row) > 2:
                yield tuple(row)
            row = []


def commas(names: Names) -> Iterator[tuple[Span, ...]]:
    """Yield the Chinese names that commas part, each all that stands between two, 郑州,洛阳,烟台的条例."""
    for passage in _COMMAS.finditer(names.body):
        items = [item.span() for item in _SPACED_ITEM.finditer(names.body, *passage.span())]
        row: list[Span] = []
        for a, b in items:
            if _is_name(names, (a, b)):
                row.append((a, b))
                continue
            last = names.longest(one for one in names.within(a, b) if one[0] == a) if row else ()
            row += [one for one in last[:1] if names.body[one[1]] in "的都各在"]
            if len(row) > 1:
                yield tuple(row)
            row = []
        if len(row) > 1:
            yield tuple(row)


def spaced(names: Names) -> Iterator[tuple[Span, ...]]:
    """Yield the names that spaces alone part, 杭州 金华 湖州, "npm yarn pnpm": titles have each for a name, or the
    corpus has them all and they are of one kind."""
    for match in _SPACED.finditer(names.body):
        items = [item.span() for item in _SPACED_WORD.finditer(names.body, *match.span())]
        for known, group in groupby(
            items, key=lambda span: text.has_han(names.body[span[0]]) and _is_name(names, span)
        ):
            row = tuple(group)
            if known and len(row) > 1:
                yield row
        yield from _of_kind(names, items)


def _of_kind(names: Names, items: list[Span]) -> Iterator[tuple[Span, ...]]:
    """Yield the rows of names of one kind among words that blanks part."""
    row: list[Span] = []
    for span, after in zip(items, [*items[1:], None], strict=True):
        if after and not row and (last := (span[1] - (after[1] - after[0]), span[1]))[0] > span[0]:
            span = last if _are_alike(names, last, after) else span  # 把婚假 丧假
        if row and not _are_alike(names, row[-1], span):
            yield from _kept(names, row)
            row = []
        row.append(span)
    yield from _kept(names, row)


def _kept(names: Names, row: list[Span]) -> Iterator[tuple[Span, ...]]:
    """Yield a row that holds two names at least, three in Latin letters, most of which the corpus has."""
    known = sum(map(names.is_known, row))
    latin = bool(row) and not text.has_han(names.flat[row[0][0]])
    if known > len(row) / 2 and len(row) > (2 if latin else 1) and (not latin or _are_apart(names, tuple(row))):
        yield tuple(row)


def _are_alike(names: Names, one: Span, other: Span) -> bool:
    """Tell whether two words are names of one kind: Chinese ones as long as each other that begin or end alike and that
    the corpus has, or one of them a noun beside them; Latin ones that are no English words or in titles."""
    first, second = (names.flat[slice(*span)] for span in (one, other))
    if text.has_han(first) and text.has_han(second):
        alike = first[-1] == second[-1] or len(first) > 3 and first[:2] == second[:2]
        return len(first) == len(second) and alike and names.is_known(one) and names.is_known(other)
    return not text.has_han(first + second) and _is_latin(names, one) and _is_latin(names, other)


def _are_apart(names: Names, row: rows.Row) -> bool:
    """Tell whether Latin words side by side are names each: two at least are no English words, and few documents hold
    two of them as one."""
    odd = sum(not english.is_word(names.name(span)) for span in row)
    return odd > 1 and all(_stand_apart(names, one, other) for one, other in pairwise(row))


def _is_latin(names: Names, span: Span) -> bool:
    """Tell whether the corpus has a word for a name, which is no English word or in a title."""
    return names.is_known(span) and (names.held(span).heads > 0 or not english.is_word(names.name(span)))


def as_another(names: Names) -> Iterator[tuple[Span, ...]]:
    """Yield the name of which a clause asks whether it is as another, and that which weighs most before it in its
    sentence: 甲法对退货的规定，跟乙法一样吗."""
    for match in islice(_AS.finditer(names.body), MOST_CUES):
        other = names.longest(one for one in names.within(*match.span("x")) if one[1] == match.end("x"))
        start = max(names.body.rfind(mark, 0, match.start()) for mark in "。!?\n") + 1
        before = names.longest(one for one in names.within(start, match.start()))
        if other and before:
            yield max(before, key=names.weight), max(other, key=names.weight)


_AS = re.compile(
    f", ?[跟和与同](?P<x>[{text.HAN}]{{2,14}}?)(?:的?规定)?(?:是不是)?(?:一样|相同|一致|有(?:什么|啥|何)?(?:不同|"
    f"不一样|区别|差别))"
)


def led(names: Names, joined: Iterable[rows.Row]) -> Iterator[tuple[Span, ...]]:
    """Yield the rows of names with those beside their first, in small letters as that is, each of which the corpus has
    for a name and none for a part of another's."""
    for row in joined:
        longer = row
        while before := next(
            (one for one in _ending(names.body, longer[0][0] - 1) if _leads(names, one, longer[0])), None
        ):
            longer = (before, *longer)
        if longer != row:
            yield longer


def _leads(names: Names, span: Span, first: Span) -> bool:
    """Tell whether a name stands before another, both in small letters, and few documents hold them as one."""
    return names.held(span).named and names.held(first).named and _stand_apart(names, span, first)


def _stand_apart(names: Names, span: Span, other: Span) -> bool:
    """Tell whether few of the documents with either of two words side by side hold them as one."""
    both = names.held((span[0], other[1])).told
    return both <= TOGETHER * min(names.held(span).told, names.held(other).told)


TOGETHER = 0.2
"""Part (0 to 1) of the documents with either of two names up to which the two side by side are not one."""
_SPACED_ITEM = re.compile(f"[{text.HAN}]+")
_SPACED_WORD = re.compile(rf"{_SPACED_ITEM.pattern}|(?<![\w'])[A-Za-z][\w+#-]+(?![\w'])", re.ASCII)
_SPACED = re.compile(rf"(?:{_SPACED_WORD.pattern})(?: (?:{_SPACED_WORD.pattern}))+", re.ASCII)
_COMMAS = re.compile(rf"{_SPACED_ITEM.pattern}(?:, ?{_SPACED_ITEM.pattern})+")
LONGEST_HAN = 8
"""Characters of a Chinese name."""
_HAN = re.compile(f"[{text.HAN}]{{2,{LONGEST_HAN}}}$")
_LATIN = tuple(
    re.compile(rf"(?<![\w-])(?:[A-Za-z0-9][\w.+#&'-]* ){{{more}}}[A-Za-z0-9][\w.+#&'-]*$") for more in (2, 1, 0)
)
"""Three words, two and one."""


def _chain(names: Names, end: int, number: int) -> tuple[Span, ...]:
    """Return so many names, each beside the next and the last before `end`; () where there are not as many."""
    if number == 0:
        return ()
    for span in _ending(names.body, end):
        if not _is_name(names, span):
            continue
        before = span[0] - names.body.endswith(" ", 0, span[0])
        row = _chain(names, before, number - 1)
        if row or number == 1:
            return (*row, span)
    return ()


def _ending(body: str, end: int) -> Iterator[Span]:
    """Yield what may be a name that ends there, the longest first: Latin words, or Chinese characters, in which the
    dictionary may see no word of their own (大连 of 沈阳大连)."""
    start = max(0, end - LONGEST_NAME)
    if han := _HAN.search(body, start, end):
        yield from ((place, end) for place in range(han.start(), end - 1))
    for words in _LATIN:
        if found := words.search(body, start, end):
            yield found.span()


def _is_name(names: Names, span: Span) -> bool:
    """Tell whether titles, folders or headings have a name, or it is that of a place which the corpus knows."""
    return names.held(span).share >= TITLED or rows.is_place(names, span) and names.is_known(span)


def _is_one(names: Names, row: tuple[Span, ...]) -> bool:
    """Tell whether the names are one, of common words: 退休职工."""
    return names.is_known((row[0][0], row[-1][1])) and not all(rows.is_place(names, span) for span in row)
