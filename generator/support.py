"""What it means that spans support a sentence. Support means provenance, not truth.

A claim is supported when, after its lead, it is the quoted span itself under `text.match_key`; a quotation when
it is the span between the marks of its attribution. Nothing looser passes.
"""

from generator import claims, platforms, wording
from generator.commission import Subject
from generator.corpus import Chunk, Document
from generator.ledger import Entry, Support
from generator.text import match_key


def subject(name: str, aliases: tuple[str, ...] = ()) -> Subject:
    """Return the subject of that name with what the platform file and the brief know of its names and classes."""
    mentioned = {mention.platform.name: mention.platform for mention in platforms.mentions(name)}
    platform = platforms.find(name) or (next(iter(mentioned.values())) if len(mentioned) == 1 else None)
    known = platform.names if platform else ()
    return Subject(
        name=name,
        origin="text",
        words="",
        aliases=tuple(dict.fromkeys((*aliases, *known))),
        classes=platform.classes if platform else (),
        resolved=True,
    )


def headings(chunk: Chunk, start: int) -> tuple[str, ...]:
    """Return the heading path above the character at `start`."""
    for block in chunk.blocks:
        if block.start <= start < block.end:
            return block.heading_path
    return chunk.heading_path


def says(entry: Entry, support: Support, document: Document, language: str, *, attached: bool) -> bool:
    """Tell whether the quoted span says what the sentence says."""
    quote = match_key(claims.clean(support.quote))
    if entry.kind == "quotation":
        before, after = wording.attribution(language, document.title, support.page if attached else None)
        if entry.lead != before or not entry.text.startswith(before) or not entry.text.endswith(after):
            return False
        return match_key(entry.text[len(before) : len(entry.text) - len(after)]) == quote
    return entry.text.startswith(entry.lead) and match_key(entry.text[len(entry.lead) :]) == quote


def group_of(lead: str, language: str) -> str | None:
    """Return what a lead says the sentence speaks of: "闭源模型" for "就闭源模型而言，", or None."""
    before, after = wording.words(language)["class"].split("{group}")
    at = lead.find(before.strip())
    if at < 0 or not lead.endswith(after):
        return None
    return lead[at + len(before.strip()) : len(lead) - len(after)].strip() or None


def lead_allowed(lead: str, language: str) -> bool:
    """Tell whether the closed list allows the lead of a claim."""
    group = group_of(lead, language)
    return lead == "" or lead in wording.leads(language, (group,) if group else ())


def class_named(group: str, quote: str, path: tuple[str, ...]) -> bool:
    """Tell whether the class stands in the quote or in the headings above it."""
    return any(match_key(group) in match_key(place) for place in (quote, *path))


def belongs(group: str, side: Subject, support: Support, chunk: Chunk) -> bool:
    """Tell whether a membership span says that the side belongs to the class."""
    found = claims.belongs(support.quote, headings(chunk, support.start), side)
    return found is not None and claims.kin(found, group)


def names_side(text: str, side: Subject) -> bool:
    """Tell whether the sentence names the side by its name or an alias."""
    return claims.pattern((side.name, *side.aliases)).search(text) is not None
