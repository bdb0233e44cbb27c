"""Names of a frame or row as the corpus has them: without words that say nothing of them, whole, or the known part."""

import re

from generator.commission import chinese_lists, rows, shared, terms, weighing
from generator.commission.clauses import Span
from generator.commission.held import TITLED
from generator.commission.phrases import trim
from generator.commission.weighing import Names
from generator.language import text, tokens

ENTITLED = 0.9
"""Part of a title, 0 to 1, from which two names joined are one, though no other is set beside it."""


def joined_up(names: Names, spans: tuple[Span, ...], *, alone: bool) -> tuple[Span, ...]:
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


_AGAINST = re.compile(r"\b(?:with|to|versus|vs|against)\b", re.IGNORECASE)
_AND = re.compile(r" (?:and|&) |[和与]", re.IGNORECASE)


def bare(names: Names, spans: tuple[Span, ...]) -> tuple[Span, ...]:
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


def without_only(names: Names, span: Span) -> Span:
    """Return a name without "only the" or "plain" before it, where the corpus has the rest in titles and not the
    whole, and without what says how it compares: "HTTP2 faster", 期货不同点."""
    differ = _DIFFER.search(names.flat, *span)
    compares = differ is not None and (" " not in differ[0] or names.flat.startswith(" than ", span[1]))
    if differ and compares and names.is_known((span[0], differ.start())):
        span = span[0], differ.start()
    only = _ONLY.match(names.flat, *span) or _USUAL.match(names.flat, *span)
    rest = (only.end(), span[1]) if only else span
    return rest if names.held(rest).share >= TITLED > names.held(span).share else span


def without_asker(names: Names, span: Span) -> Span:
    """Return a name that no source has without who asks about it: 老板问劳退."""
    asker = _ASKER.match(names.flat, *span)
    return (asker.end(), span[1]) if asker and not names.held(span).told else span


_ASKER = re.compile(
    "(?:[㐀-鿿]{1,4}?(?:想?问|想?知道|想了解|说)|"
    "[㐀-鿿]{0,3}?[搞弄摸理问查闹看](?:得?清楚?|得?明白|懂|透)了?)(?=[㐀-鿿]{2})"
)


def led_on(names: Names, span: Span) -> Span:
    """Return the known name that a Chinese verb goes on from: ZooKeeper of ZooKeeper 实现分布式锁, 商标权 of 商标权保护
    多久."""
    if _ASKED_NEXT.match(names.flat, span[1]) and text.has_han(names.flat[span[1] - 1]):
        *others, (last, tag) = tokens.tagged(names.flat[slice(*span)])
        bare = span[0], span[1] - len(last)
        return bare if others and tag in ("v", "vn") and names.is_known(bare) else span
    head = _LATIN.match(names.flat, *span)
    if not head or not names.is_known(head.span("x")):
        return span
    return head.span("x") if tokens.tagged(names.flat[head.end() : span[1]])[0][1] == "v" else span


_DIFFER = re.compile(r"的?(?:不同[点处]|区别|差[异别]|异同)$| (?:better|worse|[a-z]{2,}er)$")
_ASKED_NEXT = re.compile("多[久少长高大]|几[^乎]|怎|咋|哪|什么|啥|吗|如何")
_LATIN = re.compile(r"(?P<x>[A-Za-z][A-Za-z\d.+#/-]*(?: [A-Za-z\d.+#/-]+)*) ?(?=[㐀-鿿])")


def is_amount(names: Names, span: Span) -> bool:
    """Tell whether Chinese words only ask or say how many: 多少."""
    words = names.flat[slice(*span)]
    return bool({*words} & {*"多少几"}) and all(tag[:1] in "rmq" for _, tag in tokens.tagged(words))


def is_common(names: Names, span: Span) -> bool:
    held = names.held(span)
    return held.told > rows.SELDOM * held.documents


def mended(names: Names, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the names of a frame, each as the corpus has it, unless that is a part of another: GNU."""
    last = len(spans) - 1
    spans = tuple(without_asker(names, without_only(names, span)) for span in spans)
    if (things := _acted_on(names, spans)) != spans:
        return things
    if things := _said_which(names, spans):
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


def _said_which(names: Names, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the Chinese things of which is said which are meant, by what no source calls so: 建筑控制区 and 安全保护区
    of 公路两边的建筑控制区 and 铁路两边的安全保护区; () elsewhere."""
    ofs = [names.flat.rfind("的", *span) for span in spans]
    if len(spans) < 2 or any(of < a + 2 for of, (a, _) in zip(ofs, spans, strict=True)):
        return ()
    things = tuple((of + 1, b) for of, (_, b) in zip(ofs, spans, strict=True))
    told = len(set(map(names.name, things))) == len(things) and all(map(names.is_known, things))
    called = any(names.is_known((a, of)) for of, (a, _) in zip(ofs, spans, strict=True))
    return things if told and not called else ()


def _places(names: Names, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the places that names are or begin with, the last without what is asked of all: 青岛、郑州、洛阳
    轨道交通条例, and not 石虎、黑熊、欧亚水獭."""
    if len(spans) < 2 or not all(rows.is_place(names, span) for span in spans):
        return spans
    a, b = spans[-1]
    return *spans[:-1], (a, b - shared.surplus(names.flat[slice(*spans[0])], names.flat[a:b]))


def parted(names: Names, row: tuple[Span, ...], framed: set[tuple[Span, ...]]) -> tuple[Span, ...]:
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


def has_number(words: str) -> bool:
    """Tell whether a Chinese name ends in how many or which of several it is: 产后前两周, without that another."""
    return len(words) <= LONGEST_TIMED and any(char in _NUMERALS for char in words[-4:-1])


LONGEST_TIMED = 8
"""Characters of a name that ends in a number."""
_NUMERALS = frozenset("一二两三四五六七八九十0123456789")


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
        owned = rows.is_place(names, thing) or (chinese_lists.is_attribute(names.flat[a:of]) and names.is_known(thing))
        return thing if owned else rows.made(names, (a, of)) or (a, of)
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
    if names.is_known(span) or han and has_number(names.flat[a:b]):
        return span
    if terms.is_noun_phrase(names.flat, span):
        parts = tuple(part for part in parts if (part[1] == b if han else weighing.is_proper(names.flat, [part])))
        if rows.is_place(names, span) and all(is_common(names, part) for part in parts):
            return span  # 苏黎世大学CS, where most documents speak of CS
    beside = tuple(part for part in parts if closes and part[1] == b or opens and part[0] == a)
    best = max(beside or parts, key=lambda part: (round(names.weight(part), 1), part[1] - part[0]), default=span)
    return rows.made(names, best) or best
