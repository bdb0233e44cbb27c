"""One thing with something and without it as two sides: "ABS with and without an enclosure", 有居住证和没有居住证."""

import re
from dataclasses import dataclass

from generator.commission import described, terms, weighing
from generator.commission.clauses import Span
from generator.commission.phrases import HIDDEN, Found, one_line
from generator.commission.subject import LONGEST_NAME, Subject
from generator.language import tokens

_ARTICLE = re.compile(r"(?:an?|the|any|its|their|your|my|our) ", re.IGNORECASE)
_Y = (
    r"(?P<y>(?:(?:an?|the|any|its|their|your|my|our) )?[\w-]+(?: [\w-]+){0,2}?)"
    r"(?=\s*$|\s*[,.;:?!()\n]| -| (?:on|in|for|at|to|and|or|vs|versus|against|compared|than|rather|is|are|"
    r"do|does|when|if|by|from|of|which|what)\b)"
)
_TO = r"(?:and|or|to|vs\.?|versus|against|compared (?:with|to)|than|rather than)"
_BOTH = re.compile(rf"\b(?P<with>with) (?P<to>and|or|vs\.?|versus|/) ?(?P<without>without) {_Y}", re.IGNORECASE)
_EACH = re.compile(
    rf"\b(?P<one>with(?:out)?) {_Y},? {_TO} (?:[\w-]+ ){{0,3}}?(?P<other>with(?:out)?)"
    r"(?: (?P<again>it|one|them|any|(?:(?:an?|the|any) )?(?P=y)))?(?=\s*$|\s*[,.;:?!()\n]| -)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?:,|\b(?:and|or|vs\.?|versus)) $", re.IGNORECASE)
"""Before the last of several names: these are the sides."""
_HAN_TO = r" ?(?:和|与|跟|同|还是|或者?|、|/|vs\.?|对比?) ?"
_HAN_BOTH = re.compile(
    rf"(?P<v>[㐀-鿿]){_HAN_TO}(?P<not>没有?|无|不|未)(?P<again>(?P=v))?(?P<y>[㐀-鿿]{{2,8}})|有无(?P<y2>[㐀-鿿]{{2,8}})"
)
_HAN_EACH = re.compile(
    rf"(?P<v>[㐀-鿿])(?P<y>[㐀-鿿A-Za-z\d]{{1,8}}?)的?{_HAN_TO}(?P<not>没有?|无|不|未)(?P<v2>(?P=v))?(?P<y2>(?P=y))?"
)

_MODAL = "能会可要想敢肯该"
"""Verbs before another, which has no thing: 能停和不能停."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contrast:
    """Where both sides are named, and what they are called."""

    spans: tuple[Span, Span]
    names: tuple[str, str]
    aliases: tuple[tuple[str, ...], tuple[str, ...]]


def sides(query: str, body: str) -> tuple[Found[Subject], ...]:
    """Return the side with something and that without it, in the order of the text; () where it sets no such two
    against each other. `body` is the flattened query without what names no subject."""
    found = _english(query, body) or _chinese(query, body) or _described(query, body)
    if not found:
        return ()
    named = zip(found.spans, found.names, found.aliases, strict=True)
    return tuple(
        Found(value=Subject(name=name, origin="text", words=query[a:b], aliases=aliases), start=a, end=b)
        for (a, b), name, aliases in named
    )


def are_described(body: str) -> bool:
    """Tell whether a phrase describes a side: then the words around name both, and no others."""
    return described.sides(body) is not None


def _described(query: str, body: str) -> _Contrast | None:
    """Return the sides of which a phrase describes one at least, in the letters of the query where it has them so."""
    if not (found := described.sides(body)):
        return None
    (one, _, a), (other, _, b) = found
    names = [one_line(query[slice(*span)]) if body[slice(*span)] == name else name for span, name, _ in found]
    return _Contrast(spans=(one, other), names=(names[0], names[1]), aliases=(a, b))


def _english(query: str, body: str) -> _Contrast | None:
    both, each = _BOTH.search(body), _EACH.search(body)
    if both:
        match, first, second = both, both.span("with"), (both.start("without"), both.end())
    elif each and each["one"].casefold() != each["other"].casefold():
        match, first, second = each, (each.start(), each.end("y")), (each.start("other"), each.end())
    else:
        return None
    thing = _thing(body, match.start())
    if both and both["to"].casefold() == "or" and not (thing and weighing.chooses(body)):
        return None  # "roofs, with or without a terrace"
    y = one_line(query[slice(*match.span("y"))])
    of, bare = one_line(query[slice(*thing)]) + " " if thing else "", _ARTICLE.sub("", y)
    names = f"{of}with {y}", f"{of}without {y}"
    aliases = (f"with {y}", bare), tuple(dict.fromkeys((f"without {y}", f"without {bare}", f"no {bare}")))
    if body[slice(*first)].casefold().startswith("without"):
        names, aliases = names[::-1], aliases[::-1]
    return _Contrast(spans=((thing[0] if thing else first[0], first[1]), second), names=names, aliases=aliases)


def _thing(body: str, end: int) -> Span | None:
    """Return what stands before the first "with", None where nothing does or it is the last of several names."""
    before = terms.runs(body, max(0, end - LONGEST_NAME), end)
    thing = min((run for run in before if run[1] == end - 1 and terms.bears(body, run)), default=None)
    return None if thing is None or _JOINT.search(body, max(0, thing[0] - 8), thing[0]) else thing


def _chinese(query: str, body: str) -> _Contrast | None:
    for each in _HAN_EACH.finditer(body):
        if (each["v2"] or each["y2"]) and HIDDEN not in each[0] and _has(each["v"], each["y"]):
            first, second = (each.start(), each.end("y")), (each.start("not"), each.end())
            return _named(query, each["v"], each.span("y"), each["not"], first, second)
    for both in _HAN_BOTH.finditer(body):
        verb = both["v"] or "有"
        group = "y" if both["v"] else "y2"
        has = both["again"] or verb == "有"
        word = tokens.tagged(both[group])[0]
        if has and word[1].startswith("n") and len(word[0]) > 1 and weighing.chooses(body):
            end = both.start(group) + len(word[0])
            opposite = both.start("not") if both["v"] else both.start() + 1
            first, second = (both.start(), opposite), (opposite, end)
            return _named(query, verb, (both.start(group), end), both["not"] or "无", first, second)
    return None


def _has(verb: str, thing: str) -> bool:
    """Tell whether a verb and a thing stand there, and no word of which they are the parts."""
    word, tag = tokens.tagged(verb + thing)[0]
    return verb == "有" or word == verb and tag == "v" and len(thing) > 1 and verb not in _MODAL


def _named(query: str, verb: str, thing: Span, no: str, first: Span, second: Span) -> _Contrast:
    y = one_line(query[slice(*thing)])
    without = f"{no}{y}" if no in ("没有", "无") or (no, verb) == ("没", "有") else f"{no}{verb}{y}"
    others = (f"没有{y}", f"无{y}", *(f"{one}{verb}{y}" for one in ("没", "不", "未") if verb != "有"))
    aliases = (y,), tuple(one for one in others if one != without)
    return _Contrast(spans=(first, second), names=(f"{verb}{y}", without), aliases=aliases)
