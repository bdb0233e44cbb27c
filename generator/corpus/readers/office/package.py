"""A zip archive of XML: parts by name, under limits, without entities."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from generator.errors import BriefproofError

MOST = 200_000_000
"""Bytes that all parts that are read may have together, unpacked."""
_FACTS = {
    "title": "title",
    "creator": "author",
    "initial-creator": "author",
    "publisher": "source",
    "rights": "licence",
}
_NOBODY = frozenset(
    (
        "powerpoint presentation", "powerpoint 演示文稿", "slide 1", "幻灯片 1", "document1", "文档1", "untitled",
        "python-docx", "python-pptx", "openpyxl", "apache poi", "user", "admin", "administrator", "unknown",
        "microsoft office user", "windows user", "microsoft",
    )
)  # fmt: skip
"""What programs write where nobody gave a title or a name."""
DEEPEST = 400
"""Elements that may stand in each other."""


@dataclass(slots=True)
class Package:
    """An open archive."""

    archive: zipfile.ZipFile
    name: str
    left: int
    """Bytes that may still be unpacked."""

    def __contains__(self, part: str) -> bool:
        return part in self.archive.NameToInfo

    def part(self, name: str) -> bytes:
        """Return the bytes of a part; raises BriefproofError where there is none, or where it is too large."""
        info = self.archive.NameToInfo.get(name)
        if info is None:
            raise BriefproofError(
                "{name}: not what its ending says ({part} is missing); give a repaired copy",
                name=self.name,
                part=name,
            )
        if info.flag_bits & 1:
            raise BriefproofError("{name}: encrypted; save it without a password", name=self.name)
        try:
            with self.archive.open(info) as opened:
                data = opened.read(self.left + 1)  # the size that an archive tells may be a lie
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise BriefproofError("{name}: damaged archive; give a repaired copy", name=self.name) from None
        self.left -= len(data)
        if self.left < 0:
            raise BriefproofError(
                "{name}: unpacks to more than {most} MB; split the file", name=self.name, most=MOST // 1_000_000
            )
        return data

    def tree(self, name: str) -> Element:
        """Return the root of an XML part; tags and attributes without their namespaces."""
        return parse(self.part(name), self.name)

    def optional(self, name: str) -> Element:
        """Return the root of a part, an empty element where there is none."""
        return self.tree(name) if name in self else Element("none")

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return id → (kind, name) of the parts that one part of an Open XML package refers to."""
        folder, _, last = part.rpartition("/")
        found = {}
        for relation in self.optional(f"{folder}/_rels/{last}.rels"):
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], path)
        return found

    def first(self, part: str, kind: str, default: str = "") -> str:
        """Return the name of the first part of a kind that one part refers to, `default` where there is none."""
        return next((path for found, path in self.related(part).values() if found == kind), default)


def opened(data: bytes, name: str) -> Package:
    """Open an archive; raises BriefproofError for bytes that are none."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BriefproofError(
            "{name}: encrypted, or of an older program; save it without a password in today's form", name=name
        )
    try:
        return Package(zipfile.ZipFile(io.BytesIO(data)), name, MOST)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise BriefproofError(
            "{name}: not what its ending says (no archive); give a repaired copy", name=name
        ) from None


def parse(data: bytes, name: str) -> Element:
    """Return the root of an XML document; raises BriefproofError for one that is damaged or declares entities."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise BriefproofError("{name}: nested too deeply; give a simpler copy of the file", name=name)
        builder.start(_bare(tag), {_bare(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_bare(tag))

    def refuse(*declared: object) -> None:
        raise BriefproofError("{name}: its XML declares entities; give a copy without them", name=name)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError):
        raise BriefproofError("{name}: damaged XML; give a repaired copy", name=name) from None


def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def facts(core: Element) -> dict[str, str]:
    """Return what a file says of itself: title and author, of Open XML, OpenDocument and books alike.

    The day on which it was made is often that of its template, so it is not taken for a day of the text.
    """
    found: dict[str, str] = {}
    for element in core.iter():
        words = (element.text or "").strip()
        if element.tag in _FACTS and words and words.casefold() not in _NOBODY:
            found.setdefault(_FACTS[element.tag], words)
    return found
