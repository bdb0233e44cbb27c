"""Forged excerpts: torn from their heading, cut, renumbered, or said to stand elsewhere in their source.

Text, span and quote agree with each other and with the chunk, as far as they stand there.
"""

import re
from collections.abc import Callable, Iterator

from tests.forgeries.pair import Forgery, Pair, Place, of_pair

_SENTENCE = re.compile(r"(?<=[.。])(?:\s+|(?<=。))(?=\S)")
CHANGES: dict[str, tuple[str, str]] = {
    "renumbered": (r"([（(])2([)）])", r"\g<1>3\2"),
    "point left out": (r"[;；] ?[（(]2[)）] ?[^;；]+", ""),
    "others gone": (r"; and others|；等等", ""),
    "others put": (r"(?<!and others)\.$|(?<!等等)。$", "; and others."),
    "emphasis": (r"([a-z]{6,}|[一-鿿]{3})", r"**\1**"),
}
"""What is done to the words alone: what is found, and what is put there."""


def _excerpts(pair: Pair) -> list[Place]:
    return [p for p in pair.sourced("claim") if any(s["relation"] == "excerpt" for s in p.entry["supports"])]


def _own(place: Place) -> str:
    return place.entry["text"][len(place.entry.get("lead", "")) :]


def _worded(find: str, put: str) -> Callable[[Pair], bool]:
    def change(pair: Pair) -> bool:
        for place in _excerpts(pair):
            lead, own = place.entry.get("lead", ""), _own(place)
            new = re.sub(find, put, own, count=1)
            if new != own and pair.say(place, lead + new):
                return True
        return False

    return change


def _later(pair: Pair) -> bool:
    """Let an excerpt begin with its second sentence."""
    for place in _excerpts(pair):
        (span, *_), lead = place.entry["supports"], place.entry.get("lead", "")
        if (at := _SENTENCE.search(span["quote"])) and (own := _SENTENCE.search(_own(place))):
            span.update(quote=span["quote"][at.end() :], start=span["start"] + at.end())
            return pair.say(place, lead + _own(place)[own.end() :])
    return False


def _middle_out(pair: Pair) -> bool:
    """Leave the second of three sentences out, and let the span be."""
    for place in _excerpts(pair):
        told = _SENTENCE.split(_own(place))
        if len(told) > 2:
            rest = ("" if pair.chinese else " ").join([told[0], *told[2:]])
            return pair.say(place, place.entry.get("lead", "") + rest)
    return False


def _half(pair: Pair) -> bool:
    """Let an excerpt end in the middle of a sentence."""
    for place in _excerpts(pair):
        span, lead, own = place.entry["supports"][0], place.entry.get("lead", ""), _own(place)
        if span["quote"] == own and (at := own.rfind("，" if pair.chinese else " ", 0, len(own) - 8)) > 0:
            span.update(quote=own[:at], end=span["start"] + at)
            return pair.say(place, lead + own[:at] + ("。" if pair.chinese else "."))
    return False


def _elsewhere(pair: Pair) -> bool:
    """Say that an excerpt stands where another does."""
    leads = list(dict.fromkeys(p.entry.get("lead", "") for p in _excerpts(pair)))
    for place in _excerpts(pair):
        for lead in leads:
            if lead and lead != place.entry.get("lead", ""):
                return pair.say(place, lead + _own(place), lead=lead)
    return False


def _nowhere(pair: Pair) -> bool:
    """Do not say where an excerpt stands."""
    place = next((p for p in _excerpts(pair) if p.entry.get("lead")), None)
    if place is None:
        return False
    own = _own(place)
    place.entry.pop("lead")
    return pair.say(place, own)


def _merged(pair: Pair) -> bool:
    """Say two excerpts as one sentence, which cites both."""
    found = _excerpts(pair)
    if len(found) < 2:
        return False
    one, other = found[:2]
    one.entry["supports"] = [*one.entry["supports"], *other.entry["supports"]]
    return pair.say(one, one.entry["text"] + ("" if pair.chinese else " ") + _own(other))


def _called(pair: Pair) -> bool:
    """Call a sentence that stands elsewhere in its part an excerpt."""
    for place in pair.sourced("claim"):
        span = place.entry["supports"][0]
        if span["relation"] == "verbatim" and span["start"] and not place.entry.get("lead"):
            span["relation"] = "excerpt"
            return True
    return False


def forgeries() -> Iterator[Forgery]:
    """Yield the forgeries of excerpts."""
    made: list[tuple[str, Callable[[Pair], bool]]] = [
        (f"excerpt: {name}", _worded(find, put)) for name, (find, put) in CHANGES.items()
    ]
    made += [
        ("excerpt: begins later", _later), ("excerpt: sentence left out", _middle_out), ("excerpt: half a sentence", _half),
        ("excerpt: from elsewhere", _elsewhere), ("excerpt: from nowhere", _nowhere), ("excerpt: two in one", _merged),
        ("excerpt: called one", _called),
    ]  # fmt: skip
    for name, change in made:
        about = (change.__doc__ or name).rstrip(".")
        yield Forgery(name=name, kind="sentence", about=about, edit=of_pair(change))
