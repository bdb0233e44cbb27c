"""The rates that docs/gate.md gives are those of the program: the bench, run on the sample corpus and those of bench/."""

import re
from collections import Counter

import pytest

from tests.helpers import ROOT
from tools.bench import gate

AIMS = {
    "number": 0.98,
    "negation added": 0.98,
    "negation dropped": 0.98,
    "subjects swapped": 0.98,
    "name": 0.9,
    "spliced": 0.9,
}
"""Share of a kind of error that is refused, at least."""


@pytest.fixture(scope="module")
def rates(tmp_path_factory):
    """Verdicts by (half, language, kind)."""
    cache = tmp_path_factory.mktemp("cache")
    return gate.measure([ROOT / "corpus"], cache) | gate.elsewhere(cache)


def total(rates, part, wanted):
    return sum((counts for (half, _, kind), counts in rates.items() if half == part and wanted(kind)), Counter())


@pytest.mark.slow
@pytest.mark.parametrize("part", ["held out", "elsewhere"])
def test_few_errors_pass_and_few_true_edits_are_refused(rates, part):
    wrong, true = total(rates, part, lambda kind: kind[0] != "+"), total(rates, part, lambda kind: kind[0] == "+")
    assert wrong.total() > 1000 and true.total() > 150
    assert wrong["passes"] <= 0.02 * wrong.total()
    assert true["refused"] <= 0.05 * true.total()


@pytest.mark.slow
@pytest.mark.parametrize("part", ["held out", "elsewhere"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", AIMS)
def test_each_kind_of_error_is_refused_as_often_as_is_aimed_at(rates, part, language, kind):
    counts = rates[part, language, kind]
    assert counts.total() >= 5
    assert counts["refused"] >= AIMS[kind] * counts.total(), counts


@pytest.mark.slow
@pytest.mark.parametrize(
    ("column", "part", "languages"),
    [(0, "held out", ("zh",)), (1, "held out", ("en",)), (2, "elsewhere", ("zh", "en"))],
)
@pytest.mark.parametrize(("name", "sign"), [("all errors", False), ("true edits", True)])
def test_the_documented_totals_are_those_of_today(rates, column, part, languages, name, sign):
    """Within three points: the corpora may grow."""
    page = (ROOT / "docs" / "gate.md").read_text("utf-8")
    found = Counter()
    for (half, language, kind), counts in rates.items():
        if half == part and language in languages and (kind[0] == "+") == sign:
            found += counts
    row = re.search(rf"^\| \*\*{name}\*\* \|(.*)$", page, re.M)
    stated = re.findall(r"[\d.]+", row[1].split("|")[column])[:3]
    shares = [100 * found[verdict] / found.total() for verdict in ("refused", "pending", "passes")]
    assert [float(share) for share in stated] == pytest.approx(shares, abs=3)
