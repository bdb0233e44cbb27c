"""Shared by all tests: the real inputs, what is skipped without a browser, a corpus small enough to read in a test."""

import contextlib
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.helpers import COMMISSIONS, ROOT, site_browser

os.environ["BRIEFPROOF_LANG"] = "en"  # what tests expect to read, whatever this machine's language
settings.register_profile("untimed", deadline=None)  # on a busy machine any example may take long
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `browser` where there is none."""
    missing = site_browser.missing()
    for item in items:
        if missing and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=missing))


@pytest.fixture(scope="session")
def inputs() -> Path:
    """The folder of real inputs; the test is skipped where there is none."""
    folder = os.environ.get("BRIEFPROOF_INPUTS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("no real inputs: set BRIEFPROOF_INPUTS to their folder")
    return Path(folder).resolve()


@pytest.fixture(scope="session")
def workplace(tmp_path_factory):
    """A folder like a fresh clone: the sample corpus and nothing else."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "corpus", folder / "corpus", ignore=shutil.ignore_patterns("attachments", "logos"))
    return folder


@pytest.fixture(scope="session")
def made(workplace):
    """Briefs made from the sample corpus: language → (outcome, text of the brief, text of the ledger)."""
    from generator import pipeline

    found = {}
    with contextlib.chdir(workplace):
        for language, query in COMMISSIONS.items():
            outcome = pipeline.make(pipeline.Request(query=query), build=Path("build"))
            beside = outcome.path.with_suffix(".ledger.yml")
            found[language] = (outcome, outcome.path.read_text("utf-8"), beside.read_text("utf-8"))
    return found
