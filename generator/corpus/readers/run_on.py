"""Lists that stand in one line: what turns pages into text may leave their marks, and no line for each point."""

import re

_MARK = re.compile(r"(?<!\d)\s+[*•●]\s+(?=[^\s*])|\s+[*•●]\s+(?=[^\s*\d])")
"""A mark of a list between blanks; between two digits it multiplies."""
_LEADS = re.compile(r"[:：]$")
_ENDED = re.compile(r"[.。:：;；!！?？][”’」』）)\"']*$")


def parted(words: str, *, item: bool) -> tuple[str, ...]:
    """Return what introduces the list that words hold, and its points, or the words alone where they hold none.

    The first mark stands behind a colon, or, in words that are a point themselves (`item`), behind what ends one.
    """
    opens = _ENDED if item else _LEADS
    marks = tuple(_MARK.finditer(words))
    first = next((n for n, mark in enumerate(marks) if opens.search(words[: mark.start()])), len(marks))
    edges = [0, *(edge for mark in marks[first:] for edge in mark.span()), len(words)]
    found = (words[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True))
    return tuple(filter(None, found)) or (words,)
