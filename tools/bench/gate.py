"""Measure how edited sentences are judged: light true edits, and the same with an error in them.

Every sentence of a corpus is edited by the rules of tests/cases/gate/rewordings.yml, alone and with each kind of
error on top, and held against the best sentence of its chunk as `briefproof refresh` does. Documents are dealt into
two halves: thresholds may be looked at on the first ("chosen on"), the second ("held out") is what to report. Without
CORPUS the corpora of bench/ are measured as well ("elsewhere").

    python tools/`gate` [CORPUS…] [--json] [--sweep] [--speed]

With --speed it says how long `briefproof check` takes for 100 briefs.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from generator import corpus
from generator.evidence import cleaning
from generator.gate import rewording
from generator.language import text, tokens
from tools.bench import ROOT

RULES = ROOT / "tests" / "cases" / "gate" / "rewordings.yml"
CORPORA = ROOT / "bench" / "corpora"
SHORTEST = 12
"""Characters of a sentence that is tried."""
AIMS = {"number": 98, "negation added": 98, "negation dropped": 98, "subjects swapped": 98, "name": 90, "spliced": 90}
"""Per cent of a kind that must not pass unseen."""


def sentences(folder: Path, cache: Path) -> Iterator[tuple[int, str, list[str], list[list[str]], str]]:
    """Yield (half, language, sentences of the chunk, sentences of each other chunk, sentence)."""
    read = corpus.read(folder, cache=cache)
    for position, document in enumerate(read.documents):
        chunks = [
            [c for block in chunk.blocks if block.kind in ("paragraph", "item")
             for a, b in text.sentences(chunk.text[block.start : block.end])
             if len(c := cleaning.clean(chunk.text[block.start + a : block.start + b])) >= SHORTEST]
            for chunk in document.chunks
        ]  # fmt: skip
        for number, own in enumerate(chunks):
            others = [other for n, other in enumerate(chunks) if n != number and other]
            for sentence in own:
                yield position % 2, document.language, own, others, sentence


def first(rules: list[list[str]], sentence: str) -> str | None:
    """Return the sentence changed by the first rule that changes it."""
    for find, put in rules:
        changed = re.sub(find, put, sentence, count=1)
        if changed != sentence:
            return changed
    return None


def traded(language: str, sentence: str) -> Iterator[str]:
    """Yield the sentence with the words before and behind each of the listed words in each other's place."""
    cut = list(tokens.words(sentence)) if language == "zh" else re.findall(r"\w+|\W+", sentence)
    words = [at for at, word in enumerate(cut) if word[0].isalnum() and word.casefold() not in ("the", "a", "an")]
    for before, at, behind in zip(words, words[1:], words[2:], strict=False):
        close = all(part.isspace() or part[0].isalnum() for part in cut[before:behind])
        if cut[at] in rules()["pivots"][language] and close and cut[before] != cut[behind]:
            other = cut.copy()
            other[before], other[behind] = cut[behind], cut[before]
            yield "".join(other)


def cases(folder: Path, cache: Path) -> Iterator[tuple[int, str, str, str, list[str]]]:
    """Yield (half, language, kind, sentence, sentences of the cited chunk); kinds of true edits open with "+"."""
    for half, language, own, others, sentence in sentences(folder, cache):
        if text.language(sentence) == language:
            for kind, edited, place in edits(language, own, others, sentence):
                yield half, language, kind, edited, place


@cache
def rules() -> dict[str, dict[str, dict[str, list[list[str]]]]]:
    """Return the edits by "kept" or "broken", language and kind."""
    return yaml.safe_load(RULES.read_text(encoding="utf-8"))


def edits(
    language: str, own: list[str], others: list[list[str]], sentence: str
) -> Iterator[tuple[str, str, list[str]]]:
    """Yield (kind, edited sentence, sentences of the chunk that it cites) for a sentence of the chunk `own`."""
    variants = [("", sentence)]
    for kind, listed in rules()["kept"][language].items():
        if changed := first(listed, sentence):
            variants.append((kind, changed))
            yield f"+ {kind}", changed, own
    base = variants[1][1] if len(variants) > 1 else sentence  # the error comes on top of a true edit
    for kind, listed in rules()["broken"][language].items():
        if changed := first(listed, base):
            yield kind, changed, own
    for rule in rules()["closed"][language]:
        if changed := first([rule], sentence):
            yield "closed-class word changed", changed, own
    for changed in traded(language, sentence):
        yield "same words, other relation", changed, own
    at = own.index(sentence)
    if len(own) > 1:
        other = own[(at + 1) % len(own)]
        yield "spliced", base[: len(base) // 2] + other[len(other) // 2 :], own
    for other in others[:1]:
        yield "wrong chunk", base, other


def measure(folders: list[Path], cache: Path) -> dict[tuple[str, str, str], Counter[str]]:
    """Return verdicts by (half, language, kind)."""
    found: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for folder in folders:
        for half, language, kind, sentence, own in cases(folder, cache):
            best = rewording.best(sentence, own)
            judged = rewording.judge(sentence, own[best])
            found["held out" if half else "chosen on", language, kind][judged.verdict] += 1
    return found


def elsewhere(cache: Path) -> dict[tuple[str, str, str], Counter[str]]:
    """Return verdicts on the corpora of bench/, which the word lists were not made with, as ("elsewhere", …)."""
    found: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for (_, language, kind), counts in measure(sorted(CORPORA.iterdir()), cache).items():
        found["elsewhere", language, kind] += counts
    return found


def sweep(folders: list[Path], cache: Path) -> None:
    """Print, on the half that thresholds are chosen on, what each threshold would let through and refuse."""
    true, false = [], []
    for folder in folders:
        for half, _, kind, sentence, own in cases(folder, cache):
            if half == 0:
                judged = rewording.judge(sentence, own[rewording.best(sentence, own)])
                (true if kind[0] == "+" else false).append(judged)
    print(f"{len(true)} true, {len(false)} false; faults: {Counter(f for j in true for f in j.faults)} in true ones")
    for at in [n / 20 for n in range(6, 20)]:
        low = [bool(j.faults) or j.score < at for j in true]
        caught = [bool(j.faults) or j.score < at for j in false]
        print(
            f"  at {at:.2f}: {100 * sum(caught) / len(false):.1f} % of false and {100 * sum(low) / len(true):.1f} % of "
            "true are refused"
        )


COMMISSIONS = (
    "对比 OpenAI 与 Hugging Face 的开放程度，1000 字左右",
    "Compare OpenAI and Hugging Face for decision-makers: access, openness and safety. About 700 words.",
)


def speed(folder: Path, briefs: int = 100) -> None:
    """Print the seconds that a check of copies of two briefs takes, with documents read before."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        shutil.copytree(folder, place / "corpus")
        run = [sys.executable, "-m", "generator"]
        environment = {**os.environ, "PYTHONPATH": str(RULES.parents[3])}
        for query in COMMISSIONS:
            subprocess.run(
                [*run, "brief", "--query", query], cwd=place, env=environment, check=True, capture_output=True
            )
        for path in sorted((place / "briefs").glob("*.md")):
            for number in range(1, briefs // len(COMMISSIONS)):
                stem = f"{path.stem}-{number:03}"
                shutil.copy(path, path.with_name(f"{stem}.md"))
                ledger = path.with_suffix(".ledger.yml").read_text("utf-8")
                path.with_name(f"{stem}.ledger.yml").write_text(ledger.replace(path.name, f"{stem}.md", 1), "utf-8")
        best = None
        for _ in range(5):
            before, start = os.times(), time.perf_counter()
            done = subprocess.run(
                [*run, "check"], cwd=place, env=environment, check=False, capture_output=True, text=True
            )
            after = os.times()
            wall = time.perf_counter() - start
            cpu = after.children_user + after.children_system - before.children_user - before.children_system
            best = min(best or (wall, cpu), (wall, cpu))
        print(f"{done.stdout.splitlines()[-1]}: {best[0]:.2f} s wall clock, {best[1]:.2f} s of one core (best of 5)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("corpus", nargs="*", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sweep", action="store_true", help="what other thresholds would do")
    parser.add_argument("--speed", action="store_true", help="how long checking 100 briefs takes")
    options = parser.parse_args()
    folders = options.corpus or [Path("corpus")]
    if options.speed:
        speed(folders[0])
        return 0
    cache = Path("build/cache")
    if options.sweep:
        sweep(folders, cache)
        return 0
    found = measure(folders, cache) | ({} if options.corpus else elsewhere(cache))
    if options.json:
        print(json.dumps({" | ".join(key): dict(value) for key, value in found.items()}, indent=2, sort_keys=True))
        return 0
    for half in dict.fromkeys(half for half, _, _ in sorted(found)):
        print(f"{half}: per cent refused / pending / passed")
        kinds = sorted({kind for h, _, kind in found if h == half}, key=lambda k: (k[0] == "+", k))
        for kind in kinds:
            cells = []
            for language in ("zh", "en"):
                counts = found.get((half, language, kind), Counter())
                total = sum(counts.values())
                shares = (
                    " / ".join(f"{100 * counts[v] / total:5.1f}" for v in ("refused", "pending", "passes"))
                    if total
                    else ""
                )
                cells.append(f"{language} {total:4d}  {shares:24}")
            aim = (
                f"  aim: {AIMS[kind]} refused" if kind in AIMS else "  aim: at most 5 refused" if kind[0] == "+" else ""
            )
            print(f"  {kind:27} " + "".join(cells) + aim)
        for name, wanted in (("all errors", False), ("all true edits", True)):
            total: Counter[str] = sum(
                (c for (h, _, k), c in found.items() if h == half and (k[0] == "+") == wanted), Counter()
            )
            whole = max(1, sum(total.values()))
            print(
                f"  {name:27} {whole:5d}  "
                + " / ".join(f"{100 * total[v] / whole:5.1f}" for v in ("refused", "pending", "passes"))
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
