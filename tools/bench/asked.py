"""Measure how many commissions are read as a person reads them where a corpus helps to decide.

    BRIEFPROOF_FOREIGN=folder python -m tools.bench.asked [--set first|…|sixth] [--show]

The commissions, and where the corpora come from, stand in `bench/asked.yml`; those of corpora that have no source and
are not in the folder are left out, and it is said how many. Nothing but the reading is done: no brief is written.
"""

import argparse
import os
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from generator import commission, corpus as corpora, yaml_text
from generator.commission import Commission, Lookup
from generator.errors import BriefproofError
from generator.evidence import vocabulary
from tests.commission import asking
from tools.bench import ROOT
from tools.bench.first_try import fetch

ASKED = ROOT / "bench" / "asked.yml"
CACHE = ROOT / "build" / "asked"
TASTE = {"axes": "any", "reader": "any", "deadline": "any", "register": "any", "periods": "any"}
"""What is compared only where a case says it."""


def read(query: str, occurs: Lookup) -> Commission:
    """Read a commission as the pipeline does, with those other readings between which the corpus does not decide."""
    found = commission.read(query, occurs=occurs)
    if not found.subjects and found.about:
        found = replace(found, subjects=(found.about,))
    held = [commission.share(names, occurs) for names in found.readings]
    ways = tuple(names for names, share in zip(found.readings, held, strict=True) if share == held[0])
    return replace(found, readings=ways if len(ways) > 1 else ())


def misread(case: dict[str, Any], occurs: Lookup) -> list[str]:
    """Return what is read otherwise than the case says."""
    try:
        return list(asking.compared(TASTE | case, read(case["q"], occurs)))
    except BriefproofError as error:
        return [f"subjects: refused, {error}"]


def main() -> None:
    """Print for each set how many are read whole, in how many the subjects are right, and what is wrong how often."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", help="only this one")
    parser.add_argument("--show", action="store_true", help="what was misread")
    options = parser.parse_args()
    given = os.environ.get("BRIEFPROOF_FOREIGN")
    if not given:
        sys.exit("not measured: set BRIEFPROOF_FOREIGN to a folder for the corpora of bench/asked.yml")
    asked = yaml_text.load(ASKED.read_text("utf-8"), str(ASKED))
    for name, source in asked["corpora"].items():
        fetch(Path(given), name, source)

    @cache
    def lookup(name: str) -> Lookup:
        return vocabulary.lookup(corpora.read(Path(given) / name, cache=CACHE / name).documents)

    for name in ("first", "second", "third", "fourth", "fifth", "sixth"):
        cases = [c for c in asked["commissions"] if c["set"] == name and options.set in (None, name)]
        there = [case for case in cases if (Path(given) / case["corpus"]).is_dir()]
        found = [misread(case, lookup(case["corpus"])) for case in there]
        whole, right = asking.rates(found)
        fields = Counter(line.split(":")[0] for lines in found for line in lines)
        print(f"{name}: {whole} of {len(there)} read whole, subjects right or asked about in {right}; {dict(fields)}; "
              f"{len(cases) - len(there)} without their corpus")  # fmt: skip
        for case, lines in zip(there, found, strict=True) if options.show else ():
            if lines:
                print("-", case["corpus"], case["q"].strip().replace("\n", " / ")[:150], *lines, sep="\n     ")


if __name__ == "__main__":
    main()
