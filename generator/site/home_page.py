"""The home page: what this is in two lines, and the briefs as cards, newest first."""

from collections.abc import Mapping

from generator.site import panel, tags_page
from generator.site.markup import block, clean, esc, facts, front_matter, heading, link, page, relative
from generator.site.walk import Walk
from generator.site.words import WORDS

PATH = "index.md"


def render(walks: tuple[Walk, ...], images: Mapping[str, str], language: str) -> str:
    """Return the staged Markdown of the home page; `walks` newest first."""
    words = WORDS[language]
    cards = [_card(walk, images) for walk in walks]
    listed = block("p", "", esc(words["no_briefs"]))
    if cards:
        more = block("p", "more", link(relative(PATH, tags_page.PATH), esc(words["to_tags"])))
        listed = block("div", "", block("div", "cards", *cards), more, data_label=words["filter_briefs"])
    front = front_matter(words["home"], words["intro"], language, hide=["navigation", "toc"], body="home")
    intro = block("p", "lead", f"{esc(words['intro'])}<br>{esc(words['intro_more'])}")
    return page(front, [heading(1, words["site"], "top"), intro, listed])


def _card(walk: Walk, images: Mapping[str, str]) -> str:
    pictures = {clean(logo.get("name")): images.get(str(logo.get("sha256")), "") for logo in panel.identified(walk)}
    subjects = []
    for name in tags_page.tags(walk, "subjects"):
        shown = ""
        if picture := pictures.get(name):
            shown = f'<img src="{esc(relative(PATH, picture))}" alt="" width="20" height="20">'
        subjects.append(link(tags_page.address(PATH, "subjects", name), shown + esc(name), "subject"))
    title = block("h2", "", link(relative(PATH, walk.path), esc(walk.brief.title)))
    known = facts(map(esc, (walk.date, panel.length(walk), *panel.counts(walk))))
    return block(
        "article",
        "brief-card",
        title,
        block("p", "subjects", *subjects) if subjects else "",
        block("p", "small", known),
        block("p", "state", panel.chip(walk), tags_page.chips(walk, PATH, ("axes", "languages"))),
    )
