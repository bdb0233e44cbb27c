"""Names of a commission that the corpus knows: what the frames took for a name is cut or grown to what a title or a
heading says, and where they found none, the text is searched for one.

Nothing here knows a phrasing. A candidate is any run of words within a clause; what decides is how much of a title it
makes up (`Held.covered`), and in how many documents it stands.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.commission.clauses import Span
from generator.commission.coordinated import EVERYWHERE, Held, Lookup, lopsided
from generator.commission.phrases import HIDDEN, Found, split_list, trim
from generator.commission.subject import LONGEST_NAME, Subject, subject_at
from generator.language import text, tokens

KNOWN = 0.1
"""Part of a title's characters (0 to 1) from which a name in a row makes its neighbours names. This and the next are
set by hand on the worked half of tests/cases/commission/asked-over-corpora.yml."""
MARGIN = 0.25
"""By how much of a title (0 to 1) another way to read the subjects must go beyond that of the frames."""
ENOUGH, PROPER, UNTOLD = 0.6, 0.1, -0.3
"""Part of a title from which more of it says no more; what capitals within a sentence add; what a name weighs that no
document holds."""
OWN_WORD = 0.5
"""Part of a name's documents (0 to 1) that hold a longer name, from which that is what they mean by it. By hand."""
APART = 0.15
"""What each of two names weighs at least that stand apart in a sentence about two. Set by hand."""
LONGEST = 6
"""Words of a candidate."""
MOST_WORDS = 600
"""Words of a commission that are looked at."""
_PIECE = re.compile(rf"[{text.HAN}]+|[A-Za-z0-9](?:[A-Za-z0-9_.+#/&'-]*[A-Za-z0-9+#])?|\S")
_EDGELESS = re.compile("[rpcuydeoxfqk]")
_COUNT = re.compile("[一两二三四五六七八九十几半]?(?:[个种款家条样点些份张]|下)?|很多|许多")
"""Tags of Chinese words that neither open nor close a name: pronouns, particles, adverbs, numbers."""
_JOINT = re.compile(
    r"\s?(?:,? ?(?<![A-Za-z])(?:and|or|vs\.?|v\.|versus|against|compared (?:with|to))(?![A-Za-z])|[、/&]|以及|还是|"
    r"或者|[和与跟同及或])\s?",
    re.IGNORECASE,
)
_LATIN_EDGE = re.compile(
    r"(?:an?|the|of|in|on|at|by|for|from|to|with|and|or|than|over|against|about|is|are|was|were|be|been|do|does|did|"
    r"has|have|had|can|could|may|might|must|shall|should|will|would|its?|the(?:y|m|ir)|we|ours?|us|your?|i|my|me|th(?:"
    r"is|at|ese|ose)|which|who|whom|what|when|where|why|how|not|no|only|both|either|each|more|most|less|if|because|so|"
    r"then|as|whether|between|please|vs|versus|there|here|some|any|all|one|two|three|up|out|off|into|use|using|need|want|"
    r"keep|get|give|make|write|compare|explain|describe|tell|show|look|say|put|matter|also|still|just|really)",
    re.IGNORECASE,
)


def settled(
    flat: str,
    body: str,
    spans: tuple[Span, ...],
    topics: tuple[Span, ...],
    lookup: Lookup,
    *,
    framed: tuple[tuple[Span, ...], ...],
    several: bool,
    choosing: bool,
) -> tuple[Span, ...]:
    """Return where the subjects are named: of the ways to read them that for which the corpus speaks most.

    `spans` are the names of the frame trusted most, `framed` those of each, and `topics` what they say of them; what
    else stands in `body`, the text without what is read otherwise, must speak for itself by `MARGIN`. `several`: a
    comparison is asked for, which needs two; `choosing`: words of choice stand somewhere.
    """
    own = _own(flat, spans, lookup)
    if len(own) > 1 and not any(_held(flat, span, lookup).told for span in own):
        return spans  # a pair of which the corpus knows nothing
    best, worth = own, _worth(flat, own, lookup) + MARGIN if own else -1.0
    for names in framed:
        way = _own(flat, names, lookup)
        if (len(way) > 1 or not several) and _worth(flat, way, lookup) + MARGIN > worth + 1e-9:
            best, worth = way, _worth(flat, way, lookup) + MARGIN
    for way, trust in _ways(flat, body, spans, topics, lookup, choosing=choosing or several):
        if (len(way) > 1 or not several) and not _within(flat, way, own, lookup):
            more = len(way) > len(own) > 0 and set(own) < set(way)  # a list of which the frames read a part
            other = _worth(flat, way, lookup) + trust + MARGIN * (more - (choosing and len(way) == 1)) + more * KNOWN
            if other > worth + 1e-9:
                best, worth = way, other
    if worth < KNOWN and not own:
        return spans
    rows = (row for start, end in _clauses(body) if (row := _listed(flat, start, end, lookup)))
    rows = (row for row in rows if best[0] in row and _is_pair(flat, body, row, lookup))
    return next(rows, best) if len(best) == 1 else best


def _is_pair(flat: str, body: str, row: tuple[Span, ...], lookup: Lookup) -> bool:
    """Tell whether a row of names where no choice is spoken of is what is asked about, and not what of it is: it opens
    its clause, or titles hold each."""
    start = max(start for start, _ in _clauses(body) if start <= row[0][0])
    counted = re.compile("[^,。;]{0,3}[两二三四五][家个种款者类]").match(flat, row[-1][1])  # "A、B、C 三家公司"
    return (
        counted is not None
        or not flat[start : row[0][0]].strip()
        or all(_weight(flat, span, lookup) >= MARGIN for span in row)
    )


def _within(flat: str, way: tuple[Span, ...], own: tuple[Span, ...], lookup: Lookup) -> bool:
    """Tell whether a way has less of a name of which the corpus tells: "identifiers" of "persistent identifiers"."""
    return any(
        a <= c and d <= b and (a, b) != (c, d) and _held(flat, (a, b), lookup).told for a, b in own for c, d in way
    )


def _own(flat: str, spans: tuple[Span, ...], lookup: Lookup) -> tuple[Span, ...]:
    """Return the names of the frames, each as the corpus has it."""
    told = [span for span in spans if _held(flat, span, lookup).told]
    if len(told) > 1:  # a clause beside names is none: "the two ways our choir could warm up, humming vs lip trills"
        spans = tuple(span for span in spans if span in told or all(bears for _, _, bears in _words(flat, *span)))
    each = [_mended(flat, span, lookup) for span in spans]
    names = [flat[slice(*span)].casefold() for span in spans]
    for place, found in enumerate(each):
        cut = flat[slice(*found[0])].casefold()
        if any(cut in other for at, other in enumerate(names) if at != place):  # GNU, of GNU AGPLv3 and GNU LGPLv3
            each[place] = (spans[place],)
    return _distinct(flat, [one for found in each for one in (found[:1] if len(spans) > 1 else found)])


def _ways(
    flat: str, body: str, spans: tuple[Span, ...], topics: tuple[Span, ...], lookup: Lookup, *, choosing: bool
) -> Iterator[tuple[tuple[Span, ...], float]]:
    """Yield, each with what it is trusted, other ways to read the subjects: what the text opens with, rows of names,
    what is told of a name, and the name that most of a title is made of."""
    for opening in _openings(body):
        way = _commas(flat, *opening, lookup) or _listed(flat, *opening, lookup) or (opening,)
        if all(_held(flat, span, lookup).told for span in way):
            yield way, MARGIN
    for start, end in _clauses(body):
        if row := choosing and _listed(flat, start, end, lookup):
            yield row, MARGIN * (body[start - 1 : start] == "(")  # names in brackets, after their kind
    for sentence in re.finditer(rf"[^;:。.!?\n{HIDDEN}]+", body) if choosing else ():
        if row := _commas(flat, *sentence.span(), lookup):
            yield row, 0.0
    for start, end in topics if len(spans) == 1 else ():
        if parts := _parts(body, start, end, lookup):
            best = _best(flat, parts, lookup)
            yield (best,), MARGIN * _is_proper(flat, best)  # 波士顿动力的 Spot
    if parts := _parts(body, 0, len(body), lookup):
        yield (_best(flat, parts, lookup),), 0.0
    for start, end in _about_two(body) if len(spans) < 2 else ():
        parts = [part for part in _parts(body, start, end, lookup) if _weight(flat, part, lookup) >= APART]
        listed = any(_listed(flat, *clause, lookup) for clause in _clauses(body) if clause[0] in range(start, end))
        if not listed and len(_distinct(flat, parts)) == 2:
            yield _distinct(flat, parts), MARGIN  # "Do we need Tor, or is a VPN enough?"


_TWO = re.compile(
    r"\bor (?:is|are|do|does|should|will)\b|\b(?:each|both|the two|same|different|differs?|apart|identical|says?)\b|"
    r"两[样个者种条]|各|哪[个种样条家]|谁|差多少|还是|一样|不同",
    re.IGNORECASE,
)
"""Words of a sentence that sets two things side by side, wherever they stand in it."""


def _about_two(body: str) -> Iterator[Span]:
    """Yield the sentences that set two things side by side."""
    for sentence in re.finditer(rf"[^;:。.!?\n{HIDDEN}]+", body):
        if _TWO.search(sentence[0]):
            yield sentence.span()


def _worth(flat: str, way: tuple[Span, ...], lookup: Lookup) -> float:
    """Return what speaks for names: how much of a title one makes up, less where another is told of nowhere."""
    weights = [_weight(flat, span, lookup) for span in way]
    if max(weights) > 0 and len(way) > 1:
        weights = [max(weight, -PROPER) for weight in weights]  # a name of the person's own beside one that is known
    return 0.7 * max(weights) + 0.3 * min(weights) if len(way) > 1 else weights[0]


def _weight(flat: str, span: Span, lookup: Lookup) -> float:
    held = _held(flat, span, lookup)
    if not held.told:
        return UNTOLD
    common = held.documents > 4 and held.told > EVERYWHERE * held.documents
    return 0.0 if common else min(held.covered, ENOUGH) + PROPER * _is_proper(flat, span)


def _is_proper(flat: str, span: Span) -> bool:
    """Tell whether a name is written as one: with a capital within a sentence, or within the name."""
    inner = re.search(r"[A-Z\d]", flat[span[0] + 1 : span[1]]) is not None
    return inner or flat[span[0]].isupper() and re.search(r"[^.?!\n] ?$", flat[: span[0]]) is not None


def offered(flat: str, spans: tuple[Span, ...], found: tuple[Found[Subject], ...], *, several: bool) -> bool:
    """Tell whether these may be the subjects whatever a corpus holds: names that the frames found, cut or grown, names
    in a row, or one name where no comparison is asked for."""
    places = [(one.start, one.end) for one in found]
    if len(places) == 1:
        return not several and places[0] in _runs(flat, *places[0])
    if len(places) == len(spans) and all(a < d and c < b for (a, b), (c, d) in zip(places, spans, strict=True)):
        return True
    if len(places) == 2 and any(a <= places[0][0] and places[1][1] <= b for a, b in _about_two(flat)):
        return True
    return all(
        re.fullmatch(rf"(?:{_JOINT.pattern}|, ?)(?:{_BEFORE_NAME.pattern})", flat[b:c], re.IGNORECASE)
        for (_, b), (c, _) in pairwise(places)
    )


def placed(flat: str, body: str, names: tuple[str, ...]) -> tuple[Found[Subject], ...]:
    """Return the subjects of these names, each where it is named first, in the body if it is named there; () where one
    is named nowhere."""
    found: list[Found[Subject]] = []
    for name in names:
        word = re.compile(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", re.IGNORECASE)
        places = (match.span() for read in (body, flat) for match in word.finditer(read))
        span = next((s for s in places if all(s[1] <= one.start or one.end <= s[0] for one in found)), None)
        if span is None:
            return ()
        found.append(subject_at(flat, span))
    return tuple(found)


def _held(flat: str, span: Span, lookup: Lookup) -> Held:
    return lookup(flat[slice(*span)])


def _told(flat: str, span: Span, lookup: Lookup) -> bool:
    """Tell whether the corpus tells of a name, and not in nearly every document, as of its field."""
    held = _held(flat, span, lookup)
    return held.told > 0 and (held.documents < 5 or held.told <= EVERYWHERE * held.documents)


def _mended(flat: str, span: Span, lookup: Lookup) -> tuple[Span, ...]:
    """Return the name, or names, that the corpus holds of what was taken for one; the same where it holds none."""
    told = _held(flat, span, lookup).told
    of = flat.find("的", *span)
    if of > span[0] + 1 and _held(flat, (span[0], of), lookup).told >= max(1, told):
        return ((span[0], of),)  # 红烧猪蹄的做法 tells of 红烧猪蹄
    if told:
        return (_grown(flat, span, lookup),)
    parts = _parts(flat, *span, lookup)
    if all(bears for _, _, bears in _words(flat, *span)):  # a clause holds particles: "expected of a senior programmer"
        parts = [part for part in parts if _weight(flat, part, lookup) >= MARGIN]
    if _is_noun_phrase(flat, span):
        return next(((part,) for part in parts if part[1] == span[1]), (span,))
    last = max(parts, key=lambda part: (round(_weight(flat, part, lookup), 1), part[1]), default=span)
    return _listed(flat, *span, lookup) or (last,)


def _is_noun_phrase(flat: str, span: Span) -> bool:
    """Tell whether a Chinese name ends in a noun and holds no particle: 深度相机 is not 深度."""
    words = flat[slice(*span)]
    return (
        re.fullmatch(rf"[{text.HAN}]+", words) is not None
        and tokens.tagged(words)[-1][1].startswith(("n", "vn"))
        and all(bears for _, _, bears in _words(flat, *span))
    )


def _grown(flat: str, span: Span, lookup: Lookup) -> Span:
    """Return the longest name around a name that its documents mean by it: SQL injection for SQL."""
    own = _held(flat, span, lookup)
    best = span
    for longer in _runs(flat, max(0, span[0] - LONGEST_NAME), min(len(flat), span[1] + LONGEST_NAME)):
        if not (longer[0] <= span[0] and span[1] <= longer[1] and longer[1] - longer[0] > best[1] - best[0]):
            continue
        added = flat[longer[0] : span[0]] + HIDDEN + flat[span[1] : longer[1]]
        if "的" in added or _JOINT.search(added):
            continue
        held = _held(flat, longer, lookup)
        proper = longer[1] > span[1] and flat[: longer[1]].split()[-1][0].isupper()  # Ruby on Rails
        if held.titled and (held.told >= OWN_WORD * own.told or proper and held.titled >= OWN_WORD * own.titled):
            best = longer
    return best


def _parts(flat: str, start: int, end: int, lookup: Lookup) -> list[Span]:
    """Return the runs of words in a passage that titles or headings hold, none within another, in order."""
    runs = sorted(_runs(flat, start, end), key=lambda span: (span[0] - span[1], span[0]))
    kept: list[Span] = []
    for span in runs:
        if all(span[1] <= a or b <= span[0] for a, b in kept) and _held(flat, span, lookup).covered:
            kept.append(span)
    return sorted(kept)


def _runs(flat: str, start: int, end: int) -> Iterator[Span]:
    """Yield the runs of up to `LONGEST` words that may be a name: no mark within, no particle at an end."""
    words = list(_words(flat, start, end))[:MOST_WORDS]
    for first, (begin, _, bears) in enumerate(words):
        for last, (_, stop, closes) in enumerate(words[first : first + LONGEST], start=first):
            if last > first and flat[words[last - 1][1] : words[last][0]].strip(" "):
                break
            if flat[words[last][0] : stop] in _MARKS or "\n" in flat[begin:stop]:
                break
            if bears and closes and 1 < stop - begin <= LONGEST_NAME and re.search(r"[^\W\d]", flat[begin:stop]):
                yield begin, stop


_MARKS = tuple(',;:。.!?、()[]“”"《》/|' + HIDDEN)


def _words(flat: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of each word, and whether it may stand at the end of a name."""
    for piece in _PIECE.finditer(flat, start, end):
        if not text.has_han(piece[0]):
            yield (
                piece.start(),
                piece.end(),
                re.match(r"\w", piece[0]) is not None and not _LATIN_EDGE.fullmatch(piece[0]),
            )
            continue
        place = piece.start()
        for word, tag in tokens.tagged(piece[0]):
            yield place, place + len(word), _EDGELESS.match(tag) is None and _COUNT.fullmatch(word) is None
            place += len(word)


def _best(flat: str, spans: list[Span], lookup: Lookup) -> Span:
    """Return the name that makes up most of a title, of those that weigh the same the longest."""
    return max(spans, key=lambda span: (round(_held(flat, span, lookup).covered, 1), span[1] - span[0], -span[0]))


def _listed(flat: str, start: int, end: int, lookup: Lookup) -> tuple[Span, ...]:
    """Return the names that words for "and" part in a passage, () where they do not: what stands at such a word and is
    told of, one of them at least in a title or heading."""
    edges = [start, *(edge for joint in _joints(flat, start, end) for edge in joint), end]
    row: list[Span] = []
    for number, (a, b) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        opens, closes = number > 0, number < len(edges) // 2 - 1
        runs = [s for s in _runs(flat, a, b) if not (closes and flat[s[1] : b].strip())]
        runs = [s for s in runs if not opens or _BEFORE_NAME.fullmatch(flat[a : s[0]])]
        runs.sort(key=lambda span: (not _is_proper(flat, span), span[0] - span[1]))
        told = next((span for span in runs if _held(flat, span, lookup).told), None)
        if (whole := trim(flat, a, b, " ")) in runs and _is_noun_phrase(flat, whole):
            row.append(whole)  # a name of the person's own, between a word for "and" and a mark
        elif told:
            row.append(told)
        elif runs and flat[a:b].strip() == flat[slice(*runs[0])] and _is_proper(flat, runs[0]):
            row.append(runs[0])
        elif row:
            break
    known = any(_held(flat, span, lookup).covered >= KNOWN for span in row)
    names = tuple(flat[slice(*span)] for span in row)
    if not known or len(_distinct(flat, row)) < 2 or lopsided(names, lookup):
        return ()
    return _distinct(flat, row)


def _commas(flat: str, start: int, end: int, lookup: Lookup) -> tuple[Span, ...]:
    """Return the names of a passage that is a list with commas and nothing else: "AFNI, SPM, FSL"."""
    items = split_list(flat, start, end, ",、/")
    names = tuple(flat[slice(*item)] for item in items)
    held = len(items) > 1 and all(lookup(name).told for name in names) and not lopsided(names, lookup)
    return tuple(items) if held else ()


def _clauses(body: str) -> Iterator[Span]:
    """Yield the clauses of a text, and what stands in its brackets."""
    for match in re.finditer(rf"[^,;:。.!?()\n{HIDDEN}]+(?:\.\d[^,;:。.!?()\n{HIDDEN}]*)*", body):
        if not _BASIS.match(match[0]):
            yield match.span()


_BASIS = re.compile(
    r"\s*(?:请|并|要|须|and )?(?:依据|根据|按照?|参照|参考|结合|based on|according to|using|citing)", re.IGNORECASE
)
"""Before sources, which are no subjects."""


def _openings(body: str) -> Iterator[Span]:
    """Yield where the text opens with what it is about: "Signal, in one page: …"."""
    if colon := re.match(rf"\s*([^:;!?。\n{HIDDEN}]{{2,80}}?)(?: -+ |:)", body):
        yield colon.span(1)
    comma = re.match(rf"\s*([^,:;.!?。、\n{HIDDEN}]{{2,60}}?),", body)
    if comma and comma.span(1) in _runs(body, *comma.span(1)):
        yield comma.span(1)


def _joints(flat: str, start: int, end: int) -> Iterator[Span]:
    """Yield the words for "and" of a passage, in Chinese those that the dictionary has standing alone."""
    alone = {begin for begin, stop, _ in _words(flat, start, end) if _JOINT.fullmatch(flat[begin:stop])}
    for match in _JOINT.finditer(flat, start, end):
        word = match.start() + len(match[0]) - len(match[0].lstrip(" ,"))
        if word in alone or not text.has_han(match[0]):
            yield match.span()


_BEFORE_NAME = re.compile(
    r"\s*(?:(?:the|an?|some|our|their|my|plain|is|are|do we need|should we use) )*|[^,。]{1,6}的", re.IGNORECASE
)
"""What may stand between a word for "and" and the name after it."""


def _distinct(flat: str, spans: list[Span]) -> tuple[Span, ...]:
    return tuple({flat[slice(*span)].casefold(): span for span in reversed(spans)}.values())[::-1]
