"""Measure how many commissions in everyday words end with a filed brief as they are first written, and how many of the
others as the message advises.

    BRIEFPROOF_FOREIGN=folder python -m tools.bench.first_try [--half work|last] [--corpus NAME …] [--show]

The commissions, and where the corpora come from, stand in `bench/first_try.yml`. Without the folder nothing is measured
and the reason is printed. What was filed lies in build/first-try, to be read.
"""

import argparse
import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import pipeline, yaml_text
from generator.errors import BriefproofError
from tools.bench import ROOT

ASKED = ROOT / "bench" / "first_try.yml"
WORK = ROOT / "build" / "first-try"
ADVICE = re.compile(r"QUERY='([^']+)'")
"""The question that a message proposes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """What came of a commission as it was written."""

    corpus: str
    query: str
    filed: bool
    said: str
    """The path of the brief, else the message, the findings that are errors, or the last line of a traceback."""
    seconds: float

    @property
    def advice(self) -> str | None:
        """The question that the message proposes, None where it proposes none."""
        found = None if self.filed else ADVICE.search(self.said)
        return found[1] if found else None


def attempt(name: str, query: str, number: str) -> Try:
    """Ask for a brief in the current folder, which holds the corpus."""
    start = time.perf_counter()
    try:
        outcome = pipeline.make(pipeline.Request(query=query, slug=f"try-{number}"), build=Path("build"))
        errors = [f"{f.code}: {f.message}" for f in outcome.findings if f.severity == "error"]
        filed, said = outcome.passed, str(outcome.path) if outcome.passed else "; ".join(errors)
    except BriefproofError as error:
        filed, said = False, str(error)
    except Exception:
        filed, said = False, "".join(traceback.format_exc(limit=-3))
    return Try(corpus=name, query=query, filed=filed, said=said, seconds=time.perf_counter() - start)


def placed(folder: Path, name: str) -> Path:
    """Return a folder that holds the corpus as `corpus/` and no brief yet; indexes and readings of it are kept."""
    place = WORK / name
    place.mkdir(parents=True, exist_ok=True)
    for old in ("briefs", "build/drafts"):
        shutil.rmtree(place / old, ignore_errors=True)
    if not (place / "corpus").exists():
        shutil.copytree(folder / name, place / "corpus")
    return place


def fetch(folder: Path, name: str, source: Mapping[str, Any]) -> None:
    """Bring a corpus into the folder by git, unless it lies there."""
    if (folder / name).is_dir():
        return
    bare = folder / f"{name}.git"
    git = ("git", "-c", "core.quotepath=off", "--git-dir", str(bare))
    subprocess.run(("git", "clone", "--bare", "--quiet", f"https://{source['repository']}", str(bare)), check=True)
    listed = subprocess.run((*git, "ls-tree", "-r", "--name-only", source["commit"]), check=True, capture_output=True)
    (folder / name).mkdir()
    for path in listed.stdout.decode().splitlines():
        if re.search(source["paths"], path):
            shown = subprocess.run((*git, "show", f"{source['commit']}:{path}"), check=True, capture_output=True)
            (folder / name / Path(path).name).write_bytes(shown.stdout)


def show(one: Try, name: str) -> None:
    """Print a line on a try, and what was said where it was not filed."""
    print(f"{'filed' if one.filed else 'NOT  '} {one.seconds:5.1f} s  {name}: {one.query[:60]}", flush=True)
    if not one.filed:
        print(f"      {one.said}", flush=True)


def main() -> None:
    """Print a line for each commission, and how many were filed at the first try."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("work", "last"), help="only these corpora")
    parser.add_argument("--corpus", nargs="*", default=[], metavar="NAME", help="only these")
    parser.add_argument("--only", nargs="*", type=int, default=[], metavar="N", help="only these commissions of each")
    options = parser.parse_args()
    given = os.environ.get("BRIEFPROOF_FOREIGN")
    if not given:
        sys.exit("not measured: set BRIEFPROOF_FOREIGN to a folder for the corpora of bench/first_try.yml")
    asked = yaml_text.load(ASKED.read_text("utf-8"), str(ASKED))
    tries: list[Try] = []
    seconds: list[Try] = []
    for name, source in asked["corpora"].items():
        if options.half not in (None, source["half"]) or (options.corpus and name not in options.corpus):
            continue
        fetch(Path(given), name, source)
        with contextlib.chdir(placed(Path(given), name)):
            for number, query in enumerate(asked["commissions"][name], start=1):
                if not options.only or number in options.only:
                    tries.append(attempt(name, query, str(number)))
                    show(tries[-1], f"{name} {number}")
                    if advice := tries[-1].advice:
                        seconds.append(attempt(name, advice, f"{number}-again"))
                        show(seconds[-1], f"{name} {number} as advised")
    for name in dict.fromkeys(one.corpus for one in tries):
        own = [one for one in tries if one.corpus == name]
        print(f"{name:<12} {sum(one.filed for one in own)} of {len(own)}")
    filed = sum(one.filed for one in tries)
    print(f"{'all':<12} {filed} of {len(tries)}")
    print(f"{'as advised':<12} {sum(one.filed for one in seconds)} of {len(tries) - filed}")


if __name__ == "__main__":
    main()
