"""Time staging and building sites of several sizes on made-up text: python -m tools.bench.site [--full] [--search].

Prints for each number of documents and briefs, the corpus having been read before:
  pages    how many
  made     CPU seconds of making and writing all pages, and their share of what MkDocs takes for the same pages
  stage    CPU seconds of the whole command `briefproof stage` with every page to make, reading included
  one      the same after one brief changed
  nothing  seconds (wall) of the whole command with nothing changed
  MkDocs   CPU seconds of `mkdocs build`
  site     megabytes

With --search: the search in an installed Chromium, seconds from opening the home page to the first result, and from the
next word to the next result.
"""

import argparse
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from generator import brief as briefs, corpus, site
from generator.brief import ledger as ledgers
from generator.brief.citation import Citation
from generator.gate import briefs_in
from generator.site import look
from tests.helpers import site_browser, site_fixture as fixture
from tools.bench import ROOT

QUICK, FULL = ((25, 10), (250, 100), (250, 10)), ((2500, 500), (2500, 10))
"""(documents, briefs); ten briefs list a hundred documents at most, in the others every document is listed."""
CHUNKS = 8
"""Sections of a document, two paragraphs of 200 字 each."""
CLAIMS, SOURCES = 30, 10
"""Cited sentences of a brief, and documents that they come from: about those of the demonstration."""
TEXT = "平台把模型与数据集放在同一处，任何人都可以提交改进，讨论公开进行，决定写在仓库里。" * 5


def write_corpus(folder: Path, documents: int) -> None:
    folder.mkdir(parents=True)
    words = [word for word in re.split("[，。]|的|与|在|把|可以", TEXT) if word]
    for number in range(documents):
        shuffle = random.Random(number)
        text = iter(["".join(shuffle.choice(words) for _ in range(60)) + "。" for _ in range(2 * CHUNKS)])
        sections = (f"## 节 {n}\n\n{number} 之 {n}：{next(text)}\n\n{next(text)}\n" for n in range(1, CHUNKS + 1))
        head = f"---\npublish: full\ndate: 2024-05-02\n---\n\n# 第 {number} 篇关于平台的文章\n\n"
        (folder / f"{number}.md").write_text(head + "\n".join(sections), encoding="utf-8")


def write_briefs(folder: Path, count: int, read: corpus.Corpus) -> None:
    folder.mkdir()
    for number in range(count):
        cited = [read.documents[(number * SOURCES + n % SOURCES) % len(read.documents)] for n in range(CLAIMS)]
        listed = {document.title: f"S{n}" for n, document in enumerate(dict.fromkeys(cited), 1)}
        said = tuple(_claims(number, cited, listed))
        brief, ledger = fixture.brief(said)
        brief.front["sources"] = [_listed(listed[document.title], document) for document in dict.fromkeys(cited)]
        path = folder / f"2026-01-{number:04d}.md"
        path.write_text(briefs.render(brief), encoding="utf-8")
        path.with_suffix(".ledger.yml").write_text(ledgers.render(ledger), encoding="utf-8")


def _listed(name: str, document: corpus.Document) -> dict[str, object]:
    return {"id": name, "kind": "corpus", "title": document.title, "sha256": document.sha256,
            "path": f"corpus/{document.path}", "cited": 1}  # fmt: skip


def _claims(number: int, cited: list[corpus.Document], listed: dict[str, str]) -> Iterator[tuple]:
    for n, document in enumerate(cited):
        chunk = document.chunks[n % len(document.chunks)]
        quote = chunk.text[:60]
        support = fixture.support(listed[document.title], chunk, quote)
        citation = Citation(kind="corpus", title=document.title, number=chunk.number)
        yield (1 + n % 3, "claim", "北斗社区", f"{number} {n} {quote}", (citation,), (support,))


def run(folder: Path, *command: str) -> tuple[float, float]:
    """Run a Python module; return its CPU seconds and its wall seconds."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", *command], cwd=folder, env=environment, check=True, capture_output=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def measure(documents: int, count: int, folder: Path) -> None:
    (folder / "mkdocs.yml").symlink_to(ROOT / "mkdocs.yml")
    write_corpus(folder / "corpus", documents)
    os.chdir(folder)
    read = corpus.read(Path("corpus"), cache=Path("build/cache"))
    write_briefs(Path("briefs"), count, read)
    filed = [(item.stem, item.brief, item.ledger) for item in briefs_in(Path("briefs"))]
    start = time.process_time()
    tree = site.pages(filed, (read,))
    site.stage(tree, Path("build/docs"))
    made = time.process_time() - start
    shutil.rmtree("build/docs")
    whole, _ = run(folder, "generator", "stage", "--with-drafts")
    _, nothing = run(folder, "generator", "stage", "--with-drafts")
    first = min(Path("briefs").glob("*.md"))
    first.write_text(first.read_text(encoding="utf-8").replace("开放与封闭", "公开与封闭"), encoding="utf-8")
    one, _ = run(folder, "generator", "stage", "--with-drafts")
    building, _ = run(folder, "mkdocs", "build", "--strict")
    size = sum(path.stat().st_size for path in Path("build/site").rglob("*") if path.is_file())
    print(
        f"{documents:5} documents {count:4} briefs {len(tree):5} pages  made {made:5.2f} s ({made / building:4.0%}),"
        f" stage {whole:5.2f} s, one {one:5.2f} s, nothing {nothing:5.2f} s,"
        f" MkDocs {building:5.1f} s, site {size / 1e6:5.1f} MB",
        flush=True,
    )


def measure_search(documents: int, folder: Path) -> None:
    """Print how long the first and the second search take with every source in the index, listed by a brief."""
    (folder / "mkdocs.yml").symlink_to(ROOT / "mkdocs.yml")
    write_corpus(folder / "corpus", documents)
    os.chdir(folder)
    read = corpus.read(Path("corpus"), cache=Path("build/cache"))
    brief, ledger = fixture.brief(())
    brief.front["sources"] = [_listed(f"S{n}", document) for n, document in enumerate(read.documents, 1)]
    site.stage(site.pages([(fixture.STEM, brief, ledger)], (read,)), Path("build/docs"))
    look.stage(Path())
    run(folder, "mkdocs", "build", "--strict")
    characters = sum(len(chunk.text) for document in read.documents for chunk in document.chunks)
    size = sum(path.stat().st_size for path in Path("build/site/assets").glob("search-*.js"))
    with site_browser.served(folder / "build/site") as address, site_browser.browser() as browser:
        page = browser.new_page()
        start = time.perf_counter()
        page.goto(f"{address}index.html", wait_until="load")
        page.get_by_role("button", name="搜索").click()
        took = []
        for query in ("模型", " 仓库"):
            page.keyboard.type(query)
            wanted = page.locator(".hits mark", has_text=query.strip()).first
            wanted.wait_for(state="attached", timeout=300_000)
            took.append(time.perf_counter() - start)
            start = time.perf_counter()
    print(f"{documents:5} documents {characters:8} characters  index {size / 1e6:5.1f} MB,"
          f" first result {took[0]:5.1f} s, next {took[1]:4.1f} s", flush=True)  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Time staging and building sites of several sizes.")
    parser.add_argument("--full", action="store_true", help="2,500 documents and 500 or 10 briefs as well: minutes")
    parser.add_argument("--search", action="store_true", help="the search in an installed Chromium instead")
    options = parser.parse_args()
    sizes = (*QUICK, *(FULL if options.full else ()))
    if options.search:
        sizes = ((25, 0), (250, 0), (1000, 0), (2500, 0))
    for documents, count in sizes:
        with tempfile.TemporaryDirectory() as name:
            if options.search:
                measure_search(documents, Path(name).resolve())
            else:
                measure(documents, count, Path(name).resolve())
            os.chdir(ROOT)
