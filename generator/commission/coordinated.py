"""Names that stand side by side anywhere in a commission: a second opinion where no frame finds the subjects.

Every pair or triple that “or”, “vs”, 还是, 与 … or a comma in brackets joins is a way to read it; which one is meant
only a corpus can tell (`chosen`), by the documents that hold the names.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from generator.commission.clauses import Span
from generator.commission.phrases import HIDDEN, Found, split_list, trim
from generator.commission.subject import LONGEST_NAME, Subject, names_of, subject_at
from generator.language import tokens

Way = tuple[Found[Subject], ...]

MOST_JOINTS = 60
"""Words for “and” and “or” that are looked at; a commission has a few."""
MOST_WAYS = 1000
"""Ways to read it that are offered."""
REACH = 40
"""Characters on each side of a joint in which a name is looked for."""
LONGEST = 4
"""Words of a name that is not written in capitals."""
LONGEST_HAN = 8
"""Characters of a Chinese name that the dictionary does not cut out."""
EVERYWHERE = 0.8
"""Share of the documents, 0 to 1, above which a name is that of the corpus's field. Set by hand."""
_JOINT = re.compile(
    r",? (?P<either>or|vs\.?|versus|instead of|rather than) (?:with |to |by )?|"
    r",? (?:and|(?:compared )?(?:with|to)|against|over|than) |"
    r"(?P<choice>,? ?(?:还是|或者|或是|抑或) ?|(?<=[㐀-鿿]) ?(?:vs\.?|VS) ?)|以及| ?[与和跟或及] ?|(?<=\w) ?/ ?(?=\w)",
    re.IGNORECASE,
)
_EDGE = re.compile(rf"[,;:.。!?、()\[\]\n“”\"《》{HIDDEN}]")
_BRACKET = re.compile(r"[(:] ?(?P<x>[^():;。!?\n]{3,120}?)(?=[);。!?\n]|\.(?:\s|$)|$)")
_THAN = re.compile(  # "Has remote work made people more productive than office work?"
    r"\b(?:has|have|do|does|did|will|can|would) (?P<x>[\w' -]{2,40}?) (?:made|makes?|helped|help|kept|keep|cost|gave|"
    r"give|led|lead)\b[^.?!\n]{1,60}? than ",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[A-Za-z0-9][\w.+#/&'-]*")
_FUNCTION = re.compile(
    r"(?:an?|the|of|in|on|at|by|for|from|to|with|and|or|than|over|against|is|are|was|were|be|been|do|does|did|has|have|"
    r"had|can|could|may|might|must|shall|should|will|would|its?|the(?:y|m|ir)|we|ours?|us|your?|i|my|me|th(?:is|at|ese|"
    r"ose)|which|who|whom|what|when|where|why|how|not|no|only|one|two|three|both|either|each|more|most|less|if|because|"
    r"so|then|as|whether|between|please|compare|choose|use|using|go|make|made|write|tell)",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"对比|比较|放在一起比|还是|抉择|两条路|怎么选|哪(?:个|种|家|款|条)|\b(?:compar\w*|versus|vs|which|choos\w*|decid\w*|"
    r"either|instead of|rather than|replac\w*|mov\w+ from|more \w+ than)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How many documents of a corpus hold a name."""

    titled: int
    """In their title or a heading."""
    told: int
    """Anywhere."""
    documents: int
    """That there are."""
    covered: float
    """Greatest part of a title that it makes up, 0 to 1 of its characters; of a heading a fifth."""
    share: float = 0.0
    """The same for titles, file names and headings without the words that most titles have."""
    heads: int = 0
    """Documents that are about it, by their titles."""
    best: str = ""
    """Path of the document that is most about it."""
    spoken: int = 0
    """Times that the document says it which says it most."""
    asked: bool = False
    """Whether it is no thing but what is asked of things: an aspect, "costs"."""


Lookup = Callable[[str], Held]


def ways(flat: str) -> tuple[Way, ...]:
    """Return the pairs and triples of names that stand side by side in the flattened text, each once, in its order."""
    found: dict[tuple[str, ...], Way] = {}
    for spans in islice(_ways(flat), MOST_WAYS):
        names = [flat[start:end].casefold() for start, end in spans]
        if len(set(names)) == len(names) and all(1 < end - start <= LONGEST_NAME for start, end in spans):
            found.setdefault(tuple(names), tuple(subject_at(flat, span) for span in spans))
    return tuple(found.values())


def asks_to_choose(flat: str) -> bool:
    """Tell whether a text sets things against each other, in whatever words."""
    return _CHOICE.search(flat) is not None


def chosen(offered: tuple[Way, ...], base: tuple[str, ...], lookup: Lookup) -> tuple[Way, ...]:
    """Return the ways for which the corpus speaks most, several where they weigh the same; () where none is better
    than the names `base` that the frames found."""
    known = [name for name in base if is_held(name, lookup)]
    if len(base) > 1 and len(known) in (0, len(base)):  # all held; or a pair of which the corpus knows nothing
        return ()
    kept = [way for way in offered if all(any(_within(name, one) for one in names_of(way)) for name in known)]
    held = [
        way for way in kept if all(lookup(name).told for name in names_of(way)) and not lopsided(names_of(way), lookup)
    ]
    held = [way for way in held if not any(_longer(other, way) for other in held)]
    titled = [way for way in held if min(lookup(name).titled for name in names_of(way))]
    held = titled or [way for way in held if max(lookup(name).titled for name in names_of(way))]
    best = max((_weight(way, lookup) for way in held), default=None)
    return tuple(way for way in held if _weight(way, lookup) == best)


def share(names: tuple[str, ...], lookup: Lookup) -> float:
    """Return the part of the names that some document holds, 0 to 1."""
    return sum(lookup(name).told > 0 for name in names) / max(1, len(names))


def is_held(name: str, lookup: Lookup) -> bool:
    """Tell whether some document holds a name, or what of it is written with a capital: 特斯拉 Optimus."""
    parts = [name, *re.findall(r"\b[A-Z][\w.+#-]+", name)]
    return any(lookup(part).told for part in parts)


def _within(part: str, name: str) -> bool:
    return part.casefold() in name.casefold()


def _longer(other: Way, way: Way) -> bool:
    """Tell whether another way holds every name of this in a longer or equal one: 首次公开募股 over 公开募股."""
    pairs = list(zip(names_of(way), names_of(other), strict=False))
    return len(other) >= len(way) and names_of(other) != names_of(way) and all(_within(a, b) for a, b in pairs)


def lopsided(names: tuple[str, ...], lookup: Lookup) -> bool:
    """Tell whether nearly every document holds one name, and not the other: the field's own beside a subject."""
    shares = [held.told / max(1, held.documents) for held in map(lookup, names)]
    return (
        len(names) == 2 and lookup(names[0]).documents > 4 and max(shares) > EVERYWHERE and min(shares) < EVERYWHERE / 2
    )


def _weight(way: Way, lookup: Lookup) -> tuple[int, int, int]:
    held = [lookup(name) for name in names_of(way)]
    return min(one.titled for one in held), min(one.told for one in held), len(way)


def _ways(flat: str) -> Iterator[tuple[Span, ...]]:
    for match in islice(_THAN.finditer(flat), MOST_JOINTS):
        yield from product([match.span("x")], _after(flat, match.end(), anywhere=False))
    for match in islice(_BRACKET.finditer(flat), MOST_JOINTS):
        spans = split_list(flat, *match.span("x"), "、,/")
        if 1 < len(spans) < 5:
            yield tuple(spans)
    for joint in islice(_JOINT.finditer(flat), MOST_JOINTS):
        left, right = _before(flat, joint.start()), _after(flat, joint.end(), anywhere=bool(joint["choice"]))
        yield from product(left, right)
        third = flat[: joint.start()].rstrip().rfind(",", joint.start() - REACH if joint.start() > REACH else 0)
        mark = max(third, flat.rfind("、", max(0, joint.start() - REACH), joint.start()))
        if mark > 0 and joint.start() - mark > 1:
            middle = trim(flat, mark + 1, joint.start())
            yield from ((first, middle, last) for first, last in product(_before(flat, mark), right))


def _words(flat: str, start: int, end: int) -> list[Span]:
    """Return the words of a passage, Han by the dictionary."""
    found, place = [], start
    for word in tokens.words(flat[start:end]):
        if word.strip():
            found.append((place, place + len(word)))
        place += len(word)
    return found


def _before(flat: str, end: int) -> list[Span]:
    """Return the names that may end there, the longest first."""
    start = max(0, end - REACH)
    edges = [match.end() for match in _EDGE.finditer(flat, start, end) if match.end() < end]
    aside = re.compile(r" ?\([^()\n]{1,30}\)$").search(flat, start, end)
    if aside and aside.start() > start:
        return _before(flat, aside.start())
    start = edges[-1] if edges else start
    if re.search("[㐀-鿿]", flat[start:end]):
        firsts = {a for a, _ in _words(flat, start, end)[-LONGEST:]}
        run_of_han = re.compile(f"[㐀-鿿]{{2,{LONGEST_HAN}}}\\Z").search(flat, start, end)
        firsts.update(range(run_of_han.start(), end - 1) if run_of_han else ())  # the dictionary cuts 选实/木地板
        return [(a, end) for a in sorted(firsts)]
    run: list[Span] = []
    for match in reversed(list(_LATIN.finditer(flat, start, end))):
        opens = not flat[: match.start()].rstrip() or flat[: match.start()].rstrip()[-1] in ".?!:"
        if _FUNCTION.fullmatch(match[0]) and (opens or not (run and match[0][0].isupper() and len(match[0]) > 3)):
            break
        if run and flat[run[-1][0]].isupper() and not match[0][0].isupper() and len(run) >= LONGEST:
            break
        run.append(match.span())
    end = run[0][1] - 2 if run and flat[: run[0][1]].endswith("'s") else run[0][1] if run else 0
    return [(a, end) for a, _ in reversed(run[:LONGEST])]


def _after(flat: str, start: int, *, anywhere: bool) -> list[Span]:
    """Return the names that may begin there, or `anywhere` in the clause, the longest first."""
    end = min(len(flat), start + REACH)
    edge = re.compile(rf"[,;:。!?、()\[\]\n“”\"《》{HIDDEN}]|\.(?=\s|$)").search(flat, start, end)
    end = edge.start() if edge else end
    if re.search("[㐀-鿿]", flat[start:end]):
        parts = _words(flat, start, end)
        firsts = range(len(parts)) if anywhere else range(min(1, len(parts)))
        return [(parts[i][0], parts[j][1]) for i in firsts for j in range(min(len(parts), i + LONGEST) - 1, i - 1, -1)]
    run: list[Span] = []
    for match in _LATIN.finditer(flat, start, end):
        if _FUNCTION.fullmatch(match[0]):
            if run:
                break
            continue
        run.append(match.span())
    return [(run[0][0], b - 2 * flat[:b].endswith("'s")) for _, b in reversed(run[:LONGEST])]
