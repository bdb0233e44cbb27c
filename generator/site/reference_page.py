"""The reference page of a brief: sources in order, quotations in context, the sentences that rest on them."""

from generator.brief import references
from generator.site import notes as listed, panel
from generator.site.markup import (
    block,
    bullets,
    clean,
    definitions,
    details,
    esc,
    esc_part,
    facts,
    front_matter,
    heading,
    link,
    outside,
    page,
    relative,
    whole_words,
)
from generator.site.walk import Note, Stated, Walk
from generator.site.words import WORDS

CONTEXT = 90
"""Characters shown before and after a quotation, at most; no word is cut."""
_LOOSE = " \n,;，；、"
"""What stands at neither end of a text that goes on."""


def render(walk: Walk) -> str:
    """Return the staged Markdown of the reference page."""
    words = WORDS[walk.language]
    title = f"{words['references']}{words['colon']}{clean(walk.brief.title)}"
    parts = [
        heading(1, title, "top"),
        block("p", "more", link(relative(walk.references, walk.path), esc(words["to_brief"]))),
        block("p", "lead", esc(words["references_intro"])),
    ]
    for notes in walk.groups:
        number = walk.numbers[notes[0].group]
        parts.append(heading(2, f"{number}. {notes[0].title}", f"source-{number}"))
        parts.append(_facts(walk, notes[0]))
        parts.extend(_note(walk, note) for note in notes)
    extra = {"hide": ["navigation"], "body": "references", "shared": walk.shared}
    front = front_matter(title, words["references_intro"], walk.language, **extra)
    return page(front, parts)


def _facts(walk: Walk, note: Note) -> str:
    words = WORDS[walk.language]
    address, digest = listed.known(note, "url"), note.source.get("sha256")
    told = definitions(
        [
            (words["author"], esc(references.authors(listed.known(note, "author")))),
            (words["date"], esc(listed.known(note, "date"))),
            (words["type"], esc(panel.kind_of(note.kind, note.place, words))),
            (words["url"], outside(address) if address else ""),
            (words["licence"], esc(listed.known(note, "licence"))),
        ]
    )
    for_checking = definitions(
        [
            (words["path"], esc(note.source.get("file") or clean(note.source.get("path", "")).rsplit("/", 1)[-1])),
            (words["hash"], block("code", "hash", esc(digest)) if digest else ""),
        ]
    )
    return block("div", "", told, details(esc(words["for_checking"]), for_checking) if "<dt>" in for_checking else "")


def _note(walk: Walk, note: Note) -> str:
    words = WORDS[walk.language]
    where = listed.where(note, words) or block("cite", "", esc(note.title))
    shown = link(listed.target(walk, walk.references, note), where, "where")
    if note.place is None and note.kind != "image" or note.place is not None and note.place.publish == "none":
        shown = block("span", "where", where)
    citing = bullets(
        (
            link(relative(walk.references, walk.path, one.anchor), esc(one.sentence.text))
            + block("span", "small", facts([esc(one.section.heading), esc(_why(walk, one, note))]))
            for one in walk.citing(note.number)
        ),
        "citing",
    )
    return block(
        "div",
        "quotation",
        block("p", "number", block("span", "n", esc(note.label)), shown),
        _in_context(note),
        block("p", "label", esc(words["cited_by"])),
        citing,
        id=f"ref-{note.number}",
    )


def _why(walk: Walk, stated: Stated, note: Note) -> str:
    return listed.why(walk, stated) if note.number in stated.belonging else ""


def _in_context(note: Note) -> str:
    support = note.support
    if support is None or not support.quote:
        return ""
    before = after = ""
    exact = note.chunk is not None and note.chunk.text[support.start : support.end] == support.quote
    if exact and note.place is not None and note.place.publish != "none":
        told = note.chunk.text
        first = whole_words(told, max(0, support.start - CONTEXT))
        last = whole_words(told, min(len(told), support.end + CONTEXT), back=True)
        before, after = told[min(first, support.start) : support.start], told[support.end : max(last, support.end)]
        before = f"…{before.lstrip(_LOOSE)}" if first > 0 else before
        after = f"{after.rstrip(_LOOSE)}…" if last < len(told) else after
    return block("blockquote", "context", esc_part(before), block("mark", "", esc(support.quote)), esc_part(after))
