"""The page of one brief: badge, evidence panel, report, notes."""

import re
from collections.abc import Mapping

from generator.brief import Block
from generator.site import chart, panel, tags_page
from generator.site.markup import (
    block,
    bullets,
    clean,
    details,
    esc,
    esc_code,
    front_matter,
    heading,
    link,
    mapping,
    page,
    relative,
)
from generator.site.walk import Note, Stated, Walk
from generator.site.words import WORDS

_FULL_STOPS = ("。", "！", "？", "；")
"""Their glyphs leave room on the right, where the number hangs."""
_LISTED = re.compile(r"(S\d+)\. ")
"""How a line of the reference section opens: see `generator.references`."""


def render(walk: Walk, images: Mapping[str, str], rules: panel.Rules) -> str:
    """Return the staged Markdown of the brief; `images` maps an image's hash to its staged path."""
    words = WORDS[walk.language]
    front = front_matter(
        walk.brief.title,
        panel.summary(walk),
        walk.language,
        hide=["navigation"],
        body="brief",
        file=f"briefs/{walk.stem}.md",
    )
    return page(
        front,
        [
            heading(1, walk.brief.title, "top"),
            block("p", "byline", panel.byline(walk), data_search_exclude=""),
            block("p", "tags", tags_page.chips(walk, walk.path, tags_page.KINDS), data_search_exclude=""),
            panel.notices(walk),
            panel.badge(walk, rules),
            panel.evidence(walk, images),
            *_report(walk),
            chart.by_section(walk),
            heading(2, words["notes"], "notes", searched=False),
            _notes(walk),
            heading(2, words["verify"], "verify", searched=False),
            _verify(walk),
            heading(2, words["cite_this"], "cite", searched=False),
            _cite_this(walk),
        ],
    )


def _report(walk: Walk) -> list[str]:
    parts, position = [], 0
    for section in walk.brief.sections:
        parts.append(heading(2, section.heading, f"section-{section.number}"))
        for number, piece in enumerate(section.blocks, 1):
            size = sum(len(row) for row in piece.rows)
            parts.append(_block(walk, piece, walk.stated[position : position + size], f"{section.number}-{number}"))
            position += size
    return parts


def _block(walk: Walk, piece: Block, stated: tuple[Stated, ...], name: str) -> str:
    rows, position = [], 0
    for row in piece.rows:
        rows.append(stated[position : position + len(row)])
        position += len(row)
    if piece.kind == "heading":
        return heading(3, " ".join(one.sentence.text for one in stated), f"part-{name}")
    if piece.kind == "table":
        return _table(walk, rows)
    if piece.kind == "bullets":
        return bullets((_row(walk, row) for row in rows), "report")
    return "\n\n".join(block("p", "report", _row(walk, row)) for row in rows)


def _row(walk: Walk, row: tuple[Stated, ...]) -> str:
    """Join sentences: Chinese ones without a space, as the page is set, others with one."""
    return ("" if walk.language == "zh" else " ").join(_sentence(walk, one) for one in row)


def _sentence(walk: Walk, stated: Stated) -> str:
    marks = "".join(_mark(walk, number) for number in stated.notes)
    text = stated.sentence.text
    at = stated.sentence.line
    broken = at and any(finding.line == at and finding.severity == "error" for finding in walk.findings or ())
    hung = " hung" if text.endswith(_FULL_STOPS) else ""
    inner = esc(text) + (block("sup", f"cites{hung}", marks, data_search_exclude="") if marks else "")
    listed = _LISTED.match(text)
    if listed and (place := _source_section(walk, listed[1])):
        label = esc(WORDS[walk.language]["references"])
        inner += link(relative(walk.path, walk.references, place), label, "listed-at")
    classes = "s broken" if broken else "s"
    return block("span", classes, inner, **({"id": stated.anchor} if stated.anchor else {}))


def _source_section(walk: Walk, source: str) -> str:
    """Return the anchor of a source on the reference page, "" when nothing of it is quoted."""
    numbered = enumerate(walk.groups, 1)
    return next((f"source-{number}" for number, notes in numbered if notes[0].group == source), "")


def _mark(walk: Walk, number: int) -> str:
    note = walk.notes[number - 1]
    return link(target(walk, walk.path, note), str(number), "cite", aria_describedby=f"note-{number}")


def target(walk: Walk, from_path: str, note: Note) -> str:
    """Return where a note leads: the span in its source, the logo card, else the reference page."""
    if note.kind == "image":
        files = [logo.get("image") for logo in panel.identified(walk)]
        number = files.index(note.title) + 1 if note.title in files else 0
        return relative(from_path, walk.path, f"logo-{number}" if number else f"note-{note.number}")
    if note.place is not None and note.place.publish == "none":
        return relative(from_path, walk.references, f"ref-{note.number}")
    if note.place is not None:
        return relative(from_path, note.place.path, note.anchor)
    return relative(from_path, walk.references, f"ref-{note.number}")


def _table(walk: Walk, rows: list[tuple[Stated, ...]]) -> str:
    head, *body = rows
    cells = "".join(block("th", "", _sentence(walk, one), scope="col") for one in head)
    lines = "".join(
        "<tr>"
        + block("th", "", _sentence(walk, row[0]), scope="row")
        + "".join(block("td", "", _sentence(walk, one)) for one in row[1:])
        + "</tr>"
        for row in body
        if row
    )
    table = block("table", "comparison", f"<thead><tr>{cells}</tr></thead><tbody>{lines}</tbody>")
    label = " / ".join(clean(one.sentence.text) for one in head if one.sentence.text)
    return block("div", "scroll", table, tabindex="0", role="region", aria_label=label or walk.brief.title)


def _notes(walk: Walk) -> str:
    words = WORDS[walk.language]
    listed = "".join(_note(walk, note) for note in walk.notes)
    more = block("p", "more", link(relative(walk.path, walk.references), esc(words["to_references"])))
    return block("div", "notes-block", block("ol", "notes", listed), more, data_search_exclude="")


def _note(walk: Walk, note: Note) -> str:
    words = WORDS[walk.language]
    quote = block("q", "", esc(note.support.quote)) if note.support and note.support.quote else ""
    backs = "".join(
        link(f"#{one.anchor}", "↩", "back", aria_label=f"{words['to_brief']} {note.number}")
        for one in walk.citing(note.number)
        if one.anchor
    )
    line = source_line(note, words)
    if note.kind == "image":
        line += "".join(f" · {esc(said)}" for said in panel.identity(walk, note.title))
    signed = dict.fromkeys(
        words["signed_on"].format(by=one.entry.signed.by, on=one.entry.signed.on)
        for one in walk.citing(note.number)
        if one.entry and one.entry.signed and one.entry.accepted
    )
    line += "".join(f" · {esc(said)}" for said in signed)
    where = link(target(walk, walk.path, note), line, "where")
    return block("li", "", quote, block("span", "from", where), backs, id=f"note-{note.number}")


def source_line(note: Note, words: Mapping[str, str]) -> str:
    """Return title, chunk or page, date and a remark when the source is not as it was, as markup."""
    return " · ".join((block("cite", "", esc(note.title)), *where(note, words)))


def where(note: Note, words: Mapping[str, str]) -> list[str]:
    """Return chunk or page, date and a remark when the source is not as it was, as pieces of markup."""
    parts = [block("span", "nb", esc(part)) for part in position(note, words)]
    date = note.place.document.get("date") if note.place else clean(note.source.get("date", ""))
    if date:
        parts.append(block("span", "nb", esc(date)))
    if note.support and note.support.relation != "verbatim" and f"relation_{note.support.relation}" in words:
        parts.append(esc(words[f"relation_{note.support.relation}"]))
    if note.state != "found" and note.kind != "image":
        parts.append(block("em", "changed", esc(words[f"state_{note.state}"])))
    return parts


def position(note: Note, words: Mapping[str, str]) -> tuple[str, ...]:
    """Return "chunk 2" or "p. 2", as plain text; nothing for an image."""
    if note.kind == "image":
        return ()
    if note.support is not None and note.support.page is not None:
        return (words["page"].format(n=note.support.page),)
    if note.citation is not None and note.citation.number is not None:
        by_page = note.kind == "document" and not note.citation.chunked
        return (words["page" if by_page else "chunk"].format(n=note.citation.number),)
    return (words["chunk"].format(n=note.support.chunk),) if note.support else ()


def _verify(walk: Walk) -> str:
    words = WORDS[walk.language]
    command = block("pre", "command", f"<code>{esc_code(f'briefproof check briefs/{walk.stem}.md')}</code>")
    version = f"{words['version']}{words['colon']}{esc(panel.version(walk))}"
    steps = "".join(f"<li>{esc(words[f'verify_{n}'])}</li>" for n in (1, 2, 3))
    return block(
        "div",
        "verify",
        f"<ol>{steps}</ol>",
        command,
        f"<p>{esc(words['provenance'])}</p>",
        block("p", "small", version),
    )


def _cite_this(walk: Walk) -> str:
    writer = mapping(walk.brief.front.get("writer"))
    year = walk.date[:4]
    made = clean(f"Briefproof ({writer.get('name', '')} {writer.get('version', '')})".replace("( )", "").strip())
    title = clean(walk.brief.title).strip("《》")
    gbt = f"{made}. {title}[R/OL]. ({walk.date})."
    key = walk.stem.replace("-", "")[:40]
    braces = str.maketrans({"{": "", "}": "", "\\": ""})
    bibtex = "\n".join(
        [
            f"@techreport{{{key},",
            f"  title = {{{title.translate(braces)}}},",
            f"  author = {{{{{made.translate(braces)}}}}},",
            f"  year = {{{year}}}",
            "}",
        ]
    )
    return block(
        "div",
        "cite-this",
        f"<p>{esc(gbt)}</p>",
        details("BibTeX", block("pre", "", f"<code>{esc_code(bibtex)}</code>")),
        data_search_exclude="",
    )
