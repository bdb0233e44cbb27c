"""What a clause says against the clauses of its sources that share most words with it.

A sentence that joins sources and leaves parts of them out cannot be compared with them word by word. Its clauses can:
each has those of a source that it was made of, and must negate where they do, and say as surely, as much and under the
same conditions what they say. The words are those of `rewording` and of the closed classes.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from generator.gate import bounds, denying, function_words, hedging, relating, rewording, strength
from generator.gate.clauses import (
    BOUNDED,
    ENOUGH,
    KEPT,
    LEAST,
    OR,
    Clause,
    aligned_with,
    clause_of,
    clauses,
    holds,
    opposed,
    sided,
    told_by,
)
from generator.language import numerals, text, tokens

SPREAD = {"zh": 0.8, "en": 0.6}
"""The same, of a clause whose words stand in several clauses of a sentence; "and" parts many that are one."""
CAME = ("modality", "certainty", "causality", "condition", "scope", "degree", "comparison")
"""Closed classes a word of which may not come."""
WENT = ("modality", "condition", "scope", "degree")
"""Closed classes a word of which may not go from a clause that is retold whole."""
RELATING = ("causality", "condition", "comparison", "time")
"""Closed classes beside whose words two others may not trade places."""
_ITEM = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.]")
"""How an item of a list begins."""
_SEVERAL = re.compile(r"[.。!?！？]\s*\S")
"""What stands between two sentences: a heading of several is no words before a list."""
_QUOTES = " \"'“”‘’"
_AS = re.compile(r", as (?:it|they)\b")
"""A cause in a word that mostly is none."""
_YOU = re.compile(r"\byou\b", re.I)
"""Whoever reads the source: anyone whom it is about."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
"""A number that may stand first or last in a clause; of others the order says what they count."""


def faults(
    sentence: str,
    sources: Sequence[str],
    language: str,
    headings: Sequence[Sequence[str]] = (),
    sides: Sequence[str] = (),
) -> Iterator[tuple[str, str]]:
    """Yield (what disagrees, the words it is about) of the clauses of a sentence, all in one language.

    `headings`: of each source what stands above it, which may say for it how sure, how often, in which case. `sides`:
    of each source the word in the sentence for whom it speaks of, "" for none.
    """
    whose = sides or [""] * len(sources)
    theirs = [replace(one, side=whose[n]) for n, source in enumerate(sources) for one in told_by(source, language, n)]
    mine = list(sided([clause_of(part, language) for part in clauses(sentence, language)], set(sides) - {""}))
    aligned = [aligned_with(clause, theirs) for clause in mine]
    yield from denying.negated(mine, aligned, theirs, language)
    for clause, near in zip(mine, aligned, strict=True):
        if near:
            yield from _of_clause(clause, near, theirs, sources, language)
    for clause, near in zip(mine, aligned, strict=True):
        held = _sharing(clause, theirs) if near else range(len(sources))
        near_by = [other for other in theirs if _shares(clause, other)] if near else []
        places = {(other.source, other.part) for other in near_by}
        near_by += [o for o in theirs if (o.source, o.part) in places and len(o.content & clause.content) > 1]
        parts = [words for other in near_by for words in (other.words, other.governing)] or list(sources)
        above = [words for at in held for words in (headings[at] if headings else ())]
        known = hedging.advised(clause.words, _nearest(clause, [sources[at] for at in held]), above, language)
        came = _come(clause.words, [sources[at] for at in held], [*parts, *above], language)
        known |= _joining(clause, near, theirs, language)
        told = [sources[at] for at in held]
        came = [(n, w) for n, w in came if not (n == "comparison" and bounds.shared(clause.words, told, w))]
        yield from ((name, word) for name, word in came if not known & hedging.row((word,), language))
        yield from _headed(clause.words, sentence, list(sources), above, language)
        yield from _modal(clause, near, language)
    yield from _gone(sentence, mine, theirs, sources, language)
    yield from _cases(sentence, theirs, headings, language)
    for at, source in enumerate(sources):
        own = _made_of(at, mine, aligned, sentence)
        yield from ((name, "") for name in function_words.traded(own, source, language) if name in RELATING)
        yield from relating.faults(sentence, source, language)


def _joining(
    clause: Clause, near: Sequence[Clause], theirs: Sequence[Clause], language: str
) -> frozenset[tuple[str, int]]:
    """Return the row of the word that opens a cause where a source opens the effect behind it, and the other way round:
    because A, B is A, so B."""
    if not near:
        return frozenset()
    at = theirs.index(near[0])
    cause, effect = (hedging.row((word,), language) for word in hedging.CAUSED[language])
    after = hedging.rows(theirs[at + 1].words, language).keys() if at + 1 < len(theirs) else frozenset()
    return (cause if after & effect else frozenset()) | (effect if after & cause else frozenset())


def _nearest(clause: Clause, sources: Iterable[str]) -> str:
    """Return the sentence of some sources that shares most words with a clause."""
    told = (source[first:last] for source in sources for first, last in text.sentences(source))
    return max(told, key=lambda one: len(clause.content & set(tokens.content_tokens(one))), default="")


def _cases(
    sentence: str, theirs: Sequence[Clause], headings: Sequence[Sequence[str]], language: str
) -> Iterator[tuple[str, str]]:
    """Yield that a case below a heading such as “Choose it if” is told as a fact."""
    content = frozenset(tokens.content_tokens(sentence))
    put = (hedging.WHEN[language], hedging.BOUND[language], hedging.FITS)
    if any(words.search(sentence) for words in put):
        return
    for at, above in enumerate(headings):
        led = [match[0] for heading in above if (match := hedging.LED.search(heading))]
        if led and any(_whole(other, (), content, language) for other in theirs if other.source == at):
            yield "condition", f"– ({led[0].strip()})"


def _made_of(source: int, mine: Sequence[Clause], aligned: Sequence[Sequence[Clause]], sentence: str) -> str:
    """Return a sentence without the clauses that were made of other sources only."""
    kept = [not near or any(o.source == source for o in near) for near in aligned]
    return sentence if all(kept) else "，".join(clause.words for clause, own in zip(mine, kept, strict=True) if own)


def _sharing(clause: Clause, theirs: Sequence[Clause]) -> set[int]:
    """Return the sources that share enough with a clause to be what part of it was made of."""
    return {other.source for other in theirs if _shares(clause, other)}


def _shares(clause: Clause, other: Clause) -> bool:
    shared = len(clause.content & other.content)
    return not opposed(clause, other) and (shared >= LEAST * len(clause.content) or shared > 1 and holds(clause, other))


def _come(clause: str, sources: Sequence[str], parts: Sequence[str], language: str) -> Iterator[tuple[str, str]]:
    """Yield words of closed classes that a clause has and none of the sources that it was made of; of what may or must
    be none of their clauses (`parts`)."""
    known = frozenset(row for source in sources for row in hedging.rows(source, language) if row[0] != "modality")
    known |= {row for part in parts for row in (*hedging.rows(part, language), *hedging.hinted(part, language))}
    known |= {row for part in parts for row in hedging.bidden(clause, part, language)}
    free = set(hedging.FREE[language])
    if not any(row[0] == "modality" for row in known):
        free |= set(hedging.COMES[language])
    if known & hedging.row(hedging.COMPARING[language], language):
        free |= set(hedging.MEASURED[language])
        free |= {word for word in hedging.rows(clause, language).values() if hedging.than(word, sources)}
    if any(hedging.WHEN[language].search(source) or hedging.BOUND[language].search(source) for source in sources):
        free |= {word for words in hedging.spread(hedging.IF[language], language) for word in words}
    if any(rewording.negations(source, language) for source in sources):
        free |= {"no longer", "不再"}
    if language == "en" and any(_AS.search(source) for source in sources):
        free |= {"because", "since"}
    if language == "en" and any(_YOU.search(source) for source in sources):
        free |= {"anyone", "whoever"}
    for row, word in hedging.rows(clause, language).items():
        if (row[0] in CAME or row in hedging.also(language)) and row not in known and word not in free:
            yield row[0], word


def _headed(
    clause: str, sentence: str, sources: Sequence[str], above: Sequence[str], language: str
) -> Iterator[tuple[str, str]]:
    """Yield words of a heading that are gone, where a clause has another from it: rarely, of “Rarely it may cause”."""
    own, known = hedging.rows(sentence, language), {row for source in sources for row in hedging.rows(source, language)}
    for heading in (words for words in above if not _SEVERAL.search(words)):
        rows = hedging.rows(heading, language)
        if any(row in rows and row not in known and row[0] in CAME for row in hedging.rows(clause, language)):
            yield from ((row[0], f"– ({word})") for row, word in rows.items() if _lost(row, word, own, language))


def _lost(row: tuple[str, int], word: str, own: Collection[tuple[str, int]], language: str) -> bool:
    return row[0] in WENT and row not in own and word not in hedging.COMES[language]


def _modal(clause: Clause, near: Sequence[Clause], language: str) -> Iterator[tuple[str, str]]:
    """Yield a word for what may or must be, where the clause that was retold whole has another."""
    if near and holds(clause, near[0]) and not clause.negations and not near[0].negations:
        mine, theirs = (
            {row: word for row, word in hedging.rows(words, language).items() if row[0] == "modality"}
            for words in map(bounds.without_negation, (clause.words, near[0].words))
        )
        theirs = {r: word for r, word in theirs.items() if not _untold(word, near[0], (), clause.content, language)}
        if mine and theirs and not mine.keys() & theirs.keys():
            yield "modality", ", ".join(mine.values())


def _of_clause(
    clause: Clause, aligned: Sequence[Clause], theirs: Sequence[Clause], sources: Sequence[str], language: str
) -> Iterator[tuple[str, str]]:
    """Yield what else disagrees between a clause and those that it may have been made of."""
    same = [o for o in theirs if o.source == aligned[0].source and len(o.content & clause.content) > 1]
    turned = any(_opposite(clause, other, language) for other in aligned[:1])
    if turned and all(_opposite(clause, other, language) for other in same) or _turned(clause, aligned[0]):
        yield "opposite", clause.words
    parts = [part for words in clause.words.split("、") if (part := clause_of(words, language)).content]
    near = [aligned_with(part, theirs) for part in parts]
    held = {number for others in (aligned, *near) for o in others for number in numerals.numbers(sources[o.source])}
    placed = {n for o in theirs if not opposed(clause, o) for said in _ARTICLE.findall(o.words) for n in _count(said)}
    held |= {n for said in _ARTICLE.findall(clause.words) for n in _count(said) if n in placed}
    if lost := [number for number in numerals.numbers(clause.words) if number not in held | {"1"}]:
        yield "number", ", ".join(lost)
    apart = len({others[0].source for others in near if others}) > 1  # each part by what it was made of
    pairs = zip(parts, near, strict=True) if apart else ((clause, aligned),)
    for part, others in pairs:
        told = [tuple(_disordered(part, other)) for other in _first(part, others)]
        yield from () if () in told or not told else (("number", ", ".join(own)) for own in told[0])


_ARTICLE = re.compile("第[〇零一二三四五六七八九十百千\\d]+[条款项]")
"""Where something stands in a law: a number that counts nothing, and may be told from another passage beside it."""


def _count(words: str) -> tuple[str, ...]:
    return numerals.numbers(words.replace("条", "个").replace("款", "个"))


def _first(clause: Clause, aligned: Sequence[Clause]) -> list[Clause]:
    """Return those of the clauses that one may have been made of that share as many words with it as the first."""
    return [o for o in aligned if len(o.content & clause.content) == len(aligned[0].content & clause.content)]


def _disordered(clause: Clause, other: Clause) -> Iterator[list[str]]:
    """Yield the numbers of one unit that stand in another order in a clause of a source."""
    known = numerals.numbers(other.words)
    told = [n for n in numerals.numbers(clause.words) if known.count(n) == 1 and not _YEAR.fullmatch(n)]
    units = dict(number.partition(" ")[::2] for number in numerals.measured(clause.words))
    for unit in dict.fromkeys(units.values()):
        alike = [n for n in told if units.get(n) == unit]
        if alike != sorted(alike, key=known.index):
            yield alike


def _opposite(clause: Clause, other: Clause, language: str) -> bool:
    """Tell whether a clause says the opposite of a word of another; not to allow, and to forbid, are no opposites."""
    pair = _DENIED.sub(" ", clause.words), _DENIED.sub(" ", other.words)
    if clause.negations == other.negations:
        pair = tuple(strength.parted(words, language)[0] for words in pair)
    return rewording.opposite(*pair, language)


_DENIED = re.compile(r"拒?不[得能会]?\w\w|\bnot \w+")
"""What is denied says the opposite of what it says: 拒不接受 is 拒绝."""


def _turned(clause: Clause, other: Clause) -> bool:
    """Tell whether a clause that has most words of another says that what rose there falls."""
    return len(clause.content & other.content) >= 2 and relating.opposite(clause.words, other.words)


def _gone(
    sentence: str, mine: Sequence[Clause], theirs: Sequence[Clause], sources: Sequence[str], language: str
) -> Iterator[tuple[str, str]]:
    """Yield words of closed classes, and bounds, that are gone from clauses of the sources that are retold whole."""
    own = hedging.rows(sentence, language).keys() | hedging.hinted(sentence, language)
    own_clauses = [[one for one in mine if not opposed(one, other)] for other in theirs]
    contents = [frozenset().union(*(one.content for one in clauses_)) for clauses_ in own_clauses]
    whole = [_whole(o, c, said, language) for o, c, said in zip(theirs, own_clauses, contents, strict=True)]
    when = hedging.WHEN[language].search(sentence) is not None
    for at, other in enumerate(theirs):
        content = contents[at]
        near = [n for n in _beside(at, theirs, language) if whole[n]]
        if whole[at]:
            for row, word in hedging.rows(other.words, language).items():
                met = (
                    row in own
                    or row in hedging.whole(language)
                    or word in hedging.FREE[language]
                    or _untold(word, other, theirs[at + 1 : at + 2], content, language)
                    or (row[0] == "condition" and when)
                )
                if row[0] in WENT and not met and not (language == "zh" and word in sentence):  # cut otherwise: 很慢
                    yield row[0], f"– ({word})"
        elif near and (match := hedging.BOUND[language].search(other.words)):
            if match[0].casefold() == "where" and at and _joined(theirs[at - 1], [other]):
                continue  # behind a comma it says more of what stands there, and bounds nothing
            if hedging.POINTING[language].search(other.words) and _case_told(at, theirs, sources, content, language):
                continue
            told = {word for at in near for word in theirs[at].content}
            other = _either(other, theirs[at + 1 : at + 2])
            bound = when or hedging.BOUND[language].search(sentence) is not None
            kept = any(_bounded(one, frozenset(told), content, bound=bound) for one in _alternatives(other, language))
            if not kept and not _named_alone(other, own_clauses[at]):
                yield "condition", f"– ({match[0]})"


def _untold(word: str, other: Clause, after: Sequence[Clause], content: frozenset[str], language: str) -> bool:
    """Tell whether a word for how sure or how much stands in what a sentence leaves out of a clause: what says more of
    a noun, or what is said of the noun of which the next clause says more, “Many like the rule, which bars dogs”."""
    place = re.search(rf"\b{re.escape(word)}\b", other.words, re.I)
    opens = [
        match for match in hedging.RELATIVE[language].finditer(other.words) if place and match.start() < place.start()
    ]
    if place and opens and not content & set(tokens.content_tokens(other.words[opens[-1].start() :])):
        return True
    joined = _joined(other, after) and hedging.RELATIVE[language].match(after[0].words.lstrip(_QUOTES))
    if not (joined and len(after[0].content & content) >= KEPT * len(after[0].content)):
        return False
    pairs = tokens.content_words(other.words[place.end() :])
    kept = [token in content for _, token in pairs]
    return bool(kept) and not kept[0] and kept[-1] and kept == sorted(kept)


def _beside(at: int, theirs: Sequence[Clause], language: str) -> Iterator[int]:
    """Yield the places of clauses that one may bound: those beside it, or all behind, in its part of the sentence; only
    the next where it opens what is joined: …, and if …, …"""
    other = theirs[at]
    if hedging.NEXT[language].match(other.words) and _joined(other, theirs[at + 1 : at + 2]):
        yield at + 1
        return
    apart, ahead = hedging.APART[language].search(other.words), hedging.AHEAD[language].search(other.words)
    for n in range(at + 1, len(theirs)) if ahead and not apart else (at - 1, at + 1):
        if ahead and n > at + 1 and hedging.AHEAD[language].search(theirs[n - 1].words):
            return
        own = 0 <= n < len(theirs) and theirs[n].source == other.source and (apart or theirs[n].part == other.part)
        if own and (n < at + 2 or len(theirs[n].content) >= ENOUGH):
            yield n


def _joined(other: Clause, after: Sequence[Clause]) -> bool:
    """Tell whether a clause follows in the same part of the sentence."""
    return any((one.source, one.part) == (other.source, other.part) for one in after)


def _case_told(
    at: int, theirs: Sequence[Clause], sources: Sequence[str], content: frozenset[str], language: str
) -> bool:
    """Tell whether a sentence has a case of the list that a bound points to: behind it, or an item that is cited."""
    own = theirs[at].source
    items = [one for n, one in enumerate(theirs) if (n > at if one.source == own else _ITEM.match(sources[one.source]))]
    cases = [one for one in items if language == "en" or hedging.BOUND[language].search(one.words.rstrip("。"))]
    return any(len(case.content & content) >= BOUNDED * len(case.content) for case in cases)


def _either(other: Clause, after: Sequence[Clause]) -> Clause:
    """Return a clause with the alternative that follows it in a clause of its own: 如果 …，或者 …"""
    if after and after[0].source == other.source and after[0].words.startswith("或"):
        return replace(other, content=other.content | after[0].content)
    return other


def _alternatives(other: Clause, language: str) -> Iterator[Clause]:
    """Yield a clause that bounds, and each case that it puts, which may be told alone: 养绝育犬的或者老人养犬的."""
    yield other
    cases = [clause_of(words, language) for words in OR[language].split(other.words)]
    if len(cases) > 1:
        yield from (case for case in cases if len(case.content) > 1)


def _named_alone(bound: Clause, mine: Sequence[Clause]) -> bool:
    """Tell whether a clause of a sentence is made of nothing but words of a bound: 对绝育犬，…"""
    return any(one.content and one.content <= bound.content for one in mine)


def _whole(other: Clause, mine: Sequence[Clause], content: frozenset[str], language: str) -> bool:
    """Tell whether a clause of a source is retold: most of it in one clause, or nearly all of it in a sentence."""
    numbers = {word for word in other.content if word.isdigit()}
    if numbers and not numbers & content:
        return False
    enough = max(2, KEPT * len(other.content))
    spread = len(other.content) > 1 and len(other.content & content) >= SPREAD[language] * len(other.content)
    return spread or any(len(other.content & one.content) >= enough for one in mine)


def _bounded(other: Clause, told: frozenset[str], content: frozenset[str], *, bound: bool) -> bool:
    """Tell whether a sentence keeps a clause that bounds: half of it, half of what it alone says, or some of it with
    another word for a bound."""
    own, kept = other.content - told, other.content & content
    return (
        len(own & content) >= BOUNDED * len(own)
        or len(kept) >= BOUNDED * len(other.content)
        or bool(bound and len(kept) > 1)
    )
