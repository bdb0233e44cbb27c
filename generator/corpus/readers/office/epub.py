"""Books (.epub): their chapters in the order of the spine, each read as a page."""

import posixpath
from collections.abc import Callable, Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from generator.corpus.locators import quoted
from generator.corpus.readers import markup, metadata, shown
from generator.corpus.readers.decoding import decode
from generator.corpus.readers.office import package
from generator.corpus.readers.reading import Builder, Reading
from generator.corpus.readers.structure import finish
from generator.errors import BriefproofError

NAME = "epub"
VERSION = 4

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_CONTENTS = "application/x-dtbncx+xml"
_LEFT_OUT = {"toc": "contents", "landmarks": "contents", "page-list": "contents", "pagebreak": "page number"}


def version() -> str:
    """Return name and version of the reader."""
    return f"{NAME} {VERSION}"


def read(data: bytes, name: str, allow_pages: Callable[[int], None]) -> Reading:
    """Read a book; each text knows its chapter, as the book's own contents name it."""
    archive = package.opened(data, name)
    main = next((root.get("full-path", "") for root in archive.tree("META-INF/container.xml").iter("rootfile")), "")
    book = archive.tree(main)
    builder = Builder()
    locked = {part.get("URI", "") for part in archive.optional("META-INF/encryption.xml").iter("CipherReference")}
    chapters = _chapters(archive, book, posixpath.dirname(main))
    for path in _spine(book, posixpath.dirname(main)):
        if path in locked:
            raise BriefproofError("{name}: protected by its publisher; give a copy without protection", name=name)
        root = markup.parse(decode(archive.part(path), name).text)
        shown.prune(root)
        if path in chapters:
            builder.place = f"chapter {quoted(chapters[path])}"
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


def _chapters(archive: package.Package, book: Element, folder: str) -> dict[str, str]:
    """Return file → the first name that the contents give to it; a file without one belongs to the chapter before."""
    found: dict[str, str] = {}
    for item in book.iter("item"):
        part = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        if part in archive and ("nav" in item.get("properties", "").split() or item.get("media-type") == _CONTENTS):
            for target, name in _named(markup.parse(decode(archive.part(part), part).text)):
                file = unquote(target.partition("#")[0])
                if name:
                    found.setdefault(posixpath.normpath(posixpath.join(posixpath.dirname(part), file)), name)
    return found


def _named(contents: markup.Node) -> Iterator[tuple[str, str]]:
    """Yield (file, name) of each entry of the contents, in either of their forms."""
    for node in contents.walk():
        if node.tag == "navpoint":
            inner = {child.tag: child for child in node.children if isinstance(child, markup.Node)}
            if "content" in inner and "navlabel" in inner:
                yield inner["content"].attributes.get("src", ""), inner["navlabel"].text()
        elif node.tag == "nav" and node.attributes.get("epub:type", "toc") == "toc":
            yield from ((a.attributes.get("href", ""), a.text()) for a in node.walk() if a.tag == "a")


def _day(book: Element) -> str:
    """Return the day of publication; one that is marked as that of a change is none."""
    days = [day for day in book.iter("date") if day.get("event", "publication") == "publication" and day.text]
    return days[0].text or "" if days else ""


def _furniture(node: markup.Node) -> str:
    return _LEFT_OUT.get(node.attributes.get("epub:type", ""), "contents" if node.tag == "nav" else "")
