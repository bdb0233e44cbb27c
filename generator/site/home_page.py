"""The home page: what this is in two lines, and the briefs as cards, newest first."""

from collections.abc import Mapping

from generator.site import panel
from generator.site.markup import (
    block,
    clean,
    esc,
    front_matter,
    heading,
    items,
    link,
    mapping,
    page,
    relative,
)
from generator.site.walk import Walk
from generator.site.words import WORDS

PATH = "index.md"


def render(walks: tuple[Walk, ...], images: Mapping[str, str], language: str) -> str:
    """Return the staged Markdown of the home page; `walks` newest first."""
    words = WORDS[language]
    cards = [_card(walk, images) for walk in walks]
    listed = block("div", "cards", *cards) if cards else block("p", "", esc(words["no_briefs"]))
    front = front_matter(words["home"], words["intro"], language, hide=["navigation", "toc"], body="home")
    intro = block("p", "lead", f"{esc(words['intro'])}<br>{esc(words['intro_more'])}")
    return page(front, [heading(1, words["site"], "top"), intro, listed])


def _card(walk: Walk, images: Mapping[str, str]) -> str:
    commission = mapping(walk.brief.front.get("commission"))
    pictures = {
        str(logo.get("name")): images.get(str(logo.get("sha256")), "") for logo in panel.identified(walk)
    }
    subjects = []
    for subject in map(mapping, items(commission.get("subjects"))):
        name = clean(subject.get("name", ""))
        shown = ""
        if picture := pictures.get(str(subject.get("name"))):
            shown = f'<img src="{esc(relative(PATH, picture))}" alt="" width="20" height="20">'
        subjects.append(block("span", "subject", shown, esc(name)))
    title = block("h2", "", link(relative(PATH, walk.path), esc(walk.brief.title)))
    facts = " · ".join(esc(part) for part in [walk.date, panel.length(walk), *panel.counts(walk)] if part)
    return block(
        "article",
        "brief-card",
        title,
        block("p", "subjects", *subjects) if subjects else "",
        block("p", "small", facts),
        block("p", "state", panel.chip(walk)),
    )
