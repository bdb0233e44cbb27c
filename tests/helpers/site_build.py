"""Builds staged pages with MkDocs as the Makefile does, and reads what came out."""

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

from generator import site
from generator.site import look
from tests.helpers import ROOT


def build(pages: dict[str, str | bytes], folder: Path, engine: str = "mkdocs", **environment: str) -> Path:
    """Stage `pages` below `folder` and build them with the repository's own configuration, strictly."""
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    look.stage(folder)
    site.stage(pages, folder / "build" / "docs")
    done = subprocess.run(
        [sys.executable, "-m", engine, "build", "--strict"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return folder / "build" / "site"


class Page(HTMLParser):
    """The elements of a page: (tag, attributes), ids in order, links, and the text of the article."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._within: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._within.append(tag)

    def handle_endtag(self, tag):
        if self._within and self._within[-1] == tag:
            self._within.pop()

    def handle_data(self, data):
        if not self._within:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.texts))

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if attributes.get("id")]

    @property
    def links(self) -> list[str]:
        """Every address that the page names: href, src, action, data and their like."""
        names = ("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "background")
        return [attributes[name] for _, attributes in self.elements for name in names if attributes.get(name)]
