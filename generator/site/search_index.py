"""What the search of the site looks through: the sentences of briefs and the blocks of sources, each with its place.

Two scripts, loaded when a reader opens the search (`site_overrides/assets/search.js`): that works from a folder too.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from generator.language import tokens
from generator.site.markup import clean, relative
from generator.site.source_page import block_anchor, is_shown
from generator.site.walk import Place, Sighting, Walk, part_anchor

BRIEFS, SOURCES = "assets/search-briefs.js", "assets/search-sources.js"
_HAN = range(0x3400, 0xA000)

Entry = tuple[str, str]
"""(anchor on the page, text)."""


def render(walks: Iterable[Walk], places: Iterable[Place], seen: Mapping[str, tuple[Sighting, ...]]) -> dict[str, str]:
    """Return both scripts by their staged paths; a source is in them as far as its page shows it."""
    briefs = [(walk.path, walk.brief.title, walk.date, list(_said(walk))) for walk in walks]
    sources = [
        (place.path, place.document.title, place.document.get("date"), list(_shown(place, seen.get(place.path, ()))))
        for place in places
    ]
    return {BRIEFS: _script("brief", briefs), SOURCES: _script("source", sources)}


def _said(walk: Walk) -> Iterator[Entry]:
    """Yield headings and sentences in order; heads of tables and the reference list say nothing of their own, and what
    was not checked is said on the page alone, where that stands beside it."""
    for section, blocks in walk.sections:
        if walk.role(section) == "references":
            continue
        yield f"section-{section.number}", clean(section.heading)
        for number, (piece, rows) in enumerate(blocks, 1):
            for row in rows[1:] if piece.kind == "table" else rows:
                for one in (one for one in row if one.sentence.text not in walk.uncounted):
                    heading = piece.kind == "heading" or not one.anchor
                    yield part_anchor(section, number, piece) if heading else one.anchor, clean(one.sentence.text)


def _shown(place: Place, seen: tuple[Sighting, ...]) -> Iterator[Entry]:
    for chunk in place.document.chunks:
        if is_shown(place, chunk, seen):
            for number, piece in enumerate(chunk.blocks, 1):
                yield block_anchor(chunk, number), clean(chunk.text[piece.start : piece.end])


def _script(kind: str, pages: list[tuple[str, str, str, list[Entry]]]) -> str:
    """Return a script that hands over the pages and the characters that count as others."""
    listed = [[relative("", path), clean(title), clean(date), said] for path, title, date, said in pages]
    held = set().union(*(text for _, title, _, said in listed for text in (title, *(one for _, one in said))))
    folded = {written: simple for written, simple in _simplified().items() if {written, simple} & held}
    handed = [kind, "".join(folded), "".join(folded.values()), listed]
    return f"(window.briefproofSearch ??= []).push({json.dumps(handed, ensure_ascii=False, separators=(',', ':'))});\n"


@cache
def _simplified() -> Mapping[str, str]:
    written = [chr(code) for code in _HAN]
    simple = tokens.simplify("\n".join(written)).split("\n")
    return {a: b for a, b in zip(written, simple, strict=True) if a != b and len(b) == 1}
