"""Names that stand side by side in a commission: joined by a word or mark, or in clauses of one form."""

import re
from collections.abc import Iterable, Iterator

from generator.commission import phrases, terms
from generator.commission.candidates import COUNT
from generator.commission.clauses import Span
from generator.commission.held import TITLED
from generator.commission.phrases import HIDDEN, trim
from generator.commission.weighing import CLAUSE, CLAUSE_END, Names, counted, is_proper
from generator.language import text, tokens

JOINT = re.compile(
    r"\s?,?\s?(?<![A-Za-z])(?:and|or|vs?\.?|versus|(?:as )?against|than|next to|alongside|instead of|rather than|"
    r"in (?:place|lieu) of|as opposed to|nor|"
    r"(?:compared?|different) (?:with|to|from))(?![A-Za-z])(?: (?:[a-z]+ (?=for )|how(?! to )|"
    r"what(?= (?:is|are|about) )|is|are|"
    r"do we need|should we use|"
    r"\w+ing (?:to|with)|for|from|with|by|in|to|against|the|an?|some|our|their|my|own|just|plain)(?![A-Za-z]))*\s?|"
    r",? (?:or )?(?:maybe|perhaps|possibly)(?: even| also)? (?:(?:the|an?) )?|"
    r",? ?再?加上|\s?(?:[、&|]|/(?!\d)|以及|还是|或者|还有|[和与跟同及或](?!意|事)|"
    r"(?<![㐀-鿿]),(?! ?[㐀-鿿])(?: (?:the|an?)(?= ))?)\s?|(?<=[㐀-鿿]”)(?=“[㐀-鿿])",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    rf"(?:[^;:。.!?()\n{HIDDEN}]|\.(?=[\w])|(?<=v)\.|(?<=vs)\.|"
    r"\([^()、,/\n]{1,30}\)(?= ?(?:[、,]|[和与跟及或]|(?:and|or|vs?\.?|versus) )))+"
)
SELDOM = 0.4
"""Share of the documents, 0 to 1, from which a name is one of the corpus's field, beside one of fewer than that."""
WHOLE = 0.8
"""Part of a title or folder, 0 to 1, from which a name is all of it."""
LONGEST_KIND = 6
"""Characters of a name that ends as the others of its row do, at most."""
Row = tuple[Span, ...]


def joined(names: Names) -> Iterator[Row]:
    """Yield the rows of names that words for "and" or marks part within a sentence."""
    for sentence in _SENTENCE.finditer(names.body):
        yield from _rows(names, *sentence.span())


def _rows(names: Names, start: int, end: int) -> Iterator[Row]:
    """Yield the rows of a sentence: chains of names with nothing but a joint between them."""
    joints = [
        (a, b)
        for a, b in _joints(names.flat, start, end)
        if not any(whole[0] < a and b < whole[1] for whole in names.wholes)
    ]
    edges = [start, *(edge for joint in joints for edge in joint), end]
    row: list[Span] = []
    marks: list[str] = []  # what parts the row
    led: list[Span] = []  # what a comma parts from it, which is of the row where it ends in ", or"
    for number, (a, b) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        mark = re.sub(r", (?:the|an?)$", ",", names.flat[slice(*joints[number - 1])].strip()) if row else ""
        parted = bool(marks) and mark == "," != marks[-1]
        name = _item(names, _past_verb(names, row[-1], a, b), b, opens=True) if row and not parted else None
        kind = _in_kind(names, row, a, b) if row and not parted else None
        if kind and (name is None or name[0] == a and name[1] < kind[1]):
            name = kind
        if name:
            marks.append(mark)
            if marks == [","] and not _opens(names, start, row[0]):
                led, row, marks = row, [], []  # "for a small boat, wood rot or metal fatigue"
            elif led and len(marks) == 1:
                row = [*(led if mark.startswith(",") or _is_side(names, led[0], (*row, name)) else []), *row]
                led = []
            row.append(name)
        if name is None and marks == [","] and mark.startswith(",") and mark != ",":
            marks = [mark]  # "A, B, and one of your choice"
        if name is None or _rest(names.flat, name[1], b).strip(" “”\"'*《》)"):
            yield from _kept(names, row, marks)
            last = _item(names, a, b, opens=False)
            led, row, marks = [], [last] if last else [], []
    yield from _kept(names, row, marks)


def _past_verb(names: Names, last: Span, start: int, end: int) -> int:
    """Return where a passage begins behind the Chinese verb that leads to the name before it too: 种甲和种乙."""
    verb = names.flat[last[0] - 1 : last[0]]
    led = text.has_han(verb) and tokens.words(names.flat[start:end])[:1] == (verb,)
    return start + led


def _in_kind(names: Names, row: list[Span], start: int, end: int) -> Span | None:
    """Return the name at the head of a passage that ends as all of a row do: 招募组 behind 园艺组、票务组、."""
    last = {names.flat[b - 1] for _, b in row}
    kind = last.pop() if len(last) == 1 else ""
    place = names.flat.find(kind, start + 1, min(end, start + LONGEST_KIND)) if text.has_han(kind) else -1
    span = start, place + 1
    return (
        span
        if place > 0 and re.fullmatch(f"[{text.HAN}]+", names.flat[slice(*span)]) and names.is_known(span)
        else None
    )


def _rest(flat: str, start: int, end: int) -> str:
    """Return what stands in a passage behind a name, without its works and what it is called in brackets."""
    works = WORKS.match(flat, start, end) or _CALLED.match(flat, start, end)
    return flat[works.end() if works else start : end]


def _kept(names: Names, row: list[Span], marks: list[str]) -> Iterator[Row]:
    """Yield a row of two names at least, of three where commas alone part them and no colon follows, and none that is
    one quoted name."""
    whole = "”" not in names.flat[row[0][0] : row[-1][1]] if row else False
    pair = len(row) == 2 and is_topic(names, row) and _SET_OFF.match(names.flat, row[-1][1]) is not None
    if len(row) > (2 if set(marks) <= {","} and not pair else 1) and not (
        whole and names.is_quoted((row[0][0], row[-1][1]))
    ):
        yield tuple(row)


def _is_side(names: Names, led: Span, row: Row) -> bool:
    """Tell whether a name that a comma alone parts from a row is one of it, "trams, buses and ferries": titles have it
    as they have another, and no preposition leads to it."""
    around = _PREPOSITION.search(names.flat[max(0, led[0] - 32) : led[0]])
    entitled = min(names.held(led).share, max(names.held(span).share for span in row)) >= TITLED
    asked = _REQUESTED.search(names.flat, max(0, led[0] - 40), led[0]) and all(map(names.is_known, (led, *row)))
    return not around and bool(entitled or asked or len(row) + 1 in counted(names.body))


_REQUESTED = re.compile(
    r"(?:^|[.!?:;\n] ?)(?:(?:please|pls|can you|could you) )?"
    r"(?:write(?: up| about)?|compare|explain|summari[sz]e|describe|do|cover|set out)(?: (?:me|us|the|both))* $",
    re.IGNORECASE,
)
"""What asks for a text on the names right behind it."""


_PREPOSITION = re.compile(
    r"\b(?:for|in|at|on|to|from|with|by|as|under|into|after|before|since|during)"
    r"(?: (?:an?|the|my|our|your|this|that|each|every))?(?: \w+)? $",
    re.IGNORECASE,
)


def _opens(names: Names, start: int, span: Span) -> bool:
    """Tell whether a name opens its sentence, or is written as one."""
    lead = names.flat[start : span[0]].strip(" “\"'").removesuffix("the")
    return not lead and names.flat[start - 1 : start] in _STARTS or is_proper(names.flat, [span])


_STARTS = ("", *".!?:。\n")
"""What a sentence may follow."""


def _item(names: Names, a: int, b: int, *, opens: bool) -> Span | None:
    """Return the name that a passage between joints is, or that `opens` it or else closes it."""
    if gloss := _gloss(names, a, b, opens=opens):
        return gloss
    if not opens and (works := WORKS.search(names.flat, a, b) or _CALLED.search(names.flat, a, b)):
        b = works.start() if works.end() == b else b  # 韩非《显学》《六反》 names 韩非
    if marks := list(CLAUSE_END.finditer(names.flat, a, b)):
        a, b = (a, marks[0].start()) if opens else (marks[-1].end(), b)
    if quoted := (_QUOTED_HEAD if opens else _QUOTED_TAIL).search(names.flat[a:b]):
        return a + quoted.start("x"), a + quoted.end("x")
    if opens and (maker := _MAKER.match(names.flat, a, b)) and not _has_field(names, a, maker.end()):
        a = maker.end()
    if not opens and (alone := _ALONE.search(names.flat, a, b)) and alone.end() == b:
        b = alone.start()
    a, b = trim(names.flat, a, b, " \n*_`#-·•“”\"'《》")
    b -= not opens and names.flat.startswith("的", b - 1)  # 南派的和家常的
    b -= 2 * names.flat.startswith("'s", b - 2)
    if it := _IT.search(names.flat, a, b):
        b = it.start()
    if opens and (owner := names.owner_of(a, b)):
        return owner
    if not opens and (asked := _ASKED_OF.search(names.flat, a, b)) and names.is_known(asked.span("x")):
        return asked.span("x")
    words = names.flat[a:b]
    if len(words) == 1 and text.has_han(words):
        return (a, b) if names.held((a, b)).share > TITLED else None
    if (
        (counted := _COUNT_AFTER.search(words))
        and not names.held((a, b)).told
        and names.is_known((a, a + counted.start()))
    ):
        b = a + counted.start()  # "上海、青岛两地"
    if names.held((a, b)).share >= TITLED or names.is_quoted((a, b)):
        return a, b
    if opens and names.flat[a - 1] == "、" and marks and _OF_KIND.fullmatch(words) and names.weight((a, b)) > CLAUSE:
        return a, b
    runs = [span for span in names.within(a, b) if (span[0] == a if opens else span[1] == b)]
    phrases = [span for span in runs if terms.is_noun_phrase(names.flat, span)]
    best = _heaviest(names, runs, phrases)
    proper = best is not None and is_proper(names.flat, [best]) and not _has_capitals(words)
    han = re.fullmatch(f"[{text.HAN}]+", words) is not None and not tokens.tagged(words)[0][1].startswith("v")
    if (a, b) in phrases and not proper and (opens or best is None or han):
        return a, b
    if best is None:
        if (text.has_han(words) or words.isalpha()) and names.is_known((a, b)) and names.weight((a, b)) > 0:
            return a, b  # a place of which the dictionary knows another word, a brand that is called as a weekday
        if opens and names.flat[a - 1] == "、" and (asked := _asked(names, a, b)):
            return asked
        if opens and (led := _QUALIFIER.match(names.flat, a, b)):
            runs = [span for span in names.longest(names.within(led.end(), b)) if span[0] == led.end()]
            if runs and not names.is_name(runs[0]):
                return runs[0]
        return _longest(span for span in phrases if names.is_known(span) or is_proper(names.flat, [span]))
    best = _in_full(names, runs, best) if proper else best
    return made(names, best) or (not proper and _owner(names, a, best)) or best


_IT = re.compile(r" (?:it|them)$")
_ASKED_OF = re.compile(r"\bhow (?:is|are|was|were) (?:an? |the )?(?P<x>[a-z][a-z -]*?) [a-z]+ed$", re.IGNORECASE)
"""What is asked to be how it is done: "how is moonlighting handled"."""
_QUALIFIER = re.compile(r"[a-z]{3,} ")
"""What says of what kind a thing is, which the corpus has without it: "new gas boilers"."""
_QUOTED_HEAD = re.compile(r"^\s?“(?P<x>[^“”\n]{1,40})”")
_QUOTED_TAIL = re.compile(r"“(?P<x>[^“”\n]{1,40})”\s?$")
WORKS = re.compile(r"(?<=[㐀-鿿])(?<![的比较和与对把])\(?(?:《[^《》\n]{1,20}》)+\)?")
"""The works that are meant of whom a name is."""
_GLOSS = re.compile(r"[㐀-鿿]{2,12} ?\((?P<x>[A-Z][a-z'-]+(?: [A-Z][a-z'-]+){0,3})\)")
_GLOSS_TAIL = re.compile(f"{_GLOSS.pattern}$")
_ALONE = re.compile(r" (?:on (?:its|their) own|alone|by (?:itself|themselves))\b")
"""Behind a name that is meant without another: "Approval on its own"."""
_MAKER = re.compile("[㐀-鿿]{2,8}的 ?(?=[A-Z])")
"""Whose a thing with a name is: 苹果的 Loop."""
_CALLED = re.compile(r" ?\([^()、,/\n]{1,30}\) ?")
"""What a name is called too, or what it is: 批准投票（approval）."""
_OF_KIND = re.compile("[㐀-鿿]{2,5}的[㐀-鿿]{1,4}")
"""A thing with what is said of it, the last of a list: 喝剩的茶."""
_COUNT_AFTER = re.compile("(?<=..)[两二三四五六七八九十]{1,2}[㐀-鿿]{1,2}$")


def _gloss(names: Names, a: int, b: int, *, opens: bool) -> Span | None:
    """Return the name in brackets behind a foreign one that the corpus has not in Chinese: Selby of 塞尔比(Selby)."""
    found = _GLOSS.match(names.flat, a) if opens else _GLOSS_TAIL.search(names.flat, a, b)
    if not found or any(map(names.is_known, names.within(found.start(), found.start("x")))):
        return None
    return found.span("x") if names.is_known(found.span("x")) else None


def _asked(names: Names, start: int, end: int) -> Span | None:
    """Return the Chinese noun at the head of a passage that a word of asking ends, the last of a list: 椰壳怎么选."""
    place = start
    for word, tag in tokens.tagged(names.flat[start:end]):
        if tag == "r":
            span = start, place
            return span if 1 < place - start <= 6 and terms.is_noun_phrase(names.flat, span) else None
        place += len(word)
    return None


def _longest(spans: Iterable[Span]) -> Span | None:
    return max(spans, key=lambda span: span[1] - span[0], default=None)


def _heaviest(names: Names, runs: list[Span], phrases: list[Span]) -> Span | None:
    """Return the name that weighs most, or the longest around it that a document holds; None where none is known."""
    best = max(names.longest(runs), key=names.weight, default=None)
    if best is None:
        return None
    around = (span for span in phrases if span[0] <= best[0] and best[1] <= span[1] and names.held(span).told)
    return _longest(around) or best


def made(names: Names, span: Span) -> Span | None:
    """Return the name of what a maker makes: Spot, of 波士顿动力的 Spot."""
    of = re.compile(r"\s?的\s?(?=[A-Z])").match(names.flat, span[1])
    if of is None or _has_field(names, span[0], of.end()):
        return None
    things = names.longest(one for one in names.within(of.end(), of.end() + 40) if one[0] == of.end())
    return max(things, key=names.weight, default=None)


def _has_field(names: Names, start: int, of: int) -> bool:
    """Tell whether a known name is followed by one that many documents hold: whose it is tells it apart."""
    things = (names.held(span) for span in names.within(of, of + 40) if span[0] == of)
    common = any(held.told > SELDOM * held.documents for held in things)
    return common and names.is_known(trim(names.flat, start, of, "的 "))


def _has_capitals(words: str) -> bool:
    """Tell whether each word has a capital or a digit."""
    return all(re.search(r"[A-Z\d]", word) for word in words.split())


def _in_full(names: Names, runs: list[Span], best: Span) -> Span:
    """Return the longest run of words with capitals around a name: "GNU LGPLv3", of which the corpus knows GNU."""
    around = (span for span in runs if span[0] <= best[0] and best[1] <= span[1])
    return _longest(span for span in around if _has_capitals(names.flat[slice(*span)])) or best


def _owner(names: Names, start: int, span: Span) -> Span | None:
    """Return the name of whose thing is spoken of: Norway, of "Norway's national services"."""
    of = re.search(r"'s (?:[a-z\d-]+ ){0,2}$", names.flat[start : span[0]])
    owners = [one for one in names.within(start, start + of.start()) if one[1] == start + of.start()] if of else []
    return next((one for one in names.longest(owners) if names.flat[one[0]].isupper()), None)


def _joints(flat: str, start: int, end: int) -> Iterator[Span]:
    """Yield the words for "and" of a passage, in Chinese those that the dictionary has standing alone."""
    alone = {(start + a, start + b) for a, b in tokens.word_spans(flat[start:end])}
    for match in JOINT.finditer(flat, start, end):
        if not text.has_han(match[0]) or "加上" in match[0] or trim(flat, *match.span(), " ,") in alone:
            yield match.span()


def is_counted(names: Names, row: Row) -> bool:
    """Tell whether how many of a kind they are stands right behind a row: 足球、游泳、溜冰、空手道四样."""
    lead = _TO_COUNT.match(names.flat, row[-1][1])
    counted = COUNT.match(names.flat, lead.end()) if lead else None
    return counted is not None and phrases.number(counted[1]) == len(row)


_TO_COUNT = re.compile(",? ?这?")
_BEFORE_TOPIC = re.compile(r"(?:^|[.。!?;\n:])[ \t*#-]*$")
_SET_OFF = re.compile(r"[”》\"')]* ?(?::|--? )")
_AFTER_TOPIC = re.compile(r"[”》\"')]* ?(?:[,:?!]|--? )")


def is_topic(names: Names, row: Row) -> bool:
    """Tell whether a row opens its sentence and is set off from it: "A、B、C,挑一个", "A or B: which?"."""
    before = names.flat[max(0, row[0][0] - 8) : row[0][0]].rstrip("“《\"'")
    return bool(_BEFORE_TOPIC.search(before) and _AFTER_TOPIC.match(names.flat, row[-1][1]))


_CHOSEN = re.compile(
    r"\b(?:which|any|one|either) of (?:the )?$|\b(?:choos|decid|pick|choice)\w* (?:between|among) (?:the )?$|"
    r"(?:候选|备选|可选)[^,。;:\n]{0,4}[:是有] ?$",
    re.IGNORECASE,
)


def is_asked(names: Names, row: Row) -> bool:
    """Tell whether one of a row of names that the corpus knows is to be chosen: "which of A, B and C", 候选：甲、乙."""
    if not _CHOSEN.search(names.flat, max(0, row[0][0] - 24), row[0][0]):
        return False
    return set(map(names.name, row)) <= set(map(names.name, names.known()))


def is_place(names: Names, span: Span) -> bool:
    """Tell whether the dictionary has a Chinese name, or its first word, for that of a place, a body or a person."""
    return next(iter(tokens.tagged(names.flat[slice(*span)])), ("", ""))[1].startswith(("ns", "nr", "nt", "nz"))
