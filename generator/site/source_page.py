"""The page of a source (corpus document or attachment) and the index of all of them."""

import re
import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from generator.corpus import Chunk
from generator.corpus.locators import Locator, said
from generator.corpus.readers.metadata import MAX_VALUE
from generator.language import text
from generator.site import panel
from generator.site.listed import Others
from generator.site.markup import (
    block,
    bullets,
    clean,
    cut,
    definitions,
    details,
    esc,
    esc_code,
    esc_part,
    facts,
    front_matter,
    heading,
    link,
    outside,
    page,
    relative,
)
from generator.site.walk import OWN, Place, Sighting
from generator.site.words import WORDS, in_two_languages, interface, shared

INDEX = "corpus/index.md"


def render(place: Place, seen: tuple[Sighting, ...], own: str = "zh") -> str:
    """Return the staged Markdown of the source's page; `seen` are the citations of it, `own` the site's language."""
    document = place.document
    words = WORDS[interface(document.language)]
    extra: dict[str, Any] = {"shared": shared(interface(document.language), own)}
    if place.path.startswith(f"{OWN}/"):
        extra["file"] = f"{OWN}/{clean(document.path)}"
    description = words["comma"].join(filter(None, [document.get("author"), document.get("date")]))
    extra |= {"hide": ["navigation"], "body": "source"}
    front = front_matter(document.title, description, interface(document.language), **extra)
    by_chunk: dict[int, list[Sighting]] = {}
    for one in seen:
        by_chunk.setdefault(one.chunk, []).append(one)
    parts = [heading(1, document.title, "top"), block("section", "", _facts(place, seen))]
    if place.publish != "full":
        parts.append(_notice(words[f"published_{place.publish}"]))
    if document.damaged:
        parts.append(_notice(words["damaged"]))
    if not seen:
        parts.append(_notice(words["not_cited"]))
    if place.publish == "none":
        if seen:
            parts.append(_cited_by(place, seen, words))
        return page(front, parts)
    paged = set()
    for chunk in document.chunks:
        parts.extend(_chunk(place, chunk, tuple(by_chunk.get(chunk.number, ())), words, paged))
    return page(front, parts)


def is_shown(place: Place, chunk: Chunk, seen: tuple[Sighting, ...]) -> bool:
    """Tell whether the source's page shows the text of a chunk."""
    if place.publish == "excerpt":
        return any(one.chunk == chunk.number for one in seen)
    return place.publish == "full"


def block_anchor(chunk: Chunk, number: int) -> str:
    """Return the id of a block of a chunk, from 1, on the source's page."""
    return f"b{chunk.number}-{number}"


def _notice(text: str) -> str:
    return block("p", "notice", esc(text))


def _source(said: str) -> str:
    """Return where a document says it is from; the reader keeps the first MAX_VALUE characters."""
    return cut(f"{said}…", MAX_VALUE) if len(said) >= MAX_VALUE - 1 else said


def _facts(place: Place, seen: tuple[Sighting, ...]) -> str:
    document = place.document
    words = WORDS[interface(document.language)]
    address = document.get("url")
    told = definitions(
        [
            (words["author"], esc(document.get("author"))),
            (words["date"], esc(document.get("date"))),
            (words["url"], outside(address) if address else ""),
            (words["accessed"], esc(document.get("accessed"))),
            (words["source"], esc(_source(document.get("source")))),
            (words["licence"], esc(document.get("licence"))),
            (words["length_chars"], esc(words["chunks_n"].format(n=len(document.chunks)))),
            (words["cited_by"], _cited_in(place, seen, words)),
        ]
    )
    for_checking = [(words["path"], esc(document.path)), (words["hash"], block("code", "hash", esc(document.sha256)))]
    return told + details(esc(words["for_checking"]), definitions(for_checking))


def _chunk(
    place: Place, chunk: Chunk, seen: tuple[Sighting, ...], words: Mapping[str, str], paged: set[Locator]
) -> Iterable[str]:
    name = words["chunk"].format(n=chunk.number)
    name = text.capital(name)
    path = " › ".join(clean(part) for part in chunk.heading_path)
    pages = [(offset, number) for offset, number in chunk.pages if number not in paged]
    paged.update(number for _, number in pages)
    title = f"{name} · {path}" if path else name
    if is_shown(place, chunk, seen):
        yield heading(2, title, f"chunk-{chunk.number}")
        yield block("div", "chunk", _text(chunk, seen, pages, words))
    else:
        inside = {piece.heading_path for piece in chunk.blocks if piece.heading_path != chunk.heading_path}
        under = bullets((esc(" › ".join(clean(part) for part in one)) for one in sorted(inside)), "headings")
        yield heading(2, title, f"chunk-{chunk.number}", classes="withheld")
        yield block("div", "withheld", _pages(pages, words), under) if pages or under else ""
    if seen:
        yield _cited_by(place, seen, words)


def _pages(pages: Iterable[tuple[int, Locator]], words: Mapping[str, str]) -> str:
    """Return a mark and anchor for each page that starts here."""
    named = [(re.sub(r"[\W_]+", "-", str(page)).strip("-"), esc(said(page, words["spoken"]))) for _, page in pages]
    return "".join(block("span", "page", name, id=f"page-{number}") for number, name in named)


def _text(chunk: Chunk, seen: tuple[Sighting, ...], pages: list[tuple[int, Locator]], words: Mapping[str, str]) -> str:
    spans = _clusters(chunk, seen)
    shown, path, spanning = [], chunk.heading_path, False
    for number, piece in enumerate(chunk.blocks, 1):
        if not spanning and _crosses(spans, piece.end):
            shown.append('<div class="spanning">')  # a span of several blocks lights up as one
            spanning = True
        shown.append(_pages([page for page in pages if page[0] < piece.end], words))
        pages = [page for page in pages if page[0] >= piece.end]
        if piece.heading_path != path:
            path = piece.heading_path
            shown.append(block("p", "path", esc(" › ".join(clean(part) for part in path))))
        inner = _marked(chunk.text, piece.start, piece.end, spans, code=piece.kind == "code")
        kind = piece.kind if piece.kind in ("item", "note", "table", "quote") else ""
        if piece.kind == "code":
            shown.append(block("pre", "", inner, id=block_anchor(chunk, number)))
        elif kind == "item":
            kind = f"item level-{min(4, max(0, piece.level))}"
            shown.append(block("p", kind, inner, id=block_anchor(chunk, number)))
        else:
            shown.append(block("p", kind, inner, id=block_anchor(chunk, number)))
        if spanning and not _crosses(spans, piece.end):
            shown.append("</div>")
            spanning = False
    if not chunk.blocks:
        shown.append(block("p", "", _marked(chunk.text, 0, len(chunk.text), spans, code=False)))
    return "".join(shown)


def _crosses(clusters: Iterable[tuple[int, int, object]], end: int) -> bool:
    """Tell whether a span goes on beyond the block that ends at `end`."""
    return any(first < end < last for first, last, _ in clusters)


def _clusters(chunk: Chunk, seen: tuple[Sighting, ...]) -> list[tuple[int, int, list[tuple[int, str]]]]:
    """Join overlapping spans: (start, end, [(start, anchor)]) in order, so that marks never cross."""
    spans = sorted({(one.start, one.end) for one in seen if one.end > one.start})
    clusters: list[tuple[int, int, list[tuple[int, str]]]] = []
    for start, end in spans:
        start, end = max(0, start), min(len(chunk.text), end)
        anchor = (start, f"c{chunk.number}-{start}-{end}")
        if clusters and start < clusters[-1][1]:
            first, last, anchors = clusters[-1]
            clusters[-1] = (first, max(last, end), [*anchors, anchor])
        else:
            clusters.append((start, end, [anchor]))
    return clusters


def _marked(
    text: str, start: int, end: int, clusters: list[tuple[int, int, list[tuple[int, str]]]], *, code: bool
) -> str:
    escape = esc_code if code else esc_part
    shown, position = [], start
    for first, last, anchors in clusters:
        if last <= position or first >= end:
            continue
        begin, stop = max(first, position), min(last, end)
        shown.append(escape(text[position:begin]))
        inner, at = [], begin
        for where, anchor in anchors:
            if begin <= where < stop:
                inner.append(escape(text[at:where]) + f'<span class="anchor" id="{anchor}"></span>')
                at = where
        inner.append(escape(text[at:stop]))
        parted = (" continued" if first < start else "") + (" onward" if last > end else "")
        shown.append(block("mark", f"cited{parted}", *inner))
        position = stop
    shown.append(escape(text[position:end]))
    return "".join(shown)


def _cited_by(place: Place, seen: tuple[Sighting, ...], words: Mapping[str, str]) -> str:
    """Return the sentences that rest on the passages, by brief, in the order of the passages."""
    briefs: dict[str, list[Sighting]] = {}
    for one in seen:
        briefs.setdefault(one.walk.stem, []).append(one)
    listed = (_citing_brief(place, own, words) for own in briefs.values())
    return block("div", "cited-by", block("p", "label", esc(words["cited_by"])), bullets(listed, "citing"))


def _citing_brief(place: Place, seen: list[Sighting], words: Mapping[str, str]) -> str:
    walk = seen[0].walk
    version = block("span", "small", esc(f"{words['version']} {panel.version(walk)}"))
    said: dict[str, tuple[Sighting, dict[str, None]]] = {}
    for one in seen:
        said.setdefault(f"{one.stated.anchor} {one.stated.sentence.text}", (one, {}))[1][one.note.label] = None
    listed = (
        link(relative(place.path, walk.path, first.stated.anchor), esc(first.stated.sentence.text))
        + block(
            "span", "small", facts(map(esc, (first.stated.section.heading, f"{words['note']} {', '.join(labels)}")))
        )
        for first, labels in said.values()
    )
    return block("p", "by", esc(walk.brief.title), " ", version) + bullets(listed)


def _cited_in(place: Place, seen: tuple[Sighting, ...], words: Mapping[str, str]) -> str:
    """Return the briefs that cite the document, each with the number of its sentences that do."""
    briefs: dict[str, tuple[Sighting, set[str]]] = {}
    for one in seen:
        briefs.setdefault(one.walk.stem, (one, set()))[1].add(one.stated.anchor)
    return bullets(
        link(relative(place.path, first.walk.path, first.stated.anchor), esc(first.walk.brief.title))
        + block("span", "small", facts(map(esc, (first.walk.date, words["sentences_n"].format(n=len(said))))))
        for first, said in briefs.values()
    )


def index(
    all_places: Iterable[Place],
    seen: Mapping[str, tuple[Sighting, ...]],
    others: Iterable[Others],
    language: str,
    own: str,
) -> str:
    """Return the index of the sources that have a page in one language of the interface, attachments after the corpus.

    `others` are said to be there as well, with the command that looks in them.
    """
    words, here = WORDS[language], shared(language, own) + INDEX
    corpus, attachments = [], []
    for place in all_places:
        (attachments if place.path.startswith("attachments/") else corpus).append(place)
    intro = words["corpus_intro"].format(n=len(corpus) + len(attachments))
    parts = [heading(1, words["corpus"], "top"), block("p", "lead", esc(intro))]
    parts += [_besides(one, words) for one in others]
    parts.append(_listing(corpus, seen, words, here))
    if attachments:
        parts += [heading(2, words["attachments"], "attachments"), _listing(attachments, seen, words, here)]
    extra = {"hide": ["navigation", "toc"], "body": "index"} | in_two_languages(INDEX, language, own)
    return page(front_matter(words["corpus"], intro, language, **extra), parts)


def _besides(others: Others, words: Mapping[str, str]) -> str:
    """Return that a corpus holds more, and how to look in it."""
    folder = "" if others.folder == OWN else f" --corpus {shlex.quote(others.folder)}"
    command = block("code", "", esc(f"briefproof search {words['some_words']}{folder}"))
    key = "corpus_more" if others.held else "corpus_uncounted"
    said = words[key].format(folder=others.folder, held=others.held, more=others.more)
    return block("p", "small", esc(said), " ", command)


def _listing(
    listed: Iterable[Place], seen: Mapping[str, tuple[Sighting, ...]], words: Mapping[str, str], here: str
) -> str:
    rows = []
    for place in listed:
        document = place.document
        count = len({(one.walk.stem, one.stated.anchor) for one in seen.get(place.path, ())})
        chunks = words["chunks_n"].format(n=len(document.chunks))
        language = WORDS[interface(document.language)]["language"]
        known = (document.get("author"), document.get("date"), chunks, language, document.get("licence"))
        about = block("span", "small", facts(map(esc, known)))
        cited = block("span", "chip chip-ok", esc(words["cited_n"].format(n=count))) if count else ""
        rows.append(block("li", "", link(relative(here, place.path), esc(document.title)), cited, about))
    labels = {"data_label": words["filter"], "data_none_match": words["none_match"]}
    return block("div", "", block("ul", "documents", *rows), **labels) if rows else ""
