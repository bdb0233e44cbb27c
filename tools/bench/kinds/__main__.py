"""Print the table of all kinds, or of those named, and every case that is not read right."""

import sys
from collections import Counter

from tools.bench import kinds


def main(wanted: list[str]) -> int:
    """Read the kinds and print; 1 where a case is wrong without a word."""
    counted: dict[str, Counter[str]] = {}
    for kind in wanted or kinds.KINDS:
        module = kinds.module(kind)
        found = kinds.rows(module.cases())
        counted[module.TITLE] = Counter(row.outcome for row in found)
        for row in found:
            if row.outcome != "right":
                print(f"{kind} · {row.case.name}: {row.outcome}\n    " + "\n    ".join(row.said))
    print(kinds.table(counted))
    return 1 if any(outcomes["wrong"] for outcomes in counted.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
