"""The page of one brief: state, findings, report, notes, and behind them how it was checked."""

import re
from collections.abc import Iterable, Mapping

from generator.brief import Block, Section, wording
from generator.gate import origins
from generator.site import changes_page, chart, findings, notes, panel, social_card, tags_page, timeline
from generator.site.check_words import BESIDE
from generator.site.markup import (
    block,
    bullets,
    clean,
    cut,
    details,
    esc,
    esc_code,
    esc_part,
    facts,
    front_matter,
    heading,
    link,
    mapping,
    outside,
    page,
    quoted,
    relative,
)
from generator.site.walk import Rows, Stated, Walk, part_anchor
from generator.site.words import WORDS

_FULL_STOPS = ("。", "！", "？", "；")
"""Their glyphs leave room on the right, where the number hangs."""
BEGUN = {"zh": 18, "en": 40}
"""Characters of a sentence by which a judgement shows that it rests on it."""
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?\b\.?")
_LISTED = re.compile(r"(S\d+)\. ")
"""How a line of the reference section opens: see `generator.references`."""
_FINGERPRINT = re.compile(r" SHA-256: [0-9a-f]+\.$")
"""What the line of a picture ends with; the page has it whole under “How this was checked”."""


def render(
    walk: Walk,
    images: Mapping[str, str],
    rules: panel.Rules,
    exports: Iterable[str] = (),
    related: Iterable[Walk] = (),
    steps: tuple[changes_page.Step, ...] = (),
    *,
    card: bool = False,
) -> str:
    """Return the staged Markdown of the brief.

    `images` maps an image's hash to its staged path; `exports` are the endings of the files beside the page,
    `related` other briefs to read, `steps` what changed in this one; `card` tells whether links have a picture.
    """
    words = WORDS[walk.language]
    more = tags_page.related_list(walk, related)
    points, side_by_side, dated = findings.points(walk), chart.compared(walk), timeline.render(walk)
    front = front_matter(
        walk.brief.title,
        panel.described(walk),
        walk.language,
        hide=["navigation"],
        body="brief",
        shared=walk.shared,
        file=f"briefs/{walk.stem}.md",
        card=relative("", social_card.path(walk.stem)) if card else "",
        card_alt=esc(social_card.told(walk)) if card else "",
    )
    return page(
        front,
        [
            heading(1, walk.brief.title, "top"),
            block("p", "byline", panel.status(walk), _changes(walk, steps)),
            _exports(walk, exports),
            panel.notices(walk),
            *([heading(2, words["findings"], "findings"), findings.render(walk, points)] if points else ()),
            _contents(walk, [*(["compared"] if side_by_side else []), *(["timeline"] if dated else [])]),
            *_report(walk),
            side_by_side,
            dated,
            heading(2, words["notes"], "notes"),
            notes.render(walk),
            heading(2, words["cite_this"], "cite"),
            _cite_this(walk),
            *([heading(2, words["related"], "related"), more] if more else ()),
            heading(2, words["checked"], "checked"),
            panel.badge(walk, rules),
            panel.evidence(walk, images, rules),
            chart.coverage(walk),
            heading(3, words["verify"], "verify"),
            _verify(walk),
            block("p", "tags", tags_page.chips(walk, walk.path, walk.shared, tags_page.KINDS)),
        ],
    )


def _changes(walk: Walk, steps: tuple[changes_page.Step, ...]) -> str:
    label = esc(WORDS[walk.language]["changes"])
    return " " + link(relative(walk.path, changes_page.path(walk)), label, "listed-at") if steps else ""


def exported(walk: Walk, ending: str) -> str:
    """Return the staged path of the brief as a file of its own."""
    return f"exports/{walk.stem}.{ending}"


def _exports(walk: Walk, endings: Iterable[str]) -> str:
    words = WORDS[walk.language]
    files = [
        link(relative(walk.path, exported(walk, ending)), esc(words[f"export_{ending}"]), download="")
        for ending in endings
    ]
    return block("p", "exports", f"{esc(words['exports'])}{words['colon']}", facts(files)) if files else ""


def _report(walk: Walk) -> list[str]:
    parts = []
    for section, blocks in walk.sections:
        parts.append(heading(2, section.heading, f"section-{section.number}"))
        above = ""
        for number, (piece, rows) in enumerate(blocks, 1):
            above = " ".join(one.sentence.text for row in rows for one in row) if piece.kind == "heading" else above
            parts.append(_block(walk, section, piece, rows, number, above))
    return parts


def _block(walk: Walk, section: Section, piece: Block, rows: Rows, number: int, above: str) -> str:
    """Return a block, the `number`th of its section; `above`: the last heading within that, itself if it is one."""
    if piece.kind == "heading":
        return heading(3, above, part_anchor(section, number, piece))
    if piece.kind == "table":
        return _table(walk, rows, (section.heading, above))
    classes = "report opening" if findings.opens(walk, section, rows) else "report"
    if piece.kind == "bullets":
        return bullets((_row(walk, row) for row in rows), classes)
    return "\n\n".join(block("p", classes, _row(walk, row)) for row in rows)


def _row(walk: Walk, row: tuple[Stated, ...]) -> str:
    """Join sentences: Chinese ones without a space, as the page is set, others with one."""
    return ("" if walk.language == "zh" else " ").join(_sentence(walk, one) for one in row)


def _sentence(walk: Walk, stated: Stated) -> str:
    marks = "".join(notes.mark(walk, stated, number) for number in stated.notes)
    text = stated.sentence.text
    at = stated.sentence.line
    broken = at and any(finding.line == at and finding.severity == "error" for finding in walk.findings or ())
    hung = " hung" if text.endswith(_FULL_STOPS) else ""
    listed = _LISTED.match(text)
    if listed and listed[1] in walk.numbers:
        inner = _reference(walk, listed[1], text[listed.end() :])
    else:
        inner = _called(walk, stated)
    inner += block("sup", f"cites{hung}", marks) if marks else ""
    inner += _rests(walk, stated)
    inner += _corroborated(walk, stated)
    if text in walk.uncounted:
        inner += block("span", "rests small", f" ({esc(WORDS[walk.language]['uncounted'])})")
    classes = "s broken" if broken else "s"
    return block("span", classes, inner, **({"id": stated.anchor} if stated.anchor else {}))


def _called(walk: Walk, stated: Stated) -> str:
    """Return the words of a sentence; what stands before them to say of whom it and those behind it speak is strong."""
    entry, text = stated.entry, stated.sentence.text
    lead = wording.whose_lead(walk.script, entry.side) if entry and entry.side else ""
    if not lead or entry is None or entry.lead != lead or not text.startswith(lead):
        return esc(text)
    return f"{block('strong', '', esc(lead.rstrip()))}{' ' * lead.endswith(' ')}{esc_part(text[len(lead) :])}"


def _corroborated(walk: Walk, stated: Stated) -> str:
    """Return how many independent sources say a sentence, where there are several, or that one alone has its figure."""
    entry, words = stated.entry, BESIDE[walk.language]
    if entry is None or not (entry.origins or origins.alone(entry)):
        return ""
    told = words["independent"].format(n=entry.origins) if entry.origins else words["alone"]
    return block("span", "rests small", f" ({esc(told)})")


def _rests(walk: Walk, stated: Stated) -> str:
    """Return whose a judgement is, and what it rests on: the first words of those sentences, as links to them, since
    numbers would be taken for those of the sources; "" for any other sentence."""
    entry, words = stated.entry, WORDS[walk.language]
    if entry is None or entry.kind != "judgement":
        return ""
    there = {one.entry.id: one for one in walk.stated if one.entry and one.anchor}
    links = [_begun(there[name], walk.language) for name in entry.rests if name in there]
    whose = words["unsigned"].format(n=1)
    if entry.signed and entry.accepted:
        whose = BESIDE[walk.language]["view_of"].format(by=clean(entry.signed.by), on=clean(entry.signed.on))
    listed = f"{esc(BESIDE[walk.language]['rests_on'])}{words['colon']}{words['comma'].join(links)}" if links else ""
    return block("span", "basis small", f" ({esc(whose)}{'; ' * bool(listed)}{listed})")


def _begun(one: Stated, language: str) -> str:
    """Return the first words of a sentence in quotation marks, behind what the brief says before them, as a link."""
    said = one.sentence.text.removeprefix(one.entry.lead).strip()
    return link(f"#{one.anchor}", f"“{esc(cut(quoted(said), BEGUN[language]))}”", "begun")


def _reference(walk: Walk, source: str, text: str) -> str:
    """Return a line of the reference list under the number that the text cites, its address a link."""
    entry = next((one for one in panel.sources(walk) if str(one.get("id")) == source), {})
    address = clean(entry.get("url") or "")
    if entry.get("kind") == "image":
        text = _FINGERPRINT.sub("", text)
    before, found, after = text.partition(address) if address else (text, "", "")
    inner = block("span", "n", f"{walk.numbers[source]}.") + " " + _days(before)
    inner += outside(found) + _days(after) if found else ""
    if any(notes_of[0].group == source for notes_of in walk.groups):
        label = esc(WORDS[walk.language]["references"])
        inner += link(relative(walk.path, walk.references, f"source-{walk.numbers[source]}"), label, "listed-at")
    return inner


def _days(text: str) -> str:
    """Escape a piece of a line, its dates each in one piece."""
    shown, at = "", 0
    for day in _DAY.finditer(text):
        shown, at = shown + esc_part(text[at : day.start()]) + block("span", "nb", esc(day[0])), day.end()
    return shown + esc_part(text[at:])


def _table(walk: Walk, rows: Rows, above: tuple[str, str]) -> str:
    """Return a table below the headings `above`; each cell names its column, since on a phone a row is a card."""
    head, *body = rows
    names = [clean(one.sentence.text) for one in head]
    cells = "".join(block("th", "", _sentence(walk, one), scope="col") for one in head)
    lines = "".join(
        "<tr>"
        + block("th", "", _sentence(walk, row[0]), scope="row")
        + "".join(
            block("td", "", _sentence(walk, one), data_column=names[n] if n < len(names) else "")
            for n, one in enumerate(row[1:], 1)
        )
        + "</tr>"
        for row in body
        if row
    )
    table = block("table", "comparison", f"<thead><tr>{cells}</tr></thead><tbody>{lines}</tbody>")
    label = " / ".join(filter(None, (*map(clean, above), *names)))
    return block("div", "scroll", table, tabindex="0", role="region", aria_label=label or walk.brief.title)


def _contents(walk: Walk, pictures: list[str]) -> str:
    """Return the table of contents for windows that are too narrow for the theme's."""
    words = WORDS[walk.language]
    listed = [(f"section-{one.number}", one.heading) for one in walk.brief.sections]
    listed += [(name, words[name]) for name in (*pictures, "notes", "checked")]
    inside = bullets(link(f"#{anchor}", esc(name)) for anchor, name in listed)
    folded = details(esc(words["contents"]), inside)
    return block("nav", "contents", folded, aria_label=words["contents"])


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
    made, title = _made(walk), clean(walk.brief.title).strip("《》")
    gbt = f"{made}. {title}[R/OL]. ({walk.date})."
    return block(
        "div",
        "cite-this",
        f"<p>{_days(gbt)}</p>",
        details("BibTeX", block("pre", "", f"<code>{esc_code(bibtex(walk))}</code>")),
        data_search_exclude="",
    )


def bibtex(walk: Walk) -> str:
    """Return the brief as an entry of BibTeX."""
    key = walk.stem.replace("-", "")[:40]
    braces = str.maketrans({"{": "", "}": "", "\\": ""})
    return "\n".join(
        [
            f"@techreport{{{key},",
            f"  title = {{{clean(walk.brief.title).strip('《》').translate(braces)}}},",
            f"  author = {{{{{_made(walk).translate(braces)}}}}},",
            f"  year = {{{walk.date[:4].translate(braces)}}}",
            "}",
        ]
    )


def _made(walk: Walk) -> str:
    writer = mapping(walk.brief.front.get("writer"))
    return clean(f"Briefproof ({writer.get('name', '')} {writer.get('version', '')})".replace("( )", "").strip())
