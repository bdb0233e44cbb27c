"""The documentation as a site, with a gallery of briefs: python -m tools.documentation.

README and docs/ as they stand, built by MkDocs into build/documentation/site; in gallery/ a site as `init`, `brief` and
`site` make it, with a brief on each of three corpora of bench/, which are our own and under CC0.
"""

import contextlib
import os
import shutil
from pathlib import Path

from generator import pipeline, yaml_text
from generator.__main__ import main as briefproof
from generator.files import write_atomically
from generator.project import starting
from generator.site import engines, staging
from tests.helpers import ROOT

BUILD = ROOT / "build" / "documentation"
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "docs/**/*", "generator/data/*.schema.json")
"""What is shown or linked to, from the root of the repository."""
COMMISSIONS = {
    "railways": "对比高铁与民航，正式书面语，900–1200 字，结构包括：一、引言；二、资料与方法；三、规模与管理体制对比；"
    "四、旅客服务与票价对比；五、环境与安全对比；六、总结与展望；七、参考资料。",
    "energy": "光伏与风电的对比，600 字左右。",
    "databases": "Compare PostgreSQL, MySQL and SQLite in terms of licence and governance, SQL features and operation. "
    "The report should have 650 to 850 words, a formal tone and a comparison table.",
}
"""Corpus of bench/corpora → what is asked of it."""


def gallery(folder: Path) -> str:
    """Make the folder with its briefs and its site, and return the page that leads to them, Markdown."""
    starting.init(folder, bare=True)
    lines = ["# Gallery", "", "Three briefs, each with the words that asked for it; their corpora are under CC0.", ""]
    with contextlib.chdir(folder):
        for name in COMMISSIONS:
            shutil.copytree(ROOT / "bench" / "corpora" / name, Path("corpora", name))
        shutil.rmtree("corpus")
        listed = [f"corpora/{name}" for name in COMMISSIONS]
        write_atomically(Path("policy.yml"), yaml_text.dump({"corpora": listed}, sort_keys=True))
        lines += [_written(name, query) for name, query in COMMISSIONS.items()]
        if briefproof(["site"]):
            raise SystemExit("the gallery was not built")
    return "\n".join(lines) + "\n"


def _written(name: str, query: str) -> str:
    """Write a brief in the current folder and return a line that leads to it."""
    request = pipeline.Request(query=query, corpus=Path("corpora", name), slug=name)
    outcome = pipeline.make(request, build=Path("build"))
    if not outcome.passed:
        raise SystemExit(f"{name}: {outcome.findings}")
    return f"- [{outcome.brief.title}](gallery/briefs/{outcome.path.stem}.html): “{query}”"


def _files(root: Path, below: str, patterns: tuple[str, ...]) -> dict[str, str | bytes]:
    """Return path → bytes of the files below `root` that fit a pattern, their paths put `below` another."""
    found = [path for pattern in patterns for path in sorted(root.glob(pattern)) if path.is_file()]
    return {f"{below}{path.relative_to(root).as_posix()}": path.read_bytes() for path in found}


def main() -> None:
    shutil.rmtree(BUILD, ignore_errors=True)
    page = gallery(BUILD / "gallery")
    tree = _files(ROOT, "", PAGES) | _files(BUILD / "gallery" / "build" / "site", "gallery/", ("**/*",))
    staging.stage(tree | {"gallery.md": page}, BUILD / "pages")
    os.chdir(ROOT)
    engines.run("mkdocs", "build", "--strict", "--config-file", "documentation.yml")
    print("build/documentation/site/index.html")


if __name__ == "__main__":
    main()
