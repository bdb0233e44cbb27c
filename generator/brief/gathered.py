"""Gaps of a brief that one line says."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Listing = Callable[[Sequence[str]], str]
"""Names as a sentence lists them."""


def together(found: Iterable[Mapping[str, str]], listing: Listing) -> Iterator[Mapping[str, str]]:
    """Yield gaps: one for all sections in which nothing was found on the same subjects, and one for all points left
    out."""
    told = tuple(_absent(found, listing))
    lacking: dict[str, list[str]] = {}
    for gap in told:
        if "section" in gap and "subject" in gap:
            lacking.setdefault(gap["section"], []).append(gap["subject"])
    groups: dict[tuple[str, ...], list[Mapping[str, str]]] = {}
    for n, gap in enumerate(told):
        on = tuple(lacking.get(gap.get("section", ""), ()) if "subject" in gap else ())
        single = "section" not in gap or gap["code"] == "point"
        own = ("axis",) if "axis" in gap else (str(n),) if single else ("section", *on)
        groups.setdefault(own, []).append(gap)
    for (_, *on), alike in groups.items():
        names = dict.fromkeys(gap[key] for gap in alike for key in ("axis", "section") if key in gap)
        listed = {"listed": listing([f"“{name}”" for name in names])} if names else {}
        yield {**alike[0], **listed, **({"subject": listing(on)} if on else {})}


def _absent(found: Iterable[Mapping[str, str]], listing: Listing) -> Iterator[Mapping[str, str]]:
    """Yield gaps, one for all sides on which nothing was found on the same."""
    told = tuple(found)
    sides: dict[str, list[str]] = {}
    for gap in told:
        if gap["code"] == "absent":
            sides.setdefault(gap["asked"], []).append(gap["subject"])
    for gap in told:
        own = sides.get(gap["asked"], []) if gap["code"] == "absent" else []
        if len(own) > 1 and gap["subject"] == own[0]:
            yield {**gap, "subject": listing(own)}
        elif gap["code"] != "absent" or len(own) == 1:
            yield gap
