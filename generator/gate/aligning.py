"""What a clause says against the clauses of its sources that share most words with it.

A sentence that joins sources and leaves parts of them out cannot be compared with them word by word. Its clauses can:
each has those of a source that it was made of, and must negate where they do, and say as surely, as much and under the
same conditions what they say. The words are those of `rewording` and of the closed classes.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from generator.gate import (
    bounds,
    crossing,
    denying,
    function_words,
    going,
    hedging,
    otherwise,
    relating,
    rewording,
    strength,
)
from generator.gate.clauses import (
    EMPTY,
    LEAST,
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

CAME = ("modality", "certainty", "causality", "condition", "scope", "degree", "comparison")
"""Closed classes a word of which may not come."""
RELATING = ("causality", "condition", "comparison", "time")
"""Closed classes beside whose words two others may not trade places."""
_SEVERAL = re.compile(r"[.。!?！？]\s*\S")
"""What stands between two sentences: a heading of several is no words before a list."""
_AS = re.compile(r", as (?:it|they)\b")
"""A cause in a word that mostly is none."""
_PREVENTS = {"zh": re.compile("防止|避免|以免|免得|不想|不希望"), "en": re.compile(r"\b(?:prevent|avoid|stop)", re.I)}
"""Words for what is not to be: so that it is not."""
_ENABLES = re.compile(
    r"\b(?:mak(?:es?|ing) it possible|in order|so as) to\b|\b(?:enabl|allow)\w+ [^,.;]*?\bto [a-z]", re.I
)
_SO_CAN = re.compile(r"\bso (?:that )?[^,.;]*\bcan\b", re.I)
"""What something is done for: so that it can be, of what makes it possible."""
_MEANS = {"zh": re.compile("就是说|也就是说|意味着"), "en": re.compile(r"\b(?:which|that|this) means\b", re.I)}
"""Words for what follows from what was said."""
_ONLY_THEN = re.compile("[之以]?后[^，。；]{0,3}才|[之以]?后，?才|只有|才能|才会|才可")
"""What has to be first: 收到之后才算完成 is 要等收到."""
_LIMITED = re.compile("以[^，。；]{1,20}为限|限于")
_SPAN = re.compile(r"\b((?:time|period|delay|interval)s?) (?:until|till)\b", re.I)
"""How long it takes until something is: the time after which it is."""
_WAITING = re.compile(r"\bwait(?:s|ed|ing)? (.*)", re.I)
_AWAITS = re.compile(r"\bwait(?:s|ed|ing)? (?:for|until|till)\b", re.I)
"""What is waited for: until it is, before something is done."""
_WAITS = re.compile("要(?:等|先)")
_SOME = {"zh": re.compile("某"), "en": re.compile(r"\b(?:some|an?) (?:particular|single|specific|certain)\b", re.I)}
"""Words for one, whichever: who prefers no particular one prefers none."""
_WHOLE = re.compile(r"\b(?:throughout|whole|entire(?:ly)?)\b", re.I)
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
    if language == "en":
        told = [_SPAN.sub(r"\1 after which", words) for words in (sentence, *sources)]
        sentence, *sources = denying.apart(told)
    theirs = [replace(one, side=whose[n]) for n, source in enumerate(sources) for one in told_by(source, language, n)]
    mine = list(sided([clause_of(part, language) for part in clauses(sentence, language)], set(sides) - {""}))
    aligned = [aligned_with(clause, theirs) for clause in mine]
    put = otherwise.told(mine, theirs) if language == "en" else frozenset()
    yield from denying.negated(mine, aligned, theirs, language, headings)
    for clause, near in zip(mine, aligned, strict=True):
        if near:
            yield from _of_clause(clause, near, theirs, sources, language)
    for clause, near in zip(mine, aligned, strict=True):
        held = _sharing(clause, theirs) if near else range(len(sources))
        near_by = [other for other in theirs if _shares(clause, other)] if near else []
        places = {(other.source, other.part) for other in near_by}
        near_by += [o for o in theirs if (o.source, o.part) in places and _part_of(o, clause)]
        near_by += [o for one in near[:1] for o in _bounds_of(one, theirs, language) if o not in near_by]
        parts = [words for other in near_by for words in (other.words, other.governing)] or list(sources)
        above = [words for at in held for words in (headings[at] if headings else ())]
        known = hedging.advised(clause.words, _nearest(clause, [sources[at] for at in held]), above, language)
        came = _come(clause.words, [sources[at] for at in held], [*parts, *above], language)
        known |= hedging.row(("unless", "if"), language) if clause in put else frozenset()
        known |= _joining(clause, near, theirs, language) | _norm(clause, near, theirs, language)
        told = [sources[at] for at in held]
        came = [(n, w) for n, w in came if not (n == "comparison" and bounds.shared(clause.words, told, w))]
        came = [(n, w) for n, w in came if not (n == "comparison" and language == "en" and hedging.stems(w, told))]
        yield from ((name, word) for name, word in came if not known & hedging.row((word,), language))
        yield from _headed(clause.words, sentence, list(sources), above, language)
        yield from _modal(clause, near, theirs, language)
    yield from (("roles", ", ".join(pair)) for pair in crossing.crossed(mine, theirs))
    yield from going.gone(sentence, mine, theirs, sources, language)
    yield from _cases(sentence, theirs, headings, language)
    for at, source in enumerate(sources):
        own = _made_of(at, mine, aligned, sentence)
        yield from ((name, "") for name in function_words.traded(own, source, language) if name in RELATING)
        yield from relating.faults(sentence, source, language, [*sources[:at], *sources[at + 1 :]])


def _bounds_of(bound: Clause, theirs: Sequence[Clause], language: str) -> Iterator[Clause]:
    """Yield the clause beside one that bounds it: what holds in a case is told with it."""
    if not hedging.bound(bound.words, language):
        return
    at = theirs.index(bound)
    for one in theirs[max(0, at - 1) : at + 2]:
        if (one.source, one.part) == (bound.source, bound.part):
            yield one


def _part_of(other: Clause, clause: Clause) -> bool:
    """Tell whether a clause has two content words of one of a source, or all of a short one."""
    own = other.content - EMPTY
    return len(own & clause.content) > 1 or bool(own) and own <= clause.content


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
    said = [one for one in theirs[:at] if (one.source, one.part) == (near[0].source, near[0].part)]
    before = frozenset().union(*(hedging.rows(one.words, language).keys() for one in said))
    return (cause if after & effect else frozenset()) | (effect if (after | before) & cause else frozenset())


def _norm(
    clause: Clause, near: Sequence[Clause], theirs: Sequence[Clause], language: str
) -> frozenset[tuple[str, int]]:
    """Return the rows of what has to be done, where a Chinese rule says so without a word for it: behind the case in
    which it holds (造成损害的，承担责任), or by a bound that a side requires (保存时间不少于三年)."""
    if language != "zh" or not near:
        return frozenset()
    found: frozenset[tuple[str, int]] = frozenset()
    if any(_instructs(o, theirs) for o in near[:1]):
        found |= hedging.row(("要",), language)
    for one in near[:1]:
        part = [o for o in theirs if (o.source, o.part) == (one.source, one.part)]
        if any(row[0] == "modality" for o in part for row in hedging.rows(o.words, language)):
            continue
        if any(hedging.AHEAD[language].search(o.words) for o in part[:-1]):
            found |= hedging.row(("要", "应当", "须"), language)
        said = [(o, n) for o in part for n in numerals.numbers(o.words) if n in numerals.numbers(clause.words)]
        if any({"least", "most"} & bounds.of(o.words, n) & bounds.of(clause.words, n) for o, n in said):
            found |= hedging.row(("要求",), language) if _DEMANDS.search(clause.words) else frozenset()
    return found


def _instructs(one: Clause, theirs: Sequence[Clause]) -> bool:
    """Tell whether a Chinese clause stands among steps that its reader is told: several open with a verb, none says
    what may or must be."""
    part = [o.words for o in theirs if (o.source, o.part) == (one.source, one.part)]
    done = [tokens.tagged(tokens.simplify(words))[0][1] for words in part]
    return sum(tag == "v" for tag in done) > 1 and not any(hedging.hinted(words, "zh") for words in part)


_DEMANDS = re.compile(r"X[a-z] ?(?:则|也|还)?要求")
"""What a side requires; sides are called by a letter."""


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
        if led and any(going.whole(other, (), content, language) for other in theirs if other.source == at):
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
        some = any(_SOME[language].search(source) for source in sources)
        free |= {"任何", "any"} if some and rewording.negations(clause, language) else set()
    if language == "en" and any(_ENABLES.search(source) for source in sources):
        free |= {"so", "so that"} if _SO_CAN.search(clause) else set()
    if any(_PREVENTS[language].search(source) for source in sources):
        free |= {"so", "so that", "can", "以免", "免得", "避免", "防止", "从而"}
    if any(_MEANS[language].search(source) for source in sources):
        free |= {word for words in hedging.spread(hedging.CAUSED[language], language) for word in words}
    if language == "en" and (waits := _WAITING.search(clause)) and any(_AWAITS.search(source) for source in sources):
        said = {token for source in sources for token in tokens.tokens(source)} | {
            *tokens.tokens("one ones until till before")
        }
        free |= {"until", "till", "before"} if said.issuperset(tokens.content_tokens(waits[1])) else set()
    if _WAITS.search(clause) and any(_ONLY_THEN.search(source) for source in sources):
        free |= {"要", "需要"}
    if any(_LIMITED.search(source) for source in sources):
        free |= {"只", "仅"}
    if language == "en" and any(_WHOLE.search(source) for source in sources):
        free |= {"all"}
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
            yield from (
                (row[0], f"– ({word})") for row, word in rows.items() if _lost(row, word, own, language, sentence)
            )


def _lost(row: tuple[str, int], word: str, own: Collection[tuple[str, int]], language: str, told: str) -> bool:
    kept = row in own or row in hedging.whole(language) or (language == "en" and hedging.stems(word.split()[0], [told]))
    return row[0] in going.WENT and not kept and word not in hedging.COMES[language]


def _modal(
    clause: Clause, near: Sequence[Clause], theirs: Sequence[Clause], language: str
) -> Iterator[tuple[str, str]]:
    """Yield a word for what may or must be, where the clause that was retold whole has another, or the one behind what
    was told of it: 对于广告，应当标明."""
    if not near or not holds(clause, near[0]) or clause.negations or near[0].negations:
        return
    mine = _mays(clause, clause, language)
    told = _mays(near[0], clause, language)
    after = theirs[theirs.index(near[0]) + 1 :][:1]
    if not told and after and (after[0].source, after[0].part) == (near[0].source, near[0].part):
        bare = after[0].content - set(tokens.content_tokens(" ".join(hedging.rows(after[0].words, language).values())))
        whole = holds(clause, replace(after[0], content=bare)) and len(bare) > 1 and not after[0].negations
        told = _mays(after[0], clause, language) if whole else {}
    if mine and told and not mine.keys() & told.keys():
        yield "modality", ", ".join(mine.values())


def _mays(one: Clause, clause: Clause, language: str) -> dict[tuple[str, int], str]:
    """Return the rows of words for what may or must be of a clause, as far as another tells what they are said of."""
    rows = hedging.rows(bounds.without_negation(one.words), language)
    said = {row: word for row, word in rows.items() if row[0] == "modality"}
    return {r: w for r, w in said.items() if one is clause or not going.untold(w, one, (), clause.content, language)}


def _of_clause(
    clause: Clause, aligned: Sequence[Clause], theirs: Sequence[Clause], sources: Sequence[str], language: str
) -> Iterator[tuple[str, str]]:
    """Yield what else disagrees between a clause and those that it may have been made of."""
    same = [o for o in theirs if o.source == aligned[0].source and len(o.content & clause.content) > 1]
    turned = any(_opposite(clause, other, language) for other in aligned[:1])
    turns = [_turned(clause, other) for other in _first(clause, aligned)]
    if (
        turned
        and all(_opposite(clause, other, language) for other in same)
        or (any(turns) and not _said(clause, aligned))
    ):
        yield "opposite", clause.words
    parts = [part for words in clause.words.split("、") if (part := clause_of(words, language)).content]
    near = [aligned_with(part, theirs) for part in parts]
    held = {number for others in (aligned, *near) for o in others for number in numerals.numbers(sources[o.source])}
    placed = {n for o in theirs if not opposed(clause, o) for said in _ARTICLE.findall(o.words) for n in _count(said)}
    whole = {(o.source, o.part) for o in theirs if not opposed(clause, o) and o.content & clause.content}
    for place in whole:  # a sentence of a source may fall into clauses of which none has most of the words
        beside = [o for o in theirs if (o.source, o.part) == place]
        if clause.content <= frozenset().union(*(o.content for o in beside)):
            held |= {number for o in beside for number in numerals.numbers(o.words)}
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


def _said(clause: Clause, aligned: Sequence[Clause]) -> bool:
    """Tell whether one of the clauses that a clause may have been made of has all of its directions."""
    own = relating.concepts(clause.words) & {one for pair in relating.OPPOSITES for one in pair}
    return any(own <= relating.concepts(other.words) for other in aligned)


def _turned(clause: Clause, other: Clause) -> bool:
    """Tell whether a clause that has most words of another says that what rose there falls."""
    return len(clause.content & other.content) >= 2 and relating.opposite(clause.words, other.words)
