"""Readings: what of a sentence may stand for it in a brief. Writers choose among them, the gate computes them anew.

A sentence stands whole, or it is trimmed of what is listed here and in `data/hygiene.yml`, everything else stays: a
mark of order before it, a connective that adds it to the one before, in brackets the initials of the words before
them. Table cells and figures are such sentences, shown without their full stop.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.corpus import Block, Chunk, Document
from generator.evidence import cleaning, cohesion, spans
from generator.language import initials, text
from generator.messages import say

_COUNTED = "[一二三四五六七八九十]{1,2}"
_ARTICLE = "[一二三四五六七八九十百千零〇]{1,7}"
ORDER = re.compile(
    rf"(?:{cleaning.PICTOGRAM.pattern})?(?:第{_ARTICLE}条(?:之{_COUNTED})?[ \u3000]*|"
    rf"(?:A\d{{0,6}}|答)[：:](?!\s*(?:Yes|No|是的?|否|不是?)\b[.,。，!]?\s*$)|"
    rf"{_COUNTED}是[，,：:]?|第{_COUNTED}[，,：:、]|{_COUNTED}、|其[一二三四五六七八九十][，,：:]|"
    r"(?:首先|其次|再次|最后)[，,：:]|\d{1,2}[.)）、](?!\d)|[（(](?:\d{1,2}|[a-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,2})[)）]|[①-⑳]|"
    r"\d{1,2} (?=[㐀-鿿]{2})(?![年月日天周时分秒个個名位人种種家元万萬亿億岁歲次倍项項条條款])|"
    r"(?:[a-h]|[ivx]{1,4})\)|(?:First|Second|Third|Fourth|Fifth|Finally|Lastly)(?:ly)?[,:])\s*(?=\S)"
)
"""A mark of order before a sentence, and that of an answer in questions and answers."""
ENDS = "。.！!；;，, "
"""What a cell shows no more of at the end of its sentence."""


_LAW = re.compile(rf"第{_ARTICLE}条(?:之{_COUNTED})?|(?:Article|Section|§) ?\d+[a-z]?(?=[ .:])")
_HEADED = re.compile(rf"第 ?(?:\d{{1,4}}|{_ARTICLE}) ?[条條](?: ?之 ?(?:\d{{1,2}}|{_COUNTED}))?")
"""A heading that is the number of an article."""
_POINT = re.compile(
    r"(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z]|[ivx]{1,4})[)）]|\d{1,2}[.)）、](?!\d)|[一二三四五六七八九十]{1,3}、|"
    r"[a-z][.)] |[①-⑳]|[-*+•])\s*"
)
_JOINT = {"zh": "；", "en": "; "}
_MORE = {"zh": "等", "en": ", among others"}
"""What stands behind the first points of a list that has more."""


def article(document: Document, chunk: Chunk, start: int) -> str:
    """Return the article of a law that the characters at `start` stand in: “第二十条”; "" for what is no law.

    It is the label that the paragraph opens with, or the nearest before it below the same heading, or that heading.
    """
    path = (chunk.block_at(start) or chunk.blocks[0]).heading_path
    if path and _HEADED.fullmatch(path[-1]):
        return path[-1].replace(" ", "")
    for where in document.chunks[chunk.number - 1 :: -1]:
        for block in reversed(where.blocks):
            if where is chunk and block.start > start:
                continue
            if block.heading_path != path:
                return ""
            if match := _LAW.match(where.text, block.start, block.end):
                return match[0]
    return ""


def opens_article(paragraph: str) -> str:
    """Return the article of a law that a paragraph opens: “第二十条”; "" where it opens none."""
    match = _LAW.match(paragraph)
    return match[0] if match else ""


def listed(quote: str, language: str) -> str:
    """Return the sentence that a list makes (`lists`): its points joined by semicolons, behind what introduces it."""
    lead, told = _parted(quote, language)
    return _joined(lead, told, language)


def opened(quote: str, language: str) -> str:
    """Return the sentence that the first points of a list make, which says that there are more."""
    lead, told = _parted(quote, language)
    return _joined(lead, (*told[:-1], told[-1] + _MORE[language]), language)


def row(quote: str, language: str) -> str:
    """Return the sentence that a row of a table makes: each value behind its head."""
    told = (cleaning.clean(cell).rstrip(ENDS) for cell in quote.split(" | "))
    return cleaning.finish(_JOINT[language].join(told), language)


def _parted(quote: str, language: str) -> tuple[str, list[str]]:
    """Return what introduces a list, "" where nothing does, and its points, each without its mark and end."""
    intro, *points = quote.split("\n")
    if not intro.endswith((":", "：")):
        intro, points = "", [intro, *points]
    told = []
    for point in points:
        bare = cleaning.clean(point)
        mark = _POINT.match(bare)
        told.append(bare[mark.end() if mark else 0 :].rstrip(ENDS))
    return cleaning.opened(cleaning.clean(intro), language), told


def _joined(lead: str, told: Iterable[str], language: str) -> str:
    return cleaning.finish((f"{lead} " if lead and language == "en" else lead) + _JOINT[language].join(told), language)


def pointed(quotes: Sequence[str], language: str) -> str:
    """Return the sentence that some points of a list make behind what introduces it: of each quote, from the
    introduction on, the last point."""
    parted = [_parted(quote, language) for quote in quotes]
    return _joined(parted[0][0], (told[-1] for _, told in parted), language)


def _points(own: str, quote: str, language: str, *, led: bool) -> bool:
    """Tell whether words are what introduces a list and some of its points, in their order, the last one among them."""
    lead, told = _parted(quote, language)
    left = text.match_key(own)
    leads = [text.match_key(words) for words in (lead, *((cleaning.lowered(lead),) if led and lead else ()))]
    opening = next((words for words in leads if words and left.startswith(words)), "")
    if not opening:
        return False
    left = left[len(opening) :].lstrip()
    for point in map(text.match_key, told[:-1]):
        for joint in ("；", "; "):
            if left.startswith(point + joint):
                left = left[len(point + joint) :]
    return left == text.match_key(cleaning.finish(told[-1], language))


def sentence_at(chunk: Chunk, start: int, end: int) -> tuple[Block, int, int] | None:
    """Return the block and the offsets of the sentence that holds the characters from `start` to `end`, or None."""
    for block in chunk.blocks:
        if block.start <= start and end <= block.end:
            for first, last in spans.ends(chunk, block):
                if first <= start and end <= last:
                    return block, first, last
    return None


def label(sentence: str) -> int:
    """Return the characters of the mark of order that a sentence may be quoted without.

    Any other label may say for whom, when or on whose word the sentence holds (小鼠实验：, Draft:) and stays.
    """
    match = ORDER.match(sentence)
    return match.end() if match else 0


def starts(sentence: str, language: str) -> tuple[int, ...]:
    """Return where a sentence may begin that is quoted to its end, in characters: 0 first, for the whole of it."""
    found = [0]
    for start in (0, label(sentence)):
        found += [start, start + cohesion.connective(sentence[start:], language)]
    return tuple(dict.fromkeys(found))


def relation(chunk: Chunk, language: str, start: int, end: int) -> str | None:
    """Return what the characters are to their sentence: "verbatim" for all of it, "trim" where they may be that."""
    found = sentence_at(chunk, start, end)
    if found is None or end != found[2]:
        return None
    _, first, last = found
    if start - first not in starts(chunk.text[first:last], language):
        return None
    return "verbatim" if start == first else "trim"


def cell_fault(chunk: Chunk, language: str, start: int, end: int) -> str | None:
    """Return why the characters from `start` to `end` cannot stand as a cell, or None when they can.

    They are a whole sentence, or one without what a trim may leave off; its end mark may be left off as well. What
    else stands in a sentence may take back, bound or turn the rest.
    """
    found = sentence_at(chunk, start, end)
    if found is None:
        return say("it is no part of one sentence")
    _, first, last = found
    if start - first not in starts(chunk.text[first:last], language):
        return say("it leaves off the beginning of its sentence")
    left = chunk.text[end:last].strip(ENDS)
    return say("it leaves off the end of its sentence: “{left}”", left=left[:20]) if left else None


_MADE = {"list": listed, "opening": opened, "row": row}
"""How what stands as several pieces becomes one sentence, by its relation."""


def wordings(quote: str, language: str, relation: str) -> Iterator[str]:
    """Yield how a quote stands in a brief: its words as they are cleaned, and of a trim those less `initials`."""
    if relation == "cell":
        yield cleaning.clean(quote)
        return
    if relation in _MADE:
        yield _MADE[relation](quote, language)
        return
    yield cleaning.sentence(quote, language)
    if relation == "trim":
        yield from (cleaning.sentence(words, language) for words in _without_initials(quote))


def _without_initials(quote: str) -> Iterator[str]:
    """Yield a quote without each of its brackets that repeat the words before them, and without all."""
    found = initials.repeated(quote)
    bare = quote
    for start, end in reversed(found):
        yield quote[:start] + quote[end:]
        bare = bare[:start] + bare[end:]
    if len(found) > 1:
        yield bare


def says(own: str, quote: str, language: str, relation: str, *, led: bool = False) -> bool:
    """Tell whether words are what a quote says, letter for letter.

    What the reader and `cleaning` make of the source is compared with the words as they stand, white space and the
    form of accents aside. `led`: words stand before them, so that “The” may have become “the” (`cleaning.lowered`).
    """
    if relation == "points":
        return _points(own, quote, language, led=led)
    own = text.match_key(own)
    return any(
        own == text.match_key(words) or (led and own == text.match_key(cleaning.lowered(words)))
        for words in wordings(quote, language, relation)
    )


def given(own: str, quote: str, language: str) -> tuple[int, str] | None:
    """Return where in a sentence a reading starts that these words are, and its relation; None when they are none."""
    for start in starts(quote, language):
        for relation in ("verbatim", "trim")[start > 0 :]:
            if says(own, quote[start:], language, relation, led=True):
                return start, relation
    return None
