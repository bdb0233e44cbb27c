"""Pictures that are not here and need not be: what is on record of them is all that a run has."""

from collections.abc import Mapping
from typing import Any

from generator.gate import Filed, Shelf
from generator.logo import Candidate, LogoMatch


def excused(source: Mapping[str, Any], shelf: Shelf) -> bool:
    """Tell whether an attachment is not here, and need not be."""
    here = source.get("path") and shelf.found(str(source["path"]))
    return not here and shelf.policy.excuses(source) is not None


def logos(item: Filed, shelf: Shelf) -> list[Mapping[str, Any]]:
    """Return what is recorded of the pictures of a brief that nobody can look at here."""
    images = [source for source in item.brief.front["sources"] if source["kind"] == "image"]
    unseen = {source["file"] for source in images if excused(source, shelf)}
    return [logo for logo in item.brief.front.get("logos", ()) if logo["image"] in unseen]


def matches(item: Filed, shelf: Shelf) -> tuple[LogoMatch, ...]:
    """Return those records as the identifications that they are of."""
    return tuple(map(_match, logos(item, shelf)))


def _match(logo: Mapping[str, Any]) -> LogoMatch:
    model = logo["model"]
    return LogoMatch(
        image=logo["image"], sha256=logo["sha256"], size=tuple(logo["size"]), verdict=logo["verdict"],
        name=logo["name"], confidence=logo["confidence"], threshold=logo["threshold"], margin=logo["margin"],
        candidates=tuple(
            Candidate(name=c["name"], score=c["score"], source=c["source"], parts=tuple(c["parts"].items()))
            for c in logo["candidates"]
        ),
        words=None if logo["words"] is None else tuple(logo["words"]), rule=logo["rule"], model=model["name"],
        model_sha256=model["sha256"], index_sha256=model["index"], crop=tuple(logo["crop"]),
    )  # fmt: skip
