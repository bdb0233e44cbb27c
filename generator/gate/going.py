"""What is gone from the clauses of sources that a sentence retells: how sure, how much, in which case, with what bound.

Who retells a clause has to retell the words for these that belong to what is told, and the clause that bounds it; what
is left out needs none of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.gate import bounds, hedging, otherwise
from generator.gate.clauses import BOUNDED, EMPTY, ENOUGH, KEPT, OR, Clause, clause_of, opposed
from generator.language import numerals, text, tokens

SPREAD = {"zh": 0.8, "en": 0.6}
"""The same, of a clause whose words stand in several clauses of a sentence; "and" parts many that are one."""
WENT = ("modality", "condition", "scope", "degree")
"""Closed classes a word of which may not go from a clause that is retold whole."""
_ITEM = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.]")
"""How an item of a list begins."""
_QUOTES = " \"'“”‘’"


def gone(
    sentence: str, mine: Sequence[Clause], theirs: Sequence[Clause], sources: Sequence[str], language: str
) -> Iterator[tuple[str, str]]:
    """Yield words of closed classes, and bounds, that are gone from clauses of the sources that are retold whole."""
    own = hedging.rows(sentence, language).keys() | hedging.hinted(sentence, language)
    own_clauses = [[one for one in mine if not opposed(one, other)] for other in theirs]
    contents = [frozenset().union(*(one.content for one in clauses_)) for clauses_ in own_clauses]
    kept_whole = [whole(o, c, said, language) for o, c, said in zip(theirs, own_clauses, contents, strict=True)]
    else_ = hedging.row(("otherwise",), "en") if language == "en" else frozenset()
    put = otherwise.told(mine, theirs) if language == "en" else frozenset()
    when = hedging.WHEN[language].search(sentence) is not None
    said = frozenset().union(*(one.content for one in mine))
    yield from (("condition", f"– ({words})") for words in _confused(theirs, kept_whole, said, language))
    for at, other in enumerate(theirs):
        content = contents[at]
        last = _put_by(at, theirs, language)
        near = [n for n in _beside(last, theirs, language, at) if kept_whole[n]]
        if kept_whole[at]:
            for row, word in hedging.rows(other.words, language).items():
                met = (
                    row in own
                    or row in hedging.whole(language)
                    or word in hedging.FREE[language]
                    or untold(word, other, theirs[at + 1 : at + 2], content, language)
                    or (row[0] == "condition" and when)
                    or (row[0] == "degree" and _unsaid(word, other, content))
                    or _bounding(word, other, sentence, language)
                    or (word == "would" and _supposed(at, theirs))
                    or (word in hedging.COMES[language] and _ways(other.words, sentence, language))
                    or (row[0] == "modality" and _entails(other, theirs[at + 1 : at + 2], sentence, language))
                    or (word in hedging.COMES[language] and _OFTEN.search(other.words) and _OFTEN.search(sentence))
                    or (word.casefold() == "allow" and _GRANTS.search(other.words))
                    or (row in hedging.row(("required to",), "en") and _MAKES.search(sentence))
                    or (word == "要" and _HANGS.search(other.words))
                    or (word in hedging.COMES[language] and other.negations and _denies(other, mine))
                    or _only_tried(word, other)
                    or (row[0] == "condition" and language == "en" and _as_noun(other, sentence))
                    or (other in put and (row in else_ or row[0] == "modality"))
                    or (row[0] == "modality" and language == "en" and _done_elsewhere(word, other, mine, theirs))
                    or (row in hedging.row(("应当",), "zh") and hedging.row(("要",), "zh") & own)
                    or (row[0] == "degree" and _BY_FAR[language].search(sentence) is not None)
                    or (word.startswith("even ") and _EVEN.search(sentence))
                )
                if row[0] in WENT and not met and not (language == "zh" and word in sentence):  # cut otherwise: 很慢
                    yield row[0], f"– ({word})"
        elif near and (match := hedging.bound(other.words, language)):
            if match[0].casefold() == "where" and at and _joined(theirs[at - 1], [other]):
                continue  # behind a comma it says more of what stands there, and bounds nothing
            if hedging.POINTING[language].search(other.words) and _case_told(at, theirs, sources, content, language):
                continue
            told = {word for at in near for word in theirs[at].content}
            other = _either(other, theirs[at + 1 : max(at + 2, last + 1)], last - at)
            bound = when or hedging.BOUND[language].search(sentence) is not None
            case = hedging.AHEAD[language].search(other.words) is not None
            kept = any(
                _bounded(one, frozenset(told), content, bound=bound, case=case)
                for one in _alternatives(other, language)
            )
            if not kept and not _named_alone(other, own_clauses[at]):
                yield "condition", f"– ({match[0]})"


def _confused(theirs: Sequence[Clause], told: Sequence[bool], content: frozenset[str], language: str) -> Iterator[str]:
    """Yield the words that alone tell the case in which what a sentence tells holds, where it has none of them, but
    some of another case of which it tells nothing: 恶意发出通知，造成损失的，加倍承担责任, told of any loss."""
    for source in dict.fromkeys(one.source for one in theirs):
        own = [n for n, one in enumerate(theirs) if one.source == source]
        yield from _mistaken([theirs[n] for n in own], [told[n] for n in own], content, language)


def _mistaken(theirs: Sequence[Clause], told: Sequence[bool], content: frozenset[str], language: str) -> Iterator[str]:
    cases: list[tuple[frozenset[str], frozenset[str], bool]] = []
    for place in dict.fromkeys((one.source, one.part) for one in theirs):
        own = [n for n, one in enumerate(theirs) if (one.source, one.part) == place]
        last = max((n for n in own[:-1] if hedging.AHEAD[language].search(theirs[n].words)), default=-1)
        if last >= 0:
            put = frozenset().union(*(theirs[n].content for n in own if n <= last))
            then = frozenset().union(*(theirs[n].content for n in own if n > last))
            cases.append((put, then, any(told[n] for n in own if n > last)))
    for at, (put, then, holds) in enumerate(cases):
        others = [one for n, one in enumerate(cases) if n != at]
        alone = put.difference(*(case for case, _, _ in others))
        for case, after, held in others:
            confused = (case - put) & content and case & put and (not held or after <= then)
            if holds and alone and not alone & content and confused:
                yield ", ".join(sorted(alone))


def _unsaid(word: str, other: Clause, content: frozenset[str]) -> bool:
    """Tell whether what a word says of how much is not told at all: very, of “very easy to understand”."""
    _, found, behind = other.words.casefold().partition(word)
    of = tokens.content_tokens(behind)
    return bool(found and of) and content.isdisjoint(of)


def _bounding(word: str, other: Clause, sentence: str, language: str) -> bool:
    """Tell whether a word for what can be stands with a number that is at most so much, there and in a sentence: who
    can get up to $300 gets up to $300."""
    if word in hedging.COMES[language] and _MOST.search(other.words) and _MOST.search(sentence):
        return True
    return word in hedging.COMES[language] and any(
        "most" in bounds.of(other.words, number) & bounds.of(sentence, number)
        for number in numerals.numbers(other.words)
        if number in numerals.numbers(sentence)
    )


_MOST = re.compile(r"\b(?:maximum|most|limit)\b[^,;]*", re.I)
"""What can be at most is at most."""


def _supposed(at: int, theirs: Sequence[Clause]) -> bool:
    """Tell whether “would” is the form of a supposed case: of an example, or beside “if”."""
    near = [one for one in theirs if (one.source, one.part) == (theirs[at].source, theirs[at].part)]
    return any(_SUPPOSED.search(one.words) for one in near)


def _denies(other: Clause, mine: Sequence[Clause]) -> bool:
    """Tell whether a clause that tells most of one that denies, as far as any does, denies as well: what cannot be done
    is not done."""
    shared = max((len(one.content & other.content) for one in mine), default=0)
    return any(one.negations and len(one.content & other.content) == shared for one in mine)


def _as_noun(bound: Clause, sentence: str) -> bool:
    """Tell whether an English sentence puts a case by what says more of a noun, or by what is done as a noun: a plate
    that it cannot release, importing a file, of “if you import it”."""
    own = bound.content - EMPTY
    for match in hedging.RELATIVE["en"].finditer(sentence):
        behind = re.split("[,;.]", sentence[match.end() :])[0]
        if len(own & set(tokens.content_tokens(behind))) >= max(2, BOUNDED * len(own)):
            return True
    done = _DONE.match(bound.words)
    verb = set(tokens.tokens(done[1])) if done else set[str]()
    doing = [match for match in _DOING.finditer(sentence) if verb == set(tokens.tokens(match[0]))]
    return bool(verb) and any(own.issuperset(tokens.content_tokens(sentence[m.end() :])[:1]) for m in doing)


_DONE = re.compile(r"(?:and |but |or )?if (?:you|one|they|users?) ([a-z]+)\b", re.I)
_DOING = re.compile(r"\b[a-z]+ing\b(?= (?:an?|the|any|all|its|their|your|[a-z]+)\b)", re.I)


def _done_elsewhere(word: str, other: Clause, mine: Sequence[Clause], theirs: Sequence[Clause]) -> bool:
    """Tell whether what may or must be done is told in a clause that was made of another clause of the sources only."""
    _, found, behind = other.words.casefold().partition(f" {word.casefold()} ")
    done = tokens.content_tokens(behind)[:1]
    own = [one for one in mine if set(done) & one.content and not opposed(one, other)]
    return bool(found and own) and all(_made_elsewhere(one, other, set(done), theirs) for one in own)


def _made_elsewhere(one: Clause, other: Clause, done: set[str], theirs: Sequence[Clause]) -> bool:
    shared = len(one.content & other.content)
    better = (o for o in theirs if o.source != other.source and done <= o.content and not opposed(one, o))
    return any(len(one.content & o.content) > shared and hedging.rows(o.words, "en") for o in better)


def _only_tried(word: str, other: Clause) -> bool:
    """Tell whether who tries is only supposed to: what comes of it comes of doing it."""
    return _TRIES.fullmatch(word) is not None and _CASE.match(other.words) is not None


_TRIES = re.compile(r"(?:tr(?:y|ies|ied)|attempts?|attempted) to", re.I)
_CASE = re.compile(r"\s*(?:if|when|whenever) you\b", re.I)


def _ways(words: str, sentence: str, language: str) -> bool:
    """Tell whether a clause names several ways, and a sentence does: by mail or in person says that either can be."""
    return OR[language].search(words) is not None and OR[language].search(sentence) is not None


def _entails(other: Clause, after: Sequence[Clause], sentence: str, language: str) -> bool:
    """Tell whether a Chinese clause is what something follows from, there and in a sentence: 需要翻面，那么就…"""
    follows = _joined(other, after) and _THEN.match(after[0].words) and _FOLLOWS.search(after[0].words)
    return language == "zh" and bool(follows) and _FOLLOWS.search(sentence) is not None


_OFTEN = re.compile(
    r"\bcan (?:be )?(?:often|sometimes|usually|generally)\b|\b(?:often|sometimes|usually|generally)\b", re.I
)
"""What can often be often is."""
_GRANTS = re.compile(
    r"\ballow\b(?! (?:[\w'’-]+ ){0,4}?to [a-z])|\ballow (?:[\w'’-]+ ){1,3}?(?:\d[\d.,]*|two|three|four|five|ten) \w+",
    re.I,
)
"""To allow someone something, such as five minutes: no word for what may be."""
_MAKES = re.compile(r"\bmak(?:es?|ing) (?:[\w'’-]+ ){1,4}[a-z]+\b", re.I)
"""Who makes others do something requires it."""
_HANGS = re.compile("要(?:根据|按|看|随|取决)")
"""要 that says what something hangs on, and no duty."""
_FOLLOWS = re.compile("就|便|则")
_BY_FAR = {
    "zh": re.compile("得多|多了|[远更]比|远[高低大小多少优]于"),
    "en": re.compile(r"\b(?:much|far) \w+er\b|\bfar more\b", re.I),
}
"""How much more one is than the other: 有限得多, of 非常有限."""
_EVEN = re.compile(r"\beven\b", re.I)
_SUPPOSED = re.compile(r"\bif\b|\bexample\b", re.I)


def untold(word: str, other: Clause, after: Sequence[Clause], content: frozenset[str], language: str) -> bool:
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


def _beside(at: int, theirs: Sequence[Clause], language: str, first: int | None = None) -> Iterator[int]:
    """Yield the places of clauses that one may bound: those beside it, or all behind, in its part of the sentence; only
    the next where it opens what is joined: …, and if …, …"""
    other = theirs[at if first is None else first]
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
    items = [o for n, o in enumerate(theirs) if n > at or (o.source != own and _ITEM.match(sources[o.source]))]
    cases = [one for one in items if language == "en" or hedging.bound(one.words.rstrip("。"), language)]
    return any(len(case.content & content) >= BOUNDED * len(case.content) for case in cases)


def _put_by(at: int, theirs: Sequence[Clause], language: str) -> int:
    """Return the place of the last clause of a condition: all before the one that opens with what follows from it,
    如果 …，…，那么 …"""
    if language != "zh" or not hedging.NEXT[language].match(theirs[at].words):
        return at
    for n in range(at + 1, len(theirs)):
        if (theirs[n].source, theirs[n].part) != (theirs[at].source, theirs[at].part):
            break
        if _THEN.match(theirs[n].words):
            return n - 1
    return at


_THEN = re.compile("那么|那就|那|则|就|便")


def _either(other: Clause, after: Sequence[Clause], more: int = 0) -> Clause:
    """Return a clause with the `more` that are its condition too, or the alternative that follows it in a clause of its
    own: 如果 …，或者 …"""
    if more:
        return replace(other, content=other.content.union(*(one.content for one in after[:more])))
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


def whole(other: Clause, mine: Sequence[Clause], content: frozenset[str], language: str) -> bool:
    """Tell whether a clause of a source is retold: most of it in one clause, or nearly all of it in a sentence."""
    numbers = {word for word in other.content if word.isdigit()}
    if numbers and not numbers & content:
        return False
    enough = max(2, KEPT * len(other.content))
    spread = len(other.content) > 1 and len(other.content & content) >= SPREAD[language] * len(other.content)
    return spread or any(len(other.content & one.content) >= enough for one in mine)


def _any_of(words: frozenset[str], content: frozenset[str]) -> bool:
    """Tell whether a sentence has one of some words, a Chinese one in short as well: 养犬, of 饲养犬只."""
    letters = set("".join(words))
    return not words.isdisjoint(content) or any(
        len(word) > 1 and text.has_han(word) and set(word) <= letters for word in content
    )


def _bounded(other: Clause, told: frozenset[str], content: frozenset[str], *, bound: bool, case: bool) -> bool:
    """Tell whether a sentence keeps a clause that bounds: half of it, half of what it alone says, or some of it with
    another word for a bound. Of a `case` before what holds in it, some word has to be there that only it has."""
    puts = {word for row, word in hedging.rows(other.words, "zh").items() if row[0] == "condition"}
    said = other.content - EMPTY - puts or other.content
    own, kept = said - told, said & content
    return (
        len(own & content) >= BOUNDED * len(own)
        or (len(kept) >= BOUNDED * len(said) and (not case or not own or _any_of(own, content)))
        or bool(bound and len(other.content & content) > 1)
    )
