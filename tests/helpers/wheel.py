"""Builds the wheel of the repository as its files stand, away from it: a build leaves folders behind."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.helpers import ROOT

PARTS = (
    "generator/",
    "briefproof/",
    "site_overrides/",
    "setup.py",
    "MANIFEST.in",
    "pyproject.toml",
    "README.md",
    "LICENSE",
)


def built(place: Path) -> Path:
    """Return the wheel, in `place`; only files that git knows are in it. Needs the network where pip does."""
    source = place / "source"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in listed.split("\0"):
        if name.startswith(PARTS):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    command = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "-w", str(place), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    return wheel
