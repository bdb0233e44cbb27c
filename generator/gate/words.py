"""Words and their support: a sentence that rests on sources is what they say, or a person has signed it."""

from collections.abc import Iterator

from generator.brief import wording
from generator.brief.excerpted import articles
from generator.brief.ledger import Entry
from generator.evidence import blocks, context, excerpts, headings, lists, readings, rows, steps
from generator.gate import editing, support, verdicts
from generator.gate.rules import Finding
from generator.gate.view import Backed, Place, View
from generator.language import numerals
from generator.messages import say


def check(view: View) -> Iterator[Finding]:
    """Yield sentences whose words their sources do not say, or that wait for a signature."""
    for item in view.items:
        if (entry := item.entry) and entry.signed and not entry.accepted:
            message = say("{by} signed other words or evidence", by=entry.signed.by)
            yield Finding(code="signature", message=message, line=item.sentence.line)
    for backed in view.backed:
        yield from _context(backed)
        yield from _form(view, backed)
        yield from _support(view, backed)


def _context(backed: Backed) -> Iterator[Finding]:
    """Check that the sources stand by what is quoted of them: the sentences around it may have changed."""
    for place in backed.places:
        touched = tuple(lists.blocks(place.chunk, place.span.start, place.span.end))
        if place.span.relation == excerpts.RELATION:
            found = excerpts.at(place.document, place.chunk, place.span.start, place.span.end)
            touched = found[0].blocks if found else touched
        for start in (place.span.start, *(block.start for block in touched[1:])):
            if fault := context.fault(place.document, place.chunk, start):
                message = say(
                    "{title} says of “{quote}”: {fault}",
                    title=place.document.title,
                    quote=place.span.quote[:40],
                    fault=fault,
                )
                yield Finding(code="context", message=message, line=backed.item.sentence.line)
                break


def _form(view: View, backed: Backed) -> Iterator[Finding]:
    """Check what stands before a source's words, and that a part of its sentence can stand alone."""
    entry, line = backed.entry, backed.item.sentence.line
    told = (steps.RELATION, excerpts.RELATION)
    instructs = entry.kind == "claim" and any(place.span.relation in told for place in backed.saying)
    edited = bool(backed.saying) and bool(editing.parts(entry, backed.saying[0].document, backed.saying[0].chunk))
    instructs = instructs or edited
    below = entry.id in view.below and view.told(entry) == entry.text  # the name of its side
    allowed = not instructs and (below or _lead_allowed(entry, view.script))  # whose steps they are is always said
    nameless = instructs and not edited and not entry.lead and not support.opens(view.front, entry.text)
    if nameless or (not allowed and not _placed(view, backed)):
        yield Finding(code="lead", message=say("“{lead}”", lead=entry.lead), line=line)
    for place in (*backed.saying, *backed.members):
        if code_and_fault := _cut(view, entry, place):
            code, fault = code_and_fault
            yield Finding(
                code=code, message=say("“{quote}”: {fault}", quote=place.span.quote[:40], fault=fault), line=line
            )
    if entry.kind == "figure" and not numerals.numbers(backed.item.sentence.text):
        yield Finding(code="cell", message=say("no figure in “{text}”", text=backed.item.sentence.text[:40]), line=line)


def _cut(view: View, entry: Entry, place: Place) -> tuple[str, str] | None:
    """Return the rule that a span breaks by where it begins and ends in its sentence, and how; None for none."""
    span, language = place.span, place.document.language
    if entry.kind in ("cell", "figure") and span.relation != "membership":
        if entry.kind == "cell" and rows.at(place.document, place.chunk, span.start, span.end, view.subjects):
            return None
        fault = readings.cell_fault(place.chunk, language, span.start, span.end)
        if fault is None and span.relation != "cell":
            fault = say("a sentence as a cell shows it, not {relation}", relation=span.relation)
        return ("cell", fault) if fault else None
    if span.relation == "row":
        there = lists.is_row(place.chunk, span.start, span.end)
        return None if there else ("trim", say("no row of a table"))
    if span.relation == excerpts.RELATION:
        whole = excerpts.at(place.document, place.chunk, span.start, span.end)
        return None if whole else ("trim", say("no excerpt: it does not run from a heading to the end of a sentence"))
    if span.relation == steps.RELATION:
        there = steps.at(place.document, place.chunk, span.start, span.end)
        return None if there else ("trim", say("no steps, or not as many as stand together"))
    if span.relation in ("points", "opening"):
        there = lists.at(place.document, place.chunk, span.start, span.end, span.relation)
        return None if there else ("trim", say("no points of a list"))
    if span.relation == "list":
        whole = lists.at(place.document, place.chunk, span.start, span.end)
        return None if whole else ("trim", say("no whole list"))
    if span.relation == "retold" and verdicts.whole(view, place):
        return None
    found = readings.relation(place.chunk, language, span.start, span.end)
    if found is None:
        return "trim", say("no whole sentence, nor one without what may be left off")
    if found == "trim" and span.relation in ("verbatim", "membership", "cell"):
        return "trim", say("a part of its sentence, not {relation}", relation=span.relation)
    if span.relation in ("verbatim", "trim") and blocks.bounded(place.document, place.chunk, span.start):
        return "trim", say("a point of a list without what introduces it")
    return None


def _support(view: View, backed: Backed) -> Iterator[Finding]:
    entry, sentence = backed.entry, backed.item.sentence
    if backed.mixed:
        message = say("it cites more than what says it and what places its side")
        yield Finding(code="support", message=message, line=sentence.line)
        return
    verdict = verdicts.judge(view, backed)
    if not verdict.stands:
        why = say(" ({why})", why=verdict.why) if verdict.why else ""
        message = say("not what the source says{why}: “{text}”", why=why, text=sentence.text[:60])
        yield Finding(code="support", message=message, line=sentence.line)
    elif verdict.doubt and not entry.accepted:
        message = say("{doubt}: “{text}” ({id})", doubt=verdict.doubt, text=sentence.text[:60], id=entry.id)
        yield Finding(code="pending", message=message, line=sentence.line)


def _placed(view: View, backed: Backed) -> bool:
    """Tell whether the words before a claim name the article or the heading that its source has it below."""
    entry, script = backed.entry, view.script
    if entry.kind != "claim" or not backed.saying:
        return False
    place = backed.saying[0]
    side = next((one for one in view.subjects if one.name == entry.side), None)
    if (leads := support.excerpted(place.document, place.chunk, place.span, script, side)) is not None:
        return entry.lead in leads
    if parts := editing.parts(entry, place.document, place.chunk):
        return entry.lead in editing.leads(parts, place.document, place.chunk, script, side)
    if (whose := support.instructing(place.document, place.chunk, place.span, script)) is not None:
        return entry.lead == whose
    above = [
        headings.above(heading, "en" if script == "en" else "zh")
        for heading in place.chunk.headings_at(place.span.start)[-1:]
    ]
    leads = [wording.answered_lead(script, entry.side or "", heading) for heading in above if heading]
    places = support.placed(place.document, place.chunk, place.span, script)
    title = place.document.title
    return entry.lead in (*leads, *(lead for where in places for lead in articles(script, title, where, side)))


def _lead_allowed(entry: Entry, script: str) -> bool:
    """Tell whether the words before the source's own may stand there; a cell has at most those for its class."""
    if entry.kind == "claim":
        return support.lead_allowed(entry.lead, script)
    member = any(span.relation == "membership" for span in entry.supports)
    group = support.group(entry, script) if member else None
    return entry.kind == "quotation" or entry.lead == (wording.class_cell(script, group) if group else "")
