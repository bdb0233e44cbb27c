"""The solver of integer programmes, HiGHS, set up so that the same programme has the same answer on every machine."""

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any

MOST_NODES = 6000
"""Nodes of the solver's tree, at most: a bound that is the same on every machine, however busy. 2,700 were the most
that a commission over this repository's corpus needed."""
GAP = 1e-4
"""Share of the best possible value by which an answer may fall short."""


def solver() -> Any:
    """Return a solver without a programme."""
    import highspy

    with _silence():  # from version 1.16 on the first one announces itself, which no option prevents
        found = highspy.Highs()
    bounds = {"mip_rel_gap": GAP, "mip_max_nodes": MOST_NODES}
    for name, value in {"output_flag": False, "threads": 1, "random_seed": 0, **bounds}.items():
        found.setOptionValue(name, value)
    return found


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Let nothing that a library prints meanwhile reach standard output, which may be JSON."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def stopped(solved: Any) -> bool:
    """Tell whether a solver stopped before it had proven its answer the best."""
    return bool(_status(solved) == "kSolutionLimit")


def answers(solved: Any) -> bool:
    """Tell whether a solver found an answer."""
    return _status(solved) in ("kOptimal", "kSolutionLimit")


def _status(solved: Any) -> str:
    return str(solved.getModelStatus().name)
