"""How many commissions of tests/cases/commission/asked-*.yml are read as a person reads them: `python -m
tests.commission.asking [half]` prints the rates, and what was misread in that half (0 or 1).

Of `asked-by-others.yml` the second half is locked, and all of `asked-once.yml`: only their rates are printed, so that
they tell how well commissions are read that nobody had in mind.
"""

import sys
from collections.abc import Iterator
from typing import Any

from generator import commission
from generator.commission import Commission
from generator.errors import BriefproofError
from tests.helpers import loaded

KINDS = ("questions", "commissions")
_MATTER_OF_TASTE = ("axes", "reader", "deadline", "register", "periods")
"""What `others` compares only where a case says it."""


def cases(half: int | None = None) -> list[dict[str, Any]]:
    """Return the cases of a half, dealt one by one; all for None."""
    every = [case for kind in KINDS for case in loaded(f"commission/asked-{kind}.yml")]
    return [case for place, case in enumerate(every) if half in (None, place % 2)]


def others(name: str) -> list[dict[str, Any]]:
    """Return the cases of `asked-{name}.yml`, in which what is a matter of taste is not compared."""
    return [dict.fromkeys(_MATTER_OF_TASTE, "any") | case for case in loaded(f"commission/asked-{name}.yml")]


SETS = {
    "by others, worked on": lambda: others("by-others")[::2],
    "by others, locked": lambda: others("by-others")[1::2],
    "run once": lambda: others("once"),
}


def misread(case: dict[str, Any]) -> list[str]:
    """Return what is read otherwise than a person reads it; "subjects" opens a line about the subjects."""
    try:
        found = commission.read(case["q"])
    except BriefproofError as error:
        return [f"subjects: refused, {error}"]
    return list(compared(case, found))


def compared(case: dict[str, Any], found: Commission) -> Iterator[str]:
    """Yield what a commission as it was read has otherwise than a person reads it."""
    names = _names(found)
    wanted = case["subjects"]
    if wanted != "any" and not _named(wanted, names) and not any(_named(wanted, list(r)) for r in found.readings):
        yield f"subjects: {names} for {wanted}"
    axes = case.get("axes", [])
    if axes != "any" and not _named(axes, list(found.axes)):
        yield f"axes: {list(found.axes)} for {axes}"
    yield from _sections(case.get("sections", []), found)
    length = "" if "length" in found.defaulted else str(found.length)
    if (
        case.get("length") != "any"
        and length != case.get("length", "")
        and not (not case.get("length") and case.get("sections"))
    ):
        yield f"length: {length} for {case.get('length', '')}"
    title = "" if "title" in found.defaulted else found.title
    absent = ("references", "recommendations", "abstract")  # asked for as sections
    rows = {
        "title": title,
        "reader": found.reader or "",
        "deadline": found.deadline or "",
        "register": found.register,
        "language": found.language,
        "extras": sorted(e for e in found.extras if e not in absent or e in case.get("extras", ())),
        "bans": sorted({p.kind if p.kind == "other" else f"{p.kind}: {p.value}" for p in found.prohibitions}),
        "periods": [f"{p.since or ''}/{p.until or ''}" for p in found.periods],
    }
    usual = {"register": "formal", "language": found.language, "extras": [], "bans": [], "periods": []}
    for key, value in rows.items():
        wanted = case.get(key, usual.get(key, ""))
        if wanted != "any" and value != (sorted(wanted) if isinstance(wanted, list) else wanted):
            yield f"{key}: {value} for {wanted}"
    left = {item.key for item in found.instructions if item.status in ("not_done", "person")}
    for key in set(case.get("notdone", ())) - left:
        yield f"not said: {key}"


def _names(found: Commission) -> list[str]:
    return [subject.name or f"?{subject.origin}" for subject in found.subjects]


def _named(wanted: list[str], names: list[str]) -> bool:
    return len(wanted) == len(names) and all(
        name.casefold() in [one.strip().casefold() for one in either.split("|")]
        for either, name in zip(wanted, names, strict=True)
    )


def _sections(wanted: list[str] | str, found: Commission) -> Iterator[str]:
    sections = () if "sections" in found.defaulted else found.sections
    titles = [f"{s.title}={s.length}" if s.length else s.title for s in sections]
    if wanted != "any" and not _named(wanted, titles):
        yield f"sections: {titles} for {wanted}"


def rates(read: list[list[str]]) -> tuple[int, int]:
    """Return how many are read whole, and of how many the subjects are right or asked about."""
    return sum(not lines for lines in read), sum(
        not any(line.startswith("subjects") for line in lines) for lines in read
    )


def main() -> None:
    shown = int(sys.argv[1]) if len(sys.argv) > 1 else None
    halves = {f"half {half}": cases(half) for half in (0, 1)}
    for name, some in (halves | {name: found() for name, found in SETS.items()}).items():
        read = [misread(case) for case in some]
        whole, right = rates(read)
        print(f"{name}: {whole} of {len(read)} read whole, subjects right or asked about in {right}")
        for case, lines in zip(some, read, strict=True) if name == f"half {shown}" else ():
            if lines:
                print("-", case["q"].strip().replace("\n", " / ")[:150], *lines, sep="\n     ")


if __name__ == "__main__":
    main()
