"""Rows that are no sides: what is asked of the subjects, what to say of one, what is done with things."""

import re

from generator.commission.chinese import ON_ONE
from generator.commission.clauses import Span
from generator.commission.held import TITLED
from generator.commission.rows import WORKS, Row, is_counted, is_place
from generator.commission.weighing import CLAUSE_END, NEAR, Names, around, is_proper

_ASPECTS = re.compile(
    r"从|围绕|包括|涵盖|着重|重点|\b(?:cover\w*|focus\w*|in terms of|with regard to|look at|weigh|mention)\b",
    re.IGNORECASE,
)
"""Before what is asked of the subjects."""
LISTED, ASIDE = 0.5, 0.35
"""What speaks against a row of plain words after a colon, and in brackets (0 and up)."""


def against(names: Names, row: Row) -> float:
    """Return what speaks against a row of plain words: they are aspects, or listed after a colon or in brackets."""
    if is_counted(names, row) or any(WORKS.match(names.flat, span[1]) for span in row):
        return 0.0
    clause, _ = around(names.body, row[0], CLAUSE_END)
    if all(names.held(span).asked for span in row) or _ASPECTS.search(names.body, clause, row[0][0]):
        return LISTED
    if any(is_proper(names.flat, [span]) for span in row) or all(is_place(names, span) for span in row):
        return 0.0
    if all(names.held(span).share >= TITLED for span in row):
        return 0.0
    before = names.body[max(0, row[0][0] - 20) : row[0][0]].rstrip(" \n")
    return LISTED if before.endswith(":") and len(row) > 2 else ASIDE if before.endswith("(") else 0.0


def lists(body: str) -> list[Span]:
    """Return where lists stand whose own words say that they are what is asked: 从奶源、价格两方面说."""
    return [found.span() for found in _FROM_ASPECTS.finditer(body)]


_FROM_ASPECTS = re.compile(
    r"[从就按在](?:[^,。;:?!\n、和与跟及从就按在]{1,16}[、和与跟及]){1,8}[^,。;:?!\n、]{1,16}?(?:等)?这?(?:[两二三四五六七八九几]|\d)?个?"
    r"(?:方面|维度|角度|层面|视角|来[看讲说比]|(?<=[两三四五六])点)"
)


_TOLD = re.compile(
    r"[,。?!] ?(?P<wish>[我们很最只就想要]{0,3}(?:想知道|想了解|想问|想看))?[讲说谈写列]{0,2}(?:一下|清楚)?$"
)
_PIECE = re.compile(rf"{ON_ONE}(?=,[^。;!?\n]*$)", re.IGNORECASE)
"""A text on one thing, before what should be said of that: 写一篇新生儿穿衣的说明，讲清楚…."""
_COMPARES = re.compile(r"对[比照]|比较|区别|差[异别]|\bvs\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:steps?|procedures?|process|instructions|method) (?:for|of|to|in) [a-z]+ (?:(?:an?|the|your|my|our) )?$",
    re.IGNORECASE,
)
_WHAT = re.compile(" ?(?:各自?|分别)?(?:是什么|是啥|怎么|如何|为什么)")


def is_done(names: Names, row: Row) -> bool:
    """Tell whether something is done with a row, and the steps of that are asked for: "steps for changing A and B"."""
    return _DONE.search(names.flat, max(0, row[0][0] - 60), row[0][0]) is not None


def is_told(names: Names, row: Row) -> bool:
    """Tell whether a row is what should be said of a weightier name before it: “那个条例，讲讲头盔、改装、上牌”,
    甲怎么活下来的，想知道转折点跟乙是什么."""
    if len(row) > 1 and (piece := _PIECE.search(names.body, max(0, row[0][0] - NEAR), row[-1][0])):
        between = names.body[piece.end() : row[-1][0]]
        if row[0][0] >= piece.end("x") and not _COMPARES.search(between):
            return True
    asked = _TOLD.search(names.flat, max(0, row[0][0] - 10), row[0][0])
    if not asked or not asked[0].strip(" ,。?!"):
        return False
    if len(row) < 3 and not (len(row) == 2 and asked["wish"] and _WHAT.match(names.flat, row[-1][1])):
        return False
    before = names.within(max(0, asked.start() - NEAR), asked.start())
    return max(map(names.weight, before), default=0) > max(map(names.weight, row))
