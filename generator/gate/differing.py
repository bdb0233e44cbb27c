"""Where what a front matter records differs from what follows anew from its sources."""

import os
from collections.abc import Iterator
from typing import Any

from generator.gate.rules import Finding
from generator.language import text
from generator.messages import say

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
    elif isinstance(have, list) and isinstance(want, list) and (more := _more(have, want)) is not None:
        yield where, *more
    elif have != want:
        yield where, have, want


def _more(have: list[Any], want: list[Any]) -> tuple[Any, Any] | None:
    """Return what each of two lists has and the other has not, None where they differ in nothing but order."""
    gone, new = [one for one in have if one not in want], [one for one in want if one not in have]
    return (gone or None, new or None) if gone or new else None


def findings(have: Any, want: Any, where: str, told: str) -> Iterator[Finding]:
    """Yield, for each place below the dotted path `where`, what is recorded and what `told` gives."""
    for path, one, other in leaves(have, want, where):
        have_it, want_it = apart(one, other)
        yield finding(
            say("{path} is {have_it}; {told} gives {want_it}", path=path, have_it=have_it, told=told, want_it=want_it)
        )


def finding(message: str) -> Finding:
    """Return the finding that the front matter says otherwise than what follows."""
    return Finding(code="derived", message=message, line=1)


def apart(one: Any, other: Any) -> tuple[str, str]:
    """Return two values as they are shown to a person, with the place where they differ."""
    texts = [text.named("nothing" if value is None else str(value)) for value in (one, other)]
    at = len(os.path.commonprefix(texts))
    start = max(0, at - SHOWN // 2) if max(map(len, texts)) > SHOWN else 0
    first, second = (_cut(said, start) for said in texts)
    return first, second


def _cut(said: str, start: int) -> str:
    end = start + SHOWN
    return "…" * (start > 0) + said[start:end] + "…" * (len(said) > end)


def shown(value: Any) -> str:
    """Return a value as it is shown to a person, cut to `SHOWN` characters."""
    return apart(value, None)[0]
