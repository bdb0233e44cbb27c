"""The Atom feed of the briefs (RFC 4287); its links are relative to the feed, since the site's address is unknown."""

import re
import uuid

from generator.site import panel, tags_page
from generator.site.markup import esc, relative
from generator.site.walk import Walk
from generator.site.words import WORDS

PATH = "feed.xml"
_SPACE = uuid.UUID("5b0f2b57-6e4b-5d5c-9a4e-0f6b6c0b9d11")
"""Namespace of the entries' ids (RFC 4122, version 5): any fixed UUID."""


def render(walks: tuple[Walk, ...], language: str) -> str:
    """Return the feed, `walks` newest first; a brief without an ISO date is left out."""
    dated = [walk for walk in walks if re.fullmatch(r"\d{4}-\d{2}-\d{2}", walk.date)]
    newest = dated[0].date if dated else "1970-01-01"
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        f"<title>{esc(WORDS[language]['site'])}</title>",
        f"<id>urn:uuid:{uuid.uuid5(_SPACE, 'feed')}</id>",
        f"<updated>{newest}T00:00:00Z</updated>",
        '<link rel="self" href="feed.xml"/>',
        "<author><name>Briefproof</name></author>",
    ]
    return "\n".join([*head, *map(_entry, dated), "</feed>"]) + "\n"


def _entry(walk: Walk) -> str:
    return "\n".join(
        [
            f'<entry xml:lang="{walk.language}">',
            f"<title>{esc(walk.brief.title)}</title>",
            f"<id>urn:uuid:{uuid.uuid5(_SPACE, walk.stem)}</id>",
            f"<updated>{walk.date}T00:00:00Z</updated>",
            f'<link href="{esc(relative(PATH, walk.path))}"/>',
            f"<summary>{esc(panel.described(walk))}</summary>",
            *(f'<category term="{esc(tag)}"/>' for tag in tags_page.all_tags(walk)),
            "</entry>",
        ]
    )
