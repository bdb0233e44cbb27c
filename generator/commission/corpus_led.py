"""What a commission is about by what the corpus has names for, whatever the words around the names.

Every name in the text (`terms`) is weighed by the corpus: titles and headings that are about it, how few documents
hold it, how often one says it; and by its place in the text. Names of like weight that stand parallel, joined or in
clauses of one form, are set against each other where the text asks to choose or compare; else the one that weighs most
is what it is about. Names said only to be left out are none.
"""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations, product

from generator.commission import terms
from generator.commission.clauses import Span
from generator.commission.coordinated import Held, Lookup, Way
from generator.commission.phrases import Found
from generator.commission.subject import Subject
from generator.language import tokens

# The numbers below were set by hand on half of a set of commissions; the other half was kept to measure them.
RARE, OFTEN = 0.2, 30
"""What a name in every document is worth against one in a single one, 0 to 1; times that a document says a name from
which more say nothing."""
LEAST = 0.1
"""Weight (0 and up) below which a word is no name of anything in the corpus."""
WHOLE = 0.7
"""Weight of a longer name, as a share (0 and up) of that of its part, from which the longer one is meant."""
MOST = 24
"""Names that are weighed against each other."""
JOINED, FRAMED, SET_OFF, NEAR = 3.0, 2.0, 1.7, 1.2
"""What speaks for a pair (1 and up): joined by a word or mark; in clauses that share a word; the second in a clause
with “also”, “instead” …; only in one text."""
ALIKE = {JOINED: 0.3, FRAMED: 0.35, SET_OFF: 0.35, NEAR: 0.5}
"""Weight of the lighter of a pair, as a share (0 to 1) of the heavier, from which they are two sides."""
FURTHER = {JOINED: 0.5, FRAMED: 0.7, SET_OFF: 0.7}
"""The same of a third and further one, against the lightest so far."""
REACH = 24
"""Characters between two names that are joined, at most."""
UNLIKE = 0.6
"""Factor (0 to 1) for a pair of which one is written with a capital and the other without."""
EDGES = frozenset("的了是和与在把被")
"""Characters that open and end no Chinese name."""
APART = 400
"""Characters between two names of one comparison, at most."""
_JOINT = re.compile(
    r"还是|以及|或者|还有|(?<![参涉普])与|和|跟|或|及|、|/|\b(?:and|or|vs|versus|against|instead of|rather than)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(rf", ?|[^。;:!?\n]{{0,3}}?(?:{_JOINT.pattern})[^。;:!?\n]{{0,20}}", re.IGNORECASE)
_HAN = re.compile("[㐀-鿿]{2,}")
_ENDS = re.compile(r"[。!?;\n]|\.(?:\s|$)")
_CONTRAST = re.compile(
    r"另|又|也|却|则|还|再|反而|\b(?:another|others?|instead|also|too|else|rather|but|while|whereas|however|or)\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"对[比照]|比较|比一?比|一比|还是|抉择|也可以|还可以|另一[个种]|怎么选|"
    r"选[哪择]|该[选走用]|哪[个种家款条边样类]|哪一|哪里[一不]样|差在哪|差别|差异|区别|不同|异同|一样|一回事|"
    r"分清|弄混|分别|各自|各[是有管适]|"
    r"(?<!其)[两俩三](?:者|个|种|条|样|家|款|边|块|项|类|份|套|位|方)|俩|双方|"
    r"一块儿|摆[一在]|放在?一起|并排|利弊|谁(?!都)|它们|有没有关系|不就是|"
    r"\b(?:compar\w*|versus|vs|which|choos\w*|choice|decid(?:e|ing)|either|instead|rather|replac\w*|mov\w+ from|"
    r"both|two|"
    r"three|each|differ\w*|between|better|worth|pick|identical|the other|"
    r"side by side|next to each other|one on|first|than|also (?:take|use|go|run|choose))\b",
    re.IGNORECASE,
)
_TWO = re.compile(r"[两俩](?!三)|二者|双方|\b(?:both|two|either|the other)\b", re.IGNORECASE)
_THREE = re.compile(r"三(?:者|个|种|条|样|家|款|类|份|套|方)|\bthree\b", re.IGNORECASE)
_REQUEST = re.compile(
    r"请|麻烦|帮|写|讲|介绍|说明|整理|准备|解释|想知道|想讲|材料|报告|什么是|是什么|怎么|"
    r"\b(?:please|write|explain|report|briefing|what|how|why|which|draft|guide|about|note|segment|handout)\b",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"不用[管讲提说写比]|不必[管讲提说写比]|别[管提]|不[比谈涉]|不需要|无关|没关系|除外|停产|买不到|排除|不考虑|不要写|"
    r"\b(?:not? (?:an? |a )?(?:comparison|available|longer|about|option|interested)|don't (?:need|bother|want|care)|"
    r"do not (?:need|want)|is out|ruled? out|nothing (?:about|on)|leave (?:out|aside)|already (?:have|decided)|except|"
    r"apart from|separately|no longer|never mind|without)\b",
    re.IGNORECASE,
)
_BASIS = re.compile(r"(?:依据|根据|结合|参照|参考|按照?)(?!这|上|下|资料)", re.IGNORECASE)
"""Before the sources that a text should rest on."""
_VERB_BEFORE = re.compile(
    r"(?:\b(?:I|we|you|he|she|it|they|who|how|don't|doesn't|not)|'(?:m|re|ll|d)|"
    r"\w (?:can|could|will|would|should|must|may|might|is|are|was|were|be|been|being)) $",
    re.IGNORECASE,
)
"""Before a verb, an adjective or a participle."""
_AROUND = re.compile(
    r"\b(?:my|our|his|her|their|for (?:an?|the|my|our|one)|(?:in|at|from|by) (?:an?|the|my|our)) $|"
    r"[我咱俺][们家]?的?$|(?:给|跟|替|在)$",
    re.IGNORECASE,
)
"""Before who asks or is told, or where they are."""
_ACTS = re.compile(
    r"[们 ]?(?:又|也|还|都|总|老|非)?(?:说|问|想|要求|要我|让我|叫我|催|开会|里|看不懂)|"
    r" (?:says?|said|wants?|asks?|asked|thinks?|told|keeps?|needs?|insists?|swears?)\b"
)
"""After who says something."""
_OWNED = re.compile(r"(?:['’]s?|的) ?$")
_GOVERNED = re.compile(r" (?:at|of|in|for|from|on) (?:the )?")
SIDELINED = 0.5
"""Factor (0 to 1) for a plain word that is an aspect, or stands only where people and places around the matter do. Set
by hand."""
_CLAUSE_END = re.compile(r"[,;:。!?\n]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """A name with what speaks for it."""

    name: str
    mentions: tuple[Span, ...]
    held: Held
    weight: float


def reading(flat: str, body: str, title: Span | None, lookup: Lookup) -> Way:
    """Return the subjects that the corpus makes of the flattened text, () where it holds nothing that the text names.

    In `body` what names no subject is hidden.
    """
    weighed = _grouped(_weighed(flat, body, title, lookup))[:MOST]
    weighed = [one for one in weighed if not any(_goes_with(flat, one, other) for other in weighed)]
    if not weighed:
        return ()
    several = _parallel(flat, weighed) if _chooses(flat) or _listed(flat, weighed) else []
    chosen = several if several and min(one.weight for one in several) >= ALIKE[FRAMED] * weighed[0].weight else []
    return tuple(sorted((_found(flat, one) for one in chosen or weighed[:1]), key=lambda one: one.start))


def _chooses(flat: str) -> bool:
    """Tell whether the text sets things against each other, beyond what it says to leave out."""
    kept = (part for part in _CLAUSE_END.split(flat) if not _LEFT_OUT.search(part))
    return any(_CHOICE.search(part) for part in kept)


def worth(held: Held) -> float:
    """Return what the corpus says for a name, from 0 (it holds it nowhere) to about 2."""
    if not held.told:
        return 0.0
    rare = max(0.0, math.log((held.documents + 1) / (held.told + 0.5)) / math.log(held.documents + 1))
    often = min(1.0, math.log(1 + held.spoken) / math.log(OFTEN))
    return (RARE + (1 - RARE) * rare) * (held.share + 0.1 * math.log2(1 + held.heads) + 0.25 * often)


def _weighed(flat: str, body: str, title: Span | None, lookup: Lookup) -> list[_Weighed]:
    found: dict[str, list[Span]] = defaultdict(list)
    for term in terms.terms(body):
        held = lookup(term.name)
        if worth(held) >= LEAST and (held.spoken or _initials(term.name, held)):
            for span in term.mentions:
                a, b = _extended(flat, span, held, lookup)
                if not is_left_out(flat, (a, b)) and (a, b) not in found[flat[a:b].casefold()]:
                    found[flat[a:b].casefold()].append((a, b))
    weighed = []
    for spans in filter(None, found.values()):
        name, mentions = flat[slice(*spans[0])], tuple(sorted(spans))
        if all(_is_verb(flat, span) for span in mentions):
            continue
        aspect = lookup(name).asked and not is_proper(flat, mentions)
        weight = worth(lookup(name)) * _place(flat, mentions, title) * (SIDELINED if aspect else 1)
        weighed.append(_Weighed(name=name, mentions=mentions, held=lookup(name), weight=weight))
    return weighed


def is_proper(flat: str, mentions: Iterable[Span]) -> bool:
    """Tell whether a name is written as one where it stands within a sentence, or within itself: "fMRI", "X 3"."""
    return any(
        re.search(r"[A-Z\d]", flat[a + 1 : b]) or flat[a].isupper() and re.search(r"[^.?!\n:>*-]\s?$", flat[:a])
        for a, b in mentions
    )


def _is_verb(flat: str, span: Span) -> bool:
    """Tell whether a small English word stands where a verb, an adjective or a participle does."""
    word = flat[slice(*span)]
    return word.isascii() and word.islower() and " " not in word and bool(_VERB_BEFORE.search(flat[: span[0]][-12:]))


def _is_sidelined(flat: str, span: Span) -> bool:
    """Tell whether a plain word stands where people and places around the matter do."""
    return bool(_AROUND.search(flat[: span[0]][-12:]) or _ACTS.match(flat, span[1]))


def _initials(name: str, held: Held) -> bool:
    """Tell whether a name is letters by which a file is named, though no text says it: "MPL"."""
    return name.isupper() and len(name) > 2 and held.share >= 0.4


def _extended(flat: str, span: Span, held: Held, lookup: Lookup) -> Span:
    """Return where a Chinese name stands with the characters that the dictionary cut off: 可 of 可转换债券."""
    if not _HAN.fullmatch(flat[slice(*span)]):
        return span
    for before, after in ((1, 0), (0, 1), (2, 0), (0, 2)):
        a, b = max(0, span[0] - before), span[1] + after
        name = flat[a:b]
        if _HAN.fullmatch(name) and not {name[0], name[-1]} & EDGES:
            more = lookup(name)
            if more.titled and more.spoken and worth(more) > worth(held):
                return _extended(flat, (a, b), more, lookup)
    return span


def _place(flat: str, mentions: tuple[Span, ...], title: Span | None) -> float:
    """Return what the places of a name in the text speak for it, 1 and up."""
    asked = any(_REQUEST.search(flat[slice(*_sentence(flat, span))]) for span in mentions)
    quoted = any(flat[a - 1 : a] in ("“", "《", '"') for a, _ in mentions)
    entitled = title is not None and any(title[0] <= a < title[1] for a, _ in mentions)
    return (
        min(2.0, 1 + 0.35 * (len(mentions) - 1))
        * (1.25 if asked else 1)
        * (1.2 if quoted else 1)
        * (1.6 if entitled else 1)
        * (SIDELINED if not is_proper(flat, mentions) and all(_is_sidelined(flat, s) for s in mentions) else 1)
    )


def _sentence(flat: str, span: Span) -> Span:
    return _around(flat, span, _ENDS)


def _around(flat: str, span: Span, ends: re.Pattern[str]) -> Span:
    """Return the span between the marks around a name."""
    start = max(0, span[0] - 200)
    before = [match.end() for match in ends.finditer(flat, start, span[0])]
    after = ends.search(flat, span[1])
    return (before[-1] if before else start), min(len(flat), after.start() if after else len(flat), span[1] + 200)


def is_left_out(flat: str, span: Span) -> bool:
    """Tell whether the clause of a name, or what follows it in the sentence, says to leave it out."""
    start, end = _around(flat, span, _CLAUSE_END)
    following = _CLAUSE_END.search(flat, end + 1) if flat[end : end + 1] == "," else None
    said = flat[start : following.start() if following else end]
    return _LEFT_OUT.search(said) is not None or _BASIS.search(flat, start, span[0]) is not None


def _grouped(weighed: list[_Weighed]) -> list[_Weighed]:
    """Return the names that weigh most first, each with its other forms: "MIT" with "MIT License"."""
    kept: list[_Weighed] = []
    for one in sorted(weighed, key=lambda one: (-one.weight, -len(one.name), one.mentions)):
        free = tuple(span for span in one.mentions if not any(_covers(other, span, one) for other in weighed))
        if not free:
            continue
        same = next((n for n, other in enumerate(kept) if _same(one, other)), None)
        if same is None:
            kept.append(_Weighed(name=one.name, mentions=free, held=one.held, weight=one.weight))
        else:
            other = kept[same]
            more = tuple(s for s in free if not any(s[0] < b and a < s[1] for a, b in other.mentions))
            kept[same] = _Weighed(
                name=other.name, mentions=tuple(sorted((*other.mentions, *more))), held=other.held,
                weight=other.weight * (1.15 if more else 1.0),
            )  # fmt: skip
    return sorted(kept, key=lambda one: (-one.weight, one.mentions))


def _covers(other: _Weighed, span: Span, one: _Weighed) -> bool:
    """Tell whether a name that is no worse is longer there, or a better one reaches into it."""
    for a, b in other.mentions:
        if (a, b) != span and a < span[1] and span[0] < b:
            longer = a <= span[0] and span[1] <= b
            if worth(other.held) >= (WHOLE if longer else 1 / WHOLE) * worth(one.held):
                return True
    return False


def _same(one: _Weighed, other: _Weighed) -> bool:
    a, b = one.name.casefold(), other.name.casefold()
    return tokens.stem(a) == tokens.stem(b) or ((a in b or b in a) and one.held.best == other.held.best)


def _listed(flat: str, weighed: list[_Weighed]) -> bool:
    """Tell whether the two names that weigh most are joined, whatever the text asks."""
    return len(weighed) > 1 and _tie(flat, weighed[0], weighed[1]) == JOINED


def _parallel(flat: str, weighed: list[_Weighed]) -> list[_Weighed]:
    """Return the names that are set against each other, the heaviest pair and what stands parallel to it."""
    weighed = [one for one in weighed if not any(_part_of(flat, one, other) for other in weighed)]
    every = [span for one in weighed for span in one.mentions]
    ties = {(a.name, b.name): _tie(flat, a, b, every) for a, b in combinations(weighed, 2)}
    pairs = [
        (tie * math.sqrt(a.weight * b.weight), a, b)
        for a, b in combinations(weighed, 2)
        if (tie := ties[a.name, b.name]) and b.weight >= ALIKE.get(tie, ALIKE[NEAR]) * a.weight
    ]
    if not pairs:
        return []
    _, *sides = max(pairs, key=lambda pair: pair[0])
    for one in weighed:
        if one not in sides and len(sides) < _most(flat) and one.held.heads:
            tie = max(ties.get((a.name, b.name), 0.0) for side in sides for a, b in ((one, side), (side, one)))
            heavy = one.weight >= FURTHER.get(tie, 9.0) * min(side.weight for side in sides)
            set_off = tie == SET_OFF and not (_THREE.search(flat) or one.name.isascii() and not one.name.islower())
            if heavy and not set_off:
                sides.append(one)
    return sides


def _part_of(flat: str, one: _Weighed, other: _Weighed) -> bool:
    """Tell whether a name is the noun of another, or its owner: "browser" of "Mullvad Browser", 优必选的 Walker S."""
    a, b = one.name.casefold(), other.name.casefold()
    noun = a != b and b.endswith(a) and one.held.told > other.held.told and _tie(flat, one, other) < JOINED
    return noun or any(re.fullmatch(" ?的 ?", flat[x[1] : y[0]]) for x in one.mentions for y in other.mentions)


def _goes_with(flat: str, one: _Weighed, other: _Weighed) -> bool:
    """Tell whether a plain noun is of a name, wherever it stands: "X's Y", "Y at X"."""
    if one is other or is_proper(flat, one.mentions) or not is_proper(flat, other.mentions):
        return False
    return all(
        any(
            (b <= c and _OWNED.fullmatch(flat[b:c])) or (d <= a and _GOVERNED.fullmatch(flat[d:a]))
            for a, b in other.mentions
        )
        for c, d in one.mentions
    )


def _most(flat: str) -> int:
    """Return how many sides the text speaks of, at most."""
    if _THREE.search(flat):
        return 3
    return 2 if _TWO.search(flat) else 5


def _tie(flat: str, one: _Weighed, other: _Weighed, every: Collection[Span] = ()) -> float:
    """Return how parallel two names stand, 0 where they do not; no name of `every` stands between joined ones."""
    best = 0.0
    for first, second in (sorted((a, b)) for a, b in product(one.mentions, other.mentions)):
        between = flat[first[1] : second[0]]
        if first[1] <= second[0] and len(between) <= APART:
            parted = any(first[1] <= a and b <= second[0] for a, b in every)
            joined = not parted and len(between) <= REACH and BETWEEN.fullmatch(between)
            best = max(best, JOINED if joined else _frames(flat, first, second))
    return best if _written_alike(one.name, other.name) else best * UNLIKE


def _written_alike(one: str, other: str) -> bool:
    """Tell whether two names are both written as names, or both as words."""
    return one.isascii() != other.isascii() or one.islower() == other.islower()


def _frames(flat: str, first: Span, second: Span) -> float:
    """Return how parallel the clauses of two names are."""
    one, other = (_sentence(flat, span) for span in (first, second))
    if one == other:
        one, other = (_around(flat, span, _CLAUSE_END) for span in (first, second))
    if one == other:
        return NEAR
    around = [
        set(tokens.content_tokens(f"{flat[a : span[0]]} {flat[span[1] : b]}"))
        for (a, b), span in ((one, first), (other, second))
    ]
    if around[0] & around[1]:
        return FRAMED
    return SET_OFF if _CONTRAST.search(flat[slice(*other)]) else NEAR


def _found(flat: str, one: _Weighed) -> Found[Subject]:
    """Return a name as a subject, where it stands first in this form."""
    start, end = next(span for span in one.mentions if flat[slice(*span)].casefold() == one.name.casefold())
    return Found(value=Subject(name=one.name, origin="text", words=one.name), start=start, end=end)
