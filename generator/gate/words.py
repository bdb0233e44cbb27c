"""Words and their support: a sentence that rests on sources is what they say, or a person has signed it."""

from collections.abc import Iterator

from generator.brief import wording
from generator.brief.ledger import Entry
from generator.gate import support, verdicts
from generator.gate.rules import Finding
from generator.gate.view import Backed, View
from generator.language import numerals


def check(view: View) -> Iterator[Finding]:
    """Yield sentences whose words their sources do not say, or that wait for a signature."""
    for item in view.items:
        if (entry := item.entry) and entry.signed and not entry.accepted:
            message = f"{entry.signed.by} signed other words or evidence"
            yield Finding(code="signature", message=message, line=item.sentence.line)
    for backed in view.backed:
        yield from _form(view, backed)
        yield from _support(view, backed)


def _form(view: View, backed: Backed) -> Iterator[Finding]:
    """Check what stands before a source's words, and that a part of its sentence can stand alone."""
    entry, line = backed.entry, backed.item.sentence.line
    if not _lead_allowed(entry, view.language):
        yield Finding(code="lead", message=f"“{entry.lead}”", line=line)
    if entry.kind in ("cell", "figure", "summary"):
        for place in backed.saying:
            if fault := support.clause_fault(place.chunk, place.span.start, place.span.end):
                yield Finding(code="clause", message=f"“{place.span.quote[:40]}”: {fault}", line=line)
    if entry.kind == "figure" and not numerals.numbers(backed.item.sentence.text):
        yield Finding(code="clause", message=f"no figure in “{backed.item.sentence.text[:40]}”", line=line)


def _support(view: View, backed: Backed) -> Iterator[Finding]:
    entry, sentence = backed.entry, backed.item.sentence
    if backed.mixed:
        message = "it cites more than what says it and what places its side"
        yield Finding(code="support", message=message, line=sentence.line)
        return
    verdict = verdicts.judge(view, backed)
    if not verdict.stands:
        why = f" ({verdict.why})" if verdict.why else ""
        message = f"not what the source says{why}: “{sentence.text[:60]}”"
        yield Finding(code="support", message=message, line=sentence.line)
    elif verdict.doubt and not entry.accepted:
        message = f"{verdict.doubt}: “{sentence.text[:60]}” ({entry.id})"
        yield Finding(code="pending", message=message, line=sentence.line)


def _lead_allowed(entry: Entry, language: str) -> bool:
    """Tell whether the words before the source's own may stand there; a clause has at most those for its class."""
    if entry.kind == "claim":
        return support.lead_allowed(entry.lead, language)
    group = support.group(entry, language)
    return entry.kind == "quotation" or entry.lead == (wording.class_cell(language, group) if group else "")
