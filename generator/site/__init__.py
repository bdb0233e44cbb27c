"""The site as a tree of Markdown pages: pure functions from briefs, ledgers and corpus to page texts.

`pages` makes them, `stage` writes them; `mkdocs.yml` builds the staged tree. Nothing here knows MkDocs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from generator.brief import Brief
from generator.brief.ledger import Ledger
from generator.corpus import Corpus, Document
from generator.corpus.copies import originals
from generator.errors import BriefproofError
from generator.files import read_bytes
from generator.gate import Finding
from generator.logo import decode
from generator.site import (
    brief_page,
    changes_page,
    feed,
    findings as _findings,
    home_page,
    listed,
    one_file as _one_file,
    panel,
    reference_page,
    search_index,
    social_card,
    source_page,
    tags_page,
)
from generator.site.staging import stage
from generator.site.walk import Walk, follow, places, sightings
from generator.site.words import WORDS, shared

__all__ = ["one_file", "pages", "stage"]

_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"))


def pages(
    briefs: Iterable[tuple[str, Brief, Ledger]],
    corpora: Iterable[Corpus],
    attachments: Iterable[Document] = (),
    *,
    images: Mapping[str, Path] | None = None,
    rules: panel.Rules | None = None,
    findings: Mapping[str, tuple[Finding, ...]] | None = None,
    exports: tuple[str, ...] = (),
    steps: Mapping[str, tuple[changes_page.Step, ...]] | None = None,
    language: str = "",
    faces: tuple[social_card.Face, ...] = (),
) -> dict[str, str | bytes]:
    """Return the whole staged tree: path relative to the docs folder, and content.

    `briefs` are (file stem, brief, ledger); `images` maps the SHA-256 of an image file, as the front matter
    gives it, to where it lies. `rules` are the checks that briefs went through, code → (severity, what holds when it
    is kept), `findings` what they found, by file stem; a brief without is shown as not checked. `exports` are the
    endings of the files of each brief that its page leads to (`export.available`); only .bib is made here;
    `steps` what changed in briefs, by file stem. `language` is that of the site, "zh" or "en", else that of its briefs;
    the pages that belong to none are there in both. `faces` are the fonts for the pictures that links show elsewhere
    (`social_card.faces`), none for no pictures. Documents of the corpora have a page where a brief lists or cites them.
    Same arguments, same bytes.
    """
    briefs = tuple(briefs)
    corpora = tuple(corpora)
    sources = places(listed.within(corpora, (brief for _, brief, _ in briefs)), attachments)
    found, whole = findings or {}, listed.whole(corpora)
    walks = [follow(stem, brief, ledger, sources, found.get(stem), whole) for stem, brief, ledger in briefs]
    walks.sort(key=lambda walk: (walk.date, walk.stem), reverse=True)
    seen = sightings(walks)
    own = language or _language(walks)
    walks = [replace(walk, shared=shared(walk.language, own)) for walk in _known(walks)]
    pictures = _pictures(images or {})
    others = listed.others(walks)
    tree: dict[str, str | bytes] = dict(pictures.values())
    shown = {sha256: path for sha256, (path, _) in pictures.items()}
    for spoken in WORDS:
        folder = shared(spoken, own)
        tree[folder + home_page.PATH] = home_page.render(tuple(walks), shown, spoken, own)
        tree[folder + source_page.INDEX] = source_page.index(sources.all, seen, others, spoken, own)
        tree[folder + tags_page.PATH] = tags_page.render(tuple(walks), spoken, own)
    tree[feed.PATH] = feed.render(tuple(walks), own)
    told = steps or {}
    near = tags_page.related(walks)
    for walk in walks:
        if card := social_card.render(walk, faces):
            tree[social_card.path(walk.stem)] = card
        tree[walk.path] = brief_page.render(
            walk, shown, rules or {}, exports, near[walk.stem], told.get(walk.stem, ()), card=bool(card)
        )
        if walk.stem in told:
            tree[changes_page.path(walk)] = changes_page.render(walk, told[walk.stem])
        if "bib" in exports:
            tree[brief_page.exported(walk, "bib")] = brief_page.bibtex(walk) + "\n"
        tree[walk.references] = reference_page.render(walk)
    for place in sources.all:
        tree[place.path] = source_page.render(place, seen.get(place.path, ()), own)
    return tree | search_index.render(walks, sources.all, seen)


def one_file(
    stem: str,
    brief: Brief,
    ledger: Ledger,
    corpora: Iterable[Corpus],
    attachments: Iterable[Document] = (),
    *,
    css: str,
    images: Mapping[str, Path] | None = None,
    rules: panel.Rules | None = None,
    findings: tuple[Finding, ...] | None = None,
) -> str:
    """Return the brief as one HTML file without script or outside request; `css` is the site's style sheet."""
    corpora = tuple(corpora)
    sources = places(listed.within(corpora, (brief,)), attachments)
    (walk,) = _known([follow(stem, brief, ledger, sources, findings, listed.whole(corpora))])
    return _one_file.render(walk, _pictures(images or {}), rules or {}, css)


def _known(walks: list[Walk]) -> list[Walk]:
    """Return the briefs with their finding, and which of all the sources that they cite are copies of others."""
    cited = {note.place.path: note.place for walk in walks for note in walk.notes if note.place}
    copies = originals([replace(place.document, path=path) for path, place in sorted(cited.items())])
    return [replace(walk, copies=copies, finding=_findings.gist(walk, _findings.points(walk))) for walk in walks]


def _language(walks: list[Walk]) -> str:
    """Return the language of the shared pages: Chinese unless every brief is English."""
    return "en" if walks and all(walk.language == "en" for walk in walks) else "zh"


def _pictures(images: Mapping[str, Path]) -> dict[str, tuple[str, bytes]]:
    """Return {hash: (staged path, bytes)}; a file that is no picture, or cannot be decoded, is left out."""
    found = {}
    for sha256, path in sorted(images.items()):
        data = read_bytes(path)
        kind = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), "")
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            kind = "webp"
        if kind and sha256.isalnum() and _decodes(data, path.name):
            found[sha256] = (f"assets/images/{sha256[:16]}.{kind}", data)
    return found


def _decodes(data: bytes, name: str) -> bool:
    try:
        decode.decode_bytes(data, name=name, where=name)
    except BriefproofError:
        return False
    return True
