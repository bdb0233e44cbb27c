"""The reference page of a brief: sources in order, quotations in context, the sentences that rest on them."""

from generator.site import brief_page
from generator.site.markup import (
    block,
    bullets,
    clean,
    definitions,
    esc,
    esc_part,
    front_matter,
    heading,
    link,
    outside,
    page,
    relative,
)
from generator.site.walk import Note, Walk
from generator.site.words import WORDS

CONTEXT = 90
"""Characters shown before and after a quotation."""


def render(walk: Walk) -> str:
    """Return the staged Markdown of the reference page."""
    words = WORDS[walk.language]
    title = f"{words['references']}{words['colon']}{clean(walk.brief.title)}"
    parts = [
        heading(1, title, "top"),
        block("p", "more", link(relative(walk.references, walk.path), esc(words["to_brief"]))),
        block("p", "lead", esc(words["references_intro"])),
    ]
    for number, notes in enumerate(walk.groups, 1):
        parts.append(heading(2, notes[0].title, f"source-{number}"))
        parts.append(_facts(walk, notes[0]))
        parts.extend(_note(walk, note) for note in notes)
    extra = {"hide": ["navigation"], "body": "references", "search": {"exclude": True}}
    front = front_matter(title, words["references_intro"], walk.language, **extra)
    return page(front, parts)


def _facts(walk: Walk, note: Note) -> str:
    words = WORDS[walk.language]
    document = note.place.document if note.place else None
    get = document.get if document else (lambda key: "")

    def known(key: str) -> str:
        return clean(note.source.get(key) or get(key))

    address = known("url")
    return definitions(
        [
            (words["author"], esc(known("author"))),
            (words["date"], esc(known("date"))),
            (words["url"], outside(address) if address else ""),
            (words["licence"], esc(known("licence"))),
            (words["path"], esc(note.source.get("path", ""))),
            (
                words["hash"],
                block("code", "hash", esc(note.source["sha256"])) if note.source.get("sha256") else "",
            ),
        ]
    )


def _note(walk: Walk, note: Note) -> str:
    words = WORDS[walk.language]
    where = " · ".join(brief_page.where(note, words)) or block("cite", "", esc(note.title))
    shown = link(brief_page.target(walk, walk.references, note), where, "where")
    if note.place is None and note.kind != "image" or note.place is not None and note.place.publish == "none":
        shown = block("span", "where", where)
    citing = bullets(
        (
            link(relative(walk.references, walk.path, one.anchor), esc(one.sentence.text))
            + block("span", "small", esc(one.section.heading))
            for one in walk.citing(note.number)
        ),
        "citing",
    )
    return block(
        "div",
        "quotation",
        block("p", "number", block("span", "n", str(note.number)), shown),
        _in_context(note),
        block("p", "label", esc(words["cited_by"])),
        citing,
        id=f"ref-{note.number}",
    )


def _in_context(note: Note) -> str:
    support = note.support
    if support is None or not support.quote:
        return ""
    before = after = ""
    exact = note.chunk is not None and note.chunk.text[support.start : support.end] == support.quote
    if exact and note.place is not None and note.place.publish != "none":
        before = note.chunk.text[max(0, support.start - CONTEXT) : support.start]
        after = note.chunk.text[support.end : support.end + CONTEXT]
        before = f"…{before}" if support.start > CONTEXT else before
        after = f"{after}…" if support.end + CONTEXT < len(note.chunk.text) else after
    return block("blockquote", "context", esc_part(before), block("mark", "", esc(support.quote)), esc_part(after))
