"""Apply every forgery to three briefs and print what the gate and the review make of it."""

import argparse
import json
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from tests.forgeries import FORGERIES, HARMLESS, judging, repository


def main() -> int:
    """Run it; 1 when a forgery that nobody may do openly is green, or a harmless edit red."""
    parser = argparse.ArgumentParser(prog="python -m tests.forgeries", description=__doc__)
    parser.add_argument(
        "--kind",
        action="append",
        choices=sorted({f.kind for f in (*FORGERIES, *HARMLESS)}),
        help="only this kind; may be repeated",
    )
    parser.add_argument(
        "--brief",
        type=int,
        choices=(0, 1, 2),
        help="only this brief (0: Chinese, PDF and image; 1: English; 2: Chinese)",
    )
    parser.add_argument("--name", default="", help="only forgeries with this in their name")
    parser.add_argument("--json", action="store_true", help="every verdict as JSON")
    parser.add_argument("--verbose", action="store_true", help="with the rules that each red one broke")
    options = parser.parse_args()
    chosen = [
        f for f in (*FORGERIES, *HARMLESS) if (not options.kind or f.kind in options.kind) and options.name in f.name
    ]
    start, verdicts = time.perf_counter(), []
    with tempfile.TemporaryDirectory(prefix="forgeries-") as name:
        folder = Path(name).resolve() / "clone"
        folder.mkdir()
        briefs = repository.make(folder)
        for brief in briefs if options.brief is None else [briefs[options.brief]]:
            verdicts += judging.judged(folder, brief, chosen)
    if options.json:
        plain = [
            {
                "kind": v.forgery.kind,
                "name": v.forgery.name,
                "brief": v.brief,
                "red": v.red,
                "open_to": v.forgery.open_to,
                "codes": v.codes,
                "shown": v.shown,
            }
            for v in verdicts
        ]
        print(json.dumps(plain, ensure_ascii=False, indent=1))
    else:
        _print(verdicts, verbose=options.verbose)
        print(f"{time.perf_counter() - start:.0f} s")
    wrong = [v for v in verdicts if v.red == (v.forgery.kind == "harmless") and v.forgery.open_to == "nobody"]
    return 1 if wrong else 0


def _print(verdicts: list[judging.Verdict], *, verbose: bool) -> None:
    briefs = list(dict.fromkeys(v.brief for v in verdicts))
    print(f"{'kind':10} {'made':>5} {'red':>5} {'green':>6} {'openly':>6} {'shown':>6}   made in {', '.join(briefs)}")
    kinds = list(dict.fromkeys(v.forgery.kind for v in verdicts))
    for kind in [*kinds, "forgeries"]:
        own = [v for v in verdicts if v.forgery.kind == kind or (kind == "forgeries" and v.forgery.kind != "harmless")]
        red, each = sum(v.red for v in own), ", ".join(str(sum(v.brief == brief for v in own)) for brief in briefs)
        openly = sum(not v.red and v.forgery.open_to != "nobody" for v in own)
        print(f"{kind:10} {len(own):5} {red:5} {len(own) - red:6} {openly:6} {sum(v.shown for v in own):6}   {each}")
    for kind in kinds:
        wanted = kind == "harmless"
        listed: dict[str, list[str]] = defaultdict(list)
        for verdict in verdicts:
            if verdict.forgery.kind == kind and verdict.red == wanted:
                why = f" ({', '.join(verdict.codes)})" if verdict.codes else ""
                listed[verdict.forgery.name].append(
                    f"{briefs.index(verdict.brief)}{' openly' if verdict.forgery.open_to != 'nobody' else ''}{'' if verdict.shown or wanted else ' unseen'}{why}"
                )
        print(f"\n{kind}: {'red' if wanted else 'green'}" + ("" if listed else ": none"))
        for name, where in listed.items():
            print(f"  {name}: {'; '.join(where)}")
    if verbose:
        for verdict in verdicts:
            print(
                f"{verdict.forgery.kind} | {verdict.forgery.name} | {verdict.brief} | {'red' if verdict.red else 'green'} | {', '.join(verdict.codes)} | {'shown' if verdict.shown else ''}"
            )


if __name__ == "__main__":
    sys.exit(main())
