"""Shared by all tests: where the real inputs lie, and a corpus small enough to read in a test."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def inputs() -> Path:
    """The folder of real inputs; the test is skipped where there is none."""
    folder = os.environ.get("BRIEFPROOF_INPUTS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("no real inputs: set BRIEFPROOF_INPUTS to their folder")
    return Path(folder).resolve()
