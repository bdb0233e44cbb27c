"""Time staging and building sites of several sizes against made-up text: python tools/bench_site.py.

Prints, for each number of documents and briefs: pages, CPU seconds of staging, seconds of staging again with nothing
changed, CPU seconds of MkDocs for the same pages, and the size of the site.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import site_fixture as fixture

from generator import site

ROOT = Path(__file__).resolve().parent.parent
SIZES = ((25, 10), (250, 100), (2500, 500))
"""(documents, briefs)"""
CHUNKS = 8
"""Per document, two paragraphs of 200 字 each."""
TEXT = "平台把模型与数据集放在同一处，任何人都可以提交改进，讨论公开进行，决定写在仓库里。" * 5


def document(number: int):
    chunks = (fixture.chunk(n, f"{number}-{n}：{TEXT}", TEXT, path=("节",)) for n in range(1, CHUNKS + 1))
    return fixture.document(f"articles/{number}.md", f"第 {number} 篇关于平台的文章", *chunks, publish="full")


def measure(documents: int, briefs: int, folder: Path) -> None:
    corpus = fixture.corpus(*(document(number) for number in range(documents - 4)))
    filed = [(f"2026-01-{number:04d}", *fixture.brief()) for number in range(briefs)]

    def stage() -> int:
        tree = site.pages(filed, (corpus,), (fixture.REPORT,))
        site.stage(tree, folder / "build" / "docs")
        return len(tree)

    start = time.process_time()
    pages = stage()
    first = time.process_time() - start
    start = time.perf_counter()
    stage()
    again = time.perf_counter() - start
    for name in ("mkdocs.yml", "site_overrides"):
        (folder / name).symlink_to(ROOT / name)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    subprocess.run(command, cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    building = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = sum(path.stat().st_size for path in (folder / "build" / "site").rglob("*") if path.is_file())
    print(
        f"{documents:5} documents {briefs:4} briefs {pages:5} pages  staging {first:5.2f} s CPU, again {again:5.2f} s,"
        f"  MkDocs {building:6.1f} s CPU, {size / 1e6:6.1f} MB",
        flush=True,
    )


if __name__ == "__main__":
    for documents, briefs in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            measure(documents, briefs, Path(folder))
