"""Aspects: what a heading asks for and what a text speaks of, by a thesaurus of what reports ask (`data/aspects.yml`).

Both are found by words alone, in Chinese and English, so that “Governance” and “理事会” meet. Names of aspects are keys
of the data file.
"""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from generator import files, yaml_text
from generator.language import text, tokens

ASPECTS = files.DATA / "aspects.yml"
NARROWER = 0.6
"""What a narrower aspect is worth to who asks for one, 0 to 1, against 1 for the aspect itself. Set by hand."""
LONGEST = 8
"""Pieces of the longest term: Han characters, or words."""
_JOINT = re.compile(
    r"[、，,;；/：:？?&（）()]|\b(?:and|or|as well as)\b"
    r"(?! (?:in|at|on|for|of|with|by|to|from|during|after|before|without|under)\b)",
    re.I,
)
_JOINT_WORDS = frozenset("和 与 及 以及 或 或者 还是 还有 跟".split())  # noqa: SIM905
"""What joins the questions of one heading: “Collecting, storing and moving the data” are three, “at home and in the
village” belongs to what stands before."""
_ASKS = re.compile(
    r"多少|多[久长大远高深重宽]|几|哪|谁|怎么|怎样|如何|为何|什么|是否|是不是|吗|呢|还是|(.)不\1|有没有|何时|"
    r"\b(?:how|what|who|whom|whose|which|where|when|whether|why)\b|"
    r"^\W*(?:do|does|did|is|are|was|were|can|could|may|must|should|will|would|has|have)\b", re.I)  # fmt: skip
"""What a question is known by."""
_CLAUSE = re.compile(r"[：:？?]")
WHOLE = 4
"""Words of an English question that stands by itself, at least: “how far” asks with what follows it."""
_PAIR = re.compile(rf"(?<![{text.HAN}])([{text.HAN}])[和与]([{text.HAN}])(?![{text.HAN}])")
"""Two questions of one character each, which no dictionary parts: 电和网."""
_RUN = re.compile(rf"[{text.HAN}]+|[^\W_{text.HAN}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """One entry of the thesaurus."""

    labels: Mapping[str, str]
    """What it is called in a brief, by language."""
    narrower: tuple[str, ...]
    """Names of aspects that are a part of it."""


@cache
def known() -> Mapping[str, Aspect]:
    """Return the aspects by their names, in the file's order."""
    return {
        name: Aspect(
            labels={language: entry[language][0] for language in text.UNIT}, narrower=tuple(entry.get("narrower", ()))
        )
        for name, entry in _data().items()
    }


def label(name: str, language: str) -> str:
    """Return what an aspect is called in a brief."""
    return known()[name].labels[language]


def called(label: str, language: str) -> str | None:
    """Return the aspect that is called so in a brief, None where none is."""
    return next((name for name, aspect in known().items() if aspect.labels[language] == label), None)


def terms(name: str) -> tuple[str, ...]:
    """Return the words of both languages that tell of an aspect in a text."""
    return tuple(term for language in text.UNIT for term in _data()[name][language])


def asked(heading: str) -> dict[str, float]:
    """Return the aspects that a heading or a title asks for, each with what it is worth, 0 to 1.

    Of “Security and costs” security and costs are worth 1, what is narrower NARROWER.
    """
    own = dict.fromkeys(_found(heading, heading=True), 1.0)
    narrower = {name: NARROWER for wide in own for name in known()[wide].narrower}
    return narrower | own


@lru_cache(maxsize=1 << 10)
def questions(heading: str) -> tuple[str, ...]:
    """Return the questions that a heading joins, each by its own words.

    Where it asks in words, each part has to: “Who pays, and how soon will they?” are two, “What happens in a cold, dark
    week?” and “一次性餐具和垃圾要怎么管” are one.
    """
    return tuple(itertools.chain(*map(_asked, filter(str.strip, _CLAUSE.split(heading)))))


def _asked(clause: str) -> tuple[str, ...]:
    found = _parts(clause)
    if _ASKS.search(clause) and not all(_ASKS.search(one) and _by_itself(one) for one in found):
        return (clause.strip(),)
    return found


def _by_itself(question: str) -> bool:
    return text.has_han(question) or len(question.split()) >= WHOLE


def _parts(heading: str) -> tuple[str, ...]:
    found = [""]
    for piece in _JOINT.split(_PAIR.sub(r"\1、\2", heading)):
        found.append("")
        for word in tokens.words(piece):
            if word in _JOINT_WORDS:
                found.append("")
            else:
                found[-1] += word
    return tuple(one.strip() for one in found if one.strip())


def named(headings: Iterable[str]) -> frozenset[str]:
    """Return the aspects that headings above a text name, those they ask for without the narrower ones."""
    return frozenset(name for heading in headings for name in _found(heading, heading=True))


def spoken(words: str) -> dict[str, tuple[str, ...]]:
    """Return the aspects that a text speaks of, each with the terms that say so, in order of their first."""
    return dict(_found(words, heading=False))


@lru_cache(maxsize=1 << 15)
def _found(words: str, *, heading: bool) -> dict[str, tuple[str, ...]]:
    """Return the aspects whose terms stand in `words`; of terms within each other only the longest counts."""
    terms = _terms(heading)
    found: dict[str, list[str]] = {}
    pieces = _pieces(words)
    at = 0
    while at < len(pieces):
        size = next((n for n in range(LONGEST, 0, -1) if pieces[at : at + n] in terms), 0)
        term = pieces[at : at + size]
        for name in terms.get(term, ()):
            found.setdefault(name, []).append(_joined(term))
        at += size or 1
    return {name: tuple(dict.fromkeys(said)) for name, said in found.items()}


def _joined(term: tuple[str, ...]) -> str:
    return ("" if text.has_han(term[0]) else " ").join(term)


def _pieces(words: str) -> tuple[str, ...]:
    """Return simplified Han characters one by one, and other words by their stems; marks are left out."""
    found: list[str] = []
    for run in _RUN.findall(tokens.simplify(words)):
        if text.has_han(run):
            found += run
        else:
            found.append(tokens.stem(run))
    return tuple(found)


@cache
def _terms(heading: bool) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Return the terms, in pieces, with the aspects that they tell of."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name, entry in _data().items():
        listed = [term for language in text.UNIT for term in entry[language]]
        for term in (*listed, *(entry.get("headings", ()) if heading else ())):
            key = _pieces(term)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), name)))
    return found


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    return yaml_text.load(ASPECTS.read_text(encoding="utf-8"), str(ASPECTS))
