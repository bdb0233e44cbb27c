"""What a commission is about, of all the ways to read it: that for which words and corpus speak most.

A way to read it is what a frame names, a row of names, names in clauses of one form, or one name alone. Each is trusted
by how plainly the words say it, and weighs what its names weigh.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from generator.commission import (
    announced,
    beside,
    follow_ups,
    outlined,
    rows,
    shared,
    terms,
    topics,
    versions,
    weighing,
)
from generator.commission.clauses import Span
from generator.commission.held import TITLED, Lookup
from generator.commission.phrases import trim
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
EVERYWHERE = 0.8
"""Share of the documents, 0 to 1, from which a name is that of the corpus's field, beside one of fewer."""
FEW = 4
"""Documents up to which that says nothing."""
LEAST = 0.1
"""Score below which the corpus says nothing."""
ENTITLED = 0.9
"""Part of a title, 0 to 1, from which two names joined are one, though no other is set beside it."""


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
    chosen = {*own, *_joined_up(names, _bare(names, own), alone=False)} if len(own) > 1 else ()
    for spans, trust in _ways(names, compared, several=several):
        spans = _distinct(names, spans)
        if any(sum(a <= c and d <= b for c, d in spans) > 1 for a, b in chosen if (a, b) not in spans):
            continue  # what is one name of the frame
        if not spans or _is_lopsided(names, spans) or rows.is_told(names, spans):
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


def _ways(names: Names, compared: Compared, *, several: bool) -> Iterator[tuple[tuple[Span, ...], float]]:
    """Yield the names of each way to read it, and how much the words say for it."""
    own = tuple((one.start, one.end) for one in compared.subjects)
    alone = all(rank == 1 for rank, _ in compared.framed)
    chosen = _mended(names, _joined_up(names, _bare(names, own), alone=alone))
    yield chosen, FRAMED[2 if len(own) > 1 else 1] + CHOSEN
    for rank, framed_spans in compared.framed:
        spans = _joined_up(names, _bare(names, framed_spans), alone=alone)
        told = all(names.is_known(span) or names.is_compound(span) for span in spans)
        plain = rank == max(FRAMED) and len(spans) > 1 and told
        alike = SHARED * _ends_alike(names, spans)
        yield _mended(names, spans), FRAMED[rank] + CHOSEN * (framed_spans == own) + PLAIN * plain + alike
    framed = {spans for _, spans in compared.framed}
    bare = (tuple(_without_only(names, span) for span in row) for row in rows.joined(names))
    joined = [tuple(_led_on(names, span) for span in _parted(names, row, framed)) for row in bare]
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
            marked += LED * rows.led_alike(names.flat, row[0], row[-1])
            yield row, (LONGER if longer else JOINED) + marked - rows.aspects(names, row) - _unlike(names, row)
    for row in (*rows.listed(names), *rows.owners(names), *rows.led(names)):
        yield row, LONGER
    for work in _WORK.finditer(names.body):
        yield (work.span("x"),), ANNOUNCED
    for row in follow_ups.rows(names):
        yield row, LONGER if follow_ups.is_followed(names, row) else JOINED
    for spans in outlined.things(names.body):
        yield tuple(spans), ANNOUNCED
    for row in announced.rows(names):
        owned = names.flat.startswith("的", row[0][1])
        yield row if owned else _mended(names, row), ANNOUNCED
    beside_each_other = (beside.counted, beside.spaced, beside.chained, beside.commas)
    for row in beside.as_another(names):
        yield row, LONGER
    if row := beside.referred(names):
        yield row, ANNOUNCED
    for row in (*versions.rows(names), *chain.from_iterable(find(names) for find in beside_each_other)):
        yield row, ANNOUNCED
    for row in beside.led(names, joined):
        yield row, LONGER
    for row, alike in rows.parallel(names):
        if not several and not (alike and rows.says_too(names, row)):
            continue
        apart = not alike or weighing.CLAUSE_END.search(names.flat, row[0][1], row[-1][0])
        if _tears(row, joined if apart else [one for one in joined if len(one) > 2 and all(map(names.is_known, one))]):
            continue
        yield row, (SHARED if alike else SET_OFF) - _unlike(names, row)
    for row in rows.quoted(names) if several else ():
        yield row, LONGER
    for row in rows.alike(names) if several else ():
        if not _tears(row, joined):
            yield row, SET_OFF
    heads = {_head(names, row) for row in joined}
    for span in names.known()[: rows.MOST]:
        if _TIME.match(names.flat, *span) or _is_verb(names, span):
            continue
        parted = any(a <= span[0] and span[1] <= b for a, b in chosen if (a, b) != span)
        listed = LISTED * any(span in row and len(row) > 2 for row in joined)
        if span not in heads and not _is_field(names, span) and not (parted and _is_common(names, span)):
            yield (span,), -listed
            if whole := _qualified(names, span):
                yield (whole,), names.weight(span)


def _joined_up(names: Names, spans: tuple[Span, ...], *, alone: bool) -> tuple[Span, ...]:
    """Return the names of a frame, two of them as one where headings have them so and neither alone: flint and steel,
    beside another at least, unless nothing is compared (`alone`) and a title is theirs."""
    found: list[Span] = []
    marked = False
    for n, span in enumerate(spans):
        whole = (found[-1][0], span[1]) if found else span
        share = names.held(whole).share
        ends = marked and n == len(spans) - 1  # of "A, B and C" the last two are no name: nothing else joins the list
        if (
            found
            and not ends
            and _AND.fullmatch(names.flat, found[-1][1], span[0])
            and (
                share > max(TITLED, *(names.held(one).share for one in (found[-1], span)))
                or n > 1
                and _AGAINST.search(names.flat, found[-2][1], found[-1][0])
                and names.is_compound(whole)
            )
        ):
            found[-1] = whole
        else:
            marked = bool(found) and names.flat[found[-1][1] : span[0]].strip() in (",", "、")
            found.append(span)
    entitled = alone and len(found) == 1 and names.held(found[0]).share >= ENTITLED
    return tuple(found) if len(found) > 1 or entitled else spans


_WORK = re.compile(r"《(?P<x>[^《》\n]{2,40})》(?=[这那][篇本部章]|一[文书])")
"""What is said to be a text: 《甲和乙的不同点》这篇."""
_AGAINST = re.compile(r"\b(?:with|to|versus|vs|against)\b", re.IGNORECASE)


def _ends_alike(names: Names, spans: tuple[Span, ...]) -> bool:
    """Tell whether Chinese names end in the same word, and are not the same: 冷水下锅 and 热水下锅."""
    words = [names.flat[slice(*span)] for span in spans]
    last = {word[-2:] for word in words}
    return len(set(words)) > 1 and len(last) == 1 and re.fullmatch(f"[{text.HAN}]{{2}}", last.pop()) is not None


_AND = re.compile(r" (?:and|&) |[和与]", re.IGNORECASE)


def _bare(names: Names, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the names of a frame without what a third is said to be only: "B or just a new edition", without a word
    that is no thing and leads to the next, "B or straight to C", and without where they are."""
    spans = tuple(_without_place(names, span) for span in spans if not _leads(names, span))
    if len(spans) < 2:
        return spans
    *others, last = spans
    only = _ONLY.match(names.flat, *last)
    return tuple(others) if len(others) > 1 and only and all(map(names.is_known, others)) else spans


def _without_place(names: Names, span: Span) -> Span:
    """Return the known thing of words that go on with where or how it is: "sterilization in an autoclave"."""
    within = _WITHIN.search(names.flat, *span)
    return (span[0], within.start()) if within and names.is_known((span[0], within.start())) else span


_WITHIN = re.compile(r" (?:in|on|at|by|from|with|under) (?:an?|the|our|my) ", re.IGNORECASE)


def _leads(names: Names, span: Span) -> bool:
    """Tell whether a word in small letters that no source has for a thing stands before "to"."""
    small = re.fullmatch("[a-z]+", names.flat[slice(*span)]) and names.flat.startswith(" to ", span[1])
    return bool(small) and not names.held(span).thing


_ONLY = re.compile(r"(?:just|only|merely|simply) (?:an? |the )?", re.IGNORECASE)


_USUAL = re.compile(r"(?:plain|normal|ordinary|regular|usual|standard|basic|new|better|good) ", re.IGNORECASE)
"""What says nothing of what kind a thing is."""


def _without_only(names: Names, span: Span) -> Span:
    """Return a name without "only the" or "plain" before it, where the corpus has the rest in titles and not the
    whole."""
    only = _ONLY.match(names.flat, *span) or _USUAL.match(names.flat, *span)
    rest = (only.end(), span[1]) if only else span
    return rest if names.held(rest).share >= TITLED > names.held(span).share else span


def _without_asker(names: Names, span: Span) -> Span:
    """Return a name that no source has without who asks about it: 老板问劳退."""
    asker = _ASKER.match(names.flat, *span)
    return (asker.end(), span[1]) if asker and not names.held(span).told else span


_ASKER = re.compile("[㐀-鿿]{1,4}?(?:想?问|想?知道|想了解|说)(?=[㐀-鿿]{2})")


def _asks(names: Names, row: tuple[Span, ...]) -> bool:
    """Tell whether a row has a question for a name: "What is a load balancer"."""
    return any(_QUESTION.match(names.flat, *span) and not names.is_quoted(span) for span in row)


_QUESTION = re.compile(
    r"(?:what|how|why|who|when|where|which|whether|哪[些个种]|什么|怎么|如何|为什么)(?![a-z])", re.IGNORECASE
)


def _led_on(names: Names, span: Span) -> Span:
    """Return the known name in Latin letters that a Chinese verb goes on from: ZooKeeper of ZooKeeper 实现分布式锁."""
    head = _LATIN.match(names.flat, *span)
    if not head or not names.is_known(head.span("x")):
        return span
    return head.span("x") if tokens.tagged(names.flat[head.end() : span[1]])[0][1] == "v" else span


_LATIN = re.compile(r"(?P<x>[A-Za-z][A-Za-z\d.+#/-]*(?: [A-Za-z\d.+#/-]+)*) ?(?=[㐀-鿿])")


def _is_nothing(names: Names, row: tuple[Span, ...]) -> bool:
    """Tell whether the corpus has words of a row only as no names, and nothing speaks for the others: "names and
    dates"."""
    small = all(names.weight(span) <= 0 and names.flat[slice(*span)].islower() for span in row)
    return small and any(map(names.is_known, row))


_TIME = re.compile(r"(?:before|after|during|until|since) ", re.IGNORECASE)
"""What opens a time, which is no subject alone."""


def _head(names: Names, row: tuple[Span, ...]) -> Span | None:
    """Return what a colon sets before a row, where that is called by no name and one of the row is: "monotony: A1 vs
    gamma"."""
    head = topics.head(names.body, row[0][0])
    called = [names.is_name(span) or rows.is_place(names, span) for span in (head, *row)] if head else [True]
    return head if not called[0] and any(called) else None


def _is_verb(names: Names, span: Span) -> bool:
    """Tell whether a name is one Chinese verb that no title has: 准备."""
    tags = tokens.tagged(names.flat[slice(*span)])
    return [tag for _, tag in tags] == ["v"] and names.held(span).share < TITLED


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
    return len(shares) == 2 and not versus and max(shares) > EVERYWHERE and min(shares) < rows.SELDOM


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


def _is_common(names: Names, span: Span) -> bool:
    held = names.held(span)
    return held.told > rows.SELDOM * held.documents


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


def _mended(names: Names, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the names of a frame, each as the corpus has it, unless that is a part of another: GNU."""
    last = len(spans) - 1
    spans = tuple(_without_asker(names, _without_only(names, span)) for span in spans)
    if (things := _acted_on(names, spans)) != spans:
        return things
    cut = [_as_known(names, span, closes=n < last, opens=n > 0) for n, span in enumerate(spans)]
    words = list(map(names.name, spans))
    mended = tuple(
        span if any(names.name(known) in word for word in words[:n] + words[n + 1 :]) else known
        for n, (span, known) in enumerate(zip(spans, cut, strict=True))
    )
    tails = {names.flat[known[1] : span[1]] for span, known in zip(spans, mended, strict=True) if known[0] == span[0]}
    if len(tails - {""}) == 1 and all(names.flat[a:b].endswith(max(tails)) for a, b in spans):
        return tuple((a, b - len(max(tails))) for a, b in spans)  # 上海预付卡, 北京预付卡
    if led := _in_places(names, spans):
        return led
    if (short := _places(names, mended)) == mended or short[-1] == spans[-1]:
        return short
    known = names.is_known(short[-1]) or not all(map(names.is_known, mended[:-1]))
    return short if len(short) > 2 and known else mended


def _in_places(names: Names, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the places that several names begin with which go on alike, where the corpus knows the places and not all
    names: 广州 and 深圳 of 广州积分入户 and 深圳积分入户; () elsewhere."""
    first = [tokens.tagged(names.flat[slice(*span)])[0] for span in spans]
    places = tuple((a, a + len(word)) for (a, _), (word, _) in zip(spans, first, strict=True))
    rests = {names.flat[place[1] : span[1]] for place, span in zip(places, spans, strict=True)}
    led = len(spans) > 1 and all(tag == "ns" for _, tag in first) and len(rests) == 1 and rests != {""}
    told = led and all(map(names.is_known, places)) and not all(map(names.is_known, spans))
    return places if told else ()


def _acted_on(names: Names, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return what a verb before each of several Chinese names is done with, where the corpus knows them all: 柠檬树 and
    蓝莓 of 室内种柠檬树和种蓝莓, 摊位 and 讲座 of 摆摊位 and 办讲座."""
    if len(spans) < 2 or not all(text.has_han(names.flat[a]) for a, _ in spans):  # 《劳动法》 has no verb before it
        return spans
    verbs = [names.flat[a] for a, _ in spans]
    if not any(map(names.is_known, spans)) and all(tokens.tagged(verb)[0][1].startswith("v") for verb in verbs):
        things = tuple((a + 1, b) for a, b in spans)
    elif {tokens.words(names.flat[slice(*span)])[0] for span in spans[1:]} == {verbs[1]}:
        things = tuple((names.flat.find(verbs[1], a, b) + 1, b) for a, b in spans)
    else:
        return spans
    held = all(
        a > first and b - a > 1 and names.is_known((a, b)) for (a, b), (first, _) in zip(things, spans, strict=True)
    )
    return things if held else spans


def _places(names: Names, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the places that names are or begin with, the last without what is asked of all: 青岛、郑州、洛阳
    轨道交通条例, and not 石虎、黑熊、欧亚水獭."""
    if len(spans) < 2 or not all(rows.is_place(names, span) for span in spans):
        return spans
    a, b = spans[-1]
    return *spans[:-1], (a, b - shared.surplus(names.flat[slice(*spans[0])], names.flat[a:b]))


def _parted(names: Names, row: tuple[Span, ...], framed: set[tuple[Span, ...]]) -> tuple[Span, ...]:
    """Return a row with the last place without what is asked of all, where a frame has it so or no source has more."""
    short = _places(names, row)
    return short if short in framed or names.is_known(short[-1]) and not names.is_known(row[-1]) else row


def _before_verb(names: Names, span: Span, tails: tuple[Span, ...]) -> Span | None:
    """Return the name at the head of Chinese words that end in a verb, or that no source has and go on with one, where
    titles have it, and more of it than of what stands at the end: 羊驼绒 of 羊驼绒保暖, 高压锅 of 高压锅煮粥."""
    words = names.flat[slice(*span)]
    if not text.has_han(words):
        return None
    heads = [part for part in names.longest(names.within(*span)) if part[0] == span[0] and part != span]
    if not tokens.tagged(words)[-1][1].startswith("v"):
        untold = not names.held(span).told
        heads = [part for part in heads if untold and tokens.tagged(names.flat[part[1]])[0][1].startswith("v")]
    share = max((names.held(part).share for part in tails), default=0.0)
    return next((head for head in heads if names.held(head).share > max(share, TITLED)), None)


def _make_up(names: Names, span: Span, parts: tuple[Span, ...]) -> bool:
    """Tell whether known names are all the words of an English one."""
    edges = [span[0], *(edge for part in parts for edge in part), span[1]]
    between = (names.flat[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    return not text.has_han(names.flat[slice(*span)]) and not any(map(str.strip, between))


def _as_known(names: Names, span: Span, *, closes: bool, opens: bool) -> Span:
    """Return the name that the corpus has of a frame's words: they, what they are part of, or a part of them, in a row
    the one beside its neighbour."""
    a, b = span = trim(names.flat, *span, "《》“”\"' ")
    a, b = span = names.mixed(span) or span
    if names.is_quoted(span) or shared.long_form(names.flat[a:b]) or " and " in names.flat[a:b]:
        return span
    if whole := next((one for one in names.wholes if one[0] < b and a < one[1]), None):
        return whole
    if owner := names.owner_of(a, b):
        return owner
    around = [
        run
        for run in names.within(max(0, a - weighing.NEAR), b + weighing.NEAR)
        if run[0] < b and a < run[1] and (run in names.wholes or not rows.JOINT.search(names.flat[slice(*run)]))
    ]
    of = names.flat.find("的", a, b)
    if of > a + 1 and names.is_known((a, of)):
        thing = of + 1, b  # 芬兰的阿尔托 is 阿尔托, 红烧猪蹄的做法 tells of 红烧猪蹄
        return thing if rows.is_place(names, thing) else rows.made(names, (a, of)) or (a, of)
    if longer := [run for run in names.longest(around) if run[0] <= a and b <= run[1]]:
        best = max(longer, key=names.weight)
        return rows.made(names, best) or best
    parts = names.longest(names.within(a, b))
    if len(parts) > 1 and weighing.is_proper(names.flat, [span]) and _make_up(names, span, parts):
        return span  # "LILYGO T-Beam", of which the corpus has the maker and the product
    han = text.has_han(names.flat[a:b])
    if terms.is_noun_phrase(names.flat, span):
        tails = tuple(part for part in parts if part[1] == b)
        if names.held(span).share < TITLED and (head := _before_verb(names, span, tails)):
            return head
    if names.is_known(span):
        return span
    if terms.is_noun_phrase(names.flat, span):
        parts = tuple(part for part in parts if (part[1] == b if han else weighing.is_proper(names.flat, [part])))
        if rows.is_place(names, span) and all(_is_common(names, part) for part in parts):
            return span  # 苏黎世大学CS, where most documents speak of CS
    beside = tuple(part for part in parts if closes and part[1] == b or opens and part[0] == a)
    best = max(beside or parts, key=lambda part: (round(names.weight(part), 1), part[1] - part[0]), default=span)
    return rows.made(names, best) or best
