"""What an installation takes: python -m tools.bench.install [EXTRA …]. Needs the network.

The core, and what each extra adds to it, in a fresh environment each: packages, and MB of files once they are there
and compiled; pip is left out. Without names: every extra that `briefproof doctor` looks for.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from generator.packages import EXTRAS
from tests.helpers import ROOT
from tests.helpers.wheel import built


def measured(wheel: Path, extra: str) -> tuple[int, float]:
    """Return how many packages the wheel with an extra ("" for none) takes, and how many MB."""
    with tempfile.TemporaryDirectory() as place:
        environment = Path(place) / "environment"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
        pip = [sys.executable, "-m", "pip", "--python", environment / "bin" / "python"]
        wanted = f"{wheel}[{extra}]" if extra else str(wheel)
        subprocess.run([*pip, "install", "-qq", "-c", ROOT / "constraints.txt", wanted], check=True)
        (folder,) = environment.glob("lib/python*/site-packages")
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        return len([*folder.glob("*.dist-info")]), size / 1e6


def main(extras: list[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        wheel = built(Path(place))
        packages, size = measured(wheel, "")
        print(f"| core | {packages} | {size:.0f} |", flush=True)
        for extra in extras:
            more, larger = measured(wheel, extra)
            print(f"| `{extra}` | + {more - packages} | + {larger - size:.0f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or [*EXTRAS])
