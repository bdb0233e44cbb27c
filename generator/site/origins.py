"""What the sources of a part of a brief count as: copies of one text count once, and so does one publisher."""

from generator.site.markup import clean
from generator.site.walk import Note, Stated, Walk


def origins(walk: Walk, one: Stated, relations: tuple[str, ...] = ()) -> set[str]:
    """Return the origins that a sentence rests on; by spans of some `relations` or of all but those of its class."""
    notes = [walk.notes[n - 1] for n in one.notes if n not in one.belonging]
    return {_origin(walk, note) for note in notes if not relations or _relation(note) in relations}


def _origin(walk: Walk, note: Note) -> str:
    """Return what a note counts as: its publisher where one is named, else the text that stands for its copies."""
    publisher = clean(note.place.document.get("source") if note.place else "").casefold()
    own = note.place.path if note.place else note.group
    return f"by {publisher}" if publisher else walk.copies.get(own, own)


def _relation(note: Note) -> str:
    return note.support.relation if note.support else ""
