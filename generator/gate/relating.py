"""How the words of a retelling stand to each other and to its numbers, and what can be compared across languages.

The same words say something else when two of them trade places around a third, when a number counts another thing or
loses its bound, or when what rose falls. `aligning` compares words of closed classes; here it is order and directions.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.gate import bounds, function_words, rewording, strength
from generator.language import numerals, particles, text, tokens

WINDOW = 4
"""Content words (1 and up) on either side of a number that may say what it counts."""
WHOLE = 0.6
"""Share of its source's content words (0 to 1) from which a sentence in another language tells all of it."""
COMING = {
    "all": "scope", "only": "scope", "must": "modality", "may": "modality", "cause": "causality",
}  # fmt: skip
"""Concept → fault: a sentence in another language has none that its sources have not."""
GOING = {"only": "scope", "often": "degree", "condition": "condition"}
"""Concept → fault: a sentence in another language that tells all of its source leaves none out."""
MONTH = re.compile(r"\b(?:in|of|by|on|since|until|from|to|late|early|\d) May\b|\bMay (?=\d)")
"""A month that is written as a word for what may be."""
EACH = {
    "year": re.compile(r"每年|年度|\b(?:a|per|each|every) year\b|\b(?:annual|year)ly\b|\bannual\b", re.I),
    "month": re.compile(r"每个?月|月度|\b(?:a|per|each|every) month\b|\bmonthly\b", re.I),
    "week": re.compile(r"每周|每星期|\b(?:a|per|each|every) week\b|\bweekly\b", re.I),
    "day": re.compile(r"每[天日]|\b(?:a|per|each|every) day\b|\bdaily\b", re.I),
    "hour": re.compile(r"每(?:个)?小时|\b(?:an|per|each|every) hour\b|\bhourly\b", re.I),
}
"""How often something comes about, in both languages."""
OPPOSITES = (("up", "down"), ("before", "after"))
"""Concepts that say the opposite of each other."""


def faults(sentence: str, source: str, language: str, others: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield (what disagrees, the words it is about) between a sentence and one of its sources, both in one language.

    `others`: its other sources, which may count what this one counts otherwise.
    """
    if moved := swapped(sentence, source, language):
        yield "roles", moved
    if counted := miscounted(sentence, source, others):
        yield "number", counted
    if mixed := _mixed(sentence, source):
        yield "number", mixed
    yield from _coordinated(sentence, source, language)
    if turned := _in_turn(sentence, source, language):
        yield "time", turned
    if whose := _of_whom(sentence, source, others, language):
        yield "roles", whose


def _coordinated(sentence: str, source: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield words that a sentence joins by "and" and its source by "or", or the other way round.

    Nothing is said where one negates: not A or B is not A and not B.
    """
    if any(rewording.negations(words, language) for words in (sentence, source)):
        return
    theirs = function_words.joined(source, language)
    for pair, rows in function_words.joined(sentence, language).items():
        if not rows & theirs.get(pair, rows):
            yield "coordination", ", ".join(pair)


# --- who does what to whom


def swapped(sentence: str, source: str, language: str) -> str:
    """Return the words that trade places around a third, "" for none: X tells Y, Y tells X.

    Nothing is said of passives, which turn a sentence round and its sense not.
    """
    if _PASSIVE[language].search(sentence) or _PASSIVE[language].search(source):
        return ""
    mine, theirs = _once(sentence), _once(source)
    shared = [word for word in mine if word in theirs]
    for at, middle in enumerate(shared):
        for before in shared[max(0, at - WINDOW) : at]:
            for after in shared[at + 1 : at + 1 + WINDOW]:
                if theirs[after] < theirs[middle] < theirs[before] and _acts(before, middle, after, sentence, language):
                    return f"{before}, {middle}, {after}"
    return ""


def _acts(before: str, middle: str, after: str, sentence: str, language: str) -> bool:
    """Tell whether the word between two others may be what one does to the other, and joins no parts of a name."""
    if language == "zh":
        tags = dict(tokens.tagged(tokens.simplify(sentence)))
        done = tags.get(middle, "").startswith("v") and not rewording.negations(middle, language)
        return done and all(tags.get(word, "")[:1] in ("n", "e") for word in (before, after))
    between = re.search(rf"\b{re.escape(before)}\w*\b(.*?)\b{re.escape(after)}", sentence, re.I)
    return between is not None and not _JOINING.search(between[1])


_JOINING = re.compile(
    r"\b(?:of|for|in|on|to|with|at|as|and|or|that|which|than|from|if|unless|when|whenever|until|because|though|although)"
    r"\b|[,;:(]",
    re.I,
)
_PASSIVE = {
    "zh": re.compile("被|由|受|为[^，。]{1,12}所"),
    "en": re.compile(r"\bby\b|\b(?:is|are|was|were|be|been) \w+ed\b"),
}


def _once(sentence: str) -> dict[str, int]:
    """Return the content words that stand once, with their places, numbers left out."""
    found = [token for _, token in tokens.content_words(sentence) if not re.search(r"\d", token)]
    return {token: at for at, token in enumerate(found) if found.count(token) == 1}


_FIRST_THEN = {
    "zh": re.compile("先([^，。；先]{1,12})(?:，?(?:然后)?再|[，、]?后)([^，。；]{1,12})"),
    "en": re.compile(r"\bfirst ([^,.;]{3,60}?),? (?:and )?(?:then|before) ([^,.;]{3,60})", re.I),
}
"""What is done first, and what then."""


def _in_turn(sentence: str, source: str, language: str) -> str:
    """Return what a sentence puts first and its source last, "" for nothing: first blanch, then slice."""
    pairs = [
        [tuple(set(tokens.content_tokens(match[n])) for n in (1, 2)) for match in _FIRST_THEN[language].finditer(words)]
        for words in (sentence, source)
    ]
    for first, then in pairs[0]:
        for before, after in pairs[1]:
            straight = (first & before - after) or (then & after - before)
            if first & after - before and then & before - after and not straight:
                return ", ".join(sorted(first & after))
    return ""


_OWN = {"zh": re.compile("自己的?([\u4e00-\u9fff]{2})"), "en": re.compile(r"\b(?:his|her|its|their) own (\w{4,})")}
_WHOSE = {"zh": "([\u4e00-\u9fff]{2,})的", "en": r"(\w{4,})['’]s? "}


def _of_whom(sentence: str, source: str, others: Sequence[str], language: str) -> str:
    """Return what a sentence says is someone's own where its source says whose it is, and that is not who stands in its
    clause; "" for nothing: 按照自己的意愿, of 按照老年人的意愿."""
    for match in _OWN[language].finditer(sentence):
        clause = re.split("[，。；,.;]", sentence[: match.start()])[-1]
        said = [m[1] for one in (source, *others) for m in re.finditer(_WHOSE[language] + match[1], one, re.I)]
        own = any(_OWN[language].search(one) or re.search("其|本人", one) for one in (source, *others))
        whose = {token for words in said for token in tokens.content_tokens(words)[-1:]}
        if said and not own and not whose & set(tokens.content_tokens(clause)):
            return match[0]
    return ""


# --- what numbers count


def miscounted(sentence: str, source: str, others: Sequence[str] = ()) -> str:
    """Return a number that stands beside the words of another one of its unit, or lost its bound; "" for none. Words
    that one of the `others` counts by that number say nothing."""
    mine, theirs, units = *map(_counting, (sentence, source)), _units(source)
    for number in dict.fromkeys(mine.values()):
        elsewhere = [counted for one in others if number in (counted := _counting(one)).values()]
        words = [word for word, other in mine.items() if other == number and word in theirs]
        told = [theirs[word] for word in words if not any(one.get(word) == number for one in elsewhere)]
        if _nearest(sentence, number, words, theirs) == number:
            continue
        wrong = [n for n in told if n != number and units.get(n) and units.get(n) == units.get(number)]
        if len(wrong) >= max(1, told.count(number)):
            return number
    for number, _, unit in (one.partition(" ") for one in numerals.measured(sentence)):
        if bounds.of(sentence, number, unit).isdisjoint(bounds.of(source, number, unit)):
            return number
    return ""


def _nearest(sentence: str, number: str, words: Sequence[str], theirs: Mapping[str, str]) -> str:
    """Return what a source counts by the one of some words that stands nearest to a number of a sentence, "" for none
    or several."""
    said = [token for _, token in tokens.content_words(_digits(sentence))]
    places = [at for at, token in enumerate(said) if numerals.numbers(token) == (number,)]
    if len(places) != 1:
        return ""
    apart = {word: abs(said.index(word) - places[0]) for word in words if said.count(word) == 1}
    first = [word for word in apart if apart[word] == min(apart.values())]
    return theirs[first[0]] if len(first) == 1 else ""


_CASE = re.compile("(?:[以之][上下内]|[不未]?[满足]|超过|不到)[^，。；：]*的")
"""A case that a number bounds: 一年以上不满三年的."""


def _mixed(sentence: str, source: str) -> str:
    """Return the numbers of a case and of what holds in it that no one case of a source has, "" for none.

    A source puts several cases one behind the other, each with its own numbers; what holds in one does in no other.
    """
    cases = [set(numerals.measured(part)) for part in re.split("[；;。]", source) if _CASE.search(part)]
    if len(cases) < 2:
        return ""
    told: list[str] = []
    for clause in re.split("(?<=[，；;。])", sentence):
        told = [*told, clause] if told and not _CASE.search(clause) else [clause] if _CASE.search(clause) else []
        numbers = {number for part in told for number in numerals.measured(part)}
        if numbers <= set().union(*cases) and not any(numbers <= case for case in cases):
            return ", ".join(sorted(numbers))
    return ""


_WRITTEN = re.compile("[一二三四五六七八九十百千万]+(?=[日天年月周人条项个倍元岁])")
_CLAUSES = re.compile(r"[，,；;：:。、]|\b(?:and|or|but|while|whereas)\b|[和及或而]")


def _digits(sentence: str) -> str:
    """Return a sentence with its numbers in digits, without marks between those of thousands."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", sentence)
    return _WRITTEN.sub(lambda match: (numerals.numbers(match[0] + "日") or [match[0]])[0], plain)


def _units(sentence: str) -> dict[str, str]:
    """Return what stands behind each number: a word, or a character; "year" for a year alone."""
    found = re.findall(r"(?<![A-Za-z\d.])(\d+(?:\.\d+)?)\s?([A-Za-z%]+|[一-鿿])?", _digits(sentence))
    return {number: unit or ("year" if re.fullmatch(r"(?:1[89]|20)\d\d", number) else "") for number, unit in found}


def _counting(sentence: str) -> dict[str, str]:
    """Return the content words that stand nearest to one number of their clause, and in no other place."""
    clauses = [[token for _, token in tokens.content_words(part)] for part in _CLAUSES.split(_digits(sentence))]
    every = [word for words in clauses for word in words]
    found: dict[str, str] = {}
    for words in clauses:
        numbers = {at: have[0] for at, word in enumerate(words) if len(have := numerals.numbers(word)) == 1}
        for at, word in enumerate(words):
            near = [*sorted((abs(at - place), place) for place in numbers), (WINDOW + 1, -1), (WINDOW + 1, -1)]
            if at not in numbers and every.count(word) == 1 and near[0][0] < near[1][0]:
                found[word] = numbers[near[0][1]]
    return found


# --- directions, and concepts in two languages


@cache
def _concepts(language: str) -> Mapping[str, frozenset[str] | re.Pattern[str]]:
    listed = function_words.data()[language]["concepts"]
    if language == "zh":
        return {name: frozenset(words) for name, words in listed.items()}
    return {name: re.compile(rf"\b(?:{'|'.join(words)})\b", re.I) for name, words in listed.items()}


def concepts(sentence: str) -> frozenset[str]:
    """Return the concepts that a sentence has a word for."""
    language = text.language(sentence)
    known = _concepts(language)
    rest, strong = strength.parted(
        MONTH.sub(" ", sentence) if language == "en" else tokens.simplify(sentence), language
    )
    found = {kind for kind, _ in strong}
    if language == "en":
        return frozenset({name for name, words in known.items() if words.search(rest)} | found)
    said = frozenset(particles.words(rest))
    found |= {name for name, words in _TIMES.items() if words.search(rest)}
    found |= {"condition"} if re.search("[^，。；]{4}的[，；]", rest) else set()
    return frozenset({name for name, words in known.items() if words & said} | found)


def hedging_case(sentence: str) -> bool:
    """Tell whether a sentence puts a case by what says more of a noun, which is no word for a condition: 违反的, that
    refuses."""
    return _CASES[text.language(sentence)].search(sentence) is not None


_CASES = {"zh": re.compile("的"), "en": re.compile(r"\b(?:that|which|with|without|for|by)\b", re.I)}
_TIMES = {"before": re.compile("[年月天周时][之以]?前"), "after": re.compile("[年月天周时][之以]?后")}
"""前 and 后 behind a time, which the cutter joins with what follows."""


def opposite(sentence: str, source: str) -> bool:
    """Tell whether one says only that something rose, or was before, where the other says only the reverse."""
    mine, theirs = concepts(sentence), concepts(source)
    return any(
        one in mine and other not in mine and other in theirs and one not in theirs
        for pair in OPPOSITES
        for one, other in (pair, pair[::-1])
    )


_MULTIPLES = {"double": "2", "twice": "2", "triple": "3", "quadruple": "4"}
"""Words for how many times, which Chinese writes as numbers."""


def foreign(sentence: str, sources: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (what disagrees, "") between a sentence and sources in another language, as far as concepts tell."""
    mine = concepts(sentence)
    if hedging_case(sentence):
        mine |= {"condition"}
    theirs = frozenset(
        name for source in sources for name in (*concepts(source), *strength.hinted(source, text.language(source)))
    )
    if any(opposite(sentence, source) for source in sources) and len(sources) == 1:
        yield "opposite", ""
    yield from ((code, "") for name, code in COMING.items() if name in mine - theirs)
    for each in EACH.values():
        if (found := each.search(sentence)) and not any(each.search(source) for source in sources):
            yield "number", found[0]
    for word, times in _MULTIPLES.items():
        told = {number for source in sources for number in numerals.numbers(source)}
        if re.search(rf"\b{word}\b", sentence, re.I) and all(map(text.has_han, sources)) and told and times not in told:
            yield "number", word
    for number in numerals.numbers(sentence):
        held = [bounds.of(source, number) for source in sources if number in numerals.numbers(source)]
        if held and bounds.of(sentence, number).isdisjoint(set.union(*held)):
            yield "number", number
    size = WHOLE * len(tokens.content_tokens(sources[0]))
    if len(sources) == 1 and len(tokens.content_tokens(sentence)) >= size:
        yield from ((code, "") for name, code in GOING.items() if name in theirs - mine)
