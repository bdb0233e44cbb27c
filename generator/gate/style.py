"""How the text reads: the person it speaks in, what it says of a document that it does not name, and what twice."""

from collections.abc import Iterator
from itertools import combinations

from generator.commission import Subject
from generator.evidence import excerpts, naming, persons, steps
from generator.gate import support
from generator.gate.rules import Finding
from generator.gate.sentences import Item
from generator.gate.view import View
from generator.language import text
from generator.messages import say

REDUNDANT = 0.6
"""Part of the 5-grams of the shorter of two sentences, 0 to 1, that both may have; of a judgement its own."""

_LED = (excerpts.RELATION, "retold")
"""What stands behind words that say whose words it is: an excerpt, also one that was edited."""


def check(view: View) -> Iterator[Finding]:
    """Yield sentences in the first or second person, and those that repeat another."""
    if view.commission["register"] == "formal":
        yield from _register(view)
    yield from _of_itself(view)
    told = [
        (item, _shingles(item))
        for item in view.items
        if item.entry and item.entry.kind in ("claim", "quotation", "judgement")
    ]
    for (first, a), (second, b) in combinations(told, 2):
        judged = [grams for item, grams in ((first, a), (second, b)) if item.entry and item.entry.kind == "judgement"]
        words = [view.told(item.entry) if item.entry else item.sentence.text for item in (first, second)]
        if len(a & b) > REDUNDANT * min(map(len, judged or (a, b))) and not parallel(*words, view.subjects):
            message = say("repeats line {line}: “{text}”", line=first.sentence.line, text=second.sentence.text[:40])
            yield Finding(code="redundancy", message=message, line=second.sentence.line)


def parallel(sentence: str, other: str, sides: tuple[Subject, ...]) -> bool:
    """Tell whether two sentences speak of different sides: what is said of both in the same words is no repetition."""
    one, two = ({side.name for side in naming.mentioned(words, sides)} for words in (sentence, other))
    return bool(one and two) and not one & two


def _of_itself(view: View) -> Iterator[Finding]:
    """Yield claims that call their document “this Agreement” and do not name it; the one subject's own may."""
    for backed in view.backed:
        sentence = backed.item.sentence
        words = sentence.text.removeprefix(backed.entry.lead)
        if backed.entry.kind != "claim" or not persons.of_itself(words, view.language):
            continue
        documents = [place.document for place in backed.saying]
        owners = [owner for document in documents if (owner := support.speaker(document, view.subjects))]
        if not view.names and owners:
            continue
        named = any(text.match_key(document.title) in text.match_key(sentence.text) for document in documents)
        if not named and not any(support.names_side(view.told(backed.entry), owner) for owner in owners):
            message = say("it does not say which document it is of: “{text}”", text=sentence.text[:40])
            yield Finding(code="context", message=message, line=sentence.line)


def _register(view: View) -> Iterator[Finding]:
    for item in view.items:
        own = item.entry is None or item.entry.kind not in ("quotation", "framing", "meta")  # the user's own headings
        if item.entry and item.entry.lead and any(s.relation in _LED for s in item.entry.supports):
            own = False  # whose words they are stands before them
        if item.entry and any(span.relation == steps.RELATION for span in item.entry.supports):
            own = not persons.addresses(item.sentence.text, view.language)  # whose reader is told, stands before it
        if own and (word := persons.person(item.sentence.text, view.language)):
            message = say("“{word}” in “{text}”", word=word, text=item.sentence.text[:40])
            yield Finding(code="register", message=message, line=item.sentence.line)


def _shingles(item: Item) -> frozenset[str]:
    """Return the 5-grams of a sentence; two quotations from one source share the words that introduce them."""
    return text.shingles(item.sentence.text.removeprefix(item.entry.lead if item.entry else ""))
