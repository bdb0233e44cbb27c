"""Pictures: what each attached image shows is found anew from its pixels and compared with the record."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.gate import differing
from generator.gate.rules import Finding
from generator.gate.view import View
from generator.logo import MOST_SURE
from generator.messages import say

NEAR = 0.02
"""Distance of two scores, 0 to 1, that is no difference: processors round otherwise."""
WORDED = ("words", "words-contradict", "words-differ")
"""Rules that the words in an image decide."""


def check(view: View) -> Iterator[Finding]:
    """Yield identifications that are not what the images give, and subjects that no identification names."""
    logos = {str(logo["image"]): logo for logo in view.front.get("logos", ())}
    listed = {str(source["file"]): source for source in view.listed.by_id.values() if source["kind"] == "image"}
    if len(logos) != len(view.front.get("logos", ())):
        yield differing.finding(say("logos: an image is recorded twice"))
    for image in dict.fromkeys((*logos, *listed)):
        if image not in logos or image not in listed:
            missing = say("identified") if image in listed else say("listed as a source")
            yield differing.finding(say("logos: {image} is not {missing}", image=image, missing=missing))
        elif found := view.listed.sources.logos.get(image):
            yield from compared(logos[image], found, f"logos.{image}")
        if image in listed:
            yield from differing.findings(
                listed[image]["title"], image, f"{listed[image]['id']}.title", say("the image")
            )
    yield from _named(view)


def compared(have: Mapping[str, Any], found: Mapping[str, Any], where: str) -> Iterator[Finding]:
    """Compare a record with what the image gives: numbers nearly, the rest exactly."""
    if have["verdict"] == "asserted" and not str(have.get("by") or "").strip():
        yield differing.finding(say("{where}: by does not say who asserted it", where=where))
    if have["verdict"] == "asserted" and not have.get("name"):
        yield differing.finding(say("{where}: no platform is asserted", where=where))
    if have["confidence"] > MOST_SURE:
        yield differing.finding(
            say(
                "{where}.confidence is {confidence}; the most is {most}",
                where=where,
                confidence=have["confidence"],
                most=MOST_SURE,
            )
        )
    want = recorded(have, found)
    if found["words"] is None and have.get("rule") in WORDED:
        yield differing.finding(
            say("{where}: rests on words in the image; install the extra ocr to read them", where=where)
        )
        return
    yield from differing.findings(_rounded(have, want), want, where, say("the image"))


def recorded(have: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """Return how what is found is to be recorded: what a person asserted stays, and words that only one run could read
    are not compared."""
    if have["verdict"] == "asserted":
        kept = {"verdict": "asserted", "name": have.get("name"), "by": have.get("by"), "rule": "asserted"}
        return {**{key: found[key] for key in ("image", "sha256", "size")}, **kept, **{
            key: value for key, value in found.items() if key not in kept
        }}  # fmt: skip
    want = dict(found)
    if want["words"] is None and have.get("words"):  # read where it was made, and not here
        want["words"] = have["words"]
        want["rule"] = "mark-and-words" if (have["rule"], want["rule"]) == ("mark-and-words", "mark") else want["rule"]
    elif have.get("words") is None and want["words"] is not None:  # the other way round
        want["words"] = None
        want["rule"] = "mark" if want["rule"] == "mark-and-words" else want["rule"]
    return want


def _rounded(have: Any, want: Any) -> Any:
    """Return what is recorded, with each number that is near enough to the one that is found in its place."""
    if isinstance(have, dict) and isinstance(want, dict):
        return {key: _rounded(value, want.get(key)) for key, value in have.items()}
    if isinstance(have, list) and isinstance(want, list) and len(have) == len(want):
        return [_rounded(one, other) for one, other in zip(have, want, strict=True)]
    if isinstance(have, float) and isinstance(want, float) and abs(have - want) <= NEAR:
        return want
    return have


def _named(view: View) -> Iterator[Finding]:
    """Yield subjects that come from a picture and that no identification names."""
    logos = view.front.get("logos", ())
    named = {
        logo["name"]
        for logo in logos
        if logo["verdict"] == "asserted" or (logo["verdict"] == "named" and logo["confidence"] >= logo["threshold"])
    }
    for subject in view.commission["subjects"]:
        if logos and subject["from"] in ("image", "asserted") and subject["name"] not in named:
            message = say("{name} comes from the image, and no identification supports it", name=subject["name"])
            yield Finding(code="logo", message=message)
