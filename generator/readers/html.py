"""Saved web pages, by the standard library."""

import re
from collections.abc import Callable

from generator.readers import markup, metadata
from generator.readers.boilerplate import bare
from generator.readers.decoding import decode
from generator.readers.markup import Node
from generator.readers.reading import Builder, Reading, unreadable
from generator.readers.structure import finish

NAME = "html"
VERSION = 1

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_META = {
    "author": "author",
    "article:author": "author",
    "article:published_time": "date",
    "date": "date",
    "pubdate": "date",
    "publishdate": "date",
    "datepublished": "date",
    "og:url": "url",
    "og:title": "title",
    "og:site_name": "source",
    "dc.creator": "author",
    "dc.date": "date",
}
_MIN_ARTICLE = 200
"""Characters that an <article> or <main> must hold to be taken for the whole text."""
_FURNITURE_TAGS = frozenset(("nav", "aside", "footer", "form", "button", "dialog", "input", "label"))
_FURNITURE_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog"))
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|share|sharing|social|related|recommend(?:ed|ation)?s?"
    r"|comments?|advert(?:isement)?|ads?|adsbygoogle|banner|cookie|consent|popup|modal|newsletter|subscribe|pagination"
    r"|pager|toc|footer|copyright|tags?|toolbar|login|promo|sponsor(?:ed)?|skip-link|sr-only|visually-hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a saved web page."""
    declared = _CHARSET.search(data[:4096])
    text = decode(data, name, declared[1].decode("ascii") if declared else None)
    root = markup.parse(text)
    found = _metadata(root)
    found["title"] = _without_site(found.get("title", ""), root)
    builder = Builder()
    body = _main(root, builder)
    markup.Walk(builder, lambda node: _furniture(node, body)).block(body)
    if not any(element.kind != "heading" for element in builder.elements):
        builder = Builder()
        markup.Walk(builder).block(root)  # a page whose whole text stands in what looks like furniture
    return finish(builder, reader=version(), metadata=found, damaged=unreadable(text))


def _metadata(root: Node) -> dict[str, str]:
    raw: dict[str, str] = {}
    title = ""
    for node in root.walk():
        if node.tag == "meta":
            key = node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop")
            known = _META.get((key or "").lower())
            if known and node.attributes.get("content"):
                raw.setdefault(known, node.attributes["content"])
        elif node.tag == "title" and not title:
            title = " ".join("".join(child for child in node.children if isinstance(child, str)).split())
        elif node.tag == "link" and node.attributes.get("rel") == "canonical":
            raw.setdefault("url", node.attributes.get("href", ""))
        elif node.tag == "time" and node.attributes.get("datetime"):
            raw.setdefault("date", node.attributes["datetime"])
    if title:
        raw.setdefault("title", title)
    return metadata.known(raw)


def _without_site(title: str, root: Node) -> str:
    """Return the page's title without the name of the site, where a heading shows which part is which."""
    parts = {bare(part) for part in re.split(r"\s+[|–—_·»-]\s+|[|_]", title)}
    for node in root.walk():
        if node.tag in ("h1", "h2") and bare(node.text()) in parts:
            return node.text()
    return title


def _main(root: Node, builder: Builder) -> Node:
    """Return the element that holds the article: the largest <article>, else <main>, else the body."""
    bodies = [node for node in root.walk() if node.tag == "body"]
    whole = bodies[0] if bodies else root
    articles = [
        node
        for node in whole.walk()
        if node.tag in ("article", "main")
        or node.attributes.get("role") == "main"
        or node.attributes.get("itemprop") == "articleBody"
    ]
    sizes = {id(node): len(node.text()) for node in articles[:50]}
    best = max(articles[:50], key=lambda node: sizes[id(node)], default=None)
    if best is None or sizes[id(best)] < max(_MIN_ARTICLE, 0.4 * len(whole.text())):
        return whole
    return best


def _furniture(node: Node, body: Node) -> str:
    """Return why a node is left out, "" to keep it."""
    if node.tag in _FURNITURE_TAGS or node.attributes.get("role", "").lower() in _FURNITURE_ROLES:
        return "navigation"
    if node.tag == "header" and not any(child.tag == "h1" for child in node.walk()):
        return "navigation"
    names = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"
    if names.strip() and _FURNITURE_NAMES.search(names) and node.tag not in ("body", "article", "main"):
        text = node.text()
        links = sum(len(link.text()) for link in node.walk() if link.tag == "a")
        if len(text) < 200 or links > 0.3 * len(text):
            return "navigation"
    return ""
