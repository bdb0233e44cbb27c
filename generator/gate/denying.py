"""Whether a clause of a sentence denies what the clauses that it was made of deny, in whatever build.

A negation may stand in another clause, be said by a verb (禁止), hold for each item of a list, or only bound a number.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from generator.gate import function_words
from generator.gate.clauses import BOUNDED, ENOUGH, NEGATING, OR, Clause, aligned_with, clause_of, holds, opposed
from generator.language import text, tokens

_PREFIX = re.compile(r"(\bnot |n['’]t )?\b(?:un|non-?|in|im|ir|il|dis)([a-z]{4,})\b", re.I)
"""A word that a prefix may deny, and what denies that again."""
_OBJECT = re.compile(
    r"\b(?:not|n['’]t|never|cannot) (?:[a-z]+ly )?(?:be )?(?:giv|mak|tak|do|get|provid|issu|rais)[a-z]*(.*)", re.I
)
"""What is done, in a noun, behind a verb that says no more than that it is: will not give a warning."""


def apart(told: Sequence[str]) -> list[str]:
    """Return English passages with a prefix of denial as a negation, where another denies the same word or has it with
    a negation: undelivered, of “not being delivered”."""
    heads = [set(function_words.denied(words, "en")) for words in told]

    def opened(at: int, words: str) -> str:
        others = set().union(*(one for n, one in enumerate(heads) if (n == 0) != (at == 0)))

        def put(match: re.Match[str]) -> str:
            bare = match[2] if match[1] else f"not {match[2]}"
            return bare if others & set(tokens.tokens(match[2])) else match[0]

        return _PREFIX.sub(put, words)

    return [opened(at, words) for at, words in enumerate(told)]


_NOR = re.compile(r"nor\b", re.I)


def negated(
    mine: Sequence[Clause],
    aligned: Sequence[Sequence[Clause]],
    theirs: Sequence[Clause],
    language: str,
    headings: Sequence[Sequence[str]] = (),
) -> Iterator[tuple[str, str]]:
    """Yield clauses that negate where those that they were made of do not, or the other way round.

    Where a clause of a source was made into several, one of them has its negation.
    """
    for clause, near in zip(mine, aligned, strict=True):
        parts = [clause_of(words, language) for words in clause.words.split("、")] if clause.negations else []
        apart = [(replace(part, side=clause.side), aligned_with(part, theirs)) for part in parts if part.content]
        several = len({others[0].source for _, others in apart if others}) > 1  # each part by what it was made of
        for part, others in apart if several else ((clause, near),):
            told = others and len(part.content & others[0].content) >= min(2, len(others[0].content))
            if told and _denied_beside(part, others[0], theirs, language, headings):
                continue
            if told and _PREVENTED[language].search(part.words) and _prevents(theirs, language):
                continue
            if told and _differs(part, others, mine, aligned, theirs, language):
                yield "negation", part.words


_PREVENTED = {
    "zh": re.compile("以便|从而|这样[^，]*不|不[至会]"),
    "en": re.compile(r"\bso (?:that )?.*(?:not\b|n['’]t\b|\bno longer\b)", re.I),
}
_PREVENTS = {"zh": re.compile("防止|避免|以免|免得"), "en": re.compile(r"\b(?:prevent|avoid|stop)", re.I)}
"""Words for what is not to be, and how it is said of what comes of something: so that it cannot be replayed."""


def _prevents(theirs: Sequence[Clause], language: str) -> bool:
    return any(_PREVENTS[language].search(other.words) for other in theirs)


def _denied_beside(
    clause: Clause, near: Clause, theirs: Sequence[Clause], language: str, headings: Sequence[Sequence[str]]
) -> bool:
    """Tell whether all that a clause denies is denied of the same matter in another clause than the one that shares
    most with it, or above that, and stands in no clause as a fact: …，大于两年，不收取费用."""
    own = function_words.denied(clause.words, language)
    if near.negations or not own or len(own) != clause.negations:
        return False
    above = [clause_of(words, language) for words in (headings[near.source] if headings else ())]
    if any(_led(clause, own, near, lead, language) for lead in above):
        return True
    around = [one for one in theirs if one is not near and not opposed(clause, one)]
    told = [one for one in around if _matter(one, clause, theirs)] + above
    known = {word for one in told for word in function_words.denied(one.words, language)}
    known |= {word for one in told for word in _objects(one)}
    bare = [one.words.casefold() for one in (near, *theirs) if not one.negations and not opposed(clause, one)]
    return all(any(_alike(word, other) for other in known) and not any(word in one for one in bare) for word in own)


def _led(clause: Clause, own: Collection[str], near: Clause, lead: Clause, language: str) -> bool:
    """Tell whether a clause denies as often as the words before a list and a point of it together, of the same."""
    denied = set(function_words.denied(lead.words, language)) & {*own, *clause.content}
    shared = len(lead.content & clause.content) > 1 and lead.words.rstrip().endswith((":", "："))
    return bool(denied) and shared and clause.negations == lead.negations + near.negations


def _objects(one: Clause) -> tuple[str, ...]:
    """Return the content word that an English clause says is not given, made, taken: no warning."""
    match = _OBJECT.search(one.words)
    return tuple(tokens.content_tokens(match[1])[:1]) if match else ()


def _alike(word: str, other: str) -> bool:
    """Tell whether two words are one, or a Chinese one is a part of the other: 收, 收取."""
    return word == other or (text.has_han(word) and (word in other or other in word))


def _matter(one: Clause, clause: Clause, theirs: Sequence[Clause]) -> bool:
    """Tell whether a clause of a source, in its part of the sentence, has two words of one, or of it more than one."""
    part = (other.content for other in theirs if (other.source, other.part) == (one.source, one.part))
    return len(clause.content & one.content) > 1 or len(clause.content & frozenset().union(*part)) > 1


def _differs(
    clause: Clause,
    near: Sequence[Clause],
    mine: Sequence[Clause],
    aligned: Sequence[Sequence[Clause]],
    theirs: Sequence[Clause],
    language: str,
) -> bool:
    """Tell whether a clause negates otherwise than what it was made of."""
    if language == "zh" and not clause.negations and not _says(clause.words):
        return False
    held = [o for o in theirs if o.source == near[0].source and holds(clause, o)]
    held += [p for o in theirs if o.source == near[0].source and o not in held for p in _alternative(clause, o)]
    counts = {sum(other.negations for other in held or near), *(() if held else (o.negations for o in near))}
    if held and near[0] not in held and _unable(near[0], language) & clause.content:
        counts.add(near[0].negations + sum(other.negations for other in held))
    counts |= {n + denied for n in counts if (denied := _denied_above(held or near, language))}
    counts |= _of_alternative(clause, near[0], language)
    counts |= {
        n - 2 for n in counts if _NEEDED[language].search(near[0].words) and _NEEDS[language].search(clause.words)
    }
    if len(near[0].content) < ENOUGH and near[0] in theirs[:-1]:  # a subject before an aside: X, while sold, is not …
        part = [o for o in theirs if (o.source, o.part) == (near[0].source, near[0].part)]
        counts |= {o.negations for o in part}
    counts |= _of_part(clause, near[0], theirs)
    parts = [one for one, other in zip(mine, aligned, strict=True) if other and other[0] is near[0]]
    said = sum(part.negations for part in parts)
    again = sum(_NOR.match(part.words) is not None for part in parts)  # not A, nor B: neither of them
    split = len(parts) > 1 and near[0].negations in (said, said - again)
    if _affirmed(clause, mine, theirs, near[0], language):
        return True
    if _freed(clause, mine, [o for o in theirs if o.source == near[0].source], language):
        return True
    return clause.negations not in counts and not split and not _denied(clause, near, mine, theirs, language)


def _unable(one: Clause, language: str) -> set[str]:
    """Return the content words that a clause denies, also by a word that only means a negation: unable to."""
    ends = (match.end() - (3 if match[0].endswith(" to") else 0) for match in NEGATING[language].finditer(one.words))
    behind = (one.words[end + 4 :] for end in ends if one.words[end : end + 4] == " to ")
    return _heads([one], language) | {token for words in behind for token in tokens.content_tokens(words)[:1]}


def _of_part(clause: Clause, near: Clause, theirs: Sequence[Clause]) -> set[int]:
    """Return how often a sentence of a source negates that has more of a clause than the one which shares most with it,
    in several of its clauses; () for none."""
    found = set()
    for place in dict.fromkeys((o.source, o.part) for o in theirs if not opposed(clause, o)):
        own = [o for o in theirs if (o.source, o.part) == place and o.content & clause.content]
        shared = len(clause.content & frozenset().union(*(o.content for o in own)))
        if place != (near.source, near.part) and shared > len(clause.content & near.content):
            found.add(sum(o.negations for o in own))
    return found


_NEEDED = {
    "zh": re.compile("未经[^，。；]*不|不[^，。；]*[未没]"),
    "en": re.compile(r"(?:\bnot\b|n['’]t\b).*\bwithout\b|\bwithout\b.*(?:\bnot\b|n['’]t\b)", re.I),
}
_NEEDS = {"zh": re.compile("须|需|要|只有|后"), "en": re.compile(r"\b(?:needs?|requires?|required|must|only)\b", re.I)}
"""What may not be without something needs it."""


def _freed(clause: Clause, mine: Sequence[Clause], theirs: Sequence[Clause], language: str) -> bool:
    """Tell whether a Chinese clause says of what its source forbids, and of nothing else there, that it may be."""
    if language != "zh" or clause.negations:
        return False
    bare = {word for other in theirs if not other.negations for word in other.content}
    own = _heads(mine, language) | bare
    ends = (words for other in theirs for words in _FORBIDDING.split(other.words)[1:])
    forbidden = {token for words in ends for token in tokens.content_tokens(words)[:1]}
    return bool(forbidden & clause.content - own)


def _affirmed(clause: Clause, mine: Sequence[Clause], theirs: Sequence[Clause], near: Clause, language: str) -> bool:
    """Tell whether a clause says as a fact what its source only denies, beside what it shares with that."""
    if clause.negations:
        return False
    beside = [o for o in theirs if (o.source, o.part) == (near.source, near.part)]
    free = [o for o in theirs if not o.negations and not opposed(clause, o)]
    bare = [o.words if language == "zh" else " ".join(o.content) for o in free]
    own = set().union(*(_unable(one, language) for one in mine))
    needed = _NEEDS[language].search(clause.words)
    denying = [o for o in beside if not (needed and _NEEDED[language].search(o.words))]
    for other in (o for o in denying if o.negations and len(o.content & clause.content) > 1):
        for word in function_words.denied(other.words, language):
            told = len(word) > 1 and word in clause.content and not any(_alike(word, one) for one in own)
            if told and not any(word in words for words in bare) and not _stands_twice(word, other.words, language):
                return True
    said = {word for other in denying for word in (*_objects(other), *_unable(other, language))}
    said -= own | _heads(denying, language)
    return any(word in clause.content and not any(word in words for words in bare) for word in said)


def _says(words: str) -> bool:
    """Tell whether a Chinese clause has a verb: what only names a place says nothing that one could deny."""
    return any(tag.startswith("v") for _, tag in tokens.tagged(tokens.simplify(words)))


def _alternative(clause: Clause, other: Clause) -> list[Clause]:
    """Return the first of a Chinese clause's alternatives where a clause tells that alone: 不得 A 或者 B."""
    parts = [clause_of(words, "zh") for words in OR["zh"].split(other.words)] if text.has_han(other.words) else []
    return parts[:1] if len(parts) > 1 and len(parts[0].content) > 2 and holds(clause, parts[0]) else []


def _denied_above(theirs: Sequence[Clause], language: str) -> int:
    """Return how often what governs clauses of a source denies: 禁止 A，B or 不得有下列行为：…"""
    above = dict.fromkeys(one.governing for one in theirs if one.governing)
    return max((clause_of(words, language).negations for words in above), default=0)


def _of_alternative(clause: Clause, other: Clause, language: str) -> set[int]:
    """Return how often that alternative of a source's clause negates which a clause tells alone, () for none."""
    parts = [clause_of(words, language) for words in OR[language].split(other.words)]
    shared = [len(clause.content & part.content) for part in parts]
    best = max(range(len(parts)), key=shared.__getitem__)
    alien = set().union(*(p.content for n, p in enumerate(parts) if n != best)) - parts[best].content
    told = len(clause.content & alien) <= min(1, len(alien) / 2)  # the subject stands before the first alone
    return {parts[best].negations} if len(parts) > 1 and shared[best] > 1 and told else set()


def _denied(
    clause: Clause, near: Sequence[Clause], mine: Sequence[Clause], theirs: Sequence[Clause], language: str
) -> bool:
    """Tell whether what a clause and its sources deny is the same, in whatever clauses it stands."""
    content = {word for other in mine for word in other.content}
    told = [_listed(other, content, language) for other in theirs if other.source == near[0].source]
    first = _listed(near[0], content, language)
    if any(len(function_words.denied(one.words, language)) != one.negations for one in (clause, first)):
        return False
    own, all_own = _heads([clause], language), _heads(mine, language)
    twice = {word for word in _heads([first], language) if _stands_twice(word, near[0].words, language)}
    lost = _heads([first], language) - twice
    if not own and lost and not lost & all_own and holds(clause, first):
        return False  # all of it is told, and nothing that it denies is denied anywhere
    known, said = _heads(told, language), {word for other in told for word in other.content}
    bare = {word for other in told if not other.negations for word in other.content}
    bare |= {word for word in known if any(_stands_twice(word, other.words, language) for other in told)}
    lost = {word for word in known if word in content and word not in all_own and word not in bare}
    if lost or any(word in said and word not in known for word in own):
        return False
    dropped = [word for word in _heads([first], language) if word not in all_own and word not in bare]
    new = [word for word in own if word not in said and word not in known]
    return len(new) == len(dropped) and not content & set(dropped)


def _stands_twice(word: str, words: str, language: str) -> bool:
    """Tell whether what a Chinese clause denies stands in it as a fact too: 银行业机构、非银行支付机构."""
    return words.count(word) > function_words.denied(words, language).count(word) and text.has_han(word)


_ITEMS = re.compile("、|或者?|等")
_FORBIDDING = re.compile("禁止|严禁|不得|不准|不许|不可|不能")


def _listed(other: Clause, content: Collection[str], language: str) -> Clause:
    """Return a clause of a source without the items of its list that a sentence leaves out; what is forbidden before
    the first is said of each: 禁止 A、B."""
    parts = _ITEMS.split(other.words) if language == "zh" else []
    items = [clause_of(words, language) for words in parts]
    told = [one for one in items if one.content and len(one.content & set(content)) >= BOUNDED * len(one.content)]
    if len(parts) < 3 or not other.negations or not told:
        return other
    head = _FORBIDDING.search(parts[0])
    lead = head[0] if head and told[0] is not items[0] else ""
    return replace(
        clause_of(lead + "、".join(one.words for one in told), language), source=other.source, side=other.side
    )


def _heads(clauses_: Sequence[Clause], language: str) -> set[str]:
    """Return the content words that clauses deny: the next one behind each word that negates."""
    return {word for clause in clauses_ for word in function_words.denied(clause.words, language)}
