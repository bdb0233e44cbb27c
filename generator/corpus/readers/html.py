"""Saved web pages, by the standard library; trafilatura, where installed, finds the article in pages without marks.

A page that marks its article (<article>, <main> and the like) is read by these marks, less what its tags, roles and
class names call furniture: trafilatura loses lines of such pages. In a page without marks trafilatura (extra `html`)
chooses the blocks; without the extra, the names and `boilerplate` alone. Which of the two read a document stands in
its `reader`.
"""

import importlib.util
import json
import re
from collections.abc import Callable

from generator.corpus.readers import markup, metadata, shown
from generator.corpus.readers.boilerplate import bare
from generator.corpus.readers.decoding import Decoded, decode
from generator.corpus.readers.markup import Node
from generator.corpus.readers.reading import Builder, Element, Reading, unreadable
from generator.corpus.readers.structure import finish
from generator.language import notes

NAME = "html"
VERSION = 9
EXTRACTOR = "trafilatura"
LEAST = 0.25
"""Share of the text found by the page's own marks that the extractor must return to be believed."""
SURE = 15
"""Letters and digits from which text found anywhere in the article counts as part of it."""

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})"
    rb"|\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})",
    re.IGNORECASE,
)
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
_HEAD = 65_536
"""Bytes in which a page's encoding is looked for: scripts may stand before it."""
MOST_THINGS = 200
"""Things of a page's JSON-LD that are looked at."""
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
    return f"{NAME} {VERSION}{'+' + EXTRACTOR if importlib.util.find_spec(EXTRACTOR) else ''}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a saved web page."""
    return of(decode(data, name, _declared(data)))


def of(decoded: Decoded) -> Reading:
    """Return the reading of a page."""
    text = decoded.text
    root = markup.parse(text)
    found = _metadata(root)
    found["title"] = _without_site(found.get("title", ""), root)
    shown.prune(root)
    main = _main(root)
    builder = _by_marks(root, main or root)
    reader = f"{NAME} {VERSION}"
    if main is None and importlib.util.find_spec(EXTRACTOR):
        chosen = _by_extractor(root)
        if _size(chosen) >= LEAST * _size(builder):
            builder, reader = chosen, f"{EXTRACTOR} {VERSION}"
    return finish(builder, reader=reader, metadata=found, damaged=unreadable(text), decoded=decoded)


def _size(builder: Builder) -> int:
    return sum(len(element.text) for element in builder.elements if element.kind != "heading")


def _by_marks(root: Node, main: Node) -> Builder:
    builder = Builder()
    markup.Walk(builder, _furniture).block(main)
    if _size(builder):
        return builder
    builder = Builder()
    markup.Walk(builder).block(root)  # a page whose whole text stands in what looks like furniture
    return builder


def _by_extractor(root: Node) -> Builder:
    """Return the elements of the page that trafilatura takes for its article.

    It chooses, the tree gives the structure.
    """
    article = _article(markup.written(root))
    lines = {bare(notes.flat(line)) for line in article.split("\n")} - {""}
    whole = bare(notes.flat(article))
    page, chosen = Builder(), Builder()
    markup.Walk(page).block(root)
    chosen.dropped = page.dropped
    for element in page.elements:
        words = bare(notes.flat(element.text))
        if words in lines or (len(words) >= SURE and words in whole) or _by_parts(element, whole):
            chosen.elements.append(element)
        else:
            chosen.drop("outside the article", element.text)
    return chosen


def _by_parts(element: Element, whole: str) -> bool:
    """Tell whether all values of a row stand in the article: the heads of columns are not repeated there."""
    parts = [part.rpartition(": ")[2] for part in element.text.split(" | ")]
    return ": " in element.text and element.kind == "table" and all(bare(notes.flat(part)) in whole for part in parts)


def _article(text: str) -> str:
    import logging

    import trafilatura

    logging.disable(logging.CRITICAL)
    try:
        return trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=True) or ""
    except (ValueError, RecursionError):
        return ""
    finally:
        logging.disable(logging.NOTSET)


def _declared(data: bytes) -> str | None:
    """Return the encoding that the page names, in its head or as XML."""
    match = _CHARSET.search(data[:_HEAD])
    return (match[1] or match[2]).decode("ascii") if match else None


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
            title = " ".join(node.strings().split())
        elif node.tag == "link" and node.attributes.get("rel") == "canonical":
            raw.setdefault("url", node.attributes.get("href", ""))
        elif node.tag == "time" and node.attributes.get("datetime"):
            raw.setdefault("date", node.attributes["datetime"])
        elif node.tag == "script" and node.attributes.get("type", "").lower() == "application/ld+json":
            for key, value in _linked_data(node.strings()).items():
                raw.setdefault(key, value)
    if title:
        raw.setdefault("title", title)
    if re.match(r"https?://|@", raw.get("author", "")):
        del raw["author"]  # the address of a profile is no name
    return metadata.known(raw)


def _linked_data(text: str) -> dict[str, str]:
    """Return day, authors and publisher of the first article that JSON-LD describes."""
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError):
        return {}
    for _ in range(MOST_THINGS):
        if not waiting:
            break
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting += thing
        elif isinstance(thing, dict):
            waiting.append(thing.get("@graph"))
            if re.search(r"Article|Posting|Report|Page\b", str(thing.get("@type", ""))) and thing.get("datePublished"):
                said = {"date": thing["datePublished"], "author": thing.get("author"), "source": thing.get("publisher")}
                return metadata.known(said)
    return {}


def _without_site(title: str, root: Node) -> str:
    """Return the page's title without the name of the site, where a heading shows which part is which."""
    headings = {bare(node.text()): node.text() for node in root.walk() if node.tag in ("h1", "h2")}
    parts = [bare(part) for part in re.split(r"\s+[|–—_·»-]\s+|[|_]", title)]
    return next((headings[part] for part in parts if part and part in headings), title)


def _main(root: Node) -> Node | None:
    """Return the largest element that is marked as the article, None where none holds enough of the text."""
    whole = next((node for node in root.walk() if node.tag == "body"), root)
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
        return None
    return best


def _furniture(node: Node) -> str:
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
