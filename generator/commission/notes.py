"""What has been understood of a commission so far, from which words, and what it does not say."""

from collections.abc import Callable, Iterable
from typing import Any

from generator.commission.commission import Understood
from generator.commission.phrases import Found


class Notes:
    """What has been understood of a query so far, and what it does not say."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.understood: list[Understood] = []
        self.defaulted: list[str] = []

    def add(self, key: str, value: str, start: int, end: int) -> None:
        words = self.query[start:end]
        self.understood.append(Understood(key=key, value=value, words=words, start=start, end=end))

    def found(self, key: str, found: Iterable[Found[Any]], say: Callable[[Any], str] = str) -> None:
        """Note each of several things; `say` puts the value into words."""
        for one in found:
            self.add(key, say(one.value), one.start, one.end)

    def stated(self, key: str, value: str, span: tuple[int, int] | None) -> None:
        """Note what was said in `span`, or that nothing was."""
        if span:
            self.add(key, value, *span)
        else:
            self.defaulted.append(key)
