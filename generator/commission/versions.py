"""Versions of one thing as sides: 公司法2018版和2023版, "EUPL 1.1 to 1.2", each by what tells it apart."""

import re
from collections.abc import Iterator

from generator.commission.clauses import Span
from generator.commission.held import worth
from generator.commission.weighing import Names
from generator.language import text

_YEAR = r"(?:(?:19|20)\d\d ?年?[版本]?|\d\d年?版|(?:19|20)\d\d (?:edition|version))"
_NUMBER = r"(?:v(?:ersion)? ?)?\d{1,2}(?:\.\d+)+|v(?:ersion)? ?\d{1,2}"
MARK = re.compile(rf"{_YEAR}|{_NUMBER}", re.IGNORECASE)
"""What tells a version: its year, or its number."""
_PAIR = re.compile(
    rf"(?P<a>{MARK.pattern}) ?(?:和|与|跟|同|对比?|到|至|、|/|->|→|,|to|and|or|vs?\.?|versus|against|with|than)"
    rf" ?(?:the )?(?P<again>[^,;:。?!、和与跟\n]{{1,40}}?)??(?P<b>(?:{MARK.pattern})|\d{{1,2}}(?![\d%]))",
    re.IGNORECASE,
)
_LAST = re.compile(rf"(?:(?<![\w.])|(?<=[㐀-鿿A-Za-z]))(?:{MARK.pattern}|(?<![^\s])\d{{1,2}})$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(?:\.\d+)*")


def rows(names: Names) -> Iterator[tuple[Span, ...]]:
    """Yield the pairs of versions of which the corpus holds both, as where the first is named with its thing."""
    for pair in _PAIR.finditer(names.flat):
        bases = [span for span in names.within(max(0, pair.start() - 60), pair.start()) if _touches(names, span, pair)]
        again = pair["again"] or ""
        for start, end in sorted(bases):
            base = names.flat[start:end]
            if again.strip() and again.strip().casefold() != base.casefold():
                continue
            marks = [pair["a"], pair["b"]]
            if all(worth(names.lookup(f"{base} {mark}")) for mark in marks):
                yield (start, pair.end("a")), (pair.start("again") if again.strip() else pair.start("b"), pair.end("b"))
                break


def _touches(names: Names, span: Span, pair: re.Match[str]) -> bool:
    return not names.flat[span[1] : pair.start("a")].strip(" -")


def parted(name: str) -> tuple[str, str]:
    """Return a name without its version, and the year or number of that, as it is written out: 2021 of 21年版; ("", "")
    where it has none."""
    mark = _LAST.search(name)
    if mark is None:
        return "", ""
    digits = _DIGITS.search(mark[0])[0]
    year = text.has_han(mark[0]) and len(digits) == 2
    return name[: mark.start()].strip(" -"), f"20{digits}" if year else re.sub(r"(?:\.0)+$", "", digits)


def spelt_out(names: tuple[str, ...]) -> dict[str, str]:
    """Return the names with what is versioned, which the first has alone: 公司法 2023 for 2023版."""
    first = next((base for base, number in map(parted, names) if base and number), "")
    return {name: f"{first} {name}" if first and parted(name)[1] and not parted(name)[0] else name for name in names}
