"""Benches: each module measures one part of the program, on public data or on what the repository holds, and prints the
table that the docs give. Run by hand or by the `bench…` targets of the Makefile, from the repository's root, as in
`python -m tools.bench.writer`; results and what is fetched lie in build/bench/. Nothing here is part of the program.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The repository."""
