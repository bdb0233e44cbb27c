"""Places of a source that a citation can name: pages, and what stands for them in files that have none."""

import re
from collections.abc import Iterable

from generator.language import scripts
from generator.language.text import normalise

Locator = int | str
"""A page, from 1, or the name of another place (`NAMED`): what a citation names inside a source."""
_QUOTED = r'"(?P<{}>(?:[^"\\\n]|\\.)+)"'
NAMED = re.compile(
    rf"slide (?P<slide>\d+)|(?:sheet {_QUOTED.format('sheet')}, )?row (?P<row>\d+)|cell (?P<cell>\d+)"
    rf"|chapter {_QUOTED.format('chapter')}|at (?P<time>\d+:\d\d:\d\d)"
)
"""Slide, row of a table, sheet and row, cell of a notebook, chapter, time of a transcript (hours:minutes:seconds). They
count from 1; in the name of a sheet or chapter `"` and a backslash follow a backslash."""
_WORDS = {
    "zh": {
        "page": "第 {n} 页", "slide": "第 {n} 张幻灯片", "sheet": "工作表“{name}”第 {n} 行", "row": "第 {n} 行",
        "cell": "第 {n} 个单元", "chapter": "“{name}”一章", "time": "{n} 处",
    },
    "en": {
        "page": "p. {n}", "slide": "slide {n}", "sheet": "sheet “{name}”, row {n}", "row": "row {n}",
        "cell": "cell {n}", "chapter": "chapter “{name}”", "time": "at {n}",
    },
}  # fmt: skip


def quoted(name: str) -> str:
    """Return the name of a sheet or chapter as it stands in the name of a place."""
    plain = " ".join(normalise(name).split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def said(page: Locator, script: str) -> str:
    """Return how people name a page or place in a script (`scripts.of`); one that is no place as it stands."""
    words = scripts.made_all(_WORDS["en" if script == "en" else "zh"], script)
    named = NAMED.fullmatch(str(page)) if isinstance(page, str) else None
    if named is None:
        return words["page"].format(n=page) if isinstance(page, int) else page
    kind, value = next((kind, value) for kind, value in named.groupdict().items() if value is not None)
    name = re.sub(r"\\(.)", r"\1", value)
    return words[kind].format(n=named["row"] if kind == "sheet" else value, name=name)


def in_order(pages: Iterable[Locator | None]) -> list[Locator]:
    """Return the different pages or places, the tenth behind the second."""
    found = {page for page in pages if page is not None}
    return sorted(found, key=lambda page: re.sub(r"\d+", lambda number: number[0].zfill(9), str(page)))
