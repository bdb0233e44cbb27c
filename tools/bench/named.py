"""Measure what becomes of the sentences that an analyst names as the ones to rest on.

    BRIEFPROOF_NAMED=folder python -m tools.bench.named [NAME …] [--show]

The folder has one for each commission: `corpus/`, the commission as `query.yml` (`briefproof commission --yaml`) or
`query.txt`, and `notes.yml` with sections, sides and sentences (section → side → list of `file` and `quote`, a piece of
one line). For each it is counted how many of these sentences are a passage at all, are one of the right side, fit their
section, are among the first three there, and stand in the brief. Without the folder nothing is measured and the reason
is printed; the corpora are others' work and not kept here.
"""

import argparse
import contextlib
import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from generator import commission as commissions, corpus as corpora, pipeline, yaml_text
from generator.errors import BriefproofError
from generator.evidence import POSED, Evidence, gathering, parts, products, vocabulary
from generator.pipeline import inputs
from tools.bench import ROOT

WORK = ROOT / "build" / "named"
STEPS = ("named", "passage", "side", "fits", "first three", "in the brief")
START = 24
"""字 or letters of a quote by whose start or end it is found where a passage has a part of it."""
FIRST = 3


def plain(words: str) -> str:
    """Return letters and digits alone: marks and spaces differ between a source and a note of it."""
    return re.sub(r"[\W_]+", "", words.casefold())


def holds(text: str, quote: str) -> bool:
    """Tell whether a text has a quote, or a good part of it."""
    text, quote = plain(text), plain(quote)
    ends = (quote[:START], quote[-START:]) if len(quote) > START else (quote,)
    return any(end in text for end in ends) or (len(text) > START / 2 and text in quote)


def reached(evidence: Evidence, section: int, side: str, note: dict[str, str]) -> str:
    """Return the last of `STEPS` but one that a sentence reaches."""
    cards = [
        n for n, card in enumerate(evidence.cards)
        if card.span.document.endswith(note["file"]) and holds(parts.whole(card), note["quote"])
    ]  # fmt: skip
    own = {n for n in cards if evidence.cards[n].side == side}
    best: dict[int, float] = {}
    for fit in evidence.fits:
        if fit.section == section and evidence.cards[fit.card].side == side:
            best[fit.card] = max(best.get(fit.card, 0.0), fit.score)
    fitting = own & best.keys()
    if not fitting:
        return STEPS[2] if own else STEPS[1] if cards else STEPS[0]
    most = max(best[n] for n in fitting)
    return STEPS[4] if sum(score > most for score in best.values()) < FIRST else STEPS[3]


def measure(place: Path, *, show: bool) -> Counter[str]:
    """Return how many sentences reach each step, for a commission; prints, with `show`, where each of them ends."""
    written = place / "query.yml" if (place / "query.yml").is_file() else place / "query.txt"
    request = pipeline.Request(
        query=written.read_text("utf-8"), corpus=place / "corpus", slug="named", attach=False, force=True
    )
    corpus = corpora.read(request.corpus, cache=Path("build/cache"))
    asked = inputs.understood(request, vocabulary.lookup(corpus.documents))
    asked = commissions.resolve(asked)
    asked = products.named(asked, corpus.documents)
    evidence = gathering.gather(asked, corpus, (), Path("build/index"))
    try:
        ledger = pipeline.make(request, build=Path("build")).ledger
        quotes = [support.quote for entry in ledger.entries for support in entry.supports]
    except BriefproofError as error:
        print(f"  no brief: {error}")
        quotes = []
    notes: dict[str, Any] = yaml_text.load((place / "notes.yml").read_text("utf-8"), "notes.yml")
    posed = [section for section in asked.sections if section.role in POSED]
    names = {plain(name): side.name for side in asked.subjects for name in (side.name, *side.aliases)}
    counts: Counter[str] = Counter()
    for at, (title, sides) in enumerate(notes.items()):
        same = [section.number for section in posed if plain(section.title) == plain(title)]
        number = same[0] if same else posed[at].number if at < len(posed) else 0
        for side, named in sides.items():
            for note in named or ():
                step = reached(evidence, number, names.get(plain(side), side), note)
                told = any(holds(quote, note["quote"]) for quote in quotes)
                counts.update(STEPS[: STEPS.index(step) + 1])
                counts[STEPS[-1]] += told
                if show:
                    print(f"  {'in the brief' if told else step:<12} {title[:24]} | {side} | {note['quote'][:90]}")
    return counts


def main() -> None:
    """Print a table with a line for each commission and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only these")
    parser.add_argument("--show", action="store_true", help="where each sentence ends")
    options = parser.parse_args()
    given = os.environ.get("BRIEFPROOF_NAMED")
    if not given:
        sys.exit("not measured: set BRIEFPROOF_NAMED to a folder with commissions, corpora and notes")
    total: Counter[str] = Counter()
    print("| commission | " + " | ".join(STEPS) + " |\n|---|" + "--:|" * len(STEPS))
    for place in sorted(Path(given).resolve().iterdir()):
        if not (place / "notes.yml").is_file() or (options.names and place.name not in options.names):
            continue
        (WORK / place.name).mkdir(parents=True, exist_ok=True)
        with contextlib.chdir(WORK / place.name):
            counts = measure(place, show=options.show)
        total += counts
        print(f"| {place.name} | " + " | ".join(str(counts[step]) for step in STEPS) + " |", flush=True)
    print("| all | " + " | ".join(str(total[step]) for step in STEPS) + " |")


if __name__ == "__main__":
    main()
