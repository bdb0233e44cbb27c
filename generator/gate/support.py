"""What it means that spans support a sentence. Support means provenance, not truth.

A claim is supported when, after its lead, it is the quoted span letter for letter (`readings.says`), and the span a
whole sentence or a trim of one; a quotation when it is that between the marks of its attribution; a cell or figure when
it is a whole sentence too (`readings.cell_fault`). A sentence that was edited is held
against its source by `rewording`, one that retells its sources freely by `retelling`. Nothing looser passes, and the
last only once signed.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from generator import platforms
from generator.brief import wording
from generator.brief.excerpted import leads
from generator.brief.ledger import Entry, Support
from generator.commission import Subject, apart
from generator.corpus import Chunk, Document
from generator.evidence import (
    attributing,
    classes,
    cleaning,
    excerpts,
    headings,
    lists,
    naming,
    readings,
    rows,
    stated,
    steps,
    voicing,
)
from generator.evidence.excerpts import Excerpt
from generator.evidence.sides import FOREMOST, Side
from generator.gate import rewording
from generator.gate.retelling import Source
from generator.gate.rewording import Judgement
from generator.language import text
from generator.language.text import match_key


@cache
def subject(name: str, aliases: tuple[str, ...] = ()) -> Subject:
    """Return the subject of that name and these other ones, with the classes that the platform file knows of it.

    Names are the commission's alone: where two subjects are one platform's, its names tell neither from the other.
    """
    platform = platforms.find(name)
    if platform is None:  # looked for only then: the pattern of all names takes a third of a second to make
        mentioned = {mention.platform.name: mention.platform for mention in platforms.mentions(name)}
        platform = next(iter(mentioned.values())) if len(mentioned) == 1 else None
    return Subject(
        name=name,
        origin="text",
        words="",
        aliases=aliases,
        classes=platform.classes if platform else (),
    )


def subjects(front: Mapping[str, Any]) -> tuple[Subject, ...]:
    """Return the subjects of a brief's commission."""
    return apart(tuple(subject(s["name"], tuple(s.get("aliases", ()))) for s in front["commission"]["subjects"]))


def side(front: Mapping[str, Any], name: str) -> Subject:
    """Return the side of that name among those of a brief's commission."""
    return next(one for one in subjects(front) if one.name == name)


def opens(front: Mapping[str, Any], words: str) -> bool:
    """Tell whether words open with the name of a subject, so that nothing before them need say of what they speak."""
    return any(naming.foremost(words, naming.known_as(one), FOREMOST) for one in subjects(front))


def says(
    entry: Entry, support: Support, document: Document, script: str, sides: tuple[Subject, ...], *, attached: bool
) -> bool:
    """Tell whether the quoted span says what the sentence says."""
    if support.relation == excerpts.RELATION:
        return excerpt(entry, support, document, script, sides) is not None
    if entry.kind == "quotation":
        before, after = wording.attribution(script, document.title, support.page if attached else None)
        if entry.lead == (more := wording.goes_on(script))[0]:
            before, after = more  # that it follows a quotation from the same source is the paragraph's matter
        if entry.lead != before or not entry.text.startswith(before) or not entry.text.endswith(after):
            return False
        own = entry.text[len(before) : len(entry.text) - len(after)]
        return _has(own, support, document, led=False)
    own = entry.text[len(entry.lead) :]
    return entry.text.startswith(entry.lead) and _has(own, support, document, led=entry.lead != "")


def _has(own: str, support: Support, document: Document, *, led: bool) -> bool:
    """Tell whether words are what the quoted span says: of steps the words of the points where they stand."""
    if support.relation != steps.RELATION:
        return readings.says(own, support.quote, document.language, support.relation, led=led)
    chunk = document.chunks[support.chunk - 1]
    found = steps.at(document, chunk, support.start, support.end)
    return found is not None and match_key(own) == match_key(steps.said(chunk, found, document.language))


def judged(entry: Entry, support: Support, chunk: Chunk) -> Judgement:
    """Return how a sentence that a person edited stands to the sentence of its source."""
    own = entry.text.removeprefix(entry.lead)
    return rewording.judge(own, cleaning.clean(support.quote), chunk.headings_at(support.start))


def source(
    quote: str, start: int, chunk: Chunk, document: Document, side: Side, subjects: tuple[Subject, ...]
) -> Source:
    """Return a span, at `start` of its chunk, as a source that is retold.

    Whom its place tells of may be named, and whose document it is where it speaks of no side; whom only a class that it
    speaks of may not. `subjects`: the sides.
    """
    whom, words = next((one for one in subjects if one.name == side.name), None), cleaning.clean(quote)
    owner = speaker(document, subjects)
    called = whom or (owner if side.via != "all" and not naming.spoken_of(words, subjects) else None)
    names = (called.name, *called.aliases) if called and side.via != "class" else ()
    block = chunk.block_at(start)
    standing = stated.status(document)
    title = () if len(naming.mentioned(document.title, subjects)) > 1 else (document.title,)
    addresses = " ".join(_ADDRESS.findall(quote)).replace(".", " ")
    party = voicing.named(document) if voicing.speaks(words, document.language) else ()
    fact = rows.at(document, chunk, start, start + len(quote), subjects)
    return Source(
        words=rows.said(fact) if fact else words,
        around=(
            *chunk.headings_at(start),
            *title,
            *names,
            *party,
            *filter(None, (_SMALL.sub("", standing), addresses)),
        ),
        side=whom,
        sides=subjects,
        throughout=throughout(document),
        article=readings.article(document, chunk, start),
        under=(*chunk.headings_at(start), *(map(cleaning.clean, lists.parents(chunk, block)) if block else ())),
        document=document.title,
        whose=owner.name if owner else "",
        status=standing,
        party=", ".join(party),
    )


ALL_THROUGH = 0.3
"""Share of a document's chunks (0 to 1) in which a name stands that it has all through. By hand."""


@lru_cache(maxsize=1 << 10)
def throughout(document: Document) -> frozenset[str]:
    """Return the names, case folded, that stand in many chunks of a document, in three at least."""
    told = Counter(name for chunk in document.chunks for name in rewording.names(chunk.text, document.language))
    return frozenset(name for name, times in told.items() if times >= max(3, ALL_THROUGH * len(document.chunks)))


_ADDRESS = re.compile(r"https?://(?:www\.)?([\w.-]+)", re.I)
"""The host of an address, which may be named: YouTube."""
_SMALL = re.compile(r"(?<![\d.])\d{1,2}(?![\d.])")
"""Numbers of a day that a sentence may not have from what its document says of itself: they count other things too."""


def speaker(document: Document, subjects: tuple[Subject, ...]) -> Subject | None:
    """Return the side that a document speaks for: by its title, its folder or what it names, or None."""
    found = attributing.about(document, subjects) if subjects else None
    return found.subject if found else None


def placed(document: Document, chunk: Chunk, span: Support, script: str) -> tuple[str, ...]:
    """Return what may be said of where a span stands in its source: the article of a law, the heading above it."""
    article = readings.article(document, chunk, span.start)
    above = chunk.headings_at(span.start)[-1:]
    if span.relation not in ("list", "opening", "row"):
        above = tuple(filter(None, (headings.above(one, document.language) for one in above)))
    return (*filter(None, (article,)), *(wording.headed(script, heading) for heading in above))


def instructing(document: Document, chunk: Chunk, span: Support, script: str) -> str | None:
    """Return the words that say whose steps or advice a span holds, None where it holds none."""
    found = steps.at(document, chunk, span.start, span.end) if span.relation == steps.RELATION else None
    if found is None:
        return None
    return wording.steps_lead(script, document.title, found.heading, ordered=found.ordered, part=found.part)


def excerpted(
    document: Document, chunk: Chunk, span: Support, script: str, side: Subject | None
) -> tuple[str, ...] | None:
    """Return the words that may say where a source has an excerpt or of whom it speaks, None where the span is none.

    `side`: that which it is said of."""
    if span.relation != excerpts.RELATION:
        return None
    return tuple(
        lead
        for one in excerpts.at(document, chunk, span.start, span.end)
        for lead in leads(script, document.title, one, excerpts.said(chunk, one, document.language), side)
    )


def excerpt(entry: Entry, span: Support, document: Document, script: str, sides: tuple[Subject, ...]) -> Excerpt | None:
    """Return the excerpt that a claim is, by its words and by those that say where its source has it; None for none.

    Both are of one heading: what opens a part opens the first part within it, which says less behind the other's name.
    """
    if span.relation != excerpts.RELATION or entry.kind != "claim" or not entry.text.startswith(entry.lead):
        return None
    own, chunk = match_key(entry.text[len(entry.lead) :]), document.chunks[span.chunk - 1]
    for one in excerpts.at(document, chunk, span.start, span.end):
        said = excerpts.said(chunk, one, document.language)
        led = (
            leads(script, document.title, one, said, side) for side in (*sides, None)
        )  # which, the ledger's side says
        if own == match_key(said) and any(entry.lead in known for known in led):
            return one
    return None


def group_of(lead: str, script: str) -> str | None:
    """Return what a lead says the sentence speaks of: "闭源模型" for "就闭源模型而言，", or None."""
    before, after = wording.words(script)["class"].split("{group}")
    at = lead.find(before.strip())
    opens = lead[: max(at, 0)].strip() in {"", *(words.strip() for words in wording.words(script)["connective"])}
    if at < 0 or not opens or not lead.startswith(before, at) or not lead.endswith(after):
        return None
    return lead[at + len(before.strip()) : len(lead) - len(after)].strip() or None


def same_group(group: str, other: str) -> bool:
    """Tell whether two groups are the same but for spaces between Chinese and Latin letters, which a lead sets."""
    return text.space(group) == text.space(other)


def cell_group(lead: str, script: str) -> str | None:
    """Return what the lead of a cell says it speaks of: "闭源模型" for "闭源模型：", or None."""
    before, after = wording.words(script)["class_cell"].split("{group}")
    if not (lead.startswith(before) and lead.endswith(after)):
        return None
    return lead[len(before) : len(lead) - len(after)] or None


def group(entry: Entry, script: str) -> str | None:
    """Return the class that the words before the source's own say the entry speaks of, or None."""
    if entry.kind == "claim":
        return group_of(entry.lead, script)
    return cell_group(entry.lead, script) if entry.kind in ("cell", "figure") else None


def lead_allowed(lead: str, script: str) -> bool:
    """Tell whether the closed list allows the lead of a claim."""
    group = group_of(lead, script)
    return lead == "" or lead in wording.leads(script, (group,) if group else ())


def class_named(group: str, chunk: Chunk, support: Support) -> bool:
    """Tell whether the class stands in the sentence that is quoted, or in the headings above it."""
    whole = readings.sentence_at(chunk, support.start, support.end)
    sentence = chunk.text[whole[1] : whole[2]] if whole else support.quote
    return any(match_key(group) in match_key(place) for place in (sentence, *chunk.headings_at(support.start)))


def belongs(group: str, side: Subject, support: Support, chunk: Chunk) -> bool:
    """Tell whether a membership span says that the side belongs to the class."""
    found = classes.belongs(support.quote, chunk.headings_at(support.start), side)
    return found is not None and classes.kin(found, group)


def names_side(sentence: str, side: Subject) -> bool:
    """Tell whether the sentence names the side by its name or an alias."""
    return naming.known_as(side).search(sentence) is not None


def cell_side(side: Subject, others: tuple[Subject, ...], chunk: Chunk, support: Support) -> str | None:
    """Return what ties a cell to a side that its column names: the side's name, its class, or None for nothing.

    The sentence that it shows names the side, and no other side nearer to its words; or it names no
    side and a class of this one; or neither, and the nearest heading that names a side or the class does so alone.
    """
    whole = readings.sentence_at(chunk, support.start, support.end)
    if whole is None:
        return None
    sentence, before = chunk.text[whole[1] : whole[2]], chunk.text[whole[1] : support.end]
    if names_side(support.quote, side):
        return side.name
    rivals = [other for other in others if names_side(sentence, other)]
    if names_side(sentence, side):
        mine = _last(before, side)
        return side.name if mine >= 0 and all(_last(before, other) < mine for other in rivals) else None
    if rivals:
        return None
    if group := classes.group_in(sentence, side):
        return group
    for heading in reversed(chunk.headings_at(support.start)):
        named = [other for other in (side, *others) if names_side(heading, other)]
        if named:
            return side.name if named == [side] else None
        if group := classes.group_in(heading, side):
            return group
    return None


def _last(words: str, side: Subject) -> int:
    return max((match.start() for match in naming.known_as(side).finditer(words)), default=-1)
