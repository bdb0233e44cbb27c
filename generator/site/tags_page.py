"""The tags of briefs (what they compare, along which axes, in which language) and the page that lists briefs by tag."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable

from generator.language import text
from generator.site.markup import (
    block,
    bullets,
    clean,
    cut,
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
from generator.site.words import WORDS, in_two_languages, shared

PATH = "tags.md"
KINDS = ("subjects", "axes", "languages")
"""In the order of the page; keys of the words of the interface."""
LONGEST = {"zh": 14, "en": 30}
"""Characters of a tag beside others, by its script."""
RELATED, COMMON = 3, 50
"""Related briefs that a page names; briefs from which on something that they share says nothing."""


def tags(walk: Walk, kind: str) -> tuple[str, ...]:
    """Return the brief's tags of one of `KINDS`, as plain text, in its own order."""
    if kind == "languages":
        return (WORDS[walk.language]["language"],)
    commission = mapping(walk.brief.front.get("commission"))
    listed = items(commission.get(kind))
    names = (clean(mapping(one).get("name", "") if kind == "subjects" else one) for one in listed)
    return tuple(dict.fromkeys(name for name in names if name))


def all_tags(walk: Walk) -> tuple[str, ...]:
    """Return every tag of the brief."""
    return tuple(dict.fromkeys(tag for kind in KINDS for tag in tags(walk, kind)))


def address(page_path: str, folder: str, kind: str, tag: str) -> str:
    """Return the link from a page to the briefs of a tag, as the page of tags in `folder` lists them."""
    return relative(page_path, folder + PATH, _anchor(kind, tag))


def chips(walk: Walk, page_path: str, folder: str, kinds: Iterable[str]) -> str:
    """Return the brief's tags of some kinds as links, markup; "" when there is none."""
    listed = [(kind, tag) for kind in kinds for tag in tags(walk, kind)]
    return "".join(_chip(address(page_path, folder, kind, tag), tag) for kind, tag in listed)


def _chip(href: str, tag: str) -> str:
    """Return a tag as a link, a long one (a question may be what is asked of a subject) cut, whole in its title."""
    shown = cut(tag, LONGEST["zh" if text.has_han(tag) else "en"])
    return link(href, esc(shown), "tag", **({"title": tag} if shown != clean(tag) else {}))


def related(walks: Iterable[Walk]) -> dict[str, tuple[Walk, ...]]:
    """Return for each brief, by its stem, those that share most subjects, axes and sources with it, newest first."""
    walks = tuple(walks)
    holding: dict[str, list[int]] = defaultdict(list)
    for place, walk in enumerate(walks):
        for mark in _marks(walk):
            holding[mark].append(place)
    found = {}
    for place, walk in enumerate(walks):
        shared = Counter(
            other for mark in _marks(walk) if len(holding[mark]) <= COMMON for other in holding[mark] if other != place
        )
        found[walk.stem] = tuple(walks[other] for other in sorted(shared, key=lambda n: (-shared[n], n))[:RELATED])
    return found


def _marks(walk: Walk) -> set[str]:
    """Return what a brief can share with others: its subjects, its axes, the files that it cites."""
    named = {f"{kind} {tag.casefold()}" for kind in ("subjects", "axes") for tag in tags(walk, kind)}
    return named | {str(note.source["sha256"]) for note in walk.notes if note.source.get("sha256")}


def related_list(walk: Walk, others: Iterable[Walk]) -> str:
    """Return the related briefs as a list of links, markup; "" without any."""
    return bullets((_line(other, walk.path) for other in others), "tagged")


def render(walks: tuple[Walk, ...], language: str, own: str) -> str:
    """Return the staged Markdown of the page in one language of the interface; `walks` newest first."""
    words, here = WORDS[language], shared(language, own) + PATH
    parts = [heading(1, words["tags"], "top")]
    for kind in KINDS:
        found = _by_tag(walks, kind)
        if found:
            parts.append(heading(2, words[kind], kind))
        for tag, briefs in sorted(found, key=lambda one: (-len(one[1]), one[0])):
            parts.append(heading(3, tag, _anchor(kind, tag)))
            parts.append(bullets((_line(walk, here) for walk in briefs), "tagged"))
    extra = {"hide": ["navigation"], "body": "tags"} | in_two_languages(PATH, language, own)
    return page(front_matter(words["tags"], words["intro"], language, **extra), parts)


def _by_tag(walks: Iterable[Walk], kind: str) -> list[tuple[str, list[Walk]]]:
    """Return each tag, spelled as in the newest brief, with its briefs."""
    found: dict[str, tuple[str, list[Walk]]] = {}
    for walk in walks:
        for tag in {tag.casefold(): tag for tag in tags(walk, kind)}.values():
            found.setdefault(tag.casefold(), (tag, []))[1].append(walk)
    return list(found.values())


def _line(walk: Walk, page_path: str) -> str:
    return link(relative(page_path, walk.path), esc(walk.brief.title)) + block("span", "small", esc(walk.date))


def _anchor(kind: str, tag: str) -> str:
    return f"{kind}-{hashlib.sha256(tag.casefold().encode()).hexdigest()[:8]}"
