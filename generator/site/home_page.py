"""The home page: what this is in two lines, and the briefs as cards by month, newest first, each with its finding."""

import re
from collections.abc import Mapping
from itertools import groupby

from generator.site import panel, tags_page
from generator.site.markup import block, clean, esc, facts, front_matter, heading, link, page, relative
from generator.site.walk import Walk
from generator.site.words import MONTHS, WORDS, in_two_languages, shared

PATH = "index.md"
FILTERS = ("filter_briefs", "subjects", "axes", "languages", "status", "all", "sort", "newest", "oldest", "by_title",
           "none_match")  # fmt: skip
"""Words that the script of the page needs (`site_overrides/assets/filter.js`)."""


def render(walks: tuple[Walk, ...], images: Mapping[str, str], language: str, own: str) -> str:
    """Return the staged Markdown of the home page in one language of the interface; `walks` newest first."""
    words, folder = WORDS[language], shared(language, own)
    months = [
        _month(name, tuple(briefs), images, folder)
        for name, briefs in groupby(walks, lambda one: _named(one, language))
    ]
    listed = block("p", "", esc(words["no_briefs"]))
    if months:
        more = block("p", "more", link(relative(folder + PATH, folder + tags_page.PATH), esc(words["to_tags"])))
        labels = {f"data_{name}": words[name] for name in FILTERS}
        listed = block("div", "months", *months, **labels) + more
    extra = {"hide": ["navigation", "toc"], "body": "home"} | in_two_languages(PATH, language, own)
    front = front_matter(words["home"], words["intro"], language, **extra)
    intro = block("p", "lead", f"{esc(words['intro'])}<br>{esc(words['intro_more'])}")
    return page(front, [heading(1, words["site"], "top"), intro, listed])


def _named(walk: Walk, language: str) -> str:
    """Return the month of a brief in words, plain text; its date as it stands where that is none."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(-\d\d)?", walk.date)
    return MONTHS[language](found[1], int(found[2])) if found else walk.date


def _month(name: str, walks: tuple[Walk, ...], images: Mapping[str, str], folder: str) -> str:
    cards = [_card(walk, images, folder) for walk in walks]
    return block("section", "month", block("h2", "", esc(name)), block("div", "cards", *cards))


def _card(walk: Walk, images: Mapping[str, str], folder: str) -> str:
    here = folder + PATH
    pictures = {clean(logo.get("name")): images.get(str(logo.get("sha256")), "") for logo in panel.identified(walk)}
    subjects = []
    for name in tags_page.tags(walk, "subjects"):
        shown = ""
        if picture := pictures.get(name):
            shown = f'<img src="{esc(relative(here, picture))}" alt="" width="20" height="20">'
        subjects.append(link(tags_page.address(here, folder, "subjects", name), shown + esc(name), "subject"))
    title = block("h3", "", link(relative(here, walk.path), esc(walk.brief.title)))
    known = facts(map(esc, (walk.date, panel.length(walk), *panel.counts(walk))))
    found = walk.finding
    return block(
        "article",
        "brief-card",
        title,
        block("p", "finding", esc(found)) if found else "",
        block("p", "subjects", *subjects) if subjects else "",
        block("p", "small", known),
        block("p", "state", panel.chip(walk), tags_page.chips(walk, here, folder, ("axes", "languages"))),
        data_language=WORDS[walk.language]["language"],
        data_status=panel.state(walk)[1],
        lang=walk.language,
    )
