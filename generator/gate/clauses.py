"""Clauses: what a sentence and its sources fall into, and which clause of a sentence was made of which of a source.

A clause of a source knows what governs it (应当遵守下列规定：…) and whom it tells of; one of a sentence whom it names.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.gate import bounds, hedging, rewording, strength
from generator.language import numerals, text, tokens

LEAST = 0.25
"""Share of a clause's content words (0 to 1) from which a clause of a source can be what it was made of."""
NEAR = 0.75
"""Part (0 to 1) of the best such share from which another clause may be it as well."""
KEPT = 0.6
"""Share of the content words of a source's clause (0 to 1) from which it is retold whole, so that its hedge counts."""
ENOUGH = 3
"""Content words of a clause from which it is none that stands anywhere: and is fined."""
BOUNDED = 0.5
"""Share of the content words of a bound (0 to 1) that a sentence has that keeps it."""
_WHO = "i you we they it your our their its i'm you're we're they're it's you've we've they've you'll we'll they'll"
EMPTY = frozenset(tokens.tokens(f"if unless except provided once where under need needs {_WHO}"))
"""Words that open a condition, or only name who reads or writes: no content of a bound."""
_PARTS = re.compile("[；;]")
OR = {"zh": re.compile("或者?|以?及"), "en": re.compile(r"\bor\b", re.I)}
"""What joins alternatives of which a sentence may tell one."""
_GOVERNED = {
    "zh": re.compile("(?!)"),
    "en": re.compile(
        r"(?:and |or |then |also )*[a-z]+ (?:the|an?|its|their|his|her|them|it|all|each|any|every|this|that|these|"
        r"those|no|\d[\d,.]*)\b"
    ),
}
"""A clause without a subject of its own, of which the word for what may or must be stands in the one before."""
_FRAME = {
    "zh": re.compile("(?:按照?|根据|依据?|依照|应)[^，。；]*(?:要求|规定)$"),
    "en": re.compile(r"(?:as|where) [^,;]*\brequired\b", re.I),
}
"""A clause by whose rule the ones behind it hold, whatever their subject: 按监管要求，…"""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    words: str
    content: frozenset[str]
    negations: int
    source: int = 0
    """Of a clause of a source: its position among the sources."""
    part: int = 0
    """Of a clause of a source: its position among the parts that semicolons and ends of sentences make."""
    governing: str = ""
    """Of a clause of a source without a subject of its own: the one before it that says what may or must be."""
    side: str = ""
    """Whom alone it tells of, "" for no side and for several."""


def clauses(sentence: str, language: str, *, sides: bool = False) -> tuple[str, ...]:
    """Return the clauses of a sentence that hold content words; with `sides` those that may have another subject."""
    pattern = rf"(?<!\d)(?:{_JOINTS[language][sides]})|(?:{_JOINTS[language][sides]})(?!\d)"
    found, before = [], ""
    for part in re.split(pattern, _ROW.sub(_unparted, sentence), flags=re.I):
        before = f"{before} {(part or '').strip()}".strip().replace(_ITEM, ",")
        if _says(before, language):  # a hedge alone belongs to what follows: probably | because …
            found.append(before)
            before = ""
    return tuple(found)


_ITEM = "\ue000"
"""Stands for a comma that parts no clauses, in a row of what is done: to sell, buy, or reserve."""
_ROW = re.compile(r"(?<=[a-z])(?:, (?:[a-z'-]+ ){0,2}[a-z'-]+)+,(?= or\b)")


def _unparted(match: re.Match[str]) -> str:
    return match[0].replace(",", _ITEM)


def _says(words: str, language: str) -> bool:
    """Tell whether words have a content word that is no connective: 但是 is none."""
    content = tokens.content_tokens(words)
    if len(content) > 1 or language != "zh":
        return bool(content)
    return bool(content) and not any(row[0] == "concession" for row in hedging.rows(words, language))


def sided(mine: Iterable[Clause], sides: Collection[str]) -> Iterator[Clause]:
    """Yield the clauses of a sentence with whom each tells of: the side that it names alone, or the last one named.

    What names a side and says next to nothing belongs to what follows: users of A | and of B are asked to …
    """
    side, before = "", set[str]()
    for clause in mine:
        named = {one for one in sides if one in clause.words}
        if named and len(clause.content - set(tokens.content_tokens(" ".join(named)))) < ENOUGH - 1:
            before |= named
        elif named:
            named, before = named | before, set()
            side = named.pop() if len(named) == 1 else ""
        yield replace(clause, side="" if before else side)


def opposed(one: Clause, other: Clause) -> bool:
    """Tell whether two clauses tell of different sides."""
    return bool(one.side and other.side and one.side != other.side)


def told_by(source: str, language: str, number: int) -> Iterator[Clause]:
    """Yield the clauses of a source. None goes over the end of a sentence, nor does what it governs or bounds."""
    source = " ".join(source.split())  # lines of a list are one sentence
    told = [source[first:last].rstrip("。.!！?？ ") for first, last in text.sentences(source)]
    leads = (lead for sentence in told for lead in [_lead(sentence, language)] * len(_PARTS.split(sentence)))
    for part, words in enumerate(words for sentence in told for words in _PARTS.split(sentence)):
        lead = governing = next(leads)
        for clause in (clause_of(said, language, number) for said in clauses(words, language)):
            if any(row[0] == "modality" for row in hedging.rows(clause.words, language)):
                governing = clause.words
                yield replace(clause, part=part)
            else:
                framed = _FRAME[language].match(governing) is not None
                governing = governing if framed or _governed(clause.words, language) else lead
                yield replace(clause, part=part, governing=governing)


def _lead(sentence: str, language: str) -> str:
    """Return what introduces a list and says what may or must be of each point: 应当遵守下列规定：…, "" for none."""
    lead, colon, _ = sentence.partition("：" if language == "zh" else ":")
    return lead if colon and any(row[0] == "modality" for row in hedging.rows(lead, language)) else ""


def _governed(clause: str, language: str) -> bool:
    """Tell whether a clause has no subject of its own: a Chinese one opens with a verb, or what belongs to one."""
    if language != "zh":
        return _GOVERNED[language].match(clause) is not None
    first = next((tag for word, tag in tokens.tagged(tokens.simplify(clause)) if word not in _JOINING), "")
    return first in ("v", "p", "d")


_JOINING = ("并", "并且", "且", "或", "或者", "和", "及", "以及")


def holds(clause: Clause, other: Clause) -> bool:
    """Tell whether a clause has most content words of one of a source."""
    return len(clause.content & other.content) >= KEPT * len(other.content)


def clause_of(words: str, language: str, source: int = 0) -> Clause:
    negations = rewording.negations(bounds.without_negation(words), language)
    negations += sum(len(said[language].findall(words)) for said in (NEGATING, strength.DENYING))
    content = frozenset(tokens.content_tokens(numerals.plain(words, spelled=True)))
    return Clause(words=words, content=content, negations=negations, source=source)


def aligned_with(clause: Clause, theirs: Sequence[Clause]) -> list[Clause]:
    """Return the clauses of the sources that one may have been made of, best first; [] where none shares enough."""
    theirs = [other for other in theirs if not opposed(clause, other)] or theirs
    scored = [(len(clause.content & other.content) / len(clause.content), other) for other in theirs]
    best = max((score for score, _ in scored), default=0.0)
    found = [(score, other) for score, other in scored if score >= max(LEAST, NEAR * best)]
    return [other for _, other in sorted(found, key=lambda pair: -pair[0])]
