"""Where what a front matter records differs from what follows anew from its sources."""

from collections.abc import Iterator
from typing import Any

from generator.gate.rules import Finding

SHOWN = 80
"""Characters shown of each of two values."""


def leaves(have: Any, want: Any, where: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield (dotted path, what is recorded, what follows) for each place below the path `where` that differs."""
    if isinstance(have, dict) and isinstance(want, dict):
        for key in dict.fromkeys((*want, *have)):
            yield from leaves(have.get(key), want.get(key), f"{where}.{key}" if where else str(key))
    elif isinstance(have, list) and isinstance(want, list) and len(have) == len(want):
        for number, (one, other) in enumerate(zip(have, want, strict=True), start=1):
            yield from leaves(one, other, f"{where}.{number}")
    elif have != want:
        yield where, have, want


def findings(have: Any, want: Any, where: str, told: str) -> Iterator[Finding]:
    """Yield, for each place below the dotted path `where`, what is recorded and what `told` gives."""
    for path, one, other in leaves(have, want, where):
        yield finding(f"{path} is {shown(one)}; {told} gives {shown(other)}")


def finding(message: str) -> Finding:
    """Return the finding that the front matter says otherwise than what follows."""
    return Finding(code="derived", message=message, line=1)


def shown(value: Any) -> str:
    """Return a value as it is shown to a person, cut to `SHOWN` characters."""
    said = "nothing" if value is None else str(value)
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}…"
