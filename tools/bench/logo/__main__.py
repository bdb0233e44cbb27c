"""Run the bench: `python -m tools.bench.logo`, see --help."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from generator.files import write_atomically
from generator.logo import decide, gallery
from tools.bench import logo
from tools.bench.logo.fitting import fit
from tools.bench.logo.measuring import collect, same
from tools.bench.logo.queries import BRAND_SETS, EMOJI_SETS, GLYPH_SET, prepare, prepare_fitting
from tools.bench.logo.report import judged, report
from tools.training import art as logo_art

OUT = Path("build/bench")


def main() -> None:
    parser = argparse.ArgumentParser(description=logo.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit confidence and threshold first, and store them")
    parser.add_argument("--again", action="store_true", help="use the measurements of the last run")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--per-set", type=int, default=150, help="drawings of each set, known and unknown")
    options = parser.parse_args()
    queries = OUT / "queries.zip"
    if not queries.is_file():
        logo_art.fetch(
            "@lobehub/icons-static-svg",
            "simple-icons",
            "@thesvg/icons",
            *(f"@iconify-json/{name}" for name in (*BRAND_SETS, *EMOJI_SETS, GLYPH_SET)),
        )
        prepare(gallery.packaged(), options.per_set, queries)
    book = gallery.packaged()
    kept = OUT / "logo.json"
    if not options.again:
        write_atomically(kept, json.dumps(collect(queries, options.jobs)))
    records = json.loads(kept.read_text())
    if options.fit:
        prepare_fitting(book, OUT / "fitting.zip")
        fitted_ = fit(collect(OUT / "fitting.zip", options.jobs, read=False), book)
        write_atomically(gallery.DATA / "calibration.json", json.dumps(fitted_, indent=1) + "\n")
        decide.calibration.cache_clear()
        print(fitted_)
    table = report(records, book)
    write_atomically(OUT / "logo.md", table)
    print(table)
    misses = [r for r in judged(records, book) if r["name"] and not same(r["name"], r["brand"], book)]
    for r in misses:
        print(
            f"wrong: {r['kind']} {r['source']} {r['view']}: {r['name']} for {r['brand'] or 'none'} "
            f"({r['confidence']:.3f}, {r['rule']}, half {r['half']})"
        )


if __name__ == "__main__":
    main()
