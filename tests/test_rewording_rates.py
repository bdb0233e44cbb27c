"""The rates that docs/gate.md gives are those of the program: the bench, run on the sample corpus."""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def rates(tmp_path_factory):
    """Verdicts by (half, language, kind)."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import bench_gate
    finally:
        sys.path.pop(0)
    return bench_gate.measure([ROOT / "corpus"], tmp_path_factory.mktemp("cache"))


def total(rates, wanted):
    return sum((counts for (half, _, kind), counts in rates.items() if half == "held out" and wanted(kind)), Counter())


@pytest.mark.slow
def test_few_errors_pass_and_few_true_edits_are_refused(rates):
    wrong, true = total(rates, lambda kind: kind[0] != "+"), total(rates, lambda kind: kind[0] == "+")
    assert sum(wrong.values()) > 1000 and sum(true.values()) > 150
    assert wrong["passes"] <= 0.02 * sum(wrong.values())
    assert true["refused"] <= 0.05 * sum(true.values())
    for kind, least in (("number", 0.98), ("negation added", 0.98), ("negation dropped", 0.98), ("name", 0.9), ("spliced", 0.9)):
        counts = total(rates, lambda k, kind=kind: k == kind)
        assert counts["refused"] >= least * sum(counts.values()), (kind, counts)


@pytest.mark.slow
def test_the_documented_totals_are_those_of_today(rates):
    """Within two points: the sample corpus may grow."""
    page = (ROOT / "docs" / "gate.md").read_text("utf-8")
    for name, wanted in (("all errors", lambda kind: kind[0] != "+"), ("true edits", lambda kind: kind[0] == "+")):
        counts = total(rates, wanted)
        whole = sum(counts.values())
        shares = [100 * counts[verdict] / whole for verdict in ("refused", "pending", "passes")]
        row = re.search(rf"^\| \*\*{name}\*\* \| ([\d.]+) / ([\d.]+) / ([\d.]+) \|", page, re.M)
        assert [float(share) for share in row.groups()] == pytest.approx(shares, abs=2)
