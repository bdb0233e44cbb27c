"""Files that are neither briefs nor sources and still decide what readers see or what is checked; all others as well.

No check reads them, so the review names each: whoever reads it has to look at them.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

GROUPS = ("site", "program", "git", "others")
"""In the order in which a review shows them: what every page is made with, what checks, what git keeps, the rest."""
_NAMED = {
    "site": ("mkdocs.yml", "mkdocs.yaml", "site_overrides/"),
    "program": (
        "generator/", ".github/", ".gitlab-ci.yml", ".gitlab/", ".ci/", "Makefile", "GNUmakefile", "makefile",
        "pyproject.toml", "setup.cfg", "constraints.txt", "requirements.txt", "wheels/", ".briefproof.yml",
        ".pre-commit-config.yaml", ".pre-commit-hooks.yaml",
        "CODEOWNERS", "docs/CODEOWNERS",
    ),
    "git": (".mailmap",),
}  # fmt: skip
_RUN = (".py", ".pth", ".so", ".pyd")
"""Endings of what Python may import from the folder that it is started in."""
_KEPT = (".gitattributes", ".gitignore", ".gitmodules")
_TESTS = "tests/"


def grouped(names: Iterable[str], configuration: str) -> Iterator[tuple[str, str]]:
    """Yield (one of `GROUPS`, name) in their order; what the site's configuration names belongs to the site."""
    words = set(re.findall(r"[^\s'\"\[\]{},:]+", configuration))
    pairs = [(_group(name, words), name) for name in names]
    yield from sorted(pairs, key=lambda pair: (GROUPS.index(pair[0]), pair[1]))


def _group(name: str, words: set[str]) -> str:
    for group, starts in _NAMED.items():
        if any(name == start or (start.endswith("/") and name.startswith(start)) for start in starts):
            return group
    path = Path(name)
    if {name, f"./{name}", *map(str, path.parents), *(f"{parent}/" for parent in path.parents)} & words - {".", "./"}:
        return "site"
    if path.name in _KEPT:
        return "git"
    return "program" if path.suffix in _RUN and not name.startswith(_TESTS) else "others"
