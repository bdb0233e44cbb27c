"""How many independent sources say all of a sentence: copies of one text count once, and so does one publisher.

The ledger records it where there are several (`ledger.Entry.origins`); what is recorded is counted anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.brief import ledger as ledgers
from generator.brief.ledger import Entry, Ledger
from generator.corpus import Document
from generator.corpus.copies import originals
from generator.evidence import amounts
from generator.gate import checking
from generator.gate.rules import Finding
from generator.gate.sources import Sources, listing
from generator.gate.view import View
from generator.language import numerals, text, tokens
from generator.messages import say

KNOWN = 0.5
"""Share of a statement's content words (0 to 1) that an origin's quotes hold at least, in one language. By hand."""
Origins = Mapping[str, str]
"""Id of a source → what it counts as."""


def check(view: View) -> Iterator[Finding]:
    """Yield sentences of which the ledger counts other sources than say them; none where a document is not here."""
    entries = [one.entry for one in view.backed]
    known = _origins(entries, view.listed.documents)
    for one in view.backed:
        found, entry = independent(one.entry, known), one.entry
        if found != (entry.origins or 1):
            message = say(
                "{found} independent, the ledger says {recorded}: “{text}”",
                found=found,
                recorded=entry.origins or 1,
                text=entry.text[:40],
            )
            yield Finding(code="origins", message=message, line=one.item.sentence.line)
    for item in view.items:
        if item.entry and item.entry.origins and item.entry.kind not in ledgers.SOURCED:
            message = say("no source says it: “{text}”", text=item.entry.text[:40])
            yield Finding(code="origins", message=message, line=item.sentence.line)


def recorded(front: Mapping[str, Any], ledger: Ledger, sources: Sources) -> Ledger:
    """Return the ledger with the number of independent sources of each sentence; where one is not here, as it was."""
    documents = listing(front, sources).documents
    known = _origins(ledger.entries, documents)

    def counted(entry: Entry) -> Entry:
        if any(span.source not in documents for span in entry.supports):
            return entry
        found = independent(entry, known)
        return replace(entry, origins=found if found > 1 else None)

    return replace(ledger, entries=tuple(map(counted, ledger.entries)))


def independent(entry: Entry, known: Origins) -> int:
    """Return how many origins say all of a sentence, 1 at least: of one in other words those in which a second reader
    found words for each of its statements; 1 where nobody looked."""
    saying = [span for span in entry.supports if span.relation != "membership"]
    if entry.checked is None:
        return max(1, len({known.get(s.source, s.source) for s in saying if s.relation in ledgers.WORD_FOR_WORD}))
    passages = {f"p{n}": known.get(span.source, span.source) for n, span in enumerate(saying, 1)}
    found = [set(_saying(one, passages)) for one in checking.statements(entry.checked.reply) or ()]
    return max(1, min(map(len, found), default=1))


def _saying(one: checking.Statement, passages: Mapping[str, str]) -> Iterator[str]:
    """Yield the origins whose quotes say a statement by themselves: all its numbers and, in one language, most words.

    What a second reader quotes of a source need not be about the statement.
    """
    language, numbers, content = text.language(one.text), numerals.numbers(one.text), tokens.content_tokens(one.text)
    for origin in dict.fromkeys(passages.values()):
        quoted = " ".join(words for name, words in one.quotes if passages.get(name) == origin)
        shared = sum(token in set(tokens.tokens(quoted)) for token in content)
        alike = text.language(quoted) != language or shared >= KNOWN * len(content)
        if quoted and alike and set(numbers) <= {*numerals.numbers(quoted), *numerals.told(quoted)}:
            yield origin


def alone(entry: Entry) -> bool:
    """Tell whether a sentence has a figure that it has from one source alone."""
    own = entry.text.removeprefix(entry.lead)
    return entry.kind in ledgers.SOURCED and not entry.origins and bool(amounts.found(own))


def _origins(entries: Iterable[Entry], documents: Mapping[str, Document]) -> Origins:
    """Return what the sources of sentences that have several count as; of others nobody asks."""
    several = [{span.source for span in e.supports if span.relation != "membership"} for e in entries]
    named = sorted({name for names in several if len(names) > 1 for name in names if name in documents})
    own = {documents[name].path: documents[name] for name in named}
    standing = originals(own.values()) if own else {}
    found = {path: standing.get(path, path) for path in own}
    first: dict[str, str] = {}
    for path, document in own.items():
        if publisher := document.get("source").strip().casefold():
            same = found[first.setdefault(publisher, path)]
            found = {other: same if origin == found[path] else origin for other, origin in found.items()}
    return {name: found[documents[name].path] for name in named}
