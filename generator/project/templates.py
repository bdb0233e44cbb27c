"""The files that a team's folder gets from the program, filled in, and how they are told from edited ones."""

import hashlib
import json
import re
import shlex
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from generator import __version__
from generator.files import DATA, read_text

FOLDER = DATA / "folder"
RENEWED = {
    "mkdocs.yml": "mkdocs.yml",
    "Makefile": "Makefile",
    "requirements.txt": "requirements.txt",
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".github/workflows/briefs.yml": "github/workflows/briefs.yml",
    ".github/workflows/review.yml": "github/workflows/review.yml",
    ".github/workflows/publish.yml": "github/workflows/publish.yml",
}
"""Path in a team's folder → template below FOLDER: what `upgrade` brings up to date."""
GIVEN = {"README.md": "README.md", "policy.yml": "policy.yml"}
"""What is the team's own from the first day; written once."""
WHEELS = "wheels"
"""Where a program that no index has is looked for, in a team's folder."""
_OWN = {
    "mkdocs.yml": re.compile(r"^site_name:.*$", re.M),
    "requirements.txt": re.compile(r"^(?:--find-links .*\n)?briefproof(?:\[[a-z, -]*\])?(?=[= ])", re.M),
}
"""What people may write and the file still counts as the template's: the site's name, where the program is, extras."""


def written(name: str, *, bare: bool) -> dict[str, str]:
    """Return path → text of a new folder for the team `name`; `bare` leaves the example out."""
    found = {path: filled(source, name) for path, source in (RENEWED | GIVEN).items()}
    found["briefs/.gitkeep"] = ""
    if bare:
        return found | {"corpus/.gitkeep": ""}
    return found | {f"corpus/{path.name}": read_text(path) for path in sorted((FOLDER / "example").iterdir())}


def filled(source: str, name: str) -> str:
    """Return the text of a template, for the team `name` and the program that runs."""
    title = " ".join(name.split())
    text = read_text(FOLDER / source).replace("@REQUIREMENT@", requirement())
    return text.replace("@NAME@", json.dumps(title, ensure_ascii=False) if source.endswith(".yml") else title)


def fresh(path: str, there: str) -> str:
    """Return what a renewed file holds today, with what is the team's own in the text that lies `there`."""
    text = filled(RENEWED[path], "")
    own = _OWN[path].search(there) if path in _OWN else None
    return _OWN[path].sub(lambda _: own[0], text, count=1) if own else text


def digest(path: str, text: str) -> str:
    """Return the SHA-256, hex, of a renewed file's text without what is the team's own in it, line ends aside."""
    plain = text.replace("\r\n", "\n")
    plain = _OWN[path].sub("", plain, count=1) if path in _OWN else plain
    return hashlib.sha256(plain.encode()).hexdigest()


def requirement() -> str:
    """Return the lines of requirements.txt that give the program that runs, wherever it was installed from."""
    address = _address()
    if address.startswith(("http:", "https:", "git+")):
        return f"briefproof @ {address}"
    pinned = f"briefproof=={__version__}"
    return f"--find-links {WHEELS}\n{pinned}" if address else pinned


def from_file() -> bool:
    """Tell whether the program was installed from a file of this machine, which no other has."""
    return _address().startswith("file:")


def putting(root: Path) -> str:
    """Return the command that puts the program, which was installed from this machine, into a team's folder."""
    source = Path(url2pathname(urlsplit(_address()).path))
    folder = shlex.quote(str(root / WHEELS))
    if source.suffix == ".whl":
        return f"mkdir -p {folder} && cp {shlex.quote(str(source))} {folder}"
    return f"pip wheel --no-deps -w {folder} {shlex.quote(str(source))}"


def _address() -> str:
    """Return where pip took the program from, as a requirement names it; "" for an index or where none knows."""
    try:
        said = json.loads(metadata.distribution("briefproof").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        return ""
    url, commit = str(said.get("url", "")), str(said.get("vcs_info", {}).get("commit_id", ""))
    return f"git+{url}@{commit}" if commit else url
