"""Headings: what kind of matter stands below one, the question that one is, and how one stands before words."""

import re

from generator.evidence import cleaning, hygiene, hygiene_rules, lead_ins
from generator.language import text, tokens


def instructs(heading: str, language: str) -> bool:
    """Tell whether a document instructs, shows or lists below a heading, instead of saying how things are."""
    return _heads("chaff_headings", heading, language) or aside(heading, language)


def aside(heading: str, language: str) -> bool:
    """Tell whether what stands below a heading is none of a document's matter: links, tasks, what was changed in it."""
    return _heads("aside_headings", heading, language)


def _heads(kind: str, heading: str, language: str) -> bool:
    heading = tokens.simplify(heading)
    found = hygiene_rules.of(language)[kind].finditer(heading)
    if not text.has_han(heading):
        return next(found, None) is not None
    borders = {end for _, end in tokens.word_spans(heading)} | {0}  # 目录 is no word of 项目录取
    return any(match.start() in borders or not text.has_han(match[0]) for match in found)


def question(heading: str) -> str:
    """Return the question that a heading is, without a mark before it, "" where it is none: what stands below one is
    the answer to that alone."""
    bare = _ASKED.sub("", " ".join(heading.split()), count=1) if _ASKED.match(heading) else " ".join(heading.split())
    return bare if bare.endswith(("?", "？")) else ""


_ASKED = re.compile(r"(?:Q|问|问题|Question)? ?\d* ?[:：.、] ?|(?:Q|问)\d+ ")
"""What stands before a question: “Q: ”, “问题 3：”."""


def bare(heading: str) -> str:
    """Return a heading without its number and its colon."""
    return cleaning.clean(_NUMBER.sub("", heading)).rstrip(" :：")


def above(heading: str, language: str) -> str:
    """Return a heading as it stands before words that stand below it: the question that it is, or without its number
    and its colon; "" where it cannot stand there, as one of steps or of what holds only together."""
    if asked := question(heading):
        return asked
    plain = bare(heading)
    short = text.count(plain, text.UNIT[language]) <= hygiene.HEADING[language]
    leads_on = lead_ins.joins(heading, language) or hygiene_rules.of(language)["anywhere"].search(plain)
    return plain if short and not leads_on and hygiene.value(plain, language) and re.search(r"[^\W\d]", plain) else ""


_NUMBER = re.compile(
    r"^(?:[•●-] |第?[一二三四五六七八九十百零〇\d]{1,4}(?:[章节条、.．]| |(?=[（(]))|"
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]|(?:\d+\.)+\d* ?)\s*"
)
"""The number or the mark of a heading."""
