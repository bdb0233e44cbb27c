"""What a clause says against the clauses of its sources that share most words with it.

A sentence that joins sources and leaves parts of them out cannot be compared with them word by word. Its clauses can:
each has those of a source that it was made of, and must negate where they do, and say as surely, as much and under the
same conditions what they say. The words are those of `rewording` and of the closed classes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from generator.gate import function_words, rewording
from generator.language import numerals, tokens

LEAST = 0.25
"""Share of a clause's content words (0 to 1) from which a clause of a source can be what it was made of."""
NEAR = 0.75
"""Part (0 to 1) of the best such share from which another clause may be it as well."""
KEPT = 0.6
"""Share of the content words of a source's clause (0 to 1) from which it is retold whole, so that its hedge counts."""
CAME = ("modality", "causality", "condition", "scope", "degree", "comparison")
"""Closed classes a word of which may not come."""
WENT = ("modality", "condition", "scope", "degree")
"""Closed classes a word of which may not go from a clause that is retold whole."""
RELATING = ("causality", "condition", "comparison", "time")
"""Closed classes beside whose words two others may not trade places."""
ALSO = {"zh": ("将", "曾", "不再", "未来", "之前", "直到", "以来"), "en": ("will", "no longer", "before", "until")}
"""Words of other classes whose rows may not come either."""
FREE = {
    "zh": ("双方", "两者", "也", "就", "便", "还", "又", "各", "均", "都", "其他", "同样", "会", "如", "以外"),
    "en": ("both", "each", "also", "other", "another", "same", "unlike", "as", "like", "either", "than", "even",
           "fails to", "fail to", "failed to"),
}  # fmt: skip
"""Words with which sentences are joined and sides set against each other: they may come and go."""
WHEN = {"zh": re.compile("时|的话|情况下"), "en": re.compile(r"\b(?:when|where|once|in case|without)\b", re.I)}
"""Words that put a condition as a time or a case: with one the word for the condition may go."""
BOUND = {
    "zh": re.compile("除外|除非|如果|若|一旦|只有|只要"),
    "en": re.compile(r"\b(?:if|unless|provided|except)\b", re.I),
}
"""Words of a clause that bounds the one beside it: who retells that one has to retell the bound."""
NEGATING = {
    "zh": re.compile("(?!)"),
    "en": re.compile(
        r"\b(?:fail(?:s|ed)? to|yet to|lacks?|lacked|unauthori[sz]ed|unable|unavailable|unsupported)\b", re.I
    ),
}
"""Words that negate and are no negation."""
_MARKS = r"[，,；;：:（）()—]|\s-\s"
_JOINTS = {
    "zh": (_MARKS, rf"{_MARKS}|(?=而(?!且))"),
    "en": (
        rf"{_MARKS}|(?=\b(?:and|but|while|whereas|although|though|because|since|if|unless|which|who)\b)",
        rf"{_MARKS}|(?=\b(?:but|while|whereas|and)\b)",
    ),
}
"""Where a sentence falls into clauses: all of them, and those that may have another subject. A comma within a number
parts nothing."""


_PLAIN = re.compile(r"\b(?:over|under)\b(?! ?(?:[\d$€£]|(?:a|one|two|three|half)\b))|(?<=\bso) that\b", re.I)
"""Words that compare only before a number; and "so that", which is "so"."""


_YEAR = re.compile(r"(?:1[89]|20)\d\d")
"""A number that may stand first or last in a clause; of others the order says what they count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    words: str
    content: frozenset[str]
    negations: int
    source: int = 0
    """Of a clause of a source: its position among the sources."""


def clauses(sentence: str, language: str, *, sides: bool = False) -> tuple[str, ...]:
    """Return the clauses of a sentence that hold content words; with `sides` those that may have another subject."""
    pattern = rf"(?<!\d)(?:{_JOINTS[language][sides]})|(?:{_JOINTS[language][sides]})(?!\d)"
    found, before = [], ""
    for part in re.split(pattern, sentence, flags=re.I):
        before = f"{before} {(part or '').strip()}".strip()
        if tokens.content_tokens(before):  # a hedge alone belongs to what follows: probably | because …
            found.append(before)
            before = ""
    return tuple(found)


def faults(sentence: str, sources: Sequence[str], language: str) -> Iterator[tuple[str, str]]:
    """Yield (what disagrees, the words it is about) of the clauses of a sentence, all in one language."""
    theirs = [_clause(part, language, n) for n, source in enumerate(sources) for part in clauses(source, language)]
    mine = [_clause(part, language) for part in clauses(sentence, language)]
    aligned = [_aligned(clause, theirs) for clause in mine]
    yield from _negated(mine, aligned, theirs)
    for clause, near in zip(mine, aligned, strict=True):
        if near:
            yield from _of_clause(clause, near, sources, language)
    own = _rows(sentence, language)
    known = frozenset(row for source in sources for row in _rows(source, language))
    for row, word in own.items():
        if (row[0] in CAME or row in _also(language)) and row not in known and word not in FREE[language]:
            yield row[0], word
    yield from _gone(sentence, theirs, language)
    for source in sources:
        yield from ((name, "") for name in function_words.traded(sentence, source, language) if name in RELATING)


def _negated(
    mine: Sequence[_Clause], aligned: Sequence[Sequence[_Clause]], theirs: Sequence[_Clause]
) -> Iterator[tuple[str, str]]:
    """Yield clauses that negate where those that they were made of do not, or the other way round.

    Where a clause of a source was made into several, one of them has its negation.
    """
    for clause, near in zip(mine, aligned, strict=True):
        if not near or len(clause.content & near[0].content) < min(2, len(near[0].content)):
            continue
        held = [o for o in theirs if o.source == near[0].source and _holds(clause, o)]
        counts = {sum(other.negations for other in held or near), *(() if held else (o.negations for o in near))}
        parts = [one for one, other in zip(mine, aligned, strict=True) if other and other[0] is near[0]]
        split = len(parts) > 1 and sum(part.negations for part in parts) == near[0].negations
        if clause.negations not in counts and not split:
            yield "negation", clause.words


def _holds(clause: _Clause, other: _Clause) -> bool:
    """Tell whether a clause has most content words of one of a source."""
    return len(clause.content & other.content) >= KEPT * len(other.content)


def _of_clause(
    clause: _Clause, aligned: Sequence[_Clause], sources: Sequence[str], language: str
) -> Iterator[tuple[str, str]]:
    """Yield what else disagrees between a clause and those that it may have been made of."""
    if rewording.opposite(clause.words, aligned[0].words, language):
        yield "opposite", clause.words
    held = {number for n in {other.source for other in aligned} for number in numerals.numbers(sources[n])}
    if lost := [number for number in numerals.numbers(clause.words) if number not in held | {"1"}]:
        yield "number", ", ".join(lost)
    known = numerals.numbers(aligned[0].words)
    told = [n for n in numerals.numbers(clause.words) if known.count(n) == 1 and not _YEAR.fullmatch(n)]
    if told != sorted(told, key=known.index):
        yield "number", ", ".join(told)


def _gone(sentence: str, theirs: Sequence[_Clause], language: str) -> Iterator[tuple[str, str]]:
    """Yield words of closed classes, and bounds, that are gone from clauses of the sources that are retold whole."""
    own, content = _rows(sentence, language), frozenset(tokens.content_tokens(sentence))
    whole = [len(other.content & content) >= max(2, KEPT * len(other.content)) for other in theirs]
    when = WHEN[language].search(sentence) is not None
    bound = when or BOUND[language].search(sentence) is not None
    for at, other in enumerate(theirs):
        near = [n for n in (at - 1, at + 1) if 0 <= n < len(theirs) and theirs[n].source == other.source and whole[n]]
        if whole[at]:
            for row, word in _rows(other.words, language).items():
                met = row in own or row in _all(language) or word in FREE[language] or (row[0] == "condition" and when)
                if row[0] in WENT and not met:
                    yield row[0], f"– ({word})"
        elif near and (match := BOUND[language].search(other.words)) and not (bound and other.content & content):
            yield "condition", f"– ({match[0]})"


def _clause(words: str, language: str, source: int = 0) -> _Clause:
    negations = rewording.negations(words, language) + len(NEGATING[language].findall(words))
    return _Clause(words=words, content=frozenset(tokens.content_tokens(words)), negations=negations, source=source)


def _aligned(clause: _Clause, theirs: Sequence[_Clause]) -> list[_Clause]:
    """Return the clauses of the sources that one may have been made of, best first; [] where none shares enough."""
    scored = [(len(clause.content & other.content) / len(clause.content), other) for other in theirs]
    best = max((score for score, _ in scored), default=0.0)
    found = [(score, other) for score, other in scored if score >= max(LEAST, NEAR * best)]
    return [other for _, other in sorted(found, key=lambda pair: -pair[0])]


def _rows(words: str, language: str) -> dict[tuple[str, int], str]:
    """Return the rows of closed classes that a passage has a word of, each with a word that may not be free."""
    plain = _PLAIN.sub(" ", words) if language == "en" else words
    listed = sorted(function_words.listed(plain, language), key=lambda pair: pair[0] not in FREE[language])
    return {row: word for word, row in listed}


@cache
def _all(language: str) -> frozenset[tuple[str, int]]:
    """Return the rows of words for all, and for what is allowed where that is no word for what may be: who leaves one
    out says no more than the source."""
    return frozenset(row for _, row in function_words.listed({"zh": "任何，允许", "en": "all"}[language], language))


@cache
def _also(language: str) -> frozenset[tuple[str, int]]:
    return frozenset(row for words in ALSO[language] for _, row in function_words.listed(words, language))
