"""Measure the search: what is found, against others with the same tokens; speed, memory and size; start-up.

    python -m tools.bench.finding [--sizes 1000 10000] [--sets build/bench]

`make bench` fetches the larger question sets into build/bench. Speeds depend on the machine; compare the ratios,
which are of one run. Each system is timed in a process of its own, in CPU time.
"""

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from generator import corpus, index
from generator.corpus import Document, chunking
from generator.evidence import ranking
from generator.language import tokens
from tools.bench import ROOT, finding_sets, tantivy_index
from tools.bench.finding_sets import Question, Set

CUT = 10
"""Ranks that count."""
QUERIES = 200
"""Questions per timing."""


def documents(texts: Sequence[str], headings: Sequence[str], size: int = 20) -> list[Document]:
    """Return documents of `size` chunks each; a chunk's position is its document's number × size + its own − 1."""
    made = []
    for start in range(0, len(texts), size):
        chunks = tuple(
            chunking.Chunk(number=n, text=text, blocks=(), heading_path=(heading,), pages=(), sha256=f"{hash(text):x}")
            for n, (text, heading) in enumerate(
                zip(texts[start : start + size], headings[start : start + size], strict=True), 1
            )
        )
        path = f"{start // size:06}"
        made.append(
            Document(path=path, sha256="", kind="", title="", language="", metadata=(), chunks=chunks, reader="")
        )
    return made


# -- systems: each is built of texts and headings in a folder, and answers (question, ranks) with positions ----------

PAIRS = " + pairs"
Answer = Callable[[str, int], list[int]]


def ours(engine: str, again: bool) -> Callable[[Path, Sequence[str], Sequence[str]], Answer]:
    """Return this project's search by `engine`, with or without the second ranking."""

    def build(folder: Path, texts: Sequence[str], headings: Sequence[str]) -> Answer:
        opened = index.Index(folder, documents(texts, headings), engine)

        def answer(question: str, ranks: int) -> list[int]:
            query = dict.fromkeys(tokens.query_tokens(question), 1.0)
            hits = opened.search(query, ranking.DEPTH if again else ranks)
            at = [int(hit.path) * 20 + hit.chunk - 1 for hit in hits]
            if again:
                scores = ranking.rescored(question, [(texts[n], hit.score) for n, hit in zip(at, hits, strict=True)])
                at = [n for _, n in sorted(zip(scores, at, strict=True), key=lambda pair: (-pair[0], pair[1]))]
            return at[:ranks]

        return answer

    return build


def with_bm25s(folder: Path, texts: Sequence[str], headings: Sequence[str]) -> Answer:
    """bm25s over the same tokens and fields, in memory."""
    import bm25s
    import numpy

    fields = []
    for weight, cut in ((1.0, texts), (index.HEADING_WEIGHT, headings)):
        words = [list(tokens.tokens(text)) for text in cut]
        if any(words):
            made = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
            made.index(words, show_progress=False)
            made.save(folder / f"bm25s-{weight}")
            fields.append((weight, made))

    def answer(question: str, ranks: int) -> list[int]:
        query = list(dict.fromkeys(tokens.query_tokens(question)))
        total = numpy.zeros(len(texts))
        for weight, made in fields:
            known = [word for word in query if word in made.vocab_dict]
            if known:
                total += weight * made.get_scores(known)
        order = numpy.argsort(-total, kind="stable")[:ranks]
        return [int(n) for n in order if total[n] > 0]

    return answer


def plain_whoosh(folder: Path, texts: Sequence[str], headings: Sequence[str]) -> Answer:
    """Whoosh as its manual begins: default fields and scoring, text stored; Chinese cut by jieba's analyser."""
    from whoosh import index as whoosh_index
    from whoosh.analysis import StandardAnalyzer
    from whoosh.fields import NUMERIC, TEXT, Schema
    from whoosh.qparser import OrGroup, QueryParser

    from generator.language import text

    analyser = StandardAnalyzer()
    if text.has_han("".join(texts[:50])):
        from jieba.analyse import ChineseAnalyzer

        analyser = ChineseAnalyzer()
    folder.mkdir(parents=True, exist_ok=True)
    made = whoosh_index.create_in(folder, Schema(n=NUMERIC(stored=True), body=TEXT(analyzer=analyser, stored=True)))
    writer = made.writer()
    for n, (body, heading) in enumerate(zip(texts, headings, strict=True)):
        writer.add_document(n=n, body=f"{heading}\n{body}")
    writer.commit()
    searcher, parser = made.searcher(), QueryParser("body", made.schema, group=OrGroup)

    def answer(question: str, ranks: int) -> list[int]:
        plain = "".join(c if c.isalnum() else " " for c in question)
        return [hit["n"] for hit in searcher.search(parser.parse(plain), limit=ranks)]

    return answer


def with_tantivy(folder: Path, texts: Sequence[str], headings: Sequence[str]) -> Answer:
    """tantivy over the same tokens and fields."""
    ask = tantivy_index.opened(folder, documents(texts, headings))

    def answer(question: str, ranks: int) -> list[int]:
        found = ask(dict.fromkeys(tokens.query_tokens(question), 1.0))
        return [int(path) * 20 + chunk - 1 for path, chunk, _ in found][:ranks]

    return answer


SYSTEMS: dict[str, Callable[[Path, Sequence[str], Sequence[str]], Answer]] = {
    "plain Whoosh": plain_whoosh,
    "bm25s": with_bm25s,
    "tantivy": with_tantivy,
    "lance": ours("lance", False),
    "whoosh": ours("whoosh", False),
    "whoosh" + PAIRS: ours("whoosh", True),
    "lance" + PAIRS: ours("lance", True),
}


# -- what is found ----------------------------------------------------------------------------------------------------


def quality(made: Set, build: Callable[[Path, Sequence[str], Sequence[str]], Answer]) -> tuple[float, float]:
    """Return nDCG@10 and recall@10 of a system, 0 to 100, mean over the questions."""
    with tempfile.TemporaryDirectory() as folder:
        answer = build(Path(folder), [p.text for p in made.passages], [p.heading for p in made.passages])
        rows = [measures(answer(question.text, CUT), question) for question in made.questions]
    return 100 * sum(row[0] for row in rows) / len(rows), 100 * sum(row[1] for row in rows) / len(rows)


def measures(found: Sequence[int], question: Question) -> tuple[float, float]:
    """Return nDCG@10 with binary gains, and the share of the answers (at most 10) among the first ten."""
    most = min(CUT, len(question.answers))
    gain = sum(1 / math.log2(rank + 2) for rank, n in enumerate(found[:CUT]) if n in question.answers)
    return gain / sum(1 / math.log2(rank + 2) for rank in range(most)), len(question.answers & set(found[:CUT])) / most


def print_quality(sets: Sequence[Set]) -> None:
    """Print nDCG@10 / recall@10 for each set and system."""
    print("\nFound: nDCG@10 / recall@10, mean over the questions")
    print(f"{'':16}" + "".join(f"{made.name:>18}" for made in sets))
    print(f"{'passages':16}" + "".join(f"{len(made.passages):>18}" for made in sets))
    print(f"{'questions':16}" + "".join(f"{len(made.questions):>18}" for made in sets))
    for name, build in SYSTEMS.items():
        row = [quality(made, build) for made in sets]
        print(f"{name:16}" + "".join(f"{f'{gain:.1f} / {recall:.1f}':>18}" for gain, recall in row), flush=True)


# -- speed, memory, size ----------------------------------------------------------------------------------------------


def drawn(sets: Sequence[Set], count: int) -> tuple[list[str], list[str], list[str]]:
    """Return `count` passages made of lines of the sets' passages drawn by lot, and questions."""
    lot = random.Random(count)
    lines = [line for made in sets for passage in made.passages for line in passage.text.split("\n") if len(line) > 12]
    texts = ["\n".join(lot.choices(lines, k=lot.randint(6, 14))) for _ in range(count)]
    headings = [lot.choice(lines)[:30] for _ in range(count)]
    questions = [question.text for made in sets for question in made.questions]
    return texts, headings, lot.sample(questions, min(QUERIES, len(questions)))


def resident(key: str) -> int:
    """Return the memory of this process in KiB: now (VmRSS) or at its peak (VmHWM)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(key))


def child(name: str, given: Path, folder: Path) -> dict[str, float]:
    """Build one system of the passages in `given` and time it in CPU seconds; run in a process of its own."""
    texts, headings, questions = json.loads(given.read_text(encoding="utf-8"))
    tokens.tokens("预热 warming")
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew (Linux)
    before = resident("VmRSS")
    started = time.process_time()
    answer = SYSTEMS[name](folder, texts, headings)
    built = time.process_time() - started
    row = {"passages/s": len(texts) / built, "p95 ms": p95(answer, questions)}
    row["KiB memory"] = (resident("VmHWM") - before) / len(texts)
    row["KiB disk"] = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1024 / len(texts)
    if name + PAIRS in SYSTEMS:
        row["p95 ms with pairs"] = p95(SYSTEMS[name + PAIRS](folder, texts, headings), questions)
    return row


def p95(answer: Answer, questions: Sequence[str]) -> float:
    """Return the 95th percentile of the milliseconds that questions take, the first ten asked twice."""
    seconds = []
    for question in questions[:10] + questions:
        started = time.process_time()
        answer(question, CUT)
        seconds.append(time.process_time() - started)
    return 1000 * sorted(seconds[10:])[int(0.95 * len(questions))]


def print_speed(sets: Sequence[Set], sizes: Sequence[int]) -> None:
    """Print a table for each size; ratios against plain Whoosh in brackets."""
    for size in sizes:
        print(f"\n{size} passages: CPU time; memory and disk per passage; in brackets times plain Whoosh in this run")
        first: dict[str, float] = {}
        for name in (name for name in SYSTEMS if not name.endswith(PAIRS)):
            with tempfile.TemporaryDirectory() as folder:
                given = Path(folder) / "given.json"
                given.write_text(json.dumps(drawn(sets, size)), encoding="utf-8")
                child = [sys.executable, "-m", "tools.bench.finding", "--child"]
                command = [*child, name, str(given), str(Path(folder) / "index")]
                row = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
            first = first or {**row, "p95 ms with pairs": row["p95 ms"]}
            cells = [f"{value:,.4g} {key} ({value / first[key]:.2g}×)" for key, value in row.items()]
            print(f"{name:14}" + "".join(f"{cell:>28}" for cell in cells), flush=True)


def articles(sets: Sequence[Set], folder: Path) -> Path:
    """Write 25 articles of about 4,000 字 or 1,500 words, and return their folder."""
    passages = [passage for made in sets for passage in made.passages]
    lot = random.Random(25)
    for n in range(25):
        parts = [f"# {n}\n"] + [f"## {passage.heading}\n\n{passage.text}\n" for passage in lot.sample(passages, 9)]
        (folder / f"{n:02}.md").write_text("\n".join(parts), encoding="utf-8")
    return folder


def print_start(folder: Path) -> None:
    """Print the seconds that a corpus takes to be read and indexed, cold and warm, in a new process each time."""
    code = (
        "import sys, time; from pathlib import Path; started = time.perf_counter()\n"
        "from generator import corpus\n"
        "from generator.evidence import retrieval\n"
        "read = corpus.read(Path(sys.argv[1]), cache=Path(sys.argv[2]) / 'cache'); read_in = time.perf_counter()\n"
        "retrieval.open_indexes(Path(sys.argv[2]) / 'index', read, ()); end = time.perf_counter()\n"
        "print(len(read.documents), sum(len(d.chunks) for d in read.documents), read_in - started, end - read_in)"
    )
    with tempfile.TemporaryDirectory() as build:
        for state in ("cold", "warm", "warm"):
            command = [sys.executable, "-c", code, str(folder), build]
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.split()
            print(f"{said[0]} articles, {said[1]} chunks, {state}: reading {said[2][:5]} s, index {said[3][:5]} s")


def available(folder: Path) -> Iterator[Set]:
    """Yield the written sets, over the sentences of corpus/, and the larger ones that are there."""
    with tempfile.TemporaryDirectory() as cache:
        sample = corpus.read(ROOT / "corpus", cache=Path(cache))
    for name in ("zh", "en"):
        yield finding_sets.written(ROOT / "tests" / "cases" / "evidence" / "retrieval" / f"{name}.yml", sample)
    for place, make in (("package", finding_sets.linux_commands), ("django-*", finding_sets.django_manual)):
        for found in sorted(folder.glob(place))[:1]:
            yield make(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10000], help="passages per timing")
    parser.add_argument("--sets", type=Path, default=ROOT / "build" / "bench", help="where the larger sets lie")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        name, given, folder = options.child
        print(json.dumps(child(name, Path(given), Path(folder))))
        return 0
    sets = list(available(options.sets))
    if len(sets) < 4:
        print(f"without the larger sets, which `make bench` fetches into {options.sets}")
    print_quality(sets)
    print_speed(sets[2:] or sets, options.sizes)
    print("\nStart-up")
    with tempfile.TemporaryDirectory() as folder:
        print_start(articles(sets[2:] or sets, Path(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
