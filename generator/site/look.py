"""What the pages look like: templates, style and scripts of the program, and what a folder puts in their place."""

from pathlib import Path

from generator.errors import BriefproofError
from generator.files import DATA, inside, read_bytes
from generator.site.staging import stage as write

OVERRIDES = Path("site_overrides")
"""What a folder has of the same names stands in the place of ours; other files join them."""
OWN = next(path for path in (DATA / "theme", DATA.parents[1] / OVERRIDES) if path.is_dir())
"""The program's own: in a wheel with its data, in a clone the clone's. A `custom_dir` of MkDocs Material."""
THEME = Path("build/theme")
"""Both together: the `custom_dir` of mkdocs.yml."""
STYLE = "assets/briefproof.css"


def files(root: Path) -> dict[str, bytes]:
    """Return path below THEME → bytes; links that lead out of their folder of files are left out."""
    found: dict[Path, Path] = {}
    for folder in (OWN, root / OVERRIDES):
        if not folder.is_symlink():
            kept = (path for path in folder.rglob("*") if path.is_file() and inside(path, folder))
            found |= {path.relative_to(folder): path for path in kept}
    return {name.as_posix(): read_bytes(path) for name, path in sorted(found.items())}


def stage(root: Path) -> None:
    """Make THEME below `root` hold exactly `files`; raises BriefproofError if it cannot be written."""
    found = files(root)
    if odd := next((name for name in found if "\\" in name), ""):
        raise BriefproofError("{path}: a file's name here has no backslash; rename it", path=OVERRIDES / odd)
    write(found, root / THEME)


def style(root: Path) -> str:
    """Return the style sheet of the pages, as text."""
    return files(root)[STYLE].decode("utf-8", "replace")
