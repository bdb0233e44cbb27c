"""What a commission is about, of all the ways to read it: that for which words and corpus speak most.

A way to read it is what a frame names, a row of names, names in clauses of one form, or one name alone. Each is trusted
by how plainly the words say it, and weighs what its names weigh.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from generator.commission import (
    announced,
    aspects,
    beside,
    fitting,
    follow_ups,
    mending,
    outlined,
    parallels,
    rows,
    taken_up,
    titles,
    topics,
    versions,
    weighing,
)
from generator.commission.clauses import Span
from generator.commission.held import TITLED, Lookup
from generator.commission.phrases import hide
from generator.commission.subjects import Compared
from generator.commission.weighing import Names
from generator.language import text, tokens

FRAMED = {3: 0.5, 2: 0.4, 1: 0.35}
"""Trust (0 and up) in the names of a frame, by its rank."""
CHOSEN, LONGER, JOINED, CAPITALS, TOPIC, LED, ASKED, SHARED, SET_OFF = 0.1, 0.6, 0.35, 0.25, 0.3, 0.2, 0.25, 0.2, 0.05
"""The same, of the frame trusted most, for its rank and more; of a row of which it read a part; of other rows, and more
where all have capitals, they open a sentence and are set off from it, the same word leads to each or one of them is to
be chosen; of names in clauses that share a word, and in clauses that are set off."""
PLAIN = 1.0
"""The same, of “compare A and B” where the corpus knows both: no other reading is meant."""
FITTING, COUNTED = 0.5, 0.2
"""What speaks for several names where the text sets things against each other, and where it counts as many."""
UNLIKE = 0.15
"""What speaks against a row of which some are written as names and others as words."""
ANNOUNCED = 1.2
"""The same, of a list of as many names as the words before it count."""
OWN = 0.3
"""Factor (0 to 1) for what speaks against a name of the person's own beside one that the corpus knows."""
LISTED = 0.2
"""What speaks against a name alone that stands in a row of three and more."""
CIRCUMSTANCE = 0.7
"""Share (0 to 1) of what a name weighs that speaks against it where it is only that during which something is asked."""
EVERYWHERE = 0.8
"""Share of the documents, 0 to 1, from which a name is that of the corpus's field, beside one of fewer."""
FEW = 4
"""Documents up to which that says nothing."""
LEAST = 0.1
"""Score below which the corpus says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A way to read a commission."""

    spans: tuple[Span, ...]
    score: float


def ranked(flat: str, body: str, title: Span | None, compared: Compared, lookup: Lookup) -> tuple[Reading, ...]:
    """Return the ways to read a commission, the best first; () where the corpus holds none of its names.

    In `body` what names no subject is hidden; `compared` is what the frames found.
    """
    names = Names(flat, body, title, lookup)
    several = compared.comparing or weighing.chooses(body)
    sides = weighing.counted(body)
    found: dict[tuple[str, ...], Reading] = {}
    own = tuple((one.start, one.end) for one in compared.subjects)
    chosen = {*own, *mending.joined_up(names, mending.bare(names, own), alone=False)} if len(own) > 1 else ()
    versus = [spans for _, spans in compared.framed if _are_against(names, spans)]
    plainly = [framed for rank, framed in compared.framed if rank == max(FRAMED)]
    asked = [*aspects.lists(body), *(compared.axes if (max(FRAMED), own) in compared.framed else ())]
    for spans, trust in _ways(names, compared, several=several):
        spans = _distinct(names, tuple(fitting.fitted(names, span) for span in spans))
        if any(a <= c and d <= b for a, b in asked for c, d in spans):
            continue
        if any(sum(a <= c and d <= b for c, d in spans) > 1 for a, b in chosen if (a, b) not in spans):
            continue  # what is one name of the frame
        if any(
            a <= c and d <= b and (a, b) != (c, d) and mending.has_number(flat[a:b]) for a, b in own for c, d in spans
        ):
            continue
        if len(spans) > 1 and any(_is_beside(names, spans, sides) for sides in versus):
            continue
        if any(mending.is_amount(names, span) for span in spans):
            continue
        if (
            not spans
            or any(_OWNS.fullmatch(flat, b, c) for (_, b), (c, _) in pairwise(spans))
            or (_is_lopsided(names, spans) and spans not in plainly)
            or aspects.is_told(names, spans)
            or len(spans) > 1
            and aspects.is_done(names, spans)
        ):
            continue
        if len(spans) > 1:
            trust += FITTING * several + COUNTED * (len(spans) in sides)
        key = tuple(map(names.name, spans))
        score = trust + _support(names, spans)
        if key not in found or found[key].score < score:
            found[key] = Reading(spans=spans, score=score)
    told = any(names.is_known(span) for one in found.values() for span in one.spans)
    if not told and not compared.subjects:  # a row that the corpus does not hold is still one
        return tuple(one for one in found.values() if len(one.spans) > 2)
    kept = [one for one in found.values() if told and one.score >= LEAST]
    return tuple(sorted(kept, key=lambda one: (-one.score, one.spans)))


def headed(flat: str, heads: list[Span], lookup: Lookup) -> Span | None:
    """Return the name that only the headings have, where it is written as one or is all of a title: "who can get the
    Fry Scholarship"; None without one."""
    edges = [0, *(edge for head in sorted(heads) for edge in head), len(flat)]
    names = Names(flat, hide(flat, list(zip(edges[::2], edges[1::2], strict=True))), None, lookup)
    entitled = (span for span in names.known() if names.held(span).share >= TITLED)
    return next(
        (one for one in entitled if weighing.is_proper(flat, [one]) or names.held(one).share >= rows.WHOLE), None
    )


def _ways(names: Names, compared: Compared, *, several: bool) -> Iterator[tuple[tuple[Span, ...], float]]:
    """Yield the names of each way to read it, and how much the words say for it."""
    own = tuple((one.start, one.end) for one in compared.subjects)
    alone = all(rank == 1 for rank, _ in compared.framed)
    chosen = mending.mended(names, mending.joined_up(names, mending.bare(names, own), alone=alone))
    if not _is_further(names, chosen):
        yield chosen, FRAMED[2 if len(own) > 1 else 1] + CHOSEN
    for rank, framed_spans in compared.framed:
        spans = mending.joined_up(names, mending.bare(names, framed_spans), alone=alone)
        told = all(names.is_known(span) or names.is_compound(span) for span in spans)
        plain = rank == max(FRAMED) and len(spans) > 1 and told
        alike = SHARED * _ends_alike(names, spans)
        if not _is_further(names, spans):
            yield mending.mended(names, spans), FRAMED[rank] + CHOSEN * (framed_spans == own) + PLAIN * plain + alike
    framed = {spans for _, spans in compared.framed}
    bare = (
        tuple(mending.without_asker(names, mending.without_only(names, span)) for span in row)
        for row in rows.joined(names)
    )
    joined = [tuple(mending.led_on(names, span) for span in mending.parted(names, row, framed)) for row in bare]
    for row in joined:
        if any(map(names.is_predicate, row)) or _is_nothing(names, row) or _is_part(names, row) or _asks(names, row):
            continue
        if rows.is_counted(names, row):
            yield row, LONGER
        if not set(row) < set(chosen) or not all(map(names.is_known, chosen)):
            longer = len(chosen) > 1 and set(chosen) < set(row)
            marked = CAPITALS * all(weighing.is_proper(names.flat, [span]) for span in row)
            set_off = rows.is_topic(names, row) or _head(names, row)
            marked += TOPIC * (bool(set_off) and 2 * sum(map(names.is_known, row)) > len(row))
            marked += CHOSEN * (longer and all(map(names.is_known, row)))
            marked += ASKED * rows.is_asked(names, row)
            marked += LED * parallels.led_alike(names.flat, row[0], row[-1])
            yield row, (LONGER if longer else JOINED) + marked - aspects.against(names, row) - _unlike(names, row)
    for row in (*parallels.listed(names), *parallels.owners(names), *parallels.led(names)):
        yield row, LONGER
    for row in parallels.acts(names):
        yield row, ANNOUNCED
    sides = weighing.counted(names.body) or {2}
    for row in (*parallels.advised(names), *(row for row in parallels.halves(names) if len(row) in sides)):
        yield row, LONGER
    for work in _WORK.finditer(names.body):
        if work["x"] or not compared.comparing:
            yield (work.span("x" if work["x"] else "told"),), ANNOUNCED
    for row in follow_ups.rows(names):
        yield row, LONGER if follow_ups.is_followed(names, row) else JOINED
    for spans in outlined.things(names.body):
        yield tuple(spans), ANNOUNCED
    for row in announced.rows(names):
        owned = names.flat.startswith("的", row[0][1])
        yield row if owned else mending.mended(names, row), ANNOUNCED
    beside_each_other = (beside.counted, beside.spaced, beside.chained, beside.commas)
    for row in beside.as_another(names):
        yield row, LONGER
    for row in taken_up.rows(names):
        owned = names.flat[row[-1][1] : row[-1][1] + 2].strip().startswith("的")
        yield row if owned else mending.mended(names, row), LONGER
    if row := beside.referred(names):
        yield row, ANNOUNCED
    for row in (*versions.rows(names), *chain.from_iterable(find(names) for find in beside_each_other)):
        yield row, ANNOUNCED
    for row in beside.led(names, joined):
        yield row, LONGER
    for row, alike in parallels.parallel(names):
        if not several and not (alike and parallels.says_too(names, row)):
            continue
        apart = not alike or weighing.CLAUSE_END.search(names.flat, row[0][1], row[-1][0])
        if _tears(row, joined if apart else [one for one in joined if len(one) > 2 and all(map(names.is_known, one))]):
            continue
        yield row, (SHARED if alike else SET_OFF) - _unlike(names, row)
    for row in parallels.quoted(names) if several else ():
        yield row, LONGER
    if (row := parallels.quoted_alone(names)) and not several:
        yield row, LONGER
    for row in parallels.led_by_verb(names):
        yield row, ANNOUNCED
    for row in parallels.alike(names) if several else ():
        if not _tears(row, joined):
            yield row, SET_OFF
    heads = {_head(names, row) for row in joined}
    for span in names.known()[: parallels.MOST]:
        if _TIME.match(names.flat, *span) or _is_verb(names, span) or mending.is_amount(names, span):
            continue
        parted = any(a <= span[0] and span[1] <= b for a, b in chosen if (a, b) != span)
        listed = LISTED * any(span in row and len(row) > 2 for row in joined)
        span = mending.led_on(names, span)  # 笔试 of 笔试考什么
        if span not in heads and not _is_field(names, span) and not (parted and mending.is_common(names, span)):
            yield (span,), -listed - CIRCUMSTANCE * names.weight(span) * _is_circumstance(names, span)
            if whole := _qualified(names, span):
                yield (whole,), names.weight(span)
            if owner := _owned(names, span):
                yield (span,), names.weight(owner)


_OWNS = re.compile("['’]s ")
"""Between whose a thing is and the thing: they are no two sides."""


def _owned(names: Names, span: Span) -> Span | None:
    """Return the known name whose a thing with a name of its own is: Minnesota's Office of School Trust Lands."""
    if not weighing.is_proper(names.flat, [span]) or not _OWNS.fullmatch(names.flat, max(0, span[0] - 3), span[0]):
        return None
    return next((one for one in names.known() if one[1] == span[0] - 3), None)


_WORK = re.compile(rf"《(?P<x>[^《》\n]{{2,40}})》(?=[这那][篇本部章]|一[文书])|{titles.TOLD_FROM.pattern}")
"""What is said to be a text, or is to be told from it: 《甲和乙的不同点》这篇, 依据《条例》讲清楚:."""


def _is_further(names: Names, spans: tuple[Span, ...]) -> bool:
    """Tell whether the one name of a frame is a plain word of a further question, behind one that has a name: “what
    happened with the Elliott State Forest, and what did the courts say”."""
    if len(spans) != 1 or names.is_name(spans[0]):
        return False
    first = _FURTHER.search(names.body, 0, spans[0][0])
    before = names.longest(names.within(*first.span("x"))) if first else ()
    return any(weighing.is_proper(names.flat, [one]) for one in before)


_FURTHER = re.compile(
    r"(?:^|(?<=[.?!\n] ))(?P<x>(?:what|how|why|which|who|when|where)\b[^.?!\n]*?),? and "
    r"(?:what|how|why|which|who|when|where)\b[^.?!\n]*$",
    re.IGNORECASE,
)
"""A question, and another behind it in its sentence."""


def _ends_alike(names: Names, spans: tuple[Span, ...]) -> bool:
    """Tell whether Chinese names end in the same word, and are not the same: 冷水下锅 and 热水下锅."""
    words = [names.flat[slice(*span)] for span in spans]
    last = {word[-2:] for word in words}
    return len(set(words)) > 1 and len(last) == 1 and re.fullmatch(f"[{text.HAN}]{{2}}", last.pop()) is not None


def _asks(names: Names, row: tuple[Span, ...]) -> bool:
    """Tell whether a row has a question for a name: "What is a load balancer"."""
    return any(_QUESTION.match(names.flat, *span) and not names.is_quoted(span) for span in row)


_QUESTION = re.compile(
    r"(?:what|how|why|who|when|where|which|whether|哪[些个种]|什么|怎么|如何|为什么)(?![a-z])", re.IGNORECASE
)


def _is_nothing(names: Names, row: tuple[Span, ...]) -> bool:
    """Tell whether the corpus has words of a row only as no names, and nothing speaks for the others: "names and
    dates"."""
    small = all(names.weight(span) <= 0 and names.flat[slice(*span)].islower() for span in row)
    return small and any(map(names.is_known, row)) or any(mending.is_amount(names, span) for span in row)


_TIME = re.compile(r"(?:before|after|during|until|since) ", re.IGNORECASE)
"""What opens a time, which is no subject alone."""


_DURING = re.compile(
    r"[a-z] (?:during|amid(?:st)?|throughout|in the (?:middle|midst|course) of) (?:an? |the |this |any )?$",
    re.IGNORECASE,
)


def _is_circumstance(names: Names, span: Span) -> bool:
    """Tell whether a name only says during what something is the case, wherever it stands: “… during a strike”."""
    places = names.mentions.get(names.name(span)) or [span]
    return all(_DURING.search(names.flat, max(0, a - 32), a) or names.flat.startswith("期间", b) for a, b in places)


def _head(names: Names, row: tuple[Span, ...]) -> Span | None:
    """Return what a colon sets before a row, where that is called by no name and one of the row is: "monotony: A1 vs
    gamma"."""
    head = topics.head(names.body, row[0][0])
    called = [names.is_name(span) or rows.is_place(names, span) for span in (head, *row)] if head else [True]
    return head if not called[0] and any(called) else None


def _is_verb(names: Names, span: Span) -> bool:
    """Tell whether a name is one Chinese verb that no title is made of: 准备."""
    tags = tokens.tagged(names.flat[slice(*span)])
    held = names.held(span)
    return [tag for _, tag in tags] == ["v"] and held.share < TITLED and not held.heads


def _qualified(names: Names, span: Span) -> Span | None:
    """Return an English name that no title has, with the thing before it that says which is meant: altitude sickness,
    of which the corpus knows sickness."""
    before = _QUALIFIER.search(names.flat, max(0, span[0] - 48), span[0])
    if not before or not names.flat[slice(*span)].islower() or names.held(span).share >= TITLED:
        return None
    thing = before.span("x")
    return (thing[0], span[1]) if names.is_known(thing) and names.held(thing).thing else None


_QUALIFIER = re.compile(
    r"(?:^|[.,;:!?(] ?|\b(?:the|an?|of|with|for|about|from|on|against|any|my|our|is|are|(?:to|i|we|you|they|one) \w+|"
    r"(?:how|why|when|where|what) (?:should|can|must|may|do|does|did)) )(?P<x>[a-z-]{4,}) $",
    re.IGNORECASE,
)
"""What stands before a thing, and is no verb there: behind a preposition, a verb or an article."""


def _tears(row: tuple[Span, ...], joined: list[tuple[Span, ...]]) -> bool:
    """Tell whether a row has some names of another, or parts of them, and leaves out the rest, or has more."""
    shared = ((sum(any(a < d and c < b for a, b in row) for c, d in one), len(one)) for one in joined)
    return any(0 < both < size or both == size < len(row) for both, size in shared)


def _distinct(names: Names, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the names in their order, each once."""
    return tuple({names.name(span): span for span in sorted(spans, reverse=True)}.values())[::-1]


def _is_lopsided(names: Names, spans: tuple[Span, ...]) -> bool:
    """Tell whether nearly every document holds one name, and not the other: the field's own beside a subject."""
    shares = [held.told / held.documents for held in map(names.held, spans) if held.documents > FEW]
    versus = len(spans) == 2 and _VERSUS.search(names.flat, spans[0][1], spans[1][0])
    versus = versus or all(map(names.is_quoted, spans))
    return len(shares) == 2 and not versus and max(shares) > EVERYWHERE and min(shares) < rows.SELDOM


def _are_against(names: Names, spans: tuple[Span, ...]) -> bool:
    """Tell whether “vs” stands right between two names of a row."""
    return any(_VERSUS.fullmatch(names.flat[a:b].strip(" .")) for (_, a), (b, _) in pairwise(spans))


def _is_beside(names: Names, spans: tuple[Span, ...], sides: tuple[Span, ...]) -> bool:
    """Tell whether names that no “vs” parts stand in the sentence of those that it does, and are none of them."""
    if _are_against(names, spans) or any(a < d and c < b for a, b in spans for c, d in sides):
        return False
    return _SENTENCE_END.search(names.flat, *sorted((sides[-1][1], spans[0][0]))) is None


_SENTENCE_END = re.compile(r"[.。!?\n](?!\w)")
_VERSUS = re.compile(r"(?<![A-Za-z])(?:vs|versus)(?![A-Za-z])", re.IGNORECASE)


def _is_part(names: Names, spans: tuple[Span, ...]) -> bool:
    """Tell whether a name is what another ends in, and stands there as somebody's, 园游会的摊位和社群摊位, or is its
    last word: "what animals eat, and eat"."""
    words = list(map(names.name, spans))
    return any(
        other.endswith(f" {word}")
        or names.flat.startswith("的", span[0] - 1)
        and other != word
        and other.endswith(word)
        for span, word in zip(spans, words, strict=True)
        for other in words
    )


def _is_field(names: Names, span: Span) -> bool:
    """Tell whether nearly every document holds a name: what is asked is asked of all of them."""
    held = names.held(span)
    return held.documents > FEW and held.told > EVERYWHERE * held.documents


def _support(names: Names, spans: tuple[Span, ...]) -> float:
    """Return what speaks for the names together."""
    weights = [names.weight(span) for span in spans]
    if min(weights) <= weighing.CLAUSE:
        return weighing.CLAUSE
    if max(weights) > 0:
        weights = [OWN * weight if weight < 0 else weight for weight in weights]
    return (max(weights) + min(weights)) / 2


def _unlike(names: Names, row: tuple[Span, ...]) -> float:
    """Return what speaks against a row of which some are written as names and others as words."""
    return UNLIKE * (len({weighing.is_proper(names.flat, [span]) for span in row}) > 1)
