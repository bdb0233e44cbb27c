"""What may stand where in a section: ### headings, tables, the gap list, and which kinds of sentences these hold."""

from collections.abc import Iterator
from itertools import takewhile

from generator.brief import Block, Section, outline, wording
from generator.evidence import COMPARED, POSED, fitting, rows as facts
from generator.gate import passing
from generator.gate.rules import Finding
from generator.gate.sentences import Item
from generator.gate.view import Backed, View
from generator.messages import say

KINDS = {
    "paragraph": ("claim", "quotation", "meta", "framing", "judgement"),
    "bullets": ("meta",),
    "table": ("meta", "cell", "figure"),
}
"""What each kind of block may hold."""


def check(view: View) -> Iterator[Finding]:
    """Yield what stands where the writers put nothing of the kind."""
    seen: set[str] = set()
    for section, role in zip(view.brief.sections, view.roles, strict=True):
        if role == "references":
            continue
        for at, block in enumerate(section.blocks):
            line = block.rows[0][0].line
            if block.kind == "heading":
                for row in block.rows:
                    message = (
                        _misplaced(view, section, role, at) if len(block.rows) == 1 else say("two headings in a row")
                    )
                    each = (wording.words(view.script)["facts_heading"],)  # each section may have it
                    own = row[0].text in (*each, *_questions(view, section))
                    key = f"{section.number} {row[0].text}" if own else row[0].text
                    if key in seen:
                        message = say("it stands there twice")
                    seen.add(key)
                    if message:
                        yield Finding(
                            code="place",
                            message=say("### {text}: {message}", text=row[0].text, message=message),
                            line=row[0].line,
                        )
            elif block.kind != "paragraph" and (at == 0 or section.blocks[at - 1].kind != "heading"):
                yield Finding(code="place", message=say("no heading introduces the {kind}", kind=block.kind), line=line)
    yield from _gaps(view)
    for item in view.items:
        yield from _kind(view, item)
    yield from _tables(view)


def _misplaced(view: View, section: Section, role: str, at: int) -> str:
    """Return what is wrong with a heading at a position of its section, "" for nothing."""
    words, heading = wording.words(view.script), section.blocks[at].rows[0][0]
    below = section.blocks[at + 1] if at + 1 < len(section.blocks) else None
    head = tuple(cell.text for cell in below.rows[0]) if below and below.kind == "table" else ()
    gaps, tabled = outline.gaps_at(view.roles) == section.number, outline.table_at(view.roles)
    known = {
        words["table_heading"]: (tabled == section.number, head == wording.table_head(view.front)),
        words["facts_heading"]: (role in COMPARED, head == wording.table_head(view.front)),
        words["figures_heading"]: (role in COMPARED, head == wording.figures_head(view.script)),
        words["judged_heading"]: (_last(view) == section.number, below is not None and _judged(view, below)),
        wording.gap_heading(view.front): (gaps, below is not None and below.kind == "bullets"),
    }
    asked = _questions(view, section) if role in COMPARED else ()
    if heading.text not in known and heading.text in asked and not heading.citations:
        if below is None or below.kind != "paragraph":
            return say("no paragraph of evidence follows")
        return _unspoken(view, section, at)
    if heading.text not in known or heading.citations:
        return say("no heading of the closed list; there are {known}", known=", ".join((*known, *asked)))
    here, introduces = known[heading.text]
    if not here:
        return say("not in this section")
    return "" if introduces else say("what it introduces does not follow")


def _last(view: View) -> int:
    """Return the number of the last section that answers the commission."""
    return max((n for n, role in enumerate(view.roles, start=1) if role in POSED), default=0)


def _judged(view: View, block: Block) -> bool:
    """Tell whether a paragraph holds judgement and nothing else."""
    own = [item.entry for item in view.items if item.block is block]
    return block.kind == "paragraph" and bool(own) and all(entry and entry.kind == "judgement" for entry in own)


def _questions(view: View, section: Section) -> tuple[str, ...]:
    """Return what the title of a section asks, each of which may stand above what answers it."""
    known = view.commission["sections"]
    return fitting.questions(str(known[section.number - 1]["title"])) if section.number <= len(known) else ()


def _unspoken(view: View, section: Section, at: int) -> str:
    """Return what of the paragraphs below a label does not speak of it, "" for nothing."""
    label = section.blocks[at].rows[0][0].text
    below = tuple(takewhile(lambda block: block.kind == "paragraph", section.blocks[at + 1 :]))
    for one in passing.first([one for one in view.backed if any(one.item.block is block for block in below)]):
        if not _speaks_of(view, label, one):
            return say("“{text}” does not speak of it", text=one.item.sentence.text[:40])
    return ""


def _gaps(view: View) -> Iterator[Finding]:
    """Compare the gap list with the front matter: in its section, whole, once."""
    number = outline.gaps_at(view.roles)
    if number is None:
        return
    section = view.brief.sections[number - 1]
    lists = [tuple(row[0].text for row in block.rows) for block in section.blocks if block.kind == "bullets"]
    if lists != [wording.gaps(view.front)]:
        yield Finding(code="meta", message=say("the gap list is not what the front matter says"), line=section.line)


def _kind(view: View, item: Item) -> Iterator[Finding]:
    """Judge whether a sentence is of a kind that stands in such a block and section."""
    entry, line = item.entry, item.sentence.line
    if entry is None:
        return
    sourced = entry.kind not in ("meta", "framing")
    if entry.kind not in KINDS[item.block.kind] or (sourced and item.role not in POSED):
        message = say("a {kind} has no place in a {block} of this section", kind=entry.kind, block=item.block.kind)
        yield Finding(code="place", message=message, line=line)
    elif item.block.kind == "table" and (sourced or item.row == 0 or item.column == 0):
        figures = item.headers == wording.figures_head(view.script)
        row = ("meta", "meta", "figure") if figures else ("meta", *["cell"] * len(view.names))
        if len(row) != len(item.block.rows[item.row]):
            yield Finding(code="place", message=say("the row has not as many cells as the head"), line=line)
        elif entry.kind != ("meta" if item.row == 0 else row[item.column]) and not _empty(view, item):
            yield Finding(code="place", message=say("a {kind} has no place in this cell", kind=entry.kind), line=line)


def _empty(view: View, item: Item) -> bool:
    """Tell whether a cell says that its side is not in the tables."""
    return item.column > 0 and item.sentence.text == wording.words(view.script)["no_cell"]


# --- tables


def _tables(view: View) -> Iterator[Finding]:
    """Compare each table of evidence with what its head, labels and sides say."""
    backed = {(one.item.sentence.line, one.item.column): one for one in view.backed}
    for section in view.brief.sections:
        for block in section.blocks:
            if block.kind != "table":
                continue
            head = tuple(cell.text for cell in block.rows[0])
            rows = [[backed.get((row[0].line, n)) for n in range(len(row))] for row in block.rows[1:]]
            above = section.blocks[section.blocks.index(block) - 1].rows[0][0].text
            if head == wording.table_head(view.front) and above == wording.words(view.script)["facts_heading"]:
                yield from _facts(view, block, rows)
            elif head == wording.table_head(view.front):
                yield from _comparison(view, block, rows)
            elif head == wording.figures_head(view.script):
                yield from _figures(view, block, rows)


def _comparison(view: View, block: Block, rows: list[list[Backed | None]]) -> Iterator[Finding]:
    """Compare the labels with the front matter, and each with what the cells of its row cite."""
    labels = tuple(row[0].text for row in block.rows[1:])
    if labels != wording.aspects(view.front)[: len(labels)]:  # those of the tables of facts follow
        message = say("the rows are not the aspects that the front matter lists, in its order")
        yield Finding(code="place", message=message, line=block.rows[0][0].line)
    for words, row, cells in zip(labels, block.rows[1:], rows, strict=True):
        for cell, found in zip(row[1:], cells[1:], strict=True):
            if not cell.citations:
                yield Finding(
                    code="place", message=say("{words}: a cell without evidence", words=words), line=cell.line
                )
            elif found and not _speaks_of(view, words, found):
                message = say("the source of “{text}” does not speak of “{words}”", text=cell.text[:40], words=words)
                yield Finding(code="place", message=message, line=cell.line)


def _facts(view: View, block: Block, rows: list[list[Backed | None]]) -> Iterator[Finding]:
    """Compare each label of a table of facts with the tables that its row is from."""
    for row, cells in zip(block.rows[1:], rows, strict=True):
        told = [(cell, found) for cell, found in zip(row[1:], cells[1:], strict=True) if cell.citations]
        if not told:
            yield Finding(
                code="place", message=say("{text}: a row without evidence", text=row[0].text), line=row[0].line
            )
        respects = [_respect(view, found) for _, found in told if found]
        meant = next((one for one in wording.respects(view.script, row[0].text) if one in respects), None)
        for cell, found in told:
            if found and not (meant and facts.alike(_respect(view, found), meant)):
                message = say("the table of “{text}” does not speak of “{row}”", text=cell.text[:40], row=row[0].text)
                yield Finding(code="place", message=message, line=cell.line)


def _respect(view: View, one: Backed) -> str:
    """Return in which respect a value stands in its table, "" for what is no value of one."""
    for place in one.saying[:1]:
        fact = facts.at(place.document, place.chunk, place.span.start, place.span.end, view.subjects)
        return fact.label if fact else ""
    return ""


def _speaks_of(view: View, label: str, one: Backed) -> bool:
    """Tell whether what a sentence rests on, or a heading above it, speaks of the question that a label is."""
    for place in one.saying[:1]:
        if _respect(view, one) == label:
            return True
        headings = (*place.chunk.headings_at(place.span.start), place.document.title)
        block = place.chunk.block_at(place.span.start)
        said = place.chunk.text[block.start : max(block.end, place.span.end)] if block else place.span.quote
        return fitting.speaks(label, headings, said)
    return False


def _figures(view: View, block: Block, rows: list[list[Backed | None]]) -> Iterator[Finding]:
    """Judge the order of key figures: side by side, those of a document together and as they run."""
    found = [(row[0].text, cells[-1].saying[0]) for row, cells in zip(block.rows[1:], rows, strict=True) if cells[-1]]
    order = {name: n for n, name in enumerate(view.names)}
    first = {(name, place.document.path): n for n, (name, place) in reversed(tuple(enumerate(found)))}
    keys = [
        (order.get(name, -1), first[name, place.document.path], place.span.chunk, place.span.start)
        for name, place in found
    ]
    if keys != sorted(keys):
        message = say("the key figures do not stand side by side and as their sources run")
        yield Finding(code="place", message=message, line=block.rows[0][0].line)
