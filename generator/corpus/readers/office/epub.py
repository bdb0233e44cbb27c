"""Books (.epub): their chapters in the order of the spine, each read as a page."""

import posixpath
from collections.abc import Callable
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from generator.corpus.readers import markup, metadata, shown
from generator.corpus.readers.decoding import decode
from generator.corpus.readers.office import package
from generator.corpus.readers.reading import Builder, Reading
from generator.corpus.readers.structure import finish
from generator.errors import BriefproofError

NAME = "epub"
VERSION = 2

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_LEFT_OUT = {"toc": "contents", "landmarks": "contents", "page-list": "contents", "pagebreak": "page number"}


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a book."""
    archive = package.opened(data, name)
    main = next((root.get("full-path", "") for root in archive.tree("META-INF/container.xml").iter("rootfile")), "")
    book = archive.tree(main)
    builder = Builder()
    locked = {part.get("URI", "") for part in archive.optional("META-INF/encryption.xml").iter("CipherReference")}
    for path in _spine(book, posixpath.dirname(main)):
        if path in locked:
            raise BriefproofError(f"{name}: protected by its publisher; give a copy without protection")
        root = markup.parse(decode(archive.part(path), name).text)
        shown.prune(root)
        markup.Walk(builder, _furniture).block(root)
    found = metadata.known({**package.facts(book), "date": _day(book)})
    return finish(builder, reader=version(), metadata=found, damaged=builder.unreadable())


def _spine(book: Element, folder: str) -> list[str]:
    items = {item.get("id"): item for item in book.iter("item")}
    found = []
    for reference in book.iter("itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and item.get("media-type") in _PAGES and "nav" not in item.get("properties", "").split():
            found.append(posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "")))))
    return found


def _day(book: Element) -> str:
    """Return the day of publication; one that is marked as that of a change is none."""
    days = [day for day in book.iter("date") if day.get("event", "publication") == "publication" and day.text]
    return days[0].text or "" if days else ""


def _furniture(node: markup.Node) -> str:
    return _LEFT_OUT.get(node.attributes.get("epub:type", ""), "contents" if node.tag == "nav" else "")
