"""A name as it is meant: in full where the corpus has it so, without what leads to it, or as it stands in quotes."""

import re

from generator.commission import chinese_lists, terms, weighing
from generator.commission.clauses import Span
from generator.commission.weighing import Names
from generator.language import text, tokens

SAME = 0.8
"""Share (0 to 1) of the documents with a part of a name that hold the whole name too, from which that is meant."""
FEWEST = 2
"""Documents (1 and up) that hold an English name, from which words before it in all of them are part of it."""
LONGEST_BEFORE = 24
"""Characters before a name in which the rest of it is looked for."""
_QUOTED = re.compile(r"的? ?“(?P<x>[^“”\n]{2,40})”")
_CAPITALS = re.compile(r"(?<![\w-])(?!(?:The|An?) )(?:[A-Z][\w'-]* ){1,3}$")
_OPENS = re.compile(r"(?:^|[.!?:;\n])\s*$")
"""Where a sentence begins: a capital there is the sentence's, “Compare Qingdao …”."""
_LISTED = re.compile(r"(?<![\w-])(?:[a-z][\w-]*, ){1,3}$")
_KIND = re.compile(r"(?<![\w-])(?P<x>[a-z][\w-]+) $")
_COMPARED = re.compile(r" (?:compared|side by side)$")
_VERB = re.compile(r"[a-z]{3,} (?=[A-Z])")
_BESIDE = ("n", "nz", "nr", "b", "j", "vn", "a", "l", "eng")
"""Tags of Chinese words that say what kind of thing the next word is; no verb, place or preposition does."""


def fitted(names: Names, span: Span) -> Span:
    """Return the span of the name that is meant."""
    if names.is_quoted(span):
        return span
    if quoted := _QUOTED.match(names.flat, span[1]):
        says = chinese_lists.is_attribute(names.flat[slice(*span)]) or not names.held(span).heads
        return quoted.span("x") if says and names.is_known(quoted.span("x")) else span  # 普通的“居住证”
    return _in_full(names, _without_lead(names, span))


def _without_lead(names: Names, span: Span) -> Span:
    """Return a name without the preposition or the verb that leads to it, or what is said of all names behind it."""
    start, end = span
    if (said := _COMPARED.search(names.flat, start, end)) and names.is_known((start, said.start())):
        return start, said.start()
    if text.has_han(names.flat[start]):
        words = tokens.tagged(names.flat[start:end])
        if len(words) < 2 or words[0][1] != "p":
            return span
        cut = start + len(words[0][0]), end
        return cut if names.is_known(cut) else span
    verb = _VERB.match(names.flat, start, end)
    leads = verb and weighing.VERB_BEFORE.search(names.flat, max(0, start - 24), start)
    return (verb.end(), end) if leads and names.is_known((verb.end(), end)) else span


def _in_full(names: Names, span: Span) -> Span:
    """Return the longer name that ends as a name does and that the corpus has nearly wherever it has that: “Against
    Hunger Fund” of “Hunger Fund”, 古代文学 of 文学."""
    start, end = span
    own = names.held(span)
    if not own.told:
        return span
    for longer in _longer(names, span):
        held = names.held(longer)
        if held.told and held.told >= SAME * own.told and (held.share >= own.share or held.spoken >= weighing.SPOKEN):
            return longer
    return span


def _longer(names: Names, span: Span) -> list[Span]:
    """Return the longer names that may be meant, the longest first."""
    start, end = span
    first = max(0, start - LONGEST_BEFORE)
    if text.has_han(names.flat[start]):
        before = re.search(f"[{text.HAN}]*$", names.flat[first:start])
        words = tokens.tagged(before[0] + names.flat[start:end])
        found: list[Span] = []
        place = start - len(before[0])
        for word, tag in words:
            if place >= start:
                break
            found = [*found, (place, end)] if tag in _BESIDE else []
            place += len(word)
        return found
    capitals = _CAPITALS.search(names.flat, first, start) if names.flat[start].isupper() else None
    listed = _LISTED.search(names.flat, first, start) if " and " in names.flat[start:end] else None
    kind = _KIND.search(names.flat, first, start) if names.flat[start].islower() else None
    lead = capitals or listed or (kind if kind and terms.bears(names.flat, kind.span("x")) else None)
    if not lead or kind and names.held(span).told < FEWEST:
        return []
    places = [lead.start(), *(lead.start() + gap.end() for gap in re.finditer(" ", lead[0][:-1]))]
    return [(place, end) for place in places if not (capitals and _OPENS.search(names.flat[:place]))]
