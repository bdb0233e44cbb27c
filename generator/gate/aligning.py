"""What a clause says against the clauses of its sources that share most words with it.

A sentence that joins sources and leaves parts of them out cannot be compared with them word by word. Its clauses can:
each has those of a source that it was made of, and must negate where they do, and say as surely, as much and under the
same conditions what they say. The words are those of `rewording` and of the closed classes.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.gate import bounds, function_words, hedging, relating, rewording, strength
from generator.language import numerals, text, tokens

LEAST = 0.25
"""Share of a clause's content words (0 to 1) from which a clause of a source can be what it was made of."""
NEAR = 0.75
"""Part (0 to 1) of the best such share from which another clause may be it as well."""
KEPT = 0.6
"""Share of the content words of a source's clause (0 to 1) from which it is retold whole, so that its hedge counts."""
SPREAD = {"zh": 0.8, "en": 0.6}
"""The same, of a clause whose words stand in several clauses of a sentence; "and" parts many that are one."""
ENOUGH = 3
"""Content words of a clause from which it is none that stands anywhere: and is fined."""
BOUNDED = 0.5
"""Share of the content words of a bound (0 to 1) that a sentence has that keeps it."""
CAME = ("modality", "certainty", "causality", "condition", "scope", "degree", "comparison")
"""Closed classes a word of which may not come."""
WENT = ("modality", "condition", "scope", "degree")
"""Closed classes a word of which may not go from a clause that is retold whole."""
RELATING = ("causality", "condition", "comparison", "time")
"""Closed classes beside whose words two others may not trade places."""
_ITEM = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.]")
"""How an item of a list begins."""
_PARTS = re.compile("[；;]")
_SEVERAL = re.compile(r"[.。!?！？]\s*\S")
"""What stands between two sentences: a heading of several is no words before a list."""
_OR = {"zh": re.compile("或者?|以?及"), "en": re.compile(r"\bor\b", re.I)}
"""What joins alternatives of which a sentence may tell one."""
_QUOTES = " \"'“”‘’"
_NOR = re.compile(r"nor\b", re.I)
_GOVERNED = {
    "zh": re.compile("(?!)"),
    "en": re.compile(
        r"(?:and |or |then |also )*[a-z]+ (?:the|an?|its|their|his|her|them|it|all|each|any|every|this|that|these|"
        r"those|no|\d[\d,.]*)\b"
    ),
}
"""A clause without a subject of its own, of which the word for what may or must be stands in the one before."""
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


_AS = re.compile(r", as (?:it|they)\b")
"""A cause in a word that mostly is none."""
_YOU = re.compile(r"\byou\b", re.I)
"""Whoever reads the source: anyone whom it is about."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
"""A number that may stand first or last in a clause; of others the order says what they count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
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
    for part in re.split(pattern, sentence, flags=re.I):
        before = f"{before} {(part or '').strip()}".strip()
        if tokens.content_tokens(before):  # a hedge alone belongs to what follows: probably | because …
            found.append(before)
            before = ""
    return tuple(found)


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
    theirs = [replace(one, side=whose[n]) for n, source in enumerate(sources) for one in _told(source, language, n)]
    mine = list(_sided([_clause(part, language) for part in clauses(sentence, language)], set(sides) - {""}))
    aligned = [_aligned(clause, theirs) for clause in mine]
    yield from _negated(mine, aligned, theirs, language)
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


def _sided(mine: Iterable[_Clause], sides: Collection[str]) -> Iterator[_Clause]:
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


def _apart(one: _Clause, other: _Clause) -> bool:
    """Tell whether two clauses tell of different sides."""
    return bool(one.side and other.side and one.side != other.side)


def _joining(
    clause: _Clause, near: Sequence[_Clause], theirs: Sequence[_Clause], language: str
) -> frozenset[tuple[str, int]]:
    """Return the row of the word that opens a cause where a source opens the effect behind it, and the other way round:
    because A, B is A, so B."""
    if not near:
        return frozenset()
    at = theirs.index(near[0])
    cause, effect = (hedging.row((word,), language) for word in hedging.CAUSED[language])
    after = hedging.rows(theirs[at + 1].words, language).keys() if at + 1 < len(theirs) else frozenset()
    return (cause if after & effect else frozenset()) | (effect if after & cause else frozenset())


def _nearest(clause: _Clause, sources: Iterable[str]) -> str:
    """Return the sentence of some sources that shares most words with a clause."""
    told = (source[first:last] for source in sources for first, last in text.sentences(source))
    return max(told, key=lambda one: len(clause.content & set(tokens.content_tokens(one))), default="")


def _cases(
    sentence: str, theirs: Sequence[_Clause], headings: Sequence[Sequence[str]], language: str
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


def _made_of(source: int, mine: Sequence[_Clause], aligned: Sequence[Sequence[_Clause]], sentence: str) -> str:
    """Return a sentence without the clauses that were made of other sources only."""
    kept = [not near or any(o.source == source for o in near) for near in aligned]
    return sentence if all(kept) else "，".join(clause.words for clause, own in zip(mine, kept, strict=True) if own)


def _told(source: str, language: str, number: int) -> Iterator[_Clause]:
    """Yield the clauses of a source. None goes over the end of a sentence, nor does what it governs or bounds."""
    source = " ".join(source.split())  # lines of a list are one sentence
    told = [source[first:last].rstrip("。.!！?？ ") for first, last in text.sentences(source)]
    leads = (lead for sentence in told for lead in [_lead(sentence, language)] * len(_PARTS.split(sentence)))
    for part, words in enumerate(words for sentence in told for words in _PARTS.split(sentence)):
        lead = governing = next(leads)
        for clause in (_clause(said, language, number) for said in clauses(words, language)):
            if any(row[0] == "modality" for row in hedging.rows(clause.words, language)):
                governing = clause.words
                yield replace(clause, part=part)
            else:
                governing = governing if _governed(clause.words, language) else lead
                yield replace(clause, part=part, governing=governing)


def _lead(sentence: str, language: str) -> str:
    """Return what introduces a list and says what may or must be of all its points: 应当遵守下列规定：…, "" for none."""
    lead, colon, _ = sentence.partition("：" if language == "zh" else ":")
    return lead if colon and any(row[0] == "modality" for row in hedging.rows(lead, language)) else ""


def _governed(clause: str, language: str) -> bool:
    """Tell whether a clause has no subject of its own: a Chinese one opens with a verb, or what belongs to one."""
    if language != "zh":
        return _GOVERNED[language].match(clause) is not None
    first = next((tag for word, tag in tokens.tagged(tokens.simplify(clause)) if word not in _JOINING), "")
    return first in ("v", "p", "d")


_JOINING = ("并", "并且", "且", "或", "或者", "和", "及", "以及")


def _sharing(clause: _Clause, theirs: Sequence[_Clause]) -> set[int]:
    """Return the sources that share enough with a clause to be what part of it was made of."""
    return {other.source for other in theirs if _shares(clause, other)}


def _shares(clause: _Clause, other: _Clause) -> bool:
    shared = len(clause.content & other.content)
    return not _apart(clause, other) and (shared >= LEAST * len(clause.content) or shared > 1 and _holds(clause, other))


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


def _modal(clause: _Clause, near: Sequence[_Clause], language: str) -> Iterator[tuple[str, str]]:
    """Yield a word for what may or must be, where the clause that was retold whole has another."""
    if near and _holds(clause, near[0]) and not clause.negations and not near[0].negations:
        mine, theirs = (
            {row: word for row, word in hedging.rows(words, language).items() if row[0] == "modality"}
            for words in map(bounds.without_negation, (clause.words, near[0].words))
        )
        theirs = {r: word for r, word in theirs.items() if not _untold(word, near[0], (), clause.content, language)}
        if mine and theirs and not mine.keys() & theirs.keys():
            yield "modality", ", ".join(mine.values())


def _negated(
    mine: Sequence[_Clause], aligned: Sequence[Sequence[_Clause]], theirs: Sequence[_Clause], language: str
) -> Iterator[tuple[str, str]]:
    """Yield clauses that negate where those that they were made of do not, or the other way round.

    Where a clause of a source was made into several, one of them has its negation.
    """
    for clause, near in zip(mine, aligned, strict=True):
        parts = [_clause(words, language) for words in clause.words.split("、")] if clause.negations else []
        apart = [(replace(part, side=clause.side), _aligned(part, theirs)) for part in parts if part.content]
        several = len({others[0].source for _, others in apart if others}) > 1  # each part by what it was made of
        for part, others in apart if several else ((clause, near),):
            if others and len(part.content & others[0].content) >= min(2, len(others[0].content)):
                if _differs(part, others, mine, aligned, theirs, language):
                    yield "negation", part.words


def _differs(
    clause: _Clause,
    near: Sequence[_Clause],
    mine: Sequence[_Clause],
    aligned: Sequence[Sequence[_Clause]],
    theirs: Sequence[_Clause],
    language: str,
) -> bool:
    """Tell whether a clause negates otherwise than what it was made of."""
    if language == "zh" and not clause.negations and not _says(clause.words):
        return False
    held = [o for o in theirs if o.source == near[0].source and _holds(clause, o)]
    held += [p for o in theirs if o.source == near[0].source and o not in held for p in _alternative(clause, o)]
    counts = {sum(other.negations for other in held or near), *(() if held else (o.negations for o in near))}
    counts |= {n + denied for n in counts if (denied := _denied_above(held or near, language))}
    counts |= _of_alternative(clause, near[0], language)
    parts = [one for one, other in zip(mine, aligned, strict=True) if other and other[0] is near[0]]
    said = sum(part.negations for part in parts)
    again = sum(_NOR.match(part.words) is not None for part in parts)  # not A, nor B: neither of them
    split = len(parts) > 1 and near[0].negations in (said, said - again)
    if _freed(clause, mine, [o for o in theirs if o.source == near[0].source], language):
        return True
    return clause.negations not in counts and not split and not _denied(clause, near, mine, theirs, language)


def _freed(clause: _Clause, mine: Sequence[_Clause], theirs: Sequence[_Clause], language: str) -> bool:
    """Tell whether a Chinese clause says of what its source forbids, and of nothing else there, that it may be."""
    if language != "zh" or clause.negations:
        return False
    bare = {word for other in theirs if not other.negations for word in other.content}
    own = _heads(mine, language) | bare
    ends = (words for other in theirs for words in _FORBIDDING.split(other.words)[1:])
    forbidden = {token for words in ends for token in tokens.content_tokens(words)[:1]}
    return bool(forbidden & clause.content - own)


def _says(words: str) -> bool:
    """Tell whether a Chinese clause has a verb: what only names a place or a matter says nothing that one could deny."""
    return any(tag.startswith("v") for _, tag in tokens.tagged(tokens.simplify(words)))


def _alternative(clause: _Clause, other: _Clause) -> list[_Clause]:
    """Return the first of a Chinese clause's alternatives where a clause tells that alone: 不得 A 或者 B."""
    parts = [_clause(words, "zh") for words in _OR["zh"].split(other.words)] if text.has_han(other.words) else []
    return parts[:1] if len(parts) > 1 and len(parts[0].content) > 2 and _holds(clause, parts[0]) else []


def _denied_above(theirs: Sequence[_Clause], language: str) -> int:
    """Return how often what governs clauses of a source denies: 禁止 A，B or 不得有下列行为：…"""
    above = dict.fromkeys(one.governing for one in theirs if one.governing)
    return max((_clause(words, language).negations for words in above), default=0)


def _of_alternative(clause: _Clause, other: _Clause, language: str) -> set[int]:
    """Return how often that alternative of a source's clause negates which a clause tells alone, () for none."""
    parts = [_clause(words, language) for words in _OR[language].split(other.words)]
    shared = [len(clause.content & part.content) for part in parts]
    best = max(range(len(parts)), key=shared.__getitem__)
    alien = set().union(*(p.content for n, p in enumerate(parts) if n != best)) - parts[best].content
    told = len(clause.content & alien) < min(2, len(alien) / 2)
    return {parts[best].negations} if len(parts) > 1 and shared[best] > 1 and told else set()


def _denied(
    clause: _Clause, near: Sequence[_Clause], mine: Sequence[_Clause], theirs: Sequence[_Clause], language: str
) -> bool:
    """Tell whether what a clause and its sources deny is the same, in whatever clauses it stands."""
    content = {word for other in mine for word in other.content}
    told = [_listed(other, content, language) for other in theirs if other.source == near[0].source]
    first = _listed(near[0], content, language)
    if any(len(function_words.denied(one.words, language)) != one.negations for one in (clause, first)):
        return False
    own, all_own = _heads([clause], language), _heads(mine, language)
    known, said = _heads(told, language), {word for other in told for word in other.content}
    bare = {word for other in told if not other.negations for word in other.content}
    lost = {word for word in known if word in content and word not in all_own and word not in bare}
    if lost or any(word in said and word not in known for word in own):
        return False
    dropped = [word for word in _heads([first], language) if word not in all_own and word not in bare]
    new = [word for word in own if word not in said and word not in known]
    return len(new) == len(dropped) and not content & set(dropped)


_ITEMS = re.compile("、|或者?|等")
_FORBIDDING = re.compile("禁止|严禁|不得|不准|不许|不可|不能")


def _listed(other: _Clause, content: Collection[str], language: str) -> _Clause:
    """Return a clause of a source without the items of its list that a sentence leaves out; what is forbidden before
    the first is said of each: 禁止 A、B."""
    parts = _ITEMS.split(other.words) if language == "zh" else []
    items = [_clause(words, language) for words in parts]
    told = [one for one in items if one.content and len(one.content & set(content)) >= BOUNDED * len(one.content)]
    if len(parts) < 3 or not other.negations or not told:
        return other
    head = _FORBIDDING.search(parts[0])
    lead = head[0] if head and told[0] is not items[0] else ""
    return replace(_clause(lead + "、".join(one.words for one in told), language), source=other.source, side=other.side)


def _heads(clauses_: Sequence[_Clause], language: str) -> set[str]:
    """Return the content words that clauses deny: the next one behind each word that negates."""
    return {word for clause in clauses_ for word in function_words.denied(clause.words, language)}


def _holds(clause: _Clause, other: _Clause) -> bool:
    """Tell whether a clause has most content words of one of a source."""
    return len(clause.content & other.content) >= KEPT * len(other.content)


def _of_clause(
    clause: _Clause, aligned: Sequence[_Clause], theirs: Sequence[_Clause], sources: Sequence[str], language: str
) -> Iterator[tuple[str, str]]:
    """Yield what else disagrees between a clause and those that it may have been made of."""
    same = [o for o in theirs if o.source == aligned[0].source and len(o.content & clause.content) > 1]
    turned = any(_opposite(clause, other, language) for other in aligned[:1])
    if turned and all(_opposite(clause, other, language) for other in same) or _turned(clause, aligned[0]):
        yield "opposite", clause.words
    parts = [part for words in clause.words.split("、") if (part := _clause(words, language)).content]
    near = [_aligned(part, theirs) for part in parts]
    held = {number for others in (aligned, *near) for o in others for number in numerals.numbers(sources[o.source])}
    placed = {n for o in theirs if not _apart(clause, o) for said in _ARTICLE.findall(o.words) for n in _count(said)}
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


def _first(clause: _Clause, aligned: Sequence[_Clause]) -> list[_Clause]:
    """Return those of the clauses that one may have been made of that share as many words with it as the first."""
    return [o for o in aligned if len(o.content & clause.content) == len(aligned[0].content & clause.content)]


def _disordered(clause: _Clause, other: _Clause) -> Iterator[list[str]]:
    """Yield the numbers of one unit that stand in another order in a clause of a source."""
    known = numerals.numbers(other.words)
    told = [n for n in numerals.numbers(clause.words) if known.count(n) == 1 and not _YEAR.fullmatch(n)]
    units = dict(number.partition(" ")[::2] for number in numerals.measured(clause.words))
    for unit in dict.fromkeys(units.values()):
        alike = [n for n in told if units.get(n) == unit]
        if alike != sorted(alike, key=known.index):
            yield alike


def _opposite(clause: _Clause, other: _Clause, language: str) -> bool:
    """Tell whether a clause says the opposite of a word of another; not to allow, and to forbid, are no opposites."""
    pair = _DENIED.sub(" ", clause.words), _DENIED.sub(" ", other.words)
    if clause.negations == other.negations:
        pair = tuple(strength.parted(words, language)[0] for words in pair)
    return rewording.opposite(*pair, language)


_DENIED = re.compile(r"拒?不[得能会]?\w\w|\bnot \w+")
"""What is denied says the opposite of what it says: 拒不接受 is 拒绝."""


def _turned(clause: _Clause, other: _Clause) -> bool:
    """Tell whether a clause that has most words of another says that what rose there falls."""
    return len(clause.content & other.content) >= 2 and relating.opposite(clause.words, other.words)


def _gone(
    sentence: str, mine: Sequence[_Clause], theirs: Sequence[_Clause], sources: Sequence[str], language: str
) -> Iterator[tuple[str, str]]:
    """Yield words of closed classes, and bounds, that are gone from clauses of the sources that are retold whole."""
    own = hedging.rows(sentence, language).keys() | hedging.hinted(sentence, language)
    own_clauses = [[one for one in mine if not _apart(one, other)] for other in theirs]
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


def _untold(word: str, other: _Clause, after: Sequence[_Clause], content: frozenset[str], language: str) -> bool:
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


def _beside(at: int, theirs: Sequence[_Clause], language: str) -> Iterator[int]:
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


def _joined(other: _Clause, after: Sequence[_Clause]) -> bool:
    """Tell whether a clause follows in the same part of the sentence."""
    return any((one.source, one.part) == (other.source, other.part) for one in after)


def _case_told(
    at: int, theirs: Sequence[_Clause], sources: Sequence[str], content: frozenset[str], language: str
) -> bool:
    """Tell whether a sentence has a case of the list that a bound points to: behind it, or an item that is cited."""
    own = theirs[at].source
    items = [one for n, one in enumerate(theirs) if (n > at if one.source == own else _ITEM.match(sources[one.source]))]
    cases = [one for one in items if language == "en" or hedging.BOUND[language].search(one.words.rstrip("。"))]
    return any(len(case.content & content) >= BOUNDED * len(case.content) for case in cases)


def _either(other: _Clause, after: Sequence[_Clause]) -> _Clause:
    """Return a clause with the alternative that follows it in a clause of its own: 如果 …，或者 …"""
    if after and after[0].source == other.source and after[0].words.startswith("或"):
        return replace(other, content=other.content | after[0].content)
    return other


def _alternatives(other: _Clause, language: str) -> Iterator[_Clause]:
    """Yield a clause that bounds, and each of the cases that it puts: 养绝育犬的或者老人养犬的. One may be told alone."""
    yield other
    cases = [_clause(words, language) for words in _OR[language].split(other.words)]
    if len(cases) > 1:
        yield from (case for case in cases if len(case.content) > 1)


def _named_alone(bound: _Clause, mine: Sequence[_Clause]) -> bool:
    """Tell whether a clause of a sentence is made of nothing but words of a bound: 对绝育犬，…"""
    return any(one.content and one.content <= bound.content for one in mine)


def _whole(other: _Clause, mine: Sequence[_Clause], content: frozenset[str], language: str) -> bool:
    """Tell whether a clause of a source is retold: most of it in one clause, or nearly all of it in a sentence."""
    numbers = {word for word in other.content if word.isdigit()}
    if numbers and not numbers & content:
        return False
    enough = max(2, KEPT * len(other.content))
    spread = len(other.content) > 1 and len(other.content & content) >= SPREAD[language] * len(other.content)
    return spread or any(len(other.content & one.content) >= enough for one in mine)


def _bounded(other: _Clause, told: frozenset[str], content: frozenset[str], *, bound: bool) -> bool:
    """Tell whether a sentence keeps a clause that bounds: half of it, half of what it alone says, or some of it with
    another word for a bound."""
    own, kept = other.content - told, other.content & content
    return (
        len(own & content) >= BOUNDED * len(own)
        or len(kept) >= BOUNDED * len(other.content)
        or bool(bound and len(kept) > 1)
    )


def _clause(words: str, language: str, source: int = 0) -> _Clause:
    negations = rewording.negations(bounds.without_negation(words), language)
    negations += sum(len(said[language].findall(words)) for said in (NEGATING, strength.DENYING))
    content = frozenset(tokens.content_tokens(numerals.plain(words, spelled=True)))
    return _Clause(words=words, content=content, negations=negations, source=source)


def _aligned(clause: _Clause, theirs: Sequence[_Clause]) -> list[_Clause]:
    """Return the clauses of the sources that one may have been made of, best first; [] where none shares enough."""
    theirs = [other for other in theirs if not _apart(clause, other)] or theirs
    scored = [(len(clause.content & other.content) / len(clause.content), other) for other in theirs]
    best = max((score for score, _ in scored), default=0.0)
    found = [(score, other) for score, other in scored if score >= max(LEAST, NEAR * best)]
    return [other for _, other in sorted(found, key=lambda pair: -pair[0])]
