"""Run the bench: `python -m tools.bench.writer`, see --help."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from generator import corpus as corpora
from generator.files import write_atomically
from tools.bench import writer
from tools.bench.writer.baselines import BASELINES, Pool, baseline
from tools.bench.writer.figures import HEAD, row
from tools.bench.writer.key_points import Judge
from tools.bench.writer.tasks import OUT, tasks
from tools.bench.writer.texts import ours


def main() -> None:
    parser = argparse.ArgumentParser(description=writer.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="commissions to run; all by default")
    options = parser.parse_args()
    start = time.perf_counter()
    rows: list[list[str]] = []
    failed: list[str] = []
    points = ""
    for task in tasks():
        if options.names and task.name not in options.names:
            continue
        print(f"{task.name} …", file=sys.stderr, flush=True)
        own = ours(task)
        if isinstance(own, str):
            failed.append(f"{task.name}: {own}")
            continue
        cache = Path("build/cache")
        documents = [*corpora.read(task.corpus, cache=cache).documents]
        documents += [corpora.read_attachment(path, cache=cache) for path in task.documents]
        pool = Pool()
        pool.add(documents, own.language)
        texts = [own, *(baseline(maker, own, pool) for maker in BASELINES)]
        rows += [row(made, task.about) for made in texts]
        for made in texts:
            plain = "\n".join(f"{x.section} [{x.side or '·'}] {x.text}  ({', '.join(x.documents)})" for x in made.lines)
            write_atomically(OUT / f"{task.name}.{made.maker.replace(' ', '-')}.txt", plain + "\n")
        if task.key_points:
            judge = Judge(task.key_points)
            points = judge.report(texts, documents)
            for made in texts:
                write_atomically(OUT / f"{task.name}.{made.maker.replace(' ', '-')}.points.txt", judge.sentences(made))
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in (HEAD, ["---"] * len(HEAD), *rows)) + "\n"
    whole = table + "".join(f"\nno brief: {line}\n" for line in failed) + ("\n" + points if points else "")
    write_atomically(OUT / "table.md", whole)
    print(whole)
    print(f"{time.perf_counter() - start:.0f} s; briefs and baselines lie in {OUT}")


if __name__ == "__main__":
    main()
