"""Where each sentence of a brief stands: the form in which the text of a brief is compared and adopted as a whole."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace

from generator.brief import Brief, citation
from generator.brief.ledger import Entry, Ledger
from generator.gate.sentences import paired, roles

BARE = ("id", "line")
"""Fields of a piece that say where it is found, not what stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A heading, sentence, list item or cell, and where it stands."""

    section: int
    under: str
    """The ### heading above it in its section, "" for none; of such a heading itself as well."""
    block: str
    """Kind of its block."""
    paragraph: int
    """Block within the section, from 1; headings count."""
    row: int
    column: int
    """Row of its block and column of its row, from 1."""
    kind: str
    """Kind of its entry, "heading", or "" where it has none."""
    text: str
    citations: tuple[str, ...] = ()
    spans: tuple[tuple[str, int, int, str], ...] = ()
    """(SHA-256 of the chunk, start, end, relation) of what it rests on; offsets in characters. Of a judgement: (id of a
    sentence, 0, 0, "rests")."""
    side: str = ""
    lead: str = ""
    """Of its entry."""
    id: str = ""
    """Of its entry."""
    line: int = 0


def pieces(brief: Brief, ledger: Ledger) -> tuple[Piece, ...]:
    """Return everything that stands below the sections, in order; the reference section has a rule of its own."""
    entries = {id(item.sentence): item.entry for item in paired(brief, ledger)}
    language, found = brief.front["commission"]["language"], []
    for section, role in zip(brief.sections, roles(brief), strict=True):
        under = ""
        for paragraph, block in enumerate(section.blocks if role != "references" else (), start=1):
            if block.kind == "heading":
                under = block.rows[0][0].text
            found += [
                Piece(
                    section=section.number, under=under, block=block.kind, paragraph=paragraph, row=row, column=column,
                    kind=entry.kind if (entry := entries.get(id(sentence))) else "heading" * (block.kind == "heading"),
                    text=sentence.text, citations=tuple(citation.render(c, language) for c in sentence.citations),
                    spans=_spans(entry) if entry else (),
                    side=(entry and entry.side) or "", lead=entry.lead if entry else "", id=entry.id if entry else "",
                    line=sentence.line,
                )
                for row, sentences in enumerate(block.rows, start=1)
                for column, sentence in enumerate(sentences, start=1)
            ]  # fmt: skip
    return tuple(found)


def _spans(entry: Entry) -> tuple[tuple[str, int, int, str], ...]:
    told = ((s.chunk_sha256, s.start, s.end, s.relation) for s in entry.supports)
    return (*told, *((name, 0, 0, "rests") for name in entry.rests))


def evidence(ledger: Ledger) -> str:
    """Return the SHA-256 of all that a ledger records of its sentences, signatures left out."""
    entries = [replace(entry, signed=None) for entry in ledger.entries]
    return hashlib.sha256(repr((entries, ledger.reader, ledger.dropped)).encode()).hexdigest()


def whole(brief: Brief, ledger: Ledger) -> str:
    """Return the SHA-256 of a text with its question, headings, places and evidence: what a person adopts."""
    found = pieces(brief, ledger)
    plain = [[value for key, value in asdict(piece).items() if key not in BARE] for piece in found]
    head = [brief.front["commission"]["query"], brief.title, *(section.heading for section in brief.sections)]
    return hashlib.sha256(json.dumps([head, plain], ensure_ascii=False).encode()).hexdigest()
