"""The notes below a report: each source once, under its number, and the passages that the sentences rest on."""

from collections.abc import Mapping

from generator.brief import references
from generator.corpus.locators import said
from generator.site import panel
from generator.site.markup import block, clean, esc, facts, link, outside, relative
from generator.site.walk import Note, Stated, Walk
from generator.site.words import WORDS


def render(walk: Walk) -> str:
    """Return the list, markup."""
    words = WORDS[walk.language]
    listed = "".join(_source(walk, notes) + "".join(_passage(walk, note) for note in notes) for notes in walk.groups)
    more = block("p", "more", link(relative(walk.path, walk.references), esc(words["to_references"])))
    return block("section", "notes-block", block("ol", "notes", listed), more)


def mark(walk: Walk, stated: Stated, number: int) -> str:
    """Return the number behind a sentence, a link; what only shows why it speaks of its side looks different."""
    note = walk.notes[number - 1]
    described = f"note-{number} {_head(walk, note)}"
    href = target(walk, walk.path, note)
    if number not in stated.belonging:
        return link(href, esc(note.label), "cite", aria_describedby=described)
    return link(href, esc(note.label), "cite belongs", aria_describedby=described, data_why=why(walk, stated))


def why(walk: Walk, stated: Stated) -> str:
    """Return what a passage is for that says nothing of what is stated, plain text."""
    words = WORDS[walk.language]
    side = clean(stated.entry.side or "") if stated.entry else ""
    return words["why"].format(side=side) if side else words["relation_membership"]


def target(walk: Walk, from_path: str, note: Note) -> str:
    """Return where a note leads: the span in its source, the logo card, else the reference page."""
    if note.kind == "image":
        files = [logo.get("image") for logo in panel.identified(walk)]
        number = files.index(note.title) + 1 if note.title in files else 0
        return relative(from_path, walk.path, f"logo-{number}" if number else f"note-{note.number}")
    if note.place is not None and note.place.publish != "none":
        return relative(from_path, note.place.path, note.anchor)
    return relative(from_path, walk.references, f"ref-{note.number}")


def known(note: Note, key: str) -> str:
    """Return what brief or document say of the source, plain text, "" if neither does."""
    return clean(note.source.get(key) or (note.place.document.get(key) if note.place else ""))


def _head(walk: Walk, note: Note) -> str:
    return f"of-{walk.numbers[note.group]}"


def _source(walk: Walk, notes: tuple[Note, ...]) -> str:
    """Return the line of a source: number, authors, year, title, kind, date, original address."""
    words, note = WORDS[walk.language], notes[0]
    title = block("cite", "", esc(note.title))
    if note.place:
        title = link(relative(walk.path, note.place.path), title)
    authors, date, address = references.authors(known(note, "author")), known(note, "date"), known(note, "url")
    by = f"{authors}{f' ({date[:4]})' if date else ''}. " if authors else ""
    said = panel.identity(walk, note.title) if note.kind == "image" else []
    told = facts(
        [*map(esc, (panel.kind_of(note.kind, note.place, words), date, *said)), outside(address) if address else ""]
    )
    number = block("span", "n", str(walk.numbers[note.group]))
    return block("li", "of", number, block("div", "", esc(by), " ", title, block("span", "from", told)),
                 id=_head(walk, note))  # fmt: skip


def _passage(walk: Walk, note: Note) -> str:
    words, citing = WORDS[walk.language], walk.citing(note.number)
    quote = block("q", "", esc(note.support.quote)) if note.support and note.support.quote else ""
    backs = "".join(
        link(f"#{one.anchor}", "↩", "back", aria_label=f"{words['to_brief']} {note.label}")
        for one in citing
        if one.anchor
    )
    signed = (one.entry.signed for one in citing if one.entry and one.entry.signed and one.entry.accepted)
    told = dict.fromkeys(words["signed_on"].format(by=one.by, on=one.on) for one in signed)
    read = (one.entry.checked for one in citing if one.entry and one.entry.checked)
    told |= dict.fromkeys(words["checked_by"].format(model=clean(one.model)) for one in read)
    whys = dict.fromkeys(why(walk, one) for one in citing if note.number in one.belonging)
    whole = words["whole_image" if note.kind == "image" else "whole"]
    parts = [where(note, words) or esc(whole), *map(esc, told)]
    line = " · ".join(parts) + "".join(block("span", "why", f" · {esc(said)}") for said in whys)
    there = link(target(walk, walk.path, note), line, "where")
    inner = block("div", "", quote, block("span", "from", there), backs)
    return block(
        "li", "", block("span", "n", esc(note.label)), inner, id=f"note-{note.number}", data_of=_head(walk, note)
    )


def where(note: Note, words: Mapping[str, str]) -> str:
    """Return passage or page, what was done to the words, and a remark when the source is not as it was, as markup."""
    parts = [block("span", "nb", esc(part)) for part in _position(note, words)]
    if note.support and note.support.relation in ("edited", "retold"):
        parts.append(esc(words[f"relation_{note.support.relation}"]))
    if note.state != "found" and note.kind != "image":
        parts.append(block("em", "changed", esc(words[f"state_{note.state}"])))
    return " · ".join(parts)


def _position(note: Note, words: Mapping[str, str]) -> tuple[str, ...]:
    """Return "passage 2" or "p. 2", as plain text; nothing for an image."""
    if note.kind == "image":
        return ()
    if note.support is not None and note.support.page is not None:
        return (said(note.support.page, words["spoken"]),)
    if note.citation is not None and note.kind == "document" and not note.citation.chunked:
        return (said(note.citation.where, words["spoken"]),)
    if note.citation is not None and note.citation.number is not None:
        return (words["chunk"].format(n=note.citation.number),)
    return (words["chunk"].format(n=note.support.chunk),) if note.support else ()
