"""How many independent sources say what a sentence says: copies of one text count once, and so does one publisher."""

from generator.brief import ledger as ledgers
from generator.brief.ledger import Support
from generator.gate import checking
from generator.site.markup import clean
from generator.site.walk import Note, Stated, Walk


def origins(walk: Walk, one: Stated, relations: tuple[str, ...] = ()) -> set[str]:
    """Return the origins that a sentence rests on; by spans of some `relations` or of all but those of its class."""
    notes = [walk.notes[n - 1] for n in one.notes if n not in one.belonging]
    return {_origin(walk, note) for note in notes if not relations or _relation(note) in relations}


def independent(walk: Walk, one: Stated) -> int:
    """Return how many origins say all of a sentence: of one in other words those in which a second reader found words
    for each of its statements, at least; 1 where nobody looked."""
    entry = one.entry
    if entry is None or not entry.supports:
        return 0
    if entry.checked is None:
        return max(1, len(origins(walk, one, ledgers.WORD_FOR_WORD)))
    known = {_place(note.support): _origin(walk, note) for note in walk.notes if note.support}
    saying = [span for span in entry.supports if span.relation != "membership"]
    passages = {f"p{n}": known.get(_place(span)) for n, span in enumerate(saying, 1)}
    told = checking.statements(entry.checked.reply) or ()
    found = [{passages.get(name) for name, _ in statement.quotes} - {None} for statement in told]
    return max(1, min(map(len, found), default=1))


def _place(span: Support) -> tuple[str, int, int]:
    return span.source, span.chunk, span.start


def _origin(walk: Walk, note: Note) -> str:
    """Return what a note counts as: its publisher where one is named, else the text that stands for its copies."""
    publisher = clean(note.place.document.get("source") if note.place else "").casefold()
    own = note.place.path if note.place else note.group
    return f"by {publisher}" if publisher else walk.copies.get(own, own)


def _relation(note: Note) -> str:
    return note.support.relation if note.support else ""
