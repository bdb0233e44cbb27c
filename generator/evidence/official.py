"""Official names of places and bodies, and those that a corpus has for them: New York of “City of New York”, 澳门 of
澳门特别行政区, “Sichuan University” of “University of Sichuan”."""

import re
from collections.abc import Iterable, Iterator

from generator.language import text, tokens

_PLACE = "City|Town|County|State|Province|Republic|Commonwealth|Kingdom|Canton|Municipality|Prefecture|Territory"
_OF = re.compile(rf"(?:[Tt]he )?(?P<form>(?:[A-Z][\w']+ )?(?:{_PLACE}|University)) of (?:the )?(?P<x>[A-Z].*)")
_FORMED = re.compile(r"(?P<x>[A-Z].*) (?P<form>State|Province|SAR|City|County|University)")
_KINDS = "市省县区"
"""What a place is, which people leave out of the names of its laws: 北京养犬规定 of 北京市养犬规定."""
_ELSEWHERE = ("City", "County", "University")
"""Forms behind a name that make it another's: Kansas City is not Kansas."""
_HAN = re.compile(f"(?P<x>[{text.HAN}]{{2,}}?)(?:特别行政区|(?:[{text.HAN}]{{1,3}}族)?自治[区州县]|省|市|县|区|州)")


def forms(name: str) -> Iterator[str]:
    """Yield the names that a name in an official form may stand for."""
    if of := _OF.fullmatch(name):
        yield f"{of['x']} {of['form']}"
        if of["form"] != "University":
            yield of["x"]
    elif formed := _FORMED.fullmatch(name):
        yield f"{formed['form']} of {formed['x']}"
        if formed["form"] not in _ELSEWHERE:
            yield formed["x"]
    elif han := _HAN.fullmatch(name):
        yield han["x"]
    elif text.has_han(name[:1]):
        (place, tag), *rest = tokens.tagged(name)
        if tag == "ns" and rest:
            yield from (f"{place}{kind}{name[len(place) :]}" for kind in _KINDS)


def told(name: str, heads: Iterable[str]) -> str:
    """Return the name that titles or headings have for one in an official form, "" where they have none."""
    for form in forms(name):
        whole = re.escape(form) if text.has_han(form) else rf"(?<!\w){re.escape(form)}(?!\w)"
        if any(re.search(whole, head, re.IGNORECASE) for head in heads):
            return form
    return ""
